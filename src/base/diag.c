#include "concordat/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"

#define KEPT 100 /* problems of a level */

static const struct {
    const char *label;
    cdt_level level;
    const char *text;
} codes[] = {
#define CODE(identifier, label, level, text) { label, level, text },
#include "concordat/codes.def"
#undef CODE
};

struct cdt_diags {
    cdt_arena arena;
    cdt_diag *items;
    size_t count, room;
    size_t found[CDT_ERROR + 1]; /* of each level, also those that are not kept */
};

const char *cdt_level_name(cdt_level level)
{
    static const char *const names[] = { "note", "warning", "error" };

    return names[level];
}

const char *cdt_code_label(cdt_code code)
{
    return codes[code].label;
}

cdt_level cdt_code_level(cdt_code code)
{
    return codes[code].level;
}

const char *cdt_code_text(cdt_code code)
{
    return codes[code].text;
}

cdt_diags *cdt_diags_new(void)
{
    cdt_diags *diags = cdt_malloc(sizeof *diags);

    *diags = (cdt_diags){ .items = NULL };
    return diags;
}

void cdt_diags_free(cdt_diags *diags)
{
    if (!diags)
        return;
    cdt_arena_free(&diags->arena);
    free(diags->items);
    free(diags);
}

size_t cdt_diags_count(const cdt_diags *diags)
{
    return diags->count;
}

size_t cdt_diags_errors(const cdt_diags *diags)
{
    return diags->found[CDT_ERROR];
}

const cdt_diag *cdt_diags_at(const cdt_diags *diags, size_t index)
{
    return &diags->items[index];
}

void cdt_diags_count_errors(cdt_diags *diags, size_t more)
{
    diags->found[CDT_ERROR] += more;
}

bool cdt_diags_full(const cdt_diags *diags, cdt_level level)
{
    return diags->found[level] >= KEPT;
}

/* Copy the file's name once for a run of problems in the same file. */
static const char *keep_file(cdt_diags *diags, const char *file)
{
    const char *last = diags->count ? diags->items[diags->count - 1].place.file : NULL;

    if (!file)
        return NULL;
    if (last && cdt_str_is_z(cdt_str_z(last), file))
        return last;
    return cdt_copy_z(&diags->arena, cdt_str_z(file));
}

void cdt_diags_add(cdt_diags *diags, cdt_code code, cdt_place place, const char *excerpt, const char *message, ...)
{
    cdt_level level = codes[code].level;
    bool full = cdt_diags_full(diags, level);
    cdt_diag *diag;
    cdt_buf text = { 0 };
    va_list args;

    if (diags->found[level]++ > KEPT)
        return;
    if (diags->count == diags->room) {
        diags->room = diags->room ? diags->room * 2 : 8;
        diags->items = cdt_realloc(diags->items, diags->room * sizeof *diags->items);
    }
    place.file = keep_file(diags, place.file);
    diag = &diags->items[diags->count++];
    *diag = (cdt_diag){ .code = code, .level = level, .place = place };
    if (full) {
        diag->message = "more problems follow and are not shown; mend these first";
        return;
    }
    va_start(args, message);
    cdt_buf_vprintf(&text, message, args);
    va_end(args);
    diag->message = cdt_buf_take(&text, &diags->arena).at;
    diag->excerpt = excerpt ? cdt_copy_z(&diags->arena, cdt_str_z(excerpt)) : NULL;
    cdt_buf_free(&text);
}
