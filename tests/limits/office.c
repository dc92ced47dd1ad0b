/* Limits of Word files, which are zip files with XML in them. */
#include <stdlib.h>
#include <string.h>

#include "limits/attempt.h"
#include "office/pack.h"

#define BODY "=== body\n<w:p><w:r><w:t>The parties agree.</w:t></w:r></w:p>"

static void read_pack(attempt *a, pack *made)
{
    cdt_buf whole = { 0 };

    cdt_buf_put(&whole, pack_end(made));
    argue(a, "read", file_of(a, "a.docx", &whole), NULL);
    cdt_buf_free(&whole);
    pack_free(made);
}

static void read_parts(attempt *a, const cdt_buf *parts)
{
    pack made = { .deflate = true };

    pack_parts(&made, cdt_buf_str(parts));
    read_pack(a, &made);
}

/* A member that nothing reads, of the size that makes the file as large as is wanted. */
void reach_DRAFT_BYTES(attempt *a)
{
    pack empty = { .deflate = false }, made = { .deflate = false };
    cdt_buf junk = { 0 };

    pack_parts(&empty, CDT_STR(BODY));
    pack_add(&empty, CDT_STR("junk"), CDT_STR(""));
    cdt_buf_repeat(&junk, 'x', a->n - pack_end(&empty).len);
    pack_parts(&made, CDT_STR(BODY));
    pack_add(&made, CDT_STR("junk"), cdt_buf_str(&junk));
    read_pack(a, &made);
    a->says = "more than 67108864 bytes";
    pack_free(&empty);
    cdt_buf_free(&junk);
}

void reach_ZIP_MEMBERS(attempt *a)
{
    pack made = { .deflate = false };

    pack_parts(&made, CDT_STR(BODY));
    while (made.count < a->n)
        pack_add(&made, cdt_str_z(cdt_format(&a->arena, "member%u", made.count)), CDT_STR("x"));
    read_pack(a, &made);
    a->says = "at most 10000 are read";
}

void reach_ZIP_NAME(attempt *a)
{
    pack made = { .deflate = false };
    cdt_buf name = { 0 };

    pack_parts(&made, CDT_STR(BODY));
    cdt_buf_repeat(&name, 'x', a->n);
    pack_add(&made, cdt_buf_str(&name), CDT_STR("x"));
    read_pack(a, &made);
    a->says = "has a name of more than 1024 bytes";
    cdt_buf_free(&name);
}

/* Letters that cannot be packed well, in comments of XML. */
static void scatter(cdt_buf *text, size_t count, unsigned *seed)
{
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        cdt_buf_char(text, (char)('a' + (*seed >> 24) % 26));
    }
}

/* The part of a body that takes so many bytes and says nothing; of every 1024, `hard` do not pack. */
static void put_comments(cdt_buf *text, size_t bytes, size_t hard)
{
    unsigned seed = 1;
    size_t end = text->len + bytes;

    while (text->len + 2048 < end) {
        cdt_buf_put_z(text, "<!--");
        scatter(text, hard, &seed);
        cdt_buf_repeat(text, ' ', 1017 - hard);
        cdt_buf_put_z(text, "-->");
    }
    cdt_buf_repeat(text, ' ', end - text->len);
}

#define OPEN "=== word/document.xml\n"
#define DOCUMENT                                                                                                       \
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"                    \
    "<w:p><w:r><w:t>The parties agree.</w:t></w:r></w:p></w:body></w:document>"
#define TYPES                                                                                                          \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "                         \
    "PartName=\"/word/document.xml\" ContentType=\"application/"                                                       \
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"

/* Everything is read once, so that all members count. */
void reach_ZIP_BYTES(attempt *a)
{
    cdt_buf parts = { 0 };
    size_t others = 0;
    pack made = { .deflate = true };

    cdt_buf_put_z(&parts, DOCUMENT);
    others = a->n - parts.len;
    put_comments(&parts, others, 40);
    pack_add(&made, CDT_STR("word/document.xml"), cdt_buf_str(&parts));
    pack_add(&made, CDT_STR("[Content_Types].xml"), CDT_STR(TYPES));
    read_pack(a, &made);
    a->says = "536870912 bytes";
    cdt_buf_free(&parts);
}

/* 4 MiB that pack to just as much as is allowed, or a little less. */
void reach_ZIP_RATIO(attempt *a)
{
    const size_t size = 4u << 20;
    pack made = { .deflate = true };
    cdt_buf text = { 0 };
    size_t hard = 0;

    for (size_t step = 1u << 14; step; step /= 2) { /* as many letters that do not pack as still break the limit */
        unsigned seed = 1;
        pack one = { .deflate = true };
        cdt_buf_clear(&text);
        cdt_buf_put_z(&text, DOCUMENT "<!--");
        scatter(&text, hard + step, &seed);
        cdt_buf_put_z(&text, "-->");
        cdt_buf_repeat(&text, ' ', size - text.len);
        pack_add(&one, CDT_STR("m"), cdt_buf_str(&text));
        if (size / CDT_MAX_ZIP_RATIO > one.file.len - strlen("m") - 30)
            hard += step;
        pack_free(&one);
    }
    cdt_buf_clear(&text);
    cdt_buf_put_z(&text, DOCUMENT "<!--");
    scatter(&text, hard + !a->over, &(unsigned){ 1 });
    cdt_buf_put_z(&text, "-->");
    cdt_buf_repeat(&text, ' ', size - text.len);
    pack_add(&made, CDT_STR("word/document.xml"), cdt_buf_str(&text));
    pack_add(&made, CDT_STR("[Content_Types].xml"), CDT_STR(TYPES));
    read_pack(a, &made);
    a->says = "200 times";
    cdt_buf_free(&text);
}

/* ---- XML ---- */

void reach_XML_DEPTH(attempt *a)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, BODY);
    for (size_t i = 2; i < a->n; i++) /* in the document and its body */
        cdt_buf_put_z(&parts, "<w:x>");
    for (size_t i = 2; i < a->n; i++)
        cdt_buf_put_z(&parts, "</w:x>");
    read_parts(a, &parts);
    a->says = "more than 256 elements";
    cdt_buf_free(&parts);
}

/* A tag is measured in pieces of what is read at once: some below, some above. Letters that do not pack are in it. */
void reach_XML_TOKEN(attempt *a)
{
    cdt_buf parts = { 0 };
    unsigned seed = 1;

    cdt_buf_put_z(&parts, BODY "<w:x w:a=\"");
    scatter(&parts, a->over ? a->n + 140000 : a->n - 140000, &seed);
    cdt_buf_put_z(&parts, "\"/>");
    read_parts(a, &parts);
    a->says = "a tag of more than 1048576 bytes";
    cdt_buf_free(&parts);
}

void reach_XML_PREFIXES(attempt *a)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, BODY "<w:x");
    for (size_t i = 4; i < a->n; i++) /* those of the document are four: w, r, mc, v */
        cdt_buf_printf(&parts, " xmlns:p%zu=\"urn:%zu\"", i, i);
    cdt_buf_put_z(&parts, "/>");
    read_parts(a, &parts);
    a->says = "more than 256 prefixes";
    cdt_buf_free(&parts);
}

void reach_DRAFT_LINKS(attempt *a)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, "=== body\n<w:p>");
    for (size_t i = 0; i < a->n; i++)
        cdt_buf_printf(&parts, "<w:bookmarkStart w:name=\"b%zu\"/>", i * 2654435761u % 1000003);
    cdt_buf_put_z(&parts, "<w:r><w:t>The parties agree.</w:t></w:r></w:p>");
    read_parts(a, &parts);
    a->says = "more than 100000 bookmarks";
    cdt_buf_free(&parts);
}

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

void reach_EMBEDDED_PAGES(attempt *a)
{
    cdt_buf body = { 0 }, names = { 0 };
    pack made = { .deflate = true };

    cdt_buf_put_z(&body, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                         "xmlns:r=\"" RELATIONS "\"><w:body>");
    cdt_buf_put_z(&names, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (size_t i = 0; i < a->n; i++) {
        const char *words = cdt_format(&a->arena, "<html><p>Page %zu.</p></html>", i);
        pack_add(&made, cdt_str_z(cdt_format(&a->arena, "word/%zu.htm", i)), cdt_str_z(words));
        cdt_buf_printf(&body, "<w:altChunk r:id=\"r%zu\"/>", i);
        cdt_buf_printf(&names, "<Relationship Id=\"r%zu\" Type=\"" RELATIONS "/aFChunk\" Target=\"%zu.htm\"/>", i, i);
    }
    cdt_buf_put_z(&body, "</w:body></w:document>");
    cdt_buf_put_z(&names, "</Relationships>");
    pack_add(&made, CDT_STR("word/document.xml"), cdt_buf_str(&body));
    pack_add(&made, CDT_STR("word/_rels/document.xml.rels"), cdt_buf_str(&names));
    pack_add(&made, CDT_STR("[Content_Types].xml"), CDT_STR(TYPES));
    read_pack(a, &made);
    a->says = "was not read";
    cdt_buf_free(&body);
    cdt_buf_free(&names);
}

void reach_LABEL_BYTES(attempt *a)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts,
                  "=== numbering\n<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                  "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"");
    cdt_buf_repeat(&parts, 'y', a->n - 2);
    cdt_buf_put_z(&parts, "%1\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n"
                          "=== body\n<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
                          "<w:r><w:t>The parties agree.</w:t></w:r></w:p>");
    read_parts(a, &parts);
    a->keeps = "yyyyyyyy";
    cdt_buf_free(&parts);
}
