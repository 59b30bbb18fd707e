# SPDX-License-Identifier: EUPL-1.2
"""Text in Dutch and English, side by side, with a stamp that tells when a translation has gone stale.

Every text a person sees is a TOML table ``{en, nl, of}``: ``of`` is the stamp of the English wording the Dutch renders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = ("en", "nl")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    en: str
    nl: str

    def in_(self, language: Language) -> str:
        """Return the wording in one language."""
        return self.nl if language == "nl" else self.en

    def filled(self, values: Mapping[str, object]) -> Text:
        """Put values into the ``{names}`` of both wordings; a value that is itself a Text goes in per language."""
        if not values:
            return self
        return Text(*(self.in_(language).format_map(_spoken(values, language)) for language in LANGUAGES))


def plain(wording: str) -> Text:
    """Text that reads the same in both languages: a name, a number, a file."""
    return Text(wording, wording)


def stamp(english: str) -> str:
    """Return the eight hexadecimal digits that tie a translation to its English wording; white space does not count."""
    import hashlib  # noqa: PLC0415 - 5 ms that only the tools and tests for stamps should cost

    return hashlib.sha256(" ".join(english.split()).encode()).hexdigest()[:8]


def text_of(record: Mapping[str, str]) -> Text:
    """Return the Text of a TOML table ``{en, nl, of}``; the stamp is checked by the test-suite, not at run time."""
    return Text(" ".join(record["en"].split()), " ".join(record["nl"].split()))


class _Spoken(dict[str, str]):
    """Values by name; a name without one stays visible, so that a finding is shown even where its values are wrong."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _spoken(values: Mapping[str, object], language: Language) -> _Spoken:
    said = (
        (name, value.in_(language) if isinstance(value, Text) else str(value))
        for name, value in values.items()
    )
    return _Spoken(said)
