/* An amendment beside the agreement that it amends: what it changes must be there. The two are files of one draft; the one
 * whose title says so is the amendment. Without the agreement nothing is said. */
#include "base/nearest.h"
#include "draft/faults.h"

#define TITLE 12 /* clauses of a file in which its title is looked for */

typedef struct finder {
    cdt_faults *f;
    const cdt_draft_file *file; /* the amendment */
    cdt_map numbers;            /* of clauses in the other files, folded */
    cdt_map terms;              /* that the other files define, in small letters */
} finder;

static bool inside(const cdt_draft_file *file, size_t at)
{
    return at >= file->start && at < file->end;
}

/* Does the title of the file say that it amends: "Deed of Variation", "Amendment No. 1"? */
static bool amends(const cdt_faults *f, const cdt_draft_file *file)
{
    static const char words[] = "amendment variation addendum supplemental amending";
    const cdt_draft *draft = &f->making->draft;
    size_t seen = 0;

    for (size_t c = 0; c < draft->clause_count && seen < TITLE; c++) {
        size_t first = f->t->first[c], limit = f->t->first[c + 1];
        if (!inside(file, draft->clauses[c].start))
            continue;
        seen++;
        if (*draft->clauses[c].label || limit - first > 10)
            return false; /* the text has begun */
        if (cdt_fault_has(f, first, limit, words))
            return true;
    }
    return false;
}

static cdt_str small(finder *f, size_t from, size_t to)
{
    cdt_str text = cdt_tokens_copy(f->f->t, from, to, &f->f->making->scratch);
    char *out = cdt_alloc(&f->f->making->scratch, text.len + 1);

    for (size_t i = 0; i < text.len; i++)
        out[i] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] + 32) : text.at[i];
    return (cdt_str){ out, text.len };
}

static void know_base(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;
    cdt_arena *arena = &f->f->making->scratch;

    for (size_t c = 0; c < draft->clause_count; c++) {
        const cdt_clause *clause = &draft->clauses[c];
        if (!inside(f->file, clause->start) && *clause->number && cdt_fault_counts(f->f, c))
            *cdt_map_at(&f->numbers, cdt_places_fold(cdt_str_z(clause->number), false, arena)) = f;
    }
    for (size_t i = 0; i < draft->definition_count; i++) {
        const cdt_definition *d = &draft->definitions[i];
        if (!inside(f->file, d->at.start))
            *cdt_map_at(&f->terms, small(f, cdt_tokens_find(f->f->t, d->clause, d->at.start),
                                         cdt_tokens_find(f->f->t, d->clause, d->at.end))) = f;
    }
}

/* The nearest clause of the base: the number without its last part, if that is there. */
static const char *above(const finder *f, cdt_str number)
{
    while (number.len) {
        while (number.len && number.at[number.len - 1] != '.')
            number.len--;
        number.len -= number.len > 0;
        if (number.len && cdt_map_get(&f->numbers, number))
            return cdt_copy_z(&f->f->making->scratch, number);
    }
    return "";
}

/* "clause 4.2 is deleted", "in clause 4.2, delete": words that change what is there; not "insert a new clause 4A". */
static bool changes(const finder *f, size_t from, size_t to)
{
    return cdt_fault_has(
               f->f, from, to,
               "deleted delete deleting amended amend amending replaced replace replacing substituted substitute "
               "removed varied") &&
           !cdt_fault_has(f->f, from, to, "new inserted insert inserting added add adding renumbered");
}

static void look_for_clauses(finder *f, const cdt_sentence *s, size_t from, size_t to)
{
    const cdt_tokens *t = f->f->t;
    cdt_arena *arena = &f->f->making->scratch;

    for (size_t i = from; i < to; i++) {
        size_t end;
        bool relative;
        const char *kind = cdt_place_kind(t, i, to, &end);
        cdt_str number;
        if (!kind || cdt_place_attached(kind) || (i > from && cdt_token_is(t, i - 1, to, "this")))
            continue;
        number = cdt_place_number(t, end, to, kind, &end, &relative, arena);
        if (!number.len || relative || cdt_map_get(&f->numbers, number))
            continue;
        if (cdt_token_among(t, end, to, "of") && !cdt_token_among(t, end + 1, to, "the this agreement"))
            continue; /* of something else */
        cdt_fault_put(f->f, "amends nothing", cdt_fault_stretch(f->f, i, end), s->clause, above(f, number),
                      "the agreement that it amends has no %s %.*s", kind, CDT_ARGS(number));
    }
}

/* The definition of "Service Charge" is replaced. */
static void look_for_terms(finder *f, const cdt_sentence *s, size_t from, size_t to)
{
    const cdt_draft *draft = &f->f->making->draft;
    const cdt_tokens *t = f->f->t;
    size_t at = cdt_fault_phrase(f->f, from, to, "definition of"), end;
    cdt_nearest near;

    if (at + 3 >= to)
        return;
    at += 2;
    if (!cdt_token_sign(t, at, to, '"'))
        return;
    for (end = ++at; end < to && end < at + 10 && !cdt_token_sign(t, end, to, '"');)
        end++;
    if (end == at || !cdt_token_sign(t, end, to, '"') || cdt_map_get(&f->terms, small(f, at, end)))
        return;
    near = (cdt_nearest){ .word = cdt_tokens_copy(t, at, end, &f->f->making->scratch) };
    for (size_t i = 0; i < draft->definition_count; i++)
        if (!inside(f->file, draft->definitions[i].at.start))
            cdt_nearest_try(&near, cdt_str_z(draft->definitions[i].term));
    cdt_fault_put(f->f, "amends nothing", cdt_fault_stretch(f->f, at, end), s->clause,
                  cdt_copy_z(&f->f->making->scratch, near.best), "the agreement that it amends does not define it");
}

static void judge_file(finder *f)
{
    const cdt_draft *draft = &f->f->making->draft;

    know_base(f);
    for (size_t i = 0; i < draft->sentence_count && f->numbers.count; i++) {
        const cdt_sentence *s = &draft->sentences[i];
        size_t from, to;
        if (!inside(f->file, s->start) || !cdt_fault_counts(f->f, s->clause))
            continue;
        from = cdt_tokens_find(f->f->t, s->clause, s->start);
        to = cdt_tokens_find(f->f->t, s->clause, s->end);
        if (!changes(f, from, to))
            continue;
        look_for_clauses(f, s, from, to);
        if (f->terms.count)
            look_for_terms(f, s, from, to);
    }
    cdt_map_free(&f->numbers);
    cdt_map_free(&f->terms);
}

void cdt_find_amendment_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    size_t amendments = 0;

    for (size_t i = 0; i < draft->file_count && draft->file_count > 1; i++)
        amendments += amends(faults, &draft->files[i]);
    for (size_t i = 0; i < draft->file_count && amendments && amendments < draft->file_count; i++)
        if (amends(faults, &draft->files[i])) {
            finder f = { .f = faults, .file = &draft->files[i] };
            judge_file(&f);
        }
}
