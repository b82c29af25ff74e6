// How Cairo packs the streams of a PDF: by zlib, which takes a fifth of the time of a print file, not at all, or by
// libdeflate, which packs as well in a third of the time.
// Cairo 1.16 has no setting for that: it calls zlib's deflateInit, deflate and deflateEnd. This library brings functions of
// these names, which do what zlib's do, but for a stream that is begun while its thread has asked for something else. A
// program's own symbols go before a library's; should that ever not hold, streams come packed by zlib and are left so.
#pragma once

typedef enum {
    STREAM_PACKING_ZLIB,
    /// Stored as it is, within zlib's frame: for Finishing, which changes it and packs it itself.
    STREAM_PACKING_NONE,
    /// Packed in one piece when it ends; held in memory until then.
    STREAM_PACKING_LIBDEFLATE,
} stream_packing;

/// What holds for streams that this thread begins from now on. Answers what held before.
stream_packing stream_packing_set(stream_packing packing);
