# SPDX-License-Identifier: EUPL-1.2
"""What rests on a provision: in short for a terminal, as JSON, and which of it is asked for.

A terminal gets ids from an index; names and reasons come from every room, for pages and programs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.law.resting import Cited, Resting
    from adhere.law.show import Shown

SHOWN = 6
"""Ids of one group that a terminal shows."""
NO_PLACES = ("answer:", "atom:", "criterion:", "figure:")
"""How ids begin of what stands on a provision itself, and has nothing resting on it."""


def rests_in_short(asked: str, shown: Shown) -> tuple[Resting, ...]:
    """Return what rests on a provision by id, from the index."""
    from adhere.dossier.restingindex import indexed
    from adhere.law.resting import resting

    if not _is_place(asked, shown):
        return ()
    cited, parts = indexed(shown.provision)
    return _without_own(resting(shown.provision, cited, shown.on, parts))


def rests_in_full(asked: str, shown: Shown, more: Iterable[Cited] = ()) -> tuple[Resting, ...]:
    """Return what rests on a provision with names and reasons; ``more`` is what else refers to it."""
    from adhere.codes.ground import parts
    from adhere.dossier.lawresting import cited
    from adhere.law.resting import resting

    if not _is_place(asked, shown):
        return ()
    return _without_own(resting(shown.provision, (*cited(), *more), shown.on, parts()))


def _is_place(asked: str, shown: Shown) -> bool:
    """Whether a place in the law was asked for; what rests on a place in another document is among its parts."""
    return not shown.parts and not asked.startswith(NO_PLACES)


def _without_own(found: Iterable[Resting]) -> tuple[Resting, ...]:
    """Leave out exceptions that stand on the provision itself and so are among its records."""
    held = list(found)
    own = {one.id for one in held if one.group == "record" and one.reach != "above"}
    return tuple(one for one in held if one.group != "exception" or one.id not in own)


def add_resting(page: Page, shown: Shown, rests: Sequence[Resting]) -> None:
    """Add the counts and the nearest ids to a page, and how to read the rest."""
    if not rests:
        return
    near = [one for one in rests if one.reach != "above"]
    page.heading(say("lawshow.rests"))
    rows = []
    for group in dict.fromkeys(one.group for one in near):
        ids = [one.id for one in near if one.group == group]
        more = [say("lawshow.and-more", count=len(ids) - SHOWN)] if len(ids) > SHOWN else []
        rows.append((say(f"lawshow.group-{group}"), str(len(ids)), ", ".join([*ids[:SHOWN], *more])))
    page.rows(rows, (24, 3, 49))
    above = len(rests) - len(near)
    if above:
        page.paragraph(say("lawshow.rests-above", count=above), first="+ ")
    page.paragraph(say("lawshow.rests-more", provision=shown.provision), first="> ")


def counts(rests: Iterable[Resting]) -> dict[str, int]:
    """Return how many of each group there are."""
    return dict(Counter(one.group for one in rests))


def resting_json(rests: Sequence[Resting], spoken: Language) -> dict[str, Any]:
    """Return what rests on a provision, with the counts of each group."""
    return {
        "counts": counts(rests),
        "items": [
            {
                "group": one.group,
                "id": one.id,
                "kind": one.kind or None,
                "name": one.name.in_(spoken) if one.name else None,
                "links": [
                    {
                        "provision": link.provision,
                        "reach": link.reach,
                        "grade": link.grade or None,
                        "reviewed_by": link.reviewed_by,
                        "why": link.why.in_(spoken) if link.why else None,
                    }
                    for link in one.links
                ],
            }
            for one in rests
        ],
    }


def place_name(provision: str, spoken: Language) -> str:
    """Return a provision as one writes it, recitals too; the id itself where it is of no known shape."""
    from adhere.law.citations import cite

    kind, _, number = provision.partition(":")[2].partition("-")
    if kind == "rec":
        return say("lawshow.recital", number=number)
    try:
        return cite(provision).in_(spoken)
    except (ValueError, KeyError):
        return provision
