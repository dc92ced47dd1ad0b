/* docx_changes.c - tracked changes of a Word file: what is inserted, deleted or moved, words, marks, rows and cells. */
#include "draft/docx_events.h"

/* A change around words, or of what has the properties in which it stands. */
static void start_change(docx_body *b, const cdt_xml_tag *tag, bool inserts, bool moves)
{
    docx_table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;
    const char *author;

    switch (docx_place_of(b)) {
    case IN_MARK:
        if (inserts)
            docx_open_paragraph(b)->inserted = true;
        else
            docx_open_paragraph(b)->deleted = true;
        cdt_xml_skip(tag);
        return;
    case IN_ROW:
        if (t) {
            b->insertions += inserts && !t->row_inserted;
            b->deletions += !inserts && !t->row_deleted;
            t->row_inserted |= inserts;
            t->row_deleted |= !inserts;
        }
        cdt_xml_skip(tag);
        return;
    case IN_WORDS: break;
    default: cdt_xml_skip(tag); return;
    }
    author = cdt_xml_get(tag, CDT_XML_WORD, "author");
    docx_change *before = b->change_count ? &b->changes[b->change_count - 1] : NULL;
    docx_change *c = &b->changes[b->change_count++];
    if (author && (before == NULL || !cdt_str_is_z(before->author, author)))
        author = cdt_copy_z(b->docx->arena, cdt_str_z(author));
    else if (author)
        author = before->author.at;
    *c = (docx_change){ inserts, moves, cdt_str_z(author) };
    b->insertions += inserts;
    b->deletions += !inserts;
}

static void end_change(void *reader)
{
    docx_body *b = reader;
    const docx_change *c = &b->changes[--b->change_count];

    b->insertions -= c->inserts;
    b->deletions -= !c->inserts;
}

static void start_ins(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, true, false);
}

static void start_del(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, false, false);
}

static void start_move_to(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, true, true);
}

static void start_move_from(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, false, true);
}

static void start_cell_change(docx_body *b, bool inserts)
{
    docx_table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;

    if (docx_place_of(b) != IN_CELL || t == NULL)
        return;
    b->insertions += inserts && !t->cell_inserted;
    b->deletions += !inserts && !t->cell_deleted;
    t->cell_inserted |= inserts;
    t->cell_deleted |= !inserts;
}

static void start_cell_ins(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    start_cell_change(reader, true);
}

static void start_cell_del(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    start_cell_change(reader, false);
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "ins",               start_ins,                  end_change },
    { CDT_XML_WORD, "del",               start_del,                  end_change },
    { CDT_XML_WORD, "moveTo",            start_move_to,              end_change },
    { CDT_XML_WORD, "moveFrom",          start_move_from,            end_change },
    { CDT_XML_WORD, "cellIns",           start_cell_ins,             NULL },
    { CDT_XML_WORD, "cellDel",           start_cell_del,             NULL },
    { CDT_XML_WORD, "delInstrText",      NULL,                       NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_change_rules = { rules, sizeof rules / sizeof rules[0], NULL };
