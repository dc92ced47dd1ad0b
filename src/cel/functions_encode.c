/* base64.encode(), base64.decode(): the standard alphabet (RFC 4648); padding may be left out when reading. */
#include "cel/rows.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

FUNCTION(encode)
{
    cdt_str bytes = args[0].text;
    size_t len = (bytes.len + 2) / 3 * 4, at = 0;
    cel_value failure;
    char *text = cel_text_new(state, len, &failure);

    UNUSED;
    if (!text)
        return failure;
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)(unsigned char)bytes.at[i] << 16;

        group |= left > 1 ? (uint32_t)(unsigned char)bytes.at[i + 1] << 8 : 0;
        group |= left > 2 ? (uint32_t)(unsigned char)bytes.at[i + 2] : 0;
        text[at++] = alphabet[group >> 18];
        text[at++] = alphabet[group >> 12 & 63];
        text[at++] = left > 1 ? alphabet[group >> 6 & 63] : '=';
        text[at++] = left > 2 ? alphabet[group & 63] : '=';
    }
    return cel_string((cdt_str){ text, len });
}

FUNCTION(decode)
{
    cdt_str text = args[0].text;
    size_t digits = text.len, at = 0;
    cel_value failure;
    uint32_t group = 0;
    char *bytes;

    UNUSED;
    while (digits > 0 && text.len - digits < 2 && text.at[digits - 1] == '=')
        digits--;
    if (digits % 4 == 1 || (digits < text.len && text.len % 4 != 0))
        return cel_error(state, call, "this is not base64: its length does not fit");
    bytes = cel_text_new(state, digits, &failure);
    if (!bytes)
        return failure;
    for (size_t i = 0; i < digits; i++) {
        const char *digit = text.at[i] ? strchr(alphabet, text.at[i]) : NULL;

        if (!digit)
            return cel_error(state, call, "this is not base64: it has other characters than A-Z a-z 0-9 + /");
        group = group << 6 | (uint32_t)(digit - alphabet);
        if (i % 4 > 0)
            bytes[at++] = (char)(group >> (6 - 2 * (i % 4)));
    }
    return cel_bytes((cdt_str){ bytes, at });
}

const cel_function cel_functions_encode[] = {
    { "base64.encode", CEL_GLOBAL, 1, { BYTES }, STRING, encode },
    { "base64.decode", CEL_GLOBAL, 1, { STRING }, BYTES, decode },
    { 0 },
};
