#include "draft/odt_styles.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "draft/length.h"

#define NUMBER_LAST 1000000
#define PARENTS 40 /* styles above a style that are asked */

int cdt_odt_number(const char *value, int otherwise)
{
    char *end;
    long number = value ? strtol(value, &end, 10) : 0;

    if (value == NULL || end == value || number < 0)
        return otherwise;
    return number > NUMBER_LAST ? NUMBER_LAST : (int)number;
}

static cdt_str copy(cdt_odt_styles *styles, const char *value)
{
    return cdt_copy(styles->arena, cdt_str_z(value));
}

/* --- reading */

void cdt_odt_start_style(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;
    const char *name = cdt_xml_get(tag, CDT_XML_STYLE, "name"), *family = cdt_xml_get(tag, CDT_XML_STYLE, "family");
    const char *list = cdt_xml_get(tag, CDT_XML_STYLE, "list-style-name");
    bool words = family && strcmp(family, "text") == 0;
    cdt_odt_style *style;

    if (name == NULL || *name == '\0' || family == NULL || !(words || strcmp(family, "paragraph") == 0)) {
        cdt_xml_skip(tag);
        return;
    }
    style = CDT_NEW(styles->arena, cdt_odt_style);
    style->parent = copy(styles, cdt_xml_get(tag, CDT_XML_STYLE, "parent-style-name"));
    if (list)
        style->list = copy(styles, list);
    style->outline = cdt_odt_number(cdt_xml_get(tag, CDT_XML_STYLE, "default-outline-level"), -1);
    style->hidden = style->bold = style->highlight = -1;
    style->left = style->first = CDT_ODT_UNSET;
    *cdt_map_at(words ? &styles->words : &styles->paragraphs, copy(styles, name)) = style;
    styles->open = style;
}

void cdt_odt_end_style(void *reader)
{
    ((cdt_odt_styles *)reader)->open = NULL;
}

void cdt_odt_start_text_properties(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;
    const char *display = cdt_xml_get(tag, CDT_XML_TEXT, "display"),
               *weight = cdt_xml_get(tag, CDT_XML_FO, "font-weight");
    const char *colour = cdt_xml_get(tag, CDT_XML_FO, "background-color");

    if (styles->open == NULL)
        return;
    if (display)
        styles->open->hidden = strcmp(display, "none") == 0;
    if (weight)
        styles->open->bold = strcmp(weight, "bold") == 0 || cdt_odt_number(weight, 0) >= 600;
    if (colour)
        styles->open->highlight = strcmp(colour, "transparent") != 0 && strcmp(colour, "#ffffff") != 0;
}

static void set_length(int *length, const char *value)
{
    if (value)
        *length = cdt_length_of(cdt_str_z(value), *length);
}

void cdt_odt_start_paragraph_properties(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_style *style = ((cdt_odt_styles *)reader)->open;

    if (style) {
        set_length(&style->left, cdt_xml_get(tag, CDT_XML_FO, "margin-left"));
        set_length(&style->first, cdt_xml_get(tag, CDT_XML_FO, "text-indent"));
    }
}

/* As files have it now, and as they had it: the width of the label stands before the words. */
void cdt_odt_start_level_properties(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_level *level = ((cdt_odt_styles *)reader)->open_level;
    const char *before = cdt_xml_get(tag, CDT_XML_TEXT, "space-before"),
               *width = cdt_xml_get(tag, CDT_XML_TEXT, "min-label-width");

    if (level == NULL)
        return;
    if (width) {
        int wide = cdt_length_of(cdt_str_z(width), 0);
        level->left = wide + (before ? cdt_length_of(cdt_str_z(before), 0) : 0);
        level->first = -wide;
    }
    set_length(&level->left, cdt_xml_get(tag, CDT_XML_FO, "margin-left"));
    set_length(&level->first, cdt_xml_get(tag, CDT_XML_FO, "text-indent"));
}

void cdt_odt_start_list_style(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;
    const char *name = cdt_xml_get(tag, CDT_XML_STYLE, "name");

    styles->open_list = CDT_NEW(styles->arena, cdt_odt_list_style);
    if (name && *name)
        *cdt_map_at(&styles->lists, copy(styles, name)) = styles->open_list;
}

void cdt_odt_start_outline_style(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;

    (void)tag;
    styles->open_list = &styles->outline;
}

void cdt_odt_end_list_style(void *reader)
{
    ((cdt_odt_styles *)reader)->open_list = NULL;
    ((cdt_odt_styles *)reader)->open_level = NULL;
}

static cdt_odt_level *new_level(cdt_odt_styles *styles, const cdt_xml_tag *tag)
{
    int level = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "level"), 0);
    cdt_odt_level *made;

    styles->open_level = NULL;
    if (styles->open_list == NULL || level < 1 || level > CDT_ODT_LEVELS)
        return NULL;
    styles->open_level = made = &styles->open_list->levels[level - 1];
    *made = (cdt_odt_level){ .set = true, .start = 1, .shown = 1, .left = CDT_ODT_UNSET, .first = CDT_ODT_UNSET };
    return made;
}

/* The forms of OpenDocument, and those that LibreOffice adds. */
static cdt_numeral form_of(const char *format, bool repeats)
{
    static const struct {
        const char *format;
        cdt_numeral form;
    } forms[] = {
        { "1", CDT_NUMERAL_DECIMAL },          { "i", CDT_NUMERAL_LOWER_ROMAN },
        { "I", CDT_NUMERAL_UPPER_ROMAN },      { "01, 02, 03, ...", CDT_NUMERAL_ZERO },
        { "1st", CDT_NUMERAL_ORDINAL },        { "One", CDT_NUMERAL_CARDINAL_TEXT },
        { "First", CDT_NUMERAL_ORDINAL_TEXT },
    };

    if (format == NULL || *format == '\0')
        return CDT_NUMERAL_NONE;
    if (strcmp(format, "a") == 0)
        return repeats ? CDT_NUMERAL_LOWER_LETTER : CDT_NUMERAL_LOWER_PAIR;
    if (strcmp(format, "A") == 0)
        return repeats ? CDT_NUMERAL_UPPER_LETTER : CDT_NUMERAL_UPPER_PAIR;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(format, forms[i].format) == 0)
            return forms[i].form;
    return CDT_NUMERAL_DECIMAL;
}

/* Text of a label; what is too long for one is left out. */
static cdt_str label_text(cdt_odt_styles *styles, const char *value)
{
    return value && strlen(value) <= CDT_MAX_LABEL_BYTES ? copy(styles, value) : (cdt_str){ NULL, 0 };
}

void cdt_odt_start_number_level(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;
    cdt_odt_level *level = new_level(styles, tag);
    const char *repeats = cdt_xml_get(tag, CDT_XML_STYLE, "num-letter-sync");

    if (level == NULL)
        return;
    level->form = form_of(cdt_xml_get(tag, CDT_XML_STYLE, "num-format"), repeats && strcmp(repeats, "true") == 0);
    level->start = (unsigned)cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "start-value"), 1);
    level->shown = (unsigned)cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "display-levels"), 1);
    level->prefix = label_text(styles, cdt_xml_get(tag, CDT_XML_STYLE, "num-prefix"));
    level->suffix = label_text(styles, cdt_xml_get(tag, CDT_XML_STYLE, "num-suffix"));
    level->format = label_text(styles, cdt_xml_get(tag, CDT_XML_LOEXT, "num-list-format"));
    if (level->format.at == NULL)
        level->format = label_text(styles, cdt_xml_get(tag, CDT_XML_STYLE, "num-list-format"));
}

void cdt_odt_start_bullet_level(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_styles *styles = reader;
    cdt_odt_level *level = new_level(styles, tag);

    if (level == NULL)
        return;
    level->bullet = true;
    level->symbol = label_text(styles, cdt_xml_get(tag, CDT_XML_TEXT, "bullet-char"));
}

void cdt_odt_styles_free(cdt_odt_styles *styles)
{
    cdt_map_free(&styles->paragraphs);
    cdt_map_free(&styles->words);
    cdt_map_free(&styles->lists);
}

cdt_odt_style cdt_odt_style_of(const cdt_map *family, cdt_str name)
{
    cdt_odt_style all = {
        .outline = -1, .hidden = -1, .bold = -1, .highlight = -1, .left = CDT_ODT_UNSET, .first = CDT_ODT_UNSET
    };
    int left_at = -1, list_at = -1;

    for (int i = 0; name.len && i < PARENTS; i++) {
        const cdt_odt_style *style = cdt_map_get(family, name);
        if (style == NULL)
            break;
        if (all.left == CDT_ODT_UNSET && style->left != CDT_ODT_UNSET) {
            all.left = style->left;
            left_at = i;
        }
        if (all.first == CDT_ODT_UNSET)
            all.first = style->first;
        if (all.list.at == NULL && style->list.at) {
            all.list = style->list;
            list_at = i;
        }
        if (all.outline < 0)
            all.outline = style->outline;
        if (all.hidden < 0)
            all.hidden = style->hidden;
        if (all.bold < 0)
            all.bold = style->bold;
        if (all.highlight < 0)
            all.highlight = style->highlight;
        name = style->parent;
    }
    all.over_list = left_at == 0 || (left_at > 0 && left_at <= list_at);
    return all;
}

/* --- counting */

static void put_number(const cdt_odt_counter *counter, const cdt_odt_list_style *style, unsigned level, cdt_buf *label)
{
    const cdt_odt_level *l = &style->levels[level];

    if (l->set && !l->bullet)
        cdt_numeral_put(label, l->form, counter->counted[level] ? counter->counts[level] : l->start);
}

/* "%1%.%2%": a number of a level stands between two signs. */
static void put_format(const cdt_odt_counter *counter, const cdt_odt_list_style *style, cdt_str format, cdt_buf *label)
{
    for (size_t i = 0; i < format.len; i++) {
        size_t end = i + 1;
        unsigned level = 0;
        while (format.at[i] == '%' && end < format.len && end < i + 3 && format.at[end] >= '0' && format.at[end] <= '9')
            level = level * 10 + (unsigned)(format.at[end++] - '0');
        if (level >= 1 && level <= CDT_ODT_LEVELS && end < format.len && format.at[end] == '%') {
            put_number(counter, style, level - 1, label);
            i = end;
        } else {
            cdt_buf_char(label, format.at[i]);
        }
    }
}

/* Prefix, the numbers of some levels with full stops between, suffix. */
static void put_levels(const cdt_odt_counter *counter, const cdt_odt_list_style *style, unsigned level, cdt_buf *label)
{
    const cdt_odt_level *l = &style->levels[level];
    unsigned first = l->shown > level ? 0 : level + 1 - (l->shown ? l->shown : 1);

    cdt_buf_put(label, l->prefix);
    for (unsigned i = first; i <= level && l->form != CDT_NUMERAL_NONE; i++) {
        if (i > first) /* beside a level without a number too, as LibreOffice shows it */
            cdt_buf_char(label, '.');
        put_number(counter, style, i, label);
    }
    cdt_buf_put(label, l->suffix);
}

static void put_bullet(cdt_str symbol, cdt_buf *label)
{
    size_t at = 0;
    int rune = symbol.len ? cdt_utf8_next(symbol, &at) : -1;

    if (rune <= ' ' || (rune >= 0xE000 && rune <= 0xF8FF))
        cdt_buf_rune(label, 0x2022);
    else
        cdt_buf_put(label, symbol);
}

bool cdt_odt_count(cdt_odt_counter *counter, const cdt_odt_list_style *style, unsigned level, int start, cdt_buf *label,
                   bool *bullet)
{
    const cdt_odt_level *l = &style->levels[level];
    bool skipped = false;

    for (unsigned i = 0; i < level; i++)
        if (!counter->counted[i] && style->levels[i].set) {
            counter->counts[i] = style->levels[i].start;
            counter->counted[i] = true;
            skipped |= !style->levels[i].bullet;
        }
    counter->counts[level] = start >= 0                ? (unsigned)start
                             : counter->counted[level] ? counter->counts[level] + 1
                                                       : l->start;
    counter->counted[level] = true;
    for (unsigned i = level + 1; i < CDT_ODT_LEVELS; i++)
        counter->counted[i] = false;
    cdt_buf_clear(label);
    label->limit = CDT_MAX_LABEL_BYTES;
    *bullet = l->set && l->bullet;
    if (!l->set)
        return false;
    if (l->bullet)
        put_bullet(l->symbol, label);
    else if (l->format.at)
        put_format(counter, style, l->format, label);
    else
        put_levels(counter, style, level, label);
    return skipped && !l->bullet;
}
