/* docx_notes.c - notes and comments of a Word file, where its words point to them. */
#include "draft/docx_events.h"

static void refer(docx_body *b, const cdt_xml_tag *tag, const cdt_map *notes, unsigned *count, cdt_numeral form)
{
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_note *note = id.len ? cdt_map_get(notes, id) : NULL;

    if (note == NULL || note->used || docx_is_gone(b) || b->instructions || cdt_docx_is_hidden(b))
        return;
    note->used = true;
    cdt_buf_clear(&b->label);
    cdt_numeral_put(&b->label, form, ++*count);
    cdt_flow_note(&b->docx->flow, &note->blocks, cdt_buf_str(&b->label));
}

static void start_footnote_mark(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    refer(b, tag, &b->docx->footnotes, &b->footnotes, CDT_NUMERAL_DECIMAL);
}

static void start_endnote_mark(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    refer(b, tag, &b->docx->endnotes, &b->endnotes, CDT_NUMERAL_LOWER_ROMAN);
}

static void start_comment_mark(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_comment *comment = id.len ? cdt_map_get(&b->docx->comments, id) : NULL;

    if (comment == NULL || comment->used)
        return;
    comment->used = true;
    cdt_flow_remark(&b->docx->flow, "comment", comment->author, comment->text);
}

static void start_note(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    const char *type = cdt_xml_get(tag, CDT_XML_WORD, "type");
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_note *note;

    if (b->notes == NULL || id.len == 0 || (type && strcmp(type, "normal") != 0)) {
        cdt_xml_skip(tag);
        return;
    }
    note = CDT_NEW(b->docx->arena, cdt_docx_note);
    *cdt_map_at(b->notes, cdt_copy(b->docx->arena, id)) = note;
    cdt_flow_record(&b->docx->flow, &note->blocks);
}

static void end_note(void *reader)
{
    docx_body *b = reader;

    cdt_docx_close_pending(b);
    cdt_flow_record(&b->docx->flow, &b->unwanted);
}

static void start_embedded(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    const docx_table *table = b->table_count ? &b->tables[b->table_count - 1] : NULL;
    cdt_block where = { .kind = b->notes ? CDT_CLAUSE_NOTE : CDT_CLAUSE,
                        .row = table ? table->row : 0,
                        .column = table ? table->column : 0 };

    cdt_xml_skip(tag);
    cdt_docx_close_pending(b);
    where.paragraph = ++b->ordinal;
    if (!docx_is_gone(b) && !cdt_docx_read_chunk(b->docx, cdt_str_z(cdt_xml_get(tag, CDT_XML_RELATIONS, "id")), &where))
        b->embedded = true;
}

/* A table of Excel, a PDF, another document: words that are not in the text. Formulas and drawings have none to miss. */
static void start_object(void *reader, const cdt_xml_tag *tag)
{
    static const char *const programs[] = {
        "Word.",   "Excel.",   "PowerPoint.",   "AcroExch.",        "Acrobat.",
        "Package", "Outlook.", "opendocument.", "LibreOffice.Calc", "LibreOffice.Writer"
    };
    docx_body *b = reader;
    cdt_str program = cdt_str_z(cdt_xml_get(tag, CDT_XML_OTHER, "ProgID"));

    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (cdt_str_starts(program, cdt_str_z(programs[i])) && !docx_is_gone(b)) {
            b->objects++;
            return;
        }
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "footnoteReference", start_footnote_mark,        NULL },
    { CDT_XML_WORD, "endnoteReference",  start_endnote_mark,         NULL },
    { CDT_XML_WORD, "commentReference",  start_comment_mark,         NULL },
    { CDT_XML_WORD, "footnote",          start_note,                 end_note },
    { CDT_XML_WORD, "endnote",           start_note,                 end_note },
    { CDT_XML_WORD, "altChunk",          start_embedded,             NULL },
    { CDT_XML_OBJECTS, "OLEObject",      start_object,               NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_note_rules = { rules, sizeof rules / sizeof rules[0], NULL };
