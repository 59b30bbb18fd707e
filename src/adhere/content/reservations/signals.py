# SPDX-License-Identifier: EUPL-1.2
"""The signals that are read, each by a version with its date and how well it was verified.

Data: ``data/signals.toml``. What a signal says is a ``Reservation``; several of them are settled in ``settling``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


class Verdict(StrEnum):
    """What a signal says about use for training."""

    RESERVED = "reserved"
    ALLOWED = "allowed"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What it says that of."""

    ALL = "all"
    IMAGES = "images"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A way to reserve rights, or to inform of terms, as one version of its specification has it."""

    id: str
    version: str
    url: str
    grade: str
    effect: str
    dated: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What one signal says: where it stands, in its own words, for which agent (None: every), with the policy it points to."""

    signal: str
    verdict: Verdict
    scope: Scope = Scope.ALL
    where: str
    line: int | None = None
    words: str
    agent: str | None = None
    policy: str | None = None
    grade: str = ""
    """Where one of its words is verified less well than the signal."""


@cache
def signals() -> Mapping[str, Signal]:
    """Return the signals by id."""
    return {
        record["id"]: Signal(
            name=text_of(record["name"]),
            **{part: record[part] for part in ("id", "version", "url", "grade", "effect", "dated")},
        )
        for record in packaged("adhere.content.reservations", "data/signals.toml")["signal"]
    }


@cache
def directives() -> Mapping[str, Scope]:
    """Return the directives of robots that reserve, with what they cover."""
    table = packaged("adhere.content.reservations", "data/signals.toml")["directives"]
    return {name: Scope(scope) for name, scope in table.items()}


@cache
def wider(vocabulary: str) -> Mapping[str, str]:
    """Return the categories of a vocabulary that hold training among other uses, with how well each was verified."""
    tables = packaged("adhere.content.reservations", "data/signals.toml")["wider"]
    found: Mapping[str, str] = tables.get(vocabulary, {})
    return found


@cache
def categories(vocabulary: str) -> Mapping[str, str]:
    """Return the categories of a vocabulary that are about training, with how well each was verified."""
    table: Mapping[str, str] = packaged("adhere.content.reservations", "data/signals.toml")["categories"][
        vocabulary
    ]
    return table
