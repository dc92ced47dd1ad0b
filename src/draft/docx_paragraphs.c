/* docx_paragraphs.c - paragraphs of a Word file, with their numbers, and what joins one to the next. */
#include "draft/docx_events.h"

static void forget_properties(docx_paragraph *p)
{
    p->style = NULL;
    p->own = (cdt_docx_paragraph_properties){ .level = -1, .outline = -1, .indent = CDT_DOCX_NO_INDENT };
}

static void start_paragraph(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    docx_paragraph *p = docx_open_paragraph(b);

    (void)tag;
    b->ordinal++;
    b->run = (docx_run){ NULL, -1, -1, -1 };
    if (!p->pending || !p->keeps)
        forget_properties(p);
    p->ordinal = p->pending && p->keeps ? p->ordinal : b->ordinal;
    p->inserted = p->deleted = p->runs_on = p->section = false;
    p->mark_hidden = -1;
}

/* Where the paragraph and its words begin: a list that the paragraph names itself says more than its style, and the style
 * more than a list that it names. */
static void set_columns(const docx_paragraph *p, const cdt_docx_style *style, cdt_docx_indent list, cdt_block *block)
{
    cdt_docx_indent of_style = style ? style->paragraph.indent : CDT_DOCX_NO_INDENT;
    cdt_docx_indent all = p->own.num.len ? cdt_docx_indent_over(list, of_style) : cdt_docx_indent_over(of_style, list);

    all = cdt_docx_indent_over(p->own.indent, all);
    block->hang = all.left != CDT_DOCX_UNSET ? all.left : 0;
    block->indent = block->hang + (all.first != CDT_DOCX_UNSET ? all.first : 0);
}

void cdt_docx_close_paragraph(docx_body *b)
{
    docx_paragraph *p = docx_open_paragraph(b);
    const cdt_docx_style *style = docx_style_of(b, p);
    cdt_docx_label label = { .level = -1, .indent = CDT_DOCX_NO_INDENT };
    cdt_block block = { .kind = CDT_CLAUSE, .depth = -1, .paragraph = p->ordinal };
    int outline = p->own.outline >= 0 ? p->own.outline : style ? style->paragraph.outline : -1;

    if (cdt_docx_count(&b->docx->numbering, style, &p->own, &b->label, &label)) {
        block.label = label.text;
        block.bullet = label.bullet;
        block.uncertain = label.uncertain;
        block.depth = label.level;
        block.list = label.list;
    }
    set_columns(p, style, label.indent, &block);
    block.outline = outline >= 0 && outline < 9 ? outline + 1 : 0;
    if (b->notes) {
        block.kind = CDT_CLAUSE_NOTE;
    } else if (b->table_count) {
        const docx_table *t = &b->tables[b->table_count - 1];
        block.kind = CDT_CLAUSE_TABLE;
        block.row = t->row;
        block.column = t->column;
    }
    cdt_flow_close(&b->docx->flow, &block);
    p->pending = p->keeps = false;
}

void cdt_docx_close_pending(docx_body *b)
{
    if (docx_open_paragraph(b)->pending && !cdt_flow_empty(&b->docx->flow))
        cdt_docx_close_paragraph(b);
    docx_open_paragraph(b)->pending = docx_open_paragraph(b)->keeps = false;
}

static void end_paragraph(void *reader)
{
    docx_body *b = reader;
    docx_paragraph *p = docx_open_paragraph(b);
    const cdt_docx_style *style = docx_style_of(b, p);
    bool gone = docx_is_gone(b) || (b->docx->original ? p->inserted : p->deleted);
    bool hidden = docx_either(p->mark_hidden, -1, style ? style->hidden : -1) > 0;

    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(&b->docx->flow, (cdt_aside_slot)i);
    if (gone) { /* the next paragraph takes the words, and its own number stands */
        p->pending = true;
        p->keeps = false;
    } else if ((hidden || p->section) && !p->pending && cdt_flow_empty(&b->docx->flow)) {
        return;                        /* nothing of it is on the page, and its number is not counted */
    } else if (hidden || p->runs_on) { /* a heading that runs on into the words of its clause */
        p->pending = p->keeps = true;
        cdt_flow_words(&b->docx->flow, CDT_STR(" "), 0);
    } else {
        cdt_docx_close_paragraph(b);
    }
}

static void start_paragraph_properties(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) != IN_WORDS && docx_place_of(b) != IN_PARAGRAPH) {
        cdt_xml_skip(tag);
        return;
    }
    docx_enter(b, IN_PARAGRAPH);
}

/* What the properties were before they were changed: all of them. */
static void start_old_properties(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (b->docx->original && docx_place_of(b) == IN_PARAGRAPH && !docx_open_paragraph(b)->keeps)
        forget_properties(docx_open_paragraph(b));
    else
        cdt_xml_skip(tag);
}

static void start_section(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_PARAGRAPH)
        docx_open_paragraph(b)->section = true;
    cdt_xml_skip(tag);
}

static bool sets_paragraph(docx_body *b, docx_place wanted)
{
    return docx_place_of(b) == wanted && !docx_open_paragraph(b)->keeps;
}

static void start_paragraph_style(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (sets_paragraph(b, IN_PARAGRAPH))
        docx_open_paragraph(b)->style = cdt_docx_style_of(&b->docx->styles, cdt_str_z(cdt_docx_value(tag)));
}

static void start_number(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_PARAGRAPH)
        docx_enter(b, IN_NUMBER);
    else
        cdt_xml_skip(tag);
}

/* The name of a list lives as long as the map of lists, or is 0: none. */
static void start_num(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    cdt_str id = cdt_str_z(cdt_docx_value(tag));

    if (sets_paragraph(b, IN_NUMBER))
        docx_open_paragraph(b)->own.num = id.len ? cdt_copy(b->docx->arena, id) : CDT_STR("0");
}

static void start_level(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (sets_paragraph(b, IN_NUMBER))
        docx_open_paragraph(b)->own.level = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_indent(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (sets_paragraph(b, IN_PARAGRAPH))
        cdt_docx_set_indent(&docx_open_paragraph(b)->own.indent, tag);
}

static void start_outline(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (sets_paragraph(b, IN_PARAGRAPH))
        docx_open_paragraph(b)->own.outline = cdt_docx_number(cdt_docx_value(tag), -1);
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "p",                 start_paragraph,            end_paragraph },
    { CDT_XML_WORD, "pPr",               start_paragraph_properties, cdt_docx_leave },
    { CDT_XML_WORD, "pStyle",            start_paragraph_style,      NULL },
    { CDT_XML_WORD, "numPr",             start_number,               cdt_docx_leave },
    { CDT_XML_WORD, "numId",             start_num,                  NULL },
    { CDT_XML_WORD, "ilvl",              start_level,                NULL },
    { CDT_XML_WORD, "outlineLvl",        start_outline,              NULL },
    { CDT_XML_WORD, "pPrChange",         start_old_properties,       NULL },
    { CDT_XML_WORD, "ind",               start_indent,               NULL },
    { CDT_XML_WORD, "tabs",              NULL,                       NULL },
    { CDT_XML_WORD, "sectPr",            start_section,              NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_paragraph_rules = { rules, sizeof rules / sizeof rules[0], NULL };
