/* docx_styles.h - the styles of a Word file, as far as they decide about numbers, headings and hidden words. */
#ifndef CDT_DRAFT_DOCX_STYLES_H
#define CDT_DRAFT_DOCX_STYLES_H

#include "base/map.h"
#include "draft/xml.h"

/* A property that a style, a run or nobody sets. */
typedef signed char cdt_docx_toggle; /* -1: not set; 0; 1 */

#define CDT_DOCX_UNSET (-1000000)

/* Where lines begin, in twentieths of a point: all of them, and the first, seen from there. CDT_DOCX_UNSET: not set. */
typedef struct cdt_docx_indent {
    int left, first;
} cdt_docx_indent;

#define CDT_DOCX_NO_INDENT ((cdt_docx_indent){ CDT_DOCX_UNSET, CDT_DOCX_UNSET })

/* Of a paragraph or a style: which number, and where in the outline. -1 and the empty slice: not set. */
typedef struct cdt_docx_paragraph_properties {
    cdt_str num; /* "0": none */
    int level;   /* from 0 */
    int outline; /* from 0; 9: body text */
    cdt_docx_indent indent;
} cdt_docx_paragraph_properties;

typedef struct cdt_docx_style {
    cdt_str id, name, based;
    const struct cdt_docx_style *base;
    cdt_docx_paragraph_properties paragraph;
    cdt_docx_toggle bold, hidden, highlight;
    bool is_default, resolved, visited;
    const struct cdt_docx_style *numbered; /* itself, or the one it is based on, that names the number */
} cdt_docx_style;

typedef struct cdt_docx_styles {
    cdt_map by_id; /* of paragraphs, characters and lists: Word gives each another id */
    const cdt_docx_style *usual;
} cdt_docx_styles;

cdt_xml_outcome cdt_docx_styles_read(cdt_docx_styles *styles, cdt_arena *arena, cdt_zip *zip, size_t member);
void cdt_docx_styles_free(cdt_docx_styles *styles);

/* NULL where there is none. After reading, each style has taken over what it does not set from those it is based on. */
const cdt_docx_style *cdt_docx_style_of(const cdt_docx_styles *styles, cdt_str id);

/* w:val as a number within what a sane file has; `otherwise` where it is none. */
int cdt_docx_number(const char *value, int otherwise);

/* What w:ind sets, over what was set before; and what `over` sets, over `under`. */
void cdt_docx_set_indent(cdt_docx_indent *indent, const cdt_xml_tag *tag);
cdt_docx_indent cdt_docx_indent_over(cdt_docx_indent over, cdt_docx_indent under);

/* Is an on/off property with this w:val on? */
bool cdt_docx_on(const char *value);

/* w:val of an element. */
const char *cdt_docx_value(const cdt_xml_tag *tag);

#endif
