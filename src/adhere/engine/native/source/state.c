// SPDX-License-Identifier: EUPL-1.2
// adhere_profile(site, time, spells): what the state means that a site was in, NO_PROFILE of the site of URLs that have none, what NOTHING_KNOWN means without
// a time, NULL of what is no site.
//
// `spells` is made by engine.native.spells: a sign, the number of sites, where moments and where meanings begin (32 bits each); for each site the number of
// its first state, where its moments begin and end; moments in microseconds (64 bits), at each of which the next state begins; for each state what it means
// (32 bits). No octet outside is read.
#include "engine.h"

enum { HEAD = 20, SITE = 12, MOMENT = 8, MEANING = 4, NO_PROFILE = -1, NOTHING_KNOWN = 0, AT_A_TIME = 32, FEW = 8 };

typedef struct {
    const char *sites, *moments, *meanings;
    uint32_t site_count, moment_count, meaning_count;
} spells;

static bool read_spells(octets told, spells *found) {
    *found = (spells){NULL, NULL, NULL, 0, 0, 0};
    if (told.length < HEAD || memcmp(told.at, "ADHSPL2\n", 8) != 0)
        return false;
    uint32_t sites = four(told.at + 8), moments = four(told.at + 12), meanings = four(told.at + 16);
    if (moments < HEAD || meanings < moments || meanings > told.length || (moments - HEAD) / SITE < sites)
        return false;
    *found = (spells){told.at + HEAD, told.at + moments, told.at + meanings, sites, (meanings - moments) / MOMENT, (told.length - meanings) / MEANING};
    return true;
}

static bool is_begun(const spells *all, uint32_t moment, int64_t time) {
    return (int64_t)eight(all->moments + (size_t)MOMENT * moment) <= time;
}

// How many moments of a site are not after a time; the last few are counted, as a processor guesses badly which way a search goes.
static uint32_t begun(const spells *all, uint32_t from, uint32_t to, int64_t time) {
    uint32_t low = from, high = to;
    while (high - low > FEW) {
        uint32_t middle = low + (high - low) / 2;
        if (is_begun(all, middle, time))
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t found = low - from;
    for (; low < high; low++)
        found += is_begun(all, low, time);
    return found;
}

// Fetch the moment of a site that a search looks at first.
static void fetch_moments(const spells *all, uint32_t site) {
    const char *at = all->sites + (size_t)SITE * site;
    uint32_t from = four(at + 4), to = four(at + 8);
    if (from < to && to <= all->moment_count)
        __builtin_prefetch(all->moments + (size_t)MOMENT * (from + (to - from) / 2));
}

static uint32_t state_of(const spells *all, uint32_t site, int64_t time) {
    const char *at = all->sites + (size_t)SITE * site;
    uint32_t first = four(at), from = four(at + 4), to = four(at + 8);
    return from <= to && to <= all->moment_count ? first + begun(all, from, to, time) : first;
}

// Some rows at a time: what is kept of each site is on its way from memory while that of the next ones is asked for.
void profile_rows(void *information, chunk given, vector found) {
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
    for (uint64_t from = 0; from < count; from += AT_A_TIME) {
        uint64_t some = count - from < AT_A_TIME ? count - from : AT_A_TIME;
        bool there[AT_A_TIME];
        const char *meanings[AT_A_TIME];
        for (uint64_t at = 0, row = from; at < some; at++, row++) {
            there[at] = usable && is_known(site_known, row) && site[row] >= 0 && (uint32_t)site[row] < all.site_count;
            if (there[at])
                __builtin_prefetch(all.sites + (size_t)SITE * (uint32_t)site[row]);
        }
        for (uint64_t at = 0; at < some; at++)
            if (there[at])
                fetch_moments(&all, (uint32_t)site[from + at]);
        for (uint64_t at = 0, row = from; at < some; at++, row++) {
            if (!there[at] || site[row] == 0)
                continue;
            uint32_t state = is_known(time_known, row) ? state_of(&all, (uint32_t)site[row], time[row]) : NOTHING_KNOWN;
            there[at] = state < all.meaning_count;
            if (!there[at])
                continue;
            meanings[at] = all.meanings + (size_t)MEANING * state;
            __builtin_prefetch(meanings[at]);
        }
        for (uint64_t at = 0, row = from; at < some; at++, row++) {
            if (there[at])
                written[row] = site[row] == 0 ? NO_PROFILE : (int32_t)four(meanings[at]);
            else
                leave_unknown(found, &unknown, row);
        }
    }
}
