#include "CJemalloc.h"

// One arena: a worker has one thread that matters. What a document has freed is the next document's: it stays for half a minute
// before the system gets it back, instead of being given back and taken again twenty times a second.
const char *malloc_conf = "narenas:1,dirty_decay_ms:30000,muzzy_decay_ms:0";
