/* codes.h - the instructions of a program (words/program.h): between program.c, which writes them, and run.c. */
#ifndef CDT_WORDS_CODES_H
#define CDT_WORDS_CODES_H

#include "words/program.h"

/* The low byte of the first number of an instruction; what stands in brackets are the numbers behind it. A set is told by its
 * number; places are those of `code`. */
typedef enum cdt_op {
    CDT_OP_MATCH,  /* that was all */
    CDT_OP_TEXT,   /* these bytes, as many as the high byte says: [two in each number ...] */
    CDT_OP_SET,    /* one byte of it: [set] */
    CDT_OP_RUN,    /* as many bytes of a set as there are, then fewer: [set, front, least, most] */
    CDT_OP_LAZY,   /* as few as will do, then more: the same */
    CDT_OP_JUMP,   /* go on there: [place] */
    CDT_OP_FORK,   /* go on here, unless `front` forbids it, and there if that fails: [place, front] */
    CDT_OP_SKIP,   /* go on there, and here if that fails: [place] */
    CDT_OP_CHOICE, /* go on at each of a list in turn; one list for each kind of byte: [CDT_KINDS places] */
    CDT_OP_EDGE,   /* of a word; high byte: no edge */
    CDT_OP_START,
    CDT_OP_END,
    CDT_OP_AHEAD,  /* try what follows up to CDT_OP_SEEN, then go on there from here; high byte: if it fails: [place] */
    CDT_OP_SEEN,   /* that was there */
    CDT_OP_BEHIND, /* so many sets as `count` says stand right before; high byte: do not: [count, sets ...] */
    CDT_OP_FROM,   /* here begins `value`, */
    CDT_OP_TO      /* and here it ends */
} cdt_op;

/* Bits of the high byte of a front or of a run. */
enum {
    CDT_AT_EDGE = 1, /* what goes on is at the edge of a word */
    CDT_KEEPS = 2    /* never fewer: what goes on begins with no byte of the set */
};

enum { CDT_KINDS = 32 };

/* Kinds of bytes: each letter is one, and so are figures; 0 is the end of the text. */
static inline unsigned cdt_kind_of(char c)
{
    unsigned char byte = (unsigned char)c;

    if ((unsigned)((byte | 0x20) - 'a') < 26)
        return (unsigned)((byte | 0x20) - 'a') + 1;
    return (unsigned)(byte - '0') < 10 ? 27 : byte == ' ' ? 28 : byte == '_' ? 29 : byte < 0x80 ? 30 : 31;
}

#endif
