# SPDX-License-Identifier: EUPL-1.2
"""The tables of ``content.figures`` added up from the groups of one pass (``aggregating``), whichever engine made them.

Exact: whole numbers of any size, and beside each sum for how many rows it was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from adhere.content.figures import MODALITIES, Amount, Measured, Share
from adhere.engine.figures.languages import Languages
from adhere.engine.manifests.expressions import kind_of_word

FIELDS = 5
"""Keys that a group begins with, in the order of ``aggregating.KEYS``."""
_FIRST_SUM = FIELDS + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The figures beside the domain list; ``faults`` is how many rows have a value that cannot be right."""

    total: Amount
    first: datetime | None
    last: datetime | None
    sources: tuple[Share, ...]
    languages: tuple[Share, ...]
    months: tuple[Share, ...]
    licences: tuple[Share, ...]
    faults: int
    unknown_languages: tuple[str, ...] = ()

    @property
    def sound(self) -> int | None:
        """How many rows the figures are of, where none has a fault."""
        return None if self.faults else self.total.documents


@dataclass(slots=True)
class _Sum:
    """What rows come to: documents, then sum and count of each measure."""

    numbers: list[int] = field(default_factory=lambda: [0] * 9)
    first: datetime | None = None
    last: datetime | None = None

    def add(self, numbers: Sequence[Any], first: datetime | None, last: datetime | None) -> None:
        self.numbers = [mine + int(other or 0) for mine, other in zip(self.numbers, numbers, strict=True)]
        self.first = min((one for one in (self.first, first) if one is not None), default=None)
        self.last = max((one for one in (self.last, last) if one is not None), default=None)

    @property
    def amount(self) -> Amount:
        documents, *rest = self.numbers
        pairs = [
            Measured(total=total, known=known) for total, known in zip(rest[::2], rest[1::2], strict=True)
        ]
        return Amount(
            documents=documents, bytes=pairs[0], tokens=pairs[1], images=pairs[2], milliseconds=pairs[3]
        )


class _Table:
    """Sums by key, as lines sorted by their keys, the unknown last."""

    def __init__(self, *names: str) -> None:
        self._names, self._sums = names, dict[tuple[Any, ...], _Sum]()

    def add(self, key: tuple[Any, ...], *values: Any) -> None:
        self._sums.setdefault(key, _Sum()).add(*values)

    def lines(self, order: Callable[[Any], Any] = str) -> tuple[Share, ...]:
        ordered = sorted(self._sums.items(), key=lambda one: [(part is None, order(part)) for part in one[0]])
        return tuple(
            Share(
                **dict(zip(self._names, key, strict=True)),
                amount=found.amount,
                first=_utc(found.first),
                last=_utc(found.last),
            )
            for key, found in ordered
        )


def tables(groups: Iterable[Sequence[Any]]) -> Tables:
    """Return the tables of the groups that ``aggregating.fine`` gives."""
    sources, languages = _Table("modality", "source"), _Table("modality", "language")
    months, licences, total = _Table("source", "month"), _Table("source", "licence"), _Sum()
    tags, faults = Languages(), 0
    for row in groups:
        modality, source, language, licence, month = (part if part != "" else None for part in row[:FIELDS])
        values = (row[_FIRST_SUM : _FIRST_SUM + 9], *row[_FIRST_SUM + 10 :])
        kind = kind_of_word(modality) if modality is not None else None
        if row[FIELDS]:
            months.add((source, _month(month)), *values)
            licences.add((source, licence), *values)
            continue
        total.add(*values)
        faults += int(row[_FIRST_SUM] if modality is not None and kind is None else row[_FIRST_SUM + 9])
        sources.add((kind, source), *values)
        languages.add((kind, tags.tag(language)), *values)
    return Tables(
        total=total.amount,
        first=_utc(total.first),
        last=_utc(total.last),
        sources=sources.lines(_order),
        languages=languages.lines(_order),
        months=months.lines(),
        licences=licences.lines(),
        faults=faults,
        unknown_languages=tags.unknown,
    )


def _order(part: Any) -> tuple[int, str]:
    """Modalities come in the order of the template, everything else by name."""
    return (MODALITIES.index(part), "") if part in MODALITIES else (len(MODALITIES), str(part))


def _month(number: int | None) -> str | None:
    return None if number is None else f"{int(number) // 12:04d}-{int(number) % 12 + 1:02d}"


def _utc(moment: datetime | None) -> datetime | None:
    return (
        None
        if moment is None
        else moment.replace(tzinfo=UTC)
        if moment.tzinfo is None
        else moment.astimezone(UTC)
    )
