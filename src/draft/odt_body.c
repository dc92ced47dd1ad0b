#include "draft/odt_body.h"

#include <stdlib.h>

#include "base/limits.h"

#define DEPTH (CDT_MAX_XML_DEPTH + 1)
#define BLANKS_LAST 1000 /* of one text:s */
#define REPEATS_LAST 1000

/* A list that is open. */
typedef struct list {
    cdt_str style;
    cdt_odt_counter *counter;
    bool fresh; /* the label of its item is still to come */
    int start;  /* the number that the item has; -1: the next */
} list;

/* Words in a span. */
typedef struct span {
    signed char hidden;
    unsigned look;
} span;

/* A tracked change, by its id. */
typedef struct change {
    bool inserts, open; /* open: an insertion whose end did not come yet */
    bool used;
    cdt_str author;
    cdt_str deleted; /* paragraphs with line feeds between */
} change;

/* What is known of the paragraph that is open: of the text, and of each box or note in it. */
typedef struct paragraph {
    bool open, pending;
    unsigned ordinal;
    cdt_odt_style style;
    int outline; /* of a heading, from 1 */
    const cdt_odt_list_style *list_style;
    cdt_odt_counter *counter;    /* NULL: no label */
    const cdt_odt_counter *item; /* and it is one more paragraph of an item of this list; or NULL */
    unsigned level;
    int start;
    bool split;       /* a deletion was put back in, so its number is a guess */
    bool blank;       /* the words before end in a blank that stands for all blanks */
    size_t list_base; /* lists that are open outside of the box */
} paragraph;

typedef struct table {
    unsigned row, column, next;
} table;

/* A number of another paragraph, while it is read. */
typedef struct link_here {
    cdt_str name; /* of its bookmark; empty: none */
    size_t from;
    unsigned ordinal;
    size_t level;
} link_here;

struct cdt_odt_body {
    cdt_odt_styles styles; /* first: the style rules see the body as this */
    cdt_builder *builder;
    cdt_arena *arena;
    bool original;
    cdt_flow flow;
    list lists[DEPTH];
    size_t list_count;
    cdt_map counters; /* by the id of the list */
    list last;        /* the last one that stood in no other: its style and counters */
    cdt_odt_counter outline;
    int counter_count;
    paragraph *paragraphs;
    size_t paragraph_count, paragraph_room;
    span spans[DEPTH];
    size_t span_count;
    table tables[DEPTH];
    size_t table_count;
    unsigned ordinal;
    size_t note;         /* how many are open around the paragraph: 0 or 1 */
    cdt_wait_list boxed; /* what waited when the note began */
    cdt_buf mark;        /* of the note */
    bool in_mark;
    size_t hidden; /* sections and words that are not shown */
    size_t prompts;
    link_here link;
    cdt_map changes;
    change *change;    /* that is told of in text:tracked-changes */
    size_t insertions; /* that are open */
    change *insertion; /* the last of them */
    cdt_buf *capture;  /* words go there: of a deletion, a comment, who and when */
    cdt_buf captured, author, header, label;
    size_t comments; /* that are open */
    bool in_header;
    bool text; /* office:text was reached: paragraphs count */
};

static paragraph *open_paragraph(cdt_odt_body *b)
{
    return &b->paragraphs[b->paragraph_count - 1];
}

static void new_paragraph(cdt_odt_body *b)
{
    if (b->paragraph_count == b->paragraph_room) {
        b->paragraph_room = b->paragraph_room ? b->paragraph_room * 2 : 4;
        b->paragraphs = cdt_realloc(b->paragraphs, b->paragraph_room * sizeof *b->paragraphs);
    }
    b->paragraphs[b->paragraph_count++] = (paragraph){ .list_base = b->list_count };
}

/* --- words */

static bool is_gone(const cdt_odt_body *b)
{
    return b->original && b->insertions;
}

static bool is_hidden(cdt_odt_body *b)
{
    if (b->hidden)
        return true;
    for (size_t i = b->span_count; i--;)
        if (b->spans[i].hidden >= 0)
            return b->spans[i].hidden;
    return open_paragraph(b)->style.hidden > 0;
}

static unsigned look_of(cdt_odt_body *b)
{
    unsigned look = b->prompts ? CDT_LOOK(CDT_MARK_PROMPT) : 0;

    if (b->span_count)
        look |= b->spans[b->span_count - 1].look;
    else if (open_paragraph(b)->style.bold > 0)
        look |= CDT_LOOK(CDT_MARK_BOLD);
    return look;
}

static bool reaches(cdt_odt_body *b, cdt_str words)
{
    if (b->insertions)
        cdt_flow_aside(&b->flow, CDT_ASIDE_CHANGE, "insertion", b->insertion->author, words);
    else
        cdt_flow_aside_end(&b->flow, CDT_ASIDE_CHANGE);
    if (is_gone(b))
        return false;
    if (is_hidden(b)) {
        cdt_flow_aside(&b->flow, CDT_ASIDE_HIDDEN, "hidden text", CDT_STR(""), words);
        return false;
    }
    cdt_flow_aside_end(&b->flow, CDT_ASIDE_HIDDEN);
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Any number of blanks is one (OpenDocument 1.2, 6.1.2). */
static void put_words(cdt_odt_body *b, cdt_str words)
{
    unsigned look = look_of(b);
    paragraph *p = open_paragraph(b);
    size_t from = 0;

    if (!reaches(b, words))
        return;
    for (size_t i = 0; i < words.len; i++) {
        bool blank = is_blank(words.at[i]);
        if (blank && p->blank) {
            cdt_flow_words(&b->flow, cdt_str_slice(words, from, i), look);
            from = i + 1;
        }
        p->blank = blank;
    }
    cdt_flow_words(&b->flow, cdt_str_slice(words, from, words.len), look);
}

static void on_text(void *reader, cdt_str words)
{
    cdt_odt_body *b = reader;

    if (b->capture)
        cdt_buf_put(b->capture, words);
    else if (b->in_mark)
        cdt_buf_put(&b->mark, words);
    else if (b->in_header)
        cdt_buf_put(&b->header, words);
    else if (b->text && open_paragraph(b)->open)
        put_words(b, words);
}

static void put_rune(cdt_odt_body *b, unsigned rune, unsigned count)
{
    char c = (char)rune;

    if (b->capture || b->in_header) {
        cdt_buf_char(b->capture ? b->capture : &b->header, ' ');
        return;
    }
    if (!b->text || !open_paragraph(b)->open || !reaches(b, (cdt_str){ &c, 1 }))
        return;
    while (count--)
        cdt_flow_rune(&b->flow, rune, look_of(b));
    open_paragraph(b)->blank = false;
}

static void start_blanks(void *reader, const cdt_xml_tag *tag)
{
    int count = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "c"), 1);

    put_rune(reader, ' ', (unsigned)(count > BLANKS_LAST ? BLANKS_LAST : count));
}

static void start_tab(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\t', 1);
}

static void start_break(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    put_rune(reader, '\n', 1);
}

static void start_span(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    cdt_odt_style style = cdt_odt_style_of(&b->styles.words, cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "style-name")));
    unsigned before = look_of(b) & ~CDT_LOOK(CDT_MARK_PROMPT);

    if (style.bold >= 0)
        before = style.bold ? before | CDT_LOOK(CDT_MARK_BOLD) : before & ~CDT_LOOK(CDT_MARK_BOLD);
    if (style.highlight >= 0)
        before = style.highlight ? before | CDT_LOOK(CDT_MARK_HIGHLIGHT) : before & ~CDT_LOOK(CDT_MARK_HIGHLIGHT);
    b->spans[b->span_count++] = (span){ style.hidden, before };
}

static void end_span(void *reader)
{
    ((cdt_odt_body *)reader)->span_count--;
}

static void start_prompt(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((cdt_odt_body *)reader)->prompts++;
}

static void end_prompt(void *reader)
{
    ((cdt_odt_body *)reader)->prompts--;
}

/* --- bookmarks, and what shows the number of their paragraph */

static bool takes_words(cdt_odt_body *b)
{
    return b->text && open_paragraph(b)->open && !b->capture && !b->in_mark && !b->in_header;
}

static void start_bookmark(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (takes_words(b))
        cdt_flow_anchor(&b->flow, cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "name")));
}

static void start_link(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    cdt_str format = cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "reference-format"));

    b->link = (link_here){ .name = CDT_STR("") };
    if (takes_words(b) && cdt_str_starts(format, CDT_STR("number")))
        b->link = (link_here){ cdt_copy(b->arena, cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "ref-name"))),
                               cdt_flow_length(&b->flow), b->ordinal, b->flow.level };
}

static void end_link(void *reader)
{
    cdt_odt_body *b = reader;

    if (b->link.name.len && takes_words(b) && b->link.ordinal == b->ordinal && b->link.level == b->flow.level)
        cdt_flow_link(&b->flow, b->link.from, b->link.name);
    b->link.name = CDT_STR("");
}

/* Words with a condition: what the file was saved with decides. */
static bool says_hidden(const cdt_xml_tag *tag)
{
    const char *hidden = cdt_xml_get(tag, CDT_XML_TEXT, "is-hidden"),
               *display = cdt_xml_get(tag, CDT_XML_TEXT, "display");

    return (hidden && strcmp(hidden, "true") == 0) || (display && strcmp(display, "none") == 0);
}

static void start_section(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    b->spans[b->span_count++] = (span){ -1, 0 }; /* to know at its end whether it was hidden */
    b->spans[b->span_count - 1].hidden = says_hidden(tag) ? 1 : -1;
}

static void start_hidden_words(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (says_hidden(tag) && !b->capture)
        cdt_flow_aside(&b->flow, CDT_ASIDE_HIDDEN, "hidden text", CDT_STR(""),
                       cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "string-value")));
    if (says_hidden(tag))
        cdt_xml_skip(tag);
}

static void start_hidden_paragraph(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (says_hidden(tag) && open_paragraph(b)->open)
        open_paragraph(b)->style.hidden = 1;
}

/* --- lists */

static cdt_odt_counter *new_counter(cdt_odt_body *b)
{
    cdt_odt_counter *counter = CDT_NEW(b->arena, cdt_odt_counter);

    counter->index = ++b->counter_count;
    return counter;
}

/* The counters of a list that stands in no other: those of the list that it continues, or its own. */
static cdt_odt_counter *counter_of(cdt_odt_body *b, const cdt_xml_tag *tag, cdt_str style)
{
    cdt_str continued = cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "continue-list"));
    const char *goes_on = cdt_xml_get(tag, CDT_XML_TEXT, "continue-numbering");
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_XML, "id"));
    cdt_odt_counter *counter = continued.len ? cdt_map_get(&b->counters, continued) : NULL;

    if (counter == NULL && continued.len == 0 && goes_on && strcmp(goes_on, "true") == 0 &&
        cdt_str_is(b->last.style, style))
        counter = b->last.counter;
    if (counter == NULL) {
        counter = new_counter(b);
        counter->doubtful = continued.len; /* LibreOffice writes such files, and begins a new list when it reads them */
    }
    b->last = (list){ .style = style, .counter = counter };
    if (id.len)
        *cdt_map_at(&b->counters, cdt_copy(b->arena, id)) = counter;
    return counter;
}

static void start_list(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    const char *name = cdt_xml_get(tag, CDT_XML_TEXT, "style-name");
    bool nested = b->list_count > open_paragraph(b)->list_base;
    list *outer = nested ? &b->lists[b->list_count - 1] : NULL;
    list *self = &b->lists[b->list_count++];

    *self = (list){ .start = -1 };
    if (b->capture || !b->text)
        return;
    self->style = name ? cdt_copy(b->arena, cdt_str_z(name)) : outer ? outer->style : CDT_STR("");
    self->counter = outer ? outer->counter : counter_of(b, tag, self->style);
    if (outer) /* an item that begins with a list has no number of its own, as LibreOffice shows it */
        outer->fresh = false;
}

static void end_list(void *reader)
{
    ((cdt_odt_body *)reader)->list_count--;
}

static void start_item(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (b->list_count == 0)
        return;
    b->lists[b->list_count - 1].fresh = true;
    b->lists[b->list_count - 1].start = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "start-value"), -1);
}

static void start_list_header(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    (void)tag;
    if (b->list_count)
        b->lists[b->list_count - 1].fresh = false;
}

/* --- paragraphs */

static const cdt_odt_list_style *list_style(const cdt_odt_body *b, cdt_str name)
{
    return name.len ? cdt_map_get(&b->styles.lists, name) : NULL;
}

/* The first paragraph of an item has its label; the list style of the paragraph's own style goes before that of the list. */
static void take_list(cdt_odt_body *b, paragraph *p)
{
    size_t depth = b->list_count - p->list_base;
    list *l = &b->lists[b->list_count - 1];

    p->level = (unsigned)(depth > CDT_ODT_LEVELS ? CDT_ODT_LEVELS : depth) - 1;
    if (!l->fresh) {
        p->item = l->counter;
        return;
    }
    l->fresh = false;
    p->list_style = list_style(b, p->style.list);
    if (p->list_style == NULL)
        p->list_style = list_style(b, l->style);
    p->start = l->start;
    p->counter = p->list_style ? l->counter : NULL;
}

/* A heading outside of lists is numbered by its level in the outline, unless its style has a list of its own. */
static void take_outline(cdt_odt_body *b, paragraph *p, const cdt_xml_tag *tag)
{
    const char *header = cdt_xml_get(tag, CDT_XML_TEXT, "is-list-header");
    const char *restarts = cdt_xml_get(tag, CDT_XML_TEXT, "restart-numbering");

    if (p->outline < 1 || p->outline > CDT_ODT_LEVELS || (header && strcmp(header, "true") == 0))
        return;
    if (p->style.list.at && !cdt_str_is_z(p->style.list, "Outline"))
        return;
    p->list_style = &b->styles.outline;
    p->counter = &b->outline;
    p->level = (unsigned)p->outline - 1;
    p->start = -1;
    if (restarts && strcmp(restarts, "true") == 0)
        p->start = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "start-value"), 1);
}

static void open_words(cdt_odt_body *b, const cdt_xml_tag *tag, bool heading)
{
    paragraph *p = open_paragraph(b);
    size_t base = p->list_base;

    if (b->capture || b->in_header || !b->text)
        return;
    *p = (paragraph){ .open = true, .pending = p->pending, .ordinal = ++b->ordinal, .blank = true, .start = -1 };
    p->list_base = base;
    p->style = cdt_odt_style_of(&b->styles.paragraphs, cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "style-name")));
    if (heading)
        p->outline = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TEXT, "outline-level"), 1);
    if (b->list_count > p->list_base)
        take_list(b, p);
    else if (heading)
        take_outline(b, p, tag);
}

static void start_p(void *reader, const cdt_xml_tag *tag)
{
    open_words(reader, tag, false);
}

static void start_h(void *reader, const cdt_xml_tag *tag)
{
    open_words(reader, tag, true);
}

/* Where the paragraph and its words begin. */
static void set_columns(const paragraph *p, cdt_block *block)
{
    const cdt_odt_level *level = p->counter ? &p->list_style->levels[p->level] : NULL;
    int left = p->style.left, first = p->style.first;

    if (level && level->set && level->left != CDT_ODT_UNSET && !p->style.over_list) {
        left = level->left;
        first = level->first;
    } else if (level && level->set && first == CDT_ODT_UNSET) {
        first = level->first;
    }
    block->hang = left != CDT_ODT_UNSET ? left : 0;
    block->indent = block->hang + (first != CDT_ODT_UNSET ? first : 0);
}

static void close_words(cdt_odt_body *b)
{
    paragraph *p = open_paragraph(b);
    cdt_block block = { .kind = CDT_CLAUSE, .depth = -1, .paragraph = p->ordinal, .outline = p->outline };

    if (p->counter) {
        block.uncertain = cdt_odt_count(p->counter, p->list_style, p->level, p->start, &b->label, &block.bullet) ||
                          p->split || p->counter->doubtful;
        block.label = cdt_str_trim(cdt_buf_str(&b->label));
        block.depth = (int)p->level;
        block.list = p->counter == &b->outline ? b->counter_count + 1 : p->counter->index;
        p->start = -1;
    } else if (p->item) {
        block.depth = (int)p->level;
        block.list = p->item->index;
    }
    set_columns(p, &block);
    if (b->note) {
        block.kind = CDT_CLAUSE_NOTE;
    } else if (b->table_count) {
        block.kind = CDT_CLAUSE_TABLE;
        block.row = b->tables[b->table_count - 1].row;
        block.column = b->tables[b->table_count - 1].column;
    }
    cdt_flow_close(&b->flow, &block);
    p->pending = false;
}

/* Words that wait for a next paragraph, where there is none. */
static void close_pending(cdt_odt_body *b)
{
    if (open_paragraph(b)->pending && !cdt_flow_empty(&b->flow))
        close_words(b);
    open_paragraph(b)->pending = false;
}

static void end_words(void *reader)
{
    cdt_odt_body *b = reader;
    paragraph *p = open_paragraph(b);

    if (b->capture || b->in_header) {
        cdt_buf_char(b->capture ? b->capture : &b->header, '\n');
        return;
    }
    if (!p->open)
        return;
    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(&b->flow, (cdt_aside_slot)i);
    p->open = false;
    if (is_gone(b)) /* its end was inserted too: the next paragraph takes the words, and its own number stands */
        p->pending = true;
    else if (cdt_flow_empty(&b->flow) && !p->pending && (p->style.hidden > 0 || b->hidden))
        return;
    else
        close_words(b);
}

/* --- boxes, notes, tables */

static void start_box(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (b->capture || b->in_header)
        return;
    if (!b->text) {
        cdt_xml_skip(tag);
        return;
    }
    cdt_flow_box(&b->flow);
    new_paragraph(b);
}

static void end_box(void *reader)
{
    cdt_odt_body *b = reader;

    if (b->capture || b->in_header)
        return;
    close_pending(b);
    b->paragraph_count--;
    cdt_flow_unbox(&b->flow);
}

static void start_note(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (b->capture || b->note || !b->text || !open_paragraph(b)->open || is_gone(b) || is_hidden(b)) {
        cdt_xml_skip(tag);
        return;
    }
    b->note++;
    b->boxed = b->flow.boxed;
    b->flow.boxed = (cdt_wait_list){ 0 };
    cdt_buf_clear(&b->mark);
    start_box(b, tag);
}

static void end_note(void *reader)
{
    cdt_odt_body *b = reader;

    end_box(b);
    cdt_flow_note(&b->flow, &b->flow.boxed, cdt_str_trim(cdt_buf_str(&b->mark)));
    b->flow.boxed = b->boxed;
    b->note--;
}

static void start_mark(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((cdt_odt_body *)reader)->in_mark = true;
}

static void end_mark(void *reader)
{
    ((cdt_odt_body *)reader)->in_mark = false;
}

static void start_table(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    (void)tag;
    if (!b->capture)
        close_pending(b);
    b->tables[b->table_count++] = (table){ .row = 0 };
    cdt_flow_table(&b->flow);
}

static void end_table(void *reader)
{
    cdt_odt_body *b = reader;

    b->table_count--;
    cdt_flow_table_end(&b->flow);
}

static void start_row(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;

    if (t)
        *t = (table){ .row = t->row + 1, .next = 1 };
    else
        cdt_xml_skip(tag);
}

/* A cell, or the place that another one covers. */
static void next_cell(cdt_odt_body *b, const cdt_xml_tag *tag)
{
    table *t = b->table_count ? &b->tables[b->table_count - 1] : NULL;
    int repeats = cdt_odt_number(cdt_xml_get(tag, CDT_XML_TABLE, "number-columns-repeated"), 1);

    if (t == NULL || t->row == 0) {
        cdt_xml_skip(tag);
        return;
    }
    t->column = t->next;
    t->next += (unsigned)(repeats > REPEATS_LAST ? REPEATS_LAST : repeats);
}

static void start_cell(void *reader, const cdt_xml_tag *tag)
{
    next_cell(reader, tag);
}

static void start_covered(void *reader, const cdt_xml_tag *tag)
{
    next_cell(reader, tag);
    cdt_xml_skip(tag);
}

static void end_cell(void *reader)
{
    cdt_odt_body *b = reader;

    if (!b->capture)
        close_pending(b);
}

/* --- tracked changes and comments */

static void start_region(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    const char *id = cdt_xml_get(tag, CDT_XML_TEXT, "id");

    if (id == NULL)
        id = cdt_xml_get(tag, CDT_XML_XML, "id");
    if (id == NULL || *id == '\0' || b->capture) {
        cdt_xml_skip(tag);
        return;
    }
    b->change = CDT_NEW(b->arena, change);
    *cdt_map_at(&b->changes, cdt_copy(b->arena, cdt_str_z(id))) = b->change;
    cdt_buf_clear(&b->captured);
    cdt_buf_clear(&b->author);
    b->capture = &b->captured;
}

static void end_region(void *reader)
{
    cdt_odt_body *b = reader;
    cdt_str words = cdt_buf_str(&b->captured);

    if (words.len && words.at[words.len - 1] == '\n')
        words.len--;
    if (b->change) {
        b->change->author = cdt_copy(b->arena, cdt_buf_str(&b->author));
        if (!b->change->inserts)
            b->change->deleted = cdt_copy(b->arena, words);
    }
    b->change = NULL;
    b->capture = NULL;
}

static void start_insertion(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    (void)tag;
    if (b->change)
        b->change->inserts = true;
}

/* Who, in what is told of a change or a comment; when is not wanted. */
static void start_creator(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (b->capture)
        b->capture = &b->author;
    else
        cdt_xml_skip(tag);
}

static void end_creator(void *reader)
{
    ((cdt_odt_body *)reader)->capture = &((cdt_odt_body *)reader)->captured;
}

static void start_info(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    cdt_buf_clear(&((cdt_odt_body *)reader)->captured);
}

static void end_info(void *reader)
{
    cdt_buf_clear(&((cdt_odt_body *)reader)->captured);
}

static void start_comment(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;

    if (b->capture || !b->text) {
        cdt_xml_skip(tag);
        return;
    }
    cdt_buf_clear(&b->captured);
    cdt_buf_clear(&b->author);
    b->capture = &b->captured;
}

static void end_comment(void *reader)
{
    cdt_odt_body *b = reader;

    b->capture = NULL;
    cdt_flow_remark(&b->flow, "comment", cdt_buf_str(&b->author), cdt_str_trim(cdt_buf_str(&b->captured)));
}

static change *change_of(const cdt_odt_body *b, const cdt_xml_tag *tag)
{
    cdt_str id = cdt_str_z(cdt_xml_get(tag, CDT_XML_TEXT, "change-id"));

    return id.len && !b->capture && b->text ? cdt_map_get(&b->changes, id) : NULL;
}

static void start_change_start(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    change *c = change_of(b, tag);

    if (c == NULL || !c->inserts || c->open)
        return;
    c->open = true;
    b->insertions++;
    b->insertion = c;
}

static void start_change_end(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    change *c = change_of(b, tag);

    if (c == NULL || !c->open)
        return;
    c->open = false;
    b->insertions--;
}

/* Where words were deleted. As the draft was before, they stand here again; each end of a paragraph in them is one of the
 * draft's, which has then a paragraph more of the same kind. Which number that had is not in the file for sure. */
static void start_change_here(void *reader, const cdt_xml_tag *tag)
{
    cdt_odt_body *b = reader;
    change *c = change_of(b, tag);
    cdt_str words, line;

    if (c == NULL || c->inserts || c->used)
        return;
    c->used = true;
    cdt_flow_aside_end(&b->flow, CDT_ASIDE_CHANGE);
    cdt_flow_remark(&b->flow, "deletion", c->author, cdt_str_trim(c->deleted));
    words = c->deleted;
    if (!b->original || is_gone(b) || !open_paragraph(b)->open)
        return;
    for (;;) {
        size_t end = cdt_str_find(words, CDT_STR("\n"), 0);
        line = cdt_str_slice(words, 0, end == (size_t)-1 ? words.len : end);
        if (!is_hidden(b))
            cdt_flow_words(&b->flow, line, look_of(b));
        if (end == (size_t)-1)
            break;
        open_paragraph(b)->split = true;
        close_words(b);
        words = cdt_str_slice(words, end + 1, words.len);
    }
    open_paragraph(b)->blank = line.len ? is_blank(line.at[line.len - 1]) : open_paragraph(b)->blank;
}

/* --- the parts of a file */

static void start_body(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((cdt_odt_body *)reader)->text = true;
}

static void end_body(void *reader)
{
    cdt_odt_body *b = reader;

    close_pending(b);
    b->text = false;
}

static void start_header(void *reader, const cdt_xml_tag *tag)
{
    (void)tag;
    ((cdt_odt_body *)reader)->in_header = true;
}

static void end_header(void *reader)
{
    ((cdt_odt_body *)reader)->in_header = false;
}

/* clang-format off */
static const cdt_xml_rule style_file_rules[] = {
    CDT_ODT_STYLE_RULES,
    { CDT_XML_OFFICE, "automatic-styles", NULL,         NULL }, /* those of headers; others have the same names */
    { CDT_XML_STYLE,  "header",           start_header, end_header },
    { CDT_XML_STYLE,  "header-first",     start_header, end_header },
    { CDT_XML_TEXT,   "p",                start_p,      end_words },
    { CDT_XML_TEXT,   "h",                start_h,      end_words },
    { CDT_XML_TEXT,   "tab",              start_tab,    NULL },
};

static const cdt_xml_rule content_rules[] = {
    CDT_ODT_STYLE_RULES,
    { CDT_XML_STYLE,  "header",                start_header,           end_header },
    { CDT_XML_STYLE,  "footer",                NULL,                   NULL },
    { CDT_XML_OFFICE, "text",                  start_body,             end_body },
    { CDT_XML_OFFICE, "meta",                  NULL,                   NULL },
    { CDT_XML_OFFICE, "settings",              NULL,                   NULL },
    { CDT_XML_OFFICE, "forms",                 NULL,                   NULL },
    { CDT_XML_OFFICE, "binary-data",           NULL,                   NULL },
    { CDT_XML_OFFICE, "event-listeners",       NULL,                   NULL },
    { CDT_XML_TEXT,   "p",                     start_p,                end_words },
    { CDT_XML_TEXT,   "h",                     start_h,                end_words },
    { CDT_XML_TEXT,   "list",                  start_list,             end_list },
    { CDT_XML_TEXT,   "list-item",             start_item,             NULL },
    { CDT_XML_TEXT,   "list-header",           start_list_header,      NULL },
    { CDT_XML_TEXT,   "span",                  start_span,             end_span },
    { CDT_XML_TEXT,   "s",                     start_blanks,           NULL },
    { CDT_XML_TEXT,   "tab",                   start_tab,              NULL },
    { CDT_XML_TEXT,   "line-break",            start_break,            NULL },
    { CDT_XML_TEXT,   "placeholder",           start_prompt,           end_prompt },
    { CDT_XML_TEXT,   "section",               start_section,          end_span },
    { CDT_XML_TEXT,   "bookmark",              start_bookmark,         NULL },
    { CDT_XML_TEXT,   "bookmark-start",        start_bookmark,         NULL },
    { CDT_XML_TEXT,   "bookmark-ref",          start_link,             end_link },
    { CDT_XML_TEXT,   "hidden-text",           start_hidden_words,     NULL },
    { CDT_XML_TEXT,   "hidden-paragraph",      start_hidden_paragraph, NULL },
    { CDT_XML_TEXT,   "note",                  start_note,             end_note },
    { CDT_XML_TEXT,   "note-citation",         start_mark,             end_mark },
    { CDT_XML_TEXT,   "ruby-text",             NULL,                   NULL },
    { CDT_XML_TEXT,   "script",                NULL,                   NULL },
    { CDT_XML_TEXT,   "sequence-decls",        NULL,                   NULL },
    { CDT_XML_TEXT,   "table-of-content-source", NULL,                 NULL },
    { CDT_XML_TEXT,   "alphabetical-index-source", NULL,               NULL },
    { CDT_XML_TEXT,   "bibliography-source",   NULL,                   NULL },
    { CDT_XML_TEXT,   "illustration-index-source", NULL,               NULL },
    { CDT_XML_TEXT,   "table-index-source",    NULL,                   NULL },
    { CDT_XML_TEXT,   "object-index-source",   NULL,                   NULL },
    { CDT_XML_TEXT,   "user-index-source",     NULL,                   NULL },
    { CDT_XML_TEXT,   "changed-region",        start_region,           end_region },
    { CDT_XML_TEXT,   "insertion",             start_insertion,        NULL },
    { CDT_XML_TEXT,   "change-start",          start_change_start,     NULL },
    { CDT_XML_TEXT,   "change-end",            start_change_end,       NULL },
    { CDT_XML_TEXT,   "change",                start_change_here,      NULL },
    { CDT_XML_OFFICE, "change-info",           start_info,             end_info },
    { CDT_XML_OFFICE, "annotation",            start_comment,          end_comment },
    { CDT_XML_DC,     "creator",               start_creator,          end_creator },
    { CDT_XML_DC,     "date",                  NULL,                   NULL },
    { CDT_XML_TABLE,  "table",                 start_table,            end_table },
    { CDT_XML_TABLE,  "table-row",             start_row,              NULL },
    { CDT_XML_TABLE,  "table-cell",            start_cell,             end_cell },
    { CDT_XML_TABLE,  "covered-table-cell",    start_covered,          NULL },
    { CDT_XML_DRAW,   "frame",                 start_box,              end_box },
    { CDT_XML_DRAW,   "custom-shape",          start_box,              end_box },
    { CDT_XML_DRAW,   "rect",                  start_box,              end_box },
    { CDT_XML_DRAW,   "ellipse",               start_box,              end_box },
    { CDT_XML_DRAW,   "circle",                start_box,              end_box },
    { CDT_XML_DRAW,   "line",                  start_box,              end_box },
    { CDT_XML_DRAW,   "polyline",              start_box,              end_box },
    { CDT_XML_DRAW,   "polygon",               start_box,              end_box },
    { CDT_XML_DRAW,   "path",                  start_box,              end_box },
    { CDT_XML_DRAW,   "connector",             start_box,              end_box },
    { CDT_XML_DRAW,   "caption",               start_box,              end_box },
    { CDT_XML_DRAW,   "g",                     start_box,              end_box },
    { CDT_XML_DRAW,   "object",                NULL,                   NULL },
};
/* clang-format on */

const cdt_xml_rules cdt_odt_style_file_rules = { style_file_rules, sizeof style_file_rules / sizeof style_file_rules[0],
                                                 on_text };
const cdt_xml_rules cdt_odt_content_rules = { content_rules, sizeof content_rules / sizeof content_rules[0], on_text };

cdt_odt_body *cdt_odt_body_new(cdt_builder *builder, bool original)
{
    cdt_odt_body *b = cdt_malloc(sizeof *b);

    *b = (cdt_odt_body){ .builder = builder, .arena = cdt_build_arena(builder), .original = original };
    b->styles.arena = b->arena;
    cdt_flow_begin(&b->flow, builder);
    new_paragraph(b);
    return b;
}

void cdt_odt_body_free(cdt_odt_body *b)
{
    while (b->flow.level)
        cdt_flow_unbox(&b->flow);
    b->paragraph_count = 1;
    b->note = 0;
    for (; b->table_count; b->table_count--)
        cdt_flow_table_end(&b->flow);
    if (!cdt_flow_empty(&b->flow)) /* the file ends in the middle */
        close_words(b);
    cdt_flow_end(&b->flow);
    cdt_odt_styles_free(&b->styles);
    cdt_map_free(&b->counters);
    cdt_map_free(&b->changes);
    cdt_buf_free(&b->captured);
    cdt_buf_free(&b->author);
    cdt_buf_free(&b->header);
    cdt_buf_free(&b->label);
    cdt_buf_free(&b->mark);
    free(b->paragraphs);
    free(b);
}

cdt_str cdt_odt_body_header(const cdt_odt_body *b)
{
    return cdt_buf_str(&b->header);
}
