// Prints decimals exactly as the C library does, in a tenth of its time.
// Cairo 1.16 writes every number of a PDF by snprintf("%f"), small ones twice, by "%.18f" first; glibc works them out by
// arithmetic of many words: a fifth of all painting. Whole numbers ("%d", "%0*x" for each glyph) come as often. This library
// brings the entry that fortified builds of Cairo call, answers those formats by integers of at most 128 bits, digit for digit what glibc prints (rounded to nearest, ties to even), and
// leaves everything else to the C library. A program's own symbol goes before a library's; should that ever not hold,
// numbers come as they always did, only slower.
#pragma once

#include <stdarg.h>
#include <stddef.h>

/// Writes `value` with `digits` (0 to 18) digits after the point and a closing zero into `buffer`.
/// Answers the length without the closing zero, or -1 if the number is too large, not finite, or the room too small.
int exact_decimal(char *buffer, size_t size, double value, int digits);

/// Whole numbers as Cairo asks for them: "%d", "%ld", "%0*x", and "%04x" or "%010ld" with a width of up to two digits.
/// Answers the length without the closing zero, or -1 for any other format, or where the room is too small.
int exact_whole(char *buffer, size_t size, const char *format, va_list arguments);
