#include "cli/verdict.h"

#define NEVER (-1)

cdt_verdict cdt_verdict_of(const cdt_cli *cli)
{
    static const int severities[] = { CDT_HIGH, CDT_MEDIUM, CDT_LOW, NEVER };

    return (cdt_verdict){ .least = severities[cdt_options_choice(&cli->options, CDT_OPTION_FAIL_ON, 0)],
                          .strict = cdt_options_has(&cli->options, CDT_OPTION_STRICT) };
}

void cdt_verdict_worse(cdt_verdict *verdict, cdt_exit status)
{
    verdict->status = cdt_exit_worse(verdict->status, status);
}

void cdt_verdict_add(cdt_verdict *verdict, const cdt_review *review)
{
    if (!review->reviewed) {
        cdt_verdict_worse(verdict, CDT_EXIT_INPUT);
        return;
    }
    if (!cdt_review_is_whole(review))
        cdt_verdict_worse(verdict, CDT_EXIT_INPUT);
    verdict->reviewed++;
    verdict->unanswered += review->counts.outcomes[CDT_OUTCOME_UNANSWERED];
    verdict->unconfirmed += review->counts.outcomes[CDT_OUTCOME_UNCONFIRMED];
    if (cdt_review_has_error(review))
        cdt_verdict_worse(verdict, CDT_EXIT_CHECK);
    if (verdict->least != NEVER && cdt_review_fails(review, (cdt_severity)verdict->least, verdict->strict))
        cdt_verdict_worse(verdict, CDT_EXIT_FOUND);
}

void cdt_verdict_problems(cdt_verdict *verdict, const cdt_diags *diags)
{
    if (cdt_diags_errors(diags))
        cdt_verdict_worse(verdict, CDT_EXIT_INPUT);
}

void cdt_verdict_tell_open(const cdt_verdict *verdict)
{
    if (verdict->status == CDT_EXIT_OK && verdict->unanswered + verdict->unconfirmed)
        cdt_say("nothing at or above the threshold; not settled: %zu unanswered, %zu unconfirmed", verdict->unanswered,
                verdict->unconfirmed);
}
