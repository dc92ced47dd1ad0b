/* grow.h - a list in an arena that grows by doubling: what a finder puts its findings into. */
#ifndef CDT_DRAFT_GROW_H
#define CDT_DRAFT_GROW_H

#include "base/arena.h"

/* `at` with room for one more element of `size` bytes behind its `count`; *room is what it has room for. */
static inline void *cdt_grow(cdt_arena *arena, void *at, size_t count, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 16;
    void *bigger;

    if (count < *room)
        return at;
    bigger = cdt_alloc_array(arena, more, size);
    if (count)
        memcpy(bigger, at, count * size);
    *room = more;
    return bigger;
}

#endif
