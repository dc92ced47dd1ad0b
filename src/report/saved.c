/* saved.c - saved reports: one JSON object, or one after the other. */
#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/limits.h"
#include "concordat/report.h"
#include "report/saved_review.h"

struct cdt_saved {
    cdt_arena arena;
    cdt_saved_item *items;
    size_t count, room;
    const char *as_of, *tool;
    bool no_quotes;
};

cdt_saved *cdt_saved_new(void)
{
    cdt_saved *saved = cdt_malloc(sizeof *saved);

    *saved = (cdt_saved){ .as_of = "", .tool = "" };
    return saved;
}

void cdt_saved_free(cdt_saved *saved)
{
    for (size_t i = 0; i < saved->count; i++) {
        cdt_saved_item *item = &saved->items[i];
        cdt_diags_free((cdt_diags *)(item->review ? item->review->diags : item->problems));
    }
    free(saved->items);
    cdt_arena_free(&saved->arena);
    free(saved);
}

static void add(cdt_saved *saved, cdt_saved_item item)
{
    if (saved->count == saved->room) {
        saved->room = saved->room ? saved->room * 2 : 16;
        saved->items = cdt_realloc(saved->items, saved->room * sizeof *saved->items);
    }
    saved->items[saved->count++] = item;
}

/* ---- one report ---- */

/* What tells that it is a report, and one that can be merged with those before. */
static void read_head(cdt_saved *saved, const cdt_fields *of)
{
    const char *schema = cdt_field_text(of, "schema"), *as_of;
    cdt_fields tool;
    cdt_day day;

    if (strcmp(schema, "concordat.report/v1") != 0) {
        cdt_fields_fail(of, "schema",
                        "wanted a report saved with `-f json`, whose schema is \"concordat.report/v1\"; found %s%s%s",
                        *schema ? "\"" : "", *schema ? schema : "none", *schema ? "\"" : "");
        return;
    }
    as_of = cdt_field_needed(of, "as_of");
    if (!cdt_date_read(cdt_str_z(as_of), &day))
        cdt_fields_fail(of, "as_of", "wanted a day such as 2026-07-01, found \"%s\"", as_of);
    if (*saved->as_of && strcmp(saved->as_of, as_of) != 0)
        cdt_fields_fail(of, "as_of", "made as of %s, and a report before it as of %s; one report cannot be of two days",
                        as_of, saved->as_of);
    saved->as_of = as_of;
    tool = cdt_field_object(of, "tool");
    saved->tool = cdt_copy_z(&saved->arena, cdt_str_z(cdt_field_text(&tool, "version")));
    saved->no_quotes |= json_is_false(json_object_get(of->json, "quotes"));
}

/* Problems of no agreement that were told before review number `before`. */
static void read_problems(cdt_saved *saved, const cdt_fields *list, size_t count, size_t before, size_t *at)
{
    for (; *at < count && !list->file->failed; ++*at) {
        cdt_fields element = cdt_field_at(list, *at);
        cdt_diags *diags;
        if (cdt_field_number(&element, "reviews_before", (size_t)-1 >> 1) > before)
            return;
        diags = cdt_diags_new();
        add(saved, (cdt_saved_item){ .problems = diags });
        cdt_saved_diag(&element, diags);
    }
}

static void read_report(cdt_saved *saved, cdt_fields_file *file, const json_t *json)
{
    cdt_fields of = cdt_fields_of(file, json), reviews, problems;
    size_t count, problem_count, told = 0;

    if (!json_is_object(json)) {
        cdt_fields_fail(&of, NULL, "wanted a report saved with `-f json`, which is an object; found something else");
        return;
    }
    read_head(saved, &of);
    reviews = cdt_field_list(&of, "reviews", &count);
    problems = cdt_field_list(&of, "diagnostics", &problem_count);
    for (size_t i = 0; i < count && !file->failed; i++) {
        cdt_fields element = cdt_field_at(&reviews, i);
        cdt_review *review;
        read_problems(saved, &problems, problem_count, i, &told);
        if (file->failed)
            return;
        review = cdt_saved_review(&element);
        if (review->diags)
            add(saved, (cdt_saved_item){ .review = review });
    }
    read_problems(saved, &problems, problem_count, (size_t)-1, &told);
}

/* ---- one file ---- */

/* Where in the text the next value is looked for. */
typedef struct cursor {
    const char *text;
    size_t len, at;
    unsigned lines; /* before it */
} cursor;

static void move_to(cursor *c, size_t to)
{
    for (; c->at < to; c->at++)
        c->lines += c->text[c->at] == '\n';
}

static void tell_syntax(cdt_diags *diags, const char *file, unsigned lines, const json_error_t *error)
{
    cdt_place place = { .file = file, .line = lines + (unsigned)error->line };

    place.column = error->column > 0 ? (unsigned)error->column : 1;
    cdt_diags_add(diags, CDT_BAD_REPORT, place, NULL,
                  "wanted a report saved as JSON, but this is none or is cut off: %s", error->text);
}

/* The next value of the text. false: there is none, or something is wrong with it. */
static bool read_next(cdt_saved *saved, cdt_fields_file *file, cursor *c)
{
    json_error_t error;
    json_t *json;

    move_to(c, c->at + strspn(c->text + c->at, " \t\r\n"));
    if (c->at >= c->len)
        return false;
    json = json_loadb(c->text + c->at, c->len - c->at, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
    if (!json) {
        tell_syntax(file->diags, file->name, c->lines, &error);
        file->failed = true;
        return false;
    }
    file->line = c->lines + 1;
    move_to(c, c->at + (size_t)error.position);
    read_report(saved, file, json);
    json_decref(json);
    return !file->failed;
}

/* The library drops a byte of a string where it has no memory, and goes on; this memory ends the program instead. */
static void set_memory(void)
{
    json_set_alloc_funcs(cdt_malloc, free);
}

bool cdt_saved_read(cdt_saved *saved, const char *name, const char *text, size_t len, cdt_diags *diags)
{
    static pthread_once_t memory_set = PTHREAD_ONCE_INIT;
    cdt_fields_file file = { .name = name, .arena = &saved->arena, .diags = diags };
    char *copy = cdt_malloc(len + 1); /* ends in a NUL */
    cursor c = { copy, len, 0, 0 };
    bool any = false;

    pthread_once(&memory_set, set_memory);
    memcpy(copy, text, len);
    copy[len] = '\0';
    while (read_next(saved, &file, &c))
        any = true;
    free(copy);
    if (!file.failed && !any) {
        cdt_diags_add(diags, CDT_BAD_REPORT, (cdt_place){ .file = name }, NULL,
                      "there is no report in it; one is saved with `concordat check -f json`");
        return false;
    }
    return !file.failed;
}

const char *cdt_saved_as_of(const cdt_saved *saved)
{
    return saved->as_of;
}

const char *cdt_saved_tool(const cdt_saved *saved)
{
    return saved->tool;
}

bool cdt_saved_quotes(const cdt_saved *saved)
{
    return !saved->no_quotes;
}

size_t cdt_saved_count(const cdt_saved *saved)
{
    return saved->count;
}

const cdt_saved_item *cdt_saved_at(const cdt_saved *saved, size_t index)
{
    return &saved->items[index];
}
