// Door to gdk-pixbuf. Every inline wrapper below says why Swift needs it.
#pragma once
#include <gdk-pixbuf/gdk-pixbuf.h>
