# SPDX-License-Identifier: EUPL-1.2
"""``adhere law layers``: terms, references, actors, duties and dates in the words of a text, to read, for programs and as Akoma Ntoso."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adhere.kernel.finding import Finding
    from adhere.law.layers.layering import LayeredUnit, Layers
    from adhere.law.library import Law
    from adhere.law.texts.units import Unit

NEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to lay layers over: from a file, or kept."""

    file: str
    prefix: str
    celex: str | None
    language: str | None
    version: date | None
    sha256: str
    units: Mapping[str, Unit]
    titles: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The day whose obligations are shown, and where the output goes and how."""

    on: date
    out: Path | None
    output: str


def command() -> click.Command:
    """Return the command."""

    @described("layers.layers")
    @click.argument("text", metavar=say("layers.metavar-text"))
    @click.option("--unit", metavar="ID", help=say("layers.help-unit"))
    @click.option("--out", type=Folder(), metavar=say("texts.metavar-file"), help=say("layers.help-out"))
    @on_option()
    @format_option("text", "json", "html", "akn")
    @language_option()
    def layers(text: str, unit: str | None, out: Path | None, on: date, output: str) -> None:
        run(text, unit, out, on, output)

    return layers


def run(name: str, unit: str | None, out: Path | None, on: date, output: str) -> None:
    """Print the layers; exit 1 where a finding is an error, 2 where there is no such text or provision."""
    from adhere.cli.findings import exit_status
    from adhere.law.citations import provision_of
    from adhere.law.layers.layering import layers_of, units_within
    from adhere.law.layers.rules import findings_on, no_language
    from adhere.law.layers.vocabulary import SPOKEN
    from adhere.law.library import Law

    text = _text(name)
    law = Law()
    findings = list(text.findings)
    spoken = text.language if text.language in SPOKEN else None
    if spoken is None:
        findings.append(no_language(text.language, SPOKEN, text.file))
        _nothing(law, text, findings, output)
        sys.exit(exit_status(findings))
    wanted = None
    if unit is not None:
        provision = provision_of(unit)
        wanted = units_within(text.units, provision)
        if not wanted:
            refuse(say("layers.no-unit", unit=provision, near=", ".join(list(text.units)[:NEAR])))
    norms = [norm for article in law.articles() for norm in article.norms] if text.prefix == "aia" else []
    layered = layers_of(text.units, spoken, norms, on=on, wanted=wanted)
    findings += findings_on(layered, text.units, text.file)
    _give(law, text, layered, findings, Asked(on, out, output))
    sys.exit(exit_status(findings))


def _give(law: Law, text: Text, layered: Layers, findings: list[Finding], asked: Asked) -> None:
    if asked.output == "text":
        _page(law, text, layered, findings, asked.on).print()
        return
    if asked.output == "json":
        from adhere.cli.layersjson import layers_json

        told = head("law-layers", law) | layers_json(text, layered, asked.on)
        told |= {"findings": findings_json(findings, language())}
        if asked.out is None:
            print_json(told)
            return
        content = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
    else:
        content = _document(text, layered, asked.output)
    _deliver(content, asked.out)


def _deliver(content: bytes, out: Path | None) -> None:
    from adhere.cli.documents import put

    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    put(out, content)
    tell(say("layers.written", path=out), err=True)


def _document(text: Text, layered: Layers, output: str) -> bytes:
    from adhere.exchange.akoma import Described, akoma

    said = Described(
        prefix=text.prefix,
        celex=text.celex,
        language=layered.language,
        version=text.version,
        sha256=text.sha256,
        titles=text.titles,
    )
    if output == "akn":
        return akoma(said, layered)
    from adhere.render.lawdocument import reading_page

    definitions = {name: text.units[name].text for name in layered.terms}
    return reading_page(
        layered,
        act=text.prefix,
        celex=text.celex,
        version=text.version,
        titles=text.titles,
        definitions=definitions,
        spoken=language(),
    )


def _text(name: str) -> Text:
    """Return the text of a file, or the newest kept of an act in the language spoken; exit 2 where there is neither."""
    path = Path(name)
    if os.path.lexists(path):
        return _read(path)
    from adhere.dossier.textstore import data_folder, kept
    from adhere.law.texts.rules import Collected

    found = Collected(name)
    spoken = language()
    texts = [
        one
        for one in kept(data_folder(os.environ), found)
        if one.prefix == name.casefold() and one.language == spoken
    ]
    if not texts:
        refuse(say("layers.no-text", text=name[:80], language=spoken))
    newest = max(texts, key=lambda one: (one.version or date.min, str(one.path)))
    return Text(
        file=newest.path.name,
        prefix=newest.prefix,
        celex=newest.celex,
        language=newest.language,
        version=newest.version,
        sha256=newest.sha256,
        units=newest.units,
        titles={},
        findings=tuple(found.findings),
    )


def _read(path: Path) -> Text:
    from adhere.cli.commands.lawimport import content_of, read

    text = read(path.name, content_of(path))
    if not text.usable:
        refuse(say("texts.nothing-in", file=path))
    act = text.act
    titles = {f"{act.prefix}:art-{one.number}": one.title for one in act.articles if one.title}
    titles |= {f"{act.prefix}:annex-{one.number}": one.title for one in act.annexes if one.title}
    return Text(
        file=path.name,
        prefix=act.prefix,
        celex=act.celex,
        language=act.language,
        version=act.version,
        sha256=text.source.sha256,
        units=text.units,
        titles=titles,
        findings=text.findings,
    )


def _nothing(law: Law, text: Text, findings: list[Finding], output: str) -> None:
    from adhere.cli.findings import add_findings

    if output == "json":
        nothing: dict[str, Any] = {
            "act": text.prefix,
            "celex": text.celex,
            "lang": text.language,
            "version": None,
            "on": None,
            "source": {"file": text.file, "sha256": text.sha256},
            "counts": {},
            "terms": {},
            "units": {},
        }
        print_json(head("law-layers", law) | nothing | {"findings": findings_json(findings, language())})
        return
    page = Page()
    add_findings(page, findings, language())
    page.print(err=output != "text")


def _page(law: Law, text: Text, layered: Layers, findings: list[Finding], on: date) -> Page:
    from adhere.cli.findings import add_findings

    unknown = say("layers.unknown")
    page = Page()
    title = say("layers.title", act=text.celex or text.prefix)
    page.title(
        title, say("layers.subtitle", version=text.version or unknown, language=layered.language, on=on)
    )
    units = list(layered.units.values())
    if len(units) == len(text.units) and len(units) > 1:
        counts = [
            (say(f"layers.count-{name}"), str(count)) for name, count in layered.counts.items() if count
        ]
        page.rows(counts, (48, 30))
        example = next((unit.id for unit in units if unit.references), units[0].id)
        page.blank()
        page.paragraph(say("layers.more", unit=example))
    else:
        for unit in units:
            _add_unit(page, law, layered, unit)
    own = [finding for finding in findings if finding not in text.findings]
    if own:
        page.blank()
        add_findings(page, own, language())
    return page


def _add_unit(page: Page, law: Law, layered: Layers, unit: LayeredUnit) -> None:
    spoken = language()
    page.heading(_named(unit.id))
    for paragraph in unit.paragraphs:
        page.paragraph(paragraph)
    rows: list[tuple[str, str]] = []
    terms = {one.definition: layered.terms[one.definition].name for one in unit.terms}
    if terms:
        rows.append((say("layers.terms"), "; ".join(f"{name} [{place}]" for place, name in terms.items())))
    for one in unit.references:
        to = ", ".join(one.to) or say("layers.unresolved")
        rows.append((say("layers.references"), f"{one.text}: {to}"))
    for verb in unit.modality:
        who = law.roles[verb.role].in_(spoken) if verb.role in law.roles else ""
        said = f"“{verb.text}” ({say(f'layers.force-{verb.force}')}){f': {who}' if who else ''}"
        rows.append((say("layers.modality"), said))
    rows += [
        (say("layers.deadlines"), f"{time.text}{f' ({time.value})' if time.value else ''}")
        for time in unit.deadlines
    ]
    rows += [(say("layers.norms"), f"{norm.content.in_(spoken)} [{norm.id}]") for norm in unit.norms]
    if rows:
        page.blank()
        page.rows(rows, (14, 64))


def _named(unit: str) -> str:
    from adhere.law.citations import cite

    try:
        return f"{cite(unit).in_(language())}  [{unit}]"
    except (ValueError, KeyError):
        return unit
