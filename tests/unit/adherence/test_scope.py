# SPDX-License-Identifier: EUPL-1.2
"""What an adherence binds to, by extent, model and date (Article 56(7))."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.adherence.stating import (
    GPAI,
    LAW,
    NOT_KNOWN,
    ON,
    OPEN_SOURCE,
    ORDINARY,
    SYSTEMIC,
    adherence,
    model,
    reach,
)

from adhere.adherence.scope import limited_to, scope, serves_only
from adhere.adherence.statement import Withdrawal
from adhere.kernel.text import LANGUAGES
from adhere.kernel.truth import Truth

NAMED = ("example",)
LIMITED = {"extent": "article-53"}
CASES: list[tuple[str, dict[str, Any], dict[str, Truth], dict[str, tuple[str, str]]]] = [
    ("full, without systemic risk", {}, ORDINARY, {"T-1": ("yes", "signed"), "C-1": ("yes", "signed"), "S-1": ("no", "not-concerned")}),
    ("full, with systemic risk", {}, SYSTEMIC, {"T-1": ("yes", "signed"), "S-10": ("yes", "signed")}),
    ("full, not known", {}, NOT_KNOWN, {"T-1": ("unknown", "exempt"), "C-1": ("yes", "signed"), "S-1": ("unknown", "signed")}),
    ("open source is let off T and not C", {}, OPEN_SOURCE, {"T-1": ("no", "exempt"), "C-1": ("yes", "signed")}),
    ("Article 53 only", LIMITED, ORDINARY, {"T-1": ("yes", "signed"), "S-1": ("no", "limited")}),
    ("Article 53 only binds to no more, whatever the model is", LIMITED, SYSTEMIC, {"S-1": ("no", "limited")}),
    ("interest in the full code cancels the limit", {**LIMITED, "full_code_interest": True}, SYSTEMIC, {"S-1": ("yes", "signed")}),
    ("interest without systemic risk needs names", {"full_code_interest": True}, ORDINARY, {"S-1": ("unknown", "unnamed"), "T-1": ("yes", "signed")}),
    ("interest with names binds by choice", {"full_code_interest": True, "models": NAMED}, ORDINARY, {"S-1": ("yes", "voluntary")}),
    ("a chapter left out", {"extent": "chapters", "chapters": ("T", "C")}, SYSTEMIC, {"T-1": ("yes", "signed"), "S-1": ("no", "left-out")}),
    ("a chapter by choice", {"extent": "chapters", "chapters": ("S",), "models": NAMED}, ORDINARY, {"S-1": ("yes", "voluntary"), "T-1": ("no", "left-out")}),
    ("by choice, whatever it turns out to be", {"extent": "chapters", "chapters": ("S",), "models": NAMED}, NOT_KNOWN, {"S-1": ("yes", "voluntary")}),
    ("by choice, and exempt or not matters to T alone", {"extent": "chapters", "chapters": ("S",), "models": NAMED}, OPEN_SOURCE, {"S-1": ("yes", "voluntary")}),
    ("other models", {"models": ("another",)}, SYSTEMIC, {"T-1": ("no", "other-model")}),
    ("not signed", {"since": None}, SYSTEMIC, {"T-1": ("no", "non-signatory"), "S-1": ("no", "non-signatory")}),
    ("not begun", {"since": date(2026, 11, 30)}, ORDINARY, {"T-1": ("no", "not-begun")}),
    ("the first day", {"since": ON}, ORDINARY, {"T-1": ("yes", "signed")}),
    ("until is the first day without", {"until": ON}, ORDINARY, {"T-1": ("no", "ended")}),
    ("the last day", {"until": date(2026, 11, 30)}, ORDINARY, {"T-1": ("yes", "signed")}),
    ("withdrawn", {"withdrawn": Withdrawal(on=ON, why="x"), "until": date(2027, 1, 1)}, ORDINARY, {"T-1": ("no", "withdrawn")}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "truths", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])  # fmt: skip
def test_what_binds(
    fields: dict[str, Any], truths: dict[str, Truth], expected: dict[str, tuple[str, str]]
) -> None:
    found = {one.commitment: one for one in reach(adherence(**fields), model(truths)).bindings}
    assert {name: (found[name].bound.value, found[name].why) for name in expected} == expected
    assert all(one.text.in_(spoken) for one in found.values() for spoken in LANGUAGES)


def test_which_chapters_serve_article_53_alone_follows_from_the_code() -> None:
    assert [one.id for one in GPAI.chapters if serves_only(GPAI, one, limited_to())] == ["T", "C"]


@pytest.mark.parametrize(
    ("truths", "may"), [(ORDINARY, Truth.YES), (SYSTEMIC, Truth.NO), (NOT_KNOWN, Truth.UNKNOWN)]
)
def test_who_may_limit_hangs_on_systemic_risk(truths: dict[str, Truth], may: Truth) -> None:
    (limit,) = reach(adherence(extent="article-53"), model(truths)).limits
    assert limit.may.truth is may
    assert limit.may.reasons == ("criterion:provider-of-systemic-risk-model",)


@pytest.mark.parametrize("fields", [{"extent": "full"}, {"extent": "article-53", "full_code_interest": True}])
def test_only_a_limit_that_is_made_is_judged(fields: dict[str, Any]) -> None:
    assert reach(adherence(**fields), model(SYSTEMIC)).limits == ()


def test_before_article_56_applied_there_was_no_right_to_limit() -> None:
    early = date(2025, 8, 1)
    one = adherence(extent="article-53", since=early)
    assert scope(one, GPAI, [model(SYSTEMIC)], LAW, early).limits == ()


@pytest.mark.parametrize(
    ("size", "granted"),
    [("criterion:sme", Truth.YES), ("criterion:small-mid-cap", Truth.YES), ("", Truth.NO)],
)
def test_reliefs_go_by_size(size: str, granted: Truth) -> None:
    found = reach(adherence(), model({**ORDINARY, size: Truth.YES})).reliefs
    assert [one.holder for one in found] == ["S-7", "S-3.5", "S-8.1"]
    assert {one.granted.truth for one in found} == {granted}


def test_without_models_the_size_is_not_known() -> None:
    found = scope(adherence(), GPAI, [], LAW, ON).reliefs
    assert {one.granted.truth for one in found} == {Truth.UNKNOWN}
