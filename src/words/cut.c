#include "words/cut.h"

static const cdt_str figure_shown = { "0", 1 };

uint32_t cdt_marked_length(cdt_str text)
{
    uint32_t length = 0;

    for (size_t i = 0; i < text.len; i++)
        length = text.at[i] == CDT_REST ? CDT_ANY_GAP : text.at[i] == CDT_EDGE ? length : cdt_gap_sum(length, 1);
    return length;
}

/* So rare that one alone is worth looking for: "%", "$", and the first bytes of the pound, the euro and the like. */
static bool is_sign(char c)
{
    return c == '%' || c == '$' || (unsigned char)c >= 0x80;
}

int cdt_literal_worth(const cdt_literal *literal)
{
    const unsigned whole = CDT_BEGINS_WORD | CDT_ENDS_WORD;

    if (literal->flags & CDT_ANY_FIGURE)
        return 2;
    if (!literal->text.len)
        return 0;
    if (literal->text.len >= CDT_LITERAL_LEAST)
        return (int)literal->text.len;
    if (is_sign(*literal->text.at))
        return 4;
    return (literal->flags & whole) == whole && literal->text.len + 1 >= CDT_LITERAL_LEAST ? 2 : 0;
}

/* The characters of a text from byte `from` on up to a mark other than CDT_EDGE, which goes to `end`. */
static cdt_literal piece(cdt_str text, size_t from, size_t *end, cdt_arena *arena)
{
    char *copy = cdt_alloc(arena, text.len - from + 1);
    cdt_literal out = { { copy, 0 }, 0 };
    size_t at = from;

    for (; at < text.len && text.at[at] != CDT_REST && text.at[at] != CDT_FIGURE; at++)
        if (text.at[at] == CDT_EDGE)
            out.flags |= out.text.len ? CDT_ENDS_WORD : CDT_BEGINS_WORD;
        else {
            out.flags &= ~(unsigned)CDT_ENDS_WORD;
            copy[out.text.len++] = text.at[at];
        }
    if (at < text.len && text.at[at] == CDT_REST)
        out.flags = (out.flags & CDT_BEGINS_WORD) | CDT_OPEN_WORD;
    *end = at;
    return out;
}

/* Take blanks away at both ends: what stands beside one begins or ends a word. Returns how many stood in front. */
static uint32_t trim(cdt_literal *l, uint32_t *taken_behind)
{
    uint32_t taken = 0;

    *taken_behind = 0;
    while (l->text.len && *l->text.at == ' ') {
        l->text = cdt_str_slice(l->text, 1, l->text.len);
        l->flags |= CDT_BEGINS_WORD;
        taken++;
    }
    while (l->text.len && l->text.at[l->text.len - 1] == ' ') {
        l->text.len--;
        l->flags = (l->flags & ~(unsigned)CDT_OPEN_WORD) | CDT_ENDS_WORD;
        ++*taken_behind;
    }
    return taken;
}

static void drop_flags(cdt_literal *l)
{
    if (!l->text.len || !cdt_is_word(*l->text.at))
        l->flags &= ~(unsigned)CDT_BEGINS_WORD;
    if (!l->text.len || !cdt_is_word(l->text.at[l->text.len - 1]))
        l->flags &= ~(unsigned)CDT_ENDS_WORD;
}

cdt_cutting cdt_cut(cdt_str text, cdt_arena *arena)
{
    cdt_cutting out = { .best.flags = 0 };
    uint32_t passed = 0;

    for (size_t at = 0, end; at < text.len; at = end) {
        cdt_literal l = { figure_shown, CDT_ANY_FIGURE };
        uint32_t front = 0, back = 0, length = 1;
        end = at + 1;
        if (text.at[at] == CDT_REST) {
            passed = CDT_ANY_GAP;
            continue;
        }
        if (text.at[at] != CDT_FIGURE) {
            l = piece(text, at, &end, arena);
            length = (uint32_t)l.text.len;
            front = trim(&l, &back);
            drop_flags(&l);
        }
        if (cdt_literal_worth(&l) > cdt_literal_worth(&out.best)) {
            size_t next = l.flags & CDT_OPEN_WORD ? end + 1 : end;
            out.best = l;
            out.before = cdt_gap_sum(passed, front);
            out.behind = cdt_gap_sum(back, cdt_marked_length(cdt_str_slice(text, next, text.len)));
        }
        passed = cdt_gap_sum(passed, length);
    }
    return out;
}

cdt_cutting cdt_cut_front(cdt_str text, cdt_arena *arena)
{
    cdt_cutting out = { .best = { figure_shown, CDT_ANY_FIGURE } };
    uint32_t back;
    size_t end = 0;

    while (end < text.len && text.at[end] == CDT_EDGE)
        end++;
    if (end < text.len && text.at[end] == CDT_FIGURE)
        return out;
    out.best = piece(text, 0, &end, arena);
    if (out.best.text.len && *out.best.text.at != ' ')
        trim(&out.best, &back);
    else
        out.best.text.len = 0;
    drop_flags(&out.best);
    return out;
}
