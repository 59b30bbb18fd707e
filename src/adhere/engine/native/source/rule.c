// SPDX-License-Identifier: EUPL-1.2
// adhere_rule(url, set, base, rules): the code of the rule of a set that decides a URL, at least `base`, which it is where there is no set; NULL where the
// parser has to be asked: of a set below nought, an authority that no slash follows, or a path that software may ask for as another. RFC 9309, sections 2.2.2
// and 2.2.3, as content.robots.deciding and content.robots.spelling have it.
//
// `rules` is made by engine.native.rules: a sign, the number of sets and where keys, rules and patterns begin (32 bits each); for each set where its keys
// begin and end, and its rules that may match any path; for each key three octets that a path begins with, and its rules; for each rule its code,
// the octets that it needs, one bit for each of 64 kinds, the first octets of a path and which of them it says (64 bits each), where its pattern begins and
// its length. Rules of one list stand by code, the greatest first. In a pattern ANYTHING is a star, and where it ends the path
// ends. No octet outside is read, whatever it holds.
#define _GNU_SOURCE
#include "authority.h"
#include "names.h"

enum { HEAD = 24, SET = 16, KEY = 12, RULE = 40, LONGEST = 6144 };

static const char ANYTHING = (char)0xFF;
static const uint8_t UNUSUAL[256] = {['\\'] = 1, ['%'] = 1, [' '] = 1, ['\t'] = 1, ['\n'] = 1, ['\r'] = 1};
static const octets ITSELF = {"/robots.txt", 11};

typedef struct {
    const char *sets, *keys, *rules, *patterns;
    uint32_t set_count, key_count, rule_count, pattern_length;
} rules;

typedef struct { uint32_t from, to; } range;

static bool read_rules(octets told, rules *found) {
    *found = (rules){NULL, NULL, NULL, NULL, 0, 0, 0, 0};
    if (told.length < HEAD || memcmp(told.at, "ADHRUL1\n", 8) != 0)
        return false;
    uint32_t sets = four(told.at + 8), keys = four(told.at + 12), lines = four(told.at + 16), patterns = four(told.at + 20);
    if (keys < HEAD || lines < keys || patterns < lines || told.length < patterns || (keys - HEAD) / SET < sets)
        return false;
    *found = (rules){told.at + HEAD, told.at + keys, told.at + lines, told.at + patterns, sets, (lines - keys) / KEY, (patterns - lines) / RULE, told.length - patterns};
    return true;
}

// Whether a whole path is as a pattern says: the octets between stars are looked for one behind the other, and nothing is gone back on.
static bool matches(octets pattern, octets path) {
    const char *at = path.at, *end = path.at + path.length, *piece = pattern.at, *last = pattern.at + pattern.length;
    for (bool first = true;; first = false) {
        const char *star = memchr(piece, ANYTHING, (size_t)(last - piece));
        size_t length = (size_t)((star ? star : last) - piece);
        if ((size_t)(end - at) < length)
            return false;
        if (first && memcmp(at, piece, length) != 0)
            return false;
        if (star == NULL)
            return first ? at + length == end : memcmp(end - length, piece, length) == 0;
        if (!first && length) {
            at = memmem(at, (size_t)(end - at), piece, length);
            if (at == NULL)
                return false;
        }
        at += length;
        piece = star + 1;
        if (piece == last)
            return true;
    }
}

// A path, and what most rules that do not match are told by: the kinds of octets it has, and its first eight octets.
typedef struct {
    octets octets;
    uint64_t kinds, head;
} path;

static path path_of(octets told, uint64_t kinds) {
    uint64_t head = 0;
    memcpy(&head, told.at, told.length < sizeof head ? told.length : sizeof head);
    return (path){told, kinds, head};
}

// The first rule of a list that matches has the greatest code; those that are no greater than what was found are not tried.
static int64_t greatest(const rules *all, range listed, const path *path, int64_t found) {
    if (listed.to > all->rule_count)
        return found;
    for (uint32_t number = listed.from; number < listed.to; number++) {
        const char *rule = all->rules + (size_t)RULE * number;
        int64_t code = (int64_t)eight(rule);
        if (code <= found)
            break;
        if ((eight(rule + 8) & ~path->kinds) || ((eight(rule + 16) ^ path->head) & eight(rule + 24)))
            continue;
        uint32_t at = four(rule + 32), length = four(rule + 36);
        bool within = at <= all->pattern_length && length <= all->pattern_length - at;
        if (within && matches((octets){all->patterns + at, length}, path->octets))
            return code;
    }
    return found;
}

static uint32_t three(const char *at) {
    return (uint32_t)(uint8_t)at[0] << 16 | (uint32_t)(uint8_t)at[1] << 8 | (uint8_t)at[2];
}

// The rules that begin as a path does.
static range keyed(const rules *all, range keys, octets path) {
    if (path.length < 3 || keys.to > all->key_count)
        return (range){0, 0};
    uint32_t key = three(path.at), low = keys.from, high = keys.to;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *at = all->keys + (size_t)KEY * middle;
        uint32_t met = four(at);
        if (met == key)
            return (range){four(at + 4), four(at + 8)};
        if (met < key)
            low = middle + 1;
        else
            high = middle;
    }
    return (range){0, 0};
}

typedef struct {
    char octets[LONGEST];
    uint32_t length;
    uint64_t kinds;
} spelling;

static void add(spelling *made, char octet) {
    made->octets[made->length++] = octet;
    made->kinds |= (uint64_t)1 << (octet & 63);
}

static int digit(char octet) {
    if (octet >= '0' && octet <= '9')
        return octet - '0';
    if (octet >= 'a' && octet <= 'f')
        return octet - 'a' + 10;
    return octet >= 'A' && octet <= 'F' ? octet - 'A' + 10 : -1;
}

static bool unreserved(int octet) {
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9') || octet == '-' || octet == '.' || octet == '_' ||
           octet == '~';
}

static void add_escape(spelling *made, int octet) {
    static const char DIGITS[] = "0123456789ABCDEF";
    add(made, '%');
    add(made, DIGITS[octet >> 4]);
    add(made, DIGITS[octet & 15]);
}

// Spell a path out as it is written, but for escapes in capitals, and plainly. False where software asks for another: of dot segments, backslashes, spaces.
static bool spell(octets path, spelling *written, spelling *plain) {
    written->length = plain->length = 0;
    written->kinds = plain->kinds = 0;
    for (uint32_t at = 0; at < path.length; at++) {
        char octet = path.at[at];
        bool escape = octet == '%' && path.length - at > 2 && digit(path.at[at + 1]) >= 0 && digit(path.at[at + 2]) >= 0;
        if (escape) {
            int told = digit(path.at[at + 1]) << 4 | digit(path.at[at + 2]);
            if (told == '.')
                return false;
            add_escape(written, told);
            if (unreserved(told))
                add(plain, (char)told);
            else
                add_escape(plain, told);
            at += 2;
            continue;
        }
        if (octet == '\\' || octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r' || (octet == '.' && at && path.at[at - 1] == '/'))
            return false;
        add(written, octet);
        if ((uint8_t)octet < 0x80)
            add(plain, octet);
        else
            add_escape(plain, (uint8_t)octet);
    }
    return true;
}

// Whether a path has but one spelling; and the kinds of octets it has.
static bool simple(octets path, uint64_t *kinds) {
    *kinds = 0;
    for (uint32_t at = 0; at < path.length; at++) {
        uint8_t octet = (uint8_t)path.at[at];
        if (octet >= 0x80 || UNUSUAL[octet] || (octet == '.' && at && path.at[at - 1] == '/'))
            return false;
        *kinds |= (uint64_t)1 << (octet & 63);
    }
    return true;
}

static int64_t code_of(const rules *all, int32_t set, int64_t base, octets told, uint64_t kinds) {
    const char *at = all->sets + (size_t)SET * (uint32_t)set;
    range keys = {four(at), four(at + 4)}, free = {four(at + 8), four(at + 12)};
    path path = path_of(told, kinds);
    return greatest(all, free, &path, greatest(all, keyed(all, keys, told), &path, base));
}

static bool reserves(int64_t code) {
    return code != 0 && code % 2 == 0;
}

// Where the path of a URL begins; NULL where nothing but a slash may end its authority, and something else does.
static const char *slash_of(octets url) {
    host host;
    const char *end = url.at + url.length;
    if (plain_host(url, &host))
        return host.end < end ? host.end : NULL;
    uint32_t scheme = scheme_of(url);
    if (scheme == 0)
        return NULL;
    const char *at = authority_end(url.at + scheme, end);
    return at < end && *at == '/' ? at : NULL;
}

static bool decided(octets url, int32_t set, int64_t base, const rules *all, int64_t *code) {
    const char *slash = set < 0 || (uint32_t)set >= all->set_count ? NULL : slash_of(url);
    if (slash == NULL)
        return false;
    const char *end = memchr(slash, '#', (size_t)(url.at + url.length - slash));
    octets path = {slash, (uint32_t)((end ? end : url.at + url.length) - slash)};
    uint64_t kinds;
    if (simple(path, &kinds)) {
        bool itself = path.length == ITSELF.length && memcmp(path.at, ITSELF.at, ITSELF.length) == 0;
        *code = itself ? 0 : code_of(all, set, base, path, kinds);
        return true;
    }
    spelling written, plain;
    if (path.length > LONGEST / 3 || !spell(path, &written, &plain))
        return false;
    *code = code_of(all, set, base, (octets){written.octets, written.length}, written.kinds);
    if (reserves(*code))
        return true;
    int64_t other = code_of(all, set, base, (octets){plain.octets, plain.length}, plain.kinds);
    *code = reserves(other) ? other : *code;
    return true;
}

void rule_rows(void *information, chunk given, vector found) {
    (void)information;
    uint64_t count = rows_of(given);
    vector urls = column(given, 0), sets = column(given, 1), bases = column(given, 2);
    const text *url = values(urls);
    const int32_t *set = values(sets);
    const int64_t *base = values(bases);
    const uint64_t *url_known = known(urls), *set_known = known(sets), *base_known = known(bases);
    int64_t *written = values(found);
    uint64_t *unknown = NULL;
    rules all;
    bool usable = read_rules(kept_table(given, 3), &all);
    for (uint64_t row = 0; row < count; row++) {
        if (!is_known(set_known, row) && is_known(base_known, row)) {
            written[row] = base[row];
            continue;
        }
        bool asked = usable && is_known(url_known, row) && is_known(set_known, row) && is_known(base_known, row);
        if (asked && decided(octets_of(url + row), set[row], base[row], &all, written + row))
            continue;
        leave_unknown(found, &unknown, row);
    }
}
