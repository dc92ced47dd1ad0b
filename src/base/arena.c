#define _DEFAULT_SOURCE /* madvise() */

#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "concordat/diag.h"

/* Many arenas hold next to nothing: the first block is small, and each is some times as large as the one before. */
#define FIRST_SIZE ((size_t)2 * 1024 - 64)
#define BLOCK_SIZE ((size_t)32 * 1024)
#define LARGE (BLOCK_SIZE / 4) /* what is larger gets a block of its own */

typedef struct cdt_arena_block {
    struct cdt_arena_block *next;
    size_t size; /* of the room behind this header */
} block;

#define HEADER ((sizeof(block) + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t))

/* src/freeze.c has to know every piece: it sees each of them, and none is given back. */
#ifdef CDT_TRACE_ALLOCATIONS
#define free(memory) (void)(memory)
#define block_memory(size) cdt_trace_block(size)
#define zeroed_memory(size) cdt_trace_block(size)
#else
#define block_memory(size) cdt_malloc(size)
#define zeroed_memory(size) cdt_zeroed(size) /* fresh pages are, and need not be touched before they are used */
#define cdt_trace_allocation(memory, size) (void)0
#endif

static void (*oom_handler)(void); /* the one thing of the library that serves the whole process: see diag.h */

void cdt_on_out_of_memory(void (*handler)(void))
{
    oom_handler = handler;
}

void cdt_out_of_memory(void)
{
    if (oom_handler)
        oom_handler();
    abort();
}

void *cdt_malloc(size_t size)
{
    void *memory = malloc(size ? size : 1);

    if (!memory)
        cdt_out_of_memory();
    return memory;
}

#ifndef CDT_TRACE_ALLOCATIONS
static void *cdt_zeroed(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory)
        cdt_out_of_memory();
    return memory;
}
#endif

void *cdt_realloc(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);

    if (!memory)
        cdt_out_of_memory();
    return memory;
}

static size_t size_of_next(const cdt_arena *arena, size_t least)
{
    size_t size = arena->blocks ? arena->blocks->size * 4 : FIRST_SIZE;

    if (least > LARGE)
        return least;
    while (size < least)
        size *= 4;
    return size < BLOCK_SIZE ? size : BLOCK_SIZE;
}

/* true: `zero` was wanted, and so is its room. */
static bool new_block(cdt_arena *arena, size_t least, bool zero)
{
    size_t size = size_of_next(arena, least);
    bool zeroed = zero && least > LARGE;
    block *made = zeroed ? zeroed_memory(HEADER + size) : block_memory(HEADER + size);

    made->size = size;
    if (least > LARGE && arena->blocks) { /* a large piece: keep filling the block that has room */
        made->next = arena->blocks->next;
        arena->blocks->next = made;
        return zeroed;
    }
    made->next = arena->blocks;
    arena->blocks = made;
    arena->at = (char *)made + HEADER;
    arena->end = arena->at + size;
    return zeroed;
}

static void *take(cdt_arena *arena, size_t size, bool zero)
{
    const size_t align = _Alignof(max_align_t);
    char *memory;

    if (size > SIZE_MAX / 2)
        cdt_out_of_memory();
    size = (size + align - 1) / align * align;
#ifdef CDT_TRACE_ALLOCATIONS
    size = size ? size : align; /* none begins where another does */
#endif
    arena->bytes += size;
    if (arena->at && (size_t)(arena->end - arena->at) >= size) {
        memory = arena->at;
        arena->at += size;
    } else {
        block *before = arena->blocks;
        zero &= !new_block(arena, size, zero);
        if (arena->blocks == before && before) {
            memory = (char *)before->next + HEADER;
        } else {
            memory = arena->at;
            arena->at += size;
        }
    }
    cdt_trace_allocation(memory, size);
    return size && zero ? memset(memory, 0, size) : memory;
}

void *cdt_alloc(cdt_arena *arena, size_t size)
{
    return take(arena, size, true);
}

void *cdt_room(cdt_arena *arena, size_t size)
{
    return take(arena, size, false);
}

void *cdt_alloc_array(cdt_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        cdt_out_of_memory();
    return cdt_alloc(arena, count * size);
}

cdt_str cdt_copy(cdt_arena *arena, cdt_str text)
{
    return (cdt_str){ cdt_copy_z(arena, text), text.len };
}

char *cdt_copy_z(cdt_arena *arena, cdt_str text)
{
    char *copy = cdt_room(arena, text.len + 1);

    if (text.len)
        memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    return copy;
}

cdt_str cdt_join(cdt_arena *arena, cdt_str first, cdt_str second, cdt_str third)
{
    const cdt_str parts[] = { first, second, third };
    char *joined = cdt_room(arena, first.len + second.len + third.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < 3; i++) {
        if (parts[i].len)
            memcpy(joined + len, parts[i].at, parts[i].len);
        len += parts[i].len;
    }
    joined[len] = '\0';
    return (cdt_str){ joined, len };
}

char *cdt_format(cdt_arena *arena, const char *format, ...)
{
    va_list args, again;
    char few[256]; /* most have room here, and are made in one go */
    int length;
    char *text;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(few, sizeof few, format, args);
    va_end(args);
    text = cdt_alloc(arena, (length > 0 ? (size_t)length : 0) + 1);
    if (length > 0 && (size_t)length < sizeof few)
        memcpy(text, few, (size_t)length);
    else if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void cdt_expect(cdt_arena *arena, size_t bytes)
{
#if defined(MADV_HUGEPAGE) && !defined(CDT_TRACE_ALLOCATIONS)
    const size_t page = (size_t)2 * 1024 * 1024, pages = (bytes + page - 1) / page;
    block *gap = bytes >= page / 2 && pages <= 3 ? malloc((pages + 1) * page) : NULL;
    uintptr_t from;

    if (!gap)
        return;
    /* What is given back here lies at the end of the heap, where it is asked for next. What is kept goes as far as such a page
     * begins, and takes no memory, as nobody touches it. */
    from = ((uintptr_t)gap + HEADER + page - 1) / page * page;
    (void)madvise((void *)from, pages * page, MADV_HUGEPAGE); /* it was no more than a wish */
    gap = cdt_realloc(gap, from - (uintptr_t)gap);
    gap->size = BLOCK_SIZE + 1; /* of nobody's use */
    (void)cdt_alloc(arena, 0);  /* which has a block from now on, behind which this goes */
    gap->next = arena->blocks->next;
    arena->blocks->next = gap;
#else
    (void)arena;
    (void)bytes;
#endif
}

void cdt_arena_reset(cdt_arena *arena)
{
    block *keep = NULL, *next;

    for (block *b = arena->blocks; b; b = next) {
        next = b->next;
        if (!keep && b->size <= BLOCK_SIZE) /* none behind it is larger */
            keep = b;
        else
            free(b);
    }
    *arena = (cdt_arena){ 0 };
    if (keep) {
        keep->next = NULL;
        arena->blocks = keep;
        arena->at = (char *)keep + HEADER;
        arena->end = arena->at + keep->size;
    }
}

void cdt_arena_free(cdt_arena *arena)
{
    block *next;

    for (block *b = arena->blocks; b; b = next) {
        next = b->next;
        free(b);
    }
    *arena = (cdt_arena){ 0 };
}
