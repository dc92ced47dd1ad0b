/* lines.h - lines of a text, put together into paragraphs: which line goes on with the one before, which begins something
 * new, and which is furniture of a page. Texts are wrapped or not, with or without empty lines, or double-spaced; what this
 * one is like is counted first. */
#ifndef CDT_DRAFT_LINES_H
#define CDT_DRAFT_LINES_H

#include "draft/build.h"

typedef struct cdt_line {
    size_t start, end; /* without the blanks around it */
    unsigned number;   /* from 1 */
    unsigned page;     /* from 1 */
    unsigned indent;   /* columns before it */
    unsigned gap;      /* empty lines before it */
    bool furniture;
    bool rule; /* nothing but ---- or ====, below a heading */
} cdt_line;

typedef struct cdt_lines {
    cdt_str text;
    cdt_line *at; /* those with something in them */
    size_t count;
    size_t width;       /* that most full lines have */
    bool wrapped;       /* a paragraph takes several lines */
    bool few;           /* too little to tell */
    bool double_spaced; /* and an empty line stands between them */
    bool narrow;        /* it stood in columns; the caller says so */
    bool paged;         /* its lines are those of pages, and end where the page does; the caller says so */
} cdt_lines;

/* Lines of `text`, in the arena. false: there are more than CDT_MAX_DRAFT_LINES. */
bool cdt_lines_of(cdt_arena *arena, cdt_str text, cdt_lines *lines);

/* The first line behind the paragraph that begins with line `from`. */
size_t cdt_lines_paragraph(const cdt_lines *lines, size_t from);

/* The columns in which the paragraph begins, and in which its words do behind a label, for the block that is made of it. */
void cdt_lines_columns(const cdt_lines *lines, size_t from, cdt_block *block);

/* Where a paragraph whose lines end at `to`, the last of them `last`, is cut by the end of a page and surely goes on: the line
 * in which it does, behind what belongs to the page; else 0. */
size_t cdt_lines_over_page(const cdt_lines *lines, size_t last, size_t to);

/* Do the words that end at `end` point to the number behind them, as "clause" does? */
bool cdt_points_to_number(cdt_str text, size_t end);

/* Where clauses run on in one paragraph, what was seen of their numbers. All zero to begin with. */
typedef struct cdt_flow {
    unsigned single, outer; /* the number of one part that came last; the one outside of its list */
    unsigned parts, dotted[8];
    unsigned letter; /* of "(a)" */
} cdt_flow;

/* Hand a paragraph over as one block, or as several where numbers of clauses stand inside it, each after the end of a
 * sentence and in its turn. */
void cdt_flow_build(cdt_flow *flow, cdt_builder *builder, const cdt_block *block);

/* All of the text as blocks that point into it. */
void cdt_lines_build(const cdt_lines *lines, cdt_builder *builder);

#endif
