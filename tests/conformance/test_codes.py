# SPDX-License-Identifier: EUPL-1.2
"""The code of 10 July 2025 against the facts about it: ids, titles, periods, provisions, grades and appendices; no sentence is copied.

Needs the reference data in ``shared`` beside the repository.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adhere.codes.catalogue import code, known_codes
from adhere.codes.code import Code, Measure
from adhere.codes.families import provisions_in_scope
from adhere.kernel.text import LANGUAGES, Language, Text

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT = ("2024-07-12", "2026-07-27")
RUN = 8
"""Words in a row that no text of ours shares with the Act or with the facts."""
TERM = re.compile(r"ai-modell?e?n? voor algemene doeleinden|general-purpose ai models?")
"""The term of the Act counts as one word, since it has no other."""
GRADES = {
    "official text": "official",
    "secondary": "secondary",
    "secondary (with quotes)": "secondary-with-quotes",
    "secondary + unverified": "unverified",
}
DIRECTIONS = {
    "no later than": "no-later-than",
    "not later than": "no-later-than",
    "by the time of": "no-later-than",
    "within": "no-later-than",
    "within a reasonable timeframe and no later than": "no-later-than",
    "no later than ... before": "at-least-before",
    "at least before": "before",
    "before": "before",
    "at least": "at-least",
    "every, starting from": "every",
    "at least every": "every",
    "annually": "every",
    "not more than": "at-most",
    "up to": "at-most",
}
WITHOUT_NUMBER = {"T-1.2-aio": "as-set", "C-1.5": "reasonable"}
APPENDIX = re.compile(r"^(?P<number>[\d.]+) (?P<title>.+?)(?: \((?:\d+|per risk)\))?$")
REFERRED = re.compile(r"App(?:endix|\.)? (\d(?:\.\d)*)")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def facts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "code" / "code.json").read_text(encoding="utf-8"))
    return found


@cache
def units(version: str, language: Language) -> dict[str, str]:
    path = SHARED / "law" / "act" / version / language / "act.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["units"]
    return found


def gpai() -> Code:
    return code("gpai-2025")


def commitments() -> dict[str, dict[str, Any]]:
    return {
        f"{chapter['id']}-{record['number']}": record
        for chapter in facts()["chapters"]
        for record in chapter["commitments"]
    }


def measures() -> dict[str, dict[str, Any]]:
    return {
        f"{name.partition('-')[0]}-{record['number']}": record
        for name, commitment in commitments().items()
        for record in commitment["measures"]
    }


def provision(written: str) -> str:
    """The id of a provision as the facts write it: 53(1)(a), Annex XI Section 2."""
    place = written.removesuffix(" (C10)")
    if place.startswith("Annex"):
        _, number, *section = place.replace("Section ", "s").split()
        return ".".join([f"aia:annex-{number.lower()}", *section])
    return "aia:art-" + place.replace(")(", ".").replace("(", ".").rstrip(")")


# Ids, titles and grades.


def test_chapters_are_those_of_the_facts_with_address_and_digest():
    assert [
        (one.id, one.title.en, one.official, one.sha256, list(one.provisions)) for one in gpai().chapters
    ] == [
        (
            fact["id"],
            fact["title"],
            fact["pdf"],
            fact["pdf_sha256"],
            [provision(one) for one in fact["articles"]],
        )
        for fact in facts()["chapters"]
    ]


def test_commitments_are_those_of_the_facts():
    assert {one.id: one.title.en for one in gpai().commitments} == {
        name: fact["title"] for name, fact in commitments().items()
    }
    assert [one.id for one in gpai().commitments] == list(commitments())


def test_commitments_name_the_articles_of_their_headings():
    for one in gpai().commitments:
        heading = commitments()[one.id]["legal_text"].partition(" AI Act")[0]
        articles = re.findall(r"\d+(?:\(\w+\))+", heading)
        annexes = re.findall(r"\b[XVI]+\b", heading.partition("Annexes")[2])
        wanted = [*map(provision, articles), *(f"aia:annex-{number.lower()}" for number in annexes)]
        assert list(one.provisions) == wanted, one.id


def test_the_recitals_of_a_heading_are_told():
    for one in gpai().commitments:
        recitals = set(re.findall(r"\b1\d\d\b", commitments()[one.id]["legal_text"]))
        for language in LANGUAGES:
            assert recitals <= set(re.findall(r"\b1\d\d\b", one.content.in_(language))), one.id


def test_measures_are_those_of_the_facts_in_their_order():
    assert [(one.id, one.title.en) for one in gpai().measures] == [
        (name, fact["title"]) for name, fact in measures().items()
    ]


def test_measures_are_as_sure_as_the_facts_and_from_the_same_sources():
    assert {one.id: (one.grade, list(one.sources)) for one in gpai().measures} == {
        name: (GRADES[fact["confidence"]], fact["source"]) for name, fact in measures().items()
    }
    assert set(gpai().sources) == set(facts()["sources"])


def test_measures_serve_what_the_facts_derive():
    assert {one.id: served(one) for one in gpai().measures} == {
        name: [provision(place) for place in fact["serves_derived"]] for name, fact in measures().items()
    }
    assert {service.grade for one in gpai().measures for service in one.serves} == {"derived"}


def served(one: Measure) -> list[str]:
    """What a measure serves; the section of an annex whose points it serves one by one counts once."""
    return list(
        dict.fromkeys(re.sub(r"(annex-xi\.s2)\.\d$", r"\1", service.provision) for service in one.serves)
    )


def test_relief_exemptions_and_notes_stand_where_the_facts_have_them():
    both = {**commitments(), **measures()}
    records = [*gpai().commitments, *gpai().measures]
    assert {one.id for one in records if one.relief} == {
        name for name, fact in both.items() if "sme_smc" in fact
    }
    assert {one.id for one in gpai().commitments if one.exempt} == {
        name
        for name, fact in commitments().items()
        if re.search("exempt|does not apply", fact["text"], re.IGNORECASE)
    }
    assert {one.id for one in gpai().measures if one.note} >= {
        name for name, fact in measures().items() if "notes" in fact
    }


def test_requirements_carry_the_numbers_of_the_facts():
    for one in gpai().measures:
        found = [requirement.number for requirement in one.requires if requirement.number]
        wanted = [
            match.group()
            for line in measures()[one.id]["requires"]
            if (match := re.match(r"(\(\w+\))+", line)) and not line.startswith("(1)(a)-(h)")
        ]
        assert [number for number in wanted if number not in found] == [], one.id
        assert len(one.requires) >= len(measures()[one.id]["requires"]), one.id


def test_requirements_name_the_appendices_of_the_facts():
    known = {one.id for one in gpai().appendices}
    for one in gpai().measures:
        told = {name for requirement in one.requires for name in requirement.appendices}
        for line in measures()[one.id]["requires"]:
            for number in REFERRED.findall(line):
                family = {name for name in known if name.startswith(f"S-A{number}")}
                assert family, number
                assert told & family, (one.id, number)


def test_figures_of_the_facts_are_carried_in_both_languages():
    for one in gpai().measures:
        wanted = figures(" ".join(measures()[one.id]["requires"]))
        texts = [requirement.content for requirement in one.requires]
        for language in LANGUAGES:
            said = " ".join(text.in_(language) for text in texts)
            said += " ".join(requirement.number or "" for requirement in one.requires)
            said += " ".join(
                str(clock.amount) + clock.what.in_(language) + clock.trigger.in_(language)
                for clock in one.deadlines
            )
            missing = wanted - figures(said) - SPELLED
            assert missing == set(), one.id


SPELLED = {"10", "11", "12"}
"""Numbers that a text of ours may write as a word."""


def figures(text: str) -> set[str]:
    """Numbers of two digits or more; those of one digit are mostly points and lists."""
    return set(re.findall(r"(?<![\w.])\d{2,}(?![\w.]*\d)", text))


# Periods.


def test_the_clocks_are_the_26_of_the_facts():
    flat = {fact["id"]: fact for fact in facts()["deadlines_flat"]}
    assert len(flat) == 26
    assert {clock.id for _, clock in gpai().deadlines()} == set(flat)
    for measure, clock in gpai().deadlines():
        fact = flat[clock.id]
        assert measure.id == f"{fact['chapter']}-{fact['measure']}"
        assert (str(clock.amount), clock.unit, clock.direction) == (
            ("None", None, WITHOUT_NUMBER[clock.id])
            if clock.id in WITHOUT_NUMBER
            else (fact["quantity"], fact["unit"].replace(" ", "-"), DIRECTIONS[fact["direction"]])
        ), clock.id
        assert (clock.exceptions is None) == ("exceptions" not in fact), clock.id


# Appendices.


def test_appendices_are_those_of_the_facts_with_as_many_items():
    found = {one.id: one for one in gpai().appendices}
    wanted = dict(appendix_ids())
    assert set(found) == set(wanted)
    for name, items in wanted.items():
        assert found[name].grade == "official"
        assert len(found[name].content) >= len(items), name


def appendix_ids() -> Iterator[tuple[str, Any]]:
    for heading, items in facts()["appendices_SS"].items():
        if heading == "Glossary numbers":
            yield "S-glossary", items
        elif heading.endswith((" examples", " effects")):
            number, kind = heading.split()
            yield f"S-A{number}" + ("-examples" if kind == "examples" else ""), items
        else:
            match = APPENDIX.match(heading)
            assert match, heading
            yield f"S-A{match['number']}", items


# The Act.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_provision_is_in_the_act(language: Language):
    known = units(ACT[-1], language)
    places = {
        *(place for one in gpai().chapters for place in one.provisions),
        *(place for one in gpai().commitments for place in one.provisions),
        *(service.provision for one in gpai().measures for service in one.serves),
    }
    assert [
        place for place in sorted(places) if not any(f"{unit}.".startswith(f"{place}.") for unit in known)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_any_family_is_held_against_is_in_the_act(language: Language):
    known = units(ACT[-1], language)
    assert [
        place
        for place in sorted(provisions_in_scope())
        if not any(f"{unit}.".startswith(f"{place}.") for unit in known)
    ] == []


# The codes of which not all is known.

DATED = {
    "marking-2026": {
        "draft-1": "17 Dec 2025",
        "draft-1-feedback-closed": "23 Jan 2026",
        "draft-2": "5 March 2026",
        "final": "10 June 2026",
        "opinion": "8 July 2026",
        "board-assessment": "9 July 2026",
        "guidelines": "20 July 2026",
    },
    "disinformation-2025": {"final": "16 June 2022", "endorsed": "13 Feb 2025", "in-effect": "1 July 2025"},
    "gpai-2025": {
        "call": "30 July 2024",
        "plenary": "30 Sept 2024",
        "draft-3": "11 March 2025",
        "taskforce": "30 Jan 2026",
    },
}


def test_dates_are_those_of_the_account_of_how_codes_came_about():
    account = (SHARED / "code" / "PROCESS.md").read_text(encoding="utf-8")
    for name, dated in DATED.items():
        for kind, written in dated.items():
            assert written in account, written
            day, month, year = written.split()
            event = next(one for one in code(name).history if one.kind == kind)
            assert (event.on.day, f"{event.on:%B}"[:3], str(event.on.year)) == (int(day), month[:3], year), (
                kind
            )


def own_words() -> Iterator[tuple[str, Text]]:
    for one in map(code, known_codes()):
        yield from words_of(one)


def words_of(one: Code) -> Iterator[tuple[str, Text]]:
    yield from ((one.id, text) for text in (one.unknown, one.no_indicators) if text)
    yield from ((interest.group, interest.content) for interest in one.interests)
    for event in one.history:
        yield event.kind, event.content
    for chapter in one.chapters:
        yield from ((chapter.id, text) for text in (chapter.binds, chapter.unknown) if text)
    for appendix in one.appendices:
        yield from ((appendix.id, text) for text in appendix.content)
    for commitment in one.commitments:
        yield from (
            (commitment.id, text)
            for text in (commitment.content, commitment.relief, commitment.exempt)
            if text
        )
    for measure in one.measures:
        yield from ((measure.id, text) for text in (measure.relief, measure.note) if text)
        yield from ((measure.id, requirement.content) for requirement in measure.requires)
        yield from ((element.id, element.content) for element in measure.elements)
        yield from ((measure.id, service.rationale) for service in measure.serves)
        for clock in measure.deadlines:
            yield from ((clock.id, text) for text in (clock.what, clock.trigger, clock.exceptions) if text)


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", TERM.sub("model", text.casefold()))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def copied(language: Language, known: set[tuple[str, ...]]) -> list[tuple[str, str]]:
    return [
        (name, " ".join(run))
        for name, text in own_words()
        for run in sorted(runs(text.in_(language)))
        if run in known
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_copied_from_the_act(language: Language):
    act = {run for version in ACT for text in units(version, language).values() for run in runs(text)}
    assert len(act) > 10_000
    assert copied(language, act) == []


def test_no_sentence_is_copied_from_the_facts():
    account = (SHARED / "code" / "PROCESS.md").read_text(encoding="utf-8")
    known = {run for text in (*strings(facts()), account) for run in runs(text)}
    assert len(known) > 500
    assert copied("en", known) == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
