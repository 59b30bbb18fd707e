# SPDX-License-Identifier: EUPL-1.2
"""Which requirements can concern the provider of a model of a kind."""

from __future__ import annotations

from datetime import date

from adhere.law.requirements.catalogue import catalogue
from adhere.law.requirements.standing import MODEL_KINDS, reaches, standings


def test_systemic_risk_adds_and_open_source_takes_away():
    every = standings(catalogue(), date(2026, 9, 1))
    plain, systemic, free = (
        {one.requirement.id for one in every if reaches(one, kind)} for kind in MODEL_KINDS
    )
    assert free < plain < systemic
    assert {"gpai-03", "gpai-04"} <= free
    assert not {"gpai-01", "gpai-12"} & free
    assert not {"gpai-17", "gpai-18"} & systemic
