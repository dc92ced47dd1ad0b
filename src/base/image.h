/* image.h - what would be made anew at every start, made when the program was built: schemas, types, checklists with their
 * conditions compiled, the literals of their patterns.
 *
 * src/freeze.c, a tool of the build, makes these things as the program would, and writes the memory that hangs off each of
 * them, as it lies, into a C source: the image. Its pointers are those of one address, CDT_IMAGE_BASE. When something of it
 * is first asked for, its pages are moved there as they are, so that nothing is read but what is looked at; where that is not
 * to be had, it is copied, and its pointers with it.
 *
 * An image is never written to, and is there for the whole process, which is why it is the one thing besides the handler of
 * base/arena.h that is not handed down: it is a constant that has to be put in its place. What does change while it is used
 * (a setting, a compiled pattern, an arena) is no part of it: the thing's own ..._thaw() makes that. */
#ifndef CDT_BASE_IMAGE_H
#define CDT_BASE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

/* Far from where programs, heaps and libraries are put, and no two small numbers side by side. */
#define CDT_IMAGE_BASE UINT64_C(0x5f3c40000000)
#define CDT_IMAGE_PAGE 4096
#define CDT_IMAGE_LARGE (2 * 1024 * 1024)

/* The thing called `name`; NULL where the image has none such: then it has to be made. */
const void *cdt_image_find(const char *name);

/* ---- between src/freeze.c and image.c ---- */

typedef struct cdt_image_root {
    const char *name;
    size_t at; /* its byte of the image */
} cdt_image_root;

/* A pointer to something of the program that is no data, at a byte of the image. */
typedef struct cdt_image_patch {
    size_t at;
    const void *to;
} cdt_image_patch;

/* Two parts. What only reviews of drafts look at is large, and is looked at here and there: it begins a large page, as it does in
 * the program where the linker can do that, so that systems that keep files in such pages hand it out in these. Of the
 * first part, descriptions need little, which lies together. */
typedef struct cdt_image {
    const void *first, *words;      /* each begins a page, and is whole pages */
    size_t first_size;              /* 0 without an image */
    size_t words_at, size;          /* of the second part: its byte of the image, and the one behind it */
    size_t texts;                   /* in the first part, from here on there are only texts, and no pointers */
    size_t raw;                     /* the same in the second */
    size_t patched;                 /* bytes before which all patches lie: whole pages */
    const cdt_image_patch *patches; /* the last one leads nowhere */
    const cdt_image_root *roots;    /* the last one has no name */
} cdt_image;

#if defined(__GNUC__) && defined(__ELF__)
#define CDT_IMAGE_WORDS __attribute__((section(".rodata.words"))) /* src/startup.ld */
#else
#define CDT_IMAGE_WORDS
#endif

extern const cdt_image cdt_image_built;

#endif
