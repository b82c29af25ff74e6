// Door to zint (QR and other codes). Every inline wrapper below says why Swift needs it.
#pragma once
#include <string.h>
#include <zint.h>

/// struct zint_symbol holds arrays too large for Swift to import: the symbol is made, read into `modules` (a byte per
/// module, 1 is dark, `capacity` bytes) and freed here. Answers zint's code; below ZINT_ERROR is success.
static inline int czint_encode(
    int symbology, const unsigned char *data, int length, int option_1, int option_3, unsigned char *modules,
    int capacity, int *rows, int *columns) {
    struct zint_symbol *symbol = ZBarcode_Create();
    if (!symbol) return ZINT_ERROR_MEMORY;
    symbol->symbology = symbology;
    symbol->input_mode = UNICODE_MODE;
    symbol->option_1 = option_1;
    symbol->option_3 = option_3;
    int code = ZBarcode_Encode(symbol, data, length);
    if (code < ZINT_ERROR) {
        *rows = symbol->rows;
        *columns = symbol->width;
        if (symbol->rows * symbol->width > capacity) {
            code = ZINT_ERROR_TOO_LONG;
        } else {
            for (int row = 0; row < symbol->rows; row++)
                for (int column = 0; column < symbol->width; column++)
                    modules[row * symbol->width + column] =
                        (symbol->encoded_data[row][column >> 3] >> (column & 7)) & 1;
        }
    }
    ZBarcode_Delete(symbol);
    return code;
}
