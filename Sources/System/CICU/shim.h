// Door to ICU. ICU's headers rename every function to one with the version's number (u_charType_72) by macros that
// Swift does not see, so each function that Swift calls has a wrapper here whose name stays the same.
#pragma once
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ubidi.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

static inline int8_t icu_category(UChar32 c) { return u_charType(c); }
static inline int32_t icu_property(UChar32 c, UProperty which) { return u_getIntPropertyValue(c, which); }
static inline int icu_has(UChar32 c, UProperty which) { return u_hasBinaryProperty(c, which); }
static inline UCharDirection icu_direction(UChar32 c) { return u_charDirection(c); }
static inline int32_t icu_script(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode code = uscript_getScript(c, &error);
    return U_SUCCESS(error) ? (int32_t)code : 0;
}
static inline const char *icu_script_name(int32_t code) { return uscript_getShortName((UScriptCode)code); }

// break iterators: the type, character or line, and a locale with keywords
static inline UBreakIterator *icu_breaks_open(UBreakIteratorType kind, const char *locale) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *made = ubrk_open(kind, locale, NULL, 0, &error);
    if (U_FAILURE(error)) {
        if (made) ubrk_close(made);
        return NULL;
    }
    return made;
}
static inline int icu_breaks_set_text(UBreakIterator *breaks, const UChar *text, int32_t length) {
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(breaks, text, length, &error);
    return U_SUCCESS(error);
}
static inline int32_t icu_breaks_first(UBreakIterator *breaks) { return ubrk_first(breaks); }
static inline int32_t icu_breaks_next(UBreakIterator *breaks) { return ubrk_next(breaks); }
static inline int32_t icu_breaks_status(UBreakIterator *breaks) { return ubrk_getRuleStatus(breaks); }
static inline void icu_breaks_close(UBreakIterator *breaks) { ubrk_close(breaks); }

// embedding levels: one per UTF-16 unit, owned by the object; level 0, 1 or UBIDI_DEFAULT_LTR
static inline UBiDi *icu_bidi_open(void) { return ubidi_open(); }
static inline void icu_bidi_close(UBiDi *bidi) { ubidi_close(bidi); }
static inline const UBiDiLevel *icu_bidi_levels(UBiDi *bidi, const UChar *text, int32_t length, UBiDiLevel level) {
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara(bidi, text, length, level, NULL, &error);
    if (U_FAILURE(error)) return NULL;
    const UBiDiLevel *levels = ubidi_getLevels(bidi, &error);
    return U_SUCCESS(error) ? levels : NULL;
}
static inline UBiDiLevel icu_bidi_base_level(UBiDi *bidi) { return ubidi_getParaLevel(bidi); }
