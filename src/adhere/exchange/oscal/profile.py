# SPDX-License-Identifier: EUPL-1.2
"""What an adherence selects of a code, as an OSCAL profile: the commitments with their measures that bind, or may bind, on a date.

https://pages.nist.gov/OSCAL-Reference/models/v1.2.1/profile/json-outline/; Article 56(7). Whether a commitment binds is worked out in
``adherence.scope``; one of which that is not known is selected too, and named, for what is not known is not left out.
"""

from __future__ import annotations

from adhere.adherence.standing import Standing
from adhere.adherence.statement import Adherence
from adhere.codes.code import Code
from adhere.exchange.oscal.making import Json, Making, document, kept, metadata, prop, token
from adhere.kernel.truth import Truth

EXTENT = "extent"


def profile(
    code: Code, adherence: Adherence, standings: tuple[Standing, ...], catalog: str, making: Making
) -> bytes | None:
    """Return the profile; ``catalog`` is where that of the code lies. None where nothing is selected, which OSCAL has no form for."""
    chosen = selected(code, standings)
    if not chosen:
        return None
    open_ones = [one.measure for one in standings if one.bound is Truth.UNKNOWN]
    content = kept(
        metadata=metadata(
            making,
            making.said("profile-title", code=code.title),
            code.version,
            [*_facts(code, adherence), *(prop("undetermined", one) for one in open_ones)],
            remarks=making.said("profile-remarks"),
        ),
        imports=[{"href": catalog, "include-controls": [{"with-ids": list(chosen)}]}],
        merge={"as-is": True},
    )
    return document("profile", content)


def selected(code: Code, standings: tuple[Standing, ...]) -> tuple[str, ...]:
    """Return the ids of the controls that bind or may bind: each commitment, followed by its measures."""
    bound = {one.measure for one in standings if one.bound is not Truth.NO}
    chosen: dict[str, None] = {}
    for measure in code.measures:
        if measure.id in bound:
            chosen |= dict.fromkeys((token(measure.commitment), token(measure.id)))
    return tuple(chosen)


def _facts(code: Code, adherence: Adherence) -> list[Json]:
    told = [prop("code", code.id), prop(EXTENT, adherence.extent)]
    told += [prop("chapter", one) for one in adherence.chapters]
    told += [prop("model", one) for one in adherence.models]
    days = {"since": adherence.since, "until": adherence.until}
    told += [prop(name, day.isoformat()) for name, day in days.items() if day is not None]
    if adherence.full_code_interest:
        told.append(prop("full-code-interest", "true"))
    return told
