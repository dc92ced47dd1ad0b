/* html.c - drafts that are HTML pages, by gumbo: lists are numbered as a browser shows them by type, start and value; what
 * is not shown is no part of the words; del and ins are tracked changes. The tree is walked without recursion, and freed
 * piece by piece, however deep it is. */
#include <gumbo.h>
#include <stdlib.h>

#include "base/limits.h"
#include "draft/chars.h"
#include "draft/encoding.h"
#include "draft/furniture.h"
#include "draft/html_docs.h"
#include "draft/html_gate.h"
#include "draft/html_style.h"
#include "draft/label.h"
#include "draft/readers.h"
#include "draft/typed.h"

/* --- memory of the parser: whatever it leaves is freed at once */

typedef struct piece {
    struct piece *before, *after;
} piece;

static void *take(void *list, size_t size)
{
    piece *first = list, *new = cdt_malloc(sizeof *new + size);

    new->before = first;
    new->after = first->after;
    if (first->after)
        first->after->before = new;
    first->after = new;
    return new + 1;
}

static void give(void *list, void *memory)
{
    piece *old = memory;

    (void)list;
    if (!memory)
        return;
    old--;
    old->before->after = old->after;
    if (old->after)
        old->after->before = old->before;
    free(old);
}

static void give_all(piece *list)
{
    while (list->after)
        give(list, list->after + 1);
}

/* --- the walk */

typedef struct html_list {
    int id, next, step;       /* step: -1 where it counts down */
    char type;                /* '1', 'a', 'A', 'i', 'I', '*' of a bullet, ' ' of none */
    cdt_html_docs_list *docs; /* not NULL: it is one level of that, */
    int level;
    cdt_str class;
} html_list;

/* A paragraph that waits for its row to be complete. */
typedef struct waiting {
    cdt_block block;
    size_t cell;
} waiting;

typedef struct pending {
    const char *kind;
    cdt_str text;
} pending;

typedef struct walk {
    cdt_builder *builder;
    bool original; /* changes as not made */
    html_list lists[CDT_MAX_MARKUP_DEPTH];
    int depth, list_count;
    const GumboNode *item;     /* the first paragraph of which is still to come */
    cdt_str label;             /* the number of the open paragraph, as a word processor has marked it */
    int word_list, word_level; /* Word's list, from 1, and its level; 0: the paragraph is in none */
    bool marked;               /* there are such lists, so that a paragraph in none of the page's own may be in one */
    int left, first;           /* where the paragraph begins, and its first line, as the element itself says */
    bool note;                 /* in a footnote or endnote */
    unsigned row, column, tables;
    bool tabular;   /* the outermost table that is open has rows of several cells */
    waiting *cells; /* of the row */
    size_t cell_count, cell_room;
    cdt_buf text;
    bool gap; /* a blank is due before the next word */
    unsigned line;
    int outline, preformatted, footers;
    cdt_html_docs docs;
    cdt_mark marks[64];
    size_t mark_count, bold; /* bold: where it began, plus 1 */
    const GumboNode *bold_by;
    pending *remarks;
    size_t remark_count, remark_room;
} walk;

static cdt_arena *arena_of(walk *w)
{
    return cdt_build_arena(w->builder);
}

static void later(walk *w, const char *kind, cdt_str text)
{
    if (w->remark_count == w->remark_room) {
        w->remark_room = w->remark_room ? w->remark_room * 2 : 16;
        w->remarks = cdt_realloc(w->remarks, w->remark_room * sizeof *w->remarks);
    }
    w->remarks[w->remark_count++] = (pending){ kind, cdt_copy(arena_of(w), text) };
}

/* White space counts as one blank, but for that of preformatted text. */
static void put_text(walk *w, const char *text, unsigned line)
{
    for (; *text; text++) {
        if (w->preformatted && *text == '\n') {
            cdt_buf_char(&w->text, '\n');
            w->gap = false;
        } else if (cdt_is_blank(*text)) {
            w->gap = true;
        } else {
            if (!w->text.len)
                w->line = line;
            if (w->gap && w->text.len && w->text.at[w->text.len - 1] != '\n')
                cdt_buf_char(&w->text, ' ');
            w->gap = false;
            cdt_buf_char(&w->text, *text);
        }
    }
}

/* All words below a node, for what is not shown. */
static cdt_str words_below(walk *w, const GumboNode *top)
{
    cdt_buf words = { .limit = 65536 };
    const GumboNode *node = top;
    cdt_str text;

    while (node) {
        const GumboVector *children = cdt_html_children(node);
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE)
            cdt_buf_put_z(&words, node->v.text.text);
        if (children && children->length) {
            node = children->data[0];
            continue;
        }
        while (node != top && node->index_within_parent + 1 >= cdt_html_children(node->parent)->length)
            node = node->parent;
        node = node == top ? NULL : cdt_html_children(node->parent)->data[node->index_within_parent + 1];
    }
    text = cdt_str_trim(cdt_buf_take(&words, arena_of(w)));
    cdt_buf_free(&words);
    return text;
}

/* --- blocks */

static cdt_str label_of(walk *w, cdt_block *block)
{
    html_list *list = &w->lists[w->depth - 1];
    int value = list->next;

    list->next += list->step;
    block->depth = w->depth - 1;
    block->list = list->id;
    block->nested = w->depth > 1 && !list->docs;
    if (list->docs) {
        block->depth = list->level;
        block->list = 2 * CDT_MAX_HTML_TAGS + list->docs->id; /* apart from all others */
    }
    if (list->type == ' ' || cdt_typed_label(cdt_buf_str(&w->text)))
        return CDT_STR("");
    if (list->docs && list->type != '*')
        return cdt_str_z(cdt_html_docs_number(&w->docs, list->docs, list->class, list->level, value));
    if (list->type != '*')
        return cdt_str_z(cdt_html_number(arena_of(w), list->type, value));
    block->bullet = true;
    return CDT_STR("\xE2\x80\xA2");
}

/* A number that stands in the page, with the list of Word's that it is of. */
static void take_label(walk *w, cdt_block *block)
{
    cdt_label label;
    cdt_str with = cdt_str_z(cdt_format(arena_of(w), "%.*s x", CDT_ARGS(w->label)));

    block->bullet = !cdt_label_parse(with, &label) || label.style == '*';
    block->label = block->bullet ? CDT_STR("\xE2\x80\xA2") : w->label;
    if (w->word_list) {
        block->depth = w->word_level;
        block->list = CDT_MAX_HTML_TAGS + w->word_list; /* apart from those of the page's own lists */
    }
}

/* Of a paragraph without a number: the item that it is in, or none; only lists of the page's own say that. */
static void take_item(const walk *w, cdt_block *block)
{
    const html_list *list = w->depth ? &w->lists[w->depth - 1] : NULL;

    if (list && !list->docs) {
        block->depth = w->depth - 1;
        block->list = list->id;
    }
    block->unlisted = !list && w->list_count && !w->docs.count && !w->marked;
}

static void tell_remarks(walk *w)
{
    for (size_t i = 0; i < w->remark_count; i++)
        cdt_build_remark(w->builder, w->remarks[i].kind, CDT_STR(""), w->remarks[i].text);
    w->remark_count = 0;
}

static void build_block(walk *w, const cdt_block *block)
{
    cdt_typed_build(w->builder, block);
    tell_remarks(w);
}

static void wait_for_row(walk *w, const cdt_block *block)
{
    if (w->cell_count == w->cell_room) {
        w->cell_room = w->cell_room ? w->cell_room * 2 : 16;
        w->cells = cdt_realloc(w->cells, w->cell_room * sizeof *w->cells);
    }
    w->cells[w->cell_count++] = (waiting){ *block, w->column };
}

static void keep_marks(walk *w, cdt_block *block)
{
    cdt_mark *kept;

    if (w->bold && w->text.len >= w->bold && w->mark_count < 64)
        w->marks[w->mark_count++] = (cdt_mark){ .kind = CDT_MARK_BOLD, .start = w->bold - 1, .end = w->text.len };
    kept = w->mark_count ? CDT_NEW_ARRAY(arena_of(w), cdt_mark, w->mark_count) : NULL;
    if (kept)
        memcpy(kept, w->marks, w->mark_count * sizeof *kept);
    block->marks = kept;
    block->mark_count = w->mark_count;
    w->mark_count = 0;
    w->bold = w->bold ? 1 : 0;
}

/* The paragraph that has been gathered, if there is one. */
static void end_block(walk *w)
{
    cdt_block block = { .depth = -1, .outline = w->outline, .line = w->line };
    bool plain;

    w->gap = false;
    if (cdt_skip_blanks(cdt_buf_str(&w->text), 0) == w->text.len) {
        cdt_buf_clear(&w->text);
        return;
    }
    if (w->note) {
        block.kind = CDT_CLAUSE_NOTE;
        block.label = w->label;
    } else if (w->label.len) {
        take_label(w, &block);
    } else if (w->item && w->depth > 0) {
        block.label = label_of(w, &block);
    } else {
        take_item(w, &block);
    }
    block.indent = w->left + w->first;
    block.hang = w->left;
    w->label = CDT_STR("");
    w->item = NULL;
    keep_marks(w, &block);
    block.text = cdt_buf_take(&w->text, arena_of(w));
    block.furniture =
        w->footers || (!block.label.len && !w->tables && cdt_is_page_number(cdt_str_trim(block.text), &plain));
    if (w->tables == 1 && w->column)
        wait_for_row(w, &block);
    else
        build_block(w, &block);
}

/* --- tables */

/* "(a)", "1.1" and nothing else. */
static bool is_number(const walk *w, cdt_str text)
{
    cdt_label label;

    text = cdt_str_trim(text);
    return text.len < 24 &&
           cdt_label_parse(cdt_str_z(cdt_format(arena_of((walk *)w), "%.*s x", CDT_ARGS(text))), &label) &&
           label.length == text.len;
}

/* Has the row words in several cells, of which the first is no number? */
static bool is_row(walk *w, const GumboNode *row)
{
    const GumboVector *cells = cdt_html_children(row);
    size_t filled = 0;

    for (unsigned i = 0; cells && i < cells->length && filled < 2; i++) {
        const GumboNode *cell = cells->data[i];
        cdt_str words = cdt_html_children(cell) ? words_below(w, cell) : CDT_STR("");
        if (cdt_skip_blanks(words, 0) < words.len && filled++ == 0 && is_number(w, words))
            return false;
    }
    return filled > 1;
}

static bool is_tabular(walk *w, const GumboNode *table)
{
    const GumboVector *parts = cdt_html_children(table);

    for (unsigned i = 0; i < parts->length; i++) { /* the parser puts every row into a tbody or the like */
        const GumboVector *rows = cdt_html_children(parts->data[i]);
        for (unsigned k = 0; rows && k < rows->length; k++)
            if (is_row(w, rows->data[k]))
                return true;
    }
    return false;
}

/* One cell with words in each row holds the page together, and is no table. */
static bool is_layout(const walk *w)
{
    if (w->tabular)
        return false;
    for (size_t i = 1; i < w->cell_count; i++)
        if (w->cells[i].cell != w->cells[0].cell)
            return false;
    return true;
}

static void end_row(walk *w)
{
    bool layout = is_layout(w);

    for (size_t i = 0; i < w->cell_count; i++) {
        cdt_block *block = &w->cells[i].block;
        if (!layout) {
            block->kind = CDT_CLAUSE_TABLE;
            block->row = w->row;
            block->column = (unsigned)w->cells[i].cell;
            block->outline = 0;
        }
        build_block(w, block);
    }
    w->cell_count = 0;
}

/* --- elements */

static void enter_table(walk *w, GumboTag tag, const GumboNode *node)
{
    if (tag == GUMBO_TAG_TABLE && w->tables++ == 0) {
        w->row = w->column = 0;
        w->tabular = is_tabular(w, node);
    }
    if (tag == GUMBO_TAG_DL && w->tables++ == 0) { /* terms and what they mean: two columns */
        w->row = w->column = 0;
        w->tabular = true;
    }
    if (w->tables != 1)
        return;
    if (tag == GUMBO_TAG_TR) {
        w->row++;
        w->column = 0;
    } else if (tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD) {
        if (tag == GUMBO_TAG_DT)
            end_row(w);
        w->row += tag == GUMBO_TAG_DT;
        w->column = tag == GUMBO_TAG_DT ? 1 : 2;
    } else if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        w->column++;
    }
}

static void leave_table(walk *w, GumboTag tag, const GumboNode *node)
{
    if (w->tables == 1 && (tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL)) {
        end_row(w);
        w->column = 0;
    }
    if (w->tables == 1 && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH))
        w->column += (unsigned)cdt_html_span(node) - 1;
    if ((tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL) && w->tables)
        w->tables--;
}

static void enter_list(walk *w, const GumboNode *node)
{
    html_list list = { .id = ++w->list_count };

    list.type = cdt_html_list_type(node, &list.next, &list.step);
    list.docs = cdt_html_docs_find(&w->docs, node, &list.class, &list.level);

    if (w->depth < CDT_MAX_MARKUP_DEPTH)
        w->lists[w->depth] = list;
    w->depth++;
}

static void enter_item(walk *w, const GumboNode *node)
{
    int value;

    w->item = cdt_html_item_is_plain(node) ? NULL : node;
    if (w->depth > 0 && w->depth <= CDT_MAX_MARKUP_DEPTH && cdt_html_item_value(node, &value))
        w->lists[w->depth - 1].next = value;
}

/* What a word processor has marked apart from the words. false: it is all told. */
static bool enter_role(walk *w, const GumboNode *node, cdt_html_role role)
{
    cdt_str words;

    if (role == CDT_HTML_NOTE) {
        end_block(w);
        w->note = true;
        return true;
    }
    words = words_below(w, node);
    if (role == CDT_HTML_COMMENT && words.len)
        later(w, "comment", words);
    if (role == CDT_HTML_NUMBER || (role == CDT_HTML_NOTE_MARK && w->note)) {
        while (words.len && (words.at[0] == '[' || cdt_blank_at(words, 0)))
            words = cdt_str_slice(words, words.at[0] == '[' ? 1 : cdt_blank_at(words, 0), words.len);
        w->label = cdt_str_slice(words, 0, strcspn(words.at, "]\xC2 \t\r\n"));
    }
    return false;
}

static bool is_changed(const walk *w, GumboTag tag)
{
    return tag == (w->original ? GUMBO_TAG_INS : GUMBO_TAG_DEL) ||
           (!w->original && (tag == GUMBO_TAG_S || tag == GUMBO_TAG_STRIKE));
}

/* An element begins. false: what is inside it is no part of the words. */
static bool enter(walk *w, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;

    cdt_html_role role;

    if (cdt_html_is_silent(tag))
        return false;
    if (cdt_html_is_hidden(node) || is_changed(w, tag)) {
        cdt_str words = words_below(w, node);
        if (words.len)
            later(w, !is_changed(w, tag) ? "hidden text" : w->original ? "insertion" : "deletion", words);
        return false;
    }
    if (tag == GUMBO_TAG_INS || tag == GUMBO_TAG_DEL)
        later(w, tag == GUMBO_TAG_INS ? "insertion" : "deletion", words_below(w, node));
    role = cdt_html_role_of(node);
    if (role != CDT_HTML_PLAIN && !enter_role(w, node, role))
        return false;
    if (cdt_html_is_block(tag)) {
        end_block(w);
        if (!cdt_html_word_list(node, &w->word_list, &w->word_level))
            w->word_list = 0;
        w->marked |= w->word_list > 0;
        w->left = cdt_html_length(node, "margin-left");
        w->first = cdt_html_length(node, "text-indent");
    }
    enter_table(w, tag, node);
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL)
        enter_list(w, node);
    else if (tag == GUMBO_TAG_LI)
        enter_item(w, node);
    else if (tag == GUMBO_TAG_PRE)
        w->preformatted++;
    else if (tag == GUMBO_TAG_FOOTER)
        w->footers++;
    else if (tag == GUMBO_TAG_BR && w->text.len)
        cdt_buf_char(&w->text, '\n');
    else if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
        w->outline = (int)(tag - GUMBO_TAG_H1) + 1;
    if (!w->bold && cdt_html_is_bold(node)) {
        w->bold = w->text.len + 1 + (w->gap && w->text.len);
        w->bold_by = node;
    }
    return true;
}

static void leave(walk *w, const GumboNode *node)
{
    GumboTag tag = node->v.element.tag;

    if (w->bold_by == node) {
        if (w->mark_count < 64 && w->text.len >= w->bold)
            w->marks[w->mark_count++] = (cdt_mark){ .kind = CDT_MARK_BOLD, .start = w->bold - 1, .end = w->text.len };
        w->bold = 0;
        w->bold_by = NULL;
    }
    if (cdt_html_is_block(tag)) {
        end_block(w);
        w->left = w->first = 0;
    }
    if (w->note && cdt_html_role_of(node) == CDT_HTML_NOTE)
        w->note = false;
    leave_table(w, tag, node);
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL)
        w->depth -= w->depth > 0;
    else if (tag == GUMBO_TAG_LI)
        w->item = NULL;
    else if (tag == GUMBO_TAG_PRE)
        w->preformatted--;
    else if (tag == GUMBO_TAG_FOOTER)
        w->footers--;
    else if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6)
        w->outline = 0;
}

/* One node; true: go on with its children. false also where lists are too deep. */
static bool visit(walk *w, const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA: put_text(w, node->v.text.text, node->v.text.start_pos.line); return false;
    case GUMBO_NODE_ELEMENT: return enter(w, node);
    case GUMBO_NODE_DOCUMENT: return true;
    default: return false;
    }
}

/* false: lists stand inside each other too deep. */
static bool walk_all(walk *w, const GumboNode *root)
{
    const GumboNode *node = root;
    bool inside = true;

    while (node && w->depth <= CDT_MAX_MARKUP_DEPTH) {
        const GumboVector *children = cdt_html_children(node);
        inside = visit(w, node);
        if (inside && children && children->length) {
            node = children->data[0];
            continue;
        }
        if (inside && node->type == GUMBO_NODE_ELEMENT)
            leave(w, node);
        while (node != root && node->index_within_parent + 1 >= cdt_html_children(node->parent)->length) {
            node = node->parent;
            if (node != root && node->type == GUMBO_NODE_ELEMENT)
                leave(w, node);
        }
        node = node == root ? NULL : cdt_html_children(node->parent)->data[node->index_within_parent + 1];
    }
    end_block(w);
    end_row(w);
    tell_remarks(w);
    return w->depth <= CDT_MAX_MARKUP_DEPTH;
}

static bool refuse(const cdt_draft_source *source, cdt_diags *diags, unsigned line, int limit, const char *what)
{
    cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file, .line = line }, NULL,
                  "an HTML page with more than %d %s is not read; save it as .docx or text", limit, what);
    return false;
}

static bool may_be_parsed(cdt_str page, const cdt_draft_source *source, cdt_diags *diags)
{
    unsigned line;

    if (page.len > CDT_MAX_HTML_BYTES)
        return refuse(source, diags, 0, CDT_MAX_HTML_BYTES, "bytes");
    switch (cdt_html_judge(page, &line)) {
    case CDT_HTML_TOO_DEEP: return refuse(source, diags, line, CDT_MAX_HTML_DEPTH, "elements inside each other");
    case CDT_HTML_TOO_MANY_TAGS: return refuse(source, diags, line, CDT_MAX_HTML_TAGS, "tags");
    case CDT_HTML_TOO_MANY_ATTRIBUTES:
        return refuse(source, diags, line, CDT_MAX_HTML_ATTRIBUTES, "attributes in a tag");
    default: return true;
    }
}

/* What the styles in the head say of lists. */
static void learn_styles(walk *w, const GumboNode *root)
{
    const GumboVector *parts = cdt_html_children(root);

    for (unsigned i = 0; parts && i < parts->length; i++) {
        const GumboNode *part = parts->data[i];
        const GumboVector *children = cdt_html_children(part);
        if (part->type != GUMBO_NODE_ELEMENT || part->v.element.tag != GUMBO_TAG_HEAD)
            continue;
        for (unsigned k = 0; k < children->length; k++) {
            const GumboNode *child = children->data[k];
            const GumboVector *text = child->type == GUMBO_NODE_ELEMENT && child->v.element.tag == GUMBO_TAG_STYLE
                                          ? cdt_html_children(child)
                                          : NULL;
            for (unsigned t = 0; text && t < text->length; t++)
                if (((const GumboNode *)text->data[t])->type == GUMBO_NODE_TEXT)
                    cdt_html_docs_learn(&w->docs, cdt_str_z(((const GumboNode *)text->data[t])->v.text.text));
        }
    }
}

static bool read_page(walk *w, cdt_str page)
{
    piece memory = { .after = NULL };
    GumboOptions options = kGumboDefaultOptions;
    GumboOutput *output;
    bool good;

    options.allocator = take;
    options.deallocator = give;
    options.userdata = &memory;
    options.max_errors = 0;
    output = gumbo_parse_with_options(&options, page.at, page.len);
    w->docs.arena = arena_of(w);
    learn_styles(w, output->root);
    good = walk_all(w, output->root);
    cdt_html_docs_free(&w->docs);
    give_all(&memory);
    return good;
}

bool cdt_read_html(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                   cdt_diags *diags)
{
    walk w = { .builder = builder, .original = options->revision == CDT_AS_ORIGINAL };
    cdt_buf made = { 0 };
    const char *was;
    cdt_str page = cdt_text_decode(&made, (cdt_str){ source->bytes, source->length }, &was);
    bool good;

    if (was)
        cdt_build_problem(builder, "the page is not UTF-8; it was read as %s", was);
    good = may_be_parsed(page, source, diags);
    if (good && !read_page(&w, page))
        good = refuse(source, diags, 0, CDT_MAX_MARKUP_DEPTH, "lists inside each other");
    cdt_buf_free(&made);
    cdt_buf_free(&w.text);
    free(w.cells);
    free(w.remarks);
    return good;
}
