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
    """The words of a provision in one language; ``text`` is None where no text is kept that stood on the date."""

    language: str
    text: StoredText | None
    units: tuple[Unit, ...] = ()


def wordings(provision: str, on: date, languages: Sequence[str], told: Collected) -> tuple[Wording, ...]:
    """Return the words of a provision and all below it, language by language as asked; damaged texts are told."""
    prefix = provision.partition(":")[0]
    known = [
        one
        for one in kept(data_folder(os.environ), told)
        if one.prefix == prefix and one.version is not None and one.version <= on
    ]
    return tuple(_wording(provision, language, known) for language in dict.fromkeys(languages))


def _wording(provision: str, language: str, known: Sequence[StoredText]) -> Wording:
    own = [one for one in known if one.language == language]
    text = max(own, key=lambda one: one.version or date.min, default=None)
    if text is None:
        return Wording(language=language, text=None)
    return Wording(language=language, text=text, units=tuple(_below(provision, text)))


def _below(provision: str, text: StoredText) -> Iterator[Unit]:
    return (
        unit for name, unit in text.units.items() if name == provision or name.startswith(f"{provision}.")
    )


def add_wordings(page: Page, provision: str, on: date, found: Sequence[Wording]) -> None:
    """Add the words to a page, each provision under its id, points further in."""
    depth = provision.count(".")
    for one in found:
        if one.text is None:
            page.heading(say("texts.wording-none", lang=one.language, on=on))
            page.paragraph(say("texts.wording-remedy", lang=one.language))
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
    if any(one.units for one in found):
        page.blank()
        page.paragraph(say("texts.wording-source"))


def _mark(unit_id: str, provision: str) -> str:
    """Return how a provision is numbered within the one that was asked for: ``(a)`` of ``53(1)(a)``, its own number at the top."""
    last = (
        unit_id.rpartition(".")[2] if unit_id != provision else provision.partition("-")[2].rpartition(".")[2]
    )
    return f"({last})"


def wordings_json(found: Sequence[Wording]) -> list[dict[str, Any]]:
    """Return the words as JSON; a language of which none is kept is left out."""
    return [
        {
            "lang": one.language,
            "version": one.text.version.isoformat() if one.text.version else None,
            "source_sha256": one.text.sha256,
            "units": {unit.id: unit.text for unit in one.units},
        }
        for one in found
        if one.text is not None
    ]
