// Door to ICU. Every inline wrapper below says why Swift needs it.
#pragma once
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ubidi.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
