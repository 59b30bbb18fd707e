# SPDX-License-Identifier: EUPL-1.2
"""What rests on a provision: in short for a terminal, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.law.resting import Resting
    from adhere.law.show import Shown

SHOWN = 6
"""Ids of one group that a terminal shows."""


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
        rows.append((say(f"lawreading.group-{group}"), str(len(ids)), ", ".join([*ids[:SHOWN], *more])))
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
