// SPDX-License-Identifier: EUPL-1.2
// Stand-ins for the few calls of DuckDB that the functions in C make, on columns that are exactly as long as their rows.
#ifndef ADHERE_STAND_INS_H
#define ADHERE_STAND_INS_H

#include <sanitizer/asan_interface.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine.h"

enum { COLUMNS = 5, MOST_ROWS = 150, NAMED = 16 };

typedef struct {
    void (*set_error)(void *information, const char *told);
    void **(*get_database)(void *information);
    const void *(*get_api)(void *information, const char *version);
} access;

bool adhere_init_c_api(void *information, access *access);

static _Noreturn void give_up(const char *why) {
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

static void *room(size_t size) {
    void *made = malloc(size);
    if (made == NULL)
        give_up("no memory");
    return made;
}

// A column is rows of one type in memory of their own.
typedef struct {
    enum type type;
    uint64_t rows;
    void *data;
    uint64_t *validity;
    char *apart[MOST_ROWS]; // what a long text of a row is kept in
} table_column;

typedef struct {
    uint64_t rows;
    table_column *columns[COLUMNS];
} table_chunk;

typedef struct {
    char name[NAMED * 2];
    int parameters, types[4], result;
    bool special;
    void (*rows)(void *information, chunk given, vector found);
} made_function;

static made_function registered[NAMED];
static int registered_count, asked_count, refused = -1, errors, ended;
static const void *stand_ins[PLACES];

static int connect_(void *database, void **made) {
    *made = database;
    return 0;
}
static void disconnect_(void **made) { *made = NULL; }
static void *create_type(int type) {
    int *made = room(sizeof *made);
    *made = type;
    return made;
}
static void destroy(void **made) {
    free(*made);
    *made = NULL;
}
static void *create_function(void) { return calloc(1, sizeof(made_function)); }
static void set_name(void *made, const char *name) { snprintf(((made_function *)made)->name, NAMED * 2, "%s", name); }
static void set_special(void *made) { ((made_function *)made)->special = true; }
static void set_volatile(void *made) { (void)made; }
static void add_parameter(void *made, void *type) {
    made_function *one = made;
    one->types[one->parameters++] = *(int *)type;
}
static void set_result(void *made, void *type) { ((made_function *)made)->result = *(int *)type; }
static void set_rows(void *made, void (*rows)(void *, chunk, vector)) { ((made_function *)made)->rows = rows; }
static int register_(void *connection, void *made) {
    if (connection == NULL || asked_count++ == refused || registered_count == NAMED)
        return 1;
    registered[registered_count++] = *(made_function *)made;
    return 0;
}
static vector get_vector(chunk given, uint64_t number) { return ((table_chunk *)given)->columns[number]; }
static uint64_t get_size(chunk given) { return ((table_chunk *)given)->rows; }
static void *get_data(vector column) { return ((table_column *)column)->data; }
static uint64_t *get_validity(vector column) { return ((table_column *)column)->validity; }

static uint64_t *all_known(uint64_t rows) {
    size_t size = (rows + 63) / 64 * sizeof(uint64_t);
    return memset(room(size), 0xFF, size);
}

static void ensure_writable(vector column) {
    table_column *one = column;
    if (one->validity == NULL)
        one->validity = all_known(one->rows);
}

static void put_text(table_column *column, uint64_t row, const char *at, uint64_t length) {
    text *told = (text *)column->data + row;
    memset(told, 0, sizeof *told);
    told->within.length = (uint32_t)length;
    free(column->apart[row]);
    column->apart[row] = NULL;
    if (length <= sizeof told->within.octets) {
        memcpy(told->within.octets, at, length);
        ASAN_POISON_MEMORY_REGION(told->within.octets + length, sizeof told->within.octets - length);
        return;
    }
    char *copy = column->apart[row] = room(length);
    memcpy(copy, at, length);
    memcpy(told->apart.first, copy, sizeof told->apart.first);
    told->apart.octets = copy;
}

static void assign_text(vector column, uint64_t row, const char *at, uint64_t length) {
    put_text(column, row, at, length);
}

static void error_told(void *information, const char *told) {
    (void)information;
    errors += told != NULL;
}

static void statement_ended(void *information, const char *told) {
    error_told(information, told);
    ended++;
}

static void **a_database(void *information) { return (void **)information; }
static const void *the_table(void *information, const char *version) {
    (void)information;
    return strcmp(version, "v1.2.0") == 0 ? stand_ins : NULL;
}
static const void *no_table(void *information, const char *version) {
    (void)information, (void)version;
    return NULL;
}

static void stand_in(void) {
    stand_ins[DUCKDB_CONNECT] = connect_;
    stand_ins[DUCKDB_DISCONNECT] = disconnect_;
    stand_ins[DUCKDB_CREATE_LOGICAL_TYPE] = create_type;
    stand_ins[DUCKDB_DESTROY_LOGICAL_TYPE] = destroy;
    stand_ins[DUCKDB_DATA_CHUNK_GET_VECTOR] = get_vector;
    stand_ins[DUCKDB_DATA_CHUNK_GET_SIZE] = get_size;
    stand_ins[DUCKDB_VECTOR_GET_DATA] = get_data;
    stand_ins[DUCKDB_VECTOR_GET_VALIDITY] = get_validity;
    stand_ins[DUCKDB_VECTOR_ENSURE_VALIDITY_WRITABLE] = ensure_writable;
    stand_ins[DUCKDB_VECTOR_ASSIGN_STRING_ELEMENT_LEN] = assign_text;
    stand_ins[DUCKDB_CREATE_SCALAR_FUNCTION] = create_function;
    stand_ins[DUCKDB_DESTROY_SCALAR_FUNCTION] = destroy;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_NAME] = set_name;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_SPECIAL_HANDLING] = set_special;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_VOLATILE] = set_volatile;
    stand_ins[DUCKDB_SCALAR_FUNCTION_ADD_PARAMETER] = add_parameter;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_RETURN_TYPE] = set_result;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_FUNCTION] = set_rows;
    stand_ins[DUCKDB_REGISTER_SCALAR_FUNCTION] = register_;
    stand_ins[DUCKDB_SCALAR_FUNCTION_SET_ERROR] = statement_ended;
}

// Load the extension: without a table of functions and with one refused it says so; else there are its functions.
static void load(void) {
    int database = 0;
    void *information = &database;
    stand_in();
    if (adhere_init_c_api(&information, &(access){error_told, a_database, no_table}) || registered_count)
        give_up("loaded without functions of the engine");
    refused = 2;
    if (adhere_init_c_api(&information, &(access){error_told, a_database, the_table}) || errors != 1)
        give_up("a function was refused, and nothing said");
    refused = -1, registered_count = 0;
    if (!adhere_init_c_api(&information, &(access){error_told, a_database, the_table}) || errors != 1 || registered_count < 7)
        give_up("not loaded");
    for (int at = 0; at < registered_count; at++)
        if (!registered[at].special || registered[at].types[registered[at].parameters - 1] != INTEGER)
            give_up("a function is not as it should be");
}

#endif
