/* odt_styles.h - the styles of an OpenDocument text, as far as they decide about numbers, headings and hidden words, and
 * the counting of its lists. */
#ifndef CDT_DRAFT_ODT_STYLES_H
#define CDT_DRAFT_ODT_STYLES_H

#include "base/map.h"
#include "draft/numerals.h"
#include "draft/xml.h"

#define CDT_ODT_LEVELS 10
#define CDT_ODT_UNSET (-1000000) /* no length */

typedef struct cdt_odt_level {
    bool set, bullet;
    cdt_numeral form;
    unsigned start, shown; /* shown: of how many levels the number is made */
    cdt_str prefix, suffix;
    cdt_str format; /* "%1%.%2%"; not there where at is NULL */
    cdt_str symbol; /* of a bullet */
    int left,
        first; /* where its paragraphs begin, and their first lines, seen from there; CDT_ODT_UNSET: it does not say */
} cdt_odt_level;

typedef struct cdt_odt_list_style {
    cdt_odt_level levels[CDT_ODT_LEVELS];
} cdt_odt_list_style;

typedef struct cdt_odt_style {
    cdt_str parent;
    cdt_str list;                        /* its list style; at is NULL where it does not say */
    int outline;                         /* -1: it does not say */
    signed char hidden, bold, highlight; /* -1: it does not say */
    int left, first;                     /* as of a level of a list */
    bool over_list;                      /* and it says that before its list does */
} cdt_odt_style;

typedef struct cdt_odt_styles {
    cdt_arena *arena;
    cdt_map paragraphs, words; /* styles by name */
    cdt_map lists;             /* list styles by name */
    cdt_odt_list_style outline;
    cdt_odt_style *open; /* while it is read */
    cdt_odt_list_style *open_list;
    cdt_odt_level *open_level;
} cdt_odt_styles;

/* Counters that lists share which continue each other. */
typedef struct cdt_odt_counter {
    int index;     /* from 1 */
    bool doubtful; /* it should go on from a list that is not there */
    bool counted[CDT_ODT_LEVELS];
    unsigned counts[CDT_ODT_LEVELS];
} cdt_odt_counter;

/* What a style and those above it say together. */
cdt_odt_style cdt_odt_style_of(const cdt_map *family, cdt_str name);

/* Count a paragraph of `level` (from 0); `start`: the number it has, -1: the next. Write its label. true: a level above was
 * not counted before, so that programs differ. */
bool cdt_odt_count(cdt_odt_counter *counter, const cdt_odt_list_style *style, unsigned level, int start, cdt_buf *label,
                   bool *bullet);

void cdt_odt_styles_free(cdt_odt_styles *styles);

/* What a table of rules calls; the reader is one whose first member is a cdt_odt_styles. */
void cdt_odt_start_style(void *reader, const cdt_xml_tag *tag);
void cdt_odt_end_style(void *reader);
void cdt_odt_start_text_properties(void *reader, const cdt_xml_tag *tag);
void cdt_odt_start_paragraph_properties(void *reader, const cdt_xml_tag *tag);
void cdt_odt_start_list_style(void *reader, const cdt_xml_tag *tag);
void cdt_odt_start_outline_style(void *reader, const cdt_xml_tag *tag);
void cdt_odt_end_list_style(void *reader);
void cdt_odt_start_number_level(void *reader, const cdt_xml_tag *tag);
void cdt_odt_start_bullet_level(void *reader, const cdt_xml_tag *tag);
void cdt_odt_start_level_properties(void *reader, const cdt_xml_tag *tag);

/* clang-format off */
#define CDT_ODT_STYLE_RULES                                                                              \
    { CDT_XML_STYLE, "style",                    cdt_odt_start_style,           cdt_odt_end_style },      \
    { CDT_XML_STYLE, "text-properties",          cdt_odt_start_text_properties, NULL },                   \
    { CDT_XML_STYLE, "paragraph-properties",     cdt_odt_start_paragraph_properties, NULL },              \
    { CDT_XML_STYLE, "list-level-properties",    cdt_odt_start_level_properties, NULL },                  \
    { CDT_XML_STYLE, "list-level-label-alignment", cdt_odt_start_level_properties, NULL },                \
    { CDT_XML_TEXT,  "list-style",               cdt_odt_start_list_style,      cdt_odt_end_list_style }, \
    { CDT_XML_TEXT,  "outline-style",            cdt_odt_start_outline_style,   cdt_odt_end_list_style }, \
    { CDT_XML_TEXT,  "list-level-style-number",  cdt_odt_start_number_level,    NULL },                   \
    { CDT_XML_TEXT,  "outline-level-style",      cdt_odt_start_number_level,    NULL },                   \
    { CDT_XML_TEXT,  "list-level-style-bullet",  cdt_odt_start_bullet_level,    NULL },                   \
    { CDT_XML_TEXT,  "list-level-style-image",   cdt_odt_start_bullet_level,    NULL }
/* clang-format on */

/* An attribute as a number from 0; `otherwise` where there is none. */
int cdt_odt_number(const char *value, int otherwise);

#endif
