/* report_fixture.h - a review put together by hand over a real agreement and a real checklist, and the report of it. */
#ifndef CDT_TESTS_REPORT_FIXTURE_H
#define CDT_TESTS_REPORT_FIXTURE_H

#include "base/buf.h"
#include "concordat/concordat.h"
#include "unit.h"

static const char fixture_agreement[] = "schema: concordat.agreement/v1\n"
                                        "agreement: {title: Joint payroll, reference: JP/1}\n"
                                        "exit:\n"
                                        "  notice: [{party: north, period: 1 month}]\n"
                                        "parties: [{id: north}]\n";

static const char fixture_checklist[] =
    "schema: concordat.checklist/v1\n"
    "name: house\n"
    "version: \"2\"\n"
    "title: House rules\n"
    "law_as_at: 2026-07-01\n"
    "groups: [{id: exit, title: Leaving}, {id: money, title: Money}]\n"
    "sources:\n"
    "  - {id: notes, title: Notes on sharing, kind: study notes}\n"
    "checks:\n"
    "  - {id: notice, group: exit, title: The notice is long enough, severity: high, why: Short notice hurts.,\n"
    "     fix: State a longer one., sources: [{source: notes, paragraph: 23}],\n"
    "     require: [{id: long, that: \"true\", otherwise: too short}]}\n"
    "  - {id: cost, group: money, title: Costs are shared, severity: medium, fix: Say who pays.,\n"
    "     require: [{id: all, that: \"true\", otherwise: no}]}\n"
    "  - {id: minutes, group: exit, title: Minutes are kept, severity: low,\n"
    "     require: [{id: all, that: \"true\", otherwise: no}]}\n";

static const cdt_waiver fixture_waiver = {
    .check = "house/cost",
    .agreement = "",
    .path = "",
    .reason = "The board took the risk",
    .approved_by = "Treasurer",
    .approved = "2026-01-05",
    .until = "2026-06-30",
    .reference = "",
    .digest = "",
    .used = true,
    .place = { "a.yaml", 9, 5, 3 },
};

/* One agreement and its review; what a test changes before it asks for a report. */
static struct fixture {
    cdt_library *library;
    cdt_diags *diags;
    cdt_checklist *checklist;
    cdt_agreement *agreement;
    cdt_review review;
    cdt_outcome outcomes[3];
    cdt_finding findings[12];
    cdt_report_options options;
    cdt_buf out;
    size_t writes;
    bool broken; /* writing fails */
} fx;

static inline bool fixture_write(void *to, const char *text, size_t len)
{
    (void)to;
    fx.writes++;
    if (!fx.broken)
        cdt_buf_put(&fx.out, (cdt_str){ text, len });
    return !fx.broken;
}

/* The check is met; fixture_find() makes a gap of it. */
static inline cdt_outcome fixture_outcome(const char *id, cdt_severity severity)
{
    return (cdt_outcome){ .checklist = fx.checklist,
                          .check = cdt_checklist_find(fx.checklist, id),
                          .severity = severity,
                          .kind = CDT_OUTCOME_MET,
                          .reason = "" };
}

static inline void fixture_setup(void)
{
    memset(&fx, 0, sizeof fx);
    fx.library = cdt_library_new();
    fx.diags = cdt_diags_new();
    fx.checklist = cdt_checklist_read(fx.library, "house.yaml", fixture_checklist, sizeof fixture_checklist - 1, fx.diags);
    fx.agreement = cdt_agreement_read(fx.library, "a.yaml", fixture_agreement, sizeof fixture_agreement - 1, 1, 0, fx.diags);
    ck_assert_msg(fx.checklist && !cdt_diags_errors(fx.diags), "%s",
                  cdt_diags_count(fx.diags) ? cdt_diags_at(fx.diags, 0)->message : "no checklist");
    fx.outcomes[0] = fixture_outcome("minutes", CDT_LOW);
    fx.outcomes[1] = fixture_outcome("cost", CDT_MEDIUM);
    fx.outcomes[2] = fixture_outcome("notice", CDT_HIGH);
    fx.review = (cdt_review){
        .reviewed = true,
        .agreement = fx.agreement,
        .stage = CDT_STAGE_FINAL,
        .as_of = "2026-07-01",
        .checklists = (const cdt_checklist *const *)&fx.checklist,
        .checklist_count = 1,
        .outcomes = fx.outcomes,
        .outcome_count = 3,
        .facts_asked = 20,
        .facts_told = 18,
    };
    fx.review.counts.outcomes[CDT_OUTCOME_MET] = 3;
    fx.options = (cdt_report_options){ .quotes = true, .program = "concordat" };
}

static inline void fixture_teardown(void)
{
    cdt_agreement_free(fx.agreement);
    cdt_checklist_free(fx.checklist);
    cdt_library_free(fx.library);
    cdt_diags_free(fx.diags);
    cdt_buf_free(&fx.out);
}

/* Outcome `index` (0 minutes, 1 cost, 2 notice) becomes `kind`, with `count` findings that follow each other. */
static inline cdt_finding *fixture_find(size_t index, cdt_outcome_kind kind, cdt_finding *findings, size_t count)
{
    fx.review.counts.outcomes[fx.outcomes[index].kind]--;
    fx.review.counts.outcomes[kind]++;
    fx.outcomes[index].kind = kind;
    fx.outcomes[index].findings = findings;
    fx.outcomes[index].finding_count = count;
    for (size_t i = 0; i < count; i++)
        findings[i] = (cdt_finding){ .gap = kind == CDT_OUTCOME_GAP || kind == CDT_OUTCOME_WAIVED ? CDT_GAP_FALLS_SHORT
                                                                                                 : CDT_GAP_NO,
                                     .requirement = fx.outcomes[index].check->requirements,
                                     .message = "The notice is 1 month; at least 3 months are needed.",
                                     .path = "exit.notice[north].period",
                                     .place = { "a.yaml", 4, 36, 7 },
                                     .excerpt = "  notice: [{party: north, period: 1 month}]",
                                     .clause = "" };
    if (kind == CDT_OUTCOME_GAP)
        fx.review.counts.gaps[CDT_GAP_FALLS_SHORT]++;
    return findings;
}

/* The report as text that ends in a NUL. */
static inline const char *fixture_report(const char *format)
{
    cdt_report *report;

    cdt_buf_clear(&fx.out);
    report = cdt_report_open(format, &fx.options, "2026-07-01", fixture_write, NULL);
    ck_assert_ptr_nonnull(report);
    cdt_report_add(report, &fx.review);
    ck_assert(cdt_report_close(report));
    return cdt_buf_str(&fx.out).at;
}

#define ck_assert_has(text, part) ck_assert_msg(strstr((text), (part)) != NULL, "wanted \"%s\" in:\n%s", (part), (text))
#define ck_assert_lacks(text, part) ck_assert_msg(strstr((text), (part)) == NULL, "\"%s\" is in:\n%s", (part), (text))

/* Both are there, in this order. */
static inline void ck_assert_order(const char *text, const char *first, const char *then)
{
    const char *at = strstr(text, first);

    ck_assert_msg(at && strstr(at, then), "wanted \"%s\" and then \"%s\" in:\n%s", first, then, text);
}

#endif
