/* lint.c - patterns that can be used and could be better. */
#include "words/language.h"

static void warn(const cdt_words *words, cdt_diags *diags, uint32_t pattern, const char *message)
{
    cdt_node_problem(words->document, diags, CDT_LINT, words->nodes[pattern], "%s", message);
}

/* One word, or part of one. */
static bool is_one_word(const char *pattern)
{
    for (const char *at = pattern; *at; at++)
        if (*at == '\\' && at[1] == 'b')
            at++;
        else if (!(*at >= 'a' && *at <= 'z') && !(*at >= 'A' && *at <= 'Z'))
            return false;
    return *pattern != '\0';
}

/* Is the sentence taken for nothing but these patterns? */
static bool stands_alone(const cdt_check_words *check, const cdt_alternative *a)
{
    return !a->all.count && !a->under.count && !a->near.count && a->within == CDT_WITHIN_SENTENCE &&
           !check->topic_count;
}

static size_t lint_broad(const cdt_words *words, const cdt_check_words *check, cdt_diags *diags)
{
    size_t warnings = 0;

    for (size_t i = 0; i < check->count; i++) {
        const cdt_alternative *a = &check->alternatives[i];
        for (size_t k = 0; k < a->that.count && stands_alone(check, a); k++)
            if (is_one_word(words->shown[a->that.at[k]])) {
                warn(words, diags, a->that.at[k],
                     "one word alone is found wherever it is mentioned in passing; say what stands beside it");
                warnings++;
            }
    }
    return warnings;
}

size_t cdt_words_lint(const cdt_words *words, cdt_diags *diags)
{
    size_t warnings = 0;

    for (uint32_t i = 0; i < words->pattern_count; i++)
        if (cdt_literal_index_is_open(cdt_words_literals(words), words->first_literals + i)) {
            warn(words, diags, i,
                 "the pattern is tried on every sentence, as there is no word, and no text of three letters or more, "
                 "that it needs");
            warnings++;
        }
    for (size_t i = 0; i < words->check_count; i++)
        warnings += lint_broad(words, &words->checks[i], diags);
    return warnings;
}
