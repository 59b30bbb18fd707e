# SPDX-License-Identifier: EUPL-1.2
"""Loading what a command was pointed at: a dossier or a model folder, and of it a model or a form; exit 2 where there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from adhere.cli.output import Page, refuse, tell
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.dossier.checks import Checked
    from adhere.dossier.layout import StatedDossier
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.kernel.finding import Finding
    from adhere.law.library import Law


def loaded(path: Path, on: date) -> Portfolio:
    """Load a dossier or a model folder."""
    from adhere.dossier.file import NotADossierError
    from adhere.dossier.portfolio import load

    try:
        return load(path, on)
    except NotADossierError as error:
        refuse(say("no-dossier", path=error.path, reason=error.reason))
    except OSError as error:
        from adhere.intake.reasons import disk_reason

        refuse(say("no-folder", path=path, reason=disk_reason(error)))


def checked(path: Path, law: Law, on: date, *, documentation: bool = False) -> Checked:
    """Load and check a dossier or a model folder, its documentation too where asked."""
    from adhere.dossier.checks import check

    return check(loaded(path, on), law, on, documentation=documentation)


def ids(portfolio: Portfolio) -> list[str]:
    """Return the ids of the models of a dossier, or of the one model of a folder."""
    return [model.id for model in portfolio.models]


def models_meant(known: Sequence[str], model_id: str | None) -> list[str]:
    """Return the models that are meant: the one that was named, or all."""
    if model_id is None:
        return list(known)
    if model_id not in known:
        refuse(say("loading.no-model", model=model_id, known=_listed(known)))
    return [model_id]


def model_meant(known: Sequence[str], model_id: str | None) -> str:
    """Return the one model that is meant; exit 2 where it cannot be told which."""
    models = models_meant(known, model_id)
    if not models:
        refuse(say("loading.no-models"))
    if len(models) != 1:
        refuse(say("loading.which-model", known=_listed(known)))
    return models[0]


def model_of(portfolio: Portfolio, model_id: str | None) -> DossierModel:
    """Return the one model of a dossier or a model folder that is meant."""
    wanted = model_meant(ids(portfolio), model_id)
    return next(model for model in portfolio.models if model.id == wanted)


def check_form(form_id: str) -> None:
    """Exit 2 where there is no form of an id."""
    from adhere.forms.library import known_forms

    if form_id not in known_forms():
        no_form(form_id, known_forms())


def form_meant(form_id: str) -> str:
    """Return the form that is meant, for an incident the form its file is named after; exit 2 where there is none."""
    from adhere.forms.library import form, known_forms

    for known in known_forms():
        if form_id.startswith(f"{known}-") and form(known).per == "incident":
            return known
    check_form(form_id)
    return form_id


def no_form(form_id: str, known: Sequence[str]) -> NoReturn:
    """Say that there is no such form, with the nearest there is, and exit 2."""
    from adhere.dossier.wording import near

    refuse(say("loading.no-form", form=form_id, near=near(form_id, known), known=_listed(known)))


def quit_on_errors(findings: Iterable[Finding]) -> None:
    """Exit 1 where a finding is an error, after saying where to read about it."""
    from adhere.cli.findings import exit_status

    errors = [finding for finding in findings if finding.rule.severity == "error"]
    if errors:
        tell(say("errors-found", count=len(errors)), err=True)
    sys.exit(exit_status(errors))


def quit_unread(stated: StatedDossier) -> None:
    """Exit 1 where the file of a dossier has errors, after showing them: what it does not say cannot be told to be well."""
    from adhere.cli.findings import add_findings

    errors = [finding for finding in stated.findings if finding.rule.severity == "error"]
    if stated.dossier is not None and not errors:
        return
    page = Page()
    add_findings(page, errors, language())
    page.print(err=True)
    sys.exit(1)


def _listed(known: Sequence[str]) -> str:
    return ", ".join(known) or "-"
