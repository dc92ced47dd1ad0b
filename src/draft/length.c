#include "draft/length.h"

#include "draft/chars.h"

int cdt_length_of(cdt_str text, int otherwise)
{
    static const struct {
        const char *unit;
        double each;
    } units[] = {
        { "pt", 20 }, { "in", 1440 }, { "cm", 1440 / 2.54 }, { "mm", 144 / 2.54 }, { "pc", 240 }, { "px", 15 }
    };
    double value = 0, place = 1;
    size_t at = 0;
    bool minus, point = false, digits = false;

    text = cdt_str_trim(text);
    minus = text.len && text.at[0] == '-';
    for (at += minus; at < text.len && (cdt_is_digit(text.at[at]) || (text.at[at] == '.' && !point)); at++) {
        if (text.at[at] == '.') {
            point = true;
            continue;
        }
        digits = true;
        place /= point ? 10 : 1;
        value = point ? value + (text.at[at] - '0') * place : value * 10 + (text.at[at] - '0');
        if (value > CDT_LENGTH_LAST)
            value = CDT_LENGTH_LAST;
    }
    if (digits && at == text.len && value <= 0)
        return 0;
    for (size_t i = 0; digits && i < sizeof units / sizeof *units; i++)
        if (cdt_str_is_z(cdt_str_slice(text, at, text.len), units[i].unit)) {
            value *= units[i].each;
            value = value > CDT_LENGTH_LAST ? CDT_LENGTH_LAST : value;
            return (int)(minus ? -value : value);
        }
    return otherwise;
}
