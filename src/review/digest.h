/* digest.h - a digest of the facts that a waiver excuses, and which findings lie at or below a path. */
#ifndef CDT_REVIEW_DIGEST_H
#define CDT_REVIEW_DIGEST_H

#include "concordat/waivers.h"

/* Does `path` lie at or below `above`? Everything lies below "". */
bool cdt_path_covers(const char *above, const char *path);

/* Does a waiver of `path` excuse the finding? What stands in a draft is called by its words or by the list that it is in, never
 * by its number there, which changes with every paragraph before it. */
bool cdt_path_covers_finding(const char *path, const cdt_finding *finding);

/* See cdt_waiver_digest(): of those of the findings that are gaps at or below `path`. */
void cdt_digest_findings(const cdt_agreement *agreement, const cdt_finding *findings, size_t count, const char *path,
                         char digest[CDT_DIGEST_SIZE]);

#endif
