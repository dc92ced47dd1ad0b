/* xml.h - the parts of Word and OpenDocument files as a stream of events, through expat.
 *
 * A reader is a table of rules: an element's name, what to do where it begins and where it ends. What has no rule is passed
 * through, as if its tags were not there; what a rule skips is not seen at all. Names are compared with their namespaces,
 * never with prefixes, and the "strict" namespaces of Office Open XML count as the usual ones. Of an mc:AlternateContent
 * the first mc:Choice is read, else its mc:Fallback.
 *
 * A document type declaration is refused, and with it every entity that is not XML's own; so is what is deeper than
 * XML_DEPTH, and a tag longer than XML_TOKEN.
 */
#ifndef CDT_DRAFT_XML_H
#define CDT_DRAFT_XML_H

#include "draft/zip.h"

/* The namespaces that readers ask for. */
typedef enum cdt_xml_space {
    CDT_XML_OTHER, /* any other, or none */
    CDT_XML_WORD,
    CDT_XML_COMPATIBILITY,
    CDT_XML_PACKAGE, /* relationships of a package */
    CDT_XML_MATH,
    CDT_XML_VML,
    CDT_XML_OFFICE, /* OpenDocument */
    CDT_XML_TEXT,
    CDT_XML_TABLE,
    CDT_XML_STYLE,
    CDT_XML_DRAW,
    CDT_XML_FO,
    CDT_XML_DC,
    CDT_XML_LOEXT,
    CDT_XML_MANIFEST,
    CDT_XML_XML,
    CDT_XML_RELATIONS, /* r:id in a document */
    CDT_XML_OBJECTS,   /* documents of other programs in one of Word's */
    CDT_XML_SPACES
} cdt_xml_space;

typedef struct cdt_xml cdt_xml;

/* An element as it begins. Valid during the call. */
typedef struct cdt_xml_tag {
    cdt_xml *xml;
    const char **attributes;
} cdt_xml_tag;

typedef struct cdt_xml_rule {
    cdt_xml_space space;
    const char *name;
    void (*start)(void *reader, const cdt_xml_tag *tag); /* NULL: skip the element and all that it holds */
    void (*end)(void *reader);                           /* may be NULL */
} cdt_xml_rule;

typedef struct cdt_xml_rules {
    const cdt_xml_rule *rules;
    size_t count;                              /* at most 120 */
    void (*text)(void *reader, cdt_str words); /* may be NULL */
} cdt_xml_rules;

/* The value of an attribute, NULL where it has none. CDT_XML_OTHER: an attribute without a namespace. */
const char *cdt_xml_get(const cdt_xml_tag *tag, cdt_xml_space space, const char *name);

/* From a start function: the content of the element is not wanted. Its end function is not called either. */
void cdt_xml_skip(const cdt_xml_tag *tag);

/* From any function: nothing more is wanted; cdt_xml_read() returns as if the part ended here. */
void cdt_xml_stop(cdt_xml *xml);

typedef enum cdt_xml_result {
    CDT_XML_READ,
    CDT_XML_DAMAGED, /* of the zip member, or not well-formed: events up to there were given */
    CDT_XML_REFUSED  /* a limit, or what is not allowed */
} cdt_xml_result;

typedef struct cdt_xml_outcome {
    cdt_xml_result result;
    bool limit; /* refused: because of a limit */
    char message
        [160]; /* a sentence's rest: "has a document type declaration", "is not well-formed: ..."; "" when read */
} cdt_xml_outcome;

/* Bytes of an XML text as they come: how many were written to `bytes`; 0: the end; -1: no more can be had. */
typedef long cdt_xml_take_fn(void *context, char *bytes, size_t room);

/* Read what `take` gives. */
cdt_xml_outcome cdt_xml_read(cdt_xml_take_fn *take, void *context, const cdt_xml_rules *rules, void *reader);

/* The same of a member of a zip file. */
cdt_xml_outcome cdt_xml_read_member(cdt_zip *zip, size_t member, const cdt_xml_rules *rules, void *reader);

#endif
