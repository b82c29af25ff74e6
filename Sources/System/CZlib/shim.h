// Door to zlib, for fonts packed as WOFF.
#pragma once
#include <zlib.h>
