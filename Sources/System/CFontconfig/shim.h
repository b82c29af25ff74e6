// Door to Fontconfig. Every inline wrapper below says why Swift needs it.
#pragma once
#include <fontconfig/fontconfig.h>
