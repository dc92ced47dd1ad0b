#include "yaml/spelling.h"

#include <stdio.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_word(cdt_str a, const char *b)
{
    if (a.len != strlen(b))
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != b[i])
            return false;
    return true;
}

static void spell_boolean(cdt_str found, char *out, size_t room)
{
    static const char *const yes[] = { "yes", "true", "y", "on", "1" }, *const no[] = { "no", "false", "n", "off",
                                                                                        "0" };

    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (same_word(found, yes[i]))
            snprintf(out, room, "; write yes");
        else if (same_word(found, no[i]))
            snprintf(out, room, "; write no");
    }
}

static int month_named(cdt_str word)
{
    static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december" };

    for (int i = 0; i < 12; i++) {
        cdt_str month = cdt_str_z(months[i]);
        if (same_word(word, months[i]))
            return i + 1;
        month.len = 3;
        if (word.len == 3 && lower(word.at[0]) == month.at[0] && lower(word.at[1]) == month.at[1] &&
            lower(word.at[2]) == month.at[2])
            return i + 1;
    }
    return 0;
}

/* Up to three parts of a date that is written with blanks, slashes, dots, commas or hyphens; 0: none. */
static int split(cdt_str text, cdt_str part[3])
{
    int count = 0;
    size_t at = 0;

    while (at < text.len) {
        size_t from = at;
        while (at < text.len && !strchr(" /.,-", text.at[at]))
            at++;
        if (at > from) {
            if (count == 3)
                return 0;
            part[count++] = cdt_str_slice(text, from, at);
        }
        at++;
    }
    return count;
}

static int number(cdt_str text)
{
    int value = 0;

    if (text.len > 2 && text.at[0] >= '0' && text.at[0] <= '9') { /* 1st, 2nd, 3rd, 4th */
        cdt_str tail = cdt_str_slice(text, text.len - 2, text.len);
        if (same_word(tail, "st") || same_word(tail, "nd") || same_word(tail, "rd") || same_word(tail, "th"))
            text.len -= 2;
    }
    if (!text.len || text.len > 4)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return 0;
        value = value * 10 + (text.at[i] - '0');
    }
    return value;
}

static void spell_date(cdt_str found, char *out, size_t room)
{
    cdt_str part[3];
    int day, month, year;

    if (split(found, part) != 3)
        return;
    if (part[0].len == 4) { /* year first */
        year = number(part[0]), month = number(part[1]), day = number(part[2]);
    } else if (month_named(part[0])) { /* April 1, 2026 */
        month = month_named(part[0]), day = number(part[1]), year = number(part[2]);
    } else {
        day = number(part[0]), month = month_named(part[1]), year = number(part[2]);
        if (!month)
            month = number(part[1]);
    }
    if (year < 1000 || month < 1 || month > 12 || day < 1)
        return;
    if (day > cdt_days_in_month(year, month))
        snprintf(out, room, "; there is no such day: month %d of %d has %d days", month, year,
                 cdt_days_in_month(year, month));
    else if (part[0].len != 4 && part[0].len <= 2 && number(part[1]) && day <= 12)
        snprintf(out, room, "; write %04d-%02d-%02d if day %d of month %d is meant", year, month, day, day, month);
    else
        snprintf(out, room, "; write %04d-%02d-%02d", year, month, day);
}

static bool is_digits(cdt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.')
            return false;
    return true;
}

/* £250,000 and 250.000,00 EUR without what is not a digit; a percent sign goes as well. */
static void spell_number(cdt_str found, bool whole, char *out, size_t room)
{
    char digits[32];
    size_t count = 0;
    cdt_decimal value;

    for (size_t i = 0; i < found.len && count + 1 < sizeof digits; i++) {
        char c = found.at[i];
        if ((c >= '0' && c <= '9') || (c == '.' && count) || (c == '-' && !count))
            digits[count++] = c;
        else if (c >= 'a' && c <= 'z')
            return;
    }
    digits[count] = '\0';
    if (!count || !cdt_decimal_read((cdt_str){ digits, count }, &value))
        snprintf(out, room, "; write at most 18 digits%s", whole ? "" : ", with a point before at most nine of them");
    else if (!whole || !value.scale)
        snprintf(out, room, "; write %s, without signs and commas", digits);
    else if (is_digits(found))
        snprintf(out, room, "; write it without a fraction");
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next run of digits or of letters from `at` on; it ends at `*end`. */
static cdt_str next_run(cdt_str text, size_t at, size_t *end)
{
    size_t from;

    while (at < text.len && text.at[at] == ' ')
        at++;
    from = at;
    while (at < text.len && text.at[at] != ' ' && is_letter(text.at[at]) == is_letter(text.at[from]))
        at++;
    *end = at;
    return cdt_str_slice(text, from, at);
}

static const char *number_named(cdt_str word)
{
    static const char *const words[][2] = { { "a", "1" },       { "an", "1" },     { "one", "1" },  { "two", "2" },
                                            { "three", "3" },   { "four", "4" },   { "five", "5" }, { "six", "6" },
                                            { "seven", "7" },   { "eight", "8" },  { "nine", "9" }, { "ten", "10" },
                                            { "eleven", "11" }, { "twelve", "12" } };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (same_word(word, words[i][0]))
            return words[i][1];
    return NULL;
}

/* "six months", "12months", "3 calendar months", "every month" and "quarterly". */
static void spell_period(cdt_str found, char *out, size_t room)
{
    static const char *const often[][2] = { { "annually", "1 year" }, { "annual", "1 year" },
                                            { "yearly", "1 year" },   { "quarterly", "1 quarter" },
                                            { "monthly", "1 month" }, { "weekly", "1 week" },
                                            { "daily", "1 day" } };
    char text[64];
    size_t length = 0;
    cdt_period period;

    for (size_t i = 0; i < sizeof often / sizeof often[0]; i++)
        if (same_word(found, often[i][0]))
            snprintf(out, room, "; write %s", often[i][1]);
    for (size_t i = 0; i < found.len; i++)
        if (!is_letter(found.at[i]) && (found.at[i] < '0' || found.at[i] > '9') && found.at[i] != ' ')
            return;
    for (size_t at = 0; at < found.len && found.len < sizeof text / 2;) {
        cdt_str run = next_run(found, at, &at);
        const char *number = number_named(run);
        if (!run.len || same_word(run, "every") || same_word(run, "each") || same_word(run, "calendar") ||
            same_word(run, "and"))
            continue;
        if (!length && !number && is_letter(run.at[0]))
            number = "1 "; /* "month" */
        else if (number)
            run.len = 0;
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s%.*s", length ? " " : "",
                                   number ? number : "", CDT_ARGS(run));
        for (size_t i = 0; i < length; i++)
            text[i] = lower(text[i]);
    }
    if (length && cdt_period_read((cdt_str){ text, length }, &period))
        snprintf(out, room, "; write %s", text);
}

void cdt_spelling(const cdt_schema *schema, cdt_str found, char *out, size_t room)
{
    out[0] = '\0';
    if (schema->shape == CDT_SHAPE_BOOLEAN)
        spell_boolean(found, out, room);
    else if (schema->shape == CDT_SHAPE_DATE)
        spell_date(found, out, room);
    else if (schema->shape == CDT_SHAPE_NUMBER || schema->shape == CDT_SHAPE_INTEGER)
        spell_number(found, schema->shape == CDT_SHAPE_INTEGER, out, room);
    else if (schema->shape == CDT_SHAPE_DURATION)
        spell_period(found, out, room);
}

const char *cdt_schema_words(const cdt_schema *schema)
{
    static const char *const words[] = {
        [CDT_SHAPE_ANY] = "anything",
        [CDT_SHAPE_TEXT] = "plain text",
        [CDT_SHAPE_BOOLEAN] = "yes or no",
        [CDT_SHAPE_INTEGER] = "a whole number",
        [CDT_SHAPE_NUMBER] = "a number such as 1200 or 33.34",
        [CDT_SHAPE_DATE] = "a date such as 2026-04-01",
        [CDT_SHAPE_DURATION] = "a period such as 12 months or 30 days",
        [CDT_SHAPE_ARRAY] = "a list",
        [CDT_SHAPE_OBJECT] = "a mapping (key: value)",
    };

    if (schema->shape == CDT_SHAPE_TEXT && schema->word_count)
        return "a word of the vocabulary";
    return words[schema->shape];
}
