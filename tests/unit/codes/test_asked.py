# SPDX-License-Identifier: EUPL-1.2
"""What a code was asked to deal with, and how each obligation and each provision that was asked stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.asked import asked
from adhere.codes.code import Measure, Service
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Ground, Left, Obligation
from adhere.kernel.text import plain

NAMES = ("aia:art-53.1.a", "aia:art-53.1.b", "aia:art-55.1")


def covering(*served: str, left: tuple[str, ...] = (), unknown: bool = False) -> Coverage:
    links = tuple(Service(provision=one, rationale=plain("why"), grade="ours") for one in served)
    measure = Measure(
        id="A-1.1", commitment="A-1", title=plain("x"), grade="ours", sources=(), requires=(), serves=links
    )
    code = replace(small(), measures=(measure,), chapters=(), unknown=plain("all") if unknown else None)
    ground = Ground(
        on=date(2026, 11, 22),
        obligations=tuple(
            Obligation(id=one, kind="duty", provisions=(one,), content=plain(one)) for one in NAMES
        ),
        left=tuple(
            Left(obligation=one, provision=one, instrument=plain("x"), reason=plain("x"), grade="ours")
            for one in left
        ),
    )
    return Coverage(code=code, ground=ground)


@pytest.mark.parametrize(
    ("found", "standings"),
    [
        (covering(), ["open", "open", "open"]),
        (covering(unknown=True), ["unknown", "unknown", "unknown"]),
        (covering("aia:art-53"), ["whole", "whole", "open"]),
        (covering("aia:art-55.1.b", left=NAMES), ["left", "left", "part"]),
        (covering("aia:art-53.1.a", unknown=True), ["whole", "unknown", "unknown"]),
    ],
)
def test_how_each_obligation_stands(found: Coverage, standings: list[str]) -> None:
    assert [found.standing(one) for one in found.ground.obligations] == standings


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        (covering(), "open"),
        (covering("aia:art-53"), "whole"),
        (covering("aia:art-53.1.a"), "part"),
        (covering("aia:art-53.1.a", left=("aia:art-53.1.b",)), "whole"),
        (covering("aia:art-53.1.a", unknown=True), "unknown"),
    ],
)
def test_a_provision_stands_as_what_stands_below_it(found: Coverage, standing: str) -> None:
    (one,) = asked(found, ["aia:art-53", "aia:art-53"])
    assert (one.standing, len(one.obligations)) == (standing, 2)


def test_of_a_provision_under_which_nothing_stands_nothing_can_be_told() -> None:
    assert asked(covering("aia:art-53"), ["aia:art-52"])[0].standing == "unknown"
