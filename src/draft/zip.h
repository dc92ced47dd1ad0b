/* zip.h - the members of a zip file that is in memory, by name, unpacked piece by piece.
 *
 * Word and OpenDocument files are zip files. What a zip file says of itself is not believed: names that lead out of it, that
 * stand twice or hold control characters are refused when it is opened, and what is unpacked is counted while it is
 * unpacked, against the limits ZIP_BYTES (all that is read of one file), ZIP_RATIO and ZIP_MEMBERS.
 */
#ifndef CDT_DRAFT_ZIP_H
#define CDT_DRAFT_ZIP_H

#include "base/arena.h"
#include "concordat/diag.h"

typedef struct cdt_zip cdt_zip;

/* Where there is no such member. */
#define CDT_ZIP_NONE ((size_t)-1)

/* A ratio is looked at only when so much has come out: small members may be very regular. */
#define CDT_ZIP_RATIO_FROM (1u << 20)

/* Read the list of members. `bytes` is borrowed until cdt_zip_close(); the rest lives in the arena. NULL: the file cannot be
 * read, and `diags` has the error. */
cdt_zip *cdt_zip_open(cdt_arena *arena, cdt_str bytes, const char *file, cdt_diags *diags);
void cdt_zip_close(cdt_zip *zip); /* NULL is allowed */

size_t cdt_zip_count(const cdt_zip *zip);
cdt_str cdt_zip_name(const cdt_zip *zip, size_t member);

/* The member of that name; where none is written just so, one that differs in capital letters only (names of parts do not
 * tell them apart); CDT_ZIP_NONE. */
size_t cdt_zip_find(const cdt_zip *zip, cdt_str name);

/* Does a member need a password? */
bool cdt_zip_encrypted(const cdt_zip *zip, size_t member);

/* Unpack a member: start, take until 0 or less comes, and look at what was reached. One member at a time. */
bool cdt_zip_start(cdt_zip *zip, size_t member);
long cdt_zip_take(cdt_zip *zip, char *bytes, size_t room); /* how many bytes; 0: the end; -1: see below */

typedef enum cdt_zip_state {
    CDT_ZIP_WHOLE,   /* all is well so far */
    CDT_ZIP_DAMAGED, /* what is packed cannot be unpacked, or is not what was packed */
    CDT_ZIP_TOO_LARGE,
    CDT_ZIP_TOO_DENSE /* unpacks to more than ZIP_RATIO times its size */
} cdt_zip_state;
cdt_zip_state cdt_zip_finish(cdt_zip *zip);

#endif
