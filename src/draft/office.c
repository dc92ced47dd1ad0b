#include "draft/office.h"

#define HEADER_SHOWN 80

bool cdt_office_refuse(cdt_diags *diags, const char *file, cdt_str part, const cdt_xml_outcome *outcome)
{
    cdt_diags_add(diags, outcome->limit ? CDT_TOO_LARGE : CDT_CANNOT_READ, (cdt_place){ .file = file }, NULL,
                  "the part %.*s of the file %s; save the document anew with Word or LibreOffice and give that",
                  CDT_ARGS(part), outcome->message);
    return false;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return small(c) >= 'a' && small(c) <= 'z';
}

/* Does `word` (in small letters) stand in `text`, as a word? */
static bool has_word(cdt_str text, cdt_str word)
{
    for (size_t i = 0; i + word.len <= text.len; i++) {
        size_t same = 0;
        if (i && is_letter(text.at[i - 1]))
            continue;
        while (same < word.len && small(text.at[i + same]) == word.at[same])
            same++;
        if (same == word.len && (i + same == text.len || !is_letter(text.at[i + same])))
            return true;
    }
    return false;
}

cdt_str cdt_office_draft_header(cdt_arena *arena, cdt_str words)
{
    cdt_buf shown = { 0 };
    cdt_str result;

    if (!has_word(words, CDT_STR("draft")) && !has_word(words, CDT_STR("version")))
        return CDT_STR("");
    words = cdt_str_trim(words);
    for (size_t i = 0; i < words.len; i++) {
        bool blank = (unsigned char)words.at[i] <= ' ';
        if (shown.len >= HEADER_SHOWN && (words.at[i] & 0xC0) != 0x80) {
            cdt_buf_put_z(&shown, "...");
            break;
        }
        if (!blank)
            cdt_buf_char(&shown, words.at[i]);
        else if (shown.len && shown.at[shown.len - 1] != ' ')
            cdt_buf_char(&shown, ' ');
    }
    result = cdt_buf_take(&shown, arena);
    cdt_buf_free(&shown);
    return result;
}
