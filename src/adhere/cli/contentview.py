# SPDX-License-Identifier: EUPL-1.2
"""What a run over training content found, for people: exact sizes with their ranges, sources, languages, domains, and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.findings import add_findings
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.content.summary.large import dataset_shares
from adhere.content.summary.linguistic import described, languages
from adhere.content.summary.report import ClassLine, SizeLine, class_lines, open_rows, size_lines
from adhere.content.summary.wording import number, percent, size, words
from adhere.forms.scalars import quantity_text
from adhere.kernel.text import Language
from adhere.models.wording import wording

if TYPE_CHECKING:
    from adhere.content.summary.material import Content
    from adhere.dossier.contentsummary import Summary

COLUMNS = (24, 26, 26)
SHOWN = 5
"""Domains, and sources of a kind, that are named."""


def print_summary(summary: Summary, out: Path, spoken: Language) -> None:
    """Print what was found, and where the documents are."""
    page, content = Page(), summary.content
    page.title(say("content-summarise.title"), summary.name)
    _add_inputs(page, content, spoken)
    page.heading(say("content-summarise.sizes"))
    page.rows([_size(line, spoken) for line in size_lines(content, summary.filled.form)], COLUMNS)
    page.heading(say("content-summarise.classes"))
    page.rows([_class(line, summary, spoken) for line in class_lines(content)], COLUMNS)
    _add_large(page, content, spoken)
    _add_characteristics(page, content, spoken)
    _add_domains(page, content, spoken)
    _add_open(page, summary, spoken)
    if summary.findings:
        add_findings(page, summary.findings, spoken)
    page.blank()
    page.paragraph(say("content-summarise.written", out=out))
    page.print()


def _add_inputs(page: Page, content: Content, spoken: Language) -> None:
    figures = content.figures
    rows = sum(one.rows for one in figures.inputs)
    told = {
        "engine": figures.engine,
        "rows": number(rows).in_(spoken),
        "documents": number(figures.total.documents).in_(spoken),
    }
    page.paragraph(counted("content-summarise.inputs", len(figures.inputs), **told))
    malformed = sum(one.malformed for one in figures.inputs)
    if malformed:
        page.paragraph(say("content-summarise.malformed", count=number(malformed).in_(spoken)))


def _size(line: SizeLine, spoken: Language) -> tuple[str, str, str]:
    name = words(f"modality-{line.modality}" if line.modality else "unknown").in_(spoken)
    held = size(line.amount.bytes.total).in_(spoken) if line.amount.bytes.known else "-"
    exact = quantity_text(line.quantity).in_(spoken) if line.quantity else say("content-summarise.no-size")
    bands = " / ".join(band.label.in_(spoken) for band in line.bands) or "-"
    return f"{name}\n{held}", exact, bands


def _class(line: ClassLine, summary: Summary, spoken: Language) -> tuple[str, str, str]:
    section = summary.filled.form.section(line.kind) if line.kind else None
    name = f"{section.number} {section.label.in_(spoken)}" if section else say("content-summarise.no-class")
    held = f"{number(line.amount.documents).in_(spoken)}\n{size(line.amount.bytes.total).in_(spoken)}"
    more = [f"+ {len(line.sources) - SHOWN}"] if len(line.sources) > SHOWN else []
    return name, held, ", ".join([*line.sources[:SHOWN], *more])


def _add_large(page: Page, content: Content, spoken: Language) -> None:
    shares = dataset_shares(content)
    if not shares:
        return
    page.heading(say("content-summarise.large"))
    for one in shares:
        modality = words(f"modality-{one.modality}").in_(spoken)
        if one.measure is None:
            page.paragraph(say("content-summarise.share-unknown", dataset=one.dataset, modality=modality))
            continue
        share = percent(one.part, one.whole).in_(spoken) if one.whole else "-"
        told = {"dataset": one.dataset, "modality": modality, "share": share}
        told |= {"measure": say(f"content-summarise.measure-{one.measure}")}
        told |= {"part": number(one.part).in_(spoken), "whole": number(one.whole).in_(spoken)}
        page.paragraph(say(f"content-summarise.share-{'large' if one.large else 'small'}", **told))


def _add_characteristics(page: Page, content: Content, spoken: Language) -> None:
    told, figures = described(languages(content)), content.figures
    if told is not None:
        page.heading(say("content-summarise.languages"))
        page.paragraph(told.in_(spoken))
    if figures.first is not None and figures.last is not None:
        page.heading(say("content-summarise.period"))
        page.paragraph(say("content-summarise.fetched", first=figures.first.date(), last=figures.last.date()))


def _add_domains(page: Page, content: Content, spoken: Language) -> None:
    found, held = content.figures.domains, content.domains
    if found is None:
        return
    page.heading(say("content-summarise.domains"))
    told = {
        "domains": number(found.domains).in_(spoken),
        "listed": number(found.listed).in_(spoken),
        "rule": words(f"rule-{found.rule}").in_(spoken),
        "share": percent(found.listed_bytes, found.bytes).in_(spoken) if found.bytes else "-",
    }
    page.paragraph(say("content-summarise.listed", **told))
    if found.of_crawled:
        page.paragraph(say("content-summarise.crawled"))
    page.paragraph(say("content-summarise.suffixes", rules=found.rules, version=found.list_version))
    if held is not None and held.first:
        page.paragraph(say("content-summarise.first", names=", ".join(held.first[:SHOWN])))
    apart = {
        name: number(getattr(found, name).documents).in_(spoken)
        for name in ("addresses", "no_domain", "no_host")
    }
    if any(getattr(found, name).documents for name in apart):
        page.paragraph(say("content-summarise.apart", **apart))


def _add_open(page: Page, summary: Summary, spoken: Language) -> None:
    """Say what the template still asks, by who can supply it."""
    missing = open_rows(summary.filled)
    if not missing:
        return
    page.heading(say("content-summarise.missing", count=sum(map(len, missing.values()))))
    for who, rows in missing.items():
        named = ", ".join(f"{row.field.id} ({row.field.number})" for row in rows)
        page.blank()
        page.paragraph(
            say("content-summarise.missing-of", who=wording("suppliers")[who].in_(spoken), count=len(rows))
        )
        page.paragraph(named, indent=2)
