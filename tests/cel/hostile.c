#include "cel/hostile.h"

#include "base/limits.h"

#define CJK "\xe4\xb8\xad"                    /* far beyond Latin 1 */
#define CYRILLIC "\xd0\x80\xd0\x82\xd0\x84"   /* three that are no range */
#define LONG_S "\xc5\xbf"                     /* its case folds into ASCII */
#define FOLDS "\xc6\xa9-\xce\xaa"             /* a range that folding breaks into many */
#define ALL_RUNES "\xc2\x80-\xf4\x8f\xbf\xbf" /* a range that takes long to fold */

const hostile hostile_rows[] = {
    { "(a+)+", { { "^(a+)+$", 1 } }, "a", 1, "", "b" },
    { "(a|aa)+", { { "^(a|aa)+$", 1 } }, "a", 1, "", "b" },
    { "a?{17}a{17}", { { "(?:a?){17}a{17}b", 1 } }, "a", 1, "", "" },
    { "(.*)*", { { "(.*)*b", 1 } }, "a", 1, "", "" },
    { "(a*)*", { { "(a*)*b", 1 } }, "a", 1, "", "" },
    { "(x+x+)+", { { "(x+x+)+y", 1 } }, "x", 1, "", "" },
    { "a*a*a*a*a*", { { "a*", 6 }, { "b", 1 } }, "a", 1, "", "" },
    { ".*.*.*.*.*", { { ".*", 7 }, { "x", 1 } }, "a", 1, "", "" },
    { "lazy", { { "(?:a*?)*?b", 1 } }, "a", 1, "", "" },
    { "lines", { { "(?s)^(?:.|\n)*(?:.|\n)*b", 1 } }, "a\n", 1, "", "" },
    { "every line", { { "(?m)^(.*)*x$", 1 } }, "aaaaaaaa\n", 1, "", "" },
    { "words", { { "(\\b\\w+\\b\\s?)+$", 1 } }, "ab ", 1, "", "!" },
    { "a{1000} thirty times", { { "(?:a{1000}){30}b", 1 } }, "a", 1, "", "" },
    { "[ab]{1000} broken off", { { "[ab]{1000}c", 1 } }, "a", 999, "z", "" },
    { "a{0,30} nested", { { "(?:(?:(?:a{0,30}){0,30}){0,9})b", 1 } }, "a", 1, "", "" },
    { "a{0,1000} nested", { { "(?:(?:(?:a{0,1000})b{0,1000})c{0,1000}){3}d", 1 } }, "abc", 1, "", "" },
    { "(a|b|ab)*", { { "(?:a|b|ab)*c", 1 } }, "ab", 1, "", "" },
    { "alternatives", { { "(?:", 1 }, { "aaaaaaab|", 100 }, { "aaaaaaac)", 1 } }, "a", 1, "", "" },
    { "optional letters", { { "a?", 440 }, { "a", 90 }, { "b", 1 } }, "a", 1, "", "" },
    { "empty alternatives", { { "(?:a|)", 160 }, { "b", 1 } }, "a", 1, "", "" },
    { "nested groups", { { "(?:", 49 }, { "a", 1 }, { ")*", 49 }, { "b", 1 } }, "a", 1, "", "" },
    { "many groups", { { "()", 440 }, { "(?:a|b|ab){9}c", 1 } }, "ab", 1, "", "" },
    { "folded letters", { { "(?i)(?:" LONG_S "?){17}S{17}b", 1 } }, LONG_S, 1, "", "" },
    { "wide letters", { { "(?:" CJK "?){17}" CJK "{17}b", 1 } }, CJK, 1, "", "" },
    { "wide letters broken off", { { CJK "{1000}b", 1 } }, CJK, 999, "z", "" },
    { "large class", { { "[", 1 }, { CYRILLIC, 150 }, { CJK "]*b", 1 } }, CJK, 1, "", "" },
    { "large class broken off", { { "[", 1 }, { CYRILLIC, 150 }, { CJK "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "negated class broken off", { { "[^", 1 }, { CYRILLIC, 150 }, { "]{1000}b", 1 } }, CJK, 999, "\xd0\x80", "" },
    { "properties broken off", { { "[", 1 }, { "\\pN", 300 }, { CJK "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "scripts broken off", { { "[", 1 }, { "\\p{Greek}", 90 }, { CJK "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "folded ranges", { { "(?i)[", 1 }, { FOLDS, 8 }, { CJK "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "too many folded ranges", { { "(?i)[", 1 }, { FOLDS, 180 }, { CJK "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "the widest folded range", { { "(?i)[" ALL_RUNES "]{1000}b", 1 } }, CJK, 999, "z", "" },
    { "folded ranges too wide", { { "(?i)[", 1 }, { ALL_RUNES, 130 }, { "]{1000}b", 1 } }, CJK, 999, "z", "" },
};
const size_t hostile_count = sizeof hostile_rows / sizeof *hostile_rows;

const hostile hostile_many_groups = { "many groups", { { "()", 440 } }, "a", 1, "", "" };

const char *const hostile_conditions[] = {
    "text.findAll('').size() == 0",
    "text.findAll(pattern).size() == 0",
    "regex.replace(text, '', 'xx') == ''",
    "regex.extractAll(text, '(a)').size() == 0",
    "lists.range(100000).exists(i, 'a'.matches('^b'))",
    "lists.range(100000).exists(i, 'a'.matches(string(i)))",
    "lists.range(100000).exists(i, 'a'.matches(pattern + string(i)))",
    "lists.range(100000).exists(i, 'a'.matches(r'(?i)[\\x{80}-\\x{10ffff}' + string(i) + ']') && i < 0)",
    "lists.range(1000).exists(i, lists.range(1000).exists(j, i + j < 0))",
    "lists.range(100000).map(i, string(i)).join().size() == 0",
    "lists.range(100000).sortBy(e, -e).size() == 0",
    "text.split('').sort().size() == 0",
    "sets.contains(lists.range(3000), lists.range(3000))",
    "lists.range(500).exists(i, text.lowerAscii().reverse() == '')",
    "lists.range(500).exists(i, text.indexOf(text.substring(0, 30000) + 'b') > 0)",
    "lists.range(500).exists(i, strings.quote(text) == '')",
    "lists.range(500).exists(i, base64.decode(base64.encode(bytes(text))) == b'')",
    "lists.range(500).exists(i, '%s'.format([text]) == '')",
    "lists.range(50000).map(i, text).distinct().size() == 0",
    "cel.bind(m, {text: 1}, lists.range(200000).exists(i, m[text] == 0))",
    "cel.bind(m, {text: 1}, lists.range(200000).exists(i, !(text in m)))",
    "cel.bind(b, bytes(text), lists.range(200000).exists(i, b != b))",
    "cel.bind(b, bytes(text), lists.range(200000).exists(i, [b] != [b]))",
    "cel.bind(b, bytes(text), lists.range(200000).exists(i, b < b))",
    "cel.bind(b, bytes(text), lists.range(200000).exists(i, string(b) == ''))",
    "cel.bind(zeros, text.replace('a', '0'), lists.range(200000).exists(i, int(zeros) > 0))",
    "cel.bind(t, '2026-04-01T00:00:00.' + text.replace('a', '0') + 'Z', lists.range(9000).all(i, timestamp(t).getHours() == 0))",
    "cel.bind(long, text.replace('a', '0') + 's', lists.range(200000).exists(i, duration(long) != duration('0s')))",
    "lists.range(200000).exists(i, !text.startsWith(text) || !text.endsWith(text))",
    "lists.range(200000).exists(i, [text, text].sort().size() == 0)",
};
const size_t hostile_condition_count = sizeof hostile_conditions / sizeof *hostile_conditions;

void hostile_pattern(const hostile *row, cdt_buf *out)
{
    cdt_buf_clear(out);
    for (size_t i = 0; i < sizeof row->pattern / sizeof *row->pattern && row->pattern[i].text; i++)
        for (unsigned k = 0; k < row->pattern[i].count; k++)
            cdt_buf_put_z(out, row->pattern[i].text);
}

void hostile_text(const hostile *row, cdt_buf *out)
{
    size_t unit = strlen(row->unit), round = unit * row->run + strlen(row->stop), end = strlen(row->end);

    cdt_buf_clear(out);
    while (out->len + round + end <= CDT_MAX_PATTERN_SUBJECT) {
        for (unsigned i = 0; i < row->run; i++)
            cdt_buf_put_z(out, row->unit);
        cdt_buf_put_z(out, row->stop);
    }
    cdt_buf_put_z(out, row->end);
}
