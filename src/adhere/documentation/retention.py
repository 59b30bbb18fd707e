# SPDX-License-Identifier: EUPL-1.2
"""Retention: until which day an issue is kept.

Measure 1.1 of the GPAI code: previous versions are kept for ten years from the placing of the model on the market; Article 54(3)(b)
sets the same for the copy an authorised representative holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adhere.documentation.periods import code_period, plain_end
from adhere.documentation.upkeep_words import word
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Text
from adhere.law.citations import cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Until which day, to its end, something is kept; None where the day it runs from is not known or the end is beyond what a date can hold: without end."""

    until: date | None
    reason: Text


def retention(placed_on: date | None, on: date) -> Retention:
    """Return until when what documents a model is kept, as seen on a date."""
    period = code_period("keep")
    values = {"length": period.length.label, "event": period.event, "measure": cite(period.measure)}
    if placed_on is None:
        return Retention(until=None, reason=word("keep", "unknown", **values))
    until = plain_end(placed_on, period.length)
    if until is None:
        return Retention(until=None, reason=word("keep", "beyond", **values))
    key = "until" if on <= until else "passed"
    return Retention(until=until, reason=word("keep", key, day=spoken(until), **values))
