// Door to GLib, which gdk-pixbuf brings anyway: SHA-256 for manifests and indexes.
#pragma once
#include <glib.h>

/// The checksum's text is freed here, so that no pointer of GLib's allocator reaches Swift. `out` has 65 bytes.
static inline void cglib_sha256(const unsigned char *bytes, unsigned long count, char *out) {
    gchar *text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, count);
    for (int index = 0; index < 64; index++) out[index] = text ? text[index] : '0';
    out[64] = 0;
    g_free(text);
}
