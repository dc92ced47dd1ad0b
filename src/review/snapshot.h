/* snapshot.h - what is kept of an agreement and its draft to compare them with others, once they are gone: every fact with its
 * path, every clause with its number, every reference with its target. */
#ifndef CDT_REVIEW_SNAPSHOT_H
#define CDT_REVIEW_SNAPSHOT_H

#include "base/arena.h"
#include "concordat/review.h"

typedef struct cdt_kept_fact {
    const char *path;  /* as waivers call it: subject.h */
    const char *value; /* as written; "none", "open" */
    cdt_place place;
} cdt_kept_fact;

typedef struct cdt_kept_clause {
    const char *number, *heading;
    const char *citation; /* how it is cited where it has neither: the number of the clause that it stands under */
    const char *text;     /* its words without label and heading, white space collapsed */
    const char *folded;   /* heading and words in small letters: what tells it from others; "" where it has none */
    cdt_place place;
} cdt_kept_clause;

typedef struct cdt_kept_reference {
    size_t clause; /* in which it stands */
    const char *text, *number;
    size_t target; /* or CDT_NOWHERE */
} cdt_kept_reference;

typedef struct cdt_snapshot {
    bool described, drafted; /* there was a description; there was a draft that could be read */
    const cdt_kept_fact *facts;
    size_t fact_count;
    const cdt_kept_clause *clauses;
    size_t clause_count;
    const cdt_kept_reference *references;
    size_t reference_count;
} cdt_snapshot;

/* Of a review that is there; everything is copied into the arena. */
cdt_snapshot cdt_snapshot_of(const cdt_review *review, cdt_arena *arena);

#endif
