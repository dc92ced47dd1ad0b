/* explain.c - what is looked for, in words. */
#include "words/language.h"

static void put_patterns(cdt_buf *out, const cdt_words *words, cdt_patterns patterns, const char *before,
                         const char *between)
{
    for (size_t i = 0; i < patterns.count; i++)
        cdt_buf_printf(out, "%s%s", i ? between : before, words->shown[patterns.at[i]]);
}

static void put_within(cdt_buf *out, const cdt_alternative *a)
{
    static const char *const parts[] = {
        "", "in one clause: ", "in one section: ", "in one schedule: ", "heading: ", ""
    };

    if (a->within == CDT_WITHIN_REGION) {
        for (int i = 0; i <= CDT_REGION_FURNITURE; i++)
            if (a->regions & 1u << i)
                cdt_buf_printf(out, "in the %s: ", cdt_region_name((cdt_region)i));
    } else {
        cdt_buf_put_z(out, parts[a->within]);
    }
}

static void put_alternative(cdt_buf *out, const cdt_words *words, const cdt_alternative *a)
{
    if (a->name[0])
        cdt_buf_printf(out, "%s: ", a->name);
    put_within(out, a);
    put_patterns(out, words, a->that, "", " or ");
    put_patterns(out, words, a->all, a->that.count ? " with " : "", " with ");
    put_patterns(out, words, a->under, a->that.count || a->all.count ? " under the heading " : "under the heading ",
                 " or ");
    put_patterns(out, words, a->near, " near ", " or ");
    put_patterns(out, words, a->not, ", not with ", " or ");
    put_patterns(out, words, a->not_near, ", not near ", " or ");
    put_patterns(out, words, a->not_under, ", not under the heading ", " or ");
    if (a->negated != CDT_EITHER)
        cdt_buf_put_z(out, a->negated == CDT_DENIED ? ", denied" : ", not denied");
    cdt_buf_char(out, '\n');
}

void cdt_words_explain(const cdt_words *words, size_t check, cdt_buf *out)
{
    const cdt_check_words *c = &words->checks[check];

    for (size_t i = 0; i < c->count; i++)
        put_alternative(out, words, &c->alternatives[i]);
    if (c->topic_count && c->found < c->topic_count)
        cdt_buf_printf(out, "%zu of the %zu topics are enough\n", c->found, c->topic_count);
    if (c->not .count) {
        put_patterns(out, words, c->not, "no sentence with ", " or ");
        cdt_buf_char(out, '\n');
    }
    if (c->not_under.count) {
        put_patterns(out, words, c->not_under, "nothing under the heading ", " or ");
        cdt_buf_char(out, '\n');
    }
    if (c->count && !c->schedules)
        cdt_buf_put_z(out, "nothing in a schedule\n");
}
