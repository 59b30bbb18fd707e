# SPDX-License-Identifier: EUPL-1.2
"""The provisions and records a question names: ``53(1)(d)``, ``artikel 53, lid 1, punt d)``, ``annex XI``, ``overweging 107``, ``S-7.6``.

An address is never guessed at: who asks for Article 53 gets Article 53 or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from adhere.law.citations import mentions, provision_of

_RECITAL = re.compile(r"(?:\b(?:recitals?|overweging(?:en)?)\s*\(?\s*|\brec-)(\d{1,3})\b\)?", re.IGNORECASE)
_RECORD = re.compile(
    r"(?<!\S)(?:[a-z][a-z0-9-]*:)?[a-z]+-\d[\w.-]*(?!\S)|(?<!\S)[a-z][a-z0-9-]*:[a-z][\w.:-]*(?!\S)",
    re.IGNORECASE,
)
_ACT = re.compile(r"(?<![\w:])(?P<act>[a-z0-9]+):(?P<place>(?:art|annex|rec)-[a-z0-9.]+)", re.IGNORECASE)
OWN = "aia"
"""The act that is meant where a question names none; other acts have their own articles, so they come after it."""
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Address:
    """A place within an act, such as ``art-53.1.d``, or the id of a record; and where in the question it stands.

    ``said`` is whether the question says which act; where it does not, the place is one of any act, first of all of the AI Act.
    """

    act: str | None
    place: str
    start: int
    end: int
    said: bool = False

    @property
    def above(self) -> Address | None:
        """The provision this one is a part of; None at the top, and for records."""
        head, stop, _ = self.place.rpartition(".")
        return replace(self, place=head) if stop and self.act else None

    @property
    def ids(self) -> tuple[str, ...]:
        """What it is looked for by, the first one leading."""
        if self.act is None:
            return (self.place,)
        return (f"{self.act}:{self.place}",) if self.said else (f"{self.act}:{self.place}", self.place)


def addresses(question: str) -> tuple[Address, ...]:
    """Return what a question names, in order, none within another."""
    whole = provision_of(question) if len(question) <= LONGEST else question
    if whole != question.strip() and whole.startswith(f"{OWN}:"):
        return (_of(whole, 0, len(question)),)
    found: list[Address] = []
    for one in sorted(_all(question), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _all(question: str) -> Iterator[Address]:
    for one in _ACT.finditer(question):
        yield Address(one["act"].casefold(), one["place"].casefold(), one.start(), one.end(), said=True)
    for one in _RECITAL.finditer(question):
        yield Address(OWN, f"rec-{one[1]}", one.start(), one.end())
    for mention in mentions(question):
        yield _of(mention.provision, mention.start, mention.end)
    for one in _RECORD.finditer(question):
        if len(one[0]) <= LONGEST:
            yield Address(None, one[0].rstrip(".,;").casefold(), one.start(), one.end())


def _of(provision: str, start: int, end: int) -> Address:
    act, _, place = provision.partition(":")
    return Address(act, place, start, end)
