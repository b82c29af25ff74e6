// Door to libxml2. Every inline wrapper below says why Swift needs it.
#pragma once
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/SAX2.h>
#include <libxml/xmlsave.h>
#include <libxml/xmlerror.h>

/// xmlFree is a mutable C global, which Swift 6 refuses as not safe for concurrency.
static inline void clibxml2_free(void *memory) { xmlFree(memory); }
