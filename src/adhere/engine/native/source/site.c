// SPDX-License-Identifier: EUPL-1.2
// adhere_site(url, sites): the number of the site of a URL, ELSEWHERE where it is none of them, NULL where engine.audit.authorities has to read its
// authority. adhere_named(origin, sites): the number of a site that is known by its name, as ``https://example.com/``.
#include "authority.h"
#include "names.h"

enum { ELSEWHERE = -2, AT_A_TIME = 32, LONGEST_HOST = 253, LONGEST_ORIGIN = 8 + LONGEST_HOST + 1 + 6 + 1, LAST_PORT = 65535 };

typedef octets (*reading)(octets told, char *room);

// Write a host in lower case behind so many octets, without a closing stop, and return how many there are then; 0 where it is none of ASCII.
static uint32_t write_host(octets host, char *room, uint32_t before) {
    uint32_t length = before;
    for (uint32_t at = 0; at < host.length; at++) {
        char octet = lower(host.at[at]);
        bool stop = octet == '.' && length > before && room[length - 1] != '.';
        if (at > LONGEST_HOST || !(stop || IN_LABEL[(uint8_t)octet]))
            return 0;
        room[length++] = octet;
    }
    length -= length > before && room[length - 1] == '.';
    return length == before || length - before > LONGEST_HOST ? 0 : length;
}

// Read a port, which may be empty; false where it is none.
static bool read_port(octets told, uint32_t *port) {
    *port = 0;
    for (uint32_t at = 0; at < told.length; at++) {
        uint32_t digit = (uint32_t)(uint8_t)told.at[at] - '0';
        if (digit > 9 || (*port = 10 * *port + digit) > LAST_PORT)
            return false;
    }
    return told.length == 0 || *port > 0;
}

static uint32_t write_port(uint32_t port, char *room, uint32_t length) {
    char digits[5];
    uint32_t count = 0;
    for (; port; port /= 10)
        digits[count++] = (char)('0' + port % 10);
    room[length++] = ':';
    while (count)
        room[length++] = digits[--count];
    return length;
}

// Write the origin of a URL as engine.audit.authorities does; NOTHING where that has to: of another scheme, an address in brackets, letters that are not ASCII.
static octets written_origin(octets url, char *room) {
    uint32_t scheme = scheme_of(url), port = 0;
    if (scheme == 0)
        return NOTHING;
    const char *from = url.at + scheme, *end = authority_end(from, url.at + url.length);
    for (const char *at = from; at < end; at++)
        if (*at == '@') // the last one ends a user
            from = at + 1;
    const char *colon = memchr(from, ':', (size_t)(end - from));
    if (colon && !read_port((octets){colon + 1, (uint32_t)(end - colon - 1)}, &port))
        return NOTHING;
    memcpy(room, "https://", 8);
    memcpy(room + scheme - 3, "://", 3);
    uint32_t length = write_host((octets){from, (uint32_t)((colon ? colon : end) - from)}, room, scheme);
    if (length == 0)
        return NOTHING;
    if (port && port != (scheme == 8 ? 443 : 80))
        length = write_port(port, room, length);
    room[length++] = '/';
    return (octets){room, length};
}

static octets origin_of(octets url, char *room) {
    host host;
    if (!plain_host(url, &host) || host.end == url.at + url.length)
        return written_origin(url, room);
    return (octets){url.at, (uint32_t)(host.end + 1 - url.at)};
}

static octets itself(octets origin, char *room) {
    (void)room;
    return origin.length >= ROOM ? origin : (octets){"        ", ROOM}; // too short for any
}

// Some rows at a time: each place in the table is on its way from memory while the next ones are read.
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
        char rooms[AT_A_TIME][LONGEST_ORIGIN];
        octets origins[AT_A_TIME];
        uint32_t digests[AT_A_TIME];
        for (uint64_t at = 0; at < some; at++) {
            uint64_t row = from + at;
            origins[at] = usable && is_known(there, row) ? read(octets_of(told + row), rooms[at]) : NOTHING;
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
