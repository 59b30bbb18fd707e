# SPDX-License-Identifier: EUPL-1.2
"""A run on a cluster with Apache Spark: the same SQL, translated; inputs are opened, converted and settled on this machine.

Faults of rows are told by the embedded engine, which counts them; values that cannot be right count in no sum on either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from adhere.content.figures import DomainFigures
from adhere.content.suffixes import Suffixes
from adhere.engine.domains.anywhere import rank
from adhere.engine.domains.figures import domain_figures, write_list
from adhere.engine.domains.request import Request
from adhere.engine.embedded import EngineError, Session, octets_of, open_session
from adhere.engine.figures.aggregating import fine
from adhere.engine.figures.tables import Tables, tables
from adhere.engine.manifests.mending import mend
from adhere.engine.manifests.opening import Inputs, open_inputs
from adhere.engine.runs.crawled import TSV, crawled_of, figures_of, ranked_relation, suffixes_of
from adhere.engine.runs.lists import write_lines
from adhere.engine.spark import Cluster, open_cluster
from adhere.engine.summarising import Computed, Progress, Run, RunError

WIDE = "CAST({} AS DECIMAL(38, 0))"
"""For sums: those of 64 bits stop a run of Spark where they do not fit."""


def computed(run: Run, folder: Path, progress: Progress) -> Computed:
    """Compute the figures and write the list; raise RunError, or OSError where the disk refuses."""
    suffixes, told = suffixes_of(run.psl)
    try:
        with (
            open_session(run.memory, run.threads, folder, progress=progress) as session,
            open_cluster(run.master, java_memory(run.memory) if run.master is None else None) as cluster,
        ):
            work = run.work or session.folder / "work"
            inputs = open_inputs(run.inputs, run.mapping, work=work, progress=progress)
            if not inputs.ready:
                raise RunError(inputs.collected.findings)
            inputs.make(session, portable=True)
            relation = relation_on(session, cluster, inputs)
            found = tables(cluster.rows(fine(relation, total=WIDE)))
            domains = _domains(run, session, cluster, _Rows(relation, found, suffixes), folder)
            inputs.settle(session)
            engine = f"Apache Spark {cluster.version}"
    except EngineError as error:
        raise RunError([error.finding]) from error
    figures = figures_of(engine, inputs, found, domains)
    return Computed(figures=figures, findings=(*told, *inputs.collected.findings))


def java_memory(asked: str) -> str:
    """Return an amount of memory, ``1GB``, as Java reads it, ``953m``; what is no such amount stays as it is, for Java to refuse."""
    size = octets_of(asked)
    return f"{max(1, int(size) // 2**20)}m" if size else asked


def relation_on(session: Session, cluster: Cluster, inputs: Inputs) -> str:
    """Give the cluster the files of each part as a table, and return the SQL of all rows that count."""
    selects = []
    for number, part in enumerate(inputs.parts(session, portable=True)):
        if part.uris:
            cluster.read(f"part_{number}", part.uris)
            if cluster.has_broken(f"part_{number}", part.texts) and mend(inputs, session):
                return relation_on(session, cluster, inputs)
            columns = ", ".join(part.projection)
            where = "" if part.where == "TRUE" else f" WHERE {part.where}"
            selects.append(f"SELECT {columns}, CAST(NULL AS VARCHAR) AS fault FROM part_{number}{where}")
    return "\nUNION ALL\n".join(selects)


@dataclass(frozen=True, slots=True)
class _Rows:
    relation: str
    tables: Tables
    suffixes: Suffixes


def _domains(run: Run, session: Session, cluster: Cluster, rows: _Rows, folder: Path) -> DomainFigures | None:
    """Rank the domains and write the list; None where nothing was crawled."""
    crawled = crawled_of(run.sources, rows.tables.sources)
    if crawled == ():
        return None
    request = Request(
        relation=ranked_relation(rows.relation, crawled),
        suffixes=rows.suffixes,
        rules=run.rules,
        sme=run.sme,
    )
    ranking = rank(cluster, request)
    written = write_list(ranking, folder / TSV)
    write_lines(session, ranking, folder)
    return replace(domain_figures(ranking, request, written), of_crawled=crawled is not None)
