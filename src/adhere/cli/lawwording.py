# SPDX-License-Identifier: EUPL-1.2
"""The official words of a provision beside our records, from texts that the user keeps: per language the one that stood on the date.

Nothing is shown from a text that came later than the date, and nothing from one without a version.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from adhere.cli.output import Page
from adhere.cli.wording import say
from adhere.dossier.textstore import StoredText, data_folder, kept
from adhere.law.texts.rules import Collected
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


def wordings(provision: str, on: date, languages: Sequence[str], told: Collected) -> tuple[Wording, ...]:
    """Return the words of a provision and all below it, language by language as asked; damaged texts are told."""
    prefix = provision.partition(":")[0]
    known = [
        one for one in kept(data_folder(os.environ), told) if one.prefix == prefix and one.version is not None
    ]
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
    return (
        unit for name, unit in text.units.items() if name == provision or name.startswith(f"{provision}.")
    )


def reworded(provision: str, old: StoredText, new: StoredText) -> tuple[Reworded, ...]:
    """Return the units of a provision whose words two versions do not share, in the order of the newer one."""
    before, after = ({unit.id: unit.text for unit in _below(provision, text)} for text in (old, new))
    return tuple(
        Reworded(id=name, old=before.get(name, ""), new=after.get(name, ""))
        for name in dict.fromkeys((*after, *before))
        if before.get(name) != after.get(name)
    )


def add_wordings(page: Page, provision: str, on: date, found: Sequence[Wording]) -> None:
    """Add the words to a page, each provision under its id, points further in."""
    depth = provision.count(".")
    for one in found:
        if one.text is None:
            page.heading(say("texts.wording-none", lang=one.language, on=on))
            for line in missing(one, on):
                page.paragraph(line)
            continue
        page.heading(say("texts.wording", lang=one.language, version=one.text.version))
        for unit in one.units:
            indent = 2 * (unit.id.count(".") - depth)
            for number, paragraph in enumerate(unit.paragraphs):
                page.paragraph(
                    paragraph, indent=indent, first="" if number else f"{_mark(unit.id, provision)} "
                )
        if not one.units:
            page.paragraph(say("texts.wording-nothing"))
        if one.units and one.before:
            _add_changed(page, provision, one.language, one.before, one.text)
    if any(one.units for one in found):
        page.blank()
        page.paragraph(say("texts.wording-source"))


def missing(one: Wording, on: date) -> Iterator[str]:
    """Yield what is kept instead of the text that was asked for, and how to bring that in."""
    if one.after and one.after.version:
        yield say("lawshow.kept-later", lang=one.language, version=one.after.version, on=on)
    if one.others:
        yield say("lawshow.kept-languages", languages=", ".join(one.others))
    yield say("texts.wording-remedy", lang=one.language)


def _add_changed(page: Page, provision: str, language: str, old: StoredText, new: StoredText) -> None:
    """Add the words that the kept version before did not have, or had."""
    found = reworded(provision, old, new)
    if not found:
        return
    from adhere.cli.redline import redlined
    from adhere.forms.difference import word_changes

    page.heading(say("lawshow.changed-words", lang=language, before=old.version, after=new.version))
    for one in found:
        page.paragraph(_mark(one.id, provision))
        page.lines(redlined(word_changes(one.old, one.new), indent=2))


def _mark(unit_id: str, provision: str) -> str:
    """Return how a provision is numbered within the one that was asked for: ``(a)`` of ``53(1)(a)``, its own number at the top."""
    last = (
        unit_id.rpartition(".")[2] if unit_id != provision else provision.partition("-")[2].rpartition(".")[2]
    )
    return f"({last})"


def wordings_json(provision: str, found: Sequence[Wording]) -> list[dict[str, Any]]:
    """Return the words as JSON, with what the kept versions on either side had else; a language of which none is kept is left out."""
    return [
        {
            "lang": one.language,
            "version": one.text.version.isoformat() if one.text.version else None,
            "source_sha256": one.text.sha256,
            "units": {unit.id: unit.text for unit in one.units},
            "before": _side_json(provision, one.before, one.text),
            "after": _side_json(provision, one.after, one.text),
        }
        for one in found
        if one.text is not None
    ]


def _side_json(provision: str, side: StoredText | None, text: StoredText) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "version": side.version.isoformat() if side.version else None,
        "source_sha256": side.sha256,
        "units": {one.id: one.new or None for one in reworded(provision, text, side)},
    }
