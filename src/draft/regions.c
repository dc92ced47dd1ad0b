/* regions.c - what stretches of an agreement are for: its contents list, parties, recitals, definitions, signatures. */
#include "base/map.h"
#include "draft/chars.h"
#include "draft/structure.h"
#include "draft/wording.h"

#define ENTRY_BYTES 200 /* a line of a contents list has no more */

/* --- furniture and contents, before anything is numbered */

/* "...... 12", ". . . 12": where the dots of a contents line begin; (size_t)-1: there are none. */
static size_t leader(cdt_str text, size_t from)
{
    size_t dots = 0, start = 0;

    for (size_t at = from; at < text.len; at++) {
        if (text.at[at] == '.') {
            start = dots++ ? start : at;
        } else if (text.at[at] != ' ' || !dots) {
            const char *next = memchr(text.at + at, '.', text.len - at);
            if (dots > 3)
                break;
            dots = 0;
            at = next ? (size_t)(next - text.at) - 1 : text.len;
        }
    }
    return dots > 3 ? start : (size_t)-1;
}

/* Dots and a page number, at the end of one line or several times in one that was run together. */
static bool has_leaders(cdt_str text)
{
    size_t at = leader(text, 0), count = 0;

    while (at != (size_t)-1) {
        while (at < text.len && (text.at[at] == '.' || text.at[at] == ' '))
            at++;
        count += at < text.len &&
                 (cdt_is_digit(text.at[at]) || (text.len - at < 5 && cdt_roman(cdt_str_slice(text, at, text.len))));
        if (at == text.len || count > 2)
            break;
        at = leader(text, at);
    }
    return count && (text.len < ENTRY_BYTES || count > 2) && cdt_is_wordly(text.at[text.len - 1]);
}

/* "Error! Bookmark not defined." instead of a page: where it begins, or 0. */
static size_t lost_page(cdt_str text)
{
    static const char *const lost[] = { "error! bookmark not defined", "error! reference source not found",
                                        "error: reference source not found" };
    size_t at = text.len > 36 ? text.len - 36 : 1;

    for (; at < text.len; at++)
        for (size_t i = 0; i < sizeof lost / sizeof *lost; i++)
            if (cdt_blank_at(text, at - 1) && cdt_begins_with(cdt_str_slice(text, at, text.len), lost[i]))
                return at;
    return 0;
}

/* A number at the end, parted by a tab or a gap. */
static size_t page_number(cdt_str text)
{
    size_t at = text.len, lost = lost_page(text);

    if (lost > 2)
        return lost;

    while (at && (cdt_is_digit(text.at[at - 1]) || (text.len - at < 5 && at > 1 && strchr("ivx", text.at[at - 1]))))
        at--;
    if (at == text.len || at < 3 || text.len - at > 4 || (text.len - at == 4 && cdt_is_digit(text.at[at])))
        return 0;
    return text.at[at - 1] == '\t' || (text.at[at - 1] == ' ' && (text.at[at - 2] == ' ' || text.at[at - 2] == '\t'))
               ? at
               : 0;
}

static bool is_contents_heading(cdt_str text)
{
    static const char *const names[] = { "contents", "table of contents", "index", "list of contents" };

    text = cdt_str_trim(text);
    while (text.len && strchr("#:. \t", text.at[0]))
        text = cdt_str_slice(text, 1, text.len);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = cdt_begins_with(text, names[i]);
        if (n && (n == text.len || (cdt_look_at(text).words < 5 && cdt_skip_blanks(text, n) > n) || text.at[n] == ':'))
            return true;
    }
    return false;
}

/* The words of an entry or heading, to be found again: without number, dots, page and case. */
static cdt_str key_of(cdt_arena *arena, cdt_str text)
{
    cdt_label label;
    char *to;
    size_t n = 0, end = leader(text, 0);

    if (cdt_label_parse(text, &label) && label.length < text.len)
        text = cdt_str_slice(text, label.length, end);
    else
        text = cdt_str_slice(text, 0, end);
    if (page_number(text))
        text.len = page_number(text);
    to = cdt_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        if (cdt_is_wordly(text.at[i]))
            to[n++] = cdt_to_lower(text.at[i]);
    return (cdt_str){ to, n };
}

static bool could_be_entry(const cdt_making *making, size_t i)
{
    cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
    char last = text.len ? text.at[text.len - 1] : ' ';

    return making->clauses[i].kind != CDT_CLAUSE_NOTE &&
           (has_leaders(text) || page_number(text) || (text.len < 120 && last != '.' && last != ';' && last != ','));
}

/* Do entries come again as headings behind the list? */
static bool come_again(cdt_making *making, const cdt_map *seen, size_t at)
{
    size_t again = 0;

    for (size_t to = at + 300; at < to && at < making->draft.clause_count && again < 2; at++) {
        cdt_str text = cdt_clause_text(making, at);
        again += text.len < 120 && cdt_map_get(seen, key_of(&making->scratch, text)) != NULL;
    }
    return again > 1;
}

/* Behind the last entry with a page, in a list where most have one, stand only titles of attachments. */
static size_t without_pages(cdt_making *making, size_t from, size_t to)
{
    cdt_schedule_title title;

    while (from < to &&
           cdt_schedule_title_of(&making->scratch, cdt_str_trim(cdt_clause_text(making, from)), true, &title))
        from++;
    return from;
}

/* From the heading on, up to an entry's words when they come again: there the agreement itself begins. Returns the first
 * clause behind the list; `i` itself where there is none. */
static size_t contents_from(cdt_making *making, size_t i)
{
    cdt_map seen = { 0 };
    size_t count = making->draft.clause_count, at = i + 1, entries = 0, paged = 0, last = at, until_last = 0;
    bool listed;

    for (; at < count && could_be_entry(making, at); at++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, at)), key = key_of(&making->scratch, text);
        bool entry = has_leaders(text) || page_number(text);
        void **before;
        if (making->clauses[at].region == CDT_REGION_FURNITURE || !key.len)
            continue;
        before = cdt_map_at(&seen, key);
        if (*before && !entry)
            break;
        *before = making;
        entries++;
        paged += entry;
        last = entry ? at + 1 : last;
        until_last = entry ? entries : until_last;
    }
    if (paged > 1 && paged * 3 > until_last * 2)
        at = without_pages(making, last, at);
    /* Without pages and without an entry that comes again it is a heading, and nothing is known of what follows. */
    listed = at < count && entries > 1 && (paged || could_be_entry(making, at) || come_again(making, &seen, at));
    cdt_map_free(&seen);
    return listed ? at : i;
}

/* The page at the end of a numbered line, as "Section 1.1 Definitions 7"; 0: there is none. */
static unsigned page_at_end(cdt_str text)
{
    size_t at = text.len;
    unsigned page = 0;
    cdt_label label;

    while (at && cdt_is_digit(text.at[at - 1]))
        at--;
    if (at == text.len || text.len - at > 3 || at < 4 || text.len > 160 || !cdt_blank_at(text, at - 1) ||
        !cdt_label_parse(text, &label) || label.style == '*' || cdt_skip_blanks(text, label.length) + 3 > at)
        return 0;
    for (; at < text.len; at++)
        page = page * 10 + (unsigned)(text.at[at] - '0');
    return page;
}

/* Numbered lines with rising pages, without a heading over them. Returns the first clause behind them, or `i`. */
static size_t pages_from(const cdt_making *making, size_t i)
{
    size_t count = making->draft.clause_count, end = i, entries = 0, strange = 0;
    unsigned last = 0;

    for (size_t at = i; at < count && strange < 3; at++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, at));
        unsigned page = page_at_end(text);
        if (making->clauses[at].region == CDT_REGION_FURNITURE)
            continue;
        if (page && page >= last && page < last + 40) {
            last = page;
            strange = 0;
            entries++;
            end = at + 1;
        } else if (text.len > 250) {
            break;
        } else {
            strange++;
        }
    }
    return entries > 4 ? end : i;
}

static void mark(cdt_making *making, size_t from, size_t to, cdt_region region)
{
    for (size_t i = from; i < to; i++)
        if (making->clauses[i].region != CDT_REGION_FURNITURE)
            making->clauses[i].region = region;
}

void cdt_find_contents(cdt_making *making)
{
    size_t count = making->draft.clause_count, failed = 0;

    for (size_t i = 0; i < count; i++)
        making->clauses[i].region = making->blocks[i].furniture ? CDT_REGION_FURNITURE : CDT_REGION_BODY;
    for (size_t i = 0; i < count; i++) {
        cdt_str text = cdt_clause_text(making, i);
        size_t after = i;
        if (text.len < 100 && failed < 8 && is_contents_heading(text))
            failed += (after = contents_from(making, i)) == i;
        else if (page_at_end(cdt_str_trim(text)) && making->clauses[i].start < making->draft.length / 4)
            after = pages_from(making, i);
        mark(making, i, after, CDT_REGION_CONTENTS);
        if (after > i)
            i = after - 1;
        else if (has_leaders(cdt_str_trim(text)) && !memchr(text.at, '$', text.len))
            mark(making, i, i + 1, CDT_REGION_CONTENTS);
    }
}

/* --- the others, by words and by what was numbered */

static bool begins_with_any(cdt_str text, const char *const *list, size_t count)
{
    while (text.len && strchr("\"(*_[", text.at[0]))
        text = cdt_str_slice(text, 1, text.len);
    for (size_t i = 0; i < count; i++)
        if (cdt_begins_with(text, list[i]))
            return true;
    return false;
}

#define BEGINS(text, list) begins_with_any((text), (list), sizeof(list) / sizeof *(list))

static bool is_any(cdt_str text, const char *const *list, size_t count)
{
    text = cdt_str_trim(text);
    while (text.len && strchr(".:;-", text.at[text.len - 1]))
        text.len--;
    for (size_t i = 0; i < count; i++)
        if (cdt_begins_with(text, list[i]) == text.len && text.len)
            return true;
    return false;
}

#define IS(text, list) is_any((text), (list), sizeof(list) / sizeof *(list))

static const char *const parties_headings[] = { "parties",
                                                "the parties",
                                                "between",
                                                "parties to the agreement",
                                                "parties to this agreement",
                                                "the parties to this agreement",
                                                "contracting parties" };
static const char *const recital_headings[] = { "recitals",
                                                "recital",
                                                "background",
                                                "whereas",
                                                "witnesseth",
                                                "w i t n e s s e t h",
                                                "preamble",
                                                "introduction and background",
                                                "background and recitals",
                                                "r e c i t a l s",
                                                "background statement",
                                                "statement of background" };
static const char *const definition_headings[] = { "definitions",
                                                   "definition",
                                                   "interpretation",
                                                   "definitions and interpretation",
                                                   "interpretation and definitions",
                                                   "defined terms",
                                                   "glossary",
                                                   "glossary of terms",
                                                   "certain definitions",
                                                   "definitions and construction",
                                                   "definitions; interpretation",
                                                   "definitions & interpretation",
                                                   "terms and definitions",
                                                   "general definitions",
                                                   "certain defined terms",
                                                   "definitions and interpretations",
                                                   "definitions and rules of interpretation",
                                                   "definition of terms",
                                                   "defined terms and interpretation",
                                                   "construction and interpretation",
                                                   "definitions of terms" };
static const char *const agreed_words[] = { "now therefore",
                                            "now, therefore",
                                            "now it is",
                                            "it is agreed",
                                            "it is hereby",
                                            "agreed terms",
                                            "agreement",
                                            "operative provisions",
                                            "operative part",
                                            "the parties agree",
                                            "the parties hereby agree",
                                            "the parties have agreed",
                                            "therefore, the parties",
                                            "therefore",
                                            "accordingly",
                                            "in consideration of",
                                            "terms",
                                            "now this agreement",
                                            "now, this agreement",
                                            "terms agreed" };
static const char *const party_words[] = { "this agreement",
                                           "this deed",
                                           "this memorandum",
                                           "this contract",
                                           "this amendment",
                                           "this is an agreement",
                                           "this arrangement",
                                           "this first",
                                           "this second",
                                           "an agreement",
                                           "agreement",
                                           "the agreement",
                                           "dated",
                                           "made this",
                                           "this services agreement",
                                           "between",
                                           "by and between" };
static const char *const execution_words[] = { "in witness",
                                               "in witnesseth",
                                               "signed by",
                                               "signed for",
                                               "signed on behalf",
                                               "signed as a deed",
                                               "signed and",
                                               "signed:",
                                               "executed by",
                                               "executed as",
                                               "executed and delivered",
                                               "executed for",
                                               "for and on behalf of",
                                               "the common seal",
                                               "sealed with",
                                               "this agreement has been entered into on the date",
                                               "signatures",
                                               "signature page",
                                               "execution page",
                                               "signatories",
                                               "agreed and accepted",
                                               "accepted and agreed",
                                               "as witness",
                                               "attested by",
                                               "the parties have executed",
                                               "the parties hereto have executed",
                                               "the parties have caused",
                                               "signature",
                                               "execution" };
static const char *const signature_lines[] = { "by:",
                                               "by",
                                               "name:",
                                               "name",
                                               "title:",
                                               "date:",
                                               "its:",
                                               "signature:",
                                               "signed",
                                               "print name",
                                               "printed name",
                                               "position:",
                                               "witness",
                                               "attest",
                                               "dated:",
                                               "in the presence of",
                                               "/s/",
                                               "director",
                                               "authorised signatory",
                                               "authorized signatory",
                                               "address:",
                                               "duly authorised",
                                               "per:",
                                               "secretary" };

/* "IN WITNESS WHEREOF", "Signed by ...", or a line to sign on. */
static bool begins_execution(const cdt_making *making, size_t i)
{
    cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
    const cdt_clause *clause = &making->clauses[i];

    cdt_label label;

    if (*clause->number && cdt_label_parse(text, &label))
        text = cdt_str_trim(cdt_str_slice(text, label.length, text.len));
    if (BEGINS(text, execution_words))
        return text.len < 600;
    return text.len < 120 && cdt_begins_with(text, "by:");
}

static bool is_signature(cdt_str text)
{
    text = cdt_str_trim(text);
    return text.len < 400 && (BEGINS(text, signature_lines) || cdt_str_find(text, CDT_STR("____"), 0) != (size_t)-1 ||
                              cdt_str_find(text, CDT_STR("/s/"), 0) != (size_t)-1 ||
                              cdt_str_find(text, CDT_STR("....."), 0) != (size_t)-1 ||
                              cdt_str_find(text, CDT_STR("\xE2\x80\xA6\xE2\x80\xA6"), 0) != (size_t)-1);
}

/* Signatures go on while lines are short; a numbered clause, a heading with words below or a long paragraph ends them. */
static size_t execution_from(cdt_making *making, size_t i)
{
    size_t count = making->draft.clause_count, at = i + 1, signs = is_signature(cdt_clause_text(making, i));

    for (; at < count && making->clauses[at].kind != CDT_CLAUSE_SCHEDULE; at++) {
        const cdt_clause *clause = &making->clauses[at];
        cdt_str text = cdt_clause_text(making, at);
        if (clause->region == CDT_REGION_FURNITURE)
            continue;
        if (clause->region == CDT_REGION_CONTENTS)
            break;
        signs += is_signature(text);
        if (is_signature(text) || begins_execution(making, at))
            continue;
        if ((*clause->number && clause->words < clause->end && text.len > 60) || text.len > 500)
            break;
    }
    return signs || BEGINS(cdt_str_trim(cdt_clause_text(making, i)), execution_words) ? at : i;
}

/* "X" means ...: a paragraph of its own that defines. */
static bool is_definition(cdt_str text)
{
    static const char *const verbs[] = { "means",
                                         "mean",
                                         "shall mean",
                                         "has the meaning",
                                         "have the meaning",
                                         "shall have the",
                                         "is defined",
                                         "refers to",
                                         "includes",
                                         "shall be",
                                         "is",
                                         "are",
                                         "will mean",
                                         "has the same meaning",
                                         "have the meanings" };
    size_t at = 0, end;
    bool curly;

    while (at < text.len && strchr("*_ ", text.at[at]))
        at++;
    curly = cdt_str_starts(cdt_str_slice(text, at, text.len), CDT_STR("\xE2\x80\x9C")) ||
            cdt_str_starts(cdt_str_slice(text, at, text.len), CDT_STR("\xE2\x80\x98"));
    if (at == text.len || (text.at[at] != '"' && !curly))
        return false;
    at += curly ? 3 : 1;
    for (end = at; end < text.len && end < at + 120; end++)
        if (text.at[end] == '"' || (text.at[end] == '\xE2' && end + 2 < text.len && text.at[end + 1] == '\x80' &&
                                    (text.at[end + 2] == '\x9D' || text.at[end + 2] == '\x99')))
            break;
    if (end >= text.len || end == at + 120)
        return false;
    end += text.at[end] == '"' ? 1 : 3;
    while (end < text.len && (cdt_blank_at(text, end) || strchr(":,*_-", text.at[end])))
        end++;
    return BEGINS(cdt_str_slice(text, end, text.len), verbs);
}

/* A numbered clause with a heading of its own and clauses below it is none of a list of terms. */
static bool is_clause_proper(const cdt_making *making, size_t i)
{
    const cdt_clause *clause = &making->clauses[i];

    return *clause->number && *clause->heading && !IS(cdt_str_z(clause->heading), definition_headings) &&
           i + 1 < making->draft.clause_count && making->clauses[i + 1].parent == i && *making->clauses[i + 1].number;
}

/* "Interpretation" without a number: what is numbered behind it belongs to it only where no clauses proper follow. Returns
 * the first numbered clause below it, where they do; else `to`. */
static size_t without_clauses_proper(const cdt_making *making, size_t i, size_t to)
{
    size_t first = to, proper = 0;

    if (*making->clauses[i].number)
        return to;
    for (size_t at = i + 1; at < to; at++)
        if (making->clauses[at].parent == i && *making->clauses[at].number) {
            first = first == to ? at : first;
            proper += is_clause_proper(making, at);
        }
    return proper > 1 ? first : to;
}

/* A clause headed "Definitions", with all that stands below it. */
static size_t definitions_from(cdt_making *making, size_t i)
{
    const cdt_clause *clause = &making->clauses[i];
    size_t count = making->draft.clause_count, at = i + 1;

    for (; at < count && making->clauses[at].part == clause->part; at++) {
        const cdt_clause *other = &making->clauses[at];
        size_t up = at;
        if (other->kind == CDT_CLAUSE_SCHEDULE)
            break;
        if (!cdt_clause_counts(making, at))
            continue;
        while (up != CDT_NOWHERE && up > i)
            up = making->clauses[up].parent;
        if (up != i)
            break;
    }
    return without_clauses_proper(making, i, at);
}

static void find_definitions(cdt_making *making)
{
    size_t count = making->draft.clause_count;

    for (size_t i = 0; i < count; i++) {
        const cdt_clause *clause = &making->clauses[i];
        if (clause->region != CDT_REGION_BODY)
            continue;
        if (*clause->heading && IS(cdt_str_z(clause->heading), definition_headings)) {
            size_t after = clause->kind == CDT_CLAUSE_SCHEDULE ? i + 1 : definitions_from(making, i);
            if (clause->kind == CDT_CLAUSE_SCHEDULE)
                while (after < count && making->clauses[after].part == i)
                    after++;
            for (size_t j = i; j < after; j++)
                if (making->clauses[j].region == CDT_REGION_BODY)
                    making->clauses[j].region = CDT_REGION_DEFINITIONS;
        } else if (is_definition(cdt_clause_words(making, i))) {
            making->clauses[i].region = CDT_REGION_DEFINITIONS;
        }
    }
}

static void set_execution(cdt_making *making, size_t from, size_t to)
{
    mark(making, from, to, CDT_REGION_EXECUTION);
    for (size_t i = from; i < to; i++)
        if (!*making->clauses[i].number) { /* names and offices over lines to sign on are no headings */
            making->clauses[i].heading = "";
            making->clauses[i].words = making->clauses[i].start;
        }
}

#define NAMES_ABOVE 3 /* lines */

/* "TOWN OF MARSH          MARSH SCHOOL DISTRICT", over the lines to sign on. */
static size_t names_above(const cdt_making *making, size_t i)
{
    static const char *const heads[] = { "for the", "for and on behalf", "on behalf of", "name", "signed" };

    for (size_t n = 0; n < NAMES_ABOVE && i > 0; n++, i--) {
        const cdt_clause *clause = &making->clauses[i - 1];
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i - 1));
        if (clause->region != CDT_REGION_BODY || clause->kind != CDT_CLAUSE || *clause->number || text.len > 120 ||
            cdt_ends_sentence(text) || !(cdt_look_caps(cdt_look_at(text)) || BEGINS(text, heads)))
            break;
    }
    return i;
}

/* A table to sign in: "Signature: ____ | Signature: ____", and no cell that says more. */
static bool is_signed_table(const cdt_making *making, size_t from, size_t to)
{
    static const char *const words[] = { "signature", "signed", "by:", "executed" };
    static const char *const beside[] = { "name", "date", "title", "position", "print name", "for and on behalf" };
    size_t signs = 0, lines = 0;

    for (size_t i = from; i < to; i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        bool line =
            cdt_str_find(text, CDT_STR("___"), 0) != (size_t)-1 || cdt_str_find(text, CDT_STR("...."), 0) != (size_t)-1;
        if (text.len > 200 || (cdt_ends_sentence(text) && text.len > 60 && !line))
            return false;
        signs += BEGINS(text, words) || line;
        lines += BEGINS(text, words) || BEGINS(text, beside) || line;
    }
    return signs > 0 && lines > 1;
}

static void find_signed_tables(cdt_making *making)
{
    for (size_t i = 0, to; i < making->draft.clause_count; i = to) {
        const cdt_clause *clause = &making->clauses[i];
        for (to = i + 1; clause->kind == CDT_CLAUSE_TABLE && to < making->draft.clause_count &&
                         making->clauses[to].kind == CDT_CLAUSE_TABLE;)
            to++;
        if (clause->kind == CDT_CLAUSE_TABLE && clause->region == CDT_REGION_BODY && is_signed_table(making, i, to))
            mark(making, i, to, CDT_REGION_EXECUTION);
    }
}

static void find_executions(cdt_making *making)
{
    size_t count = making->draft.clause_count;

    for (size_t i = 0; i < count; i++) {
        size_t after;
        if (making->clauses[i].region != CDT_REGION_BODY || making->clauses[i].kind != CDT_CLAUSE ||
            !begins_execution(making, i))
            continue;
        after = execution_from(making, i);
        if (after > i)
            set_execution(making, names_above(making, i), after);
        if (after > i)
            i = after - 1;
    }
}

/* Lines to sign on at the end of a part, without words that announce them. */
static void find_last_lines(cdt_making *making, size_t from, size_t to)
{
    size_t first = to;

    for (size_t i = to; i-- > from;) {
        const cdt_clause *clause = &making->clauses[i];
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (!cdt_clause_counts(making, i))
            continue;
        if (clause->region == CDT_REGION_EXECUTION || *clause->number || clause->kind != CDT_CLAUSE || text.len > 250)
            break;
        if (is_signature(text))
            first = i;
        else if (text.len > 60 && cdt_ends_sentence(text))
            break;
    }
    if (first < to)
        set_execution(making, names_above(making, first), to);
}

/* Where the clauses proper begin: the first that is numbered and no recital or party, or words such as "It is agreed". */
typedef enum stage { IN_TITLE, IN_PARTIES, IN_RECITALS, IN_BODY } stage;

/* "THIS AGREEMENT is made between": the parties come below. */
static bool ends_in_between(cdt_str text)
{
    while (text.len && strchr(":- ", text.at[text.len - 1]))
        text.len--;
    return text.len > 7 && cdt_begins_with(cdt_str_slice(text, text.len - 7, text.len), "between");
}

static bool names_a_party(cdt_str text)
{
    return (cdt_str_find(text, CDT_STR(" between "), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR(" among "), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR(" BETWEEN "), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("entered into"), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("is made"), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("dated"), 0) != (size_t)-1 || ends_in_between(text));
}

/* "This Co-branding Agreement (...)". */
static bool names_itself(cdt_str text)
{
    static const char *const kinds[] = { "agreement", "deed",    "memorandum", "contract", "amendment",
                                         "lease",     "licence", "license",    "addendum", "arrangement",
                                         "protocol",  "mou",     "moa",        "compact" };
    size_t at = cdt_begins_with(text, "this");

    for (; at && at < text.len && at < 120; at++)
        if (cdt_is_letter(text.at[at]) && !cdt_is_letter(text.at[at - 1]) &&
            BEGINS(cdt_str_slice(text, at, text.len), kinds))
            return true;
    return false;
}

/* Recitals in one line with their heading, in capitals: "RECITALS A. The ...". */
static bool begins_as(cdt_str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cdt_str_starts(text, cdt_str_z(list[i])))
            return true;
    return false;
}

#define BEGINS_AS(text, list) begins_as((text), (list), sizeof(list) / sizeof *(list))

static const char *const recital_starts[] = { "RECITALS", "WITNESSETH", "BACKGROUND", "W I T N E S S E T H",
                                              "PREAMBLE" };

/* Is there a clause `i` in the part? */
static bool goes_on_at(const cdt_making *making, size_t i)
{
    return i < making->draft.clause_count && making->clauses[i].kind != CDT_CLAUSE_SCHEDULE;
}

/* Do the words that end recitals come within a few paragraphs? */
static bool agreement_follows(const cdt_making *making, size_t i)
{
    for (size_t to = i + 16; i < to && goes_on_at(making, i); i++)
        if (BEGINS(cdt_clause_text(making, i), agreed_words) || cdt_begins_with(cdt_clause_text(making, i), "whereas"))
            return true;
    return false;
}

/* A label such as parties and recitals have: "(1)", "(A)", "A.", "(a)". */
static bool is_lettered(const cdt_clause *clause)
{
    return clause->label[0] == '(' || cdt_is_upper(clause->label[0]) || cdt_is_lower(clause->label[0]);
}

static bool is_definition(cdt_str text);

/* A title and the parties in one paragraph. */
static bool names_parties_inside(cdt_str text)
{
    cdt_str begin = cdt_str_slice(text, 0, 900);

    return cdt_str_find(begin, CDT_STR("by and between"), 0) != (size_t)-1 ||
           cdt_str_find(begin, CDT_STR("entered into"), 0) != (size_t)-1 ||
           cdt_str_find(begin, CDT_STR("by and among"), 0) != (size_t)-1;
}

/* Do parties or recitals come within a few paragraphs? */
static bool head_follows(const cdt_making *making, size_t i)
{
    for (size_t to = i + 10; i < to && goes_on_at(making, i); i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (*making->clauses[i].number)
            return false;
        if (IS(text, recital_headings) || IS(text, parties_headings) || cdt_begins_with(text, "whereas") ||
            (names_itself(text) && names_a_party(text)))
            return true;
    }
    return false;
}

/* A party of a list: "(1) Fell Council". */
static bool is_listed_party(const cdt_clause *clause, cdt_str text)
{
    return clause->label[0] == '(' && cdt_is_digit(clause->label[1]) && text.len < 250 && !cdt_has_verb(text);
}

/* "1. Hill Council ("Hill"); and", in a list whose numbers are those of clauses. */
static bool is_numbered_party(const cdt_clause *clause, cdt_str text)
{
    return cdt_is_digit(clause->label[0]) && text.len < 250 && !*clause->heading && !cdt_has_verb(text) &&
           (cdt_str_find(text, CDT_STR("(\""), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("(the \""), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("(\xE2\x80\x9C"), 0) != (size_t)-1 ||
            cdt_str_find(text, CDT_STR("(the \xE2\x80\x9C"), 0) != (size_t)-1);
}

/* What stands between names of parties, or before them. */
static const char *const joints[] = { "and", "between", "parties", "the parties", "with", "&" };

/* The name of a body alone in its line, below "between", "Parties" or "and", or below another such name. */
static bool is_name_line(const cdt_making *making, size_t i)
{
    static const char *const bodies[] = { "ouncil",     "uthority",  "Trust",     "gency",     "oard",    "ounty",
                                          "epartment",  "inistry",   "niversity", "ommission", "istrict", "olice",
                                          "COUNCIL",    "AUTHORITY", "TRUST",     "AGENCY",    "BOARD",   "COUNTY",
                                          "POLICE",     "DISTRICT",  "City of",   "CITY OF",   "Town of", "TOWN OF",
                                          "DEPARTMENT", "MINISTRY" };
    cdt_str text = cdt_str_trim(cdt_clause_text(making, i)), above;
    bool body = false;
    size_t k = i;

    if (text.len > 120 || cdt_ends_sentence(text) || cdt_has_verb(text))
        return false;
    for (size_t n = 0; n < sizeof bodies / sizeof *bodies && !body; n++)
        body = cdt_str_find(text, cdt_str_z(bodies[n]), 0) != (size_t)-1;
    while (body && k > 0 && !cdt_clause_counts(making, k - 1))
        k--;
    if (!body || k == 0 || making->clauses[k - 1].region != CDT_REGION_PARTIES)
        return false;
    above = cdt_str_trim(cdt_clause_text(making, k - 1));
    return IS(above, joints) || (above.len < 120 && !cdt_ends_sentence(above) && !names_a_party(above));
}

/* A heading of the agreement's own words, where no clause has a number: "Introduction", "Purpose". What follows it is no
 * heading, or it would be a line of the title. */
static bool is_first_heading(const cdt_making *making, size_t i, cdt_str text)
{
    static const char *const known[] = { "purpose",    "introduction", "overview", "scope",     "authority",
                                         "objectives", "aims",         "summary",  "principles" };
    const cdt_clause *clause = &making->clauses[i];
    size_t after = i + 1;

    while (after < making->draft.clause_count && !cdt_clause_counts(making, after))
        after++;
    return i > 0 && *clause->heading && !cdt_clause_words(making, i).len && text.len < 60 &&
           after < making->draft.clause_count && cdt_clause_words(making, after).len &&
           (!cdt_look_caps(cdt_look_at(text)) || BEGINS(text, known)) && !names_itself(text) &&
           !BEGINS(text, party_words) && cdt_str_find(text, CDT_STR("greement"), 0) == (size_t)-1 &&
           cdt_str_find(text, CDT_STR("emorandum"), 0) == (size_t)-1 && !head_follows(making, i + 1);
}

static bool recitals_follow(const cdt_making *making, size_t i)
{
    for (size_t to = i + 8; i < to && goes_on_at(making, i); i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (*making->clauses[i].number)
            return false;
        if (IS(text, recital_headings) || cdt_begins_with(text, "whereas"))
            return true;
    }
    return false;
}

/* "PARTIES:  (1)  Fell Council ..." in one line. */
static bool begins_parties(cdt_str text)
{
    size_t at = cdt_begins_with(text, "parties:");

    at = at ? cdt_skip_blanks(text, at) : 0;
    return at && at < text.len && text.at[at] == '(';
}

/* "The Council will run the payroll of the Trust.": in a letter or a note, whose clauses have no numbers and no headings, the
 * words of the agreement begin with the first sentence that says who does something. */
static bool is_promise(cdt_str text)
{
    static const char *const verbs[] = { " will ", " shall ", " must ", " may ", " agrees ", " agree " };

    if (text.len < 30 || !cdt_ends_sentence(text) || cdt_str_find(text, CDT_STR("(the "), 0) != (size_t)-1 ||
        cdt_str_find(text, CDT_STR("referred to as"), 0) != (size_t)-1 || names_a_party(text))
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (cdt_str_find(text, cdt_str_z(verbs[i]), 0) != (size_t)-1)
            return true;
    return false;
}

static stage next_stage(const cdt_making *making, size_t i, stage now)
{
    const cdt_clause *clause = &making->clauses[i];
    cdt_str text = cdt_str_trim(cdt_clause_text(making, i)), words = cdt_clause_words(making, i);
    cdt_str heading = cdt_str_z(clause->heading);

    if (IS(heading, recital_headings) || IS(text, recital_headings) || cdt_begins_with(text, "whereas") ||
        BEGINS_AS(text, recital_starts))
        return IN_RECITALS;
    if (IS(heading, parties_headings) || IS(text, parties_headings) || begins_parties(text))
        return IN_PARTIES;
    if (now != IN_TITLE && BEGINS(text, agreed_words) && (now == IN_RECITALS || !names_a_party(text)))
        return IN_BODY;
    if (now == IN_TITLE && i > 0 && making->clauses[i - 1].region == CDT_REGION_CONTENTS && text.len < 100 &&
        (*clause->heading || !cdt_ends_sentence(text)) && !cdt_look_caps(cdt_look_at(text)) &&
        !BEGINS(text, party_words))
        return IN_BODY;
    if (now == IN_TITLE && (text.len > 40 || ends_in_between(text)) && names_a_party(text) &&
        (BEGINS(text, party_words) || names_itself(text) || names_parties_inside(text)))
        return IN_PARTIES;
    if (now <= IN_PARTIES && is_listed_party(clause, text))
        return now;
    if (now == IN_PARTIES && IS(heading, joints) && !*clause->number)
        return now; /* "AND: THE CHIEF CONSTABLE OF DALESHIRE" */
    if (now == IN_PARTIES && (is_numbered_party(clause, text) || (!*clause->number && is_name_line(making, i))))
        return now;
    if (*clause->number && !(now == IN_PARTIES && clause->label[0] == '(') &&
        !(now == IN_RECITALS && is_lettered(clause) && !*clause->heading))
        return now == IN_RECITALS && !*clause->heading && words.len && agreement_follows(making, i + 1) ? IN_RECITALS
                                                                                                        : IN_BODY;
    if (now == IN_PARTIES && clause->label[0] == '(' && is_promise(text))
        return IN_BODY;
    if (now == IN_PARTIES && clause->label[0] == '(')
        return IN_PARTIES; /* "(2) Dale Council (the "Council")" is no heading */
    if (now == IN_PARTIES && words.len > 100 && (*clause->heading || is_definition(words)))
        return IN_BODY; /* clauses without numbers */
    if (now == IN_PARTIES && *clause->heading && words.len == 0 && recitals_follow(making, i + 1))
        return now;
    if (now != IN_BODY && *clause->heading && words.len == 0 && !IS(heading, recital_headings) && now != IN_TITLE)
        return IN_BODY;
    if (now == IN_TITLE && is_first_heading(making, i, text))
        return IN_BODY;
    return now == IN_TITLE && words.len > 250 && !head_follows(making, i + 1) ? IN_BODY : now;
}

/* Has no clause of [from, to) a number, and does nothing else say where the body begins? */
static bool is_prose(const cdt_making *making, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (*making->clauses[i].number || IS(text, recital_headings) || IS(text, parties_headings) ||
            cdt_begins_with(text, "whereas") || BEGINS(text, agreed_words) || BEGINS_AS(text, recital_starts))
            return false;
    }
    return true;
}

/* The head of the agreement in [from, to), up to its first clause. */
static void find_head(cdt_making *making, size_t from, size_t to)
{
    static const cdt_region regions[] = { CDT_REGION_TITLE, CDT_REGION_PARTIES, CDT_REGION_RECITALS };
    stage now = IN_TITLE;
    bool prose = is_prose(making, from, to);

    for (size_t i = from; i < to; i++) {
        if (!cdt_clause_counts(making, i))
            continue;
        if (prose && now == IN_PARTIES && is_promise(cdt_str_trim(cdt_clause_text(making, i))))
            return;
        now = next_stage(making, i, now);
        if (now == IN_BODY)
            return;
        making->clauses[i].region = regions[now];
    }
    if (now == IN_TITLE) /* a text without any of it: nothing is only its title */
        for (size_t i = from; i < to; i++)
            if (making->clauses[i].region == CDT_REGION_TITLE &&
                (i > 0 || cdt_ends_sentence(cdt_clause_text(making, i))))
                making->clauses[i].region = CDT_REGION_BODY;
}

/* --- papers of a meeting, and what is attached to them */

#define HEAD_LINES 12 /* in which a part says what it is */

/* The clause behind the part that begins with clause `from`. */
static size_t part_end(const cdt_making *making, size_t from)
{
    size_t to = from + 1;

    while (to < making->draft.clause_count && making->clauses[to].kind != CDT_CLAUSE_SCHEDULE)
        to++;
    return to;
}

static size_t head_end(size_t from, size_t to)
{
    return from + HEAD_LINES < to ? from + HEAD_LINES : to;
}

/* "This Agreement is made between ...": an agreement with parties of its own, and no schedule that speaks of another. */
static bool has_agreement(const cdt_making *making, size_t from, size_t to)
{
    static const char *const parts[] = { "this schedule", "this annex",      "this appendix",
                                         "this exhibit",  "this attachment", "this part" };

    for (size_t i = from; i < head_end(from, to); i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (!*making->clauses[i].number && text.len > 25 && names_itself(text) && !BEGINS(text, parts) &&
            (cdt_str_find(text, CDT_STR(" between "), 0) != (size_t)-1 || ends_in_between(text) ||
             cdt_str_find(text, CDT_STR(" BETWEEN "), 0) != (size_t)-1 ||
             cdt_str_find(text, CDT_STR(" among "), 0) != (size_t)-1 ||
             cdt_str_find(text, CDT_STR("entered into by "), 0) != (size_t)-1))
            return true;
    }
    return false;
}

static bool is_resolved(cdt_str text)
{
    return cdt_begins_with(text, "resolved") || cdt_str_find(text, CDT_STR("BE IT RESOLVED"), 0) != (size_t)-1 ||
           cdt_str_find(text, CDT_STR("be it resolved"), 0) != (size_t)-1 ||
           cdt_str_find(text, CDT_STR("BE IT FURTHER RESOLVED"), 0) != (size_t)-1;
}

/* Is the part a resolution: by its title, and by what is resolved? */
static bool is_resolution(const cdt_making *making, size_t from, size_t to)
{
    static const char *const titles[] = { "resolution", "a resolution", "joint resolution", "a joint resolution" };
    bool titled = false;

    for (size_t i = from; i < to; i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        titled |=
            i < head_end(from, to) && (BEGINS(text, titles) || BEGINS(cdt_str_z(making->clauses[i].heading), titles));
        if (titled && is_resolved(text))
            return true;
    }
    return false;
}

/* "MINUTES OF THE CABINET", "AGENDA ITEM 7": papers of a meeting, by a line of their head. */
static bool is_of_meeting(const cdt_making *making, size_t from, size_t to)
{
    static const char *const titles[] = { "minutes",   "agenda",       "staff report",
                                          "report to", "board report", "cabinet report" };

    for (size_t i = from; i < head_end(from, to); i++) {
        cdt_str text = cdt_str_trim(cdt_clause_text(making, i));
        if (!*making->clauses[i].number && text.len < 100 && !cdt_ends_sentence(text) && BEGINS(text, titles))
            return true;
    }
    return false;
}

static bool has_region(const cdt_making *making, size_t from, size_t to, cdt_region region)
{
    for (size_t i = from; i < to; i++)
        if (making->clauses[i].region == region)
            return true;
    return false;
}

/* Agreements that are attached: each has a head of its own. The first of them is what all is about, where what stands before
 * it are papers of a meeting. */
static void find_attached(cdt_making *making, size_t body)
{
    size_t count = making->draft.clause_count;
    bool papers = body < count && !has_region(making, 0, body, CDT_REGION_PARTIES) &&
                  (is_of_meeting(making, 0, body) || is_resolution(making, 0, body));

    making->draft.instrument = CDT_NOWHERE;
    for (size_t from = body, to; from < count; from = to) {
        to = part_end(making, from);
        if (!has_agreement(making, from + 1, to))
            continue;
        find_head(making, from + 1, to);
        if (papers && making->draft.instrument == CDT_NOWHERE)
            making->draft.instrument = from;
    }
}

/* What was resolved, and what was said when it was, is told before the agreement or beside it: it agrees nothing. */
static void find_resolutions(cdt_making *making, size_t body)
{
    for (size_t from = 0, to = body; from < making->draft.clause_count; from = to, to = part_end(making, from)) {
        bool papers = from == 0 && to == body ? making->draft.instrument != CDT_NOWHERE : is_resolution(making, from, to);
        for (size_t i = from; papers && i < to; i++)
            if (making->clauses[i].region == CDT_REGION_BODY && making->clauses[i].kind != CDT_CLAUSE_SCHEDULE)
                making->clauses[i].region = CDT_REGION_RECITALS;
        if (to >= making->draft.clause_count)
            break;
    }
}

/* The title of the agreement is over all of it: nothing is cited as a part of it. */
static void leave_title(cdt_making *making)
{
    for (size_t i = 0; i < making->draft.clause_count; i++) {
        cdt_clause *clause = &making->clauses[i];
        if (clause->parent == CDT_NOWHERE || making->clauses[clause->parent].region != CDT_REGION_TITLE ||
            making->clauses[clause->parent].kind == CDT_CLAUSE_SCHEDULE)
            continue;
        clause->parent = making->clauses[clause->parent].parent;
        if (!*clause->number)
            clause->level = clause->parent == CDT_NOWHERE ? 0 : making->clauses[clause->parent].level + 1;
    }
}

void cdt_find_regions(cdt_making *making)
{
    size_t body =
        making->draft.clause_count && making->clauses[0].kind == CDT_CLAUSE_SCHEDULE ? 0 : part_end(making, 0);

    body = body < making->draft.clause_count ? body : making->draft.clause_count;
    find_head(making, 0, body);
    find_attached(making, body);
    leave_title(making);
    find_executions(making);
    find_signed_tables(making);
    for (size_t i = 1, from = 0; i <= making->draft.clause_count; i++)
        if (i == making->draft.clause_count || making->clauses[i].kind == CDT_CLAUSE_SCHEDULE) {
            find_last_lines(making, from, i);
            from = i;
        }
    find_resolutions(making, body);
    find_definitions(making);
}
