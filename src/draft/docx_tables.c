/* docx_tables.c - tables of a Word file, row by row. */
#include "draft/docx_events.h"

static void start_table(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    (void)tag;
    cdt_docx_close_pending(b);
    b->tables[b->table_count++] = (docx_table){ .row = 0 };
    cdt_flow_table(&b->docx->flow);
}

static void end_table(void *reader)
{
    docx_body *b = reader;

    b->table_count--;
    cdt_flow_table_end(&b->docx->flow);
}

static docx_table *open_table(docx_body *b)
{
    return b->table_count ? &b->tables[b->table_count - 1] : NULL;
}

static void start_row(void *reader, const cdt_xml_tag *tag)
{
    docx_table *t = open_table(reader);

    if (t == NULL)
        cdt_xml_skip(tag);
    else
        *t = (docx_table){ .row = t->row + 1, .column = 1, .span = 0 };
}

static void end_row(void *reader)
{
    docx_body *b = reader;
    docx_table *t = open_table(b);

    if (docx_is_gone(b))
        t->row--;
    b->insertions -= t->row_inserted;
    b->deletions -= t->row_deleted;
    t->row_inserted = t->row_deleted = false;
}

static void start_cell(void *reader, const cdt_xml_tag *tag)
{
    docx_table *t = open_table(reader);

    if (t == NULL || t->row == 0) {
        cdt_xml_skip(tag);
        return;
    }
    t->column += t->span;
    t->span = 1;
}

static void end_cell(void *reader)
{
    docx_body *b = reader;
    docx_table *t = open_table(b);

    if (docx_is_gone(b))
        docx_open_paragraph(b)->pending = docx_open_paragraph(b)->keeps = false;
    else
        cdt_docx_close_pending(b);
    b->insertions -= t->cell_inserted;
    b->deletions -= t->cell_deleted;
    t->cell_inserted = t->cell_deleted = false;
}

static void start_row_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    docx_enter(reader, IN_ROW);
}

static void start_cell_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    docx_enter(reader, IN_CELL);
}

static void start_before(void *reader, const cdt_xml_tag *tag)
{
    docx_table *t = open_table(reader);
    int columns = cdt_docx_number(cdt_docx_value(tag), 0);

    if (t && columns > 0 && docx_place_of(reader) == IN_ROW)
        t->column = (unsigned)columns + 1;
}

static void start_span(void *reader, const cdt_xml_tag *tag)
{
    docx_table *t = open_table(reader);
    int columns = cdt_docx_number(cdt_docx_value(tag), 1);

    if (t && columns > 0 && docx_place_of(reader) == IN_CELL)
        t->span = (unsigned)columns;
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "tbl",               start_table,                end_table },
    { CDT_XML_WORD, "tr",                start_row,                  end_row },
    { CDT_XML_WORD, "tc",                start_cell,                 end_cell },
    { CDT_XML_WORD, "trPr",              start_row_properties,       cdt_docx_leave },
    { CDT_XML_WORD, "tcPr",              start_cell_properties,      cdt_docx_leave },
    { CDT_XML_WORD, "gridBefore",        start_before,               NULL },
    { CDT_XML_WORD, "gridSpan",          start_span,                 NULL },
    { CDT_XML_WORD, "trPrChange",        NULL,                       NULL },
    { CDT_XML_WORD, "tcPrChange",        NULL,                       NULL },
    { CDT_XML_WORD, "tblPr",             NULL,                       NULL },
    { CDT_XML_WORD, "tblPrEx",           NULL,                       NULL },
    { CDT_XML_WORD, "tblGrid",           NULL,                       NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_table_rules = { rules, sizeof rules / sizeof rules[0], NULL };
