/* wording.h - how words look: whether a text is a heading, where an inline heading ends, what a title of a schedule is. */
#ifndef CDT_DRAFT_WORDING_H
#define CDT_DRAFT_WORDING_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* The words of a text, counted by how they begin. */
typedef struct cdt_look {
    size_t words;   /* with a letter in them */
    size_t caps;    /* of two letters and more, all capitals */
    size_t titles;  /* with a capital first */
    size_t small;   /* in small letters, but for "of", "and" and the like */
    size_t joining; /* those, and numbers */
    bool first;     /* the first begins with a capital or a digit */
} cdt_look;

cdt_look cdt_look_at(cdt_str text);

/* All capitals; or a capital at each word that matters. */
bool cdt_look_caps(cdt_look look);
bool cdt_look_title(cdt_look look);

/* Does it end like a sentence or a part of one: a full stop, a semicolon, a comma, "and"? */
bool cdt_ends_sentence(cdt_str text);

/* Is there a verb among the words with which sentences of agreements are made: "shall", "is", "means"? */
bool cdt_has_verb(cdt_str text);

/* Words that sentences begin with, and headings do not: "This", "If", "The". */
bool cdt_begins_clause(cdt_str text);

/* Where words that stand before a sentence as its heading end, behind their punctuation: "Term. The term is ..."; 0: there
 * are none. `labelled`: a number stands before it, so that less is needed. `*heading`: the bytes of the heading alone. */
size_t cdt_inline_heading(cdt_str text, bool labelled, size_t *heading);

/* The title of a schedule, annex, appendix, exhibit or attachment: "Schedule 2 - Services", "ANNEX A", "First Schedule". */
typedef struct cdt_schedule_title {
    cdt_str name;    /* "Schedule 2", as it is cited */
    cdt_str heading; /* "Services"; may be empty */
} cdt_schedule_title;

/* `heading`: the format says that this is a heading, so that less is needed. */
bool cdt_schedule_title_of(cdt_arena *arena, cdt_str text, bool heading, cdt_schedule_title *title);

/* Text with blanks made one and cut off at both ends, in the arena. */
const char *cdt_smooth(cdt_arena *arena, cdt_str text);

#endif
