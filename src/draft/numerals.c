#include "draft/numerals.h"

#define LETTERS_LAST 780u /* 30 times the alphabet: where Word ends */
#define ROMAN_LAST 32767u /* the largest number of a paragraph in Word */
#define PAIRS_LAST 2000000000u
#define WORDS_LAST 999999u

static void put_letters(cdt_buf *buf, unsigned number, char first)
{
    cdt_buf_repeat(buf, (char)(first + (char)((number - 1) % 26)), (number - 1) / 26 + 1);
}

static void put_pairs(cdt_buf *buf, unsigned number, char first)
{
    char letters[8];
    size_t count = 0;

    for (; number; number = (number - 1) / 26)
        letters[count++] = (char)(first + (char)((number - 1) % 26));
    while (count)
        cdt_buf_char(buf, letters[--count]);
}

static void put_roman(cdt_buf *buf, unsigned number, bool upper)
{
    static const struct {
        unsigned value;
        const char *lower, *upper;
    } digits[] = {
        { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" },  { 400, "cd", "CD" }, { 100, "c", "C" },
        { 90, "xc", "XC" }, { 50, "l", "L" },    { 40, "xl", "XL" }, { 10, "x", "X" },    { 9, "ix", "IX" },
        { 5, "v", "V" },    { 4, "iv", "IV" },   { 1, "i", "I" },
    };

    for (size_t i = 0; i < sizeof digits / sizeof digits[0]; i++)
        for (; number >= digits[i].value; number -= digits[i].value)
            cdt_buf_put_z(buf, upper ? digits[i].upper : digits[i].lower);
}

static const char *const units[] = { "",         "one",     "two",     "three",     "four",     "five",    "six",
                                     "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                     "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
static const char *const units_th[] = { "",          "first",     "second",      "third",      "fourth",
                                        "fifth",     "sixth",     "seventh",     "eighth",     "ninth",
                                        "tenth",     "eleventh",  "twelfth",     "thirteenth", "fourteenth",
                                        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth" };
static const char *const tens[] = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
};
static const char *const tens_th[] = { "",         "",         "twentieth",  "thirtieth", "fortieth",
                                       "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth" };

/* Below 1000; `th`: as an ordinal. */
static void put_hundreds(cdt_buf *buf, unsigned number, bool th)
{
    if (number >= 100) {
        cdt_buf_printf(buf, "%s hundred%s", units[number / 100], number % 100 ? " " : th ? "th" : "");
        number %= 100;
    }
    if (number >= 20) {
        cdt_buf_put_z(buf, th && number % 10 == 0 ? tens_th[number / 10] : tens[number / 10]);
        if (number % 10 == 0)
            return;
        cdt_buf_char(buf, '-');
        number %= 10;
    }
    cdt_buf_put_z(buf, (th ? units_th : units)[number]);
}

static void put_words(cdt_buf *buf, unsigned number, bool th)
{
    size_t from = buf->len;

    if (number >= 1000) {
        put_hundreds(buf, number / 1000, false);
        cdt_buf_printf(buf, " thousand%s", number % 1000 ? " " : th ? "th" : "");
    }
    if (number % 1000)
        put_hundreds(buf, number % 1000, th);
    if (buf->len > from)
        buf->at[from] = (char)(buf->at[from] - 'a' + 'A');
}

static const char *ending(unsigned number)
{
    if (number / 10 % 10 == 1)
        return "th";
    return number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
}

void cdt_numeral_put_wide(cdt_buf *buf, unsigned number, unsigned width)
{
    cdt_buf_printf(buf, "%0*u", (int)(width < 10 ? width : 10), number);
}

/* The largest number that is written so; larger ones are put in digits. */
static unsigned last_of(cdt_numeral form)
{
    switch (form) {
    case CDT_NUMERAL_LOWER_LETTER:
    case CDT_NUMERAL_UPPER_LETTER: return LETTERS_LAST;
    case CDT_NUMERAL_LOWER_PAIR:
    case CDT_NUMERAL_UPPER_PAIR: return PAIRS_LAST;
    case CDT_NUMERAL_LOWER_ROMAN:
    case CDT_NUMERAL_UPPER_ROMAN: return ROMAN_LAST;
    case CDT_NUMERAL_CARDINAL_TEXT:
    case CDT_NUMERAL_ORDINAL_TEXT: return WORDS_LAST;
    default: return (unsigned)-1;
    }
}

void cdt_numeral_put(cdt_buf *buf, cdt_numeral form, unsigned number)
{
    if (number > last_of(form) || (number == 0 && last_of(form) != (unsigned)-1))
        form = CDT_NUMERAL_DECIMAL;
    switch (form) {
    case CDT_NUMERAL_DECIMAL: cdt_buf_printf(buf, "%u", number); break;
    case CDT_NUMERAL_ZERO: cdt_numeral_put_wide(buf, number, 2); break;
    case CDT_NUMERAL_LOWER_LETTER: put_letters(buf, number, 'a'); break;
    case CDT_NUMERAL_UPPER_LETTER: put_letters(buf, number, 'A'); break;
    case CDT_NUMERAL_LOWER_PAIR: put_pairs(buf, number, 'a'); break;
    case CDT_NUMERAL_UPPER_PAIR: put_pairs(buf, number, 'A'); break;
    case CDT_NUMERAL_LOWER_ROMAN: put_roman(buf, number, false); break;
    case CDT_NUMERAL_UPPER_ROMAN: put_roman(buf, number, true); break;
    case CDT_NUMERAL_ORDINAL: cdt_buf_printf(buf, "%u%s", number, ending(number)); break;
    case CDT_NUMERAL_CARDINAL_TEXT: put_words(buf, number, false); break;
    case CDT_NUMERAL_ORDINAL_TEXT: put_words(buf, number, true); break;
    case CDT_NUMERAL_NONE:
    case CDT_NUMERAL_BULLET: break;
    }
}
