# SPDX-License-Identifier: EUPL-1.2
"""What an adherence leaves to show, duty by duty, and the table of a provider that did not sign."""

from __future__ import annotations

from tests.unit.adherence.stating import (
    GPAI,
    LAW,
    ON,
    ORDINARY,
    SYSTEMIC,
    adherence,
    done,
    model,
    proof,
    stand,
)

from adhere.adherence.gap import Gap, gaps, restricted
from adhere.adherence.statement import Adherence, Status
from adhere.codes.coverage import coverage
from adhere.kernel.truth import Truth

COPYRIGHT = ("C-1.1", "C-1.2", "C-1.3", "C-1.4", "C-1.5")
FOUND = coverage(GPAI, LAW, ON)


def by_duty(one: Adherence, *, systemic: bool = False, applies: Truth = Truth.YES) -> dict[str, Gap]:
    standing = tuple(stand(one, model(SYSTEMIC if systemic else ORDINARY)).values())
    return {gap.obligation.provisions[0]: gap for gap in gaps(FOUND, standing, lambda _: applies)}


def stating(*statuses: Status) -> Adherence:
    """Return an adherence with the measures on copyright in these states, each with evidence."""
    told = zip(COPYRIGHT, statuses, strict=True)
    return adherence(implementations=tuple(done(name, status, proof(), why="x") for name, status in told))


def way(*statuses: Status) -> str:
    return by_duty(stating(*statuses))["aia:art-53.1.c"].way


def test_a_duty_is_served_as_its_measures_are_shown() -> None:
    assert way(*["implemented"] * 5) == "shown"
    assert way(*["implemented"] * 4, "alternative") == "alternative"
    assert way(*["implemented"] * 4, "not-started") == "partly"
    assert way(*["not-started"] * 4, "partial") == "partly"
    assert way(*["not-started"] * 5) == "open"
    assert way(*["implemented"] * 4, "not-applicable") == "shown"


def test_what_is_only_said_not_to_apply_shows_nothing() -> None:
    assert way(*["not-applicable"] * 5) == "open"


def test_duties_that_no_measure_serves_are_holes_or_left_to_something_else() -> None:
    found = by_duty(adherence())
    assert found["aia:art-53.3"].way == "hole"
    assert found["aia:art-53.1.d"].way == "left"
    assert found["aia:art-53.1.d"].left is not None
    assert (found["aia:art-53.3"].open, found["aia:art-53.1.d"].open) == (True, False)
    assert "aia:art-56.2.a" not in found  # a subject of codes, no duty of providers


def test_what_partial_signing_leaves_has_to_be_shown_otherwise() -> None:
    found = by_duty(adherence(extent="chapters", chapters=("T", "C")), systemic=True)
    assert found["aia:art-53.1.c"].through == "yes"
    assert found["aia:art-55.1.d"].through == "no"
    assert found["aia:art-55.1.d"].otherwise == ("S-6.1", "S-6.2", "S-7.3", "S-7.4")
    assert (found["aia:art-53.1.a"].through, found["aia:art-53.1.a"].otherwise) == ("part", ("S-10.1",))


def test_a_provider_that_did_not_sign_gets_the_same_table() -> None:
    told = tuple(done(name, "implemented", proof()) for name in COPYRIGHT)
    found = by_duty(adherence(since=None, implementations=told))
    assert (found["aia:art-53.1.c"].way, found["aia:art-53.1.c"].through) == ("shown", "no")
    assert {gap.through for gap in found.values()} == {"no"}
    assert found["aia:art-53.1.b"].way == "open"


def test_a_duty_that_does_not_apply_leaves_nothing() -> None:
    assert not any(gap.open for gap in by_duty(adherence(), applies=Truth.NO).values())
    assert by_duty(adherence(), applies=Truth.UNKNOWN)["aia:art-53.3"].open


def test_a_code_without_the_measures_that_do_not_bind_covers_less() -> None:
    kept = coverage(restricted(GPAI, frozenset(COPYRIGHT)), LAW, ON)
    holes = {one.provisions[0] for one in kept.holes}
    assert {"aia:art-53.1.a", "aia:art-55.1.a"} <= holes
    assert "aia:art-53.1.c" not in holes
    assert [one.id for one in kept.code.measures] == list(COPYRIGHT)
