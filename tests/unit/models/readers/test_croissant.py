# SPDX-License-Identifier: EUPL-1.2
"""Croissant files: witnesses of what a model was trained on. All descriptions here are made up."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.models.readers.croissant import SIZE_LIMIT, read_croissant
from adhere.models.reading import Reading

EXAMPLE: dict[str, object] = {
    "@type": "sc:Dataset",
    "name": "example-corpus",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "url": "https://example.org/corpus",
    "version": "1.0.0",
    "conformsTo": "http://mlcommons.org/croissant/1.0",
    "distribution": [{"@type": "cr:FileObject", "@id": "one.csv", "sha256": "a" * 64}],
    "rai:dataCollection": "Written by hand.",
}


def read(**changed: object) -> Reading:
    described = {key: value for key, value in {**EXAMPLE, **changed}.items() if value is not None}
    return read_croissant("croissant.json", json.dumps(described).encode())


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id for finding in reading.findings]


def test_a_description_names_its_dataset_with_what_is_known_of_it() -> None:
    reading = read()
    (fact,) = reading.facts

    assert fact.value == ("example-corpus",)
    assert fact.note is not None
    assert "licence https://creativecommons.org/licenses/by/4.0/" in fact.note.en
    assert "1 files described" in fact.note.en
    assert "rai:dataCollection" in fact.note.nl
    assert rules(reading) == []


@pytest.mark.parametrize(
    "name", [{"nl": "voorbeeld", "en": "example"}, [{"@value": "example", "@language": "en"}], "example"]
)
def test_a_name_may_be_given_in_several_languages(name: object) -> None:
    assert read(name=name).facts[0].value == ("example",)


@pytest.mark.parametrize("kind", ["sc:Dataset", "Dataset", "https://schema.org/Dataset", ["sc:Dataset", "x"]])
def test_a_dataset_is_known_by_its_type_however_it_is_written(kind: object) -> None:
    assert len(read(**{"@type": kind}).facts) == 1


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"@type": "sc:Person"}, "ADH-MOD-181"),
        ({"@type": None}, "ADH-MOD-181"),
        ({"name": None}, "ADH-MOD-186"),
        ({"license": None}, "ADH-MOD-184"),
        ({"conformsTo": "http://mlcommons.org/croissant/9.9"}, "ADH-MOD-183"),
        ({"distribution": [{"@id": "x", "sha256": "https://example.org"}]}, "ADH-MOD-185"),
    ],
)
def test_what_a_description_lacks_is_reported(changed: dict[str, object], expected: str) -> None:
    assert rules(read(**changed)) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "ADH-MOD-180"),
        (b"{", "ADH-MOD-180"),
        (b"\xff\xfe", "ADH-MOD-180"),
        (b"[" * 100_000, "ADH-MOD-180"),
        (b'{"name": NaN}', "ADH-MOD-180"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "ADH-MOD-180"),
        (b"[]", "ADH-MOD-181"),
        (b" " * (SIZE_LIMIT + 1), "ADH-MOD-182"),
    ],
)
def test_bad_input_is_reported_and_gives_no_fact(content: bytes, expected: str) -> None:
    reading = read_croissant("croissant.json", content)

    assert reading.facts == []
    assert rules(reading) == [expected]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(EXAMPLE)), JSON))
def test_no_values_whatever_make_the_reader_fail(described: dict[str, object]) -> None:
    assert len(read(**described).facts) <= 1


@given(st.binary(max_size=200))
def test_no_bytes_whatever_make_the_reader_fail(content: bytes) -> None:
    assert read_croissant("croissant.json", content).facts == []


def test_broken_json_is_shown_by_its_line():
    (finding,) = read_croissant("croissant.json", b'{\n"a": }').findings
    assert (finding.rule.id, finding.place.line) == ("ADH-MOD-180", 2)
