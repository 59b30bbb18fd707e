# SPDX-License-Identifier: EUPL-1.2
"""The words of periods and deadlines, in both languages: ``kernel/data/calendar.toml``.

Dates are written out (7 April 2026, 7 april 2026), as the Interinstitutional Style Guide asks for running text.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of


def words() -> dict[str, Any]:
    """Return the packaged table of words and of the years taken as known."""
    return packaged("adhere.kernel", "data/calendar.toml")


def sentence(key: str, **values: object) -> Text:
    """Return one of the sentences, with its ``{names}`` filled in; dates among them are written out."""
    said = {name: spoken(value) if isinstance(value, date) else value for name, value in values.items()}
    return text_of(words()["text"][key]).filled(said)


def spoken(day: date) -> Text:
    """Return a date as one writes it: ``7 April 2026``, ``7 april 2026``."""
    month = text_of(words()["month"][str(day.month)])
    return Text(*(f"{day.day} {name} {day.year}" for name in (month.en, month.nl)))
