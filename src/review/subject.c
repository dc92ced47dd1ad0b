#include "review/subject.h"

#include "base/buf.h"
#include "base/utf8.h"

#define SHOWN 60 /* characters of what an element says */
#define FIELDS 3

const char *cdt_finding_subject(const cdt_finding *finding)
{
    return finding->subject && *finding->subject ? finding->subject : finding->path;
}

/* What an element says first: itself, or the first of its fields that are plain text, which tell most elements apart. */
static void put_words(cdt_buf *out, const cdt_node *node)
{
    unsigned fields = 0;

    if (node->kind == CDT_SCALAR)
        cdt_buf_put(out, node->text);
    for (uint32_t i = 0; node->kind == CDT_MAP && i < node->count && fields < FIELDS; i++)
        if (node->children[i]->kind == CDT_SCALAR && node->children[i]->text.len) {
            cdt_buf_put_z(out, fields++ ? ", " : "");
            cdt_buf_put(out, node->children[i]->text);
        }
}

static bool say_the_same(const cdt_node *a, const cdt_node *b)
{
    cdt_buf left = { 0 }, right = { 0 };
    bool same;

    put_words(&left, a);
    put_words(&right, b);
    same = cdt_str_is(cdt_buf_str(&left), cdt_buf_str(&right));
    cdt_buf_free(&left);
    cdt_buf_free(&right);
    return same;
}

static bool is_numbered(const cdt_node *list, cdt_str step, size_t *index)
{
    *index = 0;
    if (!list || list->kind != CDT_LIST || !step.len || step.len > 6)
        return false;
    for (size_t i = 0; i < step.len; i++) {
        if (step.at[i] < '0' || step.at[i] > '9')
            return false;
        *index = *index * 10 + (size_t)(step.at[i] - '0');
    }
    return *index < list->count && !list->children[*index]->label;
}

/* The element by its words, with how many before it say the same. */
static void put_element(cdt_buf *out, const cdt_node *list, size_t index)
{
    cdt_buf words = { 0 };
    size_t cut, same = 1;

    put_words(&words, list->children[index]);
    cut = cdt_utf8_offset(cdt_buf_str(&words), SHOWN);
    if (!words.len)
        cdt_buf_printf(&words, "%zu", index);
    for (size_t i = 0; cut && i < index; i++)
        same += say_the_same(list->children[i], list->children[index]);
    cdt_buf_char(out, '[');
    for (size_t i = 0; i < (cut ? cut : words.len); i++)
        cdt_buf_char(out, strchr("[]\r\n\t", words.at[i]) ? ' ' : words.at[i]);
    if (same > 1)
        cdt_buf_printf(out, "#%zu", same);
    cdt_buf_char(out, ']');
    cdt_buf_free(&words);
}

static const cdt_node *element_called(const cdt_node *list, cdt_str name)
{
    for (uint32_t i = 0; list && list->kind == CDT_LIST && i < list->count; i++)
        if (list->children[i]->label && cdt_str_is(list->children[i]->label->text, name))
            return list->children[i];
    return NULL;
}

const char *cdt_subject_of(const cdt_document *document, const char *path, cdt_arena *arena)
{
    const cdt_node *node = document->root;
    cdt_str rest = cdt_str_z(path), step;
    cdt_buf out = { 0 };
    bool element;
    const char *made;

    if (!strchr(path, '['))
        return path;
    while (cdt_path_step(&rest, &step, &element)) {
        size_t index;
        if (element && is_numbered(node, step, &index)) {
            put_element(&out, node, index);
            node = node->children[index];
            continue;
        }
        cdt_buf_printf(&out, element ? "[%.*s]" : out.len ? ".%.*s" : "%.*s", CDT_ARGS(step));
        node = element ? element_called(node, step) : node ? cdt_node_get(node, step) : NULL;
    }
    made = cdt_copy_z(arena, cdt_buf_str(&out));
    cdt_buf_free(&out);
    return made;
}
