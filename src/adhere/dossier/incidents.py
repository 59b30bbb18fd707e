# SPDX-License-Identifier: EUPL-1.2
"""The clocks of serious incidents: when the first report on each is due, by the kind of harm.

Article 55(1)(c) and measure S-9.3 of the GPAI code, whose periods are data (``documentation.periods``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from adhere.documentation.periods import code_period, plain_end
from adhere.dossier.documentation import Documented
from adhere.forms.answers import Filled, Value
from adhere.kernel.calendar import spoken
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.kernel.truth import Truth
from adhere.law.citations import cite
from adhere.models.classification import Classification
from adhere.render.standing import Clock

REPORTED = ("intermediate", "final")
"""Kinds of report that come after the first."""


def incident_clocks(
    documentation: Documented, outcome: Classification, issued: Collection[str]
) -> Iterator[Clock]:
    """Yield a clock for each incident whose first report was neither issued nor followed by another; it says where no duty is known."""
    applies = {one.norm.id: one.applies for one in outcome.obligations}
    for key, filled in documentation.filled.items():
        duties = [applies.get(one, Truth.UNKNOWN) for one in filled.form.duties]
        reported = key in issued or _chosen(filled, "report") in REPORTED
        if filled.form.per == "incident" and not reported:
            yield _clock(key, filled, outcome.on, _duty(duties))


def _duty(found: Collection[Truth]) -> Truth:
    return next((one for one in (Truth.YES, Truth.UNKNOWN) if one in found), Truth.NO)


def _clock(key: str, filled: Filled, on: date, duty: Truth) -> Clock:
    harm, aware = _chosen(filled, "harm"), _value(filled, "aware_on")
    due: date | None = None
    values: dict[str, object] = {"incident": key}
    if harm is not None and isinstance(aware, date):
        period = code_period(f"report-{harm}")
        due = plain_end(aware, period.length)
        values |= {"length": period.length.label, "event": period.event, "measure": cite(period.measure)}
    told = _word("incident", **values, day=spoken(due)) if due else _word("incident-no-day", **values)
    if duty is not Truth.YES:
        doubt = _word("incident-unsure" if duty is Truth.UNKNOWN else "incident-not-owed")
        told = Text(en=f"{told.en}; {doubt.en}", nl=f"{told.nl}; {doubt.nl}")
    return Clock(text=told, due=due, late=due is not None and due < on and duty is not Truth.NO)


def _chosen(filled: Filled, field: str) -> str | None:
    value = _value(filled, field)
    return str(value[0]) if isinstance(value, tuple) and value else None


def _value(filled: Filled, field: str) -> Value | None:
    answer = filled.answers.get(field)
    return answer.value if answer else None


def _word(name: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/standing.toml")[name]).filled(values)
