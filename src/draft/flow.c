#include "draft/flow.h"

#include <stdlib.h>

#include "base/limits.h"

#define AUTHOR_BYTES 200

struct cdt_waiting {
    cdt_waiting *next;
    const char *remark; /* its kind; NULL: a block */
    cdt_str author, text;
    cdt_block block;
};

/* --- what waits */

static void append(cdt_wait_list *list, cdt_waiting *item)
{
    if (list->last)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

/* All of `from` behind `to`; `from` is empty then. */
static void move(cdt_wait_list *to, cdt_wait_list *from)
{
    if (from->first == NULL)
        return;
    if (to->last)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last;
    *from = (cdt_wait_list){ 0 };
}

static void hand_over(cdt_flow *flow, cdt_wait_list *list)
{
    if (flow->record) {
        move(flow->record, list);
        return;
    }
    for (const cdt_waiting *item = list->first; item; item = item->next) {
        if (item->remark)
            cdt_build_remark(flow->builder, item->remark, item->author, item->text);
        else
            cdt_build_block(flow->builder, &item->block);
    }
    *list = (cdt_wait_list){ 0 };
}

static cdt_waiting *new_waiting(cdt_flow *flow, cdt_wait_list *list)
{
    cdt_waiting *item = CDT_NEW(cdt_build_arena(flow->builder), cdt_waiting);

    append(list, item);
    return item;
}

/* A copy of a block that lasts. */
static void keep_block(cdt_flow *flow, cdt_wait_list *list, const cdt_block *block)
{
    cdt_arena *arena = cdt_build_arena(flow->builder);
    cdt_mark *marks = CDT_NEW_ARRAY(arena, cdt_mark, block->mark_count ? block->mark_count : 1);
    cdt_waiting *item = new_waiting(flow, list);

    if (block->mark_count)
        memcpy(marks, block->marks, block->mark_count * sizeof *marks);
    item->block = *block;
    item->block.label = cdt_copy(arena, block->label);
    item->block.text = cdt_copy(arena, block->text);
    item->block.marks = marks;
}

/* A name, and not a text that every remark would repeat. */
static cdt_str name_of(cdt_str author)
{
    if (author.len <= AUTHOR_BYTES)
        return author;
    author.len = AUTHOR_BYTES;
    while (author.len && (author.at[author.len] & 0xC0) == 0x80)
        author.len--;
    return author;
}

static void wait_remark(cdt_flow *flow, cdt_wait_list *list, const char *kind, cdt_str author, cdt_str text)
{
    cdt_arena *arena = cdt_build_arena(flow->builder);
    cdt_waiting *item = new_waiting(flow, list);

    item->remark = kind;
    item->author = cdt_copy(arena, name_of(author));
    item->text = cdt_copy(arena, text);
}

static cdt_wait_list *list_here(cdt_flow *flow)
{
    return flow->level ? &flow->boxed : flow->record;
}

static void sink_block(void *to, const cdt_block *block)
{
    keep_block(to, list_here(to), block);
}

static void sink_remark(void *to, const char *kind, cdt_str author, cdt_str text)
{
    wait_remark(to, list_here(to), kind, author, text);
}

const cdt_build_sink *cdt_flow_sink(cdt_flow *flow)
{
    flow->sink = (cdt_build_sink){ sink_block, sink_remark, flow };
    return list_here(flow) ? &flow->sink : NULL;
}

void cdt_flow_record(cdt_flow *flow, cdt_wait_list *list)
{
    flow->record = list;
}

void cdt_flow_note(cdt_flow *flow, cdt_wait_list *note, cdt_str mark)
{
    if (note->first && !note->first->remark)
        note->first->block.label = cdt_copy(cdt_build_arena(flow->builder), mark);
    move(&flow->notes, note);
}

/* --- the open paragraph */

static cdt_open_paragraph *open_paragraph(const cdt_flow *flow)
{
    return &flow->levels[flow->level];
}

static void new_level(cdt_flow *flow)
{
    if (flow->level == flow->level_room) {
        flow->level_room = flow->level_room ? flow->level_room * 2 : 4;
        flow->levels = cdt_realloc(flow->levels, flow->level_room * sizeof *flow->levels);
    }
    flow->levels[flow->level] = (cdt_open_paragraph){ .look = 0 };
}

static void free_level(cdt_open_paragraph *paragraph)
{
    cdt_buf_free(&paragraph->text);
    free(paragraph->marks);
}

void cdt_flow_begin(cdt_flow *flow, cdt_builder *builder)
{
    *flow = (cdt_flow){ .builder = builder };
    new_level(flow);
}

void cdt_flow_end(cdt_flow *flow)
{
    while (flow->level)
        cdt_flow_unbox(flow);
    for (int i = 0; i < CDT_ASIDES; i++) {
        cdt_flow_aside_end(flow, (cdt_aside_slot)i);
        cdt_buf_free(&flow->asides[i].author);
        cdt_buf_free(&flow->asides[i].text);
    }
    flow->record = NULL;
    hand_over(flow, &flow->levels[0].remarks);
    hand_over(flow, &flow->boxed);
    hand_over(flow, &flow->notes);
    free_level(&flow->levels[0]);
    free(flow->levels);
}

static void add_mark(cdt_open_paragraph *paragraph, cdt_mark mark)
{
    if (paragraph->mark_count == paragraph->mark_room) {
        paragraph->mark_room = paragraph->mark_room ? paragraph->mark_room * 2 : 8;
        paragraph->marks = cdt_realloc(paragraph->marks, paragraph->mark_room * sizeof *paragraph->marks);
    }
    paragraph->marks[paragraph->mark_count++] = mark;
}

/* From here on words look so. */
static void set_look(cdt_open_paragraph *paragraph, unsigned look)
{
    unsigned changed = paragraph->look ^ look;

    for (int kind = 0; changed && kind < CDT_LOOKS; kind++) {
        unsigned bit = CDT_LOOK(kind);
        if (!(changed & bit))
            continue;
        if (look & bit)
            paragraph->look_from[kind] = paragraph->text.len;
        else if (paragraph->look_from[kind] < paragraph->text.len)
            add_mark(paragraph, (cdt_mark){ .kind = (cdt_mark_kind)kind,
                                            .start = paragraph->look_from[kind],
                                            .end = paragraph->text.len });
    }
    paragraph->look = look;
}

/* What has another form for words: blanks and line ends are blanks; the hyphen that does not break is a hyphen; the soft
 * hyphen and the mark of byte order are not there. Its length, or 0; `*other` is the other form. */
static size_t other_form(cdt_str words, size_t at, const char **other)
{
    static const struct {
        cdt_str bytes;
        const char *other;
    } forms[] = {
        { { "\n", 1 }, " " },      { { "\t", 1 }, " " },           { { "\r", 1 }, " " },
        { { "\xC2\xAD", 2 }, "" }, { { "\xE2\x80\x91", 3 }, "-" }, { { "\xEF\xBB\xBF", 3 }, "" },
    };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (cdt_str_starts(cdt_str_slice(words, at, words.len), forms[i].bytes)) {
            *other = forms[i].other;
            return forms[i].bytes.len;
        }
    return 0;
}

static void put_words(cdt_buf *text, cdt_str words)
{
    size_t from = 0;

    for (size_t i = 0; i < words.len;) {
        unsigned char c = (unsigned char)words.at[i];
        const char *other;
        size_t length = c < ' ' || c >= 0xC2 ? other_form(words, i, &other) : 0;
        if (length) {
            cdt_buf_put(text, cdt_str_slice(words, from, i));
            cdt_buf_put_z(text, other);
            from = i + length;
        }
        i += length ? length : 1;
    }
    cdt_buf_put(text, cdt_str_slice(words, from, words.len));
}

void cdt_flow_words(cdt_flow *flow, cdt_str words, unsigned look)
{
    cdt_open_paragraph *paragraph = open_paragraph(flow);

    if (paragraph->look != look)
        set_look(paragraph, look);
    put_words(&paragraph->text, words);
}

void cdt_flow_rune(cdt_flow *flow, unsigned rune, unsigned look)
{
    cdt_open_paragraph *paragraph = open_paragraph(flow);

    if (paragraph->look != look)
        set_look(paragraph, look);
    cdt_buf_rune(&paragraph->text, rune);
}

static void add_link(cdt_flow *flow, cdt_mark_kind kind, size_t from, cdt_str name)
{
    cdt_open_paragraph *paragraph = open_paragraph(flow);

    if (!name.len || name.len > CDT_MAX_LABEL_BYTES || from > paragraph->text.len)
        return;
    if (flow->links++ == CDT_MAX_DRAFT_LINKS)
        cdt_build_reached(flow->builder, "bookmarks and cross-references", CDT_MAX_DRAFT_LINKS);
    if (flow->links > CDT_MAX_DRAFT_LINKS)
        return;
    add_mark(paragraph, (cdt_mark){ .kind = kind,
                                    .start = from,
                                    .end = paragraph->text.len,
                                    .name = cdt_copy(cdt_build_arena(flow->builder), name) });
}

void cdt_flow_anchor(cdt_flow *flow, cdt_str name)
{
    add_link(flow, CDT_MARK_ANCHOR, cdt_flow_length(flow), name);
}

void cdt_flow_link(cdt_flow *flow, size_t from, cdt_str name)
{
    if (from < cdt_flow_length(flow))
        add_link(flow, CDT_MARK_LINK, from, name);
}

size_t cdt_flow_length(const cdt_flow *flow)
{
    return open_paragraph(flow)->text.len;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

void cdt_flow_trim(cdt_flow *flow, size_t from)
{
    cdt_buf *text = &open_paragraph(flow)->text;
    size_t first = from;

    while (text->len > from && text->at[text->len - 1] == ' ')
        text->len--;
    while (first < text->len && text->at[first] == ' ')
        first++;
    if (text->len < from || text->at == NULL)
        return;
    memmove(text->at + from, text->at + first, text->len - first);
    text->len -= first - from;
    text->at[text->len] = '\0';
}

bool cdt_flow_empty(const cdt_flow *flow)
{
    return cdt_str_trim(cdt_buf_str(&open_paragraph(flow)->text)).len == 0;
}

/* Blanks at both ends go, and the marks move with the text. */
static cdt_str trimmed(cdt_open_paragraph *paragraph)
{
    cdt_str text = cdt_buf_str(&paragraph->text);
    size_t from = 0, to = text.len, kept = 0;

    while (from < to && is_blank(text.at[from]))
        from++;
    while (to > from && is_blank(text.at[to - 1]))
        to--;
    for (size_t i = 0; i < paragraph->mark_count; i++) {
        cdt_mark mark = paragraph->marks[i];
        mark.start = mark.start < from ? from : mark.start;
        mark.end = mark.end > to ? to : mark.end;
        if (mark.kind == CDT_MARK_ANCHOR)
            mark.start = mark.end = mark.start > to ? to : mark.start;
        else if (mark.start >= mark.end)
            continue;
        mark.start -= from;
        mark.end -= from;
        paragraph->marks[kept++] = mark;
    }
    paragraph->mark_count = kept;
    return cdt_str_slice(text, from, to);
}

static int by_start(const void *a, const void *b)
{
    const cdt_mark *left = a, *right = b;

    return left->start != right->start ? (left->start < right->start ? -1 : 1) : (int)left->kind - (int)right->kind;
}

void cdt_flow_close(cdt_flow *flow, const cdt_block *block)
{
    cdt_open_paragraph *paragraph = open_paragraph(flow);
    cdt_block whole = *block;

    set_look(paragraph, 0);
    whole.text = trimmed(paragraph);
    if (paragraph->mark_count > 1)
        qsort(paragraph->marks, paragraph->mark_count, sizeof *paragraph->marks, by_start);
    whole.marks = paragraph->marks;
    whole.mark_count = paragraph->mark_count;
    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(flow, (cdt_aside_slot)i);
    if (whole.text.len || (whole.label.len && !whole.bullet)) {
        if (flow->level)
            keep_block(flow, &flow->boxed, &whole);
        else if (flow->record)
            keep_block(flow, flow->record, &whole);
        else
            cdt_build_block(flow->builder, &whole);
    }
    cdt_buf_clear(&paragraph->text);
    paragraph->mark_count = 0;
    if (flow->level) {
        move(&flow->boxed, &paragraph->remarks);
        return;
    }
    hand_over(flow, &paragraph->remarks);
    hand_over(flow, &flow->boxed);
    if (flow->tables == 0)
        hand_over(flow, &flow->notes);
}

void cdt_flow_box(cdt_flow *flow)
{
    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(flow, (cdt_aside_slot)i);
    flow->level++;
    new_level(flow);
}

void cdt_flow_unbox(cdt_flow *flow)
{
    for (int i = 0; i < CDT_ASIDES; i++)
        cdt_flow_aside_end(flow, (cdt_aside_slot)i);
    move(&flow->boxed, &open_paragraph(flow)->remarks);
    free_level(&flow->levels[flow->level--]);
}

void cdt_flow_table(cdt_flow *flow)
{
    flow->tables++;
}

void cdt_flow_table_end(cdt_flow *flow)
{
    flow->tables--;
    if (flow->tables == 0 && flow->level == 0)
        hand_over(flow, &flow->notes);
}

/* --- remarks */

void cdt_flow_remark(cdt_flow *flow, const char *kind, cdt_str author, cdt_str text)
{
    wait_remark(flow, &open_paragraph(flow)->remarks, kind, author, text);
}

void cdt_flow_aside(cdt_flow *flow, cdt_aside_slot slot, const char *kind, cdt_str author, cdt_str words)
{
    cdt_aside *aside = &flow->asides[slot];

    author = name_of(author);
    if (aside->kind && (aside->kind != kind || !cdt_str_is(cdt_buf_str(&aside->author), author)))
        cdt_flow_aside_end(flow, slot);
    if (aside->kind == NULL) {
        aside->kind = kind;
        cdt_buf_put(&aside->author, author);
    }
    put_words(&aside->text, words);
}

void cdt_flow_aside_end(cdt_flow *flow, cdt_aside_slot slot)
{
    cdt_aside *aside = &flow->asides[slot];
    cdt_str text = cdt_str_trim(cdt_buf_str(&aside->text));

    if (aside->kind && text.len)
        cdt_flow_remark(flow, aside->kind, cdt_buf_str(&aside->author), text);
    aside->kind = NULL;
    cdt_buf_clear(&aside->author);
    cdt_buf_clear(&aside->text);
}
