// SPDX-License-Identifier: EUPL-1.2
// adhere_domain(url, suffixes): the registrable domain of a URL that is written plainly, NULL of every other, which SQL reads by its own rules.
//
// Plainly: http:// or https:// in lower case, then labels of a-z, 0-9, "_" and "-" with one stop between them, the last of which ends in no digit,
// then "/" or nothing. What comes of it is what content.hosts and content.suffixes say. A public suffix has no domain: NULL too.
//
// `suffixes` is laid out by engine.domains.adding: the number of a name is how many labels the public suffix has that it makes, nought where only longer
// names are listed, and EXCEPTION for one.
#include "authority.h"
#include "names.h"

enum { EXCEPTION = 256 };

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

void domain_rows(void *information, chunk given, vector found) {
    (void)information;
    uint64_t count = rows_of(given);
    vector urls = column(given, 0);
    const text *url = values(urls);
    const uint64_t *told = known(urls);
    text *written = values(found);
    uint64_t *unknown = NULL;
    names suffixes;
    bool usable = read_names(kept_table(given, 1), &suffixes);
    for (uint64_t row = 0; row < count; row++) {
        octets domain = usable && is_known(told, row) ? domain_of(octets_of(url + row), &suffixes) : NOTHING;
        if (domain.length) {
            write_text(found, written, row, domain);
            continue;
        }
        leave_unknown(found, &unknown, row);
    }
}
