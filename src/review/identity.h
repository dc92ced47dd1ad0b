/* identity.h - what a finding is known by in waivers, baselines and fingerprints: the check, the agreement, and the fact or
 * the words of the draft. Never a line, a column or a number that moves when something else is put in. */
#ifndef CDT_REVIEW_IDENTITY_H
#define CDT_REVIEW_IDENTITY_H

#include "concordat/review.h"

#define CDT_IDENTITY_SIZE 65

/* 64 hexadecimal digits and a NUL. `finding` NULL: the check as a whole. */
void cdt_identity(const cdt_review *review, const cdt_outcome *outcome, const cdt_finding *finding,
                  char out[CDT_IDENTITY_SIZE]);

#endif
