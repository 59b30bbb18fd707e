# SPDX-License-Identifier: EUPL-1.2
"""Every mistake in a report is told by its own rule at its own place; what is right beside it is still read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reporting.reports import WHOLE, changed, found, rules, with_figure

from adhere.kernel.text import LANGUAGES
from adhere.reporting.exchange import report_of, report_of_bytes
from adhere.reporting.reading import LONGEST, MOST

HALF = {"since": "2026-01-01", "until": "2026-06-30"}
MISTAKES: list[tuple[str, dict[str, Any], str, str]] = [
    ("format of later", changed(format="adhere/report/2"), "006", "format"),
    ("no signatory", changed(signatory=None), "003", "signatory"),
    ("unknown field", changed(sing="x"), "002", "sing"),
    ("no period", changed(period=None), "003", "period"),
    ("period as text", changed(period="2026"), "004", "period"),
    ("day in words", changed(period={"since": "January", "until": "2026-12-31"}), "005", "period.since"),
    ("no such day", changed(period={"since": "2026-02-30", "until": "2026-12-31"}), "005", "period.since"),
    ("unknown size", changed(size="tiny"), "006", "size"),
    ("measures as a list", changed(measures=["C-1.5"]), "004", "measures"),
    ("truth in words", changed(commitments={"C-1": {"new": "maybe"}}), "004", "commitments.C-1.new"),
    ("too many", changed(measures={f"X-{one}": {} for one in range(MOST + 1)}), "011", "measures"),
    ("text too long", changed(commitments={"C-1": {"new": True, "new_measures": "x" * (LONGEST + 1)}}), "007", "commitments.C-1.new_measures"),
    ("unknown measure", changed(measures={"C-1.9": {"status": "implemented"}}), "020", "measures.C-1.9"),
    ("unknown commitment", changed(commitments={"C-9": {"new": False, "plans": False}}), "021", "commitments.C-9"),
    ("unknown question", changed(measures={"C-1.5": {"answers": {"outcome": "x"}}}), "025", "measures.C-1.5.answers.outcome"),
    ("yes without what", changed(commitments={"C-1": {"new": True, "plans": False}}), "074", "commitments.C-1.new"),
    ("what without yes", changed(commitments={"C-1": {"new": False, "plans": False, "planned": "x"}}), "075", "commitments.C-1.planned"),
    ("ends before it starts", changed(period={"since": "2026-12-31", "until": "2026-01-01"}), "050", "period"),
    ("in the future", changed(period={"since": "2028-01-01", "until": "2028-12-31"}), "051", "period"),
    ("not over", changed(period={"since": "2027-01-01", "until": "2027-12-31"}), "052", "period"),
    ("not the usual period", changed(period=HALF), "053", "period"),
    ("published too early", changed(published="2026-11-01"), "055", "published"),
    ("unknown indicator", with_figure("complaint-share"), "022", "figures.complaint-share"),
    ("wrong unit", with_figure(unit="percent"), "030", "complaint-share-decided"),
    ("no unit", with_figure(unit=None), "031", "complaint-share-decided"),
    ("share above one", with_figure(value="87"), "032", "complaint-share-decided"),
    ("half a complaint", with_figure("complaints-received", value="1.5", unit="count"), "033", "complaints-received"),
    ("no value, no reason", with_figure(value=None), "034", "complaint-share-decided"),
    ("value and reason", with_figure(why="not counted"), "035", "complaint-share-decided"),
    ("few cases", with_figure(total=3), "036", "complaint-share-decided"),
    ("parts that do not add up", with_figure("complaints-received", value=5, unit="count", parts={"NL": 2, "FR": 2}), "037", "complaints-received"),
    ("no Member State", with_figure("complaints-received", value=2, unit="count", parts={"UK": 2}), "038", "complaints-received"),
    ("indicator of another measure", with_figure("similar-output-share"), "040", "similar-output-share"),
    ("imported from nowhere", with_figure(basis="imported"), "042", "complaint-share-decided"),
    ("a share of nothing", with_figure(value="0", total=0), "044", "complaint-share-decided"),
    ("a percentage", with_figure(value="83 %"), "008", "value"),
    ("NaN", with_figure(value="NaN"), "008", "value"),
    ("infinite", with_figure(value="Infinity"), "008", "value"),
    ("negative days", with_figure("complaint-days-median", value=-3, unit="days"), "009", "value"),
    ("1e400", with_figure("complaint-days-median", value="1e400", unit="days"), "010", "value"),
    ("sixty-one digits", with_figure("complaint-days-median", value="1" * 61, unit="days"), "010", "value"),
    ("truth as a number", with_figure(value=True), "008", "value"),
    ("half a case", with_figure(total="2.5"), "004", "total"),
    ("unknown basis", with_figure(basis="guessed"), "006", "basis"),
]  # fmt: skip


def test_a_whole_report_has_nothing_wrong() -> None:
    assert rules(WHOLE, frozenset({"C-1.5"})) <= {"073"}  # indicators nobody has to report


@pytest.mark.parametrize(
    ("value", "rule", "place"), [one[1:] for one in MISTAKES], ids=[one[0] for one in MISTAKES]
)
def test_a_mistake_is_told_at_its_place(value: dict[str, Any], rule: str, place: str) -> None:
    told = [str(one.place.at) for one in found(value) if one.rule.id == f"ADH-REP-{rule}"]
    assert any(one == place or one.endswith(f".{place}") for one in told), found(value)


def test_every_text_of_a_finding_is_filled_in() -> None:
    for _, value, _, _ in MISTAKES:
        for one in found(value, frozenset({"C-1.4", "C-1.5"})):
            for language in LANGUAGES:
                said = " ".join((one.wrong(language), one.why(language), one.remedy(language)))
                assert "{" not in said, said


def test_what_does_not_bind_and_what_is_silent_are_told() -> None:
    assert "023" in rules(WHOLE, frozenset({"C-1.1"}))
    assert {"070", "071"} <= rules(WHOLE, frozenset({"C-1.5", "T-1.1"}))
    silent = changed(measures={"C-1.5": {"answers": {"implementation": "x"}}})
    assert {"072", "077"} <= rules(silent)


def test_the_same_indicator_under_two_measures_is_told() -> None:
    figures = {"completeness-office": {"value": "1", "unit": "share"}}
    twice = changed(measures={"T-1.1": {"figures": figures}, "T-1.2": {"figures": figures}})
    assert {"039", "040"} <= rules(twice)


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    value = changed(measures={**WHOLE["measures"], "C-1.4": {"status": "done"}})
    read = report_of(value)
    assert read.report is not None
    assert [one.measure for one in read.report.measures] == ["C-1.5", "C-1.4"]
    assert [one.rule.id for one in read.findings] == ["ADH-REP-006"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"\xff", "001"),
        (b"{", "001"),
        (b"[" * 100_000, "001"),
        (b"1" * 5000, "001"),
        (b'{"code": "a", "code": "b"}', "012"),
        (b"[]", "004"),
        (b"NaN", "004"),
    ],
)
def test_what_is_no_report_is_told_as_that(content: bytes, rule: str) -> None:
    assert f"ADH-REP-{rule}" in {one.rule.id for one in report_of_bytes(content).findings}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("code", "signatory", "size", "period", "published", "commitments", "measures", "figures", "example")


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_no_value_of_any_field_breaks_the_reader(fields: dict[str, Any]) -> None:
    found({**WHOLE, **fields}, frozenset({"C-1.5"}), date(2027, 2, 1))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    assert report_of_bytes(content).findings
