#include "draft/wording.h"

#include "draft/chars.h"
#include "draft/label.h"

#define HEADING_BYTES 90 /* an inline heading has no more */
#define HEADING_WORDS 12

static bool is_one_of(cdt_str word, const char *const *list, size_t count)
{
    const char first = word.len ? cdt_to_lower(*word.at) : '\0';

    for (size_t i = 0; i < count && first; i++)
        if (*list[i] == first && cdt_begins_with_all(word, list[i]) == word.len)
            return true;
    return false;
}

#define ONE_OF(word, list) is_one_of((word), (list), sizeof(list) / sizeof *(list))

/* Small words that headings join others with. */
static bool joins(cdt_str word)
{
    static const char *const list[] = { "of", "and",    "or",  "the", "to",   "in",   "for",   "by",
                                        "on", "with",   "a",   "an",  "from", "at",   "per",   "upon",
                                        "as", "within", "not", "its", "no",   "into", "under", "than" };

    return ONE_OF(word, list);
}

/* Verbs that make a sentence of what looked like a heading. */
static bool asserts(cdt_str word)
{
    static const char *const list[] = { "shall",    "will",   "may",          "must",     "is",         "are",
                                        "means",    "mean",   "has",          "have",     "agrees",     "agree",
                                        "was",      "were",   "should",       "can",      "cannot",     "include",
                                        "includes", "hereby", "acknowledges", "warrants", "represents", "see" };

    return ONE_OF(word, list);
}

/* The next run of characters that are no blanks; its letters alone in `word`. */
static bool next_word(cdt_str text, size_t *at, cdt_str *word)
{
    size_t from = *at = cdt_skip_blanks(text, *at), end;

    if (from >= text.len)
        return false;
    for (end = from; end < text.len && !cdt_blank_at(text, end);)
        end++;
    *at = end;
    while (from < end && !cdt_is_wordly(text.at[from]))
        from++;
    while (end > from && !cdt_is_wordly(text.at[end - 1]))
        end--;
    *word = cdt_str_slice(text, from, end);
    return true;
}

static bool all_caps(cdt_str word)
{
    size_t letters = 0;

    for (size_t i = 0; i < word.len; i++) {
        if (cdt_is_lower(word.at[i]))
            return false;
        letters += cdt_is_upper(word.at[i]);
    }
    return letters > 1;
}

cdt_look cdt_look_at(cdt_str text)
{
    cdt_look look = { .first = false };
    size_t at = 0;
    cdt_str word;

    while (next_word(text, &at, &word)) {
        if (!word.len)
            continue;
        if (!look.words)
            look.first = !cdt_is_lower(word.at[0]);
        look.words++;
        if (all_caps(word))
            look.caps++;
        else if (cdt_is_upper(word.at[0]) || (unsigned char)word.at[0] >= 0x80)
            look.titles++;
        else if (joins(word) || cdt_is_digit(word.at[0]))
            look.joining++;
        else
            look.small++;
    }
    return look;
}

bool cdt_look_caps(cdt_look look)
{
    return look.caps && look.small == 0 && look.caps * 3 >= look.words * 2;
}

bool cdt_look_title(cdt_look look)
{
    return look.first && look.titles + look.caps && (look.titles + look.caps) >= 2 * look.small;
}

static bool ends_in_word(cdt_str text, const char *word)
{
    size_t length = strlen(word);
    cdt_str tail = cdt_str_slice(text, text.len > length ? text.len - length - 1 : 0, text.len);

    return tail.len == length + 1 && cdt_blank_at(tail, 0) &&
           cdt_begins_with(cdt_str_slice(tail, 1, tail.len), word) == length;
}

bool cdt_ends_sentence(cdt_str text)
{
    static const char *const words[] = { "and", "or", "the", "of", "to", "a", "in", "by", "for", "with", "that" };
    char last;

    text = cdt_str_trim(text);
    if (!text.len)
        return false;
    last = text.at[text.len - 1];
    if (last == '.' || last == ';' || last == ',' || last == '?' || last == '!')
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ends_in_word(text, words[i]))
            return true;
    return false;
}

/* --- inline headings */

bool cdt_has_verb(cdt_str text)
{
    size_t at = 0;
    cdt_str word;

    while (next_word(text, &at, &word))
        if (asserts(word))
            return true;
    return false;
}

/* What begins with one of these may part a heading from the sentence behind it. */
static const bool parts[256] = { ['.'] = true, [':'] = true, ['-'] = true, [0xE2] = true };

/* What parts a heading from the sentence behind it at `at`: its bytes, or 0. */
static size_t separator(cdt_str text, size_t at)
{
    char c = text.at[at];
    bool blank = cdt_blank_at(text, at + 1) || at + 1 == text.len;

    if ((c == '.' || c == ':') &&
        (blank || (at + 2 < text.len && cdt_is_upper(text.at[at + 1]) && cdt_is_lower(text.at[at + 2]))))
        return 1;
    if (at > 0 && cdt_blank_at(text, at - 1) && blank && c == '-')
        return cdt_str_starts(cdt_str_slice(text, at, text.len), CDT_STR("--")) ? 2 : 1;
    if (c == '\xE2' && at + 2 < text.len &&
        (memcmp(text.at + at, "\xE2\x80\x93", 3) == 0 || memcmp(text.at + at, "\xE2\x80\x94", 3) == 0))
        return 3;
    return 0;
}

/* "Inc." and single letters end no heading. */
static bool abbreviates(cdt_str before)
{
    static const char *const list[] = { "inc", "ltd", "no", "co",  "corp", "mr", "mrs",
                                        "ms",  "dr",  "st", "u.s", "e.g",  "i.e" };
    size_t from = before.len;
    cdt_str word;

    while (from && !cdt_blank_at(before, from - 1))
        from--;
    word = cdt_str_slice(before, from, before.len);
    return word.len == 1 || memchr(word.at, '.', word.len) || ONE_OF(word, list);
}

/* Does what follows begin a sentence? */
static bool begins_sentence(cdt_str rest)
{
    size_t at = cdt_skip_blanks(rest, 0);

    cdt_label label;

    if (at >= rest.len || rest.at[at] == ',' || rest.at[at] == ';')
        return false;
    return !cdt_is_lower(rest.at[at]) || cdt_label_parse(cdt_str_slice(rest, at, rest.len), &label);
}

/* Words that sentences begin with, and headings do not. */
bool cdt_begins_clause(cdt_str text)
{
    static const char *const list[] = { "this",   "it",      "each", "either", "they", "there", "that",    "these",
                                        "those",  "such",    "if",   "where",  "when", "upon",  "nothing", "neither",
                                        "unless", "subject", "we",   "you",    "the",  "a",     "an" };

    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (cdt_begins_with(text, list[i]))
            return true;
    return false;
}

static bool is_heading_text(cdt_str chunk, bool labelled, char mark)
{
    cdt_look look;

    if (chunk.len < 3 || chunk.at[0] == '"' || chunk.at[0] == '\xE2' || memchr(chunk.at, '%', chunk.len) ||
        (memchr(chunk.at, '(', chunk.len) && !memchr(chunk.at, ')', chunk.len)))
        return false;
    look = cdt_look_at(chunk);
    if (!look.words || look.words > HEADING_WORDS || !look.first || cdt_has_verb(chunk))
        return false;
    if (cdt_look_caps(look))
        return true;
    if (cdt_begins_clause(chunk) && look.small)
        return false;
    if (cdt_look_title(look) && (labelled || look.words > 1 || mark == '.'))
        return labelled || mark != ':' || look.words <= 6;
    return labelled && look.words <= 5 && mark != '-' && look.small <= 3 && !cdt_begins_clause(chunk);
}

/* "EXCLUSIVE USE OF PRODUCT During the term": capitals run into a sentence. */
static size_t caps_run(cdt_str text)
{
    size_t at = 0, end = 0, caps = 0, letters = 0;
    cdt_str word;

    while (next_word(text, &at, &word) && at < HEADING_BYTES + 1) {
        if (!all_caps(word) && !(word.len && !cdt_is_letter(word.at[0])) &&
            !(caps && joins(word) && cdt_is_upper(word.at[0])))
            break;
        if (word.len && all_caps(word)) {
            caps++;
            letters += word.len;
            end = at;
        }
        word = CDT_STR("");
    }
    if (caps < 2 || letters < 6 || !word.len || !cdt_is_upper(word.at[0]) || end >= at - word.len)
        return 0;
    return cdt_is_lower(word.at[word.len - 1]) && cdt_skip_blanks(text, end) == (size_t)(word.at - text.at) ? end : 0;
}

size_t cdt_inline_heading(cdt_str text, bool labelled, size_t *heading)
{
    size_t most = text.len < HEADING_BYTES ? text.len : HEADING_BYTES, run;

    for (size_t at = 1; at < most; at++) {
        size_t bytes = parts[(unsigned char)text.at[at]] ? separator(text, at) : 0;
        cdt_str chunk;
        if (!bytes)
            continue;
        chunk = cdt_str_trim(cdt_str_slice(text, 0, at));
        if (text.at[at] == '.' && abbreviates(chunk))
            continue;
        if (!begins_sentence(cdt_str_slice(text, at + bytes, text.len)) ||
            !is_heading_text(chunk, labelled, text.at[at] == '.' || text.at[at] == ':' ? text.at[at] : '-'))
            break;
        *heading = chunk.len;
        return at + bytes;
    }
    run = labelled ? caps_run(text) : 0;
    *heading = run;
    return run;
}

/* --- schedules */

const char *cdt_smooth(cdt_arena *arena, cdt_str text)
{
    char *to = cdt_alloc(arena, text.len + 1);
    size_t n = 0;

    for (size_t at = cdt_skip_blanks(text, 0); at < text.len;) {
        size_t blank = cdt_blank_at(text, at);
        if (blank) {
            at = cdt_skip_blanks(text, at);
            if (at < text.len)
                to[n++] = ' ';
        } else {
            to[n++] = text.at[at++];
        }
    }
    to[n] = '\0';
    return to;
}

static const char *const schedule_words[] = { "schedule", "annex",      "annexe",    "appendix",
                                              "exhibit",  "attachment", "enclosure", "addendum" };
static const char *const schedule_names[] = { "Schedule", "Annex",      "Annexe",    "Appendix",
                                              "Exhibit",  "Attachment", "Enclosure", "Addendum" };

#define SCHEDULE_WORDS (sizeof schedule_words / sizeof *schedule_words)

/* "SCHEDULE TO THE AGREEMENT" */
static bool is_small_word(cdt_str word)
{
    static const char *const list[] = { "to", "of", "in", "by", "for", "and", "or", "on", "at" };

    return ONE_OF(word, list);
}

/* "A", "2", "IV", "1.2", "B-1", "10.26": the bytes of what identifies it. */
static size_t schedule_id(cdt_str text, size_t at)
{
    size_t end = at, digits = at;
    bool quoted = at < text.len && text.at[at] == '"';

    end += quoted;
    while (end < text.len && end - at < 12 &&
           (cdt_is_digit(text.at[end]) || cdt_is_upper(text.at[end]) ||
            ((text.at[end] == '-' || text.at[end] == '.') && end > at && end + 1 < text.len &&
             (cdt_is_digit(text.at[end + 1]) || (cdt_is_upper(text.at[end + 1]) && cdt_is_digit(text.at[end - 1]))))))
        end++;
    while (digits < end && cdt_is_digit(text.at[digits]))
        digits++;
    if (digits > at && digits + 3 < end && cdt_is_upper(text.at[digits]) && cdt_is_upper(text.at[digits + 1]) &&
        cdt_is_upper(text.at[digits + 2]))
        return digits - at; /* "Schedule 1SERVICES", whose gap was lost */
    end += quoted && end < text.len && text.at[end] == '"';
    if (is_small_word(cdt_str_slice(text, at, end)))
        return 0;
    if (end == at || (end < text.len && cdt_is_wordly(text.at[end])))
        return 0;
    /* A word in capitals is no letter: "SCHEDULE OF RATES". */
    if (cdt_is_upper(text.at[at]) && end - at > 2 && cdt_is_upper(text.at[at + 1]) && cdt_is_upper(text.at[end - 1]) &&
        !cdt_roman(cdt_str_slice(text, at, end)))
        return 0;
    return end - at;
}

/* "First Schedule", "THE SECOND SCHEDULE": the number; `*at` moves behind it. */
static unsigned ordinal_before(cdt_str text, size_t *at)
{
    static const char *const ordinals[] = { "first", "second",  "third",  "fourth", "fifth",
                                            "sixth", "seventh", "eighth", "ninth",  "tenth" };

    for (unsigned i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
        size_t n = cdt_begins_with(cdt_str_slice(text, *at, text.len), ordinals[i]);
        if (n) {
            *at = cdt_skip_blanks(text, *at + n);
            return i + 1;
        }
    }
    return 0;
}

static size_t separators(cdt_str text, size_t at, bool *some)
{
    size_t from = at, bytes;

    for (;;) {
        size_t next = cdt_skip_blanks(text, at);
        *some |= next > at + 1 || (next > at && memchr(text.at + at, '\n', next - at));
        at = next;
        if (at >= text.len)
            return at;
        bytes = text.at[at] == '\xE2' && at + 2 < text.len && text.at[at + 1] == '\x80' &&
                        (text.at[at + 2] == '\x93' || text.at[at + 2] == '\x94')
                    ? 3
                : strchr("-:.)", text.at[at]) ? 1
                                              : 0;
        if (!bytes)
            return at;
        *some |= at > from || text.at[at] != ')';
        at += bytes;
    }
}

/* What stands behind the name: a title, and not a sentence that goes on. */
static bool rest_is_title(cdt_str rest, bool parted, bool heading)
{
    cdt_look look = cdt_look_at(rest);

    if (!rest.len)
        return true;
    if (rest.len > (cdt_look_caps(look) ? 300u : 150u) || cdt_ends_sentence(rest) || cdt_has_verb(rest) ||
        (rest.at[0] == '(' && !heading && !parted))
        return false;
    return look.first && (heading || parted || cdt_look_caps(look) || cdt_look_title(look));
}

/* Cheaply: most paragraphs are not. */
static bool could_be_title(cdt_str text)
{
    size_t at = cdt_skip_blanks(text, 0);

    return at < text.len && cdt_is_upper(text.at[at]) && text.len < 1000 && strchr("TSAEFSN", text.at[at]);
}

bool cdt_schedule_title_of(cdt_arena *arena, cdt_str text, bool heading, cdt_schedule_title *title)
{
    size_t at = 0, n = 0, id, word = 0;
    unsigned ordinal;
    bool parted = false;

    if (!could_be_title(text))
        return false;
    text = cdt_str_z(cdt_smooth(arena, text));
    if (text.len > 330)
        return false;
    n = cdt_begins_with(text, "the");
    at = n ? cdt_skip_blanks(text, n) : 0;
    ordinal = ordinal_before(text, &at);
    for (n = 0; word < SCHEDULE_WORDS && !n; word++)
        n = cdt_begins_with(cdt_str_slice(text, at, text.len), schedule_words[word]);
    if (!n)
        return false;
    word--;
    at += n;
    n = cdt_skip_blanks(text, at);
    if (!ordinal && n < text.len && cdt_is_upper(text.at[n])) { /* "SCHEDULE ONE" */
        ordinal = cdt_number_word(cdt_str_slice(text, n, text.len), &id);
        at = ordinal ? n + id : at;
    }
    id = ordinal ? 0 : schedule_id(text, n);
    title->name = ordinal ? cdt_str_z(cdt_format(arena, "%s %u", schedule_names[word], ordinal))
                  : id    ? cdt_str_z(cdt_format(arena, "%s %.*s", schedule_names[word], (int)id, text.at + n))
                          : cdt_str_z(schedule_names[word]);
    at = separators(text, id ? n + id : at, &parted);
    title->heading = cdt_str_slice(text, at, text.len);
    if (!id && !ordinal && (title->heading.len && !parted))
        return false;
    return rest_is_title(title->heading, parted, heading);
}
