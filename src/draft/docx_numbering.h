/* docx_numbering.h - the automatic numbers of a Word file, counted as Word counts them.
 *
 * A paragraph names a list (w:num) and a level of it. Counters belong to the abstract list under it, which all lists made
 * of it share; a list may begin a level anew, once, and may write it in another way.
 */
#ifndef CDT_DRAFT_DOCX_NUMBERING_H
#define CDT_DRAFT_DOCX_NUMBERING_H

#include "draft/docx_styles.h"
#include "draft/numerals.h"

#define CDT_DOCX_LEVELS 9

typedef struct cdt_docx_num cdt_docx_num;
typedef struct cdt_docx_abstract cdt_docx_abstract;

typedef struct cdt_docx_numbering {
    cdt_map nums, abstracts; /* by id */
    cdt_map style_links;     /* the abstract list that a list style stands for, by the style's id */
    size_t abstract_count;
} cdt_docx_numbering;

/* What a paragraph shows before its words. */
typedef struct cdt_docx_label {
    int list;  /* which abstract list, from 1 */
    int level; /* from 0 */
    bool bullet, uncertain;
    cdt_docx_indent indent; /* that the list gives the paragraph */
    cdt_str text;           /* valid until the next label */
} cdt_docx_label;

cdt_xml_outcome cdt_docx_numbering_read(cdt_docx_numbering *numbering, const cdt_docx_styles *styles, cdt_arena *arena,
                                        cdt_zip *zip, size_t member);
void cdt_docx_numbering_free(cdt_docx_numbering *numbering);

/* Count a paragraph with that style (may be NULL) and these properties of its own, and write its label into `buf`. false: it
 * has no number. */
bool cdt_docx_count(cdt_docx_numbering *numbering, const cdt_docx_style *style,
                    const cdt_docx_paragraph_properties *own, cdt_buf *buf, cdt_docx_label *label);

#endif
