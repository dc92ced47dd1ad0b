/* size() and the text tests of the standard. */
#include "base/utf8.h"
#include "cel/rows.h"

FUNCTION(size_items)
{
    UNUSED;
    return cel_int((int64_t)cel_count(state, args[0]));
}

/* Code points (langdef, "String and Bytes Values"). */
FUNCTION(size_string)
{
    UNUSED;
    return cel_int((int64_t)cdt_utf8_count(args[0].text));
}

FUNCTION(size_bytes)
{
    UNUSED;
    return cel_int((int64_t)args[0].text.len);
}

/* Looking for one text in another may compare each byte with each. */
FUNCTION(contains)
{
    uint64_t product = (uint64_t)args[0].text.len * (args[1].text.len + 1);

    UNUSED;
    if (!cel_spend(state, product / 64))
        return cel_spent(state);
    return cel_bool(cdt_str_find(args[0].text, args[1].text, 0) != (size_t)-1);
}

FUNCTION(starts_with)
{
    UNUSED;
    return cel_bool(cdt_str_starts(args[0].text, args[1].text));
}

FUNCTION(ends_with)
{
    UNUSED;
    return cel_bool(cdt_str_ends(args[0].text, args[1].text));
}

const cel_function cel_functions_core[] = {
    { "size", BOTH, 1, { LIST }, INT, size_items },
    { "size", BOTH, 1, { MAP }, INT, size_items },
    { "size", BOTH, 1, { STRING }, INT, size_string },
    { "size", BOTH, 1, { BYTES }, INT, size_bytes },
    { "contains", CEL_MEMBER, 2, { STRING, STRING }, BOOL, contains },
    { "startsWith", CEL_MEMBER, 2, { STRING, STRING }, BOOL, starts_with },
    { "endsWith", CEL_MEMBER, 2, { STRING, STRING }, BOOL, ends_with },
    { 0 },
};
