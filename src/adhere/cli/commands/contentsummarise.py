# SPDX-License-Identifier: EUPL-1.2
"""``adhere content summarise``: from manifests and dataset folders to the public summary of training content.

Article 53(1)(d), in the template C(2025) 8311.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.content.sources.register import Sources
    from adhere.content.suffixes import Rules
    from adhere.dossier.content import ReadContent
    from adhere.dossier.contentsummary import Summary
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.engine.summarising import Computed, Engine
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law
    from adhere.render.document import Document
    from adhere.render.writing import To

FORMATS: tuple[To, ...] = ("html", "docx", "pdf")
"""The documents that are written; ``render.writing`` knows them."""
ENGINES: tuple[Engine, ...] = ("duckdb", "spark")
RULES: tuple[Rules, ...] = ("icann", "private")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command was asked beside its inputs."""

    out: Path
    dossier: Path | None
    model_id: str | None
    sources: Path | None
    mapping: Path | None
    keep: bool
    sme: bool
    all_domains: bool
    rules: Rules
    psl: Path | None
    engine: Engine
    master: str | None
    memory: str
    threads: int | None
    documents: tuple[To, ...]
    on: date
    output: str


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-summarise.summarise")
    @click.argument("inputs", metavar=say("content-summarise.metavar-inputs"), nargs=-1, required=True)
    @click.option("--out", type=Folder(), required=True, help=say("content-summarise.help-out"))
    @click.option("--dossier", type=Folder(), help=say("content-summarise.help-dossier"))
    @click.option("--model", "model_id", metavar="ID", help=say("content-summarise.help-model"))
    @click.option("--sources", type=Folder(), help=say("content-summarise.help-sources"))
    @click.option("--mapping", type=Folder(), help=say("content-summarise.help-mapping"))
    @click.option("--keep", is_flag=True, help=say("content-summarise.help-keep"))
    @click.option("--sme", is_flag=True, help=say("content-summarise.help-sme"))
    @click.option("--all-domains", is_flag=True, help=say("content-summarise.help-all-domains"))
    @click.option(
        "--rules",
        type=click.Choice(RULES),
        default="icann",
        show_default=True,
        help=say("content-summarise.help-rules"),
    )
    @click.option("--psl", type=Folder(), help=say("content-summarise.help-psl"))
    @click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default="duckdb",
        show_default=True,
        help=say("content-summarise.help-engine"),
    )
    @click.option("--master", metavar="URL", help=say("content-summarise.help-master"))
    @click.option("--memory", default="1GB", show_default=True, help=say("content-summarise.help-memory"))
    @click.option("--threads", type=click.IntRange(min=1), help=say("content-summarise.help-threads"))
    @click.option(
        "--to",
        "documents",
        type=click.Choice(FORMATS),
        multiple=True,
        default=FORMATS,
        show_default=True,
        help=say("content-summarise.help-to"),
    )
    @on_option()
    @format_option("text", "json")
    @language_option()
    def summarise(inputs: tuple[str, ...], **asked: Any) -> None:
        run(inputs, Wish(**asked))

    return summarise


def run(inputs: tuple[str, ...], wish: Wish) -> None:
    """Compute, fill the template, write the folder and say what was found; exit 1 where a finding is an error."""
    from adhere.cli.findings import exit_status
    from adhere.dossier.contentfolder import OtherFolderError, check_folder, new_folder
    from adhere.dossier.contentrun import content_in, register_of
    from adhere.intake.reasons import disk_reason
    from adhere.law.library import Law

    if wish.all_domains and wish.engine != "duckdb":
        refuse(say("content-summarise.all-domains-here"))
    law = Law()
    kept = _dossier(wish)
    register = register_of(kept, wish.sources)
    try:
        check_folder(wish.out)
        with new_folder(wish.out) as folder:
            computed = _computed(inputs, wish, register.sources, folder)
            summary = _summary(content_in(computed, folder, kept, register), kept, wish, law)
            report, whole = _written(summary, wish, law, folder)
    except OtherFolderError as error:
        refuse(say("content-summarise.other-folder", folder=wish.out, found=error.name))
    except OSError as error:
        refuse(say("not-written", path=wish.out, reason=disk_reason(error)))
    if wish.keep:
        _keep(kept, wish)
    if wish.output == "json":
        print_json(report)
    else:
        from adhere.cli.contentview import print_summary

        print_summary(summary, wish.out, language())
    sys.exit(max(exit_status(summary.findings), int(not whole)))


def _dossier(wish: Wish) -> tuple[Portfolio, DossierModel] | None:
    """Return the dossier and the model that are meant; exit 2 where they cannot be told."""
    if wish.dossier is None:
        for option, given in (("--model", wish.model_id), ("--keep", wish.keep or None)):
            if given is not None:
                refuse(say("content-summarise.needs-dossier", option=option))
        return None
    from adhere.cli.kept import kept
    from adhere.cli.loading import model_of

    dossier = kept(wish.dossier, wish.on)
    return dossier.portfolio, model_of(dossier.portfolio, wish.model_id)


def _computed(inputs: tuple[str, ...], wish: Wish, sources: Sources | None, folder: Path) -> Computed:
    """Run the engine; exit 2 where it is not installed, 1 where it cannot compute what it was given."""
    from adhere.cli.contentprogress import progress
    from adhere.engine.summarising import Run, RunError, compute

    work = wish.out.parent / f".{wish.out.name}.work"
    asked = Run(
        inputs=inputs,
        mapping=wish.mapping,
        work=work,
        sources=sources,
        sme=wish.sme,
        all_domains=wish.all_domains,
        rules=wish.rules,
        psl=wish.psl,
        engine=wish.engine,
        master=wish.master,
        memory=wish.memory,
        threads=wish.threads,
    )
    try:
        with progress() as told:
            computed = compute(asked, folder, told)
    except ImportError:
        refuse(say("content-summarise.missing-engine", extra="spark" if wish.engine == "spark" else "engine"))
    except RunError as error:
        _stop(error.findings)
    shutil.rmtree(work, ignore_errors=True)  # kept where a run was stopped, so that the next goes on
    return computed


def _stop(findings: tuple[Finding, ...]) -> NoReturn:
    """Show why nothing could be computed, and exit 1."""
    from adhere.cli.findings import add_findings
    from adhere.cli.output import Page

    page = Page()
    page.paragraph(say("content-summarise.nothing"))
    add_findings(page, findings, language())
    page.print(err=True)
    sys.exit(1)


def _summary(read: ReadContent, kept: tuple[Portfolio, DossierModel] | None, wish: Wish, law: Law) -> Summary:
    from adhere.dossier.contentsummary import summary_alone, summary_of

    if kept is None:
        return summary_alone(read, wish.on)
    return summary_of(kept[1], kept[0], read, law, wish.on)


def _written(summary: Summary, wish: Wish, law: Law, folder: Path) -> tuple[dict[str, Any], bool]:
    """Write the documents, the lists and the report; return the report, and whether every document that was asked is there."""
    from adhere.cli.contentjson import summary_json
    from adhere.dossier.contentrun import write_lists
    from adhere.dossier.contentsummary import report_document, summary_document
    from adhere.kernel.text import LANGUAGES
    from adhere.render.writing import write

    documents = {f"summary.{spoken}": summary_document(summary, law, spoken) for spoken in LANGUAGES}
    (folder / "summary.json").write_bytes(write(documents["summary.en"], "json"))
    documents |= {f"report.{spoken}": report_document(summary, spoken) for spoken in LANGUAGES}
    whole = _write_documents(documents, wish.documents, folder)
    write_lists(summary, folder)
    report = summary_json(summary, law, language())
    text = json.dumps(report, indent=2, ensure_ascii=False)
    (folder / "report.json").write_text(f"{text}\n", encoding="utf-8")
    return report, whole


def _write_documents(documents: Mapping[str, Document], formats: tuple[To, ...], folder: Path) -> bool:
    """Write documents by name, in every format that the libraries there are allow; pictures become their tables without theirs.

    Return whether none was refused.
    """
    from adhere.render.writing import MissingExtraError, RefusedError, without_charts, write

    lacking, refused = dict[str, str](), list[str]()
    for to in formats:
        for name, document in documents.items():
            try:
                try:
                    content = write(document, to)
                except MissingExtraError as error:
                    if error.extra != "charts":
                        raise
                    lacking["charts"] = say("content-summarise.missing-charts", extra=error.extra)
                    content = write(without_charts(document), to)
            except MissingExtraError as error:
                lacking[to] = say("content-summarise.missing-extra", to=to, extra=error.extra)
            except RefusedError as error:
                refused.append(say("content-summarise.refused", file=f"{name}.{to}", reason=error))
            else:
                (folder / f"{name}.{to}").write_bytes(content)
    for told in (*lacking.values(), *refused):
        tell(told, err=True)
    return not refused


def _keep(kept: tuple[Portfolio, DossierModel] | None, wish: Wish) -> None:
    """Put figures and list in the dossier, where drafts, issues and checks find them."""
    from adhere.dossier.contentrun import keep_in
    from adhere.intake.reasons import disk_reason

    if kept is None:
        return
    portfolio, model = kept
    try:
        folder = keep_in(portfolio, model.id, wish.out)
    except OSError as error:
        refuse(say("not-written", path=portfolio.root, reason=disk_reason(error)))
    tell(say("content-summarise.kept", folder=folder), err=True)
