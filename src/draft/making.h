/* making.h - a draft that is being made: the blocks are clauses already, and one finder after the other adds its list. The
 * order is that of cdt_make() in draft.c; a finder may read what those before it found. */
#ifndef CDT_DRAFT_MAKING_H
#define CDT_DRAFT_MAKING_H

#include "draft/build.h"
#include "draft/tokens.h"

/* Tokens, from one up to the one behind the last. */
typedef struct cdt_token_run {
    size_t from, to;
} cdt_token_run;

typedef struct cdt_making {
    cdt_draft draft; /* first: what the caller will see. Its lists are filled by the finders; they live in the arena */
    cdt_arena arena; /* the draft's, for its whole life */
    cdt_arena scratch;       /* until the draft is made */
    cdt_clause *clauses;     /* the draft's, while they may still be changed */
    const cdt_block *blocks; /* that each clause was made of, by the clause's number */
    const cdt_mark *marks;   /* offsets of the draft's text, in order */
    size_t mark_count;
    const size_t *lines; /* where each line of the text begins */
    size_t line_count;
    bool *places_made;    /* by file: lines are those of its own source, told by its clauses (Markdown, HTML) */
    cdt_tokens tokens;    /* of the whole text, once a finder has asked for them */
    const size_t *firsts; /* likewise: see cdt_making_first() */
    const cdt_token_run *sentences; /* likewise: the tokens of each */
    struct cdt_places *places;      /* likewise: where each number stands */
    struct cdt_links *links;        /* likewise: numbers that lead to a bookmark */
} cdt_making;

/* The tokens of the draft; made at the first call, when the clauses are known. */
const cdt_tokens *cdt_making_tokens(cdt_making *making);

/* The first token of clause `c` behind its label; its heading is not skipped. */
size_t cdt_making_first(cdt_making *making, size_t c);

void cdt_making_run(cdt_making *making); /* for the next */

/* The tokens of sentence `s`, once the sentences are known. */
static inline cdt_token_run cdt_making_sentence(cdt_making *making, size_t s)
{
    if (!making->sentences)
        cdt_making_run(making);
    return making->sentences[s];
}

void cdt_find_structure(
    cdt_making *making); /* structure.c: labels, headings, levels, parents, parts, numbers, regions */
void cdt_find_sentences(cdt_making *making);    /* sentences.c */
void cdt_find_items(cdt_making *making);        /* items.c */
void cdt_find_parties(cdt_making *making);      /* parties.c */
void cdt_find_definitions(cdt_making *making);  /* definitions.c, with their uses */
void cdt_find_references(cdt_making *making);   /* references.c, with their targets */
void cdt_find_values(cdt_making *making);       /* values.c */
void cdt_find_placeholders(cdt_making *making); /* placeholders.c */
void cdt_find_facts(cdt_making *making);        /* facts.c */
void cdt_find_faults(cdt_making *making);       /* faults.c and fault_*.c: what is amiss */
void cdt_find_health(cdt_making *making);       /* health.c */

#endif
