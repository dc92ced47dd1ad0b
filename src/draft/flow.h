/* flow.h - words as they come out of a word processor's file, gathered into the blocks that a builder takes.
 *
 * A reader adds words to the paragraph that is open, and closes it with what it knows of it. What stands beside the words
 * waits for its place: remarks come after the block in which they stand, the paragraphs of a text box after the one to
 * which it is anchored, and notes after the paragraph, or after the whole table, that refers to them.
 */
#ifndef CDT_DRAFT_FLOW_H
#define CDT_DRAFT_FLOW_H

#include "base/buf.h"
#include "draft/build.h"

/* How words look: bits of 1 << cdt_mark_kind. */
#define CDT_LOOKS 3
#define CDT_LOOK(kind) (1u << (kind))

/* A block or a remark that waits. */
typedef struct cdt_waiting cdt_waiting;

/* All zero is an empty list. */
typedef struct cdt_wait_list {
    cdt_waiting *first, *last;
} cdt_wait_list;

/* A paragraph that is open. */
typedef struct cdt_open_paragraph {
    cdt_buf text;
    cdt_mark *marks;
    size_t mark_count, mark_room;
    unsigned look; /* of the last words */
    size_t look_from[CDT_LOOKS];
    cdt_wait_list remarks;
} cdt_open_paragraph;

/* Words that are not the draft's own: of one change, or hidden. */
typedef struct cdt_aside {
    const char *kind; /* NULL: none is open */
    cdt_buf author, text;
} cdt_aside;

typedef enum cdt_aside_slot { CDT_ASIDE_CHANGE, CDT_ASIDE_HIDDEN, CDT_ASIDES } cdt_aside_slot;

typedef struct cdt_flow {
    cdt_builder *builder;
    cdt_open_paragraph *levels; /* of the text, and of each text box that is open */
    size_t level, level_room;
    size_t tables;       /* that are open: notes wait for the end of the outermost */
    cdt_wait_list boxed; /* from text boxes in the open paragraph */
    cdt_wait_list notes;
    cdt_wait_list *record; /* not NULL: all goes there, for cdt_flow_note() */
    cdt_aside asides[CDT_ASIDES];
    cdt_build_sink sink;
    size_t links; /* bookmarks and fields that name one, so far */
} cdt_flow;

void cdt_flow_begin(cdt_flow *flow, cdt_builder *builder);
void cdt_flow_end(cdt_flow *flow); /* hands over what waits, and gives the memory back */

/* Words of the open paragraph; line ends and tabs in them are blanks, as word processors take them. */
void cdt_flow_words(cdt_flow *flow, cdt_str words, unsigned look);

/* A tab, a line break, or another character that the file says by a tag. */
void cdt_flow_rune(cdt_flow *flow, unsigned rune, unsigned look);

/* A bookmark begins here; and: the words since the open paragraph was `from` long are the number of the paragraph in which
 * that bookmark begins. */
void cdt_flow_anchor(cdt_flow *flow, cdt_str name);
void cdt_flow_link(cdt_flow *flow, size_t from, cdt_str name);

/* How long the text of the open paragraph is, and: cut blanks at both ends of what came since it was `from` long. */
size_t cdt_flow_length(const cdt_flow *flow);
void cdt_flow_trim(cdt_flow *flow, size_t from);

/* The paragraph ends. `block` says all but its text and marks. Without text and label there is no block. */
void cdt_flow_close(cdt_flow *flow, const cdt_block *block);

/* Has the open paragraph words? */
bool cdt_flow_empty(const cdt_flow *flow);

/* A text box begins, or ends, inside of the open paragraph. */
void cdt_flow_box(cdt_flow *flow);
void cdt_flow_unbox(cdt_flow *flow);

/* A remark at the open paragraph. `kind` is borrowed for ever. */
void cdt_flow_remark(cdt_flow *flow, const char *kind, cdt_str author, cdt_str text);

/* More words of a change, or more hidden words; they go on with those before where kind and author are the same, until
 * cdt_flow_aside_end() or the paragraph's end makes a remark of them. */
void cdt_flow_aside(cdt_flow *flow, cdt_aside_slot slot, const char *kind, cdt_str author, cdt_str words);
void cdt_flow_aside_end(cdt_flow *flow, cdt_aside_slot slot);

/* Where blocks and remarks go from now on: into `list`, or with NULL to the builder. */
void cdt_flow_record(cdt_flow *flow, cdt_wait_list *list);

/* A note that was recorded belongs to the open paragraph, and has this mark. It is handed over once. */
void cdt_flow_note(cdt_flow *flow, cdt_wait_list *note, cdt_str mark);

/* For a document that is embedded at this place, see cdt_build_embedded(): NULL where its blocks may come at once. */
const cdt_build_sink *cdt_flow_sink(cdt_flow *flow);

/* The outermost table may hold back notes. */
void cdt_flow_table(cdt_flow *flow);
void cdt_flow_table_end(cdt_flow *flow);

#endif
