#include "review/beside.h"

#include "draft/tokens.h"

#define CORE 12    /* words of a name that are compared */
#define PARTIES 40 /* of a description that has more, the rest is not looked for */
#define MOST 60    /* differences that are told */
#define REACH 24   /* tokens between a party and its share */
#define COLUMNS 40 /* of a table */
#define DUTIES 3   /* words of duty that are no slip in a paper that does not bind */
#define HUNDRED 100
#define LOOKS 2000000 /* at shares of the description, as each split of the draft is held against all of them */

/* ---- names ---- */

/* Words that many names have, or that people leave out. */
static const char *const generic[] = { "the",     "of",           "and",        "for",       "council", "county",
                                       "borough", "city",         "district",   "royal",     "london",  "town",
                                       "parish",  "metropolitan", "limited",    "ltd",       "plc",     "llp",
                                       "inc",     "llc",          "cic",        "authority", "mayor",   "burgesses",
                                       "nhs",     "trust",        "foundation", "board" };

typedef struct name {
    cdt_str words[CORE]; /* those that are its own */
    size_t count;
} name;

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool same_word(cdt_str a, cdt_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (small(a.at[i]) != small(b.at[i]))
            return false;
    return true;
}

static bool is_generic(cdt_str word)
{
    for (size_t k = 0; k < sizeof generic / sizeof generic[0]; k++)
        if (same_word(word, cdt_str_z(generic[k])))
            return true;
    return false;
}

/* The words of a name; of a short one all, but for its article. */
static name words_of(cdt_str text, bool all)
{
    name n = { .count = 0 };

    for (size_t i = 0, end; i < text.len && n.count < CORE; i = end) {
        cdt_str word;
        for (end = i; end < text.len && letter(text.at[end]);)
            end++;
        word = cdt_str_slice(text, i, end);
        end += end == i;
        if (word.len > 1 && (all ? !same_word(word, CDT_STR("the")) : !is_generic(word)))
            n.words[n.count++] = word;
    }
    return n;
}

static name name_of(cdt_str text)
{
    return words_of(text, false);
}

static bool has_word(const name *n, cdt_str word)
{
    for (size_t i = 0; i < n->count; i++)
        if (same_word(n->words[i], word))
            return true;
    return false;
}

/* Can they be the same? One that has no word of its own can be anybody. */
static bool same_name(const name *a, const name *b)
{
    const name *shorter = a->count < b->count ? a : b, *longer = shorter == a ? b : a;

    for (size_t i = 0; i < shorter->count; i++)
        if (!has_word(longer, shorter->words[i]))
            return false;
    return true;
}

/* "ICB" for "Westmere Integrated Care Board": the capitals of the end of a name. */
static bool initials(cdt_str letters, cdt_str text)
{
    size_t left = letters.len;

    for (size_t i = text.len; i-- > 0 && left;)
        if (letter(text.at[i]) && (i == 0 || !letter(text.at[i - 1])) &&
            small(text.at[i]) == small(letters.at[left - 1]))
            left--;
    return letters.len > 1 && left == 0;
}

/* ---- the parties of both ---- */

typedef struct described {
    const cdt_node *node;
    cdt_str id, text;
    name name, department;
    const cdt_draft_party *drafted; /* NULL: the draft does not name it */
} described;

typedef struct comparison {
    const cdt_agreement *agreement;
    const cdt_draft *draft;
    cdt_arena *arena;
    cdt_tokens t;
    described parties[PARTIES];
    size_t party_count;
    cdt_difference *at;
    size_t count;
    size_t looks; /* at shares that are left */
} comparison;

static void put(comparison *c, const char *path, const cdt_node *stated, cdt_stretch at, size_t clause,
                const char *description, const char *draft)
{
    if (c->count < MOST)
        c->at[c->count++] = (cdt_difference){ path, stated, at, clause, description, draft };
}

static void read_parties(comparison *c)
{
    const cdt_node *list = cdt_node_get_z(c->agreement->document.root, "parties");

    if (!list || list->kind != CDT_LIST)
        return;
    for (uint32_t i = 0; i < list->count && c->party_count < PARTIES; i++) {
        described *p = &c->parties[c->party_count];
        *p = (described){ .node = list->children[i],
                          .id = cdt_node_text(list->children[i], "id"),
                          .text = cdt_node_text(list->children[i], "name") };
        p->name = name_of(p->text);
        p->department = name_of(cdt_node_text(list->children[i], "department_of"));
        c->party_count += p->text.len > 0;
    }
}

static bool same_party(const described *p, const cdt_draft_party *d)
{
    name drafted = name_of(cdt_str_z(d->name));
    cdt_str brief = cdt_str_z(d->short_name);

    return same_name(&p->name, &drafted) || (p->department.count && same_name(&p->department, &drafted)) ||
           same_word(p->id, brief) || initials(brief, p->text);
}

/* Does a word of the party's own stand where parties are named or sign? */
static bool named_somewhere(const comparison *c, const described *p)
{
    for (size_t k = 0; k < c->draft->clause_count; k++) {
        cdt_region region = c->draft->clauses[k].region;
        if (region != CDT_REGION_PARTIES && region != CDT_REGION_TITLE && region != CDT_REGION_EXECUTION)
            continue;
        for (size_t i = c->t.first[k]; i < c->t.first[k + 1]; i++)
            if (c->t.at[i].kind == CDT_TOKEN_WORD && has_word(&p->name, cdt_token_text(&c->t, i)))
                return true;
    }
    return false;
}

static void compare_parties(comparison *c)
{
    const cdt_draft *draft = c->draft;
    const cdt_node *list = cdt_node_get_z(c->agreement->document.root, "parties");
    size_t met = 0;

    for (size_t i = 0; i < draft->party_count; i++) {
        bool known = false;
        for (size_t k = 0; k < c->party_count; k++)
            if (same_party(&c->parties[k], &draft->parties[i])) {
                known = true;
                if (!c->parties[k].drafted)
                    c->parties[k].drafted = &draft->parties[i];
            }
        met += known;
    }
    if (draft->party_count < 2 || !met || met < draft->party_count / 2)
        return; /* the parties clause was probably not understood */
    for (size_t i = 0; i < draft->party_count; i++) {
        const cdt_draft_party *d = &draft->parties[i];
        bool known = false;
        for (size_t k = 0; k < c->party_count && !known; k++)
            known = same_party(&c->parties[k], d);
        if (!known)
            put(c, "parties", list, d->at, d->clause, "nothing of such a party",
                cdt_format(c->arena, "%s is one", d->name));
    }
    for (size_t k = 0; k < c->party_count; k++) {
        const described *p = &c->parties[k];
        if (!p->drafted && p->name.count && !named_somewhere(c, p))
            put(c, "parties", p->node, draft->parties[0].at, draft->parties[0].clause,
                cdt_format(c->arena, "%.*s is a party", CDT_ARGS(p->text)), "nothing of it among the parties");
    }
}

/* ---- shares and sums ---- */

/* Do the words stand at token `i`, but for those that may be left out? The token behind them; `i`: no. */
static size_t words_at(const comparison *c, const name *n, size_t i, size_t limit)
{
    size_t at = i;

    for (size_t k = 0; k < n->count; k++) {
        while (k && at < limit && at < i + 2 * CORE && is_generic(cdt_token_text(&c->t, at)))
            at++;
        if (at >= limit || c->t.at[at].kind == CDT_TOKEN_MARK || !same_word(cdt_token_text(&c->t, at), n->words[k]))
            return i;
        at++;
    }
    return at;
}

/* The party that is named at token `i`, plus 1; 0: none. */
static size_t party_at(const comparison *c, size_t i, size_t limit)
{
    if (!(c->t.at[i].flags & CDT_TOKEN_CAPITAL))
        return 0;
    for (size_t k = 0; k < c->party_count; k++) {
        const described *p = &c->parties[k];
        name brief = { .count = 0 };
        if (p->name.count && words_at(c, &p->name, i, limit) > i)
            return k + 1;
        if (p->drafted && *p->drafted->short_name)
            brief = words_of(cdt_str_z(p->drafted->short_name), true);
        if (brief.count && words_at(c, &brief, i, limit) > i)
            return k + 1;
    }
    return 0;
}

/* What a clause or a table gives to each party: a percentage, or a sum. */
typedef struct split {
    const cdt_draft_value *of[PARTIES];
    size_t count;
    bool twice; /* two figures of one party: nothing can be said */
} split;

static bool in_table(const comparison *c, size_t clause)
{
    return c->draft->clauses[clause].kind == CDT_CLAUSE_TABLE;
}

/* Whose is the figure? In a table, that of the row; else "60 per cent by Hill", or who is named last before it. */
static size_t owner_of(const comparison *c, const cdt_draft_value *v, size_t behind_last)
{
    const cdt_clause *clauses = c->draft->clauses;
    size_t first = c->t.first[v->clause], limit = c->t.first[v->clause + 1];
    size_t i = cdt_tokens_find(&c->t, v->clause, v->at.start), end = cdt_tokens_find(&c->t, v->clause, v->at.end),
           owner = 0;

    if (in_table(c, v->clause)) {
        for (size_t k = v->clause;
             k-- > 0 && v->clause - k < COLUMNS && in_table(c, k) && clauses[k].row == clauses[v->clause].row;)
            if (c->t.first[k] < c->t.first[k + 1] && party_at(c, c->t.first[k], c->t.first[k + 1]))
                owner = party_at(c, c->t.first[k], c->t.first[k + 1]);
        return owner;
    }
    if (cdt_token_among(&c->t, end, limit, "by for to from")) {
        end += 1 + cdt_token_is(&c->t, end + 1, limit, "the");
        if (end < limit && party_at(c, end, limit))
            return party_at(c, end, limit);
    }
    for (size_t k = i; k-- > first && k >= behind_last && i - k < REACH && !owner;)
        owner = party_at(c, k, limit);
    return owner;
}

/* Is the figure of the same clause or table as the one before? */
static bool together(const comparison *c, size_t one, size_t other)
{
    if (one == other)
        return true;
    for (size_t k = one; k <= other && in_table(c, k); k++)
        if (k == other)
            return c->draft->clauses[one].column == c->draft->clauses[other].column;
    return false;
}

/* ---- what the description says of it ---- */

static const cdt_node *share_of(const comparison *c, const cdt_node *shares, size_t party, cdt_value_kind kind)
{
    for (uint32_t i = 0; shares && shares->kind == CDT_LIST && i < shares->count; i++) {
        const cdt_node *share = shares->children[i], *value;
        if (!cdt_str_is(cdt_node_text(share, "party"), c->parties[party].id))
            continue;
        value = cdt_node_get_z(share, kind == CDT_VALUE_PERCENT ? "percent" : "amount");
        if (value && value->kind == CDT_MAP)
            value = cdt_node_get_z(value, "amount");
        return value && value->state == CDT_STATED && value->kind == CDT_SCALAR ? value : NULL;
    }
    return NULL;
}

static bool same_figure(const cdt_node *stated, const cdt_draft_value *v)
{
    cdt_decimal a, b;

    return cdt_decimal_read(stated->text, &a) && cdt_decimal_read(cdt_str_z(v->value), &b) &&
           cdt_decimal_cmp(a, b) == 0;
}

/* How many of the parties of the split these shares state, and how many of them otherwise. */
static size_t held_against(const comparison *c, const split *s, const cdt_node *shares, cdt_value_kind kind,
                           size_t *others)
{
    size_t stated = 0;

    *others = 0;
    for (size_t p = 0; p < c->party_count; p++) {
        const cdt_node *share = s->of[p] ? share_of(c, shares, p, kind) : NULL;
        stated += share != NULL;
        *others += share && !same_figure(share, s->of[p]);
    }
    return stated;
}

/* Is it a whole that is shared out? Percentages come to a hundred; of sums, one is as the description says. */
static bool is_whole(const split *s, cdt_value_kind kind, size_t others)
{
    cdt_decimal sum = { 0, 0 }, value;

    if (kind != CDT_VALUE_PERCENT)
        return others < s->count;
    for (size_t p = 0; p < PARTIES; p++)
        if (s->of[p] && (!cdt_decimal_read(cdt_str_z(s->of[p]->value), &value) || !cdt_decimal_add(sum, value, &sum)))
            return false;
    return cdt_decimal_cmp(sum, (cdt_decimal){ HUNDRED, 0 }) == 0;
}

/* Hold one split of the draft against all of the description. Another split may be of something else: only where all costs are
 * shared in one way is it sure that this one differs. */
static void judge_split(comparison *c, const split *s, cdt_value_kind kind)
{
    static const char *const lists[] = { "costs", "rewards", "pools" };
    const cdt_node *finance = cdt_node_get_z(c->agreement->document.root, "finance"), *only = NULL;
    size_t others = 0, seen = 0;

    if (s->count < 2 || s->twice || !finance)
        return;
    for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++) {
        const cdt_node *list = cdt_node_get_z(finance, lists[l]);
        for (uint32_t i = 0; list && list->kind == CDT_LIST && i < list->count; i++) {
            const cdt_node *shares = cdt_node_get_z(list->children[i], "shares");
            size_t differ, stated, looks = 1 + s->count * (shares && shares->kind == CDT_LIST ? shares->count : 0);
            if (c->looks < looks)
                return; /* what may stand further below is not known */
            c->looks -= looks;
            stated = held_against(c, s, shares, kind, &differ);
            if (stated < s->count)
                continue;
            if (!differ)
                return;
            if (l == 0 && !seen++) {
                only = shares;
                others = differ;
            }
        }
    }
    if (seen != 1 || !is_whole(s, kind, others))
        return;
    for (size_t p = 0; p < c->party_count; p++) {
        const cdt_node *share = s->of[p] ? share_of(c, only, p, kind) : NULL;
        const char *unit = kind == CDT_VALUE_PERCENT ? " percent" : "";
        if (share && !same_figure(share, s->of[p]))
            put(c, "finance", share, s->of[p]->at, s->of[p]->clause,
                cdt_format(c->arena, "that %.*s bears %.*s%s", CDT_ARGS(c->parties[p].text), CDT_ARGS(share->text),
                           unit),
                cdt_format(c->arena, "that it bears %s%s", s->of[p]->value, unit));
    }
}

static bool speaks_of_cost(const comparison *c, size_t clause)
{
    const cdt_clause *of = &c->draft->clauses[clause];

    if (in_table(c, clause))
        return true;
    for (size_t i = c->t.first[clause]; i < c->t.first[clause + 1]; i++)
        if (cdt_token_among(
                &c->t, i, c->t.first[clause + 1],
                "cost costs contribute contributes contribution contributions charges share shares shared bear "
                "bears borne budget expenditure"))
            return true;
    return cdt_str_find(cdt_str_z(of->heading), CDT_STR("ost"), 0) != CDT_NOWHERE;
}

static void compare_shares(comparison *c, cdt_value_kind kind)
{
    const cdt_draft *draft = c->draft;
    const cdt_draft_value *last = NULL;
    split s = { .count = 0 };
    size_t asked = CDT_NOWHERE; /* the clause that was looked through last */
    bool of_cost = false;

    for (size_t i = 0; i <= draft->value_count; i++) {
        const cdt_draft_value *v = i < draft->value_count ? &draft->values[i] : NULL;
        size_t owner, behind = 0;
        if (v && v->kind == kind && v->clause != asked) { /* one clause may have thousands of figures */
            asked = v->clause;
            of_cost = speaks_of_cost(c, asked);
        }
        if (v && (v->kind != kind || !of_cost))
            continue;
        if (last && (!v || !together(c, last->clause, v->clause))) {
            judge_split(c, &s, kind);
            s = (split){ .count = 0 };
            last = NULL;
        }
        if (!v)
            break;
        if (last && last->clause == v->clause)
            behind = cdt_tokens_find(&c->t, v->clause, last->at.end);
        owner = owner_of(c, v, behind);
        last = v;
        if (!owner)
            continue;
        s.twice |= s.of[owner - 1] != NULL;
        s.count += s.of[owner - 1] == NULL;
        s.of[owner - 1] = v;
    }
}

/* ---- duties in what does not bind ---- */

/* The fact, where the description says that nothing of it binds. */
static const cdt_node *not_binding(const cdt_agreement *agreement)
{
    const cdt_node *about = cdt_node_get_z(agreement->document.root, "agreement");
    const cdt_node *binding = about ? cdt_node_get_z(about, "binding") : NULL, *binds = binding;

    if (binding && binding->kind == CDT_MAP) {
        binds = cdt_node_get_z(binding, "binds");
        if (cdt_node_get_z(binding, "clauses"))
            return NULL;
    }
    return binds && binds->state == CDT_STATED && binds->type == CDT_BOOLEAN && !binds->as.boolean ? binding : NULL;
}

static void compare_binding(comparison *c)
{
    static const char *const hard[] = { "shall pay",      "must pay",       "will pay",        "shall indemnify",
                                        "will indemnify", "must indemnify", "shall be liable", "will be liable" };
    const cdt_node *stated = not_binding(c->agreement);
    size_t duties = 0, found = CDT_NOWHERE, length = 1, clause = 0;

    if (!stated)
        return;
    for (size_t k = 0; k < c->draft->clause_count; k++) {
        size_t limit = c->t.first[k + 1];
        if (c->draft->clauses[k].region != CDT_REGION_BODY)
            continue;
        for (size_t i = c->t.first[k]; i < limit; i++) {
            if (cdt_token_among(&c->t, i, limit, "not non") &&
                cdt_token_among(&c->t, i + 1, limit, "legally binding bind"))
                return; /* it says so itself: what is amiss then is told of the draft alone */
            duties += cdt_token_among(&c->t, i, limit, "shall must") > 0;
            for (size_t h = 0; found == CDT_NOWHERE && cdt_token_among(&c->t, i, limit, "shall must will") &&
                               h < sizeof hard / sizeof hard[0];
                 h++)
                if (cdt_token_phrase(&c->t, i, limit, hard[h])) {
                    found = i;
                    length = cdt_token_phrase(&c->t, i, limit, hard[h]);
                    clause = k;
                }
        }
    }
    if (found == CDT_NOWHERE || duties < DUTIES)
        return;
    put(c, "agreement", stated, (cdt_stretch){ c->t.at[found].start, c->t.at[found + length - 1].end }, clause,
        "that it does not bind",
        cdt_format(c->arena, "\"%.*s\", among %zu words of duty,",
                   CDT_ARGS(cdt_tokens_copy(&c->t, found, found + length, c->arena)), duties));
}

const cdt_difference *cdt_beside(const cdt_agreement *agreement, const cdt_draft *draft, cdt_arena *arena,
                                 size_t *count)
{
    comparison *c = CDT_NEW(arena, comparison);

    *c = (comparison){ .agreement = agreement, .draft = draft, .arena = arena, .looks = LOOKS };
    c->t = cdt_tokens_of(draft, arena);
    c->at = CDT_NEW_ARRAY(arena, cdt_difference, MOST);
    read_parties(c);
    compare_parties(c);
    compare_shares(c, CDT_VALUE_PERCENT);
    compare_shares(c, CDT_VALUE_SUM);
    compare_binding(c);
    *count = c->count;
    return c->at;
}
