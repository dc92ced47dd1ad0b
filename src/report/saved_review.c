#include "report/saved_review.h"

#include "agreement/agreement.h"
#include "base/limits.h"
#include "base/map.h"
#include "checklist/checklist.h"

#define LINES 0x7FFFFFFFu /* lines, columns and lengths are at most this */
#define COUNT ((size_t)1 << 48)

/* A review while it is read. */
typedef struct making {
    cdt_arena *arena;
    cdt_review *review;
    cdt_checklist **checklists;
    size_t checklist_count;
    cdt_map waivers; /* by place and check */
} making;

static const char *severity_name(int severity)
{
    return cdt_severity_name((cdt_severity)severity);
}

static const char *outcome_name(int outcome)
{
    return cdt_outcome_name((cdt_outcome_kind)outcome);
}

static const char *waiver_state_name(int state)
{
    return cdt_waiver_state_name((cdt_waiver_state)state);
}

static const char *code_name(int code)
{
    return cdt_code_label((cdt_code)code);
}

static const char *gap_name(int gap)
{
    return cdt_gap_name((cdt_gap_kind)gap);
}

static const char *stage_name(int stage)
{
    return stage == CDT_STAGE_DRAFT ? "draft" : "final";
}

static const char *status_name(int status)
{
    return status ? "not_reviewed" : "reviewed";
}

static const char *const parts[] = { "applies", "when", "that", "only_before" };

static const char *part_name(int part)
{
    return parts[part];
}

/* ---- places ---- */

static unsigned line_of(const cdt_fields *of, const char *key)
{
    return (unsigned)cdt_field_number(of, key, LINES);
}

static cdt_place place_of(const cdt_fields *of)
{
    cdt_place place = { .file = cdt_field_maybe(of, "file") };

    place.line = line_of(of, "line");
    place.column = line_of(of, "column");
    place.length = line_of(of, "length");
    return place;
}

/* The source line with blanks for the part of it that was not kept, all of it where it was not quoted; NULL: there is none. */
static const char *excerpt_of(const cdt_fields *of)
{
    const char *text = cdt_field_maybe(of, "excerpt");
    size_t column = cdt_field_number(of, "excerpt_column", CDT_MAX_SHOWN_LINE), len;
    char *line;

    if (!text)
        return column ? " " : NULL;
    if (column < 2)
        return text;
    len = strlen(text);
    line = cdt_alloc(of->file->arena, column + len);
    memset(line, ' ', column - 1);
    memcpy(line + column - 1, text, len);
    return line;
}

void cdt_saved_diag(const cdt_fields *of, cdt_diags *diags)
{
    cdt_code code = (cdt_code)cdt_field_word(of, "code", CDT_CODES, code_name);

    cdt_diags_add(diags, code, place_of(of), excerpt_of(of), "%s", cdt_field_text(of, "message"));
}

/* ---- checklists ---- */

/* The elements of a list that may not be long; 0 where it is. */
static size_t few(const cdt_fields *list, size_t count)
{
    if (count > CDT_MAX_REPORT_LISTS)
        cdt_fields_fail(list, NULL, "more than %d of them", CDT_MAX_REPORT_LISTS);
    return count > CDT_MAX_REPORT_LISTS ? 0 : count;
}

static void read_groups(cdt_checklist *checklist, const cdt_fields *of, cdt_arena *arena)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "groups", &count);
    cdt_group *groups = CDT_NEW_ARRAY(arena, cdt_group, count = few(&list, count));

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        groups[i] = (cdt_group){ cdt_field_needed(&at, "id"), cdt_field_text(&at, "title") };
    }
    checklist->groups = groups;
    checklist->group_count = count;
}

static void read_sources(cdt_checklist *checklist, const cdt_fields *of, cdt_arena *arena)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "sources", &count);
    cdt_source *sources = CDT_NEW_ARRAY(arena, cdt_source, count = few(&list, count));

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        sources[i] = (cdt_source){
            .id = cdt_field_needed(&at, "id"),
            .title = cdt_field_text(&at, "title"),
            .kind = cdt_field_text(&at, "kind"),
            .author = cdt_field_text(&at, "author"),
            .publisher = cdt_field_text(&at, "publisher"),
            .published = cdt_field_text(&at, "published"),
            .note = cdt_field_text(&at, "note"),
        };
    }
    checklist->sources = sources;
    checklist->source_count = count;
}

/* Only those that were changed are kept. */
static void read_settings(cdt_checklist *checklist, const cdt_fields *of, cdt_arena *arena)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "settings_changed", &count);
    cdt_setting *settings = CDT_NEW_ARRAY(arena, cdt_setting, count = few(&list, count));

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        settings[i] = (cdt_setting){ .name = cdt_field_needed(&at, "name"),
                                     .title = "",
                                     .unit = cdt_field_text(&at, "unit"),
                                     .value = cdt_field_text(&at, "value"),
                                     .changed = true };
    }
    checklist->setting_list = settings;
    checklist->setting_count = count;
}

static void read_checklists(making *m, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "checklists", &count);

    count = few(&list, count);
    m->checklists = (cdt_checklist **)cdt_alloc_array(m->arena, count, sizeof *m->checklists);
    m->checklist_count = count;
    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        cdt_checklist *checklist = CDT_NEW(m->arena, cdt_checklist);
        checklist->name = cdt_field_needed(&at, "name");
        checklist->version = cdt_field_text(&at, "version");
        checklist->title = cdt_field_text(&at, "title");
        checklist->law_as_at = cdt_field_text(&at, "law_as_at");
        checklist->document.file = cdt_field_text(&at, "file");
        read_settings(checklist, &at, m->arena);
        read_groups(checklist, &at, m->arena);
        read_sources(checklist, &at, m->arena);
        m->checklists[i] = checklist;
    }
    m->review->checklists = (const cdt_checklist *const *)m->checklists;
    m->review->checklist_count = count;
}

static cdt_checklist *checklist_named(making *m, const cdt_fields *of, const char *key)
{
    const char *name = cdt_field_needed(of, key);

    for (size_t i = 0; i < m->checklist_count; i++)
        if (strcmp(m->checklists[i]->name, name) == 0)
            return m->checklists[i];
    cdt_fields_fail(of, key, "there is no checklist \"%s\" in the review", name);
    return NULL;
}

/* ---- checks ---- */

static const cdt_source *source_named(const cdt_checklist *checklist, const cdt_fields *of)
{
    const char *id = cdt_field_needed(of, "source");

    for (size_t i = 0; i < checklist->source_count; i++)
        if (strcmp(checklist->sources[i].id, id) == 0)
            return &checklist->sources[i];
    cdt_fields_fail(of, "source", "the checklist has no source \"%s\"", id);
    return NULL;
}

static void read_citations(cdt_check *check, const cdt_checklist *checklist, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "sources", &count);
    cdt_citation *all = CDT_NEW_ARRAY(of->file->arena, cdt_citation, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_citation){ .source = source_named(checklist, &at),
                                 .paragraphs = cdt_field_text(&at, "paragraphs"),
                                 .note = cdt_field_text(&at, "note") };
    }
    check->sources = all;
    check->source_count = count;
}

static void read_laws(cdt_check *check, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "see_also", &count);
    cdt_law *all = CDT_NEW_ARRAY(of->file->arena, cdt_law, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_law){ cdt_field_needed(&at, "law"), cdt_field_text(&at, "nations"), cdt_field_text(&at, "as_at"),
                            cdt_field_text(&at, "note") };
    }
    check->laws = all;
    check->law_count = count;
}

static const cdt_group *group_named(const cdt_checklist *checklist, const cdt_fields *of)
{
    const char *id = cdt_field_maybe(of, "group");

    for (size_t i = 0; id && i < checklist->group_count; i++)
        if (strcmp(checklist->groups[i].id, id) == 0)
            return &checklist->groups[i];
    if (id)
        cdt_fields_fail(of, "group", "the checklist has no group \"%s\"", id);
    return NULL;
}

static const cdt_check *check_of(const cdt_checklist *checklist, const cdt_fields *of)
{
    cdt_check *check = CDT_NEW(of->file->arena, cdt_check);

    check->id = cdt_field_needed(of, "check");
    check->title = cdt_field_text(of, "title");
    check->why = cdt_field_text(of, "why");
    check->fix = cdt_field_text(of, "fix");
    check->clause = cdt_field_text(of, "model_clause");
    check->applies = "";
    check->on = true;
    check->group = group_named(checklist, of);
    read_citations(check, checklist, of);
    read_laws(check, of);
    return check;
}

/* ---- waivers ---- */

/* The one that stands there: a finding's and the review's are one. */
static const cdt_waiver *waiver_of(making *m, const cdt_fields *of)
{
    cdt_waiver waiver;
    const char *name;
    void **slot;

    if (!of->json)
        return NULL;
    waiver = (cdt_waiver){
        .check = cdt_field_text(of, "check"),
        .agreement = cdt_field_text(of, "agreement"),
        .path = cdt_field_text(of, "path"),
        .reason = cdt_field_text(of, "reason"),
        .approved_by = cdt_field_text(of, "approved_by"),
        .approved = cdt_field_text(of, "approved"),
        .until = cdt_field_text(of, "until"),
        .reference = cdt_field_text(of, "reference"),
        .digest = cdt_field_text(of, "digest"),
        .state = (cdt_waiver_state)cdt_field_word(of, "state", CDT_WAIVER_LAPSED + 1, waiver_state_name),
        .changed = cdt_field_is(of, "changed"),
        .used = cdt_field_is(of, "used"),
        .idle = cdt_field_is(of, "idle"),
        .place = place_of(of),
    };
    name = cdt_format(m->arena, "%u:%u:%d:%s:%s:%s", waiver.place.line, waiver.place.column, waiver.state,
                      waiver.place.file ? waiver.place.file : "", waiver.check, waiver.path);
    slot = cdt_map_at(&m->waivers, cdt_str_z(name));
    if (!*slot) {
        cdt_waiver *kept = *slot = CDT_NEW(m->arena, cdt_waiver);
        *kept = waiver;
    }
    return *slot;
}

static void read_waivers(making *m, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "waivers", &count);
    cdt_waiver *all = CDT_NEW_ARRAY(m->arena, cdt_waiver, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        const cdt_waiver *waiver = waiver_of(m, &at);
        if (waiver)
            all[i] = *waiver;
    }
    m->review->waivers = all;
    m->review->waiver_count = count;
    m->review->stale_waivers = cdt_field_number(of, "stale_waivers", COUNT);
}

/* ---- findings ---- */

static void read_operands(cdt_because *because, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "operands", &count);
    cdt_operand *all = CDT_NEW_ARRAY(of->file->arena, cdt_operand, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_operand){ cdt_field_text(&at, "expr"), cdt_field_text(&at, "value"), cdt_field_text(&at, "path"),
                                place_of(&at), cdt_field_text(&at, "clause") };
    }
    because->operands = all;
    because->operand_count = count;
}

static void read_because(cdt_finding *finding, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "because", &count);
    cdt_because *all = CDT_NEW_ARRAY(of->file->arena, cdt_because, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_because){ .text = cdt_field_text(&at, "expr"),
                                .outcome = cdt_field_text(&at, "outcome"),
                                .message = cdt_field_text(&at, "message"),
                                .decisive = cdt_field_is(&at, "decisive"),
                                .place = place_of(&at) };
        read_operands(&all[i], &at);
    }
    finding->because = all;
    finding->because_count = count;
}

static void read_questions(cdt_finding *finding, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "questions", &count);
    cdt_question *all = CDT_NEW_ARRAY(of->file->arena, cdt_question, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i), open = cdt_field_object(&at, "open");
        all[i] = (cdt_question){
            .path = cdt_field_text(&at, "path"),
            .text = cdt_field_text(&at, "question"),
            .asked_of = cdt_field_text(&at, "asked_of"),
            .open_who = cdt_field_text(&open, "who"),
            .open_by = cdt_field_text(&open, "by"),
            .open = open.json != NULL,
            .gate = cdt_field_is(&at, "gate"),
            .alternative = line_of(&at, "alternative"),
            .way = line_of(&at, "way"),
            .place = place_of(&at),
            .alias_line = line_of(&at, "alias_line"),
        };
    }
    finding->questions = all;
    finding->question_count = count;
}

static const cdt_requirement *requirement_of(cdt_arena *arena, const char *id)
{
    cdt_requirement *requirement;

    if (!id)
        return NULL;
    requirement = CDT_NEW(arena, cdt_requirement);
    *requirement = (cdt_requirement){ .id = id, .when = "", .that = "", .otherwise = "", .only_before = "" };
    return requirement;
}

static void read_finding(making *m, cdt_finding *finding, const cdt_fields *of)
{
    cdt_fields waiver = cdt_field_object(of, "waiver"), draft = cdt_field_object(of, "draft");
    const char *gap = cdt_field_maybe(of, "gap");

    *finding = (cdt_finding){
        .gap = gap ? (cdt_gap_kind)cdt_field_word(of, "gap", CDT_GAPS, gap_name) : CDT_GAP_NO,
        .history = cdt_field_is(of, "history"),
        .known = cdt_field_is(of, "known"),
        .requirement = requirement_of(m->arena, cdt_field_maybe(of, "requirement")),
        .message = cdt_field_text(of, "message"),
        .path = cdt_field_text(of, "path"),
        .place = place_of(of),
        .alias_line = line_of(of, "alias_line"),
        .excerpt = excerpt_of(of),
        .clause = cdt_field_text(of, "clause"),
        .waiver = waiver_of(m, &waiver),
        .subject = cdt_field_maybe(of, "subject"),
        .draft = place_of(&draft),
    };
    if (!finding->excerpt)
        finding->excerpt = "";
    if (!finding->place.file)
        finding->place.file = cdt_agreement_file(m->review->agreement);
    if (!finding->place.line)
        cdt_fields_fail(of, "line", "wanted the number of a line, from 1");
    read_because(finding, of);
    read_questions(finding, of);
}

static void read_findings(making *m, cdt_outcome *outcome, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "findings", &count);
    cdt_finding *all = CDT_NEW_ARRAY(m->arena, cdt_finding, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        read_finding(m, &all[i], &at);
    }
    outcome->findings = all;
    outcome->finding_count = count;
}

static cdt_evidence passage_of(const cdt_fields *at)
{
    return (cdt_evidence){
        .clause = cdt_field_text(at, "clause"),
        .heading = cdt_field_text(at, "heading"),
        .quote = cdt_field_text(at, "quote"),
        .file = cdt_field_text(at, "file"),
        .start = cdt_field_number(at, "start", COUNT),
        .end = cdt_field_number(at, "end", COUNT),
        .value = cdt_field_text(at, "value"),
        .unit = cdt_field_text(at, "unit"),
        .topic = cdt_field_text(at, "topic"),
        .place = place_of(at),
    };
}

static void read_evidence(making *m, cdt_outcome *outcome, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "evidence", &count), near = cdt_field_object(of, "near");
    cdt_evidence *all = CDT_NEW_ARRAY(m->arena, cdt_evidence, count), *one;

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = passage_of(&at);
    }
    outcome->evidence = all;
    outcome->evidence_count = count;
    if (near.json) {
        outcome->near = one = CDT_NEW(m->arena, cdt_evidence);
        *one = passage_of(&near);
    }
}

static void read_outcome(making *m, cdt_outcome *outcome, const cdt_fields *of)
{
    cdt_fields waiver = cdt_field_object(of, "waiver");

    outcome->checklist = checklist_named(m, of, "checklist");
    if (!outcome->checklist)
        return;
    outcome->check = check_of(outcome->checklist, of);
    outcome->severity = (cdt_severity)cdt_field_word(of, "severity", CDT_HIGH + 1, severity_name);
    outcome->kind = (cdt_outcome_kind)cdt_field_word(of, "outcome", CDT_OUTCOMES, outcome_name);
    outcome->history = cdt_field_is(of, "history");
    outcome->known = cdt_field_is(of, "known");
    outcome->reason = cdt_field_text(of, "reason");
    outcome->waiver = waiver_of(m, &waiver);
    read_findings(m, outcome, of);
    read_evidence(m, outcome, of);
}

/* ---- the review ---- */

/* As the review itself counts: what the file says of it is not needed. */
static void count(cdt_counts *counts, const cdt_outcome *outcome)
{
    cdt_gap_kind gap = cdt_outcome_gap(outcome);

    counts->outcomes[outcome->kind]++;
    if (outcome->kind != CDT_OUTCOME_GAP)
        return;
    counts->known += outcome->known;
    if (outcome->history)
        counts->history++;
    else if (gap < CDT_GAPS)
        counts->gaps[gap]++;
}

static void read_outcomes(making *m, const cdt_fields *of)
{
    size_t total;
    cdt_fields list = cdt_field_list(of, "outcomes", &total);
    cdt_outcome *all = CDT_NEW_ARRAY(m->arena, cdt_outcome, total);

    for (size_t i = 0; i < total && !of->file->failed; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        read_outcome(m, &all[i], &at);
        if (!of->file->failed)
            count(&m->review->counts, &all[i]);
    }
    m->review->outcomes = all;
    m->review->outcome_count = total;
}

static void read_agreement(making *m, const cdt_fields *of)
{
    cdt_fields at = cdt_field_object(of, "agreement");
    cdt_agreement *agreement = CDT_NEW(m->arena, cdt_agreement);
    const char *digest = cdt_field_text(&at, "digest");

    agreement->document.file = cdt_field_text(&at, "file");
    agreement->document.number = line_of(&at, "document");
    agreement->reference = cdt_field_text(&at, "reference");
    agreement->title = cdt_field_text(&at, "title");
    if (strlen(digest) >= sizeof agreement->digest)
        cdt_fields_fail(&at, "digest", "wanted `sha256:` and 64 digits");
    else
        memcpy(agreement->digest, digest, strlen(digest) + 1);
    agreement->valid = m->review->reviewed;
    m->review->agreement = agreement;
    m->review->identity = cdt_field_maybe(&at, "identity");
}

static void read_health(cdt_health *health, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "problems", &count);
    const char **problems = (const char **)cdt_alloc_array(of->file->arena, count, sizeof *problems);

    for (size_t i = 0; i < count; i++) {
        const json_t *problem = json_array_get(list.json, i);
        problems[i] = json_is_string(problem)
                          ? cdt_copy_z(of->file->arena, cdt_str_z(json_string_value(problem)))
                          : (cdt_fields_fail(of, "problems", "wanted texts, found something else"), "");
    }
    *health = (cdt_health){
        .words = cdt_field_number(of, "words", COUNT),
        .clauses = cdt_field_number(of, "clauses", COUNT),
        .numbered = cdt_field_number(of, "numbered", COUNT),
        .definitions = cdt_field_number(of, "definitions", COUNT),
        .references = cdt_field_number(of, "references", COUNT),
        .resolved = cdt_field_number(of, "resolved", COUNT),
        .readable = cdt_field_is(of, "readable"),
        .references_doubtful = cdt_field_is(of, "references_doubtful"),
        .definitions_doubtful = cdt_field_is(of, "definitions_doubtful"),
        .problems = problems,
        .problem_count = count,
    };
}

/* No more of the clauses is known than what they are called. */
static void read_headings(cdt_draft *draft, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "headings", &count);
    cdt_clause *all = CDT_NEW_ARRAY(of->file->arena, cdt_clause, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_clause){ .number = cdt_field_text(&at, "clause"),
                               .label = "",
                               .heading = cdt_field_text(&at, "heading"),
                               .parent = CDT_NOWHERE,
                               .part = CDT_NOWHERE };
    }
    draft->clauses = all;
    draft->clause_count = count;
}

static void read_draft(making *m, const cdt_fields *of)
{
    cdt_fields at = cdt_field_object(of, "draft"), health = cdt_field_object(&at, "health"), list;
    cdt_draft *draft;
    cdt_draft_file *files;
    size_t count;

    m->review->draft_only = cdt_field_is(of, "draft_only");
    if (!at.json)
        return;
    draft = CDT_NEW(m->arena, cdt_draft);
    draft->text = "";
    list = cdt_field_list(&at, "files", &count);
    files = CDT_NEW_ARRAY(m->arena, cdt_draft_file, count);
    for (size_t i = 0; i < count; i++) {
        cdt_fields file = cdt_field_at(&list, i);
        files[i] = (cdt_draft_file){ .name = cdt_field_text(&file, "file"),
                                     .format = cdt_field_text(&file, "format"),
                                     .digest = cdt_field_text(&file, "digest") };
    }
    draft->files = files;
    draft->file_count = count;
    read_headings(draft, &at);
    read_health(&draft->health, &health);
    m->review->draft = draft;
}

static const char *told_use_name(int use)
{
    return cdt_told_use_name((cdt_told_use)use);
}

static void read_told(making *m, const cdt_fields *of)
{
    size_t count;
    cdt_fields list = cdt_field_list(of, "told", &count);
    cdt_told *all = CDT_NEW_ARRAY(m->arena, cdt_told, count);

    for (size_t i = 0; i < count; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        all[i] = (cdt_told){
            .path = cdt_field_text(&at, "path"),
            .value = cdt_field_text(&at, "value"),
            .clause = cdt_field_text(&at, "clause"),
            .place = place_of(&at),
            .use = (cdt_told_use)cdt_field_word(&at, "use", CDT_TOLD_IDLE + 1, told_use_name),
        };
    }
    m->review->told = all;
    m->review->told_count = count;
}

static void read_diags(making *m, const cdt_fields *of)
{
    size_t total, errors = cdt_field_number(of, "errors", COUNT);
    cdt_fields list = cdt_field_list(of, "diagnostics", &total);
    cdt_diags *diags = cdt_diags_new();

    for (size_t i = 0; i < total && !of->file->failed; i++) {
        cdt_fields at = cdt_field_at(&list, i);
        cdt_saved_diag(&at, diags);
    }
    if (errors > cdt_diags_errors(diags))
        cdt_diags_count_errors(diags, errors - cdt_diags_errors(diags));
    m->review->diags = diags;
}

static void read_cost(making *m, const cdt_fields *of)
{
    cdt_fields at = cdt_field_object(of, "costliest"), facts = cdt_field_object(of, "facts");
    cdt_cost *cost = &m->review->costliest;
    cdt_check *check;

    m->review->facts_asked = cdt_field_number(&facts, "asked", COUNT);
    m->review->facts_told = cdt_field_number(&facts, "told", COUNT);
    m->review->steps = cdt_field_number(of, "steps", COUNT);
    if (!at.json)
        return;
    check = CDT_NEW(m->arena, cdt_check);
    check->id = cdt_field_needed(&at, "check");
    *cost = (cdt_cost){
        .checklist = checklist_named(m, &at, "checklist"),
        .check = check,
        .requirement = requirement_of(m->arena, cdt_field_maybe(&at, "requirement")),
        .part = parts[cdt_field_word(&at, "part", sizeof parts / sizeof *parts, part_name)],
        .steps = cdt_field_number(&at, "steps", COUNT),
        .limit = cdt_field_number(&at, "limit", COUNT),
    };
}

cdt_review *cdt_saved_review(const cdt_fields *of)
{
    making m = { .arena = of->file->arena, .review = CDT_NEW(of->file->arena, cdt_review) };
    cdt_review *review = m.review;

    review->reviewed = cdt_field_word(of, "status", 2, status_name) == 0;
    review->as_of = cdt_field_needed(of, "as_of");
    review->stage = (cdt_stage)cdt_field_word(of, "stage", 2, stage_name);
    read_agreement(&m, of);
    read_draft(&m, of);
    read_told(&m, of);
    read_checklists(&m, of);
    read_diags(&m, of);
    read_waivers(&m, of);
    read_outcomes(&m, of);
    read_cost(&m, of);
    cdt_map_free(&m.waivers);
    return review;
}
