# SPDX-License-Identifier: EUPL-1.2
"""The law is data: one number or date changed in a law file, and nothing else, changes the verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.law.folders import copy_of_the_law, law_with
from tests.unit.law.situations import OPEN_SOURCE, TODAY, applying, flop, model, obligations

from adhere.kernel.truth import Truth
from adhere.law.evaluation import Evaluation
from adhere.law.library import Law


def systemic(law: Law) -> Truth:
    evaluation = Evaluation.of(law, TODAY)
    return evaluation.truth("criterion:systemic-risk", evaluation.state(model()))  # trained with 3e24


def documented(**changes: Any) -> Callable[[Law], Truth]:
    facts = model({key.replace("__", "."): value for key, value in changes.items()})
    return lambda law: obligations(facts, law=law)["art-53.1.a"].applies


def requested(law: Law) -> Truth:
    return obligations(model({"requests.commission": True}), date(2026, 7, 30), law)["art-91.5"].applies


CHANGES: dict[str, tuple[str, str, str, Callable[[Law], Truth], Truth, Truth]] = {
    "the threshold of Article 51(2)": (
        "criteria/systemic-risk.toml", 'value = "1e25"', 'value = "1e24"', systemic, Truth.NO, Truth.YES,
    ),
    "the day before which models have grace": (
        "criteria/provider.toml", "value = 2025-08-02", "value = 2026-08-02", documented(), Truth.YES, Truth.NO,
    ),
    "the end of the grace": (
        "aia/art-111.toml", "until = 2027-08-02", "until = 2026-02-02",
        documented(market__placed_on=date(2025, 1, 7)), Truth.NO, Truth.YES,
    ),
    "the day from which a duty applies": (
        "aia/art-53.toml", "from = 2025-08-02", "from = 2027-01-01", documented(), Truth.YES, Truth.NO,
    ),
    "the day of enforcement": (
        "aia/art-91.toml", 'addressee = ["commission"]\nfrom = 2026-08-02', 'addressee = ["commission"]\nfrom = 2025-08-02',
        requested, Truth.NO, Truth.YES,
    ),
    "a duty in the list of an exception": (
        "aia/art-53.toml", 'disapplies = ["duty:art-53.1.a-1", ', "disapplies = [",
        documented(**{key.replace(".", "__"): value for key, value in OPEN_SOURCE.items()}), Truth.NO, Truth.YES,
    ),
    "the indicative threshold of the guidelines": (
        "criteria/general-purpose.toml", 'value = "1e23"', 'value = "4e24"', documented(), Truth.YES, Truth.NO,
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_changing_only_a_law_file_changes_the_verdict(change: str, tmp_path: Path):
    file, old, new, verdict, before, after = CHANGES[change]
    assert verdict(Law(copy_of_the_law(tmp_path / "same"))) is before
    assert verdict(law_with(tmp_path / "changed", file, old, new)) is after


def test_a_threshold_moved_up_by_one_operation_lets_one_more_model_pass(tmp_path: Path):
    above = model({"compute.training.cumulative": flop("10000000000000000000000001")})
    moved = law_with(
        tmp_path, "criteria/systemic-risk.toml", 'value = "1e25"', 'value = "10000000000000000000000001"'
    )
    assert "art-55.1.a" in applying(above)
    assert "art-55.1.a" not in applying(above, law=moved)
