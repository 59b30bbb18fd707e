# SPDX-License-Identifier: EUPL-1.2
"""The words of an element: white space made plain, superscripts kept as ``10^25``, references to footnotes and amendment marks left out.

Pages of EUR-Lex mark a reference to a footnote by a link to ``#ntr1-…`` or ``#E0001``, an amendment by ``►M1 … ◄`` and ``▼B``.
"""

from __future__ import annotations

import re

from adhere.intake.texts.markup import BLOCKS, Element

NOTE_SIGN = "\ue000"
"""Stands for a reference to a footnote until the brackets around it are gone."""
RAISED = frozenset({"oj-super", "super", "superscript"})
_NOTE_TARGET = re.compile(r"#(ntr|ntc|E\d|src\.E\d)")
_NOTE = re.compile(rf"\s*\(?\s*{NOTE_SIGN}\s*\)?")
_MARK = re.compile(r"\s*(?:►\s*(?:[A-Z]\d{0,3}\b)?|▼\s*(?:[A-Z]\d{0,3}\b)?|◄)\s*")
_SPACE = re.compile(r"\s+")
_HIDDEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def words_of(element: Element, *, keep_wide: bool = False) -> str:
    """Return the words of an element and all inline elements in it; ``keep_wide`` keeps the no-break spaces after a number."""
    parts: list[str] = []
    _gather(element, parts)
    return plain("".join(parts), keep_wide=keep_wide)


def plain(text: str, *, keep_wide: bool = False) -> str:
    """Return text with one space between words, without references to notes, amendment marks and signs that cannot be seen."""
    if not text.isascii():
        text = _HIDDEN.sub("", text)
    if NOTE_SIGN in text:
        text = _NOTE.sub(_gap, text)
    if "►" in text or "▼" in text or "◄" in text:
        text = _MARK.sub(" ", text)
    if keep_wide:
        return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" \t\r\n\f\v")
    return _SPACE.sub(" ", text).strip()


def _gap(note: re.Match[str]) -> str:
    """Return what stands where a reference to a note was: a space where a word follows at once."""
    after = note.string[note.end() : note.end() + 1]
    return " " if after.isalnum() or after in ("(", "‘", "“", "„") else ""


def is_note_reference(element: Element) -> bool:
    """Whether a link leads to a footnote."""
    if element.name != "a":
        return False
    target = element.attributes.get("href", "")
    return bool(_NOTE_TARGET.match(target)) or element.id.startswith(("ntc", "src.E"))


def _gather(element: Element, parts: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "br":
            parts.append(" ")
        elif is_note_reference(child):
            parts.append(NOTE_SIGN)
        elif child.name == "sup" or child.classes & RAISED:
            parts.append(_raised(child, parts))
        else:
            _gather(child, parts)
            if child.name in BLOCKS:
                parts.append(" ")


def _raised(element: Element, parts: list[str]) -> str:
    """Return a superscript: a power where a number stands on a number, else its plain words."""
    inner: list[str] = []
    _gather(element, inner)
    raised = "".join(inner).strip()
    return power(next((part for part in reversed(parts) if part), ""), raised)


def power(before: str, raised: str) -> str:
    """Return what a superscript reads after the words before it: ``^25`` after ``10``, else as it is."""
    if re.fullmatch(r"[-–−+]?\d+", raised) and before[-1:].isdigit():
        return f"^{raised}"
    return raised
