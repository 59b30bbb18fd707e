# SPDX-License-Identifier: EUPL-1.2
"""``adhere content crawls``: the records of a provider's own crawler, held against what was reserved and who was to be left alone.

Measures 1.2 and 1.3(1)(a) of the Copyright chapter of the code of practice; Article 53(1)(c). Of reservations only the rules of robots.txt are checked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.engine.crawls.reading import Fetches
    from adhere.kernel.finding import Finding

SHOWN = 10
"""Agents that are named."""
CHECKED = "robots"
"""The one signal of ``content.reservations`` that fetches are held against."""
ELSEWHERE = "adhere content audit"
"""The command that reads all others."""


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-crawls.crawls")
    @click.argument(
        "records", metavar=say("content-crawls.metavar-records"), type=Folder(), nargs=-1, required=True
    )
    @click.option("--robots", type=Folder(), multiple=True, help=say("content-crawls.help-robots"))
    @click.option("--infringing", type=Folder(), multiple=True, help=say("content-crawls.help-infringing"))
    @click.option("--memory", default="1GB", show_default=True, help=say("content-crawls.help-memory"))
    @format_option("text", "json")
    @language_option()
    def crawls(
        records: tuple[Path, ...],
        robots: tuple[Path, ...],
        infringing: tuple[Path, ...],
        memory: str,
        output: str,
    ) -> None:
        run(records, robots, infringing, memory, output)

    return crawls


def run(records: tuple[Path, ...], robots: tuple[Path, ...], infringing: tuple[Path, ...], memory: str, output: str) -> None:  # fmt: skip
    """Check the fetches; exit 1 where a finding is an error, 2 where an engine is not there or fails."""
    from adhere.cli.extras import needed
    from adhere.cli.findings import exit_status
    from adhere.content.crawling import check_fetches
    from adhere.engine.audit.records import read_records
    from adhere.engine.crawls.reading import Fetches, States, read_lists
    from adhere.engine.crawls.signals import other_signals
    from adhere.engine.embedded import EngineError, open_session

    needed("engine", "duckdb", "fsspec", "publicsuffixlist")
    found: list[Finding] = []
    lists = read_lists(infringing, found)
    try:
        with open_session(memory, None) as session:
            kept = read_records(robots, session.connection)
            fetches = Fetches(files=records, connection=session.connection)
            wrong = check_fetches(fetches, States(kept), lists, _names(records))
            others = other_signals(kept, _names(robots))
    except EngineError as error:
        one = error.finding
        refuse(f"{one.wrong(language())} {one.why(language())} {one.remedy(language())}")
    found += (*kept.findings, *others, *fetches.findings, *wrong)
    told = _told(fetches, sum(map(len, kept.by_authority.values())), len(lists), found)
    if output == "json":
        from adhere.law.store import Store

        print_json(head("content-crawls", Store()) | told)
    else:
        _page(fetches, told, found).print()
    sys.exit(exit_status(found))


def _names(paths: tuple[Path, ...]) -> str:
    return ", ".join(one.name for one in paths)


def _told(fetches: Fetches, robots: int, lists: int, found: list[Finding]) -> dict[str, Any]:
    from adhere.content.reservations.signals import signals

    others = [one for one in signals() if one != CHECKED]
    return {
        "protocols": {"checked": [CHECKED], "not_checked": others, "command": ELSEWHERE},
        "fetches": fetches.count,
        "agents": sorted(fetches.agents),
        "hosts": len(fetches.hosts),
        "first": fetches.first.isoformat() if fetches.first else None,
        "last": fetches.last.isoformat() if fetches.last else None,
        "robots": robots,
        "lists": lists,
        "unread": fetches.unread,
        "findings": findings_json(found, language()),
    }


def _page(fetches: Fetches, told: dict[str, Any], found: list[Finding]) -> Page:
    from adhere.cli.findings import add_findings
    from adhere.content.summary.wording import number

    page = Page()
    page.title(say("content-crawls.title"))
    amounts = {
        name: counted(f"content-crawls.{name}-count", told[name], amount=number(told[name]).in_(language()))
        for name in ("fetches", "hosts", "robots", "lists", "unread")
    }
    page.paragraph(say("content-crawls.checked", **amounts))
    page.paragraph(say("content-crawls.protocols", command=ELSEWHERE))
    if fetches.agents:
        names = ", ".join(sorted(fetches.agents)[:SHOWN]) + (" …" if len(fetches.agents) > SHOWN else "")
        page.paragraph(say("content-crawls.agents", names=names))
    if fetches.first and fetches.last:
        page.paragraph(say("content-crawls.period", first=fetches.first.date(), last=fetches.last.date()))
    if found:
        add_findings(page, found, language())
    elif fetches.count:
        page.paragraph(say("content-crawls.nothing"))
    return page
