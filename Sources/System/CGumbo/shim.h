// Door to gumbo-parser (HTML5 tree construction). Every inline wrapper below says why Swift needs it.
#pragma once
#include <gumbo.h>
