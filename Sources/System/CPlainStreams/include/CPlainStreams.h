// Has Cairo write a PDF's streams unpacked, for Finishing to pack them: faster and smaller than zlib does it.
// Cairo 1.16 has no setting for that: it calls zlib's deflateInit. This library brings a deflateInit of its own, which
// does what zlib's does, but between begin and end, on the thread that called begin, starts a stream that stores. A
// program's own symbol goes before a library's; should that ever not hold, streams come packed and are left so.
#pragma once

void plain_streams_begin(void);
void plain_streams_end(void);
