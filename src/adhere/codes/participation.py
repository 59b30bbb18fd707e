# SPDX-License-Identifier: EUPL-1.2
"""The balance of participants: how many of each group spoke, how much of all that was said is theirs, and who is absent.

Article 56(3) names the groups. Numbers say who spoke, not whose arguments were good.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    told = tuple(comments)
    group_of: dict[str, str] = {}
    for one in told:
        group_of.setdefault(one.author, one.group)
    shares = tuple(
        Share(party=party, authors=authors, comments=said, percent=_percent(said, len(told)))
        for party in parties().values()
        if (said := sum(1 for one in told if group_of[one.author] == party.id))
        and (authors := sum(1 for group in group_of.values() if group == party.id))
    )
    present = {share.party.id for share in shares}
    absent = tuple(one for one in parties().values() if one.takes_part and one.id not in present)
    return Balance(shares=shares, absent=absent, authors=len(group_of), comments=len(told))


def _percent(part: int, whole: int) -> int:
    return int((Decimal(100 * part) / whole).to_integral_value(ROUND_HALF_UP))
