# SPDX-License-Identifier: EUPL-1.2
"""Reports in the shape of the Transparency Centre: read whole, with what is odd in them told, and ours carried along without loss.

The sample is made up: it has the keys that a published report was seen to have, and no text of one.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reporting.reports import GPAI, report

from adhere.exchange import transparency_centre
from adhere.exchange.transparency_centre import centre_json, read_centre
from adhere.exchange.transparency_report import carried, centre_report


def sample(**parts: Any) -> dict[str, Any]:
    lists = {
        "id": 31, "name": "List (example)", "code": "sm25.1", "description": "Text (example)", "commitment_id": 21,
        "field_type": "measures_list", "order": 1,
    }  # fmt: skip
    commitment = {
        "id": 21, "name": "Commitment (example)", "code": "25", "description": "Text (example)", "field_type": "commitment",
        "order": 1, "sig_value": None, "type_id": 2, "specialMeasures": [lists],
    }  # fmt: skip
    chapter = {"id": 11, "name": "Chapter (example)", "report_id": 8, "commitments": [commitment]}
    whole = {
        "id": 8,
        "name": "March 2026",
        "published": 1,
        "publish_date": "2026-03-24",
        "type": "text",
        "chapters": [chapter],
    }
    return {**whole, **parts}


def read(value: object) -> tuple[Any, list[tuple[str, str | None]]]:
    found = read_centre(json.dumps(value).encode(), "a.json")
    told = [(one.rule.id.removeprefix("ADH-REP-"), one.place.at) for one in found.findings]
    return (centre_json(found.report) if found.report else None), told


def deep(key: str, value: object) -> dict[str, Any]:
    """Return the sample with something else in its list of measures."""
    whole = sample()
    whole["chapters"][0]["commitments"][0]["specialMeasures"][0][key] = value
    return whole


LIST = "chapters.0.commitments.0.specialMeasures.0"


def test_a_report_comes_back_as_it_was() -> None:
    assert read(sample()) == (sample(), [])


def test_keys_nobody_knows_are_told_and_kept() -> None:
    strange = deep("colour", {"any": [1]})
    assert read(strange) == (strange, [("082", LIST)])


@pytest.mark.parametrize(
    ("value", "rule", "place"),
    [
        (sample(id=None), "080", "id"),
        (sample(chapters=None), "080", "chapters"),
        (sample(chapters={}), "081", "chapters"),
        (sample(name=3), "081", "name"),
        (sample(id=True), "081", "id"),
        (deep("description", ["x"]), "081", f"{LIST}.description"),
        (sample(chapters=["x"]), "081", "chapters.0"),
        (sample(chapters=[sample()["chapters"][0]] * 2), "085", "chapters"),
        ([], "081", None),
    ],
)
def test_what_is_wrong_is_told_at_its_place(value: object, rule: str, place: str | None) -> None:
    assert (rule, place) in read(value)[1]


def test_limits_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transparency_centre, "MOST", 1)
    monkeypatch.setattr(transparency_centre, "LONGEST", 20)
    chapters = [{**sample()["chapters"][0], "id": number} for number in range(2)]
    assert ("083", "chapters") in read(sample(chapters=chapters))[1]
    assert ("084", "name") in read(sample(name="x" * 21))[1]


@pytest.mark.parametrize(
    "content", [b"\xff", b"{", b"[" * 100_000, b"1" * 5000, b'{"id": NaN}', b'{"id": [-Infinity]}']
)
def test_what_is_no_json_is_told(content: bytes) -> None:
    found = read_centre(content, "a.json")
    assert (found.report, [one.rule.id for one in found.findings]) == (None, ["ADH-REP-001"])


def test_a_key_that_stands_twice_is_told() -> None:
    found = read_centre(b'{"id": 1, "id": 2, "name": "a", "chapters": []}', "a.json")
    assert [one.rule.id for one in found.findings] == ["ADH-REP-012"]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    read_centre(content, "a.json")


def test_a_report_of_ours_goes_out_in_the_shape_and_carries_itself_along() -> None:
    part = centre_report(report(), GPAI, "en")
    again = read_centre(json.dumps(centre_json(part)).encode(), "a.json")
    assert again.findings == ()
    assert again.report is not None
    (chapter,) = again.report.parts
    (commitment,) = chapter.parts
    (measures,) = commitment.parts
    assert (commitment.get("code"), measures.get("code")) == ("C-1", "smC-1.5")
    assert commitment.get("sig_value") == "A test of outputs."
    assert "Five decisions." in measures.get("description")
    assert measures.get("commitment_id") == commitment.get("id")
    own = carried(again.report, "a.json")
    assert own is not None
    assert own.report == report()


def test_a_report_of_the_centre_itself_carries_none_of_ours() -> None:
    found = read_centre(json.dumps(sample()).encode(), "a.json")
    assert found.report is not None
    assert carried(found.report, "a.json") is None
