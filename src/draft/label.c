#include "draft/label.h"

#include "draft/chars.h"

#define MOST_LETTERED 40 /* "I62W.3" is the code of something */

size_t cdt_begins_with_all(cdt_str text, const char *words)
{
    size_t at = 0;

    for (; *words; words++) {
        if (*words == ' ') {
            size_t next = cdt_skip_blanks(text, at);
            if (next == at)
                return 0;
            at = next;
        } else if (at < text.len && cdt_to_lower(text.at[at]) == *words) {
            at++;
        } else {
            return 0;
        }
    }
    return at < text.len && cdt_is_wordly(text.at[at]) && cdt_is_wordly(words[-1]) && !cdt_blank_at(text, at) ? 0 : at;
}

unsigned cdt_roman(cdt_str letters)
{
    static const struct {
        const char *letters;
        unsigned value;
    } rows[] = { { "c", 100 }, { "xc", 90 }, { "l", 50 }, { "xl", 40 }, { "x", 10 },
                 { "ix", 9 },  { "v", 5 },   { "iv", 4 }, { "i", 1 } };
    unsigned value = 0, times = 0;
    size_t at = 0;

    for (size_t row = 0; row < sizeof rows / sizeof *rows && at < letters.len;) {
        size_t n = strlen(rows[row].letters), same = 0;
        while (same < n && at + same < letters.len && cdt_to_lower(letters.at[at + same]) == rows[row].letters[same])
            same++;
        if (same == n && times < (n == 1 && rows[row].value != 5 && rows[row].value != 50 ? 3u : 1u)) {
            value += rows[row].value;
            at += n;
            times++;
        } else {
            /* After "ix", "iv" and the like nothing smaller of the same rank may follow. */
            row += times && n == 2 && rows[row].value % 9 == 0 ? 3 : 1;
            times = 0;
        }
    }
    return at == letters.len && letters.len && value <= CDT_LABEL_MOST ? value : 0;
}

/* "a" to "z", then "aa", "bb" or "aa", "ab": as lists go on. */
static unsigned letter_value(cdt_str letters)
{
    unsigned value = letters.len ? (unsigned)(cdt_to_lower(letters.at[0]) - 'a' + 1) : 0;

    if (letters.len == 2 && value == 1)
        return 27 + (unsigned)(cdt_to_lower(letters.at[1]) - 'a');
    for (size_t i = 1; i < letters.len; i++)
        if (letters.at[i] != letters.at[0])
            return 0;
    return letters.len > 3 || !letters.len ? 0 : value + 26 * (unsigned)(letters.len - 1);
}

/* Letters of one case, as many as a label may have. */
static size_t letters_at(cdt_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && (cdt_is_upper(text.at[at]) ? cdt_is_upper(text.at[end]) : cdt_is_lower(text.at[end])))
        end++;
    return end - at <= 7 && !(end < text.len && cdt_is_letter(text.at[end])) ? end - at : 0;
}

static bool set_letters(cdt_label *label, cdt_str id)
{
    label->id = id;
    label->upper = cdt_is_upper(id.at[0]);
    label->letter = letter_value(id);
    label->roman = cdt_roman(id);
    return label->letter || label->roman;
}

/* Digits with full stops between; a capital behind the last ("14A", "4.2B") belongs to it. Returns the bytes. */
static size_t set_numbers(cdt_label *label, cdt_str text, size_t from)
{
    size_t at = from;

    label->parts = 0;
    while (at < text.len && cdt_is_digit(text.at[at]) && label->parts < CDT_LABEL_PARTS) {
        size_t digits = at;
        unsigned value = 0;
        for (; at < text.len && cdt_is_digit(text.at[at]); at++)
            value = value > 9999 ? value : value * 10 + (unsigned)(text.at[at] - '0');
        if (value > CDT_LABEL_MOST || at - digits > 3)
            return 0;
        label->value[label->parts++] = value;
        if (at + 2 < text.len && cdt_is_upper(text.at[at]) && text.at[at + 1] == '.' && cdt_is_digit(text.at[at + 2]))
            at++; /* "2A.1", below what was put in later */
        if (at + 1 >= text.len || text.at[at] != '.' || !cdt_is_digit(text.at[at + 1]))
            break;
        at++;
    }
    if (label->parts && at < text.len && cdt_is_upper(text.at[at]) &&
        (at + 1 == text.len || (!cdt_is_wordly(text.at[at + 1]) && text.at[at + 1] != '\'')))
        at++;
    label->id = cdt_str_slice(text, from, at);
    return at - from;
}

/* "A.1", "B.2.3", "C1.4" of an annex, whose letter counts as a part. Without a full stop in it ("A1") it is one only before
 * a full stop or a gap. Returns the bytes. */
static size_t set_lettered(cdt_label *label, cdt_str text, size_t at)
{
    size_t dot = at + 1 < text.len && text.at[at + 1] == '.', bytes, end;

    if (at + 1 + dot >= text.len || !cdt_is_upper(text.at[at]) || !cdt_is_digit(text.at[at + 1 + dot]))
        return 0;
    bytes = set_numbers(label, text, at + 1 + dot);
    end = at + 1 + dot + bytes;
    if (!bytes || label->parts == CDT_LABEL_PARTS || label->value[0] > MOST_LETTERED ||
        (!dot && label->parts == 1 && end < text.len && text.at[end] != '.' && text.at[end] != '\t' &&
         cdt_skip_blanks(text, end) < end + 2)) {
        label->parts = 0;
        return 0;
    }
    memmove(label->value + 1, label->value, label->parts * sizeof *label->value);
    label->parts++;
    label->value[0] = CDT_LABEL_LETTERED + (unsigned)(text.at[at] - 'A') + 1;
    label->id = cdt_str_slice(text, at, end);
    return end - at;
}

/* A number, letters or a roman number at `at`; returns the bytes. */
static size_t set_id(cdt_label *label, cdt_str text, size_t at)
{
    size_t letters = set_lettered(label, text, at);

    if (letters)
        return letters;

    if (at < text.len && cdt_is_digit(text.at[at]))
        return set_numbers(label, text, at);
    letters = at < text.len ? letters_at(text, at) : 0;
    return letters && set_letters(label, cdt_str_slice(text, at, at + letters)) ? letters : 0;
}

static bool ends_at(cdt_str text, size_t at)
{
    return at == text.len || cdt_blank_at(text, at);
}

/* A dash between a number and its heading. */
static size_t dash_at(cdt_str text, size_t at)
{
    if (at < text.len && text.at[at] == '-')
        return 1;
    if (at + 2 < text.len && memcmp(text.at + at, "\xE2\x80", 2) == 0 &&
        (text.at[at + 2] == '\x93' || text.at[at + 2] == '\x94'))
        return 3;
    return 0;
}

static bool bullet(cdt_str text, cdt_label *label)
{
    static const char *const bullets[] = { "-",
                                           "*",
                                           "o",
                                           "\xE2\x80\xA2",
                                           "\xC2\xB7",
                                           "\xE2\x80\x93",
                                           "\xE2\x80\x94",
                                           "\xE2\x96\xAA",
                                           "\xE2\x97\xA6",
                                           "\xE2\x80\xA3",
                                           "\xE2\x96\xA0",
                                           "\xE2\x97\x8F",
                                           "\xE2\x97\x8B",
                                           "\xEF\x82\xB7" };
    const char first = *text.at;

    if (first != '-' && first != '*' && first != 'o' &&
        (unsigned char)first < 0x80) /* as nearly all that is asked of */
        return false;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t n = strlen(bullets[i]);
        if (text.len > n + 1 && memcmp(text.at, bullets[i], n) == 0 && cdt_blank_at(text, n)) {
            label->length = n;
            label->style = '*';
            label->id = cdt_str_slice(text, 0, n);
            return true;
        }
    }
    return false;
}

unsigned cdt_number_word(cdt_str text, size_t *end)
{
    static const char *const words[] = { "one",     "two",       "three",    "four",     "five",
                                         "six",     "seven",     "eight",    "nine",     "ten",
                                         "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
                                         "sixteen", "seventeen", "eighteen", "nineteen", "twenty" };

    for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
        *end = cdt_begins_with(text, words[i]);
        if (*end)
            return i + 1;
    }
    return 0;
}

/* "ONE" of "ARTICLE ONE". */
static size_t number_word(cdt_label *label, cdt_str text, size_t at)
{
    size_t n;
    unsigned value = cdt_number_word(cdt_str_slice(text, at, text.len), &n);

    if (value) {
        label->parts = 1;
        label->value[0] = value;
        label->id = cdt_str_slice(text, at, at + n);
    }
    return n;
}

/* What may follow "Section 3.02": punctuation, a gap, nothing, or a heading; never a sentence that goes on. */
static bool heads(cdt_str text, size_t at, cdt_label *label)
{
    size_t next = cdt_skip_blanks(text, at), dash;

    label->style = ' ';
    if (at < text.len && (text.at[at] == '.' || text.at[at] == ':')) {
        label->style = text.at[at++];
        label->length = at;
        return ends_at(text, at) || cdt_is_upper(text.at[at]) || dash_at(text, at);
    }
    label->length = at;
    dash = dash_at(text, next);
    if (dash) {
        label->length = next + dash;
        return true;
    }
    if (next == text.len)
        return true;
    return next > at && (next - at > 1 || text.at[at] == '\n' || cdt_is_upper(text.at[next]) ||
                         (unsigned char)text.at[next] >= 0x80 || text.at[next] == '"' || text.at[next] == '[');
}

static bool with_word(cdt_str text, cdt_label *label)
{
    static const struct {
        const char *word;
        cdt_label_word is;
    } words[] = {
        { "part", CDT_WORD_PART },       { "chapter", CDT_WORD_CHAPTER },     { "article", CDT_WORD_ARTICLE },
        { "section", CDT_WORD_SECTION }, { "sec.", CDT_WORD_SECTION },        { "\xC2\xA7", CDT_WORD_SECTION },
        { "clause", CDT_WORD_CLAUSE },   { "paragraph", CDT_WORD_PARAGRAPH },
    };

    if (!text.len || (!cdt_is_upper(text.at[0]) && text.at[0] != '\xC2'))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = cdt_begins_with(text, words[i].word), id;
        if (!at)
            continue;
        at = cdt_skip_blanks(text, at);
        id = number_word(label, text, at);
        id = id ? id : set_id(label, text, at);
        label->word = words[i].is;
        return id && (label->parts || label->upper) && heads(text, at + id, label);
    }
    return false;
}

/* "(a)": in brackets, whatever follows. */
static bool in_brackets(cdt_str text, cdt_label *label)
{
    size_t id = text.len > 2 && text.at[0] == '(' ? set_id(label, text, 1) : 0;

    if (!id || 1 + id >= text.len || text.at[1 + id] != ')' || label->parts > 1)
        return false;
    label->style = '(';
    label->length = id + 2;
    return true;
}

/* Letters that a full stop or bracket follows, or a figure. */
static bool may_be_bare(cdt_str text)
{
    size_t letters = cdt_is_digit(*text.at) ? 0 : letters_at(text, 0);

    return cdt_is_digit(*text.at) || (letters == 1 && text.len > 1 && cdt_is_digit(text.at[1])) ||
           (letters && letters < text.len && strchr(".)", text.at[letters]));
}

/* "14.", "14.3", "a)", "IV." and such. A letter alone needs its full stop or bracket. */
static bool bare(cdt_str text, cdt_label *label)
{
    size_t at, next;

    if (!may_be_bare(text))
        return false;
    at = set_id(label, text, 0);
    if (!at)
        return false;
    label->style = ' ';
    if (at < text.len && (text.at[at] == '.' || text.at[at] == ')' || text.at[at] == ':'))
        label->style = text.at[at++];
    if (label->style == ')' && at < text.len && text.at[at] == '.')
        at++;
    label->length = at;
    if (!label->parts && label->style != '.' && label->style != ')')
        return false;
    if (ends_at(text, at))
        return true;
    next = cdt_skip_blanks(text, at);
    /* Typed without a blank: "2.1Term", "E.Notwithstanding", "1.9"Product"". */
    if (label->style == ' ' && label->parts < 2)
        return false;
    if (text.at[next] == '"' || text.at[next] == '(' || text.at[next] == '[' ||
        cdt_str_starts(cdt_str_slice(text, next, text.len), CDT_STR("\xE2\x80")))
        return true;
    return next + 1 < text.len && cdt_is_upper(text.at[next]) &&
           (cdt_is_lower(text.at[next + 1]) || label->parts > 1 ||
            (label->parts && label->style == '.' && cdt_is_upper(text.at[next + 1])));
}

bool cdt_label_parse(cdt_str text, cdt_label *label)
{
    *label = (cdt_label){ .style = ' ' };
    if (!text.len)
        return false;
    if (bullet(text, label) || with_word(text, label))
        return true;
    *label = (cdt_label){ .style = ' ' };
    return text.at[0] == '(' ? in_brackets(text, label) : bare(text, label);
}
