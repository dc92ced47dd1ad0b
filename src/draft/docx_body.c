/* docx_body.c - the words of a Word file: paragraphs with their numbers, tables, notes, tracked changes, fields. */
#include <stdlib.h>

#include "base/limits.h"
#include "draft/docx.h"

/* In what the events are; the innermost decides. */
typedef enum place {
    IN_WORDS,
    IN_PARAGRAPH, /* properties of a paragraph */
    IN_MARK,      /* of the mark at its end */
    IN_NUMBER,    /* its list and level */
    IN_RUN,       /* of words */
    IN_ROW,
    IN_CELL,
    IN_CONTROL /* of a content control */
} place;

/* What text is, where it stands. */
typedef enum text_kind { NO_TEXT, TEXT, INSTRUCTION } text_kind;

/* A paragraph as far as it is known. */
typedef struct paragraph {
    const cdt_docx_style *style;
    cdt_docx_paragraph_properties own;
    unsigned ordinal;
    bool inserted, deleted; /* its mark */
    bool runs_on;           /* the next paragraph goes on in the same line */
    bool section;           /* a section ends here */
    cdt_docx_toggle mark_hidden;
    bool pending; /* its words go on in the next paragraph */
    bool keeps;   /* and the number is this one's */
} paragraph;

typedef struct run {
    const cdt_docx_style *style;
    cdt_docx_toggle bold, hidden, highlight;
} run;

typedef struct table {
    unsigned row, column, span;
    bool row_inserted, row_deleted, cell_inserted, cell_deleted;
} table;

/* A tracked change that is open. */
typedef struct change {
    bool inserts, moves;
    cdt_str author;
} change;

#define DEPTH (CDT_MAX_XML_DEPTH + 1)

typedef struct body {
    cdt_docx *docx;
    place places[DEPTH + 1];
    size_t place_count;
    paragraph *paragraphs; /* of the text, and of each text box; the last is open */
    size_t paragraph_count, paragraph_room;
    unsigned ordinal;
    run run;
    text_kind text;
    bool keep_blanks; /* xml:space of the text */
    size_t text_from;
    table tables[DEPTH];
    size_t table_count;
    change changes[DEPTH];
    size_t change_count;
    size_t insertions, deletions; /* of those, and of rows and cells */
    bool controls[DEPTH];         /* content controls that are open: is a prompt shown? */
    size_t control_count, prompts;
    cdt_buf fields;      /* one character a field that is open: 'i' instruction, 'r' result, 'm' a button's words */
    size_t instructions; /* of these in their instruction */
    cdt_buf instruction; /* of the innermost, to know a button */
    cdt_buf label;
    cdt_map *notes; /* not NULL: this part has notes */
    unsigned footnotes, endnotes;
    cdt_wait_list unwanted; /* separators of notes */
    bool embedded;          /* a part that is not read was seen */
} body;

static place place_of(const body *b)
{
    return b->place_count ? b->places[b->place_count - 1] : IN_WORDS;
}

static void enter(body *b, place p)
{
    b->places[b->place_count++] = p; /* no more than there are elements open */
}

static void leave(void *reader)
{
    body *b = reader;

    b->place_count--;
}

static paragraph *open_paragraph(body *b)
{
    return &b->paragraphs[b->paragraph_count - 1];
}

static void new_paragraph(body *b)
{
    if (b->paragraph_count == b->paragraph_room) {
        b->paragraph_room = b->paragraph_room ? b->paragraph_room * 2 : 4;
        b->paragraphs = cdt_realloc(b->paragraphs, b->paragraph_room * sizeof *b->paragraphs);
    }
    b->paragraphs[b->paragraph_count++] = (paragraph){ .ordinal = 0 };
}

/* --- words */

/* Are words that stand here not there, in the state that is read? */
static bool is_gone(const body *b)
{
    return b->docx->original ? b->insertions : b->deletions;
}

static cdt_docx_toggle either(cdt_docx_toggle own, cdt_docx_toggle of_run, cdt_docx_toggle of_paragraph)
{
    return own >= 0 ? own : (of_run > 0) != (of_paragraph > 0);
}

static const cdt_docx_style *style_of(const body *b, const paragraph *p)
{
    return p->style ? p->style : b->docx->styles.usual;
}

static bool is_hidden(body *b)
{
    const cdt_docx_style *of_run = b->run.style, *of_paragraph = style_of(b, open_paragraph(b));

    return either(b->run.hidden, of_run ? of_run->hidden : -1, of_paragraph ? of_paragraph->hidden : -1) > 0;
}

static unsigned look_of(body *b)
{
    const cdt_docx_style *of_run = b->run.style, *of_paragraph = style_of(b, open_paragraph(b));
    unsigned look = 0;

    if (either(b->run.bold, of_run ? of_run->bold : -1, of_paragraph ? of_paragraph->bold : -1) > 0)
        look |= CDT_LOOK(CDT_MARK_BOLD);
    if (b->run.highlight > 0 || (b->run.highlight < 0 && of_run && of_run->highlight > 0))
        look |= CDT_LOOK(CDT_MARK_HIGHLIGHT);
    if (b->prompts || (of_run && cdt_str_is(of_run->name, CDT_STR("Placeholder Text"))))
        look |= CDT_LOOK(CDT_MARK_PROMPT);
    return look;
}

/* The change that words here belong to, for people; a row that is inserted has none that could say who did it. */
static void tell_change(body *b, cdt_str words)
{
    const change *c = b->change_count ? &b->changes[b->change_count - 1] : NULL;
    bool deleted = b->deletions > 0;

    for (size_t i = b->change_count; i--;)
        if (b->changes[i].inserts != deleted) {
            c = &b->changes[i];
            break;
        }
    const char *kind = c && c->moves ? (deleted ? "moved from here" : "moved to here")
                       : deleted     ? "deletion"
                                     : "insertion";
    cdt_flow_aside(&b->docx->flow, CDT_ASIDE_CHANGE, kind, c ? c->author : CDT_STR(""), words);
}

/* Do words that stand here reach the text? What they are else is kept aside. */
static bool reaches(body *b, cdt_str words)
{
    cdt_flow *flow = &b->docx->flow;

    if (b->instructions)
        return false;
    if (b->insertions || b->deletions)
        tell_change(b, words);
    else
        cdt_flow_aside_end(flow, CDT_ASIDE_CHANGE);
    if (is_gone(b))
        return false;
    if (is_hidden(b)) {
        cdt_flow_aside(flow, CDT_ASIDE_HIDDEN, "hidden text", CDT_STR(""), words);
        return false;
    }
    cdt_flow_aside_end(flow, CDT_ASIDE_HIDDEN);
    return true;
}

static void put_rune(body *b, unsigned rune)
{
    char bytes[4];
    cdt_str words = { bytes, 0 };

    if (rune < 0x80) {
        bytes[0] = (char)rune;
        words.len = 1;
    }
    if (place_of(b) == IN_WORDS && reaches(b, words))
        cdt_flow_rune(&b->docx->flow, rune, look_of(b));
}

static void on_text(void *reader, cdt_str words)
{
    body *b = reader;

    if (b->text == INSTRUCTION) {
        if (b->instruction.len < CDT_MAX_LABEL_BYTES)
            cdt_buf_put(&b->instruction, cdt_str_slice(words, 0, CDT_MAX_LABEL_BYTES));
    } else if (b->text == TEXT && reaches(b, words)) {
        cdt_flow_words(&b->docx->flow, words, look_of(b));
    }
}

static void start_text(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    const char *space = cdt_xml_get(tag, CDT_XML_XML, "space");

    b->text = TEXT;
    b->keep_blanks = space && strcmp(space, "preserve") == 0;
    b->text_from = cdt_flow_length(&b->docx->flow);
}

static void end_text(void *reader)
{
    ((body *)reader)->text = NO_TEXT;
}

static void start_instruction(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((body *)reader)->text = INSTRUCTION;
}

static void start_tab(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\t');
}

static void start_break(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\n');
}

static void start_hyphen(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '-'); /* one that does not break: for words it is a hyphen */
}

/* Boxes and ticks of symbol fonts; everything else as the file has it. */
static void start_symbol(void *reader, const cdt_xml_tag *tag)
{
    static const struct {
        unsigned code, rune;
    } known[] = { { 0xF0A8, 0x2610 }, { 0xF06F, 0x2610 }, { 0xF0A3, 0x2610 }, { 0xF0FE, 0x2612 }, { 0xF078, 0x2612 },
                  { 0xF052, 0x2611 }, { 0xF0FC, 0x2713 }, { 0xF0B7, 0x2022 }, { 0xF02D, '-' },    { 0xF0A7, 0xA7 } };
    const char *code = cdt_xml_get(tag, CDT_XML_WORD, "char");
    unsigned long rune = code ? strtoul(code, NULL, 16) : 0;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (rune == known[i].code)
            rune = known[i].rune;
    if (rune > ' ' && rune < 0xD800)
        put_rune(reader, (unsigned)rune);
}

/* --- runs and their looks */

static void start_run(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((body *)reader)->run = (run){ NULL, -1, -1, -1 };
}

static void start_run_properties(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_CONTROL) {
        cdt_xml_skip(tag);
        return;
    }
    enter(b, place_of(b) == IN_PARAGRAPH ? IN_MARK : IN_RUN);
}

static void start_run_style(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_RUN)
        b->run.style = cdt_docx_style_of(&b->docx->styles, cdt_str_z(cdt_docx_value(tag)));
}

static void start_bold(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_RUN)
        b->run.bold = cdt_docx_on(cdt_docx_value(tag));
}

static void start_highlight(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_RUN)
        b->run.highlight = cdt_docx_on(cdt_docx_value(tag));
}

static void start_hidden(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_RUN)
        b->run.hidden = cdt_docx_on(cdt_docx_value(tag));
    else if (place_of(b) == IN_MARK)
        open_paragraph(b)->mark_hidden = cdt_docx_on(cdt_docx_value(tag));
}

static void start_style_separator(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_MARK && cdt_docx_on(cdt_docx_value(tag)))
        open_paragraph(b)->runs_on = true;
}

/* --- tracked changes */

/* A change around words, or of what has the properties in which it stands. */
static void start_change(body *b, const cdt_xml_tag *tag, bool inserts, bool moves)
{
    table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;
    const char *author;

    switch (place_of(b)) {
    case IN_MARK:
        if (inserts)
            open_paragraph(b)->inserted = true;
        else
            open_paragraph(b)->deleted = true;
        cdt_xml_skip(tag);
        return;
    case IN_ROW:
        if (t) {
            b->insertions += inserts && !t->row_inserted;
            b->deletions += !inserts && !t->row_deleted;
            t->row_inserted |= inserts;
            t->row_deleted |= !inserts;
        }
        cdt_xml_skip(tag);
        return;
    case IN_WORDS: break;
    default: cdt_xml_skip(tag); return;
    }
    author = cdt_xml_get(tag, CDT_XML_WORD, "author");
    change *before = b->change_count ? &b->changes[b->change_count - 1] : NULL;
    change *c = &b->changes[b->change_count++];
    if (author && (before == NULL || !cdt_str_is_z(before->author, author)))
        author = cdt_copy_z(b->docx->arena, cdt_str_z(author));
    else if (author)
        author = before->author.at;
    *c = (change){ inserts, moves, cdt_str_z(author) };
    b->insertions += inserts;
    b->deletions += !inserts;
}

static void end_change(void *reader)
{
    body *b = reader;
    const change *c = &b->changes[--b->change_count];

    b->insertions -= c->inserts;
    b->deletions -= !c->inserts;
}

static void start_ins(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, true, false);
}

static void start_del(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, false, false);
}

static void start_move_to(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, true, true);
}

static void start_move_from(void *reader, const cdt_xml_tag *tag)
{
    start_change(reader, tag, false, true);
}

static void start_cell_change(body *b, bool inserts)
{
    table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;

    if (place_of(b) != IN_CELL || t == NULL)
        return;
    b->insertions += inserts && !t->cell_inserted;
    b->deletions += !inserts && !t->cell_deleted;
    t->cell_inserted |= inserts;
    t->cell_deleted |= !inserts;
}

static void start_cell_ins(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    start_cell_change(reader, true);
}

static void start_cell_del(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    start_cell_change(reader, false);
}

/* --- paragraphs */

static void forget_properties(paragraph *p)
{
    p->style = NULL;
    p->own = (cdt_docx_paragraph_properties){ .level = -1, .outline = -1 };
}

static void start_paragraph(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    paragraph *p = open_paragraph(b);

    (void)tag;
    b->ordinal++;
    b->run = (run){ NULL, -1, -1, -1 };
    if (!p->pending || !p->keeps)
        forget_properties(p);
    p->ordinal = p->pending && p->keeps ? p->ordinal : b->ordinal;
    p->inserted = p->deleted = p->runs_on = p->section = false;
    p->mark_hidden = -1;
}

/* Words that were joined to the next paragraph have their place now. */
static void close_paragraph(body *b)
{
    paragraph *p = open_paragraph(b);
    const cdt_docx_style *style = style_of(b, p);
    cdt_docx_label label = { .level = -1 };
    cdt_block block = { .kind = CDT_CLAUSE, .depth = -1, .paragraph = p->ordinal };
    int outline = p->own.outline >= 0 ? p->own.outline : style ? style->paragraph.outline : -1;

    if (cdt_docx_count(&b->docx->numbering, style, &p->own, &b->label, &label)) {
        block.label = label.text;
        block.bullet = label.bullet;
        block.uncertain = label.uncertain;
        block.depth = label.level;
        block.list = label.list;
    }
    block.outline = outline >= 0 && outline < 9 ? outline + 1 : 0;
    if (b->notes) {
        block.kind = CDT_CLAUSE_NOTE;
    } else if (b->table_count) {
        const table *t = &b->tables[b->table_count - 1];
        block.kind = CDT_CLAUSE_TABLE;
        block.row = t->row;
        block.column = t->column;
    }
    cdt_flow_close(&b->docx->flow, &block);
    p->pending = p->keeps = false;
}

/* At the end of a cell, a text box, the text: words that still wait for a next paragraph have none. */
static void close_pending(body *b)
{
    if (open_paragraph(b)->pending && !cdt_flow_empty(&b->docx->flow))
        close_paragraph(b);
    open_paragraph(b)->pending = open_paragraph(b)->keeps = false;
}

static void end_paragraph(void *reader)
{
    body *b = reader;
    paragraph *p = open_paragraph(b);
    const cdt_docx_style *style = style_of(b, p);
    bool gone = is_gone(b) || (b->docx->original ? p->inserted : p->deleted);
    bool hidden = either(p->mark_hidden, -1, style ? style->hidden : -1) > 0;

    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(&b->docx->flow, (cdt_aside_slot)i);
    if (gone) { /* the next paragraph takes the words, and its own number stands */
        p->pending = true;
        p->keeps = false;
    } else if ((hidden || p->section) && !p->pending && cdt_flow_empty(&b->docx->flow)) {
        return;                        /* nothing of it is on the page, and its number is not counted */
    } else if (hidden || p->runs_on) { /* a heading that runs on into the words of its clause */
        p->pending = p->keeps = true;
        cdt_flow_words(&b->docx->flow, CDT_STR(" "), 0);
    } else {
        close_paragraph(b);
    }
}

static void start_paragraph_properties(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) != IN_WORDS && place_of(b) != IN_PARAGRAPH) {
        cdt_xml_skip(tag);
        return;
    }
    enter(b, IN_PARAGRAPH);
}

/* What the properties were before they were changed: all of them. */
static void start_old_properties(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (b->docx->original && place_of(b) == IN_PARAGRAPH && !open_paragraph(b)->keeps)
        forget_properties(open_paragraph(b));
    else
        cdt_xml_skip(tag);
}

static void start_section(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_PARAGRAPH)
        open_paragraph(b)->section = true;
    cdt_xml_skip(tag);
}

static bool sets_paragraph(body *b, place wanted)
{
    return place_of(b) == wanted && !open_paragraph(b)->keeps;
}

static void start_paragraph_style(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (sets_paragraph(b, IN_PARAGRAPH))
        open_paragraph(b)->style = cdt_docx_style_of(&b->docx->styles, cdt_str_z(cdt_docx_value(tag)));
}

static void start_number(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) == IN_PARAGRAPH)
        enter(b, IN_NUMBER);
    else
        cdt_xml_skip(tag);
}

/* The name of a list lives as long as the map of lists, or is 0: none. */
static void start_num(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    cdt_str id = cdt_str_z(cdt_docx_value(tag));

    if (sets_paragraph(b, IN_NUMBER))
        open_paragraph(b)->own.num = id.len ? cdt_copy(b->docx->arena, id) : CDT_STR("0");
}

static void start_level(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (sets_paragraph(b, IN_NUMBER))
        open_paragraph(b)->own.level = cdt_docx_number(cdt_docx_value(tag), -1);
}

static void start_outline(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (sets_paragraph(b, IN_PARAGRAPH))
        open_paragraph(b)->own.outline = cdt_docx_number(cdt_docx_value(tag), -1);
}

/* --- tables */

static void start_table(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    (void)tag;
    close_pending(b);
    b->tables[b->table_count++] = (table){ .row = 0 };
    cdt_flow_table(&b->docx->flow);
}

static void end_table(void *reader)
{
    body *b = reader;

    b->table_count--;
    cdt_flow_table_end(&b->docx->flow);
}

static table *open_table(body *b)
{
    return b->table_count ? &b->tables[b->table_count - 1] : NULL;
}

static void start_row(void *reader, const cdt_xml_tag *tag)
{
    table *t = open_table(reader);

    if (t == NULL)
        cdt_xml_skip(tag);
    else
        *t = (table){ .row = t->row + 1, .column = 1, .span = 0 };
}

static void end_row(void *reader)
{
    body *b = reader;
    table *t = open_table(b);

    if (is_gone(b))
        t->row--;
    b->insertions -= t->row_inserted;
    b->deletions -= t->row_deleted;
    t->row_inserted = t->row_deleted = false;
}

static void start_cell(void *reader, const cdt_xml_tag *tag)
{
    table *t = open_table(reader);

    if (t == NULL || t->row == 0) {
        cdt_xml_skip(tag);
        return;
    }
    t->column += t->span;
    t->span = 1;
}

static void end_cell(void *reader)
{
    body *b = reader;
    table *t = open_table(b);

    if (is_gone(b))
        open_paragraph(b)->pending = open_paragraph(b)->keeps = false;
    else
        close_pending(b);
    b->insertions -= t->cell_inserted;
    b->deletions -= t->cell_deleted;
    t->cell_inserted = t->cell_deleted = false;
}

static void start_row_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    enter(reader, IN_ROW);
}

static void start_cell_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    enter(reader, IN_CELL);
}

static void start_before(void *reader, const cdt_xml_tag *tag)
{
    table *t = open_table(reader);
    int columns = cdt_docx_number(cdt_docx_value(tag), 0);

    if (t && columns > 0 && place_of(reader) == IN_ROW)
        t->column = (unsigned)columns + 1;
}

static void start_span(void *reader, const cdt_xml_tag *tag)
{
    table *t = open_table(reader);
    int columns = cdt_docx_number(cdt_docx_value(tag), 1);

    if (t && columns > 0 && place_of(reader) == IN_CELL)
        t->span = (unsigned)columns;
}

/* --- text boxes, content controls, fields */

static void start_box(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    (void)tag;
    cdt_flow_box(&b->docx->flow);
    new_paragraph(b);
}

static void end_box(void *reader)
{
    body *b = reader;

    close_pending(b);
    b->paragraph_count--;
    cdt_flow_unbox(&b->docx->flow);
    b->run = (run){ NULL, -1, -1, -1 };
}

static void start_control(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    (void)tag;
    b->controls[b->control_count++] = false;
}

static void end_control(void *reader)
{
    body *b = reader;

    b->prompts -= b->controls[--b->control_count];
}

static void start_control_properties(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    enter(reader, IN_CONTROL);
}

static void start_prompt(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    if (place_of(b) != IN_CONTROL || b->control_count == 0 || !cdt_docx_on(cdt_docx_value(tag)) ||
        b->controls[b->control_count - 1])
        return;
    b->controls[b->control_count - 1] = true;
    b->prompts++;
}

/* A button is a prompt in the clothes of a field: { MACROBUTTON NoMacro [Name of the party] }. Its words are in the
 * instruction, behind the name of the macro. */
static void end_instruction(body *b)
{
    static const char button[] = "MACROBUTTON";
    cdt_str words = cdt_str_trim(cdt_buf_str(&b->instruction));

    if (b->instructions == 1 && cdt_str_starts(words, CDT_STR(button))) {
        words = cdt_str_trim(cdt_str_slice(words, sizeof button - 1, words.len));
        size_t blank = cdt_str_find(words, CDT_STR(" "), 0);
        words = blank == (size_t)-1 ? CDT_STR("") : cdt_str_trim(cdt_str_slice(words, blank, words.len));
        b->instructions = 0;
        if (words.len && reaches(b, words))
            cdt_flow_words(&b->docx->flow, words, look_of(b) | CDT_LOOK(CDT_MARK_PROMPT));
        b->instructions = 1;
    }
    cdt_buf_clear(&b->instruction);
}

static void start_field_mark(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    cdt_buf *fields = &b->fields;
    cdt_str type = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "fldCharType"));

    if (cdt_str_is(type, CDT_STR("begin"))) {
        cdt_buf_char(fields, 'i');
        b->instructions++;
        cdt_buf_clear(&b->instruction);
    } else if (fields->len && fields->at[fields->len - 1] == 'i') {
        end_instruction(b);
        b->instructions--;
        fields->at[fields->len - 1] = 'r';
    }
    if (fields->len && cdt_str_is(type, CDT_STR("end")))
        fields->len--;
    cdt_xml_skip(tag); /* a form field's own data */
}

/* --- notes and comments */

static void refer(body *b, const cdt_xml_tag *tag, const cdt_map *notes, unsigned *count, cdt_numeral form)
{
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_note *note = id.len ? cdt_map_get(notes, id) : NULL;

    if (note == NULL || note->used || is_gone(b) || b->instructions || is_hidden(b))
        return;
    note->used = true;
    cdt_buf_clear(&b->label);
    cdt_numeral_put(&b->label, form, ++*count);
    cdt_flow_note(&b->docx->flow, &note->blocks, cdt_buf_str(&b->label));
}

static void start_footnote_mark(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    refer(b, tag, &b->docx->footnotes, &b->footnotes, CDT_NUMERAL_DECIMAL);
}

static void start_endnote_mark(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;

    refer(b, tag, &b->docx->endnotes, &b->endnotes, CDT_NUMERAL_LOWER_ROMAN);
}

static void start_comment_mark(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_comment *comment = id.len ? cdt_map_get(&b->docx->comments, id) : NULL;

    if (comment == NULL || comment->used)
        return;
    comment->used = true;
    cdt_flow_remark(&b->docx->flow, "comment", comment->author, comment->text);
}

static void start_note(void *reader, const cdt_xml_tag *tag)
{
    body *b = reader;
    const char *type = cdt_xml_get(tag, CDT_XML_WORD, "type");
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_WORD, "id"));
    cdt_docx_note *note;

    if (b->notes == NULL || id.len == 0 || (type && strcmp(type, "normal") != 0)) {
        cdt_xml_skip(tag);
        return;
    }
    note = CDT_NEW(b->docx->arena, cdt_docx_note);
    *cdt_map_at(b->notes, cdt_copy(b->docx->arena, id)) = note;
    cdt_flow_record(&b->docx->flow, &note->blocks);
}

static void end_note(void *reader)
{
    body *b = reader;

    close_pending(b);
    cdt_flow_record(&b->docx->flow, &b->unwanted);
}

static void start_embedded(void *reader, const cdt_xml_tag *tag)
{
    ((body *)reader)->embedded = true;
    cdt_xml_skip(tag);
}

/* Rules of `w:t` end by trimming what Word would not show. */
static void end_words(void *reader)
{
    body *b = reader;

    if (!b->keep_blanks && b->text == TEXT)
        cdt_flow_trim(&b->docx->flow, b->text_from);
    b->text = NO_TEXT;
}

/* clang-format off */
static const cdt_xml_rule rules[] = {
    { CDT_XML_WORD, "p",                 start_paragraph,            end_paragraph },
    { CDT_XML_WORD, "pPr",               start_paragraph_properties, leave },
    { CDT_XML_WORD, "pStyle",            start_paragraph_style,      NULL },
    { CDT_XML_WORD, "numPr",             start_number,               leave },
    { CDT_XML_WORD, "numId",             start_num,                  NULL },
    { CDT_XML_WORD, "ilvl",              start_level,                NULL },
    { CDT_XML_WORD, "outlineLvl",        start_outline,              NULL },
    { CDT_XML_WORD, "pPrChange",         start_old_properties,       NULL },
    { CDT_XML_WORD, "r",                 start_run,                  NULL },
    { CDT_XML_WORD, "rPr",               start_run_properties,       leave },
    { CDT_XML_WORD, "rStyle",            start_run_style,            NULL },
    { CDT_XML_WORD, "b",                 start_bold,                 NULL },
    { CDT_XML_WORD, "highlight",         start_highlight,            NULL },
    { CDT_XML_WORD, "vanish",            start_hidden,               NULL },
    { CDT_XML_WORD, "specVanish",        start_style_separator,      NULL },
    { CDT_XML_WORD, "t",                 start_text,                 end_words },
    { CDT_XML_WORD, "delText",           start_text,                 end_words },
    { CDT_XML_MATH, "r",                 start_run,                  NULL },
    { CDT_XML_MATH, "t",                 start_text,                 end_words },
    { CDT_XML_WORD, "instrText",         start_instruction,          end_text },
    { CDT_XML_WORD, "tab",               start_tab,                  NULL },
    { CDT_XML_WORD, "ptab",              start_tab,                  NULL },
    { CDT_XML_WORD, "br",                start_break,                NULL },
    { CDT_XML_WORD, "cr",                start_break,                NULL },
    { CDT_XML_WORD, "noBreakHyphen",     start_hyphen,               NULL },
    { CDT_XML_WORD, "sym",               start_symbol,               NULL },
    { CDT_XML_WORD, "ins",               start_ins,                  end_change },
    { CDT_XML_WORD, "del",               start_del,                  end_change },
    { CDT_XML_WORD, "moveTo",            start_move_to,              end_change },
    { CDT_XML_WORD, "moveFrom",          start_move_from,            end_change },
    { CDT_XML_WORD, "cellIns",           start_cell_ins,             NULL },
    { CDT_XML_WORD, "cellDel",           start_cell_del,             NULL },
    { CDT_XML_WORD, "tbl",               start_table,                end_table },
    { CDT_XML_WORD, "tr",                start_row,                  end_row },
    { CDT_XML_WORD, "tc",                start_cell,                 end_cell },
    { CDT_XML_WORD, "trPr",              start_row_properties,       leave },
    { CDT_XML_WORD, "tcPr",              start_cell_properties,      leave },
    { CDT_XML_WORD, "gridBefore",        start_before,               NULL },
    { CDT_XML_WORD, "gridSpan",          start_span,                 NULL },
    { CDT_XML_WORD, "txbxContent",       start_box,                  end_box },
    { CDT_XML_WORD, "sdt",               start_control,              end_control },
    { CDT_XML_WORD, "sdtPr",             start_control_properties,   leave },
    { CDT_XML_WORD, "showingPlcHdr",     start_prompt,               NULL },
    { CDT_XML_WORD, "fldChar",           start_field_mark,           NULL },
    { CDT_XML_WORD, "footnoteReference", start_footnote_mark,        NULL },
    { CDT_XML_WORD, "endnoteReference",  start_endnote_mark,         NULL },
    { CDT_XML_WORD, "commentReference",  start_comment_mark,         NULL },
    { CDT_XML_WORD, "footnote",          start_note,                 end_note },
    { CDT_XML_WORD, "endnote",           start_note,                 end_note },
    { CDT_XML_WORD, "altChunk",          start_embedded,             NULL },
    { CDT_XML_WORD, "delInstrText",      NULL,                       NULL },
    { CDT_XML_WORD, "rPrChange",         NULL,                       NULL },
    { CDT_XML_WORD, "trPrChange",        NULL,                       NULL },
    { CDT_XML_WORD, "tcPrChange",        NULL,                       NULL },
    { CDT_XML_WORD, "tblPr",             NULL,                       NULL },
    { CDT_XML_WORD, "tblPrEx",           NULL,                       NULL },
    { CDT_XML_WORD, "tblGrid",           NULL,                       NULL },
    { CDT_XML_WORD, "tabs",              NULL,                       NULL },
    { CDT_XML_WORD, "sectPr",            start_section,              NULL },
    { CDT_XML_WORD, "sdtEndPr",          NULL,                       NULL },
    { CDT_XML_WORD, "rt",                NULL,                       NULL }, /* how a word is said, above it */
};
/* clang-format on */

/* What is still open where the part ends, as it is where it is damaged; and what people must know. */
static void finish(body *b)
{
    cdt_docx *docx = b->docx;

    while (docx->flow.level)
        cdt_flow_unbox(&docx->flow);
    b->paragraph_count = 1;
    for (; b->table_count; b->table_count--)
        cdt_flow_table_end(&docx->flow);
    if (!cdt_flow_empty(&docx->flow))
        close_paragraph(b);
    cdt_flow_record(&docx->flow, NULL);
    if (b->instructions)
        cdt_build_problem(docx->builder, "A field does not end, so the words after it could not be told from its "
                                         "instructions and are left out; update the fields and save the file anew.");
    if (b->embedded)
        cdt_build_problem(docx->builder, "A document that is embedded in the file (w:altChunk) was not read; open the "
                                         "file in Word and save it, which takes that document into the text.");
}

static cdt_xml_outcome read_part(cdt_docx *docx, size_t member, cdt_map *notes)
{
    static const cdt_xml_rules all = { rules, sizeof rules / sizeof rules[0], on_text };
    body *b = cdt_malloc(sizeof *b);
    cdt_xml_outcome outcome;

    *b = (body){ .docx = docx, .notes = notes };
    new_paragraph(b);
    if (notes)
        cdt_flow_record(&docx->flow, &b->unwanted);
    outcome = cdt_xml_read_member(docx->zip, member, &all, b);
    finish(b);
    free(b->paragraphs);
    cdt_buf_free(&b->fields);
    cdt_buf_free(&b->instruction);
    cdt_buf_free(&b->label);
    free(b);
    return outcome;
}

cdt_xml_outcome cdt_docx_read_body(cdt_docx *docx, size_t member)
{
    return read_part(docx, member, NULL);
}

cdt_xml_outcome cdt_docx_read_notes(cdt_docx *docx, size_t member, cdt_map *notes)
{
    return read_part(docx, member, notes);
}
