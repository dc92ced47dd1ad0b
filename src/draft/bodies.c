#include "draft/bodies.h"

/* In the order in which they are tried: "Police and Crime Commissioner for Hill", "Hill University NHS Trust". */
static const struct body {
    unsigned bit;
    const char *words, *name;
} bodies[] = {
    { CDT_BODY_COMPANY, "limited ltd plc llp llc inc incorporated corp corporation cic", "a company" },
    { CDT_BODY_NHS, "nhs icb", "an NHS body" },
    { CDT_BODY_POLICE, "police constable constabulary", "a police body" },
    { CDT_BODY_FIRE, "fire", "a fire authority" },
    { CDT_BODY_SCHOOL, "university college school academy", "a school or university" },
    { CDT_BODY_CROWN, "secretary department ministry minister", "a department of government" },
    { CDT_BODY_PARISH, "parish", "a parish council" },
    { CDT_BODY_COUNCIL, "council borough", "a council" },
};

#define BODIES (sizeof bodies / sizeof bodies[0])

/* What people say that bodies are. */
static const struct claim {
    const char *phrase;
    unsigned fits;
} claims[] = {
    { "local authorities", CDT_BODY_COUNCIL | CDT_BODY_PARISH | CDT_BODY_FIRE | CDT_BODY_POLICE },
    { "local authority", CDT_BODY_COUNCIL | CDT_BODY_PARISH | CDT_BODY_FIRE | CDT_BODY_POLICE },
    { "councils", CDT_BODY_COUNCIL | CDT_BODY_PARISH },
    { "nhs bodies", CDT_BODY_NHS },
    { "nhs trusts", CDT_BODY_NHS },
    { "police forces", CDT_BODY_POLICE },
    { "fire and rescue authorities", CDT_BODY_FIRE },
    { "public bodies", ~(unsigned)CDT_BODY_COMPANY },
    { "public authorities", ~(unsigned)CDT_BODY_COMPANY },
    { "companies", CDT_BODY_COMPANY },
};

unsigned cdt_body_of(const cdt_tokens *tokens, size_t from, size_t to)
{
    for (size_t b = 0; b < BODIES; b++)
        for (size_t i = from; i < to; i++)
            if (cdt_token_among(tokens, i, to, bodies[b].words))
                return bodies[b].bit;
    for (size_t i = from; i + 2 < to; i++)
        if (cdt_token_phrase(tokens, i, to, "integrated care board") || cdt_token_phrase(tokens, i, to, "health board"))
            return CDT_BODY_NHS;
    return 0;
}

unsigned cdt_body_claim(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end)
{
    for (size_t k = 0; k < sizeof claims / sizeof claims[0]; k++) {
        size_t words = cdt_token_phrase(tokens, i, limit, claims[k].phrase);
        if (!words)
            continue;
        *end = i + words;
        return claims[k].fits;
    }
    return 0;
}

const char *cdt_body_name(unsigned bit)
{
    for (size_t b = 0; b < BODIES; b++)
        if (bodies[b].bit == bit)
            return bodies[b].name;
    return "another body";
}
