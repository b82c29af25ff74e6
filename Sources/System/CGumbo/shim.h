// Door to gumbo-parser (HTML5 tree construction). Every inline wrapper below says why Swift needs it.
#pragma once
#include <gumbo.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// Memory of one parse. gumbo frees its tree by recursion and never checks for a failed allocation, so the tree
/// lives in blocks that are freed together, and a parse that wants more than its budget is left by longjmp
/// (gumbo holds no lock and no global, so nothing is lost but the blocks, which are freed). Swift can do neither.
typedef struct cgumbo_block {
    struct cgumbo_block *next;
} cgumbo_block;

typedef struct {
    cgumbo_block *blocks;
    char *free_from;
    size_t free_count;
    size_t used;
    size_t budget;
    jmp_buf out;
} cgumbo_arena;

static inline void *cgumbo_allocate(void *userdata, size_t size) {
    cgumbo_arena *arena = (cgumbo_arena *)userdata;
    size_t rounded = (size + 15) & ~(size_t)15;
    if (rounded > arena->free_count) {
        size_t wanted = rounded > 65536 ? rounded : 262144;
        if (wanted > arena->budget - arena->used) longjmp(arena->out, 1);
        char *memory = (char *)malloc(wanted + 16);
        if (!memory) longjmp(arena->out, 1);
        arena->used += wanted;
        cgumbo_block *block = (cgumbo_block *)memory;
        block->next = arena->blocks;
        arena->blocks = block;
        if (rounded > 65536) return memory + 16;
        arena->free_from = memory + 16;
        arena->free_count = wanted;
    }
    void *result = arena->free_from;
    arena->free_from += rounded;
    arena->free_count -= rounded;
    return result;
}

static inline void cgumbo_keep(void *userdata, void *memory) {
    (void)userdata;
    (void)memory;
}

static inline cgumbo_arena *cgumbo_arena_create(size_t budget) {
    cgumbo_arena *arena = (cgumbo_arena *)calloc(1, sizeof(cgumbo_arena));
    if (arena) arena->budget = budget;
    return arena;
}

static inline void cgumbo_arena_destroy(cgumbo_arena *arena) {
    cgumbo_block *block = arena->blocks;
    while (block) {
        cgumbo_block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

/// Parses a document; NULL if it would need more memory than the budget.
static inline const GumboNode *cgumbo_parse(cgumbo_arena *arena, const char *text, size_t length) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = cgumbo_allocate;
    options.deallocator = cgumbo_keep;
    options.userdata = arena;
    options.tab_stop = 1;
    options.max_errors = 0;
    if (setjmp(arena->out)) return 0;
    GumboOutput *output = gumbo_parse_with_options(&options, text, length);
    return output->document;
}

/// Unions and untyped vectors are awkward from Swift: the three parts of a node that are read.
static inline const GumboElement *cgumbo_element(const GumboNode *node) { return &node->v.element; }
static inline const GumboText *cgumbo_text(const GumboNode *node) { return &node->v.text; }
static inline const GumboDocument *cgumbo_document(const GumboNode *node) { return &node->v.document; }
static inline const GumboNode *cgumbo_child(const GumboVector *children, unsigned int index) {
    return (const GumboNode *)children->data[index];
}
static inline const GumboAttribute *cgumbo_attribute(const GumboElement *element, unsigned int index) {
    return (const GumboAttribute *)element->attributes.data[index];
}
