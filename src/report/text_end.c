/* text_end.c - the end of the report for people: all agreements in a line each, sources, and what the report is not. */
#include <stdio.h>

#include "report/text.h"

/* ---- what is kept ---- */

static void use(cdt_arena *arena, cdt_text_used ***last, cdt_text_used *all, const char *name, const char *text)
{
    cdt_text_used *used;

    for (used = all; used; used = used->next)
        if (strcmp(used->name, name) == 0 && strcmp(used->text, text) == 0)
            return;
    used = CDT_NEW(arena, cdt_text_used);
    used->name = cdt_copy_z(arena, cdt_str_z(name));
    used->text = cdt_copy_z(arena, cdt_str_z(text));
    **last = used;
    *last = &used->next;
}

static void use_source(cdt_text *text, const cdt_source *source)
{
    cdt_buf words = { 0 };

    cdt_buf_put_z(&words, source->title);
    if (*source->author)
        cdt_buf_printf(&words, ", %s", source->author);
    if (*source->publisher)
        cdt_buf_printf(&words, ", %s", source->publisher);
    if (*source->published)
        cdt_buf_printf(&words, ", %s", source->published);
    if (*source->kind)
        cdt_buf_printf(&words, "; %s", source->kind);
    if (*source->note)
        cdt_buf_printf(&words, ". %s", source->note);
    use(&text->report->arena, &text->last_source, text->sources, source->id, cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

static void use_checklist(cdt_text *text, const cdt_checklist *checklist)
{
    cdt_buf words = { 0 };

    cdt_buf_put_z(&words, cdt_checklist_title(checklist));
    if (*cdt_checklist_title(checklist))
        cdt_buf_put_z(&words, "; ");
    if (*cdt_checklist_version(checklist))
        cdt_buf_printf(&words, "version %s", cdt_checklist_version(checklist));
    else
        cdt_buf_put_z(&words, "no version stated");
    if (*cdt_checklist_law_as_at(checklist))
        cdt_buf_printf(&words, ", law as at %s", cdt_checklist_law_as_at(checklist));
    use(&text->report->arena, &text->last_checklist, text->checklists, cdt_checklist_name(checklist),
        cdt_buf_str(&words).at);
    cdt_buf_free(&words);
}

static void keep_line(cdt_text *text, const cdt_review *review)
{
    cdt_arena *arena = &text->report->arena;
    cdt_text_line *line = CDT_NEW(arena, cdt_text_line);
    const cdt_counts *counts = &review->counts;
    size_t severities[CDT_HIGH + 1];

    cdt_count_severities(review, severities);
    *line = (cdt_text_line){
        .title = cdt_copy_z(arena, cdt_str_z(cdt_agreement_title(review->agreement))),
        .reference = cdt_copy_z(arena, cdt_str_z(cdt_agreement_reference(review->agreement))),
        .file = cdt_copy_z(arena, cdt_str_z(cdt_agreement_file(review->agreement))),
        .reviewed = review->reviewed,
        .gaps = counts->outcomes[CDT_OUTCOME_GAP] - counts->history - counts->known,
        .high = severities[CDT_HIGH],
        .unanswered = counts->outcomes[CDT_OUTCOME_UNANSWERED],
        .waived = counts->outcomes[CDT_OUTCOME_WAIVED],
        .errors = counts->outcomes[CDT_OUTCOME_ERROR],
    };
    *text->last_line = line;
    text->last_line = &line->next;
}

void cdt_text_keep(cdt_text *text, const cdt_review *review)
{
    keep_line(text, review);
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        for (size_t k = 0; k < outcome->check->source_count && outcome->finding_count; k++)
            use_source(text, outcome->check->sources[k].source);
    }
    for (size_t i = 0; i < review->checklist_count && review->reviewed; i++)
        use_checklist(text, review->checklists[i]);
}

/* ---- what is printed ---- */

static void put_line(cdt_text *text, const cdt_text_line *line)
{
    cdt_layout *l = &text->layout;
    char cells[64];

    cdt_layout_begin(l, 0, 40);
    if (line->reviewed) {
        snprintf(cells, sizeof cells, "%6zu %6zu %10zu %7zu", line->gaps, line->high, line->unanswered, line->waived);
        cdt_buf_put_z(l->out, cells);
        l->column = 32;
    } else {
        cdt_layout_tab(l, 2);
        cdt_layout_put(l, CDT_INK_RED, "not reviewed");
    }
    cdt_layout_tab(l, 34);
    cdt_layout_put(l, CDT_INK_PLAIN, *line->reference ? line->reference : *line->title ? line->title : line->file);
    if (*line->reference && *line->title)
        cdt_layout_printf(l, " %s", line->title);
    if (line->errors)
        cdt_layout_printf(l, " (%zu could not be run)", line->errors);
    cdt_layout_end(l);
}

static void put_lines(cdt_text *text)
{
    cdt_layout *l = &text->layout;
    char words[64];

    cdt_layout_blank(l);
    cdt_layout_blank(l);
    cdt_layout_heading(l, '=', cdt_text_plural(text->reviews, "agreement", "agreements", words));
    cdt_buf_put_z(l->out, "  gaps   high unanswered  waived\n");
    for (const cdt_text_line *line = text->lines; line; line = line->next)
        put_line(text, line);
}

static void put_used(cdt_text *text, const char *label, const cdt_text_used *all)
{
    cdt_layout *l = &text->layout;

    for (const cdt_text_used *used = all; used; used = used->next) {
        cdt_layout_begin(l, 0, 12);
        cdt_layout_put(l, CDT_INK_BOLD, used == all ? label : "");
        cdt_layout_tab(l, 10);
        cdt_layout_printf(l, "%s: %s", used->name, used->text);
        cdt_layout_end(l);
    }
}

void cdt_text_end(cdt_text *text)
{
    const char *program = text->report->options.program;

    if (text->reviews > 1)
        put_lines(text);
    if (!text->checklists)
        return;
    if (text->reviews > 1)
        cdt_layout_blank(&text->layout);
    put_used(text, "Checked", text->checklists);
    put_used(text, "Sources", text->sources);
    cdt_layout_begin(&text->layout, 0, 10);
    cdt_layout_put(&text->layout, CDT_INK_BOLD, "More");
    cdt_layout_tab(&text->layout, 10);
    cdt_layout_printf(&text->layout, "%s explain CHECK", program && *program ? program : "concordat");
    cdt_layout_end(&text->layout);
    cdt_layout_blank(&text->layout);
    cdt_layout_line(&text->layout, 0, CDT_INK_PLAIN, "This report is not legal advice.");
}
