// SPDX-License-Identifier: EUPL-1.2
// adhere_number(text, list): the number of a text, see packing.h: its own, or the place that it has in a list, which takes it in where it is not there
// yet; NULL where there is no such list.
// adhere_text(number, list): the text of a number; NULL where the list has none of that number.
//
// Lists are begun and ended by engine.native.loading, never while a statement runs that names them. Several threads of the engine ask at once, of few
// rows each, so one lock is enough. A list that would take more memory than it may is full: the statement fails, and the list says so.
#include <pthread.h>
#include <stdlib.h>

#include "packing.h"

enum { LISTS = 64, BLOCK = 1 << 18, FIRST = 1 << 10, MOST_ABSENT = 1 << 16 };

typedef struct {
    octets text;
    uint32_t digest;
} entry;

typedef struct block {
    struct block *before;
    char octets[];
} block;

typedef struct {
    bool begun, full;
    uint64_t secret;       // odd; by it texts are spread, so that nobody can choose some that fall together
    uint64_t limit, taken; // octets
    entry *entries;
    uint32_t *slots; // twice as many as entries have room: one more than a place, or nought
    uint32_t count, room;
    uint32_t absent; // rows without a URL, MOST_ABSENT at most
    block *blocks;
    char *free;
    uint64_t left;
} list;

static list lists[LISTS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// Begin a list that may take so many octets; return its number, less than nought where there is no room. `secret` is a number that nobody can tell.
SHOWN int32_t adhere_begin_list(uint64_t limit, uint64_t secret) {
    int32_t found = -1;
    pthread_mutex_lock(&lock);
    for (int32_t number = 0; number < LISTS && found < 0; number++) {
        if (lists[number].begun)
            continue;
        lists[number] = (list){.begun = true, .secret = secret | 1, .limit = limit};
        found = number;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

SHOWN void adhere_end_list(int32_t number) {
    if (number < 0 || number >= LISTS)
        return;
    pthread_mutex_lock(&lock);
    list *one = lists + number;
    for (block *last = one->blocks, *before; last; last = before) {
        before = last->before;
        free(last);
    }
    free(one->entries);
    free(one->slots);
    *one = (list){0};
    pthread_mutex_unlock(&lock);
}

// Whether a list was asked to take in more than it may.
SHOWN bool adhere_is_full(int32_t number) {
    return number >= 0 && number < LISTS && lists[number].full;
}

int32_t begun_list(chunk given, uint64_t place) {
    if (rows_of(given) == 0)
        return NO_LIST;
    vector numbers = column(given, place);
    const int32_t *number = values(numbers);
    if (!is_known(known(numbers), 0) || number[0] < 0 || number[0] >= LISTS || !lists[number[0]].begun)
        return NO_LIST;
    return number[0];
}

static uint64_t folded(uint64_t one, uint64_t other) {
    unsigned __int128 product = (unsigned __int128)one * other;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t digest_of(octets told, uint64_t secret) {
    uint64_t found = secret ^ told.length, last = 0;
    for (; told.length >= 8; told.at += 8, told.length -= 8)
        found = folded(found ^ eight(told.at), secret);
    memcpy(&last, told.at, told.length);
    found = folded(found ^ last, secret);
    return (uint32_t)(found ^ found >> 32);
}

static bool takes(list *one, uint64_t octets) {
    if (octets > one->limit - one->taken)
        return false;
    one->taken += octets;
    return true;
}

static void place(list *one, uint32_t number) {
    uint32_t at = one->entries[number].digest;
    while (one->slots[at & (2 * one->room - 1)])
        at++;
    one->slots[at & (2 * one->room - 1)] = number + 1;
}

// Make room for twice as many texts.
static bool grown(list *one) {
    uint32_t room = one->room ? 2 * one->room : FIRST;
    if (room > 1u << 30 || !takes(one, (room - one->room) * (sizeof(entry) + 2 * sizeof(uint32_t))))
        return false;
    entry *entries = realloc(one->entries, room * sizeof *entries);
    if (entries == NULL)
        return false;
    one->entries = entries;
    uint32_t *slots = calloc(2 * (size_t)room, sizeof *slots);
    if (slots == NULL)
        return false;
    free(one->slots);
    one->slots = slots;
    one->room = room;
    for (uint32_t number = 0; number < one->count; number++)
        place(one, number);
    return true;
}

// Keep a copy of a text, which stays where it is.
static const char *kept(list *one, octets told) {
    if (told.length >= one->left) {
        uint64_t size = told.length > BLOCK ? told.length : BLOCK;
        block *made = takes(one, size) ? malloc(sizeof *made + size) : NULL;
        if (made == NULL)
            return NULL;
        made->before = one->blocks;
        one->blocks = made;
        one->free = made->octets;
        one->left = size;
    }
    char *copy = one->free;
    memcpy(copy, told.at, told.length);
    one->free += told.length;
    one->left -= told.length;
    return copy;
}

// Find a text, or take it in; false where there is no room for it.
static bool number_of(list *one, octets told, uint64_t *number) {
    uint32_t digest = digest_of(told, one->secret);
    for (uint32_t at = digest; one->room && one->slots[at & (2 * one->room - 1)]; at++) {
        *number = one->slots[at & (2 * one->room - 1)] - 1;
        const entry *met = one->entries + *number;
        if (met->digest == digest && met->text.length == told.length && memcmp(met->text.at, told.at, told.length) == 0)
            return true;
    }
    if (one->count == one->room && !grown(one))
        return false;
    const char *copy = kept(one, told);
    if (copy == NULL)
        return false;
    one->entries[one->count] = (entry){{copy, told.length}, digest};
    place(one, one->count);
    *number = one->count++;
    return true;
}

bool listed(octets told, int32_t number, wide *found) {
    if (number == NO_LIST)
        return false;
    list *one = lists + number;
    *found = (wide){0, LISTED};
    pthread_mutex_lock(&lock);
    bool done = !one->full && number_of(one, told, &found->low);
    one->full = !done;
    pthread_mutex_unlock(&lock);
    return done;
}

bool has_place(int32_t number) {
    pthread_mutex_lock(&lock);
    bool found = lists[number].absent < MOST_ABSENT;
    lists[number].absent += found;
    pthread_mutex_unlock(&lock);
    return found;
}

void number_rows(void *information, chunk given, vector found) {
    uint64_t count = rows_of(given);
    vector texts = column(given, 0);
    const text *told = values(texts);
    const uint64_t *are_known = known(texts);
    wide *written = values(found);
    uint64_t *unknown = NULL;
    int32_t list = begun_list(given, 1);
    for (uint64_t row = 0; row < count; row++) {
        octets is = octets_of(told + row);
        bool is_text = is_known(are_known, row);
        if (is_text && packs(is))
            written[row] = packed(is);
        else if (is_text && listed(is, list, written + row))
            continue;
        else if (is_text && list != NO_LIST) {
            ENGINE(DUCKDB_SCALAR_FUNCTION_SET_ERROR, void, void *, const char *)(information, "adhere_number: no more texts fit in the list");
            return;
        } else
            leave_unknown(found, &unknown, row);
    }
}

// The text of a place, which stays where it is while its list is there; nothing where there is none. It is not written under the lock: the engine may
// have no memory for it, and would never come back.
static octets text_at(int32_t number, uint64_t place) {
    if (number == NO_LIST)
        return NOTHING;
    pthread_mutex_lock(&lock);
    octets found = place < lists[number].count ? lists[number].entries[place].text : NOTHING;
    pthread_mutex_unlock(&lock);
    return found;
}

void text_rows(void *information, chunk given, vector found) {
    (void)information;
    uint64_t count = rows_of(given);
    vector numbers = column(given, 0);
    const wide *number = values(numbers);
    const uint64_t *told = known(numbers);
    text *written = values(found);
    uint64_t *unknown = NULL;
    char signs[PACKED];
    int32_t list = begun_list(given, 1);
    for (uint64_t row = 0; row < count; row++) {
        octets is = NOTHING;
        if (is_known(told, row))
            is = number[row].high == LISTED ? text_at(list, number[row].low) : unpacked(number[row], signs);
        if (is.at)
            write_text(found, written, row, is);
        else
            leave_unknown(found, &unknown, row);
    }
}
