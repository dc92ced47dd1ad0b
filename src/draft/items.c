/* items.c - lists that run on inside one paragraph: "shall (a) keep the records; (b) pay the staff; and (c) report". They stay
 * one clause, as they are one sentence, and each item is cited by its own number all the same: "5.1(b)". */
#include "draft/grow.h"
#include "draft/label.h"
#include "draft/making.h"
#include "draft/places.h"
#include "draft/token_set.h"

#define DEPTH 4 /* of lists inside lists */

enum { LETTERS, ROMAN, DIGITS, CLASSES };

/* A label that may be one of a list: "(a)", "a)". */
typedef struct candidate {
    size_t token, behind;    /* its first token, and the one behind it */
    unsigned value[CLASSES]; /* what it says, each way; 0: not that */
    bool closed_only, upper; /* "a)"; "(A)" */
    cdt_str id;
} candidate;

/* One that was taken into a list. */
typedef struct taken {
    const candidate *label;
    size_t list, above; /* which list, of the clause; the item that it is in, or CDT_NOWHERE */
} taken;

typedef struct open_list {
    unsigned class, value;
    bool closed_only, upper;
    size_t number, last; /* of the list; its last item */
} open_list;

typedef struct finder {
    cdt_making *making;
    const cdt_tokens *t;
    cdt_token_set sites; /* where a label may begin */
    size_t clause, first, limit;
    candidate *labels;
    size_t label_count, label_room;
    taken *items;
    size_t item_count, item_room;
    size_t *lengths; /* of each list of the clause */
    size_t list_count, list_room;
    open_list open[DEPTH];
    size_t depth;
    cdt_item *out;
    size_t count, room;
} finder;

/* --- what may be a label */

/* "(b) above", "(a), (b) and (c)", "(b).": letters that are spoken of, with no words of an item behind them. */
static bool spoken_of(const finder *f, size_t behind)
{
    const cdt_tokens *t = f->t;

    if (behind >= f->limit ||
        cdt_token_among(t, behind, f->limit, "above below hereof herein thereof to or and and/or"))
        return true;
    return t->at[behind].kind == CDT_TOKEN_MARK && strchr(".,;:)-/", t->at[behind].mark);
}

/* Can an item begin at token `i`: behind a mark, a word that joins items, or at the beginning of a line? */
static bool may_begin(const finder *f, size_t i)
{
    const cdt_tokens *t = f->t;

    if (i == f->first || (t->at[i].flags & CDT_TOKEN_LINE))
        return true;
    return (t->at[i - 1].kind == CDT_TOKEN_MARK && strchr(".,;:-", t->at[i - 1].mark)) ||
           cdt_token_among(t, i - 1, f->limit, "and or either both");
}

static bool read_label(const finder *f, candidate *c, size_t at)
{
    cdt_str text = cdt_token_text(f->t, at);
    char small[8];

    if (f->t->at[at].kind == CDT_TOKEN_MARK || text.len >= sizeof small)
        return false;
    c->id = text;
    c->upper = text.at[0] >= 'A' && text.at[0] <= 'Z';
    for (size_t i = 0; i < text.len; i++) {
        small[i] = (char)(text.at[i] | (text.at[i] >= 'A' ? 32 : 0));
        if (text.at[i] >= 'A' && (text.at[i] <= 'Z') != c->upper)
            return false;
        if (text.at[i] >= '0' && text.at[i] <= '9' && text.len < 3)
            c->value[DIGITS] = c->value[DIGITS] * 10 + (unsigned)(text.at[i] - '0');
    }
    if (c->value[DIGITS])
        return strspn(text.at, "0123456789") >= text.len;
    if (text.len == 1 && small[0] >= 'a' && small[0] <= 'z')
        c->value[LETTERS] = (unsigned)(small[0] - 'a') + 1;
    if (text.len == 2 && small[0] == small[1] && small[0] >= 'a' && small[0] <= 'z')
        c->value[LETTERS] = (unsigned)(small[0] - 'a') + 27; /* "(aa)" */
    c->value[ROMAN] = cdt_roman((cdt_str){ small, text.len });
    return c->value[LETTERS] || c->value[ROMAN];
}

/* The label at token `i`. */
static bool label_at(const finder *f, size_t i, candidate *c)
{
    const cdt_tokens *t = f->t;
    bool brackets = cdt_token_sign(t, i, f->limit, '(') && cdt_token_sign(t, i + 2, f->limit, ')');

    *c = (candidate){ .token = i, .closed_only = !brackets };
    if (!(t->at[i].flags & CDT_TOKEN_SPACED) || (!brackets && !cdt_token_sign(t, i + 1, f->limit, ')')))
        return false;
    if (!read_label(f, c, i + brackets))
        return false;
    c->behind = i + (brackets ? 3 : 2);
    if (spoken_of(f, c->behind) || cdt_place_spoken(t, i, f->first, f->limit))
        return false;
    return may_begin(f, i) || (brackets && !c->value[DIGITS]); /* "one (1)" is an amount, "shall (a) pay" a list */
}

static void find_labels(finder *f)
{
    f->label_count = 0;
    for (size_t i = f->first; (i = cdt_token_set_next(&f->sites, i, f->limit)) + 1 < f->limit; i++) {
        candidate c;
        if (!label_at(f, i, &c))
            continue;
        f->labels = cdt_grow(&f->making->scratch, f->labels, f->label_count, &f->label_room, sizeof c);
        f->labels[f->label_count++] = c;
        i = c.behind - 1;
    }
}

/* --- which of them are lists */

static bool same_form(const open_list *list, const candidate *c)
{
    return list->closed_only == c->closed_only && list->upper == c->upper;
}

/* "(i)" behind "(h)" is a letter where "(j)" comes next, and begins a list where "(ii)" does. */
static bool begins_roman(const finder *f, size_t i)
{
    const candidate *c = &f->labels[i];

    if (c->value[ROMAN] != 1)
        return false;
    for (size_t k = i + 1; k < f->label_count; k++)
        if (f->labels[k].closed_only == c->closed_only && f->labels[k].upper == c->upper)
            return f->labels[k].value[ROMAN] == 2;
    return false;
}

static void take(finder *f, size_t i, size_t depth)
{
    taken item = { .label = &f->labels[i],
                   .list = f->open[depth].number,
                   .above = depth ? f->open[depth - 1].last : CDT_NOWHERE };

    f->depth = depth + 1;
    f->open[depth].last = f->item_count;
    f->lengths[item.list]++;
    f->items = cdt_grow(&f->making->scratch, f->items, f->item_count, &f->item_room, sizeof item);
    f->items[f->item_count++] = item;
}

/* The next of a list that is open, the innermost first. */
static bool continues(finder *f, size_t i)
{
    const candidate *c = &f->labels[i];

    for (size_t k = f->depth; k-- > 0;) {
        open_list *list = &f->open[k];
        if (!same_form(list, c) || c->value[list->class] != list->value + 1 ||
            (list->class == LETTERS && begins_roman(f, i)))
            continue;
        list->value++;
        take(f, i, k);
        return true;
    }
    return false;
}

/* The first of one: it takes the place of an open one of its form. */
static void begin(finder *f, size_t i)
{
    const candidate *c = &f->labels[i];
    unsigned class = c->value[DIGITS] == 1 ? DIGITS : c->value[ROMAN] == 1 ? ROMAN : LETTERS;
    size_t depth = f->depth;

    if (c->value[class] != 1)
        return;
    for (size_t k = f->depth; k-- > 0;)
        if (same_form(&f->open[k], c) && f->open[k].class == class)
            depth = k;
    if (depth == DEPTH)
        return;
    f->lengths = cdt_grow(&f->making->scratch, f->lengths, f->list_count, &f->list_room, sizeof *f->lengths);
    f->lengths[f->list_count] = 0;
    f->open[depth] = (open_list){ class, 1, c->closed_only, c->upper, f->list_count++, 0 };
    take(f, i, depth);
}

/* --- the items */

/* The number that the clause is cited by, without that of a heading. */
static const char *number_of(const finder *f)
{
    const cdt_draft *draft = &f->making->draft;

    for (size_t at = f->clause; at != CDT_NOWHERE; at = draft->clauses[at].parent)
        if (*draft->clauses[at].number)
            return draft->clauses[at].number;
    return "";
}

/* Does the item begin inside a sentence, which ends before byte `at`? One that begins a sentence may have more of them. */
static bool ended_before(const finder *f, size_t item, size_t at)
{
    size_t token = f->items[item].label->token, start = f->t->at[token].start;
    const cdt_sentence *sentence = cdt_draft_sentence_at(&f->making->draft, start);

    return sentence && sentence->start < start && sentence->end <= at && token > f->first &&
           !cdt_token_sign(f->t, token - 1, f->limit, '.');
}

/* Another list in a later sentence is none of the last item of a list that ended with its own. */
static void part_lists(finder *f)
{
    size_t *last = CDT_NEW_ARRAY(&f->making->scratch, size_t, f->list_count + 1);
    size_t *above = CDT_NEW_ARRAY(&f->making->scratch, size_t, f->list_count + 1);
    bool *seen = CDT_NEW_ARRAY(&f->making->scratch, bool, f->list_count + 1);

    for (size_t i = 0; i < f->item_count; i++)
        last[f->items[i].list] = i;
    for (size_t i = 0; i < f->item_count; i++) {
        taken *item = &f->items[i];
        if (!seen[item->list]) {
            size_t a = item->above;
            while (a != CDT_NOWHERE && last[f->items[a].list] == a &&
                   ended_before(f, a, f->t->at[item->label->token].start))
                a = f->items[a].above;
            above[item->list] = a;
            seen[item->list] = true;
        }
        item->above = above[item->list];
    }
}

/* The end of the sentence that begins at or before `at`. */
static size_t sentence_end(const finder *f, size_t at)
{
    const cdt_sentence *sentence = cdt_draft_sentence_at(&f->making->draft, at);

    return sentence ? sentence->end : f->making->draft.clauses[f->clause].end;
}

/* Up to the next item that is no part of this one; the last of a list ends with its sentence. */
static size_t end_of(const finder *f, size_t i)
{
    const cdt_token *tokens = f->t->at;
    size_t from = tokens[f->items[i].label->token].start, end = f->making->draft.clauses[f->clause].end;

    for (size_t k = i + 1; k < f->item_count; k++) {
        size_t above = f->items[k].above;
        if (f->lengths[f->items[k].list] < 2)
            continue;
        while (above != CDT_NOWHERE && above > i)
            above = f->items[above].above;
        if (above == i) {
            from = tokens[f->items[k].label->token].start;
            continue;
        }
        if (f->items[k].list == f->items[i].list || f->items[k].above != f->items[i].above) {
            end = tokens[f->items[k].label->token].start;
            return end;
        }
        break;
    }
    return sentence_end(f, from);
}

static void put_items(finder *f)
{
    const cdt_draft *draft = &f->making->draft;
    const char *own = NULL;
    size_t *number = CDT_NEW_ARRAY(&f->making->scratch, size_t, f->item_count + 1);

    for (size_t i = 0; i < f->item_count; i++) {
        const taken *item = &f->items[i];
        size_t above = item->above, end;
        number[i] = CDT_NOWHERE;
        while (above != CDT_NOWHERE && number[above] == CDT_NOWHERE)
            above = f->items[above].above;
        if (f->lengths[item->list] < 2)
            continue;
        own = own ? own : number_of(f);
        end = end_of(f, i);
        while (end && strchr(" \t\r\n", draft->text[end - 1]))
            end--;
        f->out = cdt_grow(&f->making->arena, f->out, f->count, &f->room, sizeof *f->out);
        number[i] = f->count;
        f->out[f->count++] = (cdt_item){
            .number = cdt_format(&f->making->arena, "%s(%.*s)",
                                 above == CDT_NOWHERE ? own : f->out[number[above]].number, CDT_ARGS(item->label->id)),
            .start = f->t->at[item->label->token].start,
            .end = end,
            .clause = f->clause,
            .above = above == CDT_NOWHERE ? CDT_NOWHERE : number[above],
        };
    }
}

void cdt_find_items(cdt_making *making)
{
    finder f = { .making = making, .t = cdt_making_tokens(making) };

    f.sites = cdt_token_set_of(f.t, &making->scratch);
    cdt_token_set_marks(&f.sites, "(");
    cdt_token_set_before(&f.sites, ")");
    for (f.clause = 0; f.clause < making->draft.clause_count; f.clause++) {
        cdt_region region = making->draft.clauses[f.clause].region;
        if (region == CDT_REGION_CONTENTS || region == CDT_REGION_FURNITURE)
            continue;
        f.limit = f.t->first[f.clause + 1];
        if (f.limit - f.t->first[f.clause] < 8)
            continue;
        f.first = cdt_making_first(making, f.clause);
        find_labels(&f);
        f.item_count = f.list_count = f.depth = 0;
        for (size_t i = 0; i < f.label_count; i++)
            if (!continues(&f, i))
                begin(&f, i);
        if (f.item_count > 1) {
            part_lists(&f);
            put_items(&f);
        }
    }
    making->draft.items = f.out;
    making->draft.item_count = f.count;
}
