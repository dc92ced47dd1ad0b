#include "draft/number.h"

static const char units[] = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                            "sixteen seventeen eighteen nineteen";
static const char tens[] = "ten twenty thirty forty fifty sixty seventy eighty ninety";
static const char ordinals[] = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                               "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth";
/* All words that one of the functions below begins with, but for "a", which is too common. */
static const char beginnings[] = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                                 "fifteen sixteen seventeen eighteen "
                                 "nineteen twenty thirty forty fifty sixty seventy eighty ninety first second third "
                                 "fourth fifth sixth seventh eighth "
                                 "ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
                                 "eighteenth nineteenth twentieth "
                                 "thirtieth gbp usd eur stg us";
static const char scales[] = "thousand million billion";

bool cdt_figure(cdt_str text, cdt_decimal *value)
{
    char plain[32];
    size_t length = 0, group = 0;
    bool grouped = false, point = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ',') {
            if (point || !length || (grouped && group != 3))
                return false;
            grouped = true;
            group = 0;
            continue;
        }
        if (c == '.') {
            if (point || (grouped && group != 3))
                return false;
            point = true;
        } else if (c < '0' || c > '9') {
            return false;
        }
        group += !point;
        if (length == sizeof plain)
            return false;
        plain[length++] = c;
    }
    return (point || !grouped || group == 3) && cdt_decimal_read((cdt_str){ plain, length }, value);
}

bool cdt_number_could_begin(const cdt_tokens *tokens, size_t i, size_t limit)
{
    const cdt_token *token = &tokens->at[i];

    if (token->kind == CDT_TOKEN_MARK)
        return token->mark == CDT_SIGN_POUND || token->mark == CDT_SIGN_EURO || token->mark == '$';
    return token->kind == CDT_TOKEN_FIGURE || cdt_token_among(tokens, i, limit, beginnings) ||
           cdt_token_phrase(tokens, i, limit, "a hundred");
}

void cdt_number_sites(cdt_token_set *set)
{
    static const char money[] = { CDT_SIGN_POUND, CDT_SIGN_EURO, '$', '\0' };

    cdt_token_set_marks(set, money);
    cdt_token_set_figures(set);
    cdt_token_set_words(set, beginnings);
    cdt_token_set_phrase(set, "a hundred");
}

static bool hyphen(const cdt_tokens *t, size_t i, size_t limit)
{
    return cdt_token_sign(t, i, limit, '-');
}

/* Below a hundred: "seven", "twenty", "twenty-one". 0: none. */
static int64_t below_hundred(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    size_t ten = cdt_token_among(t, i, limit, tens), unit, next = i + 1;

    if (ten > 1) {
        next += hyphen(t, next, limit);
        unit = cdt_token_among(t, next, limit, units);
        *end = unit && unit < 10 ? next + 1 : i + 1;
        return (int64_t)ten * 10 + (unit && unit < 10 ? (int64_t)unit : 0);
    }
    unit = cdt_token_among(t, i, limit, units);
    *end = i + (unit > 0);
    return (int64_t)unit;
}

/* Below a thousand, and "seventy-five hundred": with or without "and". 0: none. */
static int64_t below_thousand(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    int64_t value, rest;
    size_t next, after;

    if (cdt_token_phrase(t, i, limit, "a hundred")) {
        value = 1;
        next = i + 1;
    } else {
        value = below_hundred(t, i, limit, &next);
    }
    if (!value)
        return 0;
    if (cdt_token_is(t, next + hyphen(t, next, limit), limit, "hundred")) {
        value *= 100;
        next += 1 + hyphen(t, next, limit);
        after = next + hyphen(t, next, limit); /* "one-hundred-and-eighty" */
        after += cdt_token_is(t, after, limit, "and");
        after += hyphen(t, after, limit);
        rest = below_hundred(t, after, limit, &after);
        if (rest) {
            value += rest;
            next = after;
        }
    }
    *end = next;
    return value;
}

/* Words that make something else of the number before them. */
static bool spoils(const cdt_tokens *t, size_t i, size_t limit)
{
    i += hyphen(t, i, limit);
    i += cdt_token_is(t, i, limit, "and");
    i += cdt_token_among(t, i, limit, "a one") > 0;
    i += hyphen(t, i, limit);
    return cdt_token_among(t, i, limit,
                           "half halves third thirds quarter quarters fourth fourths fifth fifths tenth tenths eighth "
                           "eighths sixth sixths hundredth hundredths thousandth thousandths point dozen zero") > 0;
}

bool cdt_number_words(const cdt_tokens *tokens, size_t i, size_t limit, int64_t *value, size_t *end)
{
    int64_t total = 0, part, last = INT64_MAX;
    size_t at = i, next, scale;

    while (at < limit) {
        size_t from = at;
        if (total) { /* "one million, two hundred thousand and fifty" */
            from += cdt_token_sign(tokens, from, limit, ',');
            from += cdt_token_is(tokens, from, limit, "and");
        }
        part = below_thousand(tokens, from, limit, &next);
        if (!part)
            break;
        scale = cdt_token_among(tokens, next, limit, scales);
        if (total && (last <= 1 || from > at + 1))
            break; /* two numbers beside each other */
        if (scale) {
            static const int64_t sizes[] = { 1, 1000, 1000000, 1000000000 };
            if (sizes[scale] >= last)
                break;
            last = sizes[scale];
            total += part * last;
            at = next + 1;
            continue;
        }
        if (total && part >= last)
            break;
        if (total && from > at && cdt_token_sign(tokens, at, limit, ','))
            break; /* "two thousand, five": a list */
        total += part;
        last = 1;
        at = next;
    }
    *value = total;
    *end = at;
    return total > 0;
}

int cdt_ordinal_words(const cdt_tokens *tokens, size_t i, size_t limit, size_t *end)
{
    size_t ten, at = i, unit;

    *end = i + 1;
    if (!cdt_token_among(tokens, i, limit, beginnings))
        return 0;
    unit = cdt_token_among(tokens, i, limit, ordinals);
    if (unit)
        return (int)unit;
    if (cdt_token_among(tokens, i, limit, "twentieth thirtieth"))
        return cdt_token_is(tokens, i, limit, "twentieth") ? 20 : 30;
    ten = cdt_token_among(tokens, i, limit, tens);
    at += 1 + hyphen(tokens, i + 1, limit);
    unit = ten > 1 ? cdt_token_among(tokens, at, limit, ordinals) : 0;
    if (!unit || unit > 9)
        return 0;
    *end = at + 1;
    return (int)(ten * 10 + unit);
}

/* A sign or code of money before a figure; *end is the token behind it. "": none. */
static const char *money_before(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    static const char *const codes[] = { "", "GBP", "USD", "EUR", "GBP" };
    size_t code;

    *end = i + 1;
    if (cdt_token_sign(t, i, limit, CDT_SIGN_POUND))
        return "GBP";
    if (cdt_token_sign(t, i, limit, CDT_SIGN_EURO))
        return "EUR";
    if (cdt_token_sign(t, i, limit, '$'))
        return "USD";
    code = i < limit && (t->at[i].flags & CDT_TOKEN_CAPITALS) ? cdt_token_among(t, i, limit, "gbp usd eur stg us") : 0;
    if (code == 5 || code == 2) { /* US$, USD$ */
        bool sign = cdt_token_sign(t, i + 1, limit, '$');
        *end = i + 1 + sign;
        return sign || code == 2 ? "USD" : "";
    }
    return codes[code];
}

/* A word of money behind a number; *end is the token behind it. "": none. */
static const char *money_behind(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    static const char *const codes[] = { "", "GBP", "GBP", "USD", "USD", "EUR", "EUR", "GBP", "USD", "EUR" };
    size_t word = cdt_token_among(t, i, limit, "pounds pound dollars dollar euros euro gbp usd eur");

    *end = i + (word > 0);
    if (word && word < 3)
        *end += cdt_token_is(t, *end, limit, "sterling");
    return codes[word];
}

static bool percent_at(const cdt_tokens *t, size_t i, size_t limit, size_t *end)
{
    if (cdt_token_sign(t, i, limit, '%') || cdt_token_among(t, i, limit, "percent percentage")) {
        *end = i + 1;
        return true;
    }
    if (cdt_token_phrase(t, i, limit, "per cent")) {
        *end = i + 2 + cdt_token_sign(t, i + 2, limit, '.');
        return true;
    }
    return false;
}

/* "million", "m", "k" behind a figure, and what it is times. */
static int64_t scale_behind(const cdt_tokens *t, size_t i, size_t limit)
{
    static const int64_t sizes[] = { 1, 1000, 1000000, 1000000000, 1000000000, 1000000000, 1000000 };

    return sizes[cdt_token_among(t, i, limit, "thousand million billion bn b mn")];
}

/* The letters that a figure ends in: "5m", "250k". Its digits are cut out. */
static int64_t scale_inside(cdt_str *text)
{
    static const struct {
        const char *ending;
        int64_t size;
    } endings[] = { { "bn", 1000000000 }, { "m", 1000000 }, { "k", 1000 }, { "M", 1000000 }, { "K", 1000 } };

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (cdt_str_ends(*text, cdt_str_z(endings[i].ending))) {
            text->len -= strlen(endings[i].ending);
            return endings[i].size;
        }
    return 1;
}

/* A figure that goes on behind a comma or point in a way that is no number's: "250,00". */
static bool goes_on(const cdt_tokens *t, size_t i, size_t limit)
{
    return (cdt_token_sign(t, i, limit, ',') || cdt_token_sign(t, i, limit, '.')) && i + 1 < limit &&
           !(t->at[i].flags & CDT_TOKEN_SPACED) && t->at[i + 1].kind == CDT_TOKEN_FIGURE &&
           !(t->at[i + 1].flags & CDT_TOKEN_SPACED);
}

/* A number in one form only, with its money or percent. */
static bool one_form(const cdt_tokens *t, size_t i, size_t limit, cdt_number *n)
{
    const char *behind;
    int64_t whole, size;
    size_t at = i;

    *n = (cdt_number){ .currency = "" };
    if (i >= limit || !cdt_number_could_begin(t, i, limit))
        return false;
    if (t->at[i].kind != CDT_TOKEN_FIGURE) {
        n->currency = money_before(t, i, limit, &at);
        if (!*n->currency)
            at = i;
    }
    if (at < limit && t->at[at].kind == CDT_TOKEN_FIGURE) {
        cdt_str text = cdt_token_text(t, at);
        size = *n->currency ? scale_inside(&text) : 1;
        if (!cdt_figure(text, &n->value) || goes_on(t, at + 1, limit))
            return false;
        n->end = at + 1;
        if (size == 1) {
            size = scale_behind(t, n->end, limit);
            n->end += size > 1;
        }
        if (!cdt_decimal_times(n->value, size, &n->value))
            return false;
        if (size == 1 && hyphen(t, n->end, limit) && n->end + 1 < limit && t->at[n->end + 1].kind == CDT_TOKEN_FIGURE)
            return false; /* a range, or part of another number */
        if (size == 1 && cdt_token_sign(t, n->end, limit, '/'))
            return false;
    } else if (!*n->currency && cdt_number_words(t, i, limit, &whole, &n->end) && !spoils(t, n->end, limit)) {
        n->value = cdt_decimal_of(whole);
        n->in_words = true;
        if (cdt_token_is(t, n->end, limit, "and") && n->end + 3 < limit && cdt_token_sign(t, n->end + 2, limit, '/'))
            n->end += 4; /* "and 00/100" */
    } else {
        return false;
    }
    behind = money_behind(t, n->end, limit, &n->end);
    if (*behind)
        n->currency = behind;
    n->percent = percent_at(t, n->end, limit, &n->end);
    return true;
}

/* Are "(1)", "(2)" here the marks of a list, or the number only the end of another ("nineteen ninety-nine"), so that the two
 * do not say the same thing? */
static bool apart(const cdt_tokens *t, size_t i, const cdt_number *inner, size_t limit)
{
    if (i > 0 && (cdt_token_among(t, i - 1, limit, units) || cdt_token_among(t, i - 1, limit, tens)))
        return true;
    if (i > 0 && (cdt_token_sign(t, i - 1, limit, ',') || cdt_token_sign(t, i - 1, limit, '.')) &&
        t->at[i].kind == CDT_TOKEN_FIGURE)
        return true; /* "20, 000 (twenty thousand)" */
    if (i > 0 && t->at[i - 1].kind == CDT_TOKEN_FIGURE)
        return true; /* "10 000 (ten thousand)" */
    if (i > 1 && cdt_token_among(t, i - 2, limit, "hundred thousand million"))
        return true; /* "one hundred, eighty (180)" */
    if (i > 0 && inner->percent && cdt_token_is(t, i - 1, limit, "of"))
        return true; /* "a tenth of one percent (0.1%)" */
    if (i > 0 && cdt_token_sign(t, i - 1, limit, '-') && !(t->at[i].flags & CDT_TOKEN_SPACED))
        return true; /* the end of another number, or of a word */
    return !*inner->currency && !inner->percent && i > 0 &&
           cdt_token_among(
               t, i - 1, limit,
               "first second third last any every another either the this that which other no or point "
               "decimal and hundredths each year phase step stage part option lot level class type tier article "
               "section schedule");
}

bool cdt_number_at(const cdt_tokens *tokens, size_t i, size_t end, cdt_number *number)
{
    cdt_number inner;
    size_t close;

    if (!one_form(tokens, i, end, number))
        return false;
    if (!cdt_token_sign(tokens, number->end, end, '(') || !one_form(tokens, number->end + 1, end, &inner) ||
        inner.in_words == number->in_words)
        return true;
    close = inner.end;
    if (!cdt_token_sign(tokens, close, end, ')')) /* "(30 days)": the unit is read behind the number */
        return true;
    if (apart(tokens, i, &inner, end))
        return true;
    number->both = true;
    number->differs = cdt_decimal_cmp(number->value, inner.value) != 0;
    number->figures = number->in_words ? inner.value : number->value;
    if (!number->in_words)
        number->value = inner.value;
    number->in_words = true;
    if (*inner.currency)
        number->currency = inner.currency;
    number->percent |= inner.percent;
    number->end = close + 1;
    if (!*number->currency)
        number->currency = money_behind(tokens, number->end, end, &number->end);
    if (!number->percent)
        number->percent = percent_at(tokens, number->end, end, &number->end);
    return true;
}
