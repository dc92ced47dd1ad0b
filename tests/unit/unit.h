/* unit.h - what every unit program shares: the runner, and a few ways to say what is wanted. */
#ifndef CDT_TESTS_UNIT_H
#define CDT_TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

#include "base/str.h"
#include "concordat/diag.h"

/* Text of a slice against a C string. */
#define ck_assert_slice(slice, wanted)                                                                         \
    do {                                                                                                       \
        cdt_str seen_ = (slice);                                                                               \
        ck_assert_msg(cdt_str_is_z(seen_, (wanted)), "wanted \"%s\", came \"%.*s\"", (wanted), CDT_ARGS(seen_)); \
    } while (0)

/* Problem `index` is of this kind and stands there. */
#define ck_assert_problem(diags, index, code_, line_, column_)                                                  \
    do {                                                                                                        \
        const cdt_diag *d_;                                                                                     \
        ck_assert_msg(cdt_diags_count(diags) > (index), "wanted a problem number %d, there are %zu", (index),   \
                      cdt_diags_count(diags));                                                                  \
        d_ = cdt_diags_at(diags, (index));                                                                      \
        ck_assert_msg(d_->code == (code_) && d_->place.line == (unsigned)(line_) &&                             \
                          d_->place.column == (unsigned)(column_),                                              \
                      "wanted %s at %u:%u, came %s at %u:%u: %s", cdt_code_label(code_), (unsigned)(line_),     \
                      (unsigned)(column_), cdt_code_label(d_->code), d_->place.line, d_->place.column, d_->message); \
    } while (0)

/* Run the tests without forking, so that the sanitizers see all of it; returns the program's exit status. */
static inline int unit_run(TCase *tests)
{
    Suite *suite = suite_create("unit");
    SRunner *runner;
    int failed;

    tcase_set_timeout(tests, 0);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
