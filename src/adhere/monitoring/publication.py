# SPDX-License-Identifier: EUPL-1.2
"""What of a group may be shown: counts that do not give away what each member answered, sums that no one member dominates.

The limits are ours, with their reasons: ``data/publication.toml``. No law sets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.monitoring.states import State


class Span(NamedTuple):
    """A count between two bounds, both included; one figure where they are the same."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


Counts = Mapping[State, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of what is shown; shares are between 0 and 1."""

    least: int
    """Signatories of a group that is shown."""
    block: int
    """About how many make a group where there are many."""
    alike: int
    """Where no more members than this differ from the others, only a bound is shown."""
    largest: Decimal
    """The largest share one member may have in a sum that is shown."""
    two_largest: Decimal
    reached: Decimal
    """The share of signatories from which an objective is held to be achieved for a measure."""
    enough: Decimal
    """The share of signatories that has to be in what is shown, or nothing is said of the objective."""


@cache
def limits() -> Limits:
    """Return the packaged limits."""
    table = packaged("adhere.monitoring", "data/publication.toml")["limit"]
    return Limits(
        least=table["least"]["value"],
        block=table["block"]["value"],
        alike=table["alike"]["value"],
        largest=Decimal(table["largest"]["value"]),
        two_largest=Decimal(table["two_largest"]["value"]),
        reached=Decimal(table["reached"]["value"]),
        enough=Decimal(table["enough"]["value"]),
    )


def limit_reasons() -> dict[str, Text]:
    """Return why each limit is what it is."""
    table = packaged("adhere.monitoring", "data/publication.toml")["limit"]
    return {name: text_of(record["reason"]) for name, record in table.items()}


def shown_counts(counts: Mapping[State, int], alike: int) -> Counts:
    """Return the counts of one group as they may be shown: bounds where all or nearly all members answered the same."""
    members, most = sum(counts.values()), max(counts.values())
    if most < members - alike:
        return {state: Span(count, count) for state, count in counts.items()}
    rest, top = Span(0, alike), Span(members - alike, members)
    found: dict[State, Span] = dict.fromkeys(counts, rest)
    found[next(state for state, count in counts.items() if count == most)] = top
    return found


def added(groups: Iterable[Counts]) -> Counts:
    """Return the sum of what is shown of groups; it holds nothing that the groups do not."""
    low, high = dict.fromkeys(State, 0), dict.fromkeys(State, 0)
    for counts in groups:
        for state, span in counts.items():
            low[state] += span[0]
            high[state] += span[1]
    return {state: Span(low[state], high[state]) for state in State}


def dominated(values: Sequence[Decimal], limit: Limits) -> bool:
    """Whether one or two members make up so much of a sum that it tells about them."""
    sizes = sorted((abs(value) for value in values), reverse=True)
    total = sum(sizes)
    if not total:
        return True  # a sum of nothing but noughts tells what each member reported
    return sizes[0] > limit.largest * total or sum(sizes[:2]) > limit.two_largest * total
