/* docx_words.c - the words of a Word file: which of them reach the text, how they look, and what stands for a character. */
#include <stdlib.h>

#include "draft/docx_events.h"

bool cdt_docx_is_hidden(docx_body *b)
{
    const cdt_docx_style *of_run = b->run.style, *of_paragraph = docx_style_of(b, docx_open_paragraph(b));

    return docx_either(b->run.hidden, of_run ? of_run->hidden : -1, of_paragraph ? of_paragraph->hidden : -1) > 0;
}

unsigned cdt_docx_look(docx_body *b)
{
    const cdt_docx_style *of_run = b->run.style, *of_paragraph = docx_style_of(b, docx_open_paragraph(b));
    unsigned look = 0;

    if (docx_either(b->run.bold, of_run ? of_run->bold : -1, of_paragraph ? of_paragraph->bold : -1) > 0)
        look |= CDT_LOOK(CDT_MARK_BOLD);
    if (b->run.highlight > 0 || (b->run.highlight < 0 && of_run && of_run->highlight > 0))
        look |= CDT_LOOK(CDT_MARK_HIGHLIGHT);
    if (b->prompts || (of_run && cdt_str_is(of_run->name, CDT_STR("Placeholder Text"))))
        look |= CDT_LOOK(CDT_MARK_PROMPT);
    return look;
}

/* The change that words here belong to, for people; a row that is inserted has none that could say who did it. */
static void tell_change(docx_body *b, cdt_str words)
{
    const docx_change *c = b->change_count ? &b->changes[b->change_count - 1] : NULL;
    bool deleted = b->deletions > 0;

    for (size_t i = b->change_count; i--;)
        if (b->changes[i].inserts != deleted) {
            c = &b->changes[i];
            break;
        }
    const char *kind = c && c->moves ? (deleted ? "moved from here" : "moved to here")
                       : deleted     ? "deletion"
                                     : "insertion";
    cdt_flow_aside(&b->docx->flow, CDT_ASIDE_CHANGE, kind, c ? c->author : CDT_STR(""), words);
}

bool cdt_docx_reaches(docx_body *b, cdt_str words)
{
    cdt_flow *flow = &b->docx->flow;

    if (b->instructions)
        return false;
    if (b->insertions || b->deletions)
        tell_change(b, words);
    else
        cdt_flow_aside_end(flow, CDT_ASIDE_CHANGE);
    if (docx_is_gone(b))
        return false;
    if (cdt_docx_is_hidden(b)) {
        cdt_flow_aside(flow, CDT_ASIDE_HIDDEN, "hidden text", CDT_STR(""), words);
        return false;
    }
    cdt_flow_aside_end(flow, CDT_ASIDE_HIDDEN);
    return true;
}

static void put_rune(docx_body *b, unsigned rune)
{
    char bytes[4];
    cdt_str words = { bytes, 0 };

    if (rune < 0x80) {
        bytes[0] = (char)rune;
        words.len = 1;
    }
    if (docx_place_of(b) == IN_WORDS && cdt_docx_reaches(b, words))
        cdt_flow_rune(&b->docx->flow, rune, cdt_docx_look(b));
}

static void on_text(void *reader, cdt_str words)
{
    docx_body *b = reader;

    if (b->text == INSTRUCTION) {
        if (b->instruction.len < CDT_MAX_LABEL_BYTES)
            cdt_buf_put(&b->instruction, cdt_str_slice(words, 0, CDT_MAX_LABEL_BYTES));
    } else if (b->text == TEXT && cdt_docx_reaches(b, words)) {
        cdt_flow_words(&b->docx->flow, words, cdt_docx_look(b));
    }
}

static void start_text(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    const char *space = cdt_xml_get(tag, CDT_XML_XML, "space");

    b->text = TEXT;
    b->keep_blanks = space && strcmp(space, "preserve") == 0;
    b->text_from = cdt_flow_length(&b->docx->flow);
}

static void end_text(void *reader)
{
    ((docx_body *)reader)->text = NO_TEXT;
}

/* Rules of `w:t` end by trimming what Word would not show. */
static void end_words(void *reader)
{
    docx_body *b = reader;

    if (!b->keep_blanks && b->text == TEXT)
        cdt_flow_trim(&b->docx->flow, b->text_from);
    b->text = NO_TEXT;
}

static void start_instruction(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((docx_body *)reader)->text = INSTRUCTION;
}

static void start_tab(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\t');
}

static void start_break(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\n');
}

static void start_hyphen(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '-'); /* one that does not break: for words it is a hyphen */
}

/* Boxes and ticks of symbol fonts; everything else as the file has it. */
static void start_symbol(void *reader, const cdt_xml_tag *tag)
{
    static const struct {
        unsigned code, rune;
    } known[] = { { 0xF0A8, 0x2610 }, { 0xF06F, 0x2610 }, { 0xF0A3, 0x2610 }, { 0xF0FE, 0x2612 }, { 0xF078, 0x2612 },
                  { 0xF052, 0x2611 }, { 0xF0FC, 0x2713 }, { 0xF0B7, 0x2022 }, { 0xF02D, '-' },    { 0xF0A7, 0xA7 } };
    const char *code = cdt_xml_get(tag, CDT_XML_WORD, "char");
    unsigned long rune = code ? strtoul(code, NULL, 16) : 0;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (rune == known[i].code)
            rune = known[i].rune;
    if (rune > ' ' && rune < 0xD800)
        put_rune(reader, (unsigned)rune);
}

/* --- runs and their looks */

static void start_run(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((docx_body *)reader)->run = (docx_run){ NULL, -1, -1, -1 };
}

static void start_run_properties(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_CONTROL) {
        cdt_xml_skip(tag);
        return;
    }
    docx_enter(b, docx_place_of(b) == IN_PARAGRAPH ? IN_MARK : IN_RUN);
}

static void start_run_style(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_RUN)
        b->run.style = cdt_docx_style_of(&b->docx->styles, cdt_str_z(cdt_docx_value(tag)));
}

static void start_bold(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_RUN)
        b->run.bold = cdt_docx_on(cdt_docx_value(tag));
}

static void start_highlight(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_RUN)
        b->run.highlight = cdt_docx_on(cdt_docx_value(tag));
}

static void start_hidden(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_RUN)
        b->run.hidden = cdt_docx_on(cdt_docx_value(tag));
    else if (docx_place_of(b) == IN_MARK)
        docx_open_paragraph(b)->mark_hidden = cdt_docx_on(cdt_docx_value(tag));
}

static void start_style_separator(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_MARK && cdt_docx_on(cdt_docx_value(tag)))
        docx_open_paragraph(b)->runs_on = true;
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "r",                 start_run,                  NULL },
    { CDT_XML_WORD, "rPr",               start_run_properties,       cdt_docx_leave },
    { CDT_XML_WORD, "rStyle",            start_run_style,            NULL },
    { CDT_XML_WORD, "b",                 start_bold,                 NULL },
    { CDT_XML_WORD, "highlight",         start_highlight,            NULL },
    { CDT_XML_WORD, "vanish",            start_hidden,               NULL },
    { CDT_XML_WORD, "specVanish",        start_style_separator,      NULL },
    { CDT_XML_WORD, "t",                 start_text,                 end_words },
    { CDT_XML_WORD, "delText",           start_text,                 end_words },
    { CDT_XML_MATH, "r",                 start_run,                  NULL },
    { CDT_XML_MATH, "t",                 start_text,                 end_words },
    { CDT_XML_WORD, "instrText",         start_instruction,          end_text },
    { CDT_XML_WORD, "tab",               start_tab,                  NULL },
    { CDT_XML_WORD, "ptab",              start_tab,                  NULL },
    { CDT_XML_WORD, "br",                start_break,                NULL },
    { CDT_XML_WORD, "cr",                start_break,                NULL },
    { CDT_XML_WORD, "noBreakHyphen",     start_hyphen,               NULL },
    { CDT_XML_WORD, "sym",               start_symbol,               NULL },
    { CDT_XML_WORD, "rPrChange",         NULL,                       NULL },
    { CDT_XML_WORD, "rt",                NULL,                       NULL }, /* how a word is said, above it */
};
/* clang-format on */

const cdt_xml_rules cdt_docx_word_rules = { rules, sizeof rules / sizeof rules[0], on_text };
