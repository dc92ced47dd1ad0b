/* crew.h - jobs that are done by several threads at once, and given back in their order.
 *
 * A job is taken, worked on, and given. Jobs are taken one at a time, in their order; worked on several at once; and given one
 * at a time, in their order, by whichever thread has done what all others waited for: nobody has to be woken for it. So only
 * `work` must be fit for several threads at once, and what comes out does not depend on their number. Jobs wait in a ring
 * of slots, which are used again: memory does not grow with the number of jobs.
 */
#ifndef CDT_CLI_CREW_H
#define CDT_CLI_CREW_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cdt_crew {
    void *context;
    size_t job_size; /* a job begins as zeros */

    /* What is to be done next; how large it is goes to `*weight`, as much as its memory may depend on that. May wait, and
     * then watches `*wake`, which can be read from once nothing more is wanted (0: never). false: there is nothing more. */
    bool (*take)(void *context, void *job, size_t *weight, int wake);
    void (*work)(void *context, void *job);
    bool (*give)(void *context, void *job);  /* false: enough */
    void (*clear)(void *context, void *job); /* for the next one; also of what was not given */
    void (*free)(void *context, void *job);  /* of a cleared one: what it kept */
    void (*idle)(void *context);             /* no other is ready to be given: write out what was made */
} cdt_crew;

/* Until there is nothing more, or enough. This thread is one of the workers; with one, it does all. */
void cdt_crew_run(const cdt_crew *crew, unsigned workers);

#endif
