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

/* Is it a character of words? As cdt_is_word(). */
static inline bool cdt_is_word_letter(uint32_t letter)
{
    return letter - 1 < CDT_LETTER_LINE;
}

/* Of a gram: literals begin with it that may stand where a word begins, or anywhere, within a word too. */
enum { CDT_GRAM_BEGINS = 0, CDT_GRAM_INSIDE = 32 };

/* Of three letters that are not all plain ones: the way to the node begins at the top. */
#define CDT_WALK UINT32_MAX

#define CDT_NO_SET ((UINT32_C(1) << 20) - 1)

/* A text of literals stands somewhere: CDT_BEGINS_WORD and CDT_ENDS_WORD tell how, and a literal that asks for no more of them
 * is found there. */
enum { CDT_EDGES = CDT_BEGINS_WORD | CDT_ENDS_WORD, CDT_STATES = CDT_EDGES + 1 };

/* The texts of the literals are a tree: below each node stand those that begin with its text. */
typedef struct cdt_tree_node {
    uint32_t text;     /* by number: where `found` is not 0, what the node's text is */
    uint32_t adds;     /* where in `bytes` stands what it adds to the text of the node above */
    uint32_t children; /* the first of them; they stand side by side */
    uint8_t child_count;
    uint8_t from, to; /* bytes of its text that it adds */
    uint8_t found;    /* bits 1 << how it stands: a literal is found then */
} cdt_tree_node;

/* Literals, one of which must stand there: the number of a text times CDT_STATES, and the edges of a word that are asked for.
 * Sets of the same literals are one. */
typedef struct cdt_tree_set {
    const uint32_t *at;
    size_t count;
} cdt_tree_set;

/* What a branch of a pattern requires: one of each set, one set behind the other. */
typedef struct cdt_tree_branch {
    uint32_t sets[CDT_LITERAL_SETS];
    uint32_t gaps[CDT_LITERAL_SETS]; /* in front of them: see cdt_literals */
    uint32_t leading;                /* set that every match begins with, or CDT_NO_SET */
    uint8_t order[CDT_LITERAL_SETS]; /* of the sets: those of few literals first */
    uint16_t count;
    bool from_start;
} cdt_tree_branch;

typedef struct cdt_tree_branches {
    const cdt_tree_branch *at;
    size_t count; /* 0: the pattern may match anywhere */
} cdt_tree_branches;

struct cdt_literal_index {
    cdt_tree_branches *patterns;
    size_t text_count;
    uint8_t *lengths; /* of each text */
    char *bytes;      /* that nodes add */
    cdt_tree_set *sets;
    size_t set_count;
    cdt_tree_node *nodes; /* the first one is the top */
    char *firsts;         /* of each node the first byte that it adds */
    size_t node_count;
    uint16_t *top;    /* by byte: the child of the top that begins with it; 0: none does */
    uint32_t *pairs;  /* by two letters: the node whose text they are, where literals are it too; 0: there is none */
    uint32_t *thirds; /* by three letters: the node in whose part of the text the third one is; 0; CDT_WALK */
    uint64_t *grams;  /* of 32 of them in each, by the last letter: bits from CDT_GRAM_BEGINS and the like on */
    uint8_t *letters; /* of bytes */
    uint32_t figure;  /* the text that is any figure, plus 1; 0: none is */
    cdt_arena own;    /* empty: it lives in another */
};

/* The gram of the letters read last, with one more. */
static inline uint32_t cdt_push_letter(uint32_t gram, unsigned letter)
{
    return (gram << 5 | letter) & (CDT_GRAMS - 1);
}

#endif
