#include "draft/docx_numbering.h"

#include "base/limits.h"
#include "base/utf8.h"

typedef struct level {
    bool set, legal, unknown; /* legal: all its numbers in digits; unknown: in a form that is not known here */
    cdt_numeral form;
    unsigned width;     /* digits at least, for a form of the user's own; 0: none */
    int start, restart; /* restart: after which level, from 1; 0: never; -1: after any that is above */
    cdt_str text;       /* "%1.%2" */
    cdt_str style;      /* whose paragraphs have this level */
    cdt_docx_indent indent;
} level;

struct cdt_docx_abstract {
    int index; /* from 1 */
    level levels[CDT_DOCX_LEVELS];
    cdt_str link; /* the list style to which all this is left */
    bool counted[CDT_DOCX_LEVELS];
    unsigned counts[CDT_DOCX_LEVELS];
};

struct cdt_docx_num {
    cdt_str abstract_id;
    cdt_docx_abstract *abstract;
    level *overrides[CDT_DOCX_LEVELS];
    int starts[CDT_DOCX_LEVELS]; /* where the level begins anew, once; -1: it does not, or has done so */
};

/* --- reading */

typedef struct reading {
    cdt_docx_numbering *numbering;
    cdt_arena *arena;
    cdt_docx_abstract *abstract; /* that is open */
    cdt_docx_num *num;
    int override; /* the level of the w:lvlOverride that is open; -1: none */
    level *level;
} reading;

static void start_abstract(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "abstractNumId"));

    r->abstract = CDT_NEW(r->arena, cdt_docx_abstract);
    r->abstract->index = (int)++r->numbering->abstract_count;
    if (id.len)
        *cdt_map_at(&r->numbering->abstracts, cdt_copy(r->arena, id)) = r->abstract;
}

static void end_abstract(void *reader)
{
    ((reading *)reader)->abstract = NULL;
}

static void start_num(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "numId"));

    r->num = CDT_NEW(r->arena, cdt_docx_num);
    for (int i = 0; i < CDT_DOCX_LEVELS; i++)
        r->num->starts[i] = -1;
    if (id.len)
        *cdt_map_at(&r->numbering->nums, cdt_copy(r->arena, id)) = r->num;
}

static void end_num(void *reader)
{
    ((reading *)reader)->num = NULL;
}

static void start_abstract_id(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->num)
        r->num->abstract_id = cdt_copy(r->arena, cdt_str_z(cdt_docx_value(tag)));
}

static int level_index(const cdt_xml_tag *tag)
{
    int index = cdt_docx_number(cdt_xml_get(tag, CDT_XML_WORD, "ilvl"), -1);

    return index < CDT_DOCX_LEVELS ? index : -1;
}

static void start_override(void *reader, const cdt_xml_tag *tag)
{
    ((reading *)reader)->override = level_index(tag);
}

static void end_override(void *reader)
{
    ((reading *)reader)->override = -1;
}

static void start_start_override(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->num && r->override >= 0)
        r->num->starts[r->override] = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_level(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    int index = level_index(tag);

    r->level = NULL;
    if (r->abstract && index >= 0) {
        r->level = &r->abstract->levels[index];
    } else if (r->num && r->override >= 0) {
        r->level = CDT_NEW(r->arena, level);
        r->num->overrides[r->override] = r->level;
    }
    if (r->level)
        *r->level = (level){ .set = true, .restart = -1, .indent = CDT_DOCX_NO_INDENT };
}

static void end_level(void *reader)
{
    ((reading *)reader)->level = NULL;
}

static void start_start(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    int start = cdt_docx_number(cdt_docx_value(tag), 0);

    if (r->level)
        r->level->start = start < 0 ? 0 : start;
}

static const struct {
    const char *name;
    cdt_numeral form;
} forms[] = {
    { "decimal", CDT_NUMERAL_DECIMAL },
    { "decimalZero", CDT_NUMERAL_ZERO },
    { "lowerLetter", CDT_NUMERAL_LOWER_LETTER },
    { "upperLetter", CDT_NUMERAL_UPPER_LETTER },
    { "lowerRoman", CDT_NUMERAL_LOWER_ROMAN },
    { "upperRoman", CDT_NUMERAL_UPPER_ROMAN },
    { "ordinal", CDT_NUMERAL_ORDINAL },
    { "cardinalText", CDT_NUMERAL_CARDINAL_TEXT },
    { "ordinalText", CDT_NUMERAL_ORDINAL_TEXT },
    { "none", CDT_NUMERAL_NONE },
    { "bullet", CDT_NUMERAL_BULLET },
};

/* A form of the user's own is told by its first numbers: "001, 002, 003, ...". */
static unsigned width_of(const char *format)
{
    unsigned width = 0;

    while (format && format[width] >= '0' && format[width] <= '9' && width < 10)
        width++;
    return width;
}

static void start_form(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    cdt_str name = cdt_str_z(cdt_docx_value(tag));

    if (r->level == NULL)
        return;
    r->level->form = CDT_NUMERAL_DECIMAL;
    r->level->width = width_of(cdt_xml_get(tag, CDT_XML_WORD, "format"));
    r->level->unknown = !r->level->width;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (cdt_str_is_z(name, forms[i].name)) {
            r->level->form = forms[i].form;
            r->level->unknown = false;
        }
}

static void start_text(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    cdt_str text = cdt_str_z(cdt_docx_value(tag));

    if (r->level && text.len <= CDT_MAX_LABEL_BYTES)
        r->level->text = cdt_copy(r->arena, text);
}

static void start_restart(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->level)
        r->level->restart = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_legal(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->level)
        r->level->legal = cdt_docx_on(cdt_docx_value(tag));
}

static void start_level_style(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->level)
        r->level->style = cdt_copy(r->arena, cdt_str_z(cdt_docx_value(tag)));
}

static void start_indent(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->level)
        cdt_docx_set_indent(&r->level->indent, tag);
}

static void start_link(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;

    if (r->abstract)
        r->abstract->link = cdt_copy(r->arena, cdt_str_z(cdt_docx_value(tag)));
}

static void start_linked(void *reader, const cdt_xml_tag *tag)
{
    reading *r = reader;
    cdt_str style = cdt_str_z(cdt_docx_value(tag));

    if (r->abstract && style.len)
        *cdt_map_at(&r->numbering->style_links, cdt_copy(r->arena, style)) = r->abstract;
}

static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "abstractNum", start_abstract, end_abstract },
    { CDT_XML_WORD, "num", start_num, end_num },
    { CDT_XML_WORD, "abstractNumId", start_abstract_id, NULL },
    { CDT_XML_WORD, "lvlOverride", start_override, end_override },
    { CDT_XML_WORD, "startOverride", start_start_override, NULL },
    { CDT_XML_WORD, "lvl", start_level, end_level },
    { CDT_XML_WORD, "start", start_start, NULL },
    { CDT_XML_WORD, "numFmt", start_form, NULL },
    { CDT_XML_WORD, "lvlText", start_text, NULL },
    { CDT_XML_WORD, "lvlRestart", start_restart, NULL },
    { CDT_XML_WORD, "isLgl", start_legal, NULL },
    { CDT_XML_WORD, "pStyle", start_level_style, NULL },
    { CDT_XML_WORD, "numStyleLink", start_link, NULL },
    { CDT_XML_WORD, "styleLink", start_linked, NULL },
    { CDT_XML_WORD, "ind", start_indent, NULL },
    { CDT_XML_WORD, "rPr", NULL, NULL },
};

/* An abstract list that leaves all to a list style: the one that stands for the style, else that of the style's number. */
static cdt_docx_abstract *follow(const cdt_docx_numbering *numbering, const cdt_docx_styles *styles,
                                 cdt_docx_abstract *abstract)
{
    cdt_docx_abstract *linked = cdt_map_get(&numbering->style_links, abstract->link);
    const cdt_docx_style *style = linked ? NULL : cdt_docx_style_of(styles, abstract->link);
    const cdt_docx_num *num =
        style && style->paragraph.num.len ? cdt_map_get(&numbering->nums, style->paragraph.num) : NULL;

    if (num && num->abstract_id.len)
        linked = cdt_map_get(&numbering->abstracts, num->abstract_id);
    return linked ? linked : abstract;
}

cdt_xml_outcome cdt_docx_numbering_read(cdt_docx_numbering *numbering, const cdt_docx_styles *styles, cdt_arena *arena,
                                        cdt_zip *zip, size_t member)
{
    static const cdt_xml_rules all = { rules, sizeof rules / sizeof rules[0], NULL };
    reading r = { .numbering = numbering, .arena = arena, .override = -1 };
    cdt_xml_outcome outcome = cdt_xml_read_member(zip, member, &all, &r);

    for (size_t i = 0; i < numbering->nums.size; i++) {
        cdt_docx_num *num = numbering->nums.slots[i].value;
        if (numbering->nums.slots[i].key.at == NULL || num->abstract_id.len == 0)
            continue;
        num->abstract = cdt_map_get(&numbering->abstracts, num->abstract_id);
        if (num->abstract && num->abstract->link.len)
            num->abstract = follow(numbering, styles, num->abstract);
    }
    return outcome;
}

void cdt_docx_numbering_free(cdt_docx_numbering *numbering)
{
    cdt_map_free(&numbering->nums);
    cdt_map_free(&numbering->abstracts);
    cdt_map_free(&numbering->style_links);
}

/* --- counting */

static const level *level_of(const cdt_docx_num *num, int index)
{
    return num->overrides[index] ? num->overrides[index] : &num->abstract->levels[index];
}

/* The level of a style's paragraphs: the one that names the style which names the list, else the one the style says. */
static int level_of_style(const cdt_docx_num *num, const cdt_docx_style *style)
{
    for (int i = 0; i < CDT_DOCX_LEVELS; i++)
        if (num->abstract->levels[i].style.len && cdt_str_is(num->abstract->levels[i].style, style->numbered->id))
            return i;
    return style->paragraph.level;
}

/* Count one paragraph of that level. true: a level above it was not counted before. */
static bool count(cdt_docx_num *num, int index)
{
    cdt_docx_abstract *a = num->abstract;
    bool skipped = false;

    if (num->starts[index] >= 0) {
        a->counts[index] = (unsigned)num->starts[index];
        num->starts[index] = -1;
    } else if (!a->counted[index]) {
        a->counts[index] = (unsigned)level_of(num, index)->start;
    } else {
        a->counts[index]++;
    }
    a->counted[index] = true;
    for (int i = 0; i < index; i++)
        if (!a->counted[i] && level_of(num, i)->set) { /* a level that was skipped counts as begun */
            a->counts[i] = (unsigned)level_of(num, i)->start;
            a->counted[i] = skipped = true;
        }
    for (int i = index + 1; i < CDT_DOCX_LEVELS; i++) {
        int restart = level_of(num, i)->restart;
        if (restart < 0 || index < restart)
            a->counted[i] = false;
    }
    return skipped;
}

static void put_number(const cdt_docx_num *num, int index, bool legal, cdt_buf *buf)
{
    const level *l = level_of(num, index);
    unsigned number = num->abstract->counted[index] ? num->abstract->counts[index] : (unsigned)l->start;

    if (!l->set)
        return;
    if (legal) /* "Section 1.01" has a decimal number already, which stays as it is */
        cdt_numeral_put(buf, l->form == CDT_NUMERAL_ZERO ? CDT_NUMERAL_ZERO : CDT_NUMERAL_DECIMAL, number);
    else if (l->width)
        cdt_numeral_put_wide(buf, number, l->width);
    else
        cdt_numeral_put(buf, l->form, number);
}

static void put_label(const cdt_docx_num *num, int index, cdt_buf *buf)
{
    const level *l = level_of(num, index);

    for (size_t i = 0; i < l->text.len; i++) {
        char next = l->text.at[i] == '%' && i + 1 < l->text.len ? l->text.at[i + 1] : '\0';
        if (next >= '1' && next <= '9') {
            put_number(num, next - '1', l->legal && next - '1' <= index, buf);
            i++;
        } else {
            cdt_buf_char(buf, l->text.at[i]);
        }
    }
}

/* Symbol fonts have their bullets where Unicode has nothing. */
static void put_bullet(cdt_str text, cdt_buf *buf)
{
    size_t at = 0;
    int rune = text.len ? cdt_utf8_next(text, &at) : -1;

    if (rune <= ' ' || (rune >= 0xE000 && rune <= 0xF8FF))
        cdt_buf_rune(buf, 0x2022);
    else
        cdt_buf_put(buf, text);
}

/* A dash that is given as the text of a level without a number. */
static bool is_mark(const level *l, cdt_str text)
{
    if (l->form == CDT_NUMERAL_BULLET)
        return true;
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] >= '0' && text.at[i] <= '9') || ((text.at[i] | 32) >= 'a' && (text.at[i] | 32) <= 'z'))
            return false;
    return l->form == CDT_NUMERAL_NONE && text.len > 0;
}

bool cdt_docx_count(cdt_docx_numbering *numbering, const cdt_docx_style *style,
                    const cdt_docx_paragraph_properties *own, cdt_buf *buf, cdt_docx_label *label)
{
    cdt_str id = own->num;
    int index = own->level;
    cdt_docx_num *num;
    bool skipped;

    if (id.len == 0 && style)
        id = style->paragraph.num;
    num = id.len ? cdt_map_get(&numbering->nums, id) : NULL;
    if (num == NULL || num->abstract == NULL)
        return false;
    if (own->num.len == 0 && index < 0)
        index = level_of_style(num, style);
    if (index < 0)
        index = 0;
    if (index >= CDT_DOCX_LEVELS || !level_of(num, index)->set)
        return false;
    skipped = count(num, index);
    const level *l = level_of(num, index);
    cdt_buf_clear(buf);
    buf->limit = CDT_MAX_LABEL_BYTES;
    if (l->form == CDT_NUMERAL_BULLET)
        put_bullet(l->text, buf);
    else
        put_label(num, index, buf);
    *label = (cdt_docx_label){ .list = num->abstract->index, .level = index, .indent = l->indent };
    label->text = cdt_str_trim(cdt_buf_str(buf));
    label->bullet = is_mark(l, label->text);
    label->uncertain = !label->bullet && (skipped || l->unknown);
    return true;
}
