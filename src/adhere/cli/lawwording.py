# SPDX-License-Identifier: EUPL-1.2
"""The official words of a provision beside our records, in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from adhere.cli.output import Page
from adhere.cli.wording import language, say
from adhere.dossier.lawreading.wording import Wording, missing, reworded
from adhere.dossier.textstore import StoredText


def add_wordings(page: Page, provision: str, on: date, found: Sequence[Wording]) -> None:
    """Add the words to a page, each provision under its id, points further in."""
    depth = provision.count(".")
    for one in found:
        if one.text is None:
            page.heading(say("lawreading.wording-none", lang=one.language, on=on))
            for line in missing(one, on, language()):
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
            page.paragraph(say("lawreading.wording-nothing"))
        if one.units and one.before:
            _add_changed(page, provision, one.language, one.before, one.text)
    if any(one.units for one in found):
        page.blank()
        page.paragraph(say("lawreading.wording-source"))


def _add_changed(page: Page, provision: str, code: str, old: StoredText, new: StoredText) -> None:
    """Add the words that the kept version before did not have, or had."""
    found = reworded(provision, old, new)
    if not found:
        return
    from adhere.cli.redline import redlined
    from adhere.forms.difference import word_changes

    page.heading(say("lawreading.changed-words", lang=code, before=old.version, after=new.version))
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
