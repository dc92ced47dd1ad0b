#include "report/wording.h"

#include "report/layout.h"

void cdt_wording_fill(cdt_buf *out, const char *text)
{
    cdt_str rest = cdt_str_trim(cdt_str_z(text));
    size_t begin = out->len;

    while (rest.len) {
        size_t end = cdt_str_find(rest, CDT_STR("\n"), 0);
        cdt_str line = cdt_str_trim(cdt_str_slice(rest, 0, end));
        bool apart = out->len == begin || out->at[out->len - 1] == '\n';
        if (cdt_layout_begins_item(line) && !apart)
            cdt_buf_char(out, '\n');
        else if (!apart)
            cdt_buf_char(out, ' ');
        cdt_buf_put(out, line);
        if (!line.len)
            cdt_buf_char(out, '\n');
        rest = end == (size_t)-1 ? CDT_STR("") : cdt_str_slice(rest, end + 1, rest.len);
    }
}
