# SPDX-License-Identifier: EUPL-1.2
"""Periods and days in the words of a unit: ``within 15 days``, ``uiterlijk op 2 augustus 2027``, ``without undue delay``, ``every four years``.

Values follow ISO 8601: ``P15D``, ``2027-08-02``, ``R/P4Y`` for what comes back; what is to be done promptly has no number and so no value. When
a period begins and ends is for Regulation 1182/71, see ``adhere.kernel.calendar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from adhere.kernel.data import packaged
from adhere.law.layers.vocabulary import spoken_data

UNITS = {
    "days": ("P", "D"),
    "weeks": ("P", "W"),
    "months": ("P", "M"),
    "years": ("P", "Y"),
    "hours": ("PT", "H"),
}
Kind = Literal["period", "day", "recurring", "promptly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A period or a day that a text names."""

    start: int
    end: int
    text: str
    kind: Kind
    value: str | None = None


def deadlines(text: str, language: str) -> tuple[Deadline, ...]:
    """Return the periods and days in a text, in order."""
    return tuple(
        one for match in _pattern(language).finditer(text) if (one := _deadline(match, language)) is not None
    )


def _deadline(match: re.Match[str], language: str) -> Deadline | None:
    place = {"start": match.start(), "end": match.end(), "text": match[0]}
    if match["promptly"]:
        return Deadline(kind="promptly", **place)  # type: ignore[arg-type]
    if match["yearly"]:
        return Deadline(kind="recurring", value="R/P1Y", **place)  # type: ignore[arg-type]
    if match["month"]:
        months = [name.casefold() for name in _said(language)["month_names"]]
        try:
            day = date(int(match["year"]), months.index(match["month"].casefold()) + 1, int(match["day"]))
        except ValueError:
            return None
        return Deadline(kind="day", value=day.isoformat(), **place)  # type: ignore[arg-type]
    start, sign = next(UNITS[unit] for unit in UNITS if match[unit])
    value = f"{start}{_number(match['number'], language)}{sign}"
    again = bool(match["every"])
    return Deadline(kind="recurring" if again else "period", value=f"R/{value}" if again else value, **place)  # type: ignore[arg-type]


def _number(said: str | None, language: str) -> int:
    if said is None:
        return 1
    if said.isdigit():
        return int(said)
    values: list[int] = packaged("adhere.law.layers", "data/norms.toml")["values"]["numbers"]
    return values[_said(language)["numbers"].index(said.casefold())]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    said = _said(language)
    units = "|".join(rf"(?P<{unit}>{_any(said[unit])})" for unit in UNITS)
    number = rf"(?P<number>\d{{1,3}}|{_any(said['numbers'])})"
    return re.compile(
        rf"\b(?:(?P<promptly>{_any(said['promptly'])})|(?P<yearly>{_any(said['yearly'])})"
        rf"|(?P<day>\d{{1,2}})\s+(?P<month>{_any(said['month_names'])})\s+(?P<year>\d{{4}})"
        rf"|(?:(?P<every>{_any(said['every'])})\s+)?{number}\s+(?:{units}))\b",
        re.IGNORECASE,
    )


def _any(said: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(said, key=len, reverse=True))


@cache
def _said(language: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = spoken_data("norms", language)["periods"]
    return said
