# SPDX-License-Identifier: EUPL-1.2
"""The law data against the text of the Act: every provision is there, every listed fact is carried, no sentence is copied.

Needs the reference data in ``shared`` beside the repository.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adhere.kernel.text import LANGUAGES, Language, Text
from adhere.law.figures import figures
from adhere.law.library import Law
from adhere.law.records import Norm

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
VERSIONS = {"2024-07-12": (date(2024, 8, 1), date(2026, 7, 27)), "2026-07-27": (date(2026, 7, 27), date.max)}
RUN = 8
"""Words in a row that no text shares with the Act."""
TERM = re.compile(r"ai-modell?e?n? voor algemene doeleinden|general-purpose ai models?")
"""The term of the Act counts as one word, since it has no other."""
LAW = Law()
NORMS = [norm for article in LAW.articles() for norm in article.norms]
CHANGES = [change for article in LAW.articles() for change in article.changes]
LEFT_OUT: dict[tuple[str, str], str] = {}
"""Facts of the list that are left out on purpose, with the reason; docs/en/law-coverage.md says the same."""
KINDS = {
    "doc-item": "item",
    "code-content": "item",
    "complaint-item": "item",
    "criterion": "criterion_of_law",
    "penalty-ground": "penalty_ground",
}
FITTING = {
    "criterion_of_law": {"criterion_of_law", "threshold", "presumption"},
    "deadline": {"deadline", "exception"},
    "date": {"date"},
    "item": {"item", "condition"},
}

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def units(version: str, language: Language) -> dict[str, str]:
    path = SHARED / "law" / "act" / version / language / "act.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["units"]
    return found


@cache
def facts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "law" / "facts.json").read_text(encoding="utf-8"))
    return found


def versions_of(norm: Norm) -> list[str]:
    """The versions of the Act in which a wording stands for a day at least."""
    end = norm.end or date.max
    return [
        name
        for name, (start, until) in VERSIONS.items()
        if (norm.text_start or norm.start) < until and start < end
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("article", LAW.article_names)
def test_every_provision_is_in_the_act_of_its_days(article: str, language: Language) -> None:
    missing = [
        (norm.id, version, place)
        for norm in LAW.article(article).norms
        for version in versions_of(norm)
        for place in norm.provisions
        if place not in units(version, language)
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_is_of_a_provision_that_reads_differently(language: Language) -> None:
    before, since = units("2024-07-12", language), units("2026-07-27", language)
    for change in CHANGES:
        assert any(before.get(place) != since.get(place) for place in change.provisions), change.id


def test_a_provision_that_reads_differently_is_not_carried_in_one_wording() -> None:
    before, since = units("2024-07-12", "en"), units("2026-07-27", "en")
    amended = {place for change in CHANGES for place in change.provisions}
    both = [norm for norm in NORMS if len(versions_of(norm)) == 2]
    silent = {
        place
        for norm in both
        for place in norm.provisions
        if before[place] != since[place] and not any(f"{place}.".startswith(f"{one}.") for one in amended)
    }
    assert silent == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_provision_that_questions_and_answers_cite_is_in_the_act(language: Language) -> None:
    cited = {
        *(place for answer in LAW.answers for place in answer.provisions),
        *(record.provision for record in (*LAW.atoms.values(), *LAW.criteria.values())),
        *(figure.source for figure in figures()),
    }
    in_act = units("2026-07-27", language)
    assert [place for place in sorted(cited) if place.startswith("aia:") and place not in in_act] == []


def test_every_fact_of_the_list_is_carried_by_a_record_of_a_fitting_kind() -> None:
    carried: dict[str, set[str]] = {}
    for norm in NORMS:
        for place in norm.provisions:
            carried.setdefault(place, set()).add(norm.kind)
    missing = [
        (fact["id"], fact["kind"], sorted(carried.get(fact["id"], ())))
        for fact in facts()
        if (fact["id"], fact["kind"]) not in LEFT_OUT and not carried.get(fact["id"], set()) & kinds_of(fact)
    ]
    assert len(facts()) == 200
    assert missing == []


def kinds_of(fact: dict[str, Any]) -> set[str]:
    kind = KINDS.get(fact["kind"], fact["kind"])
    return FITTING.get(kind, set()) | {kind}


def test_every_fact_applies_from_the_day_of_the_list() -> None:
    starts: dict[str, set[date]] = {}
    for norm in NORMS:
        for place in norm.provisions:
            starts.setdefault(place, set()).update(
                day for day in (norm.start, norm.text_start, norm.end, norm.details.get("day")) if day
            )
    late = [
        (fact["id"], fact["applies_from"])
        for fact in facts()
        if (fact["id"], fact["kind"]) not in LEFT_OUT
        and date.fromisoformat(fact["applies_from"])
        not in starts[fact["id"]] | starts.get(parent_of(fact["id"]), set())
    ]
    assert late == []


def parent_of(place: str) -> str:
    """A paragraph that was made of a whole article in 2026 has its first wording there."""
    return place.rpartition(".")[0]


def test_what_is_left_out_is_in_the_list_and_in_the_documentation() -> None:
    listed = {(fact["id"], fact["kind"]) for fact in facts()}
    assert set(LEFT_OUT) <= listed
    for language in LANGUAGES:
        page = Path(__file__).resolve().parents[2] / "docs" / language / "law-coverage.md"
        said = page.read_text(encoding="utf-8")
        assert [place for place, _ in LEFT_OUT if f"`{place}`" not in said] == []
        assert f"**{len(facts())}**" in said
        assert f"**{len(LEFT_OUT)}**" in said


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", TERM.sub("term", text.casefold()))


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


@cache
def runs_of_the_act(language: Language) -> frozenset[tuple[str, ...]]:
    texts = [text for version in VERSIONS for text in units(version, language).values()]
    return frozenset(run for text in texts for run in runs_of(text))


def own_texts() -> list[tuple[str, Text]]:
    texts = [
        (norm.id, text)
        for norm in NORMS
        for text in (norm.content, norm.note, norm.period_from)
        if text is not None
    ]
    texts += [(change.id, change.content) for change in CHANGES]
    texts += [(answer.id, text) for answer in LAW.answers for text in (answer.question, answer.answer)]
    texts += [(atom.id, text) for atom in LAW.atoms.values() for text in (atom.question, atom.hint) if text]
    texts += [(criterion.id, criterion.name) for criterion in LAW.criteria.values()]
    return texts + [(figure.id, figure.content) for figure in figures()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shares_eight_words_in_a_row_with_the_act(language: Language) -> None:
    act = runs_of_the_act(language)
    shared = {
        name: [" ".join(run) for run in sorted(runs_of(text.in_(language)) & act)]
        for name, text in own_texts()
    }
    assert {name: runs for name, runs in shared.items() if runs} == {}
