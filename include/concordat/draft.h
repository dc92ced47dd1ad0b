/* draft.h - the words of an agreement: what a reader made of a Word, OpenDocument, PDF, Markdown, HTML or text file.
 *
 * A draft is one text and lists of what stands in it. The text is UTF-8. For a plain text file it is the file's own bytes,
 * with blanks for headers and page numbers that stand inside a paragraph and for the marks of quoted mail; for every other
 * format it is what `concordat read` prints: each paragraph with its number in front, as Word or LibreOffice shows it, an
 * empty line between paragraphs, cells of a table row on lines of their own. Everything below points into that text by byte
 * offsets, half open, so that a quotation can be found again. A draft of several files (body, schedules) is still one text;
 * cdt_draft_file_at() tells which file a byte is from, and evidence is reported with offsets in that file.
 *
 * A draft is plain data to be read. It never changes once made, and owns everything that it points to.
 */
#ifndef CONCORDAT_DRAFT_H
#define CONCORDAT_DRAFT_H

#include "concordat/diag.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An index where there is nothing to point at. */
#define CDT_NOWHERE ((size_t)-1)

/* A stretch of the draft's text. */
typedef struct cdt_stretch {
    size_t start, end;
} cdt_stretch;

typedef enum cdt_clause_kind {
    CDT_CLAUSE,          /* a clause, sub-clause, list item or plain paragraph */
    CDT_CLAUSE_SCHEDULE, /* the title of a schedule, annex, appendix or exhibit: what follows, up to the next, is its part */
    CDT_CLAUSE_TABLE, /* a cell of a table */
    CDT_CLAUSE_NOTE   /* a footnote or endnote */
} cdt_clause_kind;

/* What a stretch of an agreement is for. Clauses of a schedule have a region too: definitions may stand in one. */
typedef enum cdt_region {
    CDT_REGION_BODY,
    CDT_REGION_TITLE,       /* cover and title, before the parties */
    CDT_REGION_CONTENTS,    /* a list of contents */
    CDT_REGION_PARTIES,     /* who makes the agreement, and its date */
    CDT_REGION_RECITALS,    /* background, whereas */
    CDT_REGION_DEFINITIONS, /* a definition, or a clause that only defines and interprets */
    CDT_REGION_EXECUTION,   /* signature blocks and attestation */
    CDT_REGION_FURNITURE    /* running headers and footers, page numbers that stand inside a text or a PDF */
} cdt_region;

/* A paragraph, with the number under which a lawyer would cite it. In reading order; children follow their parent. */
typedef struct cdt_clause {
    cdt_clause_kind kind;
    cdt_region region;
    unsigned level; /* 1: "14"; 2: "14.3"; 0: not numbered and under nothing. An unnumbered paragraph below clause 14.3
                             has the level of what it belongs to, plus 1 */
    const char *number;  /* to cite it by: "14.3(a)", "Schedule 2, 3.1", "Schedule 2"; "" where it has none */
    const char *label;   /* as it stands before the words: "(a)"; "" */
    const char *heading; /* its own: "Term and termination"; "" */
    size_t start, end;   /* of its own text with label and heading, without that of clauses below it */
    size_t words;        /* where its words begin, after label and heading; end where it is only a heading */
    size_t parent;       /* the clause it stands under, or CDT_NOWHERE */
    size_t part;         /* the CDT_CLAUSE_SCHEDULE in which it stands (a schedule: itself), or CDT_NOWHERE: the body */
    bool numbered;       /* the number is the format's own, computed; false: typed, or none */
    bool uncertain;      /* programs differ about this number */
    bool listed;         /* an item of a list: with a label, or a bullet, and below another clause */
    cdt_place
        place; /* the file and line: of the file itself for text, Markdown and HTML, else of what is printed by read */
    unsigned paragraph;   /* docx, odt: which paragraph of its part of the file, from 1; else 0 */
    unsigned page;        /* PDF: the page, from 1; else 0 */
    unsigned row, column; /* of a table cell, from 1; else 0 */
} cdt_clause;

/* A sentence, or an item of a list. Never crosses a clause. In order. */
typedef struct cdt_sentence {
    size_t start, end;
    size_t clause;
} cdt_sentence;

/* An item of a list that runs on inside one paragraph: "shall (a) keep ...; and (b) pay ...". The paragraph stays one clause.
 * In order; an item that has items of its own stands before them. */
typedef struct cdt_item {
    const char *number; /* to cite it by: "5.1(b)", "5.1(b)(ii)" */
    size_t start, end;  /* from its label up to the next item; the last of a list ends with its sentence */
    size_t clause;
    size_t above; /* the item that it is a part of, or CDT_NOWHERE */
} cdt_item;

/* Words that the agreement gives a meaning to. */
typedef struct cdt_definition {
    const char *term;    /* without quotes: "Service Manager" */
    cdt_stretch at;      /* the term where it is defined */
    cdt_stretch meaning; /* the words that define it */
    size_t clause;
    const char *style;          /* "means", "shall mean", "table", "colon", "in brackets", "is defined as", ... */
    size_t uses;                /* elsewhere in the draft, outside its own definition */
    size_t uses_in_definitions; /* of these, inside other definitions */
    size_t same;                /* another definition of the same term (the first one), or CDT_NOWHERE */
} cdt_definition;

/* Where the words point to another place of the draft, or to another instrument. */
typedef struct cdt_reference {
    const char *text;   /* as written: "clauses 4.2 to 4.5" gives one reference for each end and each item between */
    const char *kind;   /* "clause", "paragraph", "schedule", "annex", "part", ... in small letters, singular */
    const char *number; /* "4.2", "2"; "" for "the Schedule" */
    cdt_stretch at;
    size_t clause;    /* in which it stands */
    size_t target;    /* the clause it points to, or CDT_NOWHERE */
    size_t item;      /* the item inside of that clause, where one is meant, or CDT_NOWHERE */
    bool resolved;    /* the target is there */
    bool external;    /* to another instrument, such as section 113 of an Act: neither resolved nor missing */
    bool doubtful;    /* whether the place is there cannot be told, as nothing near it has a number: external as well */
    bool attachment;  /* of a kind that has a title: schedule, annex, appendix, exhibit, attachment */
    bool again;       /* another reference before it points to the same place, which is missing */
    bool self;        /* "this clause 8" */
    const char *near; /* the nearest number that is there, where it is not resolved; "" */
} cdt_reference;

/* A place left to be filled in, or a note of the drafter. */
typedef struct cdt_placeholder {
    const char *kind; /* "blank", "bracket", "to be confirmed", "prompt", "highlight", "drafting note" */
    cdt_stretch at;
    size_t clause;
    bool execution; /* in a signature block or a date of signing, where a blank is normal */
    bool date;      /* the date of the agreement, at its first blank */
} cdt_placeholder;

/* A party as the parties clause names it. */
typedef struct cdt_draft_party {
    const char *name;       /* "Northshire County Council" */
    const char *short_name; /* "the Council" without "the": "Council"; "" */
    cdt_stretch at;
    size_t clause;
    bool signs; /* has a signature block */
} cdt_draft_party;

typedef enum cdt_value_kind {
    CDT_VALUE_PERIOD,
    CDT_VALUE_DATE,
    CDT_VALUE_SUM,
    CDT_VALUE_PERCENT,
    CDT_VALUE_NUMBER
} cdt_value_kind;

typedef struct cdt_draft_value {
    cdt_value_kind kind;
    const char *value; /* "P12M", "2026-04-01", "250000.00", "50" */
    const char *unit;  /* "GBP" of a sum, "working days" of such a period; "" */
    const char
        *figures; /* what the figures say where words and figures both stand and differ ("30" of "twenty (30)"); "" */
    cdt_stretch at;
    size_t clause;
} cdt_draft_value;

/* What reviewers left in the file: comments, changes that are still tracked, and text that is in the file but not on the
 * page. None of it is part of the draft's text (an insertion that is taken as accepted is). */
typedef struct cdt_remark {
    const char *kind;   /* "comment", "insertion", "deletion", "hidden text" */
    const char *author; /* "" */
    const char *text;
    size_t clause; /* at which it stands, or CDT_NOWHERE */
} cdt_remark;

/* A fact that the words state for sure, under the path that a description would give it. */
typedef struct cdt_draft_fact {
    const char *path;  /* "agreement.title", "exit.notice", ... */
    const char *value; /* YAML, in one line */
    cdt_stretch at;
    size_t clause;
    bool reckoned; /* a date that a term and its beginning come to: whether the last day counts, nobody can tell */
} cdt_draft_fact;

/* Something that is amiss in the words themselves. */
typedef struct cdt_fault {
    const char *kind; /* "number twice", "number gap", "near-miss", ...: concordat-cel(7) has them all */
    const char *what; /* what is wrong, in a phrase */
    const char *near; /* what was probably meant; "" */
    cdt_stretch at;
    size_t clause;
} cdt_fault;

/* How well the draft could be read: told before anything else. */
typedef struct cdt_health {
    size_t words, clauses, numbered; /* clauses with a number */
    size_t definitions;
    size_t references, resolved; /* to places of the draft itself */
    bool readable;               /* false: nothing can be said of its words: checks that need them are unanswered */
    bool references_doubtful;    /* fewer than half resolve: numbers were probably lost */
    bool definitions_doubtful;   /* a heading promises definitions, and none was found */
    bool attachments_left_out;   /* it says that schedules or exhibits are not in this copy */
    bool references_sure, definitions_sure, attachments_sure; /* readable, and not doubtful */
    const char *const *problems;                              /* sentences for people; none where all is well */
    size_t problem_count;
} cdt_health;

typedef struct cdt_draft_file {
    const char *name;   /* as it is shown */
    const char *format; /* "text", "markdown", "html", "docx", "odt", "pdf" */
    const char *digest; /* "sha256:..." of the file; NULL until cdt_draft_digest() is asked */
    size_t start, end;  /* its stretch of the text */
} cdt_draft_file;

typedef struct cdt_draft {
    const char *text; /* ends in a NUL that is not counted */
    size_t length;
    const cdt_draft_file *files;
    size_t file_count;
    const cdt_clause *clauses;
    size_t clause_count;
    size_t instrument; /* the schedule that is the agreement, below minutes or a resolution; CDT_NOWHERE: the body is */
    const cdt_sentence *sentences;
    size_t sentence_count;
    const cdt_item *items;
    size_t item_count;
    const cdt_definition *definitions;
    size_t definition_count;
    const cdt_reference *references;
    size_t reference_count;
    const cdt_placeholder *placeholders;
    size_t placeholder_count;
    const cdt_draft_party *parties;
    size_t party_count;
    const cdt_draft_value *values;
    size_t value_count;
    const cdt_remark *remarks;
    size_t remark_count;
    const cdt_draft_fact *facts;
    size_t fact_count;
    const cdt_fault *faults;
    size_t fault_count;
    cdt_health health;
} cdt_draft;

/* Which state of tracked changes is read. */
typedef enum cdt_revision { CDT_AS_ACCEPTED, CDT_AS_ORIGINAL } cdt_revision;

/* One file of a draft, in memory. */
typedef struct cdt_draft_source {
    const char *file; /* as it is shown; its ending helps to tell text from Markdown */
    const char *bytes;
    size_t length;
} cdt_draft_source;

/* Makes text of a PDF: the library starts no process itself. Writes UTF-8 with a form feed after each page to memory that
 * the caller of the converter frees with free(). NULL: it could not, and `*problem` (static or valid until the next call)
 * says why and what to do. */
typedef char *(*cdt_pdf_text_fn)(void *context, const char *bytes, size_t length, size_t *text_length,
                                 const char **problem);

typedef struct cdt_draft_options {
    cdt_revision revision;
    cdt_pdf_text_fn pdf_text; /* NULL: PDF files are refused */
    void *context;
} cdt_draft_options;

/*
 * Read a draft of one or several files. Everything that is pointed to is copied. What cannot be read goes to `diags` as an
 * error with the way out, and NULL is returned; a file that can be read but is damaged, scanned, or without clauses gives a
 * draft whose health says so. Release with cdt_draft_free().
 */
cdt_draft *cdt_draft_read(const cdt_draft_source *sources, size_t count, const cdt_draft_options *options,
                          cdt_diags *diags);
void cdt_draft_free(cdt_draft *draft); /* NULL is allowed */

/* The format of a file by its first bytes and its name: "docx", "text", ...; NULL where it is no draft that can be read.
 * A YAML description is none. */
const char *cdt_draft_format(const char *name, const char *bytes, size_t length);

/* Formats in the order of --help, with what they are called. */
size_t cdt_draft_format_count(void);
const char *cdt_draft_format_name(size_t index);
const char *cdt_draft_format_title(size_t index);

/* "sha256:..." of file number `file`, made when it is first asked for. Not to be asked by two threads at once. */
const char *cdt_draft_digest(const cdt_draft *draft, size_t file);

/* The file, the clause and the sentence at byte `at`; NULL outside of all. */
const cdt_draft_file *cdt_draft_file_at(const cdt_draft *draft, size_t at);
const cdt_clause *cdt_draft_clause_at(const cdt_draft *draft, size_t at);
const cdt_sentence *cdt_draft_sentence_at(const cdt_draft *draft, size_t at);

/* The line and column of byte `at`, in the file for text, Markdown and HTML, else in what read prints. */
cdt_place cdt_draft_place(const cdt_draft *draft, cdt_stretch at);

/* How people cite the clause: its number, or that of the clause it stands under, else its heading; "" at the worst. */
const char *cdt_draft_citation(const cdt_draft *draft, size_t clause);

/* The innermost item of `clause` that byte `at` is in, or CDT_NOWHERE; and how people cite what stands there: by the number of
 * that item, else as the clause. */
size_t cdt_draft_item_at(const cdt_draft *draft, size_t clause, size_t at);
const char *cdt_draft_citation_at(const cdt_draft *draft, size_t clause, size_t at);

const char *cdt_region_name(cdt_region region);         /* "body", "title", "contents", ... */
const char *cdt_clause_kind_name(cdt_clause_kind kind); /* "clause", "schedule", "table", "note" */
const char *cdt_value_kind_name(cdt_value_kind kind);   /* "period", "date", "sum", "percent", "number" */

#ifdef __cplusplus
}
#endif
#endif
