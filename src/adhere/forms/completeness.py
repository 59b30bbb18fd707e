# SPDX-License-Identifier: EUPL-1.2
"""Completeness: whether a row of a form is answered for those who are shown it, and if not, why not.

Measure 1.1 of the GPAI code and Article 53(1)(a) and (b) ask for complete and up-to-date information.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from adhere.forms.wording import joined, words
from adhere.kernel.text import Text


class State(StrEnum):
    """How a row stands, for the recipients of that row."""

    ANSWERED = "answered"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    TOO_COARSE = "too-coarse"
    CONTRADICTING = "contradicting"
    WRONG = "wrong"
    NOT_ASKED = "not-asked"


WORST_FIRST = (
    State.WRONG,
    State.CONTRADICTING,
    State.MISSING,
    State.TOO_COARSE,
    State.ANSWERED,
    State.NOT_APPLICABLE,
    State.NOT_ASKED,
)


def worst(states: Iterable[State]) -> State:
    """Return the state that most needs work; of nothing, missing."""
    return min(states, key=WORST_FIRST.index, default=State.MISSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """One thing to know about how a row stands; ``kind`` names its words (``data/words.toml``) and decides on the state."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def state(self) -> State | None:
        """The state a row has where nothing worse is the matter; None where an answer stays an answer."""
        return STATES.get(self.kind)

    @property
    def text(self) -> Text:
        """The circumstance in words."""
        note = self.values.get("note")
        return note if isinstance(note, Text) else words("remarks", self.kind).filled(self.values)


def state_of(circumstances: Iterable[Circumstance]) -> State:
    """Return the state that follows from circumstances: the worst of them, answered where none decides."""
    states = [one.state for one in circumstances if one.state is not None]
    return worst(states) if states else State.ANSWERED


def circumstance(kind: str, **values: object) -> Circumstance:
    """Return a circumstance with the values that fill its words."""
    return Circumstance(kind=kind, values=values)


def remark(circumstances: Iterable[Circumstance]) -> Text | None:
    """Return circumstances as one text, each once, or None where there are none."""
    texts = tuple(dict.fromkeys(one.text for one in circumstances))
    return joined(texts) if texts else None


STATES = {
    "wrong": State.WRONG,
    "not-applicable-refused": State.WRONG,
    "contradicts": State.CONTRADICTING,
    "contradicts-not-applicable": State.CONTRADICTING,
    "contradicts-band": State.CONTRADICTING,
    "far-from-estimate": State.CONTRADICTING,
    "too-late": State.CONTRADICTING,
    "not-chosen": State.CONTRADICTING,
    "missing": State.MISSING,
    "parts": State.MISSING,
    "options": State.MISSING,
    "band-only": State.MISSING,
    "form-missing": State.MISSING,
    "figures": State.TOO_COARSE,
    "interval": State.TOO_COARSE,
    "powers": State.TOO_COARSE,
    "bands": State.TOO_COARSE,
    "no-band": State.TOO_COARSE,
    "not-applicable": State.NOT_APPLICABLE,
    "optional": State.NOT_ASKED,
    "nothing-used": State.NOT_ASKED,
    "section-not-asked": State.NOT_ASKED,
    "field-not-asked": State.NOT_ASKED,
}
"""States that follow from circumstances; the rest leave an answer an answer."""
