// SPDX-License-Identifier: EUPL-1.2
// An extension that does nothing but keep DuckDB's table of functions, which is gone once it is loaded, so that a test can look at what stands where.
#include "engine.h"

typedef struct {
    void (*set_error)(void *information, const char *told);
    void **(*get_database)(void *information);
    const void *(*get_api)(void *information, const char *version);
} access;

const void *engine_functions[PLACES];

SHOWN const void *function_at(int place) {
    return engine_functions[place];
}

SHOWN bool places_init_c_api(void *information, access *access) {
    const void *table = access->get_api(information, "v1.2.0");
    if (table != NULL)
        memcpy(engine_functions, table, sizeof engine_functions);
    return table != NULL;
}
