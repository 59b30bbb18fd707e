# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of licences: Hub tags, SPDX ids and how each licence reads for the open-source exemption.

Article 53(2) of Regulation (EU) 2024/1689 and section 4 of the Commission's Guidelines; SPDX licence expressions are
Annex D of the SPDX specification. An allow-list: a licence that is not on it is unknown, never open source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.kernel.truth import Truth

_VERSION_CHOICE = re.compile(r"(-only|-or-later|\+)$")
_READINGS = {"yes": Truth.YES, "no": Truth.NO, "person": Truth.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One licence: its SPDX id, its name, and whether it reads as free and open source, with reason codes if not."""

    id: str
    name: str
    free_and_open_source: Truth
    because: tuple[str, ...] = ()

    @property
    def alone(self) -> Expression:
        """The licence as an expression of one."""
        return Expression(
            spdx=self.name, free_and_open_source=self.free_and_open_source, because=self.because
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An SPDX expression as read, with the reading of the whole; ``unlisted`` are its licences not in the catalogue."""

    spdx: str
    free_and_open_source: Truth
    because: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


def by_id(spdx: str) -> Licence | None:
    """Return a licence by SPDX id, whichever version choice (``-only``, ``-or-later``) the id makes."""
    without_choice = _VERSION_CHOICE.sub("", spdx)
    return _ids().get(spdx) or _ids().get(f"{without_choice}-only") or _ids().get(without_choice)


def by_tag(tag: str) -> Licence | None:
    """Return a licence by the tag or licence name that model hubs use, such as ``llama3.1``; case does not count."""
    return _tags().get(tag.strip().casefold())


def is_undefined(tag: str) -> bool:
    """Whether a tag says only that there is a licence, or which family, and not which licence: ``other``, ``gpl``."""
    return tag.strip().casefold() in _table()["undefined"]


def expression(written: str) -> Expression | None:
    """Read an SPDX expression; None where it is none or names licences that SPDX does not know."""
    from license_expression import (  # type: ignore[import-untyped]  # noqa: PLC0415 - 50 ms that most folders never need
        ExpressionError,
        ExpressionParseError,
        get_spdx_licensing,
    )

    if len(written) > 500:
        return None
    licensing = get_spdx_licensing()
    try:
        parsed = licensing.parse(written, validate=True, strict=True)
    except (ExpressionError, ExpressionParseError, ValueError, AttributeError, TypeError, RecursionError):
        return None
    return None if parsed is None else _read(parsed)


def reason(code: str) -> Text:
    """Return a reason code in words."""
    return text_of(_table()["reason"][code])


def in_words(codes: Iterable[str]) -> Text:
    """Return reason codes as one text, parted by semicolons."""
    texts = [reason(code) for code in codes]
    return (
        Text("; ".join(text.en for text in texts), "; ".join(text.nl for text in texts))
        if texts
        else plain("")
    )


def identified_from() -> float:
    """Return the share, in both directions, from which a text that is not open source is taken for a known one."""
    return float(_table()["comparison"]["identified"])


def harmless_words() -> frozenset[str]:
    """Return the words a title or heading may add to a licence text without making it another."""
    return frozenset(_table()["comparison"]["harmless"])


def _read(parsed: Any) -> Expression:
    """Return the reading: all parts of an AND must be open source, one part of an OR suffices."""
    keys = tuple(dict.fromkeys(str(key) for key in parsed.symbols))
    known = {key: by_id(key.split(" WITH ")[0]) for key in keys}
    truth = _truth(parsed)
    because = dict.fromkeys(code for licence in known.values() if licence for code in licence.because)
    return Expression(
        spdx=parsed.render(),
        free_and_open_source=truth,
        because=tuple(because) if truth is not Truth.YES else (),
        unlisted=tuple(key for key, licence in known.items() if licence is None),
    )


def _truth(parsed: Any) -> Truth:
    operator = getattr(parsed, "operator", None)
    if operator is None or not parsed.args:
        licence = by_id(str(parsed).split(" WITH ")[0])
        return licence.free_and_open_source if licence else Truth.UNKNOWN
    parts = {_truth(part) for part in parsed.args}
    decisive, otherwise = (Truth.NO, Truth.YES) if operator.strip() == "AND" else (Truth.YES, Truth.NO)
    return decisive if decisive in parts else Truth.UNKNOWN if Truth.UNKNOWN in parts else otherwise


@cache
def _table() -> dict[str, Any]:
    return packaged("adhere.models", "data/licences/tags.toml")


@cache
def _ids() -> dict[str, Licence]:
    return {
        record["id"]: Licence(
            id=record["id"],
            name=record["name"],
            free_and_open_source=_READINGS[record["free_and_open_source"]],
            because=tuple(record.get("because", ())),
        )
        for record in _table()["licence"]
    }


@cache
def _tags() -> dict[str, Licence]:
    return {tag: _ids()[record["id"]] for record in _table()["licence"] for tag in record.get("tags", ())}
