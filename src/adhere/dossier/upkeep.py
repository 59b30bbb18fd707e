# SPDX-License-Identifier: EUPL-1.2
"""Everything found on the upkeep of one model: drift since the last issue, its watch list, requests for its documentation.

Articles 53(1)(a) and (b) and 56(2)(a); called by ``checks``. A dossier without issues, watch list or requests pays nothing for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.answers import Filled
    from adhere.law.library import Law

    Documentation = Callable[[Iterable[str]], Mapping[str, Filled]]
    """Gives forms of a model as they are filled today, by id, when they are needed; those it does not know are left out."""


def upkeep_findings(
    root: Path, model: DossierModel, law: Law, on: date, filled: Documentation
) -> tuple[Finding, ...]:
    """Return the findings on one model of a dossier."""
    found: list[Finding] = []
    if _there(root, f"issued/{model.id}"):
        found += _of_issues(root, model, law, on, filled)
    if _there(root, f"models/{model.id}/watch.yaml"):
        found += _of_watch(root, model.id, on)
    if _there(root, f"models/{model.id}/requests"):
        found += _of_requests(root, model.id, on, filled)
    return tuple(found)


def filled_forms(
    model: DossierModel, portfolio: Portfolio, on: date, forms: Iterable[str]
) -> Mapping[str, Filled]:
    """Return forms of a model as they are filled today, by id; those that are no longer known are left out."""
    from adhere.dossier.documentation import documented  # noqa: PLC0415 - for dossiers with issues or requests only
    from adhere.forms.library import known_forms  # noqa: PLC0415

    wanted = [name for name in forms if name in known_forms()]
    return documented(model, portfolio, None, on, wanted).filled if wanted else {}


def _there(root: Path, name: str) -> bool:
    return os.path.lexists(root / name)


def _of_issues(
    root: Path, model: DossierModel, law: Law, on: date, filled: Documentation
) -> Iterator[Finding]:
    from adhere.dossier.drift import Today, drift_since  # noqa: PLC0415 - for dossiers with issues only
    from adhere.dossier.issued import issued_forms, log_findings  # noqa: PLC0415
    from adhere.dossier.watch import read_watch  # noqa: PLC0415

    forms = [issues for issues in issued_forms(root, model.id) if issues.numbers]
    if forms:
        today = Today(
            root=root,
            model=model.id,
            facts=model.facts,
            filled=filled([issues.form for issues in forms]),
            watch=read_watch(root, model.id).watch,
            law=law,
            on=on,
        )
        for issues in forms:
            yield from drift_since(issues, today).findings
    yield from log_findings(root, model.id, forms)


def _of_watch(root: Path, model: str, on: date) -> Iterator[Finding]:
    from adhere.documentation.watch import watch_drift  # noqa: PLC0415 - for dossiers with a watch list only
    from adhere.dossier.watch import read_watch  # noqa: PLC0415

    read = read_watch(root, model)
    yield from read.findings
    yield from (stale.finding(read.watch.place) for stale in watch_drift(read.watch, on))


def _of_requests(root: Path, model: str, on: date, filled: Documentation) -> Iterator[Finding]:
    from adhere.dossier.requestchecks import check_requests  # noqa: PLC0415 - for dossiers with requests only

    yield from check_requests(root, model, on, filled)
