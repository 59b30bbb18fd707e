# SPDX-License-Identifier: EUPL-1.2
"""A record in words: who, whom, when and how sure, what a wording of before or to come says, and how a provision is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from adhere.dossier.lawreading.words import say
from adhere.kernel.text import Language
from adhere.law.citations import cite

if TYPE_CHECKING:
    from adhere.law.library import Law
    from adhere.law.records import Norm


def norm_facts(law: Law, norm: Norm, on: date, spoken: Language) -> Iterator[tuple[str, str]]:
    """Yield who, to whom, from when, under which condition, and how sure; a label is empty where it is that of the line before."""
    for name, members in {"holder": norm.holder, "addressee": norm.addressee}.items():
        if members:
            named = (law.roles[role].in_(spoken) if role in law.roles else role for role in members)
            yield say(name, spoken), "; ".join(named)
    yield (
        say("applies", spoken),
        say("never-applied", spoken) if norm.never_applied else _period(norm, spoken),
    )
    if norm.start > on:
        yield "", say("not-yet", spoken)
    if norm.when:
        yield say("when", spoken), law.criteria[norm.when].name.in_(spoken)
    if norm.disapplies:
        places = (f"aia:{duty.partition(':')[2].rpartition('-')[0]}" for duty in norm.disapplies)
        yield say("disapplies", spoken), "; ".join(dict.fromkeys(cite(place).in_(spoken) for place in places))
    yield say("rests-on", spoken), say(f"grade-{norm.grade}", spoken)


def _period(norm: Norm, spoken: Language) -> str:
    return (
        say("from-until", spoken, start=norm.start, end=norm.end)
        if norm.end
        else say("from", spoken, start=norm.start)
    )


def said_of(norm: Norm, spoken: Language) -> str:
    """Return what a wording of before or to come says, from when until when, in one line."""
    period = (
        say("from-until", spoken, start=norm.text_start, end=norm.end)
        if norm.end
        else say("from", spoken, start=norm.start)
    )
    return f"{norm.content.in_(spoken)} ({period}) [{norm.id}]"


def place_name(provision: str, spoken: Language) -> str:
    """Return a provision as one writes it, recitals too; the id itself where it is of no known shape."""
    kind, _, number = provision.partition(":")[2].partition("-")
    if kind == "rec":
        return say("recital", spoken, number=number)
    try:
        return cite(provision).in_(spoken)
    except (ValueError, KeyError):
        return provision
