# SPDX-License-Identifier: EUPL-1.2
"""The list of domains alone, without the tables of the summary: one pass over the URLs, on this machine or on a cluster."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from adhere.content.figures import DomainFigures
from adhere.engine.domains import anywhere, embedded
from adhere.engine.domains.figures import domain_figures, write_list
from adhere.engine.domains.request import Ranking, Request
from adhere.engine.embedded import EngineError, Session, open_session
from adhere.engine.manifests.mending import again
from adhere.engine.manifests.opening import Inputs, open_inputs
from adhere.engine.runs.crawled import suffixes_of
from adhere.engine.summarising import Progress, Run, RunError
from adhere.intake.targets import ensure_free
from adhere.kernel.finding import Finding


def list_domains(run: Run, path: Path, progress: Progress) -> tuple[DomainFigures, tuple[Finding, ...]]:
    """Write the list of the domains of inputs to a file; raise RunError where nothing can be computed, OSError where it cannot be written."""
    suffixes, told = suffixes_of(run.psl)
    try:
        with ExitStack() as stack:
            session = stack.enter_context(open_session(run.memory, run.threads, progress=progress))
            work = run.work or session.folder / "work"
            inputs = open_inputs(run.inputs, run.mapping, work=work, progress=progress)
            if not inputs.ready:
                raise RunError(inputs.collected.findings)
            ensure_free(path, (one.path for one in inputs.located if one.system is None))
            request = Request(
                relation="",
                suffixes=suffixes,
                rules=run.rules,
                sme=run.sme,
                modalities=False,
                size=inputs.size,
            )
            inputs.make(session, portable=run.engine == "spark")
            ranking, request = _ranked(stack, run, session, inputs, request)
            figures = domain_figures(ranking, request, write_list(ranking, path))
            inputs.tell_sizes(session)
    except EngineError as error:
        raise RunError([error.finding]) from error
    return figures, (*told, *inputs.collected.findings)


def _ranked(
    stack: ExitStack, run: Run, session: Session, inputs: Inputs, request: Request
) -> tuple[Ranking, Request]:
    if run.engine == "duckdb":
        return again(inputs, session, partial(_embedded, session, inputs, request))
    from adhere.engine.runs.cluster import java_memory, relation_on  # noqa: PLC0415 - Spark, only where it is asked
    from adhere.engine.spark import open_cluster  # noqa: PLC0415

    memory = java_memory(run.memory) if run.master is None else None
    cluster = stack.enter_context(open_cluster(run.master, memory))
    asked = replace(request, relation=relation_on(session, cluster, inputs))
    return anywhere.rank(cluster, asked), asked


def _embedded(session: Session, inputs: Inputs, request: Request) -> tuple[Ranking, Request]:
    asked = replace(request, relation=inputs.relation(session, light=True), sizes=inputs.sizes(session))
    return embedded.rank(session, asked), asked
