/* subject.h - what waivers, baselines and fingerprints call a place in a description: its path, but for elements of lists that
 * have no id of their own. Those are called by what they say first, since their number changes when another is put in. */
#ifndef CDT_REVIEW_SUBJECT_H
#define CDT_REVIEW_SUBJECT_H

#include "concordat/review.h"
#include "yaml/tree.h"

/* "disputes.steps[senior, talks, both directors].within" of "disputes.steps[1].within", in the arena; of several that say the
 * same, the second is "[...#2]". A path without such an element is returned as it is. */
const char *cdt_subject_of(const cdt_document *document, const char *path, cdt_arena *arena);

/* What a finding is called. */
const char *cdt_finding_subject(const cdt_finding *finding);

#endif
