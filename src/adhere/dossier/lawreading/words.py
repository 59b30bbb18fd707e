# SPDX-License-Identifier: EUPL-1.2
"""The words in which the law is shown, wherever it is: ``data/words.toml``."""

from __future__ import annotations

from datetime import date
from functools import cache

from adhere.kernel.calendar.wording import spoken as written_out
from adhere.kernel.data import packaged
from adhere.kernel.text import Language, Text, text_of

PACKAGE, DATA = "adhere.dossier.lawreading", "data/words.toml"


@cache
def words() -> dict[str, Text]:
    """Return every word by name."""
    return {name: text_of(record) for name, record in packaged(PACKAGE, DATA).items()}


def say(name: str, spoken: Language, /, **values: object) -> str:
    """Return one word or sentence in one language; days among its values are written out."""
    said = {key: written_out(value) if isinstance(value, date) else value for key, value in values.items()}
    return words()[name].filled(said).in_(spoken)
