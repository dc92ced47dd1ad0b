/* cmd_explain.c - `concordat explain CHECK`: what a check wants, why, who says so, and what to write. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "checklist/checklist.h"
#include "cli/checklists.h"
#include "cli/problems.h"
#include "report/layout.h"

#define LABEL 12 /* column of what stands beside a label */

static void put_title(cdt_layout *l, const char *title)
{
    cdt_layout_blank(l);
    cdt_layout_line(l, 0, CDT_INK_BOLD, title);
}

static void put_section(cdt_layout *l, const char *title, const char *text)
{
    if (!*text)
        return;
    cdt_layout_blank(l);
    cdt_layout_line(l, 0, CDT_INK_BOLD, title);
    cdt_layout_line(l, 2, CDT_INK_PLAIN, text);
}

/* Text that has line breaks of its own. */
static void put_lines(cdt_layout *l, unsigned indent, cdt_ink ink, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_slice(rest, 0, end);
        cdt_buf copy = { 0 };
        size_t blanks = 0;
        while (blanks < line.len && line.at[blanks] == ' ')
            blanks++;
        cdt_buf_put(&copy, line);
        cdt_layout_line(l, indent + (unsigned)(blanks < 20 ? blanks : 20), ink, cdt_buf_str(&copy).at);
        cdt_buf_free(&copy);
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
    }
}

static void put_head(cdt_layout *l, const cdt_checklist *list, const cdt_check *check)
{
    const char *none = check->none == CDT_NONE_FAILS   ? "is a gap"
                       : check->none == CDT_NONE_MEETS ? "meets it"
                                                       : "means that it does not apply";

    cdt_layout_heading(l, '=', check->title);
    cdt_layout_begin(l, 0, 0);
    cdt_layout_printf(l, "%s/%s, %s %s", cdt_checklist_name(list), check->id, cdt_checklist_name(list),
                      cdt_checklist_version(list));
    cdt_layout_end(l);
    cdt_layout_blank(l);
    if (check->group)
        cdt_layout_labelled(l, 0, LABEL, "Group", *check->group->title ? check->group->title : check->group->id);
    cdt_layout_begin(l, 0, LABEL);
    cdt_layout_put(l, CDT_INK_BOLD, "Severity");
    cdt_layout_tab(l, LABEL);
    cdt_layout_put(l, CDT_INK_PLAIN, cdt_severity_name(check->final));
    if (check->draft != check->final)
        cdt_layout_printf(l, "; of a draft: %s", cdt_severity_name(check->draft));
    if (!check->on)
        cdt_layout_put(l, CDT_INK_PLAIN, "; off unless selected");
    cdt_layout_end(l);
    cdt_layout_begin(l, 0, LABEL);
    cdt_layout_put(l, CDT_INK_BOLD, "None");
    cdt_layout_tab(l, LABEL);
    cdt_layout_printf(l, "an express `none` %s", none);
    cdt_layout_end(l);
}

static bool is_always(const char *condition)
{
    cdt_str text = cdt_str_trim(cdt_str_z(condition));

    return !text.len || cdt_str_is_z(text, "true");
}

static void put_requirement(cdt_layout *l, const cdt_requirement *requirement)
{
    cdt_layout_begin(l, 2, 4);
    cdt_layout_put(l, CDT_INK_BOLD, requirement->id);
    if (requirement->note)
        cdt_layout_put(l, CDT_INK_PLAIN, " (a note)");
    if (*requirement->otherwise)
        cdt_layout_printf(l, ": %s", requirement->otherwise);
    cdt_layout_end(l);
    if (!is_always(requirement->when)) {
        cdt_layout_line(l, 4, CDT_INK_PLAIN, "where");
        put_lines(l, 6, CDT_INK_CYAN, requirement->when);
        cdt_layout_line(l, 4, CDT_INK_PLAIN, "it must hold that");
    }
    put_lines(l, 6, CDT_INK_CYAN, requirement->that);
    if (*requirement->only_before) {
        cdt_layout_begin(l, 4, 4);
        cdt_layout_printf(l, "a failure is history once %s is past", requirement->only_before);
        cdt_layout_end(l);
    }
}

static void put_conditions(cdt_layout *l, const cdt_check *check)
{
    if (!is_always(check->applies)) {
        cdt_layout_blank(l);
        cdt_layout_line(l, 0, CDT_INK_BOLD, "It applies where");
        put_lines(l, 6, CDT_INK_CYAN, check->applies);
    }
    if (!check->requirement_count)
        return;
    cdt_layout_blank(l);
    cdt_layout_line(l, 0, CDT_INK_BOLD, "What must hold, and what is said otherwise");
    for (size_t i = 0; i < check->requirement_count; i++)
        put_requirement(l, &check->requirements[i]);
}

/* Does `text` name the setting, and not one whose name only begins so? */
static bool names(const char *text, const char *setting)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    size_t length = strlen(setting);

    for (const char *at = text; (at = strstr(at, setting)); at += length)
        if (!at[length] || !strchr(letters, at[length]))
            return true;
    return false;
}

static bool reads(const cdt_check *check, const char *setting)
{
    bool found = names(check->applies, setting);

    for (size_t i = 0; i < check->requirement_count && !found; i++) {
        const cdt_requirement *requirement = &check->requirements[i];
        found = names(requirement->when, setting) || names(requirement->that, setting) ||
                names(requirement->otherwise, setting);
    }
    return found;
}

/* The settings that the check's conditions speak of, with their values. */
static void put_settings(cdt_layout *l, const cdt_checklist *list, const cdt_check *check)
{
    const cdt_setting *settings;
    size_t count = cdt_checklist_settings(list, &settings);
    bool begun = false;

    for (size_t i = 0; i < count; i++) {
        char name[128];
        snprintf(name, sizeof name, "settings.%s", settings[i].name);
        if (!reads(check, name))
            continue;
        if (!begun) {
            cdt_layout_blank(l);
            cdt_layout_line(l, 0, CDT_INK_BOLD, "Settings (--set NAME=VALUE)");
        }
        begun = true;
        cdt_layout_begin(l, 2, 4);
        cdt_layout_printf(l, "%s = %s", settings[i].name, settings[i].value);
        if (*settings[i].unit)
            cdt_layout_printf(l, " %s", settings[i].unit);
        if (*settings[i].title)
            cdt_layout_printf(l, ": %s", settings[i].title);
        cdt_layout_end(l);
    }
}

static void put_citation(cdt_layout *l, const cdt_citation *citation)
{
    const cdt_source *source = citation->source;

    cdt_layout_begin(l, 2, 4);
    cdt_layout_put(l, CDT_INK_PLAIN, *source->title ? source->title : source->id);
    if (*source->kind)
        cdt_layout_printf(l, "; %s", source->kind);
    if (*citation->paragraphs)
        cdt_layout_printf(l, strpbrk(citation->paragraphs, ",-") ? ", paragraphs %s" : ", paragraph %s",
                          citation->paragraphs);
    if (*citation->note)
        cdt_layout_printf(l, "; %s", citation->note);
    cdt_layout_end(l);
}

static void put_sources(cdt_layout *l, const cdt_checklist *list, const cdt_check *check)
{
    if (check->source_count) {
        cdt_layout_blank(l);
        cdt_layout_line(l, 0, CDT_INK_BOLD, "Source");
    }
    for (size_t i = 0; i < check->source_count; i++)
        put_citation(l, &check->sources[i]);
    if (check->law_count) {
        cdt_layout_blank(l);
        cdt_layout_line(l, 0, CDT_INK_BOLD, "Law on the same point");
    }
    for (size_t i = 0; i < check->law_count; i++) {
        const cdt_law *law = &check->laws[i];
        const char *as_at = *law->as_at ? law->as_at : cdt_checklist_law_as_at(list);
        cdt_layout_begin(l, 2, 4);
        cdt_layout_put(l, CDT_INK_PLAIN, law->law);
        if (*law->nations)
            cdt_layout_printf(l, " (%s)", law->nations);
        if (*as_at)
            cdt_layout_printf(l, ", as at %s", as_at);
        if (*law->note)
            cdt_layout_printf(l, "; %s", law->note);
        cdt_layout_end(l);
    }
}

static const char *outcome_words(cdt_expected expected)
{
    static const char *const words[] = {
        [CDT_EXPECT_MET] = "met",
        [CDT_EXPECT_GAP] = "a gap",
        [CDT_EXPECT_NOT_APPLICABLE] = "does not apply",
        [CDT_EXPECT_UNANSWERED] = "unanswered",
        [CDT_EXPECT_UNCONFIRMED] = "unconfirmed",
        [CDT_EXPECT_ERROR] = "an error",
    };

    return words[expected];
}

/* A text, quoted: what is looked for is in it or not; where nothing is looked for, what comes of it. */
static void put_draft_example(cdt_layout *l, const cdt_example *example, bool looked_for)
{
    bool found = example->expect == CDT_EXPECT_MET || example->expect == CDT_EXPECT_UNCONFIRMED;

    cdt_layout_begin(l, 2, 4);
    if (looked_for)
        cdt_layout_put(l, CDT_INK_BOLD, found ? "found: " : "not found: ");
    else
        cdt_layout_printf(l, "%s: ", outcome_words(example->expect));
    cdt_layout_printf(l, "%s%s\"%s\"", example->title, *example->title ? ": " : "", example->draft);
    cdt_layout_end(l);
}

static void put_example(cdt_layout *l, const cdt_example *example)
{
    cdt_layout_begin(l, 2, 4);
    cdt_layout_put(l, CDT_INK_BOLD, outcome_words(example->expect));
    for (size_t i = 0; i < example->fail_count; i++)
        cdt_layout_printf(l, "%s%s", i ? ", " : " (", example->fails[i]);
    cdt_layout_printf(l, "%s: ", example->fail_count ? ")" : "");
    if (*example->title)
        cdt_layout_printf(l, "%s%s", example->title, *example->changes ? "; " : "");
    cdt_layout_put(l, CDT_INK_PLAIN,
                   *example->changes || *example->title ? example->changes : "the complete agreement");
    cdt_layout_end(l);
}

/* Good and bad, in the checklist's order; each is the complete agreement with a change. */
static void put_examples(cdt_layout *l, const cdt_check *check)
{
    bool begun = false;

    for (size_t i = 0; i < check->example_count; i++) {
        if (*check->examples[i].draft)
            continue;
        if (!begun)
            put_title(l, "Examples, each a complete agreement but for what is said");
        begun = true;
        put_example(l, &check->examples[i]);
    }
}

/* Line by line what is looked for in a draft, and the texts that show it. */
static void put_words(cdt_layout *l, const cdt_checklist *list, size_t index)
{
    const cdt_check *check = cdt_checklist_at(list, index);
    cdt_buf lines = { 0 };
    bool looked_for, begun = false;
    cdt_str rest;

    cdt_words_explain(cdt_checklist_words(list), index, &lines);
    rest = cdt_buf_str(&lines);
    looked_for = rest.len > 0;
    if (looked_for)
        put_title(l, "Looked for in a draft (... is a gap, [ ] may be left out, / is or)");
    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_layout_begin(l, 2, 4);
        cdt_layout_printf(l, "%.*s", (int)end, rest.at);
        cdt_layout_end(l);
        rest = cdt_str_slice(rest, end + 1, rest.len);
    }
    for (size_t i = 0; i < check->example_count; i++) {
        if (!*check->examples[i].draft)
            continue;
        if (!looked_for && !begun)
            put_title(l, "Examples, each a draft or a part of one");
        begun = true;
        put_draft_example(l, &check->examples[i], looked_for);
    }
    cdt_buf_free(&lines);
}

static void put_clause(cdt_layout *l, const cdt_check *check)
{
    if (!*check->clause)
        return;
    cdt_layout_blank(l);
    cdt_layout_line(l, 0, CDT_INK_BOLD, "Model clause, a start for your lawyers");
    cdt_layout_prose(l, 2, check->clause);
}

static void put_waiver(cdt_layout *l, const cdt_checklist *list, const cdt_check *check)
{
    cdt_layout_blank(l);
    cdt_layout_line(l, 0, CDT_INK_BOLD, "To accept the gap, write into the description");
    cdt_layout_line(l, 2, CDT_INK_CYAN, "waivers:");
    cdt_layout_begin(l, 4, 6);
    cdt_layout_put(l, CDT_INK_CYAN, "- check: ");
    cdt_layout_put(l, CDT_INK_CYAN, cdt_checklist_name(list));
    cdt_layout_put(l, CDT_INK_CYAN, "/");
    cdt_layout_put(l, CDT_INK_CYAN, check->id);
    cdt_layout_end(l);
    cdt_layout_line(l, 6, CDT_INK_CYAN, "reason: why it is accepted");
    cdt_layout_line(l, 6, CDT_INK_CYAN, "approved_by: who accepts it");
    cdt_layout_line(l, 6, CDT_INK_CYAN, "# path: of one finding; without it, all of the check");
    cdt_layout_line(l, 6, CDT_INK_CYAN, "until: 2026-12-31  # the last day; then the gap is back");
}

static void explain(cdt_layout *l, const cdt_checklist *list, const cdt_check *check)
{
    put_head(l, list, check);
    put_section(l, "Why", check->why);
    put_section(l, "What to do", check->fix);
    put_conditions(l, check);
    put_settings(l, list, check);
    put_sources(l, list, check);
    put_examples(l, check);
    put_words(l, list, (size_t)(check - cdt_checklist_at(list, 0)));
    put_clause(l, check);
    put_waiver(l, list, check);
}

cdt_exit cdt_cmd_explain(cdt_cli *cli)
{
    cdt_checklists lists = { .drafts = true };
    cdt_diags *diags = cdt_diags_new();
    const cdt_checklist *list = NULL;
    const cdt_check *check = NULL;
    cdt_buf text = { 0 };
    cdt_layout layout = cdt_layout_to(&text, cdt_cli_width(), cdt_cli_color(cli, STDOUT_FILENO));

    if (cdt_checklists_load(cli, &cli->options, &lists, diags))
        check = cdt_checklists_find(cli, &lists, cli->options.operands[0], &list);
    cdt_problems_print(cli, diags);
    if (check)
        explain(&layout, list, check);
    cdt_output_put(&cli->out, &text);
    cdt_buf_free(&text);
    cdt_diags_free(diags);
    cdt_checklists_free(&lists);
    return check ? CDT_EXIT_OK : CDT_EXIT_INPUT;
}
