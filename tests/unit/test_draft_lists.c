/* The derived lists of a draft: what stands in the words. */
#include <stdio.h>

#include "drafts.h"

static void show(const char *kind, const char *value, const char *rest)
{
    cdt_buf_printf(&shown, "%s%s %s%s%s", shown.len ? "; " : "", kind, value, *rest ? " " : "", rest);
}

/* All values of a text, as one line. */
static const char *values(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->value_count; i++) {
        const cdt_draft_value *v = &d->values[i];
        show(cdt_value_kind_name(v->kind), v->value, v->unit);
        if (*v->figures)
            cdt_buf_printf(&shown, " (but %s)", v->figures);
    }
    return shown.len ? shown.at : "";
}

START_TEST(periods_are_read_in_figures_words_and_both)
{
    ck_assert_str_eq(values("Notice of twelve (12) months."), "period P12M");
    ck_assert_str_eq(values("Not less than 30 days' notice."), "period P30D");
    ck_assert_str_eq(values("Three calendar months\xE2\x80\x99 written notice."), "period P3M");
    ck_assert_str_eq(values("within ten (10) Working Days or 5 business days"),
                     "period P10D working days; period P5D working days");
    ck_assert_str_eq(values("a term of one hundred eighty (180) days"), "period P180D");
    ck_assert_str_eq(values("a term of 30 (thirty) days"), "period P30D");
    ck_assert_str_eq(values("a term of 1 year and 6 months"), "period P1Y6M");
    ck_assert_str_eq(values("a 30-day period, a twelve-month term, 48 hours"),
                     "period P30D; period P12M; period PT48H");
    ck_assert_str_eq(values("2 quarters, 1.5 years, a fortnight, two fortnights"),
                     "period P6M; period P18M; period P4W");
}
END_TEST

START_TEST(words_and_figures_that_differ_are_told)
{
    ck_assert_str_eq(values("within thirty (20) days"), "period P30D (but 20)");
    ck_assert_str_eq(values("within 20 (thirty) days"), "period P30D (but 20)");
    ck_assert_str_eq(values("the sum of six hundred ninety-three thousand dollars ($693)"), "sum 693000 USD (but 693)");
    ck_assert_str_eq(values("fifteen percent (12.5%)"), "percent 15 (but 12.5)");
    ck_assert_str_eq(values("three (4) members"), "number 3 (but 4)");
    ck_assert_str_eq(values("one hundred and eighty (180) votes"), "number 180");
    ck_assert_str_eq(values("Two Million and 00/100 Dollars ($2,000,000.00)"), "sum 2000000 USD");
}
END_TEST

START_TEST(what_only_looks_like_words_and_figures_is_left_alone)
{
    ck_assert_str_eq(values("one-half (2) of the votes"), "");
    ck_assert_str_eq(values("the first one (2) is that"), "");
    ck_assert_str_eq(values("nineteen ninety-nine (1999)"), "");
    ck_assert_str_eq(values("two and one-half (2.5) hours"), "");
    ck_assert_str_eq(values("thirty (30 days)"), "period P30D");
}
END_TEST

START_TEST(dates_are_read_in_every_usual_order)
{
    ck_assert_str_eq(values("on 1 April 2026 and on 1st April, 2026"), "date 2026-04-01; date 2026-04-01");
    ck_assert_str_eq(values("the 1st day of April 2026"), "date 2026-04-01");
    ck_assert_str_eq(values("this twenty-first day of April, 2026"), "date 2026-04-21");
    ck_assert_str_eq(values("April 1, 2026; Sept. 3"), "date 2026-04-01");
    ck_assert_str_eq(values("2026-04-01, 25/12/2026, 12/25/2026, 25.12.2026, 1-Apr-2026"),
                     "date 2026-04-01; date 2026-12-25; date 2026-12-25; date 2026-12-25; date 2026-04-01");
    ck_assert_str_eq(values("on 04/04/2026"), "date 2026-04-04");
}
END_TEST

START_TEST(a_date_that_may_be_two_days_or_none_is_not_guessed)
{
    ck_assert_str_eq(values("on 03/04/2026"), "");
    ck_assert_str_eq(values("on 31 April 2026"), "");
    ck_assert_str_eq(values("on 1 April in each year, in April 2026"), "");
}
END_TEST

START_TEST(sums_and_percentages_are_exact)
{
    ck_assert_str_eq(values("\xC2\xA3"
                            "250,000 a year, $1.5 million, \xE2\x82\xAC"
                            "40k, \xC2\xA3"
                            "2m, GBP 12.50"),
                     "sum 250000 GBP; sum 1500000.0 USD; sum 40000 EUR; sum 2000000 GBP; sum 12.50 GBP");
    ck_assert_str_eq(values("five thousand pounds sterling, US$ 30"), "sum 5000 GBP; sum 30 USD");
    ck_assert_str_eq(values("50%, 12.5 per cent, ten percent (10%)"), "percent 50; percent 12.5; percent 10");
    ck_assert_str_eq(values("\xC2\xA3"
                            "250,00 is no sum, nor is \xC2\xA3"
                            "1,2345"),
                     "");
}
END_TEST

START_TEST(a_label_is_no_number)
{
    ck_assert_str_eq(values("12. Months are calendar months.\n\n13. Days"), "");
}
END_TEST

/* All definitions of a text: term, style, how often it is used. */
static const char *definitions(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->definition_count; i++) {
        char uses[40];
        snprintf(uses, sizeof uses, "%zu", d->definitions[i].uses);
        show(d->definitions[i].style, d->definitions[i].term, uses);
    }
    return shown.len ? shown.at : "";
}

START_TEST(definitions_are_found_in_every_style)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        { "\"Board\" means the joint board.\n\nThe Board meets.", "means Board 1" },
        { "\xE2\x80\x9CHost Council\xE2\x80\x9D shall mean Hill.", "shall mean Host Council 0" },
        { "\xC2\xAB"
          "Board\xC2\xBB means the board.",
          "means Board 0" },
        { "'Board' means the board.", "means Board 0" },
        { "\"Data\" has the meaning given in clause 2.", "has the meaning Data 0" },
        { "The term \"Data\" is defined as facts.", "is defined as Data 0" },
        { "The Hill Director means the officer of Hill.\n\nThe Hill Director acts.", "means Hill Director 1" },
        { "Director of Finance shall mean the officer.", "shall mean Director of Finance 0" },
        { "\"Board\": the joint board.", "colon Board 0" },
        { "\"Costs\" or \"Charges\" means money.\n\nCosts are shared.", "means Costs 1; means Charges 0" },
        { "\"Affiliate\", in relation to a body, means its child.", "means Affiliate 0" },
        { "Hill Council (the \"Council\") agrees.", "in brackets Council 0" },
        { "Hill Council (\"Hill\") and Dale Council (\"Dale\") (each a \"Party\" and together the \"Parties\") agree.",
          "in brackets Hill 0; in brackets Dale 0; in brackets Party 0; in brackets Parties 0" },
        { "Hill Council (the Council) agrees. The Council pays.", "in brackets Council 1" },
        { "Hill Council (hereinafter the Council) agrees.", "in brackets Council 0" },
        { "Hill Council, hereinafter referred to as \"Hill\", agrees.", "referred to as Hill 0" },
        { "the Integrated Care Board (ICB) pays", "abbreviation ICB 0" },
        { "References to a \"Service\" are to any of them.", "references to Service 0" },
        { "\"Fee\" means the sum (the \"Base Sum\") in the schedule.", "means Fee 0; in brackets Base Sum 0" },
        { "1. Definitions\n\n1.1 Board: the joint board.\n\n1.2 Year - twelve months from April.",
          "colon Board 0; colon Year 0" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_str_eq(definitions(rows[i].text), rows[i].found);
}
END_TEST

START_TEST(what_is_quoted_or_in_brackets_only_is_no_definition)
{
    ck_assert_str_eq(definitions("The word \"shall\" is avoided (see \"style\" below)."), "");
    ck_assert_str_eq(definitions("This means that Hill pays. It means nothing. By means of post."), "");
    ck_assert_str_eq(
        definitions("The cost (including VAT) and the plan (see Annex A) in one country (the Netherlands)."), "");
}
END_TEST

START_TEST(uses_are_found_in_every_form)
{
    const char *term = "1. \"Service Manager\" means the officer.\n\n2. ";
    static const char *const uses[] = { "the Service Managers meet", "the Service Manager\xE2\x80\x99s duty",
                                        "a Service-Manager",         "the Service\nManager",
                                        "THE SERVICE MANAGER",       "the Service Managers' duty" };

    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "%s%s", term, uses[i]);
        ck_assert_uint_eq(of(text)->definitions[0].uses, 1);
    }
    ck_assert_uint_eq(of("1. \"Board\" means the board, and the Board.\n\n2. The board meets.")->definitions[0].uses,
                      0);
    ck_assert_uint_eq(of("1. \"Authority\" means Hill.\n\n2. The Authorities and an Authority.")->definitions[0].uses,
                      2);
}
END_TEST

START_TEST(uses_inside_other_definitions_are_told_apart)
{
    const cdt_draft *d =
        of("1. \"Act\" means the statute.\n\n2. \"Duty\" means a duty under the Act.\n\n3. A Duty binds.");

    ck_assert_uint_eq(d->definitions[0].uses, 1);
    ck_assert_uint_eq(d->definitions[0].uses_in_definitions, 1);
    ck_assert_uint_eq(d->definitions[1].uses, 1);
    ck_assert_uint_eq(d->definitions[1].uses_in_definitions, 0);
}
END_TEST

START_TEST(a_term_that_is_defined_twice_points_to_the_first)
{
    const cdt_draft *d = of("1. \"Act\" means one.\n\n2. \"Duty\" means two.\n\n3. \"ACT\" means three. The Act.");

    ck_assert_uint_eq(d->definitions[0].same, CDT_NOWHERE);
    ck_assert_uint_eq(d->definitions[2].same, 0);
}
END_TEST

/* All references of a text: kind, number, what became of it. */
static const char *references(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->reference_count; i++) {
        const cdt_reference *r = &d->references[i];
        show(r->kind, r->number, r->external ? "external" : r->resolved ? "" : "missing");
        if (*r->near)
            cdt_buf_printf(&shown, " near %s", r->near);
    }
    return shown.len ? shown.at : "";
}

#define BODY "1. One\n\n2. Two\n\n2.1 First.\n\n2.2 Second: (a) this; (b) that.\n\n2.3 Third.\n\n3. Three\n\n"

START_TEST(references_are_resolved_against_the_numbers_that_are_there)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        { BODY "Under clause 2.1 and Clause 3.", "clause 2.1; clause 3" },
        { BODY "Under clauses 2.1 to 2.3 and 3.", "clause 2.1; clause 2.2; clause 2.3; clause 3" },
        { BODY "Under clauses 2.1, 2.2 or 2.7.", "clause 2.1; clause 2.2; clause 2.7 missing near 2.3" },
        { BODY "See sub-clause 2.2(a), clause 2.2(a) and (b).", "clause 2.2.a; clause 2.2.a; clause 2.2.b" },
        { BODY "See clause 2.2(d).", "clause 2.2.d missing near 2.2" },
        { BODY "See section 2.3 hereof; \xC2\xA7 3.", "section 2.3; section 3" },
        { BODY "This clause 3 and clause 9.", "clause 3; clause 9 missing near 3" },
        { BODY "Under clause 2 and 30 days later, under clause 3, 2 copies.", "clause 2; clause 3" },
        { BODY "Schedule 1 binds.\n\nSCHEDULE 1\n\nCosts", "schedule 1" },
        { BODY "Schedule Two binds. Annex IV binds.\n\nSchedule 2: Costs\n\nANNEX 4 - Staff", "schedule 2; annex 4" },
        { BODY "As in Exhibit B-1 and Schedules 1 and 2.\n\nSchedule 1\n\nCosts",
          "exhibit b.1 missing; schedule 1; schedule 2 missing near Schedule 1" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_str_eq(references(rows[i].text), rows[i].found);
}
END_TEST

START_TEST(references_to_other_instruments_are_neither_resolved_nor_missing)
{
    static const char *const texts[] = {
        "under section 113 of the Local Government Act 1972",
        "under Section 113 Local Government Act 1972",
        "under the Companies Act 2006, section 113",
        "within the meaning of Article 28 of the UK GDPR",
        "within the meaning of Article 28 UK GDPR",
        "under regulation 12",
        "under 42 U.S.C. \xC2\xA7 1983",
        "under clause 9 of the Principal Agreement",
        "under section 9 of that Act",
        "under paragraph 7 of Schedule 2 to the Data Protection Act 2018",
        "under section 9 thereof",
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char text[400];
        const cdt_draft *d;
        snprintf(text, sizeof text, "%sIt acts %s.", BODY, texts[i]);
        d = of(text);
        ck_assert_uint_ge(d->reference_count, 1);
        for (size_t k = 0; k < d->reference_count; k++)
            ck_assert_msg(d->references[k].external, "%s: %s is external", texts[i], d->references[k].text);
        ck_assert_uint_eq(d->health.references, 0);
    }
    ck_assert_str_eq(references(BODY "under clause 3 of this Agreement"), "clause 3");
    ck_assert_str_eq(references(BODY "clause 1, clause 2, clause 3, and section 47"),
                     "clause 1; clause 2; clause 3; section 47 external");
}
END_TEST

START_TEST(a_reference_to_the_clause_it_stands_in_says_so)
{
    const cdt_draft *d = of(BODY "3.1 In this clause 3 and in clause 2.");

    ck_assert(d->references[0].self);
    ck_assert(!d->references[1].self);
    ck_assert_str_eq(d->references[0].text, "clause 3");
    ck_assert_uint_eq(d->references[0].target, 5);
}
END_TEST

static const char *parties(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->party_count; i++)
        show(d->parties[i].name, d->parties[i].short_name, d->parties[i].signs ? "signs" : "");
    return shown.len ? shown.at : "";
}

START_TEST(parties_are_found_by_their_names)
{
    ck_assert_str_eq(
        parties("THIS AGREEMENT is made between Hill County Council of 1 High Street, Hill (the \"Council\") and "
                "Dale Care Limited (company number 12) (\"Dale\")."),
        "Hill County Council Council; Dale Care Limited Dale");
    ck_assert_str_eq(parties("This Memorandum is made between Hill Council and the London Borough of Dale."),
                     "Hill Council ; London Borough of Dale ");
    ck_assert_str_eq(
        parties("This deed is between Hill Park and Leisure Trust, a charity (\"HPLT\") and Dale Ltd (\"Dale\")."),
        "Hill Park and Leisure Trust HPLT; Dale Ltd Dale");
    ck_assert_str_eq(parties("The dispute between Hill and Dale goes on."), "");
}
END_TEST

/* All places to fill in, by kind and words. */
static const char *placeholders(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->placeholder_count; i++) {
        const cdt_placeholder *p = &d->placeholders[i];
        cdt_buf_printf(&shown, "%s%s %.*s", i ? "; " : "", p->kind, (int)(p->at.end - p->at.start),
                       d->text + p->at.start);
    }
    return shown.len ? shown.at : "";
}

START_TEST(places_to_fill_in_are_found)
{
    ck_assert_str_eq(placeholders("pays [ ] by [\xE2\x97\x8F] to [insert name] of [XX]"),
                     "bracket [ ]; bracket [\xE2\x97\x8F]; bracket [insert name]; bracket [XX]");
    ck_assert_str_eq(placeholders("pays ______ or ........ by TBC, XXX or XX.XX"),
                     "blank ______; blank ........; to be confirmed TBC; blank XXX; blank XX.XX");
    ck_assert_str_eq(placeholders("the sum is to be confirmed by [DATE] within [30] days"),
                     "to be confirmed to be confirmed; bracket [DATE]; bracket [30]");
    ck_assert_str_eq(placeholders("[Drafting note: check this with finance.] Hill pays."),
                     "drafting note [Drafting note: check this with finance.]");
}
END_TEST

START_TEST(brackets_that_are_no_places_to_fill_in_are_left_alone)
{
    ck_assert_str_eq(
        placeholders("as held in [2024] EWHC 3, [sic], [***], [the Board's] view, and [intentionally blank]"), "");
    ck_assert_str_eq(placeholders("Wait ... and see. Article XXX binds. A word_with_marks."), "");
}
END_TEST

/* All facts of a text. */
static const char *facts(const char *text)
{
    const cdt_draft *d = of(text);

    for (size_t i = 0; i < d->fact_count; i++)
        cdt_buf_printf(&shown, "%s%s: %s", i ? "; " : "", d->facts[i].path, d->facts[i].value);
    return shown.len ? shown.at : "";
}

START_TEST(facts_that_the_words_state_are_given)
{
    ck_assert_str_eq(facts("SHARED PAYROLL AGREEMENT\n\nIt is agreed."),
                     "agreement.title: \"SHARED PAYROLL AGREEMENT\"");
    ck_assert_str_eq(facts("This agreement is made between Hill Council (\"Hill\") and Dale Council (\"Dale\")."),
                     "parties: [{id: hill, name: \"Hill Council\"}, {id: dale, name: \"Dale Council\"}]");
    ck_assert_str_eq(
        facts("Any party may leave this Agreement by giving not less than twelve (12) months' written notice."),
        "exit.notice: 12 months");
    ck_assert_str_eq(facts("This Agreement starts on 1 April 2026. This Agreement expires on 31 March 2031."),
                     "agreement.start: 2026-04-01; agreement.end: 2031-03-31");
    ck_assert_str_eq(facts("\"Commencement Date\" means 1 April 2026."), "agreement.start: 2026-04-01");
    ck_assert_str_eq(facts("This Agreement is governed by the law of England."),
                     "agreement.governing_law: \"England and Wales\"");
    ck_assert_str_eq(facts("This memorandum is not intended to be legally binding."), "agreement.binding: no");
    ck_assert_str_eq(facts("14.4 English law.\n\n14.5 Notices are in English."),
                     "agreement.governing_law: \"England and Wales\"");
    ck_assert_str_eq(facts("A body may leave by giving three months' notice in writing to the chair."),
                     "exit.notice: 3 months");
    ck_assert_str_eq(facts("10.3 A Partner Fund can leave by giving 18 months' notice."), "exit.notice: 18 months");
    ck_assert_str_eq(facts("This Minute is governed by Scots law."), "agreement.governing_law: \"Scotland\"");
    ck_assert_str_eq(facts("The Joint Kennel Agreement\n\nIt is agreed."),
                     "agreement.title: \"The Joint Kennel Agreement\"");
    ck_assert_str_eq(facts("This Agreement begins July 1, 2026 and runs for ten years."),
                     "agreement.start: 2026-07-01; agreement.end: 2036-06-30");
    ck_assert_str_eq(facts("MEMORANDUM OF AGREEMENT AMONG\n\nOAK WATER DISTRICT,\n\nTHE CITY OF ELM\n\nIt is agreed."),
                     "agreement.title: \"MEMORANDUM OF AGREEMENT\"; parties: [{id: oak-water-district, name: \"OAK "
                     "WATER DISTRICT\"}, {id: "
                     "the-city-of-elm, name: \"THE CITY OF ELM\"}]");
}
END_TEST

START_TEST(a_term_and_its_beginning_are_an_end)
{
    ck_assert_str_eq(facts("This Agreement shall commence on 1 April 2026 and shall continue for a period of 5 years."),
                     "agreement.start: 2026-04-01; agreement.end: 2031-03-31");
    ck_assert_str_eq(
        facts("\"Commencement Date\" means 1 April 2026.\n\nThis Agreement shall continue in force for a period of "
              "five (5) years from the Commencement Date unless terminated earlier."),
        "agreement.start: 2026-04-01; agreement.end: 2031-03-31");
    ck_assert_str_eq(facts("This Agreement starts on 1 April 2026. The term of this Agreement is 18 months."),
                     "agreement.start: 2026-04-01; agreement.end: 2027-09-30");
    ck_assert_str_eq(
        facts("This Agreement starts on 1 April 2026. This Agreement shall continue for an initial term of five years, "
              "and may be extended."),
        "agreement.start: 2026-04-01");
    ck_assert_str_eq(
        facts("This Agreement starts on 1 April 2026. This Agreement continues for five years from the date on which "
              "the last party signs it."),
        "agreement.start: 2026-04-01");
    ck_assert_str_eq(
        facts("This Agreement starts on 1 April 2026. The obligations in this Agreement continue for two years after "
              "it ends."),
        "agreement.start: 2026-04-01");
    ck_assert_str_eq(facts("This Agreement starts on 1 April 2026 and ends on 31 March 2030."),
                     "agreement.start: 2026-04-01; agreement.end: 2030-03-31");
    ck_assert_str_eq(facts("This Agreement continues for five years."), "");
}
END_TEST

START_TEST(what_is_not_sure_is_no_fact)
{
    ck_assert_str_eq(facts("A party may terminate this Agreement on 30 days' notice if the other is in breach."), "");
    ck_assert_str_eq(
        facts("A party may terminate this Agreement on 3 months' notice. The Board may end this Agreement on 6 "
              "months' notice."),
        "");
    ck_assert_str_eq(facts("The earlier agreement began on 1 April 2020."), "");
    ck_assert_str_eq(facts("Before the works begin a party may withdraw on 30 days' notice."), "");
    ck_assert_str_eq(facts("This Agreement, dated July 1, 2026, is long."), "");
    ck_assert_str_eq(facts("Oak College | Staff > Office > The Sharing Agreement\n\nWelcome."), "");
    ck_assert_str_eq(facts("This Agreement is not legally binding except clauses 3 and 4."), "");
}
END_TEST

START_TEST(health_says_what_cannot_be_judged)
{
    const cdt_draft *d = of("1. Definitions\n\n2. See clauses 11, 12, 13, 14 and 2, and clause 15.");

    ck_assert(d->health.readable);
    ck_assert(d->health.references_doubtful);
    ck_assert_uint_eq(d->health.references, 6);
    ck_assert_uint_eq(d->health.resolved, 1);
    ck_assert_uint_ge(d->health.problem_count, 1);
    d = of("\n \n");
    ck_assert(!d->health.readable);
    ck_assert_uint_eq(d->health.problem_count, 1);
}
END_TEST

/* All faults of a text, but for those that are of no matter here. */
static const char *faults(const char *name, const char *text)
{
    read_as(name, text, NULL);
    for (size_t i = 0; i < draft->fault_count; i++)
        show(draft->faults[i].kind, draft->faults[i].near, "");
    return shown.len ? shown.at : "";
}

START_TEST(totals_are_added_up_within_rounding)
{
#ifdef CDT_WITH_MARKDOWN
    static const char head[] =
        "# Agreement\n\n1. Costs\n\n| Council | Share | Sum |\n|---|---|---|\n| Fell | 33.3% | 1,000 |\n"
        "| Tarn | 33.3% | 2,000 |\n| Hill | 33.3% | 3,000 |\n";
    char text[400];

    snprintf(text, sizeof text, "%s| Total | 100%% | 6,000 |\n", head);
    ck_assert_str_eq(faults("a.md", text), "");
    snprintf(text, sizeof text, "%s| Total | 100%% | 6,500 |\n", head);
    ck_assert_str_eq(faults("a.md", text), "wrong total 6000");
    snprintf(text, sizeof text, "%s| Subtotal | 90%% | 6,500 |\n", head);
    ck_assert_str_eq(faults("a.md", text), "");
#endif
}
END_TEST

/* A number that stands in the text as one, though no clause was seen there, is not said to be missing. */
START_TEST(numbers_inside_lines_that_were_run_together_are_places)
{
    static const struct {
        const char *text, *found;
    } rows[] = {
        { BODY "4. Fees of this Agreement 4.1 Hill pays.\n\n5. See clause 4.1.", "clause 4.1" },
        { BODY "4. Fees are due to hill@example.com 5. Notices are sent. See clause 5.", "clause 5" },
        { BODY "4. Hill pays 2.9 million. See clause 2.9.", "clause 2.9 missing near 2.3" },
        { BODY "4. The end. APPENDIX 2 Safety 1. Wear a hat.\n\n5. See Appendix 2.", "appendix 2" },
        { BODY "4. See Appendix 3. Attached: Appendix 1 Safety Appendix 2 Hats Appendix 3 Coats",
          "appendix 3 missing" },
        { BODY "4. See Schedule B.\n\nSCHEDULE \"B\"\n\nHats", "schedule b" },
        { "EXHIBIT 10.5\n\n" BODY, "" },
        { BODY "4. See Section 9.9 of that certain other deed, and section 2.3.", "section 9.9 external; section 2.3" },
        { "AMENDMENT NO. 2 TO THE LEASE\n\n" BODY "4. See section 9.9, and section 2.3.",
          "section 9.9 external; section 2.3" },
        { BODY "4. Clause 9.9 of the Lease is hereby deleted. See clause 9.8.",
          "clause 9.9 external; clause 9.8 external" },
        { BODY "4. The EU SCCs apply; for the purposes of Clause 17, option 1.", "clause 17 external" },
        { "See clause 2.\n\nIt is paid.", "clause 2 external" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(strcmp(references(rows[i].text), rows[i].found) == 0, "%s: %s", rows[i].text,
                      references(rows[i].text));
    ck_assert(of("See clause 2.\n\nIt is paid.")->health.references_doubtful);
    ck_assert(of("1. See Schedule 2.\n\nSchedules were omitted pursuant to the rules.")->health.attachments_left_out);
}
END_TEST

START_TEST(terms_that_are_never_used_are_told)
{
    ck_assert_str_eq(
        faults("a.txt", "1. \"Board\" means all.\n\n2. \"Data Centre\" means the house.\n\n3. Each data centre.\n"),
        "never used ");
    ck_assert_str_eq(faults("a.txt", "1. The first in, first out rule (\"FIFO\") holds.\n"), "");
    ck_assert_str_eq(faults("a.txt", "1. The shed (\"the Location\") is let. A Location is dry.\n"), "");
    ck_assert_str_eq(faults("a.txt", "1. \"Dr. Hill Products\" means hats. Dr. Hill Products are sold.\n"), "");
}
END_TEST

START_TEST(definitions_for_a_purpose_only_are_not_told_as_twice)
{
    ck_assert_str_eq(faults("a.txt", "1. \"Control\" means power. Control is lost.\n\n"
                                     "2. For the purposes of this clause, \"Control\" means a share.\n"),
                     "");
    ck_assert_str_eq(faults("a.txt", "1. \"Control\" means power. Control is lost.\n\n"
                                     "2. \"Control\", with respect to Hill, means a share.\n"),
                     "");
    ck_assert_str_eq(faults("a.txt", "1. \"Control\" means power. Control is lost.\n\n2. \"Control\" means a share.\n"),
                     "defined twice ");
}
END_TEST

START_TEST(a_party_s_name_that_is_misspelt_is_told)
{
    ck_assert_str_eq(
        faults("a.txt",
               "THIS AGREEMENT is made between Northshire County Council of Hill (the \"Host\") and Dale Council "
               "of Dale (\"Dale\").\n\n1. Northshire County Council pays.\n\n2. Northshrie County Council "
               "keeps the accounts of the Host and Dale.\n"),
        "near-miss Northshire County Council");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("draft lists");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, periods_are_read_in_figures_words_and_both);
    tcase_add_test(tests, words_and_figures_that_differ_are_told);
    tcase_add_test(tests, what_only_looks_like_words_and_figures_is_left_alone);
    tcase_add_test(tests, dates_are_read_in_every_usual_order);
    tcase_add_test(tests, a_date_that_may_be_two_days_or_none_is_not_guessed);
    tcase_add_test(tests, sums_and_percentages_are_exact);
    tcase_add_test(tests, a_label_is_no_number);
    tcase_add_test(tests, definitions_are_found_in_every_style);
    tcase_add_test(tests, what_is_quoted_or_in_brackets_only_is_no_definition);
    tcase_add_test(tests, uses_are_found_in_every_form);
    tcase_add_test(tests, uses_inside_other_definitions_are_told_apart);
    tcase_add_test(tests, a_term_that_is_defined_twice_points_to_the_first);
    tcase_add_test(tests, references_are_resolved_against_the_numbers_that_are_there);
    tcase_add_test(tests, references_to_other_instruments_are_neither_resolved_nor_missing);
    tcase_add_test(tests, a_reference_to_the_clause_it_stands_in_says_so);
    tcase_add_test(tests, parties_are_found_by_their_names);
    tcase_add_test(tests, places_to_fill_in_are_found);
    tcase_add_test(tests, brackets_that_are_no_places_to_fill_in_are_left_alone);
    tcase_add_test(tests, facts_that_the_words_state_are_given);
    tcase_add_test(tests, a_term_and_its_beginning_are_an_end);
    tcase_add_test(tests, what_is_not_sure_is_no_fact);
    tcase_add_test(tests, health_says_what_cannot_be_judged);
    tcase_add_test(tests, totals_are_added_up_within_rounding);
    tcase_add_test(tests, numbers_inside_lines_that_were_run_together_are_places);
    tcase_add_test(tests, terms_that_are_never_used_are_told);
    tcase_add_test(tests, definitions_for_a_purpose_only_are_not_told_as_twice);
    tcase_add_test(tests, a_party_s_name_that_is_misspelt_is_told);
    return unit_run(tests);
}
