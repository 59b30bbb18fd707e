# SPDX-License-Identifier: EUPL-1.2
"""The shape of the files of a code: what is missing, wrong or unknown is told with file and key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.codes.small import tables

from adhere.codes.catalogue import code_of
from adhere.codes.shape import file_faults, head_faults
from adhere.kernel.data import packaged

Change = Callable[[dict[str, Any]], Any]


def faults(change: Change) -> list[tuple[str, str, str]]:
    """Return rule, place and wording of what is wrong after a change to the first measure."""
    table = tables()["parts.toml"]
    change(table["measure"][0])
    return [(one.rule.id, str(one.place), one.remedy("en")) for one in file_faults("parts.toml", table)]


def test_the_small_code_and_the_code_of_2025_have_no_fault():
    own = tables()
    assert [*head_faults("code.toml", own["code.toml"]), *file_faults("parts.toml", own["parts.toml"])] == []
    head = packaged("adhere.codes", "data/gpai-2025/code.toml")
    found = list(head_faults("code.toml", head))
    for name in head["files"]:
        found += file_faults(name, packaged("adhere.codes", f"data/gpai-2025/{name}"))
    assert [(one.rule.id, str(one.place)) for one in found] == []


@pytest.mark.parametrize(
    ("change", "rule", "at", "wanted"),
    [
        (lambda one: one.pop("grade"), "ADH-COD-004", "measure A-1.1", "one of official"),
        (lambda one: one.pop("id"), "ADH-COD-004", "measure[1]", "T-1.1"),
        (
            lambda one: one.update(title="Write it"),
            "ADH-COD-005",
            "measure A-1.1: title",
            "title.en and title.nl",
        ),
        (lambda one: one.update(title={"en": "Write it"}), "ADH-COD-005", "measure A-1.1: title", "title.nl"),
        (lambda one: one.update(grade="sure"), "ADH-COD-005", "measure A-1.1: grade", "unverified"),
        (lambda one: one.update(serves="aia:art-53"), "ADH-COD-005", "measure A-1.1: serves", "a list"),
        (
            lambda one: one["serves"][0].update(provision="53(1)(a)"),
            "ADH-COD-005",
            "measure A-1.1: serves[1].provision",
            "aia:art-53.1.a",
        ),
        (
            lambda one: one["deadline"][0].update(amount=-1),
            "ADH-COD-005",
            "measure A-1.1: deadline[1].amount",
            "0 or more",
        ),
        (
            lambda one: one["deadline"][0].update(amount=float("nan")),
            "ADH-COD-005",
            "measure A-1.1: deadline[1].amount",
            "finite",
        ),
        (
            lambda one: one["deadline"][0].update(amount=True),
            "ADH-COD-005",
            "measure A-1.1: deadline[1].amount",
            "finite",
        ),
        (
            lambda one: one["deadline"][0].update(unit="fortnights"),
            "ADH-COD-005",
            "measure A-1.1: deadline[1].unit",
            "business-days",
        ),
        (lambda one: one.update(servs=[]), "ADH-COD-006", "measure A-1.1", "serves"),
        (lambda one: one.update(id="A1.1"), "ADH-COD-005", "measure A1.1: id", "T-1.1"),
    ],
)
def test_a_mistake_in_a_measure_is_told_with_its_key(change: Change, rule: str, at: str, wanted: str):
    (found,) = faults(change)
    assert found[:2] == (rule, f"parts.toml, {at}")
    assert wanted in found[2]


def test_records_that_are_no_tables_and_tables_that_are_no_records_are_told():
    found = [
        (one.rule.id, str(one.place))
        for one in file_faults("x.toml", {"measure": {}, "chapter": ["T"], "measures": []})
    ]
    assert found == [
        ("ADH-COD-006", "x.toml"),
        ("ADH-COD-005", "x.toml, chapter[1]"),
        ("ADH-COD-005", "x.toml, measure"),
    ]


def test_a_moment_is_no_date_and_a_source_needs_both_languages():
    head = tables()["code.toml"] | {
        "source": {"TEXT": "The text"},
        "event": [{"kind": "draft", "on": "2026-01-01", "content": {"en": "a", "nl": "b"}, "grade": "ours"}],
    }
    found = [(one.rule.id, one.place.at) for one in head_faults("code.toml", head)]
    assert found == [("ADH-COD-005", "event[1].on"), ("ADH-COD-005", "source.TEXT")]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "en", "nl", "serves", "requires", "measure", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(ANY, st.sampled_from(["id", "title", "grade", "requires", "serves", "deadline", "relief", "sources"]))
def test_whatever_stands_in_a_measure_is_told_or_can_be_read(value: Any, key: str):
    files = tables()
    files["parts.toml"]["measure"][0][key] = value
    found = list(file_faults("parts.toml", files["parts.toml"]))
    for one in found:
        assert one.wrong("en")
        assert one.remedy("nl")
    if not any(one.rule.severity == "error" for one in found):
        assert code_of(files.__getitem__).measures
