# SPDX-License-Identifier: EUPL-1.2
"""What we write in formats of others: read back, it is whole, says what the law says, and has no finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.unit.exchange.algoritmekader.madeup import ON

from adhere.exchange.algoritmekader.checks import check_page, check_together
from adhere.exchange.algoritmekader.decisiontree import decision_tree
from adhere.exchange.algoritmekader.lawdifferences import differences, requirements_of
from adhere.exchange.algoritmekader.pagereading import Reading, read_page
from adhere.exchange.algoritmekader.pagewriting import pages
from adhere.exchange.algoritmekader.taskreading import read_file
from adhere.exchange.algoritmekader.taskregistry import files
from adhere.exchange.algoritmekader.vocabulary import values_of
from adhere.exchange.algoritmekader.yamltext import yaml_text
from adhere.intake.tree import parse
from adhere.law.requirements.catalogue import catalogue

KNOWN = catalogue()


def pages_of(readings: list[Reading]) -> list[Any]:
    assert all(one.findings == () for one in readings)
    return [one.page for one in readings]


def test_our_pages_read_back_without_a_finding():
    found = pages_of([read_page(content, name) for name, content in pages(KNOWN, ON).items()])
    assert [one.format for one in found] == ["v2.5"] * 53
    told = [
        *(one for read in found for one in (*check_page(read), *differences(read, KNOWN, ON))),
        *check_together(found, whole=True),
    ]
    assert [(one.rule.id, str(one.place)) for one in told] == []
    assert [requirements_of(one, KNOWN) for one in found[:18]] == [(name,) for name in KNOWN.requirements]


def test_roles_of_our_own_are_left_out_of_what_others_read():
    assert set(KNOWN.vocabulary.roles) - set(KNOWN.vocabulary.own) == set(values_of("rollen"))
    (page,) = pages_of([read_page(text, name) for name, text in pages(KNOWN, ON).items() if "gpm-30" in name])
    assert page.fields["rollen"] == ("projectleider", "jurist")
    ours = set(KNOWN.vocabulary.own)
    assert not [name for name, text in (pages(KNOWN, ON) | files(KNOWN, ON)).items() if any(f"- {one}\n".encode() in text for one in ours)]  # fmt: skip


def test_our_files_of_the_registry_read_back_without_a_finding():
    found = pages_of([read_file(content, name) for name, content in files(KNOWN, ON).items()])
    told = [
        *(one for read in found for one in (*check_page(read), *differences(read, KNOWN, ON))),
        *check_together(found, whole=True),
    ]
    assert [(one.rule.id, str(one.place)) for one in told] == []


def test_every_list_on_our_pages_shows_its_measures():
    written = pages(KNOWN, ON)
    assert len(written) == 18 + 35
    assert all(len(name.partition("/")[2]) < 80 for name in written)


def test_the_registry_keeps_apart_what_open_source_takes_away():
    written = {name.partition("/")[2][:7]: content for name, content in files(KNOWN, ON).items()}
    assert parse(written["gpai-01"]).value["ai_act_profile"][0]["open_source"] == ["geen-open-source"]
    assert parse(written["gpai-03"]).value["ai_act_profile"][0]["open_source"] == ["open-source", "geen-open-source"]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "rule", "line"),
    [
        (("urn: urn:nl:ak:ver:aia-91\n", ""), "ADH-LAW-125", 1),
        (("name: een\n", ""), "ADH-LAW-125", 1),
        (("subject:\n- data", "subject: data"), "ADH-LAW-096", 3),
        (("- data", "- dota"), "ADH-LAW-099", 3),
        (("name: een", "name: een: twee"), "ADH-LAW-094", 1),
        (('date: ""', "date: 2026-03-03"), "ADH-LAW-113", 5),
        (("  - aanbieder", "  - importeur"), "ADH-LAW-117", 8),
    ],
)
def test_a_mistake_in_a_file_of_the_registry_has_its_rule(change: tuple[str, str], rule: str, line: int):
    text = 'name: een\nurn: urn:nl:ak:ver:aia-91\nsubject:\n- data\ndate: ""\nexplanation: "artikel 53, lid 1, punt c)"\nai_act_profile:\n- role:\n  - aanbieder\n'  # fmt: skip
    reading = read_file(text.replace(*change).encode(), "aia-91.yaml")
    found = {one.rule.id: one.place.line for one in reading.findings}
    if reading.page is not None:
        more = (*check_page(reading.page), *differences(reading.page, KNOWN, ON))
        found |= {one.rule.id: one.place.line for one in more}
    assert found[rule] == line


def test_a_list_is_no_file_of_the_registry():
    (found,) = read_file(b"- a\n- b\n", "a.yaml").findings
    assert found.rule.id == "ADH-LAW-095"


def tree(on: date = ON) -> dict[str, Any]:
    value: dict[str, Any] = parse(decision_tree(KNOWN, on, "en")).value
    return value


def paths(told: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every path through a tree: the labels on the way, and the conclusion."""
    questions = {one["questionId"]: one for one in told["questions"]}

    def walk(number: str, labels: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
        for answer in questions[number]["answers"]:
            way = (*labels, *answer["labels"])
            if "nextQuestionId" in answer:
                yield from walk(answer["nextQuestionId"], way)
            else:
                yield way, answer["nextConclusionId"]

    yield from walk(told["questions"][0]["questionId"], ())


def test_every_path_of_the_tree_ends_and_every_conclusion_is_reached_once():
    told = tree()
    ends = [conclusion for _, conclusion in paths(told)]
    assert sorted(ends) == sorted(one["conclusionId"] for one in told["conclusions"])
    assert len(ends) == len(set(ends)) == 13
    assert len(told["questions"]) == 12


def test_the_tree_concludes_what_the_law_says():
    told = tree()
    texts = {one["conclusionId"]: one["obligation"] for one in told["conclusions"]}
    for labels, conclusion in paths(told):
        text = texts[conclusion]
        if "geen-aanbieder" in labels:
            assert text == ""
            continue
        assert "gpai-03" in text
        assert "gpai-04" in text
        assert ("gpai-01" in text) == ("open-source" not in labels)
        assert ("gpai-12" in text) == ("systeemrisico" in labels)
        assert ("gpai-07" in text) == ("buiten-de-unie" in labels and "open-source" not in labels)
        assert ("gpai-06" in text) == ("geen-praktijkcode" in labels)
        assert ("gpai-16" in text) == ("praktijkcode" in labels)


def test_before_the_chapter_applied_the_tree_concludes_nothing():
    assert {one["obligation"] for one in tree(date(2025, 8, 1))["conclusions"]} == {""}


@pytest.mark.parametrize("text", ["yes", "no", "null", "1e5", "2025-08-02", "a: b", "# no", "- x", "", " x", "regel\ntwee", "\u2028"])  # fmt: skip
def test_texts_stay_what_they_are_in_yaml(text: str):
    assert parse(yaml_text({"key": text, "list": [text, {"in": text}]}).encode()).value == {"key": text, "list": [text, {"in": text}]}  # fmt: skip
