// Door to libxml2. Every inline wrapper below says why Swift needs it.
#pragma once
#include <iconv.h>
// Debian's libxml2 would bring ICU's headers along; Foundation has an ICU of its own whose types have the same names and
// other definitions, and a program that sees both does not compile. Nothing here asks libxml2 for its ICU converters.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlsave.h>

/// xmlFree is a mutable C global, which Swift 6 refuses as not safe for concurrency.
static inline void clibxml2_free(void *memory) { xmlFree(memory); }

/// iconv_open answers (iconv_t)-1 for an unknown name; Swift sees a pointer that cannot be compared with it.
static inline void *clibxml2_converter(const char *to, const char *from) {
    iconv_t converter = iconv_open(to, from);
    return converter == (iconv_t)-1 ? 0 : (void *)converter;
}
