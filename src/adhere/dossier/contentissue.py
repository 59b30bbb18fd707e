# SPDX-License-Identifier: EUPL-1.2
"""What goes with an issue of the summary: what would make it wrong, and the list of domains as its annex.

Article 53(1)(d). That a version is late or not yet public keeps nobody from issuing one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adhere.content.summary.answerchecks import answer_findings
from adhere.content.summary.datachecks import data_findings
from adhere.content.summary.material import Content
from adhere.dossier.content import DOMAINS, FORM, has_content, read_content
from adhere.dossier.contentchecks import provider_of
from adhere.dossier.contentsummary import ANNEX, published_domains
from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.answers import Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class WithIssue:
    """Findings on the content, files for the public by name, and the content itself, for pictures of it."""

    findings: tuple[Finding, ...] = ()
    annexes: Mapping[str, bytes] = field(default_factory=dict)
    content: Content | None = None


def with_issue(model: DossierModel, portfolio: Portfolio, filled: Filled) -> WithIssue:
    """Return what goes with an issue of a form; nothing for another form, or without content."""
    if filled.form.id != FORM or not has_content(portfolio.root, model.id):
        return WithIssue()
    read = read_content(portfolio, model.id)
    if read.content is None:
        return WithIssue(findings=tuple(read.findings))
    found = (
        *read.findings,
        *data_findings(read.content, read.register),
        *answer_findings(read.content, filled, provider_of(model)),
    )
    held = read.content.domains
    file = portfolio.root / read.folder / DOMAINS
    annexes = {ANNEX: published_domains(file, held.withheld)} if held is not None and held.count else {}
    return WithIssue(findings=found, annexes=annexes, content=read.content)
