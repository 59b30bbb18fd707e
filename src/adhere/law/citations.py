# SPDX-License-Identifier: EUPL-1.2
"""Citations: how a provision or a document is named in a sentence, in both languages, and what people type for one.

Guidelines are cited by section and version, never by a bare paragraph number: the numbers moved between versions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from adhere.kernel import refs
from adhere.kernel.data import packaged
from adhere.kernel.text import Text
from adhere.law.parsing import names_of

_LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies")
_INSERTED = rf"\b(?:\s+({'|'.join(_LATIN)})\b)?"
_PART = r"\d+[a-z]?|[a-z]{1,4}"
_START = re.compile(
    rf"""(?<![\w:.-])(?:aia:)?(?:
      (?P<named>art(?:\.|icles?|ikel)?[\s-]*)?(?P<article>\d+[a-z]?){_INSERTED}
    | (?:annex|bijlage)[\s-]*(?P<annex>[ivx]+)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_STEP = re.compile(
    rf"""\.(?P<dotted>[a-z0-9]+)
    | \s*\(\s*(?P<bracketed>{_PART})\s*\)
    | ,?\s*(?:lid|leden|paragraph|para\b\.?|§)\s*(?P<paragraph>\d+[a-z]?){_INSERTED}
    | ,?\s*(?:section|afdeling)\s*(?P<section>\d+)\b
    | ,?\s*(?:punt|points?|onder|onderdeel|sub|letter)\s+\(?(?P<point>{_PART}){_INSERTED}\)?
    | ,?\s*(?P<tail>{_PART})\)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A provision of the Act that a text names, and from where to where in the text."""

    provision: str
    start: int
    end: int


def cite(provision: str) -> Text:
    """Return the readable name of ``aia:art-53.1.a``, ``gpai-guidelines:sec-2.1`` or ``gpai-2025:S-7.6``."""
    document, _, place = provision.partition(":")
    names = _names("document")
    if document not in names:
        return refs.label(provision)
    kind, _, number = place.partition("-")
    word = _names("place").get(kind)
    if word is None:  # a measure of a code: chapter letter and number
        return Text(f"{names[document].en}, {kind} {number}", f"{names[document].nl}, {kind} {number}")
    number = number.upper() if kind == "annex" else number
    return Text(f"{names[document].en}, {word.en} {number}", f"{names[document].nl}, {word.nl} {number}")


def name_of_document(provision: str) -> Text | None:
    """Return the name of the document, other than the Act, that a reference is to; None where it is to none."""
    return _names("document").get(provision.partition(":")[0])


def mentions(text: str) -> tuple[Mention, ...]:
    """Return the provisions a text names, as ``Article 56(6)``, ``56(6)``, ``artikel 56, lid 6`` or ``aia:art-56.6``.

    Whether such a provision exists is not looked at; a bare number, or two with a dot between, is not taken for one.
    """
    found: list[Mention] = []
    for start in _START.finditer(text):
        if found and start.start() < found[-1].end:
            continue
        path, end, first = _path(text, start.end())
        named = start["named"] or start["annex"] or start[0].casefold().startswith("aia:")
        if named or first in ("bracketed", "paragraph"):
            found.append(Mention(".".join((_head(start), *path)), start.start(), end))
    return tuple(found)


def provision_of(text: str) -> str:
    """Return the id of the one provision that a text consists of; the text itself where it is no such thing."""
    asked = text.strip()
    bare = re.fullmatch(r"\d+[a-z]?(\.[a-z0-9]+)*", asked, re.IGNORECASE)
    (only, *more) = mentions(f"art-{asked}" if bare else asked) or (None,)
    whole = only is not None and not more and (bare or (only.start, only.end) == (0, len(asked)))
    return only.provision if only is not None and whole else asked


def _head(start: re.Match[str]) -> str:
    if start["annex"]:
        return f"aia:annex-{start['annex']}".casefold()
    return f"aia:art-{_inserted(start['article'], start[3])}".casefold()


def _path(text: str, end: int) -> tuple[list[str], int, str | None]:
    """Return the parts that follow a number, where they end, and the kind of the first."""
    path: list[str] = []
    first = None
    while step := _STEP.match(text, end):
        kind = next(name for name, value in step.groupdict().items() if value)
        latin = next((word for word in step.groups() if word and word.casefold() in _LATIN), None)
        part = _inserted(step[kind], latin).casefold()
        path.append(f"s{part}" if kind == "section" else part)
        first, end = first or kind, step.end()
    return path, end, first


def _inserted(number: str, latin: str | None) -> str:
    """Return ``6 bis`` as 6a and ``75 ter`` as 75b, the way ids and English have it."""
    return f"{number}{'abcdefgh'[_LATIN.index(latin.casefold())]}" if latin else number


@cache
def _names(kind: str) -> dict[str, Text]:
    return names_of("documents.toml", packaged("adhere.law", "data/documents.toml"), kind)
