/* bodies.h - what kind of body a name is of, as far as its words tell. */
#ifndef CDT_DRAFT_BODIES_H
#define CDT_DRAFT_BODIES_H

#include "draft/tokens.h"

/* Bits, so that several can be asked for at once. */
enum {
    CDT_BODY_COUNCIL = 1, /* a county, borough, district or unitary council */
    CDT_BODY_PARISH = 2,
    CDT_BODY_NHS = 4,
    CDT_BODY_POLICE = 8,
    CDT_BODY_FIRE = 16,
    CDT_BODY_COMPANY = 32,
    CDT_BODY_SCHOOL = 64, /* universities, colleges, academies */
    CDT_BODY_CROWN = 128  /* departments and ministers */
};

/* The bit of the name in tokens [from, to); 0: its words do not tell. */
unsigned cdt_body_of(const cdt_tokens *tokens, size_t from, size_t to);

/* The same of words that claim a kind, "local authorities", "NHS bodies": all bits that fit them; 0: no claim begins at `i`.
 * *end is the token behind it. */
unsigned cdt_body_claim(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end);

/* "NHS body", "council", "company": for messages. */
const char *cdt_body_name(unsigned bit);

#endif
