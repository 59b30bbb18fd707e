# SPDX-License-Identifier: EUPL-1.2
"""What could show that a measure is carried out: kinds of record, who usually has them, and what of adhere makes them.

Ours, in our own words; a code names no evidence by itself. Data: ``data/evidence/<code>.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from adhere.adherence.wording import word
from adhere.codes.code import Measure
from adhere.kernel.data import packaged
from adhere.kernel.text import LANGUAGES, Text, plain, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """One kind of record that could show a measure; ``command`` is the command of adhere that makes or keeps it."""

    what: Text
    who: Text | None = None
    command: str | None = None

    @property
    def text(self) -> Text:
        """In words: what, who usually has it, and the command."""
        more = [one for one in (self.who, plain(self.command) if self.command else None) if one is not None]
        if not more:
            return self.what
        return Text(
            *(
                f"{self.what.in_(spoken)} ({'; '.join(one.in_(spoken) for one in more)})"
                for spoken in LANGUAGES
            )
        )


def showings(code: str, measure: Measure) -> tuple[Showing, ...]:
    """Return what could show a measure; for a code of one's own, in general."""
    records = _records(code).get(measure.id)
    if not records:
        return (Showing(what=word("fallback", "what", title=measure.title)),)
    return tuple(
        Showing(what=text_of(one["what"]), who=word("who", one["who"]), command=one.get("command"))
        for one in records
    )


def listed(found: Iterable[Showing]) -> Text:
    """Return several kinds of record on one line, per language."""
    return Text(*("; ".join(one.text.in_(spoken) for one in found) for spoken in LANGUAGES))


@cache
def _records(code: str) -> dict[str, list[dict[str, Any]]]:
    """Return the records by measure; none where nothing is listed for a code."""
    listing = packaged("adhere.adherence", "data/contents.toml")["evidence"]
    found: dict[str, list[dict[str, Any]]] = {}
    if code in listing:
        for record in packaged("adhere.adherence", f"data/evidence/{code}.toml")["record"]:
            found.setdefault(record["measure"], []).append(record)
    return found
