#include "draft/xml.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"

#define PIECE (64 * 1024) /* bytes that are parsed at once */
#define SLOTS 256

#define W "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
    cdt_xml_space space;
    const char *uri;
} spaces[] = {
    { CDT_XML_WORD, W "wordprocessingml/2006/main" },
    { CDT_XML_WORD, STRICT "wordprocessingml/main" },
    { CDT_XML_COMPATIBILITY, W "markup-compatibility/2006" },
    { CDT_XML_PACKAGE, W "package/2006/relationships" },
    { CDT_XML_RELATIONS, W "officeDocument/2006/relationships" },
    { CDT_XML_RELATIONS, STRICT "officeDocument/relationships" },
    { CDT_XML_MATH, W "officeDocument/2006/math" },
    { CDT_XML_MATH, STRICT "officeDocument/math" },
    { CDT_XML_VML, "urn:schemas-microsoft-com:vml" },
    { CDT_XML_OBJECTS, "urn:schemas-microsoft-com:office:office" },
    { CDT_XML_OFFICE, ODF "office:1.0" },
    { CDT_XML_TEXT, ODF "text:1.0" },
    { CDT_XML_TABLE, ODF "table:1.0" },
    { CDT_XML_STYLE, ODF "style:1.0" },
    { CDT_XML_DRAW, ODF "drawing:1.0" },
    { CDT_XML_FO, ODF "xsl-fo-compatible:1.0" },
    { CDT_XML_MANIFEST, ODF "manifest:1.0" },
    { CDT_XML_LOEXT, "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" },
    { CDT_XML_DC, "http://purl.org/dc/elements/1.1/" },
    { CDT_XML_XML, "http://www.w3.org/XML/1998/namespace" },
};

/* A prefix, and the namespace for which it stands from that depth on. expat could do this, at the price of writing each name
 * of an element and of an attribute anew with its namespace, which took a third of the time. */
typedef struct binding {
    char *prefix; /* "" for elements without one */
    cdt_xml_space space;
    size_t depth;
} binding;

/* What an open element is, by its depth. */
typedef struct level {
    const cdt_xml_rule *rule; /* NULL: none */
    bool alternatives;        /* an mc:AlternateContent */
    bool chosen;              /* and one of it is read already */
} level;

struct cdt_xml {
    XML_Parser parser;
    const cdt_xml_rules *rules;
    void *reader;
    unsigned char slots[SLOTS]; /* index of a rule, plus 1 */
    binding *bindings;          /* innermost last */
    size_t binding_count, binding_room;
    const binding *last;                 /* that was asked for; NULL: none */
    level levels[CDT_MAX_XML_DEPTH + 2]; /* of the document, of each depth, and of the first that is too deep */
    size_t depth;
    size_t skipped; /* the depth of the element that is skipped; 0: none */
    bool skip, stopped;
    bool event; /* something was told since this was last set to false */
    cdt_xml_outcome outcome;
};

static cdt_xml_space space_of(const char *uri)
{
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
        if (strcmp(spaces[i].uri, uri) == 0)
            return spaces[i].space;
    return CDT_XML_OTHER;
}

/* `xmlns:prefix` or `xmlns`: the prefix; NULL for any other attribute. */
static const char *declared(const char *name)
{
    if (strncmp(name, "xmlns", 5) != 0 || (name[5] != ':' && name[5] != '\0'))
        return NULL;
    return name[5] ? name + 6 : "";
}

static void refuse(cdt_xml *xml, bool limit, const char *message)
{
    if (xml->outcome.result != CDT_XML_READ)
        return;
    xml->outcome.result = CDT_XML_REFUSED;
    xml->outcome.limit = limit;
    snprintf(xml->outcome.message, sizeof xml->outcome.message, "%s", message);
    XML_StopParser(xml->parser, XML_FALSE);
}

static void bind(cdt_xml *xml, const char **attributes)
{
    for (const char **at = attributes; *at; at += 2) {
        const char *prefix = **at == 'x' ? declared(*at) : NULL;
        if (prefix == NULL)
            continue;
        if (xml->binding_count == CDT_MAX_XML_PREFIXES) {
            refuse(xml, true, "declares more than 256 prefixes of names");
            return;
        }
        if (xml->binding_count == xml->binding_room) {
            xml->binding_room = xml->binding_room ? xml->binding_room * 2 : 32;
            xml->bindings = cdt_realloc(xml->bindings, xml->binding_room * sizeof *xml->bindings);
        }
        binding *made = &xml->bindings[xml->binding_count++];
        *made = (binding){ cdt_malloc(strlen(prefix) + 1), space_of(at[1]), xml->depth };
        strcpy(made->prefix, prefix);
        xml->last = NULL;
    }
}

static void unbind(cdt_xml *xml, size_t depth)
{
    while (xml->binding_count && xml->bindings[xml->binding_count - 1].depth >= depth) {
        free(xml->bindings[--xml->binding_count].prefix);
        xml->last = NULL;
    }
}

static bool has_prefix(const char *name, size_t length, const char *prefix)
{
    return strncmp(name, prefix, length) == 0 && prefix[length] == '\0';
}

/* The namespace of a name with a prefix of that length. Elements come in long runs of one prefix. */
static cdt_xml_space bound(cdt_xml *xml, const char *name, size_t length)
{
    if (xml->last && has_prefix(name, length, xml->last->prefix))
        return xml->last->space;
    for (size_t i = xml->binding_count; i--;)
        if (has_prefix(name, length, xml->bindings[i].prefix)) {
            xml->last = &xml->bindings[i];
            return xml->last->space;
        }
    return has_prefix(name, length, "xml") ? CDT_XML_XML : CDT_XML_OTHER;
}

/* The namespace of an element's name, and the name without its prefix. */
static const char *split(cdt_xml *xml, const char *name, cdt_xml_space *space)
{
    const char *colon = strchr(name, ':');

    *space = bound(xml, name, colon ? (size_t)(colon - name) : 0);
    return colon ? colon + 1 : name;
}

static size_t slot_of(cdt_xml_space space, const char *name)
{
    unsigned hash = 2166136261u ^ (unsigned)space;

    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    return (hash ^ hash >> 16) % SLOTS;
}

static void index_rules(cdt_xml *xml)
{
    for (size_t i = 0; i < xml->rules->count; i++) {
        const cdt_xml_rule *rule = &xml->rules->rules[i];
        size_t slot = slot_of(rule->space, rule->name);
        while (xml->slots[slot])
            slot = (slot + 1) % SLOTS;
        xml->slots[slot] = (unsigned char)(i + 1);
    }
}

static const cdt_xml_rule *find_rule(const cdt_xml *xml, cdt_xml_space space, const char *name)
{
    for (size_t slot = slot_of(space, name); xml->slots[slot]; slot = (slot + 1) % SLOTS) {
        const cdt_xml_rule *rule = &xml->rules->rules[xml->slots[slot] - 1];
        if (rule->space == space && strcmp(rule->name, name) == 0)
            return rule;
    }
    return NULL;
}

const char *cdt_xml_get(const cdt_xml_tag *tag, cdt_xml_space space, const char *name)
{
    for (const char **at = tag->attributes; *at; at += 2) {
        const char *colon = strchr(*at, ':');
        if (strcmp(colon ? colon + 1 : *at, name) != 0)
            continue;
        if (colon ? bound(tag->xml, *at, (size_t)(colon - *at)) == space : space == CDT_XML_OTHER)
            return at[1];
    }
    return NULL;
}

void cdt_xml_skip(const cdt_xml_tag *tag)
{
    tag->xml->skip = true;
}

void cdt_xml_stop(cdt_xml *xml)
{
    if (xml->stopped)
        return;
    xml->stopped = true;
    XML_StopParser(xml->parser, XML_FALSE);
}

/* Of several versions of the same content one is read: is this one not? */
static bool is_other_version(cdt_xml *xml, const char *name, level *self)
{
    level *parent = &xml->levels[xml->depth - 1];

    if (strcmp(name, "AlternateContent") == 0) {
        self->alternatives = true;
    } else if (parent->alternatives && (strcmp(name, "Choice") == 0 || strcmp(name, "Fallback") == 0)) {
        if (parent->chosen)
            return true;
        parent->chosen = true;
    }
    return false;
}

static void XMLCALL on_start(void *data, const char *name, const char **attributes)
{
    cdt_xml *xml = data;
    cdt_xml_space space;

    xml->event = true;
    if (xml->depth > CDT_MAX_XML_DEPTH) /* what expat still tells after it was stopped */
        return;
    level *self = &xml->levels[++xml->depth];
    *self = (level){ 0 };
    if (xml->depth > CDT_MAX_XML_DEPTH) {
        refuse(xml, true, "has more than 256 elements inside each other");
        return;
    }
    if (xml->skipped)
        return;
    bind(xml, attributes);
    const char *local = split(xml, name, &space);
    if (space == CDT_XML_COMPATIBILITY && is_other_version(xml, local, self)) {
        xml->skipped = xml->depth;
        return;
    }
    self->rule = find_rule(xml, space, local);
    if (self->rule == NULL)
        return;
    xml->skip = self->rule->start == NULL;
    if (self->rule->start)
        self->rule->start(xml->reader, &(cdt_xml_tag){ xml, attributes });
    if (xml->skip) {
        self->rule = NULL;
        xml->skipped = xml->depth;
        xml->skip = false;
    }
}

static void XMLCALL on_end(void *data, const char *name)
{
    cdt_xml *xml = data;
    const cdt_xml_rule *rule = xml->levels[xml->depth].rule;

    (void)name;
    xml->event = true;
    if (rule && rule->end && !xml->skipped && !xml->stopped)
        rule->end(xml->reader);
    if (xml->skipped == xml->depth)
        xml->skipped = 0;
    if (xml->binding_count)
        unbind(xml, xml->depth);
    xml->depth--;
}

static void XMLCALL on_text(void *data, const char *text, int length)
{
    cdt_xml *xml = data;

    xml->event = true;
    if (!xml->skipped && !xml->stopped && xml->rules->text)
        xml->rules->text(xml->reader, (cdt_str){ text, (size_t)length });
}

/* Comments, processing instructions, and the like: nothing, but it shows that the parser goes forward. */
static void XMLCALL on_other(void *data, const char *text, int length)
{
    (void)text, (void)length;
    ((cdt_xml *)data)->event = true;
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    refuse(data, false, "has a document type declaration, which no word processor writes");
}

static void not_well_formed(cdt_xml *xml)
{
    if (xml->outcome.result != CDT_XML_READ)
        return;
    xml->outcome.result = CDT_XML_DAMAGED;
    snprintf(xml->outcome.message, sizeof xml->outcome.message, "is not well-formed XML: %s, line %lu",
             XML_ErrorString(XML_GetErrorCode(xml->parser)), XML_GetCurrentLineNumber(xml->parser));
}

/* Piece by piece. A tag that goes on and on is scanned again with each piece, so its length has a limit. */
static void parse(cdt_xml *xml, cdt_xml_take_fn *take, void *context)
{
    size_t pending = 0;
    long got;

    do {
        void *buffer = XML_GetBuffer(xml->parser, PIECE);
        if (buffer == NULL)
            cdt_out_of_memory();
        got = take(context, buffer, PIECE);
        if (got < 0) {
            xml->outcome.result = CDT_XML_DAMAGED;
            snprintf(xml->outcome.message, sizeof xml->outcome.message, "cannot be unpacked to its end");
            return;
        }
        xml->event = false;
        if (XML_ParseBuffer(xml->parser, (int)got, got == 0) != XML_STATUS_OK) {
            if (XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
                cdt_out_of_memory();
            if (!xml->stopped)
                not_well_formed(xml);
            return;
        }
        pending = xml->event ? 0 : pending + (size_t)got;
        if (pending > CDT_MAX_XML_TOKEN)
            refuse(xml, true, "has a tag of more than 1048576 bytes");
    } while (got > 0 && xml->outcome.result == CDT_XML_READ && !xml->stopped);
}

cdt_xml_outcome cdt_xml_read(cdt_xml_take_fn *take, void *context, const cdt_xml_rules *rules, void *reader)
{
    cdt_xml xml = { .rules = rules, .reader = reader };

    xml.parser = XML_ParserCreate(NULL);
    if (xml.parser == NULL)
        cdt_out_of_memory();
    index_rules(&xml);
    XML_SetUserData(xml.parser, &xml);
    XML_SetElementHandler(xml.parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml.parser, on_text);
    XML_SetDefaultHandler(xml.parser, on_other);
    XML_SetStartDoctypeDeclHandler(xml.parser, on_doctype);
    parse(&xml, take, context);
    XML_ParserFree(xml.parser);
    unbind(&xml, 0);
    free(xml.bindings);
    return xml.outcome;
}

_Static_assert(CDT_MAX_XML_PREFIXES == 256 && CDT_MAX_XML_DEPTH == 256 && CDT_MAX_XML_TOKEN == 1048576 &&
                   CDT_MAX_ZIP_BYTES == 536870912 && CDT_MAX_ZIP_RATIO == 200,
               "messages name the limits");

static long take_member(void *context, char *bytes, size_t room)
{
    return cdt_zip_take(context, bytes, room);
}

cdt_xml_outcome cdt_xml_read_member(cdt_zip *zip, size_t member, const cdt_xml_rules *rules, void *reader)
{
    cdt_xml_outcome outcome = { .result = CDT_XML_DAMAGED, .message = "cannot be unpacked" };

    if (!cdt_zip_start(zip, member)) {
        cdt_zip_finish(zip);
        return outcome;
    }
    outcome = cdt_xml_read(take_member, zip, rules, reader);
    switch (cdt_zip_finish(zip)) {
    case CDT_ZIP_WHOLE: break;
    case CDT_ZIP_DAMAGED:
        if (outcome.result == CDT_XML_READ) {
            outcome.result = CDT_XML_DAMAGED;
            snprintf(outcome.message, sizeof outcome.message, "is not what was packed: its checksum differs");
        }
        break;
    case CDT_ZIP_TOO_LARGE:
        outcome = (cdt_xml_outcome){ CDT_XML_REFUSED, true, "unpacks to more than 536870912 bytes" };
        break;
    case CDT_ZIP_TOO_DENSE:
        outcome =
            (cdt_xml_outcome){ CDT_XML_REFUSED, true, "unpacks to more than 200 times its size, which no text does" };
        break;
    }
    return outcome;
}
