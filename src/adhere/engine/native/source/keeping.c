// SPDX-License-Identifier: EUPL-1.2
// Tables that functions look things up in, kept under numbers: a table in a query would be copied for every couple of thousand rows.
//
// They are given and taken away by engine.native.loading, never while a statement runs that names them.
#include <stdlib.h>

#include "engine.h"

enum { MOST = 256 };

static octets tables[MOST];

// Keep a copy; return its number, less than nought where there is no room.
SHOWN int32_t adhere_keep(const char *at, uint32_t length) {
    for (int32_t number = 0; number < MOST; number++) {
        if (tables[number].at != NULL)
            continue;
        char *copy = malloc(length ? length : 1);
        if (copy == NULL)
            return -1;
        memcpy(copy, at, length);
        tables[number] = (octets){copy, length};
        return number;
    }
    return -1;
}

SHOWN void adhere_drop(int32_t number) {
    if (number < 0 || number >= MOST)
        return;
    free((void *)(uintptr_t)tables[number].at);
    tables[number] = NOTHING;
}

octets kept_table(chunk given, uint64_t place) {
    if (rows_of(given) == 0)
        return NOTHING;
    vector numbers = column(given, place);
    const int32_t *number = values(numbers);
    if (!is_known(known(numbers), 0) || number[0] < 0 || number[0] >= MOST)
        return NOTHING;
    return tables[number[0]];
}
