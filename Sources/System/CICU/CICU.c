#include "CICU.h"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

const char *icu_version(void) { return U_ICU_VERSION; }

int8_t icu_category(int32_t scalar) { return u_charType(scalar); }
int32_t icu_line_break(int32_t scalar) { return u_getIntPropertyValue(scalar, UCHAR_LINE_BREAK); }
int32_t icu_east_asian_width(int32_t scalar) { return u_getIntPropertyValue(scalar, UCHAR_EAST_ASIAN_WIDTH); }
int icu_is_default_ignorable(int32_t scalar) {
    return u_hasBinaryProperty(scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
int icu_is_right_to_left(int32_t scalar) {
    UCharDirection direction = u_charDirection(scalar);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER
        || direction == U_RIGHT_TO_LEFT_EMBEDDING || direction == U_RIGHT_TO_LEFT_OVERRIDE
        || direction == U_RIGHT_TO_LEFT_ISOLATE;
}
int32_t icu_script(int32_t scalar) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode code = uscript_getScript(scalar, &error);
    return U_SUCCESS(error) ? (int32_t)code : 0;
}
const char *icu_script_name(int32_t script) { return uscript_getShortName((UScriptCode)script); }

struct icu_breaks *icu_breaks_open(const char *locale) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *made = ubrk_open(UBRK_LINE, locale, NULL, 0, &error);
    if (U_FAILURE(error)) {
        if (made) ubrk_close(made);
        return NULL;
    }
    return (struct icu_breaks *)made;
}
int icu_breaks_set_text(struct icu_breaks *breaks, const uint16_t *text, int32_t length) {
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText((UBreakIterator *)breaks, (const UChar *)text, length, &error);
    return U_SUCCESS(error);
}
int32_t icu_breaks_first(struct icu_breaks *breaks) { return ubrk_first((UBreakIterator *)breaks); }
int32_t icu_breaks_next(struct icu_breaks *breaks) { return ubrk_next((UBreakIterator *)breaks); }
int32_t icu_breaks_status(struct icu_breaks *breaks) { return ubrk_getRuleStatus((UBreakIterator *)breaks); }
void icu_breaks_close(struct icu_breaks *breaks) { ubrk_close((UBreakIterator *)breaks); }

struct icu_bidi *icu_bidi_open(void) { return (struct icu_bidi *)ubidi_open(); }
void icu_bidi_close(struct icu_bidi *bidi) { ubidi_close((UBiDi *)bidi); }
const uint8_t *icu_bidi_levels(struct icu_bidi *bidi, const uint16_t *text, int32_t length, uint8_t level) {
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara((UBiDi *)bidi, (const UChar *)text, length, level, NULL, &error);
    if (U_FAILURE(error)) return NULL;
    const UBiDiLevel *levels = ubidi_getLevels((UBiDi *)bidi, &error);
    return U_SUCCESS(error) ? levels : NULL;
}
uint8_t icu_bidi_base_level(struct icu_bidi *bidi) { return ubidi_getParaLevel((UBiDi *)bidi); }

int32_t icu_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    int32_t count =
        unorm2_normalize(nfkc, (const UChar *)text, length, (UChar *)out, capacity, &error);
    return U_SUCCESS(error) || error == U_BUFFER_OVERFLOW_ERROR ? count : -1;
}

struct icu_converter *icu_converter_open(const char *name) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *made = ucnv_open(name, &error);
    if (U_FAILURE(error)) return NULL;
    ucnv_setToUCallBack(made, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
    if (U_FAILURE(error)) {
        ucnv_close(made);
        return NULL;
    }
    return (struct icu_converter *)made;
}
void icu_converter_close(struct icu_converter *converter) { ucnv_close((UConverter *)converter); }
int32_t icu_to_unicode(
    struct icu_converter *converter, const char *bytes, int32_t length, uint16_t *out, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    ucnv_reset((UConverter *)converter);
    int32_t count = ucnv_toUChars((UConverter *)converter, (UChar *)out, capacity, bytes, length, &error);
    return U_SUCCESS(error) ? count : -1;
}
