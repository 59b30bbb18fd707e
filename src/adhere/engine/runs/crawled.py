# SPDX-License-Identifier: EUPL-1.2
"""What runs have in common: which rows are ranked and by which list of suffixes, and the figures put together.

Section 2.3 of the template is about what was crawled.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from adhere.content.figures import DomainFigures, Figures, Share
from adhere.content.sources.register import Sources
from adhere.content.suffixes import Suffixes
from adhere.engine.domains.suffixlist import read_suffixes
from adhere.engine.figures.tables import Tables
from adhere.engine.manifests.opening import Inputs
from adhere.engine.quoting import literal
from adhere.engine.summarising import RunError
from adhere.kernel.finding import Finding

CRAWLED = "crawled-data"
TSV = "domains.tsv"


def suffixes_of(path: Path | None) -> tuple[Suffixes, tuple[Finding, ...]]:
    """Return the Public Suffix List with what is wrong with it; raise RunError where it cannot be used, OSError where it cannot be read."""
    found = read_suffixes(path)
    if not found.usable:
        raise RunError(found.findings)
    return found, found.findings


def crawled_of(sources: Sources | None, lines: Iterable[Share]) -> tuple[str, ...] | None:
    """Return the sources of the data that a register calls crawled; None where there is no register, and everything counts."""
    if sources is None:
        return None
    names = dict.fromkeys(line.source for line in lines if line.source is not None)
    records = {name: sources.of(name) for name in names}
    return tuple(name for name, record in records.items() if record is not None and record.kind == CRAWLED)


def ranked_relation(relation: str, crawled: tuple[str, ...] | None) -> str:
    """Return the SQL of the rows that are ranked."""
    if crawled is None:
        return relation
    names = ", ".join(map(literal, crawled))
    return f"SELECT * FROM ({relation}) AS every_row WHERE source IN ({names})"


def figures_of(engine: str, inputs: Inputs, tables: Tables, domains: DomainFigures | None) -> Figures:
    """Return the figures of a run whose inputs are settled."""
    return Figures(
        engine=engine,
        inputs=inputs.records,
        unread=inputs.collected.unread,
        total=tables.total,
        first=tables.first,
        last=tables.last,
        sources=tables.sources,
        languages=tables.languages,
        months=tables.months,
        licences=tables.licences,
        domains=domains,
    )
