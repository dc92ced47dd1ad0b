/* markdown.c - drafts in Markdown, by cmark-gfm, with tables and footnotes. Its lists are numbered as it numbers them; numbers
 * that it takes for words ("(a)", "2.1") stay words, and are found as in a text. */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "draft/chars.h"
#include "draft/encoding.h"
#include "draft/readers.h"
#include "draft/typed.h"

typedef struct item_list {
    int id, next; /* which list, and the number of its next item */
    bool ordered, paren;
} item_list;

typedef struct walk {
    cdt_builder *builder;
    unsigned line_offset; /* lines of the file before what cmark was given */
    item_list lists[CDT_MAX_MARKUP_DEPTH];
    int depth, list_count;
    bool first; /* the next paragraph is the first of its item */
    bool in_note;
    unsigned row, column; /* in a table */
    cdt_buf text;         /* of the paragraph so far */
    cdt_mark marks[64];
    size_t mark_count, bold; /* bold: where it began, plus 1 */
    int image;
} walk;

/* --- words of a paragraph */

static void put_literal(walk *w, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);

    if (literal)
        cdt_buf_put_z(&w->text, literal);
}

static void toggle_bold(walk *w, bool enter)
{
    if (enter) {
        w->bold = w->text.len + 1;
    } else if (w->bold) {
        if (w->mark_count < sizeof w->marks / sizeof *w->marks && w->text.len >= w->bold)
            w->marks[w->mark_count++] = (cdt_mark){ .kind = CDT_MARK_BOLD, .start = w->bold - 1, .end = w->text.len };
        w->bold = 0;
    }
}

/* "<br>" ends a line; comments are kept apart; other tags say nothing. */
static void put_tag(walk *w, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    cdt_str tag = cdt_str_z(literal);

    if (cdt_str_starts(tag, CDT_STR("<!--")) && tag.len > 7)
        cdt_build_remark(w->builder, "comment", CDT_STR(""), cdt_str_trim(cdt_str_slice(tag, 4, tag.len - 3)));
    else if (cdt_begins_with(cdt_str_slice(tag, 1, tag.len), "br"))
        cdt_buf_char(&w->text, '\n');
}

static void put_inline(walk *w, cmark_node *node, bool enter)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: put_literal(w, node); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: cdt_buf_char(&w->text, '\n'); break;
    case CMARK_NODE_HTML_INLINE: put_tag(w, node); break;
    default:
        if (cmark_node_get_type(node) == CMARK_NODE_STRONG)
            toggle_bold(w, enter);
    }
}

/* --- blocks */

static cdt_str label_of(walk *w, cdt_block *block)
{
    item_list *list = &w->lists[w->depth - 1];

    block->depth = w->depth - 1;
    block->nested = w->depth > 1;
    block->list = list->id;
    if (list->ordered)
        return cdt_str_z(cdt_format(cdt_build_arena(w->builder), "%d%c", list->next++, list->paren ? ')' : '.'));
    if (cdt_typed_label(cdt_buf_str(&w->text)))
        return CDT_STR("");
    block->bullet = true;
    return CDT_STR("\xE2\x80\xA2");
}

/* The block that has been gathered. */
static void build(walk *w, cmark_node *node, cdt_clause_kind kind, int outline)
{
    cdt_block block = { .kind = w->in_note ? CDT_CLAUSE_NOTE : kind, .outline = outline, .depth = -1 };

    block.line = (unsigned)cmark_node_get_start_line(node) + w->line_offset;
    block.row = w->row;
    block.column = w->column;
    block.unlisted = !w->depth && w->list_count;
    if (w->depth > 0 && !w->first) {
        block.depth = w->depth - 1;
        block.list = w->lists[w->depth - 1].id;
    }
    if (w->depth > 0 && w->first && kind == CDT_CLAUSE)
        block.label = label_of(w, &block);
    w->first = false;
    block.text = cdt_buf_take(&w->text, cdt_build_arena(w->builder));
    block.marks = w->marks;
    block.mark_count = w->mark_count;
    if (cdt_str_trim(block.text).len || block.label.len || kind == CDT_CLAUSE_TABLE)
        cdt_typed_build(w->builder, &block);
    w->mark_count = w->bold = 0;
}

/* Lines that are set in far, which Markdown takes for code, and HTML that stands in it. */
static void build_lines(walk *w, cmark_node *node)
{
    cdt_str literal = cdt_str_z(cmark_node_get_literal(node));

    if (cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) {
        cdt_buf_put(&w->text, literal);
    } else {
        for (size_t at = 0, end; at < literal.len; at = end + 1) {
            cdt_str tag;
            size_t open = cdt_str_find(literal, CDT_STR("<"), at);
            cdt_buf_put(&w->text, cdt_str_slice(literal, at, open));
            if (open == (size_t)-1)
                break;
            tag = cdt_str_slice(literal, open, literal.len);
            end = cdt_str_find(literal, cdt_str_starts(tag, CDT_STR("<!--")) ? CDT_STR("-->") : CDT_STR(">"), open);
            if (end == (size_t)-1)
                break;
            if (cdt_str_starts(tag, CDT_STR("<!--"))) {
                cdt_build_remark(w->builder, "comment", CDT_STR(""),
                                 cdt_str_trim(cdt_str_slice(literal, open + 4, end)));
                end += 2;
            }
        }
    }
    build(w, node, CDT_CLAUSE, 0);
}

static bool enter_list(walk *w, cmark_node *node)
{
    if (w->depth == CDT_MAX_MARKUP_DEPTH)
        return false;
    w->lists[w->depth++] = (item_list){
        .id = ++w->list_count,
        .next = cmark_node_get_list_start(node),
        .ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        .paren = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM,
    };
    return true;
}

/* The extension's nodes are known by their names. */
static void walk_table(walk *w, cmark_node *node, bool enter)
{
    const char *type = cmark_node_get_type_string(node);

    if (strcmp(type, "table") == 0) {
        w->row = w->column = 0;
    } else if (strcmp(type, "table_header") == 0 || strcmp(type, "table_row") == 0) {
        w->row += enter;
        w->column = 0;
    } else if (strcmp(type, "table_cell") == 0) {
        w->column += enter;
        if (!enter)
            build(w, node, CDT_CLAUSE_TABLE, 0);
    }
}

/* false: lists stand inside each other too deep. */
static bool walk_node(walk *w, cmark_node *node, bool enter)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST:
        if (enter)
            return enter_list(w, node);
        w->depth--;
        break;
    case CMARK_NODE_ITEM: w->first = enter; break;
    case CMARK_NODE_PARAGRAPH:
        if (!enter)
            build(w, node, CDT_CLAUSE, 0);
        break;
    case CMARK_NODE_HEADING:
        if (!enter)
            build(w, node, CDT_CLAUSE, cmark_node_get_heading_level(node));
        break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK: build_lines(w, node); break;
    default:
        if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION)
            w->in_note = enter;
        else if (strncmp(cmark_node_get_type_string(node), "table", 5) == 0)
            walk_table(w, node, enter);
        else
            put_inline(w, node, enter);
    }
    return true;
}

/* --- the file */

/* Without what stands between "---" lines at the top, as programs that publish Markdown want it; how many lines that is. */
static cdt_str without_front_matter(cdt_str text, unsigned *lines)
{
    size_t at = cdt_str_find(text, CDT_STR("\n"), 0);

    if (cdt_str_starts(text, CDT_STR("\xEF\xBB\xBF")))
        return without_front_matter(cdt_str_slice(text, 3, text.len), lines);
    if (at == (size_t)-1 || !cdt_str_is_z(cdt_str_trim(cdt_str_slice(text, 0, at)), "---"))
        return text;
    for (unsigned count = 1; at < text.len; count++) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), at + 1);
        cdt_str line = cdt_str_trim(cdt_str_slice(text, at + 1, end));
        if (cdt_str_is_z(line, "---") || cdt_str_is_z(line, "...")) {
            *lines = count + 1;
            return end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, end + 1, text.len);
        }
        at = end;
    }
    return text;
}

/* A table with very many columns takes the parser very long: the line of such a one; 0: there is none. */
static unsigned too_wide(cdt_str text)
{
    unsigned line = 1, bars = 0; /* of which a row has one more than columns */

    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] == '\n') {
            line++;
            bars = 0;
        } else if (text.at[at] == '|' && ++bars > CDT_MAX_TABLE_COLUMNS + 1) {
            return line;
        }
    }
    return 0;
}

/* How many quotations and lists a line opens: "> - 1. ". Each blank may be a level of those above. */
static unsigned opened(cdt_str line)
{
    unsigned levels = 0, blanks = 0;

    for (size_t at = 0; at < line.len; at++) {
        char c = line.at[at];
        bool item = strchr("-*+", c) && at + 1 < line.len && line.at[at + 1] == ' ';
        if (c == '>' || item)
            levels++;
        else if (c == ' ' || c == '\t')
            blanks++;
        else if (!(c >= '0' && c <= '9') && c != '.' && c != ')')
            break;
    }
    return levels + blanks / 2;
}

/* What stands very deep inside each other takes the parser very long: the line of such a one; 0: there is none. */
static unsigned too_deep(cdt_str text)
{
    unsigned line = 1;

    while (text.len) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0);
        if (opened(cdt_str_slice(text, 0, end)) > 4 * CDT_MAX_MARKUP_DEPTH)
            return line;
        text = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(text, end + 1, text.len);
        line++;
    }
    return 0;
}

static void *take_zeroed(size_t count, size_t size)
{
    void *memory = cdt_malloc(size && count > (size_t)-1 / size ? (size_t)-1 : count * size);

    return memset(memory, 0, count * size);
}

/* The library ends the program where it has no memory; this memory says so first. */
static cmark_mem memory = { take_zeroed, cdt_realloc, free };

static pthread_once_t registered = PTHREAD_ONCE_INIT;

/* The library's own list of its extensions is not made for threads. It is made of the library's usual memory, which is this one
 * for so long. */
static void register_extensions(void)
{
    cmark_mem *usual = cmark_get_default_mem_allocator(), before = *usual;

    *usual = memory;
    cmark_gfm_core_extensions_ensure_registered();
    *usual = before;
}

static cmark_node *parse(cdt_str text)
{
    cmark_parser *parser;
    cmark_syntax_extension *table;
    cmark_node *root;

    pthread_once(&registered, register_extensions);
    parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8, &memory);
    table = cmark_find_syntax_extension("table");
    if (table)
        cmark_parser_attach_syntax_extension(parser, table);
    cmark_parser_feed(parser, text.at, text.len);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

static bool walk_all(walk *w, cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    bool good = true;

    while (good && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        good = walk_node(w, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    return good;
}

bool cdt_read_markdown(cdt_builder *builder, const cdt_draft_source *source, const cdt_draft_options *options,
                       cdt_diags *diags)
{
    walk w = { .builder = builder };
    cdt_buf made = { 0 };
    const char *was;
    cdt_str text = cdt_text_decode(&made, (cdt_str){ source->bytes, source->length }, &was);
    unsigned wide = too_wide(text);
    cmark_node *root;
    bool good;

    (void)options;
    if (was)
        cdt_build_problem(builder, "the file is not UTF-8; it was read as %s", was);
    if (wide) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file, .line = wide }, NULL,
                      "a table has more than %d columns", CDT_MAX_TABLE_COLUMNS);
        cdt_buf_free(&made);
        return false;
    }
    wide = too_deep(text);
    if (wide) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file, .line = wide }, NULL,
                      "quotations and lists stand inside each other more than %d deep", CDT_MAX_MARKUP_DEPTH);
        cdt_buf_free(&made);
        return false;
    }
    root = parse(without_front_matter(text, &w.line_offset));
    good = walk_all(&w, root);
    cmark_node_free(root);
    cdt_buf_free(&made);
    cdt_buf_free(&w.text);
    if (!good)
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "lists stand inside each other more than %d deep", CDT_MAX_MARKUP_DEPTH);
    return good;
}
