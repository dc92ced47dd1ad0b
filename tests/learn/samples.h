/* samples.h - sentences, and pairs of them, of labelled agreements and of the bank, as the words that likeness looks at, and
 * what readers said of them. */
#ifndef CDT_LEARN_SAMPLES_H
#define CDT_LEARN_SAMPLES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "concordat/checklist.h"

/* A word, a pair or a word of the heading: what a line of `likeness:` begins with. */
typedef struct learn_word {
    cdt_str name;
    uint32_t number; /* in the order in which they were met */
    uint32_t met;    /* the last sample that had it, plus 1 */
} learn_word;

typedef struct learn_sample {
    uint32_t *words; /* by number, each once */
    size_t count;
    uint32_t start, end; /* of a text: its bytes */
    cdt_str text, heading;
    bool follows; /* the sentence before it stands under the same heading: the next sample is the two together, */
    bool pair;    /* such as this */
} learn_sample;

typedef enum learn_verdict { LEARN_UNSAID, LEARN_PRESENT, LEARN_ABSENT } learn_verdict;

typedef struct learn_stretch {
    uint32_t start, end;
} learn_stretch;

/* What a reader said of a text and a check. */
typedef struct learn_label {
    learn_verdict verdict;
    learn_stretch *places; /* that deal with it */
    size_t count;
} learn_label;

typedef struct learn_text {
    cdt_str name;
    size_t folder;
    learn_label *labels; /* for each check */
    size_t from, to;     /* its samples */
} learn_text;

/* A row of the bank, or an example: a sentence that deals with a check, or one that only sounds like it. */
typedef struct learn_row {
    size_t check, sample;
    bool yes;
} learn_row;

typedef struct learn_samples {
    cdt_arena arena;
    const cdt_checklist *checklist;
    size_t check_count;
    cdt_map by_name, by_id; /* learn_word *; const char **, into `ids` */
    const char **ids;       /* of the checks */
    learn_word **words;
    size_t word_count, word_room;
    learn_sample *at;
    size_t count, room;
    learn_text *texts;
    size_t text_count, text_room;
    learn_row *rows;
    size_t row_count, row_room;
} learn_samples;

/* All zero but for the checklist. A file that cannot be read, or says what it should not, ends the program. */
void learn_begin(learn_samples *samples, const cdt_checklist *checklist);
void learn_read_folder(learn_samples *samples, const char *path, size_t folder);
void learn_read_bank(learn_samples *samples, const char *path);
void learn_read_examples(learn_samples *samples); /* those of the checklist that have a draft: further rows */
void learn_end(learn_samples *samples);

typedef enum learn_answer { LEARN_NO, LEARN_YES, LEARN_DOUBTFUL } learn_answer;

/* Does the sample of a text with this label deal with the check? Doubtful where less than half of it lies in the places. */
learn_answer learn_answer_of(const learn_label *label, const learn_sample *sample);

#endif
