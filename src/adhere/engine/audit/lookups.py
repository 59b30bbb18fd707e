# SPDX-License-Identifier: EUPL-1.2
"""The tables of an audit for functions in C: sites by name, when they came into their states, and rules by set and path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from adhere.engine.audit.query import Numbers
from adhere.engine.audit.tables import BOUNDS, NO_STATE
from adhere.engine.native import names, rules, spells
from adhere.engine.native.loading import Kept, functions

if TYPE_CHECKING:
    from adhere.engine.embedded import Session

SITES, RULES = 1_000_000, 200_000
"""How many are laid out at most: for a moment a site takes some 300 octets and a rule 700, beside the memory that the engine was given."""
TRIED = 200
"""Sites and rules that the functions are tried on before they are believed."""


class Lookups(NamedTuple):
    """The tables, which functions know as long as this is kept."""

    sites: Kept
    spells: Kept
    rules: Kept

    @property
    def numbers(self) -> Numbers:
        """By what SQL names them."""
        return Numbers(*(table.number for table in self))


def lookups(session: Session) -> Lookups | None:
    """Lay out what ``loading.load`` put into a session; None where there are no functions, too much for them, or they do not say what the parser says."""
    ((site_count, rule_count),) = session.rows(
        "SELECT (SELECT count(*) FROM audit_site), (SELECT count(*) FROM audit_rule)"
    )
    found = functions(session) if site_count <= SITES and rule_count <= RULES else None
    if found is None:
        return None
    try:
        made = Lookups(*map(found.keep, (_sites(session), _spells(session), _rules(session))))
    except (OverflowError, MemoryError, UnicodeError):
        return None
    return made if _agrees(session, made.numbers) else None


def _agrees(session: Session, numbers: Numbers) -> bool:
    """Whether the functions find some sites, and say of paths that some rules are about what the parser says."""
    wrong = session.rows(
        f"SELECT count(*) FROM (SELECT * FROM audit_site WHERE origin <> '' LIMIT {TRIED}) AS s WHERE adhere_named(origin, {numbers.sites}) IS DISTINCT FROM site"
    )
    decided = session.rows(
        f"""SELECT coalesce(adhere_rule(url, set_, base, {numbers.rules}), audit_decided(set_, url), base), coalesce(audit_decided(set_, url), base)
        FROM (SELECT set_, base, 'https://site.example' || replace(replace(p.pattern, '%', 'x'), '^', '') AS url
            FROM (SELECT DISTINCT set_, base FROM audit_class WHERE NOT asked LIMIT {TRIED}) AS c
            JOIN (SELECT set_, unnest(patterns[:2]) AS p FROM audit_keyed) AS k USING (set_) LIMIT {TRIED}) AS u"""
    )
    return wrong == [(0,)] and all(native == parser for native, parser in decided)


def _sites(session: Session) -> bytes:
    found = session.rows("SELECT origin, site FROM audit_site WHERE origin <> ''")
    return names.packed([(origin.encode(), site) for origin, site in found])


def _spells(session: Session) -> bytes:
    """Lay out the moments and what states mean; sites and states have numbers from nought on, without a gap."""
    bounds = ", ".join(f"bound_{place}" for place in range(BOUNDS))
    moments = f"list_filter(list_concat([{bounds}], more), lambda m: m IS NOT NULL)"
    sites = session.rows(
        f"SELECT first, list_transform({moments}, lambda m: epoch_us(m)) FROM audit_site ORDER BY site"
    )
    meant = session.rows(f"SELECT profile FROM audit_state WHERE number <> {NO_STATE} ORDER BY number")
    return spells.packed(sites, [profile for (profile,) in meant])


def _rules(session: Session) -> bytes:
    """Lay out the rules; the last list of a set that may match any path is the longest, with those of a query."""
    keyed = {
        (number, key): _lines(listed)
        for number, key, listed in session.rows("SELECT set_, key, patterns FROM audit_keyed")
    }
    free = {
        number // 2: _lines(listed)
        for number, listed in session.rows("SELECT number, patterns FROM audit_free ORDER BY number")
    }
    ((last,),) = session.rows("SELECT max(greatest(set_, now_set_)) FROM audit_class")
    return rules.packed(keyed, free, 0 if last is None else last + 1)


def _lines(listed: Iterable[Mapping[str, Any]]) -> list[rules.Line]:
    return [(one["pattern"], one["code"]) for one in listed]
