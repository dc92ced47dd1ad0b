/* tree.h - YAML as located values: every node knows its place in the file, its parent and its key.
 *
 * A document is read from the text of one YAML document; it owns an arena in which its nodes live. Aliases and merge keys
 * are expanded by copying, so every node has one parent; the copy's place is the anchored text, and the alias's own place
 * is kept beside it. The text that was read must outlive the document: excerpts and places inside scalars are taken from it.
 */
#ifndef CDT_YAML_TREE_H
#define CDT_YAML_TREE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/str.h"
#include "concordat/diag.h"

typedef enum cdt_kind { CDT_SCALAR, CDT_LIST, CDT_MAP } cdt_kind;

typedef enum cdt_style { CDT_PLAIN, CDT_SINGLE, CDT_DOUBLE, CDT_LITERAL, CDT_FOLDED, CDT_BLOCK, CDT_FLOW } cdt_style;

/* What the node says about its fact. The tree itself knows only STATED and UNSTATED (blank, ~, null, [] and {}); the
 * schema's reader finds the other two. */
typedef enum cdt_state {
    CDT_STATED,
    CDT_UNSTATED,
    CDT_NONE, /* expressly none: the scalar `none`, or a mapping with the one key `none` */
    CDT_OPEN  /* being settled: a mapping with the one key `open` */
} cdt_state;

/* The type of a scalar once the schema was applied; CDT_TEXT until then. */
typedef enum cdt_type {
    CDT_TEXT,
    CDT_BOOLEAN,
    CDT_INTEGER,
    CDT_NUMBER, /* an exact decimal */
    CDT_DATE,
    CDT_DURATION, /* in calendar units, as written */
    CDT_FLOAT     /* only in free mappings: a number in the YAML core schema's float form */
} cdt_type;

/* The number of a node that stands in no document. */
#define CDT_NO_NUMBER UINT32_MAX

struct cdt_schema;

typedef struct cdt_node {
    unsigned char kind;            /* cdt_kind */
    unsigned char style;           /* cdt_style */
    unsigned char state;           /* cdt_state */
    unsigned char type;            /* cdt_type, of a scalar */
    uint32_t number;               /* nodes of a document are numbered from 0 */
    uint32_t index;                /* position among its parent's children */
    uint32_t line, column, length; /* of the value; length in characters, 1 where it goes over several lines */
    uint32_t key_line, key_column;
    uint32_t alias_line, alias_column; /* of the alias it was copied for; 0: none */
    struct cdt_node *parent;           /* NULL for the root */
    cdt_str key;                       /* in a mapping: the key; else empty */
    cdt_str text;                      /* of a scalar: its text as YAML reads it */
    union {
        union {
            bool boolean;
            int64_t integer;
            cdt_decimal number;
            cdt_day date;
            cdt_period period;
            double real;
        } as; /* of a scalar, by `type` */
        struct {
            const unsigned char *signs; /* of a mapping: of its children's keys, see cdt_node_index(); NULL: not made */
            struct cdt_node **order;    /* of a mapping with many keys: its children by key; NULL: not made */
        };
    };
    struct cdt_node **children; /* of a list or mapping, in the order written */
    uint32_t count;
    uint32_t stated;                 /* of a mapping once the schema was applied: children that say something */
    const struct cdt_node *label;    /* of an element: the text that names it in paths; NULL: its number does */
    const struct cdt_schema *schema; /* what it was validated against; NULL within a free mapping */
} cdt_node;

typedef struct cdt_document {
    const char *file;    /* as it is shown to the user */
    unsigned number;     /* which document of its file, from 0 */
    cdt_str text;        /* the source, of this document alone */
    unsigned first_line; /* the file's line on which the text begins */
    cdt_node *root;      /* NULL where the YAML could not be read */
    uint32_t node_count;
    struct cdt_lines *lines;
    bool owns_lines; /* false: they are those of the document that this one was made from */
    cdt_arena arena;
} cdt_document;

/*
 * Read one YAML document from `text`; problems go to `diags` with their places. All limits of base/limits.h hold.
 * Returns false (and root is NULL) where the text cannot be read, also where it holds nothing but comments. Duplicate
 * keys and tags are errors that leave a root to go on with. Release with cdt_document_free() in either case.
 */
bool cdt_document_read(cdt_document *document, const char *file, cdt_str text, unsigned first_line, cdt_diags *diags);

/* The same by libyaml alone, for tests: cdt_document_read() reads plain text without it (quick.h), and finds the same. */
bool cdt_document_read_by_events(cdt_document *document, const char *file, cdt_str text, unsigned first_line,
                                 cdt_diags *diags);

void cdt_document_free(cdt_document *document);

/* The part of a key's sign that is kept in mappings. */
static inline unsigned char cdt_short_sign(uint32_t sign)
{
    return (unsigned char)(sign >> 24);
}

/* Make what look-ups in a mapping go by, once it has its children. Whoever changes keys or children afterwards sets `signs`
 * and `order` to NULL, or makes them again; without them, look-ups compare texts. */
void cdt_node_index(cdt_node *map, cdt_arena *arena);

/* The value of `key` in a mapping; NULL where it has none or the node is not a mapping. */
const cdt_node *cdt_node_get(const cdt_node *map, cdt_str key);

/* The same where the key's sign is known. */
const cdt_node *cdt_node_get_signed(const cdt_node *map, cdt_str key, uint32_t sign);
const cdt_node *cdt_node_get_z(const cdt_node *map, const char *key);

/* The text of a stated scalar under `key`; the empty slice where there is none. */
cdt_str cdt_node_text(const cdt_node *map, const char *key);

/* Where the node stands; of an aliased one, the anchored text. `node` may not be NULL. */
cdt_place cdt_node_place(const cdt_document *document, const cdt_node *node);

/* Where its key stands; of an element without a key, the same as cdt_node_place(). */
cdt_place cdt_node_key_place(const cdt_document *document, const cdt_node *node);

/* Where `length` bytes at byte `offset` of a scalar's text stand in the file, for every style of scalar. */
cdt_place cdt_scalar_place(const cdt_document *document, const cdt_node *scalar, size_t offset, size_t length);

/* Line `line` of the file the document is from, without its line end, in the arena; NULL where it is not in the text or
 * too long to be shown. */
const char *cdt_document_line(const cdt_document *document, unsigned line, cdt_arena *arena);

/* The path from the root: dots, and [id] for an element that has a label (a schema was applied), else [n]; "" for the
 * root. */
cdt_str cdt_node_path(const cdt_node *node, cdt_arena *arena);

/* The next step of a path, which it is taken off: a key, or what stands in brackets. false: there is none. */
bool cdt_path_step(cdt_str *path, cdt_str *step, bool *element);

/* A problem at a node: adds it with its excerpt. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void cdt_node_problem(const cdt_document *document, cdt_diags *diags, cdt_code code, const cdt_node *node,
                      const char *message, ...);
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void cdt_place_problem(const cdt_document *document, cdt_diags *diags, cdt_code code, cdt_place place,
                       const char *message, ...);

#endif
