// SPDX-License-Identifier: EUPL-1.2
// adhere_key(url, place, suffixes, list): the number of what a URL is added up under, see packing.h: its registrable domain where it is written plainly and
// has one, else its authority, as engine.domains.definition reads it, behind a slash; the place of a row without a URL, where that is not below nought. NULL
// of a URL that is not read here, which SQL reads then.
//
// Plainly: http:// or https:// in lower case, then labels of a-z, 0-9, "_" and "-" with one stop between them, the last of which ends in no digit,
// then "/" or nothing. What comes of it is what content.hosts and content.suffixes say. A public suffix has no domain.
//
// `suffixes` is laid out by engine.domains.numbering: the number of a name is how many labels the public suffix has that it makes, nought where only longer
// names are listed, and EXCEPTION for one.
#include "authority.h"
#include "names.h"
#include "packing.h"

enum { EXCEPTION = 256, LONGEST = 256 };

// The labels of the public suffix that a host ends in: the longest that is listed, an exception before all; STOPS or more where they are too many to
// tell. https://publicsuffix.org/list/
static uint32_t suffix_labels(const names *suffixes, const host *host) {
    uint32_t found = 1;
    for (uint32_t count = 1; count <= host->labels; count++) {
        if (count == STOPS)
            return STOPS;
        uint32_t labels, length = (uint32_t)(host->end - label(host, host->labels - count));
        if (!find_name(suffixes, host->end, length, digest(host->end, length), &labels))
            break;
        if (labels == EXCEPTION)
            return count - 1;
        if (labels > found)
            found = labels;
    }
    return found;
}

static octets domain_of(octets url, const names *suffixes) {
    host host;
    if (!plain_host(url, &host) || (host.end[-1] >= '0' && host.end[-1] <= '9'))
        return NOTHING;
    uint32_t suffix = suffix_labels(suffixes, &host);
    if (host.labels <= suffix || suffix >= STOPS)
        return NOTHING;
    const char *from = label(&host, host.labels - suffix - 1);
    return (octets){from, (uint32_t)(host.end - from)};
}

static inline bool is_blank(char octet) {
    return octet == '\t' || octet == '\r' || octet == '\n';
}

static inline bool in_scheme(char octet) {
    char small = octet | 0x20;
    return (small >= 'a' && small <= 'z') || (octet >= '0' && octet <= '9') || octet == '+' || octet == '.' || octet == '-' || is_blank(octet);
}

static const char *after_blanks(const char *at, const char *end) {
    while (at < end && is_blank(*at))
        at++;
    return at;
}

// Where the authority of a URL begins, behind two slashes; NULL where it has none.
static const char *authority_of(octets url) {
    const char *at = url.at, *end = url.at + url.length;
    while (at < end && (uint8_t)*at <= 0x20)
        at++;
    if (at == end || (*at | 0x20) < 'a' || (*at | 0x20) > 'z')
        return NULL;
    while (at < end && in_scheme(*at))
        at++;
    if (at == end || *at != ':')
        return NULL;
    at = after_blanks(at + 1, end);
    if (at == end || *at != '/')
        return NULL;
    at = after_blanks(at + 1, end);
    return at == end || *at != '/' ? NULL : at + 1;
}

// The number of the authority of a URL behind a slash; false where it is long, or has no place in the list.
static bool key_of_authority(octets url, int32_t list, wide *number) {
    char key[LONGEST];
    const char *at = authority_of(url), *end = url.at + url.length;
    uint32_t length = 0;
    key[length++] = '/';
    for (; at && at < end && *at != '/' && *at != '?' && *at != '#'; at++) {
        if (length == LONGEST)
            return false;
        key[length++] = *at;
    }
    return listed((octets){key, length}, list, number);
}

static bool key_of(octets url, const names *suffixes, int32_t list, wide *number) {
    octets domain = domain_of(url, suffixes);
    if (domain.length == 0)
        return key_of_authority(url, list, number);
    if (domain.length > PACKED)
        return listed(domain, list, number);
    *number = packed(domain);
    return true;
}

// The number of a row without a URL; false where it has no place.
static bool key_of_place(int64_t place, int32_t list, wide *number) {
    if (place < 0 || list == NO_LIST)
        return false;
    *number = (wide){has_place(list) ? (uint64_t)place : NO_PLACE, ABSENT};
    return true;
}

void key_rows(void *information, chunk given, vector found) {
    (void)information;
    uint64_t count = rows_of(given);
    vector urls = column(given, 0), places = column(given, 1);
    const text *url = values(urls);
    const int64_t *place = values(places);
    const uint64_t *told = known(urls), *placed = known(places);
    wide *written = values(found);
    uint64_t *unknown = NULL;
    names suffixes;
    bool usable = read_names(kept_table(given, 2), &suffixes);
    int32_t list = begun_list(given, 3);
    for (uint64_t row = 0; row < count; row++) {
        octets is = is_known(told, row) ? octets_of(url + row) : NOTHING;
        if (is.length == 0 && is_known(placed, row) && key_of_place(place[row], list, written + row))
            continue;
        if (!usable || !is_known(told, row) || !key_of(is, &suffixes, list, written + row))
            leave_unknown(found, &unknown, row);
    }
}
