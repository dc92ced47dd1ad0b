/* schema_head.c - the first line of a file says what kind of file it is; and whole files of a kind. */
#include "yaml/schema.h"

bool cdt_schema_head(const cdt_schemas *schemas, const cdt_document *document, cdt_diags *diags)
{
    const cdt_node *root = document->root, *first = root->count ? root->children[0] : NULL;
    const cdt_schema *wanted = cdt_schema_find(schemas->root, CDT_STR("schema"));
    cdt_str kind = wanted->words[0];

    if (root->kind != CDT_MAP) {
        cdt_node_problem(document, diags, CDT_WRONG_TYPE, root,
                         "wanted keys and values, beginning with `schema: %.*s`; found %s", CDT_ARGS(kind),
                         root->kind == CDT_LIST ? "a list" : "plain text");
        return false;
    }
    if (!first || !cdt_str_is(first->key, CDT_STR("schema"))) {
        cdt_place_problem(document, diags, CDT_NO_SCHEMA,
                          first ? cdt_node_key_place(document, first) : cdt_node_place(document, root),
                          "the first line wanted is `schema: %.*s`%s", CDT_ARGS(kind),
                          cdt_node_get_z(root, "schema") ? "; `schema` stands further down, move it to the top" : "");
        return false;
    }
    if (first->kind == CDT_SCALAR && cdt_str_is(first->text, kind))
        return true;
    cdt_node_problem(document, diags, CDT_UNKNOWN_SCHEMA, first, "wanted `schema: %.*s`, found \"%.*s\"%s",
                     CDT_ARGS(kind), CDT_ARGS(first->text),
                     cdt_str_starts(first->text, cdt_str_slice(kind, 0, kind.len - 1))
                         ? "; this version of the program knows only v1"
                         : "");
    return false;
}

bool cdt_schema_read_file(cdt_schemas *schemas, cdt_document *document, const cdt_embedded *schema, const char *file,
                          cdt_str text, cdt_diags *diags)
{
    size_t errors = cdt_diags_errors(diags);

    *document = (cdt_document){ .file = file };
    if (!cdt_schemas_embedded(schemas, schema, diags))
        return false;
    if (cdt_document_read(document, file, text, 1, diags)) {
        if (cdt_schema_head(schemas, document, diags))
            cdt_schema_apply(schemas, document, diags);
    } else if (cdt_diags_errors(diags) == errors) {
        cdt_diags_add(diags, CDT_EMPTY, (cdt_place){ .file = file, .line = 1, .column = 1 }, NULL,
                      "the file is empty; its first line would be `schema: %.*s`",
                      CDT_ARGS(cdt_schema_find(schemas->root, CDT_STR("schema"))->words[0]));
    }
    return cdt_diags_errors(diags) == errors;
}
