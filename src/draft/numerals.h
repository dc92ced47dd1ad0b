/* numerals.h - numbers of paragraphs as word processors write them: 4, 04, iv, IV, d, D, 4th, Four, Fourth. */
#ifndef CDT_DRAFT_NUMERALS_H
#define CDT_DRAFT_NUMERALS_H

#include "base/buf.h"

typedef enum cdt_numeral {
    CDT_NUMERAL_DECIMAL,
    CDT_NUMERAL_ZERO, /* at least two digits */
    CDT_NUMERAL_LOWER_LETTER,
    CDT_NUMERAL_UPPER_LETTER, /* A to Z, AA, BB */
    CDT_NUMERAL_LOWER_PAIR,
    CDT_NUMERAL_UPPER_PAIR, /* A to Z, AA, AB: as OpenDocument counts unless told to repeat letters */
    CDT_NUMERAL_LOWER_ROMAN,
    CDT_NUMERAL_UPPER_ROMAN,
    CDT_NUMERAL_ORDINAL,
    CDT_NUMERAL_CARDINAL_TEXT,
    CDT_NUMERAL_ORDINAL_TEXT,
    CDT_NUMERAL_NONE,
    CDT_NUMERAL_BULLET
} cdt_numeral;

/* Put `number`. What has no such form, as nought in letters or a number too large for them, is put in digits. */
void cdt_numeral_put(cdt_buf *buf, cdt_numeral form, unsigned number);

/* With zeros in front up to `width` digits. */
void cdt_numeral_put_wide(cdt_buf *buf, unsigned number, unsigned width);

#endif
