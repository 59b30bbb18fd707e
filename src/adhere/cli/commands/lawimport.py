# SPDX-License-Identifier: EUPL-1.2
"""``adhere law import`` and ``fetch``: an official text from a file or from EUR-Lex, kept in the data folder of the user."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import Day, described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.intake.texts.reading import Imported, Said
    from adhere.kernel.finding import Finding

COUNTED = ("recitals", "articles", "annexes", "units", "footnotes", "amendments", "links")


def import_command() -> click.Command:
    """Return ``adhere law import``."""

    @described("texts.import")
    @click.argument("file", metavar=say("texts.metavar-file"), type=Folder())
    @click.option("--act", metavar="ID", help=say("texts.help-act"))
    @click.option("--text-lang", metavar=say("texts.metavar-code"), help=say("texts.help-text-lang"))
    @click.option("--version", type=Day(), help=say("texts.help-version"))
    @click.option("--out", type=Folder(), metavar=say("texts.metavar-file"), help=say("texts.help-out"))
    @format_option("text", "json")
    @language_option()
    def import_(file: Path, out: Path | None, output: str, **told: Any) -> None:
        content = content_of(file)
        finish(read(file.name, content, **told), out, output)

    return import_


def fetch_command() -> click.Command:
    """Return ``adhere law fetch``."""

    @described("texts.fetch")
    @click.argument("celex", metavar=say("texts.metavar-celex"))
    @click.option(
        "--text-lang",
        metavar=say("texts.metavar-code"),
        default=language(),
        show_default=True,
        help=say("texts.help-fetch-lang"),
    )
    @click.option("--out", type=Folder(), metavar=say("texts.metavar-file"), help=say("texts.help-out"))
    @format_option("text", "json")
    @language_option()
    def fetch(celex: str, text_lang: str, out: Path | None, output: str) -> None:
        run_fetch(celex, text_lang, out, output)

    return fetch


def run_fetch(celex: str, text_lang: str, out: Path | None, output: str) -> None:
    """Download and import a text; exit 1 where EUR-Lex did not give it, 2 for what is no CELEX number."""
    from adhere.cli.findings import add_findings
    from adhere.intake.texts.fetching import CELEX, fetch
    from adhere.law.texts.rules import Collected

    if not CELEX.fullmatch(celex):
        refuse(say("texts.no-celex", value=celex[:80]))
    code = official_language(text_lang)
    found = Collected(celex)
    content = fetch(celex, code or text_lang, found)
    if content is not None:
        finish(read(f"{celex}.html", content, text_lang=code), out, output)
        return
    if output == "json":
        from adhere.law.store import Store

        nothing: dict[str, Any] = {"act": None, "lang": code, "version": None, "units": {}}
        told = {**nothing, "findings": findings_json(found.findings, language())}
        print_json(head("law-import", Store()) | told)
    else:
        page = Page()
        add_findings(page, found.findings, language())
        page.print()
    sys.exit(1)


def read(
    name: str, content: bytes, *, act: str | None = None, text_lang: str | None = None, version: date | None = None
) -> Imported:  # fmt: skip
    """Read a text, with what the user says of it."""
    from adhere.intake.texts.reading import Said, read_text

    said: Said = Said(act=act, language=official_language(text_lang), version=version)
    return read_text(name, content, said)


def official_language(value: str | None) -> str | None:
    """Return the code of an official language; exit 2 for what is none."""
    from adhere.intake.texts.vocabulary import code_of, codes

    if value is None:
        return None
    code = code_of(value)
    if code is None:
        refuse(say("texts.no-language", value=value[:40], known=", ".join(codes())))
    return code


def content_of(file: Path) -> bytes:
    """Return the bytes of a file, no more than are read; exit 2 where the disk refuses."""
    from adhere.intake.folder import regular
    from adhere.intake.reasons import disk_reason
    from adhere.intake.texts.reading import SIZE_LIMIT

    try:
        with regular(file) as stream:
            return stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        refuse(say("texts.unreadable", file=file, reason=disk_reason(error).in_(language())))


def finish(text: Imported, out: Path | None, output: str) -> None:
    """Keep a text and say what was read; exit 1 where a finding is an error."""
    from adhere.cli.findings import exit_status

    status = exit_status(text.findings)
    kept = _kept(text, out, faulty=bool(status))
    if output == "json":
        from adhere.law.store import Store

        print_json(head("law-import", Store()) | _json(text, kept))
    else:
        _page(text, kept).print()
        if status and kept is None and text.usable:
            tell(say("texts.not-kept"), err=True)
    sys.exit(status)


def _kept(text: Imported, out: Path | None, *, faulty: bool) -> Path | None:
    """Write a text where it is asked for, or else keep it where it has no errors; return where it went."""
    from adhere.cli.documents import put
    from adhere.dossier.searching.texts import prepare
    from adhere.dossier.textstore import data_folder, keep, path_of, written
    from adhere.intake.reasons import disk_reason

    if not text.usable or (faulty and out is None):
        return None
    if out is not None:
        put(out, written(text))
        return out
    target = path_of(data_folder(os.environ), text)
    try:
        keep(text, target)
    except OSError as error:
        tell(say("texts.not-written", file=target, reason=disk_reason(error).in_(language())), err=True)
        return None
    prepare(target)
    return target


def _counts(text: Imported) -> dict[str, int]:
    act = text.act
    marks = [one for article in act.articles for paragraph in article.paragraphs for one in paragraph.amended]
    numbers = (
        len(act.recitals),
        len(act.articles),
        len(act.annexes),
        len(text.units),
        len(act.footnotes),
        len(marks),
        len(text.links),
    )
    return dict(zip(COUNTED, numbers, strict=True))


def _json(text: Imported, kept: Path | None) -> dict[str, Any]:
    act, source = text.act, text.source
    return {
        "act": act.prefix,
        "celex": act.celex,
        "lang": act.language,
        "version": act.version.isoformat() if act.version else None,
        "source": {"file": source.file, "sha256": source.sha256, "shape": source.shape},
        "counts": _counts(text),
        "contents": [
            {"id": one.id, "label": one.label, "title": one.title, "depth": one.depth} for one in act.contents
        ],
        "footnotes": [{"mark": one.mark, "text": one.text} for one in act.footnotes],
        "units": {name: unit.text for name, unit in text.units.items()},
        "links": [
            {
                "text": one.text,
                "target": one.target,
                "line": one.line,
                "to": f"{act.prefix}:{one.place}" if one.place else None,
            }
            for one in text.links
        ],
        "left_out": list(act.left_out),
        "kept": str(kept) if kept else None,
        "findings": findings_json(text.findings, language()),
    }


def _page(text: Imported, kept: Path | None) -> Page:
    from adhere.cli.findings import add_findings

    act, unknown = text.act, say("texts.unknown")
    page = Page()
    page.title(say("texts.title", file=text.source.file))
    held = [counted(f"texts.{name}", count) for name, count in _counts(text).items() if count]
    rows = [
        (say("texts.act"), f"{act.celex or unknown} ({act.prefix})" if text.usable else unknown),
        (say("texts.language"), act.language or unknown),
        (say("texts.version"), act.version.isoformat() if act.version else unknown),
        (say("texts.shape"), say(f"texts.shape-{text.source.shape}")),
        (say("texts.digest"), text.source.sha256),
        (say("texts.holds"), ", ".join(held) or say("texts.nothing")),
        *([(say("texts.kept"), str(kept))] if kept else []),
    ]
    page.rows(rows, (14, 64))
    furniture = [finding for finding in text.findings if finding.rule.id == LEFT_OUT]
    if furniture:
        page.heading(say("texts.left-out"))
        _add_left_out(page, furniture)
    others = [finding for finding in text.findings if finding.rule.id != LEFT_OUT]
    if others:
        page.heading(say("texts.findings"))
        add_findings(page, others, language())
    return page


LEFT_OUT = "ADH-LAW-028"
"""The rule on words that are no law: they are listed, since why and what to do are the same for all."""


def _add_left_out(page: Page, furniture: list[Finding]) -> None:
    for finding in furniture:
        page.paragraph(str(finding.values["words"]), first=f"{finding.place.line}: ")
    first = furniture[0]
    page.paragraph(f"[{first.rule.id}] {first.why(language())}")
    page.paragraph(first.remedy(language()), first="> ")
