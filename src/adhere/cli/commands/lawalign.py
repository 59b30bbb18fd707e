# SPDX-License-Identifier: EUPL-1.2
"""``adhere law align``: two languages of one text side by side by structure, and every place where they do not match."""

from __future__ import annotations

import sys
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
    from adhere.law.texts.alignment import Alignment, Row
    from adhere.law.texts.units import Unit


def command() -> click.Command:
    """Return the command."""

    @described("texts.align")
    @click.argument("one", metavar=say("texts.metavar-file"), type=Folder())
    @click.argument("other", metavar=say("texts.metavar-file"), type=Folder())
    @format_option("text", "json")
    @language_option()
    def align(one: Path, other: Path, output: str) -> None:
        run(one, other, output)

    return align


def run(first: Path, second: Path, output: str) -> None:
    """Print the alignment; exit 2 where there is nothing to align, such as twice the same language."""
    from adhere.cli.findings import exit_status
    from adhere.law.store import Store
    from adhere.law.texts.alignment import align
    from adhere.law.texts.rules import Collected

    texts = one, other = _read(first), _read(second)
    if one.act.prefix != other.act.prefix:
        refuse(say("texts.other-act", one=one.act.prefix, other=other.act.prefix))
    if one.act.language == other.act.language:
        refuse(say("texts.same-language", language=one.act.language or say("texts.unknown")))
    found = Collected(second.name)
    if None not in (one.act.version, other.act.version) and one.act.version != other.act.version:
        found.add("ADH-LAW-063", 1, one=one.act.version, other=other.act.version)
    languages = (one.act.language or "?", other.act.language or "?")
    aligned = align(languages, one.units, other.units, found)
    findings = [*one.findings, *other.findings, *found.findings]
    if output == "json":
        print_json(
            head("law-align", Store())
            | _json(texts, aligned)
            | {"findings": findings_json(findings, language())}
        )
    else:
        _print(texts, aligned, found)
    sys.exit(exit_status(findings))


def _read(file: Path) -> Imported:
    from adhere.cli.commands.lawimport import content_of, read

    text = read(file.name, content_of(file))
    if not text.usable:
        refuse(say("texts.nothing-in", file=file))
    return text


def _json(texts: tuple[Imported, Imported], aligned: Alignment) -> dict[str, Any]:
    return {
        "act": texts[0].act.prefix,
        "languages": list(aligned.languages),
        "versions": [text.act.version.isoformat() if text.act.version else None for text in texts],
        "rows": [_row(row, aligned.languages) for row in aligned.rows],
    }


def _row(row: Row, languages: tuple[str, str]) -> dict[str, Any]:
    def paragraphs(unit: Unit | None) -> list[str] | None:
        return list(unit.paragraphs) if unit else None

    return {"id": row.id, languages[0]: paragraphs(row.one), languages[1]: paragraphs(row.other)}


def _print(texts: tuple[Imported, Imported], aligned: Alignment, found: Any) -> None:
    from adhere.cli.findings import add_findings

    both = sum(1 for row in aligned.rows if row.one and row.other)
    pairs = sum(len(row.pairs) for row in aligned.rows)
    page = Page()
    page.title(say("texts.aligned", one=aligned.languages[0], other=aligned.languages[1]))
    page.paragraph(say("texts.aligned-count", count=both, total=len(aligned.rows), pairs=pairs))
    for code, text in zip(aligned.languages, texts, strict=True):
        version = text.act.version or say("texts.unknown")
        page.paragraph(f"{code}  {version}  {text.source.file}", first="- ")
    if found.findings:
        page.heading(say("texts.mismatches"))
        add_findings(page, found.findings, language())
    else:
        page.paragraph(say("texts.no-mismatch"))
    page.print()
