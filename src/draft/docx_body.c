/* docx_body.c - the words of a Word file, part by part: the rules of all subjects together, and what is left at the end. */
#include <stdlib.h>

#include "draft/docx_events.h"

void cdt_docx_leave(void *reader)
{
    docx_body *b = reader;

    b->place_count--;
}

void cdt_docx_new_paragraph(docx_body *b)
{
    if (b->paragraph_count == b->paragraph_room) {
        b->paragraph_room = b->paragraph_room ? b->paragraph_room * 2 : 4;
        b->paragraphs = cdt_realloc(b->paragraphs, b->paragraph_room * sizeof *b->paragraphs);
    }
    b->paragraphs[b->paragraph_count++] = (docx_paragraph){ .ordinal = 0 };
}

/* What is still open where the part ends, as it is where it is damaged; and what people must know. */
static void finish(docx_body *b)
{
    cdt_docx *docx = b->docx;

    while (docx->flow.level)
        cdt_flow_unbox(&docx->flow);
    b->paragraph_count = 1;
    for (; b->table_count; b->table_count--)
        cdt_flow_table_end(&docx->flow);
    if (!cdt_flow_empty(&docx->flow))
        cdt_docx_close_paragraph(b);
    cdt_flow_record(&docx->flow, NULL);
    if (b->instructions)
        cdt_build_problem(docx->builder, "A field does not end, so the words after it could not be told from its "
                                         "instructions and are left out; update the fields and save the file anew.");
    if (b->embedded)
        cdt_build_problem(docx->builder,
                          "A document that is embedded in the file (w:altChunk) was not read, or not to its "
                          "end; open the file in Word and save it, which takes that document into the text.");
    if (b->objects)
        cdt_build_problem(docx->builder,
                          "%u object%s (a table of Excel, a PDF, another document) %s embedded in the text and %s not "
                          "read; give what belongs to the agreement as %s.",
                          b->objects, b->objects == 1 ? "" : "s", b->objects == 1 ? "is" : "are",
                          b->objects == 1 ? "was" : "were", b->objects == 1 ? "a file beside it" : "files beside it");
}

/* The rules of every subject as one list. */
static cdt_xml_rules all_rules(cdt_arena *arena)
{
    static const cdt_xml_rules *const subjects[] = { &cdt_docx_word_rules,      &cdt_docx_change_rules,
                                                     &cdt_docx_paragraph_rules, &cdt_docx_table_rules,
                                                     &cdt_docx_field_rules,     &cdt_docx_note_rules };
    cdt_xml_rules all = { NULL, 0, cdt_docx_word_rules.text };
    cdt_xml_rule *rules;

    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        all.count += subjects[i]->count;
    all.rules = rules = CDT_NEW_ARRAY(arena, cdt_xml_rule, all.count);
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; rules += subjects[i++]->count)
        memcpy(rules, subjects[i]->rules, subjects[i]->count * sizeof *rules);
    return all;
}

static cdt_xml_outcome read_part(cdt_docx *docx, size_t member, cdt_map *notes)
{
    cdt_xml_rules all = all_rules(docx->arena);
    docx_body *b = cdt_malloc(sizeof *b);
    cdt_xml_outcome outcome;

    *b = (docx_body){ .docx = docx, .notes = notes };
    cdt_docx_new_paragraph(b);
    if (notes)
        cdt_flow_record(&docx->flow, &b->unwanted);
    outcome = cdt_xml_read_member(docx->zip, member, &all, b);
    finish(b);
    free(b->paragraphs);
    cdt_buf_free(&b->fields);
    cdt_buf_free(&b->instruction);
    cdt_buf_free(&b->label);
    free(b);
    return outcome;
}

cdt_xml_outcome cdt_docx_read_body(cdt_docx *docx, size_t member)
{
    return read_part(docx, member, NULL);
}

cdt_xml_outcome cdt_docx_read_notes(cdt_docx *docx, size_t member, cdt_map *notes)
{
    return read_part(docx, member, notes);
}
