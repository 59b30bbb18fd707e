// SPDX-License-Identifier: EUPL-1.2
// The authority of a URL that is written plainly: http:// or https:// in lower case, then labels of a-z, 0-9, "_" and "-" with one stop between them.
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

#endif
