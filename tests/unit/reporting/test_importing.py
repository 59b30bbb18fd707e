# SPDX-License-Identifier: EUPL-1.2
"""Figures of others, from CSV and JSON: read whole, every mistake with its row."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.reporting.importing import ROWS, SIZE_LIMIT, read_figures

HEAD = "indicator,period,value,unit,state,total,why\n"
GOOD = (
    HEAD
    + "complaints-received,2026,5,count,,,\ncomplaints-received,2026,3,count,NL,,\ncomplaints-received,2026,2,count,FR,,\n"
)


def rules(content: str | bytes, name: str = "f.csv") -> list[tuple[str, int | None]]:
    found = read_figures(content.encode() if isinstance(content, str) else content, name).findings
    return [(one.rule.id.removeprefix("ADH-REP-"), one.place.line) for one in found]


def test_rows_of_member_states_are_parts_of_the_row_without_one() -> None:
    read = read_figures(GOOD.encode(), "f.csv")
    assert read.findings == ()
    (one,) = read.figures
    assert (one.period, one.figure.value, one.figure.basis, one.figure.source) == (
        "2026",
        5,
        "imported",
        "f.csv",
    )
    assert one.figure.parts == {"NL": Decimal(3), "FR": Decimal(2)}


def test_json_says_the_same() -> None:
    rows = [
        {
            "indicator": "complaints-received",
            "period": "2026",
            "value": value,
            "unit": "count",
            "state": state,
        }
        for value, state in ((5, ""), (3, "NL"), ("2", "FR"))
    ]
    csv, other = (
        read_figures(content.encode(), name).figures[0].figure
        for content, name in ((GOOD, "f.csv"), (json.dumps(rows), "f.json"))
    )
    assert (csv.value, csv.parts, csv.unit) == (other.value, other.parts, other.unit)


def test_not_reported_keeps_its_reason() -> None:
    (one,) = read_figures((HEAD + "a,2026,,share,,,no register\n").encode(), "f.csv").figures
    assert (one.figure.value, one.figure.why) == (None, "no register")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", [("090", None)]),
        (b"\xff", [("090", None)]),
        ("x" * (SIZE_LIMIT + 1), [("090", None)]),
        ('indicator,period,value,unit\n"a,2026', [("090", None)]),
        ("indicator,period,value\na,2026,1\n", [("091", 1)]),
        ("indicator,period,value,unit,land\na,2026,1,count,NL\n", [("094", 1)]),
        (HEAD + "a,2026,NaN,count,,,\n", [("008", 2)]),
        (HEAD + "a,2026,-1,count,,,\n", [("009", 2)]),
        (HEAD + "a,2026,1e400,count,,,\n", [("010", 2)]),
        (HEAD + 'a,2026,"1,5",count,,,\n', [("008", 2)]),
        (HEAD + "a,2026,1,count,,2.5,\n", [("004", 2)]),
        (HEAD + ",2026,1,count,,,\n", [("003", 2)]),
        (HEAD + "a,,1,count,,,\n", [("003", 2)]),
        (HEAD + "a,2026,1,count,,,\na,2026,2,count,,,\n", [("092", 3)]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_row(content: str | bytes, expected: list[tuple[str, int | None]]) -> None:
    got = rules(content)
    assert [(rule, line) for rule, line in got if (rule, line) in expected] == expected, got


@pytest.mark.parametrize("content", ["{", "{}", "[1]", "1", '[{"indicator": "a"}]', "[" * 100_000])
def test_json_of_another_shape_is_told(content: str) -> None:
    assert rules(content, "f.json")


def test_too_many_rows_are_told() -> None:
    row = "a,2026,1,count,,,\n"
    assert ("093", ROWS + 2) in rules(HEAD + row * (ROWS + 1))


@given(st.binary(max_size=300), st.sampled_from(("f.csv", "f.json")))
def test_no_bytes_break_the_reader(content: bytes, name: str) -> None:
    read_figures(content, name)
