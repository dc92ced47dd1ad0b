/* headings.c - which clauses are headings, and which begin with one. */
#include "draft/chars.h"
#include "draft/structure.h"
#include "draft/wording.h"

#define ALONE_BYTES 110 /* a heading on a line of its own has no more */

static size_t next_counted(const cdt_making *making, size_t i)
{
    do
        i++;
    while (i < making->draft.clause_count && !cdt_clause_counts(making, i));
    return i;
}

static bool begins_with_any(cdt_str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cdt_begins_with(text, list[i]))
            return true;
    return false;
}

/* Lines of a signature block, and what else stands alone without being a heading. */
static bool is_form(cdt_str text)
{
    static const char *const begins[] = { "by",      "by:",     "name",       "name:",      "title:",
                                          "date:",   "dated",   "signed",     "signature",  "its:",
                                          "attest",  "attest:", "witness:",   "address:",   "tel:",
                                          "fax:",    "email:",  "attention:", "attn:",      "attn",
                                          "whereas", "between", "and",        "to:",        "from:",
                                          "cc:",     "/s/",     "executed",   "in witness", "for and on behalf",
                                          "yours",   "our ref", "your ref",   "dear",       "agreed on behalf" };

    return begins_with_any(text, begins, sizeof begins / sizeof *begins) ||
           cdt_str_find(text, CDT_STR("___"), 0) != (size_t)-1 || cdt_str_find(text, CDT_STR("/s/"), 0) != (size_t)-1 ||
           cdt_str_find(text, CDT_STR("...."), 0) != (size_t)-1 || memchr(text.at, '@', text.len) ||
           cdt_str_find(text, CDT_STR("    "), 0) != (size_t)-1 || text.at[0] == '(' || text.at[0] == '[' ||
           text.at[0] == '"' || text.at[0] == '$' || memchr(text.at, '|', text.len) || memchr(text.at, '\t', text.len);
}

/* Does a paragraph of sentences or a numbered clause follow? */
static bool leads(const cdt_making *making, size_t i)
{
    size_t after = next_counted(making, i);
    cdt_str next;
    cdt_label label;

    if (after >= making->draft.clause_count || making->clauses[after].kind == CDT_CLAUSE_SCHEDULE)
        return false;
    next = cdt_clause_text(making, after);
    if (making->clauses[after].kind == CDT_CLAUSE_TABLE || *making->clauses[after].label)
        return true;
    return next.len > ALONE_BYTES || (cdt_label_parse(next, &label) && label.style != '*') ||
           ((cdt_ends_sentence(next) || next.at[next.len - 1] == ':') && next.len > 30);
}

/* "What this is about", "Who pays for what?": a heading may ask, with a verb, in a few words. */
static bool asks(cdt_str text, cdt_look look)
{
    static const char *const words[] = { "what", "who", "whose", "how", "why", "where", "when" };

    return look.words >= 2 && look.words <= 9 && begins_with_any(text, words, sizeof words / sizeof *words);
}

/* "Town Hall, Market Street, Eastbrook EB1 2AA": a line that ends in a postcode. */
static bool ends_in_postcode(cdt_str text)
{
    const char *end = text.at + text.len;
    size_t word = 0;

    if (text.len < 7 || !cdt_is_upper(end[-1]) || !cdt_is_upper(end[-2]) || !cdt_is_digit(end[-3]) || end[-4] != ' ')
        return false;
    text.len -= 4;
    while (word < text.len && (cdt_is_upper(end[-5 - (long)word]) || cdt_is_digit(end[-5 - (long)word])))
        word++;
    return word >= 2 && word <= 4 && cdt_is_upper(end[-4 - (long)word]);
}

/* "Host: Eastbrook.", "Eastbrook pays 60% and North Marsh 40%.": a sentence, however short. */
static bool is_sentence(cdt_str text)
{
    size_t colon = cdt_str_find(text, CDT_STR(": "), 0);

    return colon != (size_t)-1 || memchr(text.at, '%', text.len) ||
           cdt_str_find(text, CDT_STR("\xC2\xA3"), 0) != (size_t)-1;
}

/* "The host shall-", "The board may -", "must—": a list completes the sentence. */
static bool ends_in_dash(cdt_str text)
{
    static const char *const verbs[] = { " may -", " shall -", " must -", " will -", " is -", " are -", " to -" };
    size_t at;

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (cdt_str_ends(text, cdt_str_z(verbs[i])))
            return true;

    if (cdt_str_ends(text, CDT_STR("\xE2\x80\x94")) || cdt_str_ends(text, CDT_STR("\xE2\x80\x93")))
        return true;
    if (!text.len || text.at[text.len - 1] != '-')
        return false;
    at = text.len - 1;
    while (at && cdt_is_lower(text.at[at - 1]))
        at--;
    return at && at < text.len - 1 && cdt_blank_at(text, at - 1);
}

/* "Fault - a failure of the network": what words mean. */
static bool explains(cdt_str text)
{
    static const char *const articles[] = { " - a ",           " - an ",           " - any ",
                                            "\xE2\x80\x93 a ", "\xE2\x80\x93 an ", "\xE2\x80\x93 any " };

    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (cdt_str_find(text, cdt_str_z(articles[i]), 0) != (size_t)-1)
            return true;
    return false;
}

/* "There is a Joint Board of:", "In this Agreement:-": words that a list completes. */
static bool leads_in(cdt_str text)
{
    cdt_look look = cdt_look_at(text);

    while (text.len && text.at[text.len - 1] == '-')
        text.len--;
    return text.len && text.at[text.len - 1] == ':' && look.small + look.joining && !cdt_look_caps(look) &&
           (cdt_begins_clause(text) || cdt_has_verb(text) || cdt_begins_with(text, "in") ||
            cdt_begins_with(text, "there"));
}

/* Without a number, a line is a heading by its looks and by what follows. */
static bool alone_unlabelled(const cdt_making *making, size_t i, cdt_str text)
{
    bool stop = text.at[text.len - 1] == '.' && text.len < 50; /* "Notices." */
    cdt_look look;
    bool question;

    if (stop)
        text.len--;
    look = cdt_look_at(text);
    if (look.words < 1 || look.words > 12 || !look.first)
        return false;
    if (ends_in_postcode(text) || ends_in_dash(text) || explains(text) ||
        (stop && (is_sentence(text) || (look.small > 1 && !cdt_look_caps(look)))))
        return false;
    question = asks(text, look) && !stop;
    if (question && text.at[text.len - 1] == '?')
        text.len--;
    if (cdt_is_digit(text.at[0]) || cdt_is_digit(text.at[text.len - 1]) || memchr(text.at, '%', text.len) ||
        memchr(text.at, '\n', text.len) || (cdt_has_verb(text) && !question) || cdt_ends_sentence(text) ||
        is_form(text))
        return false;
    if (text.at[text.len - 1] == ':')
        return (cdt_look_caps(look) || cdt_look_title(look)) && look.words <= 6 && leads(making, i) && !leads_in(text);
    return leads(making, i) && (cdt_look_caps(look) || cdt_look_title(look) || look.words <= (stop ? 4 : 9));
}

/* "The Board:", with "(a) decides ..." below: words that a list completes, or a dash before it. */
static bool opens_list(const cdt_making *making, size_t i, cdt_str text)
{
    size_t after = next_counted(making, i);
    cdt_label label;
    cdt_str next;

    if (ends_in_dash(text))
        return true;
    if (text.at[text.len - 1] != ':' || after >= making->draft.clause_count ||
        !(cdt_begins_with(text, "the") || cdt_begins_with(text, "each") || cdt_begins_with(text, "any")))
        return false;
    next = cdt_str_trim(cdt_clause_text(making, after));
    if (making->blocks[after].label.len)
        return making->blocks[after].label.at[0] == '(' && next.len &&
               cdt_is_lower(cdt_clause_words(making, after).at[0]);
    return cdt_label_parse(next, &label) && label.style == '(' && label.letter && !label.upper &&
           cdt_skip_blanks(next, label.length) < next.len && cdt_is_lower(next.at[cdt_skip_blanks(next, label.length)]);
}

/* "Clause 3(c) survives.", "See Schedule 2." */
static bool points_somewhere(cdt_str text)
{
    static const char *const begins[] = {
        "clause", "clauses", "paragraph", "paragraphs", "see", "section", "sections"
    };

    for (size_t i = 0; i < text.len; i++)
        if (cdt_is_digit(text.at[i]))
            return begins_with_any(text, begins, sizeof begins / sizeof *begins);
    return false;
}

/* With a number, short words that do not end like a sentence are one, whatever follows. */
static bool alone_labelled(const cdt_making *making, size_t i, cdt_str text)
{
    cdt_look look = cdt_look_at(text);
    bool stop = text.at[text.len - 1] == '.' || text.at[text.len - 1] == ':';
    size_t after = next_counted(making, i);
    size_t words, heading;
    bool followed = after < making->draft.clause_count && making->clauses[after].part == making->clauses[i].part;

    if (look.words < 1 || look.words > 14 || !look.first || text.at[0] == '"' || text.at[0] == '\xE2' ||
        text.at[0] == '$' || cdt_str_starts(text, CDT_STR("\xC2\xA3")) ||
        cdt_str_find(text, CDT_STR("__"), 0) != (size_t)-1 || cdt_str_find(text, CDT_STR("**"), 0) != (size_t)-1 ||
        memchr(text.at, '"', text.len) || cdt_str_find(text, CDT_STR("\xE2\x80\x9C"), 0) != (size_t)-1)
        return false;
    if (ends_in_dash(text) || opens_list(making, i, text) || (stop && is_sentence(text)) ||
        (cdt_str_ends(text, CDT_STR(":-")) && leads_in(text)))
        return false;
    if (stop && points_somewhere(text))
        return false;
    if (stop && ((look.small && cdt_begins_clause(text)) || cdt_str_find(text, CDT_STR(". "), 0) != (size_t)-1))
        return false;
    words = stop ? cdt_inline_heading(text, true, &heading) : 0;
    if (words && words < text.len)
        return false;
    if (stop)
        return cdt_look_caps(look) || (cdt_look_title(look) && look.words <= 9 && !cdt_has_verb(text)) ||
               (look.words <= 4 && look.small <= 1 && !cdt_has_verb(text) && !memchr(text.at, ':', text.len - 1) &&
                !cdt_begins_clause(text));
    if (cdt_ends_sentence(text))
        return false;
    if (cdt_look_caps(look) || (cdt_look_title(look) && look.small <= 1))
        return true;
    return look.words <= 8 && followed;
}

/* Words in bold at the beginning, with which the format sets off a heading. */
static size_t bold_run(const cdt_making *making, const cdt_clause *clause)
{
    size_t low = 0, high = making->mark_count, end = clause->words;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (making->marks[middle].start < clause->start) /* they are in this order */
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < making->mark_count && making->marks[low].start <= end && making->marks[low].start < clause->end; low++)
        if (making->marks[low].kind == CDT_MARK_BOLD && making->marks[low].end > end)
            end = making->marks[low].end;
    return end < clause->end ? end - clause->words : 0;
}

static void set(cdt_making *making, size_t i, size_t heading, size_t words)
{
    cdt_clause *clause = &making->clauses[i];
    cdt_str text = cdt_str_slice(cdt_clause_words(making, i), 0, heading);

    while (text.len && (text.at[text.len - 1] == '.' || text.at[text.len - 1] == ':' || text.at[text.len - 1] == ' ' ||
                        text.at[text.len - 1] == '-'))
        text.len--;
    clause->heading = cdt_smooth(&making->arena, text);
    clause->words += words;
    clause->words = clause->words + cdt_skip_blanks(cdt_clause_words(making, i), 0);
}

static bool inline_one(cdt_making *making, size_t i, cdt_str text, bool labelled)
{
    size_t heading, words, bold = bold_run(making, &making->clauses[i]);
    cdt_str chunk = cdt_str_trim(cdt_str_slice(text, 0, bold));

    if (bold && chunk.len > 2 && chunk.len < ALONE_BYTES && cdt_look_at(chunk).first && chunk.at[0] != '"' &&
        chunk.at[0] != '\xE2' && strchr(".:", chunk.at[chunk.len - 1])) {
        set(making, i, bold, bold);
        return true;
    }
    words = cdt_inline_heading(text, labelled, &heading);
    if (!words || (!labelled && text.len < words + 40) || (words >= text.len && opens_list(making, i, text)) ||
        leads_in(cdt_str_slice(text, 0, words)))
        return false;
    set(making, i, heading, words);
    return true;
}

/* "*Term.* The term ..." and "_Term._ The term ...", in one paragraph: where the second mark stands, or -1. */
static size_t slanted(cdt_str text)
{
    size_t end;

    if (text.len < 4 || (text.at[0] != '*' && text.at[0] != '_') || text.at[1] == text.at[0] || cdt_blank_at(text, 1))
        return (size_t)-1;
    end = cdt_str_find(cdt_str_slice(text, 0, ALONE_BYTES), cdt_str_slice(text, 0, 1), 1);
    return end != (size_t)-1 && end + 2 < text.len && strchr(".:", text.at[end - 1]) ? end : (size_t)-1;
}

/* "**Term.** The term ...": people mark headings so in plain text too, also around the number: "**13. Indemnity.** ...". */
static bool emphasised(cdt_making *making, size_t i, cdt_str text, bool labelled)
{
    cdt_clause *clause = &making->clauses[i];
    bool outside = cdt_str_starts(cdt_clause_text(making, i), CDT_STR("**"));
    size_t from = cdt_str_starts(text, CDT_STR("**")) ? 2 : 0, end = slanted(text), mark = 2;
    cdt_str inside;

    if (end != (size_t)-1)
        from = mark = 1;
    else if (!from && !(outside && labelled))
        return false;
    else
        end = cdt_str_find(cdt_str_slice(text, 0, ALONE_BYTES), CDT_STR("**"), from);
    if (end == (size_t)-1)
        return false;
    inside = cdt_str_trim(cdt_str_slice(text, from, end));
    if (!inside.len || !cdt_look_at(inside).first || cdt_has_verb(inside) ||
        (end + mark < text.len && (!cdt_blank_at(text, end + mark) || !strchr(".:", inside.at[inside.len - 1]))))
        return false;
    while (inside.len && strchr(".: ", inside.at[inside.len - 1]))
        inside.len--;
    clause->heading = cdt_smooth(&making->arena, inside);
    clause->words = (size_t)(text.at - making->draft.text) + end + mark;
    clause->words += cdt_skip_blanks(cdt_clause_words(making, i), 0);
    return true;
}

bool cdt_find_heading(cdt_making *making, size_t i)
{
    cdt_clause *clause = &making->clauses[i];
    const cdt_block *block = &making->blocks[i];
    cdt_str text = cdt_str_trim(cdt_clause_words(making, i));
    bool labelled = *clause->label && !block->bullet;
    bool alone;
    cdt_label label;

    if (!text.len || clause->kind != CDT_CLAUSE || block->bullet ||
        (!labelled && cdt_label_parse(text, &label) && label.style == '*'))
        return false;
    if (emphasised(making, i, text, labelled))
        return clause->words == clause->end;
    if (block->outline > 0)
        alone = text.len < 200 && (!cdt_ends_sentence(text) || cdt_look_at(text).words <= 8) && !leads_in(text);
    else
        alone =
            text.len <= ALONE_BYTES && (labelled ? alone_labelled(making, i, text) : alone_unlabelled(making, i, text));
    if (alone) {
        set(making, i, text.len, clause->end - clause->words);
        clause->words = clause->end;
        return true;
    }
    inline_one(making, i, text, labelled);
    return false;
}
