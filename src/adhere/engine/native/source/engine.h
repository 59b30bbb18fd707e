// SPDX-License-Identifier: EUPL-1.2
// What of DuckDB's C API is used, for an extension by the stable table of functions v1.2.0:
// https://duckdb.org/docs/stable/clients/c/api. Functions are found by their place in that table; a test compares the places with the names.
#ifndef ADHERE_ENGINE_H
#define ADHERE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum place {
    DUCKDB_CONNECT = 3,
    DUCKDB_DISCONNECT = 6,
    DUCKDB_CREATE_LOGICAL_TYPE = 156,
    DUCKDB_DESTROY_LOGICAL_TYPE = 184,
    DUCKDB_DATA_CHUNK_GET_VECTOR = 190,
    DUCKDB_DATA_CHUNK_GET_SIZE = 191,
    DUCKDB_VECTOR_GET_DATA = 194,
    DUCKDB_VECTOR_GET_VALIDITY = 195,
    DUCKDB_VECTOR_ENSURE_VALIDITY_WRITABLE = 196,
    DUCKDB_VECTOR_ASSIGN_STRING_ELEMENT_LEN = 198,
    DUCKDB_CREATE_SCALAR_FUNCTION = 209,
    DUCKDB_DESTROY_SCALAR_FUNCTION = 210,
    DUCKDB_SCALAR_FUNCTION_SET_NAME = 211,
    DUCKDB_SCALAR_FUNCTION_SET_SPECIAL_HANDLING = 213,
    DUCKDB_SCALAR_FUNCTION_SET_VOLATILE = 214,
    DUCKDB_SCALAR_FUNCTION_ADD_PARAMETER = 215,
    DUCKDB_SCALAR_FUNCTION_SET_RETURN_TYPE = 216,
    DUCKDB_SCALAR_FUNCTION_SET_FUNCTION = 218,
    DUCKDB_REGISTER_SCALAR_FUNCTION = 219,
    DUCKDB_SCALAR_FUNCTION_SET_ERROR = 221,
    PLACES = 222
};

enum type { INTEGER = 4, BIGINT = 5, TIMESTAMP = 12, VARCHAR = 17, UHUGEINT = 32 };

#define SHOWN __attribute__((visibility("default")))

typedef void *chunk;
typedef void *vector;

// A text or octets: up to 12 stand within, longer ones elsewhere.
typedef union {
    struct { uint32_t length; char octets[12]; } within;
    struct { uint32_t length; char first[4]; const char *octets; } apart;
} text;

typedef struct { const char *at; uint32_t length; } octets;

static const octets NOTHING = {NULL, 0};

extern const void *engine_functions[PLACES];

#define ENGINE(place, result, ...) ((result (*)(__VA_ARGS__))engine_functions[place])

static inline octets octets_of(const text *told) {
    uint32_t length = told->within.length;
    return (octets){length <= sizeof told->within.octets ? told->within.octets : told->apart.octets, length};
}

static inline uint64_t rows_of(chunk given) {
    return ENGINE(DUCKDB_DATA_CHUNK_GET_SIZE, uint64_t, chunk)(given);
}

static inline vector column(chunk given, uint64_t number) {
    return ENGINE(DUCKDB_DATA_CHUNK_GET_VECTOR, vector, chunk, uint64_t)(given, number);
}

static inline void *values(vector column) {
    return ENGINE(DUCKDB_VECTOR_GET_DATA, void *, vector)(column);
}

// Which rows of a column are known, one bit each; nothing where all are.
static inline uint64_t *known(vector column) {
    return ENGINE(DUCKDB_VECTOR_GET_VALIDITY, uint64_t *, vector)(column);
}

static inline bool is_known(const uint64_t *known, uint64_t row) {
    return known == NULL || (known[row / 64] >> (row % 64) & 1);
}

static inline void make_unknown(uint64_t *known, uint64_t row) {
    known[row / 64] &= ~((uint64_t)1 << (row % 64));
}

// Leave a row of a column that is written unknown; the column's bits are asked for where the first is.
static inline void leave_unknown(vector column, uint64_t **bits, uint64_t row) {
    if (*bits == NULL) {
        ENGINE(DUCKDB_VECTOR_ENSURE_VALIDITY_WRITABLE, void, vector)(column);
        *bits = known(column);
    }
    make_unknown(*bits, row);
}

// Write a text; a long one is copied by the engine, which holds it as long as the column.
static inline void write_text(vector column, text *rows, uint64_t row, octets told) {
    if (told.length > sizeof rows->within.octets) {
        ENGINE(DUCKDB_VECTOR_ASSIGN_STRING_ELEMENT_LEN, void, vector, uint64_t, const char *, uint64_t)
        (column, row, told.at, told.length);
        return;
    }
    memset(rows + row, 0, sizeof *rows);
    rows[row].within.length = told.length;
    memcpy(rows[row].within.octets, told.at, told.length);
}

// The table that is kept under the number in the first row of a column; nothing where there is none.
octets kept_table(chunk given, uint64_t place);

static inline uint64_t eight(const char *at) {
    uint64_t found;
    memcpy(&found, at, sizeof found);
    return found;
}

static inline uint32_t four(const char *at) {
    uint32_t found;
    memcpy(&found, at, sizeof found);
    return found;
}

void key_rows(void *information, chunk given, vector found);
void number_rows(void *information, chunk given, vector found);
void text_rows(void *information, chunk given, vector found);
void site_rows(void *information, chunk given, vector found);
void named_rows(void *information, chunk given, vector found);
void profile_rows(void *information, chunk given, vector found);
void rule_rows(void *information, chunk given, vector found);

#endif
