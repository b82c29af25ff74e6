// Door to Cairo. Every inline wrapper below says why Swift needs it.
#pragma once
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-ft.h>
