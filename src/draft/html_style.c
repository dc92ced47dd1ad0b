#include "draft/html_style.h"

#include <stdlib.h>

#include "draft/chars.h"
#include "draft/length.h"

const GumboVector *cdt_html_children(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return node->type == GUMBO_NODE_DOCUMENT ? &node->v.document.children : NULL;
}

static bool is_in(GumboTag tag, const GumboTag *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == tag)
            return true;
    return false;
}

#define IS_IN(tag, list) is_in((tag), (list), sizeof(list) / sizeof *(list))

bool cdt_html_is_block(GumboTag tag)
{
    static const GumboTag blocks[] = {
        GUMBO_TAG_P,          GUMBO_TAG_DIV,     GUMBO_TAG_LI,      GUMBO_TAG_OL,       GUMBO_TAG_UL,
        GUMBO_TAG_TD,         GUMBO_TAG_TH,      GUMBO_TAG_TR,      GUMBO_TAG_TABLE,    GUMBO_TAG_H1,
        GUMBO_TAG_H2,         GUMBO_TAG_H3,      GUMBO_TAG_H4,      GUMBO_TAG_H5,       GUMBO_TAG_H6,
        GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,     GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,  GUMBO_TAG_ASIDE,
        GUMBO_TAG_HEADER,     GUMBO_TAG_FOOTER,  GUMBO_TAG_MAIN,    GUMBO_TAG_NAV,      GUMBO_TAG_ADDRESS,
        GUMBO_TAG_DL,         GUMBO_TAG_DT,      GUMBO_TAG_DD,      GUMBO_TAG_HR,       GUMBO_TAG_CENTER,
        GUMBO_TAG_FIGURE,     GUMBO_TAG_CAPTION, GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET, GUMBO_TAG_DETAILS,
        GUMBO_TAG_SUMMARY,    GUMBO_TAG_BODY,    GUMBO_TAG_LEGEND,  GUMBO_TAG_MENU,     GUMBO_TAG_FIGCAPTION,
    };

    return IS_IN(tag, blocks);
}

bool cdt_html_is_silent(GumboTag tag)
{
    static const GumboTag silent[] = { GUMBO_TAG_HEAD,     GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_TEMPLATE,
                                       GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT,   GUMBO_TAG_SVG,
                                       GUMBO_TAG_MATH,     GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON,
                                       GUMBO_TAG_NAV };

    return IS_IN(tag, silent);
}

static cdt_str attribute(const GumboNode *element, const char *name)
{
    const GumboAttribute *found = gumbo_get_attribute(&element->v.element.attributes, name);

    return cdt_str_z(found ? found->value : NULL);
}

/* The value of a property in the element's own style; empty where it has none. */
static cdt_str style_of(const GumboNode *element, const char *property)
{
    cdt_str style = attribute(element, "style");

    while (style.len) {
        size_t end = cdt_str_find(style, CDT_STR(";"), 0);
        cdt_str rule = cdt_str_trim(cdt_str_slice(style, 0, end));
        size_t name = cdt_begins_with(rule, property), colon = cdt_skip_blanks(rule, name);
        if (name && colon < rule.len && rule.at[colon] == ':')
            return cdt_str_trim(cdt_str_slice(rule, colon + 1, rule.len));
        style = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(style, end + 1, style.len);
    }
    return CDT_STR("");
}

static bool number_of(cdt_str text, int *value)
{
    char digits[12];
    char *end;
    long read;

    text = cdt_str_trim(text);
    if (!text.len || text.len >= sizeof digits)
        return false;
    memcpy(digits, text.at, text.len);
    digits[text.len] = '\0';
    read = strtol(digits, &end, 10);
    if (*end || read < -100000 || read > 100000)
        return false;
    *value = (int)read;
    return true;
}

cdt_html_role cdt_html_role_of(const GumboNode *element)
{
    static const struct {
        const char *attribute, *begins;
        cdt_html_role role;
    } rows[] = {
        { "class", "MsoFootnoteReference", CDT_HTML_NOTE_MARK },
        { "class", "MsoEndnoteReference", CDT_HTML_NOTE_MARK },
        { "class", "sdfootnote", CDT_HTML_NOTE_MARK },
        { "class", "sdendnote", CDT_HTML_NOTE_MARK },
        { "class", "MsoCommentReference", CDT_HTML_NOTE_MARK },
        { "id", "sdfootnote", CDT_HTML_NOTE },
        { "id", "sdendnote", CDT_HTML_NOTE },
    };
    cdt_str part = style_of(element, "mso-element");

    if (!element->v.element.attributes.length)
        return CDT_HTML_PLAIN;
    if (cdt_begins_with(style_of(element, "mso-list"), "ignore"))
        return CDT_HTML_NUMBER;
    if (cdt_str_is(part, CDT_STR("comment")))
        return CDT_HTML_COMMENT;
    if (cdt_str_is(part, CDT_STR("footnote")) || cdt_str_is(part, CDT_STR("endnote")))
        return CDT_HTML_NOTE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (cdt_str_starts(attribute(element, rows[i].attribute), cdt_str_z(rows[i].begins)))
            return rows[i].role;
    return CDT_HTML_PLAIN;
}

/* "l0 level2 lfo1" */
bool cdt_html_word_list(const GumboNode *element, int *list, int *level)
{
    cdt_str style = style_of(element, "mso-list");
    size_t blank = cdt_str_find(style, CDT_STR(" "), 0);
    cdt_str first = cdt_str_slice(style, 1, blank), second;

    if (blank == (size_t)-1 || style.at[0] != 'l' || !number_of(first, list) || *list < 0)
        return false;
    second = cdt_str_slice(style, blank + 1, style.len);
    if (!cdt_str_starts(second, CDT_STR("level")))
        return false;
    second = cdt_str_slice(second, strlen("level"), cdt_str_find(second, CDT_STR(" "), 0));
    if (!number_of(second, level) || *level < 1 || *level > 9)
        return false;
    ++*list;
    --*level;
    return true;
}

bool cdt_html_is_hidden(const GumboNode *element)
{
    return gumbo_get_attribute(&element->v.element.attributes, "hidden") ||
           cdt_begins_with(style_of(element, "display"), "none") ||
           cdt_begins_with(style_of(element, "visibility"), "hidden");
}

bool cdt_html_is_bold(const GumboNode *element)
{
    GumboTag tag = element->v.element.tag;
    cdt_str weight = style_of(element, "font-weight");

    return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || cdt_begins_with(weight, "bold") ||
           cdt_begins_with(weight, "700") || cdt_begins_with(weight, "800") || cdt_begins_with(weight, "900");
}

/* How many items the list has itself. */
static int count_items(const GumboNode *list)
{
    const GumboVector *children = cdt_html_children(list);
    int count = 0;

    for (unsigned i = 0; i < children->length; i++) {
        const GumboNode *child = children->data[i];
        count += child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_LI;
    }
    return count;
}

char cdt_html_type_named(cdt_str name, char unknown)
{
    static const struct {
        const char *name;
        char type;
    } names[] = {
        { "decimal", '1' },     { "lower-alpha", 'a' }, { "lower-latin", 'a' }, { "upper-alpha", 'A' },
        { "upper-latin", 'A' }, { "lower-roman", 'i' }, { "upper-roman", 'I' }, { "none", ' ' },
        { "disc", '*' },        { "circle", '*' },      { "square", '*' },
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cdt_begins_with(name, names[i].name))
            return names[i].type;
    return unknown;
}

char cdt_html_list_type(const GumboNode *list, int *start, int *step)
{
    cdt_str shown = style_of(list, "list-style-type"), type = attribute(list, "type");
    char named;

    *step = gumbo_get_attribute(&list->v.element.attributes, "reversed") ? -1 : 1;
    *start = *step < 0 ? count_items(list) : 1;
    number_of(attribute(list, "start"), start);
    named = cdt_html_type_named(shown.len ? shown : style_of(list, "list-style"), '\0');
    if (named)
        return named;
    if (list->v.element.tag == GUMBO_TAG_UL)
        return '*';
    return type.len == 1 && strchr("1aAiI", type.at[0]) ? type.at[0] : '1';
}

bool cdt_html_item_is_plain(const GumboNode *item)
{
    cdt_str shown = style_of(item, "display");

    return cdt_begins_with(shown, "block") || cdt_begins_with(shown, "inline");
}

bool cdt_html_item_value(const GumboNode *item, int *value)
{
    return number_of(attribute(item, "value"), value);
}

static const char *roman(cdt_arena *arena, bool upper, int value)
{
    static const struct {
        const char *letters;
        int value;
    } rows[] = { { "m", 1000 }, { "cm", 900 }, { "d", 500 }, { "cd", 400 }, { "c", 100 }, { "xc", 90 }, { "l", 50 },
                 { "xl", 40 },  { "x", 10 },   { "ix", 9 },  { "v", 5 },    { "iv", 4 },  { "i", 1 } };
    char made[32];
    size_t n = 0;

    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
        for (; value >= rows[row].value; value -= rows[row].value)
            for (const char *c = rows[row].letters; *c; c++)
                made[n++] = (char)(upper ? *c - 32 : *c);
    made[n] = '\0';
    return cdt_format(arena, "%s.", made);
}

const char *cdt_html_number(cdt_arena *arena, char type, int value)
{
    bool letters = type == 'a' || type == 'A';

    if ((type == 'i' || type == 'I') && value > 0 && value < 4000)
        return roman(arena, type == 'I', value);
    if (letters && value > 0 && value <= 26)
        return cdt_format(arena, "%c.", type + value - 1);
    if (letters && value > 26 && value <= 702) /* "aa", "ab" */
        return cdt_format(arena, "%c%c.", type + (value - 1) / 26 - 1, type + (value - 1) % 26);
    return cdt_format(arena, "%d.", value);
}

int cdt_html_length(const GumboNode *element, const char *property)
{
    return cdt_length_of(style_of(element, property), 0);
}

int cdt_html_span(const GumboNode *cell)
{
    int span = 1;

    number_of(attribute(cell, "colspan"), &span);
    return span > 0 && span < 1000 ? span : 1;
}
