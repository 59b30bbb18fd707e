// SPDX-License-Identifier: EUPL-1.2
// A table of names and their numbers, as engine.native.names lays it out: a sign, the number of slots (a power of two), where names begin; eight bits
// for each slot, which tell of most names that they are not there; the slots; the names. No octet outside it is read, whatever it holds.
#ifndef ADHERE_NAMES_H
#define ADHERE_NAMES_H

#include "engine.h"

enum { NAMES_HEAD = 16, ROOM = 8 };

typedef struct {
    uint32_t at, length; // length 0: no name here
    uint32_t digest, number;
} slot;

typedef struct {
    const char *bits, *slots;
    uint32_t last, width; // the number of the last slot, and the bits that it has
    octets names;
} names;

static inline bool read_names(octets told, names *found) {
    *found = (names){NULL, NULL, 0, 0, {NULL, 0}};
    if (told.length < NAMES_HEAD || memcmp(told.at, "ADHNAM2\n", 8) != 0)
        return false;
    uint32_t slots = four(told.at + 8), begin = four(told.at + 12);
    if (slots == 0 || (slots & (slots - 1)) || begin < NAMES_HEAD || begin > told.length || (begin - NAMES_HEAD) / (sizeof(slot) + 1) < slots)
        return false;
    *found = (names){told.at + NAMES_HEAD, told.at + NAMES_HEAD + slots, slots - 1, (uint32_t)__builtin_ctz(slots), {told.at + begin, told.length - begin}};
    return true;
}

static inline uint64_t mixed(uint64_t so_far, uint64_t octets) {
    uint64_t found = (so_far ^ octets) * 0x9E3779B97F4A7C15u;
    return found ^ found >> 32;
}

// Of the `length` octets before `end`, eight at a time; there is ROOM for eight octets before it. The same as engine.native.names.digest.
static inline uint32_t digest(const char *end, uint32_t length) {
    uint64_t last = eight(end - 8), found = length;
    if (length < 8)
        last = length ? last >> (8 * (8 - length)) : 0;
    for (const char *at = end - length; end - at > 8; at += 8)
        found = mixed(found, eight(at));
    return (uint32_t)mixed(found, last);
}

// Whether a name of this digest may be there: the bit of its slot for the three bits of the digest that follow.
static inline bool may_be(const names *table, uint32_t digest) {
    return (uint8_t)table->bits[digest & table->last] >> (digest >> table->width & 7) & 1;
}

// Fetch what a digest leads to, which is on its way while other names are taken.
static inline void fetch(const names *table, uint32_t digest) {
    if (may_be(table, digest))
        __builtin_prefetch(table->slots + sizeof(slot) * (digest & table->last));
}

// Find the name of `length` octets before `end`, where there is ROOM before it, by its digest.
static inline bool find_name(const names *table, const char *end, uint32_t length, uint32_t digest, uint32_t *number) {
    uint32_t place = digest;
    if (!may_be(table, digest))
        return false;
    for (uint32_t tried = 0; tried <= table->last; tried++, place++) {
        slot found;
        memcpy(&found, table->slots + sizeof found * (place & table->last), sizeof found);
        if (found.length == 0)
            return false;
        if (found.digest != digest || found.length != length)
            continue;
        bool within = found.at <= table->names.length && found.length <= table->names.length - found.at;
        if (within && memcmp(table->names.at + found.at, end - length, length) == 0) {
            *number = found.number;
            return true;
        }
    }
    return false;
}

#endif
