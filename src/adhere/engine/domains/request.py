# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a ranking of domains, and what comes of it; the list itself stays a table of the engine, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adhere.content.suffixes import Rules, Suffixes
from adhere.engine.manifests.footers import Sizes

APART = ("no-host", "address", "no-domain")
"""Why rows are of no domain, as ``content.hosts`` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is ranked: ``relation`` is the SQL of rows with url, bytes and modality; ``size`` the bytes of its files, for who watches.

    Where it is ``placed`` rows have ``nth`` too, their place, and those without a URL are told by it.
    """

    relation: str
    placed: bool = False
    suffixes: Suffixes
    rules: Rules = "icann"
    sme: bool = False
    as_written: bool = False
    modalities: bool = True
    everything: bool = False
    """Whether all domains are kept in the session beside those listed; on one machine only, and for more memory."""
    size: int = 0
    sizes: Sizes | None = None
    """What is proven beforehand of the sizes of these rows, and perhaps of more; None where they have to be looked at."""
    native: bool | None = None
    """Whether functions in C are used; None is where they are worth it and can be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Rows that are of no domain: how many, how many of them have a size, and their bytes."""

    documents: int = 0
    known: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What was found; ``parts`` is for each modality the bytes of listed domains, and of all domains."""

    rule: str
    domains: int
    documents: int
    bytes: int
    listed: int
    listed_documents: int
    listed_bytes: int
    apart: dict[str, Apart]
    parts: tuple[tuple[str, int, int], ...]
    lines: Callable[[], Iterator[Sequence[tuple[Any, ...]]]]
    """Gives the list, so many lines at a time: domain, bytes, documents and the bytes of each modality in the order of ``parts``."""
    absent: tuple[int, ...] | None = None
    """The places of the rows without a URL; None where they are not known."""
    write: Callable[[Path], None] | None = None
    """Writes the list, ``domain<TAB>bytes``, where the engine can do so itself."""
