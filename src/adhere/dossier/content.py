# SPDX-License-Identifier: EUPL-1.2
"""Training content as a dossier keeps it: figures, the list of domains and the register of sources, of one model or of several together.

Article 53(1)(d); ``models/<id>/content``, or ``content`` beside ``adhere.yaml`` for models trained on the same content. Formats:
``docs/en/summary-of-content.md``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.content.figures import Figures
from adhere.content.figuresjson import FiguresError, read_figures
from adhere.content.sources.register import Sources
from adhere.content.summary.domainlist import read_list
from adhere.content.summary.material import Content, DomainList
from adhere.content.summary.rules import rule
from adhere.content.summary.wording import word
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain

if TYPE_CHECKING:
    from adhere.dossier.portfolio import Portfolio
    from adhere.forms.answers import Answer
    from adhere.forms.form import Form

FOLDER = "content"
FIGURES = "figures.json"
DOMAINS = "domains.tsv"
SOURCES = "sources.yaml"
FORM = "summary"
SIZE_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContent:
    """What a dossier keeps on the content of a model; ``register`` is where its sources stand, or would."""

    folder: str
    content: Content | None = None
    sources: Sources | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def register(self) -> str:
        """The file of the register of sources."""
        return f"{self.folder}/{SOURCES}"


def own_folder(model: str) -> str:
    """Return the folder of the content of one model, relative to the dossier."""
    return f"models/{model}/{FOLDER}"


def has_content(root: Path, model: str) -> bool:
    """Whether a dossier keeps anything on the content of a model, for the price of two looks at the disk."""
    return os.path.lexists(root / own_folder(model)) or os.path.lexists(root / FOLDER)


def read_content(portfolio: Portfolio, model: str) -> ReadContent:
    """Return what a dossier keeps on the content of a model; nothing is raised. It is read once."""
    if model not in portfolio.contents:
        portfolio.contents[model] = _read(portfolio, model)
    return portfolio.contents[model]


def content_answers(form: Form, portfolio: Portfolio, model: str, stated: set[str]) -> dict[str, Answer]:
    """Return the answers that figures and register give to the template; none to another form, or without figures."""
    if form.id != FORM or not (model in portfolio.contents or has_content(portfolio.root, model)):
        return {}
    content = read_content(portfolio, model).content
    if content is None:
        return {}
    from adhere.content.summary.drafting import drafted  # noqa: PLC0415 - only where there are figures

    found = drafted(form, content)
    return {name: one for name, one in found.answers.items() if name not in found.partial & stated}


def _read(portfolio: Portfolio, model: str) -> ReadContent:
    root, own = portfolio.root, own_folder(model)
    if os.path.lexists(root / own) or not os.path.lexists(root / FOLDER):
        return _of_folder(portfolio, own, shared=False)
    shared = _of_folder(portfolio, FOLDER, shared=True)
    covered = shared.sources.models if shared.sources else ()
    return shared if model in covered else ReadContent(folder=own)


def _of_folder(portfolio: Portfolio, folder: str, *, shared: bool) -> ReadContent:
    root, found = portfolio.root, ReadContent(folder=folder)
    sources = None
    if os.path.lexists(root / found.register):
        from adhere.dossier.contentsources import read_sources  # noqa: PLC0415 - YAML

        read = read_sources(root, found.register)
        sources = read.sources
        found.findings.extend(read.findings)
    content = None
    kept = _figures(root, f"{folder}/{FIGURES}", found.findings)
    if kept is not None:
        figures, held = kept
        domains = domain_list(root, f"{folder}/{DOMAINS}", sources)
        models = tuple(covered_models(portfolio, sources)) if shared and sources else ()
        content = Content(
            figures=figures,
            file=f"{folder}/{FIGURES}",
            sha256=hashlib.sha256(held).hexdigest(),
            size=len(held),
            sources=sources,
            domains=domains,
            models=models,
        )
    return ReadContent(folder=folder, content=content, sources=sources, findings=found.findings)


def _figures(root: Path, name: str, findings: list[Finding]) -> tuple[Figures, bytes] | None:
    if not os.path.lexists(root / name):
        return None
    try:
        with regular(root / name) as file:
            held = file.read(SIZE_LIMIT)  # what is cut off there is no JSON
        return read_figures(held), held
    except OSError as error:
        reason: Text = disk_reason(error)
    except FiguresError as error:
        reason = error.reason
    findings.append(Finding(rule=rule("ADH-CON-147"), place=Place(file=name), values={"reason": reason}))
    return None


def domain_list(root: Path, name: str, sources: Sources | None) -> DomainList | None:
    """Return a list of domains in a file, None where there is none to read."""
    try:
        with regular(root / name) as file:
            return read_list(file, name, sources)
    except OSError:
        return None


def covered_models(portfolio: Portfolio, sources: Sources) -> Iterator[tuple[Text, str | None]]:
    """Yield the name and version of each model a shared summary covers."""
    dossier = portfolio.stated.dossier if portfolio.stated else None
    for model in sources.models:
        entry = dossier.models.get(model) if dossier else None
        name = (entry.name if entry else None) or model
        version = entry.version if entry else None
        yield word("model-version", name=name, version=version) if version else plain(name), None
