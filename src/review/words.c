/* words.c - what the draft's words say of a check: the passages that deal with it, the facts that they contradict, and what a
 * finding in the draft is called. */
#include <sha2.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "review/run.h"
#include "words/words.h"

#define QUOTE 600        /* characters of a passage that are quoted */
#define QUOTED 2400      /* bytes of a passage that are looked at to quote it */
#define IDENTIFYING 4000 /* bytes of a sentence by which a finding in it is known */

/* ---- evidence ---- */

/* White space in `text` is one blank, none at its ends. */
static void put_collapsed(cdt_buf *out, cdt_str text, bool small)
{
    bool blank = false;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c <= ' ') {
            blank = out->len > 0;
            continue;
        }
        if (blank)
            cdt_buf_char(out, ' ');
        cdt_buf_char(out, (char)(small && c >= 'A' && c <= 'Z' ? c + 32 : c));
        blank = false;
    }
}

static const char *quote(cdt_run *run, cdt_str text)
{
    cdt_buf out = { 0 };
    size_t all = text.len;
    cdt_str whole;
    const char *made;

    if (text.len > QUOTED) /* no more of it can be shown, and there may be many findings in it */
        for (text.len = QUOTED; text.len && ((unsigned char)text.at[text.len] & 0xC0) == 0x80;)
            text.len--;
    put_collapsed(&out, text, false);
    whole = cdt_buf_str(&out);
    if (text.len == all && cdt_utf8_count(whole) <= QUOTE)
        made = cdt_copy_z(run->arena, whole);
    else
        made = cdt_format(run->arena, "%.*s\xE2\x80\xA6", (int)cdt_utf8_offset(whole, QUOTE - 1), whole.at);
    cdt_buf_free(&out);
    return made;
}

static cdt_str text_of(const cdt_draft *draft, size_t start, size_t end)
{
    return cdt_str_slice((cdt_str){ draft->text, draft->length }, start, end);
}

/* Of the clause, or of the nearest above it that has one. */
static const char *heading(const cdt_draft *draft, size_t clause)
{
    while (clause < draft->clause_count && !*draft->clauses[clause].heading)
        clause = draft->clauses[clause].parent;
    return clause < draft->clause_count ? draft->clauses[clause].heading : "";
}

static cdt_evidence evidence_of(cdt_run *run, const cdt_passage *passage)
{
    const cdt_draft *draft = run->options->draft;
    const cdt_draft_file *file = cdt_draft_file_at(draft, passage->start);

    if (!file)
        file = &draft->files[0];
    return (cdt_evidence){
        .clause = passage->item != CDT_NOWHERE            ? draft->items[passage->item].number
                  : passage->clause < draft->clause_count ? cdt_draft_citation(draft, passage->clause)
                                                          : "",
        .heading = heading(draft, passage->clause),
        .quote = run->options->bare ? "" : quote(run, text_of(draft, passage->start, passage->end)),
        .file = file->name,
        .start = passage->start - file->start,
        .end = passage->end - file->start,
        .value = passage->value ? cdt_copy_z(run->arena, cdt_str_z(passage->value)) : "",
        .unit = passage->unit ? cdt_copy_z(run->arena, cdt_str_z(passage->unit)) : "",
        .topic = passage->topic ? cdt_copy_z(run->arena, cdt_str_z(passage->topic)) : "",
        .place = cdt_draft_place(draft, (cdt_stretch){ passage->start, passage->end }),
    };
}

const char *cdt_words_evidence(cdt_run *run, size_t index, cdt_outcome *outcome)
{
    const size_t most = run->options->bare ? 1 : CDT_MAX_EVIDENCE;
    cdt_passages passages;
    cdt_evidence *evidence;

    if (!run->reading || !outcome->check->words)
        return "";
    passages = cdt_reading_passages(run->reading, cdt_checklist_words(run->facts.checklist), index, &run->scratch);
    outcome->evidence_count = passages.count < most ? passages.count : most;
    outcome->evidence = evidence = CDT_NEW_ARRAY(run->arena, cdt_evidence, outcome->evidence_count);
    for (size_t i = 0; i < outcome->evidence_count; i++)
        evidence[i] = evidence_of(run, &passages.at[i]);
    if (passages.chance) {
        outcome->near = evidence = CDT_NEW(run->arena, cdt_evidence);
        *evidence = evidence_of(run, passages.chance);
    }
    return passages.problem ? cdt_copy_z(run->arena, cdt_str_z(passages.problem)) : "";
}

/* ---- findings ---- */

cdt_finding *cdt_words_finding(cdt_run *run, cdt_findings *findings, cdt_gap_kind gap, const char *message)
{
    cdt_finding *finding = cdt_findings_add(findings);

    *finding = (cdt_finding){
        .gap = gap, .message = message, .path = "", .subject = "", .excerpt = "", .clause = "", .place = { "", 0, 0, 0 }
    };
    if (run->options->draft)
        finding->place = (cdt_place){ run->options->draft->files[0].name, 1, 1, 0 };
    return finding;
}

/* Does a condition of the check read the fact, or what it is a part of? */
static bool reads(const cdt_rules *rules, size_t count, cdt_str path)
{
    if (rules->applies.program && cel_reads(rules->applies.program, path))
        return true;
    for (size_t i = 0; i < count; i++)
        if ((rules->rules[i].that.program && cel_reads(rules->rules[i].that.program, path)) ||
            (rules->rules[i].when.program && cel_reads(rules->rules[i].when.program, path)))
            return true;
    return false;
}

/* As the description writes it. */
static const char *written(cdt_run *run, const cdt_node *stated)
{
    const cel_data *data = &run->facts.data;
    cel_context context = cdt_run_context(run, NULL, NULL);

    if (stated->state == CDT_NONE)
        return "none";
    return cdt_copy_z(run->arena, cel_to_text(&context, data->value(data, stated)));
}

static void contradiction(cdt_run *run, const cdt_contradiction *found, cdt_findings *findings)
{
    const cdt_draft *draft = run->options->draft;
    const cdt_draft_fact *fact = found->fact;
    const char *clause = cdt_draft_citation_at(draft, fact->clause, fact->at.start);
    cdt_finding *finding = cdt_words_finding(run, findings, CDT_GAP_CONTRADICTED, "");
    cdt_place place = cdt_draft_place(draft, fact->at);

    finding->path = finding->subject = cdt_copy_z(run->arena, cdt_str_z(fact->path));
    finding->place = cdt_node_place(&run->agreement->document, found->stated);
    finding->alias_line = found->stated->alias_line;
    finding->clause = clause;
    finding->draft = place;
    finding->message = cdt_format(run->arena, "The description says %s, and the draft says %s%s%s (%s, line %u): %s.",
                                  written(run, found->stated), fact->value, *clause ? " at " : "", clause, place.file,
                                  place.line, fact->path);
}

/* Both places: where the description states it, and where the draft says something else. */
static void difference(cdt_run *run, const cdt_difference *found, cdt_findings *findings)
{
    const cdt_draft *draft = run->options->draft;
    const char *clause = cdt_draft_citation_at(draft, found->clause, found->at.start);
    cdt_finding *finding = cdt_words_finding(run, findings, CDT_GAP_CONTRADICTED, "");
    cdt_place place = cdt_draft_place(draft, found->at);

    finding->path = cdt_copy_z(run->arena, cdt_node_path(found->stated, run->arena));
    finding->subject = cdt_format(run->arena, "%s %s", finding->path, found->draft);
    finding->place = cdt_node_key_place(&run->agreement->document, found->stated);
    finding->alias_line = found->stated->alias_line;
    finding->clause = clause;
    finding->draft = place;
    finding->message = cdt_format(run->arena, "The description says %s, and the draft says %s%s%s (%s, line %u): %s.",
                                  found->description, found->draft, *clause ? " at " : "", clause, place.file,
                                  place.line, finding->path);
}

bool cdt_words_beside(const cdt_check *check, const cdt_rules *rules)
{
    return rules->reads_draft && (reads(rules, check->requirement_count, CDT_STR("parties")) ||
                                  reads(rules, check->requirement_count, CDT_STR("finance")) ||
                                  reads(rules, check->requirement_count, CDT_STR("agreement")));
}

/* What differs is looked for once a check asks for it. */
static void tell_differences(cdt_run *run, const cdt_check *check, const cdt_rules *rules, cdt_findings *findings)
{
    if (!run->first.draft || !cdt_words_beside(check, rules))
        return;
    if (!run->compared)
        run->differences = cdt_beside(run->agreement, run->options->draft, run->arena, &run->difference_count);
    run->compared = true;
    for (size_t i = 0; i < run->difference_count; i++)
        if (reads(rules, check->requirement_count, cdt_str_z(run->differences[i].path)))
            difference(run, &run->differences[i], findings);
}

size_t cdt_words_contradictions(cdt_run *run, const cdt_check *check, const cdt_rules *rules, cdt_findings *findings)
{
    size_t before = findings->count;

    tell_differences(run, check, rules, findings);

    for (size_t i = 0; i < run->first.contradiction_count; i++)
        if (reads(rules, check->requirement_count, cdt_str_z(run->first.contradictions[i].fact->path)))
            contradiction(run, &run->first.contradictions[i], findings);
    return findings->count - before;
}

/* ---- places in the draft ---- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The sentence it stands in, and of that the words themselves, as a sentence may hold several. Capitals and line breaks are
 * folded: they make no other sentence of it. */
static const char *identity(cdt_run *run, size_t start, size_t end)
{
    const cdt_draft *draft = run->options->draft;
    const cdt_sentence *sentence = cdt_draft_sentence_at(draft, start);
    char hex[SHA256_DIGEST_STRING_LENGTH];
    cdt_buf folded = { 0 };
    const char *made;

    if (start >= end)
        return "";
    if (sentence) /* of a very long one the beginning, as there may be many findings in it */
        put_collapsed(&folded, text_of(draft, sentence->start, least(sentence->end, sentence->start + IDENTIFYING)),
                      true);
    cdt_buf_char(&folded, '\n');
    put_collapsed(&folded, text_of(draft, start, least(end, start + IDENTIFYING)), true);
    SHA256Data((const uint8_t *)folded.at, folded.len, hex);
    made = cdt_format(run->arena, "words:%.16s", hex);
    cdt_buf_free(&folded);
    return made;
}

/* The line of the draft's text; "" where it is too long to be shown. */
static const char *line_at(cdt_run *run, size_t at)
{
    const cdt_draft *draft = run->options->draft;
    size_t from = at, to = at;

    while (from > 0 && draft->text[from - 1] != '\n' && at - from <= CDT_MAX_SHOWN_LINE)
        from--;
    while (to < draft->length && draft->text[to] != '\n' && to - from <= CDT_MAX_SHOWN_LINE)
        to++;
    if (to > from && draft->text[to - 1] == '\r')
        to--;
    return to - from > CDT_MAX_SHOWN_LINE ? "" : cdt_copy_z(run->arena, text_of(draft, from, to));
}

void cdt_words_place(cdt_run *run, cdt_finding *finding, const cel_where *where)
{
    const cdt_sentence *sentence = cdt_draft_sentence_at(run->options->draft, where->start);

    finding->clause = cdt_copy_z(run->arena, where->clause);
    if (where->place.column || !sentence)
        finding->excerpt = line_at(run, where->start);
    else /* the line of such a file is not what is shown; the sentence is */
        finding->excerpt = quote(run, text_of(run->options->draft, sentence->start, sentence->end));
    if (cdt_str_starts(where->path, CDT_STR("draft"))) /* a fact that was filled in keeps its path */
        finding->subject = identity(run, where->start, where->end);
}
