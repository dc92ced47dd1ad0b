/* learn [-x] [-n NEEDS] CHECKLIST BANK FOLDER... - the text of `likeness:` (words/likeness.h), learnt from agreements in which
 * readers marked what deals with what, and from single sentences, as tests/agreements has them.
 *
 * For each check a logistic regression tells the sentences, and pairs of sentences, that deal with it from those that do not. A
 * sentence is the set of its words, each with 1 divided by the square root of how many of them are known. Then a second one tells
 * the texts that deal with a check from those that do not, by what likeness says of whole texts that it did not learn from: what
 * it finds for each check goes on the sums, so that one number does for all. The same input gives the same bytes.
 *
 * FOLDER has texts and labels.tsv: document, check, present or absent, and the places that deal with it, in bytes. All sentences
 * of a text are samples of each check that its labels name. BANK has rows of check, yes or no, heading or -, and text. The
 * examples of the checklist that have a draft are such rows too.
 *
 * -n: the three numbers behind `needs`; without it those that stand below.
 * -x: print instead how well likeness tells present from absent in texts of folders that it did not learn from; only what goes
 * on the sums, a number for each check, was learnt from all of them, so that the figures are a little too good. */
#include <linear.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "concordat/concordat.h"
#include "learn/samples.h"
#include "words/likeness.h"

enum {
    LEAST_SAMPLES = 5, /* that a word must be in to be known */
    MOST_WORDS = 3000, /* that have a weight for a check */
    FIRST_FOLDER = 2,  /* among the words of the command */
    PARTS = 5,         /* of the folders, each of which is left out once; */
    NONE_OUT = PARTS   /* no part */
};

#define STRENGTH 12.0 /* of the samples against the wish for small weights */
#define NEEDS "60 -50 -120"

/* Of what is said of whole texts, likewise. */
#define STRENGTH_OF_TEXTS 2.0

/* So much of how often a check is dealt with is taken out of its sums again: what few agreements have would else be found
 * in still fewer. */
#define EVENED .8

/* How much is lost where the word loses its weight. */
typedef struct loss {
    double much;
    size_t word;
} loss;

/* What was learnt, or is being. */
typedef struct lesson {
    cdt_arena arena;
    const learn_samples *samples;
    size_t without;      /* the part of the folders that is left out */
    uint32_t *frequency; /* of each word: samples that have it */
    learn_word **known;  /* the words that are known, by name */
    uint32_t *place;     /* of each word: its place among them, from 1; 0: not known */
    size_t known_count;
    struct feature_node **nodes; /* of each sample; NULL: left out */
    int8_t *weights;             /* of each known word a row, one for each check */
    int *sums;                   /* of each check */
    bool *learnt;                /* is there anything to learn for the check? */
    struct feature_node **x;     /* samples of the check that is being learnt, */
    double *y;                   /* 1: deals with it, -1: does not */
    size_t count;
    uint32_t *support; /* of each known word: samples of this check that have it */
    loss *losses;      /* of each known word, for this check */
} lesson;

/* ---- what is known ---- */

static bool is_out(const learn_text *text, size_t without)
{
    return text->folder % PARTS == without;
}

static void add_frequency(lesson *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < l->samples->at[i].count && !l->samples->at[i].pair; k++)
            l->frequency[l->samples->at[i].words[k]]++;
}

static int by_name(const void *a, const void *b)
{
    const learn_word *const *left = a, *const *right = b;

    return cdt_str_cmp((*left)->name, (*right)->name);
}

static void choose_words(lesson *l)
{
    const learn_samples *s = l->samples;

    for (size_t i = 0; i < s->text_count; i++)
        if (!is_out(&s->texts[i], l->without))
            add_frequency(l, s->texts[i].from, s->texts[i].to);
    for (size_t i = 0; i < s->row_count; i++)
        add_frequency(l, s->rows[i].sample, s->rows[i].sample + 1);
    for (size_t i = 0; i < s->word_count; i++)
        if (l->frequency[i] >= LEAST_SAMPLES)
            l->known[l->known_count++] = s->words[i];
    qsort(l->known, l->known_count, sizeof(learn_word *), by_name);
    for (size_t i = 0; i < l->known_count; i++)
        l->place[l->known[i]->number] = (uint32_t)i + 1;
}

static int by_index(const void *a, const void *b)
{
    const struct feature_node *left = a, *right = b;

    return left->index - right->index;
}

/* The known words of a sample by their place, then the bias, which liblinear wants as one word more. */
static struct feature_node *nodes_of(lesson *l, const learn_sample *sample)
{
    struct feature_node *nodes = CDT_NEW_ARRAY(&l->arena, struct feature_node, sample->count + 2);
    size_t count = 0;

    for (size_t i = 0; i < sample->count; i++)
        if (l->place[sample->words[i]])
            nodes[count++].index = (int)l->place[sample->words[i]];
    for (size_t i = 0; i < count; i++)
        nodes[i].value = 1 / sqrt((double)count);
    qsort(nodes, count, sizeof *nodes, by_index);
    nodes[count] = (struct feature_node){ (int)l->known_count + 1, 1 };
    nodes[count + 1] = (struct feature_node){ -1, 0 };
    return nodes;
}

static lesson begin_lesson(const learn_samples *s, size_t without)
{
    lesson l = { .samples = s, .without = without };

    l.frequency = CDT_NEW_ARRAY(&l.arena, uint32_t, s->word_count + 1);
    l.place = CDT_NEW_ARRAY(&l.arena, uint32_t, s->word_count + 1);
    l.known = CDT_NEW_ARRAY(&l.arena, learn_word *, s->word_count + 1);
    choose_words(&l);
    l.nodes = CDT_NEW_ARRAY(&l.arena, struct feature_node *, s->count + 1);
    for (size_t i = 0; i < s->text_count; i++)
        for (size_t k = s->texts[i].from; k < s->texts[i].to && !is_out(&s->texts[i], without); k++)
            l.nodes[k] = nodes_of(&l, &s->at[k]);
    for (size_t i = 0; i < s->row_count; i++)
        l.nodes[s->rows[i].sample] = nodes_of(&l, &s->at[s->rows[i].sample]);
    l.weights = CDT_NEW_ARRAY(&l.arena, int8_t, (l.known_count + 1) * s->check_count);
    l.sums = CDT_NEW_ARRAY(&l.arena, int, s->check_count + 1);
    l.learnt = CDT_NEW_ARRAY(&l.arena, bool, s->check_count + 1);
    l.x = CDT_NEW_ARRAY(&l.arena, struct feature_node *, s->count + 1);
    l.y = CDT_NEW_ARRAY(&l.arena, double, s->count + 1);
    l.support = CDT_NEW_ARRAY(&l.arena, uint32_t, l.known_count + 1);
    l.losses = CDT_NEW_ARRAY(&l.arena, loss, l.known_count + 1);
    return l;
}

/* ---- learning a check ---- */

static void add(lesson *l, size_t sample, bool yes)
{
    l->x[l->count] = l->nodes[sample];
    l->y[l->count++] = yes ? 1 : -1;
}

static void add_text(lesson *l, const learn_text *text, size_t check)
{
    const learn_label *label = &text->labels[check];

    if (is_out(text, l->without) || label->verdict == LEARN_UNSAID)
        return;
    for (size_t i = text->from; i < text->to; i++) {
        learn_answer answer = label->verdict == LEARN_ABSENT ? LEARN_NO : learn_answer_of(label, &l->samples->at[i]);
        if (answer != LEARN_DOUBTFUL)
            add(l, i, answer == LEARN_YES);
    }
}

/* What deals with another check mostly does not deal with this one, but nobody looked: such a row counts half. As liblinear has
 * no weights of samples, every second one is left out. */
static void add_bank(lesson *l, size_t check)
{
    size_t others = 0;

    for (size_t i = 0; i < l->samples->row_count; i++) {
        const learn_row *row = &l->samples->rows[i];
        if (row->check == check)
            add(l, row->sample, row->yes);
        else if (row->yes && others++ % 2 == 0)
            add(l, row->sample, false);
    }
}

static void count_support(lesson *l)
{
    memset(l->support, 0, l->known_count * sizeof *l->support);
    for (size_t i = 0; i < l->count; i++)
        for (const struct feature_node *n = l->x[i]; n->index <= (int)l->known_count && n->index > 0; n++)
            l->support[n->index - 1]++;
}

static int by_loss(const void *a, const void *b)
{
    const loss *left = a, *right = b;

    if (left->much != right->much)
        return left->much > right->much ? -1 : 1;
    return left->word < right->word ? -1 : left->word > right->word;
}

static long clamped(double n, long most)
{
    long whole = lround(n);

    return whole > most ? most : whole < -most ? -most : whole;
}

/* Keep the words that matter most. */
static void keep(lesson *l, const struct model *model, size_t check)
{
    loss *losses = l->losses;

    count_support(l);
    for (size_t i = 0; i < l->known_count; i++)
        losses[i] = (loss){ fabs(get_decfun_coef(model, (int)i + 1, 0)) * sqrt(l->support[i]), i };
    qsort(losses, l->known_count, sizeof *losses, by_loss);
    for (size_t i = 0; i < l->known_count && i < MOST_WORDS; i++)
        l->weights[losses[i].word * l->samples->check_count + check] =
            (int8_t)clamped(get_decfun_coef(model, (int)losses[i].word + 1, 0) * 10, INT8_MAX);
    l->sums[check] = (int)clamped(get_decfun_bias(model, 0) * 100, INT16_MAX);
}

static void learn_check(lesson *l, size_t check)
{
    struct parameter how = { .solver_type = L2R_LR, .C = STRENGTH, .eps = .01 };
    struct problem problem = { .n = (int)l->known_count + 1, .y = l->y, .x = l->x, .bias = 1 };
    struct model *model;
    size_t yes = 0;

    l->count = 0;
    for (size_t i = 0; i < l->samples->text_count; i++)
        add_text(l, &l->samples->texts[i], check);
    add_bank(l, check);
    for (size_t i = 0; i < l->count; i++)
        yes += l->y[i] > 0;
    if (!yes || yes == l->count)
        return;
    problem.l = (int)l->count;
    model = train(&problem, &how);
    l->learnt[check] = true;
    keep(l, model, check);
    free_and_destroy_model(&model);
}

/* ---- what is printed ---- */

static void put_lesson(const lesson *l, const char *needs, const double *shifts, cdt_buf *out)
{
    size_t numbers = 0, checks = l->samples->check_count, *number = cdt_malloc((checks + 1) * sizeof *number);

    cdt_buf_printf(out, "needs %s\n", needs);
    for (size_t i = 0; i < checks; i++) {
        if (!l->learnt[i])
            continue;
        number[i] = numbers++;
        cdt_buf_printf(out, "= %s %ld\n", l->samples->ids[i], clamped(l->sums[i] + shifts[i], INT16_MAX));
    }
    for (size_t i = 0; i < l->known_count; i++) {
        cdt_buf_put(out, l->known[i]->name);
        for (size_t k = 0; k < checks; k++)
            if (l->weights[i * checks + k])
                cdt_buf_printf(out, " %zu:%d", number[k], l->weights[i * checks + k]);
        cdt_buf_char(out, '\n');
    }
    free(number);
}

/* The text of `likeness:`. `shifts`: what is put on the sums of each check. */
static void learn(const learn_samples *samples, size_t without, const char *needs, const double *shifts, cdt_buf *out)
{
    lesson l = begin_lesson(samples, without);

    for (size_t i = 0; i < samples->check_count; i++)
        learn_check(&l, i);
    put_lesson(&l, needs, shifts, out);
    cdt_arena_free(&l.arena);
}

/* ---- texts that it did not learn from ---- */

/* What likeness says of a text and a check. */
typedef struct said {
    int sum;
    bool present;
    size_t check, folder;
} said;

typedef struct sayings {
    said *at;
    size_t count, room;
} sayings;

static void say(sayings *all, said one)
{
    if (all->count == all->room) {
        all->room = all->room ? all->room * 2 : 1024;
        all->at = cdt_realloc(all->at, all->room * sizeof *all->at);
    }
    all->at[all->count++] = one;
}

static void try_text(const learn_samples *s, const learn_text *text, cdt_liking *liking, sayings *all)
{
    const uint16_t *numbers = liking->likeness->checks;
    cdt_likely *likely = calloc(s->check_count + 1, sizeof *likely);

    for (size_t i = text->from; i < text->to && likely; i++) {
        if (s->at[i].pair)
            continue;
        cdt_liking_look(liking, s->at[i].text, s->at[i].heading, s->at[i].follows);
        for (size_t k = 0; k < s->check_count; k++) {
            if (!numbers[k])
                continue;
            cdt_likely_add(&likely[k], cdt_liking_of(liking, numbers[k] - 1U));
            if (s->at[i].follows)
                cdt_likely_add(&likely[k], cdt_liking_of_both(liking, numbers[k] - 1U));
        }
    }
    for (size_t k = 0; k < s->check_count && likely; k++)
        if (text->labels[k].verdict != LEARN_UNSAID && numbers[k])
            say(all, (said){ cdt_likely_all(&likely[k]), text->labels[k].verdict == LEARN_PRESENT, k, text->folder });
    free(likely);
}

/* What was learnt, as a checklist would read it; ends the program where none could. */
static const cdt_likeness *read_back(const learn_samples *s, cdt_str text, cdt_arena *arena)
{
    cdt_str *ids = CDT_NEW_ARRAY(arena, cdt_str, s->check_count + 1);
    const cdt_likeness *likeness;
    const char *problem;
    size_t line;

    for (size_t i = 0; i < s->check_count; i++)
        ids[i] = cdt_str_z(s->ids[i]);
    likeness = cdt_likeness_read(text, ids, s->check_count, arena, &line, &problem);
    if (likeness)
        return likeness;
    fprintf(stderr, "learn: line %zu of what was learnt: %s\n", line, problem);
    exit(2);
}

/* Learn without each part of the folders, and look at it. */
static sayings try_all(const learn_samples *s, const char *needs)
{
    sayings all = { 0 };

    for (size_t part = 0; part < PARTS; part++) {
        cdt_arena arena = { 0 };
        cdt_buf text = { 0 };
        double *shifts = CDT_NEW_ARRAY(&arena, double, s->check_count + 1);
        cdt_liking liking;
        learn(s, part, needs, shifts, &text);
        liking = cdt_liking_new(read_back(s, cdt_buf_str(&text), &arena), &arena);
        for (size_t i = 0; i < s->text_count; i++)
            if (is_out(&s->texts[i], part))
                try_text(s, &s->texts[i], &liking, &all);
        cdt_buf_free(&text);
        cdt_arena_free(&arena);
    }
    return all;
}

/* ---- what goes on the sums ---- */

#define SCALE 3.0 /* what likeness says moves freely beside what is put on each check */
#define BIAS 10.0 /* and so does what is put on all */

static double log_odds(double share)
{
    return log(share / (1 - share));
}

/* The second regression: of whole texts, by what is said of them and the check. */
static struct model *learn_of_texts(const sayings *all, size_t check_count)
{
    struct parameter how = { .solver_type = L2R_LR, .C = STRENGTH_OF_TEXTS, .eps = .0001 };
    struct problem problem = { .l = (int)all->count, .n = (int)check_count + 2, .bias = BIAS };
    struct feature_node *nodes = cdt_malloc((all->count * 4 + 1) * sizeof *nodes);
    struct model *model;

    problem.x = cdt_malloc((all->count + 1) * sizeof *problem.x);
    problem.y = cdt_malloc((all->count + 1) * sizeof *problem.y);
    for (size_t i = 0; i < all->count; i++) {
        struct feature_node *n = &nodes[i * 4];
        n[0] = (struct feature_node){ 1, all->at[i].sum / 100.0 * SCALE };
        n[1] = (struct feature_node){ (int)all->at[i].check + 2, 1 };
        n[2] = (struct feature_node){ (int)check_count + 2, BIAS };
        n[3] = (struct feature_node){ -1, 0 };
        problem.x[i] = n;
        problem.y[i] = all->at[i].present ? 1 : -1;
    }
    model = train(&problem, &how);
    free(problem.x);
    free(problem.y);
    free(nodes);
    return model;
}

/* So that a sum of 0 says that it is as likely as not, but for what is taken out again. */
static void set_shifts(const sayings *all, size_t check_count, double *shifts)
{
    struct model *model;
    double present = 0, slope, start;

    for (size_t i = 0; i < all->count; i++)
        present += all->at[i].present;
    if (present == 0 || present == (double)all->count)
        return;
    model = learn_of_texts(all, check_count);
    slope = get_decfun_coef(model, 1, 0) * SCALE;
    start = get_decfun_bias(model, 0);
    for (size_t k = 0; k < check_count && slope > 0; k++) {
        double here = 2 * present / (double)all->count, rows = 2;
        for (size_t i = 0; i < all->count; i++)
            if (all->at[i].check == k) {
                here += all->at[i].present;
                rows++;
            }
        shifts[k] = 100 / slope * (start + get_decfun_coef(model, (int)k + 2, 0) - EVENED * log_odds(here / rows));
    }
    free_and_destroy_model(&model);
}

/* ---- how well it tells ---- */

static int by_sum(const void *a, const void *b)
{
    const said *left = a, *right = b;

    return left->sum < right->sum ? 1 : left->sum > right->sum ? -1 : 0;
}

/* Recall where at most one of twenty absent rows is found, and the share of pairs of a present and an absent row in which the
 * present one has the higher sum (half of a pair that is equal). */
static void tell(const char *name, sayings *b)
{
    size_t present = 0, absent = 0, most, found = 0, passed = 0;
    double pairs = 0;

    qsort(b->at, b->count, sizeof *b->at, by_sum);
    for (size_t i = 0; i < b->count; i++)
        present += b->at[i].present;
    most = (b->count - present) / 20;
    for (size_t i = 0, end; i < b->count; i = end) {
        size_t here = 0;
        for (end = i; end < b->count && b->at[end].sum == b->at[i].sum; end++)
            here += b->at[end].present;
        pairs += (double)here * ((double)(b->count - present - absent) - (double)(end - i - here) / 2);
        absent += end - i - here;
        passed += here;
        found = absent <= most ? passed : found;
    }
    printf("%s: recall %.3f AUC %.4f of %zu present and %zu absent\n", name,
           present ? (double)found / (double)present : 0,
           present && absent ? pairs / ((double)present * (double)absent) : 0, present, absent);
}

static void tell_folder(const sayings *all, size_t folder, const char *name)
{
    sayings here = { 0 };

    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].folder == folder)
            say(&here, all->at[i]);
    tell(name, &here);
    free(here.at);
}

static void quiet(const char *text)
{
    (void)text;
}

/* What is asked for. */
typedef struct wish {
    bool try;
    const char *needs;
    char **words; /* CHECKLIST BANK FOLDER... */
    int count;
} wish;

static wish read_options(int argc, char **argv)
{
    wish w = { .needs = NEEDS };
    int at = 1;

    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "-x") == 0)
            w.try = true;
        else if (strcmp(argv[at], "-n") == 0 && at + 1 < argc)
            w.needs = argv[++at];
        else
            argc = 0;
    }
    if (argc - at < 3) {
        fputs("usage: learn [-x] [-n NEEDS] CHECKLIST BANK FOLDER...\n", stderr);
        exit(2);
    }
    w.words = argv + at;
    w.count = argc - at;
    return w;
}

static void answer(const wish *w, const learn_samples *samples)
{
    cdt_buf out = { 0 };
    cdt_arena arena = { 0 };
    double *shifts = CDT_NEW_ARRAY(&arena, double, samples->check_count + 1);
    sayings all = try_all(samples, w->needs);

    set_shifts(&all, samples->check_count, shifts);
    for (size_t i = 0; i < all.count; i++)
        all.at[i].sum += (int)lround(shifts[all.at[i].check]);
    for (int i = FIRST_FOLDER; w->try && i < w->count; i++)
        tell_folder(&all, (size_t)i, w->words[i]);
    if (w->try) {
        tell("all", &all);
    } else {
        learn(samples, NONE_OUT, w->needs, shifts, &out);
        read_back(samples, cdt_buf_str(&out), &arena);
        fwrite(out.at, 1, out.len, stdout);
    }
    free(all.at);
    cdt_buf_free(&out);
    cdt_arena_free(&arena);
}

int main(int argc, char **argv)
{
    const wish w = read_options(argc, argv);
    cdt_diags *diags = cdt_diags_new();
    cdt_library *library = cdt_library_new();
    learn_samples samples = { 0 };
    cdt_buf bytes = { 0 };
    cdt_str text = bench_file(w.words[0], &bytes);
    cdt_checklist *checklist = cdt_checklist_read(library, w.words[0], text.at, text.len, diags);

    if (!checklist) {
        const cdt_diag *d = cdt_diags_at(diags, 0);
        fprintf(stderr, "%s:%u: %s\n", w.words[0], d->place.line, d->message);
        return 2;
    }
    set_print_string_function(quiet);
    learn_begin(&samples, checklist);
    learn_read_bank(&samples, w.words[1]);
    learn_read_examples(&samples);
    for (int i = FIRST_FOLDER; i < w.count; i++)
        learn_read_folder(&samples, w.words[i], (size_t)i);
    answer(&w, &samples);
    learn_end(&samples);
    cdt_checklist_free(checklist);
    cdt_library_free(library);
    cdt_diags_free(diags);
    cdt_buf_free(&bytes);
    return fflush(stdout) != 0;
}
