# SPDX-License-Identifier: EUPL-1.2
"""The forms against the facts about them: rows, labels and crosses of the Model Documentation Form, points of Annexes XI and XII.

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

from adhere.forms.form import Field, Form, Recipient, Row
from adhere.forms.library import form, known_forms, versions
from adhere.kernel.text import LANGUAGES, Language, Text

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT = ("2024-07-12", "2026-07-27")
RECIPIENTS: dict[str, Recipient] = {
    "AIO": "office",
    "NCA": "authority",
    "DP": "downstream",
    "public": "public",
}
TOTALS = {"office": 35, "authority": 33, "downstream": 23, "public": 0}
"""Rows per recipient, the cross of the AI Office at input_max_size counted, which the parse flags as doubtful."""
NOT_APPLICABLE_OF_OURS = {"additional_assets"}
"""The form says nothing on N/A here; without it, nobody could say that there is nothing."""
RUN = 8
"""Words in a row that no text of ours shares with the Act."""
TERM = re.compile(r"ai-modell?e?n? voor algemene doeleinden|general-purpose ai models?")
"""The term of the Act counts as one word, since it has no other."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def items() -> dict[str, dict[str, Any]]:
    found = json.loads((SHARED / "code" / "form.json").read_text(encoding="utf-8"))["items"]
    return {item["id"]: item for item in found}


@cache
def sections() -> list[str]:
    found: list[str] = json.loads((SHARED / "code" / "form.json").read_text(encoding="utf-8"))["sections"]
    return found


@cache
def units(version: str, language: Language) -> dict[str, str]:
    path = SHARED / "law" / "act" / version / language / "act.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["units"]
    return found


def rows() -> dict[str, tuple[Field, Row]]:
    return {row.id: (field, row) for field in form("mdf").fields for row in field.rows}


# The Model Documentation Form.


def test_the_form_has_the_45_rows_in_their_order():
    assert list(rows()) == list(items())
    assert (len(rows()), len(form("mdf").fields)) == (45, 41)


def test_rows_carry_the_official_labels():
    assert {row_id: row.label.en for row_id, (_, row) in rows().items()} == {
        row_id: item["label"] for row_id, item in items().items()
    }


def test_rows_stand_in_the_official_sections_in_their_order():
    mdf = form("mdf")
    assert [section.label.en for section in mdf.sections] == sections()
    assert {row_id: mdf.section(field.section).label.en for row_id, (field, _) in rows().items()} == {
        row_id: item["section"] for row_id, item in items().items()
    }


def test_rows_are_for_those_whose_box_is_crossed():
    assert {row_id: row.recipients for row_id, (_, row) in rows().items()} == {
        row_id: {name for box, name in RECIPIENTS.items() if item[box]} for row_id, item in items().items()
    }


def test_the_rows_per_recipient_add_up():
    mdf = form("mdf")
    assert {name: len(list(mdf.rows(name))) for name in RECIPIENTS.values()} == TOTALS


def test_recommended_words_are_those_of_the_form():
    assert {row_id: field.words for row_id, (field, _) in rows().items()} == {
        row_id: item["recommended_words"] for row_id, item in items().items()
    }


def test_not_applicable_is_taken_where_the_form_takes_it():
    taken = {row_id for row_id, (field, _) in rows().items() if field.not_applicable}
    assert (
        taken
        == {row_id for row_id, item in items().items() if "N/A" in item["format"]} | NOT_APPLICABLE_OF_OURS
    )


def test_options_and_bands_carry_the_official_words():
    offered = {
        row_id: item["description"].rpartition(": ")[2].split(" | ")
        for row_id, item in items().items()
        if "select" in item["format"]
    }
    assert len(offered) == 6
    for row_id, labels in offered.items():
        field, _ = rows()[row_id]
        assert [each.label.en for each in (*field.options, *field.bands)] == labels, row_id


def test_figures_are_as_precise_as_the_form_asks():
    asked = {
        row_id: int(found[1])
        for row_id, item in items().items()
        if (found := re.search(r">=(\d) s\.f\.", item["format"]))
    }
    assert len(asked) == 7
    for row_id, figures in asked.items():
        assert {show.figures for show in rows()[row_id][1].shows} == {figures}, row_id


@pytest.mark.parametrize("word", ["range", "coarse", "precise"])
def test_one_fact_in_two_rows_is_shown_with_two_precisions(word: str):
    hows = {"range": {"band"}, "coarse": {"rounded", "magnitude"}, "precise": {"figures"}}[word]
    flagged = [row_id for row_id, item in items().items() if item["flag"] == word]
    assert flagged
    for row_id in flagged:
        field, row = rows()[row_id]
        assert len(field.rows) == 2, row_id
        assert {show.how for show in row.shows} <= hows, row_id
        assert row.shows, row_id


def test_hardware_is_kept_from_those_who_see_only_the_range_of_the_training_time():
    _, row = rows()["training_time_range"]
    assert "hardware" not in row.parts
    assert row.parts


# The law and the code.


def test_every_provision_is_one_of_the_act():
    known = {unit for version in ACT for unit in units(version, "en")}
    for one in every_version():
        cited = {*one.provisions, *(each for field in one.fields for each in field.provisions)}
        ours = {each for each in cited if each.startswith("aia:")}
        assert {
            each for each in ours if not any(unit == each or unit.startswith(f"{each}.") for unit in known)
        } == set()


@pytest.mark.parametrize(
    ("annex", "form_id"),
    [("aia:annex-xi.s1.", "annex-xi"), ("aia:annex-xi.s2.", "annex-xi"), ("aia:annex-xii.", "annex-xii")],
)
def test_every_point_of_an_annex_has_a_field(annex: str, form_id: str):
    points = {unit for unit in units(ACT[-1], "en") if unit.startswith(annex)}
    assert len(points) > 2
    assert points <= {each for field in form(form_id).fields for each in field.provisions}


@pytest.mark.parametrize("annex", ["aia:annex-xi.s1.", "aia:annex-xii."])
def test_every_point_that_everybody_owes_is_served_by_the_model_documentation_form(annex: str):
    points = {unit for unit in units(ACT[-1], "en") if unit.startswith(annex)}
    assert points <= {each for field in form("mdf").fields for each in field.provisions}


@pytest.mark.parametrize(
    ("annex", "recipient"),
    [("aia:annex-xi.s1.", "office"), ("aia:annex-xi.s1.", "authority"), ("aia:annex-xii.", "downstream")],
)
def test_who_is_owed_a_point_sees_a_field_that_serves_it(annex: str, recipient: Recipient):
    served = {each for field, _ in form("mdf").rows(recipient) for each in field.provisions}
    lacking = {unit for unit in units(ACT[-1], "en") if unit.startswith(annex)} - served
    # the form addresses the technical means to downstream providers alone; the form of Annex XI shows them to all it is owed to
    assert lacking == ({"aia:annex-xi.s1.2.a"} if recipient != "downstream" else set())


def test_measures_are_those_of_the_code():
    code = json.loads((SHARED / "code" / "code.json").read_text(encoding="utf-8"))
    known = {
        f"gpai-2025:{chapter['id']}-{measure['number']}"
        for chapter in code["chapters"]
        for commitment in chapter["commitments"]
        for measure in commitment["measures"]
    }
    assert len(known) > 30
    cited = {
        each
        for one in every_version()
        for each in (*one.measures, *(each for field in one.fields for each in field.measures))
    }
    assert {each for each in cited if each.startswith("gpai-2025:")} <= known


# Our own words.


def every_version() -> Iterator[Form]:
    for form_id in known_forms():
        yield from versions(form_id)


def own_words() -> Iterator[tuple[str, Text]]:
    """Every text that is ours: all but the official labels."""
    for one in every_version():
        for field in one.fields:
            for text in (
                field.asked,
                field.why,
                field.example,
                *(row.note for row in field.rows if row.note),
            ):
                yield one.full_id(field), text
            if field.not_applicable:
                yield one.full_id(field), field.not_applicable.when


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", TERM.sub("model", text.casefold()))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_copied_from_the_act(language: Language):
    act = {run for version in ACT for text in units(version, language).values() for run in runs(text)}
    assert len(act) > 10_000
    copied = {
        name: " ".join(run) for name, text in own_words() for run in runs(text.in_(language)) if run in act
    }
    assert copied == {}
