# SPDX-License-Identifier: EUPL-1.2
"""The pages about forms say what the forms say, and the example in them is a form."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.repository import ROOT
from tools import form_pages

from adhere.forms.library import form, form_of, known_forms
from adhere.kernel.text import LANGUAGES, stamp

SCHEMA = ROOT / "src" / "adhere" / "forms" / "data" / "schema.json"
TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def page(language: str) -> str:
    return (ROOT / "docs" / language / "forms.md").read_text(encoding="utf-8")


def test_the_pages_are_up_to_date(capsys: pytest.CaptureFixture[str]):
    assert form_pages.main(["--check"]) == 0, capsys.readouterr().out


def test_a_page_that_was_changed_or_left_over_is_named_and_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(form_pages, "PAGES", tmp_path)
    assert form_pages.main([]) == 0
    (tmp_path / "nl" / "forms" / "mdf.md").write_text("old", encoding="utf-8")
    (tmp_path / "en" / "forms" / "gone.md").write_text("old", encoding="utf-8")
    capsys.readouterr()
    assert form_pages.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "docs/nl/forms/mdf.md is not up to date: run python tools/form_pages.py",
        "docs/en/forms/gone.md is not up to date: run python tools/form_pages.py",
    ]
    assert form_pages.main([]) == 0
    assert form_pages.main(["--check"]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_every_field_row_option_band_and_part_of_its_form(language: str):
    for form_id in known_forms():
        content = (ROOT / "docs" / language / "forms" / f"{form_id}.md").read_text(encoding="utf-8")
        for field in form(form_id).fields:
            named = [field.id, *(each.id for each in (*field.options, *field.bands, *field.parts))]
            named += [row.id for row in field.rows if len(field.rows) > 1]
            assert [name for name in named if f"`{name}`" not in content] == [], (form_id, field.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_form_of_ones_own_is_one(language: str):
    (example,) = TOML.findall(page(language))
    table = tomllib.loads(example)
    as_json: dict[str, Any] = json.loads(json.dumps(table, default=str))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(as_json)] == []
    own = form_of(table)
    assert own.name.nl == "Interne toets"
    assert table["name"]["of"] == stamp(own.name.en)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_forms_names_every_key_kind_and_way_to_show(language: str):
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    tables = ("form", "section", "field", "row", "show", "option", "band", "part", "draft")
    keys = {key for table in tables for key in definitions[table]["properties"]}
    keys -= {"field", "row", "option", "band", "draft"}  # tables of their own
    known = {*keys, *definitions["kind"]["enum"], *definitions["show"]["properties"]["how"]["enum"]}
    assert [name for name in sorted(known) if f"`{name}`" not in page(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_forms_counts_their_fields(language: str):
    lines = {
        match[1]: line
        for line in page(language).splitlines()
        if (match := re.match(r"\| \[`([a-z-]+)`\]", line))
    }
    assert list(lines) == list(known_forms())
    for form_id, line in lines.items():
        fields = form(form_id).fields
        composed = sum(field.kind == "composed" for field in fields)
        counts = [composed, len(fields) - composed] if composed else [len(fields)]
        numbers = [int(number) for number in re.findall(r"\d+", line.split("|")[3])]
        assert [count for count in counts if count] == numbers[: len([count for count in counts if count])], (
            form_id
        )


def test_the_words_of_the_pages_are_in_both_languages_with_true_stamps():
    for group, words in form_pages.WORDS.items():
        for name, text in words.items():
            assert text["of"] == stamp(text["en"]), (group, name)
            assert text["en"] != text["nl"], (group, name)
