/* Optional values, as cel-go's extension has them. */
#include "cel/rows.h"

FUNCTION(optional_of)
{
    UNUSED;
    return cel_optional_of(state, args[0]);
}

FUNCTION(optional_none)
{
    UNUSED;
    return (cel_value){ .kind = CEL_OPTIONAL };
}

/* Zero, empty, false, null, and the first moment of 1970. */
static bool is_zero(const cel_state *state, cel_value value)
{
    switch (value.kind) {
    case CEL_NULL:
    case CEL_NONE: return true;
    case CEL_BOOL: return !value.boolean;
    case CEL_INT: return value.integer == 0;
    case CEL_UINT: return value.natural == 0;
    case CEL_DOUBLE: return value.number == 0;
    case CEL_DECIMAL: return value.decimal.coefficient == 0;
    case CEL_STRING:
    case CEL_BYTES: return value.text.len == 0;
    case CEL_LIST:
    case CEL_MAP: return cel_count(state, value) == 0;
    case CEL_TIMESTAMP: return value.time.seconds == 0 && value.time.nanos == 0;
    case CEL_DURATION: return value.nanos == 0;
    case CEL_OPTIONAL: return !value.inner;
    default: return false;
    }
}

FUNCTION(optional_of_non_zero)
{
    UNUSED;
    return is_zero(state, args[0]) ? (cel_value){ .kind = CEL_OPTIONAL } : cel_optional_of(state, args[0]);
}

FUNCTION(has_value)
{
    UNUSED;
    return cel_bool(args[0].inner != NULL);
}

FUNCTION(value_of)
{
    UNUSED;
    return args[0].inner ? *args[0].inner : cel_error(state, call, "optional.none() dereference: there is no value");
}

FUNCTION(either)
{
    UNUSED;
    return args[0].inner ? args[0] : args[1];
}

FUNCTION(or_value)
{
    UNUSED;
    return args[0].inner ? *args[0].inner : args[1];
}

/* The values of those that have one. */
FUNCTION(unwrap)
{
    size_t total = cel_count(state, args[0]), kept = 0;
    cel_value *items = cel_spend(state, total) ? cel_take(state, total, sizeof *items) : NULL, worst = cel_null();

    UNUSED;
    if (!items)
        return cel_spent(state);
    for (size_t i = 0; i < total; i++) {
        cel_value item = cel_item(state, call, args[0], i);

        worst = cel_worse(worst, item);
        if (item.kind != CEL_OPTIONAL && item.kind != CEL_FAILURE)
            return cel_error(state, call, "no such overload: unwrap wants a list of optional values");
        if (item.kind == CEL_OPTIONAL && item.inner)
            items[kept++] = *item.inner;
    }
    return worst.kind == CEL_FAILURE ? worst : cel_list_made(state, items, kept);
}

const cel_function cel_functions_optional[] = {
    { "optional.of", CEL_GLOBAL, 1, { T }, OPTION, optional_of },
    { "optional.none", CEL_GLOBAL, 0, { 0 }, OPTION, optional_none },
    { "optional.ofNonZeroValue", CEL_GLOBAL, 1, { T }, OPTION, optional_of_non_zero },
    { "optional.unwrap", CEL_GLOBAL, 1, { OPTIONS }, LIST, unwrap },
    { "unwrapOpt", CEL_MEMBER, 1, { OPTIONS }, LIST, unwrap },
    { "hasValue", CEL_MEMBER, 1, { OPTION }, BOOL, has_value },
    { "value", CEL_MEMBER, 1, { OPTION }, T, value_of },
    { "or", CEL_MEMBER | CEL_FIRST, 2, { OPTION, OPTION }, OPTION, either },
    { "orValue", CEL_MEMBER | CEL_FIRST, 2, { OPTION, T }, T, or_value },
    { 0 },
};
