# SPDX-License-Identifier: EUPL-1.2
"""The form of the public summary against careful readings of seven published ones: every key, size and class has its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adhere.forms.form import Field
from adhere.forms.library import form
from adhere.forms.reading import read_band, read_value

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "summaries"
if not SHARED.is_dir():
    pytest.skip(f"no reference data at {SHARED}", allow_module_level=True)

READINGS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SHARED.glob("gold/*.json")}
SUMMARY = form("summary")
ABOUT_THE_READING = {"document", "language", "layout", "missing_fields", "notes"}
OF_THE_ISSUE = {"version", "last_update"}
"""What stands at the head of a summary: the program knows it when it issues one."""
AS_READ = {"text", "iso"}
"""How a reading says a date: what is printed, and what it means."""
MODALITIES = [option.id for option in SUMMARY.field("modalities").options]
SECTIONS = {
    "public_datasets": ("2.1", "public-datasets"),
    "licensed_datasets": ("2.2.1", "private-third-party"),
    "private_third_party": ("2.2.2", "private-third-party"),
    "crawled": ("2.3", "web-crawling"),
    "user_data": ("2.4", "user-data"),
    "synthetic": ("2.5", "synthetic"),
    "other_sources": ("2.6", "other-means"),
}
"""Sources of data: key of the readings, number of the template, and the class the Model Documentation Form has for it."""


def keys(value: Any, above: str = "") -> Iterator[str]:
    """Yield the keys of a reading, joined by dots; a date is one key, and so is the list of domains."""
    for name, inner in value.items():
        key = f"{above}.{name}".lstrip(".")
        if key == "crawled.domains" or not isinstance(inner, dict):
            yield key
        elif inner.keys() >= AS_READ:
            yield key
            yield from (f"{key}.{more}" for more in inner.keys() - AS_READ)
        else:
            yield from keys(inner, key)


def crosswalk() -> dict[str, tuple[Field, str | None]]:
    """The keys of readings the form has a field for, with the part of it."""
    found: dict[str, tuple[Field, str | None]] = {}
    for field in SUMMARY.fields:
        if field.gold is None:
            continue
        if "*" in field.gold:
            found |= {field.gold.replace("*", modality): (field, modality) for modality in MODALITIES}
        elif field.kind == "record" and field.gold != "authorised_representative":
            parts = {part.id: part for part in field.parts}
            dated = parts.pop("date", None)
            found |= {field.gold: (field, dated.id)} if dated else {}
            found |= {f"{field.gold}.{part}": (field, part) for part in parts}
        else:
            found[field.gold] = (field, None)
    return found


CROSSWALK = crosswalk()
BY_NAME = pytest.mark.parametrize("name", sorted(READINGS))


def test_there_are_seven_readings():
    assert len(READINGS) == 7


@BY_NAME
def test_every_key_of_a_reading_has_its_field_and_every_field_its_key(name: str):
    read = set(keys(READINGS[name])) - ABOUT_THE_READING - OF_THE_ISSUE
    assert read == set(CROSSWALK)


def test_no_two_fields_share_a_key():
    given = [field.gold for field in SUMMARY.fields if field.gold]
    assert len(set(given)) == len(given)


def test_fields_without_a_key_are_comments_and_sizes_in_other_units():
    without = {field.id for field in SUMMARY.fields if field.gold is None}
    assert {name for name in without if not name.startswith("comments_")} == {"size_other_unit"}
    assert not any(SUMMARY.field(name).required for name in without)


@BY_NAME
def test_what_a_reading_calls_missing_is_a_field_that_is_asked(name: str):
    missing = set(READINGS[name]["missing_fields"]) - OF_THE_ISSUE
    assert missing <= set(CROSSWALK)
    assert {key for key in missing if not CROSSWALK[key][0].required} == set()


def test_what_never_counts_as_missing_is_optional():
    assert not SUMMARY.field("other_processing").required


def test_the_bands_are_the_sizes_of_the_readings():
    listed = re.search(
        r"\| `modalities\.\*\.size` \|(.*)\|", (SHARED / "README.md").read_text(encoding="utf-8")
    )
    assert listed
    text = listed[1].replace("audio and video", "audio").partition("`other:")[0]
    told = {
        modality: re.findall(r"`(\w+)`", ids)
        for modality, ids in re.findall(r"(text|image|audio): ((?:`\w+`,? ?)+)", text)
    }
    told["video"] = told["audio"]
    assert {
        modality: [band.id for band in SUMMARY.field(f"size_{modality}").bands] for modality in told
    } == told
    assert set(told) == set(MODALITIES) - {"other"}


@BY_NAME
def test_sizes_of_a_reading_are_bands_of_the_form(name: str):
    for modality, read in READINGS[name]["modalities"].items():
        if read["size"] and not read["size"].startswith("other:"):
            field, _ = CROSSWALK[f"modalities.{modality}.size"]
            assert read_band(field, read["size"]) == read["size"]


def as_answer(reading: dict[str, Any], key: str) -> Any:
    """What a reading says, as it would stand in an answers file; None where it says nothing."""
    (field, part), value = CROSSWALK[key], at(reading, key)
    if part is not None or field.kind in ("quantity", "record") or value in ("", "N/A", []):
        return None
    if field.kind == "date":
        return value["iso"]
    if field.kind == "entries":
        names = value["first"] if isinstance(value, dict) else value or []
        return [{field.parts[0].id: name} for name in names] or None
    return value


@BY_NAME
def test_answers_of_a_reading_fit_their_fields(name: str):
    answers = {key: as_answer(READINGS[name], key) for key in CROSSWALK}
    given = {key: answer for key, answer in answers.items() if answer is not None}
    assert len(given) > 4
    for key, answer in given.items():
        read_value(CROSSWALK[key][0], answer, SUMMARY)


def at(reading: Any, key: str) -> Any:
    for name in key.split("."):
        reading = reading[name]
    return reading


def test_modalities_are_those_of_the_readings_in_every_section():
    named = {modality for reading in READINGS.values() for modality in reading["modalities"]}
    assert named == set(MODALITIES)
    covered = [field for field in SUMMARY.fields if (field.gold or "").endswith(".modalities")]
    assert {field.id: [option.id for option in field.options] for field in covered} == {
        field.id: MODALITIES for field in covered
    }
    assert len(covered) == 6


@pytest.mark.parametrize(("source", "place"), SECTIONS.items(), ids=list(SECTIONS))
def test_a_class_of_sources_has_one_section_and_its_class_in_the_documentation_form(
    source: str, place: tuple[str, str]
):
    number, in_the_form = place
    fields = [field for field in SUMMARY.fields if (field.gold or "").startswith(f"{source}.")]
    assert {SUMMARY.section(field.section).number for field in fields} == {number}
    assert {field.number for field in fields} == {number}
    assert in_the_form in {option.id for option in form("mdf").field("data_provenance").options}
