// Door to zint (QR and other codes). Every inline wrapper below says why Swift needs it.
#pragma once
#include <zint.h>
