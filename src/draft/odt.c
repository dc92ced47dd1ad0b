/* odt.c - OpenDocument texts (.odt, .ott, and flat .fodt): which parts there are, and what cannot be read. */
#include "draft/odt_body.h"
#include "draft/office.h"
#include "draft/readers.h"

typedef struct odt {
    cdt_zip *zip;
    cdt_builder *builder;
    const cdt_draft_source *source;
    cdt_diags *diags;
    cdt_odt_body *body;
} odt;

static bool add_error(const odt *o, const char *message)
{
    cdt_diags_add(o->diags, CDT_NOT_A_DRAFT, (cdt_place){ .file = o->source->file }, NULL, "%s", message);
    return false;
}

/* What became of the part that has the words. false: it is refused. */
static bool judge(odt *o, const char *part, const cdt_xml_outcome *outcome)
{
    if (outcome->result == CDT_XML_REFUSED)
        return cdt_office_refuse(o->diags, o->source->file, cdt_str_z(part), outcome);
    if (outcome->result == CDT_XML_DAMAGED) {
        cdt_build_problem(o->builder,
                          "The file is damaged: its part %s %s, so that words are missing; get a fresh copy of it.",
                          part, outcome->message);
        cdt_build_unreadable(o->builder);
    }
    return true;
}

static void tell_header(odt *o)
{
    cdt_str said = cdt_office_draft_header(cdt_build_arena(o->builder), cdt_odt_body_header(o->body));

    if (said.len)
        cdt_build_problem(o->builder, "The page header or a watermark says \"%.*s\".", CDT_ARGS(said));
}

static bool read_parts(odt *o)
{
    size_t styles = cdt_zip_find(o->zip, CDT_STR("styles.xml")), content = cdt_zip_find(o->zip, CDT_STR("content.xml"));
    cdt_xml_outcome outcome;

    if (content == CDT_ZIP_NONE)
        return add_error(o, "an OpenDocument text was wanted; this file has no content.xml in it");
    if (styles != CDT_ZIP_NONE) {
        outcome = cdt_xml_read_member(o->zip, styles, &cdt_odt_style_file_rules, o->body);
        if (outcome.result == CDT_XML_REFUSED && outcome.limit)
            return cdt_office_refuse(o->diags, o->source->file, CDT_STR("styles.xml"), &outcome);
        if (outcome.result != CDT_XML_READ)
            cdt_build_problem(
                o->builder,
                "The part styles.xml of the file %s; headings and numbers that come from styles may be missing.",
                outcome.message);
    }
    outcome = cdt_xml_read_member(o->zip, content, &cdt_odt_content_rules, o->body);
    return judge(o, "content.xml", &outcome);
}

/* The manifest names how each part that is encrypted was. */
static void start_encryption(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    *(bool *)reader = true;
}

static bool is_encrypted(const odt *o)
{
    static const cdt_xml_rule rules[] = { { CDT_XML_MANIFEST, "encryption-data", start_encryption, NULL } };
    static const cdt_xml_rules all = { rules, 1, NULL };
    size_t manifest = cdt_zip_find(o->zip, CDT_STR("META-INF/manifest.xml"));
    bool encrypted = cdt_zip_find(o->zip, CDT_STR("encrypted-package")) != CDT_ZIP_NONE;

    if (manifest != CDT_ZIP_NONE)
        cdt_xml_read_member(o->zip, manifest, &all, &encrypted);
    return encrypted;
}

static bool read_zip(odt *o)
{
    if (is_encrypted(o))
        return add_error(o, "the document is protected by a password; open it, save it without one, and give that");
    if (cdt_zip_find(o->zip, CDT_STR("META-INF/documentsignatures.xml")) != CDT_ZIP_NONE)
        return add_error(
            o, "the document is signed; save a copy of it without the signature (in LibreOffice: File, Digital "
               "Signatures, Remove, then Save As) and give that");
    return read_parts(o);
}

static long take_bytes(void *context, char *bytes, size_t room)
{
    cdt_str *left = context;
    size_t size = left->len < room ? left->len : room;

    if (size)
        memcpy(bytes, left->at, size);
    *left = cdt_str_slice(*left, size, left->len);
    return (long)size;
}

bool cdt_read_odt(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                  cdt_diags *diags)
{
    odt o = { .builder = builder, .source = source, .diags = diags };
    cdt_str bytes = { source->bytes, source->length };
    bool done;

    if (cdt_str_starts(bytes, CDT_STR("PK"))) {
        o.zip = cdt_zip_open(cdt_build_arena(builder), bytes, source->file, diags);
        if (o.zip == NULL)
            return false;
    }
    o.body = cdt_odt_body_new(builder, options->revision == CDT_AS_ORIGINAL);
    if (o.zip) {
        done = read_zip(&o);
    } else {
        cdt_xml_outcome outcome = cdt_xml_read(take_bytes, &bytes, &cdt_odt_content_rules, o.body);
        done = judge(&o, "text", &outcome);
    }
    if (done)
        tell_header(&o);
    cdt_odt_body_free(o.body);
    cdt_zip_close(o.zip);
    return done;
}
