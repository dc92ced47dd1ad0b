/* draft.c - reading a draft: the table of formats, the files one after the other, the finders in their order; and what
 * callers ask of a draft that is made. */
#include "concordat/draft.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "draft/builder.h"
#include "draft/places.h"
#include "draft/readers.h"

const cdt_draft_row cdt_draft_rows[] = {
#define FORMAT(name, title, function) { name, title, function },
#include "draft/formats.def"
#undef FORMAT
};
const size_t cdt_draft_row_count = sizeof cdt_draft_rows / sizeof *cdt_draft_rows;

size_t cdt_draft_format_count(void)
{
    return cdt_draft_row_count;
}

const char *cdt_draft_format_name(size_t index)
{
    return cdt_draft_rows[index].name;
}

const char *cdt_draft_format_title(size_t index)
{
    return cdt_draft_rows[index].title;
}

static const cdt_draft_row *row_of(const char *name)
{
    for (size_t i = 0; name && i < cdt_draft_row_count; i++)
        if (strcmp(cdt_draft_rows[i].name, name) == 0)
            return &cdt_draft_rows[i];
    return NULL;
}

const char *cdt_draft_format(const char *name, const char *bytes, size_t length)
{
    const char *refusal;

    return cdt_format_guess(cdt_str_z(name), (cdt_str){ bytes, length }, &refusal);
}

/* --- reading */

static void refuse(cdt_diags *diags, cdt_code code, const char *file, const char *why)
{
    cdt_diags_add(diags, code, (cdt_place){ .file = file }, NULL, "%s", why);
}

/* The row whose reader takes the file; NULL where none does, and the way out is in `diags`. */
static const cdt_draft_row *choose(const cdt_draft_source *source, cdt_diags *diags)
{
    cdt_str bytes = { source->bytes, source->length };
    const char *refusal, *format;
    const cdt_draft_row *row;

    if (source->length > CDT_MAX_DRAFT_BYTES) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "it has more than %d bytes, the most that a file of a draft may have; give its parts one by one",
                      CDT_MAX_DRAFT_BYTES);
        return NULL;
    }
    if (source->length == 0) {
        refuse(diags, CDT_EMPTY, source->file, "a draft was wanted; the file is empty");
        return NULL;
    }
    format = cdt_format_guess(cdt_str_z(source->file), bytes, &refusal);
    row = row_of(format);
    if (row)
        return row;
    if (format)
        cdt_diags_add(
            diags, CDT_NOT_A_DRAFT, (cdt_place){ .file = source->file }, NULL,
            "this is a %s file, and this program was built without the reader for it; save it in another format",
            format);
    else
        refuse(diags, CDT_NOT_A_DRAFT, source->file,
               refusal ? refusal : "a draft was wanted: a Word, OpenDocument, PDF, Markdown, HTML or text file");
    return NULL;
}

static const char *digest(cdt_arena *arena, cdt_str bytes)
{
    char hex[SHA256_DIGEST_STRING_LENGTH];

    SHA256Data((const uint8_t *)bytes.at, bytes.len, hex);
    return cdt_format(arena, "sha256:%s", hex);
}

/* One file into the builder; its text, or NULL. */
static bool read_file(cdt_builder *builder, const cdt_draft_source *source, cdt_draft_file *file,
                      const cdt_draft_options *options, cdt_diags *diags, cdt_str *text)
{
    cdt_arena *arena = &builder->making->arena;
    const cdt_draft_row *row = choose(source, diags);
    cdt_str bytes = { source->bytes, source->length };
    size_t errors = cdt_diags_errors(diags);

    if (!row)
        return false;
    file->name = cdt_copy_z(arena, cdt_str_z(source->file));
    file->format = row->name;
    cdt_builder_begin(builder, file, file->start);
    if (!row->read(builder, source, options, diags)) {
        if (cdt_diags_errors(diags) == errors)
            refuse(diags, CDT_NOT_A_DRAFT, source->file, "it cannot be read as a draft");
        return false;
    }
    if (builder->full) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = source->file }, NULL,
                      "it has more than %zu %s, the most that a draft may have", builder->full_at, builder->full);
        return false;
    }
    *text = cdt_builder_end(builder);
    if (!cdt_str_is(*text, bytes)) /* else the text will do when somebody asks, as few do */
        file->digest = digest(arena, bytes);
    file->end = file->start + text->len;
    builder->making->places_made[file - builder->making->draft.files] = builder->lined;
    return true;
}

/* Several texts are one, a line feed between them. */
static void join(cdt_making *making, const cdt_str *texts, size_t count)
{
    cdt_draft *draft = &making->draft;
    char *all;

    draft->length = draft->files[count - 1].end;
    draft->text = texts[0].at;
    if (count == 1)
        return;
    draft->text = all = cdt_alloc(&making->arena, draft->length + 1);
    memset(all, '\n', draft->length);
    for (size_t i = 0; i < count; i++)
        if (texts[i].len)
            memcpy(all + draft->files[i].start, texts[i].at, texts[i].len);
}

static void find_lines(cdt_making *making)
{
    const char *text = making->draft.text, *end = text + making->draft.length, *at = text;
    size_t count = 1, *lines;

    while ((at = memchr(at, '\n', (size_t)(end - at)))) {
        count++;
        at++;
    }
    lines = CDT_NEW_ARRAY(&making->arena, size_t, count);
    making->line_count = count;
    making->lines = lines;
    count = 1;
    for (at = text; (at = memchr(at, '\n', (size_t)(end - at)));)
        lines[count++] = (size_t)(++at - text);
}

static void make(cdt_making *making)
{
    find_lines(making);
    cdt_find_structure(making);
    cdt_find_sentences(making);
    cdt_find_items(making);
    cdt_find_parties(making);
    cdt_find_definitions(making);
    cdt_find_references(making);
    cdt_find_values(making);
    cdt_find_placeholders(making);
    cdt_find_facts(making);
    cdt_find_faults(making);
    cdt_find_health(making);
    cdt_places_free(making->places);
    making->places = NULL;
}

static bool read_all(cdt_builder *builder, const cdt_draft_source *sources, size_t count,
                     const cdt_draft_options *options, cdt_diags *diags)
{
    cdt_making *making = builder->making;
    cdt_draft_file *files = CDT_NEW_ARRAY(&making->arena, cdt_draft_file, count);
    cdt_str *texts = CDT_NEW_ARRAY(&making->scratch, cdt_str, count);

    making->draft.files = files;
    making->draft.file_count = count;
    making->places_made = CDT_NEW_ARRAY(&making->arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        files[i].start = i ? files[i - 1].end + 1 : 0;
        if (!read_file(builder, &sources[i], &files[i], options, diags, &texts[i]))
            return false;
    }
    join(making, texts, count);
    cdt_builder_finish(builder);
    return true;
}

/* Bytes of memory, about, for each of a draft that is read and reviewed. */
enum { TAKES = 25 };

static size_t total(const cdt_draft_source *sources, size_t count)
{
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++)
        bytes += sources[i].length;
    return bytes;
}

cdt_draft *cdt_draft_read(const cdt_draft_source *sources, size_t count, const cdt_draft_options *options,
                          cdt_diags *diags)
{
    static const cdt_draft_options usual = { .revision = CDT_AS_ACCEPTED };
    cdt_making *making;
    cdt_builder builder = { 0 };
    bool done;

    if (count == 0 || count > CDT_MAX_DRAFT_FILES) {
        cdt_diags_add(diags, CDT_TOO_LARGE, (cdt_place){ .file = count ? sources[0].file : NULL }, NULL,
                      "a draft has 1 to %d files; found %zu", CDT_MAX_DRAFT_FILES, count);
        return NULL;
    }
    making = cdt_malloc(sizeof *making);
    *making = (cdt_making){ .clauses = NULL };
    builder.making = making;
    cdt_expect(&making->arena, total(sources, count) * TAKES);
    done = read_all(&builder, sources, count, options ? options : &usual, diags);
    cdt_builder_free(&builder);
    if (done)
        make(making);
    cdt_arena_free(&making->scratch);
    if (done)
        return &making->draft;
    cdt_draft_free(&making->draft);
    return NULL;
}

void cdt_draft_free(cdt_draft *draft)
{
    cdt_making *making = (cdt_making *)draft; /* its first member */

    if (!making)
        return;
    cdt_arena_free(&making->arena);
    free(making);
}

/* --- asking */

const char *cdt_draft_digest(const cdt_draft *draft, size_t file)
{
    cdt_draft_file *own = (cdt_draft_file *)(uintptr_t)&draft->files[file];

    if (!own->digest) {                                      /* the text is the file's bytes */
        cdt_making *making = (cdt_making *)(uintptr_t)draft; /* what it says does not change by being told later */
        own->digest = digest(&making->arena, (cdt_str){ draft->text + own->start, own->end - own->start });
    }
    return own->digest;
}

const cdt_draft_file *cdt_draft_file_at(const cdt_draft *draft, size_t at)
{
    for (size_t i = 0; i < draft->file_count; i++)
        if (at >= draft->files[i].start && at < draft->files[i].end)
            return &draft->files[i];
    return NULL;
}

/* The last of `count` stretches, `size` bytes apart and each beginning with its offsets, that starts at or before `at`. */
#define LAST_BEFORE(list, count, at, found)                                                                            \
    do {                                                                                                               \
        size_t low_ = 0, high_ = (count);                                                                              \
        while (low_ < high_) {                                                                                         \
            size_t middle_ = low_ + (high_ - low_) / 2;                                                                \
            if ((list)[middle_].start <= (at))                                                                         \
                low_ = middle_ + 1;                                                                                    \
            else                                                                                                       \
                high_ = middle_;                                                                                       \
        }                                                                                                              \
        (found) = low_ ? &(list)[low_ - 1] : NULL;                                                                     \
    } while (0)

const cdt_clause *cdt_draft_clause_at(const cdt_draft *draft, size_t at)
{
    const cdt_clause *found;

    LAST_BEFORE(draft->clauses, draft->clause_count, at, found);
    return found && at < found->end ? found : NULL;
}

const cdt_sentence *cdt_draft_sentence_at(const cdt_draft *draft, size_t at)
{
    const cdt_sentence *found;

    LAST_BEFORE(draft->sentences, draft->sentence_count, at, found);
    return found && at < found->end ? found : NULL;
}

/* The number of the line, from 0. */
static size_t line_of(const cdt_making *making, size_t at)
{
    size_t low = 0, high = making->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (making->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

cdt_place cdt_draft_place(const cdt_draft *draft, cdt_stretch at)
{
    const cdt_making *making = (const cdt_making *)draft;
    const cdt_draft_file *file = cdt_draft_file_at(draft, at.start);
    cdt_str text = { draft->text, draft->length };
    cdt_place place = { .file = "" };
    size_t line;

    if (!file)
        file = &draft->files[at.start < draft->length ? 0 : draft->file_count - 1];
    place.file = file->name;
    if (making->places_made[file - draft->files]) {
        const cdt_clause *clause = cdt_draft_clause_at(draft, at.start);
        place.line = clause ? clause->place.line : 0;
        return place;
    }
    line = line_of(making, at.start);
    place.line = (unsigned)(line - line_of(making, file->start) + 1);
    if (at.start - making->lines[line] > CDT_MAX_SHOWN_LINE)
        return place; /* nobody counts so far, and for each of many places it would take too long */
    place.column = (unsigned)cdt_utf8_count(cdt_str_slice(text, making->lines[line], at.start)) + 1;
    if (at.end > at.start + CDT_MAX_SHOWN_LINE)
        at.end = at.start + CDT_MAX_SHOWN_LINE;
    place.length = (unsigned)cdt_utf8_count(cdt_str_slice(text, at.start, at.end));
    return place;
}

const char *cdt_draft_citation(const cdt_draft *draft, size_t clause)
{
    const char *heading = "";

    for (size_t at = clause; at != CDT_NOWHERE && at < draft->clause_count; at = draft->clauses[at].parent) {
        if (*draft->clauses[at].number)
            return draft->clauses[at].number;
        if (!*heading)
            heading = draft->clauses[at].heading;
    }
    return heading;
}

size_t cdt_draft_item_at(const cdt_draft *draft, size_t clause, size_t at)
{
    const cdt_item *found;
    size_t i;

    LAST_BEFORE(draft->items, draft->item_count, at, found);
    i = found ? (size_t)(found - draft->items) : CDT_NOWHERE;
    while (i != CDT_NOWHERE && (draft->items[i].clause != clause || at >= draft->items[i].end))
        i = draft->items[i].clause == clause ? draft->items[i].above : CDT_NOWHERE;
    return i;
}

const char *cdt_draft_citation_at(const cdt_draft *draft, size_t clause, size_t at)
{
    size_t item = cdt_draft_item_at(draft, clause, at);

    return item == CDT_NOWHERE ? cdt_draft_citation(draft, clause) : draft->items[item].number;
}

const char *cdt_region_name(cdt_region region)
{
    static const char *const names[] = { "body",     "title",       "contents",  "parties",
                                         "recitals", "definitions", "execution", "furniture" };

    return names[region];
}

const char *cdt_clause_kind_name(cdt_clause_kind kind)
{
    static const char *const names[] = { "clause", "schedule", "table", "note" };

    return names[kind];
}

const char *cdt_value_kind_name(cdt_value_kind kind)
{
    static const char *const names[] = { "period", "date", "sum", "percent", "number" };

    return names[kind];
}
