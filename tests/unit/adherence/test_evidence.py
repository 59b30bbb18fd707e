# SPDX-License-Identifier: EUPL-1.2
"""What could show a measure: every measure of the code has it, in both languages, and the commands it names exist."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from tests.unit.adherence.stating import GPAI

from adhere.adherence.evidence import listed, showings
from adhere.cli.main import COMMANDS
from adhere.kernel.text import LANGUAGES

FOUND = {one.id: showings("gpai-2025", one) for one in GPAI.measures}


def test_every_measure_has_evidence_of_its_own() -> None:
    assert len(FOUND) == 40
    assert all(one.who is not None for found in FOUND.values() for one in found)


def test_no_evidence_is_listed_for_a_measure_that_does_not_exist() -> None:
    data = files("adhere.adherence").joinpath("data", "evidence", "gpai-2025.toml").read_text("utf-8")
    named = {line.partition('"')[2].rstrip('"') for line in data.splitlines() if line.startswith("measure")}
    assert named == set(FOUND)


def test_commands_exist() -> None:
    named = {one.command for found in FOUND.values() for one in found if one.command}
    assert {name.split()[0] for name in named} == {"adhere"}
    assert {name.split()[1] for name in named} <= set(COMMANDS)


def test_it_is_said_on_one_line_with_who_and_command() -> None:
    said = listed(FOUND["T-1.1"])
    assert "(the engineers who trained the model; adhere issue)" in said.en
    assert said.nl.count(";") == said.en.count(";")


def test_for_a_code_of_ones_own_it_is_general() -> None:
    (one,) = showings("example", replace(GPAI.measures[0], id="A-1.1"))
    assert all(GPAI.measures[0].title.in_(spoken) in one.text.in_(spoken) for spoken in LANGUAGES)
