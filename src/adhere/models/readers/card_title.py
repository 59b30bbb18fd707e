# SPDX-License-Identifier: EUPL-1.2
"""The name a model card gives its model in its own text: under a label, or as its title.

The template of model cards (https://huggingface.co/docs/hub/model-card-annotated) begins with "Model Card for NAME".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from adhere.models.readers.markdown import Prose, Table, plain_words

_LABELLED = re.compile(r"model name\s?:\s?(?P<name>[^:;|]{2,80})$", re.IGNORECASE)
_HEADING = re.compile(r"\s{0,3}#\s+(?P<title>\S.{0,120})$")
_CARD_FOR = re.compile(r"model card (?:for|of)\s+(?P<name>.{2,80})", re.IGNORECASE)
_CARD = re.compile(r"(?P<name>.{2,80}?)\s+(?:-\s+)?model card$", re.IGNORECASE)
_GENERIC = re.compile(
    r"model (?:details|information|overview|summary|description|card)?$|(?:introduction|overview|usage|uses|training|"
    r"description|quick ?start|about|details|readme|license|highlights|table of contents)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b[A-Z][A-Za-z]+(?:[- ][A-Z][A-Za-z]*)?[- ]?v?\d+(?:\.\d+)*(?:[- ]\d+(?:\.\d+)?[BM])?\b"
)
_BASE = (
    re.compile(r"base model\s?:\s?(?P<name>[\w./+-]{3,80})$", re.IGNORECASE),
    re.compile(r"this model was developed based on:?\s?(?P<name>[\w./+-]{3,80}?)\.?$", re.IGNORECASE),
    re.compile(
        r"\b(?:is|was) initiali[sz]ed (?:with|from) (?:the )?weights of (?:the )?(?P<name>[\w./+-]{3,80})\b",
        re.IGNORECASE,
    ),
)
_FIRST = 40
"""Blocks: a card that names its model in its text does so near the beginning."""


@dataclass(frozen=True, slots=True)
class Title:
    """A name and the line it stands on."""

    name: str
    line: int


def title_of(text: str, parts: Sequence[Prose | Table]) -> Title | None:
    """Return the name of the model: what ``Model name:`` says, else the first title that is one."""
    for part in parts[:_FIRST]:
        labelled = _LABELLED.match(part.text) if isinstance(part, Prose) else None
        if labelled and isinstance(part, Prose):
            return Title(labelled["name"].strip(), part.line_at(0))
    fenced = False
    for number, line in enumerate(text.splitlines()[:500], start=1):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        heading = None if fenced else _HEADING.match(line)
        name = _name_in(plain_words(heading["title"])) if heading else None
        if name:
            return Title(name, number)
    return None


def base_of(parts: Sequence[Prose | Table]) -> Title | None:
    """Return the model this one was made from, where the beginning of the card says so; its name holds a number."""
    for part in parts[:_FIRST]:
        for pattern in _BASE if isinstance(part, Prose) else ():
            match = pattern.search(part.text[:2_000]) if isinstance(part, Prose) else None
            if match and isinstance(part, Prose) and any(sign.isdigit() for sign in match["name"]):
                return Title(match["name"].rstrip("."), part.line_at(match.start()))
    return None


def introduced(parts: Sequence[Prose | Table]) -> str | None:
    """Return the first name with a version in a card's text, for cards that have no title: the model introduced."""
    for part in parts[:5]:
        named = _NAMED.search(part.text[:400]) if isinstance(part, Prose) else None
        if named:
            return named[0]
    return None


def _name_in(title: str) -> str | None:
    words = " ".join(re.sub(r"[^\w\s.+()/-]", " ", title).split())
    for pattern in (_CARD_FOR, _CARD):
        match = pattern.match(words)
        if match:
            return match["name"].strip()
    return None if not words or _GENERIC.match(words) or len(words.split()) > 6 else words
