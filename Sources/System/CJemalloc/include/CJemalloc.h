// The program's malloc and free: jemalloc's. A document makes and drops millions of small blocks, and the C library spent a
// quarter of a campaign's time on them. Only the program is linked with it: who uses the engine as a library chooses for himself.
#pragma once

/// What jemalloc asks for at its start, before the environment's MALLOC_CONF. https://jemalloc.net/jemalloc.3.html#tuning
extern const char *malloc_conf;
