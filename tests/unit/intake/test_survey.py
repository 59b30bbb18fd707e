# SPDX-License-Identifier: EUPL-1.2
"""Answers to a survey become comments on clauses; names stay behind, and what cannot be taken over is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.parties import parties
from adhere.intake.commentwriting import comments_texts
from adhere.intake.csvtable import read_csv
from adhere.intake.survey import FIELDS, Survey, Wishes, read_survey
from adhere.kernel.data import packaged

NAMES = packaged("adhere.codes", "data/survey.toml")


def read(path: Path, content: str, wishes: Wishes | None = None) -> Survey:
    file = path / "Round one.csv"
    file.write_text(content, encoding="utf-8")
    return read_survey(read_csv(file), small(), wishes or Wishes())


def told(survey: Survey) -> list[tuple[str, int | None]]:
    for one in survey.findings:
        for language in ("en", "nl"):
            assert "{" not in one.wrong(language) + one.remedy(language)
    return [(one.rule.id, one.place.line) for one in survey.findings]


def test_a_row_becomes_a_comment_with_its_clause_group_and_day(tmp_path: Path):
    survey = read(
        tmp_path,
        "Respondent,Group,Measure,Comment,Date\nA. Person,NGO,Measure a-1.1,Too long.,2026-03-09T10:00\n",
    )
    (one,) = survey.comments
    assert (one.clause, one.group, one.text, one.received) == (
        "A-1.1",
        "civil-society",
        "Too long.",
        date(2026, 3, 9),
    )
    assert (one.id, one.author, one.source, one.version) == (
        "round-one-1",
        "round-one-a1",
        "Round one.csv:2",
        "1",
    )
    assert told(survey) == []


def test_names_stay_behind_and_the_same_author_keeps_the_same_id(tmp_path: Path):
    survey = read(
        tmp_path,
        "Naam;Groep;Maatregel;Opmerking\nAda;Overheid;A-1.1;een\nBo;Overheid;A-1.2;twee\nADA;Overheid;;drie\n;Overheid;;vier\n",
    )
    assert [one.author[-2:] for one in survey.comments] == ["a1", "a2", "a1", "a3"]
    assert "Ada" not in "".join(comments_texts(survey.comments, "1"))


def test_a_text_without_a_clause_is_on_the_code_as_a_whole(tmp_path: Path):
    (one,) = read(tmp_path, "group,clause,text\nacademia,,Fine.\n").comments
    assert one.clause == "example"


def test_a_clause_that_is_not_there_is_kept_as_it_stands_so_that_nothing_is_lost(tmp_path: Path):
    (one,) = read(tmp_path, "group,clause,text\nacademia,Measure 99,Fine.\n").comments
    assert one.clause == "Measure 99"


def test_a_column_for_every_clause_gives_a_comment_for_every_cell(tmp_path: Path):
    survey = read(tmp_path, "group,A-1.1,Maatregel A-1.2:,a-1.1(1)\nacademia,one,,three\nacademia,,two,\n")
    assert [(one.clause, one.text) for one in survey.comments] == [
        ("A-1.1", "one"),
        ("A-1.1(1)", "three"),
        ("A-1.2", "two"),
    ]
    assert told(survey) == []


def test_columns_group_and_day_can_be_said_where_the_survey_does_not(tmp_path: Path):
    wishes = Wishes(columns={"text": "q5", "clause": "Q4 "}, group="downstream", received=date(2026, 3, 1))
    survey = read(tmp_path, "Q4,Q5\nA-1.1,Too long.\n", wishes)
    (one,) = survey.comments
    assert (one.clause, one.group, one.received) == ("A-1.1", "downstream", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("content", "wishes", "fields"),
    [
        ("clause,group\nA-1.1,academia\n", Wishes(), ["text"]),
        ("clause,text\nA-1.1,x\n", Wishes(), ["group"]),
        ("a,b\n1,2\n", Wishes(), ["group", "text"]),
        ("clause,text,group\nA-1.1,x,academia\n", Wishes(columns={"text": "Q9"}), ["text"]),
    ],
)
def test_a_column_that_is_lacking_is_told_and_nothing_is_guessed(
    tmp_path: Path, content: str, wishes: Wishes, fields: list[str]
):
    survey = read(tmp_path, content, wishes)
    assert survey.comments == ()
    assert [one.rule.id for one in survey.findings] == ["ADH-COD-045"] * len(fields)
    for one, name in zip(survey.findings, fields, strict=True):
        assert f"--column {name}=" in one.remedy("en")


def test_rows_that_cannot_be_taken_over_are_told_and_the_others_are(tmp_path: Path):
    survey = read(
        tmp_path,
        "group,clause,text,date\n"
        "aliens,A-1.1,x,2026-03-01\n"
        "academia,A-1.1,x,1 March\n"
        "academia,A-1.1,,2026-03-01\n"
        ",A-1.1,x,2026-03-01\n"
        "academia,A-1.1,good,\n",
    )
    assert told(survey) == [("ADH-COD-048", 2), ("ADH-COD-048", 3), ("ADH-COD-046", 4), ("ADH-COD-048", 5)]
    assert [one.text for one in survey.comments] == ["good"]
    assert survey.rows == 5


def test_what_looks_like_a_formula_is_kept_as_a_text(tmp_path: Path):
    (one,) = read(tmp_path, "group,clause,text\nacademia,A-1.1,=1+1\n").comments
    assert one.text == "=1+1"
    assert 'text: "=1+1"' in "".join(comments_texts([one], "1"))


def test_the_names_of_columns_and_groups_are_those_there_are():
    assert set(NAMES["column"]) == {*FIELDS, "before"}
    assert set(NAMES["group"]) == set(parties())
    said = [name for names in NAMES["group"].values() for name in names]
    assert len(said) == len(set(said))
    assert all(name == " ".join(name.casefold().split()) for name in said)


def test_more_comments_than_one_file_can_hold_go_into_several(tmp_path: Path):
    rows = "".join(f"academia,A-1.1,number {number}\n" for number in range(30))
    comments = read(tmp_path, f"group,clause,text\n{rows}").comments
    texts = comments_texts(comments, "1", most=1000)
    assert len(texts) > 3
    assert all(len(text) <= 1000 and text.startswith("format: ") for text in texts)
    assert sum(text.count("- id:") for text in texts) == 30
    assert comments_texts([], "1") == []


def test_a_row_in_which_nothing_is_said_needs_no_group(tmp_path: Path):
    survey = read(tmp_path, "clause,text,group\nA-1.1,,\nA-1.1,Fine.,academia\n")
    assert [one.text for one in survey.comments] == ["Fine."]
    assert told(survey) == [("ADH-COD-046", 2)]
