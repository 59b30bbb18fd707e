# SPDX-License-Identifier: EUPL-1.2
"""Values of a register of systemic risks as people write them: ids, terms of the taxonomy, ranges, severity, probability, yes or no.

What is wrong is a finding with its line and is left out; the rest is still read. Rules ADH-DOS-120 to 128.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from adhere.dossier.keptfile import KeptFile
from adhere.dossier.wording import near, shown, shown_key
from adhere.intake.tree import Path
from adhere.kernel.notation import NotationError, number_of
from adhere.kernel.truth import Truth
from adhere.risk.scales import probabilities, severities
from adhere.risk.taxonomy import terms

MOST = 500
"""Entries of one list that are read."""
_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_TRUTHS = {True: Truth.YES, False: Truth.NO, "yes": Truth.YES, "no": Truth.NO, "unknown": Truth.UNKNOWN}
Bounds = tuple[Decimal, Decimal]
T = TypeVar("T")
N = TypeVar("N", int, Decimal)


@dataclass(frozen=True, slots=True)
class RiskFields:
    """The fields of a file that is kept, with the kinds of value that only a register has."""

    kept: KeptFile

    def entries(self, path: Path, known: Sequence[str]) -> Iterator[Path]:
        """Yield the path of each entry that has fields; more than can be read are reported."""
        for entry in self.listed(path):
            if self.kept.at(entry) is None:
                self.kept.report("ADH-DOS-063", entry)
            elif self.kept.fields(entry, known):
                yield entry

    def listed(self, path: Path) -> Iterator[Path]:
        """Yield the path of each entry; more than can be read are reported."""
        for number, entry in enumerate(self.kept.entries(path)):
            if number >= MOST:
                self.kept.report("ADH-DOS-124", path, limit=MOST)
                return
            yield entry

    def ids(self, path: Path) -> tuple[str, ...]:
        """Return a list of ids."""
        found = (self.ident(entry) for entry in self.listed(path))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def ident(self, path: Path, taken: set[str] | None = None) -> str | None:
        """Return an id; one that is taken already is reported and left out."""
        value = self.kept.at(path)
        text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        if value is None or not _ID.fullmatch(text):
            rule_id = "ADH-DOS-063" if value is None else "ADH-DOS-120"
            self.kept.report(rule_id, path, value=shown(value))
            return None
        if taken is not None:
            if text in taken:
                self.kept.report("ADH-DOS-123", path, value=text)
                return None
            taken.add(text)
        return text

    def terms(self, path: Path, *groups: str) -> tuple[str, ...]:
        """Return ids of the taxonomy, each of one of these groups."""
        found = (self.term(entry, *groups) for entry in self.listed(path))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def term(self, path: Path, *groups: str) -> str | None:
        """Return one id of the taxonomy."""
        value, known = self.kept.at(path), terms(*groups)
        if isinstance(value, str) and value in known:
            return value
        told = {"value": shown(value), "near": near(str(value), known), "known": ", ".join(known)}
        self.kept.report("ADH-DOS-121", path, **told)
        return None

    def answers(self, path: Path, *groups: str) -> dict[str, str]:
        """Return texts by ids of the taxonomy."""
        return {name: text for name in self._keys(path, groups) if (text := self.kept.text((*path, name)))}

    def truths(self, path: Path, *groups: str) -> dict[str, Truth]:
        """Return yes, no or unknown by ids of the taxonomy."""
        return {name: self.truth((*path, name)) for name in self._keys(path, groups)}

    def _keys(self, path: Path, groups: tuple[str, ...]) -> list[str]:
        value, known = self.kept.at(path), terms(*groups)
        if not isinstance(value, dict):
            self.kept.fields(path, ())
            return []
        for name in value:
            if name not in known:
                told = {"value": shown_key(name), "near": near(name, known), "known": ", ".join(known)}
                self.kept.report("ADH-DOS-121", (*path, name), **told)
        return [name for name in value if name in known]

    def truth(self, path: Path) -> Truth:
        """Return yes, no or unknown; what is not stated is unknown."""
        value = self.kept.at(path)
        if value is None:
            return Truth.UNKNOWN
        if isinstance(value, (bool, str)) and value in _TRUTHS:
            return _TRUTHS[value]
        self.kept.report("ADH-DOS-126", path, value=shown(value))
        return Truth.UNKNOWN

    def severity(self, path: Path) -> tuple[int, int] | None:
        """Return the bounds of a severity as ranks of the scale: one of its words, or low and high."""
        ranks = {level.id: level.rank for level in severities()}
        found = self._pair(path, lambda one: self._ranked(one, ranks))
        return self._ascending(path, found)

    def _ranked(self, path: Path, ranks: dict[str, int]) -> int | None:
        value = self.kept.at(path)
        if isinstance(value, str) and value in ranks:
            return ranks[value]
        self.kept.report(
            "ADH-DOS-122", path, value=shown(value), near=near(str(value), ranks), known=", ".join(ranks)
        )
        return None

    def probability(self, path: Path) -> Bounds | None:
        """Return the bounds of a probability: a word of the scale, a figure from 0 to 1, or low and high."""
        value = self.kept.at(path)
        level = next((one for one in probabilities() if one.id == value), None)
        if level is not None:
            return level.low or Decimal(0), level.high or Decimal(1)
        found = self._pair(path, self.share)
        return self._ascending(path, found)

    def share(self, path: Path) -> Decimal | None:
        """Return a figure from 0 to 1."""
        number = self.number(path, words=tuple(one.id for one in probabilities()))
        if number is not None and number > 1:
            self.kept.report("ADH-DOS-125", path, value=shown(self.kept.at(path)))
            return None
        return number

    def bounds(self, path: Path) -> Bounds | None:
        """Return a figure, or its low and high bounds."""
        return self._ascending(path, self._pair(path, self.number))

    def number(self, path: Path, words: Sequence[str] = ()) -> Decimal | None:
        """Return a figure of 0 or more; ``words`` are those that could have stood there instead."""
        value = self.kept.at(path)
        if value is None:
            return None
        try:
            return number_of(value)
        except NotationError:
            also = f" ({', '.join(words)})" if words else ""
            self.kept.report("ADH-DOS-127", path, value=shown(value), also=also)
            return None

    def count(self, path: Path) -> int | None:
        """Return a whole number of 0 or more."""
        number = self.number(path)
        if number is None:
            return None
        if number != number.to_integral_value() or number > 10**9:
            self.kept.report("ADH-DOS-127", path, value=shown(self.kept.at(path)), also="")
            return None
        return int(number)

    def _pair(self, path: Path, read: Callable[[Path], T | None]) -> tuple[T, T] | None:
        """Return what stands at a path, twice, or what stands under low and high."""
        value = self.kept.at(path)
        if not isinstance(value, dict):
            one = None if value is None else read(path)
            return None if one is None else (one, one)
        self.kept.fields(path, ("low", "high"))
        paths = [(*path, name) for name in ("low", "high")]
        for missing in (one for one in paths if self.kept.at(one) is None):
            self.kept.report("ADH-DOS-063", missing)
        low, high = (None if self.kept.at(one) is None else read(one) for one in paths)
        return None if low is None or high is None else (low, high)

    def _ascending(self, path: Path, found: tuple[N, N] | None) -> tuple[N, N] | None:
        if found is not None and found[0] > found[1]:
            self.kept.report("ADH-DOS-128", path)
            return None
        return found
