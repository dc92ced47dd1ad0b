/* health.c - how well the draft could be read. */
#include "draft/making.h"

#define LEAST_REFERENCES 5 /* fewer say nothing about the rest */
#define LEAST_WORDS 300    /* a shorter text may well have no numbers */

/* Words of the text, its letters, and all that is neither blank nor part of a drawn line. */
typedef struct tally {
    size_t words, letters, signs;
} tally;

enum { AT_ONCE = 240 }; /* bytes: what is counted of them has room in one */

static bool is_blank(unsigned char c)
{
    return c == ' ' || (unsigned char)(c - '\t') <= '\r' - '\t';
}

/* Of up to AT_ONCE bytes, behind one. Without a branch, so that compilers look at many bytes in one step. */
static void count_some(tally *t, const unsigned char *at, size_t length)
{
    uint8_t words = 0, letters = 0, signs = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = at[i];
        bool there = !is_blank(c);
        words += (uint8_t)(there & is_blank(at[(ptrdiff_t)i - 1]));
        letters += (uint8_t)(((unsigned char)((c | 32) - 'a') < 26) | (c >= 0x80));
        signs += (uint8_t)(there & (c != '-') & (c != '.') & (c != '_'));
    }
    t->words += words;
    t->letters += letters;
    t->signs += signs;
}

static void count(tally *t, cdt_str text)
{
    const unsigned char *bytes = (const unsigned char *)text.at;

    if (text.len) {
        unsigned char first[2] = { ' ', *bytes };
        count_some(t, first + 1, 1);
    }
    for (size_t at = 1; at < text.len; at += AT_ONCE)
        count_some(t, bytes + at, text.len - at < AT_ONCE ? text.len - at : AT_ONCE);
}

#define PROBLEMS 8 /* that are found here */

typedef struct problems {
    cdt_making *making;
    const char **at;
    size_t count;
} problems;

static void say(problems *p, const char *message)
{
    p->at[p->count++] = message;
}

/* Does a heading promise definitions? */
static bool promises(const cdt_making *making)
{
    for (size_t i = 0; i < making->draft.clause_count; i++) {
        const cdt_clause *clause = &making->draft.clauses[i];
        cdt_str heading = cdt_str_z(clause->heading);
        if (clause->region == CDT_REGION_CONTENTS || !heading.len || heading.len > 60)
            continue;
        if (cdt_str_find(heading, CDT_STR("efinition"), 0) != CDT_NOWHERE ||
            cdt_str_find(heading, CDT_STR("EFINITION"), 0) != CDT_NOWHERE)
            return true;
    }
    return false;
}

/* References to numbers, which are lost together; attachments are often left out on purpose. */
static void judge_references(problems *p)
{
    const cdt_draft *draft = &p->making->draft;
    size_t all = 0, resolved = 0;
    bool numbered = draft->health.numbered > 0, unknown = false;

    for (size_t i = 0; i < draft->reference_count; i++) {
        const cdt_reference *r = &draft->references[i];
        unknown |= r->doubtful;
        bool number = strcmp(r->kind, "clause") == 0 || strcmp(r->kind, "section") == 0 ||
                      strcmp(r->kind, "paragraph") == 0 || strcmp(r->kind, "article") == 0;
        all += number && !r->external;
        resolved += number && !r->external && r->resolved;
    }
    if (!numbered && unknown) {
        p->making->draft.health.references_doubtful = true;
        say(p, "No clause has a number, and some are referred to by one: references are not judged.");
        return;
    }
    if (all < LEAST_REFERENCES || resolved * 2 >= all)
        return;
    p->making->draft.health.references_doubtful = true;
    say(p, cdt_format(
               &p->making->arena,
               "Only %zu of %zu references lead to a clause: its numbers were probably lost when the file was made, "
               "so references are not judged.",
               resolved, all));
}

static void judge(problems *p, const tally *t)
{
    cdt_health *health = &p->making->draft.health;
    size_t uncertain = 0;

    if (!t->words && health->readable) {
        health->readable = false;
        say(p, "There are no words in it that can be read: ask for the file it was made from, or have its text "
               "recognised.");
    } else if (t->signs > 200 && t->letters * 2 < t->signs) {
        health->readable = false;
        say(p, "Most of it is no words: it may be damaged, or no text at all.");
    }
    if (!health->readable)
        return;
    if (!health->numbered && t->words >= LEAST_WORDS)
        say(p, "No clause has a number: places are told by headings, and references to clauses cannot be followed.");
    judge_references(p);
    if (health->attachments_left_out)
        say(p, "It says that schedules or exhibits were left out of it: whether each is there is not judged.");
    if (!health->definitions && promises(p->making)) {
        health->definitions_doubtful = true;
        say(p, "A heading promises definitions, and none was found: terms are not judged.");
    }
    for (size_t i = 0; i < p->making->draft.clause_count; i++)
        uncertain += p->making->draft.clauses[i].uncertain;
    if (uncertain)
        say(p, cdt_format(&p->making->arena,
                          "Programs differ about %zu of its numbers: look at the document beside them.", uncertain));
}

void cdt_find_health(cdt_making *making)
{
    cdt_draft *draft = &making->draft;
    cdt_health *health = &draft->health;
    problems p = { .making = making };
    tally t = { 0 };

    for (size_t i = 0; i < draft->clause_count; i++) {
        const cdt_clause *clause = &draft->clauses[i];
        if (clause->region == CDT_REGION_FURNITURE)
            continue;
        health->clauses++;
        health->numbered += *clause->number != '\0';
        count(&t, (cdt_str){ draft->text + clause->start, clause->end - clause->start });
    }
    health->words = t.words;
    health->definitions = draft->definition_count;
    for (size_t i = 0; i < draft->reference_count; i++) {
        health->references += !draft->references[i].external;
        health->resolved += !draft->references[i].external && draft->references[i].resolved;
    }
    p.at = CDT_NEW_ARRAY(&making->arena, const char *, health->problem_count + PROBLEMS);
    for (size_t i = 0; i < health->problem_count; i++)
        say(&p, health->problems[i]);
    judge(&p, &t);
    health->references_sure = health->readable && !health->references_doubtful;
    health->attachments_sure = health->readable && !health->attachments_left_out;
    health->definitions_sure = health->readable && !health->definitions_doubtful;
    health->problems = p.at;
    health->problem_count = p.count;
}
