# SPDX-License-Identifier: EUPL-1.2
"""What is said of a requirement in both languages, wherever it is shown: ``data/words.toml``."""

from __future__ import annotations

from datetime import date
from functools import cache

from adhere.kernel.calendar.wording import spoken
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.standing import Relief, Standing


@cache
def _words() -> dict[str, Text]:
    table = packaged("adhere.law.requirements", "data/words.toml")
    return {name: text_of(record) for name, record in table.items()}


def word(name: str, **values: object) -> Text:
    """Return one word or sentence with its values filled in; days among them are written out."""
    said = {key: spoken(value) if isinstance(value, date) else value for key, value in values.items()}
    return _words()[name].filled(said)


def since(one: Standing) -> Text:
    """Return from when until when a requirement is in force, as a sentence."""
    until = "-until" if one.status == "in-force" and one.end else ""
    return word(f"since-{one.status}{until}", start=one.start, end=one.end)


def period(one: Standing) -> Text:
    """Return the same without the day it is asked on, for what is read on other days."""
    return word("period-until" if one.end else "period", start=one.start, end=one.end)


def applies_when(one: Standing, catalogue: Catalogue) -> Text:
    """Return the criterion of the law under which a requirement concerns somebody."""
    names = [catalogue.law.criteria[name].name for name in one.criteria]
    if not names:
        return word("always")
    criterion = Text("; ".join(name.en for name in names), "; ".join(name.nl for name in names))
    return word("when-sentence", criterion=criterion)


def relief_text(relief: Relief, catalogue: Catalogue) -> Text:
    """Return what takes a requirement away, and until when."""
    from adhere.law.citations import cite  # noqa: PLC0415 - a list of requirements does not need it

    norm = relief.exception
    name = catalogue.law.criteria[str(norm.when)].name
    place = cite(norm.provisions[0])
    ended = norm.end is not None and not relief.in_force
    end = word("relief-past" if ended else "relief-until", end=norm.end) if norm.end else Text("", "")
    return Text(f"{place.en}: {name.en} {end.en}".strip(), f"{place.nl}: {name.nl} {end.nl}".strip())


def role_names(roles: tuple[str, ...], catalogue: Catalogue) -> Text:
    """Return roles of the law by name."""
    names = [catalogue.law.roles[role] for role in roles]
    return Text("; ".join(name.en for name in names), "; ".join(name.nl for name in names))
