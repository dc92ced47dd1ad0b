/* digest.c - a digest of the facts that a waiver excuses, so that a change of one of them brings the gap back. */
#include "review/digest.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>

#include "agreement/agreement.h"
#include "base/buf.h"
#include "review/subject.h"
#include "yaml/edit.h"

static int by_key(const void *a, const void *b)
{
    const cdt_node *left = *(const cdt_node *const *)a, *right = *(const cdt_node *const *)b;

    return cdt_str_cmp(left->key, right->key);
}

static void put_text(cdt_buf *out, char kind, cdt_str text)
{
    cdt_buf_printf(out, "%c%zu:", kind, text.len);
    cdt_buf_put(out, text);
}

/* What the node says, however it is written: keys in order, scalars as YAML reads them. The depth of a document is limited. */
static void put_node(cdt_buf *out, const cdt_node *node, cdt_arena *scratch)
{
    const cdt_node **children;

    if (node->kind == CDT_SCALAR) {
        put_text(out, 's', node->text);
        return;
    }
    children = CDT_NEW_ARRAY(scratch, const cdt_node *, node->count);
    for (uint32_t i = 0; i < node->count; i++)
        children[i] = node->children[i];
    if (node->kind == CDT_MAP && node->count)
        qsort(children, node->count, sizeof *children, by_key);
    cdt_buf_printf(out, "%c%u:", node->kind == CDT_MAP ? 'm' : 'l', (unsigned)node->count);
    for (uint32_t i = 0; i < node->count; i++) {
        if (node->kind == CDT_MAP)
            put_text(out, 'k', children[i]->key);
        put_node(out, children[i], scratch);
    }
}

static int by_subject(const void *a, const void *b)
{
    const cdt_finding *left = *(const cdt_finding *const *)a, *right = *(const cdt_finding *const *)b;

    return strcmp(cdt_finding_subject(left), cdt_finding_subject(right));
}

bool cdt_path_covers(const char *above, const char *path)
{
    size_t len = strlen(above);

    return !len || (strncmp(path, above, len) == 0 && (path[len] == '\0' || path[len] == '.' || path[len] == '['));
}

bool cdt_path_covers_finding(const char *path, const cdt_finding *finding)
{
    return cdt_path_covers(path, cdt_finding_subject(finding)) ||
           (!strchr(path, '[') && cdt_path_covers(path, finding->path));
}

void cdt_digest_findings(const cdt_agreement *agreement, const cdt_finding *findings, size_t count, const char *path,
                         char digest[CDT_DIGEST_SIZE])
{
    cdt_arena scratch = { 0 };
    const cdt_finding **excused = CDT_NEW_ARRAY(&scratch, const cdt_finding *, count);
    char hex[SHA256_DIGEST_STRING_LENGTH];
    cdt_buf out = { 0 };
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (findings[i].gap != CDT_GAP_NO && cdt_path_covers_finding(path, &findings[i]))
            excused[kept++] = &findings[i];
    if (kept)
        qsort(excused, kept, sizeof *excused, by_subject);
    for (size_t i = 0; i < kept; i++) {
        const char *at = excused[i]->path;
        const cdt_node *node = *at ? cdt_node_at(&agreement->document, cdt_str_z(at)) : NULL;
        if (i && by_subject(&excused[i], &excused[i - 1]) == 0)
            continue;
        put_text(&out, 'p', cdt_str_z(cdt_finding_subject(excused[i])));
        if (node)
            put_node(&out, node, &scratch);
    }
    SHA256Data((const uint8_t *)(out.len ? out.at : ""), out.len, hex);
    snprintf(digest, CDT_DIGEST_SIZE, "sha256:%s", hex);
    cdt_buf_free(&out);
    cdt_arena_free(&scratch);
}

void cdt_waiver_digest(const cdt_review *review, const cdt_outcome *outcome, const char *path,
                       char digest[CDT_DIGEST_SIZE])
{
    cdt_digest_findings(review->agreement, outcome->findings, outcome->finding_count, path, digest);
}
