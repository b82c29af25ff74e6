#define _GNU_SOURCE
#include "CStreamPacking.h"

#include <dlfcn.h>
#include <libdeflate.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static _Thread_local stream_packing current = STREAM_PACKING_ZLIB;

stream_packing stream_packing_set(stream_packing packing) {
    stream_packing before = current;
    current = packing;
    return before;
}

/// 2 of 12: what comes after takes twice the time for the last five percent.
enum { level_of_libdeflate = 2 };

/// A stream that is collected and packed when it ends; it stands where zlib keeps its own state.
typedef struct {
    // like zlib's state, it begins with the stream that it is of
    z_streamp stream;
    const void *mark;
    unsigned char *input;
    size_t filled, room;
    unsigned char *packed;
    size_t length, taken;
} collected;

/// Its address tells our states from zlib's.
static const char mark = 0;

static collected *collected_of(z_streamp stream) {
    collected *state = stream ? (collected *)stream->state : NULL;
    // zlib's own state is far larger than these two words
    return state && state->stream == stream && state->mark == &mark ? state : NULL;
}

/// What zlib's header makes of deflateInit(stream, level). https://zlib.net/manual.html
int deflateInit_(z_streamp stream, int level, const char *version, int stream_size) {
    if (current == STREAM_PACKING_LIBDEFLATE && stream) {
        collected *state = calloc(1, sizeof *state);
        if (!state) return Z_MEM_ERROR;
        state->stream = stream;
        state->mark = &mark;
        stream->state = (struct internal_state *)state;
        stream->msg = NULL;
        stream->total_in = stream->total_out = 0;
        return Z_OK;
    }
    return deflateInit2_(
        stream, current == STREAM_PACKING_NONE ? Z_NO_COMPRESSION : level, Z_DEFLATED, MAX_WBITS, 8,
        Z_DEFAULT_STRATEGY, version, stream_size);
}

/// Cairo asks again without end whatever deflate answers but the stream's end, and a stream that ended early would be a
/// broken file that looks whole. So it is as where Swift finds no memory: the process ends and says why.
static _Noreturn void fail_for_memory(void) {
    fputs("out of memory while packing a stream\n", stderr);
    abort();
}

static void collect(collected *state) {
    size_t more = state->stream->avail_in;
    if (more > SIZE_MAX / 4 - state->filled) fail_for_memory();
    if (state->filled + more > state->room) {
        size_t room = (state->filled + more) * 2;
        if (room < 1 << 16) room = 1 << 16;
        unsigned char *input = realloc(state->input, room);
        if (!input) fail_for_memory();
        state->input = input;
        state->room = room;
    }
    if (more) memcpy(state->input + state->filled, state->stream->next_in, more);
    state->filled += more;
    state->stream->next_in += more;
    state->stream->avail_in = 0;
    state->stream->total_in += more;
}

static void pack(collected *state) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level_of_libdeflate);
    if (!compressor) fail_for_memory();
    size_t bound = libdeflate_zlib_compress_bound(compressor, state->filled);
    state->packed = malloc(bound);
    if (!state->packed) fail_for_memory();
    state->length = libdeflate_zlib_compress(compressor, state->input, state->filled, state->packed, bound);
    // the bound is always enough
    if (!state->length) abort();
    libdeflate_free_compressor(compressor);
    free(state->input);
    state->input = NULL;
}

int deflate(z_streamp stream, int flush) {
    collected *state = collected_of(stream);
    if (!state) {
        // the same for whoever comes first
        static int (*_Atomic known)(z_streamp, int);
        int (*zlib)(z_streamp, int) = known;
        if (!zlib) known = zlib = (int (*)(z_streamp, int))dlsym(RTLD_NEXT, "deflate");
        return zlib ? zlib(stream, flush) : Z_STREAM_ERROR;
    }
    // it has ended: nothing can follow
    if (state->packed && stream->avail_in) return Z_STREAM_ERROR;
    if (!state->packed) collect(state);
    if (flush != Z_FINISH) return Z_OK;
    if (!state->packed) pack(state);
    size_t part = state->length - state->taken;
    if (part > stream->avail_out) part = stream->avail_out;
    memcpy(stream->next_out, state->packed + state->taken, part);
    state->taken += part;
    stream->next_out += part;
    stream->avail_out -= part;
    stream->total_out += part;
    return state->taken == state->length ? Z_STREAM_END : Z_OK;
}

int deflateEnd(z_streamp stream) {
    collected *state = collected_of(stream);
    if (!state) {
        static int (*_Atomic known)(z_streamp);
        int (*zlib)(z_streamp) = known;
        if (!zlib) known = zlib = (int (*)(z_streamp))dlsym(RTLD_NEXT, "deflateEnd");
        return zlib ? zlib(stream) : Z_STREAM_ERROR;
    }
    stream->state = NULL;
    free(state->input);
    free(state->packed);
    free(state);
    return Z_OK;
}
