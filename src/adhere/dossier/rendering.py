# SPDX-License-Identifier: EUPL-1.2
"""What a document of a form is made of: the view of one recipient and the header, from today's dossier or from an issue.

Measure 1.1 of the GPAI code: date and version number at the head of the Model Documentation Form.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from adhere.dossier.issued import Issued, issued
from adhere.dossier.portfolio import DossierModel, Portfolio
from adhere.forms.answers import Filled
from adhere.forms.form import Recipient
from adhere.forms.library import UnknownFormError, form, known_forms
from adhere.forms.views import View, view
from adhere.kernel.finding import Finding
from adhere.law.store import Store
from adhere.render.formdocument import Header
from adhere.render.issuedview import issued_view


def filled_today(
    model: DossierModel, portfolio: Portfolio, form_id: str, on: date
) -> tuple[Filled, tuple[Finding, ...]]:
    """Return a form as it is filled today with what is wrong; an incident goes by the name of its file.

    Raise UnknownFormError where there is no such form or file.
    """
    from adhere.dossier.documentation import documented  # noqa: PLC0415 - an issue needs none of it

    single = form_id in known_forms() and form(form_id).per == "model"
    found = documented(model, portfolio, None, on, [form_id] if single else None)
    if form_id not in found.filled:
        raise UnknownFormError(form_id, (*known_forms(), *sorted(found.filled.keys() - set(known_forms()))))
    return found.filled[form_id], (*model.findings, *found.findings)


def view_today(
    filled: Filled, model: DossierModel, portfolio: Portfolio, recipient: Recipient
) -> tuple[View, Header]:
    """Return what a recipient is told today, with the header of something that is not issued."""
    dossier = portfolio.stated.dossier if portfolio.stated else None
    entry = dossier.models.get(model.id) if dossier else None
    law = Store()
    name, provider = (model.facts.value(fact) for fact in ("model.name", "provider.name"))
    header = Header(
        model=name if isinstance(name, str) else model.id,
        version=entry.version if entry else None,
        number=None,
        at=None,
        provider=provider if isinstance(provider, str) else dossier.provider.name if dossier else "",
        example=bool(dossier and dossier.example),
        recipient=recipient,
        law_release=law.release,
        law_digest=law.digest,
    )
    return view(filled, recipient), header


def view_of_issue(issues: Issued, number: int, recipient: Recipient) -> tuple[View, Header] | None:
    """Return what a recipient was told in an issue, None where it cannot be read; ``issues.findings`` say why.

    Raise UnknownFormError where the version of its form is not known.
    """
    record = issues.record(number)
    if record is None:
        return None
    header = Header(
        model=record.name,
        version=None,
        number=record.number,
        at=record.at,
        provider=record.provider,
        example=record.example,
        recipient=recipient,
        law_release=record.law_release,
        law_digest=record.law_digest,
    )
    return issued_view(record, recipient), header


def models_issued(root: Path, form_id: str) -> dict[str, Issued]:
    """Return the issues of a form by model, for every model that has any."""
    folder = root / "issued"
    names = sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    found = {name: issued(root, name, form_id) for name in names}
    return {name: issues for name, issues in found.items() if issues.numbers}
