#include "review/answers.h"

#include <stdio.h>
#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/csv.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "yaml/insert.h"
#include "yaml/wanted.h"

/* One row that has an answer. */
typedef struct answer {
    cdt_str path, text;
    unsigned row, line;
} answer;

typedef struct answers {
    const cdt_library *library;
    const cdt_table *table;
    cdt_diags *diags;
    cdt_arena arena;
    cdt_outline outline;
    answer *at; /* an entry's tag is its number + 1 */
    size_t count, room;
    size_t path_column, answer_column;
    char column_name[CDT_CSV_COLUMN_SIZE];
    bool failed;
} answers;

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_word(cdt_str a, cdt_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

/* ---- problems, by row and column ---- */

#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
static void
fail_line(answers *a, cdt_code code, unsigned line, const char *message, ...)
{
    cdt_buf text = { 0 };
    va_list args;

    va_start(args, message);
    cdt_buf_vprintf(&text, message, args);
    va_end(args);
    cdt_diags_add(a->diags, code, (cdt_place){ .file = a->table->file, .line = line }, NULL, "%s",
                  cdt_buf_str(&text).at);
    cdt_buf_free(&text);
    a->failed = true;
}

static void fail_answer(answers *a, cdt_code code, const answer *at, const char *message)
{
    fail_line(a, code, at->line, "row %u, column %s: %.*s: %s", at->row, a->column_name, CDT_ARGS(at->path), message);
}

/* ---- reading the table ---- */

static bool is_name(cdt_str cell, const char *name)
{
    return same_word(cdt_csv_value(cell), cdt_str_z(name));
}

static bool read_head(answers *a, const cdt_csv_row *row)
{
    bool path = false, answer_found = false;

    for (size_t i = 0; i < row->count; i++) {
        if (is_name(row->cells[i], "path") && !path) {
            path = true;
            a->path_column = i;
        } else if (is_name(row->cells[i], "answer") && !answer_found) {
            answer_found = true;
            a->answer_column = i;
        }
    }
    cdt_csv_column(a->answer_column, a->column_name);
    if (!path || !answer_found)
        fail_line(
            a, CDT_BAD_TABLE, row->line,
            "row %u must name the columns, a column `path` and a column `answer` among them; `concordat questions "
            "--format csv` prints such a table",
            row->number);
    return path && answer_found;
}

static void read_row(answers *a, const cdt_csv_row *row)
{
    cdt_str path = a->path_column < row->count ? cdt_csv_value(row->cells[a->path_column]) : CDT_STR("");
    cdt_str text = a->answer_column < row->count ? cdt_csv_value(row->cells[a->answer_column]) : CDT_STR("");

    if (!text.len)
        return;
    if (!path.len || path.len > CDT_MAX_KEY_BYTES) {
        fail_line(a, CDT_BAD_TABLE, row->line, "row %u: there is an answer, but no path in the column `path`",
                  row->number);
        return;
    }
    if (a->count == a->room) {
        a->room = a->room ? a->room * 2 : 64;
        a->at = cdt_realloc(a->at, a->room * sizeof *a->at);
    }
    a->at[a->count++] = (answer){ .path = path, .text = text, .row = row->number, .line = row->line };
}

/* false: there are no answers to go on with. */
static bool read_table(answers *a)
{
    size_t bad = cdt_utf8_valid(a->table->text);
    cdt_csv csv = cdt_csv_of(a->table->text);
    cdt_csv_row row;
    unsigned line = 1;

    for (size_t i = 0; i < bad && bad < a->table->text.len; i++)
        line += a->table->text.at[i] == '\n';
    if (bad < a->table->text.len || memchr(a->table->text.at, '\0', a->table->text.len)) {
        fail_line(a, CDT_NOT_TEXT, line, "this is not UTF-8 text; save the table as \"CSV UTF-8\"");
        return false;
    }
    if (cdt_csv_next(&csv, &a->arena, &row)) {
        if (!read_head(a, &row))
            return false;
        while (cdt_csv_next(&csv, &a->arena, &row))
            read_row(a, &row);
    } else if (!csv.error) {
        fail_line(a, CDT_EMPTY, 1, "the table is empty; `concordat questions --format csv` prints one to be filled in");
    }
    if (csv.error)
        fail_line(a, CDT_BAD_TABLE, csv.line, "row %u: %s", csv.row, csv.error);
    return true;
}

/* ---- paths ---- */

/* The step at which the schema has nothing more, and what it has there. */
static void unknown_path(answers *a, const answer *at)
{
    const cdt_schema *schema = a->library->agreement.root, *next;
    cdt_nearest nearest;
    cdt_str rest = at->path, step = at->path, known;
    bool element = false;

    while (cdt_path_step(&rest, &step, &element)) {
        known = cdt_str_slice(at->path, 0, at->path.len - rest.len);
        next = cdt_schema_find(a->library->agreement.root, known);
        if (!next)
            break;
        schema = next;
    }
    if (schema->shape == CDT_SHAPE_ARRAY && schema->items)
        schema = schema->items;
    nearest = (cdt_nearest){ .word = step };
    for (size_t i = 0; i < schema->property_count; i++)
        cdt_nearest_try(&nearest, schema->properties[i].name);
    fail_line(a, CDT_UNKNOWN_KEY, at->line,
              "row %u: there is no fact %.*s%s%.*s%s; paths are those of `concordat questions`", at->row,
              CDT_ARGS(at->path), nearest.best.len ? "; for " : "", nearest.best.len ? (int)step.len : 0, step.at,
              nearest.best.len ? cdt_format(&a->arena, ", did you mean %.*s", CDT_ARGS(nearest.best)) : "");
}

/* Every step leads on: an element only from a list, and with a name. */
static bool is_path(const cdt_schema *root, cdt_str path)
{
    const cdt_schema *schema = root;
    cdt_str step;
    bool element;

    while (schema && cdt_path_step(&path, &step, &element)) {
        const cdt_property *property = element ? NULL : cdt_schema_property(schema, step);
        if (!step.len || (element && schema->shape != CDT_SHAPE_ARRAY))
            return false;
        schema = element ? schema->items : property ? property->schema : NULL;
    }
    return schema && schema != root;
}

/* ---- values ---- */

static void put(answers *a, cdt_entry *entry, const cdt_schema *schema, cdt_str text, const answer *at, unsigned depth);

static void state(cdt_entry *entry, cdt_str value)
{
    entry->value = value;
    entry->stated = true;
}

static void put_below(answers *a, cdt_entry *entry, const char *key, cdt_str value)
{
    state(cdt_outline_child(&a->outline, entry, cdt_str_z(key), false), value);
}

/* Does the answer say that there is none, or that somebody is settling it? */
static bool is_state(cdt_str text)
{
    size_t colon = cdt_str_find(text, CDT_STR(":"), 0);
    cdt_str word = cdt_str_trim(cdt_str_slice(text, 0, colon));

    return same_word(word, CDT_STR("none")) || (colon != (size_t)-1 && same_word(word, CDT_STR("open")));
}

/* "none: why" and "open: who, 2026-05-01". */
static bool put_state(answers *a, cdt_entry *entry, cdt_str text)
{
    size_t colon = cdt_str_find(text, CDT_STR(":"), 0), comma;
    cdt_str word = cdt_str_trim(cdt_str_slice(text, 0, colon)), rest;
    cdt_entry *open;
    cdt_day day;

    rest = colon == (size_t)-1 ? CDT_STR("") : cdt_str_trim(cdt_str_slice(text, colon + 1, text.len));
    if (same_word(word, CDT_STR("none"))) {
        if (rest.len)
            put_below(a, entry, "none", rest);
        else
            state(entry, CDT_STR("none"));
        return true;
    }
    if (colon == (size_t)-1 || !same_word(word, CDT_STR("open")))
        return false;
    open = cdt_outline_child(&a->outline, entry, CDT_STR("open"), false);
    for (comma = rest.len; comma && rest.at[comma - 1] != ',';)
        comma--;
    word = cdt_str_trim(cdt_str_slice(rest, comma, rest.len));
    if (comma && cdt_date_read(word, &day)) {
        put_below(a, open, "who", cdt_str_trim(cdt_str_slice(rest, 0, comma - 1)));
        put_below(a, open, "by", word);
    } else {
        put_below(a, open, "who", rest);
    }
    return true;
}

/* Yes, words of the vocabulary and sums of money in the spelling that the schema wants; anything else as it is. */
static cdt_str spelled(answers *a, const cdt_schema *schema, cdt_str text)
{
    char *digits;
    size_t used = 0;

    for (size_t i = 0; i < schema->word_count; i++)
        if (same_word(text, schema->words[i]))
            return schema->words[i];
    if (schema->shape == CDT_SHAPE_BOOLEAN && (same_word(text, CDT_STR("y")) || same_word(text, CDT_STR("true"))))
        return CDT_STR("yes");
    if (schema->shape == CDT_SHAPE_BOOLEAN && (same_word(text, CDT_STR("n")) || same_word(text, CDT_STR("false"))))
        return CDT_STR("no");
    if (schema->shape != CDT_SHAPE_BOOLEAN && schema->shape != CDT_SHAPE_NUMBER)
        return text;
    digits = cdt_copy_z(&a->arena, text);
    for (size_t i = 0; i < text.len; i++) {
        bool thousands = i && i + 3 < text.len && text.at[i] == ',' && strspn(digits + i + 1, "0123456789") >= 3 &&
                         (i + 4 == text.len || text.at[i + 4] == ',' || text.at[i + 4] == '.');
        if (schema->shape == CDT_SHAPE_NUMBER && (thousands || (!i && cdt_str_starts(text, CDT_STR("\xC2\xA3"))))) {
            i += !thousands; /* a pound sign has two bytes */
            continue;
        }
        digits[used++] = schema->shape == CDT_SHAPE_BOOLEAN ? lower(text.at[i]) : text.at[i];
    }
    return (cdt_str){ digits, used };
}

/* "North County Council" -> north-county-council */
static cdt_str slug(answers *a, cdt_str text)
{
    char *out = cdt_alloc(&a->arena, text.len + 3);
    size_t used = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = lower(text.at[i]);
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!used && c >= '0' && c <= '9') { /* an id begins with a letter */
            memcpy(out, "n-", 2);
            used = 2;
        }
        if (letter)
            out[used++] = c;
        else if (used && out[used - 1] != '-')
            out[used++] = '-';
    }
    while (used && out[used - 1] == '-')
        used--;
    return (cdt_str){ out, used };
}

static void put_scalar(answers *a, cdt_entry *entry, const cdt_schema *schema, cdt_str text)
{
    if (schema->other && cdt_str_starts(text, CDT_STR("other:"))) {
        put_below(a, entry, "other", cdt_str_trim(cdt_str_slice(text, 6, text.len)));
        entry->whole = true;
    } else if (schema->refer_count) { /* by its id, or by the name that the id was made of */
        state(entry, slug(a, text));
    } else {
        state(entry, spelled(a, schema, text));
    }
}

/* The name in paths of an item that one cell holds: "North County Council" or "north = North County Council" where items
 * have ids; else the item itself, where lists of its kind are named by it. Empty: it has none. */
static cdt_str item_name(answers *a, const cdt_schema *list, const cdt_property *key, cdt_str text)
{
    cdt_str name;

    if (!key || !list->label.len || !cdt_str_is(key->name, list->label))
        return CDT_STR("");
    if (key->schema->pattern.len)
        return slug(a, cdt_str_trim(cdt_str_slice(text, 0, cdt_str_find(text, CDT_STR("="), 0))));
    name = key->schema->refer_count ? slug(a, text) : spelled(a, key->schema, text);
    if (cdt_str_find(name, CDT_STR(":"), 0) != (size_t)-1 || cdt_str_find(name, CDT_STR("]"), 0) != (size_t)-1 ||
        strspn(cdt_copy_z(&a->arena, name), "0123456789") == name.len)
        return CDT_STR("");
    return name;
}

/* What an item with an id is called besides. */
static void put_words(answers *a, cdt_entry *entry, const cdt_schema *items, cdt_str id, cdt_str text)
{
    const cdt_property *name = cdt_wanted_name(items);
    size_t equals = cdt_str_find(text, CDT_STR("="), 0);
    cdt_str words = equals == (size_t)-1 ? text : cdt_str_trim(cdt_str_slice(text, equals + 1, text.len));

    if (name && words.len && !cdt_str_is(words, id))
        put_below(a, entry, cdt_copy_z(&a->arena, name->name), words);
}

/* Item number `index` of a list that one cell holds. */
static void put_item(answers *a, cdt_entry *list, const cdt_schema *schema, cdt_str text, size_t index,
                     const answer *at, unsigned depth)
{
    const cdt_property *key = cdt_wanted_key(schema);
    cdt_str name = item_name(a, schema, key, text);
    char number[24];
    cdt_entry *entry;

    snprintf(number, sizeof number, "%zu", index);
    entry = cdt_outline_child(&a->outline, list, name.len ? name : cdt_str_z(number), true);
    list->whole = list->whole || !name.len;
    if (name.len && key->schema->pattern.len)
        put_words(a, entry, schema->items, name, text);
    else if (!name.len && key && !(schema->single && schema->items->scalar.len))
        put(a, cdt_outline_child(&a->outline, entry, key->name, false), key->schema, text, at, depth + 1);
    else if (!name.len)
        put(a, entry, schema->items, text, at, depth + 1);
}

static size_t item_end(cdt_str text)
{
    size_t end = 0;

    while (end < text.len && text.at[end] != ';' && text.at[end] != '\n')
        end++;
    return end;
}

static void put_list(answers *a, cdt_entry *entry, const cdt_schema *schema, cdt_str text, const answer *at,
                     unsigned depth)
{
    size_t count = 0;

    if (schema->single && item_end(text) == text.len && (!cdt_wanted_key(schema) || schema->items->scalar.len)) {
        put(a, entry, schema->items, text, at, depth + 1);
        return;
    }
    while (text.len) {
        size_t end = item_end(text);
        cdt_str one = cdt_str_trim(cdt_str_slice(text, 0, end));
        if (one.len)
            put_item(a, entry, schema, one, count++, at, depth);
        text = cdt_str_slice(text, end + 1, text.len);
    }
}

static void put_object(answers *a, cdt_entry *entry, const cdt_schema *schema, cdt_str text, const answer *at,
                       unsigned depth)
{
    const cdt_property *scalar = schema->scalar.len ? cdt_schema_property(schema, schema->scalar) : NULL;
    cdt_buf parts = { 0 };

    if (scalar) {
        put(a, entry, scalar->schema, text, at, depth + 1);
        return;
    }
    for (size_t i = 0; i < schema->property_count; i++)
        cdt_buf_printf(&parts, "%s%.*s.%.*s", i ? ", " : "", CDT_ARGS(at->path), CDT_ARGS(schema->properties[i].name));
    fail_answer(a, CDT_WRONG_TYPE, at,
                cdt_format(&a->arena, "this has parts; write none, or answer them in rows of their own: %s",
                           cdt_buf_str(&parts).at));
    cdt_buf_free(&parts);
}

static void put(answers *a, cdt_entry *entry, const cdt_schema *schema, cdt_str text, const answer *at, unsigned depth)
{
    if (put_state(a, entry, text)) {
        entry->whole = true;
        return;
    }
    if (depth > 4 || schema->shape == CDT_SHAPE_ANY)
        state(entry, text);
    else if (schema->shape == CDT_SHAPE_ARRAY && schema->items)
        put_list(a, entry, schema, text, at, depth);
    else if (schema->shape == CDT_SHAPE_OBJECT)
        put_object(a, entry, schema, text, at, depth);
    else
        put_scalar(a, entry, schema, text);
}

/* ---- the outline ---- */

/* The first answer at or below an entry. */
static const answer *answered(const answers *a, const cdt_entry *entry)
{
    const answer *found = entry->tag ? &a->at[entry->tag - 1] : NULL;

    for (const cdt_entry *e = entry->first; e && !found; e = e->next)
        if (!e->label)
            found = answered(a, e);
    return found;
}

/* An answer to a fact around the one at `path`. */
static const answer *around(const answers *a, cdt_str path)
{
    for (size_t end = 1; end < path.len; end++) {
        const cdt_entry *e = path.at[end] == '.' || path.at[end] == '['
                                 ? cdt_map_get(&a->outline.by_path, cdt_str_slice(path, 0, end))
                                 : NULL;
        if (e && (e->stated || e->whole) && e->tag)
            return &a->at[e->tag - 1];
    }
    return NULL;
}

/* An answer that stands in the way of this one: to the same fact, to one around it, or to its parts. Items that have names
 * may get parts in rows of their own. */
static const answer *rival(const answers *a, const answer *at, const cdt_schema *schema)
{
    const answer *found = around(a, at->path);
    const cdt_entry *entry = found ? NULL : cdt_map_get(&a->outline.by_path, at->path);

    if (!entry ||
        (schema->shape == CDT_SHAPE_ARRAY && schema->label.len && !entry->tag && !entry->whole && !is_state(at->text)))
        return found;
    return answered(a, entry);
}

static void tag_below(cdt_entry *entry, unsigned tag)
{
    if (!entry->tag)
        entry->tag = tag;
    for (cdt_entry *e = entry->first; e; e = e->next)
        tag_below(e, tag);
}

static void add_answer(answers *a, size_t index)
{
    answer *at = &a->at[index];
    const cdt_schema *root = a->library->agreement.root,
                     *schema = is_path(root, at->path) ? cdt_schema_find(root, at->path) : NULL;
    cdt_entry *entry;
    const answer *other;

    if (!schema) {
        unknown_path(a, at);
        return;
    }
    other = rival(a, at, schema);
    if (other) {
        fail_answer(a, CDT_DUPLICATE_KEY, at,
                    cdt_format(&a->arena, "row %u answers %s already; keep one of the two", other->row,
                               cdt_str_is(other->path, at->path) ? "it" : cdt_copy_z(&a->arena, other->path)));
        return;
    }
    entry = cdt_outline_at(&a->outline, at->path);
    put(a, entry, schema, at->text, at, 0);
    if (entry->stated || entry->first)
        tag_below(entry, (unsigned)index + 1);
    for (cdt_entry *e = entry; e; e = e->parent) /* a wrong name of an element is told at the row that brought it */
        if (e->first && e->first->label && !e->first->tag)
            e->first->tag = (unsigned)index + 1;
}

static void add_answers(answers *a)
{
    for (size_t i = 0; i < a->count; i++)
        add_answer(a, i);
}

/* ---- the result, held against the schema ---- */

/* A problem of the text that was made, at the row whose answer it is. */
static void tell(answers *a, const cdt_diag *diag, const unsigned *tags, size_t tag_count)
{
    size_t line = diag->place.line;
    unsigned tag = line && line <= tag_count ? tags[line - 1] : 0;

    if (tag)
        fail_answer(a, diag->code, &a->at[tag - 1], diag->message);
    else
        fail_line(a, diag->code, 0, "the description that the answers make: %s", diag->message);
}

/* Is the text a valid description (where answers are left out as they were wrong, ids may be missing), and does it say all
 * that `before` did (NULL: nothing)? */
static void hold(answers *a, const cdt_buf *text, const unsigned *tags, size_t tag_count, const cdt_agreement *before)
{
    bool incomplete = a->failed;
    cdt_diags *found = cdt_diags_new();
    cdt_agreement *made = cdt_agreement_read(a->library, a->table->file, text->at, text->len, 1, 0, found);

    for (size_t i = 0; i < cdt_diags_count(found); i++) {
        const cdt_diag *diag = cdt_diags_at(found, i);
        if (diag->level == CDT_ERROR && !(incomplete && diag->code == CDT_UNKNOWN_ID))
            tell(a, diag, tags, tag_count);
    }
    if (!a->failed && before && !cdt_node_kept(before->document.root, made->document.root))
        fail_line(a, CDT_BAD_TABLE, 0,
                  "the answers cannot be added to %s without changing what it says; make a description "
                  "of them alone, without --into",
                  before->document.file);
    cdt_agreement_free(made);
    cdt_diags_free(found);
}

static answers begin(const cdt_library *library, const cdt_table *table, cdt_diags *diags)
{
    answers a = { .library = library, .table = table, .diags = diags };

    a.outline = cdt_outline_of(library->agreement.root);
    return a;
}

static bool finish(answers *a)
{
    bool done = !a->failed;

    free(a->at);
    cdt_outline_free(&a->outline);
    cdt_arena_free(&a->arena);
    return done;
}

/* The schema and the title stand first, whatever the rows' order. */
static void put_head(answers *a, const char *title)
{
    cdt_entry *head;

    state(cdt_outline_at(&a->outline, CDT_STR("schema")), CDT_STR("concordat.agreement/v1"));
    head = cdt_outline_at(&a->outline, CDT_STR("agreement.title"));
    if (title)
        state(head, cdt_str_z(title));
}

bool cdt_answers_write(cdt_buf *out, const cdt_library *library, const cdt_table *table, const char *title,
                       cdt_diags *diags)
{
    answers a = begin(library, table, diags);
    cdt_entry *head;

    put_head(&a, title);
    if (read_table(&a))
        add_answers(&a);
    head = cdt_outline_at(&a.outline, CDT_STR("agreement.title"));
    if (!head->stated)
        state(head, CDT_STR("Title of the agreement"));
    cdt_outline_write(&a.outline, &a.outline.root, out, 0);
    hold(&a, out, a.outline.tags, a.outline.line_count, NULL);
    return finish(&a);
}

static void refused(void *context, const cdt_entry *entry, const char *reason)
{
    answers *a = context;

    while (!entry->tag && entry->first)
        entry = entry->first;
    if (entry->tag)
        fail_answer(a, CDT_BAD_TABLE, &a->at[entry->tag - 1], reason);
    else
        fail_line(a, CDT_BAD_TABLE, 0, "%.*s: %s", CDT_ARGS(entry->path), reason);
}

bool cdt_answers_insert(cdt_buf *out, const cdt_agreement *into, const cdt_table *table, cdt_diags *diags)
{
    answers a = begin(into->library, table, diags);
    const unsigned *tags;
    size_t tag_count;

    if (read_table(&a))
        add_answers(&a);
    if (cdt_outline_insert(&a.outline, &into->document, out, &tags, &tag_count, refused, &a))
        hold(&a, out, tags, tag_count, into);
    return finish(&a);
}
