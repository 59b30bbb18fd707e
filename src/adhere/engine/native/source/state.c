// SPDX-License-Identifier: EUPL-1.2
// adhere_state(site, time, spells): the number of the state that a site was in, NO_STATE of the site of URLs that have none, NOTHING_KNOWN without a time,
// NULL of what is no site.
//
// `spells` is made by engine.native.spells: a sign, the number of sites and where moments begin (32 bits each); for each site the number of its first state,
// where its moments begin and end; moments in microseconds (64 bits), at each of which the next state begins. No octet outside is read.
#include "engine.h"

enum { HEAD = 16, SITE = 12, MOMENT = 8, NO_STATE = -1, NOTHING_KNOWN = 0 };

typedef struct {
    const char *sites, *moments;
    uint32_t site_count, moment_count;
} spells;

static bool read_spells(octets told, spells *found) {
    *found = (spells){NULL, NULL, 0, 0};
    if (told.length < HEAD || memcmp(told.at, "ADHSPL1\n", 8) != 0)
        return false;
    uint32_t sites = four(told.at + 8), moments = four(told.at + 12);
    if (moments < HEAD || moments > told.length || (moments - HEAD) / SITE < sites)
        return false;
    *found = (spells){told.at + HEAD, told.at + moments, sites, (told.length - moments) / MOMENT};
    return true;
}

// How many moments of a site are not after a time.
static uint32_t begun(const spells *all, uint32_t from, uint32_t to, int64_t time) {
    uint32_t low = from, high = to;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if ((int64_t)eight(all->moments + (size_t)MOMENT * middle) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low - from;
}

static int32_t state_of(const spells *all, uint32_t site, int64_t time) {
    const char *at = all->sites + (size_t)SITE * site;
    uint32_t first = four(at), from = four(at + 4), to = four(at + 8);
    return (int32_t)(from <= to && to <= all->moment_count ? first + begun(all, from, to, time) : first);
}

void state_rows(void *information, chunk given, vector found) {
    (void)information;
    uint64_t count = rows_of(given);
    vector sites = column(given, 0), times = column(given, 1);
    const int32_t *site = values(sites);
    const int64_t *time = values(times);
    const uint64_t *site_known = known(sites), *time_known = known(times);
    int32_t *written = values(found);
    uint64_t *unknown = NULL;
    spells all;
    bool usable = read_spells(kept_table(given, 2), &all);
    for (uint64_t row = 0; row < count; row++) {
        if (usable && is_known(site_known, row) && site[row] >= 0 && (uint32_t)site[row] < all.site_count) {
            if (site[row] == 0)
                written[row] = NO_STATE;
            else
                written[row] = is_known(time_known, row) ? state_of(&all, (uint32_t)site[row], time[row]) : NOTHING_KNOWN;
            continue;
        }
        leave_unknown(found, &unknown, row);
    }
}
