/* checklist.h - the inside of a checklist: what it says (concordat/checklist.h), and its conditions, compiled. */
#ifndef CDT_CHECKLIST_CHECKLIST_H
#define CDT_CHECKLIST_CHECKLIST_H

#include "agreement/library.h"
#include "cel/program.h"
#include "concordat/checklist.h"
#include "words/words.h"
#include "yaml/tree.h"

/* A piece of a message: text, or the value of an expression. */
typedef struct cdt_piece {
    cdt_str text;
    const cel_program *program; /* NULL: the text itself */
} cdt_piece;

/* A condition: its program, and the scalar it was read from. */
typedef struct cdt_condition {
    const cel_program *program; /* NULL: there is none */
    const cdt_node *node;
} cdt_condition;

/* The compiled side of a cdt_requirement. */
typedef struct cdt_rule {
    cdt_condition when, that, only_before;
    const cdt_piece *otherwise;
    size_t piece_count;
} cdt_rule;

/* The compiled side of a cdt_check: the rules stand in the order of its requirements. */
typedef struct cdt_rules {
    cdt_condition applies;
    const cdt_rule *rules;
    bool reads_draft;
    const cdt_node *node; /* the check in the file */
} cdt_rules;

struct cdt_checklist {
    const cdt_library *library;
    bool is_frozen;      /* what it says is part of the image, and is never written to */
    bool has_own_checks; /* but for its checks, which were copied */
    cdt_document document;
    cdt_arena arena;
    const char *name, *version, *title, *law_as_at;
    const cdt_group *groups;
    const cdt_source *sources;
    const cdt_check *checks;
    const cdt_rules *rules; /* in the order of the checks */
    size_t group_count, source_count, check_count;
    const cdt_node *complete; /* NULL: none */
    _Atomic(cdt_words *) words; /* of the checks, by their number: see cdt_checklist_words() */

    cdt_schemas setting_schemas;
    cdt_types setting_types;
    const cel_type *setting_root;
    cdt_node *settings; /* a mapping of their values: the defaults, or what was set */
    cdt_setting *setting_list;
    size_t setting_count;
    struct cdt_overlay *overlays; /* documents that hold values which were set */
};

/* What the checks look for in a draft. Of a checklist that is built in, it is read when it is first asked for: most reviews
 * have no draft. */
const cdt_words *cdt_checklist_words(const cdt_checklist *checklist);

/* The place of bytes `from` to `to` of a condition. */
cdt_place cdt_condition_place(const cdt_checklist *checklist, const cdt_node *scalar, uint32_t from, uint32_t to);

/* What conditions may see: the facts, and four names beside them (settings, today, stage, draft). `checklist` may be NULL:
 * then the settings are not known. `room` is kept by `env`. */
#define CDT_GLOBALS 4
void cdt_condition_env(const cdt_library *library, const cdt_checklist *checklist, cel_variable room[CDT_GLOBALS],
                       cel_env *env);

/* settings.c: read the head's settings and give each its default. false: there was an error. */
bool cdt_settings_read(cdt_checklist *checklist, cdt_diags *diags);

/* Settings that were frozen, as they may be changed. */
void cdt_settings_thaw(cdt_checklist *checklist);

/* Give the setting `name` the value of `node`, which is typed where it stands; NULL: its default again. */
bool cdt_settings_put(cdt_checklist *checklist, cdt_str name, cdt_node *node, cdt_diags *diags);

/* What messages call the value that setting number `index` was changed to ("--set least"); NULL: it has its default. */
const char *cdt_settings_changed(const cdt_checklist *checklist, size_t index);

/* conditions.c: compile everything that is a condition. false: there was an error. */
bool cdt_conditions_compile(cdt_checklist *checklist, cdt_diags *diags);

#endif
