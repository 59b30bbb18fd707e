# SPDX-License-Identifier: EUPL-1.2
"""The official words of a provision beside our records, from texts that the user keeps: per language the one that stood on the date.

Nothing is shown from a text that came later than the date, and nothing from one without a version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from adhere.dossier.lawreading.words import say
from adhere.dossier.textstore import StoredText
from adhere.kernel.refs import within
from adhere.kernel.text import Language
from adhere.law.texts.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of a provision in one language; ``text`` is None where no text is kept that stood on the date.

    ``before`` and ``after`` are the kept versions on either side of it.
    """

    language: str
    text: StoredText | None
    units: tuple[Unit, ...] = ()
    before: StoredText | None = None
    after: StoredText | None = None
    others: tuple[str, ...] = ()
    """Other languages in which a text is kept that stood on the date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A unit whose words differ between two kept versions; ``old`` or ``new`` is empty where one lacks it."""

    id: str
    old: str
    new: str


def wordings(
    provision: str, on: date, languages: Sequence[str], texts: Iterable[StoredText]
) -> tuple[Wording, ...]:
    """Return the words of a provision and all below it from texts that are kept, language by language as asked."""
    prefix = provision.partition(":")[0]
    known = [one for one in texts if one.prefix == prefix and one.version is not None]
    return tuple(_wording(provision, on, language, known) for language in dict.fromkeys(languages))


def _wording(provision: str, on: date, language: str, known: Sequence[StoredText]) -> Wording:
    standing = [one for one in known if _version(one) <= on]
    own = sorted((one for one in known if one.language == language), key=_version)
    text = next((one for one in reversed(own) if _version(one) <= on), None)
    since = _version(text) if text else on
    return Wording(
        language=language,
        text=text,
        units=tuple(_below(provision, text)) if text else (),
        before=next((one for one in reversed(own) if _version(one) < since), None),
        after=next((one for one in own if _version(one) > since), None),
        others=tuple(sorted({one.language for one in standing if one.language} - {language})),
    )


def _version(text: StoredText) -> date:
    return text.version or date.min


def _below(provision: str, text: StoredText) -> Iterator[Unit]:
    return (unit for name, unit in text.units.items() if within(name, provision))


def reworded(provision: str, old: StoredText, new: StoredText) -> tuple[Reworded, ...]:
    """Return the units of a provision whose words two versions do not share, in the order of the newer one."""
    before, after = ({unit.id: unit.text for unit in _below(provision, text)} for text in (old, new))
    return tuple(
        Reworded(id=name, old=before.get(name, ""), new=after.get(name, ""))
        for name in dict.fromkeys((*after, *before))
        if before.get(name) != after.get(name)
    )


def missing(one: Wording, on: date, spoken: Language) -> Iterator[str]:
    """Yield what is kept instead of the text that was asked for, and how to bring that in."""
    if one.after and one.after.version:
        yield say("kept-later", spoken, lang=one.language, version=one.after.version, on=on)
    if one.others:
        yield say("kept-languages", spoken, languages=", ".join(one.others))
    yield say("wording-remedy", spoken, lang=one.language)
