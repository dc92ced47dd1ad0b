/* tree.h - the inside of an index: the literals of all patterns as a tree, and which of them each pattern requires. */
#ifndef CDT_WORDS_TREE_H
#define CDT_WORDS_TREE_H

#include "words/index.h"

enum {
    CDT_GRAMS = 1 << 20,  /* of four letters, five bits each */
    CDT_THIRDS = 1 << 15, /* of three */
    CDT_BYTES = 256
};

/* What a byte is in a gram: 1 to 26 is a letter, */
enum {
    CDT_LETTER_BLANK = 0,
    CDT_LETTER_FIGURE = 27,
    CDT_LETTER_LINE = 28, /* _, */
    CDT_LETTER_SIGN = 29, /* one of which a literal of less than three bytes may be made, */
    CDT_LETTER_OTHER = 30 /* and whatever else there is. */
};

/* Of a gram: literals begin with it that may stand where a word begins, or anywhere, within a word too. */
#define CDT_GRAM_BEGINS UINT64_C(1)
#define CDT_GRAM_INSIDE (UINT64_C(1) << 32)

/* Of three letters that are not all plain ones: the way to the node begins at the top. */
#define CDT_WALK UINT32_MAX

#define CDT_NO_SET ((UINT32_C(1) << 20) - 1)

/* The literals are a tree: below each node stand those that begin with its text. They are in the order of their texts, so that
 * those of a node are one row of them, first of all those that are its text itself. */
typedef struct cdt_tree_node {
    uint32_t literal;  /* the first of its row */
    uint32_t children; /* the first of them; they stand side by side */
    uint8_t child_count;
    uint8_t from, to; /* bytes of its literals that it adds to the text of the node above */
    uint8_t ends;     /* so many literals are its text */
} cdt_tree_node;

/* Literals by number, one of which must stand there. Sets of the same literals are one. */
typedef struct cdt_tree_set {
    const uint32_t *at;
    size_t count;
} cdt_tree_set;

/* What a branch of a pattern requires: one of each set, one set behind the other. */
typedef struct cdt_tree_branch {
    uint32_t sets[CDT_LITERAL_SETS];
    uint32_t gaps[CDT_LITERAL_SETS]; /* in front of them: see cdt_literals */
    uint32_t leading;                /* set that every match begins with, or CDT_NO_SET */
    uint16_t count;
    bool from_start;
} cdt_tree_branch;

typedef struct cdt_tree_branches {
    const cdt_tree_branch *at;
    size_t count; /* 0: the pattern may match anywhere */
} cdt_tree_branches;

struct cdt_literal_index {
    cdt_tree_branches *patterns;
    cdt_literal *literals; /* by their texts */
    size_t literal_count;
    cdt_tree_set *sets;
    size_t set_count;
    cdt_tree_node *nodes; /* the first one is the top */
    char *firsts;         /* of each node the first byte that it adds */
    size_t node_count;
    uint16_t *top;    /* by byte: the child of the top that begins with it; 0: none does */
    uint32_t *pairs;  /* by two letters: the node whose text they are, where literals are it too; 0: there is none */
    uint32_t *thirds; /* by three letters: the node in whose part of the text the third one is; 0; CDT_WALK */
    uint64_t *grams;  /* of 32 of them in each: CDT_GRAM_BEGINS and the like, shifted by the last letter */
    uint8_t *letters; /* of bytes */
    uint32_t figure;  /* the literal that is any figure, plus 1; 0: none is */
    cdt_arena own;    /* empty: it lives in another */
};

/* The gram of the letters read last, with one more. */
static inline uint32_t cdt_push_letter(uint32_t gram, unsigned letter)
{
    return (gram << 5 | letter) & (CDT_GRAMS - 1);
}

#endif
