/* freeze.c - a tool of the build: writes the image of base/image.h as a C source.
 *
 *     freeze OUT.c
 *
 * It is the library but for the image, and makes what the program would make at every start: the library of schemas and
 * types, the built-in checklists, their words. Every piece of memory that an arena gave out for them is known here
 * (CDT_TRACE_ALLOCATIONS of base/arena.c), so all that hangs off a thing is found by following its pointers from piece to
 * piece: a word that is an address within a piece is a pointer to it. The pieces are laid out behind each other and their
 * pointers made those of CDT_IMAGE_BASE. Texts that are constants of the program are copied, each once. A pointer to anything
 * else is a mistake that ends the build: such things are to be made by ..._thaw().
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/image.h"
#include "base/map.h"
#include "checklist/checklist.h"
#include "words/language.h"
#include "words/tree.h"
#include "yaml/lines.h"

_Static_assert(sizeof(void *) == 8, "an image is made of words of eight bytes, each of which may be a pointer");

const cdt_image cdt_image_built = { .roots = (const cdt_image_root[]){ { NULL, 0 } } }; /* of the tool itself: none */

typedef struct piece {
    const char *memory;
    size_t size;
    size_t at;     /* its byte of the image */
    bool facts;    /* it was made with the library */
    bool reached;  /* it hangs off what is frozen, and has its place */
    bool followed; /* so does what hangs off it */
    bool patched;  /* it holds a pointer that the program has to put in */
    bool bytes;    /* no pointers are in it: it stands behind all that have some */
    bool numbers;  /* no pointers are in it, whatever its words look like */
} piece;

enum { ROOTS = 16 };

typedef struct frozen {
    const char *names[ROOTS];
    const void *things[ROOTS];
    size_t count;
    cdt_arena arena;
} frozen;

/* A piece whose words were followed as far as byte `at`. */
typedef struct step {
    piece *piece;
    size_t at;
} step;

typedef struct range {
    uintptr_t from, to;
    bool of_program;
} range;

/* What the tool knows. One of it, as arenas tell it of their pieces from below. */
static struct {
    piece *pieces; /* by address, once they are sorted */
    size_t count, room;
    bool facts, done; /* the library, or everything, is made */
    size_t *order;    /* of the pieces that are reached, as they come in the image */
    size_t order_count;
    size_t words;  /* of these: from here on only reviews of drafts look at them */
    step *stack;   /* where follow() is */
    range *ranges; /* where the process has memory */
    size_t range_count;
    cdt_map texts; /* constants, each with its byte among the texts plus 1 */
    cdt_buf text, raw;
    cdt_buf roots, patches;
} t;

static _Noreturn void fail(const char *what, const char *name)
{
    fprintf(stderr, "freeze: %s: %s\n", name, what);
    _exit(1);
}

#define PAIR (1ul << 20) /* so small is a number beside another one in a word */

/* Two small numbers side by side are no address. */
static bool is_pair(uintptr_t word)
{
    return (word & UINT32_MAX) < PAIR;
}

/* May an address in the range be taken for such a pair? */
static bool holds_pairs(uintptr_t from, uintptr_t to)
{
    return is_pair(from) || from >> 32 != (to - 1) >> 32;
}

/* Far from small numbers, wherever malloc would put it: what lies where it looks like two of them is not used. */
void *cdt_trace_block(size_t size)
{
    void *memory;

    do {
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            cdt_out_of_memory();
    } while (holds_pairs((uintptr_t)memory, (uintptr_t)memory + size));
    return memory;
}

void cdt_trace_allocation(void *memory, size_t size)
{
    if (t.done)
        return;
    if (t.count == t.room) {
        t.room = t.room ? t.room * 2 : 1 << 16;
        t.pieces = cdt_realloc(t.pieces, t.room * sizeof *t.pieces);
    }
    t.pieces[t.count++] = (piece){ .memory = memory, .size = size, .facts = !t.facts };
}

/* A piece that is no arena's: a struct of malloc, or a constant that is data through and through. */
static void also(const void *memory, size_t size)
{
    cdt_trace_allocation((void *)(uintptr_t)memory, size);
}

/* The piece holds no pointers, whatever its bytes look like. */
static void take_as_bytes(piece *p)
{
    p->bytes = true;
    cdt_buf_repeat(&t.raw, '\0', (sizeof(uint64_t) - t.raw.len % sizeof(uint64_t)) % sizeof(uint64_t));
    p->at = t.raw.len;
    cdt_buf_put(&t.raw, (cdt_str){ p->memory, p->size });
}

static void also_bytes(const void *memory, size_t size)
{
    also(memory, size);
    take_as_bytes(&t.pieces[t.count - 1]);
}

static int by_address(const void *a, const void *b)
{
    const piece *x = a, *y = b;

    return x->memory < y->memory ? -1 : x->memory > y->memory;
}

static piece *piece_at(uintptr_t address)
{
    size_t low = 0, high = t.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((uintptr_t)t.pieces[middle].memory <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low && address - (uintptr_t)t.pieces[low - 1].memory < t.pieces[low - 1].size ? &t.pieces[low - 1] : NULL;
}

/* ---- what is not part of the image ---- */

static void forget_arena(cdt_arena *arena)
{
    *arena = (cdt_arena){ 0 };
}

/* Its text is embedded; where its lines begin is kept. */
static void forget_source(cdt_document *document)
{
    document->text = (cdt_str){ NULL, 0 };
    if (document->lines)
        document->lines->text = document->text;
    forget_arena(&document->arena);
}

static void forget_matchers(cdt_schemas *schemas)
{
    free(schemas->matchers);
    schemas->matchers = NULL;
    forget_source(&schemas->document);
}

static bool is_of_facts(const cel_type *type)
{
    const piece *found = piece_at((uintptr_t)type);

    return found && found->facts;
}

/* What lies between the members of a struct may be anything where it is assigned whole (clang leaves stale bytes there, even
 * halves of addresses); the same checklists make the same image. */
#define FORGET_BETWEEN(thing, member, next) forget_bytes(&(thing)->member + 1, &(thing)->next)
#define FORGET_BEHIND(thing, member) forget_bytes(&(thing)->member + 1, (thing) + 1)

static void forget_bytes(const void *from, const void *to)
{
    memset((void *)(uintptr_t)from, 0, (size_t)((const char *)to - (const char *)from));
}

/* What lies behind a value that is shorter than others may be anything too, even an address. */
static void forget_behind(cel_value *value)
{
    char *bytes = (char *)value;
    size_t from = offsetof(cel_value, integer);

    FORGET_BETWEEN(value, single, node);
    switch (value->kind) {
    case CEL_NONE:
    case CEL_NULL: break;
    case CEL_BOOL: from += sizeof value->boolean; break;
    case CEL_INT:
    case CEL_UINT:
    case CEL_DURATION: from += sizeof value->integer; break;
    default: return;
    }
    memset(bytes + from, 0, sizeof *value - from);
}

/* Of the types only those of the facts are kept: by them it is told which facts a check reads. Patterns are compiled code of
 * another library: they are made when they are tried. */
static bool forget_of_node(const cel_ast *node, void *context)
{
    cel_ast *own = (cel_ast *)(uintptr_t)node;

    (void)context;
    if (own->form == CEL_LITERAL) /* in other forms something else stands there */
        forget_behind(&own->literal);
    if (!is_of_facts(own->type))
        own->type = NULL;
    for (int i = 0; i < 2; i++)
        if (!is_of_facts(own->var_types[i]))
            own->var_types[i] = NULL;
    own->late_pattern = own->pattern != NULL;
    own->pattern = NULL;
    return true;
}

static void forget_of_program(const cel_program *program)
{
    if (!program)
        return;
    if (!is_of_facts(program->type))
        ((cel_program *)(uintptr_t)program)->type = NULL;
    cel_ast_walk(program->root, forget_of_node, NULL);
    for (uint32_t i = 0; i < program->cell_count; i += program->code[i].form == CEL_LITERAL ? 2 : 1)
        if (program->code[i].form == CEL_LITERAL)
            memcpy((void *)(uintptr_t)&program->code[i + 1], &program->code[i].ast->literal, sizeof(cel_value));
}

static void forget_of_rules(const cdt_rules *rules, size_t count)
{
    forget_of_program(rules->applies.program);
    for (size_t i = 0; i < count; i++) {
        const cdt_rule *rule = &rules->rules[i];
        forget_of_program(rule->when.program);
        forget_of_program(rule->that.program);
        forget_of_program(rule->only_before.program);
        for (size_t k = 0; k < rule->piece_count; k++)
            forget_of_program(rule->otherwise[k].program);
    }
}

static void forget_of_checklist(cdt_checklist *c)
{
    for (size_t i = 0; i < c->source_count; i++) {
        FORGET_BETWEEN(&c->sources[i], paragraphs, no_advice);
        FORGET_BEHIND(&c->sources[i].place, length);
    }
    for (size_t i = 0; i < c->check_count; i++) {
        forget_of_rules(&c->rules[i], c->checks[i].requirement_count);
        FORGET_BEHIND(&c->checks[i].place, length);
        for (size_t k = 0; k < c->checks[i].requirement_count; k++) {
            FORGET_BETWEEN(&c->checks[i].requirements[k], note, place);
            FORGET_BEHIND(&c->checks[i].requirements[k].place, length);
        }
    }
    for (size_t i = 0; i < c->setting_count; i++)
        FORGET_BEHIND(&c->setting_list[i], changed);
    forget_source(&c->document);
    forget_matchers(&c->setting_schemas);
    forget_arena(&c->arena);
}

static void know_list(const void *list)
{
    piece *p = piece_at((uintptr_t)list);

    if (p)
        p->numbers = true;
}

/* Numbers side by side may look like any address: the bytes of one node and the number of the next, two literals of a set, the
 * bytes at which two patterns begin. */
static void know_numbers(const cdt_words *words)
{
    const cdt_literal_index *index = atomic_load(&words->literals);

    know_list(words->codes->starts);
    know_list(words->codes->program_starts);
    know_list(index->nodes);
    know_list(index->grams);
    know_list(index->lengths);
    know_list(index->pairs);
    know_list(index->thirds);
    know_list(index->firsts);
    for (size_t i = 0; i < index->set_count; i++)
        know_list(index->sets[i].at);
    for (size_t i = 0; i < words->pattern_count; i++)
        know_list(index->patterns[words->first_literals + i].at);
    if (words->likeness) {
        know_list(words->likeness->checks);
        know_list(words->likeness->sums);
        know_list(words->likeness->weights);
        know_list(words->likeness->places);
    }
}

static void forget_of_words(cdt_words *words)
{
    know_numbers(words);
    cdt_regexes_free(words->regexes, words->pattern_count);
    words->regexes = NULL;
    words->document = NULL;
    forget_arena(&words->arena);
}

/* ---- following pointers ---- */

/* What the program has to put in itself: the names of src/freeze.c's C source, and the addresses here. */
static const struct {
    const char *name, *type;
    const void *at;
} symbols[] = { { "cdt_type_fields", "struct cel_object", &cdt_type_fields } };

enum { SYMBOLS = sizeof symbols / sizeof *symbols };

static size_t symbol_of(uintptr_t word)
{
    size_t i = 0;

    while (i < SYMBOLS && (uintptr_t)symbols[i].at != word)
        i++;
    return i;
}

static const range *range_of(uintptr_t word)
{
    if (is_pair(word))
        return NULL;
    for (size_t i = 0; i < t.range_count; i++)
        if (word >= t.ranges[i].from && word < t.ranges[i].to)
            return &t.ranges[i];
    return NULL;
}

#define SHADOW (1ul << 28) /* what is so large a sanitizer set aside for its own */

/* Where the constants of the program lie at addresses that look like numbers, it is started again, and lies elsewhere: chance
 * puts it there once in some thousands. */
static void lie_well(char **argv)
{
    for (size_t i = 0; i < t.range_count; i++)
        if (t.ranges[i].of_program && holds_pairs(t.ranges[i].from, t.ranges[i].to)) {
            execv("/proc/self/exe", argv);
            fail("lies at addresses that look like numbers, and cannot be started again; build again", argv[0]);
        }
}

/* Where the process has memory, so that no pointer is taken for a number. */
static void read_ranges(void)
{
    char path[1024], own[1024] = { 0 }, line[2048];
    FILE *maps = fopen("/proc/self/maps", "r");
    unsigned long from, to;

    if (!maps || readlink("/proc/self/exe", own, sizeof own - 1) < 0)
        fail("cannot be read", "/proc/self");
    while (fgets(line, sizeof line, maps)) {
        *path = '\0';
        if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %1023[^\n]", &from, &to, path) < 2)
            continue;
        if (to - from >= SHADOW)
            continue;
        t.ranges = cdt_realloc(t.ranges, (t.range_count + 1) * sizeof *t.ranges);
        t.ranges[t.range_count++] = (range){ from, to, strcmp(path, own) == 0 };
    }
    fclose(maps);
}

static uintptr_t word_at(const char *memory, size_t at)
{
    uintptr_t word;

    memcpy(&word, memory + at, sizeof word);
    return word;
}

/* What an address leads to: where it is not reached yet, it comes next in the image. */
static piece *reach(uintptr_t address)
{
    piece *found = piece_at(address);

    if (found && !found->reached && !found->bytes) {
        found->reached = true;
        t.order[t.order_count++] = (size_t)(found - t.pieces);
    }
    return found;
}

/* The same, if what hangs off it is still to be reached. */
static piece *reach_first(uintptr_t address)
{
    piece *found = reach(address);

    if (!found || found->followed || found->bytes || found->numbers)
        return NULL;
    found->followed = true;
    return found;
}

/* A thing without what hangs off it, which comes later. */
static void place(const void *thing)
{
    reach((uintptr_t)thing);
}

/* The same; true: it had no place before. */
static bool place_new(const void *thing)
{
    const piece *found = piece_at((uintptr_t)thing);
    bool is_new = found && !found->reached;

    place(thing);
    return is_new;
}

/* Everything that hangs off a thing, each piece followed by what hangs off it: what is used together lies together. */
static void follow(const void *thing)
{
    piece *first = reach_first((uintptr_t)thing);
    size_t depth = 0;

    if (first)
        t.stack[depth++] = (step){ first, 0 };
    while (depth) {
        step *s = &t.stack[depth - 1];
        uintptr_t word;
        piece *next;
        if (s->at + sizeof word > s->piece->size) {
            depth--;
            continue;
        }
        word = word_at(s->piece->memory, s->at);
        s->at += sizeof word;
        s->piece->patched |= symbol_of(word) < SYMBOLS;
        next = reach_first(word);
        if (next)
            t.stack[depth++] = (step){ next, 0 };
    }
}

static void each_program(const cdt_checklist *c, void (*visit)(const cel_program *program))
{
    for (size_t i = 0; i < c->check_count; i++) {
        const cdt_rules *rules = &c->rules[i];
        if (rules->applies.program)
            visit(rules->applies.program);
        for (size_t k = 0; k < c->checks[i].requirement_count; k++) {
            const cdt_rule *rule = &rules->rules[k];
            if (rule->when.program)
                visit(rule->when.program);
            if (rule->that.program)
                visit(rule->that.program);
            if (rule->only_before.program)
                visit(rule->only_before.program);
            for (size_t n = 0; n < rule->piece_count; n++)
                if (rule->otherwise[n].program)
                    visit(rule->otherwise[n].program);
        }
    }
}

static void place_program(const cel_program *program)
{
    place(program);
}

static void place_code(const cel_program *program)
{
    place(program->code);
}

/* Of the tree, evaluation reads nothing but this. */
static bool place_literal(const cel_ast *node, void *context)
{
    (void)context;
    if (node->form == CEL_LITERAL && (node->literal.kind == CEL_STRING || node->literal.kind == CEL_BYTES))
        place(node->literal.text.at);
    return true;
}

static void place_literals(const cel_program *program)
{
    cel_ast_walk(program->root, place_literal, NULL);
}

/* Where a condition does not hold, the loops that it begins with. */
static void place_root(const cel_program *program)
{
    const cel_ast *node = program->root;

    for (place(node); node->form == CEL_MACRO && node->macro == CEL_ALL; place(node)) {
        place(node->args);
        place(node->args[0]);
        node = node->args[1];
    }
}

static void place_names(const cel_program *program)
{
    for (uint32_t i = 0; i < program->cell_count; i += program->code[i].form == CEL_LITERAL ? 2 : 1)
        place(program->code[i].name);
}

/* The settings' values, which a review copies, with what they are read by. */
static void place_values(const cdt_node *node)
{
    if (!node || !place_new(node))
        return;
    place(node->schema);
    place(node->key.at);
    place(node->text.at);
    place(node->children);
    place(node->signs);
    for (uint32_t i = 0; i < node->count; i++)
        place_values(node->children[i]);
}

/* What descriptions are read by, without the words about it. */
static void place_schema(const cdt_schema *schema)
{
    if (!schema || !place_new(schema))
        return;
    place(schema->properties);
    place(schema->signs);
    place(schema->words);
    place(schema->refers);
    place(schema->label.at);
    place(schema->pattern.at);
    for (size_t i = 0; i < schema->property_count; i++)
        place_schema(schema->properties[i].schema);
    place_schema(schema->items);
    place_schema(schema->rest);
}

/* What a review looks at of every check comes first, then the conditions' code, one after the other, as they are evaluated; then
 * what it looks at of those that have gaps: what else is said in a checklist is read by few, and would take memory and time
 * wherever it lies between. */
static void place_review(const cdt_checklist *c)
{
    place(c->name);
    place(c->document.lines);
    place(c->setting_list);
    place_values(c->settings);
    place(c->checks);
    place(c->rules);
    for (size_t i = 0; i < c->check_count; i++)
        place(c->rules[i].rules);
    each_program(c, place_program);
    each_program(c, place_code);
    each_program(c, place_names);
    each_program(c, place_literals);
    each_program(c, place_root);
    for (size_t i = 0; i < c->check_count; i++) {
        place(c->checks[i].requirements);
        place(c->checks[i].id);
        for (size_t k = 0; k < c->checks[i].requirement_count; k++) {
            place(c->checks[i].requirements[k].id);
            place(c->rules[i].rules[k].otherwise);
        }
    }
}

static void follow_conditions(const cdt_checklist *c)
{
    for (size_t i = 0; i < c->check_count; i++) {
        const cdt_rules *rules = &c->rules[i];
        follow(rules->applies.program);
        for (size_t k = 0; k < c->checks[i].requirement_count; k++) {
            follow(rules->rules[k].when.program);
            follow(rules->rules[k].that.program);
            follow(rules->rules[k].only_before.program);
        }
    }
}

static bool is_text(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' && *text != '\n' && *text != '\t')
            return false;
    return true;
}

/* The byte, among the texts, of a constant of the program. */
static size_t text_at(const char *text)
{
    void **known = cdt_map_at(&t.texts, cdt_str_z(text));

    if (!*known) {
        *known = (void *)(uintptr_t)(t.text.len + 1);
        cdt_buf_put_z(&t.text, text);
        cdt_buf_char(&t.text, '\0');
    }
    return (uintptr_t)*known - 1;
}

/* ---- writing ---- */

static size_t up_to(size_t size, size_t whole)
{
    return (size + whole - 1) / whole * whole;
}

static size_t lay_pieces(size_t end, bool patched, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        piece *p = &t.pieces[t.order[i]];
        if (p->patched != patched)
            continue;
        p->at = end;
        end += up_to(p->size, 16);
    }
    return end;
}

/* A constant of the program that the word leads to; NULL: it leads to none. */
static const char *constant(const piece *p, size_t at)
{
    uintptr_t word = word_at(p->memory, at);
    const range *from = p->numbers || symbol_of(word) < SYMBOLS || piece_at(word) ? NULL : range_of(word);

    if (from && (!from->of_program || !is_text((const char *)word)))
        fail("a pointer leads out of what is frozen",
             cdt_format(&(cdt_arena){ 0 }, "piece of %zu, byte %zu", p->size, at));
    return from ? (const char *)word : NULL;
}

static void find_constants(void)
{
    for (size_t i = 0; i < t.order_count; i++) {
        const piece *p = &t.pieces[t.order[i]];
        for (size_t at = 0; at + sizeof(uint64_t) <= p->size; at += sizeof(uint64_t))
            if (constant(p, at))
                (void)text_at(constant(p, at));
    }
}

/* The pieces in their order: first all that are patched, on pages of their own. */
static cdt_image lay_out(void)
{
    cdt_image image = { .patched = up_to(lay_pieces(0, true, 0, t.order_count), CDT_IMAGE_PAGE) };

    image.texts = lay_pieces(image.patched, false, 0, t.words);
    image.first_size = up_to(image.texts + t.text.len, CDT_IMAGE_PAGE);
    image.words_at = up_to(image.first_size, CDT_IMAGE_LARGE);
    image.raw = lay_pieces(image.words_at, false, t.words, t.order_count);
    image.size = up_to(image.raw + t.raw.len, CDT_IMAGE_LARGE);
    return image;
}

static uint64_t moved(const cdt_image *image, const piece *p, size_t at)
{
    uintptr_t word = word_at(p->memory, at);
    const piece *to = piece_at(word);
    size_t symbol = symbol_of(word);
    const char *text;

    if (p->numbers)
        return word;
    if (symbol < SYMBOLS) {
        cdt_buf_printf(&t.patches, "    { %zu, &%s },\n", p->at + at, symbols[symbol].name);
        return 0;
    }
    if (to && p->at < image->words_at && (to->bytes || to->at >= image->words_at))
        fail("the first part leads into the second",
             cdt_format(&(cdt_arena){ 0 }, "piece of %zu, byte %zu", p->size, at));
    if (to)
        return CDT_IMAGE_BASE + (to->bytes ? image->raw : 0) + to->at + (word - (uintptr_t)to->memory);
    text = constant(p, at);
    return text ? CDT_IMAGE_BASE + image->texts + text_at(text) : word;
}

static void write_words(FILE *out, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        if (word)
            fprintf(out, "0x%llx,%s", (unsigned long long)word, i / 8 % 10 == 9 ? "\n" : "");
        else
            fprintf(out, "0,%s", i / 8 % 10 == 9 ? "\n" : "");
    }
}

static char *bytes_of(const cdt_image *image)
{
    char *bytes = cdt_malloc(image->size);

    memset(bytes, 0, image->size);
    for (size_t i = 0; i < t.order_count; i++) {
        const piece *p = &t.pieces[t.order[i]];
        for (size_t at = 0; at + sizeof(uint64_t) <= p->size; at += sizeof(uint64_t)) {
            uint64_t word = moved(image, p, at);
            memcpy(bytes + p->at + at, &word, sizeof word);
        }
        memcpy(bytes + p->at + p->size / sizeof(uint64_t) * sizeof(uint64_t),
               p->memory + p->size / sizeof(uint64_t) * sizeof(uint64_t), p->size % sizeof(uint64_t));
    }
    memcpy(bytes + image->texts, t.text.at, t.text.len);
    memcpy(bytes + image->raw, t.raw.at, t.raw.len);
    return bytes;
}

static void write_image(FILE *out, const frozen *f)
{
    cdt_image image;
    char *bytes;

    find_constants();
    image = lay_out();
    bytes = bytes_of(&image);
    for (size_t i = 0; i < f->count; i++)
        cdt_buf_printf(&t.roots, "    { \"%s\", %zu },\n", f->names[i], piece_at((uintptr_t)f->things[i])->at);
    fprintf(out, "/* Made by src/freeze.c. */\n#include \"base/image.h\"\n\n");
    for (size_t i = 0; i < SYMBOLS; i++)
        fprintf(out, "extern const %s %s;\n", symbols[i].type, symbols[i].name);
    fprintf(out, "\n_Alignas(%d) static const uint64_t first[%zu] = {\n", CDT_IMAGE_PAGE, image.first_size / 8);
    write_words(out, bytes, image.first_size);
    fprintf(out, "\n};\n_Alignas(%d) CDT_IMAGE_WORDS static const uint64_t words[%zu] = {\n", CDT_IMAGE_PAGE,
            (image.size - image.words_at) / 8);
    write_words(out, bytes + image.words_at, image.size - image.words_at);
    fprintf(out, "\n};\nstatic const cdt_image_patch patches[] = {\n%s    { 0, NULL }\n};\n",
            t.patches.len ? t.patches.at : "");
    fprintf(out, "static const cdt_image_root roots[] = {\n%s    { NULL, 0 }\n};\n", t.roots.at);
    fprintf(out, "const cdt_image cdt_image_built = { first, words, %zu, %zu, %zu, %zu, %zu, %zu, patches, roots };\n",
            image.first_size, image.words_at, image.size, image.texts, image.raw, image.patched);
    free(bytes);
}

/* ---- what is frozen ---- */

static void add(frozen *f, const char *what, const char *name, const void *thing, size_t size)
{
    if (f->count == ROOTS)
        fail("too many roots", name);
    f->names[f->count] = cdt_format(&f->arena, "%s%s%s", what, *name ? " " : "", name);
    f->things[f->count++] = thing;
    also(thing, size);
}

/* The literals of all words together. */
static void make_literals(cdt_words *const *words, size_t count, cdt_arena *arena)
{
    cdt_literal_index *index;
    size_t total = 0;
    cdt_str *texts;

    for (size_t i = 0; i < count; i++) {
        words[i]->first_literals = total;
        total += words[i]->pattern_count;
    }
    texts = CDT_NEW_ARRAY(arena, cdt_str, total);
    for (size_t i = 0; i < count; i++)
        if (words[i]->pattern_count)
            memcpy(texts + words[i]->first_literals, words[i]->texts, words[i]->pattern_count * sizeof *texts);
    index = cdt_literal_index_new(texts, total, arena);
    for (size_t i = 0; i < count; i++)
        atomic_store(&words[i]->literals, index);
}

static void make(frozen *f, cdt_diags *diags)
{
    cdt_library *library = cdt_library_new();
    const cdt_line_index *index;
    cdt_words *all[ROOTS];
    size_t count = 0;

    add(f, "library", "", library, sizeof *library);
    also(&cel_type_dyn, sizeof cel_type_dyn);
    t.facts = true;
    for (size_t i = 0; i < cdt_builtin_count(); i++) {
        const char *name = cdt_builtin_name(i);
        cdt_checklist *c = cdt_builtin_read_rules(library, name, diags);
        cdt_words *words;
        if (!c)
            fail(cdt_diags_count(diags) ? cdt_diags_at(diags, 0)->message : "there is no such checklist", name);
        index = cdt_lines_index(c->document.lines);
        also(index, sizeof *index + index->count * sizeof index->starts[0]);
        add(f, "checklist", name, c, sizeof *c);
        words = (cdt_words *)(uintptr_t)cdt_checklist_words(c); /* ours, while we make it */
        words->codes = cdt_regex_codes_new(words->texts, words->pattern_count, &words->arena);
        if (!words->codes)
            fail("a pattern cannot be compiled", name);
        also_bytes(words->codes->bytes, words->codes->size);
        also_bytes(words->codes->programs, words->codes->program_size);
        add(f, "words", name, words, sizeof *words);
        all[count++] = words;
    }
    make_literals(all, count, &f->arena);
}

static bool is_checklist(const frozen *f, size_t i)
{
    return strncmp(f->names[i], "checklist ", 10) == 0;
}

static bool is_words(const frozen *f, size_t i)
{
    return strncmp(f->names[i], "words ", 6) == 0;
}

static void forget(const frozen *f)
{
    for (size_t i = 0; i < f->count; i++) {
        void *thing = (void *)(uintptr_t)f->things[i];
        if (is_checklist(f, i)) {
            forget_of_checklist(thing);
            atomic_store(&((cdt_checklist *)thing)->words, NULL);
        } else if (is_words(f, i)) {
            forget_of_words(thing);
        } else {
            forget_matchers(&((cdt_library *)thing)->agreement);
            forget_matchers(&((cdt_library *)thing)->checklist);
            forget_arena(&((cdt_library *)thing)->arena);
        }
    }
}

/* It was added first. */
static const cdt_library *library_of(const frozen *f)
{
    return f->things[0];
}

/* Put everything in its order. */
static void follow_all(const frozen *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (!is_words(f, i))
            place(f->things[i]);
    place(library_of(f)->agreement.document.lines);
    place(library_of(f)->checklist.document.lines);
    place_schema(library_of(f)->agreement.root);
    for (size_t i = 0; i < f->count; i++)
        if (is_checklist(f, i))
            place_review(f->things[i]);
    for (size_t i = 0; i < f->count; i++) {
        if (is_checklist(f, i))
            follow_conditions(f->things[i]);
        if (!is_words(f, i))
            follow(f->things[i]);
    }
    t.words = t.order_count;
    for (size_t i = 0; i < f->count; i++)
        if (is_words(f, i))
            place(f->things[i]);
    for (size_t i = 0; i < f->count; i++)
        if (is_words(f, i))
            follow(f->things[i]);
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "wb") : NULL;
    cdt_diags *diags = cdt_diags_new();
    frozen f = { .count = 0 };

    if (!out)
        fail("cannot be written", argc > 1 ? argv[1] : "OUT.c");
    make(&f, diags);
    t.done = true;
    qsort(t.pieces, t.count, sizeof *t.pieces, by_address);
    forget(&f);
    read_ranges();
    lie_well(argv);
    t.order = cdt_malloc(t.count * sizeof *t.order);
    t.stack = cdt_malloc((t.count + 1) * sizeof *t.stack);
    follow_all(&f);
    write_image(out, &f);
    if (fclose(out))
        fail("cannot be written", argv[1]);
    _exit(0); /* what was made is not given back: half of it was taken apart */
}
