# SPDX-License-Identifier: EUPL-1.2
"""The balance of participants: how many of each group spoke, how much of all that was said is theirs, and who is absent.

Article 56(3) names the groups. Numbers say who spoke, not whose arguments were good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from adhere.codes.drafting import Comment
from adhere.codes.parties import Party, parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One group: its authors and comments, and its part of all comments, in whole percents."""

    party: Party
    authors: int
    comments: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """All groups that took part, and those that the Regulation names and that did not."""

    shares: tuple[Share, ...]
    absent: tuple[Party, ...]
    authors: int
    comments: int


def balance(comments: Iterable[Comment]) -> Balance:
    """Return who took part; an author counts in the first group in which he is met."""
    group_of: dict[str, str] = {}
    said: Counter[str] = Counter()
    for one in comments:
        said[group_of.setdefault(one.author, one.group)] += 1
    authors = Counter(group_of.values())
    return balance_of({group: (authors[group], count) for group, count in said.items()})


def balance_of(counts: Mapping[str, tuple[int, int]]) -> Balance:
    """Return who took part from what is already counted: of each group its authors and its comments."""
    everything = sum(said for _, said in counts.values())
    shares = tuple(
        Share(party=party, authors=authors, comments=said, percent=_percent(said, everything))
        for party in parties().values()
        for authors, said in (counts.get(party.id, (0, 0)),)
        if said
    )
    present = {share.party.id for share in shares}
    absent = tuple(one for one in parties().values() if one.takes_part and one.id not in present)
    return Balance(
        shares=shares, absent=absent, authors=sum(one for one, _ in counts.values()), comments=everything
    )


def _percent(part: int, whole: int) -> int:
    return int((Decimal(100 * part) / whole).to_integral_value(ROUND_HALF_UP))
