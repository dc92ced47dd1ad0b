/* guess.c - what kind of file this is: by its first bytes, else by its name. */
#include "draft/guess.h"

#include "base/utf8.h"
#include "draft/readers.h"

#define OFFICE "; open it in Word or LibreOffice, save it as .docx or .odt, and give that"

/* Files that people have, and that are no drafts to be read: what to do with them. */
static const struct {
    cdt_str begins;
    const char *refusal;
} known[] = {
    { { "{\\rtf", 5 }, "this is a rich text document (.rtf)" OFFICE },
    { { "\x89PNG", 4 },
      "this is an image (PNG); a draft with text in it is wanted: the file that was printed or scanned" },
    { { "\xFF\xD8\xFF", 3 },
      "this is an image (JPEG); a draft with text in it is wanted: the file that was printed or scanned" },
    { { "GIF8", 4 },
      "this is an image (GIF); a draft with text in it is wanted: the file that was printed or scanned" },
    { { "II*\0", 4 },
      "this is an image (TIFF); a draft with text in it is wanted: the file that was printed or scanned" },
    { { "MM\0*", 4 },
      "this is an image (TIFF); a draft with text in it is wanted: the file that was printed or scanned" },
    { { "\x1F\x8B", 2 }, "this is compressed by gzip; unpack it first" },
    { { "BZh", 3 }, "this is compressed by bzip2; unpack it first" },
    { { "\xFD"
        "7zXZ",
        5 },
      "this is compressed by xz; unpack it first" },
    { { "7z\xBC\xAF", 4 }, "this is a 7-Zip archive; unpack it first" },
    { { "-----BEGIN PKCS7", 16 }, "this is a signed file (PKCS #7); take the document out of the signature first" },
    { { "-----BEGIN PGP", 14 }, "this is signed or encrypted by PGP; take the document out of it first" },
    { { "-----BEGIN CMS", 14 }, "this is a signed file (CMS); take the document out of the signature first" },
};

/* Old Office documents, and new ones that are protected by a password, are containers of the same kind. */
static const char *of_container(cdt_str bytes)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    if (!cdt_str_starts(bytes, CDT_STR("\xD0\xCF\x11\xE0")))
        return NULL;
    return cdt_str_find(bytes, (cdt_str){ encrypted, sizeof encrypted - 1 }, 0) != (size_t)-1
               ? "this document is protected by a password; open it, save it without one, and give that"
               : "this is an old Office document (.doc), whose numbers cannot be told" OFFICE;
}

/* A binary signature around a file begins with the name of its kind, 1.2.840.113549.1.7.2. */
static bool is_signed(cdt_str bytes)
{
    return bytes.len > 1 && bytes.at[0] == '\x30' &&
           cdt_str_find(cdt_str_slice(bytes, 0, 64), CDT_STR("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02"), 0) !=
               (size_t)-1;
}

static unsigned char small(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool starts_folded(cdt_str text, const char *begin)
{
    size_t i = 0;

    while (begin[i] && i < text.len && small(text.at[i]) == (unsigned char)begin[i])
        i++;
    return !begin[i];
}

static bool ends_folded(cdt_str text, const char *end)
{
    size_t length = strlen(end);

    return text.len > length && starts_folded(cdt_str_slice(text, text.len - length, text.len), end);
}

/* A page of HTML may begin with comments and a declaration of XML. */
static bool is_html(cdt_str text)
{
    for (unsigned i = 0; i < 16; i++) {
        size_t end;
        text = cdt_str_trim(text);
        if (starts_folded(text, "<!doctype html") || starts_folded(text, "<html"))
            return true;
        if (starts_folded(text, "<?xml"))
            end = cdt_str_find(text, CDT_STR("?>"), 0);
        else if (starts_folded(text, "<!--"))
            end = cdt_str_find(text, CDT_STR("-->"), 0);
        else
            return false;
        if (end == (size_t)-1)
            return false;
        text = cdt_str_slice(text, end + 2, text.len);
        if (text.len && text.at[0] == '>')
            text = cdt_str_slice(text, 1, text.len);
    }
    return false;
}

/* An OpenDocument text in one XML file. */
static bool is_flat_odt(cdt_str text)
{
    text = cdt_str_slice(text, 0, 16384);
    return starts_folded(text, "<?xml") &&
           cdt_str_find(text, CDT_STR("opendocument:xmlns:office:1.0"), 0) != (size_t)-1 &&
           cdt_str_find(text, CDT_STR("application/vnd.oasis.opendocument.text"), 0) != (size_t)-1;
}

static const char *by_name(cdt_str name)
{
    static const struct {
        const char *ending, *format;
    } endings[] = {
        { ".md", "markdown" },    { ".markdown", "markdown" },
        { ".mdown", "markdown" }, { ".html", "html" },
        { ".htm", "html" },       { ".xhtml", "html" },
        { ".yaml", NULL },        { ".yml", NULL },
        { ".json", NULL },        { ".csv", NULL },
    };

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_folded(name, endings[i].ending))
            return endings[i].format;
    return "text";
}

/* Zip: the first member of an OpenDocument file says what it is. */
static const char *of_zip(cdt_str bytes)
{
    static const char odt[] = "mimetypeapplication/vnd.oasis.opendocument.text";
    cdt_str head = cdt_str_slice(bytes, 30, 30 + sizeof odt - 1);

    return cdt_str_is_z(head, odt) ? "odt" : "docx";
}

/* Bytes of something that is known, and can be no draft: what to do. NULL: they are none of that. */
static const char *refusal_of(cdt_str bytes)
{
    cdt_str text = cdt_str_slice(bytes, cdt_str_starts(bytes, CDT_STR("\xEF\xBB\xBF")) ? 3 : 0, bytes.len);

    if (is_signed(bytes))
        return "this is a signed file (.p7m); take the document out of the signature first";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (cdt_str_starts(text, known[i].begins))
            return known[i].refusal;
    return of_container(bytes);
}

const char *cdt_file_is_foreign(cdt_str bytes)
{
    if (cdt_str_starts(bytes, CDT_STR("%PDF-")))
        return "this is a PDF document";
    if (cdt_str_starts(bytes, CDT_STR("PK\003\004")))
        return "this is a zip container, such as a Word (.docx) or OpenDocument (.odt) file";
    return is_html(cdt_str_slice(bytes, 0, 65536)) ? "this is an HTML page" : refusal_of(bytes);
}

const char *cdt_format_guess(cdt_str name, cdt_str bytes, const char **refusal)
{
    cdt_str text = cdt_str_slice(bytes, 0, 65536);
    bool wide = cdt_str_starts(bytes, CDT_STR("\xFF\xFE")) || cdt_str_starts(bytes, CDT_STR("\xFE\xFF"));

    *refusal = NULL;
    if (cdt_str_starts(bytes, CDT_STR("%PDF-")))
        return "pdf";
    if (cdt_str_starts(bytes, CDT_STR("PK\003\004")))
        return of_zip(bytes);
    if (cdt_str_starts(text, CDT_STR("\xEF\xBB\xBF")))
        text = cdt_str_slice(text, 3, text.len);
    *refusal = refusal_of(bytes);
    if (!*refusal && cdt_str_starts(text, CDT_STR("schema: concordat.")))
        *refusal = "this is a file of concordat's own and no draft; see `concordat help`";
    if (*refusal)
        return NULL;
    if (is_html(text))
        return "html";
    if (is_flat_odt(text))
        return "odt";
    if (!wide && text.len && memchr(text.at, '\0', text.len)) {
        *refusal =
            "a draft was wanted: a Word, OpenDocument, PDF, Markdown, HTML or text file; these bytes are no text";
        return NULL;
    }
    return by_name(name);
}
