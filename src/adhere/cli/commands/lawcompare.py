# SPDX-License-Identifier: EUPL-1.2
"""``adhere law compare``: which version a copy of the law is, what in it is out of date, and which words deviate."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.intake.texts.reading import Imported
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law
    from adhere.law.texts.comparison import Compared, Comparison, Official
    from adhere.law.texts.rules import Collected

DEVIATIONS_SHOWN = 12


def command() -> click.Command:
    """Return the command."""

    @described("texts.compare")
    @click.argument("copy", metavar=say("texts.metavar-copy"), type=Folder())
    @click.argument("official", metavar=say("texts.metavar-official"), type=Folder(), nargs=-1)
    @click.option("--act", metavar="ID", help=say("texts.help-act"))
    @format_option("text", "json")
    @language_option()
    def compare(copy: Path, official: tuple[Path, ...], act: str | None, output: str) -> None:
        run(copy, official, act, output)

    return compare


def run(path: Path, files: tuple[Path, ...], act: str | None, output: str) -> None:
    """Print the comparison; exit 1 where versions are mixed, 2 where there is nothing to compare."""
    from adhere.cli.commands.lawimport import content_of, read
    from adhere.cli.findings import exit_status
    from adhere.law.library import Law
    from adhere.law.texts.comparison import compare, report
    from adhere.law.texts.rules import Collected

    copy = read(path.name, content_of(path), act=act)
    if not copy.usable:
        refuse(say("texts.nothing-in", file=path))
    found = Collected(path.name)
    officials = _officials(copy, files, found)
    law = Law()
    changes = [change for article in law.articles() for change in article.changes]
    comparison = compare(copy.units, officials, changes)
    report(comparison, found)
    findings = [*copy.findings, *found.findings]
    if output == "json":
        told = _json(copy, officials, comparison)
        print_json(head("law-compare", law) | told | {"findings": findings_json(findings, language())})
    else:
        page = _page(copy, officials, comparison, law, mixed=bool(found.met("ADH-LAW-053")))
        _add_others(page, findings)
        page.print()
    sys.exit(exit_status(findings))


def _officials(copy: Imported, files: tuple[Path, ...], found: Collected) -> list[Official]:
    """Return the official texts in the language of the copy: the files named, else those that were kept."""
    texts = list(_named(files)) if files else list(_kept(copy, found))
    spoken = [text for text in texts if copy.act.language in (None, text.language)]
    if not spoken and texts:
        found.add("ADH-LAW-054", 1, shown=copy.act.language)
    if not spoken:
        refuse(say("texts.no-official", language=copy.act.language or say("texts.unknown")))
    return spoken


def _named(files: tuple[Path, ...]) -> list[Official]:
    from adhere.cli.commands.lawimport import content_of, read
    from adhere.law.texts.comparison import Official

    texts = []
    for file in files:
        text = read(file.name, content_of(file))
        if not text.usable:
            refuse(say("texts.nothing-in", file=file))
        if text.act.version is None:
            refuse(say("texts.no-version", file=file))
        official = Official(
            version=text.act.version, language=text.act.language, file=str(file), units=text.units
        )
        texts.append(official)
    return texts


def _kept(copy: Imported, found: Collected) -> list[Official]:
    """Return what was imported of the act of the copy: of each version and language the fullest text."""
    from adhere.dossier.textstore import data_folder, kept
    from adhere.law.texts.comparison import Official

    fullest: dict[tuple[date, str | None], Official] = {}
    for text in kept(data_folder(os.environ), found):
        if text.version is None or text.prefix != copy.act.prefix:
            continue
        official = Official(
            version=text.version, language=text.language, file=text.path.name, units=text.units
        )
        before = fullest.get((text.version, text.language))
        if before is None or len(before.units) < len(official.units):
            fullest[text.version, text.language] = official
    return list(fullest.values())


def _json(copy: Imported, officials: list[Official], comparison: Comparison) -> dict[str, Any]:
    return {
        "act": copy.act.prefix,
        "lang": copy.act.language,
        "copy": {"file": copy.source.file, "sha256": copy.source.sha256, "shape": copy.source.shape},
        "official": [{"file": text.file, "version": text.version.isoformat()} for text in officials],
        "version": comparison.version.isoformat() if comparison.version else None,
        "also": [day.isoformat() for day in comparison.also],
        "newest": comparison.newest.isoformat() if comparison.newest else None,
        "provisions": [_provision_json(one) for one in comparison.provisions],
        "missing": list(comparison.missing),
    }


def _provision_json(one: Compared) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": one.state,
        "versions": [day.isoformat() for day in one.versions],
        "since": one.since.isoformat() if one.since else None,
        "by": one.by,
        "against": one.against.isoformat() if one.against else None,
        "line": one.line,
        "deviations": [
            {"official": change.official, "copy": change.copy, "at": change.at} for change in one.deviations
        ],
    }


def _page(
    copy: Imported, officials: list[Official], comparison: Comparison, law: Law, *, mixed: bool
) -> Page:
    page = Page()
    page.title(say("texts.compared", file=copy.source.file))
    page.paragraph(_verdict(comparison, mixed=mixed))
    total, same = len(comparison.provisions), len(comparison.of("same"))
    page.paragraph(say("texts.same", count=same, total=total, newest=comparison.newest))
    for one in comparison.of("out-of-date"):
        page.blank()
        page.paragraph(say("texts.old-since", place=_name(one.id), day=one.since))
        if one.by in law.acts:
            page.paragraph(say("texts.old-by", by=law.acts[one.by].name.in_(language())), indent=2)
        _add_deviations(page, one)
    deviating = comparison.of("deviates")
    if deviating:
        page.heading(say("texts.deviates"))
        for one in deviating:
            page.paragraph(_name(one.id))
            _add_deviations(page, one)
    for heading, names in (
        ("texts.missing", comparison.missing),
        ("texts.unknown-places", tuple(one.id for one in comparison.of("unknown"))),
    ):
        if names:
            page.heading(say(heading))
            page.paragraph(", ".join(names))
    page.heading(say("texts.against"))
    for text in officials:
        page.paragraph(f"{text.version}  {text.file}", first="- ")
    return page


TOLD = frozenset({"ADH-LAW-050", "ADH-LAW-051", "ADH-LAW-052", "ADH-LAW-056"})
"""Rules that the page tells in words of its own."""


def _add_others(page: Page, findings: list[Finding]) -> None:
    """Add what is wrong with the copy or the comparison besides its wording."""
    from adhere.cli.findings import add_findings

    others = [one for one in findings if one.rule.severity != "note" and one.rule.id not in TOLD]
    if others:
        page.heading(say("texts.findings"))
        add_findings(page, others, language())


def _verdict(comparison: Comparison, *, mixed: bool) -> str:
    if comparison.version is None:
        return say("texts.is-none")
    if mixed:
        return say("texts.is-mixed", version=comparison.version)
    if comparison.also:
        versions = ", ".join(day.isoformat() for day in comparison.also)
        return say("texts.is-also", versions=versions, version=comparison.version)
    return say("texts.is-version", version=comparison.version)


def _name(unit: str) -> str:
    from adhere.law.citations import cite

    try:
        named = cite(unit).in_(language())
    except ValueError:
        return unit
    return f"{named[:1].upper()}{named[1:]}"


def _add_deviations(page: Page, one: Compared) -> None:
    deviations = one.deviations
    for change in deviations[:DEVIATIONS_SHOWN]:
        page.rows(
            [
                (str(one.against), change.official or say("texts.nothing")),
                (say("texts.copy-reads"), change.copy or say("texts.nothing")),
            ],
            (10, 66),
        )
        page.blank()
    if len(deviations) > DEVIATIONS_SHOWN:
        page.paragraph(f"… (+{len(deviations) - DEVIATIONS_SHOWN})", indent=2)
