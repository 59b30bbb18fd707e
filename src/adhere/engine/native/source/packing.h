// SPDX-License-Identifier: EUPL-1.2
// Texts as numbers of 128 bits, which an engine groups by sooner than by texts: a name of up to PACKED signs that may stand in a domain is its own
// number, twice twelve signs in base 40; any other text has its place in a list (listing.c), with all bits of the upper half set. A row without a URL
// may be told by its own place.
#ifndef ADHERE_PACKING_H
#define ADHERE_PACKING_H

#include "engine.h"

enum { BASE = 40, HALF = 12, PACKED = 2 * HALF };

enum { NO_LIST = -1 };

typedef struct {
    uint64_t low, high;
} wide;

// The list whose number is in the first row of a column; NO_LIST where there is none.
int32_t begun_list(chunk given, uint64_t place);

// Find the number of a text in a list, or take it in; false where there is no list, or it is full.
bool listed(octets told, int32_t list, wide *found);

// Whether one more row without a URL is told by its place: those of a list that many have are not.
bool has_place(int32_t list);

// The upper halves of numbers that are no names: more than twelve signs come to. NO_PLACE is the lower half of rows without a URL beyond the first.
static const uint64_t LISTED = UINT64_MAX, ABSENT = UINT64_MAX - 1, NO_PLACE = UINT64_MAX;

static const uint8_t SIGN[256] = {
    ['a'] = 1, ['b'] = 2, ['c'] = 3, ['d'] = 4, ['e'] = 5, ['f'] = 6, ['g'] = 7, ['h'] = 8, ['i'] = 9, ['j'] = 10, ['k'] = 11, ['l'] = 12, ['m'] = 13,
    ['n'] = 14, ['o'] = 15, ['p'] = 16, ['q'] = 17, ['r'] = 18, ['s'] = 19, ['t'] = 20, ['u'] = 21, ['v'] = 22, ['w'] = 23, ['x'] = 24, ['y'] = 25, ['z'] = 26,
    ['0'] = 27, ['1'] = 28, ['2'] = 29, ['3'] = 30, ['4'] = 31, ['5'] = 32, ['6'] = 33, ['7'] = 34, ['8'] = 35, ['9'] = 36, ['_'] = 37, ['-'] = 38, ['.'] = 39,
};

static inline uint64_t packed_half(const char *at, uint32_t length) {
    uint64_t found = 0;
    for (uint32_t place = 0; place < length; place++)
        found = found * BASE + SIGN[(uint8_t)at[place]];
    return found;
}

// Whether a text is its own number.
static inline bool packs(octets text) {
    if (text.length > PACKED)
        return false;
    for (uint32_t at = 0; at < text.length; at++)
        if (SIGN[(uint8_t)text.at[at]] == 0)
            return false;
    return true;
}

// The number of a name that is no longer than PACKED, all signs of which have a number.
static inline wide packed(octets name) {
    uint32_t first = name.length < HALF ? name.length : HALF;
    return (wide){packed_half(name.at, first), packed_half(name.at + first, name.length - first)};
}

// Write the signs of half a number before `end`, and return where they begin; NULL of a number that no signs come to.
static inline char *unpacked_half(uint64_t half, char *end) {
    static const char SIGNS[] = "?abcdefghijklmnopqrstuvwxyz0123456789_-.";
    for (uint32_t count = 0; half; count++, half /= BASE) {
        if (count == HALF || half % BASE == 0)
            return NULL;
        *--end = SIGNS[half % BASE];
    }
    return end;
}

// The name of a number, written into `signs`; nothing where it is the number of none.
static inline octets unpacked(wide number, char signs[PACKED]) {
    char *end = signs + PACKED, *middle = unpacked_half(number.high, end);
    char *begin = middle ? unpacked_half(number.low, middle) : NULL;
    if (begin == NULL || (middle < end && middle - begin < HALF))
        return NOTHING;
    return (octets){begin, (uint32_t)(end - begin)};
}

#endif
