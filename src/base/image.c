#define _GNU_SOURCE /* mremap */
#include "base/image.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"

_Static_assert(sizeof(void *) == 8, "src/freeze.c writes pointers of eight bytes");

static char *placed; /* where the image is; written once */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void patch(const cdt_image *image, char *at)
{
    for (const cdt_image_patch *p = image->patches; p->to; p++)
        memcpy(at + p->at, &p->to, sizeof p->to);
}

/* Sanitizers have their own view of which addresses there are. */
#if defined(__has_feature)
#define HAS_FEATURE(name) __has_feature(name)
#else
#define HAS_FEATURE(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || HAS_FEATURE(address_sanitizer) ||                 \
    HAS_FEATURE(thread_sanitizer) || HAS_FEATURE(memory_sanitizer)
#define CAN_MOVE 0
#elif defined(MAP_FIXED_NOREPLACE) && defined(MREMAP_FIXED) && UINTPTR_MAX > UINT32_MAX
#define CAN_MOVE 1
#else
#define CAN_MOVE 0
#endif

#if CAN_MOVE
/* Move the pages of the program that hold the image to the address for which its pointers were made. NULL: it cannot be had. */
static char *move(const cdt_image *image)
{
    char *from = (char *)(uintptr_t)image->bytes, *to = (char *)(uintptr_t)CDT_IMAGE_BASE;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *room;

    if ((uintptr_t)from % page || image->size % page || image->patched % page)
        return NULL;
    room = mmap(to, image->size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (room == MAP_FAILED)
        return NULL;
    if (room != to || mremap(from, image->size, image->size, MREMAP_MAYMOVE | MREMAP_FIXED, to) != to) {
        munmap(room, image->size);
        return NULL;
    }
    if (!image->patched)
        return to;
    if (mprotect(to, image->patched, PROT_READ | PROT_WRITE))
        cdt_out_of_memory(); /* nothing else keeps us from writing to our own pages */
    patch(image, to);
    mprotect(to, image->patched, PROT_READ);
    return to;
}
#else
static char *move(const cdt_image *image)
{
    (void)image;
    return NULL;
}
#endif

/* A copy anywhere: what leads to the image's own address leads to the copy instead. */
static char *copy(const cdt_image *image)
{
    char *to = cdt_malloc(image->size);
    uint64_t word;

    memcpy(to, image->bytes, image->size);
    for (size_t at = 0; at < image->texts; at += sizeof word) {
        memcpy(&word, to + at, sizeof word);
        if (word - CDT_IMAGE_BASE > image->size)
            continue;
        word = (uint64_t)(uintptr_t)to + (word - CDT_IMAGE_BASE);
        memcpy(to + at, &word, sizeof word);
    }
    patch(image, to);
    return to;
}

static void place(void)
{
    placed = move(&cdt_image_built);
    if (!placed)
        placed = copy(&cdt_image_built);
}

const void *cdt_image_find(const char *name)
{
    for (const cdt_image_root *root = cdt_image_built.roots; root->name; root++) {
        if (strcmp(root->name, name) != 0)
            continue;
        pthread_once(&once, place);
        return placed + root->at;
    }
    return NULL;
}
