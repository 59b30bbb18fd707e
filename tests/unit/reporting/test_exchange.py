# SPDX-License-Identifier: EUPL-1.2
"""A report goes out as JSON and comes back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reporting.reports import WHOLE, report

from adhere.reporting.exchange import json_of, report_of_bytes
from adhere.reporting.reading import STATUSES
from adhere.reporting.report import BASES, SIZES, CommitmentReport, Figure, MeasureReport, Report

IDS = st.text(st.characters(min_codepoint=45, max_codepoint=122), min_size=1, max_size=12)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
NUMBERS = st.decimals(0, Decimal("1e20"), places=4).map(lambda number: number.normalize())
FIGURES = st.builds(
    Figure,
    indicator=IDS,
    unit=st.sampled_from(("share", "days", "")),
    value=st.none() | NUMBERS,
    why=st.none() | TEXTS,
    basis=st.sampled_from(BASES),
    parts=st.dictionaries(IDS, NUMBERS, max_size=3),
    total=st.none() | st.integers(0, 10**6),
    source=st.none() | TEXTS,
)
DISTINCT = st.lists(FIGURES, max_size=3, unique_by=lambda one: one.indicator).map(tuple)
MEASURES = st.builds(
    MeasureReport,
    measure=IDS,
    status=st.none() | st.sampled_from(STATUSES),
    answers=st.dictionaries(IDS, TEXTS, max_size=3),
    figures=DISTINCT,
)
TRUTHS = st.none() | st.booleans()
COMMITMENTS = st.builds(
    CommitmentReport,
    commitment=IDS,
    new=TRUTHS,
    new_measures=st.none() | TEXTS,
    plans=TRUTHS,
    planned=st.none() | TEXTS,
)
REPORTS = st.builds(
    Report,
    code=IDS,
    signatory=TEXTS,
    size=st.sampled_from(SIZES),
    since=st.dates(),
    until=st.dates(),
    published=st.none() | st.dates(),
    commitments=st.lists(COMMITMENTS, max_size=3, unique_by=lambda one: one.commitment).map(tuple),
    measures=st.lists(MEASURES, max_size=3, unique_by=lambda one: one.measure).map(tuple),
    overall=DISTINCT,
    example=st.booleans(),
)


@given(REPORTS)
def test_a_report_comes_back_as_it_went_out(one: Report) -> None:
    read = report_of_bytes(json.dumps(json_of(one)).encode())
    assert read.findings == ()
    assert read.report == one


def test_figures_travel_as_texts_so_that_nobody_rounds_them() -> None:
    figure = json_of(report())["measures"]["C-1.5"]["figures"]["complaint-share-decided"]
    assert figure["value"] == "0.8333"


def test_not_reported_is_kept_apart_from_zero() -> None:
    zero = replace(report(), overall=(Figure(indicator="evidence-expired", unit="count", value=Decimal(0)),))
    none = replace(report(), overall=(Figure(indicator="evidence-expired", unit="count", why="not counted"),))
    assert json_of(zero)["figures"]["evidence-expired"]["value"] == "0"
    assert "value" not in json_of(none)["figures"]["evidence-expired"]


def test_an_empty_report_is_as_short_as_it_can_be() -> None:
    bare = Report(code="a", signatory="b", size="micro", since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert set(json_of(bare)) == {"format", "code", "signatory", "size", "period"}
    assert json_of(report()) == json_of(report(json_of(report())))
    assert WHOLE["code"] == json_of(report())["code"]
