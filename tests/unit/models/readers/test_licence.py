# SPDX-License-Identifier: EUPL-1.2
"""Licence files: identified word for word, near matches never taken for the licence they come near.

The texts come from packages installed for testing (pytest is MIT, click BSD-3-Clause) and from this repository.
"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.models.memory import MemoryFolder

from adhere.models.facts import Facts
from adhere.models.readers.card import read_card
from adhere.models.readers.licence import SIZE_LIMIT, check_licences, read_licences
from adhere.models.reading import Reading


def of_package(name: str, file: str) -> str:
    text = distribution(name).read_text(file)
    assert text is not None
    return text


MIT = of_package("pytest", "licenses/LICENSE")
BSD = of_package("click", "licenses/LICENSE.txt")
EUPL = (Path(__file__).resolve().parents[4] / "LICENSE").read_text(encoding="utf-8")


def read(**files: str | bytes) -> Reading:
    folder = {
        name.replace("__", "."): text.encode() if isinstance(text, str) else text
        for name, text in files.items()
    }
    return read_licences(MemoryFolder(folder))


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id for finding in reading.findings]


def spdx(reading: Reading) -> object:
    return Facts.of(reading.facts).value("licence.spdx")


def is_free(reading: Reading) -> object:
    return Facts.of(reading.facts).value("licence.free_and_open_source")


@pytest.mark.parametrize(("text", "expected"), [(MIT, "MIT"), (BSD, "BSD-3-Clause"), (EUPL, "EUPL-1.2")])
def test_a_known_text_is_identified_and_read(text: str, expected: str) -> None:
    reading = read(LICENSE=text)

    assert spdx(reading) == expected
    assert is_free(reading) is True
    assert rules(reading) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.upper(),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: " ".join(text.split("\n")[3:]),
        lambda text: text.replace('"', "“"),
        lambda text: f"# License\n\n{text}",
        lambda text: "\ufeff" + text,
    ],
)
def test_layout_case_and_title_make_no_difference(change: object) -> None:
    assert callable(change)
    assert spdx(read(LICENSE=change(MIT))) == "MIT"


@pytest.mark.parametrize(
    "changed",
    [
        f"{MIT}\nNot for military use.\n",
        MIT.replace("without restriction", "with restriction"),
        MIT.replace("to any person", "to any private person"),
        MIT.replace("and/or sell", ""),
        f"The following holds for non-commercial use only.\n{MIT}",
        f"{MIT}\nAbove 100 million monthly users the name must be displayed.\n",
    ],
)
def test_a_changed_licence_is_not_that_licence(changed: str) -> None:
    reading = read(LICENSE=changed)

    assert spdx(reading) is None
    assert is_free(reading) is None
    assert rules(reading) == ["ADH-MOD-161"]
    assert "MIT License" in reading.findings[0].wrong("nl")


def test_a_near_match_shows_the_words_that_are_new() -> None:
    assert "military" in read(LICENSE=f"{MIT}\nNot for military use.\n").findings[0].wrong("en")


def test_two_licences_in_one_file_are_not_one_of_them() -> None:
    assert spdx(read(LICENSE=f"{MIT}\n{BSD}")) is None


def test_an_unknown_text_is_said_to_be_unknown() -> None:
    reading = read(
        LICENSE="You may look at this model on Sundays, provided that you bring your own chair and tea."
    )

    assert reading.facts == []
    assert rules(reading) == ["ADH-MOD-160"]


@pytest.mark.parametrize("content", [b"", b"MIT", b"\xff\xfe\x00", b"a " * SIZE_LIMIT])
def test_what_cannot_be_compared_is_reported(content: bytes) -> None:
    reading = read(LICENSE=content)

    assert reading.facts == []
    assert rules(reading) == ["ADH-MOD-162"]


def test_a_file_without_rights_is_reported() -> None:
    assert rules(read_licences(MemoryFolder({"LICENSE": None}))) == ["ADH-MOD-162"]


def test_the_licence_of_the_model_is_taken_and_that_of_the_code_left_aside() -> None:
    reading = read(**{"LICENSE-CODE": MIT, "LICENSE-MODEL": BSD})

    assert spdx(reading) == "BSD-3-Clause"
    assert [fact.sources[0].file for fact in reading.facts] == ["LICENSE-MODEL", "LICENSE-MODEL"]
    assert rules(reading) == ["ADH-MOD-167"]


def test_a_licence_of_code_alone_says_nothing_of_the_weights() -> None:
    reading = read(**{"LICENSE-CODE": MIT})

    assert reading.facts == []
    assert rules(reading) == ["ADH-MOD-168"]


@pytest.mark.parametrize("name", ["USE_POLICY__md", "NOTICE", "Notice__txt", "ACCEPTABLE_USE_POLICY__md"])
def test_further_terms_outside_the_licence_are_pointed_out(name: str) -> None:
    assert rules(read(LICENSE=MIT, **{name: "some terms"})) == ["ADH-MOD-169"]


def test_files_that_only_sound_like_licences_are_not_read() -> None:
    assert read(license__json=b"{}", licensing_tool__py=b"", **{"sub/LICENSE": MIT}).findings == []


def card(**front: object) -> Reading:
    return read_card("README.md", "", front, sha256="0" * 64)


@pytest.mark.parametrize(
    ("tag", "expected", "free"),
    [
        ("apache-2.0", "Apache-2.0", True),
        ("MIT", "MIT", True),
        ("EUPL-1.2", "EUPL-1.2", True),
        ("llama3.1", "LicenseRef-scancode-llama-3.1-license-2024", False),
        ("creativeml-openrail-m", "LicenseRef-scancode-stable-diffusion-2022-08-22", False),
        ("bigscience-bloom-rail-1.0", "LicenseRef-scancode-bigscience-rail-1.0", False),
        ("openrail", "LicenseRef-hub-openrail", False),
        ("cc-by-nc-4.0", "CC-BY-NC-4.0", False),
        ("GPL-3.0-or-later", "GPL-3.0-only", True),
        ("Apache-2.0 OR MIT", "Apache-2.0 OR MIT", True),
        ("Apache-2.0 AND CC-BY-NC-4.0", "Apache-2.0 AND CC-BY-NC-4.0", False),
        ("MIT OR CC-BY-NC-4.0", "MIT OR CC-BY-NC-4.0", True),
        ("Apache-2.0 WITH LLVM-exception", "Apache-2.0 WITH LLVM-exception", True),
    ],
)
def test_a_tag_or_expression_is_read(tag: str, expected: str, free: bool) -> None:
    reading = card(license=tag)

    assert spdx(reading) == expected
    assert is_free(reading) is free
    assert rules(reading) == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"license": "other"}, "ADH-MOD-165"),
        ({"license": "other", "license_name": "own", "license_link": "LICENSE"}, "ADH-MOD-166"),
        ({"license": "other", "license_name": "modified-mit"}, "ADH-MOD-170"),
        ({"license": "no such licence"}, "ADH-MOD-164"),
        ({"license": "MIT AND ("}, "ADH-MOD-164"),
        ({"license": "GPL-1.0-only"}, "ADH-MOD-171"),
        ({"license": "gpl"}, "ADH-MOD-165"),
    ],
)
def test_a_tag_that_gives_no_answer_leaves_the_question_open(front: dict[str, object], expected: str) -> None:
    reading = card(**front)

    assert is_free(reading) is None
    assert rules(reading) == [expected]


def test_a_name_and_link_of_a_known_licence_are_read() -> None:
    reading = card(license="other", license_name="falcon-llm-license", license_link="https://example.org")

    assert is_free(reading) is False


def checked(*readings: Reading) -> list[str]:
    whole = Reading()
    for reading in readings:
        whole.extend(reading)
    return rules(check_licences(whole))


def test_text_and_tag_that_agree_are_not_reported() -> None:
    assert checked(read(LICENSE=MIT), card(license="mit")) == []


def test_text_and_tag_that_differ_are_reported() -> None:
    assert checked(read(LICENSE=MIT), card(license="apache-2.0")) == ["ADH-MOD-163"]


def test_answers_that_differ_on_the_exemption_are_reported() -> None:
    assert checked(read(LICENSE=MIT), card(license="llama3.1")) == ["ADH-MOD-163", "ADH-MOD-173"]


def test_a_folder_without_any_licence_is_reported() -> None:
    assert checked(read(), card()) == ["ADH-MOD-172"]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_content_whatever_makes_the_reader_fail(content: bytes) -> None:
    reading = read(LICENSE=content)

    assert is_free(reading) is None


@given(st.lists(st.sampled_from(MIT.split()), max_size=120).map(" ".join))
def test_words_of_a_licence_in_another_order_are_not_that_licence(text: str) -> None:
    assert spdx(read(LICENSE=text)) is None


def test_a_tag_that_differs_is_shown_by_the_number_of_its_line() -> None:
    tagged = read_card("README.md", "", {"license": "apache-2.0"}, sha256="0" * 64, lines={"license": 2})
    whole = read(LICENSE=MIT)
    whole.extend(tagged)
    (finding,) = check_licences(whole).findings

    assert (finding.place.line, finding.place.at) == (2, "key license")
