#define _GNU_SOURCE /* pipe2() */

#include "cli/crew.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"

#define SLOTS_EACH 2 /* so many jobs a worker may be ahead: some take longer than others, and each takes memory */
#define STACK ((size_t)8 * 1024 * 1024)  /* as a first thread has it nearly everywhere; others may get much less */
#define HEAVY ((size_t)16 * 1024 * 1024) /* with so much on hand nothing more is taken */

typedef struct slot {
    void *job;
    size_t weight;
    bool done;
} slot;

/* `taking` is held while a job is taken, and by who waits to take one; `lock` for everything else, never for long. */
typedef struct state {
    const cdt_crew *crew;
    pthread_mutex_t taking, lock;
    pthread_cond_t room;
    slot *slots;
    size_t count;
    size_t taken, given; /* jobs so far */
    size_t weight;       /* of those between */
    bool giving;         /* somebody is */
    bool over;           /* nothing more is to be taken */
    int wake[2];         /* a pipe: closed to wake who waits for input */
} state;

static void *new_job(const cdt_crew *crew)
{
    void *job = calloc(1, crew->job_size);

    if (!job)
        cdt_out_of_memory();
    return job;
}

static bool has_room(const state *s)
{
    return s->taken - s->given < s->count && s->weight < HEAVY;
}

/* Wait for a free slot. NULL: nothing more is wanted. */
static slot *free_slot(state *s)
{
    slot *found = NULL;

    pthread_mutex_lock(&s->lock);
    while (!s->over && !has_room(s))
        pthread_cond_wait(&s->room, &s->lock);
    if (!s->over)
        found = &s->slots[s->taken % s->count];
    pthread_mutex_unlock(&s->lock);
    return found;
}

static slot *take(state *s)
{
    size_t weight = 0;
    bool more = false;
    slot *at;

    pthread_mutex_lock(&s->taking);
    at = free_slot(s);
    if (at)
        more = s->crew->take(s->crew->context, at->job, &weight, s->wake[0]);
    pthread_mutex_lock(&s->lock);
    if (more) {
        at->weight = weight;
        s->weight += weight;
        s->taken++;
    } else {
        s->over = true;
    }
    pthread_mutex_unlock(&s->lock);
    pthread_mutex_unlock(&s->taking);
    return more ? at : NULL;
}

/* Whoever waits for room or for input looks up. */
static void end(state *s)
{
    s->over = true;
    close(s->wake[1]);
    s->wake[1] = -1;
    pthread_cond_broadcast(&s->room);
}

/* Give what is done, in order, and what gets done meanwhile. `lock` is held, but not while something is given. After
 * "enough" nobody gives any more. */
static void give_done(state *s)
{
    bool more = true;
    slot *at;

    s->giving = true;
    while (more && (at = &s->slots[s->given % s->count])->done) {
        bool last;
        pthread_mutex_unlock(&s->lock);
        more = s->crew->give(s->crew->context, at->job);
        s->crew->clear(s->crew->context, at->job);
        pthread_mutex_lock(&s->lock);
        at->done = false;
        s->given++;
        s->weight -= at->weight;
        pthread_cond_signal(&s->room);
        last = !s->slots[s->given % s->count].done;
        if (more && last) {
            pthread_mutex_unlock(&s->lock);
            s->crew->idle(s->crew->context);
            pthread_mutex_lock(&s->lock);
        }
    }
    s->giving = !more;
    if (!more)
        end(s);
}

static void *worker(void *context)
{
    state *s = context;
    slot *at;

    while ((at = take(s))) {
        s->crew->work(s->crew->context, at->job);
        pthread_mutex_lock(&s->lock);
        at->done = true;
        if (!s->giving)
            give_done(s);
        pthread_mutex_unlock(&s->lock);
    }
    return NULL;
}

/* Signals go to the thread that called. How many could be made. */
static unsigned start(state *s, pthread_t *threads, unsigned workers)
{
    sigset_t all, before;
    pthread_attr_t like;
    unsigned made = 0;

    pthread_attr_init(&like);
    pthread_attr_setstacksize(&like, STACK);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (made < workers && pthread_create(&threads[made], &like, worker, s) == 0)
        made++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&like);
    return made;
}

static void free_all(state *s)
{
    for (size_t i = 0; i < s->count; i++) {
        s->crew->clear(s->crew->context, s->slots[i].job);
        s->crew->free(s->crew->context, s->slots[i].job);
        free(s->slots[i].job);
    }
    free(s->slots);
    pthread_mutex_destroy(&s->taking);
    pthread_mutex_destroy(&s->lock);
    pthread_cond_destroy(&s->room);
}

/* false: there is nothing to wake one by. Where no other thread can be made, this one does all of it. */
static bool run_threads(const cdt_crew *crew, unsigned workers)
{
    state s = { .crew = crew, .count = (size_t)workers * SLOTS_EACH, .wake = { 0, 0 } };
    pthread_t *threads;
    unsigned made;

    if (pipe2(s.wake, O_CLOEXEC) != 0)
        return false;
    threads = cdt_malloc(workers * sizeof *threads);
    pthread_mutex_init(&s.taking, NULL);
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.room, NULL);
    s.slots = cdt_malloc(s.count * sizeof *s.slots);
    for (size_t i = 0; i < s.count; i++)
        s.slots[i] = (slot){ .job = new_job(crew) };
    made = start(&s, threads, workers - 1);
    worker(&s);
    for (unsigned i = 0; i < made; i++)
        pthread_join(threads[i], NULL);
    if (s.wake[1] >= 0)
        close(s.wake[1]);
    close(s.wake[0]);
    free_all(&s);
    free(threads);
    return true;
}

static void run_alone(const cdt_crew *crew)
{
    void *job = new_job(crew);
    bool more = true;
    size_t weight;

    while (more && crew->take(crew->context, job, &weight, 0)) {
        crew->work(crew->context, job);
        more = crew->give(crew->context, job);
        crew->clear(crew->context, job);
        crew->idle(crew->context);
    }
    crew->free(crew->context, job);
    free(job);
}

void cdt_crew_run(const cdt_crew *crew, unsigned workers)
{
    if (workers < 2 || !run_threads(crew, workers))
        run_alone(crew);
}
