// SPDX-License-Identifier: EUPL-1.2
// The entry point that DuckDB calls when it loads the library, and the functions that it then has.
#include "engine.h"

const void *engine_functions[PLACES];

typedef struct {
    void (*set_error)(void *information, const char *told);
    void **(*get_database)(void *information);
    const void *(*get_api)(void *information, const char *version);
} access;

typedef void (*work)(void *information, chunk given, vector found);

typedef struct {
    const char *name;
    enum type parameters[4];
    enum type result;
    work rows;
    bool once; // asked once of each row, as what is volatile is; else it is asked again by a filter on what it says
} function;

static const function FUNCTIONS[] = {
    {"adhere_key", {VARCHAR, BIGINT, INTEGER, INTEGER}, UHUGEINT, key_rows},
    {"adhere_number", {VARCHAR, INTEGER}, UHUGEINT, number_rows},
    {"adhere_text", {UHUGEINT, INTEGER}, VARCHAR, text_rows},
    {"adhere_site", {VARCHAR, INTEGER}, INTEGER, site_rows, .once = true},
    {"adhere_named", {VARCHAR, INTEGER}, INTEGER, named_rows},
    {"adhere_profile", {INTEGER, TIMESTAMP, INTEGER}, INTEGER, profile_rows},
    {"adhere_rule", {VARCHAR, INTEGER, BIGINT, INTEGER}, BIGINT, rule_rows},
};

static void *typed(enum type type) {
    return ENGINE(DUCKDB_CREATE_LOGICAL_TYPE, void *, int)(type);
}

static bool registered(void *connection, const function *one) {
    void *made = ENGINE(DUCKDB_CREATE_SCALAR_FUNCTION, void *, void)();
    ENGINE(DUCKDB_SCALAR_FUNCTION_SET_NAME, void, void *, const char *)(made, one->name);
    for (size_t at = 0; at < 4 && one->parameters[at]; at++) {
        void *type = typed(one->parameters[at]);
        ENGINE(DUCKDB_SCALAR_FUNCTION_ADD_PARAMETER, void, void *, void *)(made, type);
        ENGINE(DUCKDB_DESTROY_LOGICAL_TYPE, void, void **)(&type);
    }
    void *type = typed(one->result);
    ENGINE(DUCKDB_SCALAR_FUNCTION_SET_RETURN_TYPE, void, void *, void *)(made, type);
    ENGINE(DUCKDB_DESTROY_LOGICAL_TYPE, void, void **)(&type);
    ENGINE(DUCKDB_SCALAR_FUNCTION_SET_SPECIAL_HANDLING, void, void *)(made); // rows that are not known are ours to tell
    if (one->once)
        ENGINE(DUCKDB_SCALAR_FUNCTION_SET_VOLATILE, void, void *)(made);
    ENGINE(DUCKDB_SCALAR_FUNCTION_SET_FUNCTION, void, void *, work)(made, one->rows);
    bool failed = ENGINE(DUCKDB_REGISTER_SCALAR_FUNCTION, int, void *, void *)(connection, made);
    ENGINE(DUCKDB_DESTROY_SCALAR_FUNCTION, void, void **)(&made);
    return !failed;
}

SHOWN bool adhere_init_c_api(void *information, access *access) {
    const void *table = access->get_api(information, "v1.2.0");
    if (table == NULL)
        return false;
    memcpy(engine_functions, table, sizeof engine_functions);
    void *connection = NULL;
    if (ENGINE(DUCKDB_CONNECT, int, void *, void **)(*access->get_database(information), &connection)) {
        access->set_error(information, "no connection");
        return false;
    }
    bool done = true;
    for (size_t at = 0; at < sizeof FUNCTIONS / sizeof *FUNCTIONS; at++)
        done = done && registered(connection, FUNCTIONS + at);
    ENGINE(DUCKDB_DISCONNECT, void, void **)(&connection);
    if (!done)
        access->set_error(information, "a function was refused");
    return done;
}
