#include "cel/lex.h"

#include <stddef.h>

static const char *const words[] = {
    "the end of the condition",
    "a character that means nothing here",
#define TOKEN(identifier, text) text,
#include "cel/tokens.def"
#undef TOKEN
};

static const struct {
    const char *text;
    cel_token_kind kind;
} operators[] = {
    { "==", CEL_T_EQ },      { "!=", CEL_T_NE },      { "<=", CEL_T_LE },      { ">=", CEL_T_GE },
    { "&&", CEL_T_AND },     { "||", CEL_T_OR },      { "<", CEL_T_LT },       { ">", CEL_T_GT },
    { "!", CEL_T_NOT },      { "+", CEL_T_PLUS },     { "-", CEL_T_MINUS },    { "*", CEL_T_STAR },
    { "/", CEL_T_SLASH },    { "%", CEL_T_PERCENT },  { "?", CEL_T_QUESTION }, { ":", CEL_T_COLON },
    { ".", CEL_T_DOT },      { ",", CEL_T_COMMA },    { "(", CEL_T_LPAREN },   { ")", CEL_T_RPAREN },
    { "[", CEL_T_LBRACKET }, { "]", CEL_T_RBRACKET }, { "{", CEL_T_LBRACE },   { "}", CEL_T_RBRACE },
};

static const struct {
    const char *text;
    cel_token_kind kind;
} keywords[] = { { "true", CEL_T_TRUE }, { "false", CEL_T_FALSE }, { "null", CEL_T_NULL }, { "in", CEL_T_IN } };

const char *cel_token_words(cel_token_kind kind)
{
    return words[kind];
}

bool cel_is_reserved(cdt_str word)
{
    static const char *const reserved[] = { "as",        "break",  "const",  "continue", "else", "for",
                                            "function",  "if",     "import", "let",      "loop", "package",
                                            "namespace", "return", "var",    "void",     "while" };

    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (cdt_str_is_z(word, reserved[i]))
            return true;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (cdt_str_is_z(word, keywords[i].text))
            return true;
    return false;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(int c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_letter(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The byte `ahead` of where the lexer is; -1 past the end. */
static int peek(const cel_lexer *lexer, size_t ahead)
{
    size_t at = lexer->at + ahead;

    return at < lexer->source.len ? (unsigned char)lexer->source.at[at] : -1;
}

static void skip_blanks(cel_lexer *lexer)
{
    for (;;) {
        int c = peek(lexer, 0);

        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            lexer->at++;
        } else if (c == '/' && peek(lexer, 1) == '/') {
            while (peek(lexer, 0) != -1 && peek(lexer, 0) != '\n')
                lexer->at++;
        } else {
            return;
        }
    }
}

static cel_token_kind bad(cel_lexer *lexer, const char *message)
{
    lexer->message = message;
    return CEL_T_BAD;
}

/* Digits, or a hexadecimal number; then what makes it unsigned or fractional (langdef: INT_LIT, UINT_LIT, FLOAT_LIT). */
static cel_token_kind number(cel_lexer *lexer)
{
    cel_token_kind kind = CEL_T_INT;

    if (peek(lexer, 0) == '0' && (peek(lexer, 1) == 'x' || peek(lexer, 1) == 'X') && is_hex(peek(lexer, 2))) {
        lexer->at += 2;
        while (is_hex(peek(lexer, 0)))
            lexer->at++;
    } else {
        while (is_digit(peek(lexer, 0)))
            lexer->at++;
        if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
            kind = CEL_T_DOUBLE;
            lexer->at++;
            while (is_digit(peek(lexer, 0)))
                lexer->at++;
        }
        if (peek(lexer, 0) == 'e' || peek(lexer, 0) == 'E') {
            size_t sign = peek(lexer, 1) == '+' || peek(lexer, 1) == '-';

            if (is_digit(peek(lexer, 1 + sign))) {
                kind = CEL_T_DOUBLE;
                lexer->at += (uint32_t)(2 + sign);
                while (is_digit(peek(lexer, 0)))
                    lexer->at++;
            }
        }
    }
    if (kind == CEL_T_INT && (peek(lexer, 0) == 'u' || peek(lexer, 0) == 'U')) {
        lexer->at++;
        kind = CEL_T_UINT;
    }
    if (is_letter(peek(lexer, 0)))
        return bad(lexer, "a number runs into a letter: leave a blank between them, or put text in quotes");
    return kind;
}

/* Length of a prefix of quotes (r, b, br in either case) when a quote follows; -1: this is no string. */
static int string_prefix(const cel_lexer *lexer)
{
    int at = 0;

    if (peek(lexer, 0) == 'b' || peek(lexer, 0) == 'B')
        at++;
    if (peek(lexer, (size_t)at) == 'r' || peek(lexer, (size_t)at) == 'R')
        at++;
    return peek(lexer, (size_t)at) == '"' || peek(lexer, (size_t)at) == '\'' ? at : -1;
}

/* From the opening quote on; escapes are looked at later (cel/literal.c), here only where the string ends. */
static cel_token_kind string(cel_lexer *lexer, int prefix)
{
    bool bytes = prefix > 0 && (peek(lexer, 0) == 'b' || peek(lexer, 0) == 'B');
    bool raw = prefix > (bytes ? 1 : 0);
    int quote;
    bool triple;

    lexer->at += (uint32_t)prefix;
    quote = peek(lexer, 0);
    triple = peek(lexer, 1) == quote && peek(lexer, 2) == quote;
    lexer->at += triple ? 3 : 1;
    for (;;) {
        int c = peek(lexer, 0);

        if (c == -1)
            return bad(lexer, "a text is not closed: its closing quote is missing");
        if (!triple && (c == '\n' || c == '\r'))
            return bad(lexer,
                       "a text is not closed on its line: close the quote, or use three quotes for several lines");
        if (c == '\\' && !raw) {
            lexer->at += peek(lexer, 1) == -1 ? 1 : 2;
            continue;
        }
        if (c == quote && (!triple || (peek(lexer, 1) == quote && peek(lexer, 2) == quote))) {
            lexer->at += triple ? 3 : 1;
            return bytes ? CEL_T_BYTES : CEL_T_STRING;
        }
        lexer->at++;
    }
}

static cel_token_kind identifier(cel_lexer *lexer)
{
    uint32_t from = lexer->at;
    cdt_str word;

    while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)))
        lexer->at++;
    word = cdt_str_slice(lexer->source, from, lexer->at);
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (cdt_str_is_z(word, keywords[i].text))
            return keywords[i].kind;
    return CEL_T_IDENT;
}

/* `a-b`: a field whose name is no identifier. */
static cel_token_kind quoted(cel_lexer *lexer)
{
    uint32_t from = ++lexer->at;

    for (;; lexer->at++) {
        int c = peek(lexer, 0);

        if (c == '`' && lexer->at > from) {
            lexer->at++;
            return CEL_T_QUOTED;
        }
        if (!is_letter(c) && !is_digit(c) && c != '.' && c != '/' && c != '-' && c != ' ')
            return bad(lexer, "a field name in backquotes holds letters, digits, `_`, `.`, `/`, `-` and blanks only");
    }
}

static cel_token_kind operator(cel_lexer *lexer)
{
    cdt_str rest = cdt_str_slice(lexer->source, lexer->at, lexer->source.len);

    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        const char *text = operators[i].text;

        if (rest.at[0] == text[0] && cdt_str_starts(rest, cdt_str_z(text))) {
            lexer->at += (uint32_t)strlen(text);
            return operators[i].kind;
        }
    }
    do
        lexer->at++;
    while ((peek(lexer, 0) & 0xc0) == 0x80 && peek(lexer, 0) != -1);
    switch (rest.at[0]) {
    case '=': return bad(lexer, "`=` means nothing in a condition: to compare, write `==`");
    case '&': return bad(lexer, "`&` means nothing in a condition: for \"and\", write `&&`");
    case '|': return bad(lexer, "`|` means nothing in a condition: for \"or\", write `||`");
    }
    return bad(lexer, "this character means nothing in a condition; text stands in straight quotes");
}

cel_token cel_lex(cel_lexer *lexer)
{
    cel_token token;
    int prefix;

    skip_blanks(lexer);
    token.from = lexer->at;
    prefix = string_prefix(lexer);
    if (peek(lexer, 0) == -1)
        token.kind = CEL_T_END;
    else if (prefix >= 0)
        token.kind = string(lexer, prefix);
    else if (is_letter(peek(lexer, 0)))
        token.kind = identifier(lexer);
    else if (is_digit(peek(lexer, 0)) || (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))))
        token.kind = number(lexer);
    else if (peek(lexer, 0) == '`')
        token.kind = quoted(lexer);
    else
        token.kind = operator(lexer);
    token.to = lexer->at;
    return token;
}
