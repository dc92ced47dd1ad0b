#include "report/xml.h"

#include <assert.h>

#include "report/escape.h"

cdt_xml cdt_xml_to(cdt_buf *out)
{
    cdt_buf_put_z(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    return (cdt_xml){ .out = out };
}

static void end_tag(cdt_xml *xml)
{
    if (xml->in_tag)
        cdt_buf_char(xml->out, '>');
    xml->in_tag = false;
}

static void new_line(cdt_xml *xml)
{
    cdt_buf_char(xml->out, '\n');
    cdt_buf_repeat(xml->out, ' ', (size_t)2 * xml->depth);
}

void cdt_xml_open(cdt_xml *xml, const char *name)
{
    assert(xml->depth < CDT_XML_DEPTH);
    end_tag(xml);
    new_line(xml);
    cdt_buf_printf(xml->out, "<%s", name);
    xml->names[xml->depth++] = name;
    xml->in_tag = true;
    xml->has_text = false;
}

void cdt_xml_put(cdt_xml *xml, const char *name, const char *value)
{
    assert(xml->in_tag);
    cdt_buf_printf(xml->out, " %s=\"", name);
    cdt_escape_xml(xml->out, cdt_str_z(value), true);
    cdt_buf_char(xml->out, '"');
}

void cdt_xml_put_int(cdt_xml *xml, const char *name, int64_t value)
{
    assert(xml->in_tag);
    cdt_buf_printf(xml->out, " %s=\"%lld\"", name, (long long)value);
}

void cdt_xml_text(cdt_xml *xml, const char *text)
{
    end_tag(xml);
    cdt_escape_xml(xml->out, cdt_str_z(text), false);
    xml->has_text = true;
}

void cdt_xml_close(cdt_xml *xml)
{
    assert(xml->depth);
    xml->depth--;
    if (xml->in_tag) {
        cdt_buf_put_z(xml->out, "/>");
    } else {
        if (!xml->has_text)
            new_line(xml);
        cdt_buf_printf(xml->out, "</%s>", xml->names[xml->depth]);
    }
    xml->in_tag = xml->has_text = false;
    if (!xml->depth)
        cdt_buf_char(xml->out, '\n');
}
