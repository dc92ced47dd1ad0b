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

/* £250,000 and 250.000,00 EUR without what is not a digit; a percent sign goes as well. */
static void spell_number(cdt_str found, char *out, size_t room)
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
    if (count && cdt_decimal_read((cdt_str){ digits, count }, &value))
        snprintf(out, room, "; write %s, without signs and commas", digits);
    else
        snprintf(out, room, "; write digits, and a point before at most nine decimals");
}

static void spell_period(cdt_str found, char *out, size_t room)
{
    static const char *const words[] = { "one",   "two",   "three", "four", "five",   "six",
                                         "seven", "eight", "nine",  "ten",  "eleven", "twelve" };
    size_t blank = cdt_str_find(found, CDT_STR(" "), 0);

    for (int i = 0; i < 12 && blank != (size_t)-1; i++) {
        char text[64];
        cdt_period period;
        int length = snprintf(text, sizeof text, "%d%.*s", i + 1, (int)(found.len - blank), found.at + blank);
        if (same_word(cdt_str_slice(found, 0, blank), words[i]) && length > 0 && length < (int)sizeof text &&
            cdt_period_read((cdt_str){ text, (size_t)length }, &period))
            snprintf(out, room, "; write %s", text);
    }
}

void cdt_spelling(const cdt_schema *schema, cdt_str found, char *out, size_t room)
{
    out[0] = '\0';
    if (schema->shape == CDT_SHAPE_BOOLEAN)
        spell_boolean(found, out, room);
    else if (schema->shape == CDT_SHAPE_DATE)
        spell_date(found, out, room);
    else if (schema->shape == CDT_SHAPE_NUMBER || schema->shape == CDT_SHAPE_INTEGER)
        spell_number(found, out, room);
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
