# SPDX-License-Identifier: EUPL-1.2
"""Dataset cards: witnesses of what a model was trained on. All cards here are made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adhere.models.readers.dataset_card import read_dataset_card


def test_a_dataset_card_names_its_dataset_with_licence_size_and_languages() -> None:
    front: dict[str, object] = {
        "pretty_name": "Example Corpus",
        "license": "cc-by-4.0",
        "size_categories": ["1M<n<10M"],
        "language": ["nl", "fy"],
    }
    reading = read_dataset_card("data/README.md", "", front, sha256="0" * 64, lines={"pretty_name": 2})
    (fact,) = reading.facts

    assert fact.id == "data.training.datasets"
    assert fact.value == ("Example Corpus",)
    assert fact.sources[0].at == "line 2, pretty_name"
    assert fact.note is not None
    assert "licence CC-BY-4.0, size 1M<n<10M, languages nl, fy" in fact.note.en
    assert reading.findings == []


def test_the_title_names_the_dataset_where_the_front_matter_does_not() -> None:
    reading = read_dataset_card("README.md", "# Dataset Card for Example\n", {"license": "mit"}, sha256="0")

    assert reading.facts[0].value == ("Example",)


def test_a_dataset_without_name_or_licence_is_reported() -> None:
    nameless = read_dataset_card("README.md", "", None, sha256="0")
    unlicensed = read_dataset_card("README.md", "", {"pretty_name": "Example"}, sha256="0")

    assert [finding.rule.id for finding in nameless.findings] == ["ADH-MOD-186"]
    assert [finding.rule.id for finding in unlicensed.findings] == ["ADH-MOD-184"]


@given(
    st.text(max_size=200), st.dictionaries(st.sampled_from(["pretty_name", "license", "language"]), st.text())
)
def test_no_card_whatever_makes_the_reader_fail(text: str, front: dict[str, object]) -> None:
    assert len(read_dataset_card("README.md", text, front, sha256="0").facts) <= 1
