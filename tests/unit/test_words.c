/* Words: what is found in a draft, where, in which order, and what is no evidence. */
#include <stdio.h>
#include <time.h>

#include "unit.h"
#include "words/fold.h"
#include "words/likeness.h"
#include "words/literals.h"
#include "words/plain.h"
#include "words/regex.h"
#include "words/words.h"

/* ---- a draft made by hand ---- */

typedef struct line {
    const char *label, *heading, *words;
    int parent; /* number of the line it stands under; -1 */
    int part;   /* number of the schedule's title; -1 */
    cdt_region region;
    cdt_clause_kind kind;
    bool listed;
    unsigned row, column;
} line;

enum { LINES = 64, SENTENCES = 128 };

typedef struct made {
    cdt_draft draft;
    cdt_clause clauses[LINES];
    cdt_sentence sentences[SENTENCES];
    cdt_draft_value values[8];
    cdt_buf text;
} made;

static void add_sentences(made *m, size_t clause, size_t from, size_t to)
{
    while (from < to) {
        size_t end = from;
        while (end < to && !(m->text.at[end] == '.' && (end + 1 == to || m->text.at[end + 1] == ' ')))
            end++;
        end = end < to ? end + 1 : to;
        m->sentences[m->draft.sentence_count++] = (cdt_sentence){ from, end, clause };
        for (from = end; from < to && m->text.at[from] == ' ';)
            from++;
    }
}

static made *make(const line *lines, size_t count)
{
    made *m = calloc(1, sizeof *m);

    for (size_t i = 0; i < count; i++) {
        const line *l = &lines[i];
        cdt_clause *c = &m->clauses[i];
        *c = (cdt_clause){ .kind = l->kind,
                           .region = l->region,
                           .number = l->label ? l->label : "",
                           .label = l->label ? l->label : "",
                           .heading = l->heading ? l->heading : "",
                           .parent = l->parent < 0 ? CDT_NOWHERE : (size_t)l->parent,
                           .part = l->part < 0 ? CDT_NOWHERE : (size_t)l->part,
                           .listed = l->listed,
                           .row = l->row,
                           .column = l->column };
        c->start = m->text.len;
        cdt_buf_printf(&m->text, "%s%s%s%s", c->label, *c->label ? " " : "", c->heading, *c->heading ? " " : "");
        c->words = m->text.len;
        cdt_buf_put_z(&m->text, l->words ? l->words : "");
        c->end = m->text.len;
        add_sentences(m, i, c->words, c->end);
        cdt_buf_put_z(&m->text, "\n\n");
    }
    m->draft.text = m->text.at;
    m->draft.length = m->text.len;
    m->draft.clauses = m->clauses;
    m->draft.clause_count = count;
    m->draft.sentences = m->sentences;
    m->draft.values = m->values;
    return m;
}

static void put_value(made *m, cdt_value_kind kind, const char *value, const char *words)
{
    const char *at = strstr(m->text.at, words);

    ck_assert_ptr_nonnull(at);
    m->values[m->draft.value_count++] = (cdt_draft_value){
        .kind = kind, .value = value, .at = { (size_t)(at - m->text.at), (size_t)(at - m->text.at) + strlen(words) }
    };
}

static void unmake(made *m)
{
    cdt_buf_free(&m->text);
    free(m);
}

/* ---- words read from YAML ---- */

typedef struct read {
    cdt_document document;
    cdt_words *words;
    cdt_diags *diags;
} read;

/* `yaml` is a mapping with `words` and maybe `terms`. */
static read read_words(const char *yaml)
{
    read r = { .diags = cdt_diags_new() };
    const cdt_node *words;
    cdt_words_source source = { .check_count = 1, .compile = true };

    ck_assert(cdt_document_read(&r.document, "words.yaml", cdt_str_z(yaml), 1, r.diags));
    words = cdt_node_get_z(r.document.root, "words");
    source.document = &r.document;
    source.terms = cdt_node_get_z(r.document.root, "terms");
    source.checks = &words;
    r.words = cdt_words_read(&source, r.diags);
    return r;
}

static void unread(read *r)
{
    cdt_words_free(r->words);
    cdt_document_free(&r->document);
    cdt_diags_free(r->diags);
}

/* What is found, as "quote [value]|quote" with the best first. */
static void find(const made *m, const char *yaml, cdt_buf *out)
{
    read r = read_words(yaml);
    cdt_arena arena = { 0 };

    ck_assert_msg(cdt_diags_count(r.diags) == 0, "%s",
                  cdt_diags_count(r.diags) ? cdt_diags_at(r.diags, 0)->message : "");
    for (int all = 0; all < 2; all++) { /* the same with and without the search for literals */
        cdt_reading *reading = cdt_reading_new(&m->draft);
        cdt_buf seen = { 0 };
        cdt_passages found;
        if (all)
            cdt_reading_try_all(reading);
        found = cdt_reading_passages(reading, r.words, 0, &arena);
        for (size_t i = 0; i < found.count; i++) {
            const cdt_passage *p = &found.at[i];
            cdt_buf_printf(&seen, "%s%s%s%.*s", i ? "|" : "", p->topic, *p->topic ? ": " : "", (int)(p->end - p->start),
                           m->draft.text + p->start);
            if (*p->value)
                cdt_buf_printf(&seen, " [%s]", p->value);
        }
        if (*found.problem)
            cdt_buf_put_z(&seen, found.problem);
        if (all)
            ck_assert_msg(cdt_str_is(cdt_buf_str(&seen), cdt_buf_str(out)), "%s: found %.*s, but all in all %.*s", yaml,
                          CDT_ARGS(cdt_buf_str(out)), CDT_ARGS(cdt_buf_str(&seen)));
        else
            cdt_buf_put(out, cdt_buf_str(&seen));
        cdt_buf_free(&seen);
        cdt_reading_free(reading);
    }
    cdt_arena_free(&arena);
    unread(&r);
}

#define ck_assert_found(made_, yaml_, wanted_)                                                                         \
    do {                                                                                                               \
        cdt_buf found_ = { 0 };                                                                                        \
        find((made_), (yaml_), &found_);                                                                               \
        ck_assert_slice(cdt_buf_str(&found_), (wanted_));                                                              \
        cdt_buf_free(&found_);                                                                                         \
    } while (0)

#define MAKE(lines_) make((lines_), sizeof(lines_) / sizeof(lines_)[0])

/* ---- folding ---- */

static void assert_folded(const char *text, const char *wanted)
{
    cdt_buf out = { 0 };

    cdt_fold(cdt_str_z(text), &out);
    ck_assert_slice(cdt_buf_str(&out), wanted);
    for (size_t i = 0; i + 1 < out.len; i++)
        ck_assert_uint_le(cdt_fold_source(cdt_str_z(text), i), cdt_fold_source(cdt_str_z(text), i + 1));
    cdt_buf_free(&out);
}

START_TEST(test_folding)
{
    assert_folded("  The \t Council\r\n\r\nSHALL  ", "the council shall");
    assert_folded("\xE2\x80\x9CTerm\xE2\x80\x9D means the Council\xE2\x80\x99s term",
                  "\"term\" means the council's term");
    assert_folded("1\xE2\x80\x93"
                  "2 non\xE2\x80\x91"
                  "binding",
                  "1-2 non-binding");
    assert_folded("con\xC2\xAD"
                  "fidential o\xEF\xAC\x83"
                  "ce\xC2\xA0of\xE2\x80\xA6",
                  "confidential office of...");
    assert_folded("the termi-\nnation of", "the termination of");
    assert_folded("non-\n  exclusive", "non-exclusive");
    assert_folded("either party - \nnot both", "either party - not both");
    assert_folded("\xFFhere \xC2\xA3"
                  "5",
                  "?here \xC2\xA3"
                  "5");
    assert_folded("", "");
}
END_TEST

START_TEST(test_folding_leads_back)
{
    const char *text = "  The\n\n \xE2\x80\x9CTerm\xE2\x80\x9D  ends";

    ck_assert_uint_eq(cdt_fold_source(cdt_str_z(text), 0), 2);
    ck_assert_uint_eq(cdt_fold_source(cdt_str_z(text), 4), 8);   /* the quotation mark */
    ck_assert_uint_eq(cdt_fold_source(cdt_str_z(text), 5), 11);  /* T */
    ck_assert_uint_eq(cdt_fold_source(cdt_str_z(text), 11), 20); /* ends */
    ck_assert_uint_eq(cdt_fold_source(cdt_str_z(text), 99), strlen(text));
}
END_TEST

/* ---- finding ---- */

static const line small[] = {
    { NULL, NULL, "Contract of notice", -1, -1, CDT_REGION_TITLE, 0, 0, 0, 0 },
    { "1", "Notice to leave", NULL, -1, -1, CDT_REGION_CONTENTS, 0, 0, 0, 0 },
    { NULL, NULL, "The Councils wish to give notice.", -1, -1, CDT_REGION_RECITALS, 0, 0, 0, 0 },
    { "1", "Leaving", NULL, -1, -1, 0, 0, 0, 0, 0 },
    { "1.1", NULL, "A Council may leave. It gives twelve months' notice to the Board.", 3, -1, 0, 0, 0, 0, 0 },
    { "1.2", NULL, "No Council may give notice in the first year.", 3, -1, 0, 0, 0, 0, 0 },
    { "2", "Disputes", NULL, -1, -1, 0, 0, 0, 0, 0 },
    { "2.1", NULL, "Disputes are settled by:", 6, -1, 0, 0, 0, 0, 0 },
    { "(a)", NULL, "talks between officers;", 7, -1, 0, 0, true, 0, 0 },
    { "(b)", NULL, "arbitration.", 7, -1, 0, 0, true, 0, 0 },
    { "Schedule 1", "Data protection", NULL, -1, 10, 0, CDT_CLAUSE_SCHEDULE, 0, 0, 0 },
    { "1", NULL, "The processor shall give notice of a breach.", -1, 10, 0, 0, 0, 0, 0 },
    { NULL, NULL, "Response time", -1, 10, 0, CDT_CLAUSE_TABLE, 0, 1, 1 },
    { NULL, NULL, "4 hours", -1, 10, 0, CDT_CLAUSE_TABLE, 0, 1, 2 },
};

START_TEST(test_only_sentences_of_the_body_are_evidence)
{
    made *m = MAKE(small);

    ck_assert_found(m, "words: notice",
                    "No Council may give notice in the first year.|The processor shall give notice of a breach.|"
                    "It gives twelve months' notice to the Board.");
    ck_assert_found(m, "words: {any: [notice], regions: [recitals], not_under: [data], not: [^no ]}",
                    "It gives twelve months' notice to the Board.|The Councils wish to give notice.");
    ck_assert_found(m, "words: {any: [notice], schedules: no, not: [first year]}",
                    "It gives twelve months' notice to the Board.");
    ck_assert_found(m, "words: [{that: notice, within: title}]", "Contract of notice");
    ck_assert_found(m, "words: [leaving]", "");
    unmake(m);
}
END_TEST

START_TEST(test_lead_ins)
{
    made *m = MAKE(small);

    ck_assert_found(m, "words: 'disputes.{0,80}arbitration'", "arbitration.");
    ck_assert_found(m, "words: '^arbitration'", "arbitration.");
    ck_assert_found(m, "words: 'disputes are settled'", "Disputes are settled by:");
    ck_assert_found(m, "words: 'response time.{0,9}hours'", "4 hours");
    unmake(m);
}
END_TEST

START_TEST(test_lead_in_of_what_stands_beside)
{
    static const line bullets[] = {
        { NULL, NULL, "The Trust will:", -1, -1, 0, 0, 0, 0, 0 },
        { "-", NULL, "lend a van", -1, -1, 0, 0, 0, 0, 0 },
        { "*", NULL, "mend it", -1, -1, 0, 0, 0, 0, 0 },
        { NULL, NULL, "The van is red.", -1, -1, 0, 0, 0, 0, 0 },
        { "-", NULL, "It is old", -1, -1, 0, 0, 0, 0, 0 },
        { NULL, NULL, "The Council may:", -1, -1, 0, 0, 0, 0, 0 },
        { "(a)", NULL, "wash it", -1, -1, 0, 0, 0, 0, 0 },
        { "(b)", NULL, "sell it", -1, -1, 0, 0, 0, 0, 0 },
        { "2", NULL, "The price:", -1, -1, 0, 0, 0, 0, 0 },
        { "3", NULL, "Ten pounds.", -1, -1, 0, 0, 0, 0, 0 },
    };
    made *m = MAKE(bullets);

    ck_assert_found(m, "words: 'trust will.{0,9}(?:lend|mend)'", "lend a van|mend it");
    ck_assert_found(m, "words: 'red.{0,9}old'", "");
    ck_assert_found(m, "words: 'council may.{0,9}(?:wash|sell)'", "wash it|sell it");
    ck_assert_found(m, "words: 'price.{0,9}pounds'", "");
    unmake(m);
}
END_TEST

START_TEST(test_parts)
{
    made *m = MAKE(small);

    ck_assert_found(m, "words: [{all: ['notice', 'may leave'], within: section, not: [no council]}]",
                    "It gives twelve months' notice to the Board.");
    ck_assert_found(m, "words: [{all: [notice, arbitration], within: section}]", "");
    ck_assert_found(m, "words: [{all: [officers, arbitration], within: clause}]", "talks between officers;");
    ck_assert_found(m, "words: [{all: [notice, 'to the board']}]", "It gives twelve months' notice to the Board.");
    ck_assert_found(m, "words: [{that: arbitration, near: officers}]", "arbitration.");
    ck_assert_found(m, "words: [{that: arbitration, not_near: officers}]", "");
    ck_assert_found(m, "words: [{that: notice, under: leaving, negated: no}]",
                    "It gives twelve months' notice to the Board.");
    ck_assert_found(m, "words: [{that: notice, negated: yes}]", "No Council may give notice in the first year.");
    ck_assert_found(m, "words: [{that: '^disputes', within: heading}]", "Disputes are settled by:");
    ck_assert_found(m, "words: [{under: '^leaving$'}]", "A Council may leave.");
    unmake(m);
}
END_TEST

START_TEST(test_values_and_order)
{
    made *m = MAKE(small);

    put_value(m, CDT_VALUE_PERIOD, "P12M", "twelve months'");
    ck_assert_found(
        m, "words: {any: [notice], value: period, schedules: no}",
        "It gives twelve months' notice to the Board. [P12M]|No Council may give notice in the first year.");
    ck_assert_found(m, "words: [{that: to the (?<value>\\w+), value: text}]",
                    "It gives twelve months' notice to the Board. [Board]");
    ck_assert_found(m, "words: [{that: may leave, weight: 5}, {that: twelve months, weight: 30}]",
                    "It gives twelve months' notice to the Board.|A Council may leave.");
    unmake(m);
}
END_TEST

START_TEST(test_definitions_are_no_evidence)
{
    static const line lines[] = {
        { "1", "Meanings", NULL, -1, -1, 0, 0, 0, 0, 0 },
        { "1.1", NULL, "\"Notice\" means:", 0, -1, 0, 0, 0, 0, 0 },
        { "(a)", NULL, "a notice in writing; or", 1, -1, 0, 0, true, 0, 0 },
        { "(b)", NULL, "a notice by post.", 1, -1, 0, 0, true, 0, 0 },
        { "1.2", NULL, "The Board is (\"Notice Board\") told of a notice.", 0, -1, 0, 0, 0, 0, 0 },
    };
    made *m = MAKE(lines);
    const char *from = strstr(m->text.at, "\"Notice\""), *to = strstr(m->text.at, "by post.");
    cdt_definition definitions[] = {
        { .term = "Notice", .style = "means", .clause = 1 },
        { .term = "Notice Board", .style = "in brackets", .clause = 4 },
    };

    ck_assert(from && to);
    definitions[0].at.start = (size_t)(from - m->text.at) + 1;
    definitions[0].meaning.start = definitions[0].at.start + 7;
    definitions[0].meaning.end = (size_t)(to - m->text.at) + 8;
    definitions[1].at.start = m->clauses[4].words;
    m->draft.definitions = definitions;
    m->draft.definition_count = 2;
    ck_assert_found(m, "words: notice", "The Board is (\"Notice Board\") told of a notice.");
    ck_assert_found(m, "words: {any: [notice by post], regions: definitions}", "a notice by post.");
    unmake(m);
}
END_TEST

START_TEST(test_topics)
{
    made *m = MAKE(small);

    ck_assert_found(m, "words: {topics: {leave: [may leave], settle: [arbitration], money: [fee]}, found: 2}",
                    "leave: A Council may leave.|settle: arbitration.");
    ck_assert_found(m, "words: {topics: {leave: [may leave], settle: [arbitration], money: [fee]}}", "");
    unmake(m);
}
END_TEST

START_TEST(test_a_lone_find_of_a_long_draft_weighs_enough)
{
    made *m = MAKE(small);

    m->draft.health.words = 1800; /* so it must weigh 12 */
    ck_assert_found(m, "lone_find: 14\nwords: [{that: may leave, weight: 11}]", "");
    ck_assert_found(m, "lone_find: 14\nwords: [{that: may leave, weight: 12}]", "A Council may leave.");
    ck_assert_found(m, "lone_find: 11\nwords: [{that: may leave, weight: 11}]", "A Council may leave.");
    ck_assert_found(m, "words: [{that: may leave, weight: 1}]", "A Council may leave.");
    ck_assert_found(m, "lone_find: 14\nwords: {any: [{that: may leave, weight: 11}], best_under: [leaving]}",
                    "A Council may leave.");
    ck_assert_found(m, "lone_find: 14\nwords: [{that: may leave, weight: 11}, {that: a council, weight: 1}]",
                    "A Council may leave.");
    ck_assert_found(m, "lone_find: 14\nwords: [{that: may leave, weight: 11}, {that: arbitration, weight: 2}]",
                    "A Council may leave.|arbitration.");
    ck_assert_found(m, "words_usual: yes\nlone_find: 14\nwords: [{that: may leave, weight: 1}]",
                    "A Council may leave.");
    ck_assert_found(m, "lone_find: 14\nwords: [{that: a breach, weight: 23}]", ""); /* in a schedule, 24 */
    ck_assert_found(m, "lone_find: 14\nwords: [{that: a breach, weight: 24}]",
                    "The processor shall give notice of a breach.");
    m->draft.health.words = 300;
    ck_assert_found(m, "lone_find: 14\nwords: [{that: may leave, weight: 2}]", "A Council may leave.");
    unmake(m);
}
END_TEST

/* Many places where a match may begin, before one word in which much of it may stand. */
START_TEST(test_a_long_word_takes_no_long_time)
{
    line lines[60];
    cdt_buf words = { 0 }, found = { 0 };
    clock_t start = clock();
    made *m;

    for (int i = 0; i < 480; i++)
        cdt_buf_put_z(&words, "abc ");
    for (int i = 0; i < 640; i++)
        cdt_buf_put_z(&words, "bab");
    cdt_buf_put_z(&words, " zqk.");
    for (int i = 0; i < 60; i++)
        lines[i] = (line){ .label = "1.1", .words = words.at, .parent = -1, .part = -1 };
    m = make(lines, 60);
    find(m, "words: ['abc.*\\w*bab\\w*.*zqk']", &found);
    ck_assert_ptr_nonnull(strstr(found.at, "zqk"));
    ck_assert_msg((double)(clock() - start) / CLOCKS_PER_SEC < 10, "it takes too long");
    cdt_buf_free(&words);
    cdt_buf_free(&found);
    unmake(m);
}
END_TEST

#define LEARNT(needs)                                                                                                  \
    "id: leave\nlikeness: |\n  needs " needs                                                                           \
    "\n  = other 0\n  = leave -300\n  council 1:20\n  leave 1:40\n  may 0:3 1:5\n  may_leave 1:30\n  H:confid 1:-20\n"

/* Of one check. */
#define LIKES(needs, words) "id: leave\nlikeness: |\n  needs " needs "\n  = leave -300\n  " words "\n"

#define EIGHT(id)                                                                                                      \
    "  = " id "1 0\n  = " id "2 0\n  = " id "3 0\n  = " id "4 0\n  = " id "5 0\n  = " id "6 0\n  = " id "7 0\n"        \
    "  = " id "8 0\n"

START_TEST(test_likeness_counts_beside_patterns)
{
    made *m = MAKE(small);

    /* in a few sentences little is found by chance: what patterns find needs nothing more */
    ck_assert_found(m, LEARNT("500 500 500") "words: [{that: arbitration}]", "arbitration.");
    ck_assert_found(m, LEARNT("209 0 0") "words: [zebra]", "A Council may leave.");
    m->draft.health.words = 300;
    /* four words that are known, 95 tenths: 475 hundredths by the root of four, less 300. So has the pair with the next
     * sentence, in which no other word is known; and twice the square of the odds is half the logarithm of two more. */
    ck_assert_found(m, LEARNT("209 0 0") "words: [zebra]", "A Council may leave.");
    ck_assert_found(m, LEARNT("211 0 0") "words: [zebra]", "");
    /* one sentence that patterns find, and none is like enough */
    ck_assert_found(m, LEARNT("500 209 0") "words: [{that: arbitration}]", "arbitration.");
    ck_assert_found(m, LEARNT("500 211 0") "words: [{that: arbitration}]", "");
    /* the likest comes first, if they weigh the same */
    ck_assert_found(m, LEARNT("500 0 0") "words: [arbitration, may leave]", "A Council may leave.|arbitration.");
    /* what is no evidence is none by its likeness either */
    ck_assert_found(m, LEARNT("175 0 0") "words: {any: [zebra], not: [council]}", "");
    ck_assert_found(m, LEARNT("175 0 0") "words: {any: [zebra], not_under: [leaving]}", "");
    ck_assert_found(m, LEARNT("500 100 0") "words: {any: [arbitration], not: [council]}", "");
    /* a matter that is told in two sentences, of which neither would do */
    ck_assert_found(
        m, "id: leave\nlikeness: |\n  needs 200 0 0\n  = leave -300\n  leave 0:40\n  twelve 0:40\nwords: [zebra]",
        "A Council may leave.");
    ck_assert_found(
        m, "id: leave\nlikeness: |\n  needs 200 0 0\n  = leave -300\n  leave 0:40\n  office 0:40\nwords: [zebra]", "");
    /* more finds need less, or more, than one; the likest comes first, wherever it stands */
    ck_assert_found(m, LEARNT("500 500 209") "words: [arbitration, may leave]", "A Council may leave.|arbitration.");
    ck_assert_found(m, LEARNT("500 0 211") "words: [arbitration, may leave]", "");
    ck_assert_found(m, LIKES("500 0 0", "arbitr 0:40") "words: [arbitration, may leave]",
                    "arbitration.|A Council may leave.");
    /* what is like enough by itself stands beside what patterns find */
    ck_assert_found(m, LEARNT("175 0 0") "words: [arbitration]", "A Council may leave.|arbitration.");
    /* where one of the likest is no evidence, the others may be like enough */
    ck_assert_found(m, LIKES("500 90 0", "council 0:40") "words: {any: [arbitration], not: [first year]}",
                    "arbitration.");
    /* sentences under two headings are no pair */
    ck_assert_found(m, LIKES("230 0 0", "year 0:40\n  settle 0:40") "words: [zebra]", "");
    /* a check behind the sixteenth */
    ck_assert_found(m,
                    "id: leave\nlikeness: |\n  needs 100 0 0\n" EIGHT("a")
                        EIGHT("b") "  = leave -300\n  may_leave 16:40\nwords: [zebra]",
                    "A Council may leave.");
    /* another check's words */
    ck_assert_found(m, "id: none\nlikeness: |\n  needs -900 0 0\n  = leave -300\n  may 0:5\nwords: [zebra]", "");
    unmake(m);
}
END_TEST

START_TEST(test_pairs_are_of_what_may_be_evidence)
{
    static const line lines[] = {
        { "1", "Leaving", NULL, -1, -1, 0, 0, 0, 0, 0 },
        { "1.1", NULL, "A letter will do.", 0, -1, CDT_REGION_DEFINITIONS, 0, 0, 0, 0 },
        { "1.2", NULL, "Any Council leaves.", 0, -1, 0, 0, 0, 0, 0 },
    };
    made *m = MAKE(lines);

    ck_assert_found(m, LIKES("200 0 0", "letter 0:40\n  leaves 0:40") "words: [zebra]", "");
    ck_assert_found(m, LIKES("50 0 0", "letter 0:40") "words: [zebra]", "");
    ck_assert_found(
        m, LIKES("200 0 0", "letter 0:40\n  leaves 0:40") "words: {any: [zebra], regions: [body, definitions]}",
        "A letter will do.");
    unmake(m);
}
END_TEST

/* Sentences under a heading each: one like, two less so, and ten still less. */
START_TEST(test_likeness_of_many_sentences)
{
    static const char *const words[] = { "Apples.", "Pears.", "Plums.", "Figs." };
    line lines[28];
    made *m;

    for (int i = 0; i < 28; i++)
        lines[i] = i % 2 ? (line){ .label = "1.1", .words = words[i < 7 ? i / 2 : 3], .parent = i - 1, .part = -1 }
                         : (line){ .label = "1", .heading = "Fruit", .parent = -1, .part = -1 };
    m = make(lines, 28);
    m->draft.health.words = 300;
    /* 100, 60, 60, and 11 times 50: the squares of their odds are 1 + 2 * .449 + 11 * .368 times that of the first */
    ck_assert_found(m, LIKES("187 0 0", "apples 0:40\n  pears 0:36\n  plums 0:36\n  figs 0:35") "words: [zebra]",
                    "Apples.");
    ck_assert_found(m, LIKES("192 0 0", "apples 0:40\n  pears 0:36\n  plums 0:36\n  figs 0:35") "words: [zebra]", "");
    /* the second is far behind the first, which is no evidence */
    ck_assert_found(m, LIKES("500 -95 0", "apples 0:40\n  plums 0:21") "words: {any: [pears], not: [apples]}",
                    "Pears.");
    ck_assert_found(m, LIKES("500 -85 0", "apples 0:40\n  plums 0:21") "words: {any: [pears], not: [apples]}", "");
    unmake(m);
}
END_TEST

static int likely(const int *likeness, size_t count, bool turned)
{
    cdt_likely all = { 0 };

    for (size_t i = 0; i < count; i++)
        cdt_likely_add(&all, likeness[turned ? count - 1 - i : i]);
    return cdt_likely_all(&all);
}

START_TEST(test_how_likely_a_draft_is)
{
    static const int alike[] = { 100, 100 }, near[] = { 100, 60, 30, -20 }, far[] = { 100, -40 };
    static const int most[] = { -32767, 32767 };
    int many[64];

    ck_assert_int_eq(likely(NULL, 0, false), CDT_NO_LIKENESS);
    for (int turned = 0; turned < 2; turned++) {
        ck_assert_int_eq(likely(alike, 1, turned), 100);
        ck_assert_int_eq(likely(alike, 2, turned), 135); /* 50 log 2 is 34.7 */
        ck_assert_int_eq(likely(near, 4, turned), 130);  /* 50 log 1.787 is 29.02 */
        ck_assert_int_eq(likely(far, 2, turned), 100);
        ck_assert_int_eq(likely(most, 2, turned), 32767);
    }
    for (int i = 0; i < 64; i++)
        many[i] = -32767;
    ck_assert_int_eq(likely(many, 64, false), -32767 + 127); /* the most that others add */
}
END_TEST

/* Read, of one check called "one", and looked with. */
static cdt_liking liking_of(const char *text, cdt_arena *arena)
{
    const cdt_str id = CDT_STR("one");
    const char *problem;
    size_t wrong;
    const cdt_likeness *likeness = cdt_likeness_read(cdt_str_z(text), &id, 1, arena, &wrong, &problem);

    ck_assert_msg(likeness, "%s", problem);
    return cdt_liking_new(likeness, arena);
}

/* What is as likely as asked for, or more so, reaches its bar; what is less by more than it is cut does not. */
static void reaches(const cdt_liking *liking)
{
    int likeness = cdt_liking_of(liking, 0), both = liking->follows ? cdt_liking_of_both(liking, 0) : likeness;
    int best = both > likeness ? both : likeness;

    for (int least = best - 3; least < best + 4; least++) {
        int32_t bars[CDT_LIKE_WIDE];
        for (size_t i = 0; i < CDT_LIKE_WIDE; i++)
            bars[i] = INT32_MAX;
        bars[0] = cdt_liking_bar(liking->likeness, 0, least);
        if (least <= best || least > best + 1)
            ck_assert_uint_eq(cdt_liking_reaches(liking, bars, 0), least <= best);
    }
}

START_TEST(test_likeness_of_two_sentences)
{
    static const struct {
        const char *text;
        bool follows;
        int likeness, both;
    } looks[] = {
        { "apples and pears", false, 124, 0 },  /* 600 by the root of 2 */
        { "apples and pears", true, 124, 124 }, /* the same words count once */
        { "pears and plums", true, -88, 104 },  /* 300, and 700 by the root of 3 */
        { "figs", false, -400, 0 },             /* it does not follow */
        { "apples", true, 100, -88 },           /* 300 by the root of 2: figs are known as well */
        { "zebras", true, -300, 100 },          /* what is not known changes nothing */
        { "zebras", true, -300, -300 },
    };
    cdt_arena arena = { 0 };
    cdt_liking liking = liking_of("needs 0 0 0\n= one -300\napples 0:40\npears 0:20\nplums 0:10\nfigs 0:-10\n", &arena);

    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        cdt_liking_look(&liking, cdt_str_z(looks[i].text), CDT_STR(""), looks[i].follows);
        ck_assert_msg(cdt_liking_of(&liking, 0) == looks[i].likeness, "%zu: %d", i, cdt_liking_of(&liking, 0));
        if (looks[i].follows)
            ck_assert_msg(cdt_liking_of_both(&liking, 0) == looks[i].both, "%zu: %d", i,
                          cdt_liking_of_both(&liking, 0));
        reaches(&liking);
    }
    cdt_arena_free(&arena);
}
END_TEST

/* Words "aba", "abb"... from `first` on; each with the greatest weight. */
static void put_words(cdt_buf *out, int first, int count, const char *behind)
{
    for (int i = first; i < first + count; i++)
        cdt_buf_printf(out, "a%c%c%s", 'b' + i / 24, 'b' + i % 24, behind);
}

START_TEST(test_the_greatest_weights_have_room)
{
    cdt_buf text = { 0 }, one = { 0 }, two = { 0 };
    cdt_arena arena = { 0 };
    cdt_liking liking;

    cdt_buf_put_z(&text, "needs 0 0 0\n= one 0\n");
    put_words(&text, 0, 400, " 0:127\n");
    put_words(&one, 0, 200, " ");
    put_words(&two, 200, 200, " ");
    liking = liking_of(text.at, &arena);
    for (int i = 0; i < 3; i++)
        cdt_liking_look(&liking, cdt_buf_str(i % 2 ? &two : &one), CDT_STR(""), i > 0);
    /* 1270 times the root of 129, and of 258, of which the last bits are cut */
    ck_assert_int_ge(cdt_liking_of(&liking, 0), 14400);
    ck_assert_int_le(cdt_liking_of(&liking, 0), 14424);
    ck_assert_int_ge(cdt_liking_of_both(&liking, 0), 20350);
    ck_assert_int_le(cdt_liking_of_both(&liking, 0), 20399);
    reaches(&liking);
    cdt_buf_free(&text);
    cdt_buf_free(&one);
    cdt_buf_free(&two);
    cdt_arena_free(&arena);
}
END_TEST

/* What is wrong with the words is told in these. */
static void says(const char *yaml, const char *wanted)
{
    read r = read_words(yaml);

    ck_assert_uint_eq(cdt_diags_count(r.diags), 1);
    ck_assert_msg(strstr(cdt_diags_at(r.diags, 0)->message, wanted), "%s", cdt_diags_at(r.diags, 0)->message);
    ck_assert_uint_lt(strlen(cdt_diags_at(r.diags, 0)->message), 160); /* of what was written only so much is told */
    unread(&r);
}

/* Bytes; no word is made of them. */
#define FORTY                                                                                                          \
    "\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9\u00E9"     \
    "\u00E9\u00E9"

START_TEST(test_mistakes_in_likeness)
{
    says("likeness: |\n  = leave -300\nwords: [zebra]", "line 1 of likeness: wanted a line of needs");
    says("likeness: |\n  needs 1 2\nwords: [zebra]", "line 1 of likeness: wanted three whole numbers");
    says("likeness: |\n  needs 1 2 3\n  = leave\nwords: [zebra]", "line 2 of likeness: wanted a check");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  a_b_c 0:1\nwords: [zebra]", "line 3 of likeness: wanted a word");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  leave 1:1\nwords: [zebra]",
         "line 3 of likeness: wanted the number of a check");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  leave 0:128\nwords: [zebra]", "saw 0:128");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  leave 0:1\n  leaves 0:2\n  leave 0:3\nwords: [zebra]",
         "line 5 of likeness: wanted each word once, saw leave again");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  needs 0:1\nwords: [zebra]",
         "line 3 of likeness: wanted needs once, and before the first check");
    says("id: leave\nlikeness: |\n  needs 1 2 3\n  = leave 1\n  = leave 2\nwords: [zebra]",
         "line 3 of likeness: wanted each check once, saw leave again");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  leave 0:1\n  = other 1\nwords: [zebra]",
         "line 4 of likeness: wanted all checks before the first word");
    says("likeness: |\n  needs 1 2 3\n  = leave 1\n  " FORTY FORTY FORTY FORTY FORTY " 0:1\nwords: [zebra]",
         "saw " FORTY);
    says("likeness: >\n  needs 1 2 3\n  = leave 1\nwords: [zebra]",
         "line 1 of likeness: wanted the end of the line, saw =");
    says("likeness: |\n  needs 1 2 3\n  = leave 1 2\nwords: [zebra]",
         "line 2 of likeness: wanted the end of the line, saw 2");
}
END_TEST

START_TEST(test_law)
{
    static const line lines[] = {
        { "1", NULL, "This agreement is governed by the laws of\n the State of New  York, whose courts decide.", -1, -1,
          0, 0, 0, 0, 0 },
        { "2", NULL, "It is governed by the law of England and Wales.", -1, -1, 0, 0, 0, 0, 0 },
    };
    made *m = MAKE(lines);

    ck_assert_found(
        m, "words: [{that: governed by, value: law}]",
        "This agreement is governed by the laws of\n the State of New  York, whose courts decide. [New York]|"
        "It is governed by the law of England and Wales. [England and Wales]");
    unmake(m);
}
END_TEST

/* ---- reading ---- */

START_TEST(test_terms)
{
    made *m = MAKE(small);

    ck_assert_found(m, "terms: {who: '(?:council|board)s?', leave: '{who} may leave'}\nwords: '^a {leave}'",
                    "A Council may leave.");
    ck_assert_found(m, "words: '\\p{L}{5}v{1,2}e\\.'", "");
    unmake(m);
}
END_TEST

START_TEST(test_mistakes_have_places)
{
    read r = read_words(
        "terms: {party: council}\nwords:\n  - notice (of\n  - 'the {partY} or {party}'\n  - x*\n  - {not: y}\n");

    ck_assert_problem(r.diags, 0, CDT_BAD_PATTERN, 3, 15);
    ck_assert_problem(r.diags, 1, CDT_BAD_PATTERN, 4, 10);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(r.diags, 1)->message, "did you mean {party}?"));
    ck_assert_problem(r.diags, 2, CDT_BAD_PATTERN, 5, 5);
    ck_assert_ptr_nonnull(strstr(cdt_diags_at(r.diags, 2)->message, "empty"));
    unread(&r);
}
END_TEST

START_TEST(test_what_takes_too_long_is_told)
{
    line hard = { "1", NULL, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", -1, -1, 0, 0, 0, 0, 0 };
    made *m = make(&hard, 1);
    cdt_buf out = { 0 };

    find(m, "words: '(a+)+c'", &out);
    find(m, "words: '(a+a+)+[cd]'", &out);
    ck_assert_ptr_nonnull(strstr(out.at, "took more than"));
    cdt_buf_free(&out);
    unmake(m);
}
END_TEST

/* ---- literals ---- */

/* "a,b;9>c": sets with a semicolon between, their texts with a comma, and in front of each set its gap, if it has one; branches
 * with a stroke. A text has < where it begins a word, > where it ends one, + where the rest of a word may belong to it. */
static void assert_literals(const char *pattern, const char *wanted)
{
    cdt_arena arena = { 0 };
    cdt_literal_branches *branches = CDT_NEW(&arena, cdt_literal_branches);
    cdt_buf seen = { 0 };

    cdt_literals_of(cdt_str_z(pattern), &arena, branches);
    for (size_t b = 0; b < branches->count; b++)
        for (size_t i = 0; i < branches->at[b].count; i++) {
            const cdt_literals *set = &branches->at[b].at[i];
            cdt_buf_put_z(&seen, i ? ";" : b ? " | " : "");
            if (set->gap != CDT_ANY_GAP && (i || branches->at[b].from_start))
                cdt_buf_printf(&seen, "%u:", set->gap);
            for (size_t k = 0; k < set->count; k++)
                cdt_buf_printf(&seen, "%s%s%.*s%s%s", k ? "," : "", set->at[k].flags & CDT_BEGINS_WORD ? "<" : "",
                               CDT_ARGS(set->at[k].text), set->at[k].flags & CDT_ENDS_WORD ? ">" : "",
                               set->at[k].flags & CDT_OPEN_WORD ? "+" : "");
        }
    ck_assert_msg(cdt_str_is_z(cdt_buf_str(&seen), wanted), "%s: wanted %s, came %.*s", pattern, wanted,
                  CDT_ARGS(cdt_buf_str(&seen)));
    cdt_buf_free(&seen);
    cdt_arena_free(&arena);
}

START_TEST(test_literals)
{
    assert_literals("Notice", "notice");
    assert_literals("(?:council|party) may leave.{0,80}\\bnotice", "council may leave,party may leave;80:<notice");
    assert_literals("part(?:y|ies)\\s+shall", "party,parties;shall");
    assert_literals("notices?", "notices,notice");
    assert_literals("audit(?:s|ed)? of", "audits of,audited of,audit of");
    assert_literals("(?:abc)+def", "abc;def");
    assert_literals("(?:abc)*", "");
    assert_literals("a.b.c", "");
    assert_literals("abc|x.y", "");
    assert_literals("abc|de.fgh", "abc | fgh");
    assert_literals("(?=abc)def(?!ghi)", "def");
    assert_literals("(?<value>abc)def", "abcdef");
    assert_literals("colou?r", "colour,color");
    assert_literals("abcd{2,3}ef.gh", "abc");
    assert_literals("abc[de]f", "abcdf,abcef");
    assert_literals("abc[^de]fgh[]x]i", "abc;1:fgh]i,fghxi");
    assert_literals("abc\\.def", "abc.def");
    assert_literals("(abc)\\1", "");
    assert_literals("(?x)a b c", "");
    assert_literals("abc\xC3\xA9", "abc");
    assert_literals("(?i:abc)(?#x)", "");
    assert_literals("unterminated (abc", "");
}
END_TEST

START_TEST(test_literals_of_words)
{
    assert_literals("\\bby\\b", "<by>");
    assert_literals("\\bby", "");
    assert_literals("\\b(?:provid\\w*|pays?)\\b", "<provid+,<pays>,<pay>");
    assert_literals("\\b(?:provid\\w*|pays?)\\b.{0,40}\\bit\\b", "<provid+,<pays>,<pay>;40:<it>");
    assert_literals("\\bprovid\\w* (?:the )?staff\\b", "<provid+;1:<the staff>,<staff>");
    assert_literals("\\b(?:hold\\w*.{0,9}free|free of)\\b", "<hold+,<free of");
    assert_literals("a cost of", "a cost of");
    assert_literals("[^a] cost of ", "<cost of>");
    assert_literals("\\d ?%", "%");
    assert_literals("[\xC2\xA3$] ?\\d", "\xC2\xA3,$");
    assert_literals("\\d{2}\\b.{3,5}", "0");
    assert_literals("\\babc\\b.*\\bdef\\b", "<abc>;<def>");
    assert_literals("\\babc\\b.{0,7}(?:x|yz).{2,3}\\bdef\\b", "<abc>;12:<def>");
    assert_literals("\\babc\\b.{0,7}(?:x{2,}|yz).{2,3}\\bdef\\b", "<abc>;<def>");
    assert_literals("abc\xC2\xA3.{0,7}def", "abc\xC2\xA3;28:def");
    assert_literals("^.{2,9}\\babc", "9:<abc");
    assert_literals("^abc|d.{9}efg", "0:abc | efg");
    assert_literals("^(?:abc|d.{9}efg)", "10:abc,efg");
    assert_literals("abcd{,3}.def", "abc;def");
}
END_TEST

static unsigned roll(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % below;
}

/* A pattern of few letters, so that it often matches. */
static void put_pattern(cdt_buf *out, unsigned *state, unsigned depth)
{
    static const char *const pieces[] = { "abc",   "bca", "cab", "a",     "b ",       " c",        "aab",   "[ab]c",
                                          "[^a]b", ".b",  "c.",  "\\b",   "\\s",      "c{1,2}",    "(?=b)", "a\\w",
                                          "b?",    "ca+", "ab*", "(?!a)", "\\bab\\b", "\\bb",      "c\\b",  "\\bca\\w*",
                                          "\\w+",  "\\d", "%",   "^",     "\\bb\\b",  "bc\\w*\\b", " ca ",  "Â£?" };

    for (unsigned n = 1 + roll(state, 3); n; n--) {
        unsigned kind = depth ? roll(state, 5) : 4;
        if (kind < 2) {
            cdt_buf_put_z(out, kind ? "(?:" : "(");
            put_pattern(out, state, depth - 1);
            cdt_buf_char(out, '|');
            put_pattern(out, state, depth - 1);
            cdt_buf_put_z(out, roll(state, 3) ? ")" : roll(state, 2) ? ")?" : "){1,2}");
        } else {
            cdt_buf_put_z(out, pieces[roll(state, sizeof pieces / sizeof pieces[0])]);
        }
        if (!roll(state, 6))
            cdt_buf_put_z(out, roll(state, 2) ? ".{0,3}" : ".{2,9}\\b");
    }
}

START_TEST(test_literals_change_nothing)
{
    unsigned state = 7, tried = 0;
    line lines[8] = { { "1", NULL, NULL, -1, -1, 0, 0, 0, 0, 0 } };
    char words[8][80];

    for (int round = 0; round < 1500; round++) {
        cdt_buf pattern = { 0 }, found = { 0 };
        made *m;
        read r;
        for (int i = 0; i < 8; i++) {
            size_t length = 8 + roll(&state, 60);
            for (size_t k = 0; k < length; k++)
                words[i][k] = "abcA abc ab1%,"[roll(&state, 14)];
            snprintf(words[i] + length, sizeof words[i] - length, i ? "." : ":");
            lines[i] = (line){ i ? "(a)" : "1", NULL, words[i], i ? 0 : -1, -1, 0, 0, i > 0, 0, 0 };
        }
        m = make(lines, 8);
        cdt_buf_put_z(&pattern, "words: '");
        put_pattern(&pattern, &state, 2);
        cdt_buf_char(&pattern, '\'');
        r = read_words(cdt_buf_str(&pattern).at);
        if (!cdt_diags_count(r.diags)) { /* some match the empty text */
            find(m, cdt_buf_str(&pattern).at, &found);
            tried++;
        }
        unread(&r);
        unmake(m);
        cdt_buf_free(&pattern);
        cdt_buf_free(&found);
    }
    ck_assert_uint_gt(tried, 1000);
}
END_TEST

START_TEST(test_plain_patterns)
{
    static const char *const plain[] = {
        "notice",         "(?:no|any) fee", "not[ -]with\\w*", "\\b(?<value>\\d{1,3}) days?\\b",
        "a(?:bc){2,4}?d", "x(?=y|)z",       "[^a-z\\d_-]+",    "(a|b+)(?:c?|d)e",
        "(?!a)b{3}",      "a\\.\\(b\\)",    "(?:a|)b",         "[-a]"
    };
    static const char *const other[] = { "",
                                         "a*",
                                         "(?:a|b?)",
                                         "a|",
                                         "(?=a)",
                                         "^$",
                                         "a)",
                                         "(a",
                                         "a**",
                                         "*a",
                                         "(?=a)*b",
                                         "\\1a",
                                         "a{3,2}",
                                         "a{999}",
                                         "a{",
                                         "[z-a]",
                                         "[]a]",
                                         "[a",
                                         "[[:alpha:]]",
                                         "\\pLa",
                                         "(?i)a",
                                         "(?<=a)b",
                                         "(?<n>a)",
                                         "a\\",
                                         "(*UTF)a",
                                         "(?<value>a)(?<value>b)",
                                         "(?:(?:a{200}){200}){200}",
                                         "\xC3\xA9",
                                         "[a-\\w]",
                                         "[a-c-e]",
                                         "\\b*a" };

    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        ck_assert_msg(cdt_pattern_is_plain(cdt_str_z(plain[i])), "%s", plain[i]);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
        ck_assert_msg(!cdt_pattern_is_plain(cdt_str_z(other[i])), "%s", other[i]);
}
END_TEST

/* Whatever looks plain is compiled, and never found in nothing. */
START_TEST(test_plain_patterns_are_good)
{
    static const char *const pieces[] = { "a",   "b",      "(",    "(?:", "(?=", "(?!",  "(?<value>", ")",   ")",
                                          "|",   "*",      "+",    "?",   "{2}", "{0,}", "{1,3}",     "{0}", "[",
                                          "]",   "[^a-c]", "-",    "^",   "$",   ".",    "\\",        "\\w", "\\b",
                                          "\\-", " ",      "[a-]", ")+",  ")?",  "0" };
    cdt_searcher *searcher = cdt_searcher_new();
    unsigned state = 11, plain = 0;

    cdt_searcher_without_programs(searcher);
    for (int round = 0; round < 60000; round++) {
        cdt_regex *regex = cdt_regexes_new(NULL, 0, 1);
        cdt_buf text = { 0 };
        cdt_span span;
        for (unsigned n = 1 + roll(&state, 7); n; n--)
            cdt_buf_put_z(&text, pieces[roll(&state, sizeof pieces / sizeof pieces[0])]);
        if (cdt_pattern_is_plain(cdt_buf_str(&text))) {
            const cdt_regex_source source = { .text = cdt_buf_str(&text) };
            plain++;
            ck_assert_msg(cdt_regex_find(regex, &source, searcher, CDT_STR("ab 0-a"), 0, false, &span) !=
                              CDT_FOUND_SPENT,
                          "%s", text.at);
        }
        cdt_regexes_free(regex, 1);
        cdt_buf_free(&text);
    }
    ck_assert_uint_gt(plain, 5000);
    cdt_searcher_free(searcher);
}
END_TEST

/* Where the second pattern, which is one of letters and has no program, is found in "abc"; from its code, if there are codes. */
static cdt_found find_second(const cdt_regex_codes *codes, bool anchored)
{
    cdt_regex *regex = cdt_regexes_new(NULL, 0, 2);
    cdt_searcher *searcher = cdt_searcher_new();
    const cdt_regex_source source = { CDT_STR("[BC]++"), codes, 1 };
    cdt_span span = { 0, 0, 0, 0 };
    cdt_found found = CDT_FOUND_SPENT;

    for (int i = 0; i < 100; i++) /* so often that it becomes machine code */
        found = cdt_regex_find(cdt_regex_at(regex, 1), &source, searcher, CDT_STR("abc"), 0, anchored, &span);
    ck_assert(found != CDT_FOUND || (span.from == 1 && span.to == 3));
    cdt_searcher_free(searcher);
    cdt_regexes_free(regex, 2);
    return found;
}

START_TEST(test_codes_are_read_back)
{
    const cdt_str texts[] = { CDT_STR("x"), CDT_STR("[bc]++"), CDT_STR("(?<value>\xC3\xA9)") }, bad = CDT_STR("(");
    cdt_arena arena = { 0 };
    cdt_regex_codes *codes = cdt_regex_codes_new(texts, 3, &arena), *refused = cdt_regex_codes_new(&bad, 1, &arena);

    ck_assert_ptr_null(refused);
    ck_assert_int_eq(find_second(codes, false), CDT_FOUND);
    ck_assert_int_eq(find_second(codes, true), CDT_NOT_FOUND);
    ck_assert_int_eq(find_second(NULL, false), CDT_FOUND);
    memset((unsigned char *)(uintptr_t)codes->bytes, 0, codes->beginning); /* as if they were of another version */
    ck_assert_int_eq(find_second(codes, false), CDT_FOUND);
    free((void *)(uintptr_t)codes->bytes);
    free((void *)(uintptr_t)codes->programs);
    cdt_arena_free(&arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("words");

    tcase_add_test(tests, test_folding);
    tcase_add_test(tests, test_folding_leads_back);
    tcase_add_test(tests, test_only_sentences_of_the_body_are_evidence);
    tcase_add_test(tests, test_lead_ins);
    tcase_add_test(tests, test_lead_in_of_what_stands_beside);
    tcase_add_test(tests, test_parts);
    tcase_add_test(tests, test_values_and_order);
    tcase_add_test(tests, test_definitions_are_no_evidence);
    tcase_add_test(tests, test_topics);
    tcase_add_test(tests, test_a_lone_find_of_a_long_draft_weighs_enough);
    tcase_add_test(tests, test_a_long_word_takes_no_long_time);
    tcase_add_test(tests, test_likeness_counts_beside_patterns);
    tcase_add_test(tests, test_pairs_are_of_what_may_be_evidence);
    tcase_add_test(tests, test_likeness_of_many_sentences);
    tcase_add_test(tests, test_how_likely_a_draft_is);
    tcase_add_test(tests, test_likeness_of_two_sentences);
    tcase_add_test(tests, test_the_greatest_weights_have_room);
    tcase_add_test(tests, test_mistakes_in_likeness);
    tcase_add_test(tests, test_law);
    tcase_add_test(tests, test_terms);
    tcase_add_test(tests, test_mistakes_have_places);
    tcase_add_test(tests, test_what_takes_too_long_is_told);
    tcase_add_test(tests, test_codes_are_read_back);
    tcase_add_test(tests, test_literals);
    tcase_add_test(tests, test_literals_of_words);
    tcase_add_test(tests, test_literals_change_nothing);
    tcase_add_test(tests, test_plain_patterns);
    tcase_add_test(tests, test_plain_patterns_are_good);
    return unit_run(tests);
}
