# SPDX-License-Identifier: EUPL-1.2
"""Whether a domain is in training content: what is asked, what lists and data say of it, and what neither can say.

Articles 53(1)(c) and 53(1)(d). Yes where it is found. No only where every document was looked at; a document without an address, a row that
could not be read and a domain below the end of a list leave it unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from adhere.content.addresses import spelled
from adhere.content.figures import DomainFigures, Figures
from adhere.content.hosts import Kind, authority_of, is_address, site_in
from adhere.content.labels import a_name, readable
from adhere.content.suffixes import Rules, Suffixes
from adhere.kernel.truth import Truth

LONGEST = 2_000
"""Characters of what is asked; no address that a person types is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A domain as it is looked for: ``name`` is the registrable domain in A-labels, or an address in one spelling; ``host`` is what was named below it."""

    spelling: str
    name: str
    host: str
    is_address: bool = False

    @property
    def shown(self) -> str:
        """The name with how people read it behind, where that differs."""
        return self.name if readable(self.name) == self.name else f"{self.name} ({readable(self.name)})"

    def is_of(self, authority: str, suffixes: Suffixes, rules: Rules) -> bool:
        """Whether an authority of a URL leads to it."""
        site = site_in(authority, suffixes, rules)
        if self.is_address:
            return site.host is not None and self.name == (spelled(site.host) or site.host)
        return self.name == site.domain


def asked_of(spelling: str, suffixes: Suffixes, rules: Rules) -> Asked | None:
    """Return what a URL, a host or a domain in any spelling asks for; None where it is of no domain."""
    told = spelling.strip()
    if not told or len(told) > LONGEST:
        return None
    authority = authority_of(told) if "://" in told else told.lstrip("/").partition("/")[0]
    if authority.count(":") > 1 and "[" not in authority:
        authority = f"[{authority}]"
    site = site_in(authority.removeprefix("*.").removeprefix("."), suffixes, rules)
    if site.host is None:
        return None
    address = spelled(site.host) or (site.host if is_address(site.host) else None)
    if address is not None:
        return Asked(spelling=told, name=address, host=address, is_address=True)
    if site.kind is Kind.NO_DOMAIN:
        return None
    return Asked(spelling=told, name=site.domain or site.host, host=site.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of a domain there is, in one group of its documents: of a modality, of a source, of a month or of a host."""

    name: str | None
    documents: int | None
    bytes: int
    known: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What there is of a domain; a group is empty where what was looked in does not tell it."""

    documents: int | None
    bytes: int
    known: int | None = None
    rank: int | None = None
    first: datetime | None = None
    last: datetime | None = None
    modalities: tuple[Part, ...] = ()
    sources: tuple[Part, ...] = ()
    months: tuple[Part, ...] = ()
    hosts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What looking in one run, or in inputs, came to.

    ``unseen`` is how many documents nobody could look at, ``malformed`` how many rows, ``unread`` how many files that could not be read whole;
    ``below`` how many domains and documents of addresses are in the data and on no list; ``unlisted`` that the run ranked no domains at all.
    """

    place: str
    documents: int
    held: Held | None = None
    unseen: int = 0
    malformed: int = 0
    unread: int = 0
    below: int = 0
    unlisted: bool = False
    listed: int = 0
    model: str | None = None
    published: Truth | None = None
    """Whether the list that the public is told names it; None where no such list is there."""
    issue: int | None = None
    inputs: frozenset[str] = frozenset()
    """The digests of the files that were looked in, or that the run was made of."""
    row_by_row: bool = False
    """Whether the data itself was looked in, and not what a run kept of it."""

    @property
    def used(self) -> Truth:
        """Whether it is in this content."""
        if self.held is not None:
            return Truth.YES
        open_ = self.unseen or self.malformed or self.unread or self.below or self.unlisted
        return Truth.UNKNOWN if open_ else Truth.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """What an audit decided on the URLs of a domain for one agent: URLs and bytes by verdict, and the reasons of those reserved."""

    agent: str
    urls: tuple[tuple[str, int, int], ...]
    reasons: tuple[tuple[str, int], ...] = ()


def together(found: Iterable[Looked]) -> Truth:
    """Return whether a domain is in any of the content that was looked in; data that was read itself speaks for runs made of it."""
    looked = tuple(found)
    read = {digest for one in looked if one.row_by_row for digest in one.inputs}
    answers = [
        one.used for one in looked if one.row_by_row or one.unread or not one.inputs or not one.inputs <= read
    ]
    if Truth.YES in answers:
        return Truth.YES
    return Truth.NO if answers and set(answers) == {Truth.NO} else Truth.UNKNOWN


def unseen_of(figures: Figures) -> int:
    """Return how many documents the ranking of a run says nothing of: without an address, or of sources that were not ranked."""
    ranked = figures.domains
    return figures.total.documents - (_placed(ranked) if ranked else 0)


def _placed(ranked: DomainFigures) -> int:
    return ranked.documents + ranked.addresses.documents + ranked.no_domain.documents


def needle(asked: Asked) -> str:
    """Return what every plainly written authority of it holds, in small letters; an address may be written otherwise (``content.addresses``)."""
    return a_name(asked.name).lower()
