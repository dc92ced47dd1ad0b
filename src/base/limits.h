/* limits.h - every limit on what an input file may ask of the program. Reaching one is a problem with a place, never a
 * crash. concordat(1) prints this table; a house test compares the two. Budgets of conditions are in cel/eval.h's terms. */
#ifndef CDT_BASE_LIMITS_H
#define CDT_BASE_LIMITS_H

/* clang-format off */
/*    name                    value          what */
#define CDT_LIMITS(LIMIT)                                                                  \
    LIMIT(DOCUMENT_BYTES,     64u << 20,     "bytes of one YAML document")                 \
    LIMIT(DRAFT_BYTES,        64u << 20,     "bytes of one file of a draft")                \
    LIMIT(DRAFT_TEXT,         128u << 20,    "bytes of the text made of it")                \
    LIMIT(DRAFT_BLOCKS,       500000,        "paragraphs and cells of a draft")             \
    LIMIT(DRAFT_LINES,        2000000,       "lines of a draft that is a text")             \
    LIMIT(DRAFT_REMARKS,      100000,        "comments and tracked changes in it")          \
    LIMIT(DRAFT_LINKS,        100000,        "bookmarks and fields that refer to them")      \
    LIMIT(DRAFT_FILES,        64,            "files of one draft")                          \
    LIMIT(CLAUSE_DEPTH,       12,            "numbered clauses inside each other")          \
    LIMIT(MARKUP_DEPTH,       64,            "lists inside each other in Markdown or HTML") \
    LIMIT(TABLE_COLUMNS,      500,           "columns of a table in Markdown")              \
    LIMIT(HTML_BYTES,         16u << 20,     "bytes of an HTML page")                       \
    LIMIT(HTML_DEPTH,         256,           "elements inside each other in it")            \
    LIMIT(HTML_TAGS,          1000000,       "tags of it")                                  \
    LIMIT(HTML_ATTRIBUTES,    256,           "attributes of one of its elements")           \
    LIMIT(EMBEDDED_PAGES,     500,           "HTML pages that a Word file has embedded")    \
    LIMIT(PDF_SECONDS,        60,            "seconds that pdftotext may take for a PDF")   \
    LIMIT(PDF_MEMORY,         1u << 30,      "bytes of memory that it may use")             \
    LIMIT(ZIP_MEMBERS,        10000,         "members of a Word or OpenDocument file")      \
    LIMIT(ZIP_NAME,           1024,          "bytes of the name of a member")               \
    LIMIT(ZIP_BYTES,          512u << 20,    "bytes of all members that are unpacked")      \
    LIMIT(ZIP_RATIO,          200,           "times a member of over 1 MiB may grow")       \
    LIMIT(XML_DEPTH,          256,           "XML elements inside each other")              \
    LIMIT(XML_TOKEN,          1u << 20,      "bytes of an XML tag")                         \
    LIMIT(XML_PREFIXES,       256,           "prefixes of XML names at one place")         \
    LIMIT(LABEL_BYTES,        500,           "bytes of the number before a paragraph")      \
    LIMIT(DEPTH,              64,            "mappings and lists inside each other")       \
    LIMIT(ALIAS_NODES,        1000000,       "nodes that the aliases of a document make")  \
    LIMIT(SCHEMA_DEPTH,       32,            "settings of a checklist inside each other")   \
    LIMIT(KEY_BYTES,          1024,          "bytes of a key")                             \
    LIMIT(OVERRIDES,          64,            "overrides of a configuration")               \
    LIMIT(JOBS,               64,            "threads that review at once")                \
    LIMIT(SHOWN_LINE,         10000,         "bytes of a line that is shown")               \
    LIMIT(REPORT_BYTES,       256u << 20,    "bytes of a saved report")                     \
    LIMIT(REPORT_LISTS,       1000,          "checklists of a saved review, groups or sources of one") \
    LIMIT(CSV_BYTES,          16u << 20,     "bytes of a table of answers")                 \
    LIMIT(CSV_ROWS,           10000,         "rows of a table of answers")                  \
    LIMIT(CSV_COLUMNS,        64,            "columns of a table of answers")               \
    LIMIT(CSV_CELL,           65536,         "bytes of a cell of it")                       \
    LIMIT(EVIDENCE,           20,            "passages of a draft that are given for a check")  \
    LIMIT(CONDITION_STEPS,    1000000,       "steps of one condition")                     \
    LIMIT(CONDITION_BYTES,    16u << 20,     "bytes that one condition may build")         \
    LIMIT(CONDITION_TEXT,     1u << 20,      "bytes of one text that a condition builds")  \
    LIMIT(CONDITION_SOURCE,   100000,        "characters of a condition")                  \
    LIMIT(CONDITION_DEPTH,    250,           "nesting of a condition")                     \
    LIMIT(CONDITION_LOOPS,    8,             "all, exists, map, filter inside each other") \
    LIMIT(PATTERN_BYTES,      1000,          "bytes of a pattern")                         \
    LIMIT(PATTERN_PARENS,     50,            "parentheses inside each other in a pattern") \
    LIMIT(PATTERN_SUBJECT,    65536,         "bytes of the text that a pattern is tried on") \
    LIMIT(WORDS,              10000,         "patterns of words in a checklist")           \
    LIMIT(WORDS_BYTES,        16384,         "bytes of such a pattern, its terms put in")  \
    LIMIT(WORDS_STEPS,        100000,        "steps of such a pattern on one sentence")    \
    LIMIT(LIKENESS_CHECKS,    500,           "checks that `likeness:` of a checklist knows") \
    LIMIT(LIKENESS_WORDS,     65536,         "lines of it")                                \
    LIMIT(PASSAGE_BYTES,      4000,          "bytes of a sentence of a draft; a longer one is cut")

/* clang-format on */

enum {
#define CDT_LIMIT_ROW(name, value, what) CDT_MAX_##name = (value),
    CDT_LIMITS(CDT_LIMIT_ROW)
#undef CDT_LIMIT_ROW
};

#endif
