# SPDX-License-Identifier: EUPL-1.2
"""How measures stand: shown only by evidence that lies there, is the file that was recorded and counts on the date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.adherence.stating import (
    DIGEST,
    NOT_KNOWN,
    ON,
    ORDINARY,
    SYSTEMIC,
    adherence,
    done,
    model,
    proof,
    stand,
)

from adhere.adherence.statement import Evidence, Status
from adhere.kernel.text import LANGUAGES
from adhere.kernel.truth import Truth

MEASURE = "C-1.1"


def state(status: Status, *evidence: Evidence, seen: str | None = DIGEST, **fields: Any) -> tuple[str, str]:
    """Return how a measure stands that is stated so, and why."""
    one = adherence(implementations=(done(MEASURE, status, *evidence, **fields),))
    found = stand(one, a=seen)[MEASURE]
    assert all(reason.text.in_(spoken) for reason in found.reasons for spoken in LANGUAGES)
    assert "{" not in "".join(reason.text.en + reason.text.nl for reason in found.reasons)
    return found.state, " ".join(reason.key for reason in found.reasons)


def test_what_is_stated_and_shown() -> None:
    assert state("implemented", proof()) == ("shown", "implemented-shown")
    assert state("partial", proof()) == ("partly", "partial-shown")
    assert state("alternative", proof(), alternative="x") == ("unknown", "alternative-shown")


def test_a_statement_without_evidence_shows_nothing() -> None:
    assert state("implemented") == ("unknown", "implemented-not-shown")
    assert state("partial") == ("unknown", "partial-not-shown")
    assert state("alternative", alternative="x") == ("unknown", "alternative-not-shown")


@pytest.mark.parametrize(
    ("evidence", "seen", "why"),
    [
        (proof(), None, "proof-gone"),
        (proof(), "cd" * 32, "proof-differs"),
        (proof(sha256=None), DIGEST, "proof-no-digest"),
        (proof(effective=date(2026, 11, 30)), DIGEST, "proof-not-yet"),
        (proof(expires=ON), DIGEST, "proof-expired"),
    ],
)
def test_evidence_that_does_not_count(evidence: Evidence, seen: str | None, why: str) -> None:
    assert state("implemented", evidence, seen=seen) == ("unknown", f"implemented-not-shown {why}")


def test_the_days_at_the_edges_count() -> None:
    edges = proof(effective=ON, expires=date(2026, 11, 30))
    assert state("implemented", edges) == ("shown", "implemented-shown")


def test_one_piece_that_counts_is_enough_and_the_others_are_told() -> None:
    old = proof(expires=date(2026, 1, 1))
    assert state("implemented", old, proof()) == ("shown", "implemented-shown proof-expired")


def test_what_the_provider_says_is_not_done_is_not_done() -> None:
    assert state("not-started") == ("unmet", "not-started")
    assert state("planned", planned_for=date(2026, 12, 31)) == ("unmet", "planned-for")
    assert state("planned", planned_for=ON) == ("unmet", "planned-for")
    assert state("planned", planned_for=date(2026, 11, 28)) == ("unmet", "planned-passed")
    assert state("planned") == ("unmet", "planned")
    assert state("planned", proof(), planned_for=ON) == ("unmet", "planned-for")


def test_what_is_said_not_to_apply_needs_a_reason() -> None:
    assert state("not-applicable", why="We crawl nothing.") == ("not-applicable", "not-applicable")
    assert state("not-applicable") == ("unknown", "not-applicable-unexplained")


def test_nothing_stated_is_not_known_and_no_pass() -> None:
    found = stand(adherence())[MEASURE]
    assert (found.state, found.lacking) == ("unknown", True)
    assert [reason.key for reason in found.reasons] == ["nothing-stated"]


def test_what_does_not_bind_may_be_shown_all_the_same() -> None:
    one = adherence(since=None, implementations=(done(MEASURE, "implemented", proof()),))
    found = stand(one)[MEASURE]
    assert (found.state, found.done, found.bound, found.lacking) == ("not-bound", "shown", Truth.NO, False)
    assert [one.file for one in found.shown_by] == ["a.md"]


def test_whether_it_binds_is_told_apart_from_what_is_shown() -> None:
    one = adherence(implementations=(done("T-1.1", "not-started"), done("S-1.1", "implemented", proof())))
    found = stand(one, model(NOT_KNOWN))
    assert (found["T-1.1"].state, found["T-1.1"].bound) == ("unmet", Truth.UNKNOWN)
    assert (found["S-1.1"].state, found["S-1.1"].bound) == ("shown", Truth.UNKNOWN)
    assert found["T-1.1"].reasons[-1].key == "binding-unknown"


def test_one_model_that_binds_is_enough_and_one_left_out_is_told() -> None:
    models = model(ORDINARY, "small"), model(SYSTEMIC, "large")
    one = adherence(
        implementations=(
            done("S-1.1", "implemented", proof(), models=("large",)),
            done(MEASURE, "implemented", proof(), models=("large",)),
        )
    )
    found = stand(one, *models)
    assert (found["S-1.1"].state, found["S-1.1"].bound) == ("shown", Truth.YES)
    assert found[MEASURE].state == "partly"
    assert found[MEASURE].reasons[-1].text.en == "It is not stated for small."


def test_every_measure_of_the_code_stands_somehow() -> None:
    assert len(stand(adherence())) == 40
