// Door to ICU, with no type of ICU's in it: Swift's Foundation carries an ICU of its own whose types have the same names
// and other definitions, and a program that sees both does not compile. So this door is a small C library, not a header.
#pragma once
#include <stdint.h>

/// ICU's version: `72.1`. Stays valid.
const char *icu_version(void);

/// General category, as ICU numbers them.
int8_t icu_category(int32_t scalar);
/// The Line_Break and East_Asian_Width properties, as ICU numbers them.
int32_t icu_line_break(int32_t scalar);
int32_t icu_east_asian_width(int32_t scalar);
int icu_is_default_ignorable(int32_t scalar);
/// Strong right-to-left characters and Arabic digits.
int icu_is_right_to_left(int32_t scalar);
int32_t icu_script(int32_t scalar);
/// Four letters, or null.
const char *icu_script_name(int32_t script);

/// Line break iterators for a locale with keywords (`ja@lb=strict`).
struct icu_breaks;
struct icu_breaks *icu_breaks_open(const char *locale);
int icu_breaks_set_text(struct icu_breaks *breaks, const uint16_t *text, int32_t length);
int32_t icu_breaks_first(struct icu_breaks *breaks);
/// The next break, or -1.
int32_t icu_breaks_next(struct icu_breaks *breaks);
int32_t icu_breaks_status(struct icu_breaks *breaks);
void icu_breaks_close(struct icu_breaks *breaks);

/// Embedding levels: one per UTF-16 unit, owned by the object. `level` is 0, 1 or ICU_LEVEL_DEFAULT (first strong character).
#define ICU_LEVEL_DEFAULT 0xfe
struct icu_bidi;
struct icu_bidi *icu_bidi_open(void);
void icu_bidi_close(struct icu_bidi *bidi);
const uint8_t *icu_bidi_levels(struct icu_bidi *bidi, const uint16_t *text, int32_t length, uint8_t level);
uint8_t icu_bidi_base_level(struct icu_bidi *bidi);

/// NFKC of UTF-16 text. Answers how many units it has, of which those that fit are written, or -1.
int32_t icu_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);

/// Converters by name (`ibm-943_P15A-2003` is Windows' CP932). `to_unicode` writes UTF-16 units and answers how many, or -1.
struct icu_converter;
struct icu_converter *icu_converter_open(const char *name);
void icu_converter_close(struct icu_converter *converter);
/// Stops at an illegal or unmapped sequence: -1.
int32_t icu_to_unicode(
    struct icu_converter *converter, const char *bytes, int32_t length, uint16_t *out, int32_t capacity);
