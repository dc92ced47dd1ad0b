/* odt_body.h - the words of an OpenDocument text, for odt.c, which finds its parts. */
#ifndef CDT_DRAFT_ODT_BODY_H
#define CDT_DRAFT_ODT_BODY_H

#include "draft/flow.h"
#include "draft/odt_styles.h"

typedef struct cdt_odt_body cdt_odt_body;

/* A reader of the XML of one document: first styles.xml, then content.xml, or a flat file alone. */
cdt_odt_body *cdt_odt_body_new(cdt_builder *builder, bool original);
void cdt_odt_body_free(cdt_odt_body *body); /* hands over what waits */

extern const cdt_xml_rules cdt_odt_style_file_rules; /* of styles.xml */
extern const cdt_xml_rules cdt_odt_content_rules;    /* of content.xml and of flat files */

/* What page headers say, as far as they were read. */
cdt_str cdt_odt_body_header(const cdt_odt_body *body);

#endif
