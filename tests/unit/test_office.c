/* Word and OpenDocument files: what is refused, each limit from both sides, and files that are written in other ways. What
 * is read of ordinary files is in tests/office. */
#include <stdio.h>

#include "base/limits.h"
#include "concordat/draft.h"
#include "draft/numerals.h"
#include "draft/zip.h"
#include "office/pack.h"
#include "unit.h"

static cdt_diags *diags;
static cdt_arena arena;
static pack made;
static cdt_draft *draft;

static void setup(void)
{
    diags = cdt_diags_new();
    made = (pack){ .deflate = true };
    draft = NULL;
}

static void teardown(void)
{
    cdt_draft_free(draft);
    cdt_diags_free(diags);
    pack_free(&made);
    cdt_arena_free(&arena);
}

/* Read what is packed, and give all of its text. */
static const char *read_as(cdt_revision revision)
{
    cdt_str bytes = pack_end(&made);
    cdt_draft_source source = { "a.docx", bytes.at, bytes.len };
    cdt_draft_options options = { .revision = revision };

    draft = cdt_draft_read(&source, 1, &options, diags);
    return draft ? draft->text : NULL;
}

static const char *read_parts(const char *parts)
{
    pack_parts(&made, cdt_str_z(parts));
    return read_as(CDT_AS_ACCEPTED);
}

static void ck_refused(cdt_code code, const char *words)
{
    ck_assert_ptr_null(draft);
    ck_assert_uint_eq(cdt_diags_count(diags), 1);
    ck_assert_int_eq(cdt_diags_at(diags, 0)->code, code);
    ck_assert_msg(strstr(cdt_diags_at(diags, 0)->message, words) != NULL, "%s", cdt_diags_at(diags, 0)->message);
}

static const char body[] = "=== body\n<w:p><w:r><w:t>Words.</w:t></w:r></w:p>\n";

/* --- names of members */

static const struct {
    const char *name, *message;
} bad_names[] = {
    { "../word/document.xml", "leads out" },
    { "word/../../x", "leads out" },
    { "word/..", "leads out" },
    { "/etc/passwd", "begins with" },
    { "word\\document.xml", "backslash" },
    { "C:/x", "drive" },
    { "a\nb", "control character" },
    { "", "has no name" },
};

START_TEST(a_name_that_leads_out_of_the_file_is_refused)
{
    pack_add(&made, cdt_str_z(bad_names[_i].name), CDT_STR("x"));
    ck_assert_ptr_null(read_parts(body));
    ck_refused(CDT_CANNOT_READ, bad_names[_i].message);
}
END_TEST

START_TEST(a_name_with_a_nul_in_it_is_refused)
{
    pack_add(&made, CDT_STR("word\0x"), CDT_STR("x"));
    ck_assert_ptr_null(read_parts(body));
    ck_refused(CDT_CANNOT_READ, "control character");
}
END_TEST

START_TEST(two_members_of_one_name_are_refused)
{
    pack_add(&made, CDT_STR("word/document.xml"), CDT_STR("x"));
    ck_assert_ptr_null(read_parts(body));
    ck_refused(CDT_CANNOT_READ, "twice");
}
END_TEST

START_TEST(dots_that_are_no_way_out_are_fine)
{
    pack_add(&made, CDT_STR("word/..x/a..b/...xml"), CDT_STR("x"));
    ck_assert_str_eq(read_parts(body), "Words.\n");
}
END_TEST

static cdt_str name_of(size_t length)
{
    char *name = cdt_alloc(&arena, length + 1);

    memset(name, 'n', length);
    return (cdt_str){ name, length };
}

START_TEST(the_longest_name_is_read_and_one_more_byte_is_not)
{
    pack_add(&made, name_of((size_t)CDT_MAX_ZIP_NAME + (size_t)_i), CDT_STR("x"));
    read_parts(body);
    if (_i)
        ck_refused(CDT_CANNOT_READ, "more than 1024 bytes");
    else
        ck_assert_ptr_nonnull(draft);
}
END_TEST

START_TEST(so_many_members_are_read_and_one_more_is_not)
{
    int more = CDT_MAX_ZIP_MEMBERS - 3 + _i; /* three are those of every Word file */

    for (int i = 0; i < more; i++)
        pack_add(&made, cdt_str_z(cdt_format(&arena, "m%d", i)), CDT_STR(""));
    read_parts(body);
    if (_i)
        ck_refused(CDT_TOO_LARGE, "members");
    else
        ck_assert_ptr_nonnull(draft);
}
END_TEST

/* --- sizes */

static unsigned next_random(unsigned *state)
{
    return *state = *state * 1664525u + 1013904223u;
}

/* `length` bytes, of which the first `random` cannot be packed. */
static cdt_str regular(size_t random, size_t length)
{
    char *bytes = cdt_alloc(&arena, length + 1);
    unsigned state = 1;

    for (size_t i = 0; i < random && i < length; i++)
        bytes[i] = (char)(next_random(&state) >> 24);
    return (cdt_str){ bytes, length };
}

static size_t packed_size(cdt_str bytes)
{
    pack one = { .deflate = true };
    size_t size;

    pack_add(&one, CDT_STR("m"), bytes);
    size = one.file.len - 31;
    pack_free(&one);
    return size;
}

/* Read member 0 to its end, or to where it stops. */
static cdt_zip_state read_member(cdt_zip *zip)
{
    static char piece[65536];

    ck_assert(cdt_zip_start(zip, 0));
    while (cdt_zip_take(zip, piece, sizeof piece) > 0)
        ;
    return cdt_zip_finish(zip);
}

START_TEST(a_member_that_grows_too_much_is_refused)
{
    size_t length = 4u << 20, packed = 0;
    cdt_str bytes;
    cdt_zip *zip;

    for (int i = 0; i < 20 && length / CDT_MAX_ZIP_RATIO != packed; i++) { /* to where the ratio is just so */
        packed = packed_size(regular(20000, length));
        length = packed * CDT_MAX_ZIP_RATIO + CDT_MAX_ZIP_RATIO - 1;
        packed = packed_size(regular(20000, length));
    }
    bytes = regular(20000, length + (_i ? 3 * CDT_MAX_ZIP_RATIO : 0)); /* more to unpack takes a byte more, at times */
    pack_add(&made, CDT_STR("m"), bytes);
    zip = cdt_zip_open(&arena, pack_end(&made), "a.zip", diags);
    ck_assert_int_eq(read_member(zip), _i ? CDT_ZIP_TOO_DENSE : CDT_ZIP_WHOLE);
    cdt_zip_close(zip);
}
END_TEST

START_TEST(a_small_member_may_be_very_regular)
{
    cdt_zip *zip;

    pack_add(&made, CDT_STR("m"), regular(0, CDT_ZIP_RATIO_FROM + (size_t)_i));
    zip = cdt_zip_open(&arena, pack_end(&made), "a.zip", diags);
    ck_assert_int_eq(read_member(zip), _i ? CDT_ZIP_TOO_DENSE : CDT_ZIP_WHOLE);
    cdt_zip_close(zip);
}
END_TEST

START_TEST(all_that_is_unpacked_has_a_limit)
{
    size_t piece = 64u << 20;
    cdt_zip *zip;

    pack_add(&made, CDT_STR("m"), regular(500000, piece));
    pack_add(&made, CDT_STR("n"), CDT_STR("x"));
    zip = cdt_zip_open(&arena, pack_end(&made), "a.zip", diags);
    for (size_t i = 0; i < CDT_MAX_ZIP_BYTES / piece; i++)
        ck_assert_int_eq(read_member(zip), CDT_ZIP_WHOLE);
    ck_assert(cdt_zip_start(zip, 1));
    char one[16];
    ck_assert_int_eq(cdt_zip_take(zip, one, sizeof one), -1);
    ck_assert_int_eq(cdt_zip_finish(zip), CDT_ZIP_TOO_LARGE);
    cdt_zip_close(zip);
}
END_TEST

START_TEST(a_bomb_of_words_is_refused)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, "=== body\n<w:p><w:r><w:t>");
    cdt_buf_repeat(&parts, 'a', 8u << 20);
    cdt_buf_put_z(&parts, "</w:t></w:r></w:p>\n");
    ck_assert_ptr_null(read_parts(parts.at));
    ck_refused(CDT_TOO_LARGE, "more than 200 times its size");
    cdt_buf_free(&parts);
}
END_TEST

/* --- XML */

START_TEST(elements_inside_each_other_have_a_limit)
{
    size_t depth = CDT_MAX_XML_DEPTH - 5 + (size_t)_i; /* document, body, p, r, t */
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, "=== body\n");
    for (size_t i = 0; i < depth; i++)
        cdt_buf_put_z(&parts, "<w:smartTag>");
    cdt_buf_put_z(&parts, "<w:p><w:r><w:t>Deep</w:t></w:r></w:p>");
    for (size_t i = 0; i < depth; i++)
        cdt_buf_put_z(&parts, "</w:smartTag>");
    read_parts(parts.at);
    if (_i)
        ck_refused(CDT_TOO_LARGE, "elements inside each other");
    else
        ck_assert_str_eq(draft->text, "Deep\n");
    cdt_buf_free(&parts);
}
END_TEST

START_TEST(a_tag_has_a_limit)
{
    cdt_buf parts = { 0 };
    cdt_str noise = regular(2u << 20, 2u << 20);

    cdt_buf_put_z(&parts, "=== body\n<w:p w:rsid=\"");
    for (size_t i = 0; i < CDT_MAX_XML_TOKEN - 100 + (_i ? 256u << 10 : 0); i++)
        cdt_buf_char(&parts, (char)('a' + (noise.at[i] & 15)));
    cdt_buf_put_z(&parts, "\"><w:r><w:t>Long</w:t></w:r></w:p>\n");
    read_parts(parts.at);
    if (_i)
        ck_refused(CDT_TOO_LARGE, "a tag of more than 1048576 bytes");
    else
        ck_assert_str_eq(draft->text, "Long\n");
    cdt_buf_free(&parts);
}
END_TEST

START_TEST(prefixes_have_a_limit)
{
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts, "=== body\n<w:p");
    for (int i = 0; i < CDT_MAX_XML_PREFIXES - 4 + _i; i++) /* four are those of the document */
        cdt_buf_printf(&parts, " xmlns:p%d=\"urn:x\"", i);
    cdt_buf_put_z(&parts, "><w:r><w:t>Many</w:t></w:r></w:p>\n");
    read_parts(parts.at);
    if (_i)
        ck_refused(CDT_TOO_LARGE, "prefixes");
    else
        ck_assert_str_eq(draft->text, "Many\n");
    cdt_buf_free(&parts);
}
END_TEST

START_TEST(a_prefix_means_what_the_nearest_declaration_says)
{
    ck_assert_str_eq(
        read_parts("=== body\n<w:p><w:r><w:t>One </w:t></w:r><w:r xmlns:w=\"urn:else\"><w:t>not this</w:t></w:r>"
                   "<q:r xmlns:q=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                   "<q:t q:space=\"x\" xml:space=\"preserve\"> two</q:t></q:r><q:r><q:t>nor this</q:t></q:r>"
                   "<w:r><w:t> three</w:t></w:r></w:p>\n"),
        "One twothree\n");
}
END_TEST

START_TEST(what_is_named_often_is_told_once)
{
    static const char parts[] =
        "=== comments\n<w:comment w:id=\"1\" w:author=\"C\"><w:p><w:r><w:t>Once.</w:t></w:r></w:p>"
        "</w:comment>\n=== notes\n<w:footnote w:id=\"2\"><w:p><w:r><w:t>Note.</w:t></w:r></w:p>"
        "</w:footnote>\n=== body\n<w:p><w:r><w:t>Words.</w:t><w:commentReference w:id=\"1\"/>"
        "<w:commentReference w:id=\"1\"/><w:footnoteReference w:id=\"2\"/>"
        "<w:footnoteReference w:id=\"2\"/></w:r></w:p>\n";

    read_parts(parts);
    ck_assert_uint_eq(draft->remark_count, 1);
    ck_assert_uint_eq(draft->clause_count, 2);
}
END_TEST

START_TEST(entities_are_refused)
{
    static const char laughs[] =
        "=== word/document.xml\n<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>\n";

    ck_assert_ptr_null(read_parts(laughs));
    ck_refused(CDT_CANNOT_READ, "document type");
}
END_TEST

START_TEST(a_number_before_a_paragraph_has_a_limit)
{
    size_t length = CDT_MAX_LABEL_BYTES + (size_t)_i;
    cdt_buf parts = { 0 };

    cdt_buf_put_z(&parts,
                  "=== numbering\n<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"");
    cdt_buf_repeat(&parts, 'x', length);
    cdt_buf_put_z(&parts,
                  "\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n"
                  "=== body\n<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Words.</w:t></w:r>"
                  "</w:p>\n");
    ck_assert_uint_eq(strlen(read_parts(parts.at)), _i ? 7 : length + 8);
    cdt_buf_free(&parts);
}
END_TEST

START_TEST(strict_namespaces_and_other_prefixes_are_the_same)
{
    static const char strict[] =
        "=== _rels/.rels\n<x:Relationships xmlns:x=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<x:Relationship Id=\"a\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
        "Target=\"/other/main.xml\"/></x:Relationships>\n"
        "=== other/main.xml\n<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\" "
        "xmlns:q=\"urn:else\"><body><p><r><t>Strict.</t><q:t>Not this.</q:t></r></p></body></document>\n";

    ck_assert_str_eq(read_parts(strict), "Strict.\n");
}
END_TEST

START_TEST(utf_16_is_read)
{
    static const char text[] =
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
        "<w:p><w:r><w:t>Wide.</w:t></w:r></w:p></w:body></w:document>";
    cdt_buf wide = { 0 };

    cdt_buf_put_z(&wide, "\xFF\xFE");
    for (const char *at = text; *at; at++) {
        cdt_buf_char(&wide, *at);
        cdt_buf_char(&wide, '\0');
    }
    pack_add(&made, CDT_STR("word/document.xml"), cdt_buf_str(&wide));
    ck_assert_str_eq(read_as(CDT_AS_ACCEPTED), "Wide.\n");
    cdt_buf_free(&wide);
}
END_TEST

/* --- files that cannot be read, or not to their end */

static const struct {
    const char *parts;
    cdt_code code;
    const char *message;
} refused[] = {
    { "=== a.txt\nNothing for us.\n", CDT_NOT_A_DRAFT, "no word/document.xml" },
    { "=== _xmlsignatures/origin.sigs\n\n=== body\n<w:p/>\n", CDT_NOT_A_DRAFT, "is signed" },
    { "=== mimetype\napplication/vnd.oasis.opendocument.text\n=== content.xml\n<x/>\n=== "
      "META-INF/documentsignatures.xml\n<x/>\n",
      CDT_NOT_A_DRAFT, "is signed" },
    { "=== mimetype\napplication/vnd.oasis.opendocument.text\n=== content.xml\nnoise\n=== META-INF/manifest.xml\n"
      "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry>"
      "<m:encryption-data/></m:file-entry></m:manifest>\n",
      CDT_NOT_A_DRAFT, "protected by a password" },
    { "=== mimetype\napplication/vnd.oasis.opendocument.text\n=== settings.xml\n<x/>\n", CDT_NOT_A_DRAFT,
      "no content.xml" },
};

START_TEST(what_cannot_be_read_is_refused_with_the_way_out)
{
    ck_assert_ptr_null(read_parts(refused[_i].parts));
    ck_refused(refused[_i].code, refused[_i].message);
}
END_TEST

START_TEST(members_with_a_password_are_refused)
{
    made.flags = 1;
    ck_assert_ptr_null(read_parts(body));
    ck_refused(CDT_NOT_A_DRAFT, "password");
}
END_TEST

START_TEST(a_file_without_its_end_is_refused)
{
    cdt_str bytes;

    pack_parts(&made, cdt_str_z(body));
    bytes = pack_end(&made);
    cdt_draft_source source = { "a.docx", bytes.at, bytes.len - 30 };
    draft = cdt_draft_read(&source, 1, NULL, diags);
    ck_refused(CDT_CANNOT_READ, "fresh copy");
}
END_TEST

START_TEST(a_damaged_file_keeps_the_words_before_the_damage)
{
    ck_assert_str_eq(read_parts("=== body\n<w:p><w:r><w:t>Words.</w:t></w:r></w:p><w:p><w:r><w:t>cut of</w:q>\n"),
                     "Words.\n\ncut of\n");
    ck_assert(!draft->health.readable);
    ck_assert_uint_ge(draft->health.problem_count, 1);
    ck_assert_ptr_nonnull(strstr(draft->health.problems[0], "damaged"));
}
END_TEST

START_TEST(damaged_numbers_are_said_and_the_words_are_read)
{
    ck_assert_str_eq(read_parts("=== numbering\n<w:abstractNum\n=== body\n<w:p><w:r><w:t>Words.</w:t></w:r></w:p>\n"),
                     "Words.\n");
    ck_assert(draft->health.readable);
    ck_assert_ptr_nonnull(strstr(draft->health.problems[0], "numbers of clauses may be missing"));
}
END_TEST

START_TEST(a_part_may_differ_in_capitals)
{
    pack_add(
        &made, CDT_STR("Word/Document.xml"),
        CDT_STR(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
            "<w:t>Capitals.</w:t></w:r></w:p></w:body></w:document>"));
    ck_assert_str_eq(read_as(CDT_AS_ACCEPTED), "Capitals.\n");
}
END_TEST

/* --- places and numbers */

START_TEST(paragraphs_are_counted_in_their_part)
{
    read_parts(
        "=== body\n<w:p/><w:p><w:r><w:t>Second.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Third.</w:t></w:r>"
        "</w:p></w:tc></w:tr></w:tbl>\n");
    ck_assert_uint_eq(draft->clauses[0].paragraph, 2);
    ck_assert_uint_eq(draft->clauses[1].paragraph, 3);
}
END_TEST

/* --- fields that show the number of another paragraph */

#define LEVEL(level, form, text)                                                                                       \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" form "\"/><w:lvlText w:val=\"" text         \
    "\"/></w:lvl>"
#define NUMBERED(list, level)                                                                                          \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr>"
#define BOOKMARK(name) "<w:bookmarkStart w:id=\"0\" w:name=\"" name "\"/>"
#define RUN(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define FIELD(instruction, result)                                                                                     \
    MARK("begin")                                                                                                      \
    "<w:r><w:instrText xml:space=\"preserve\">" instruction "</w:instrText></w:r>" MARK("separate") RUN(result)        \
        MARK("end")

static const char linked[] =
    "=== numbering\n<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "decimal", "%1.") LEVEL("1", "decimal", "%1.%2")
        LEVEL("2", "lowerLetter", "(%3)") "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">" LEVEL("0", "decimal",
                                                                                                        "Schedule %1")
            LEVEL("1", "decimal",
                  "%2.") "</w:abstractNum>"
                         "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                         "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\n=== body\n" NUMBERED("1", "0")
                             BOOKMARK("_Ref1") RUN("Payment") "</w:p>" NUMBERED("1", "1") BOOKMARK("_Ref3")
                                 RUN("The Council shall: (i) plan; and (ii) report;") "</w:p>" NUMBERED("1", "2")
                                     RUN("pay each month; and") "</w:p>" BOOKMARK("_Ref2") NUMBERED("1", "2")
                                         RUN("keep accounts.") "</w:p>" NUMBERED("2", "0") BOOKMARK("costs")
                                             RUN("Costs") "</w:p>" NUMBERED("2", "1") BOOKMARK("share")
                                                 RUN("The costs are shared.") "</w:p><w:p>";

static const struct {
    const char *words, *kind, *number;
    const char *target; /* "": none */
    bool stale;
} fields[] = {
    { RUN("See clause ") FIELD(" REF _Ref2 \\n \\h ", "(b)"), "clause", "1.1.b", "1.1(b)", false },
    { RUN("See clause ") FIELD(" REF _Ref2 \\w \\* MERGEFORMAT", "1.1(b)"), "clause", "1.1.b", "1.1(b)", false },
    { RUN("See clause ") FIELD("_Ref2 \\r", "(b)"), "clause", "1.1.b", "1.1(b)", false },
    { RUN("See clause ") FIELD(" REF _Ref2 \\w", "7.3(b)"), "clause", "1.1.b", "1.1(b)", true },
    { RUN("See clause ") FIELD(" REF _Ref1 \\r", "0"), "clause", "1", "1", true },
    { RUN("See clause ") FIELD(" ref \"_Ref3\" \\r", "1.1") RUN("(ii)"), "clause", "1.1.ii", "1.1", false },
    { RUN("See clause 1.1") FIELD(" REF _Ref2 \\n", "(b)") RUN(" of it"), "clause", "1.1.b", "1.1(b)", false },
    { RUN("As ") FIELD(" REF _Ref3 \\r", "1.1") RUN(" has it"), "clause", "1.1", "1.1", false },
    { RUN("See ") FIELD(" REF costs \\r \\h ", "Schedule 4"), "schedule", "1", "Schedule 1", true },
    { RUN("See paragraph ") FIELD(" REF share \\r \\h ", "1"), "paragraph", "1", "Schedule 1, 1", false },
    { RUN("See clause ") "<w:fldSimple w:instr=\" REF _Ref2 \\n\">" RUN("(b)") "</w:fldSimple>", "clause", "1.1.b",
      "1.1(b)", false },
    { RUN("See clause ") FIELD(" REF _Ref2 \\h ", "9.9"), "clause", "9.9", "", false },
    { RUN("See clause ") FIELD(" REF gone \\r ", "9.9"), "clause", "9.9", "", false },
    { RUN("See clause ") FIELD(" REF _Ref3 \\r \\p ", "1.1 above"), "clause", "1.1", "1.1", false },
};

#define BOLD(words) "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define HEADED                                                                                                         \
    "<w:p>" BOOKMARK("_Toc1") BOOKMARK("_Ref9") BOOKMARK("_Ref8")                                                      \
        BOLD("What is paid here, as it should be, and when.") RUN(" The Host pays it.") "</w:p>"

START_TEST(bookmarks_before_bold_words_leave_them_a_heading)
{
    ck_assert_ptr_nonnull(read_parts("=== body\n" HEADED HEADED HEADED HEADED HEADED "\n"));
    ck_assert_uint_eq(draft->clause_count, 5);
    for (size_t i = 0; i < draft->clause_count; i++)
        ck_assert_str_eq(draft->clauses[i].heading, "What is paid here, as it should be, and when");
}
END_TEST

START_TEST(a_field_leads_to_the_paragraph_of_its_bookmark)
{
    const cdt_reference *r;
    bool stale = false;

    read_parts(cdt_format(&arena, "%s%s</w:p>\n", linked, fields[_i].words));
    ck_assert_uint_eq(draft->reference_count, 1);
    r = &draft->references[0];
    ck_assert_str_eq(r->kind, fields[_i].kind);
    ck_assert_str_eq(r->number, fields[_i].number);
    ck_assert_int_eq(r->resolved, *fields[_i].target != '\0');
    if (r->resolved)
        ck_assert_str_eq(draft->clauses[r->target].number, fields[_i].target);
    for (size_t i = 0; i < draft->fault_count; i++)
        stale |= strcmp(draft->faults[i].kind, "broken field") == 0;
    ck_assert_int_eq(stale, fields[_i].stale);
}
END_TEST

START_TEST(a_reference_of_opendocument_leads_there_too)
{
    const cdt_reference *r;

    read_parts("=== mimetype\napplication/vnd.oasis.opendocument.text\n=== content.xml\n"
               "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
               "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>"
               "<text:p>1. Payment</text:p><text:p>1.1 The Council shall:</text:p><text:p>(a) plan; and</text:p>"
               "<text:p>(b) <text:bookmark-start text:name=\"b\"/>pay.<text:bookmark-end text:name=\"b\"/></text:p>"
               "<text:p>2. It ends as clause <text:bookmark-ref text:reference-format=\"number-no-superior\" "
               "text:ref-name=\"b\">(b)</text:bookmark-ref> says.</text:p>"
               "</office:text></office:body></office:document-content>\n");
    ck_assert_uint_eq(draft->reference_count, 1);
    r = &draft->references[0];
    ck_assert_str_eq(r->number, "1.1.b");
    ck_assert_str_eq(draft->clauses[r->target].number, "1.1(b)");
}
END_TEST

static const struct {
    cdt_numeral form;
    unsigned number;
    const char *text;
} numerals[] = {
    { CDT_NUMERAL_DECIMAL, 0, "0" },
    { CDT_NUMERAL_ZERO, 9, "09" },
    { CDT_NUMERAL_ZERO, 10, "10" },
    { CDT_NUMERAL_LOWER_LETTER, 26, "z" },
    { CDT_NUMERAL_LOWER_LETTER, 27, "aa" },
    { CDT_NUMERAL_LOWER_LETTER, 28, "bb" },
    { CDT_NUMERAL_UPPER_LETTER, 0, "0" },
    { CDT_NUMERAL_UPPER_LETTER, 781, "781" },
    { CDT_NUMERAL_UPPER_PAIR, 28, "AB" },
    { CDT_NUMERAL_LOWER_PAIR, 703, "aaa" },
    { CDT_NUMERAL_LOWER_ROMAN, 1994, "mcmxciv" },
    { CDT_NUMERAL_UPPER_ROMAN, 49, "XLIX" },
    { CDT_NUMERAL_UPPER_ROMAN, 40000, "40000" },
    { CDT_NUMERAL_ORDINAL, 11, "11th" },
    { CDT_NUMERAL_ORDINAL, 22, "22nd" },
    { CDT_NUMERAL_ORDINAL, 113, "113th" },
    { CDT_NUMERAL_CARDINAL_TEXT, 21, "Twenty-one" },
    { CDT_NUMERAL_CARDINAL_TEXT, 12345, "Twelve thousand three hundred forty-five" },
    { CDT_NUMERAL_ORDINAL_TEXT, 30, "Thirtieth" },
    { CDT_NUMERAL_ORDINAL_TEXT, 42, "Forty-second" },
    { CDT_NUMERAL_ORDINAL_TEXT, 100, "One hundredth" },
    { CDT_NUMERAL_NONE, 4, "" },
};

START_TEST(numbers_are_written_as_word_writes_them)
{
    cdt_buf buf = { 0 };

    cdt_buf_char(&buf, '<');
    cdt_numeral_put(&buf, numerals[_i].form, numerals[_i].number);
    ck_assert_str_eq(buf.at + 1, numerals[_i].text);
    cdt_buf_free(&buf);
}
END_TEST

#define COUNT(list) (int)(sizeof(list) / sizeof(list)[0])

int main(void)
{
    TCase *tests = tcase_create("office");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, a_name_that_leads_out_of_the_file_is_refused, 0, COUNT(bad_names));
    tcase_add_test(tests, a_name_with_a_nul_in_it_is_refused);
    tcase_add_test(tests, two_members_of_one_name_are_refused);
    tcase_add_test(tests, dots_that_are_no_way_out_are_fine);
    tcase_add_loop_test(tests, the_longest_name_is_read_and_one_more_byte_is_not, 0, 2);
    tcase_add_loop_test(tests, so_many_members_are_read_and_one_more_is_not, 0, 2);
    tcase_add_loop_test(tests, a_member_that_grows_too_much_is_refused, 0, 2);
    tcase_add_loop_test(tests, a_small_member_may_be_very_regular, 0, 2);
    tcase_add_test(tests, all_that_is_unpacked_has_a_limit);
    tcase_add_test(tests, a_bomb_of_words_is_refused);
    tcase_add_loop_test(tests, elements_inside_each_other_have_a_limit, 0, 2);
    tcase_add_loop_test(tests, a_tag_has_a_limit, 0, 2);
    tcase_add_loop_test(tests, prefixes_have_a_limit, 0, 2);
    tcase_add_test(tests, a_prefix_means_what_the_nearest_declaration_says);
    tcase_add_test(tests, what_is_named_often_is_told_once);
    tcase_add_test(tests, entities_are_refused);
    tcase_add_loop_test(tests, a_number_before_a_paragraph_has_a_limit, 0, 2);
    tcase_add_test(tests, strict_namespaces_and_other_prefixes_are_the_same);
    tcase_add_test(tests, utf_16_is_read);
    tcase_add_loop_test(tests, what_cannot_be_read_is_refused_with_the_way_out, 0, COUNT(refused));
    tcase_add_test(tests, members_with_a_password_are_refused);
    tcase_add_test(tests, a_file_without_its_end_is_refused);
    tcase_add_test(tests, a_damaged_file_keeps_the_words_before_the_damage);
    tcase_add_test(tests, damaged_numbers_are_said_and_the_words_are_read);
    tcase_add_test(tests, a_part_may_differ_in_capitals);
    tcase_add_test(tests, paragraphs_are_counted_in_their_part);
    tcase_add_test(tests, bookmarks_before_bold_words_leave_them_a_heading);
    tcase_add_loop_test(tests, a_field_leads_to_the_paragraph_of_its_bookmark, 0, COUNT(fields));
    tcase_add_test(tests, a_reference_of_opendocument_leads_there_too);
    tcase_add_loop_test(tests, numbers_are_written_as_word_writes_them, 0, COUNT(numerals));
    return unit_run(tests);
}
