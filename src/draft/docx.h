/* docx.h - what the parts of the reader of Word files share: docx.c finds the parts, docx_body.c reads words. */
#ifndef CDT_DRAFT_DOCX_H
#define CDT_DRAFT_DOCX_H

#include "draft/docx_numbering.h"
#include "draft/flow.h"

typedef struct cdt_docx_comment {
    cdt_str author, text;
    bool used;
} cdt_docx_comment;

/* A footnote or an endnote. */
typedef struct cdt_docx_note {
    cdt_wait_list blocks;
    bool used;
} cdt_docx_note;

typedef struct cdt_docx {
    cdt_zip *zip;
    cdt_builder *builder;
    cdt_arena *arena; /* until the draft is made */
    const cdt_draft_source *source;
    cdt_diags *diags;
    bool original; /* as before the tracked changes */
    bool is_odt;   /* it is an OpenDocument text, packed by a program that does not say so at the start of the file */
    cdt_docx_styles styles;
    cdt_docx_numbering numbering;
    cdt_map footnotes, endnotes; /* cdt_docx_note by id */
    cdt_map comments;            /* cdt_docx_comment by id */
    cdt_map chunks;              /* pages embedded in the part at hand: cdt_str by the id of the relationship */
    size_t chunk_bytes;          /* that all pages may still have */
    int chunks_tried;
    cdt_flow flow;
} cdt_docx;

/* The words of the main part, or of notes, which are recorded by id in `notes`. */
cdt_xml_outcome cdt_docx_read_body(cdt_docx *docx, size_t member);
cdt_xml_outcome cdt_docx_read_notes(cdt_docx *docx, size_t member, cdt_map *notes);

/* The page that is embedded here, as cdt_build_embedded() has it, as far as it can be read. false: it was not. */
bool cdt_docx_read_chunk(cdt_docx *docx, cdt_str id, const cdt_block *where);

/* Comments by id. */
cdt_xml_outcome cdt_docx_read_comments(cdt_docx *docx, size_t member);

/* A header: a problem, where it says that this is a draft. true: it did. */
bool cdt_docx_read_header(cdt_docx *docx, size_t member);

#endif
