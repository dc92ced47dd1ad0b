/* arena.h - memory that is given back all at once.
 *
 * Ownership: each thing that is read or built (a document, a checklist, a review) has one arena and owns it. What hangs
 * off that thing lives in its arena and is never freed alone, so a pointer into it is valid exactly as long as the thing
 * is. Nothing in one arena points into another that may go first.
 *
 * Running out of memory never returns: cdt_out_of_memory() calls the handler that the program set (the command exits with
 * status 4) and aborts if that returns, so no caller checks a result for NULL.
 */
#ifndef CDT_BASE_ARENA_H
#define CDT_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct cdt_arena_block;

/* All zero is an empty arena, ready for use. */
typedef struct cdt_arena {
    struct cdt_arena_block *blocks; /* newest first */
    char *at, *end;                 /* the free part of the newest block */
    size_t bytes;                   /* bytes asked for since the last reset */
} cdt_arena;

/* `size` bytes, zeroed, aligned for any type. */
void *cdt_alloc(cdt_arena *arena, size_t size);

/* The same, but with whatever lies there: for what is written as a whole before it is read. */
void *cdt_room(cdt_arena *arena, size_t size);

/* `count` elements of `size` bytes, zeroed; an overflowing product counts as out of memory. */
void *cdt_alloc_array(cdt_arena *arena, size_t count, size_t size);

#define CDT_NEW(arena, type) ((type *)cdt_alloc((arena), sizeof(type)))
#define CDT_NEW_ARRAY(arena, type, count) ((type *)cdt_alloc_array((arena), (count), sizeof(type)))

/* A copy of `text` followed by a NUL that is not counted in its length. */
cdt_str cdt_copy(cdt_arena *arena, cdt_str text);

/* The same as a C string. */
char *cdt_copy_z(cdt_arena *arena, cdt_str text);

/* Three texts, one behind the other, and a NUL. */
cdt_str cdt_join(cdt_arena *arena, cdt_str first, cdt_str second, cdt_str third);

/* Text as printf makes it, in the arena. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
char *
cdt_format(cdt_arena *arena, const char *format, ...);

/* About so many bytes will be asked for soon, in many pieces, of this arena and others. Where the system can hand over memory in
 * pages of megabytes, which takes less than by thousands of small ones, it is told to. */
void cdt_expect(cdt_arena *arena, size_t bytes);

/* Forget everything but keep one block for the next round. */
void cdt_arena_reset(cdt_arena *arena);

/* Give everything back; the arena is empty and may be used again. */
void cdt_arena_free(cdt_arena *arena);

#ifdef CDT_TRACE_ALLOCATIONS /* src/freeze.c */
void *cdt_trace_block(size_t size);
void cdt_trace_allocation(void *memory, size_t size);
#endif

/* malloc and realloc that do not return NULL. */
void *cdt_malloc(size_t size);
void *cdt_realloc(void *old, size_t size);

/* Call the handler set with cdt_on_out_of_memory(), then abort. */
_Noreturn void cdt_out_of_memory(void);

#endif
