#include "learn/samples.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "concordat/concordat.h"
#include "words/fold.h"
#include "words/likeness.h"
#include "words/units.h"

/* Room for one more at the end of a list. */
static void *grown(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room ? *room * 2 : 64;
    return cdt_realloc(list, *room * size);
}

_Noreturn static void fail_in_line(const char *path, unsigned line, const char *problem, cdt_str seen)
{
    fprintf(stderr, "%s:%u: %s, saw '%.*s'\n", path, line, problem, CDT_ARGS(seen));
    exit(2);
}

/* ---- words ---- */

/* While a sample is made. */
typedef struct making {
    learn_samples *samples;
    uint32_t *words;
    size_t count, room;
} making;

static void put_letters(cdt_buf *name, uint64_t word)
{
    for (; word; word >>= 8)
        cdt_buf_char(name, (char)(word & 0xFF));
}

/* As it is written in `likeness:`. A line that begins with `needs` is another kind of line; an apostrophe does not count in a
 * word, and tells them apart. */
static void put_name(cdt_buf *name, const cdt_like_word *word)
{
    if (word->heading)
        cdt_buf_put_z(name, "H:");
    put_letters(name, word->first);
    if (word->second) {
        cdt_buf_char(name, '_');
        put_letters(name, word->second);
    }
    if (cdt_str_is_z(cdt_buf_str(name), "needs"))
        cdt_buf_char(name, '\'');
}

static learn_word *word_of(learn_samples *s, cdt_str name)
{
    learn_word *word = cdt_map_get(&s->by_name, name);

    if (word)
        return word;
    word = CDT_NEW(&s->arena, learn_word);
    word->name = cdt_copy(&s->arena, name);
    word->number = (uint32_t)s->word_count;
    *cdt_map_at(&s->by_name, word->name) = word;
    s->words = grown(s->words, s->word_count, &s->word_room, sizeof(learn_word *));
    s->words[s->word_count++] = word;
    return word;
}

static void add_word(const cdt_like_word *like, void *context)
{
    making *m = context;
    cdt_buf name = { 0 };
    learn_word *word;

    put_name(&name, like);
    word = word_of(m->samples, cdt_buf_str(&name));
    cdt_buf_free(&name);
    if (word->met == m->samples->count + 1)
        return;
    word->met = (uint32_t)m->samples->count + 1;
    m->words = grown(m->words, m->count, &m->room, sizeof *m->words);
    m->words[m->count++] = word->number;
}

static void put_sample(learn_samples *s, const learn_sample *sample)
{
    s->at = grown(s->at, s->count, &s->room, sizeof *s->at);
    s->at[s->count++] = *sample;
}

/* Of folded text. */
static void add_sample(learn_samples *s, cdt_str text, cdt_str heading, uint32_t start, uint32_t end)
{
    making m = { .samples = s };
    learn_sample sample = { .start = start, .end = end };

    cdt_like_words(text, heading, add_word, &m);
    sample.text = cdt_copy(&s->arena, text);
    sample.heading = cdt_copy(&s->arena, heading);
    sample.words = CDT_NEW_ARRAY(&s->arena, uint32_t, m.count + 1);
    sample.count = m.count;
    if (m.count)
        memcpy(sample.words, m.words, m.count * sizeof *m.words);
    free(m.words);
    put_sample(s, &sample);
}

/* The last sample and the one `before`, together. */
static void add_pair(learn_samples *s, size_t before)
{
    const learn_sample *one = &s->at[before], *two = &s->at[s->count - 1];
    learn_sample pair = { .start = one->start, .end = two->end, .pair = true };

    pair.words = CDT_NEW_ARRAY(&s->arena, uint32_t, one->count + two->count + 1);
    for (size_t i = 0; i < one->count; i++) {
        s->words[one->words[i]]->met = (uint32_t)s->count + 1;
        pair.words[pair.count++] = one->words[i];
    }
    for (size_t i = 0; i < two->count; i++)
        if (s->words[two->words[i]]->met != s->count + 1)
            pair.words[pair.count++] = two->words[i];
    s->at[s->count - 1].follows = true;
    put_sample(s, &pair);
}

/* ---- texts and labels ---- */

static size_t check_of(const learn_samples *s, cdt_str id, const char *path, unsigned line)
{
    const char **at = cdt_map_get(&s->by_id, id);

    if (!at)
        fail_in_line(path, line, "wanted a check of the checklist", id);
    return (size_t)(at - s->ids);
}

/* What stands before the next `mark`; `text` goes on behind it. */
static cdt_str piece(cdt_str *text, char mark)
{
    size_t at = cdt_str_find(*text, (cdt_str){ &mark, 1 }, 0);
    cdt_str out;

    at = at == (size_t)-1 ? text->len : at;
    out = cdt_str_slice(*text, 0, at);
    *text = cdt_str_slice(*text, at + (at < text->len), text->len);
    return out;
}

static void read_places(learn_samples *s, learn_label *label, cdt_str places, const char *path, unsigned line)
{
    size_t room = 1;

    for (size_t i = 0; i < places.len; i++)
        room += places.at[i] == ',';
    label->places = CDT_NEW_ARRAY(&s->arena, learn_stretch, room);
    while (places.len && !cdt_str_is_z(places, "-")) {
        cdt_str place = piece(&places, ',');
        char *behind;
        learn_stretch at = { .start = (uint32_t)strtoul(place.at, &behind, 10) };
        if (*behind != '-')
            fail_in_line(path, line, "wanted a place such as 120-245", place);
        at.end = (uint32_t)strtoul(behind + 1, &behind, 10);
        if (behind != place.at + place.len || at.end <= at.start)
            fail_in_line(path, line, "wanted a place such as 120-245", place);
        label->places[label->count++] = at;
    }
}

static learn_text *text_of(learn_samples *s, cdt_str name, size_t folder)
{
    for (size_t i = s->text_count; i-- > 0 && s->texts[i].folder == folder;)
        if (cdt_str_is(s->texts[i].name, name))
            return &s->texts[i];
    s->texts = grown(s->texts, s->text_count, &s->text_room, sizeof *s->texts);
    s->texts[s->text_count] = (learn_text){ .name = cdt_copy(&s->arena, name), .folder = folder };
    s->texts[s->text_count].labels = CDT_NEW_ARRAY(&s->arena, learn_label, s->check_count + 1);
    return &s->texts[s->text_count++];
}

static void read_labels(learn_samples *s, const char *path, size_t folder)
{
    cdt_buf bytes = { 0 };
    cdt_str rest = bench_file(path, &bytes);

    piece(&rest, '\n'); /* names of the columns */
    for (unsigned line = 2; rest.len; line++) {
        cdt_str row = piece(&rest, '\n'), name = piece(&row, '\t'), id = piece(&row, '\t'), verdict = piece(&row, '\t');
        learn_label *label;
        if (!name.len)
            continue;
        label = &text_of(s, name, folder)->labels[check_of(s, id, path, line)];
        if (!cdt_str_is_z(verdict, "present") && !cdt_str_is_z(verdict, "absent"))
            fail_in_line(path, line, "wanted present or absent", verdict);
        label->verdict = cdt_str_is_z(verdict, "present") ? LEARN_PRESENT : LEARN_ABSENT;
        read_places(s, label, row, path, line);
    }
    cdt_buf_free(&bytes);
}

static void add_units(learn_samples *s, const cdt_units *units)
{
    size_t before = CDT_NOWHERE;
    cdt_str above = { "", 0 };

    for (size_t i = 0; i < units->count; i++) {
        const cdt_unit *unit = &units->at[i];
        cdt_str heading = cdt_unit_heading(units, unit);
        size_t here = s->count;
        if (unit->heading || unit->note)
            continue;
        add_sample(s, cdt_str_slice(units->folded, unit->lead, unit->to), heading, unit->start, unit->end);
        if (before != CDT_NOWHERE && heading.at == above.at)
            add_pair(s, before);
        before = here;
        above = heading;
    }
}

/* The sentences as the words of a checklist see them. */
static void add_draft(learn_samples *s, const char *path, cdt_str content)
{
    cdt_diags *diags = cdt_diags_new();
    cdt_draft *draft =
        cdt_draft_read(&(cdt_draft_source){ path, content.at, content.len }, 1, &(cdt_draft_options){ 0 }, diags);
    cdt_units units;

    if (!draft) {
        fprintf(stderr, "%s: %s\n", path, cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "no draft");
        exit(2);
    }
    cdt_units_make(&units, draft);
    add_units(s, &units);
    cdt_units_free(&units);
    cdt_draft_free(draft);
    cdt_diags_free(diags);
}

static void read_text(learn_samples *s, learn_text *text, const char *path)
{
    cdt_buf bytes = { 0 };

    text->from = s->count;
    add_draft(s, path, bench_file(path, &bytes));
    text->to = s->count;
    cdt_buf_free(&bytes);
}

void learn_read_folder(learn_samples *s, const char *path, size_t folder)
{
    size_t first = s->text_count;

    read_labels(s, cdt_format(&s->arena, "%s/labels.tsv", path), folder);
    for (size_t i = first; i < s->text_count; i++)
        read_text(s, &s->texts[i], cdt_format(&s->arena, "%s/%.*s.txt", path, CDT_ARGS(s->texts[i].name)));
}

learn_answer learn_answer_of(const learn_label *label, const learn_sample *sample)
{
    uint32_t inside = 0;

    for (size_t i = 0; i < label->count; i++) {
        const learn_stretch *p = &label->places[i];
        uint32_t from = p->start > sample->start ? p->start : sample->start;
        uint32_t to = p->end < sample->end ? p->end : sample->end;
        inside += to > from ? to - from : 0;
    }
    if (2 * inside >= sample->end - sample->start)
        return LEARN_YES;
    return inside ? LEARN_DOUBTFUL : LEARN_NO;
}

/* ---- the bank and the examples ---- */

static void put_row(learn_samples *s, learn_row row)
{
    s->rows = grown(s->rows, s->row_count, &s->row_room, sizeof *s->rows);
    s->rows[s->row_count++] = row;
}

void learn_read_bank(learn_samples *s, const char *path)
{
    cdt_buf bytes = { 0 }, text = { 0 }, heading = { 0 };
    cdt_str rest = bench_file(path, &bytes);

    for (unsigned line = 1; rest.len; line++) {
        cdt_str row = piece(&rest, '\n'), id = piece(&row, '\t'), yes = piece(&row, '\t'), above = piece(&row, '\t');
        if (!id.len)
            continue;
        if (!cdt_str_is_z(yes, "yes") && !cdt_str_is_z(yes, "no"))
            fail_in_line(path, line, "wanted yes or no", yes);
        cdt_buf_clear(&text);
        cdt_buf_clear(&heading);
        cdt_fold(piece(&row, '\t'), &text);
        if (!cdt_str_is_z(above, "-"))
            cdt_fold(above, &heading);
        put_row(s, (learn_row){ check_of(s, id, path, line), s->count, cdt_str_is_z(yes, "yes") });
        add_sample(s, cdt_buf_str(&text), cdt_buf_str(&heading), 0, 0);
    }
    cdt_buf_free(&bytes);
    cdt_buf_free(&text);
    cdt_buf_free(&heading);
}

/* Of a draft in which the words are found that is more than one sentence, it is not known which they are. */
static void add_example(learn_samples *s, size_t check, const cdt_example *example)
{
    const bool yes = example->expect == CDT_EXPECT_MET;
    size_t from = s->count;

    add_draft(s, s->ids[check], cdt_str_z(example->draft));
    for (size_t i = from; i < s->count; i++)
        if (!yes || s->count == from + 1)
            put_row(s, (learn_row){ check, i, yes });
}

void learn_read_examples(learn_samples *s)
{
    for (size_t i = 0; i < s->check_count; i++) {
        const cdt_check *check = cdt_checklist_at(s->checklist, i);
        for (size_t k = 0; k < check->example_count; k++)
            if (check->examples[k].draft[0])
                add_example(s, i, &check->examples[k]);
    }
}

void learn_begin(learn_samples *s, const cdt_checklist *checklist)
{
    s->checklist = checklist;
    s->check_count = cdt_checklist_count(checklist);
    s->ids = CDT_NEW_ARRAY(&s->arena, const char *, s->check_count + 1);
    for (size_t i = 0; i < s->check_count; i++) {
        s->ids[i] = cdt_checklist_at(checklist, i)->id;
        *cdt_map_at(&s->by_id, cdt_str_z(s->ids[i])) = &s->ids[i];
    }
}

void learn_end(learn_samples *s)
{
    cdt_map_free(&s->by_name);
    cdt_map_free(&s->by_id);
    free(s->words);
    free(s->at);
    free(s->texts);
    free(s->rows);
    cdt_arena_free(&s->arena);
}
