# SPDX-License-Identifier: EUPL-1.2
"""Loading the clocks of a checked model: its answers where incidents need them, the calendar of the provider's country where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from adhere.dossier.clocks import Desk, ModelClocks, calendars_of
from adhere.dossier.incidentfiles import FORM

if TYPE_CHECKING:
    from adhere.dossier.checks import CheckedModel
    from adhere.dossier.portfolio import Portfolio
    from adhere.forms.answers import Filled
    from adhere.law.library import Law


def model_clocks(checked: CheckedModel, portfolio: Portfolio, law: Law, on: date) -> ModelClocks:
    """Return the clocks of a model that was checked."""

    def answers() -> Mapping[str, Filled]:
        from adhere.dossier.documentation import documented  # noqa: PLC0415 - for incidents only

        found = documented(checked.model, portfolio, checked, on, [FORM], results=False)
        return {key: one for key, one in found.filled.items() if key in found.stated}

    dossier = portfolio.stated.dossier if portfolio.stated else None
    country = dossier.provider.established_in if dossier else None
    desk = Desk(root=portfolio.root, law=law, on=on, calendars=calendars_of(country))
    return desk.clocks(checked.model, checked.classification, answers)
