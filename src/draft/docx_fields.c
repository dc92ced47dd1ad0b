/* docx_fields.c - text boxes, content controls and fields of a Word file. */
#include "draft/docx_events.h"

static void start_box(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    (void)tag;
    cdt_flow_box(&b->docx->flow);
    cdt_docx_new_paragraph(b);
}

static void end_box(void *reader)
{
    docx_body *b = reader;

    cdt_docx_close_pending(b);
    b->paragraph_count--;
    cdt_flow_unbox(&b->docx->flow);
    b->run = (docx_run){ NULL, -1, -1, -1 };
}

static void start_control(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    (void)tag;
    b->controls[b->control_count++] = false;
}

static void end_control(void *reader)
{
    docx_body *b = reader;

    b->prompts -= b->controls[--b->control_count];
}

static void start_control_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    docx_enter(reader, IN_CONTROL);
}

static void start_prompt(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) != IN_CONTROL || b->control_count == 0 || !cdt_docx_on(cdt_docx_value(tag)) ||
        b->controls[b->control_count - 1])
        return;
    b->controls[b->control_count - 1] = true;
    b->prompts++;
}

/* --- fields */

/* The next word of an instruction, without quotation marks. */
static cdt_str next_word(cdt_str *rest)
{
    cdt_str word;
    size_t end = 0;

    *rest = cdt_str_trim(*rest);
    if (rest->len && rest->at[0] == '"') {
        end = cdt_str_find(*rest, CDT_STR("\""), 1);
        end = end == (size_t)-1 ? rest->len : end;
        word = cdt_str_slice(*rest, 1, end);
        *rest = cdt_str_slice(*rest, end + (end < rest->len), rest->len);
        return word;
    }
    while (end < rest->len && rest->at[end] != ' ' && rest->at[end] != '\t')
        end++;
    word = cdt_str_slice(*rest, 0, end);
    *rest = cdt_str_slice(*rest, end, rest->len);
    return word;
}

/* The bookmark of a field that shows a paragraph's number (\n, \r, \w), "REF _Ref12 \r \h" or without its name; else "". */
static cdt_str bookmark_of(cdt_str instruction)
{
    cdt_str word = next_word(&instruction), bookmark = word;
    bool number = false, words = false;

    if (word.len == 3 && (word.at[0] | 32) == 'r' && (word.at[1] | 32) == 'e' && (word.at[2] | 32) == 'f')
        bookmark = next_word(&instruction);
    while ((word = next_word(&instruction)).len) {
        bool option = word.len == 2 && word.at[0] == '\\';
        number |= option && memchr("nrwNRW", word.at[1], 6);
        words |= option && memchr("pP", word.at[1], 2); /* "1.1 above" */
    }
    return number && !words ? bookmark : CDT_STR("");
}

static void open_link(docx_body *b, cdt_str instruction)
{
    cdt_str bookmark = b->link.bookmark.len || docx_is_gone(b) ? CDT_STR("") : bookmark_of(instruction);

    if (!bookmark.len)
        return;
    b->link = (docx_link){ cdt_copy(b->docx->arena, bookmark), b->fields.len, cdt_flow_length(&b->docx->flow),
                           b->ordinal, b->docx->flow.level };
}

/* The field that is open was that of the link, or one around it. */
static void close_link(docx_body *b)
{
    docx_link link = b->link;

    if (!link.bookmark.len || b->fields.len > link.fields)
        return;
    if (b->ordinal == link.ordinal && b->docx->flow.level == link.level)
        cdt_flow_link(&b->docx->flow, link.from, link.bookmark);
    b->link.bookmark = CDT_STR("");
}

static void start_simple_field(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (!b->instructions)
        open_link(b, cdt_str_slice(cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "instr")), 0, CDT_MAX_LABEL_BYTES));
    cdt_buf_char(&b->fields, 's');
}

static void end_simple_field(void *reader)
{
    docx_body *b = reader;

    if (!b->fields.len || b->fields.at[b->fields.len - 1] != 's')
        return; /* one that began inside of it does not end */
    b->fields.len--;
    close_link(b);
}

static void start_bookmark(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;

    if (docx_place_of(b) == IN_WORDS)
        cdt_flow_anchor(&b->docx->flow, cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "name")));
}

/* A button is a prompt in the clothes of a field: { MACROBUTTON NoMacro [Name of the party] }. Its words are in the
 * instruction, behind the name of the macro. */
static void end_instruction(docx_body *b)
{
    static const char button[] = "MACROBUTTON";
    cdt_str words = cdt_str_trim(cdt_buf_str(&b->instruction));

    if (b->instructions == 1 && cdt_str_starts(words, CDT_STR(button))) {
        words = cdt_str_trim(cdt_str_slice(words, sizeof button - 1, words.len));
        size_t blank = cdt_str_find(words, CDT_STR(" "), 0);
        words = blank == (size_t)-1 ? CDT_STR("") : cdt_str_trim(cdt_str_slice(words, blank, words.len));
        b->instructions = 0;
        if (words.len && cdt_docx_reaches(b, words))
            cdt_flow_words(&b->docx->flow, words, cdt_docx_look(b) | CDT_LOOK(CDT_MARK_PROMPT));
        b->instructions = 1;
    }
    if (b->instructions == 1 && b->fields.len) {
        b->fields.len--;
        open_link(b, words);
        b->fields.len++;
    }
    cdt_buf_clear(&b->instruction);
}

static void start_field_mark(void *reader, const cdt_xml_tag *tag)
{
    docx_body *b = reader;
    cdt_buf *fields = &b->fields;
    cdt_str type = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "fldCharType"));

    if (cdt_str_is(type, CDT_STR("begin"))) {
        cdt_buf_char(fields, 'i');
        b->instructions++;
        cdt_buf_clear(&b->instruction);
    } else if (fields->len && fields->at[fields->len - 1] == 'i') {
        end_instruction(b);
        b->instructions--;
        fields->at[fields->len - 1] = 'r';
    }
    if (fields->len && cdt_str_is(type, CDT_STR("end"))) {
        fields->len--;
        close_link(b);
    }
    cdt_xml_skip(tag); /* a form field's own data */
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "txbxContent",       start_box,                  end_box },
    { CDT_XML_WORD, "sdt",               start_control,              end_control },
    { CDT_XML_WORD, "sdtPr",             start_control_properties,   cdt_docx_leave },
    { CDT_XML_WORD, "showingPlcHdr",     start_prompt,               NULL },
    { CDT_XML_WORD, "fldChar",           start_field_mark,           NULL },
    { CDT_XML_WORD, "fldSimple",         start_simple_field,         end_simple_field },
    { CDT_XML_WORD, "bookmarkStart",     start_bookmark,             NULL },
    { CDT_XML_WORD, "sdtEndPr",          NULL,                       NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_field_rules = { rules, sizeof rules / sizeof rules[0], NULL };
