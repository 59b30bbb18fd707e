# SPDX-License-Identifier: EUPL-1.2
"""What a provider adheres to, as the rooms below know it: an adherence for each chapter confirmed, and its models as cases of the law.

Which commitments bind for which model is decided in ``adhere.adherence.scope``; what is not in the register is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.utils import timezone

from adhere.adherence.scope import ModelCase, scope
from adhere.adherence.statement import Adherence as Statement
from adhere.codes.code import Code
from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.truth import Truth, Verdict
from adhere.law.library import Law
from adhere.portal.people.models import Organisation
from adhere.portal.register.models import Adherence, RegisteredModel
from adhere.reporting.checks import Reach
from adhere.reporting.periods import ReportingPeriod
from adhere.reporting.series import adhered


def statements(provider: Organisation, code: str = "") -> list[Statement]:
    """Return the adherences of a provider that were confirmed, one for each chapter and time; those to one code, or all."""
    rows = Adherence.objects.filter(provider=provider, state=Adherence.State.CONFIRMED)
    if code:
        rows = rows.filter(code=code)
    return [_statement(row) for row in rows.order_by("since", "id").prefetch_related("covers")]


def cases(models: Sequence[RegisteredModel]) -> tuple[ModelCase, ...]:
    """Return models of the register as an adherence sees them."""
    return tuple(ModelCase(id=one.slug, holds=_holds(one)) for one in models)


def bound(
    statements: Sequence[Statement], code: Code, models: Sequence[RegisteredModel], on: date
) -> dict[tuple[str, str], Truth]:
    """Return of each commitment and model whether one of the adherences binds on a date."""
    found: dict[tuple[str, str], Truth] = {}
    for one in statements:
        for binding in scope(one, code, cases(models), Law(), on).bindings:
            key = (binding.commitment, binding.model)
            known = {found.get(key), binding.bound}
            found[key] = next((truth for truth in (Truth.YES, Truth.UNKNOWN) if truth in known), Truth.NO)
    return found


def reach(provider: Organisation, code: Code, period: ReportingPeriod) -> Reach | None:
    """Return the measures that bind a provider in a period; None where that is not known, as without a model in the register."""
    held = [one for one in statements(provider, code.id) if adhered(one, period)]
    models = list(RegisteredModel.objects.filter(provider=provider))
    if not held or not models:
        return None
    truths = bound(held, code, models, period.until)
    yes = {commitment for (commitment, _), truth in truths.items() if truth is Truth.YES}
    perhaps = {commitment for (commitment, _), truth in truths.items() if truth is Truth.UNKNOWN} - yes

    def measures(commitments: set[str]) -> frozenset[str]:
        return frozenset(one.id for one in code.measures if one.commitment in commitments)

    return Reach(bound=measures(yes), perhaps=measures(perhaps))


def _statement(row: Adherence) -> Statement:
    return Statement(
        code=row.code,
        extent="chapters" if row.chapter else "full",
        chapters=(row.chapter,) if row.chapter else (),
        models=tuple(one.slug for one in row.covers.all()),
        since=timezone.localtime(row.since).date(),
        until=timezone.localtime(row.until).date() if row.until else None,
        place=Place(file=f"adherence/{row.pk}"),
    )


def _holds(model: RegisteredModel) -> Callable[[str], Verdict[str]]:
    """Return what the register knows of the criteria of the law: every other one is not known."""
    known = packaged("adhere.portal.submissions", "data/criteria.toml")["field"]

    def holds(criterion: str) -> Verdict[str]:
        field = known.get(criterion)
        if field is None:
            return Verdict(Truth.UNKNOWN, (criterion,))
        truth = Truth.of(getattr(model, field) if field != "slug" else True)
        return Verdict(truth, (criterion,))

    return holds
