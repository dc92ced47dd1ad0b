/* xml.h - writing XML: a streaming writer, so that equal input gives equal bytes. It closes what was opened, indents, and
 * escapes: what XML 1.0 cannot hold, and what could steer a reader, is spelled \u{1b}.
 *
 *     cdt_xml xml = cdt_xml_to(&buf);
 *     cdt_xml_open(&xml, "testcase");
 *     cdt_xml_put(&xml, "name", "exit-notice");      an attribute: before any text or element in it
 *     cdt_xml_text(&xml, "anything");
 *     cdt_xml_close(&xml);
 */
#ifndef CDT_REPORT_XML_H
#define CDT_REPORT_XML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

#define CDT_XML_DEPTH 8 /* elements inside each other; more is a mistake of the caller */

typedef struct cdt_xml {
    cdt_buf *out;
    const char *names[CDT_XML_DEPTH]; /* of the elements that are open */
    unsigned depth;
    bool in_tag;   /* the innermost element takes attributes still */
    bool has_text; /* the innermost element ends on its last line */
} cdt_xml;

cdt_xml cdt_xml_to(cdt_buf *out); /* writes the declaration */

void cdt_xml_open(cdt_xml *xml, const char *name); /* `name` must outlive the element */
void cdt_xml_put(cdt_xml *xml, const char *name, const char *value);
void cdt_xml_put_int(cdt_xml *xml, const char *name, int64_t value);
void cdt_xml_text(cdt_xml *xml, const char *text); /* its line ends stay */
void cdt_xml_close(cdt_xml *xml);

#endif
