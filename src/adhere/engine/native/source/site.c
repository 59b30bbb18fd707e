// SPDX-License-Identifier: EUPL-1.2
// adhere_site(url, sites): the number of the site of a URL, ELSEWHERE where it is none of them, NULL where its authority is not written plainly, so that
// engine.audit.authorities has to read it. adhere_named(origin, sites): the number of a site that is known by its name, as ``https://example.com/``.
//
// Plain is what engine.audit.authorities.PLAIN finds: a slash follows the host.
#include "authority.h"
#include "names.h"

enum { ELSEWHERE = -2, AT_A_TIME = 32 };

typedef octets (*reading)(octets told);

static octets origin_of(octets url) {
    host host;
    if (!plain_host(url, &host) || host.end == url.at + url.length)
        return NOTHING;
    return (octets){url.at, (uint32_t)(host.end + 1 - url.at)};
}

static octets itself(octets origin) {
    return origin.length >= ROOM ? origin : (octets){"        ", ROOM}; // too short for any
}

// Some rows at a time: each place in the table is on its way from memory while the next names are read.
static void numbers(chunk given, vector found, reading read) {
    uint64_t count = rows_of(given);
    vector texts = column(given, 0);
    const text *told = values(texts);
    const uint64_t *there = known(texts);
    int32_t *written = values(found);
    uint64_t *unknown = NULL;
    names sites;
    bool usable = read_names(kept_table(given, 1), &sites);
    for (uint64_t from = 0; from < count; from += AT_A_TIME) {
        uint64_t some = count - from < AT_A_TIME ? count - from : AT_A_TIME;
        octets origins[AT_A_TIME];
        uint32_t digests[AT_A_TIME];
        for (uint64_t at = 0; at < some; at++) {
            uint64_t row = from + at;
            origins[at] = usable && is_known(there, row) ? read(octets_of(told + row)) : NOTHING;
            if (origins[at].length == 0)
                continue;
            digests[at] = digest(origins[at].at + origins[at].length, origins[at].length);
            fetch(&sites, digests[at]);
        }
        for (uint64_t at = 0; at < some; at++) {
            uint32_t length = origins[at].length, number;
            if (length == 0) {
                leave_unknown(found, &unknown, from + at);
                continue;
            }
            bool met = find_name(&sites, origins[at].at + length, length, digests[at], &number);
            written[from + at] = met ? (int32_t)number : ELSEWHERE;
        }
    }
}

void site_rows(void *information, chunk given, vector found) {
    (void)information;
    numbers(given, found, origin_of);
}

void named_rows(void *information, chunk given, vector found) {
    (void)information;
    numbers(given, found, itself);
}
