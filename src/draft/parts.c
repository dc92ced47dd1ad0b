/* parts.c - schedules, annexes, appendices and exhibits: where each begins, and what belongs to it. */
#include "base/map.h"
#include "draft/chars.h"
#include "draft/structure.h"
#include "draft/wording.h"

/* Lists of schedules name several in lines that follow each other. */
#define NEAR 3

#define MEMORANDUM 20 /* clauses of one, behind its first lines */

typedef struct found {
    cdt_schedule_title title;
    bool is, later; /* its name comes again as a title */
} found;

static bool may_be_title(const cdt_making *making, size_t i)
{
    const cdt_clause *clause = &making->clauses[i];

    return clause->kind == CDT_CLAUSE && cdt_clause_counts(making, i) && !making->blocks[i].bullet;
}

/* What the whole document is, as "Annex 18 - Agreement" or the number of an exhibit in a filing: before anything else in the
 * first file of a draft. */
static bool is_whole(const cdt_making *making, size_t i)
{
    size_t bytes = 0;

    for (size_t before = 0; before < i && bytes < 300; before++) {
        cdt_str text = cdt_clause_text(making, before);
        cdt_label label;
        bytes += text.len;
        if (cdt_ends_sentence(text) || cdt_label_parse(text, &label))
            return false;
    }
    return bytes < 300 && making->clauses[i].start < making->draft.files[0].end;
}

static bool is_line_of(cdt_str text, const char *word)
{
    size_t at = cdt_begins_with(text, word);

    at = at ? cdt_skip_blanks(text, at) : 0;
    return at && at + 1 < text.len && text.at[at] == ':' && text.at[at + 1] != '\n';
}

/* "Attachment: Contract (18 pp.)", a few lines below "FROM: the Clerk": it tells what comes with a memorandum. */
static bool in_memorandum(const cdt_making *making, size_t i)
{
    if (!is_line_of(cdt_clause_text(making, i), "attachment") && !is_line_of(cdt_clause_text(making, i), "exhibit"))
        return false;
    for (size_t n = 1; n <= MEMORANDUM && n <= i; n++)
        if (is_line_of(cdt_clause_text(making, i - n), "to") || is_line_of(cdt_clause_text(making, i - n), "from"))
            return true;
    return false;
}

static size_t next_counted(const cdt_making *making, size_t i)
{
    do
        i++;
    while (i < making->draft.clause_count && making->clauses[i].region == CDT_REGION_FURNITURE);
    return i;
}

/* A title among others, without words between, whose name comes again later, stands in a list. */
static bool in_list(const cdt_making *making, const found *titles, size_t i)
{
    size_t after = next_counted(making, i);
    bool early = making->clauses[i].start < making->draft.length / 8;

    if (!titles[i].later && !early)
        return false;
    for (unsigned n = 0; n < NEAR && after < making->draft.clause_count; n++, after = next_counted(making, after))
        if (titles[after].is && !cdt_str_is(titles[after].title.name, titles[i].title.name))
            return true;
    for (size_t n = 1; n <= NEAR && n <= i; n++)
        if (making->clauses[i - n].region == CDT_REGION_CONTENTS ||
            (early && titles[i - n].is && making->clauses[i - n].kind != CDT_CLAUSE_SCHEDULE))
            return true;
    return false;
}

static cdt_str label_and_text(cdt_making *making, size_t i)
{
    const cdt_block *block = &making->blocks[i];

    /* A label that the format counts may be "Schedule 2" itself. */
    return block->label.len && !block->bullet ? cdt_clause_text(making, i) : cdt_clause_words(making, i);
}

static void find_titles(cdt_making *making, found *titles)
{
    cdt_map seen = { 0 };

    for (size_t i = making->draft.clause_count; i-- > 0;) {
        cdt_str text = label_and_text(making, i);
        void **before;
        if (!may_be_title(making, i) ||
            !cdt_schedule_title_of(&making->arena, text, making->blocks[i].outline > 0, &titles[i].title) ||
            is_whole(making, i) || in_memorandum(making, i))
            continue;
        titles[i].is = true;
        before = cdt_map_at(&seen, titles[i].title.name);
        titles[i].later = *before != NULL;
        *before = &titles[i];
    }
    cdt_map_free(&seen);
}

static void make_schedule(cdt_making *making, size_t i, const found *title)
{
    cdt_clause *clause = &making->clauses[i];

    clause->kind = CDT_CLAUSE_SCHEDULE;
    clause->number = cdt_smooth(&making->arena, title->title.name);
    clause->label = clause->number;
    clause->heading = cdt_smooth(&making->arena, title->title.heading);
    clause->words = clause->end;
    clause->level = 1;
}

void cdt_find_parts(cdt_making *making)
{
    size_t count = making->draft.clause_count, part = CDT_NOWHERE;
    found *titles = CDT_NEW_ARRAY(&making->scratch, found, count + 1);

    find_titles(making, titles);
    for (size_t i = 0; i < count; i++) {
        cdt_clause *clause = &making->clauses[i];
        if (titles[i].is && !in_list(making, titles, i)) {
            if (part != CDT_NOWHERE &&
                strcmp(making->clauses[part].number, cdt_smooth(&making->scratch, titles[i].title.name)) == 0) {
                clause->region = CDT_REGION_FURNITURE; /* its title again, at the top of a page */
            } else {
                make_schedule(making, i, &titles[i]);
                part = i;
            }
        }
        clause->part = part;
    }
}
