#include "yaml/frozen.h"

#include <stdatomic.h>

#include "yaml/lines.h"

/* The words of a node, in this order. */
typedef struct record {
    uint32_t shape; /* kind, style and state, a byte each */
    uint32_t count; /* children, which follow, each with all below it */
    uint32_t size;  /* nodes: this one and all below it */
    uint32_t line, column, length, key_line, key_column, alias_line;
    uint32_t text, text_len, key, key_len; /* bytes of the texts */
} record;

#define WORDS (sizeof(record) / sizeof(uint32_t))

static uint32_t keep(cdt_buf *texts, cdt_str text)
{
    uint32_t at = (uint32_t)texts->len;

    cdt_buf_put(texts, text);
    cdt_buf_char(texts, '\0');
    return at;
}

static uint32_t size_of(const cdt_node *node)
{
    uint32_t size = 1;

    for (uint32_t i = 0; i < node->count; i++)
        size += size_of(node->children[i]);
    return size;
}

static void write_node(const cdt_node *node, cdt_word_fn put, void *context, cdt_buf *texts)
{
    record r = { (uint32_t)node->kind | (uint32_t)node->style << 8 | (uint32_t)node->state << 16,
                 node->count,
                 size_of(node),
                 node->line,
                 node->column,
                 node->length,
                 node->key_line,
                 node->key_column,
                 node->alias_line,
                 keep(texts, node->text),
                 (uint32_t)node->text.len,
                 keep(texts, node->key),
                 (uint32_t)node->key.len };
    uint32_t words[WORDS];

    memcpy(words, &r, sizeof words);
    for (size_t i = 0; i < WORDS; i++)
        put(context, words[i]);
    for (uint32_t i = 0; i < node->count; i++)
        write_node(node->children[i], put, context, texts);
}

void cdt_frozen_write(const cdt_document *document, cdt_word_fn put, void *context, cdt_buf *texts)
{
    write_node(document->root, put, context, texts);
}

/* A tree that is being made again. */
typedef struct thaw {
    const uint32_t *words;
    const char *texts;
    const char *const *without;
    cdt_arena *arena;
    uint32_t at;    /* record that is next */
    uint32_t count; /* nodes made */
} thaw;

static record next_record(const thaw *t)
{
    record r;

    memcpy(&r, t->words + (size_t)t->at * WORDS, sizeof r);
    return r;
}

static bool left_out(const thaw *t, const record *r)
{
    cdt_str key = { t->texts + r->key, r->key_len };

    for (size_t i = 0; r->key_len && t->without && t->without[i]; i++)
        if (cdt_str_is_z(key, t->without[i]))
            return true;
    return false;
}

static cdt_node *read_node(thaw *t)
{
    cdt_node *node = CDT_NEW(t->arena, cdt_node);
    record r = next_record(t);

    *node = (cdt_node){ .number = t->count++,
                        .line = r.line,
                        .column = r.column,
                        .length = r.length,
                        .key_line = r.key_line,
                        .key_column = r.key_column,
                        .alias_line = r.alias_line,
                        .text = { t->texts + r.text, r.text_len },
                        .key = { t->texts + r.key, r.key_len } };
    node->kind = r.shape & 0xFF;
    node->style = r.shape >> 8 & 0xFF;
    node->state = r.shape >> 16 & 0xFF;
    node->children = CDT_NEW_ARRAY(t->arena, cdt_node *, r.count);
    t->at++;
    for (uint32_t i = 0; i < r.count; i++) { /* no deeper than what was read */
        record child = next_record(t);
        if (left_out(t, &child)) {
            t->at += child.size;
            continue;
        }
        node->children[node->count] = read_node(t);
        node->children[node->count]->parent = node;
        node->children[node->count]->index = node->count;
        node->count++;
    }
    if (node->kind == CDT_MAP)
        cdt_node_index(node, t->arena);
    return node;
}

void cdt_document_thaw(cdt_document *document, const cdt_embedded *file)
{
    cdt_line_index *known = document->lines ? atomic_load(&document->lines->index) : NULL;

    document->text = (cdt_str){ file->text, file->len };
    document->lines = CDT_NEW(&document->arena, cdt_lines);
    document->lines->text = document->text;
    atomic_store(&document->lines->index, known);
    document->owns_lines = !known; /* one that was frozen is a constant */
}

bool cdt_document_embedded(cdt_document *document, const cdt_embedded *file, const char *const *without,
                           cdt_diags *diags)
{
    thaw t = { .words = file->words, .texts = file->texts, .without = without };

    if (!file->word_count)
        return cdt_document_read(document, file->name, (cdt_str){ file->text, file->len }, 1, diags);
    *document = (cdt_document){ .file = file->name, .first_line = 1 };
    cdt_document_thaw(document, file);
    t.arena = &document->arena;
    document->root = read_node(&t);
    document->node_count = t.count;
    return true;
}
