#include "draft/docx_styles.h"

#include <stdlib.h>

#include "draft/length.h"

#define NUMBER_LAST 1000000 /* larger numbers are cut: no list is so long */

int cdt_docx_number(const char *value, int otherwise)
{
    char *end;
    long number = value ? strtol(value, &end, 10) : 0;

    if (value == NULL || end == value)
        return otherwise;
    return number < 0 ? -1 : number > NUMBER_LAST ? NUMBER_LAST : (int)number;
}

/* Twentieths of a point, to either side. */
static int length_of(const char *value)
{
    char *end;
    long number = strtol(value, &end, 10);

    return number < -CDT_LENGTH_LAST ? -CDT_LENGTH_LAST : number > CDT_LENGTH_LAST ? CDT_LENGTH_LAST : (int)number;
}

bool cdt_docx_on(const char *value)
{
    return value == NULL || !(strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0 ||
                              strcmp(value, "none") == 0);
}

const char *cdt_docx_value(const cdt_xml_tag *tag)
{
    return cdt_xml_get(tag, CDT_XML_WORD, "val");
}

/* --- reading */

typedef struct reading {
    cdt_docx_styles *styles;
    cdt_arena *arena;
    cdt_docx_style *open; /* NULL outside of a style */
} reading;

static void start_style(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    const char *id = cdt_xml_get(tag, CDT_XML_WORD, "styleId"), *type = cdt_xml_get(tag, CDT_XML_WORD, "type");
    const char *usual = cdt_xml_get(tag, CDT_XML_WORD, "default");
    cdt_docx_style *style;

    if (id == NULL || *id == '\0') {
        cdt_xml_skip(tag);
        return;
    }
    style = CDT_NEW(r->arena, cdt_docx_style);
    style->id = cdt_copy(r->arena, cdt_str_z(id));
    style->paragraph.level = style->paragraph.outline = -1;
    style->paragraph.indent = CDT_DOCX_NO_INDENT;
    style->bold = style->hidden = style->highlight = -1;
    style->is_default = usual && cdt_docx_on(usual) && (type == NULL || strcmp(type, "paragraph") == 0);
    void **slot = cdt_map_at(&r->styles->by_id, style->id);
    if (*slot == NULL)
        *slot = style;
    r->open = style;
}

static void end_style(void *reader)
{
    reading *r = reader;

    if (r->open->is_default && r->styles->usual == NULL)
        r->styles->usual = r->open;
    r->open = NULL;
}

static cdt_str value_copy(reading *r, const cdt_xml_tag *tag)
{
    return cdt_copy(r->arena, cdt_str_z(cdt_docx_value(tag)));
}

static void start_name(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->name = value_copy(r, tag);
}

static void start_based(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->based = value_copy(r, tag);
}

static void start_num(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->paragraph.num = value_copy(r, tag);
}

static void start_level(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->paragraph.level = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_outline(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->paragraph.outline = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_bold(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->bold = cdt_docx_on(cdt_docx_value(tag));
}

static void start_hidden(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->hidden = cdt_docx_on(cdt_docx_value(tag));
}

static void start_highlight(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        r->open->highlight = cdt_docx_on(cdt_docx_value(tag));
}

static void start_indent(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->open)
        cdt_docx_set_indent(&r->open->paragraph.indent, tag);
}

static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "style", start_style, end_style }, { CDT_XML_WORD, "name", start_name, NULL },
    { CDT_XML_WORD, "basedOn", start_based, NULL },    { CDT_XML_WORD, "numId", start_num, NULL },
    { CDT_XML_WORD, "ilvl", start_level, NULL },       { CDT_XML_WORD, "outlineLvl", start_outline, NULL },
    { CDT_XML_WORD, "ind", start_indent, NULL },       { CDT_XML_WORD, "b", start_bold, NULL },
    { CDT_XML_WORD, "vanish", start_hidden, NULL },    { CDT_XML_WORD, "highlight", start_highlight, NULL },
    { CDT_XML_WORD, "tblStylePr", NULL, NULL },        { CDT_XML_WORD, "pPrChange", NULL, NULL },
    { CDT_XML_WORD, "rPrChange", NULL, NULL },
};

cdt_docx_indent cdt_docx_indent_over(cdt_docx_indent over, cdt_docx_indent under)
{
    return (cdt_docx_indent){ over.left != CDT_DOCX_UNSET ? over.left : under.left,
                              over.first != CDT_DOCX_UNSET ? over.first : under.first };
}

void cdt_docx_set_indent(cdt_docx_indent *indent, const cdt_xml_tag *tag)
{
    const char *left = cdt_xml_get(tag, CDT_XML_WORD, "left"), *start = cdt_xml_get(tag, CDT_XML_WORD, "start");
    const char *first = cdt_xml_get(tag, CDT_XML_WORD, "firstLine"),
               *hanging = cdt_xml_get(tag, CDT_XML_WORD, "hanging");

    if (left || start)
        indent->left = length_of(left ? left : start);
    if (hanging)
        indent->first = -length_of(hanging);
    else if (first)
        indent->first = length_of(first);
}

/* --- who is based on whom */

/* "heading 3" is in the outline by its name alone. */
static int outline_of_name(cdt_str name)
{
    static const char heading[] = "heading ";

    if (name.len != sizeof heading)
        return -1;
    for (size_t i = 0; i < sizeof heading - 1; i++)
        if ((name.at[i] | 0x20) != heading[i])
            return -1;
    return name.at[name.len - 1] >= '1' && name.at[name.len - 1] <= '9' ? name.at[name.len - 1] - '1' : -1;
}

static void inherit(cdt_docx_style *style, const cdt_docx_style *base)
{
    if (style->paragraph.outline < 0)
        style->paragraph.outline = outline_of_name(style->name);
    style->numbered = style->paragraph.num.len ? style : NULL;
    style->resolved = true;
    if (base == NULL)
        return;
    if (style->numbered == NULL) {
        style->numbered = base->numbered;
        style->paragraph.num = base->paragraph.num;
        if (style->paragraph.level < 0)
            style->paragraph.level = base->paragraph.level;
        else if (style->numbered)
            style->numbered = style; /* the number is another's, but the level its own */
    }
    style->paragraph.indent = cdt_docx_indent_over(style->paragraph.indent, base->paragraph.indent);
    if (style->paragraph.outline < 0)
        style->paragraph.outline = base->paragraph.outline;
    if (style->bold < 0)
        style->bold = base->bold;
    if (style->hidden < 0)
        style->hidden = base->hidden;
    if (style->highlight < 0)
        style->highlight = base->highlight;
}

/* Up to a style that is done, or that nothing is under (or a circle), then down again. */
static void resolve(const cdt_docx_styles *styles, cdt_docx_style *style)
{
    cdt_docx_style *below = NULL;

    while (style && !style->resolved && !style->visited) {
        cdt_docx_style *base = style->based.len ? cdt_map_get(&styles->by_id, style->based) : NULL;
        style->visited = true;
        style->base = below; /* on the way up it leads back */
        below = style;
        style = base;
    }
    const cdt_docx_style *base = style && style->resolved ? style : NULL;
    while (below) {
        cdt_docx_style *next = (cdt_docx_style *)below->base;
        below->base = base;
        inherit(below, base);
        base = below;
        below = next;
    }
}

cdt_xml_outcome cdt_docx_styles_read(cdt_docx_styles *styles, cdt_arena *arena, cdt_zip *zip, size_t member)
{
    static const cdt_xml_rules all = { rules, sizeof rules / sizeof rules[0], NULL };
    reading r = { .styles = styles, .arena = arena };
    cdt_xml_outcome outcome = cdt_xml_read_member(zip, member, &all, &r);

    for (size_t i = 0; i < styles->by_id.size; i++)
        if (styles->by_id.slots[i].key.at)
            resolve(styles, styles->by_id.slots[i].value);
    return outcome;
}

void cdt_docx_styles_free(cdt_docx_styles *styles)
{
    cdt_map_free(&styles->by_id);
}

const cdt_docx_style *cdt_docx_style_of(const cdt_docx_styles *styles, cdt_str id)
{
    return id.len ? cdt_map_get(&styles->by_id, id) : NULL;
}
