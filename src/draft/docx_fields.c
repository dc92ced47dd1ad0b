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
    if (fields->len && cdt_str_is(type, CDT_STR("end")))
        fields->len--;
    cdt_xml_skip(tag); /* a form field's own data */
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "txbxContent",       start_box,                  end_box },
    { CDT_XML_WORD, "sdt",               start_control,              end_control },
    { CDT_XML_WORD, "sdtPr",             start_control_properties,   cdt_docx_leave },
    { CDT_XML_WORD, "showingPlcHdr",     start_prompt,               NULL },
    { CDT_XML_WORD, "fldChar",           start_field_mark,           NULL },
    { CDT_XML_WORD, "sdtEndPr",          NULL,                       NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_docx_field_rules = { rules, sizeof rules / sizeof rules[0], NULL };
