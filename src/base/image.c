#define _GNU_SOURCE /* mremap, madvise */
#include "base/image.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"

_Static_assert(sizeof(void *) == 8, "src/freeze.c writes pointers of eight bytes");

static char *placed, *placed_words; /* where the parts of the image are; written once */
static pthread_once_t once = PTHREAD_ONCE_INIT, once_words = PTHREAD_ONCE_INIT;

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
/* Move pages of the program that hold a part of the image to the address for which its pointers were made. NULL: it cannot be
 * had. */
static char *move(const void *part, size_t at, size_t size)
{
    char *from = (char *)(uintptr_t)part, *to = (char *)(uintptr_t)(CDT_IMAGE_BASE + at);
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *room;

    if ((uintptr_t)from % page || size % page)
        return NULL;
    room = mmap(to, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
    if (room == MAP_FAILED)
        return NULL;
    if (room != to || mremap(from, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, to) != to) {
        munmap(room, size);
        return NULL;
    }
    return to;
}

static char *move_first(const cdt_image *image)
{
    char *to = image->patched % (size_t)sysconf(_SC_PAGESIZE) ? NULL : move(image->first, 0, image->first_size);

    if (!to || !image->patched)
        return to;
    if (mprotect(to, image->patched, PROT_READ | PROT_WRITE))
        cdt_out_of_memory(); /* nothing else keeps us from writing to our own pages */
    patch(image, to);
    mprotect(to, image->patched, PROT_READ);
    return to;
}

static char *move_words(const cdt_image *image)
{
    size_t size = image->size - image->words_at;
    char *to = move(image->words, image->words_at, size);

#ifdef MADV_HUGEPAGE
    if (to)
        (void)madvise(to, size, MADV_HUGEPAGE); /* it was no more than a wish */
#endif
    return to;
}
#else
static char *move_first(const cdt_image *image)
{
    (void)image;
    return NULL;
}

static char *move_words(const cdt_image *image)
{
    (void)image;
    return NULL;
}
#endif

/* In the `size` bytes of a copy: what leads to the image's own addresses leads to where its parts are instead. */
static void lead(const cdt_image *image, char *copy, size_t size)
{
    uint64_t word;

    for (size_t at = 0; at < size; at += sizeof word) {
        memcpy(&word, copy + at, sizeof word);
        word -= CDT_IMAGE_BASE;
        if (word < image->first_size)
            word += (uintptr_t)placed;
        else if (word >= image->words_at && word < image->size)
            word += (uintptr_t)placed_words - image->words_at;
        else
            continue;
        memcpy(copy + at, &word, sizeof word);
    }
}

static void place(void)
{
    const cdt_image *image = &cdt_image_built;

    placed = move_first(image);
    if (placed)
        return;
    placed = cdt_malloc(image->first_size); /* a copy anywhere */
    memcpy(placed, image->first, image->first_size);
    lead(image, placed, image->texts);
    patch(image, placed);
}

static void place_words(void)
{
    const cdt_image *image = &cdt_image_built;

    if ((uintptr_t)placed == CDT_IMAGE_BASE)
        placed_words = move_words(image);
    if (placed_words)
        return;
    placed_words = cdt_malloc(image->size - image->words_at);
    memcpy(placed_words, image->words, image->size - image->words_at);
    lead(image, placed_words, image->raw - image->words_at);
}

const void *cdt_image_find(const char *name)
{
    const cdt_image *image = &cdt_image_built;

    for (const cdt_image_root *root = image->roots; root->name; root++) {
        if (strcmp(root->name, name) != 0)
            continue;
        pthread_once(&once, place);
        if (root->at < image->words_at)
            return placed + root->at;
        pthread_once(&once_words, place_words);
        return placed_words + (root->at - image->words_at);
    }
    return NULL;
}
