/* run.c - the checks of a review, one after the other, and the outcome of each: the table of outcomes is judge(). */
#include "review/run.h"

#include <stdlib.h>

#include "base/buf.h"
#include "review/baseline.h"
#include "review/subject.h"

typedef struct owned_review {
    cdt_review public; /* first: what the caller sees */
    cdt_first_facts first;
    cdt_arena arena;
} owned_review;

const char *cdt_outcome_name(cdt_outcome_kind outcome)
{
    static const char *const names[] = {
        "met", "gap", "unconfirmed", "unanswered", "not_applicable", "waived", "error"
    };

    return names[outcome];
}

const char *cdt_outcome_words(cdt_outcome_kind outcome)
{
    static const char *const words[] = {
        "met", "gap", "unconfirmed", "unanswered", "does not apply", "waived", "error"
    };

    return words[outcome];
}

const char *cdt_gap_name(cdt_gap_kind gap)
{
    static const char *const names[] = { "falls_short", "contradicted", "not_in_draft", "not_stated" };

    return gap < CDT_GAPS ? names[gap] : NULL;
}

const char *cdt_gap_words(cdt_gap_kind gap)
{
    static const char *const words[] = { "falls short", "contradicted", "not in the draft", "not stated" };

    return gap < CDT_GAPS ? words[gap] : "note";
}

const char *cdt_told_use_name(cdt_told_use use)
{
    static const char *const names[] = { "filled", "agrees", "differs", "idle" };

    return names[use];
}

cdt_finding *cdt_findings_add(cdt_findings *findings)
{
    if (findings->count == findings->room) {
        findings->room = findings->room ? findings->room * 2 : 8;
        findings->at = cdt_realloc(findings->at, findings->room * sizeof *findings->at);
    }
    return &findings->at[findings->count++];
}

cel_context cdt_run_context(cdt_run *run, cel_budget *budget, const cel_scope *scope)
{
    return (cel_context){ .arena = &run->scratch,
                          .budget = budget,
                          .data = &run->facts.data,
                          .root = cdt_facts_root(&run->facts),
                          .scope = scope,
                          .zones = run->agreement->library->zones };
}

cdt_state_of cdt_state_of_value(cel_value value)
{
    if (value.kind == CEL_BOOL)
        return value.boolean ? CDT_HOLDS : CDT_FAILS;
    if (value.kind == CEL_NONE)
        return CDT_IS_NONE;
    if (value.kind != CEL_FAILURE)
        return CDT_IS_ERROR;
    switch (value.failure->rank) {
    case CEL_RANK_NONE: return CDT_IS_NONE;
    case CEL_RANK_NOT_STATED: return value.failure->open ? CDT_IS_OPEN : CDT_IS_NOT_STATED;
    case CEL_RANK_BUDGET: return CDT_IS_BUDGET;
    case CEL_RANK_ERROR: break;
    }
    return CDT_IS_ERROR;
}

/* ---- why ---- */

static cdt_operand operand(cdt_run *run, const cel_operand *from)
{
    return (cdt_operand){ .text = cdt_copy_z(run->arena, from->text),
                          .value = cdt_copy_z(run->arena, from->shown.text),
                          .path = from->shown.located ? cdt_copy_z(run->arena, from->shown.where.path) : "",
                          .place = from->shown.located ? from->shown.where.place : (cdt_place){ 0 },
                          .clause = cdt_copy_z(run->arena, from->shown.where.clause) };
}

const cdt_because *cdt_because_of(cdt_run *run, const cdt_condition *condition, const cel_explanation *explanation,
                                  size_t *count)
{
    cdt_because *all;

    *count = run->options->bare ? 0 : explanation->count;
    all = CDT_NEW_ARRAY(run->arena, cdt_because, *count);
    for (size_t i = 0; i < *count; i++) {
        const cel_leaf *leaf = &explanation->leaves[i];
        cdt_operand *operands = CDT_NEW_ARRAY(run->arena, cdt_operand, leaf->operand_count);
        for (size_t k = 0; k < leaf->operand_count; k++)
            operands[k] = operand(run, &leaf->operands[k]);
        all[i] = (cdt_because){
            .text = cdt_copy_z(run->arena, leaf->text),
            .outcome = cel_outcome_name(leaf->outcome),
            .message = leaf->message ? cdt_copy_z(run->arena, cdt_str_z(leaf->message)) : "",
            .operands = operands,
            .operand_count = leaf->operand_count,
            .decisive = leaf->decisive,
            .place = cdt_condition_place(run->facts.checklist, condition->node, leaf->node->from, leaf->node->to),
        };
    }
    return all;
}

/* ---- one check ---- */

/* What became of a requirement. */
typedef struct result {
    cdt_state_of state;
    bool skipped; /* its `when` does not hold */
    bool by_when; /* the state is that of `when` */
    bool history;
    cel_value value;
} result;

/* A check that is being judged. */
typedef struct judged {
    const cdt_check *check;
    const cdt_rules *rules;
    cdt_outcome *outcome;
    cdt_state_of applies;
    cel_value applies_value;
    const char *problem; /* why it cannot be told what the draft's words say; "": it can */
    result *results;
    bool *failed;
    cdt_findings findings;
} judged;

/* A part of the check at hand. */
static cel_value evaluate(cdt_run *run, const cdt_requirement *requirement, const char *part,
                          const cel_program *program)
{
    cdt_cost *most = &run->review->costliest;
    cel_budget budget = CEL_BUDGET;
    cel_context context = cdt_run_context(run, &budget, &run->scope);
    cel_value value = cel_eval(program, &context);

    run->review->steps += budget.steps;
    if (!most->check || budget.steps > most->steps)
        *most = (cdt_cost){ run->facts.checklist, run->check, requirement, part, budget.steps, budget.step_limit };
    return value;
}

/* Is the day past, from which on the requirement's failure is history? */
static bool is_past(cdt_run *run, const cdt_requirement *requirement, const cdt_rule *rule)
{
    cel_value day;

    if (!rule->only_before.program)
        return false;
    day = evaluate(run, requirement, "only_before", rule->only_before.program);
    return day.kind == CEL_TIMESTAMP && (int64_t)run->options->as_of * 86400 > day.time.seconds;
}

static result evaluate_rule(cdt_run *run, const cdt_requirement *requirement, const cdt_rule *rule)
{
    result r = { .state = CDT_HOLDS };

    if (rule->when.program) {
        r.value = evaluate(run, requirement, "when", rule->when.program);
        r.state = cdt_state_of_value(r.value);
        r.skipped = r.state == CDT_FAILS || r.state == CDT_IS_NONE;
        r.by_when = r.state != CDT_HOLDS;
        if (r.skipped)
            r.state = CDT_HOLDS;
        if (r.by_when)
            return r;
    }
    r.value = evaluate(run, requirement, "that", rule->that.program);
    r.state = cdt_state_of_value(r.value);
    if (r.state == CDT_FAILS || r.state == CDT_IS_NONE)
        r.history = is_past(run, requirement, rule);
    return r;
}

static size_t count_state(const judged *j, cdt_state_of state)
{
    size_t count = 0;

    for (size_t i = 0; i < j->check->requirement_count; i++)
        count += j->results[i].state == state && !j->check->requirements[i].note;
    return count;
}

/* What a whole condition, on which it hangs whether something applies, could not be answered for. */
static cdt_asked ask(cdt_run *run, const cel_program *program)
{
    cel_budget budget = CEL_BUDGET;
    cel_context context = cdt_run_context(run, &budget, &run->scope);
    cdt_asked asked;

    run->gate = true;
    asked = cdt_questions_of(run, program, NULL, &context);
    run->gate = false;
    return asked;
}

static bool is_silent(cdt_state_of state)
{
    return state == CDT_IS_NOT_STATED || state == CDT_IS_OPEN;
}

/* Put the findings of requirement `i` behind the others. */
static void collect(cdt_run *run, judged *j, size_t i)
{
    const cdt_requirement *requirement = &j->check->requirements[i];
    const cdt_rule *rule = &j->rules->rules[i];

    j->failed[i] = !is_silent(j->results[i].state);
    if (j->results[i].by_when) {
        cdt_asked asked = ask(run, rule->when.program);
        cdt_questions_finding(run, &j->findings, requirement, &asked);
    } else {
        cdt_elements_collect(run, j->check, requirement, rule, j->results[i].history, &j->findings);
    }
}

/* Findings of all requirements that fail (or are none where that fails) first, then of those that are not stated. */
static void collect_all(cdt_run *run, judged *j)
{
    for (size_t i = 0; i < j->check->requirement_count; i++) {
        cdt_state_of state = j->results[i].state;
        if ((state == CDT_FAILS || (state == CDT_IS_NONE && j->check->none == CDT_NONE_FAILS)) &&
            !j->check->requirements[i].note)
            collect(run, j, i);
    }
    for (size_t i = 0; i < j->check->requirement_count; i++)
        if (is_silent(j->results[i].state) && !j->check->requirements[i].note)
            collect(run, j, i);
}

static void collect_notes(cdt_run *run, judged *j)
{
    for (size_t i = 0; i < j->check->requirement_count; i++)
        if (j->results[i].state == CDT_FAILS && j->check->requirements[i].note)
            collect(run, j, i);
}

/* An outcome that is no gap, whatever was found. */
static cdt_outcome_kind no_gap(judged *j, cdt_outcome_kind kind)
{
    for (size_t i = 0; i < j->findings.count; i++)
        j->findings.at[i].gap = CDT_GAP_NO;
    return kind;
}

static cdt_outcome_kind unanswered(judged *j)
{
    return no_gap(j, CDT_OUTCOME_UNANSWERED);
}

/* ---- a check and the draft ---- */

static bool has_draft(const cdt_run *run)
{
    return run->options->draft || run->options->draft_unread;
}

static bool is_readable(const cdt_run *run)
{
    return run->options->draft && run->options->draft->health.readable;
}

/* Do the draft's words decide it, all or in part? */
static bool is_of_words(const judged *j)
{
    return !j->check->requirement_count || j->rules->reads_draft;
}

static bool is_found(const judged *j)
{
    return j->outcome->evidence_count > 0;
}

/* Does the draft have to say it, and is that known to be found where it does? */
static bool is_claimed(const cdt_run *run, const judged *j)
{
    return is_readable(run) && j->check->words && j->check->words_measured &&
           (j->check->words_required || !j->check->requirement_count);
}

/* "dealt with at 14.2; say whether it applies": where the best passage stands, and what follows from that. */
static const char *found_at(cdt_run *run, const judged *j, const char *verb, const char *rest)
{
    const char *clause = j->outcome->evidence[0].clause;

    return *clause ? cdt_format(run->arena, "%s at %s%s", verb, clause, rest)
                   : cdt_format(run->arena, "%s in the draft%s", verb, rest);
}

static cdt_outcome_kind not_in_draft(cdt_run *run, judged *j)
{
    j->findings.count = 0; /* what is not stated: nobody was asked */
    cdt_words_finding(run, &j->findings, CDT_GAP_NOT_IN_DRAFT,
                      cdt_format(run->arena, "Nothing in the draft deals with this: %s.", j->check->title));
    return CDT_OUTCOME_GAP;
}

static cdt_outcome_kind not_found(cdt_run *run, judged *j)
{
    j->outcome->reason = "not found by words";
    if (!j->findings.count)
        cdt_words_finding(run, &j->findings, CDT_GAP_NO,
                          cdt_format(run->arena, "Not found by words, so somebody has to read the draft for this: %s.",
                                     j->check->title));
    return unanswered(j);
}

static cdt_outcome_kind not_read(cdt_run *run, judged *j)
{
    j->outcome->reason = "the draft was not read";
    if (!j->findings.count)
        cdt_words_finding(run, &j->findings, CDT_GAP_NO,
                          "The draft could not be read, so nothing is known of its words.");
    return unanswered(j);
}

static bool is_open(const judged *j)
{
    for (size_t i = 0; i < j->findings.count; i++)
        for (size_t k = 0; k < j->findings.at[i].question_count; k++)
            if (j->findings.at[i].questions[k].open)
                return true;
    return false;
}

static cdt_outcome_kind gate_unanswered(cdt_run *run, judged *j)
{
    cdt_asked asked = ask(run, j->rules->applies.program);

    cdt_questions_finding(run, &j->findings, NULL, &asked);
    if (is_found(j) && !is_open(j)) {
        j->outcome->reason = found_at(run, j, "dealt with", "; say whether it applies");
        return no_gap(j, CDT_OUTCOME_UNCONFIRMED);
    }
    j->outcome->reason = "whether it applies is not stated";
    return unanswered(j);
}

static cdt_outcome_kind failed(cdt_run *run, judged *j, cel_value value, const char *where)
{
    const char *what = value.kind == CEL_FAILURE && value.failure->message ? value.failure->message
                                                                           : "the condition is neither true nor false";

    j->outcome->reason = cdt_format(run->arena, "%s: %s", where, what);
    return CDT_OUTCOME_ERROR;
}

/* A budget that is spent, or an error that nothing decides in spite of: row 1. */
static bool is_error(cdt_run *run, judged *j, cdt_outcome_kind *kind)
{
    bool decided = count_state(j, CDT_FAILS) > 0 || j->applies == CDT_FAILS || j->applies == CDT_IS_NONE;

    if (j->applies == CDT_IS_BUDGET || j->applies == CDT_IS_ERROR) {
        *kind = failed(run, j, j->applies_value, "applies");
        return true;
    }
    for (size_t i = 0; i < j->check->requirement_count; i++) {
        const result *r = &j->results[i];
        if (r->state != CDT_IS_BUDGET && (r->state != CDT_IS_ERROR || decided))
            continue;
        *kind = failed(run, j, r->value, j->check->requirements[i].id);
        return true;
    }
    if (*j->problem && !decided) {
        j->outcome->reason = cdt_format(run->arena, "words: %s", j->problem);
        *kind = CDT_OUTCOME_ERROR;
        return true;
    }
    return false;
}

/* Is nothing not stated but whether a requirement applies? */
static bool only_gates(const judged *j)
{
    for (size_t i = 0; i < j->check->requirement_count; i++)
        if (!j->check->requirements[i].note && j->results[i].state == CDT_IS_NOT_STATED && !j->results[i].by_when)
            return false;
    return true;
}

/* Some requirement is not stated, and nothing is false: row 9. */
static cdt_outcome_kind judge_not_stated(cdt_run *run, judged *j)
{
    bool draft_only = run->options->draft_only;

    if (is_found(j)) {
        j->outcome->reason = found_at(run, j, "found", draft_only ? ", content not tested" : ", but not stated");
        return no_gap(j, CDT_OUTCOME_UNCONFIRMED);
    }
    if (draft_only && is_claimed(run, j))
        return not_in_draft(run, j);
    if (draft_only && j->check->words && is_readable(run))
        return not_found(run, j);
    if (only_gates(j)) { /* 4, for a requirement's `when` */
        j->outcome->reason = "whether a requirement applies is not stated";
        return unanswered(j);
    }
    return draft_only ? unanswered(j) : CDT_OUTCOME_GAP;
}

/* Everything that is stated holds: rows 10 to 12. */
static cdt_outcome_kind judge_stated(cdt_run *run, judged *j)
{
    if (is_found(j))
        return CDT_OUTCOME_MET;       /* 11, 12 */
    if (!j->check->requirement_count) /* 10 */
        return is_claimed(run, j) ? not_in_draft(run, j) : not_found(run, j);
    if (is_readable(run) && j->check->words && j->check->words_required) { /* 11 */
        j->outcome->reason = "stated, not found in the draft";
        return no_gap(j, CDT_OUTCOME_UNCONFIRMED);
    }
    return CDT_OUTCOME_MET;
}

/* The rows of the table of outcomes, in their order. */
static cdt_outcome_kind judge(cdt_run *run, judged *j)
{
    cdt_outcome_kind kind;

    if (is_error(run, j, &kind)) /* 1 */
        return kind;
    if (j->applies == CDT_FAILS || j->applies == CDT_IS_NONE) { /* 2 */
        j->outcome->reason = "its condition does not hold";
        return CDT_OUTCOME_NOT_APPLICABLE;
    }
    if (j->check->none == CDT_NONE_NOT_APPLICABLE && count_state(j, CDT_IS_NONE)) {
        j->outcome->reason = "it is expressly none";
        return CDT_OUTCOME_NOT_APPLICABLE;
    }
    if (is_of_words(j) && !has_draft(run)) { /* 3 */
        j->outcome->reason = "no draft is given";
        return CDT_OUTCOME_NOT_APPLICABLE;
    }
    if (run->options->draft_only && cdt_words_beside(j->check, j->rules)) {
        j->outcome->reason = "there is no description beside the draft";
        return CDT_OUTCOME_NOT_APPLICABLE;
    }
    if (j->rules->reads_draft && !is_readable(run)) /* 7, whatever its conditions made of such a text */
        return not_read(run, j);
    if (is_silent(j->applies)) /* 4 */
        return gate_unanswered(run, j);
    collect_all(run, j);
    if (count_state(j, CDT_FAILS) || (count_state(j, CDT_IS_NONE) && j->check->none == CDT_NONE_FAILS)) { /* 5 */
        cdt_words_contradictions(run, j->check, j->rules, &j->findings);
        return CDT_OUTCOME_GAP;
    }
    if (cdt_words_contradictions(run, j->check, j->rules, &j->findings)) /* 6 */
        return CDT_OUTCOME_GAP;
    if (has_draft(run) && !is_readable(run) &&
        (is_of_words(j) || (j->check->words && j->check->words_required))) /* 7 */
        return not_read(run, j);
    if (count_state(j, CDT_IS_OPEN)) { /* 8 */
        j->outcome->reason = "a fact is being settled";
        return unanswered(j);
    }
    if (count_state(j, CDT_IS_NOT_STATED)) /* 9 */
        return judge_not_stated(run, j);
    return judge_stated(run, j); /* 10 to 12 */
}

/* Does the finding stand in the draft, or speak of the whole of it? */
static bool is_in_draft(const cdt_run *run, const cdt_finding *finding)
{
    const cdt_draft *draft = run->options->draft;

    for (size_t i = 0; draft && i < draft->file_count; i++)
        if (finding->place.file == draft->files[i].name)
            return true;
    return false;
}

static void set_excerpts(cdt_run *run, cdt_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const cdt_document *document = &run->agreement->document;
        cdt_finding *finding = &findings->at[i];
        const char *line;
        if (is_in_draft(run, finding)) {
            finding->place.line = finding->place.line ? finding->place.line : 1;
            continue;
        }
        if (run->options->draft_only) { /* nothing is written anywhere */
            finding->place = (cdt_place){ document->file, 1, 1, 0 };
            continue;
        }
        if (!finding->place.line)
            finding->place = (cdt_place){ document->file, document->first_line, 1, 1 };
        if (run->options->bare)
            continue;
        if (i && finding->place.line == findings->at[i - 1].place.line &&
            finding->place.file == findings->at[i - 1].place.file) {
            finding->excerpt = findings->at[i - 1].excerpt;
            continue;
        }
        if (finding->place.file != document->file) /* what is missing belongs to a setting */
            document = &run->facts.checklist->document;
        line = cdt_document_line(document, finding->place.line, run->arena);
        finding->excerpt = line ? line : "";
    }
}

/* Places in the description are called by what does not move; those in a draft have their names already. */
static void set_subjects(cdt_run *run, cdt_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->at[i].subject == findings->at[i].path)
            findings->at[i].subject = cdt_subject_of(&run->agreement->document, findings->at[i].path, run->arena);
}

/* Can the finding still be mended, and is not excused? */
static bool is_pressing(const cdt_finding *finding)
{
    bool excused = finding->waiver && finding->waiver->state == CDT_WAIVER_VALID;

    return finding->gap != CDT_GAP_NO && !finding->history && !excused;
}

static void set_history(cdt_outcome *outcome)
{
    outcome->history = outcome->kind == CDT_OUTCOME_GAP && outcome->finding_count > 0;
    for (size_t i = 0; i < outcome->finding_count; i++)
        if (is_pressing(&outcome->findings[i]))
            outcome->history = false;
}

static void take_findings(cdt_run *run, cdt_outcome *outcome, cdt_findings *findings)
{
    cdt_finding *taken = CDT_NEW_ARRAY(run->arena, cdt_finding, findings->count);

    if (findings->count)
        memcpy(taken, findings->at, findings->count * sizeof *taken);
    outcome->findings = taken;
    outcome->finding_count = findings->count;
    free(findings->at);
    set_history(outcome);
    cdt_baseline_apply(run->options->baseline, run->review, outcome, taken);
}

static void review_check(cdt_run *run, size_t index, cdt_outcome *outcome)
{
    const cdt_checklist *checklist = run->facts.checklist;
    judged j = {
        .check = &checklist->checks[index], .rules = &checklist->rules[index], .outcome = outcome, .applies = CDT_HOLDS
    };

    *outcome = (cdt_outcome){ .checklist = checklist, .check = j.check, .reason = "" };
    run->check = j.check;
    run->check_number++;
    outcome->severity = run->review->stage == CDT_STAGE_DRAFT ? j.check->draft : j.check->final;
    if (j.rules->applies.program) {
        j.applies_value = evaluate(run, NULL, "applies", j.rules->applies.program);
        j.applies = cdt_state_of_value(j.applies_value);
    }
    j.problem = cdt_words_evidence(run, index, outcome);
    j.results = CDT_NEW_ARRAY(&run->scratch, result, j.check->requirement_count);
    for (size_t i = 0; i < j.check->requirement_count; i++)
        if (j.applies == CDT_FAILS || j.applies == CDT_IS_NONE ||
            (run->forced && run->forced == &j.check->requirements[i]))
            j.results[i] = (result){ .state = CDT_HOLDS };
        else
            j.results[i] = evaluate_rule(run, &j.check->requirements[i], &j.rules->rules[i]);
    outcome->failed = j.failed = CDT_NEW_ARRAY(run->arena, bool, j.check->requirement_count);
    outcome->kind = judge(run, &j);
    if (outcome->kind == CDT_OUTCOME_MET || outcome->kind == CDT_OUTCOME_GAP)
        collect_notes(run, &j);
    set_excerpts(run, &j.findings);
    set_subjects(run, &j.findings);
    cdt_waivers_apply(run, outcome, &j.findings);
    take_findings(run, outcome, &j.findings);
    cdt_arena_reset(&run->scratch);
}

/* ---- the whole ---- */

static bool is_selected(const cdt_run *run, const cdt_check *check)
{
    if (run->options->selected)
        return run->options->selected(run->facts.checklist, check, run->options->context);
    return check->on;
}

static void review_checklist(cdt_run *run, const cdt_checklist *checklist, cdt_outcome *outcomes, size_t *count)
{
    cdt_facts_init(&run->facts, run->agreement, checklist, run->told);
    if (run->first.draft)
        cdt_facts_draft(&run->facts, &run->first);
    cdt_facts_globals(&run->facts, run->arena, run->options->as_of, run->review->stage, run->globals);
    run->scope = (cel_scope){ run->globals, CDT_GLOBALS, NULL };
    for (size_t i = 0; i < checklist->check_count; i++)
        if (is_selected(run, &checklist->checks[i]))
            review_check(run, i, &outcomes[(*count)++]);
}

cdt_gap_kind cdt_outcome_gap(const cdt_outcome *outcome)
{
    cdt_gap_kind first = CDT_GAP_NO;

    for (size_t i = 0; i < outcome->finding_count; i++) {
        const cdt_finding *finding = &outcome->findings[i];
        if (finding->gap < first && (outcome->history || !finding->history))
            first = finding->gap;
    }
    return first;
}

static void count_outcomes(cdt_review *review)
{
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        review->counts.outcomes[outcome->kind]++;
        review->counts.known += outcome->known && outcome->kind == CDT_OUTCOME_GAP;
        if (outcome->kind != CDT_OUTCOME_GAP)
            continue;
        if (outcome->history)
            review->counts.history++;
        else if (cdt_outcome_gap(outcome) < CDT_GAPS)
            review->counts.gaps[cdt_outcome_gap(outcome)]++;
    }
}

static size_t count_bits(const unsigned char *bits, size_t bytes)
{
    size_t count = 0;

    for (size_t i = 0; i < bytes; i++)
        for (unsigned b = bits[i]; b; b &= b - 1)
            count++;
    return count;
}

static void run_checks(cdt_run *run, const cdt_checklist *const *checklists, size_t count)
{
    const cdt_agreement *seen = run->first.copy ? run->first.copy : run->agreement;
    size_t most = 0, bytes = seen->document.node_count / 8 + 1;
    cdt_outcome *outcomes;

    for (size_t i = 0; i < count; i++)
        most += checklists[i]->check_count;
    outcomes = CDT_NEW_ARRAY(run->arena, cdt_outcome, most);
    run->told = CDT_NEW_ARRAY(run->arena, unsigned char, bytes);
    run->review->outcomes = outcomes;
    cdt_waivers_read(run);
    if (is_readable(run))
        run->reading = cdt_reading_new(run->options->draft);
    for (size_t i = 0; i < count; i++)
        review_checklist(run, checklists[i], outcomes, &run->review->outcome_count);
    cdt_reading_free(run->reading);
    cdt_waivers_close(run);
    count_outcomes(run->review);
    run->review->facts_told = count_bits(run->told, bytes);
    run->review->facts_asked = run->review->facts_told + run->missing.count;
}

/* What the draft states for sure; conditions and reports go by it. */
static void read_draft(cdt_run *run, owned_review *made)
{
    made->first = run->first = cdt_first_facts_of(run->agreement, run->options->draft, run->arena);
    made->public.told = run->first.told;
    made->public.told_count = run->options->draft->fact_count;
}

const cdt_first_facts *cdt_review_first_facts(const cdt_review *public)
{
    return &((const owned_review *)public)->first;
}

cdt_review *cdt_review_run(const cdt_agreement *agreement, const cdt_checklist *const *checklists, size_t count,
                           const cdt_review_options *options, cdt_diags *diags)
{
    return cdt_review_forced(agreement, checklists, count, options, NULL, diags);
}

cdt_review *cdt_review_forced(const cdt_agreement *agreement, const cdt_checklist *const *checklists, size_t count,
                              const cdt_review_options *options, const cdt_requirement *forced, cdt_diags *diags)
{
    owned_review *made = cdt_malloc(sizeof *made);
    cdt_run run = { .agreement = agreement, .options = options, .forced = forced, .diags = diags };
    char date[CDT_DATE_SIZE];

    *made = (owned_review){ .public = { .agreement = agreement,
                                        .draft = options->draft,
                                        .draft_unread = options->draft_unread,
                                        .draft_only = options->draft_only,
                                        .diags = diags } };
    run.review = &made->public;
    run.arena = &made->arena;
    made->public.identity = *agreement->reference ? agreement->reference
                            : options->path       ? options->path
                                                  : agreement->document.file;
    cdt_date_write(options->as_of, date);
    made->public.as_of = cdt_copy_z(&made->arena, cdt_str_z(date));
    made->public.checklists = checklists;
    made->public.checklist_count = count;
    made->public.reviewed = agreement->valid;
    if (agreement->valid) {
        made->public.stage = options->stage >= 0 ? (cdt_stage)options->stage : cdt_stage_of(agreement);
        if (options->draft)
            read_draft(&run, made);
        run_checks(&run, checklists, count);
    }
    cdt_arena_free(&run.scratch);
    cdt_arena_free(&run.telling);
    cdt_map_free(&run.missing);
    cdt_map_free(&run.nones);
    return &made->public;
}

void cdt_review_free(cdt_review *public)
{
    owned_review *made = (owned_review *)public;

    if (!made)
        return;
    cdt_first_facts_free(&made->first);
    cdt_arena_free(&made->arena);
    free(made);
}

bool cdt_review_fails(const cdt_review *review, cdt_severity least, bool strict)
{
    if (strict && review->stale_waivers)
        return true;
    for (size_t i = 0; i < review->outcome_count; i++) {
        const cdt_outcome *outcome = &review->outcomes[i];
        bool counts = (outcome->kind == CDT_OUTCOME_GAP && !outcome->history && !outcome->known) ||
                      (outcome->kind == CDT_OUTCOME_UNANSWERED && !outcome->known) ||
                      (strict && outcome->kind == CDT_OUTCOME_UNCONFIRMED);
        if (counts && outcome->severity >= least && outcome->severity > CDT_INFO)
            return true;
    }
    return false;
}

bool cdt_review_is_whole(const cdt_review *review)
{
    bool unread = review->draft_unread || (review->diags && cdt_diags_errors(review->diags));

    return review->reviewed && !unread && (!review->draft || review->draft->health.readable);
}

bool cdt_review_has_error(const cdt_review *review)
{
    return review->counts.outcomes[CDT_OUTCOME_ERROR] > 0;
}
