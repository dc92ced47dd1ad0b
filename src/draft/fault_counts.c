/* Counts that are not what is there: "the following two" before a list of three, "the four Schedules" where three are attached,
 * "the three Parties" of two. */
#include "draft/faults.h"
#include "draft/number.h"

#define MOST 20 /* of what people count in words */
#define NEAR 14 /* tokens between the count and the colon */

/* A count at token `i`, in words or figures; 0: none. *end is the token behind it. */
static int64_t count_at(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    cdt_decimal value;
    int64_t words;

    if (i < limit && t->at[i].kind == CDT_TOKEN_FIGURE) {
        *end = i + 1;
        if (!cdt_figure(cdt_token_text(t, i), &value) || value.scale || value.coefficient < 2 ||
            value.coefficient > MOST)
            return 0;
        return value.coefficient;
    }
    if (!cdt_number_words(t, i, limit, &words, end) || words < 2 || words > MOST)
        return 0;
    if (cdt_token_sign(t, *end, limit, '(') && *end + 2 < limit && cdt_token_sign(t, *end + 2, limit, ')'))
        *end += 3; /* "three (3)" */
    return words;
}

/* --- lists */

/* Items "(a)", "(b)" inside the clause from token `i`; 0: none. */
static size_t items_inside(const cdt_tokens *t, size_t i, size_t limit)
{
    size_t count = 0;

    for (; i + 2 < limit; i++) {
        cdt_str text;
        if (!cdt_token_sign(t, i, limit, '(') || !cdt_token_sign(t, i + 2, limit, ')'))
            continue;
        text = cdt_token_text(t, i + 1);
        if ((text.len == 1 && (unsigned)(text.at[0] | 32) == 'a' + count) ||
            (t->at[i + 1].kind == CDT_TOKEN_FIGURE && text.len == 1 && (unsigned)text.at[0] == '1' + count))
            count++;
        else if (count || text.len == 1)
            return 0; /* of another kind */
    }
    return count;
}

/* Items with a label right below clause `c`; 0: none, or some have no label. */
static size_t items_below(const cdt_faults *f, size_t c)
{
    const cdt_draft *draft = &f->making->draft;
    size_t count = 0;
    bool beside = !*draft->clauses[c].label; /* a paragraph without a number has its list beside it */

    for (size_t i = c + 1; i < draft->clause_count && i < c + 200; i++) {
        const cdt_clause *item = &draft->clauses[i];
        size_t up = item->parent;
        if (!cdt_fault_counts(f, i))
            continue;
        if (beside && item->label[0] == '(' && (up == draft->clauses[c].parent || up == CDT_NOWHERE)) {
            if ((size_t)(item->label[1] | 32) != 'a' + count && (size_t)item->label[1] != '1' + count)
                break; /* of another list */
            count++;
            continue;
        }
        if (up == c) {
            if (!*item->label || item->kind == CDT_CLAUSE_TABLE)
                return 0;
            count++;
            continue;
        }
        for (int k = 0; up != CDT_NOWHERE && up > c && k < 8; k++)
            up = draft->clauses[up].parent;
        if (up != c)
            break;
    }
    return count;
}

static void look_for_list(cdt_faults *f, size_t c, size_t i, size_t limit)
{
    const cdt_tokens *t = f->t;
    size_t from = i, end, colon, there;
    int64_t said = 0;

    if (cdt_token_is(t, i, limit, "following"))
        said = count_at(t, i + 1, limit, &end);
    if (!said && i > t->first[c] && cdt_token_is(t, i, limit, "following")) {
        for (from = i > t->first[c] + 4 ? i - 4 : t->first[c]; from < i && !said; from++) {
            said = count_at(t, from, i, &end);
            if (said && end == i)
                break;
            said = 0;
        }
        end = i + 1;
    }
    if (!said || (from > t->first[c] && cdt_token_among(t, from - 1, limit, "first last least any next")))
        return;
    if (cdt_token_among(t, end, limit,
                        "days day weeks months month years year quarters hours business working calendar fiscal"))
        return;
    for (colon = end; colon < limit && colon < end + NEAR && !cdt_token_sign(t, colon, limit, ':');)
        colon++;
    if (!cdt_token_sign(t, colon, limit, ':'))
        return;
    there = colon + 1 == limit ? items_below(f, c) : items_inside(t, colon + 1, limit);
    if (there < 2 || there == (size_t)said)
        return;
    cdt_fault_put(f, "wrong count", cdt_fault_stretch(f, from < i ? from : i, end > i + 1 ? end : i + 1), c, "",
                  "the list has %zu", there);
}

/* --- attachments and parties */

static size_t attachments(const cdt_faults *f, const char *kind)
{
    const cdt_draft *draft = &f->making->draft;
    size_t count = 0, length = strlen(kind);

    for (size_t c = 0; c < draft->clause_count; c++) {
        const char *number = draft->clauses[c].number;
        count += draft->clauses[c].kind == CDT_CLAUSE_SCHEDULE && (number[0] | 32) == kind[0] &&
                 strncmp(number + 1, kind + 1, length - 1) == 0 && cdt_fault_counts(f, c);
    }
    return count;
}

static void look_for_things(cdt_faults *f, size_t c, size_t i, size_t limit)
{
    static const char things[] = "schedules annexes appendices exhibits attachments";
    static const char *const kinds[] = { "", "schedule", "annex", "appendix", "exhibit", "attachment" };
    const cdt_tokens *t = f->t;
    size_t end, thing, there, parties = f->making->draft.party_count;
    int64_t said;

    if (!cdt_token_among(t, i, limit, "the these its all"))
        return;
    said = count_at(t, i + 1, limit, &end);
    if (!said || end >= limit)
        return;
    thing = cdt_token_among(t, end, limit, things);
    if (thing) {
        if (cdt_token_among(t, end + 1, limit, "to of in") && !cdt_token_among(t, end + 2, limit, "this"))
            return; /* of another paper */
        there = attachments(f, kinds[thing]);
        if (there && there != (size_t)said)
            cdt_fault_put(f, "wrong count", cdt_fault_stretch(f, i, end + 1), c, "", "there are %zu", there);
        return;
    }
    if (!cdt_token_is(t, end, limit, "parties") || !(t->at[end].flags & CDT_TOKEN_CAPITAL) || parties < 2 ||
        parties == (size_t)said || cdt_token_among(t, end + 1, limit, "to in involved concerned who that"))
        return;
    cdt_fault_put(f, "wrong count", cdt_fault_stretch(f, i, end + 1), c, "", "%zu are named as parties", parties);
}

/* Where they may find something: "following", and each token before a number. */
static cdt_token_set sites_of(const cdt_tokens *t, cdt_arena *arena)
{
    cdt_token_set sites = cdt_token_set_of(t, arena), numbers = cdt_token_set_of(t, arena);

    cdt_token_set_words(&sites, "following");
    cdt_number_sites(&numbers);
    for (size_t i = 1; (i = cdt_token_set_next(&numbers, i, t->count)) < t->count; i++)
        cdt_token_set_add(&sites, i - 1);
    return sites;
}

void cdt_find_count_faults(cdt_faults *faults)
{
    const cdt_draft *draft = &faults->making->draft;
    cdt_token_set sites = sites_of(faults->t, &faults->making->scratch);

    for (size_t c = 0; c < draft->clause_count; c++) {
        size_t limit = faults->t->first[c + 1];
        if (!cdt_fault_counts(faults, c) || draft->clauses[c].kind == CDT_CLAUSE_TABLE)
            continue;
        for (size_t i = faults->t->first[c]; (i = cdt_token_set_next(&sites, i, limit)) < limit; i++)
            if (faults->t->at[i].kind == CDT_TOKEN_WORD) {
                look_for_list(faults, c, i, limit);
                look_for_things(faults, c, i, limit);
            }
    }
}
