#include "report/excerpt.h"

#include "base/utf8.h"

cdt_excerpt cdt_excerpt_of(const char *line, cdt_place place)
{
    cdt_str text = cdt_str_z(line);
    size_t from, first = 0;

    if (text.len <= CDT_EXCERPT || cdt_utf8_count(text) <= CDT_EXCERPT)
        return (cdt_excerpt){ text, 0 };
    if (place.column > CDT_EXCERPT / 2)
        first = place.column - CDT_EXCERPT / 2;
    from = cdt_utf8_offset(text, first);
    text = cdt_str_slice(text, from, text.len);
    return (cdt_excerpt){ cdt_str_slice(text, 0, cdt_utf8_offset(text, CDT_EXCERPT)), (unsigned)first };
}
