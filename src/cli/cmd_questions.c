/* cmd_questions.c - `concordat questions FILE`: what is still to be asked, of whom, and where the answer goes. */
#include <stdio.h>
#include <unistd.h>

#include "agreement/agreement.h"
#include "base/csv.h"
#include "cli/draft_inputs.h"
#include "cli/problems.h"
#include "cli/select.h"
#include "cli/today.h"
#include "report/escape.h"
#include "report/layout.h"
#include "review/inquiry.h"
#include "yaml/outline.h"
#include "yaml/wanted.h"

#define LABEL 12 /* column of what stands beside a label */
#define CHECKS_SHOWN 4

typedef struct asking {
    cdt_cli *cli;
    cdt_checklists lists;
    cdt_selection selection;
    cdt_review_options options;
    int role;   /* cdt_role, or -1: all */
    size_t top; /* how many at most */
    size_t agreements;
    cdt_exit status;
} asking;

/* The facts that are told, the most useful first. */
typedef struct told {
    const cdt_inquiry_fact **at;
    size_t count, all; /* told, and how many there are */
    size_t gates;      /* of those told */
} told;

static told choose(const asking *a, const cdt_inquiry *inquiry, cdt_arena *arena)
{
    told t = { .all = cdt_inquiry_count(inquiry) };

    t.at = CDT_NEW_ARRAY(arena, const cdt_inquiry_fact *, t.all);
    for (size_t i = 0; i < t.all && t.count < a->top; i++) {
        const cdt_inquiry_fact *fact = cdt_inquiry_at(inquiry, i);
        if (a->role >= 0 && fact->role != (cdt_role)a->role)
            continue;
        t.at[t.count++] = fact;
        t.gates += fact->gate;
    }
    return t;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "exit-notice, exit-cost and 3 more"; at most `most` by name. */
static void put_checks(cdt_buf *out, const cdt_inquiry_fact *fact, size_t most, const char *between)
{
    for (size_t i = 0; i < fact->check_count && i < most; i++)
        cdt_buf_printf(out, "%s%s", i ? between : "", fact->checks[i]->check->id);
    if (fact->check_count > most)
        cdt_buf_printf(out, " and %zu more", fact->check_count - most);
}

/* ", due 2026-05-01"; who settles an open fact and by when. */
static void put_open(cdt_buf *out, const cdt_inquiry_fact *fact)
{
    cdt_buf_put_z(out, "being settled");
    if (*fact->open_who)
        cdt_buf_printf(out, " by %s", fact->open_who);
    if (*fact->open_by)
        cdt_buf_printf(out, ", due %s", fact->open_by);
}

/* ---- text ---- */

static void put_line(cdt_layout *l, const char *label, const cdt_buf *text)
{
    cdt_layout_begin(l, 4, LABEL);
    cdt_layout_put(l, CDT_INK_PLAIN, label);
    cdt_layout_tab(l, LABEL);
    cdt_layout_put(l, CDT_INK_PLAIN, cdt_buf_str(text).at);
    cdt_layout_end(l);
}

static void put_fact(cdt_layout *l, const cdt_inquiry_fact *fact, size_t number)
{
    cdt_buf text = { 0 };

    cdt_layout_blank(l);
    cdt_layout_begin(l, number < 10 ? 1 : 0, 4);
    cdt_layout_printf(l, "%zu", number);
    cdt_layout_tab(l, 4);
    cdt_layout_put(l, CDT_INK_BOLD, fact->text);
    cdt_layout_end(l);
    if (fact->open) {
        put_open(&text, fact);
        put_line(l, "open", &text);
        cdt_buf_clear(&text);
    }
    if (fact->schema) {
        cdt_wanted_write(&text, fact->schema, CDT_IN_YAML);
        put_line(l, "write", &text);
        cdt_buf_clear(&text);
    }
    cdt_buf_printf(&text, "%s, line %u", fact->path, fact->place.line);
    put_line(l, "at", &text);
    cdt_buf_clear(&text);
    if (*fact->instead) {
        cdt_buf_put_z(&text, fact->instead);
        put_line(l, "or", &text);
        cdt_buf_clear(&text);
    }
    put_checks(&text, fact, CHECKS_SHOWN, ", ");
    put_line(l, fact->gate ? "decides" : "for", &text);
    cdt_buf_free(&text);
}

static void put_role(cdt_layout *l, const told *t, cdt_role role)
{
    cdt_buf title = { 0 };
    size_t count = 0, number = 0;

    for (size_t i = 0; i < t->count; i++)
        count += t->at[i]->role == role;
    if (!count)
        return;
    cdt_buf_printf(&title, "%s: %zu question%s", cdt_role_title(role), count, plural(count));
    cdt_layout_blank(l);
    cdt_layout_heading(l, '-', cdt_buf_str(&title).at);
    for (size_t i = 0; i < t->count; i++)
        if (t->at[i]->role == role)
            put_fact(l, t->at[i], ++number);
    cdt_buf_free(&title);
}

static void put_text(const asking *a, cdt_buf *out, const cdt_agreement *agreement, const told *t)
{
    cdt_layout layout = cdt_layout_to(out, cdt_cli_width(), cdt_cli_color(a->cli, STDOUT_FILENO)), *l = &layout;

    cdt_layout_heading(l, '=', cdt_agreement_title(agreement));
    cdt_layout_begin(l, 0, 0);
    if (!t->count && !t->all)
        cdt_layout_put(l, CDT_INK_PLAIN, "Nothing is left to ask: every fact that the checks need is stated.");
    else if (!t->count)
        cdt_layout_printf(l, "Nothing is left to ask of %s; %zu question%s of others.", cdt_role_name((cdt_role)a->role),
                          t->all, plural(t->all));
    else if (t->count < t->all)
        cdt_layout_printf(l, "%zu of the %zu facts that are still to be asked.", t->count, t->all);
    else
        cdt_layout_printf(l, "%zu fact%s still to be asked.", t->count, t->count == 1 ? " is" : "s are");
    if (t->gates)
        cdt_layout_printf(l, " %zu decide%s what applies at all.", t->gates, t->gates == 1 ? "s" : "");
    if (t->count)
        cdt_layout_printf(l, " Answers go into %s, each at the place that is shown; `none` or `none: the reason` where there "
                             "is nothing of the kind.",
                          a->options.draft_only ? "a description, such as `concordat read --description` begins"
                                                : cdt_agreement_file(agreement));
    cdt_layout_end(l);
    for (int role = 0; role < CDT_ROLES; role++)
        put_role(l, t, (cdt_role)role);
}

/* ---- YAML ---- */

/* Words as lines of a comment, each within the width of a page. */
static const char *comment_of(cdt_arena *arena, const cdt_inquiry_fact *fact, size_t depth)
{
    cdt_buf words = { 0 }, lines = { 0 };
    cdt_layout layout = cdt_layout_to(&lines, (unsigned)(depth < 20 ? 98 - 2 * depth : 60), false);
    const char *text;

    cdt_layout_line(&layout, 0, CDT_INK_PLAIN, fact->text);
    cdt_buf_put_z(&words, "Write ");
    if (fact->schema)
        cdt_wanted_write(&words, fact->schema, CDT_IN_YAML);
    cdt_buf_printf(&words, "%s Asked of: %s, for ", fact->schema ? "." : "what is so.", cdt_role_name(fact->role));
    put_checks(&words, fact, CHECKS_SHOWN, ", ");
    if (fact->open) {
        cdt_buf_put_z(&words, "; ");
        put_open(&words, fact);
    }
    cdt_buf_char(&words, '.');
    cdt_layout_line(&layout, 0, CDT_INK_PLAIN, cdt_buf_str(&words).at);
    text = cdt_buf_take(&lines, arena).at;
    cdt_buf_free(&words);
    cdt_buf_free(&lines);
    return text;
}

static size_t depth_of(const cdt_entry *entry)
{
    size_t depth = 0;

    for (; entry->parent; entry = entry->parent)
        depth++;
    return depth;
}

static void put_yaml(const asking *a, cdt_buf *out, const cdt_agreement *agreement, const told *t)
{
    cdt_outline outline = cdt_outline_of(cdt_cli_library(a->cli)->agreement.root);

    cdt_buf_put_z(out, "# Questions on ");
    cdt_escape_line(out, cdt_str_z(cdt_agreement_title(agreement)));
    cdt_buf_printf(out, ": %zu fact%s. Write the answers behind the colons and merge this into\n# ", t->count,
                   plural(t->count));
    cdt_escape_line(out, cdt_str_z(a->options.draft_only ? "a description" : cdt_agreement_file(agreement)));
    cdt_buf_put_z(out, "; what stays blank is as if it were not there.\n");
    for (size_t i = 0; i < t->count; i++) {
        cdt_entry *entry = cdt_outline_at(&outline, cdt_str_z(t->at[i]->path));
        entry->comment = comment_of(&outline.arena, t->at[i], depth_of(entry));
    }
    cdt_outline_write(&outline, &outline.root, out, 0);
    cdt_outline_free(&outline);
}

/* ---- CSV ---- */

static void put_csv_fact(cdt_buf *out, const cdt_inquiry_fact *fact)
{
    cdt_buf text = { 0 };

    cdt_csv_put(out, cdt_str_z(fact->path));
    cdt_buf_char(out, ',');
    cdt_buf_put_z(&text, fact->text);
    if (fact->open) {
        cdt_buf_put_z(&text, " (");
        put_open(&text, fact);
        cdt_buf_char(&text, ')');
    }
    cdt_csv_put(out, cdt_buf_str(&text));
    cdt_buf_char(out, ',');
    cdt_buf_clear(&text);
    if (fact->schema)
        cdt_wanted_write(&text, fact->schema, CDT_IN_CELL);
    cdt_csv_put(out, cdt_buf_str(&text));
    cdt_buf_printf(out, ",%s,", cdt_role_name(fact->role));
    cdt_buf_clear(&text);
    put_checks(&text, fact, (size_t)-1, "; ");
    cdt_csv_put(out, cdt_buf_str(&text));
    cdt_buf_put_z(out, "," CDT_CSV_END);
    cdt_buf_free(&text);
}

static void put_csv(const asking *a, cdt_buf *out, const cdt_agreement *agreement, const told *t)
{
    (void)a;
    (void)agreement;
    cdt_buf_put_z(out, "path,question,wanted,asked_of,checks,answer" CDT_CSV_END);
    for (size_t i = 0; i < t->count; i++)
        put_csv_fact(out, t->at[i]);
}

/* ---- the command ---- */

/* In the order of the option's choices. */
static void (*const formats[])(const asking *a, cdt_buf *out, const cdt_agreement *agreement, const told *t) = {
    put_text, put_yaml, put_csv
};

static bool ask(void *context, const cdt_with *with, cdt_diags *diags)
{
    asking *a = context;
    const cdt_agreement *agreement = with->agreement;
    cdt_arena arena = { 0 };
    cdt_buf text = { 0 };
    cdt_review *review;
    cdt_inquiry *inquiry;
    told t;

    if (a->agreements++) {
        cdt_say("%s holds several agreements; these are the questions of the first. Put the other into a file of its own",
                cdt_agreement_file(agreement));
        a->status = cdt_exit_worse(a->status, CDT_EXIT_INPUT);
        return false;
    }
    a->options.draft = with->draft; /* what it states need not be asked */
    a->options.draft_unread = with->draft_unread;
    a->options.draft_only = with->draft_only;
    review = cdt_review_run(agreement, (const cdt_checklist *const *)a->lists.at, a->lists.count, &a->options, diags);
    cdt_problems_print(a->cli, diags);
    if (review->reviewed) {
        inquiry = cdt_inquiry_of(review);
        t = choose(a, inquiry, &arena);
        formats[cdt_options_choice(&a->cli->options, CDT_OPTION_QUESTIONS_FORMAT, 0)](a, &text, agreement, &t);
        cdt_output_put(&a->cli->out, &text);
        cdt_inquiry_free(inquiry);
        if (cdt_review_has_error(review))
            a->status = cdt_exit_worse(a->status, CDT_EXIT_CHECK);
    } else {
        a->status = cdt_exit_worse(a->status, CDT_EXIT_INPUT);
    }
    if (a->options.draft_unread)
        a->status = cdt_exit_worse(a->status, CDT_EXIT_INPUT);
    cdt_review_free(review);
    cdt_buf_free(&text);
    cdt_arena_free(&arena);
    return true;
}

static bool selected(const cdt_checklist *checklist, const cdt_check *check, void *context)
{
    return cdt_selection_has(checklist, check, context);
}

static bool read_top(asking *a)
{
    const char *given = cdt_options_last(&a->cli->options, CDT_OPTION_TOP);
    unsigned long top = 0;
    char rest;

    a->top = (size_t)-1;
    if (!given)
        return true;
    if (strlen(given) > 6 || strspn(given, "0123456789") != strlen(given) || sscanf(given, "%lu%c", &top, &rest) != 1 ||
        !top) {
        cdt_cli_usage(a->cli, "--top: wanted a number such as 10, found `%s`", given);
        return false;
    }
    a->top = top;
    return true;
}

static bool read_options(asking *a)
{
    cdt_day day;

    if (!cdt_today_given(a->cli, &day) || !read_top(a))
        return false;
    a->role = cdt_options_choice(&a->cli->options, CDT_OPTION_FOR, -1); /* the choices stand in the roles' order */
    a->options = (cdt_review_options){ .as_of = day, .stage = -1, .selected = selected, .context = &a->selection };
    return true;
}

cdt_exit cdt_cmd_questions(cdt_cli *cli)
{
    asking a = { .cli = cli };
    cdt_diags *diags = cdt_diags_new();

    if (!read_options(&a))
        a.status = CDT_EXIT_INPUT;
    else if (cdt_checklists_load(cli, &cli->options, &a.lists, diags)) {
        if (cdt_selection_read(cli, &cli->options, &a.lists, &a.selection))
            cdt_agreements_of(cli, cli->options.operands[0], ask, &a, diags);
        else
            a.status = CDT_EXIT_INPUT;
    }
    if (cdt_diags_errors(diags))
        a.status = cdt_exit_worse(a.status, CDT_EXIT_INPUT);
    cdt_problems_print(cli, diags);
    cdt_diags_free(diags);
    cdt_checklists_free(&a.lists);
    return a.status;
}
