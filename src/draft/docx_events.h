/* docx_events.h - what the readers of a Word file's words share: the state between events, and each reader's rules. The body
 * (docx_body.c) joins the rules; words and their looks, tracked changes, paragraphs, tables, fields and notes have a file each.
 */
#ifndef CDT_DRAFT_DOCX_EVENTS_H
#define CDT_DRAFT_DOCX_EVENTS_H

#include "base/limits.h"
#include "draft/docx.h"

/* In what the events are; the innermost decides. */
typedef enum docx_place {
    IN_WORDS,
    IN_PARAGRAPH, /* properties of a paragraph */
    IN_MARK,      /* of the mark at its end */
    IN_NUMBER,    /* its list and level */
    IN_RUN,       /* of words */
    IN_ROW,
    IN_CELL,
    IN_CONTROL /* of a content control */
} docx_place;

/* What text is, where it stands. */
typedef enum docx_text { NO_TEXT, TEXT, INSTRUCTION } docx_text;

/* A paragraph as far as it is known. */
typedef struct docx_paragraph {
    const cdt_docx_style *style;
    cdt_docx_paragraph_properties own;
    unsigned ordinal;
    bool inserted, deleted; /* its mark */
    bool runs_on;           /* the next paragraph goes on in the same line */
    bool section;           /* a section ends here */
    cdt_docx_toggle mark_hidden;
    bool pending; /* its words go on in the next paragraph */
    bool keeps;   /* and the number is this one's */
} docx_paragraph;

typedef struct docx_run {
    const cdt_docx_style *style;
    cdt_docx_toggle bold, hidden, highlight;
} docx_run;

typedef struct docx_table {
    unsigned row, column, span;
    bool row_inserted, row_deleted, cell_inserted, cell_deleted;
} docx_table;

/* A tracked change that is open. */
typedef struct docx_change {
    bool inserts, moves;
    cdt_str author;
} docx_change;

/* A field that shows the number of the paragraph where a bookmark is: { REF _Ref12 \\r }. */
typedef struct docx_link {
    cdt_str bookmark; /* empty: none is open */
    size_t fields;    /* that were open before it */
    size_t from;      /* where its result begins, in the words of the paragraph */
    unsigned ordinal; /* of that */
    size_t level;     /* of text boxes */
} docx_link;

#define CDT_DOCX_DEPTH (CDT_MAX_XML_DEPTH + 1)

typedef struct docx_body {
    cdt_docx *docx;
    docx_place places[CDT_DOCX_DEPTH + 1];
    size_t place_count;
    docx_paragraph *paragraphs; /* of the text, and of each text box; the last is open */
    size_t paragraph_count, paragraph_room;
    unsigned ordinal;
    docx_run run;
    docx_text text;
    bool keep_blanks; /* xml:space of the text */
    size_t text_from;
    docx_table tables[CDT_DOCX_DEPTH];
    size_t table_count;
    docx_change changes[CDT_DOCX_DEPTH];
    size_t change_count;
    size_t insertions, deletions;  /* of those, and of rows and cells */
    bool controls[CDT_DOCX_DEPTH]; /* content controls that are open: is a prompt shown? */
    size_t control_count, prompts;
    cdt_buf fields;      /* one character a field that is open: 'i' instruction, 'r' result, 'm' a button's words */
    size_t instructions; /* of these in their instruction */
    cdt_buf instruction; /* of the innermost, to know a button or a reference */
    docx_link link;      /* the reference whose result is open */
    cdt_buf label;
    cdt_map *notes; /* not NULL: this part has notes */
    unsigned footnotes, endnotes;
    cdt_wait_list unwanted; /* separators of notes */
    bool embedded;          /* a part that is not read was seen */
    unsigned objects; /* documents of other programs, or of Word's own, that stand there as an icon or a picture */
} docx_body;

/* The rules of each subject; those of words have the handler of text. */
extern const cdt_xml_rules cdt_docx_word_rules, cdt_docx_change_rules, cdt_docx_paragraph_rules, cdt_docx_table_rules,
    cdt_docx_field_rules, cdt_docx_note_rules;

static inline docx_place docx_place_of(const docx_body *b)
{
    return b->place_count ? b->places[b->place_count - 1] : IN_WORDS;
}

static inline void docx_enter(docx_body *b, docx_place p)
{
    b->places[b->place_count++] = p; /* no more than there are elements open */
}

static inline docx_paragraph *docx_open_paragraph(docx_body *b)
{
    return &b->paragraphs[b->paragraph_count - 1];
}

/* Are words that stand here not there, in the state that is read? */
static inline bool docx_is_gone(const docx_body *b)
{
    return b->docx->original ? b->insertions : b->deletions;
}

static inline cdt_docx_toggle docx_either(cdt_docx_toggle own, cdt_docx_toggle of_run, cdt_docx_toggle of_paragraph)
{
    return own >= 0 ? own : (of_run > 0) != (of_paragraph > 0);
}

static inline const cdt_docx_style *docx_style_of(const docx_body *b, const docx_paragraph *p)
{
    return p->style ? p->style : b->docx->styles.usual;
}

/* The end of an element that was entered. */
void cdt_docx_leave(void *reader);

/* One more paragraph below the open one, as in a text box. */
void cdt_docx_new_paragraph(docx_body *b);

/* Do words that stand here reach the text? What they are else is kept aside. */
bool cdt_docx_reaches(docx_body *b, cdt_str words);

/* How words here look, and whether they are hidden. */
unsigned cdt_docx_look(docx_body *b);
bool cdt_docx_is_hidden(docx_body *b);

/* Words that were joined to the next paragraph have their place now. */
void cdt_docx_close_paragraph(docx_body *b);

/* At the end of a cell, a text box, the text: words that still wait for a next paragraph have none. */
void cdt_docx_close_pending(docx_body *b);

#endif
