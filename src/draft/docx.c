/* docx.c - Word files (.docx, .docm, .dotx): which parts there are, in what order they are read, and what cannot be. */
#include "draft/docx.h"

#include "base/limits.h"
#include "draft/office.h"
#include "draft/readers.h"

#define HEADERS 60 /* that are asked whether this is a draft: a document has three for each of its sections */

/* A part that another one names. */
typedef struct relation {
    struct relation *next;
    cdt_str target; /* the name of the member */
    cdt_str id;
} relation;

/* The parts that are looked for, by the last word of the kind of relationship: it is the same in all versions. */
typedef enum kind { MAIN, STYLES, NUMBERING, FOOTNOTES, ENDNOTES, COMMENTS, HEADER, SIGNATURE, CHUNK, KINDS } kind;

static const char *const kinds[KINDS] = { "officeDocument", "styles", "numbering", "footnotes", "endnotes",
                                          "comments",       "header", "origin",    "aFChunk" };

typedef struct relations {
    cdt_arena *arena;
    cdt_str folder; /* of the part that names them, with a slash at its end, or empty */
    relation *first[KINDS];
} relations;

/* "../a/b.xml" as seen from `folder`. The name is only looked up, so that one that leads nowhere finds nothing. */
static cdt_str resolve(cdt_arena *arena, cdt_str folder, cdt_str target)
{
    if (cdt_str_starts(target, CDT_STR("/")))
        return cdt_copy(arena, cdt_str_slice(target, 1, target.len));
    for (; cdt_str_starts(target, CDT_STR("../")) || cdt_str_starts(target, CDT_STR("./"));) {
        bool up = target.at[1] == '.';
        target = cdt_str_slice(target, up ? 3 : 2, target.len);
        if (!up || folder.len == 0)
            continue;
        do
            folder.len--;
        while (folder.len && folder.at[folder.len - 1] != '/');
    }
    return cdt_str_z(cdt_format(arena, "%.*s%.*s", CDT_ARGS(folder), CDT_ARGS(target)));
}

static void start_relation(void *reader, const cdt_xml_tag *tag)
{
    relations *r = reader;
    const char *type = cdt_xml_get(tag, CDT_XML_OTHER, "Type"), *target = cdt_xml_get(tag, CDT_XML_OTHER, "Target");
    const char *mode = cdt_xml_get(tag, CDT_XML_OTHER, "TargetMode");
    const char *word = type ? strrchr(type, '/') : NULL;

    if (word == NULL || target == NULL || strlen(target) > CDT_MAX_ZIP_NAME || (mode && strcmp(mode, "External") == 0))
        return;
    for (int i = 0; i < KINDS; i++)
        if (strcmp(word + 1, kinds[i]) == 0) {
            relation *made = CDT_NEW(r->arena, relation);
            made->target = resolve(r->arena, r->folder, cdt_str_z(target));
            made->id = cdt_copy(r->arena, cdt_str_z(cdt_xml_get(tag, CDT_XML_OTHER, "Id")));
            made->next = r->first[i];
            r->first[i] = made;
        }
}

static relations read_relations(cdt_docx *docx, cdt_str folder, cdt_str name)
{
    static const cdt_xml_rule rules[] = { { CDT_XML_PACKAGE, "Relationship", start_relation, NULL } };
    static const cdt_xml_rules all = { rules, 1, NULL };
    relations r = { .arena = docx->arena, .folder = folder };
    size_t member = cdt_zip_find(docx->zip, name);

    if (member != CDT_ZIP_NONE)
        cdt_xml_read_member(docx->zip, member, &all, &r);
    return r;
}

/* The member that a relationship names; CDT_ZIP_NONE. */
static size_t member_of(const cdt_docx *docx, const relation *r)
{
    return r ? cdt_zip_find(docx->zip, r->target) : CDT_ZIP_NONE;
}

static bool add_error(const cdt_docx *docx, const char *message)
{
    cdt_diags_add(docx->diags, CDT_NOT_A_DRAFT, (cdt_place){ .file = docx->source->file }, NULL, "%s", message);
    return false;
}

/* A part beside the words: what it would have said is missing, and people are told. false: a limit, so that all is refused. */
static bool side_part(cdt_docx *docx, const relation *r, cdt_xml_outcome outcome, const char *lost)
{
    if (outcome.result == CDT_XML_REFUSED && outcome.limit)
        return cdt_office_refuse(docx->diags, docx->source->file, r->target, &outcome);
    if (outcome.result != CDT_XML_READ)
        cdt_build_problem(docx->builder, "The part %.*s of the file %s; %s.", CDT_ARGS(r->target), outcome.message,
                          lost);
    return true;
}

/* The bytes of a member that is a page; empty where it is none by its beginning, where they are more than `most`, or cannot be
 * unpacked. */
static cdt_str page_of(cdt_docx *docx, size_t member, size_t most)
{
    cdt_buf bytes = { .limit = most };
    char piece[16384];
    cdt_str all = { "", 0 };
    const char *refusal, *format = "html";
    long got;

    if (!cdt_zip_start(docx->zip, member))
        return all;
    while (format && strcmp(format, "html") == 0 && !bytes.full &&
           (got = cdt_zip_take(docx->zip, piece, sizeof piece)) > 0) {
        if (!bytes.len)
            format = cdt_format_guess(cdt_zip_name(docx->zip, member), (cdt_str){ piece, (size_t)got }, &refusal);
        cdt_buf_put(&bytes, (cdt_str){ piece, (size_t)got });
    }
    if (cdt_zip_finish(docx->zip) == CDT_ZIP_WHOLE && !bytes.full && format && strcmp(format, "html") == 0)
        all = cdt_buf_take(&bytes, docx->arena);
    cdt_buf_free(&bytes);
    return all;
}

/* Pages that are embedded (w:altChunk), as they cannot be unpacked while the part is that names them; all together have no more
 * bytes than a page by itself may have. */
static void read_chunks(cdt_docx *docx, const relations *r)
{
    for (const relation *chunk = r->first[CHUNK]; chunk; chunk = chunk->next) {
        size_t member = member_of(docx, chunk);
        cdt_str bytes, *kept;
        if (docx->chunks_tried++ >= CDT_MAX_EMBEDDED_PAGES || !docx->chunk_bytes)
            return;
        bytes = member != CDT_ZIP_NONE ? page_of(docx, member, docx->chunk_bytes) : CDT_STR("");
        docx->chunk_bytes -= bytes.len;
        if (!bytes.len || !chunk->id.len)
            continue;
        kept = CDT_NEW(docx->arena, cdt_str);
        *kept = bytes;
        *cdt_map_at(&docx->chunks, chunk->id) = kept;
    }
}

/* The folder of a part, and the parts that it names. */
static cdt_str folder_of(cdt_str name)
{
    while (name.len && name.at[name.len - 1] != '/')
        name.len--;
    return name;
}

static relations relations_of(cdt_docx *docx, cdt_str name)
{
    cdt_str folder = folder_of(name);

    return read_relations(docx, folder,
                          cdt_str_z(cdt_format(docx->arena, "%.*s_rels/%.*s.rels", CDT_ARGS(folder),
                                               CDT_ARGS(cdt_str_slice(name, folder.len, name.len)))));
}

static cdt_xml_outcome read_notes(cdt_docx *docx, const relation *r, size_t member, cdt_map *notes)
{
    relations named = relations_of(docx, r->target);
    cdt_xml_outcome outcome;

    read_chunks(docx, &named);
    outcome = cdt_docx_read_notes(docx, member, notes);
    cdt_map_free(&docx->chunks);
    return outcome;
}

static bool read_side_parts(cdt_docx *docx, const relations *r)
{
    size_t member;
    bool done = true;

    member = member_of(docx, r->first[STYLES]);
    if (member != CDT_ZIP_NONE)
        done = side_part(docx, r->first[STYLES], cdt_docx_styles_read(&docx->styles, docx->arena, docx->zip, member),
                         "headings and numbers that come from styles may be missing");
    member = member_of(docx, r->first[NUMBERING]);
    if (done && member != CDT_ZIP_NONE)
        done = side_part(docx, r->first[NUMBERING],
                         cdt_docx_numbering_read(&docx->numbering, &docx->styles, docx->arena, docx->zip, member),
                         "the numbers of clauses may be missing or wrong");
    member = member_of(docx, r->first[COMMENTS]);
    if (done && member != CDT_ZIP_NONE)
        done = side_part(docx, r->first[COMMENTS], cdt_docx_read_comments(docx, member), "comments may be missing");
    member = member_of(docx, r->first[FOOTNOTES]);
    if (done && member != CDT_ZIP_NONE)
        done = side_part(docx, r->first[FOOTNOTES], read_notes(docx, r->first[FOOTNOTES], member, &docx->footnotes),
                         "footnotes may be missing");
    member = member_of(docx, r->first[ENDNOTES]);
    if (done && member != CDT_ZIP_NONE)
        done = side_part(docx, r->first[ENDNOTES], read_notes(docx, r->first[ENDNOTES], member, &docx->endnotes),
                         "endnotes may be missing");
    return done;
}

bool cdt_docx_read_chunk(cdt_docx *docx, cdt_str id, const cdt_block *where)
{
    static const cdt_draft_options accepted = { .revision = CDT_AS_ACCEPTED },
                                   original = { .revision = CDT_AS_ORIGINAL };
    cdt_str *bytes = id.len ? cdt_map_get(&docx->chunks, id) : NULL;
    cdt_draft_source source = { .file = docx->source->file };
    cdt_diags *diags;
    bool done = false;

    if (!bytes || !bytes->len)
        return false;
    source.bytes = bytes->at;
    source.length = bytes->len;
    diags = cdt_diags_new();
    cdt_build_embedded(docx->builder, where, cdt_flow_sink(&docx->flow));
    for (size_t i = 0; i < cdt_draft_row_count; i++) /* where it was built with the reader */
        if (strcmp(cdt_draft_rows[i].name, "html") == 0)
            done = cdt_draft_rows[i].read(docx->builder, &source, docx->original ? &original : &accepted, diags);
    cdt_build_embedded(docx->builder, NULL, NULL);
    cdt_diags_free(diags);
    bytes->len = 0; /* once is enough, however often it is named */
    return done;
}

static void read_headers(cdt_docx *docx, const relations *r)
{
    int tried = 0;

    for (const relation *header = r->first[HEADER]; header && tried < HEADERS; header = header->next, tried++) {
        size_t member = member_of(docx, header);
        if (member != CDT_ZIP_NONE && cdt_docx_read_header(docx, member))
            return;
    }
}

static bool read_main(cdt_docx *docx, cdt_str name, size_t member)
{
    relations r = relations_of(docx, name);
    cdt_xml_outcome outcome;

    if (!read_side_parts(docx, &r))
        return false;
    read_chunks(docx, &r);
    outcome = cdt_docx_read_body(docx, member);
    if (outcome.result == CDT_XML_REFUSED)
        return cdt_office_refuse(docx->diags, docx->source->file, name, &outcome);
    if (outcome.result == CDT_XML_DAMAGED) {
        cdt_build_problem(docx->builder,
                          "The file is damaged: its part %.*s %s, so that words are missing; get a fresh copy of it.",
                          CDT_ARGS(name), outcome.message);
        cdt_build_unreadable(docx->builder);
    }
    read_headers(docx, &r);
    return true;
}

/* Why a file that is a zip file is not read; NULL where it is. */
static const char *refusal(const cdt_docx *docx, const relations *r)
{
    if (r->first[SIGNATURE] || cdt_zip_find(docx->zip, CDT_STR("_xmlsignatures/origin.sigs")) != CDT_ZIP_NONE)
        return "the document is signed; save a copy of it without the signature (in Word: File, Info, View Signatures, "
               "Remove Signature, then Save As) and give that";
    return NULL;
}

static bool read_package(cdt_docx *docx)
{
    relations r = read_relations(docx, CDT_STR(""), CDT_STR("_rels/.rels"));
    cdt_str name = r.first[MAIN] ? r.first[MAIN]->target : CDT_STR("word/document.xml");
    size_t member = cdt_zip_find(docx->zip, name);
    const char *why = refusal(docx, &r);

    if (why)
        return add_error(docx, why);
    if (member == CDT_ZIP_NONE) {
        name = CDT_STR("word/document.xml");
        member = cdt_zip_find(docx->zip, name);
    }
    if (member == CDT_ZIP_NONE && cdt_zip_find(docx->zip, CDT_STR("content.xml")) != CDT_ZIP_NONE) {
        docx->is_odt = true;
        return false;
    }
    if (member == CDT_ZIP_NONE)
        return add_error(docx,
                         "a Word document was wanted; this zip file has none in it (no word/document.xml); if it holds "
                         "several files, unpack it and give those");
    if (cdt_zip_encrypted(docx->zip, member))
        return add_error(docx,
                         "the zip file is protected by a password; unpack it first, or save the document without one");
    return read_main(docx, name, member);
}

bool cdt_read_docx(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                   cdt_diags *diags)
{
    cdt_docx docx = { .builder = builder,
                      .arena = cdt_build_arena(builder),
                      .source = source,
                      .diags = diags,
                      .original = options->revision == CDT_AS_ORIGINAL,
                      .chunk_bytes = CDT_MAX_HTML_BYTES };
    bool done = false;

    docx.zip = cdt_zip_open(docx.arena, (cdt_str){ source->bytes, source->length }, source->file, diags);
    if (docx.zip == NULL)
        return false;
    cdt_flow_begin(&docx.flow, builder);
    done = read_package(&docx);
    cdt_flow_end(&docx.flow);
    cdt_docx_styles_free(&docx.styles);
    cdt_docx_numbering_free(&docx.numbering);
    cdt_map_free(&docx.footnotes);
    cdt_map_free(&docx.endnotes);
    cdt_map_free(&docx.comments);
    cdt_map_free(&docx.chunks);
    cdt_zip_close(docx.zip);
    return docx.is_odt ? cdt_read_odt(builder, source, options, diags) : done;
}
