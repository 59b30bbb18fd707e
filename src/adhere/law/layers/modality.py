# SPDX-License-Identifier: EUPL-1.2
"""What shall be, shall not be or may be, in the words of a unit, and of whom it is said.

Dutch lays down duties in the present tense: where a sentence has no modal verb, its first verb of duty counts, marked ``present``. The
actor is the one right behind the verb (``kan de Commissie``), else the nearest before it in the sentence; a reading aid, no interpretation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from adhere.law.layers.actors import Actor
from adhere.law.layers.vocabulary import spoken_data

_SENTENCE = re.compile(r"[^.;]+(?:[.;](?!\s|$)[^.;]*)*[.;]?")

_BEHIND = re.compile(r"\s+(?:(?:de|het|een|elke|iedere|die|deze|the|each|an?)\s+)?", re.IGNORECASE)
"""What stands between a verb and an actor right behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """One verb that lays something down: ``shall``, ``shall-not``, ``may`` or ``should``, and the role it is said of."""

    start: int
    end: int
    text: str
    force: str
    role: str | None
    present: bool = False


def modalities(text: str, language: str, actors: Sequence[Actor]) -> tuple[Modality, ...]:
    """Return the verbs of a text that lay something down, in order."""
    found: list[Modality] = []
    modal, present = _patterns(language)
    for sentence in _SENTENCE.finditer(text):
        span = sentence.span()
        modals = list(modal.finditer(text, *span))
        if modals:
            found += (_modality(text, one, _force(one[0], language), actors, span) for one in modals)
        elif (
            present is not None
            and not sentence[0].strip()[:1].islower()
            and (first := next(iter(present.finditer(text, *span)), None)) is not None
        ):
            found.append(_modality(text, first, "shall", actors, span, present=True))
    return tuple(found)


def _force(said: str, language: str) -> str:
    return _forces(language)[" ".join(said.casefold().split())]


def _modality(text: str, match: re.Match[str], force: str, actors: Iterable[Actor], sentence: tuple[int, int], *, present: bool = False) -> Modality:  # fmt: skip
    here = [one for one in actors if sentence[0] <= one.start < sentence[1]]
    behind = (
        one for one in here if match.end() <= one.start and _BEHIND.fullmatch(text, match.end(), one.start)
    )
    before = [one for one in here if one.end <= match.start()]
    nearest = next(behind, before[-1] if before else None)
    return Modality(
        start=match.start(),
        end=match.end(),
        text=match[0],
        force=force,
        role=nearest.role if nearest else None,
        present=present,
    )


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """Return the pattern of modal verbs, and that of verbs that carry a duty in the present tense."""
    present = "|".join(_said(language).get("present", {}).get("shall", ()))
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_forces(language), key=len, reverse=True)
    )
    return (
        re.compile(rf"\b(?:{words})\b(?!\s+\d{{4}}\b)", re.IGNORECASE),  # "2 May 2025" is a day
        re.compile(rf"\b(?:{present})\b", re.IGNORECASE) if present else None,
    )


@cache
def _forces(language: str) -> dict[str, str]:
    """Return the force of every modal verb."""
    return {word: force for force, words in _said(language)["modals"].items() for word in words}


def _said(language: str) -> dict[str, dict[str, list[str]]]:
    said: dict[str, dict[str, list[str]]] = spoken_data("norms", language)
    return said
