// Door to libdeflate, which packs a whole buffer three times as fast as zlib, and tighter.
#pragma once
#include <libdeflate.h>
