#include "words/likeness.h"

#include <limits.h>

#include "base/eight.h"
#include "base/limits.h"
#include "draft/chars.h"
#include "words/fold.h"

/* ---- words ---- */

#define FIGURES ((uint64_t)'#')

static bool is_letter(char c)
{
    return cdt_is_lower(c) || c == '\'';
}

/* A word with an apostrophe in it, which does not count. */
static uint64_t torn_word_at(cdt_str text, size_t *at)
{
    uint64_t word = 0;
    unsigned letters = 0;

    for (; *at < text.len && is_letter(text.at[*at]); ++*at)
        if (letters < CDT_LIKE_LETTERS && text.at[*at] != '\'')
            word |= (uint64_t)(unsigned char)text.at[*at] << 8 * letters++;
    return letters > 1 ? word : 0;
}

static unsigned letters_in(uint64_t bytes)
{
    return cdt_eight_before(~cdt_eight_within(bytes, 'a', 'z') & CDT_EIGHT(0x80));
}

/* The word at byte `*at` of folded text, which moves behind it; 0: what stands there is none. */
static uint64_t word_at(cdt_str text, size_t *at)
{
    char c = text.at[*at];
    size_t end = *at;
    uint64_t bytes;
    unsigned letters;

    if (cdt_is_digit(c)) {
        while (*at < text.len && (cdt_is_digit(text.at[*at]) || text.at[*at] == ',' || text.at[*at] == '.'))
            ++*at;
        return FIGURES;
    }
    if (!is_letter(c)) {
        bool pound = c == '\xC2' && *at + 1 < text.len && text.at[*at + 1] == '\xA3';
        *at += pound ? 2 : 1;
        return pound || c == '$' ? (uint64_t)'$' : c == '%' ? (uint64_t)'%' : 0;
    }
    bytes = cdt_eight_at(text, end);
    letters = letters_in(bytes);
    end += letters;
    for (unsigned more = letters; more == sizeof bytes; end += more)
        more = letters_in(cdt_eight_at(text, end));
    if (end < text.len && text.at[end] == '\'')
        return torn_word_at(text, at);
    *at = end;
    return letters > 1 ? bytes & cdt_eight_first(letters < CDT_LIKE_LETTERS ? letters : CDT_LIKE_LETTERS) : 0;
}

void cdt_like_words(cdt_str text, cdt_str heading, cdt_like_word_fn *each, void *context)
{
    uint64_t before = 0;

    for (size_t at = 0; at < text.len;) {
        uint64_t word = text.at[at] == ' ' ? (at++, 0) : word_at(text, &at);
        if (!word)
            continue;
        each(&(cdt_like_word){ word, 0, false }, context);
        if (before)
            each(&(cdt_like_word){ before, word, false }, context);
        before = word;
    }
    for (size_t at = 0; at < heading.len;) {
        uint64_t word = word_at(heading, &at);
        if (word)
            each(&(cdt_like_word){ word, 0, true }, context);
    }
}

bool cdt_like_word_of(cdt_str written, cdt_like_word *word)
{
    size_t at = 0;

    *word = (cdt_like_word){ .heading = written.len > 2 && written.at[0] == 'H' && written.at[1] == ':' };
    if (word->heading)
        written = cdt_str_slice(written, 2, written.len);
    for (uint64_t *part = &word->first; at < written.len; part = &word->second) {
        if (word->second)
            return false;
        *part = written.at[at] == '#' ? FIGURES : word_at(written, &at);
        at += *part == FIGURES && at < written.len && written.at[at] == '#';
        if (!*part || (at < written.len && (written.at[at] != '_' || word->heading || at + 1 == written.len)))
            return false;
        at++;
    }
    return word->first != 0;
}

static uint64_t key_of(const cdt_like_word *w)
{
    uint64_t key = w->first * UINT64_C(0x9E3779B97F4A7C15) ^ (w->second + w->heading) * UINT64_C(0xC2B2AE3D27D4EB4F);

    key = (key ^ key >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    return key ^ key >> 32;
}

/* Where the word of that key is in the table, or could be. */
static size_t place_of(const cdt_like_place *places, size_t room, uint64_t key)
{
    size_t at = key >> 32 & (room - 1);

    while (places[at].row && places[at].key != (uint32_t)key)
        at = (at + 1) & (room - 1);
    return at;
}

/* ---- reading ---- */

typedef struct reader {
    cdt_likeness *out;
    cdt_arena *arena;
    const cdt_str *ids;
    size_t check_count;
    uint16_t *checks;
    int16_t *sums;
    int8_t *weights;
    cdt_like_place *places;
    size_t lines;
    bool needs;
} reader;

static cdt_str next_word(cdt_str *line)
{
    size_t from = 0, to;
    cdt_str word;

    while (from < line->len && line->at[from] == ' ')
        from++;
    for (to = from; to < line->len && line->at[to] != ' ';)
        to++;
    word = cdt_str_slice(*line, from, to);
    *line = cdt_str_slice(*line, to, line->len);
    return word;
}

/* So much of what was written as a message can tell. */
static cdt_str shown(cdt_str written)
{
    size_t end = written.len < 60 ? written.len : 60;

    while (end < written.len && end && ((unsigned char)written.at[end] & 0xC0) == 0x80)
        end--; /* no half of a character */
    return cdt_str_slice(written, 0, end);
}

/* A whole number of at most `most` either way. */
static bool number(cdt_str text, int most, int *out)
{
    bool minus = text.len && *text.at == '-';
    int n = 0;

    for (size_t i = minus; i < text.len; i++) {
        if (!cdt_is_digit(text.at[i]) || n > most)
            return false;
        n = n * 10 + (text.at[i] - '0');
    }
    *out = minus ? -n : n;
    return text.len > minus && n <= most;
}

/* Nothing may be left of a line: where line breaks were lost ("likeness: >"), all the words would be. */
static const char *read_end(reader *r, cdt_str line)
{
    cdt_str more = next_word(&line);

    return more.len ? cdt_format(r->arena, "wanted the end of the line, saw %.*s", CDT_ARGS(shown(more))) : NULL;
}

static const char *read_needs(reader *r, cdt_str line)
{
    for (size_t i = 0; i < CDT_NEEDS; i++) {
        int n;
        if (!number(next_word(&line), INT16_MAX, &n))
            return "wanted three whole numbers of at most 32767 behind needs: for patterns that find nothing, one "
                   "sentence, more";
        r->out->needs[i] = (int16_t)n;
    }
    r->needs = true;
    return read_end(r, line);
}

static const char *read_check(reader *r, cdt_str line)
{
    cdt_str id = next_word(&line);
    int sum;

    if (r->out->word_count)
        return "wanted all checks before the first word";
    if (r->out->check_count == CDT_MAX_LIKENESS_CHECKS)
        return cdt_format(r->arena, "wanted at most %d checks", CDT_MAX_LIKENESS_CHECKS);
    if (!id.len || !number(next_word(&line), INT16_MAX, &sum))
        return "wanted a check and a whole number of at most 32767 behind =, such as: = exit-notice -310";
    r->sums[r->out->check_count++] = (int16_t)sum;
    for (size_t i = 0; i < r->check_count; i++) {
        if (!cdt_str_is(r->ids[i], id))
            continue;
        if (r->checks[i])
            return cdt_format(r->arena, "wanted each check once, saw %.*s again", CDT_ARGS(shown(id)));
        r->checks[i] = (uint16_t)r->out->check_count;
    }
    return read_end(r, line);
}

/* The row of a word, a new one where it has none. */
static int8_t *row_for(reader *r, const cdt_like_word *word)
{
    uint64_t key = key_of(word);
    cdt_like_place *place = &r->places[place_of(r->places, r->out->room, key)];

    if (!place->row)
        *place = (cdt_like_place){ (uint32_t)key, (uint32_t)++r->out->word_count };
    return r->weights + (place->row - 1) * r->out->wide;
}

static const char *read_word(reader *r, cdt_str written, cdt_str line)
{
    cdt_like_word word;
    int8_t *row;
    size_t known;

    if (!cdt_like_word_of(written, &word))
        return cdt_format(r->arena, "wanted a word, such as users, months_notice or H:exit, saw %.*s",
                          CDT_ARGS(shown(written)));
    known = r->out->word_count;
    row = row_for(r, &word);
    if (r->out->word_count == known)
        return cdt_format(r->arena, "wanted each word once, saw %.*s again", CDT_ARGS(shown(written)));
    for (cdt_str one = next_word(&line); one.len; one = next_word(&line)) {
        size_t colon = cdt_str_find(one, CDT_STR(":"), 0);
        int check, weight;
        if (colon == (size_t)-1 || !number(cdt_str_slice(one, 0, colon), CDT_MAX_LIKENESS_CHECKS, &check) ||
            !number(cdt_str_slice(one, colon + 1, one.len), INT8_MAX, &weight) || check < 0 ||
            (size_t)check >= r->out->check_count)
            return cdt_format(
                r->arena, "wanted the number of a check, a colon and a weight of at most 127, such as 3:-12, saw %.*s",
                CDT_ARGS(shown(one)));
        row[check] = (int8_t)weight;
    }
    return NULL;
}

static const char *read_line(reader *r, cdt_str line)
{
    cdt_str first = next_word(&line);

    if (!first.len)
        return NULL;
    if (cdt_str_is_z(first, "needs"))
        return r->needs || r->out->check_count ? "wanted needs once, and before the first check" : read_needs(r, line);
    if (cdt_str_is_z(first, "="))
        return read_check(r, line);
    if (!r->weights) {
        r->out->wide = (r->out->check_count + CDT_LIKE_WIDE - 1) / CDT_LIKE_WIDE * CDT_LIKE_WIDE;
        r->weights = CDT_NEW_ARRAY(r->arena, int8_t, r->lines * r->out->wide);
    }
    return read_word(r, first, line);
}

const cdt_likeness *cdt_likeness_read(cdt_str text, const cdt_str *ids, size_t check_count, cdt_arena *arena,
                                      size_t *line, const char **problem)
{
    cdt_likeness *out = CDT_NEW(arena, cdt_likeness);
    reader r = { .out = out, .arena = arena, .ids = ids, .check_count = check_count };

    r.lines = text.len && text.at[text.len - 1] != '\n';
    for (size_t i = 0; i < text.len; i++)
        r.lines += text.at[i] == '\n';
    *line = r.lines;
    *problem = cdt_format(arena, "wanted at most %d lines", CDT_MAX_LIKENESS_WORDS);
    if (r.lines > CDT_MAX_LIKENESS_WORDS)
        return NULL;
    out->room = 16;
    while (out->room < r.lines + r.lines / 4)
        out->room *= 2;
    out->checks = r.checks = CDT_NEW_ARRAY(arena, uint16_t, check_count + 1);
    out->sums = r.sums = CDT_NEW_ARRAY(arena, int16_t, CDT_MAX_LIKENESS_CHECKS + CDT_LIKE_WIDE);
    out->places = r.places = CDT_NEW_ARRAY(arena, cdt_like_place, out->room);
    *line = 0;
    *problem = NULL;
    while (text.len && !*problem) {
        size_t end = cdt_str_find(text, CDT_STR("\n"), 0);
        end = end == (size_t)-1 ? text.len : end;
        ++*line;
        *problem = read_line(&r, cdt_str_slice(text, 0, end));
        text = cdt_str_slice(text, end < text.len ? end + 1 : end, text.len);
    }
    if (!*problem && !r.needs)
        *problem = "wanted a line of needs, such as: needs 60 -50 -120";
    out->weights = r.weights;
    return *problem ? NULL : out;
}

/* ---- looking ---- */

cdt_liking cdt_liking_new(const cdt_likeness *likeness, cdt_arena *arena)
{
    cdt_liking liking = { .likeness = likeness };

    liking.seen = CDT_NEW_ARRAY(arena, uint32_t, likeness->word_count + 1);
    liking.now.at = CDT_NEW_ARRAY(arena, int16_t, likeness->wide + 1);
    liking.before.at = CDT_NEW_ARRAY(arena, int16_t, likeness->wide + 1);
    liking.shared.at = CDT_NEW_ARRAY(arena, int16_t, likeness->wide + 1);
    return liking;
}

static void add_weights(cdt_like_sums *to, const int8_t *restrict weights, size_t wide)
{
    int16_t *restrict sums = to->at;

    to->count++;
    for (size_t i = 0; i < wide; i += CDT_LIKE_WIDE)
        for (size_t k = 0; k < CDT_LIKE_WIDE; k++)
            sums[i + k] = (int16_t)(sums[i + k] + weights[i + k]);
}

static void add_word(const cdt_like_word *word, void *context)
{
    cdt_liking *l = context;
    const cdt_likeness *likeness = l->likeness;
    const uint64_t key = key_of(word);
    const uint32_t row = likeness->places[place_of(likeness->places, likeness->room, key)].row;
    const int8_t *weights;
    bool shared;

    if (!row || l->seen[row] == l->sentence || l->now.count == CDT_LIKE_KNOWN)
        return;
    shared = l->follows && l->seen[row] == l->sentence - 1;
    l->seen[row] = l->sentence;
    weights = likeness->weights + (row - 1) * likeness->wide;
    add_weights(&l->now, weights, likeness->wide);
    if (shared)
        add_weights(&l->shared, weights, likeness->wide);
}

/* 256 times the square root. */
static int32_t root_of(size_t n)
{
    uint64_t square = (uint64_t)n << 16, root = 0;

    for (uint64_t bit = UINT64_C(1) << 30; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= square)
            root |= bit;
    return (int32_t)root;
}

/* Weights are in tenths, what is said in hundredths. */
static int16_t part_of(size_t words)
{
    return (int16_t)((10 * 256 << 10) / root_of(words ? words : 1));
}

static void clear(cdt_like_sums *sums, size_t wide)
{
    sums->count = 0;
    memset(sums->at, 0, wide * sizeof *sums->at);
}

void cdt_liking_look(cdt_liking *liking, cdt_str text, cdt_str heading, bool follows)
{
    cdt_like_sums before = liking->now;

    liking->now = liking->before;
    liking->before = before;
    liking->sentence++;
    liking->follows = follows;
    clear(&liking->now, liking->likeness->wide);
    if (follows)
        clear(&liking->shared, liking->likeness->wide);
    cdt_like_words(text, heading, add_word, liking);
    liking->part = part_of(liking->now.count);
    if (follows)
        liking->part_of_both = part_of(liking->now.count + before.count - liking->shared.count);
}

int32_t cdt_liking_bar(const cdt_likeness *likeness, size_t number, int least)
{
    int64_t bar = ((int64_t)least - likeness->sums[number] - 1) * 1024; /* what is said is cut to a whole number */

    return bar < INT32_MIN ? INT32_MIN : bar > INT32_MAX ? INT32_MAX : (int32_t)bar;
}

uint32_t cdt_liking_reaches(const cdt_liking *liking, const int32_t *bars, size_t number)
{
    const int16_t *now = liking->now.at + number, *before = liking->before.at + number;
    const int16_t *shared = liking->shared.at + number, part = liking->part, part_of_both = liking->part_of_both;
    uint32_t reach = 0;

    bars += number;
    for (unsigned i = 0; i < CDT_LIKE_WIDE; i++)
        reach |= (uint32_t)(now[i] * part >= bars[i]) << i;
    for (unsigned i = 0; i < CDT_LIKE_WIDE && liking->follows; i++) {
        int16_t both = (int16_t)(now[i] + before[i] - shared[i]);
        reach |= (uint32_t)(both * part_of_both >= bars[i]) << i;
    }
    return reach;
}

/* ---- a draft ---- */

enum { FAR = 128, ONE = 65536 }; /* what is so far behind the most adds little */

/* The square of the odds of what is `behind` hundredths less likely than what has 1. */
static uint64_t share_of(int behind)
{
    static const uint16_t shares[] = { 64238, 62966, 60497, 55846, 47589, 34557, 18221 }; /* of 1, 2, 4... 64 */
    uint64_t share = ONE;

    for (unsigned bit = 0; bit < 7; bit++)
        if (behind >> bit & 1)
            share = share * shares[bit] >> 16;
    return share;
}

void cdt_likely_add(cdt_likely *likely, int likeness)
{
    int more = likeness - likely->most;

    if (!likely->all || more >= FAR)
        *likely = (cdt_likely){ likeness, ONE };
    else if (more > 0)
        *likely = (cdt_likely){ likeness, (likely->all * share_of(more) >> 16) + ONE };
    else if (-more < FAR)
        likely->all += share_of(-more);
}

int cdt_likely_all(const cdt_likely *likely)
{
    int more = 0;

    if (!likely->all)
        return CDT_NO_LIKENESS;
    while (more < FAR - 1 && likely->all * share_of(more) >> 16 > ONE)
        more++;
    return likely->most + more;
}

int cdt_likely_least(const cdt_likely *likely)
{
    return likely->all ? likely->most - FAR : INT_MIN;
}
