/* numbering.c - the tree of numbered clauses: which labels count, what stands under what, and how each is cited. */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "draft/chars.h"
#include "draft/structure.h"
#include "draft/wording.h"

/* How a label looks: two of one form may follow each other in one list. */
enum { DIGITS, SMALL_LETTERS, BIG_LETTERS, SMALL_ROMAN, BIG_ROMAN, CLASSES };
#define STYLES 4
#define DOTTED (7 * STYLES * CLASSES) /* the form of all numbers with several parts */
#define FORMS (DOTTED + 1)
#define VALUES (CDT_LABEL_MOST + 1)

typedef struct level {
    unsigned form, value;
    cdt_label label;
    size_t clause;
    const char *number; /* without that of the part */
    int list, depth;    /* of a number that the format counts; list 0: typed */
    bool full;          /* its number stands for itself, as "14.3" does */
    bool nested;        /* its list stands in an item of another list */
    bool counts_on;     /* from the list of another group, over a heading such as "Part 2" */
} level;

typedef struct numbering {
    cdt_making *making;
    size_t at, part_end; /* the clause; where its part ends */
    level open[CDT_MAX_CLAUSE_DEPTH];
    size_t count;
    unsigned resume[FORMS];  /* the value that came last, whatever was closed since */
    size_t resume_at[FORMS]; /* and its clause */
    uint32_t *last[FORMS];   /* by value, where any is met: the last clause of the part with it, plus 1 */
    uint32_t *orphan[FORMS]; /* the same where the one before it of that form is not its predecessor */
    unsigned ones[FORMS];    /* how often a list of the form begins in the part */
    uint32_t *list_last;     /* by list: the last clause at its first level, plus 1 */
    size_t lists;
    bool nests[FORMS][2]; /* a list of that form was found below another form: typed, counted */
    size_t heading;       /* the unnumbered heading that stands above, or CDT_NOWHERE */
    size_t outline[10];   /* headings by their level in the outline */
    bool inside;          /* that heading stands in a group, "Part 2", and */
    size_t around;        /* this one around the groups; or CDT_NOWHERE */
    bool parts_anew;      /* each "Part 2" inside it counts anew, so that it belongs to the numbers */
    bool broken;          /* such a heading came since the last number */
} numbering;

static unsigned style_of(char style)
{
    return style == '(' ? 0 : style == ')' ? 1 : style == ':' ? 3 : 2;
}

static unsigned form_of(const cdt_label *label, unsigned class)
{
    return ((unsigned)label->word * STYLES + (label->style == ' ' ? 2 : style_of(label->style))) * CLASSES + class;
}

/* The ways to read a label: class and value each; how many. */
static unsigned readings(const cdt_label *label, unsigned class[2], unsigned value[2])
{
    unsigned count = 0;

    if (label->parts) {
        class[count] = DIGITS;
        value[count++] = label->value[label->parts - 1];
        return count;
    }
    if (label->letter) {
        class[count] = label->upper ? BIG_LETTERS : SMALL_LETTERS;
        value[count++] = label->letter;
    }
    if (label->roman) {
        class[count] = label->upper ? BIG_ROMAN : SMALL_ROMAN;
        value[count++] = label->roman;
    }
    return count;
}

/* The label before the words of clause `i`, typed or counted. */
static bool label_of(const cdt_making *making, size_t i, cdt_label *label)
{
    const cdt_block *block = &making->blocks[i];
    const cdt_clause *clause = &making->clauses[i];
    cdt_str text = cdt_clause_text(making, i);

    if (!cdt_clause_counts(making, i) || clause->kind != CDT_CLAUSE)
        return false;
    if (block->label.len)
        return !block->bullet && cdt_label_parse(block->label, label);
    if (!cdt_label_parse(text, label))
        return false;
    if (label->style == '*') {
        cdt_label inner;
        text = cdt_str_slice(text, cdt_skip_blanks(text, label->length), text.len);
        if (cdt_label_parse(text, &inner))
            *label = inner;
    }
    return true;
}

/* --- what comes later in the part */

static void note(numbering *n, size_t i, bool set, unsigned before[FORMS])
{
    cdt_label label;
    unsigned class[2], value[2], count;
    const cdt_block *block = &n->making->blocks[i];

    if (set && block->list > 0 && block->label.len && block->depth == 0 && (size_t)block->list < n->lists)
        n->list_last[block->list] = (uint32_t)i + 1;
    if (!label_of(n->making, i, &label) || label.style == '*' || label.parts > 1)
        return;
    count = readings(&label, class, value);
    while (count-- > 0) {
        unsigned form = form_of(&label, class[count]);
        if (!n->last[form]) {
            n->last[form] = CDT_NEW_ARRAY(&n->making->scratch, uint32_t, VALUES);
            n->orphan[form] = CDT_NEW_ARRAY(&n->making->scratch, uint32_t, VALUES);
        }
        n->last[form][value[count]] = set ? (uint32_t)i + 1 : 0;
        n->ones[form] += set && value[count] == 1;
        if (!set || before[form] + 1 != value[count])
            n->orphan[form][value[count]] = set ? (uint32_t)i + 1 : 0;
        before[form] = value[count];
    }
}

static void note_part(numbering *n, size_t from, size_t to, bool set)
{
    unsigned before[FORMS] = { 0 };

    for (size_t i = from; i < to; i++)
        note(n, i, set, before);
}

static bool comes(uint32_t *const *table, unsigned form, unsigned value, size_t after)
{
    return value < VALUES && table[form] && table[form][value] > after + 1;
}

/* --- the open levels */

/* Does the dotted number `label` stand below the level, by its digits? */
static bool is_below(const level *l, const cdt_label *label)
{
    unsigned parts = l->label.parts;

    if (l->label.word == CDT_WORD_ARTICLE || l->label.word == CDT_WORD_SECTION || l->label.word == CDT_WORD_CLAUSE ||
        l->label.word == CDT_WORD_PART) {
        unsigned value = parts ? l->label.value[0] : l->label.roman ? l->label.roman : l->label.letter;
        if (parts <= 1)
            return label->value[0] == value && label->parts > 1;
    }
    if (!parts && l->label.upper && !l->label.word && l->label.style != '(') /* "A." heads "A.1" */
        return label->value[0] == CDT_LABEL_LETTERED + l->label.letter;
    if (!parts || !l->full)
        return false;
    if (parts == 2 && l->label.value[1] == 0)
        parts = 1; /* "1.0" heads "1.1" */
    return parts < label->parts && memcmp(l->label.value, label->value, parts * sizeof *label->value) == 0;
}

/* How many levels stay open below which a dotted number belongs; 0 where it belongs to none. */
static size_t levels_above(const numbering *n, const cdt_label *label)
{
    for (size_t k = n->count; k-- > 0;)
        if (is_below(&n->open[k], label))
            return k + 1;
    return 0;
}

/* Is it the dotted number that comes next: the first below, or the one after an open one? */
static bool dotted_is_next(const numbering *n, const cdt_label *label)
{
    unsigned last = label->value[label->parts - 1];

    for (size_t k = n->count; k-- > 0;) {
        const level *l = &n->open[k];
        if (is_below(l, label) && l->label.parts + 1 >= label->parts && last <= 1)
            return true;
        if (l->full && l->label.parts == label->parts &&
            memcmp(l->label.value, label->value, (label->parts - 1) * sizeof *label->value) == 0 &&
            last > l->label.value[label->parts - 1] && last <= l->label.value[label->parts - 1] + 2)
            return true;
    }
    return false;
}

typedef struct choice {
    bool found;
    unsigned form, value;
    size_t keep; /* levels that stay open */
} choice;

/* One of `form` and `value`, after the one that is open at `k`. */
static choice chosen(unsigned form, unsigned value, size_t keep)
{
    return (choice){ true, form, value, keep };
}

/* What the next label of the same style says: "(j)" after "(i)" is another letter, "(ii)" a roman number. */
static bool roman_follows(const numbering *n, const cdt_label *label)
{
    for (size_t i = n->at + 1; i < n->part_end && i < n->at + 64; i++) {
        cdt_label next;
        if (!label_of(n->making, i, &next) || next.style != label->style || next.parts || next.upper != label->upper)
            continue;
        return next.roman == label->roman + 1;
    }
    return false;
}

/* The next of a list that is open, the innermost first. `slack`: how many may be missing between. */
static choice continues(const numbering *n, const cdt_label *label, unsigned slack)
{
    unsigned class[2], value[2], count = readings(label, class, value);

    for (size_t k = n->count; k-- > 0;)
        for (unsigned r = 0; r < count; r++) {
            unsigned form = form_of(label, class[r]);
            if (n->open[k].form != form || value[r] <= n->open[k].value || value[r] > n->open[k].value + 1 + slack)
                continue;
            if (count > 1 && class[r] <= BIG_LETTERS && label->roman == 1 && roman_follows(n, label))
                continue;
            return chosen(form, value[r], k);
        }
    return (choice){ .found = false };
}

/* The same where numbers are missing between: the list where fewest are, the outermost of such. */
static choice continues_loosely(const numbering *n, const cdt_label *label)
{
    choice best = { .found = false };

    for (unsigned slack = 1; slack <= 3 && !best.found; slack++)
        best = continues(n, label, slack);
    if (best.found)
        for (size_t k = 0; k < best.keep; k++)
            if (n->open[k].form == best.form && n->open[k].value < best.value && best.value - n->open[k].value <= 4) {
                best.keep = k;
                break;
            }
    return best;
}

/* Is a list of `form` that begins here, while one of it is open, inside that one? It is if the open one goes on later. */
static bool goes_on_later(const numbering *n, const level *l)
{
    if (l->list > 0 && (size_t)l->list < n->lists && l->depth == 0)
        return n->list_last[l->list] > n->at + 1;
    return comes(n->orphan, l->form, l->value + 1, n->at);
}

/* Numbers such as "1." and words such as "Section 1" begin anew at the top, where the list around them does not go on. */
static size_t keep_for_digits(const numbering *n, unsigned form, const level *new)
{
    size_t k = n->count;

    for (size_t i = 0; i < n->count; i++)
        if (n->open[i].form == form && !(new->list && n->open[i].list != new->list))
            return goes_on_later(n, &n->open[i]) ? n->count : i;
    while (k > 0 && n->open[k - 1].label.word == CDT_WORD_NONE && !goes_on_later(n, &n->open[k - 1]) &&
           !comes(n->last, n->open[k - 1].form, n->open[k - 1].value + 1, n->at) && !n->nests[form][new->list > 0])
        k--;
    return k ? n->count : 0;
}

/* The first of a list. */
static choice begins(const numbering *n, const cdt_label *label, const level *new)
{
    unsigned class[2], value[2], count = readings(label, class, value);

    for (unsigned r = count; r-- > 0;) {
        unsigned form = form_of(label, class[r]);
        if (value[r] != 1)
            continue;
        if (class[r] == DIGITS && label->style != '(')
            return chosen(form, 1, keep_for_digits(n, form, new));
        for (size_t k = n->count; k-- > 0;)
            if (n->open[k].form == form)
                return chosen(form, 1, k);
        return chosen(form, 1, n->broken ? 0 : n->count);
    }
    return (choice){ .found = false };
}

/* A word such as "Article" closes all that ranks no higher. */
static choice by_word(const numbering *n, const cdt_label *label)
{
    unsigned class[2], value[2], count = readings(label, class, value), r = count - 1;
    size_t keep = 0;

    for (size_t k = 0; k < n->count; k++)
        if (n->open[k].label.word && n->open[k].label.word < label->word)
            keep = k + 1;
    if (count > 1 && label->id.len == 1 && value[0] != 9 &&
        !(label->roman == 1 || label->roman == 5 || label->roman == 10))
        r = 0;
    return chosen(form_of(label, class[r]), value[r], keep);
}

/* By the format's own lists and levels. */
static choice by_list(const numbering *n, const cdt_label *label, const level *new)
{
    unsigned class[2], value[2], count = readings(label, class, value);
    choice next = continues(n, label, 0);

    for (size_t k = n->count; k-- > 0 && new->list > 0;)
        if (n->open[k].list == new->list && n->open[k].depth <= new->depth)
            return chosen(form_of(label, class[count - 1]), value[count - 1],
                          n->open[k].depth < new->depth ? k + 1 : k);
    for (size_t k = n->count; k-- > 0 && new->nested;)
        if (n->open[k].list > 0 && n->open[k].depth < new->depth)
            return chosen(form_of(label, class[count - 1]), value[count - 1], k + 1);
    return next;
}

/* --- which typed labels count */

static bool is_month(cdt_str text)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };

    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (cdt_begins_with(text, months[i]))
            return true;
    return false;
}

/* Does a capital, a quotation or a bracket stand behind the label, or nothing? */
static bool heads_words(cdt_str rest)
{
    if (cdt_str_starts(rest, CDT_STR("\xC2\xA3")) || cdt_str_starts(rest, CDT_STR("\xE2\x82\xAC")))
        return false; /* "Q1  £50,000" */
    return !rest.len || cdt_is_upper(rest.at[0]) || (unsigned char)rest.at[0] >= 0x80 || strchr("\"'([_*", rest.at[0]);
}

/* Does the paragraph above end like a sentence or an item, so that this one is not its second half? */
static bool ended_before(const numbering *n)
{
    for (size_t i = n->at; i-- > 0;)
        if (cdt_clause_counts(n->making, i)) {
            cdt_str text = cdt_str_trim(cdt_clause_text(n->making, i));
            return !text.len || strchr(".;:,-)\"", text.at[text.len - 1]) || cdt_ends_sentence(text) || text.len < 100;
        }
    return true;
}

static bool accept_letter(const numbering *n, const cdt_label *label)
{
    unsigned class[2], value[2], count = readings(label, class, value);
    choice next;

    if (continues(n, label, 0).found)
        return true;
    if (label->style == '(')
        return (count && (value[0] == 1 || value[count - 1] == 1)) || ended_before(n);
    for (unsigned r = 0; r < count; r++)
        if (value[r] == 1 && comes(n->last, form_of(label, class[r]), 2, n->at))
            return true;
    next = continues(n, label, 1); /* one was lost, and the list goes on behind it */
    return next.found && comes(n->last, next.form, next.value + 1, n->at) && ended_before(n);
}

static bool accept_single(const numbering *n, const cdt_label *label, cdt_str rest)
{
    unsigned form = form_of(label, DIGITS), value = label->value[0];
    bool next = continues(n, label, 0).found || (value > 1 && n->resume[form] + 1 == value);

    if (label->style == '(' || (next && label->style != ' '))
        return true;
    if (value == 1 && label->style != ' ' && comes(n->last, form, 2, n->at))
        return true;
    if (!heads_words(rest) || (label->style == ' ' && (!rest.len || is_month(rest))))
        return false;
    if (next || (value == 1 && (label->style != ' ' || comes(n->last, form, 2, n->at))))
        return true;
    if (n->count == 0 && label->style == '.' && rest.len < 80 && !is_month(rest) && !cdt_has_verb(rest) &&
        cdt_look_title(cdt_look_at(rest)))
        return true; /* an extract may begin anywhere */
    if (label->style == ' ' && !cdt_look_caps(cdt_look_at(cdt_str_slice(rest, 0, 60))))
        return false;
    return (comes(n->last, form, value + 1, n->at) || continues(n, label, 3).found);
}

/* "Section 75 Partnership Agreement": the section of an Act, in a title, where no section is near that number. */
static bool is_of_act(const numbering *n, const cdt_label *label, cdt_str rest)
{
    unsigned form = form_of(label, DIGITS), value = label->value[0];

    return label->word == CDT_WORD_SECTION && label->parts == 1 && label->style == ' ' && n->count == 0 && value > 30 &&
           rest.len && !n->resume[form] && !comes(n->last, form, value + 1, n->at);
}

static bool accept(const numbering *n, const cdt_label *label, cdt_str rest)
{
    if (label->word)
        return !is_of_act(n, label, rest);
    if (!label->parts)
        return accept_letter(n, label);
    if (label->parts == 1)
        return accept_single(n, label, rest);
    if (label->value[0] > CDT_LABEL_LETTERED && label->value[label->parts - 1] != 1) /* "S.75 Agreement" */
        return dotted_is_next(n, label);
    return dotted_is_next(n, label) || heads_words(rest);
}

/* --- putting a clause in its place */

/* Is it of a group of clauses, which may count on from the group before: "Part 2", "Article II", "Section B"? */
static bool is_group(const cdt_label *label)
{
    return (label->word && label->word < CDT_WORD_SECTION) || (label->word == CDT_WORD_SECTION && !label->parts);
}

/* The same of a heading, which a sentence that begins with "Part 2 of the Act" is not. */
static bool is_group_heading(const numbering *n, const level *l)
{
    const cdt_clause *clause = &n->making->clauses[l->clause];

    return is_group(&l->label) && clause->words == clause->end;
}

/* How many of the open levels are groups around all others. */
static size_t groups_above(const numbering *n)
{
    size_t k = 0;

    while (k < n->count && is_group_heading(n, &n->open[k]))
        k++;
    return k;
}

/* Does the number go on with the numbers of the group before the one that is open? */
static bool counts_on(const numbering *n, const cdt_label *label)
{
    size_t groups = groups_above(n);
    unsigned form = form_of(label, DIGITS);

    return groups && label->parts == 1 && !label->word && label->style != '(' && n->resume[form] &&
           n->resume[form] + 1 == label->value[0] && n->resume_at[form] < n->open[groups - 1].clause;
}

static const char *name_of(numbering *n, const level *new, const level *above, bool *full)
{
    cdt_arena *arena = &n->making->arena;
    const cdt_label *label = &new->label;
    const char *base = above ? above->number : "";

    *full = label->parts > 0;
    if (label->word == CDT_WORD_ARTICLE || label->word == CDT_WORD_PART || label->word == CDT_WORD_CHAPTER)
        return cdt_format(arena, "%s %.*s",
                          label->word == CDT_WORD_ARTICLE ? "Article"
                          : label->word == CDT_WORD_PART  ? "Part"
                                                          : "Chapter",
                          CDT_ARGS(label->id));
    if (!above && (label->style == '(' || (label->style == ')' && !label->parts)))
        return cdt_format(arena, "(%.*s)", CDT_ARGS(label->id));
    if (label->parts > 1 || label->word || !above || above->label.word == CDT_WORD_PART)
        return cdt_copy_z(arena, label->id);
    if (is_group(&above->label))
        return label->parts && label->style != '(' && (new->counts_on || n->ones[form_of(label, DIGITS)] < 2)
                   ? cdt_copy_z(arena, label->id)
                   : cdt_format(arena, "%s(%.*s)", base, CDT_ARGS(label->id));
    *full = false;
    return cdt_format(arena, "%s(%.*s)", base, CDT_ARGS(label->id));
}

/* Open a level for the clause below the `keep` that stay. */
static void open_level(numbering *n, level new, size_t keep)
{
    level *above;

    if (keep >= CDT_MAX_CLAUSE_DEPTH)
        keep = CDT_MAX_CLAUSE_DEPTH - 1;
    new.counts_on |= keep < n->count && n->open[keep].counts_on && n->open[keep].form == new.form;
    n->count = keep;
    above = keep ? &n->open[keep - 1] : NULL;
    if (above && new.form < FORMS)
        n->nests[new.form][new.list > 0] = true;
    new.clause = n->at;
    new.number = name_of(n, &new, above, &new.full);
    n->open[n->count++] = new;
    n->resume[new.form] = new.value;
    n->resume_at[new.form] = n->at;
    n->broken = false;
}

static void place_dotted(numbering *n, level new)
{
    size_t keep = levels_above(n, &new.label);

    if (!keep) /* nothing above it is there: at least close what does not hold it */
        while (keep < n->count && n->open[keep].label.word && n->open[keep].label.word < CDT_WORD_SECTION)
            keep++;
    new.form = form_of(&new.label, DIGITS);
    new.value =
        new.label.parts == 2 && new.label.value[1] == 0 ? new.label.value[0] : new.label.value[new.label.parts - 1];
    if (new.label.parts > 1)
        new.form = DOTTED;
    open_level(n, new, keep);
    if (new.label.parts == 1)
        n->resume[form_of(&new.label, DIGITS)] = new.label.value[0];
}

static void place(numbering *n, level new)
{
    const cdt_label *label = &new.label;
    unsigned class[2], value[2], count = readings(label, class, value);
    choice c = { .found = false };

    if (label->parts > 1 && !(label->word && label->parts == 1)) {
        place_dotted(n, new);
        return;
    }
    if (label->word)
        c = by_word(n, label);
    if (!c.found && new.list > 0)
        c = by_list(n, label, &new);
    if (!c.found && !n->broken)
        c = continues(n, label, 0);
    if (!c.found)
        c = begins(n, label, &new);
    if (!c.found)
        c = continues_loosely(n, label);
    if (!c.found) {
        c = chosen(form_of(label, class[count - 1]), value[count - 1], n->count);
        new.counts_on = counts_on(n, label);
        if (label->parts && label->style != '(')
            c.keep = new.counts_on ? groups_above(n) : 0;
    }
    new.form = c.form;
    new.value = c.value;
    open_level(n, new, c.keep);
}

/* "14.3(a)", "(a)(i)": a second label directly behind the first. Returns its bytes, with the blanks before it. */
static size_t second_label(numbering *n, cdt_str rest, bool close)
{
    size_t at = close ? 0 : cdt_skip_blanks(rest, 0);
    level new = { .list = 0 };
    unsigned class[2], value[2], count;

    if (at > 3 || !cdt_label_parse(cdt_str_slice(rest, at, rest.len), &new.label) || new.label.style != '(')
        return 0;
    count = readings(&new.label, class, value);
    if (value[count - 1] != 1 && value[0] != 1 && !close)
        return 0;
    place(n, new);
    return at + new.label.length;
}

/* Of a clause that is a heading itself: those without a number that are no higher end before it. */
static void leave_headings(numbering *n)
{
    const cdt_block *blocks = n->making->blocks;
    int outline = blocks[n->at].outline > 9 ? 9 : blocks[n->at].outline;

    if (!outline || n->heading == CDT_NOWHERE || blocks[n->heading].outline < outline)
        return;
    n->heading = CDT_NOWHERE;
    n->inside = false;
    for (int above = outline - 1; above > 0 && n->heading == CDT_NOWHERE; above--)
        n->heading = n->outline[above];
    for (int below = outline; below < 10; below++)
        n->outline[below] = CDT_NOWHERE;
}

/* The number of the clause, and what it stands under, once its level is open. */
static void settle(numbering *n, size_t label_bytes, bool typed)
{
    cdt_making *making = n->making;
    cdt_clause *clause = &making->clauses[n->at];
    const level *top = &n->open[n->count - 1];
    size_t above = n->count;
    const char *part = clause->part != CDT_NOWHERE ? making->clauses[clause->part].number : "";
    cdt_str text = cdt_clause_text(making, n->at);

    clause->number = top->number;
    for (size_t k = 0; k + 1 < n->count && n->parts_anew; k++)
        if (n->open[k].label.word == CDT_WORD_PART && !n->open[k + 1].counts_on)
            clause->number = cdt_format(&making->arena, "%s, %s", n->open[k].number, top->number);
    if (*part)
        clause->number = cdt_format(&making->arena, "%s, %s", part, clause->number);
    if (typed) {
        clause->label = cdt_smooth(&making->arena, cdt_str_slice(text, 0, label_bytes));
        clause->words = clause->start + cdt_skip_blanks(text, label_bytes);
    }
    while (above > 0 && n->open[above - 1].clause == n->at)
        above--;
    if (!above)
        leave_headings(n);
    if (!above && n->inside && is_group(&top->label)) {
        n->heading = n->around;
        n->inside = false;
    }
    clause->parent = above ? n->open[above - 1].clause : n->heading != CDT_NOWHERE ? n->heading : clause->part;
    if (above && n->inside && n->heading > clause->parent && is_group(&n->open[above - 1].label))
        clause->parent = n->heading;
    clause->level = (unsigned)n->count;
    if (!above && top->label.parts > 1 && top->full)
        clause->level = top->label.parts - (top->label.value[0] > CDT_LABEL_LETTERED);
    clause->listed = clause->parent != CDT_NOWHERE && clause->parent != clause->part && clause->parent != n->heading &&
                     (top->label.style == '(' || top->label.style == ')' || !top->label.parts) && !top->label.word;
}

/* A label that no rule knows ("Annex A", "First"), counted by the format. */
static void place_strange(numbering *n, const cdt_block *block)
{
    cdt_clause *clause = &n->making->clauses[n->at];
    size_t keep = n->count;

    while (keep > 0 && (n->open[keep - 1].list != block->list || n->open[keep - 1].depth >= block->depth))
        keep--;
    clause->number = cdt_smooth(&n->making->arena, block->label);
    clause->parent = keep ? n->open[keep - 1].clause : clause->part;
    clause->level = (unsigned)keep + 1;
    n->count = keep;
}

static bool place_counted(numbering *n, const cdt_block *block)
{
    level new = { .list = block->list, .depth = block->depth < 0 ? 0 : block->depth, .nested = block->nested };

    if (!block->label.len || block->bullet)
        return false;
    if (cdt_label_parse(block->label, &new.label) && new.label.style != '*') {
        new.label.id = cdt_str_slice(block->label, (size_t)(new.label.id.at - block->label.at),
                                     (size_t)(new.label.id.at - block->label.at) + new.label.id.len);
        place(n, new);
        for (size_t at = new.label.length, more = at; more && at < block->label.len; at += more)
            more = second_label(n, cdt_str_slice(block->label, at, block->label.len), true);
        settle(n, 0, false);
    } else {
        place_strange(n, block);
    }
    return true;
}

static bool place_typed(numbering *n)
{
    cdt_str text = cdt_clause_text(n->making, n->at), rest;
    level new = { .list = 0 };
    size_t bytes, more, bullet = 0;

    if (cdt_str_starts(text, CDT_STR("**")))
        bullet = 2;
    if (!cdt_label_parse(cdt_str_slice(text, bullet, text.len), &new.label))
        return false;
    if (new.label.style == '*') { /* "* A. ...": the number is what it is cited by */
        bullet = cdt_skip_blanks(text, new.label.length);
        if (!cdt_label_parse(cdt_str_slice(text, bullet, text.len), &new.label) || new.label.style == '*')
            return false;
    }
    bytes = bullet + new.label.length;
    rest = cdt_str_slice(text, bytes, text.len);
    if (!accept(n, &new.label, cdt_str_slice(rest, cdt_skip_blanks(rest, 0), rest.len)))
        return false;
    place(n, new);
    if (cdt_str_starts(rest, CDT_STR("\xE2\x80\x94(")) ||
        cdt_str_starts(rest, CDT_STR("\xE2\x80\x93("))) { /* "3.—(1)" */
        bytes += 3;
        rest = cdt_str_slice(rest, 3, rest.len);
    }
    more = second_label(n, rest, rest.len && rest.at[0] == '(');
    for (bytes += more; more; bytes += more) /* "2.1(a)(ii)" */
        more = second_label(n, cdt_str_slice(text, bytes, text.len), bytes < text.len && text.at[bytes] == '(');
    settle(n, bytes, true);
    return true;
}

/* Do the words of a paragraph without a number begin where those of the item do, behind its label? */
static bool is_aligned(const numbering *n, const level *item)
{
    const cdt_block *own = &n->making->blocks[n->at], *of = &n->making->blocks[item->clause];

    return of->hang > of->indent && abs(own->indent - of->hang) <= CDT_BLOCK_COLUMN / 4 && !own->label.len;
}

/* Does it stand further out than a lettered item ("a.") with its label? Where paragraphs are the format's own, and not told by
 * their lines, at the column of the label is further out than the words. */
static bool is_outside(const numbering *n, const level *item)
{
    const cdt_block *own = &n->making->blocks[n->at], *of = &n->making->blocks[item->clause];
    int column = of->indent + (of->paragraph ? CDT_BLOCK_COLUMN / 4 : -CDT_BLOCK_COLUMN / 4);

    return !item->label.parts && !item->label.word && of->hang > of->indent && own->indent < column && !own->label.len;
}

/* How many levels stay open of the item that the format says the paragraph is in; 0: it does not say so. */
static size_t item_around(const numbering *n)
{
    const cdt_block *block = &n->making->blocks[n->at];

    for (size_t k = n->count; k > 0 && block->list > 0 && !block->label.len && !block->bullet; k--)
        if (n->open[k - 1].list == block->list && n->open[k - 1].depth == block->depth)
            return k;
    return 0;
}

/* Behind a list of the format: does the paragraph stand outside of its item, too? A list of clauses goes on behind what stands
 * between them. */
static bool is_behind(const numbering *n, size_t k)
{
    const level *item = &n->open[k - 1];
    cdt_str text = cdt_clause_text(n->making, n->at);

    return n->making->blocks[n->at].unlisted && item->list > 0 &&
           (item->depth > 0 || !is_group(&n->open[k - 2].label)) &&
           (!item->label.parts || (text.len && cdt_is_lower(text.at[0])));
}

/* A paragraph without a number stands under the innermost clause that is no item, or is a heading alone. */
static void place_unnumbered(numbering *n)
{
    cdt_making *making = n->making;
    cdt_clause *clause = &making->clauses[n->at];
    const cdt_block *block = &making->blocks[n->at];
    cdt_label label;
    size_t k = n->broken ? 0 : n->count, parent = n->heading;

    if (!block->label.len && cdt_label_parse(cdt_clause_text(making, n->at), &label) && label.style == '*') {
        clause->label = cdt_copy_z(&making->arena, label.id);
        clause->words = clause->start + cdt_skip_blanks(cdt_clause_text(making, n->at), label.length);
        clause->listed = true;
    }
    clause->listed |= block->bullet;
    if (k && item_around(n))
        k = item_around(n);
    else if (!clause->listed && clause->kind != CDT_CLAUSE_TABLE && clause->kind != CDT_CLAUSE_NOTE)
        while (k > 1 && (n->open[k - 1].label.style == '(' || is_outside(n, &n->open[k - 1]) || is_behind(n, k)) &&
               making->clauses[n->open[k - 1].clause].words < making->clauses[n->open[k - 1].clause].end &&
               !is_aligned(n, &n->open[k - 1]))
            k--;
    if (k)
        parent = n->open[k - 1].clause;
    clause->parent = parent != CDT_NOWHERE ? parent : clause->part;
    clause->listed &= clause->parent != CDT_NOWHERE;
    clause->level = clause->parent == CDT_NOWHERE ? 0 : making->clauses[clause->parent].level + 1;
}

/* Does the next number go on with a list that is open, below the first level? Then a heading before it stands inside: how many
 * levels stay open above that number; 0: it does not. */
static size_t next_goes_on(const numbering *n)
{
    for (size_t i = n->at + 1; i < n->part_end && i < n->at + 16; i++) {
        cdt_label label;
        choice c;
        if (!label_of(n->making, i, &label) || label.style == '*')
            continue;
        if (label.parts > 1)
            return n->count > 0 && dotted_is_next(n, &label) ? levels_above(n, &label) : 0;
        c = continues(n, &label, 0);
        return c.found && c.keep > groups_above(n) ? c.keep : 0;
    }
    return 0;
}

/* Does the next number go on with those of the groups, or is it the next below the one that is open? */
static bool next_counts_on(const numbering *n)
{
    for (size_t i = n->at + 1; i < n->part_end && i < n->at + 16; i++) {
        cdt_label label;
        if (label_of(n->making, i, &label) && label.style != '*')
            return counts_on(n, &label) || (label.parts == 1 && !is_group(&label) && continues(n, &label, 0).found);
    }
    return false;
}

/* The group that a heading without a number stands in; CDT_NOWHERE: in none. */
static size_t group_around(const numbering *n)
{
    size_t groups = groups_above(n), group = groups ? n->open[groups - 1].clause : CDT_NOWHERE;
    int outline = n->making->blocks[n->at].outline, above = groups ? n->making->blocks[group].outline : 0;

    if (!groups || (outline && above && outline <= above))
        return CDT_NOWHERE;
    return (outline && above) || next_counts_on(n) ? group : CDT_NOWHERE;
}

/* "Services" in the line below "PART B". */
static bool is_title_of_group(const numbering *n)
{
    const level *top = n->count ? &n->open[n->count - 1] : NULL;

    return top && top->clause + 1 == n->at && is_group_heading(n, top) && !*n->making->clauses[top->clause].heading;
}

/* A heading without a number: what follows stands under it, unless it stands inside a clause itself. */
static void place_heading(numbering *n)
{
    cdt_clause *clause = &n->making->clauses[n->at];
    int outline = n->making->blocks[n->at].outline;
    size_t group;

    if (next_goes_on(n) || is_title_of_group(n)) {
        size_t inside = n->broken ? 0 : next_goes_on(n);
        place_unnumbered(n);
        if (inside && outline) { /* beside the clause before it, and not below */
            clause->parent = n->open[inside - 1].clause;
            clause->level = n->making->clauses[clause->parent].level + 1;
        }
        return;
    }
    group = group_around(n);
    if (group == CDT_NOWHERE && n->inside)
        n->heading = n->around;
    else if (group != CDT_NOWHERE && !n->inside)
        n->around = n->heading;
    n->inside = group != CDT_NOWHERE;
    clause->parent = clause->part;
    if (outline > 9)
        outline = 9;
    for (int above = outline - 1; above > 0 && outline; above--)
        if (n->outline[above] != CDT_NOWHERE) {
            clause->parent = n->outline[above];
            break;
        }
    for (int below = outline; below < 10; below++)
        n->outline[below] = CDT_NOWHERE;
    if (outline)
        n->outline[outline] = n->at;
    if (n->inside && (clause->parent == CDT_NOWHERE || clause->parent < group))
        clause->parent = group;
    clause->level = clause->parent == CDT_NOWHERE ? 0 : n->making->clauses[clause->parent].level + 1;
    n->heading = n->at;
    n->broken = true;
}

static void reset(numbering *n)
{
    n->count = 0;
    n->heading = CDT_NOWHERE;
    n->inside = false;
    n->broken = false;
    for (size_t i = 0; i < 10; i++)
        n->outline[i] = CDT_NOWHERE;
    memset(n->resume, 0, sizeof n->resume);
    memset(n->nests, 0, sizeof n->nests);
    memset(n->ones, 0, sizeof n->ones);
}

/* Words between the parties, the recitals and the clauses: what is numbered behind them begins anew. */
static bool is_hinge(cdt_str text)
{
    static const char *const words[] = {
        "it is agreed",      "it is hereby agreed",      "now therefore", "now, therefore", "now it is",
        "the parties agree", "the parties hereby agree", "agreed terms"
    };

    if (text.len < 20 && (cdt_begins_with(text, "whereas") || cdt_begins_with(text, "between")))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cdt_begins_with(text, words[i]))
            return true;
    return false;
}

static void place_clause(numbering *n)
{
    cdt_making *making = n->making;
    size_t i = n->at;
    cdt_clause *clause = &making->clauses[i];

    if (clause->kind == CDT_CLAUSE_SCHEDULE || !cdt_clause_counts(making, i))
        return;
    if (clause->kind == CDT_CLAUSE && (place_counted(n, &making->blocks[i]) || place_typed(n))) {
        cdt_find_heading(making, i);
        return;
    }
    if (is_hinge(cdt_clause_text(making, i))) {
        n->count = 0;
        n->heading = CDT_NOWHERE;
        n->inside = false;
    }
    if (clause->kind == CDT_CLAUSE && cdt_find_heading(making, i))
        place_heading(n);
    else
        place_unnumbered(n);
}

/* Does the first number behind a "Part 2" come again behind another? */
static bool parts_count_anew(const cdt_making *making, size_t from, size_t to)
{
    cdt_str first = { "", 0 };
    bool behind = false;
    cdt_label label;

    for (size_t i = from; i < to; i++) {
        if (making->clauses[i].kind == CDT_CLAUSE_SCHEDULE || !label_of(making, i, &label) || label.style == '*')
            continue;
        if (behind && !label.word && label.parts) {
            if (first.len && cdt_str_is(first, label.id))
                return true;
            first = first.len ? first : label.id;
        }
        behind = label.word == CDT_WORD_PART || (behind && (label.word || !label.parts));
    }
    return false;
}

static void number_part(numbering *n, size_t from, size_t to)
{
    reset(n);
    n->parts_anew = parts_count_anew(n->making, from, to);
    n->part_end = to;
    note_part(n, from, to, true);
    for (n->at = from; n->at < to; n->at++)
        place_clause(n);
    note_part(n, from, to, false);
}

void cdt_find_numbers(cdt_making *making)
{
    numbering *n = cdt_alloc(&making->scratch, sizeof *n);
    size_t count = making->draft.clause_count, from = 0;

    n->making = making;
    for (size_t i = 0; i < count; i++)
        if (making->blocks[i].list > 0 && (size_t)making->blocks[i].list >= n->lists)
            n->lists = (size_t)making->blocks[i].list + 1;
    if (n->lists > count + 1)
        n->lists = count + 1;
    n->list_last = CDT_NEW_ARRAY(&making->scratch, uint32_t, n->lists + 1);
    for (size_t i = 1; i <= count; i++)
        if (i == count || making->clauses[i].kind == CDT_CLAUSE_SCHEDULE) {
            number_part(n, from, i);
            from = i;
        }
}
