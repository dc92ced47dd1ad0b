/* places.h - the places of a draft that words can point to: by what number, in which part. */
#ifndef CDT_DRAFT_PLACES_H
#define CDT_DRAFT_PLACES_H

#include "base/map.h"
#include "draft/making.h"
#include "draft/token_set.h"

typedef struct cdt_numbered cdt_numbered;

typedef struct cdt_places {
    const cdt_draft *draft;
    cdt_arena *arena;
    cdt_map numbers;      /* "PART:4.2.a" */
    cdt_map inlines;      /* the same, for an "(a)" inside a paragraph */
    cdt_map titles;       /* "schedule 2", "article 4", "part a" at the beginning of a clause */
    cdt_map listed;       /* of those, what was met once in a list of titles only */
    size_t last_title;    /* the token behind the title that was met last in such a list */
    cdt_numbered *sorted; /* all numbers, in order */
    size_t count;
    unsigned highest;       /* the highest number of a clause, of its first component */
    const size_t *numbered; /* by part, and the body last: how many of its clauses have a number */
    const size_t
        *parts; /* by clause: the "Part 2" inside its schedule or the body under which it stands, or CDT_NOWHERE */
} cdt_places;

/* Everything in the draft that can be pointed to; lives in the scratch arena. */
const cdt_places *cdt_making_places(cdt_making *making);
void cdt_places_free(cdt_places *places); /* NULL is allowed */

/* The number in one form: "4.2(A)" and "4(2)(a)" are "4.2.a"; roman figures of `titles` are arabic. */
cdt_str cdt_places_fold(cdt_str number, bool title, cdt_arena *arena);

/* Does the folded number end in that one, part by part: "4.2.a" in "2.a" and in itself, not in "a.a" nor in "". */
bool cdt_places_ends_in(cdt_str number, cdt_str end);

/* The clause of folded number `number` in part `part` (CDT_NOWHERE: the body), or CDT_NOWHERE. */
size_t cdt_places_find(const cdt_places *places, size_t part, cdt_str number);

/* "Part 2" inside part `part`, by its number; CDT_NOWHERE: there is none. What stands under it is found by the clause returned,
 * as if that were a part. */
size_t cdt_places_inner(const cdt_places *places, size_t part, cdt_str number);

/* The clause that begins with "schedule 2", or CDT_NOWHERE. */
size_t cdt_places_title(const cdt_places *places, const char *kind, cdt_str number);

/* The number that is there and nearest to the missing one; "" where there is none. */
const char *cdt_places_near(const cdt_places *places, size_t part, cdt_str number);

/* Can it be told that `number` is not there, below `above`: has a clause below it a number, or do others of the list
 * stand inside a paragraph? */
bool cdt_places_below(const cdt_places *places, size_t part, cdt_str above, cdt_str number);

/* Has the part numbers of its own? */
bool cdt_places_numbered(const cdt_places *places, size_t part);

/* What a word such as "clauses" or "Schedule" points to, in the singular; NULL: it is none of these words. *end is the token
 * behind it. */
const char *cdt_place_kind(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end);

/* Add all tokens at which it may find one. */
void cdt_place_sites(cdt_token_set *set);

/* Is that kind of place an attachment, with a title of its own? */
bool cdt_place_attached(const char *kind);

/* Is the "(b)" at `i` that of a reference, "clause 4.1(b)" or "paragraph (b)", and no label of its own? */
bool cdt_place_spoken(const cdt_tokens *tokens, size_t i, size_t first, size_t limit);

/* Do tokens from `i` up to `end`, the name of an attachment, stand as a title, though lines were run together? */
bool cdt_place_apart(const cdt_tokens *tokens, size_t i, size_t end, size_t first, size_t limit);

/* A number to point by, at token `i`, folded; of length 0: none. *end is the token behind it. *relative: only "(a)". */
cdt_str cdt_place_number(const cdt_tokens *tokens, size_t i, size_t limit, const char *kind, size_t *end,
                         bool *relative, cdt_arena *arena);

#endif
