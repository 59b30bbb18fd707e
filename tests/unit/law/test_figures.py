# SPDX-License-Identifier: EUPL-1.2
"""Figures of the law and its guidance: exact, dated, and in one voice with the criteria."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files

import pytest

from adhere.kernel.data import packaged
from adhere.law.figures import edition, figure, figures

SINCE = date(2025, 8, 2)


def test_a_figure_counts_from_its_first_day_and_not_the_day_before():
    assert figure("figure:gpai-indicative-compute", SINCE).number == Decimal("1e23")
    with pytest.raises(LookupError):
        figure("figure:gpai-indicative-compute", date(2025, 8, 1))


def test_a_figure_that_does_not_exist_is_a_mistake_and_says_its_name():
    with pytest.raises(LookupError, match="figure:of-speech"):
        figure("figure:of-speech")


def test_one_third_stays_exact_and_refuses_to_become_a_decimal():
    share = figure("figure:modification-share", SINCE)
    assert share.value == Fraction(1, 3)
    with pytest.raises(ValueError, match="figure:modification-share"):
        _ = share.number


def test_thresholds_are_strict_and_the_margin_is_not():
    operators = {known.id: known.operator for known in figures()}
    assert operators.pop("figure:compute-estimate-margin") == "<="
    assert set(operators.values()) == {">"}


def test_every_figure_names_a_section_or_provision_and_never_a_paragraph_number():
    for known in figures():
        assert known.source.startswith(("gpai-guidelines:sec-", "gpai-guidelines:annex-", "aia:art-"))
        assert "para" not in known.source
        assert known.content.en
        assert known.content.nl != known.content.en


def test_the_systemic_risk_figure_is_the_same_as_in_the_criterion():
    folder = files("adhere.law").joinpath("data/criteria")
    atoms = [
        atom
        for file in folder.iterdir()
        for atom in packaged("adhere.law", f"data/criteria/{file.name}").get("atom", ())
        if atom.get("value") == "1e25" or atom["id"] == "atom:cumulative-compute-above-threshold"
    ]
    assert atoms
    assert {Decimal(atom["value"]) for atom in atoms} == {figure("figure:systemic-risk-compute").number}


def test_the_edition_that_was_read_is_named_with_its_date():
    assert edition().version == "C(2025) 5045 final"
    assert edition().dated == date(2025, 7, 18)
