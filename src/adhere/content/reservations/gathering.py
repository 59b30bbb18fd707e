# SPDX-License-Identifier: EUPL-1.2
"""All that was recorded of a site and of an answer, and what it says to an agent about a target.

What was not recorded is ``None``, and a robots.txt that was not recorded makes the whole unknown, whatever else allows. A recorded absence (404) of
another file than robots.txt is passed as an empty one, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adhere.content.reservations import directives, licences, preferences, tdmrep
from adhere.content.reservations.aitxt import AiTxt
from adhere.content.reservations.page import Page
from adhere.content.reservations.signals import Reservation, Verdict
from adhere.content.reservations.tdmrep import TdmFile
from adhere.content.robots.fetching import NOTHING, RobotsState

FIELDS = frozenset({tdmrep.RESERVATION, tdmrep.POLICY, directives.FIELD, preferences.FIELD, licences.FIELD})
"""The HTTP fields that say something; a record needs no others."""
FIELD_LIMIT = 200
VALUE_LIMIT = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecord:
    """What a site says for all of itself."""

    robots: RobotsState = NOTHING
    tdm: TdmFile | None = None
    ai_txt: AiTxt | None = None


def fields_of(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the fields of an answer that say something, by name in small letters, in order; so many and so long."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        lowered = name.strip().lower()
        if lowered in FIELDS and len(found.get(lowered, ())) < FIELD_LIMIT:
            found[lowered] = (*found.get(lowered, ()), value[:VALUE_LIMIT])
    return found


def gathered(
    agent: str,
    target: str,
    *,
    site: SiteRecord,
    headers: Mapping[str, tuple[str, ...]] | None = None,
    page: Page | None = None,
) -> tuple[Reservation, ...]:
    """Return every signal that says something about a target; those of TDMRep by its own order of priority."""
    fields, metas, links = headers or {}, page.metas if page else {}, page.links if page else ()
    tdm = (site.tdm.of(target),) if site.tdm else ()
    found = [
        *of_robots(site.robots, agent, target),
        *tdmrep.superseding(
            tuple(one for one in tdm if one), tdmrep.of_headers(fields), tdmrep.of_metas(metas)
        ),
        *directives.of_headers(fields),
        *directives.of_metas(metas),
        *preferences.of_headers(fields),
        *licences.of_headers(fields),
        *licences.of_links(links),
    ]
    if site.ai_txt and (said := site.ai_txt.of(agent, target)):
        found.append(said)
    return tuple(found)


def of_robots(state: RobotsState, agent: str, target: str) -> tuple[Reservation, ...]:
    """Return what the robots.txt of a site says, as one signal among others, with the lines in it about use and licences."""
    decision = state.decide(agent, target)
    file = state.file
    rule = decision.rule if decision else None
    verdict = (
        Verdict.UNKNOWN if decision is None else Verdict.ALLOWED if decision.allowed else Verdict.RESERVED
    )
    said = Reservation(
        signal="robots",
        verdict=verdict,
        where=file.file if file else "robots.txt",
        line=rule.line if rule else None,
        words=f"{'Allow' if rule.allow else 'Disallow'}: {rule.pattern}"[:200]
        if rule
        else state.reason.value,
    )
    if file is None:
        return (said,)
    return (said, *preferences.of_robots(file, agent, target), *licences.of_robots(file)[0])
