#include "CPlainStreams.h"

#include <zlib.h>

static _Thread_local int depth = 0;

void plain_streams_begin(void) { depth++; }
void plain_streams_end(void) { depth--; }

/// What zlib's header makes of deflateInit(stream, level). https://zlib.net/manual.html
int deflateInit_(z_streamp stream, int level, const char *version, int stream_size) {
    return deflateInit2_(
        stream, depth > 0 ? Z_NO_COMPRESSION : level, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY, version,
        stream_size);
}
