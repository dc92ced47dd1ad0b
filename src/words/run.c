/* run.c - running a program: what may go on in several ways goes on in the first, and is noted to be tried again. */
#include <stdlib.h>

#include "concordat/draft.h"
#include "words/codes.h"
#include "words/literals.h"
#include "words/pattern.h"

enum { RETRIES_MOST = 1 << 16, STEPS_MOST = 20000, BYTES_IN_STEP = 16 };

#define NOT_SET UINT32_MAX

/* Kinds of retries. */
enum { AT_PLACE, AT_LIST, FEWER, MORE, OLD_VALUE, LOOKED_AHEAD };

typedef struct cdt_retry {
    uint32_t at;    /* byte of the subject; OLD_VALUE: its beginning */
    uint32_t other; /* FEWER, MORE: the last byte; AT_LIST: places left; OLD_VALUE: its end; LOOKED_AHEAD: outer one */
    uint16_t place;
    uint16_t kind;
} cdt_retry;

typedef struct run {
    const uint16_t *code, *sets;
    const char *text;
    uint32_t length, start;
    uint32_t at;
    const uint16_t *now;           /* the instruction at hand */
    uint32_t value_from, value_to; /* or NOT_SET */
    uint32_t ahead;                /* the retry of the innermost that looks ahead, or NOT_SET */
    uint32_t steps;
    cdt_retries *retries;
} run;

void cdt_retries_free(cdt_retries *retries)
{
    free(retries->at);
    *retries = (cdt_retries){ 0 };
}

static void note(run *r, unsigned kind, uint32_t at, uint32_t other, const uint16_t *place)
{
    cdt_retries *all = r->retries;

    if (all->count == all->room) {
        all->room = all->room ? all->room * 2 : 64;
        all->at = cdt_realloc(all->at, all->room * sizeof *all->at);
    }
    all->at[all->count++] = (cdt_retry){ at, other, (uint16_t)(place - r->code), (uint16_t)kind };
}

static bool at_edge(const run *r, uint32_t at)
{
    return (at > 0 && cdt_is_word(r->text[at - 1])) != (at < r->length && cdt_is_word(r->text[at]));
}

static bool in_set(const run *r, unsigned set, uint32_t at)
{
    return at < r->length && cdt_in_set(r->sets + 16 * (size_t)set, r->text[at]);
}

/* May it go on there? */
static inline bool fits(const run *r, unsigned front, unsigned flags, uint32_t at)
{
    return (front == CDT_ANY_BYTE || in_set(r, front, at)) && (!(flags & CDT_AT_EDGE) || at_edge(r, at));
}

/* ---- runs ---- */

/* So many bytes from here on are of the run, at most. */
static uint32_t extent(const run *r, const uint16_t *code)
{
    uint32_t room = r->length - r->at, most = code[4] == UINT16_MAX || code[4] > room ? room : code[4], n = 0;

    if (!code[1]) /* every byte */
        return most;
    while (n < most && in_set(r, code[1], r->at + n))
        n++;
    return n;
}

/* The last edge of a word between bytes `least` and `to` at which it may go on; `least` where there is none. */
static uint32_t last_edge(const run *r, uint32_t to, uint32_t least, unsigned front)
{
    bool here = to < r->length && cdt_is_word(r->text[to]);
    uint32_t at = to;

    for (; at > least; at--) {
        bool before = cdt_is_word(r->text[at - 1]);
        if (before != here && fits(r, front, 0, at))
            break;
        here = before;
    }
    return at;
}

/* End the run `code` at byte `to` or before, but not before `least`. */
static bool end_at_most(run *r, const uint16_t *code, uint32_t to, uint32_t least)
{
    const unsigned flags = *code >> 8;
    uint32_t at = to;

    if (flags & CDT_AT_EDGE)
        at = last_edge(r, to, least, code[2]);
    else
        while (at > least && !fits(r, code[2], flags, at))
            at--;
    r->steps += (to - at) / BYTES_IN_STEP;
    if (at == least && !fits(r, code[2], flags, at))
        return false;
    if (at > least && !(flags & CDT_KEEPS))
        note(r, FEWER, at, least, code);
    r->at = at;
    r->now = code + 5;
    return true;
}

/* End it at byte `from` or behind, but not behind `most`. */
static bool end_at_least(run *r, const uint16_t *code, uint32_t from, uint32_t most)
{
    const unsigned flags = *code >> 8;
    uint32_t at = from;

    while (!fits(r, code[2], flags, at) && at < most)
        at++;
    r->steps += (at - from) / BYTES_IN_STEP;
    if (at == most && !fits(r, code[2], flags, at))
        return false;
    if (at < most)
        note(r, MORE, at, most, code);
    r->at = at;
    r->now = code + 5;
    return true;
}

static bool begin_run(run *r, const uint16_t *code)
{
    uint32_t n = extent(r, code);

    r->steps += n / BYTES_IN_STEP;
    if (n < code[3])
        return false;
    if ((*code & 255) == CDT_OP_LAZY)
        return end_at_least(r, code, r->at + code[3], r->at + n);
    return end_at_most(r, code, r->at + n, *code >> 8 & CDT_KEEPS ? r->at + n : r->at + code[3]);
}

/* ---- other instructions ---- */

static bool text(run *r, const uint16_t *code)
{
    uint32_t length = *code >> 8;

    if (r->length - r->at < length || memcmp(r->text + r->at, code + 1, length) != 0)
        return false;
    r->at += length;
    r->now = code + 1 + (length + 1) / 2;
    return true;
}

/* Go on at the next place of a list. */
static bool next_of(run *r, const uint16_t *places, uint32_t count)
{
    if (!count)
        return false;
    if (count > 1)
        note(r, AT_LIST, r->at, count - 1, places + 1);
    r->now = r->code + *places;
    return true;
}

static bool choice(run *r, const uint16_t *code)
{
    unsigned kind = r->at < r->length ? cdt_kind_of(r->text[r->at]) : 0;
    const uint16_t *list = r->code + code[1 + kind];

    return next_of(r, list + 1, *list);
}

static void fork(run *r, const uint16_t *code)
{
    if (!fits(r, code[2], *code >> 8, r->at)) {
        r->now = r->code + code[1];
        return;
    }
    note(r, AT_PLACE, r->at, 0, r->code + code[1]);
    r->now = code + 3;
}

static bool behind(run *r, const uint16_t *code)
{
    uint32_t count = code[1];
    bool stands = r->at >= count;

    for (uint32_t i = 0; i < count && stands; i++)
        stands = in_set(r, code[2 + i], r->at - count + i);
    r->now = code + 2 + count;
    return stands != (bool)(*code >> 8);
}

/* What was looked for ahead is there. */
static bool seen(run *r)
{
    const cdt_retry *looked = &r->retries->at[r->ahead];
    const uint16_t *code = r->code + looked->place;

    r->retries->count = r->ahead;
    r->ahead = looked->other;
    r->at = looked->at;
    r->now = r->code + code[1];
    return !(*code >> 8);
}

static void set_value(run *r, uint32_t from, uint32_t to)
{
    note(r, OLD_VALUE, r->value_from, r->value_to, r->now);
    r->value_from = from;
    r->value_to = to;
}

/* One instruction: false where it fails. */
static bool step(run *r)
{
    const uint16_t *code = r->now;

    r->now++;
    switch ((cdt_op)(*code & 255)) {
    case CDT_OP_TEXT: return text(r, code);
    case CDT_OP_SET: r->now++; return in_set(r, code[1], r->at++);
    case CDT_OP_RUN:
    case CDT_OP_LAZY: return begin_run(r, code);
    case CDT_OP_JUMP: r->now = r->code + code[1]; return true;
    case CDT_OP_FORK: fork(r, code); return true;
    case CDT_OP_SKIP:
        note(r, AT_PLACE, r->at, 0, code + 2);
        r->now = r->code + code[1];
        return true;
    case CDT_OP_CHOICE: return choice(r, code);
    case CDT_OP_EDGE: return at_edge(r, r->at) != (bool)(*code >> 8);
    case CDT_OP_START: return r->at == 0;
    case CDT_OP_END: return r->at == r->length;
    case CDT_OP_AHEAD:
        note(r, LOOKED_AHEAD, r->at, r->ahead, code);
        r->ahead = (uint32_t)r->retries->count - 1;
        r->now = code + 2;
        return true;
    case CDT_OP_SEEN: return seen(r);
    case CDT_OP_BEHIND: return behind(r, code);
    case CDT_OP_FROM: set_value(r, r->at, r->value_to); return true;
    case CDT_OP_TO: set_value(r, r->value_from, r->at); return true;
    case CDT_OP_MATCH: return r->at > r->start; /* the empty text is no match */
    }
    return false;
}

/* Go back to what was noted last; false: nothing is left. */
static bool again(run *r)
{
    while (r->retries->count) {
        const cdt_retry last = r->retries->at[--r->retries->count];
        const uint16_t *code = r->code + last.place;
        r->steps++;
        r->at = last.at;
        r->now = code;
        switch (last.kind) {
        case AT_PLACE: return true;
        case AT_LIST: return next_of(r, code, last.other);
        case FEWER:
            if (end_at_most(r, code, last.at - 1, last.other))
                return true;
            break;
        case MORE:
            if (end_at_least(r, code, last.at + 1, last.other))
                return true;
            break;
        case OLD_VALUE:
            r->value_from = last.at;
            r->value_to = last.other;
            break;
        default: /* LOOKED_AHEAD: it is not there */
            r->ahead = last.other;
            r->now = r->code + code[1];
            if (*code >> 8)
                return true;
        }
    }
    return false;
}

/* Is there a match that begins at byte `at`? */
static cdt_found match_at(run *r, uint32_t at)
{
    r->start = r->at = at;
    r->now = r->code;
    r->retries->count = 0;
    r->value_from = r->value_to = r->ahead = NOT_SET;
    for (;;) {
        bool last = (*r->now & 255) == CDT_OP_MATCH;
        if (step(r)) {
            if (last)
                return CDT_FOUND;
        } else if (!again(r)) {
            return CDT_NOT_FOUND;
        }
        if (r->steps > STEPS_MOST || r->retries->count > RETRIES_MOST)
            return CDT_FOUND_SPENT;
    }
}

cdt_found cdt_program_find(const cdt_program *program, cdt_retries *retries, cdt_str subject, size_t start,
                           bool anchored, cdt_span *span)
{
    run r = { .code = program->code,
              .sets = program->code + program->sets,
              .text = subject.at,
              .length = (uint32_t)subject.len,
              .retries = retries };
    const uint32_t last = anchored ? (uint32_t)start : r.length;
    const unsigned flags = program->edge ? CDT_AT_EDGE : 0;
    cdt_found found = CDT_NOT_FOUND;

    for (uint32_t at = (uint32_t)start; at <= last && found == CDT_NOT_FOUND; at++)
        if (fits(&r, program->front, flags, at))
            found = match_at(&r, at);
    if (found == CDT_FOUND) {
        *span = (cdt_span){ r.start, r.at, CDT_NOWHERE, CDT_NOWHERE };
        if (r.value_from != NOT_SET && r.value_to != NOT_SET) {
            span->value_from = r.value_from;
            span->value_to = r.value_to;
        }
    }
    return found;
}
