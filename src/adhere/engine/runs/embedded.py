# SPDX-License-Identifier: EUPL-1.2
"""A run on this machine, in DuckDB: one pass for the tables, one for the domains, the list written by the engine itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from adhere.content.figures import DomainFigures
from adhere.content.suffixes import Suffixes
from adhere.engine.domains.embedded import rank
from adhere.engine.domains.figures import domain_figures, write_list
from adhere.engine.domains.request import Request
from adhere.engine.embedded import EngineError, Session, open_session
from adhere.engine.embedded.failures import told_by_duckdb
from adhere.engine.figures.computing import compute_tables
from adhere.engine.figures.tables import Tables
from adhere.engine.manifests.mending import again
from adhere.engine.manifests.opening import Inputs, open_inputs
from adhere.engine.runs.crawled import (
    TSV,
    crawled_of,
    figures_of,
    ranked_relation,
    suffixes_of,
)
from adhere.engine.runs.lists import write_all, write_tables
from adhere.engine.summarising import Computed, Progress, Run, RunError


def computed(run: Run, folder: Path, progress: Progress) -> Computed:
    """Compute the figures and write the list; raise RunError, or OSError where the disk refuses."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    suffixes, told = suffixes_of(run.psl)
    try:
        with open_session(run.memory, run.threads, folder, progress=progress) as session:
            work = run.work or session.folder / "work"
            inputs = open_inputs(run.inputs, run.mapping, work=work, progress=progress)
            if not inputs.ready:
                raise RunError(inputs.collected.findings)
            inputs.make(session)
            asked = partial(_figures, run, session, inputs, suffixes, folder)
            tables, domains = again(inputs, session, asked)
    except EngineError as error:
        raise RunError([error.finding]) from error
    except duckdb.Error as error:
        raise RunError([told_by_duckdb(error, run.memory, str(folder)).finding]) from error
    figures = figures_of(f"DuckDB {duckdb.__version__}", inputs, tables, domains)
    return Computed(figures=figures, findings=(*told, *inputs.collected.findings))


def _figures(
    run: Run, session: Session, inputs: Inputs, suffixes: Suffixes, folder: Path
) -> tuple[Tables, DomainFigures | None]:
    tables = compute_tables(session, inputs)
    domains, absent = _Domains(run, session, inputs, suffixes).figures(tables, folder)
    inputs.settle(session, counted=tables.sound, absent=absent)
    return tables, domains


@dataclass(frozen=True, slots=True)
class _Domains:
    run: Run
    session: Session
    inputs: Inputs
    suffixes: Suffixes

    def figures(self, tables: Tables, folder: Path) -> tuple[DomainFigures | None, tuple[int, ...] | None]:
        """Rank the domains and write the list, None where nothing was crawled; and return the places of all rows without a URL, None where these are not known."""
        crawled = crawled_of(self.run.sources, tables.sources)
        if crawled == ():
            return None, None
        placed = crawled is None and self.inputs.may_lack_urls(self.session)
        relation = self.inputs.relation(self.session, light=True, placed=placed)
        request = Request(
            relation=ranked_relation(relation, crawled),
            placed=placed,
            suffixes=self.suffixes,
            rules=self.run.rules,
            sme=self.run.sme,
            everything=self.run.all_domains,
            size=self.inputs.size,
            sizes=self.inputs.sizes(self.session),
        )
        ranking = rank(self.session, request)
        written = write_list(ranking, folder / TSV)
        write_tables(self.session, folder)
        if self.run.all_domains:
            write_all(self.session, folder)
        found = replace(domain_figures(ranking, request, written), of_crawled=crawled is not None)
        return found, ranking.absent
