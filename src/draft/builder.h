/* builder.h - the inside of a builder, for draft.c, which begins and ends the files of a draft. */
#ifndef CDT_DRAFT_BUILDER_H
#define CDT_DRAFT_BUILDER_H

#include "base/buf.h"
#include "draft/making.h"

struct cdt_builder {
    cdt_making *making;
    cdt_draft_file *file; /* that is being read */
    size_t base;          /* where its text begins in that of the draft */
    bool own;             /* the text is the file's own */
    bool lined;           /* it is made, and its blocks know the lines of the file */
    cdt_str own_text;
    cdt_buf made;      /* else the text so far */
    unsigned line;     /* of it, that comes next */
    size_t file_first; /* the first clause of the file */
    cdt_clause *clauses;
    cdt_block *blocks;
    size_t count, room;
    cdt_mark *marks;
    size_t mark_count, mark_room;
    cdt_remark *remarks;
    size_t remark_count, remark_room;
    const char **problems;
    size_t problem_count, problem_room;
    bool unreadable;
    const cdt_block *embedded;  /* see cdt_build_embedded(); NULL: none is */
    const cdt_build_sink *sink; /* of these; or NULL */
    int embedded_count;         /* how many there were in the file */
    const char *full;           /* which limit was reached; NULL: none */
    size_t full_at;
};

/* Around each file. The end gives its text, which lives in the draft's arena. */
void cdt_builder_begin(cdt_builder *builder, cdt_draft_file *file, size_t base);
cdt_str cdt_builder_end(cdt_builder *builder);

/* Rows of tables that are clauses become such (rows.c), once the whole text is known. */
void cdt_builder_rows(cdt_builder *builder);

/* Hand all over to the making, and give the rest back. */
void cdt_builder_finish(cdt_builder *builder);
void cdt_builder_free(cdt_builder *builder);

#endif
