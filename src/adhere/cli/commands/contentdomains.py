# SPDX-License-Identifier: EUPL-1.2
"""``adhere content domains``: the list of registrable domains alone, largest first, as lines of domain and bytes.

Section 2.3 of the template, Article 53(1)(d); ``adhere content summarise`` writes the same list among its files.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.content.figures import DomainFigures
    from adhere.engine.summarising import Run
    from adhere.kernel.finding import Finding

ENGINES = ("duckdb", "spark")
RULES = ("icann", "private")


def command() -> click.Command:
    """Return the command with its help in the language of this run."""
    chosen = click.option
    metavar = say("content-domains.metavar-file")

    @described("content-domains.domains")
    @click.argument("inputs", metavar=say("content-domains.metavar-inputs"), nargs=-1, required=True)
    @chosen("--out", type=Folder(), required=True, metavar=metavar, help=say("content-domains.help-out"))
    @chosen("--mapping", type=Folder(), metavar=metavar, help=say("content-domains.help-mapping"))
    @chosen("--sme", is_flag=True, help=say("content-domains.help-sme"))
    @chosen(
        "--rules",
        type=click.Choice(RULES),
        default="icann",
        show_default=True,
        help=say("content-domains.help-rules"),
    )
    @chosen("--psl", type=Folder(), metavar=metavar, help=say("content-domains.help-psl"))
    @chosen(
        "--engine",
        type=click.Choice(ENGINES),
        default="duckdb",
        show_default=True,
        help=say("content-domains.help-engine"),
    )
    @chosen("--master", metavar="URL", help=say("content-domains.help-master"))
    @chosen("--memory", default="1GB", show_default=True, help=say("content-domains.help-memory"))
    @chosen("--threads", type=click.IntRange(min=1), help=say("content-domains.help-threads"))
    @format_option("text", "json")
    @language_option()
    def domains(out: Path, output: str, **asked: Any) -> None:
        from adhere.cli.extras import needed
        from adhere.engine.summarising import Run

        needed("engine", "duckdb", "fsspec", *(() if asked["psl"] else ("publicsuffixlist",)))
        if asked["engine"] == "spark":
            needed("spark", "pyspark", "sqlglot")
        run(Run(**asked), out, output)

    return domains


def run(asked: Run, out: Path, output: str) -> None:
    """Write the list and say what it holds; exit 1 where a finding is an error, 2 where nothing can be computed."""
    from adhere.cli.contentprogress import progress
    from adhere.cli.findings import exit_status
    from adhere.engine.runs.alone import list_domains
    from adhere.engine.summarising import RunError
    from adhere.intake.reasons import disk_reason

    try:
        with progress() as told:
            found, findings = list_domains(asked, out, told)
    except RunError as error:
        _refuse(error.findings)
    except OSError as error:
        refuse(say("not-written", path=out, reason=disk_reason(error)))
    if output == "json":
        print_json(_json(found, findings))
    else:
        _page(found, findings, out).print()
    sys.exit(exit_status(findings))


def _refuse(findings: tuple[Finding, ...]) -> NoReturn:
    from adhere.cli.findings import add_findings

    page = Page()
    add_findings(page, list(findings), language())
    page.print(err=True)
    sys.exit(2)


def _json(found: DomainFigures, findings: tuple[Finding, ...]) -> dict[str, Any]:
    from adhere.cli.contracts import findings_json, head
    from adhere.content.figuresjson import domains_json
    from adhere.law.store import Store

    told = findings_json(list(findings), language())
    return head("content-domains", Store()) | {"domains": domains_json(found), "findings": told}


def _page(found: DomainFigures, findings: tuple[Finding, ...], out: Path) -> Page:
    from adhere.cli.findings import add_findings
    from adhere.content.summary.wording import number, size

    spoken = language()

    def held(documents: int, sizes: int) -> str:
        told = {"documents": number(documents).in_(spoken), "size": size(sizes).in_(spoken)}
        return counted("content-domains.amount", documents, **told)

    page = Page()
    page.title(say("content-domains.title"), out.name)
    page.paragraph(
        counted(
            f"content-domains.rule-{found.rule}",
            found.listed,
            listed=number(found.listed).in_(spoken),
            domains=number(found.domains).in_(spoken),
        )
    )
    page.blank()
    rows = [
        (say("content-domains.listed"), held(found.listed_documents, found.listed_bytes)),
        (say("content-domains.all"), held(found.documents, found.bytes)),
    ]
    for name in ("no_host", "addresses", "no_domain"):
        amount = getattr(found, name)
        rows.append((say(f"content-domains.{name}"), held(amount.documents, amount.bytes.total)))
    rows.append(
        (
            say("content-domains.suffixes"),
            say(f"content-domains.by-{found.rules}", version=found.list_version or "?"),
        )
    )
    rows.append(("sha256", found.listed_sha256))
    page.rows(rows, (26, 52))
    add_findings(page, list(findings), spoken)
    return page
