/* draft_type.h - the draft as conditions see it: objects and their fields, each a row that says where it lies in the structs of
 * concordat/draft.h. The types of the rule language come from these rows, and review/draft_facts.c reads values by them, so
 * that a new field is one row and nothing else. */
#ifndef CDT_CHECKLIST_DRAFT_TYPE_H
#define CDT_CHECKLIST_DRAFT_TYPE_H

#include "cel/type.h"
#include "concordat/draft.h"

/* How a field's value lies in memory. */
typedef enum cdt_draft_reading {
    CDT_READ_TEXT,    /* a const char * */
    CDT_READ_FLAG,    /* a bool */
    CDT_READ_SURE,    /* a bool; false: not stated, so that nothing is concluded from it */
    CDT_READ_COUNT,   /* a size_t */
    CDT_READ_SMALL,   /* an unsigned */
    CDT_READ_STRETCH, /* a cdt_stretch, or a start with an end behind it: the draft's text there */
    CDT_READ_WORDS,   /* of a clause: the draft's text from `words` to `end` */
    CDT_READ_CLAUSE,  /* the number of a clause: how it is cited */
    CDT_READ_KIND,    /* a cdt_clause_kind, by its name */
    CDT_READ_REGION,  /* a cdt_region */
    CDT_READ_VALUE,   /* a cdt_value_kind */
    CDT_READ_ELEMENT, /* the number of an element of `of`; CDT_NOWHERE: not stated */
    CDT_READ_LIST,    /* all elements of `of` */
    CDT_READ_OBJECT   /* an object that lies there */
} cdt_draft_reading;

typedef struct cdt_draft_object cdt_draft_object;

typedef struct cdt_draft_field {
    const char *name;
    cdt_draft_reading reading;
    size_t offset; /* in the object's struct */
    const cel_type *type;
    const cdt_draft_object *of; /* lists, elements and objects; NULL: a plain value */
} cdt_draft_field;

/* The draft, its health, or what is an element of one of its lists. */
struct cdt_draft_object {
    const char *name; /* as messages call it: "reference" */
    const char *list; /* the draft's field that holds them: "references"; of health, "health"; of the draft "" */
    const cdt_draft_field *fields;
    size_t field_count;
    size_t size;      /* of an element */
    size_t at, count; /* where cdt_draft has the first and how many there are */
    size_t stretch;   /* where an element has the stretch it stands at; CDT_NOWHERE: at no stretch of its own */
    size_t clause;    /* where it has the number of its clause; CDT_NOWHERE: it is one, or has none */
};

extern const cdt_draft_object cdt_draft_whole, cdt_draft_health;

/* The kinds of elements, for a walk over all of them. */
extern const cdt_draft_object *const cdt_draft_elements[];
extern const size_t cdt_draft_element_count;

extern const cel_type cdt_draft_type;

#endif
