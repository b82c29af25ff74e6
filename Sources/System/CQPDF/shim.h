// Door to qpdf. Every inline wrapper below says why Swift needs it.
#pragma once
#include <qpdf/qpdf-c.h>
