#include "draft/tokens.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "draft/chars.h"
#include "draft/grow.h"

#define LONGEST_STEM 64
#define BYTES_OF_TOKEN 5 /* of most texts, with the blank before it: hardly any has more tokens */

/* A word in small letters as it was met last, of less than 16 bytes: what is found out of it is found out once. */
typedef struct known_word {
    uint64_t bytes[2];
    uint32_t stem;
    uint8_t key;
} known_word;

typedef struct list {
    cdt_arena *arena;
    cdt_token *at;
    size_t count, room;
    cdt_token_chains *chains;
    known_word *known; /* by the numbers of their chains */
    uint64_t *sets[CDT_TOKEN_SETS];
} list;

/* What a code point is for the tokens. */
typedef struct sign {
    int rune;
    uint8_t mark, flags;
} sign;

/* Marks outside ASCII. A mark of 0 is a blank. */
static const sign signs[] = {
    { 0x00A0, 0, 0 },
    { 0x00A3, CDT_SIGN_POUND, 0 },
    { 0x00A7, CDT_SIGN_SECTION, 0 },
    { 0x00AB, CDT_SIGN_QUOTE, CDT_TOKEN_OPENS },
    { 0x00AD, 0, 0 },
    { 0x00B7, CDT_SIGN_BULLET, 0 },
    { 0x00BB, CDT_SIGN_QUOTE, CDT_TOKEN_CLOSES },
    { 0x2018, CDT_SIGN_APOSTROPHE, CDT_TOKEN_OPENS },
    { 0x2019, CDT_SIGN_APOSTROPHE, 0 }, /* an apostrophe too */
    { 0x201B, CDT_SIGN_APOSTROPHE, CDT_TOKEN_OPENS },
    { 0x201C, CDT_SIGN_QUOTE, CDT_TOKEN_OPENS },
    { 0x201D, CDT_SIGN_QUOTE, CDT_TOKEN_CLOSES },
    { 0x201E, CDT_SIGN_QUOTE, CDT_TOKEN_OPENS },
    { 0x201F, CDT_SIGN_QUOTE, CDT_TOKEN_OPENS },
    { 0x2022, CDT_SIGN_BULLET, 0 },
    { 0x2026, CDT_SIGN_DOTS, 0 },
    { 0x202F, 0, 0 },
    { 0x20AC, CDT_SIGN_EURO, 0 },
    { 0x25AA, CDT_SIGN_BULLET, 0 },
    { 0x25CF, CDT_SIGN_BULLET, 0 },
    { 0x3000, 0, 0 },
    { 0xFEFF, 0, 0 },
};

const uint8_t cdt_token_sets[CDT_TOKEN_SETS] = { CDT_TOKEN_CAPITAL, CDT_TOKEN_CAPITALS, CDT_TOKEN_LINE };

static bool digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool capital(int c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

static bool small(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
}

/* What `rune` is outside ASCII; NULL: a letter. */
static const sign *sign_of(int rune)
{
    static const sign dash = { 0x2010, '-', 0 }, blank = { 0x2000, 0, 0 }, other = { 0xFFFD, '?', 0 };

    if ((rune >= 0x2010 && rune <= 0x2015) || rune == 0x2212)
        return &dash;
    if (rune >= 0x2000 && rune <= 0x200F)
        return &blank;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].rune == rune)
            return &signs[i];
    if (rune < 0 || rune < 0xC0 || rune == 0xD7 || rune == 0xF7 || (rune >= 0x2000 && rune <= 0x2BFF) ||
        (rune >= 0xE000 && rune <= 0xF8FF) || rune >= 0xFFF0)
        return &other;
    return NULL;
}

static bool letter(int rune)
{
    if (rune < 0x80)
        return capital(rune) || small(rune);
    return !sign_of(rune);
}

/* The code point at `at`, and where the next begins; 0 at `end`. */
static int rune_at(cdt_str text, size_t at, size_t *next)
{
    size_t after = at;
    int rune;

    if (at >= text.len) {
        *next = at;
        return 0;
    }
    if ((unsigned char)text.at[at] < 0x80) {
        *next = at + 1;
        return text.at[at];
    }
    rune = cdt_utf8_next(text, &after);
    *next = after;
    return rune;
}

static uint8_t key_of(const char *word, size_t length)
{
    unsigned first = (unsigned char)word[0] & 31, last = (unsigned char)word[length - 1] & 31;
    unsigned middle = (unsigned char)word[length / 2] & 31;

    return (uint8_t)(first * 37 + last * 11 + middle * 59 + (unsigned)length * 101);
}

/* What finders look for is noted of the token that comes next; few have such a flag. */
static void note(list *l, uint8_t flags)
{
    for (size_t k = 0; k < CDT_TOKEN_SETS; k++)
        if (flags & cdt_token_sets[k])
            l->sets[k][l->count / 64] |= (uint64_t)1 << l->count % 64;
}

/* A token behind the others, put on a chain. */
static inline cdt_token *add(list *l, size_t start, size_t end, uint8_t flags, uint32_t *chain)
{
    cdt_token *token;

    if (flags & ~(CDT_TOKEN_SPACED | CDT_TOKEN_OPENS | CDT_TOKEN_CLOSES))
        note(l, flags);
    l->at = cdt_grow(l->arena, l->at, l->count, &l->room, sizeof *l->at);
    token = &l->at[l->count];
    token->start = (uint32_t)start;
    token->end = (uint32_t)end;
    token->flags = flags;
    token->before = *chain;
    *chain = (uint32_t)++l->count;
    return token;
}

static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

static bool ends(const char *word, size_t length, const char *ending)
{
    size_t n = strlen(ending);

    return length > n && memcmp(word + length - n, ending, n) == 0;
}

/* The rough stem of a small word: what plural, possessive and the usual verb endings leave. */
static size_t stem_length(char *word, size_t length)
{
    if (length > 4 && ends(word, length, "ies")) {
        word[length - 3] = 'y';
        length -= 2;
    } else if (length > 4 && (ends(word, length, "sses") || ends(word, length, "xes") || ends(word, length, "ches") ||
                              ends(word, length, "shes"))) {
        length -= 2;
    } else if (length > 3 && ends(word, length, "s") && !ends(word, length, "ss") && !ends(word, length, "us") &&
               !ends(word, length, "is")) {
        length -= 1;
    }
    if (length > 5 && ends(word, length, "ing"))
        length -= 3;
    else if (length > 4 && ends(word, length, "ed"))
        length -= 2;
    if (length > 3 && ends(word, length, "e"))
        length -= 1;
    return length;
}

uint32_t cdt_stem(cdt_str word)
{
    char folded[LONGEST_STEM];
    size_t length = 0;

    for (size_t i = 0; i < word.len && length < sizeof folded; i++) {
        char c = word.at[i];
        if (c == '\'' || (c == '\xE2' && i + 2 < word.len && word.at[i + 1] == '\x80')) {
            i += c == '\'' ? 0 : 2;
            if (word.len - i <= 2) /* party's */
                break;
            continue;
        }
        folded[length++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return hash_of(folded, stem_length(folded, length));
}

/* Past the word that begins at `at`: letters and digits, an apostrophe or a hyphen at a line's end between letters, the
 * points of an abbreviation such as U.S.C. */
static size_t word_end(cdt_str text, size_t at, uint8_t *flags)
{
    size_t next, after, letters = 0, smalls = 0;
    int rune = rune_at(text, at, &next), ahead;
    bool single;

    if (capital(rune))
        *flags |= CDT_TOKEN_CAPITAL;
    do {
        single = letters == 0;
        letters++;
        smalls += !capital(rune) && !digit(rune);
        at = next;
        rune = rune_at(text, at, &next);
        if (rune == '\'' || rune == 0x2019 || (rune == '.' && single)) {
            ahead = rune_at(text, next, &after);
            if (rune == '.' ? capital(ahead) : letter(ahead)) {
                letters = rune == '.' ? 0 : letters;
                rune = ahead;
                at = next;
                next = after;
            }
        }
    } while (letter(rune) || digit(rune));
    if ((*flags & CDT_TOKEN_CAPITAL) && !smalls && letters > 1)
        *flags |= CDT_TOKEN_CAPITALS;
    return at;
}

/* Past the figure that begins at `at`. A comma belongs to it only before three digits. */
static size_t figure_end(cdt_str text, size_t at)
{
    for (;;) {
        while (at < text.len && (digit(text.at[at]) || capital(text.at[at]) || small(text.at[at])))
            at++;
        if (at + 1 < text.len && text.at[at] == '.' && digit(text.at[at + 1]))
            at++;
        else if (at + 3 < text.len && text.at[at] == ',' && digit(text.at[at + 1]) && digit(text.at[at + 2]) &&
                 digit(text.at[at + 3]) && !(at + 4 < text.len && digit(text.at[at + 4])))
            at++;
        else
            return at;
    }
}

/* Which way a straight or single quotation mark looks: what stands beside it tells. */
static uint8_t looks(cdt_str text, size_t at, size_t next, bool spaced)
{
    size_t unused;
    int before = at ? (unsigned char)text.at[at - 1] : ' ', after = rune_at(text, next, &unused);
    bool open = spaced || before == '(' || before == '[' || before == '*' || before == '_' || before == '-' ||
                before == '/' || before == '"';
    bool close = after == 0 || after == ' ' || after == '\n' || after == '\t' || after == '\r' || after == 0xA0 ||
                 (after < 0x80 && !digit(after) && !letter(after) && after != '(' && after != '[');

    if (open == close)
        return 0;
    return open ? CDT_TOKEN_OPENS : CDT_TOKEN_CLOSES;
}

static size_t read_mark(list *l, cdt_str text, size_t at, uint8_t flags, int rune, size_t next)
{
    const sign *found = rune >= 0x80 || rune < 0 ? sign_of(rune) : NULL;
    uint8_t mark = found ? found->mark : (uint8_t)rune;
    cdt_token *token;

    flags |= found ? found->flags : 0;
    if ((mark == '"' || mark == '\'') && !(flags & (CDT_TOKEN_OPENS | CDT_TOKEN_CLOSES)))
        flags |= looks(text, at, next, flags & CDT_TOKEN_SPACED);
    token = add(l, at, next, flags, &l->chains->marks[mark]);
    token->kind = CDT_TOKEN_MARK;
    token->mark = mark;
    token->stem = 0;
    token->key = key_of(text.at + at, next - at);
    return next;
}

static size_t read_figure(list *l, cdt_str text, size_t at, uint8_t flags)
{
    size_t end = figure_end(text, at);
    cdt_token *token = add(l, at, end, flags, &l->chains->figures);

    token->kind = CDT_TOKEN_FIGURE;
    token->mark = 0;
    token->stem = hash_of(text.at + at, end - at);
    token->key = key_of(text.at + at, end - at);
    return end;
}

static bool blank(int rune)
{
    const sign *found;

    if (rune < 0x80)
        return rune >= 0 && rune <= ' ';
    found = sign_of(rune);
    return found && !found->mark;
}

/* --- words */

static size_t chain_of(const uint64_t bytes[2])
{
    return ((bytes[0] ^ bytes[1] * 31) * UINT64_C(0x9E3779B97F4A7C15)) >> 53;
}

/* The first 16 bytes of a word, in small letters. */
static void fold(cdt_str word, uint64_t bytes[2])
{
    char small[16] = { 0 };

    for (size_t i = 0; i < word.len && i < sizeof small; i++)
        small[i] = cdt_to_lower(word.at[i]);
    bytes[0] = cdt_eight_at((cdt_str){ small, sizeof small }, 0);
    bytes[1] = cdt_eight_at((cdt_str){ small, sizeof small }, 8);
}

static unsigned plain_letters(uint64_t bytes)
{
    return cdt_eight_before(~cdt_eight_letters(bytes) & CDT_EIGHT(0x80));
}

/* Nearly every word is small letters, perhaps behind a capital, with something behind it that no word goes on with: where it
 * ends, and its letters. 0: this is another, or a long one, and has to be looked at with care. */
static size_t plain_word(cdt_str text, size_t at, uint64_t small[2])
{
    uint64_t bytes = cdt_eight_at(text, at), capitals = ~bytes & CDT_EIGHT(0x20) & ~(uint64_t)0xFF;
    unsigned count = plain_letters(bytes);
    uint64_t letters = cdt_eight_first(count);
    unsigned char c;

    capitals &= letters;
    small[0] = (bytes | CDT_EIGHT(0x20)) & letters;
    small[1] = 0;
    at += count;
    if (count == 8) {
        bytes = cdt_eight_at(text, at);
        count = plain_letters(bytes);
        if (count == 8)
            return 0;
        letters = cdt_eight_first(count);
        capitals |= ~bytes & CDT_EIGHT(0x20) & letters;
        small[1] = bytes & letters;
        at += count;
        count = 8;
    }
    if (capitals || at >= text.len)
        return capitals ? 0 : at;
    c = (unsigned char)text.at[at];
    return c >= 0x80 || digit(c) || c == '\'' || (c == '.' && count == 1) ? 0 : at;
}

static void tell_word(cdt_token *token, uint32_t stem, uint8_t key)
{
    token->kind = CDT_TOKEN_WORD;
    token->mark = 0;
    token->stem = stem;
    token->key = key;
}

/* The word that begins at `at`, with a letter; where it ends. */
static size_t read_word(list *l, cdt_str text, size_t at, uint8_t flags)
{
    uint64_t small[2];
    size_t end = plain_word(text, at, small), chain;
    known_word *known;
    cdt_token *token;
    cdt_str word;

    if (end) {
        flags |= cdt_is_upper(text.at[at]) ? CDT_TOKEN_CAPITAL : 0;
    } else {
        end = word_end(text, at, &flags);
        fold(cdt_str_slice(text, at, end), small);
    }
    word = (cdt_str){ text.at + at, end - at };
    chain = chain_of(small);
    known = &l->known[chain];
    token = add(l, at, end, flags, &l->chains->words[chain]);
    if (word.len >= sizeof small) { /* its letters do not tell which it is */
        tell_word(token, cdt_stem(word), key_of(word.at, word.len));
        return end;
    }
    if (known->bytes[0] != small[0] || known->bytes[1] != small[1])
        *known = (known_word){ { small[0], small[1] }, cdt_stem(word), key_of(word.at, word.len) };
    tell_word(token, known->stem, known->key);
    return end;
}

uint32_t cdt_tokens_chain(const cdt_tokens *tokens, cdt_str word)
{
    uint64_t small[2];

    if (cdt_is_digit(*word.at))
        return tokens->chains->figures;
    if (!cdt_is_letter(*word.at))
        return tokens->chains->marks[(unsigned char)*word.at];
    fold(word, small);
    return tokens->chains->words[chain_of(small)];
}

/* The tokens of text[at, end). */
static void read_stretch(list *l, cdt_str text, size_t at, size_t end)
{
    cdt_str part = cdt_str_slice(text, 0, end);
    uint8_t flags = CDT_TOKEN_SPACED | CDT_TOKEN_LINE;

    while (at < end) {
        if (text.at[at] == ' ') { /* nearly all that is read is this or the next */
            flags |= CDT_TOKEN_SPACED;
            at++;
            continue;
        }
        if (!cdt_is_letter(text.at[at])) {
            size_t next;
            int rune = rune_at(part, at, &next);
            if (blank(rune)) {
                flags |= CDT_TOKEN_SPACED | (rune == '\n' || rune == '\f' ? CDT_TOKEN_LINE : 0);
                at = next;
                continue;
            }
            if (!letter(rune)) {
                at = digit(rune) ? read_figure(l, part, at, flags) : read_mark(l, part, at, flags, rune, next);
                flags = 0;
                continue;
            }
        }
        at = read_word(l, part, at, flags);
        flags = 0;
    }
}

cdt_tokens cdt_tokens_of(const cdt_draft *draft, cdt_arena *arena)
{
    size_t *first = CDT_NEW_ARRAY(arena, size_t, draft->clause_count + 1);
    cdt_str text = { draft->text, draft->length };
    size_t room = draft->length / BYTES_OF_TOKEN + 256, most = 0;
    list l = { .arena = arena,
               .at = cdt_room(arena, room * sizeof(cdt_token)),
               .room = room,
               .chains = CDT_NEW(arena, cdt_token_chains),
               .known = CDT_NEW_ARRAY(arena, known_word, CDT_WORD_CHAINS) };

    for (size_t i = 0; i < draft->clause_count; i++)
        most += draft->clauses[i].end - draft->clauses[i].start; /* none is shorter than a byte */
    for (size_t k = 0; k < CDT_TOKEN_SETS; k++)
        l.sets[k] = CDT_NEW_ARRAY(arena, uint64_t, most / 64 + 1);
    for (size_t i = 0; i < draft->clause_count; i++) {
        first[i] = l.count;
        read_stretch(&l, text, draft->clauses[i].start, draft->clauses[i].end);
    }
    first[draft->clause_count] = l.count;
    return (cdt_tokens){ .text = draft->text,
                         .at = l.at,
                         .count = l.count,
                         .first = first,
                         .lists = CDT_NEW_ARRAY(arena, cdt_word_list, CDT_WORD_LISTS),
                         .chains = l.chains,
                         .sets = { l.sets[0], l.sets[1], l.sets[2] } };
}

bool cdt_token_says(const cdt_tokens *tokens, size_t i, const char *word, size_t length)
{
    const char *text = tokens->text + tokens->at[i].start;

    for (size_t at = 0; at < length; at++)
        if ((text[at] >= 'A' && text[at] <= 'Z' ? text[at] + 32 : text[at]) != word[at])
            return false;
    return true;
}

/* How much of `text` stands in capitals or small letters at `words`, which is in small letters. */
static size_t alike(cdt_str text, const char *words)
{
    size_t i = 0;

    for (; i < text.len; i++) {
        char c = text.at[i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != words[i])
            break;
    }
    return i;
}

static void know_list(cdt_word_list *known, const char *words)
{
    *known = (cdt_word_list){ .words = words };
    while (*words) {
        size_t length = 0;
        unsigned key, letters;
        while (words[length] && words[length] != ' ')
            length++;
        key = length ? key_of(words, length) : 0;
        letters = cdt_token_letters(words, length);
        known->keys[key >> 6] |= (uint64_t)1 << (key & 63);
        known->letters[letters >> 6] |= (uint64_t)1 << (letters & 63);
        words += length + (words[length] == ' ');
    }
}

#define LISTS_BEHIND 4 /* among so many places a list has its own */

/* What is known of the list from now on. */
static const cdt_word_list *list_of(const cdt_tokens *tokens, const char *words)
{
    cdt_word_list *known = NULL;

    for (size_t k = 0; k < LISTS_BEHIND; k++) {
        known = &tokens->lists[(cdt_word_list_at(words) + k) % CDT_WORD_LISTS];
        if (known->words == words)
            return known;
        if (!known->words)
            break;
    }
    know_list(known, words);
    return known;
}

size_t cdt_token_search(const cdt_tokens *tokens, size_t i, const char *words)
{
    cdt_str text = cdt_token_text(tokens, i);
    const char *at = words, *end;
    size_t index = 1;

    if (!cdt_token_could(list_of(tokens, words), tokens, i))
        return 0;
    for (end = words + strlen(words); (at = memchr(at, cdt_to_lower(*text.at), (size_t)(end - at))); at++)
        if ((at == words || at[-1] == ' ') && alike(text, at) == text.len &&
            (at[text.len] == ' ' || at + text.len == end))
            break;
    for (const char *before = words; at && before < at; before++)
        index += *before == ' ';
    return at ? index : 0;
}

size_t cdt_token_follow(const cdt_tokens *tokens, size_t i, size_t end, const char *phrase)
{
    size_t count = 0;

    for (;; count++) {
        cdt_str text;
        if (i + count >= end)
            return 0;
        text = cdt_token_text(tokens, i + count);
        if (alike(text, phrase) < text.len)
            return 0;
        phrase += text.len;
        if (!*phrase)
            return count + 1;
        if (*phrase++ != ' ')
            return 0;
    }
}

cdt_str cdt_tokens_copy(const cdt_tokens *tokens, size_t from, size_t to, cdt_arena *arena)
{
    size_t length = 0;
    char *out;

    if (from >= to)
        return (cdt_str){ "", 0 };
    out = cdt_alloc(arena, tokens->at[to - 1].end - tokens->at[from].start + 1);
    for (size_t i = from; i < to; i++) {
        cdt_str text = cdt_token_text(tokens, i);
        if (i > from && (tokens->at[i].flags & CDT_TOKEN_SPACED))
            out[length++] = ' ';
        memcpy(out + length, text.at, text.len);
        length += text.len;
    }
    return (cdt_str){ out, length };
}

size_t cdt_tokens_find(const cdt_tokens *tokens, size_t clause, size_t at)
{
    size_t low = tokens->first[clause], high = tokens->first[clause + 1];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->at[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
