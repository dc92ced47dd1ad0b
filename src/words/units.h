/* units.h - what patterns are tried on: the sentences and headings of a draft, folded.
 *
 * A unit is a sentence, an item of a list or a cell, or a heading. Its folded text is a slice of one text; where a lead-in
 * belongs to it ("Disputes are settled by:"), that stands in front of it in the same slice.
 */
#ifndef CDT_WORDS_UNITS_H
#define CDT_WORDS_UNITS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "concordat/draft.h"

typedef struct cdt_unit {
    uint32_t start, end; /* bytes of the draft's text */
    uint32_t lead;       /* of the folded text: where its lead-in begins; the same as `from` where it has none */
    uint32_t from, to;   /* of the folded text: the unit itself */
    uint32_t clause;
    uint8_t region; /* cdt_region; a sentence that defines counts as CDT_REGION_DEFINITIONS */
    bool heading;
    bool note; /* in a footnote or endnote */
} cdt_unit;

typedef struct cdt_units {
    const cdt_draft *draft;
    const cdt_unit *at; /* in the order of the draft */
    size_t count;
    cdt_str folded;          /* all of them; a line feed between two */
    const uint32_t *first;   /* of each clause, its first unit; one more for the end */
    const uint32_t *group;   /* of each clause: itself, or for an item of a list the clause that it is an item of */
    const uint32_t *section; /* of each clause: the outermost clause that it stands under */
    const uint32_t *last;    /* of each clause: the last one that stands under it */
    cdt_buf text;
    cdt_arena arena;
} cdt_units;

/* `draft` must outlive them. Release with cdt_units_free(). */
void cdt_units_make(cdt_units *units, const cdt_draft *draft);
void cdt_units_free(cdt_units *units);

/* The folded heading over a unit: that of its clause, or of the nearest one above that has one. Empty: there is none. */
cdt_str cdt_unit_heading(const cdt_units *units, const cdt_unit *unit);

#endif
