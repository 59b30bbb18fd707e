// SPDX-License-Identifier: EUPL-1.2
// Runs the functions over drawn and spoilt texts and tables, for compilers that watch every octet that is read or written: each column is exactly as
// long as its rows, and each text as long as it is.
//
//     driver SEED SECONDS TEXTS TABLE...
//
// TEXTS holds texts, each behind its length (32 bits); a TABLE is what the packers of Python made. Ends with 0 and says how many rows were asked.
#include <time.h>

#include "packing.h"
#include "stand_ins.h"

enum { MOST_TEXTS = 4096, MOST_TABLES = 16, MOST_LENGTH = 9000, UNWRITTEN = 0xA5 };

int32_t adhere_keep(const char *at, uint32_t length);
void adhere_drop(int32_t number);
int32_t adhere_begin_list(uint64_t limit, uint64_t secret);
void adhere_end_list(int32_t number);
bool adhere_is_full(int32_t number);

// Chance: the same for the same seed on every machine. https://prng.di.unimi.it/splitmix64.c
static uint64_t chance;

static uint64_t drawn(void) {
    uint64_t found = chance += 0x9E3779B97F4A7C15u;
    found = (found ^ found >> 30) * 0xBF58476D1CE4E5B9u;
    found = (found ^ found >> 27) * 0x94D049BB133111EBu;
    return found ^ found >> 31;
}

static uint32_t below(uint32_t most) {
    return (uint32_t)(drawn() % most);
}

// What is drawn from.
static octets texts[MOST_TEXTS], given_tables[MOST_TABLES];
static uint32_t text_count, table_count;

static octets read_file(const char *name) {
    FILE *file = fopen(name, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END))
        give_up(name);
    long size = ftell(file);
    rewind(file);
    char *made = room(size > 0 ? (size_t)size : 1);
    if (size < 0 || fread(made, 1, (size_t)size, file) != (size_t)size)
        give_up(name);
    fclose(file);
    return (octets){made, (uint32_t)size};
}

static void read_texts(octets all) {
    for (uint32_t at = 0; at < all.length && text_count < MOST_TEXTS;) {
        uint32_t length = four(all.at + at);
        texts[text_count++] = (octets){all.at + at + 4, length};
        at += 4 + length;
    }
}

// Signs that mean something to a function, and any other.
static char sign(void) {
    static const char SIGNS[] = "/.:#?%*$\\@ \t\n-_az09AZ~^\xff\x80\xc3\xa9";
    return below(3) ? SIGNS[below(sizeof SIGNS)] : (char)below(256);
}

// Change a text in place, which has room for twice as much; return its length.
static uint32_t spoil(char *told, uint32_t length) {
    for (uint32_t times = below(4); times > 0; times--) {
        uint32_t at = below(length + 1), some = below(length - at + 1);
        switch (below(6)) {
        case 0: // cut off
            length = at;
            break;
        case 1: // leave something out
            memmove(told + at, told + at + some, length - at - some);
            length -= some;
            break;
        case 2: // say something twice
            if (length + some > MOST_LENGTH)
                break;
            memmove(told + at + some, told + at, length - at);
            length += some;
            break;
        case 3: // put a sign in
            memmove(told + at + 1, told + at, length - at);
            told[at] = sign();
            length++;
            break;
        default: // change one
            if (at < length)
                told[at] = sign();
        }
    }
    return length;
}

static void draw_text(table_column *column, uint64_t row) {
    static char told[3 * MOST_LENGTH];
    octets chosen = texts[below(text_count)];
    uint32_t length = chosen.length < MOST_LENGTH ? chosen.length : MOST_LENGTH;
    memcpy(told, chosen.at, length);
    if (below(3))
        length = spoil(told, length);
    if (below(40) == 0)
        while (length < 9 || (below(200) && length < MOST_LENGTH))
            told[length++] = sign();
    put_text(column, row, told, length);
}

static int64_t number(void) {
    static const int64_t TOLD[] = {0, 1, -1, 2, 3, 255, 256, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, 1700000000000000};
    return below(3) ? (int64_t)below(12) : below(2) ? TOLD[below(sizeof TOLD / sizeof *TOLD)] : (int64_t)drawn();
}

static size_t octets_each(enum type type) {
    return type == VARCHAR ? sizeof(text) : type == UHUGEINT ? sizeof(wide) : type == INTEGER ? sizeof(int32_t) : sizeof(int64_t);
}

static table_column *new_column(enum type type, uint64_t rows) {
    table_column *made = room(sizeof *made);
    size_t each = octets_each(type);
    *made = (table_column){.type = type, .rows = rows, .data = memset(room(each * rows), UNWRITTEN, each * rows)};
    return made;
}

static table_column *draw_column(enum type type, uint64_t rows) {
    table_column *made = new_column(type, rows);
    for (uint64_t row = 0; row < rows; row++) {
        if (type == VARCHAR)
            draw_text(made, row);
        else if (type == INTEGER)
            ((int32_t *)made->data)[row] = (int32_t)number();
        else if (type == UHUGEINT)
            ((wide *)made->data)[row] = (wide){(uint64_t)number(), below(2) ? LISTED : below(2) ? 0 : below(4) ? (uint64_t)number() : ABSENT};
        else
            ((int64_t *)made->data)[row] = number();
    }
    if (below(2)) {
        made->validity = all_known(rows);
        for (uint64_t row = 0; row < rows; row++)
            if (below(8) == 0)
                make_unknown(made->validity, row);
    }
    return made;
}

static table_column *number_column(int32_t told, uint64_t rows) {
    table_column *made = new_column(INTEGER, rows);
    for (uint64_t row = 0; row < rows; row++)
        ((int32_t *)made->data)[row] = told;
    return made;
}

static void drop_column(table_column *one) {
    if (one->type == VARCHAR)
        ASAN_UNPOISON_MEMORY_REGION(one->data, one->rows * sizeof(text));
    for (uint64_t row = 0; row < one->rows; row++)
        free(one->apart[row]);
    free(one->data);
    free(one->validity);
    free(one);
}

// Every known answer has been written, and is read wholly; what is unknown does not matter.
static uint64_t read_answers(const table_column *found, uint64_t rows) {
    uint64_t sum = 0;
    for (uint64_t row = 0; row < rows; row++) {
        if (!is_known(found->validity, row))
            continue;
        const uint8_t *first = (const uint8_t *)found->data + row * octets_each(found->type);
        if (first[0] == UNWRITTEN && memcmp(first, first + 1, sizeof(int32_t) - 1) == 0)
            give_up("a known answer was not written");
        if (found->type == VARCHAR) {
            octets told = octets_of((const text *)found->data + row);
            for (uint32_t at = 0; at < told.length; at++)
                sum += (uint8_t)told.at[at];
        } else if (found->type == UHUGEINT)
            sum += ((wide *)found->data)[row].low ^ ((wide *)found->data)[row].high;
        else
            sum += found->type == INTEGER ? (uint64_t)((int32_t *)found->data)[row] : (uint64_t)((int64_t *)found->data)[row];
    }
    return sum;
}

// What a number of a table could be said to be.
static uint32_t other(uint32_t met, uint32_t at, uint32_t length) {
    uint32_t told[] = {0, 1, met + 1, met - 1, met ^ 1u << below(32), length, length - at, length / 40, below(length), 0xFFFFFFFF, 0x80000000, (uint32_t)drawn()};
    return told[below(sizeof told / sizeof *told)];
}

// A table as it was made, cut off, or with other numbers in it: two that stand together mostly say where something is.
static int32_t keep_table(octets chosen) {
    uint32_t length = below(4) ? chosen.length : below(chosen.length + 1);
    char *told = room(length ? length : 1);
    memcpy(told, chosen.at, length);
    for (uint32_t times = below(2) ? 0 : below(6); times > 0 && length >= 24; times--) {
        uint32_t at = 8 + below((below(3) ? length : 24) - 15);
        at -= below(8) ? at % 4 : 0;
        for (uint32_t end = at + (below(2) ? 4 : 8); at < end; at += 4) {
            uint32_t said = other(four(told + at), at, length);
            memcpy(told + at, &said, sizeof said);
        }
    }
    int32_t kept = adhere_keep(told, length);
    free(told);
    if (kept < 0)
        give_up("no table can be kept");
    return kept;
}

static bool is_key(const made_function *one) {
    return strcmp(one->name, "adhere_key") == 0;
}

// A function, mostly one for the table that is given last: of names, of spells, of rules.
static const made_function *draw_function(octets table) {
    const made_function *one;
    char kind;
    do {
        one = registered + below((uint32_t)registered_count);
        kind = one->parameters == 2 || is_key(one) ? 'N' : one->parameters == 3 ? 'S' : 'R';
    } while (kind != table.at[3] && below(8));
    return one;
}

static uint64_t ask(const made_function *one, int32_t table, int32_t list, uint64_t *sum) {
    bool lists = is_key(one) || strcmp(one->name, "adhere_number") == 0 || strcmp(one->name, "adhere_text") == 0;
    table_chunk given = {below(12) ? 1 + below(below(2) ? 8 : MOST_ROWS) : 0, {NULL}};
    int last = one->parameters - 1;
    for (int at = 0; at < last; at++)
        given.columns[at] = at == 2 && is_key(one) ? number_column(table, given.rows) : draw_column((enum type)one->types[at], given.rows);
    table_column *numbers = given.columns[last] = number_column(!lists ? table : below(20) ? list : (int32_t)number(), given.rows);
    if (given.rows && below(30) == 0) {
        ensure_writable(numbers);
        make_unknown(numbers->validity, 0);
    }
    table_column *found = new_column((enum type)one->result, given.rows);
    int before = ended;
    one->rows(NULL, &given, found);
    if (ended == before)
        *sum += read_answers(found, given.rows);
    else if (!adhere_is_full(list))
        give_up("a statement was ended, and no list is full");
    for (int at = 0; at <= last; at++)
        drop_column(given.columns[at]);
    drop_column(found);
    return given.rows;
}

int main(int count, char **words) {
    if (count < 5 || count - 4 > MOST_TABLES)
        give_up("SEED SECONDS TEXTS TABLE...");
    chance = strtoull(words[1], NULL, 10);
    double seconds = atof(words[2]);
    octets all = read_file(words[3]);
    read_texts(all);
    for (int at = 4; at < count; at++)
        if ((given_tables[table_count++] = read_file(words[at])).length < 8)
            give_up(words[at]);
    load();
    uint64_t asked = 0, sum = 0;
    for (clock_t begun = clock(); (double)(clock() - begun) < seconds * CLOCKS_PER_SEC;) {
        octets chosen = given_tables[below(table_count)];
        int32_t table = below(50) ? keep_table(chosen) : (int32_t)number();
        int32_t list = adhere_begin_list(below(3) ? 10000000 : below(400000), drawn());
        for (int times = 0; times < 20; times++)
            asked += ask(draw_function(chosen), table, list, &sum);
        adhere_drop(table);
        adhere_end_list(list);
    }
    printf("%llu rows, %llx\n", (unsigned long long)asked, (unsigned long long)sum);
    for (uint32_t at = 0; at < table_count; at++)
        free((void *)(uintptr_t)given_tables[at].at);
    free((void *)(uintptr_t)all.at);
    return 0;
}
