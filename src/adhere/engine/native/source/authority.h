// SPDX-License-Identifier: EUPL-1.2
// The authority of a URL: one that is written plainly, with http:// or https:// in lower case, then labels of a-z, 0-9, "_" and "-" with one stop between
// them; and where any other begins and ends.
#ifndef ADHERE_AUTHORITY_H
#define ADHERE_AUTHORITY_H

#include "engine.h"

enum { STOPS = 64 };

typedef struct {
    const char *stops[STOPS]; // before each of the last labels, by its number: a stop, or what stands before the host
    uint32_t labels;
    const char *end; // behind the host
} host;

static const uint8_t IN_LABEL[256] = {
    ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1,
    ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
    ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['_'] = 1, ['-'] = 1,
};

// Where a label begins; of more labels than STOPS the first ones are forgotten.
static inline const char *label(const host *host, uint32_t number) {
    return host->stops[number % STOPS] + 1;
}

#ifdef __SSE2__
#include <emmintrin.h>

// Of sixteen octets, one bit each: which may stand in a host, and which are stops.
static inline uint32_t in_host(const char *at, uint32_t *stops) {
    __m128i told = _mm_loadu_si128((const __m128i *)(const void *)at), stop = _mm_cmpeq_epi8(told, _mm_set1_epi8('.'));
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(told, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(told, _mm_set1_epi8('z' + 1)));
    __m128i digit = _mm_and_si128(_mm_cmpgt_epi8(told, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(told, _mm_set1_epi8('9' + 1)));
    __m128i line = _mm_or_si128(_mm_cmpeq_epi8(told, _mm_set1_epi8('-')), _mm_cmpeq_epi8(told, _mm_set1_epi8('_')));
    *stops = (uint32_t)_mm_movemask_epi8(stop);
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), _mm_or_si128(line, stop)));
}

// Take in the beginning of a host, sixteen octets at a time, and return where it goes on; NULL where a label is empty.
static inline const char *take_in(const char *at, const char *end, host *found) {
    while (end - at >= 16) {
        uint32_t stops, octets = in_host(at, &stops), some = octets == 0xFFFF ? 16 : (uint32_t)__builtin_ctz(~octets);
        for (stops &= (1u << some) - 1; stops; stops &= stops - 1) {
            const char *stop = at + __builtin_ctz(stops);
            if (stop == label(found, found->labels - 1))
                return NULL;
            found->stops[found->labels++ % STOPS] = stop;
        }
        at += some;
        if (some < 16)
            break;
    }
    return at;
}
#else
static inline const char *take_in(const char *at, const char *end, host *found) {
    (void)end;
    (void)found;
    return at;
}
#endif

// Find the host of a URL that has a plain one, followed by a slash or by nothing.
static inline bool plain_host(octets url, host *found) {
    uint32_t scheme = 0;
    if (url.length > 8 && memcmp(url.at, "https://", 8) == 0)
        scheme = 8;
    else if (url.length > 7 && memcmp(url.at, "http://", 7) == 0)
        scheme = 7;
    else
        return false;
    const char *at = url.at + scheme, *end = url.at + url.length;
    found->labels = 1;
    found->stops[0] = at - 1;
    at = take_in(at, end, found);
    if (at == NULL)
        return false;
    for (; at < end && *at != '/'; at++) {
        if (IN_LABEL[(uint8_t)*at])
            continue;
        if (*at != '.' || at == label(found, found->labels - 1))
            return false;
        found->stops[found->labels++ % STOPS] = at;
    }
    found->end = at;
    return at > label(found, found->labels - 1);
}

static inline char lower(char octet) {
    return octet >= 'A' && octet <= 'Z' ? (char)(octet | 0x20) : octet;
}

// How many octets http:// or https:// takes at the beginning of a URL, however it is written; 0 where something else stands there.
static inline uint32_t scheme_of(octets url) {
    static const char HTTPS[] = "https://", HTTP[] = "http://";
    uint32_t https = 0, http = 0;
    while (https < 8 && https < url.length && lower(url.at[https]) == HTTPS[https])
        https++;
    while (http < 7 && http < url.length && lower(url.at[http]) == HTTP[http])
        http++;
    return https == 8 ? 8 : http == 7 ? 7 : 0;
}

// Where an authority ends, as engine.audit.authorities has it.
static inline const char *authority_end(const char *at, const char *end) {
    while (at < end && *at != '/' && *at != '?' && *at != '#' && *at != '\\')
        at++;
    return at;
}

#endif
