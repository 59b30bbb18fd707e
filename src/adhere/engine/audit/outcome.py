# SPDX-License-Identifier: EUPL-1.2
"""A whole audit: inputs opened, records read, decisions made, counted and put in their place; what is wrong is collected.

A folder that holds an audit already is replaced file by file, its report last, so that a report never stands beside decisions of another run.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.content.figures import InputRecord
from adhere.content.hosts import is_address
from adhere.content.robots.reading import is_token
from adhere.content.suffixes import Rules, Suffixes
from adhere.engine.audit.answers import text_sql
from adhere.engine.audit.auditing import AGENTS, DECISIONS, DOMAINS, REMOVE, Asked, Audit
from adhere.engine.audit.figures import AuditFigures
from adhere.engine.audit.records import Records, read_records
from adhere.engine.audit.rules import finding
from adhere.engine.manifests.columns import SIGNALS
from adhere.engine.manifests.parts import empty, in_order, place
from adhere.engine.native.loading import WORTH
from adhere.intake.placing import new_beside, sweep
from adhere.kernel.finding import Finding
from adhere.kernel.text import plain

if TYPE_CHECKING:
    from adhere.engine.embedded import Session
    from adhere.engine.manifests.opening import Inputs
    from adhere.engine.manifests.parts import Part
    from adhere.engine.summarising import Engine

REPORT, PAGE = "report.json", "report.html"
FILES = (DECISIONS, AGENTS, REMOVE, DOMAINS, PAGE, REPORT)
UNDATED = datetime(1970, 1, 1)  # noqa: DTZ001 - what sites say now needs no time
UNKNOWN_SHARE = 0.05
"""Of the bytes, from which on it is said how much is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks of an audit; ``days`` is how old a record may be, 0 for any age. ``master`` and ``memory`` are for Spark."""

    agents: tuple[str, ...]
    robots: tuple[Path, ...]
    today: tuple[Path, ...] = ()
    days: int = 0
    keep: bool = True
    rules: Rules = "icann"
    engine: Engine = "duckdb"
    master: str | None = None
    memory: str | None = None

    @property
    def asked(self) -> Asked:
        """The same for an engine."""
        age = timedelta(days=self.days) if self.days else None
        return Asked(agents=self.agents, age=age, today=bool(self.today), keep=self.keep)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    request: Request
    figures: AuditFigures
    inputs: tuple[InputRecord, ...]
    records: int
    sites: int
    bodies: int
    site_files: Mapping[str, int]
    """Of how many sites there are records of each file beside robots.txt, by its signal."""
    answers: bool
    """Whether inputs tell what answers said of their use."""
    findings: tuple[Finding, ...] = ()
    list_version: str = ""


def agents_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of agents, each once and in order, without white space around them; an empty one is none."""
    found = {stripped for name in names if (stripped := " ".join(name.split()))}
    return tuple(sorted(found, key=lambda name: (name.lower(), name)))


def kept_records(request: Request, session: Session) -> tuple[Records, Records | None]:
    """Return the records of the time, and those of now where they are asked."""
    records = read_records(request.robots, session.connection)
    today = read_records(request.today, session.connection, undated=UNDATED) if request.today else None
    return records, today


def run(request: Request, inputs: Inputs, session: Session, folder: Path) -> Outcome:
    """Make an audit and write its files to a folder; raise EngineError where it cannot be, OSError where the disk refuses.

    On a cluster the folder of the session is where files go to and fro, so all machines have to reach it.
    """
    from adhere.engine.domains.suffixlist import read_suffixes  # noqa: PLC0415 - the list is long

    inputs.make(session)
    records, today = kept_records(request, session)
    answers = has_answers(inputs, session)
    suffixes = read_suffixes()
    with _audit(request, inputs, session, answers=answers) as audit:
        audit.prepare(records, today)
        if request.keep:
            audit.write(folder)
        found = audit.figures(folder, lambda origin: _domain(origin, suffixes, request.rules))
    write_domains(found, folder / DOMAINS)
    settled = inputs.settle(session)
    findings = [*inputs.collected.findings, *records.findings, *(today.findings if today else ())]
    return Outcome(
        request=request,
        figures=found,
        inputs=settled,
        records=sum(map(len, records.by_authority.values())),
        sites=len(records.by_authority),
        bodies=len(records.digests),
        site_files={signal: len(kept) for signal, kept in records.beside.items()},
        answers=answers,
        findings=(*findings, *_remarks(request, found), *_unused(today)),
        list_version=suffixes.version,
    )


@contextmanager
def _audit(request: Request, inputs: Inputs, session: Session, *, answers: bool) -> Iterator[Audit]:
    """Give the audit of inputs on the engine that was asked."""
    if request.engine == "duckdb":
        urls, native = urls_of(inputs, session), inputs.size >= WORTH
        yield Audit(session, urls, request.asked, session.folder, answers=answers, native=native)
        return
    from adhere.engine.audit.cluster import opened  # noqa: PLC0415 - Spark, only where it is asked

    with opened(request, inputs, session, answers=answers) as audit:
        yield audit


def has_answers(inputs: Inputs, session: Session) -> bool:
    """Whether any input has columns of what answers said of their use."""
    return any(part.signals for part in inputs.parts(session) if part.uris)


def urls_of(inputs: Inputs, session: Session) -> str:
    """Return the SQL of the URLs of inputs, with the place of each: its file in the order they were given, and its row in that file.

    Where any input tells what answers said, ``said`` is that as one text.
    """
    answers = has_answers(inputs, session)
    selects = [
        placed_urls(part, place(before), part.table, answers=answers)
        for before, part in in_order(inputs.parts(session))
    ]
    return "\nUNION ALL\n".join(selects) or f"SELECT url, fetch_time, bytes, 0 AS nth FROM ({empty()}) AS e"


def placed_urls(part: Part, nth: str, table: str, *, answers: bool) -> str:
    """Return the SELECT of the URLs of a part, which an engine knows as a table: ``nth`` is the SQL of the place of a row."""
    columns = {sql.rpartition(" AS ")[2]: sql for sql in part.projection}
    wanted = [columns[name] for name in ("url", "fetch_time", "bytes")]
    nth = f"{nth} AS nth"
    source = f"FROM {table} WHERE {part.where}"
    if not answers:
        return f"SELECT {', '.join((*wanted, nth))} {source}"
    if not part.signals:
        return f"SELECT {', '.join((*wanted, nth))}, CAST(NULL AS VARCHAR) AS said {source}"
    told = ", ".join((*wanted, nth, columns["modality"], *part.signals))
    return (
        f"SELECT url, fetch_time, bytes, nth, {text_sql(SIGNALS)} AS said FROM (SELECT {told} {source}) AS t"
    )


def _domain(origin: str, suffixes: Suffixes, rules: Rules) -> str:
    """The registrable domain of an authority; its host where it has none."""
    host = origin.partition("://")[2].rstrip("/")
    host = host if host.startswith("[") else host.partition(":")[0]
    return host if is_address(host) else suffixes.domain(host, rules) or host


def write_domains(found: AuditFigures, file: Path) -> None:
    """Write the domains with reservations as CSV (RFC 4180), the worst first."""
    import csv  # noqa: PLC0415

    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        names = ("reserved", "allowed", "unknown")
        writer.writerow(
            ("domain", "agent", *(f"{name}_{what}" for name in names for what in ("urls", "bytes")))
        )
        for one in found.domains:
            tallies = [one.split.tallies[name] for name in names]
            writer.writerow(
                (one.domain, one.agent, *(n for tally in tallies for n in (tally.urls, tally.bytes)))
            )


def _remarks(request: Request, found: AuditFigures) -> Iterator[Finding]:
    for agent in request.agents:
        if not is_token(agent):
            yield finding("ADH-CON-160", "--agent", agent=agent)
    if found.malformed:
        yield finding("ADH-CON-161", "URLS", count=f"{found.malformed:,}")
    if found.undated:
        yield finding("ADH-CON-162", "URLS", count=f"{found.undated:,}")
    unknown = max((one.whole.share("unknown") or 0 for one in found.agents), default=0)
    if unknown >= UNKNOWN_SHARE:
        yield finding("ADH-CON-163", "--robots", share=plain(str(int(100 * unknown))))


def _unused(today: Records | None) -> Iterator[Finding]:
    """What was given of today and says nothing: of today the rules of robots.txt count alone."""
    count = sum(len(found) for kept in today.beside.values() for found in kept.values()) if today else 0
    if count:
        yield finding("ADH-CON-169", "--today", count=f"{count:,}")


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Give a folder to write to, beside the place where its files go once all of them are whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = new_beside(target)
    try:
        yield draft
        target.mkdir(exist_ok=True)
        (target / REPORT).unlink(missing_ok=True)
        files = sorted(draft.iterdir(), key=lambda one: (one.name == REPORT, one.name))
        for old in FILES:
            if not (draft / old).exists():
                (target / old).unlink(missing_ok=True)
        for file in files:
            file.replace(target / file.name)
        sweep(target)
    finally:  # after an interrupt too
        shutil.rmtree(draft, ignore_errors=True)
