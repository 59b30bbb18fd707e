# SPDX-License-Identifier: EUPL-1.2
"""``adhere content audit``: which URLs were reserved when they were fetched, by which line of which record, and what to remove.

Articles 53(1)(c) and 56(2)(b); RFC 9309.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.engine.audit.outcome import Request
    from adhere.engine.embedded import Session
    from adhere.engine.manifests.opening import Inputs

DAYS = 30
ENGINES = ("duckdb", "spark")
AGENT_LIMIT = 1_000
NAME_LIMIT = 200


def command() -> click.Command:
    """Return the command with its help in the language of this run."""
    records = say("content-audit.metavar-records")

    @described("content-audit.audit")
    @click.argument("urls", metavar=say("content-audit.metavar-urls"), nargs=-1, required=True)
    @click.option(
        "--robots",
        type=Folder(),
        metavar=records,
        multiple=True,
        required=True,
        help=say("content-audit.help-robots"),
    )
    @click.option(
        "--agent",
        "agents",
        metavar=say("content-audit.metavar-agent"),
        multiple=True,
        required=True,
        help=say("content-audit.help-agent"),
    )
    @click.option(
        "--out",
        type=Folder(),
        metavar=say("content-audit.metavar-folder"),
        help=say("content-audit.help-out"),
    )
    @click.option(
        "--today", type=Folder(), metavar=records, multiple=True, help=say("content-audit.help-today")
    )
    @click.option(
        "--max-age",
        "days",
        type=click.IntRange(0, 36_500),
        default=DAYS,
        show_default=True,
        help=say("content-audit.help-max-age"),
    )
    @click.option("--explain", metavar="URL", help=say("content-audit.help-explain"))
    @click.option(
        "--decisions",
        type=click.Choice(("all", "none")),
        default="all",
        show_default=True,
        help=say("content-audit.help-decisions"),
    )
    @click.option(
        "--mapping",
        type=Folder(),
        metavar=say("content-audit.metavar-file"),
        help=say("content-audit.help-mapping"),
    )
    @click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="duckdb",
        show_default=True,
        help=say("content-audit.help-engine"),
    )
    @click.option("--master", metavar="URL", help=say("content-audit.help-master"))
    @click.option(
        "--memory", metavar="1GB", default="1GB", show_default=True, help=say("content-audit.help-memory")
    )
    @click.option("--threads", type=click.IntRange(1, 1024), help=say("content-audit.help-threads"))
    @format_option("text", "json")
    @language_option()
    def audit(urls: tuple[str, ...], **asked: Any) -> None:
        run(urls, **asked)

    return audit  # fmt: skip


def run(urls: tuple[str, ...], *, agents: tuple[str, ...], out: Path | None, explain: str | None, output: str, **asked: Any) -> None:  # fmt: skip
    """Make an audit, or explain one URL; exit 1 where a finding is an error, 2 where it cannot be made."""
    from adhere.cli.extras import needed
    from adhere.engine.audit.outcome import Request, agents_of

    needed("engine", "duckdb", "fsspec", "publicsuffixlist")
    if asked["engine"] == "spark":
        if explain is not None:
            refuse(say("content-audit.explain-here"))
        needed("spark", "pyspark", "sqlglot")
    names = agents_of(agents)
    if not names or len(names) > AGENT_LIMIT or any(len(name) > NAME_LIMIT for name in names):
        refuse(say("content-audit.no-agent", most=AGENT_LIMIT, length=NAME_LIMIT))
    if out is None and explain is None:
        refuse(say("content-audit.no-out"))
    request = Request(
        agents=names,
        robots=asked["robots"],
        today=asked["today"],
        days=asked["days"],
        keep=asked["decisions"] == "all",
        engine=asked["engine"],
        master=asked["master"],
        memory=asked["memory"],
    )
    with _opened(urls, asked, _shared(out, asked["engine"])) as (inputs, session):
        if explain is not None:
            _explain(explain, request, inputs, session, output)
        elif out is not None:
            _audit(request, inputs, session, out, output)


def _shared(out: Path | None, engine: str) -> Path | None:
    """The folder for files between machines, beside the one that is written; None where there is one machine."""
    if engine == "duckdb" or out is None:
        return None
    _check_place(out)
    try:
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        from adhere.intake.reasons import disk_reason

        refuse(say("not-written", path=out, reason=disk_reason(error)))
    return out.absolute().parent


@contextmanager
def _opened(
    urls: tuple[str, ...], asked: dict[str, Any], shared: Path | None
) -> Iterator[tuple[Inputs, Session]]:
    """Open inputs and a session; exit 2 where an engine fails, 1 where there is nothing to read."""
    import duckdb

    from adhere.cli.contentprogress import progress
    from adhere.engine.embedded import EngineError, open_session
    from adhere.engine.embedded.failures import told_by_duckdb
    from adhere.engine.manifests.opening import open_inputs

    try:
        with (
            progress() as told,
            open_session(asked["memory"], asked["threads"], shared, progress=told) as session,
        ):
            inputs = open_inputs(urls, asked["mapping"], work=session.folder / "inputs")
            if not inputs.ready:
                _tell_findings(inputs)
            try:
                yield inputs, session
            except duckdb.Error as error:
                raise told_by_duckdb(error, asked["memory"], str(session.folder)) from error
    except EngineError as error:
        one = error.finding
        refuse(f"{one.wrong(language())} {one.why(language())} {one.remedy(language())}")


def _tell_findings(inputs: Inputs) -> None:
    from adhere.cli.findings import add_findings
    from adhere.cli.output import Page

    page = Page()
    add_findings(page, inputs.collected.findings, language())
    page.print()
    tell(say("content-audit.not-ready"), err=True)
    sys.exit(1)


def _audit(request: Request, inputs: Inputs, session: Session, out: Path, output: str) -> None:
    from adhere.cli.auditjson import audit_json
    from adhere.cli.auditview import audit_page
    from adhere.cli.findings import exit_status
    from adhere.engine.audit.outcome import placed
    from adhere.engine.audit.outcome import run as run_audit
    from adhere.engine.manifests.mending import again
    from adhere.intake.reasons import disk_reason
    from adhere.law.library import Law

    _check_place(out)
    try:
        with placed(out) as draft:
            outcome = again(inputs, session, lambda: run_audit(request, inputs, session, draft))
            data = audit_json(outcome, Law(), language())
            _write(data, draft)
    except OSError as error:
        refuse(say("not-written", path=out, reason=disk_reason(error)))
    if output == "json":
        print_json(data)
    else:
        audit_page(data, outcome).print()
        tell(say("content-audit.written", path=out))
    sys.exit(exit_status(list(outcome.findings)))


def _check_place(out: Path) -> None:
    """Exit 2 where a folder holds something else than an audit: none of it may be lost."""
    from adhere.engine.audit.outcome import FILES, REPORT

    if out.is_symlink() or (out.exists() and not out.is_dir()):
        refuse(say("content-audit.no-folder", path=out))
    if out.is_dir():
        held = {one.name for one in out.iterdir()}
        if held - set(FILES) or (held and REPORT not in held):
            refuse(say("content-audit.occupied", path=out))


def _write(data: dict[str, Any], folder: Path) -> None:
    """Write the report, as JSON and as a page; the page has no pictures where the library for them is missing."""
    import json

    from adhere.engine.audit.outcome import PAGE, REPORT
    from adhere.render.auditdocument import audit_document
    from adhere.render.writing import MissingExtraError, without_charts, write

    document = audit_document(data, language())
    try:
        page = write(document, "html")
    except MissingExtraError:
        page = write(without_charts(document), "html")
    (folder / PAGE).write_bytes(page)
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / REPORT).write_text(f"{text}\n", encoding="utf-8")


def _explain(url: str, request: Request, inputs: Inputs, session: Session, output: str) -> None:
    from adhere.cli.auditjson import explained_json
    from adhere.cli.auditview import explained_page
    from adhere.cli.findings import exit_status
    from adhere.engine.audit.explaining import explained
    from adhere.engine.audit.outcome import has_answers, kept_records, urls_of
    from adhere.engine.manifests.mending import again
    from adhere.law.library import Law

    def times_of() -> list[tuple[Any, ...]]:
        said = "said" if has_answers(inputs, session) else "NULL"
        asked = f"SELECT DISTINCT fetch_time, {said} FROM ({urls_of(inputs, session)}) AS i WHERE url = $1"  # noqa: S608 - made of quoted names
        return session.rows(asked, [url])

    times = again(inputs, session, times_of)
    if not times:
        refuse(say("content-audit.not-among", url=url[:NAME_LIMIT]))
    records, _ = kept_records(request, session)
    found = list(explained(url, times, request.agents, records, request.asked.age))
    if output == "json":
        print_json(explained_json(found, records.findings, Law(), language()))
    else:
        explained_page(found, records.findings).print()
    sys.exit(exit_status(records.findings))
