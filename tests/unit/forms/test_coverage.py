# SPDX-License-Identifier: EUPL-1.2
"""Which fields answer which points of the law, and how those stand for one recipient."""

from __future__ import annotations

from tests.unit.forms.sample import answer, filled, read

from adhere.forms.completeness import State
from adhere.forms.coverage import Point, coverage
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth

POINTS = ("aia:annex-xi.s1.1", "aia:annex-xi.s1.1.d", "aia:annex-xi.s2.1", "aia:annex-xi.s1.2")


def points(*answers: object, recipient: str = "office", risk: Truth = Truth.YES) -> dict[str, Point]:
    sheet = filled({one.field: one for one in answers}, risk=risk)  # type: ignore[attr-defined]
    return {point.provision: point for point in coverage([sheet], POINTS, recipient)}  # type: ignore[arg-type]


def test_a_point_is_answered_by_the_fields_that_name_it_or_a_part_of_it():
    found = points(read("name", "Example"), read("size", 4050000000), read("modalities", ["text"]))
    assert found["aia:annex-xi.s1.1"] == Point(
        provision="aia:annex-xi.s1.1",
        fields=("sample:name", "sample:modalities", "sample:size"),
        state=State.ANSWERED,
    )
    assert found["aia:annex-xi.s1.1.d"].fields == ("sample:size",)


def test_a_point_stands_as_the_worst_of_its_fields():
    found = points(read("name", "Example"), read("modalities", ["text"]), answer("size", band="medium"))
    assert found["aia:annex-xi.s1.1"].state is State.MISSING


def test_a_point_stands_differently_for_a_recipient_who_needs_less():
    stated = (read("name", "Example"), read("modalities", ["text"]), answer("size", band="medium"))
    assert points(*stated, recipient="authority")["aia:annex-xi.s1.1"].state is State.ANSWERED


def test_a_point_that_no_field_answers_is_missing():
    assert points()["aia:annex-xi.s1.2"] == Point(
        provision="aia:annex-xi.s1.2", fields=(), state=State.MISSING
    )


def test_a_point_that_is_not_asked_of_the_model_says_so():
    assert points(risk=Truth.NO)["aia:annex-xi.s2.1"].state is State.NOT_ASKED
    assert points(answer("risks", plain("x")))["aia:annex-xi.s2.1"].state is State.ANSWERED
