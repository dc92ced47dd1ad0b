/* docx_side.c - what stands beside the words of a Word file: comments, and headers that say that it is a draft. */
#include "draft/docx.h"
#include "draft/office.h"

typedef struct side {
    cdt_docx *docx;
    cdt_buf words;
    bool text;
    cdt_docx_comment *comment;
} side;

static void on_text(void *reader, cdt_str words)
{
    side *s = reader;

    if (s->text)
        cdt_buf_put(&s->words, words);
}

static void start_text(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((side *)reader)->text = true;
}

static void end_text(void *reader)
{
    ((side *)reader)->text = false;
}

static void end_paragraph(void *reader)
{
    side *s = reader;

    if (s->words.len)
        cdt_buf_char(&s->words, '\n');
}

static void start_blank(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    cdt_buf_char(&((side *)reader)->words, ' ');
}

static void start_comment(void *reader, const cdt_xml_tag *tag)
{
    side *s = reader;
    cdt_arena *arena = s->docx->arena;
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));

    if (id.len == 0) {
        cdt_xml_skip(tag);
        return;
    }
    s->comment = CDT_NEW(arena, cdt_docx_comment);
    s->comment->author = cdt_copy(arena, cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "author")));
    *cdt_map_at(&s->docx->comments, cdt_copy(arena, id)) = s->comment;
    cdt_buf_clear(&s->words);
}

static void end_comment(void *reader)
{
    side *s = reader;

    s->comment->text = cdt_copy(s->docx->arena, cdt_str_trim(cdt_buf_str(&s->words)));
}

cdt_xml_outcome cdt_docx_read_comments(cdt_docx *docx, size_t member)
{
    static const cdt_xml_rule rules[] = {
        { CDT_XML_WORD, "comment", start_comment, end_comment },
        { CDT_XML_WORD, "t", start_text, end_text },
        { CDT_XML_WORD, "p", start_blank, end_paragraph },
        { CDT_XML_WORD, "tab", start_blank, NULL },
        { CDT_XML_WORD, "br", start_blank, NULL },
        { CDT_XML_WORD, "pPr", NULL, NULL },
    };
    static const cdt_xml_rules all = { rules, sizeof rules / sizeof rules[0], on_text };
    side s = { .docx = docx };
    cdt_xml_outcome outcome = cdt_xml_read_member(docx->zip, member, &all, &s);

    cdt_buf_free(&s.words);
    return outcome;
}

/* A watermark is a shape with a text along a path. */
static void start_path(void *reader, const cdt_xml_tag *tag)
{
    side *s = reader;

    cdt_buf_put_z(&s->words, cdt_xml_get(tag, CDT_XML_OTHER, "string"));
    cdt_buf_char(&s->words, ' ');
}

bool cdt_docx_read_header(cdt_docx *docx, size_t member)
{
    static const cdt_xml_rule rules[] = {
        { CDT_XML_WORD, "t", start_text, end_text },   { CDT_XML_WORD, "p", start_blank, end_paragraph },
        { CDT_XML_WORD, "tab", start_blank, NULL },    { CDT_XML_WORD, "pPr", NULL, NULL },
        { CDT_XML_VML, "textpath", start_path, NULL },
    };
    static const cdt_xml_rules all = { rules, sizeof rules / sizeof rules[0], on_text };
    side s = { .docx = docx };
    cdt_str said;

    cdt_xml_read_member(docx->zip, member, &all, &s);
    said = cdt_office_draft_header(docx->arena, cdt_buf_str(&s.words));
    if (said.len)
        cdt_build_problem(docx->builder, "The page header or a watermark says \"%.*s\".", CDT_ARGS(said));
    cdt_buf_free(&s.words);
    return said.len > 0;
}
