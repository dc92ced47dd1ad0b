/* value.c - what the evidence says: a period, a date, a sum, the law, a name. */
#include "words/fold.h"
#include "words/reading.h"

/* The words of the draft that the folded words of a unit from `from` to `to` were made of. */
static cdt_stretch source(const cdt_reading *reading, const cdt_unit *unit, size_t from, size_t to)
{
    cdt_str text = { reading->draft->text + unit->start, unit->end - unit->start };

    from = from > unit->from ? from : unit->from;
    to = to > from ? to : from;
    return (cdt_stretch){ unit->start + cdt_fold_source(text, from - unit->from),
                          unit->start + cdt_fold_source(text, to - unit->from) };
}

/* As they stand in the draft, with one blank for each run of white space. */
static const char *quoted(const cdt_reading *reading, cdt_stretch at, cdt_arena *arena)
{
    cdt_str text = cdt_str_trim((cdt_str){ reading->draft->text + at.start, at.end - at.start });
    char *out = cdt_alloc(arena, text.len + 1);
    size_t put = 0;

    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || (text.at[i] >= '\t' && text.at[i] <= '\r');
        if (!blank)
            out[put++] = text.at[i];
        else if (put && out[put - 1] != ' ')
            out[put++] = ' ';
    }
    out[put] = '\0';
    return out;
}

static size_t distance(cdt_stretch a, cdt_stretch b)
{
    if (a.end <= b.start)
        return b.start - a.end;
    return b.end <= a.start ? a.start - b.end : 0;
}

/* The value of that kind in the unit that lies nearest to the match; NULL: there is none. */
static const cdt_draft_value *nearest(const cdt_reading *reading, const cdt_unit *unit, cdt_stretch match,
                                      cdt_value_kind kind)
{
    size_t low = 0, high = reading->draft->value_count;
    const cdt_draft_value *best = NULL;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reading->values[middle]->at.start < unit->start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < reading->draft->value_count && reading->values[low]->at.start < unit->end; low++) {
        const cdt_draft_value *value = reading->values[low];
        if (value->kind == kind && (!best || distance(value->at, match) < distance(best->at, match)))
            best = value;
    }
    return best;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* How many bytes of a name stand here: capitalised words, with small ones between them. */
static size_t name_length(cdt_str text)
{
    static const char *const small[] = { "and", "of", "the" };
    size_t at = 0, end = 0;

    while (at < text.len && at < 80) {
        size_t to = at, i = 0;
        while (to < text.len && (is_upper(text.at[to]) || (text.at[to] >= 'a' && text.at[to] <= 'z')))
            to++;
        for (i = 0; i < 3 && !cdt_str_is_z(cdt_str_slice(text, at, to), small[i]);)
            i++;
        if (to == at || (i == 3 && !is_upper(text.at[at])))
            break;
        if (i == 3)
            end = to;
        for (at = to; at < text.len && (text.at[at] == ' ' || (text.at[at] >= '\t' && text.at[at] <= '\r'));)
            at++;
        if (at == to)
            break;
    }
    return end;
}

/* "the laws of England and Wales", "English law". */
static const char *law(const cdt_reading *reading, const cdt_unit *unit, cdt_arena *arena)
{
    static const char *const leads[] = { "laws of the state of ",
                                         "laws of the commonwealth of ",
                                         "law of the state of ",
                                         "laws of the province of ",
                                         "laws of the ",
                                         "law of the ",
                                         "laws of ",
                                         "law of ",
                                         "laws in ",
                                         "laws in force in " };
    cdt_str folded = { reading->units.folded.at + unit->from, unit->to - unit->from };
    cdt_str text = { reading->draft->text + unit->start, unit->end - unit->start };

    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
        size_t at = cdt_str_find(folded, cdt_str_z(leads[i]), 0), from;
        if (at == (size_t)-1)
            continue;
        from = cdt_fold_source(text, at + strlen(leads[i]));
        size_t length = name_length(cdt_str_slice(text, from, text.len));
        if (length)
            return quoted(reading, (cdt_stretch){ unit->start + from, unit->start + from + length }, arena);
    }
    static const char *const adjectives[][2] = { { "english law", "England and Wales" },
                                                 { "laws of england", "England and Wales" },
                                                 { "scots law", "Scotland" },
                                                 { "scottish law", "Scotland" } };
    for (size_t i = 0; i < sizeof adjectives / sizeof adjectives[0]; i++)
        if (cdt_str_find(folded, cdt_str_z(adjectives[i][0]), 0) != (size_t)-1)
            return adjectives[i][1];
    return "";
}

static bool stands_in(cdt_str text, const char *name)
{
    return name[0] && cdt_str_find(text, cdt_str_z(name), 0) != (size_t)-1;
}

static const char *party(const cdt_reading *reading, const cdt_unit *unit)
{
    const cdt_draft *draft = reading->draft;
    cdt_str text = { draft->text + unit->start, unit->end - unit->start };

    for (size_t i = 0; i < draft->party_count; i++)
        if (stands_in(text, draft->parties[i].name) || stands_in(text, draft->parties[i].short_name))
            return draft->parties[i].name;
    return "";
}

const char *cdt_value_of(const cdt_reading *reading, const cdt_unit *unit, const cdt_span *span, cdt_wanted_value kind,
                         cdt_arena *arena, const char **measure)
{
    const cdt_draft_value *value;
    cdt_stretch match;

    *measure = "";
    if (kind == CDT_WANTS_NOTHING)
        return "";
    if (span->value_from != CDT_NOWHERE && span->value_to > unit->from)
        match = source(reading, unit, span->value_from, span->value_to);
    else
        match = source(reading, unit, span->from, span->to);
    if (span->value_from != CDT_NOWHERE && (kind == CDT_WANTS_TEXT || kind == CDT_WANTS_LAW))
        return quoted(reading, match, arena);
    switch (kind) {
    case CDT_WANTS_LAW: return law(reading, unit, arena);
    case CDT_WANTS_PARTY: return party(reading, unit);
    case CDT_WANTS_TEXT: return "";
    default: break;
    }
    value = nearest(reading, unit, match, (cdt_value_kind)(kind - CDT_WANTS_PERIOD));
    if (!value)
        return "";
    *measure = value->unit;
    return value->value;
}
