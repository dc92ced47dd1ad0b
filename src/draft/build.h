/* build.h - how a reader makes a draft: it hands over one block after the other, in reading order, with the number that
 * the format shows before it; the builder makes of them the text, the clauses and what stands in them.
 *
 * A new reader is one row in formats.def, one function of the type cdt_read_fn, and nothing else.
 */
#ifndef CDT_DRAFT_BUILD_H
#define CDT_DRAFT_BUILD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "concordat/draft.h"

/* A stretch of a block's words that the format sets apart. */
typedef enum cdt_mark_kind {
    CDT_MARK_BOLD,      /* a term that is defined, often */
    CDT_MARK_HIGHLIGHT, /* left to be settled, often */
    CDT_MARK_PROMPT,    /* the prompt of a form field or content control that nobody filled in */
    CDT_MARK_ANCHOR,    /* a bookmark begins here; empty */
    CDT_MARK_LINK       /* the number of the paragraph in which a bookmark begins, as the file was saved with it */
} cdt_mark_kind;

typedef struct cdt_mark {
    cdt_mark_kind kind;
    size_t start, end; /* bytes of the block's text; in a draft that is being made, of its text */
    cdt_str name;      /* of the bookmark; until the draft is made */
} cdt_mark;

#define CDT_BLOCK_COLUMN 144 /* of a text: ten to the inch */

/* A paragraph, a heading, an item of a list, a cell or a note, as the format knows it. Only `text` is always there. */
typedef struct cdt_block {
    cdt_clause_kind kind; /* CDT_CLAUSE_SCHEDULE is found by the builder, from the words */
    cdt_str label;  /* computed by the format: "14.3", "(a)", a bullet; "": a typed label is looked for in the text */
    bool bullet;    /* the label is no number */
    bool below;     /* a line of a text or page, directly below that of the block before */
    bool uncertain; /* programs differ about this number */
    bool furniture; /* a running header or footer, a page number */
    int outline;    /* level of a heading, from 1; 0: the format does not call it a heading */
    int depth;      /* level in its list, from 0; -1: in no list */
    int list; /* which list it belongs to, as the format numbers them; a change begins another; 0: none. Without a label:
                       it is one more paragraph of the item that came last there */
    bool nested;   /* as the format says for sure, its list stands in an item of a list that is higher */
    bool unlisted; /* it stands behind a list and, as the format says for sure, in none of its items */
    int indent;    /* where its first line begins on the page, in twentieths of a point */
    int hang;      /* and where its words do, behind a label and in the lines below; not more than that: not known */
    cdt_str text;  /* UTF-8, without the label; lines of one paragraph with line feeds between */
    const cdt_mark *marks;
    size_t mark_count;
    unsigned line;                         /* of the file, where it is a text; else 0 */
    unsigned paragraph, page, row, column; /* as in cdt_clause */
} cdt_block;

typedef struct cdt_builder cdt_builder;

/* The next block. Where cdt_build_own_text() was called, its text must point into that text. */
void cdt_build_block(cdt_builder *builder, const cdt_block *block);

/* The file is a text: the draft's text is its bytes as they are, `text` (copied; the copy is returned, and blocks point into
 * it), and not made of the blocks. */
cdt_str cdt_build_own_text(cdt_builder *builder, cdt_str text);

/* Blanks instead of the own text's bytes [from, to), but for its line ends: what belongs to a page, inside of a paragraph. */
void cdt_build_blank(cdt_builder *builder, size_t from, size_t to);

/* Where blocks and remarks go that cannot come at once; they are valid during the call. */
typedef struct cdt_build_sink {
    void (*block)(void *to, const cdt_block *block);
    void (*remark)(void *to, const char *kind, cdt_str author, cdt_str text);
    void *to;
} cdt_build_sink;

/* From now on blocks are of another document, which stands in the one at hand: at `paragraph` of it, in the cell of `row`
 * and `column` where these are not 0, and in a note where it is of that kind. NULL: no longer. `sink`: takes them until they
 * may come as the document's own; NULL: they come now. */
void cdt_build_embedded(cdt_builder *builder, const cdt_block *where, const cdt_build_sink *sink);

/* Bytes that were decoded into `made`: where that is full, the file is refused. */
void cdt_build_decoded(cdt_builder *builder, const cdt_buf *made);

/* A comment, a tracked change, hidden text: at the block that came last. */
void cdt_build_remark(cdt_builder *builder, const char *kind, cdt_str author, cdt_str text);

/* Something about the file that people must know to judge the result, in one sentence (printf's). */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void cdt_build_problem(cdt_builder *builder, const char *message, ...);

/* The file has more of something than a row of base/limits.h allows: it is refused. */
void cdt_build_reached(cdt_builder *builder, const char *what, size_t limit);

/* Nothing can be said of the words: a scan, a damaged file. Say why by cdt_build_problem(). */
void cdt_build_unreadable(cdt_builder *builder);

cdt_arena *cdt_build_arena(cdt_builder *builder); /* for what lives until the draft is made */

/* Read `source` into the builder. false: it cannot be read at all, and an error with the way out is in `diags`. */
typedef bool cdt_read_fn(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                         cdt_diags *diags);

#endif
