#include "words/program.h"

#include "words/codes.h"
#include "words/literals.h"
#include "words/pattern.h"

enum {
    FEW_BRANCHES = 3,
    LOOKED_MOST = 50 /* parts of a row that may all be absent: so many are looked at to know with what it begins */
};

/* With what something begins: one of these bytes, or the end of the text; and is that at the edge of a word? */
typedef struct front {
    cdt_byte_set set;
    bool end, edge;
} front;

typedef struct writer {
    uint16_t *code;
    size_t count;
    cdt_byte_set *sets;
    size_t set_count;
    bool full;
    cdt_arena *arena;
} writer;

static void write_part(writer *w, const cdt_part *part, const front *follow);

/* ---- with what parts begin ---- */

static const front anything = { { { 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff,
                                    0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff } },
                                true,
                                false };

static front front_of(const cdt_part *part, const front *follow);

static void unite(cdt_byte_set *set, const cdt_byte_set *more)
{
    for (int i = 0; i < 16; i++)
        set->bits[i] |= more->bits[i];
}

static bool meet(const cdt_byte_set *a, const cdt_byte_set *b)
{
    for (int i = 0; i < 16; i++)
        if (a->bits[i] & b->bits[i])
            return true;
    return false;
}

static front either(const front *a, const front *b)
{
    front out = { a->set, a->end || b->end, a->edge && b->edge };

    unite(&out.set, &b->set);
    return out;
}

static bool is_bare(const cdt_part *part) /* it takes no byte */
{
    return part->kind == CDT_PART_EDGE || part->kind == CDT_PART_START || part->kind == CDT_PART_END ||
           part->kind == CDT_PART_AHEAD || part->kind == CDT_PART_BEHIND;
}

/* Of the parts of a row from `part` on. */
static front front_of_row(const cdt_part *part, const front *follow)
{
    const front none = { .edge = true };
    front out = none;
    bool edge = false;
    unsigned looked = 0;

    for (; part; part = part->next) {
        front next;
        if (looked++ == LOOKED_MOST)
            return anything;
        if (is_bare(part)) {
            edge = edge || (out.edge && part->kind == CDT_PART_EDGE && !part->negative);
            continue;
        }
        next = front_of(part, &none);
        out = either(&out, &next);
        if (part->takes)
            break;
    }
    if (!part)
        out = either(&out, follow);
    out.edge = out.edge || edge;
    return out;
}

static front front_of(const cdt_part *part, const front *follow)
{
    front out = { .edge = true }, next;

    switch ((cdt_part_kind)part->kind) {
    case CDT_PART_SET: return (front){ part->set, false, false };
    case CDT_PART_ROW: return front_of_row(part->first, follow);
    case CDT_PART_VALUE: return front_of(part->first, follow);
    case CDT_PART_CHOICE:
        for (const cdt_part *p = part->first; p; p = p->next) {
            next = front_of(p, follow);
            out = either(&out, &next);
        }
        return out;
    case CDT_PART_REPEAT: out = front_of(part->first, follow); return part->least ? out : either(&out, follow);
    default: return *follow;
    }
}

/* ---- writing ---- */

static size_t put(writer *w, size_t number)
{
    if (w->count == CDT_PROGRAM_MOST) {
        w->full = true;
        return 0;
    }
    w->code[w->count] = (uint16_t)number;
    return w->count++;
}

static void put_code(writer *w, cdt_op code, unsigned high)
{
    put(w, code | high << 8);
}

static size_t set_number(writer *w, const cdt_byte_set *set)
{
    for (size_t i = 0; i < w->set_count; i++)
        if (memcmp(&w->sets[i], set, sizeof *set) == 0)
            return i;
    if (w->set_count == CDT_PROGRAM_MOST / 16) {
        w->full = true;
        return 0;
    }
    w->sets[w->set_count] = *set;
    return w->set_count++;
}

static void put_front(writer *w, const front *f)
{
    put(w, f->end ? CDT_ANY_BYTE : set_number(w, &f->set));
}

static unsigned edge_of(const front *f)
{
    return f->edge ? CDT_AT_EDGE : 0;
}

/* A place that is not known yet is filled in when it is: here. */
static void put_here(writer *w, size_t at)
{
    w->code[at] = (uint16_t)w->count;
}

/* Characters one behind the other are one text; returns the part behind them. */
static const cdt_part *write_text(writer *w, const cdt_part *part)
{
    char text[256];
    size_t length = 0;
    char c;

    while (length < 255 && part && (c = part->only)) {
        text[length++] = c;
        part = part->next;
    }
    text[length] = '\0';
    put_code(w, CDT_OP_TEXT, (unsigned)length);
    for (size_t i = 0; i < length; i += 2) {
        uint16_t two;
        memcpy(&two, text + i, 2);
        put(w, two);
    }
    return part;
}

static bool is_of_words(const cdt_byte_set *set)
{
    static const uint16_t others[16] = {
        0xffff, 0xffff, 0xffff, 0xfc00, 0x0001, 0x7800, 0x0001, 0xf800,
        0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff
    }; /* than cdt_is_word() knows */

    for (int i = 0; i < 16; i++)
        if (set->bits[i] & others[i])
            return false;
    return true;
}

static void write_run(writer *w, const cdt_part *repeat, const front *follow)
{
    const cdt_byte_set *set = &repeat->first->set;
    bool keeps = !meet(set, &follow->set) || (repeat->least && follow->edge && is_of_words(set));

    put_code(w, repeat->lazy ? CDT_OP_LAZY : CDT_OP_RUN, edge_of(follow) | (keeps ? CDT_KEEPS : 0));
    put(w, set_number(w, set));
    put_front(w, follow);
    put(w, repeat->least);
    put(w, repeat->most);
}

/* What follows may be left out, or (lazy) comes second: returns where the place behind it is to be put. */
static size_t write_fork(writer *w, const front *f, bool lazy)
{
    size_t place;

    put_code(w, lazy ? CDT_OP_SKIP : CDT_OP_FORK, edge_of(f));
    place = put(w, 0);
    if (!lazy)
        put_front(w, f);
    return place;
}

static void write_repeat(writer *w, const cdt_part *repeat, const front *follow)
{
    const cdt_part *part = repeat->first;
    front of = front_of(part, follow), next = either(&of, follow);
    size_t loop = repeat->most == CDT_NO_MOST, first = w->count, skips[64], skip_count = 0;

    if (part->kind == CDT_PART_SET) {
        write_run(w, repeat, follow);
        return;
    }
    for (unsigned i = 0; i < repeat->least && !w->full; i++) {
        write_part(w, part, i + 1 == repeat->least && repeat->most == repeat->least ? follow : &next);
        if (w->count == first) /* "(?:)": nothing, however often */
            return;
    }
    if (!loop && (size_t)(repeat->most - repeat->least) > sizeof skips / sizeof *skips)
        w->full = true;
    for (unsigned i = repeat->least; i < (loop ? repeat->least + 1u : repeat->most) && !w->full; i++) {
        first = w->count;
        skips[skip_count++] = write_fork(w, &of, repeat->lazy);
        write_part(w, part, &next);
    }
    if (loop) {
        put_code(w, CDT_OP_JUMP, 0);
        put(w, first);
    }
    for (size_t i = 0; i < skip_count && !w->full; i++)
        put_here(w, skips[i]);
}

/* ---- choices ---- */

/* A branch of a choice: its code, and the kinds of bytes that it may begin with, a bit for each. */
typedef struct branch {
    uint16_t place;
    uint32_t kinds;
    size_t end; /* where it is to be said how to go on behind it */
} branch;

static uint32_t kinds_of(const front *f)
{
    uint32_t kinds = f->end;

    for (int c = 0; c < 256; c++)
        if (!f->set.bits[c >> 4])
            c |= 15;
        else if (cdt_in_set(f->set.bits, (char)c))
            kinds |= UINT32_C(1) << cdt_kind_of((char)c);
    return kinds;
}

static void write_branch(writer *w, branch *b, const cdt_part *part, const front *follow)
{
    front f = front_of(part, follow);

    b->kinds = kinds_of(&f);
    b->place = (uint16_t)w->count;
    write_part(w, part, follow);
    put_code(w, CDT_OP_JUMP, 0);
    b->end = put(w, 0);
}

/* The branches of a kind, as a list: its length, and their places. What another kind has too stands once. */
static size_t write_list(writer *w, const branch *branches, size_t count, size_t lists, unsigned kind)
{
    size_t list = w->count;

    put(w, 0);
    for (size_t i = 0; i < count; i++)
        if (branches[i].kinds >> kind & 1)
            put(w, branches[i].place);
    if (w->full)
        return 0;
    w->code[list] = (uint16_t)(w->count - list - 1);
    for (size_t at = lists; at < list; at += (size_t)w->code[at] + 1)
        if (w->code[at] == w->code[list] &&
            memcmp(w->code + at, w->code + list, (w->count - list) * sizeof *w->code) == 0) {
            w->count = list;
            return at;
        }
    return list;
}

/* One after the other. */
static void write_few(writer *w, const cdt_part *choice, const front *follow)
{
    size_t ends[FEW_BRANCHES], count = 0;

    for (const cdt_part *p = choice->first; p; p = p->next) {
        front f = front_of(p, follow);
        size_t next = p->next ? write_fork(w, &f, false) : 0;
        write_part(w, p, follow);
        if (!p->next)
            break;
        put_code(w, CDT_OP_JUMP, 0);
        ends[count++] = put(w, 0);
        put_here(w, next);
    }
    for (size_t i = 0; i < count; i++)
        put_here(w, ends[i]);
}

static void write_choice(writer *w, const cdt_part *choice, const front *follow)
{
    size_t count = 0, table, lists, at = 0;
    branch *branches;

    for (const cdt_part *p = choice->first; p; p = p->next)
        count++;
    if (count <= FEW_BRANCHES) {
        write_few(w, choice, follow);
        return;
    }
    branches = CDT_NEW_ARRAY(w->arena, branch, count);
    put_code(w, CDT_OP_CHOICE, 0);
    table = w->count;
    for (unsigned kind = 0; kind < CDT_KINDS; kind++)
        put(w, 0);
    for (const cdt_part *p = choice->first; p && !w->full; p = p->next)
        write_branch(w, &branches[at++], p, follow);
    lists = w->count;
    for (unsigned kind = 0; kind < CDT_KINDS && !w->full; kind++)
        w->code[table + kind] = (uint16_t)write_list(w, branches, count, lists, kind);
    for (size_t i = 0; i < count && !w->full; i++)
        put_here(w, branches[i].end);
}

/* ---- parts ---- */

static void write_row(writer *w, const cdt_part *part, const front *follow)
{
    while (part && !w->full) {
        if (part->only) {
            part = write_text(w, part);
        } else {
            front next = front_of_row(part->next, follow);
            write_part(w, part, &next);
            part = part->next;
        }
    }
}

static void write_ahead(writer *w, const cdt_part *part)
{
    size_t end;

    put_code(w, CDT_OP_AHEAD, part->negative);
    end = put(w, 0);
    write_part(w, part->first, &anything);
    put_code(w, CDT_OP_SEEN, 0);
    put_here(w, end);
}

static void write_behind(writer *w, const cdt_part *part)
{
    size_t count;

    put_code(w, CDT_OP_BEHIND, part->negative);
    count = put(w, 0);
    for (const cdt_part *p = part->first->first; p; p = p->next)
        put(w, set_number(w, &p->set));
    w->code[count] = (uint16_t)(w->count - count - 1);
}

static void write_value(writer *w, const cdt_part *part, const front *follow)
{
    put_code(w, CDT_OP_FROM, 0);
    write_part(w, part->first, follow);
    put_code(w, CDT_OP_TO, 0);
}

static void write_part(writer *w, const cdt_part *part, const front *follow)
{
    if (w->full)
        return;
    switch ((cdt_part_kind)part->kind) {
    case CDT_PART_SET:
        put_code(w, CDT_OP_SET, 0);
        put(w, set_number(w, &part->set));
        break;
    case CDT_PART_ROW: write_row(w, part->first, follow); break;
    case CDT_PART_CHOICE: write_choice(w, part, follow); break;
    case CDT_PART_REPEAT: write_repeat(w, part, follow); break;
    case CDT_PART_EDGE: put_code(w, CDT_OP_EDGE, part->negative); break;
    case CDT_PART_START: put_code(w, CDT_OP_START, 0); break;
    case CDT_PART_END: put_code(w, CDT_OP_END, 0); break;
    case CDT_PART_AHEAD: write_ahead(w, part); break;
    case CDT_PART_BEHIND: write_behind(w, part); break;
    case CDT_PART_VALUE: write_value(w, part, follow); break;
    }
}

static const cdt_program *finished(const writer *w, size_t first, bool edge, cdt_arena *arena)
{
    size_t size = sizeof(cdt_program) / sizeof(uint16_t) + w->count + w->set_count * 16;
    cdt_program *program;

    if (w->full || size > UINT16_MAX)
        return NULL;
    program = cdt_alloc(arena, size * sizeof(uint16_t));
    *program =
        (cdt_program){ .size = (uint16_t)size, .sets = (uint16_t)w->count, .front = (uint16_t)first, .edge = edge };
    memcpy(program->code, w->code, w->count * sizeof *w->code);
    memcpy(program->code + w->count, w->sets, w->set_count * sizeof *w->sets);
    return program;
}

const cdt_program *cdt_program_of(cdt_str pattern, cdt_arena *arena)
{
    cdt_arena scratch = { 0 };
    const cdt_part *parts = cdt_pattern_parts(pattern, &scratch);
    const cdt_program *program = NULL;
    writer w = { .arena = &scratch };

    if (parts) {
        front f = front_of(parts, &anything);
        w.code = CDT_NEW_ARRAY(&scratch, uint16_t, CDT_PROGRAM_MOST);
        w.sets = CDT_NEW_ARRAY(&scratch, cdt_byte_set, CDT_PROGRAM_MOST / 16);
        set_number(&w, &anything.set); /* the first: see extent() in run.c */
        write_part(&w, parts, &anything);
        put_code(&w, CDT_OP_MATCH, 0);
        program = finished(&w, f.end ? CDT_ANY_BYTE : set_number(&w, &f.set), f.edge, arena);
    }
    cdt_arena_free(&scratch);
    return program;
}
