/* label.h - numbers as lawyers type them before a clause: "14.", "14.3", "(a)", "ARTICLE IV", "Section 3.02", and bullets. */
#ifndef CDT_DRAFT_LABEL_H
#define CDT_DRAFT_LABEL_H

#include <stdbool.h>

#include "base/str.h"

#define CDT_LABEL_PARTS 8       /* of "1.2.3.4.5.6.7.8" */
#define CDT_LABEL_MOST 199      /* the highest number that is looked for */
#define CDT_LABEL_LETTERED 1000 /* and the place of its letter, as the first value of "A.1" */

/* Words before a number, from those that hold others to those that are held. */
typedef enum cdt_label_word {
    CDT_WORD_NONE,
    CDT_WORD_PART,
    CDT_WORD_CHAPTER,
    CDT_WORD_ARTICLE,
    CDT_WORD_SECTION,
    CDT_WORD_CLAUSE,
    CDT_WORD_PARAGRAPH,
} cdt_label_word;

typedef struct cdt_label {
    size_t length; /* bytes at the beginning of the text */
    cdt_label_word word;
    char
        style; /* '(' of "(1)"; ')' of "1)"; '.' of "1." and "1.2."; ':' of "1:"; ' ' of "1" and "1.2"; '*' of a bullet */
    bool upper;     /* its letters are capitals */
    unsigned parts; /* how many numbers; 0 where it has letters, or is a bullet */
    unsigned value[CDT_LABEL_PARTS];
    unsigned letter, roman; /* what its letters mean, each way; 0: not that */
    cdt_str id;             /* "14.3", "a", "IV" */
} cdt_label;

/* The label at the very beginning of `text`. Whether it is one at all may depend on what stands before it: see
 * sequence.h. false: nothing there looks like a label. A new form of label needs its byte in `tells` of run_on.c. */
bool cdt_label_parse(cdt_str text, cdt_label *label);

/* "one" to "twenty" at the beginning of the text, in any case: the number, or 0; `*end` is behind it. */
unsigned cdt_number_word(cdt_str text, size_t *end);

/* The value of a roman number in letters of one case; 0: it is none, or over CDT_LABEL_MOST. */
unsigned cdt_roman(cdt_str letters);

#endif
