# SPDX-License-Identifier: EUPL-1.2
"""A summary of training content of figures that were just computed: its answers, what is found on it, and its documents.

Article 53(1)(d). With a dossier its facts and statements count too; without one what they would say is missing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.content.labels import in_cell, readable
from adhere.content.summary.answerchecks import Provider, answer_findings
from adhere.content.summary.datachecks import data_findings
from adhere.content.summary.drafting import drafted
from adhere.content.summary.material import Content
from adhere.dossier.content import FORM, SOURCES, ReadContent
from adhere.forms.answers import Filled
from adhere.forms.form import Form
from adhere.forms.library import UnknownFormError, form
from adhere.forms.views import view
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language

if TYPE_CHECKING:
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.law.library import Law
    from adhere.law.store import Store
    from adhere.render.document import Document

TOLD = frozenset({"ADH-CON-105", "ADH-CON-129", "ADH-FRM-050", "ADH-FRM-060"})
"""Rules that recall what a run tells at length: rows and files of inputs with something wrong, fields without an answer, drafts."""
ANNEX = "domains-public.csv"
"""The annex with the domains that the public is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The template, filled, with what stands at its head and what is found."""

    filled: Filled
    content: Content
    findings: tuple[Finding, ...]
    name: str = ""
    version: str | None = None
    provider: str = ""
    example: bool = False


def summary_alone(read: ReadContent, on: date) -> Summary:
    """Return the summary without a dossier; raise ValueError where there are no figures."""
    content = _content(read)
    asked = template(on)
    filled = Filled(form=asked, model="-", answers=dict(drafted(asked, content).answers))
    told = (*data_findings(content, SOURCES), *answer_findings(content, filled, Provider()))
    findings = _not_told((*read.findings, *told))
    return Summary(filled=filled, content=content, findings=findings)


def summary_of(model: DossierModel, portfolio: Portfolio, read: ReadContent, law: Law, on: date) -> Summary:
    """Return the summary of a model of a dossier, with the content given in place of what the dossier keeps."""
    from adhere.dossier.contentchecks import content_findings, without_repeats  # noqa: PLC0415 - not without a dossier
    from adhere.dossier.documentation import documented  # noqa: PLC0415

    held = _content(read)
    portfolio.contents[model.id] = read
    documentation = documented(model, portfolio, None, on, [FORM])
    filled = documentation.filled[FORM]
    told = content_findings(model, portfolio, law, on, filled)
    dossier = portfolio.stated.dossier if portfolio.stated else None
    entry = dossier.models.get(model.id) if dossier else None
    return Summary(
        filled=filled,
        content=held,
        findings=_not_told((*without_repeats(documentation.findings, told), *told)),
        name=(entry.name if entry else None) or model.id,
        version=entry.version if entry else None,
        provider=dossier.provider.name if dossier else "",
        example=bool(dossier and dossier.example),
    )


def _not_told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without what the rest of the report tells at length."""
    return tuple(one for one in findings if one.rule.id not in TOLD)


def _content(read: ReadContent) -> Content:
    if read.content is None:
        raise ValueError(read.folder)
    return read.content


def summary_document(summary: Summary, law: Store, language: Language) -> Document:
    """Return the summary as the public sees it, in one language."""
    from adhere.render.formdocument import Header, form_document  # noqa: PLC0415 - where documents are asked
    from adhere.render.summarypictures import summary_pictures  # noqa: PLC0415

    header = Header(
        model=summary.name,
        version=summary.version,
        number=None,
        at=None,
        provider=summary.provider,
        example=summary.example,
        recipient="public",
        law_release=law.release,
        law_digest=law.digest,
    )
    shown = view(summary.filled, "public")
    return form_document(shown, header, language, summary_pictures(shown, summary.content, language))


def report_document(summary: Summary, language: Language) -> Document:
    """Return what the data holds, with exact sizes, as the provider alone sees it."""
    from adhere.render.contentreport import content_report  # noqa: PLC0415 - where documents are asked

    return content_report(summary.content, summary.filled.form, summary.name, language)


def published_domains(lines: Path, withheld: Iterable[str]) -> bytes:
    """Return the annex: names in their order, in both forms, without those that are withheld and without their sizes."""
    left, output = set(withheld), io.StringIO()
    table = csv.writer(output, lineterminator="\r\n")  # RFC 4180
    table.writerow(("domain", "domain_unicode"))
    with lines.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            name = line.partition("\t")[0].strip()
            if name not in left:
                table.writerow((in_cell(name), in_cell(readable(name))))
    return output.getvalue().encode()


def template(on: date) -> Form:
    """Return the template in force; before its first day, the one that comes."""
    try:
        return form(FORM, on)
    except UnknownFormError:
        return form(FORM)
