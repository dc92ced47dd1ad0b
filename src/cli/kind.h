/* kind.h - what a file is, by its first bytes: before it is read, and without believing its name. */
#ifndef CDT_CLI_KIND_H
#define CDT_CLI_KIND_H

#include "base/str.h"

typedef enum cdt_file_kind {
    CDT_FILE_DESCRIPTION, /* its first key says so, or nearly: reading it tells what is wrong */
    CDT_FILE_OTHER,       /* another kind of concordat's files */
    CDT_FILE_FOREIGN      /* anything else */
} cdt_file_kind;

/* `head` is the beginning of the file. `what` of CDT_FILE_OTHER: "checklist". */
cdt_file_kind cdt_file_kind_of(cdt_str head, const char **what);

#endif
