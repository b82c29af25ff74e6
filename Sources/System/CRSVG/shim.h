// Door to librsvg. Every inline wrapper below says why Swift needs it.
#pragma once
#include <librsvg/rsvg.h>
