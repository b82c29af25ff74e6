#include "CExactDecimals.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

static const uint64_t powers[19] = {
    1ull, 10ull, 100ull, 1000ull, 10000ull, 100000ull, 1000000ull, 10000000ull, 100000000ull, 1000000000ull,
    10000000000ull, 100000000000ull, 1000000000000ull, 10000000000000ull, 100000000000000ull, 1000000000000000ull,
    10000000000000000ull, 100000000000000000ull, 1000000000000000000ull,
};

int exact_decimal(char *buffer, size_t size, double value, int digits) {
    if (digits < 0 || digits > 18) return -1;
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7FF);
    uint64_t mantissa = bits & 0xFFFFFFFFFFFFFull;
    // value = mantissa / 2^shift; a number without fraction bits is rare and the C library's
    if (exponent == 0) exponent = 1; else mantissa |= 1ull << 52;
    int shift = 1075 - exponent;
    if (shift <= 0) return -1;
    // 53 bits by at most 60: no overflow
    unsigned __int128 scaled = (unsigned __int128)mantissa * powers[digits];
    uint64_t rounded = 0;
    if (shift < 127) {
        unsigned __int128 whole = scaled >> shift;
        if (whole >= UINT64_MAX) return -1;
        rounded = (uint64_t)whole;
        unsigned __int128 rest = scaled - (whole << shift);
        unsigned __int128 half = (unsigned __int128)1 << (shift - 1);
        if (rest > half || (rest == half && (rounded & 1))) rounded++;
    }
    char reversed[24];
    int count = 0;
    while (rounded > 0 || count <= digits) {
        reversed[count++] = (char)('0' + rounded % 10);
        rounded /= 10;
    }
    int length = count + (digits > 0) + (int)(bits >> 63);
    if ((size_t)length >= size) return -1;
    char *out = buffer;
    if (bits >> 63) *out++ = '-';
    while (count > digits) *out++ = reversed[--count];
    if (digits > 0) {
        *out++ = '.';
        while (count > 0) *out++ = reversed[--count];
    }
    *out = 0;
    return length;
}

int __vsnprintf_chk(char *, size_t, int, size_t, const char *, va_list);

/// The number of digits a format asks for that prints one double and nothing else; -1 for any other.
static int asked(const char *format, va_list *arguments) {
    if (format[0] != '%') return -1;
    if (format[1] == 'f') return format[2] == 0 ? 6 : -1;
    if (format[1] != '.') return -1;
    if (format[2] == '*') return format[3] == 'f' && format[4] == 0 ? va_arg(*arguments, int) : -1;
    int digits = 0;
    const char *at = format + 2;
    for (; *at >= '0' && *at <= '9' && digits < 100; at++) digits = digits * 10 + (*at - '0');
    return at > format + 2 && at[0] == 'f' && at[1] == 0 ? digits : -1;
}

int exact_whole(char *buffer, size_t size, const char *format, va_list arguments) {
    if (format[0] != '%') return -1;
    const char *at = format + 1;
    int width = 0;
    if (at[0] == '0') {
        at++;
        if (*at == '*') {
            width = va_arg(arguments, int);
            at++;
        } else {
            while (*at >= '0' && *at <= '9' && width < 100) width = width * 10 + (*at++ - '0');
        }
    }
    int isLong = *at == 'l';
    at += isLong;
    if ((*at != 'd' && *at != 'x') || at[1] != 0 || width < 0 || width > 20) return -1;
    int isNegative = 0;
    uint64_t value;
    if (*at == 'd') {
        int64_t number = isLong ? va_arg(arguments, long) : va_arg(arguments, int);
        isNegative = number < 0;
        value = isNegative ? 0 - (uint64_t)number : (uint64_t)number;
    } else {
        value = isLong ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned int);
    }
    unsigned base = *at == 'd' ? 10 : 16;
    char reversed[24];
    int count = 0;
    do {
        reversed[count++] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value > 0);
    while (count < width - isNegative) reversed[count++] = '0';
    if ((size_t)(count + isNegative) >= size) return -1;
    char *out = buffer;
    if (isNegative) *out++ = '-';
    while (count > 0) *out++ = reversed[--count];
    *out = 0;
    return (int)(out - buffer);
}

/// https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/baselib---snprintf-chk-1.html
int __snprintf_chk(char *buffer, size_t size, int flag, size_t room, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = size <= room ? exact_whole(buffer, size, format, arguments) : -1;
    if (length >= 0) {
        va_end(again);
        va_end(arguments);
        return length;
    }
    va_end(arguments);
    va_copy(arguments, again);
    int digits = size <= room ? asked(format, &arguments) : -1;
    const char *point = digits >= 0 ? nl_langinfo(RADIXCHAR) : "";
    if (point[0] == '.' && point[1] == 0) length = exact_decimal(buffer, size, va_arg(arguments, double), digits);
    if (length < 0) length = __vsnprintf_chk(buffer, size, flag, room, format, again);
    va_end(again);
    va_end(arguments);
    return length;
}
