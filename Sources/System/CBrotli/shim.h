// Door to Brotli, for fonts packed as WOFF 2.
#pragma once
#include <brotli/decode.h>
