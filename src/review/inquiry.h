/* inquiry.h - what is still to be asked about an agreement: the questions of a review's findings, each fact once, however
 * many checks need it, the most useful first.
 *
 * A fact that decides whether a check or requirement applies is a gate and comes before those that only fill one in; among
 * equals the one that more and graver checks wait for; and the parties before everything, as all else is said of them.
 */
#ifndef CDT_REVIEW_INQUIRY_H
#define CDT_REVIEW_INQUIRY_H

#include "concordat/review.h"
#include "yaml/schema.h"

/* Who may be asked, in the order in which they are shown. */
typedef enum cdt_role {
    CDT_ROLE_LEGAL,
    CDT_ROLE_SERVICE,
    CDT_ROLE_FINANCE,
    CDT_ROLE_HR,
    CDT_ROLE_ICT,
    CDT_ROLE_GENERAL, /* whoever knows */
    CDT_ROLES
} cdt_role;

const char *cdt_role_name(cdt_role role);  /* "hr": as options and files say it */
const char *cdt_role_title(cdt_role role); /* "Human resources" */

/* One fact to be asked. */
typedef struct cdt_inquiry_fact {
    const char *path;
    const char *text;         /* the question, with what it is about where its words leave that open */
    const cdt_schema *schema; /* what an answer must be, see yaml/wanted.h; NULL: anything */
    cdt_role role;
    bool gate;
    bool open;                      /* somebody is settling it */
    const char *open_who, *open_by; /* "" where that is not said */
    const char *instead;            /* facts of which one is enough in its place: "a.b or c"; "" */
    const cdt_outcome **checks;     /* that need it, the gravest first */
    size_t check_count;
    cdt_place place; /* of its key where it stands there blank, else of the nearest mapping */
} cdt_inquiry_fact;

typedef struct cdt_inquiry cdt_inquiry;

/* Gather the questions of a review that was made. The review must outlive the result. */
cdt_inquiry *cdt_inquiry_of(const cdt_review *review);
void cdt_inquiry_free(cdt_inquiry *inquiry);

/* All facts, the most useful first. */
size_t cdt_inquiry_count(const cdt_inquiry *inquiry);
const cdt_inquiry_fact *cdt_inquiry_at(const cdt_inquiry *inquiry, size_t index);

#endif
