# SPDX-License-Identifier: EUPL-1.2
"""The figures of training content that a public summary rests on: what the engines compute and the summary reads.

Article 53(1)(d) and the template C(2025) 8311. Every total tells how many rows it was known for: what a manifest does not say is not
nought. Counts are exact integers; durations are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MEASURES = ("bytes", "tokens", "images", "milliseconds")
"""What is added up beside documents (rows)."""
COLUMNS = (
    "url", "fetch_time", "bytes", "tokens", "images", "milliseconds", "language", "modality", "source", "licence",
)  # fmt: skip
"""The columns every manifest is brought to; each may be absent, and then every value of it is unknown."""
MODALITIES = ("text", "image", "audio", "video", "other")
"""The options of the template (forms/data/summary.toml); an unknown modality is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A sum over rows: ``total`` of those whose value is known, ``known`` how many those are."""

    total: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """How much: documents (rows), and what is added up over them."""

    documents: int
    bytes: Measured
    tokens: Measured
    images: Measured
    milliseconds: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One line of a table: the values it is for, None where a manifest says nothing, and how much there is of it.

    ``first`` and ``last`` are the earliest and latest moment of fetching known, in UTC.
    """

    modality: str | None = None
    source: str | None = None
    language: str | None = None
    licence: str | None = None
    month: str | None = None
    amount: Amount
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRecord:
    """Where figures come from: one file with its digest, as it was when it was read."""

    name: str
    format: str
    size: int
    sha256: str
    rows: int
    malformed: int
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDomain:
    """One registrable domain: the A-label form and the form people read."""

    domain: str
    unicode: str
    bytes: int
    documents: int
    by_modality: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainFigures:
    """The domains of crawled content: how many there are, how many the template has listed, and what was left apart.

    ``rules`` is icann or private (which part of the Public Suffix List was used), ``list_version`` its own VERSION line. ``listed`` is how
    many the rule asks for: ``rule`` is top-tenth, or for SMEs sme-twentieth or sme-thousand, whichever is lower.
    """

    rules: str
    list_version: str
    list_sha256: str
    domains: int
    bytes: int
    documents: int
    rule: str
    listed: int
    listed_bytes: int
    listed_documents: int
    listed_sha256: str
    no_host: Amount
    addresses: Amount
    no_domain: Amount
    listed_by_modality: tuple[tuple[str, int, int], ...] = ()
    """By modality, the bytes of listed domains and those of all that was ranked: how well the list speaks for each."""
    of_crawled: bool = False
    """Whether only sources that a register calls crawled were ranked; without a register, everything that has an address is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything a summary needs of the data itself.

    Tables are sorted by their keys, unknown last: ``sources`` by (modality, source), ``languages`` by (modality, language), ``months`` by
    (source, month), ``licences`` by (source, licence). ``engine`` names program and version. ``unread`` are the files that were given and of
    which something is missing: figures are then of less than what was asked.
    """

    engine: str
    inputs: tuple[InputRecord, ...]
    total: Amount
    first: datetime | None
    last: datetime | None
    sources: tuple[Share, ...]
    languages: tuple[Share, ...]
    months: tuple[Share, ...]
    licences: tuple[Share, ...]
    domains: DomainFigures | None
    unread: tuple[str, ...] = ()
