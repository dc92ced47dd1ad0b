#include "office/pack.h"

#include <stdlib.h>
#include <zlib.h>

static void put16(cdt_buf *buf, unsigned value)
{
    cdt_buf_char(buf, (char)(value & 0xff));
    cdt_buf_char(buf, (char)(value >> 8 & 0xff));
}

static void put32(cdt_buf *buf, unsigned long value)
{
    put16(buf, (unsigned)(value & 0xffff));
    put16(buf, (unsigned)(value >> 16 & 0xffff));
}

/* What local headers and the list have alike, from the version on. */
static void put_head(cdt_buf *buf, const pack *made, cdt_str name, unsigned long crc, size_t packed, size_t size)
{
    put16(buf, 20);
    put16(buf, made->flags);
    put16(buf, made->deflate ? 8 : 0);
    put32(buf, 0x5a220000); /* a day of 2025 */
    put32(buf, crc);
    put32(buf, packed);
    put32(buf, size);
    put16(buf, (unsigned)name.len);
    put16(buf, 0);
}

static void deflate_into(cdt_buf *buf, cdt_str bytes)
{
    z_stream stream = { .next_in = (Bytef *)bytes.at, .avail_in = (uInt)bytes.len };
    char piece[4096];
    int done;

    if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    do {
        stream.next_out = (Bytef *)piece;
        stream.avail_out = sizeof piece;
        done = deflate(&stream, Z_FINISH);
        cdt_buf_put(buf, (cdt_str){ piece, sizeof piece - stream.avail_out });
    } while (done == Z_OK);
    deflateEnd(&stream);
}

static void add(pack *made, cdt_str name, cdt_str bytes)
{
    unsigned long crc = crc32(0, (const Bytef *)(bytes.at ? bytes.at : ""), (uInt)bytes.len);
    size_t at = made->file.len;
    cdt_buf packed = { 0 };

    if (made->deflate)
        deflate_into(&packed, bytes);
    else
        cdt_buf_put(&packed, bytes);
    cdt_buf_put(&made->file, CDT_STR("PK\003\004"));
    put_head(&made->file, made, name, crc, packed.len, bytes.len);
    cdt_buf_put(&made->file, name);
    cdt_buf_put(&made->file, cdt_buf_str(&packed));
    cdt_buf_put(&made->list, CDT_STR("PK\001\002\024\000"));
    put_head(&made->list, made, name, crc, packed.len, bytes.len);
    put16(&made->list, 0);
    put32(&made->list, 0);
    put32(&made->list, 0);
    put32(&made->list, at);
    cdt_buf_put(&made->list, name);
    made->count++;
    cdt_buf_free(&packed);
}

void pack_add(pack *made, cdt_str name, cdt_str bytes)
{
    bool before = made->deflate;

    made->deflate = before && !cdt_str_is(name, CDT_STR("mimetype")); /* it is to be read by who looks at the bytes */
    add(made, name, bytes);
    made->deflate = before;
}

cdt_str pack_end(pack *made)
{
    size_t at = made->file.len;

    cdt_buf_put(&made->file, cdt_buf_str(&made->list));
    cdt_buf_put(&made->file, CDT_STR("PK\005\006"));
    put32(&made->file, 0);
    put16(&made->file, made->count);
    put16(&made->file, made->count);
    put32(&made->file, made->list.len);
    put32(&made->file, at);
    put16(&made->file, 0);
    return cdt_buf_str(&made->file);
}

void pack_free(pack *made)
{
    cdt_buf_free(&made->file);
    cdt_buf_free(&made->list);
}

/* --- texts of parts */

#define SPACES                                                                                                         \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                                        \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""                                 \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                                       \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\""
#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define KIND "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Short names of parts of a Word file: what they are called in it, what names them, and what stands around them. */
static const struct {
    const char *name, *member, *kind, *open, *close;
} shorts[] = {
    { "body", "word/document.xml", "officeDocument", "<w:document" SPACES "><w:body>", "</w:body></w:document>" },
    { "styles", "word/styles.xml", "styles", "<w:styles" SPACES ">", "</w:styles>" },
    { "numbering", "word/numbering.xml", "numbering", "<w:numbering" SPACES ">", "</w:numbering>" },
    { "notes", "word/footnotes.xml", "footnotes", "<w:footnotes" SPACES ">", "</w:footnotes>" },
    { "endnotes", "word/endnotes.xml", "endnotes", "<w:endnotes" SPACES ">", "</w:endnotes>" },
    { "comments", "word/comments.xml", "comments", "<w:comments" SPACES ">", "</w:comments>" },
    { "header", "word/header1.xml", "header", "<w:hdr" SPACES ">", "</w:hdr>" },
    { "chunk", "word/chunk.htm", "aFChunk", "<html><body>", "</body></html>" },
};

static void add_part(pack *made, cdt_str name, cdt_str text, cdt_buf *relations)
{
    for (size_t i = 0; i < sizeof shorts / sizeof shorts[0]; i++)
        if (cdt_str_is_z(name, shorts[i].name)) {
            cdt_buf whole = { 0 };
            cdt_buf_printf(&whole, "%s%.*s%s", shorts[i].open, CDT_ARGS(text), shorts[i].close);
            pack_add(made, cdt_str_z(shorts[i].member), cdt_buf_str(&whole));
            cdt_buf_free(&whole);
            if (i)
                cdt_buf_printf(relations, "<Relationship Id=\"r%zu\" Type=\"" KIND "%s\" Target=\"%s\"/>", i,
                               shorts[i].kind, shorts[i].member + 5);
            return;
        }
    pack_add(made, name, text);
}

void pack_parts(pack *made, cdt_str parts)
{
    cdt_str mark = CDT_STR("=== ");
    cdt_buf relations = { 0 };
    size_t at = cdt_str_find(parts, mark, 0);
    bool word = cdt_str_find(parts, CDT_STR("=== body"), 0) != (size_t)-1;

    cdt_buf_put_z(&relations, RELATIONS);
    while (at != (size_t)-1) {
        size_t line = cdt_str_find(parts, CDT_STR("\n"), at);
        if (line == (size_t)-1)
            line = parts.len;
        size_t next = cdt_str_find(parts, CDT_STR("\n=== "), line);
        size_t end = next == (size_t)-1 ? parts.len : next;
        cdt_str name = cdt_str_slice(parts, at + mark.len, line);
        add_part(made, cdt_str_slice(name, 0, 2000), cdt_str_slice(parts, line + 1, end), &relations);
        at = next == (size_t)-1 ? next : next + 1;
    }
    cdt_buf_put_z(&relations, "</Relationships>");
    if (word) {
        pack_add(made, CDT_STR("word/_rels/document.xml.rels"), cdt_buf_str(&relations));
        pack_add(made, CDT_STR("_rels/.rels"),
                 CDT_STR(RELATIONS "<Relationship Id=\"r1\" Type=\"" KIND
                                   "officeDocument\" Target=\"word/document.xml\"/></Relationships>"));
    }
    cdt_buf_free(&relations);
}
