# SPDX-License-Identifier: EUPL-1.2
"""What an engine computed becomes content of a dossier: the figures get a digest, and register and list join them.

Article 53(1)(d).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.content.figuresjson import figures_json
from adhere.content.sources.register import Sources
from adhere.content.summary.material import Content
from adhere.dossier.content import (
    DOMAINS,
    FIGURES,
    FOLDER,
    ReadContent,
    covered_models,
    domain_list,
    read_content,
)
from adhere.dossier.contentsummary import ANNEX, Summary, published_domains
from adhere.intake.placing import place
from adhere.kernel.finding import Finding
from adhere.ledger.canonical import line

if TYPE_CHECKING:
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.engine.summarising import Computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The register of sources that counts, what is wrong with it, and the folder in which the dossier keeps the content."""

    sources: Sources | None = None
    home: str = ""
    findings: tuple[Finding, ...] = ()


def register_of(kept: tuple[Portfolio, DossierModel] | None, named: Path | None) -> Register:
    """Return the register that was named, or that of the dossier."""
    found = Register()
    if kept is not None:
        read = read_content(kept[0], kept[1].id)
        wrong = tuple(one for one in read.findings if one.place.file == read.register)
        found = Register(sources=read.sources, home=read.folder, findings=wrong)
    if named is None:
        return found
    from adhere.dossier.contentsources import read_sources  # noqa: PLC0415 - YAML

    own = read_sources(named.parent, named.name)
    return Register(sources=own.sources, home=found.home, findings=own.findings)


def content_in(
    computed: Computed, folder: Path, kept: tuple[Portfolio, DossierModel] | None, register: Register
) -> ReadContent:
    """Write the figures to the folder, and return the content they describe with its register and list."""
    held = line(figures_json(computed.figures))
    (folder / FIGURES).write_bytes(held)
    sources, home = register.sources, register.home
    shown = f"{home}/" if home else ""
    domains = domain_list(folder, DOMAINS, sources)
    shared = kept is not None and home == FOLDER and sources is not None
    content = Content(
        figures=computed.figures,
        file=f"{shown}{FIGURES}",
        sha256=sha256(held).hexdigest(),
        size=len(held),
        sources=sources,
        domains=replace(domains, file=f"{shown}{DOMAINS}") if domains else None,
        models=tuple(covered_models(kept[0], sources)) if shared and kept and sources else (),
    )
    found = [*computed.findings, *register.findings]
    return ReadContent(folder=home, content=content, sources=sources, findings=found)


def write_lists(summary: Summary, folder: Path) -> None:
    """Write the list of domains for the public."""
    if (folder / DOMAINS).exists():
        withheld = summary.content.domains.withheld if summary.content.domains else ()
        (folder / ANNEX).write_bytes(published_domains(folder / DOMAINS, withheld))


def keep_in(portfolio: Portfolio, model: str, made: Path) -> str:
    """Copy figures and list of a run to where the dossier keeps them, of the model or of several, and return the folder; the figures last."""
    root, folder = portfolio.root, portfolio.contents[model].folder
    (root / folder).mkdir(parents=True, exist_ok=True)
    for name in (DOMAINS, FIGURES):
        if (made / name).exists():
            place(root / folder / name, (made / name).read_bytes())
        else:
            (root / folder / name).unlink(missing_ok=True)
    return folder
