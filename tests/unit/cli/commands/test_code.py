# SPDX-License-Identifier: EUPL-1.2
"""``code show`` and ``code coverage`` as people and programs run them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.codes.small import HEAD, PARTS, folder

from adhere.codes.catalogue import code, known_codes

ON = ("--on", "2026-11-22")
LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


def neat(ran: Ran) -> Ran:
    """Return a run after seeing that its text fits 80 columns and has no gap left."""
    lines = ran.out.splitlines()
    assert [line for line in lines if len(line) > 80 and "http" not in line] == []
    assert [line for line in lines if re.search(r"\{[a-z_]+\}", line)] == []
    assert [line for line in lines if line != line.rstrip()] == []
    return ran


@LANGUAGES
@pytest.mark.parametrize("known", known_codes())
def test_a_packaged_code_is_shown_whole(known: str, language: str):
    ran = neat(adhere("code", "show", known, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    for measure in code(known).measures:
        assert f"  {measure.id} " in ran.out


@LANGUAGES
@pytest.mark.parametrize("known", known_codes())
def test_every_part_of_a_packaged_code_can_be_shown(known: str, language: str):
    found = code(known)
    parts = [one.id for group in (found.chapters, found.commitments, found.appendices) for one in group]
    measures = [one.id for one in found.measures]
    for part in dict.fromkeys((*parts[:6], *parts[-3:], *measures[:1], *measures[-1:])):
        ran = neat(adhere("code", "show", known, part, "--lang", language))
        assert (ran.status, ran.err) == (0, "")
        assert part in ran.out


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-07-29", "Status: not begun."),
        ("2025-03-20", "Status: third draft, since 11 March 2025."),
        ("2025-07-10", "Status: final text, since 10 July 2025."),
        ("2026-11-22", "Status: final, and assessed by the Commission or the Board, since 1 August 2025."),
    ],
)
def test_the_status_of_a_code_is_that_of_the_date(day: str, told: str):
    assert told in " ".join(adhere("code", "show", "gpai-2025", "--on", day).out.split())


@LANGUAGES
@pytest.mark.parametrize("known", known_codes())
def test_every_packaged_code_keeps_its_contracts(known: str, language: str):
    shown = adhere("code", "show", known, *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-code-show", shown) == []
    ran = neat(adhere("code", "coverage", known, *ON, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    document = adhere("code", "coverage", known, *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-code-coverage", document) == []
    assert adhere("code", "coverage", known, *ON, "--format", "html", "--lang", language).out.endswith(
        "</html>\n"
    )


def test_a_code_of_another_family_claims_nothing_of_articles_53_and_55_and_has_no_holes():
    text = " ".join(adhere("code", "coverage", "marking-2026", *ON).out.split())
    assert "This code is for Article 50(2); Article 50(4); Article 50(5)." in text
    assert "what is missing here is no hole" in text
    assert "Holes" not in text
    document = adhere("code", "coverage", "marking-2026", *ON, "--format", "json").json()
    assert document["unheld"] == ["aia:art-50.2", "aia:art-50.4", "aia:art-50.5"]
    assert (document["obligations"], document["holes"]) == ([], [])


def test_a_measure_shows_what_it_asks_until_when_what_it_serves_and_how_sure():
    out = " ".join(adhere("code", "show", "gpai-2025", "s-7.7").out.split())
    assert "no later than 5 business days" in out
    assert "Article 55(1), point (b)" in out or "Article 55(1)(b)" in out
    assert "derived; reviewed by nobody yet" in out
    assert "Rests on official text" in out


@LANGUAGES
def test_show_keeps_its_contract(language: str):
    whole = adhere("code", "show", "gpai-2025", "--format", "json", "--lang", language)
    assert faults("adhere-code-show", whole.json()) == []
    assert len(whole.json()["measures"]) == 40
    part = adhere("code", "show", "gpai-2025", "S-1.1", "--format", "json", "--lang", language).json()
    assert faults("adhere-code-show", part) == []
    assert [one["id"] for one in part["measures"]] == ["S-1.1"]


@LANGUAGES
def test_coverage_says_what_is_served_open_left_and_one_sided(language: str):
    ran = neat(adhere("code", "coverage", "gpai-2025", *ON, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    for said in (
        ("53(3)", "C-1.5", "template", "53(2)") if language == "en" else ("lid 3", "C-1.5", "sjabloon")
    ):
        assert said in ran.out


@LANGUAGES
def test_coverage_keeps_its_contract(language: str):
    document = adhere("code", "coverage", "gpai-2025", *ON, "--format", "json", "--lang", language).json()
    assert faults("adhere-code-coverage", document) == []
    assert document["holes"] == ["duty:art-53.3-1"]
    (copyright_duty,) = [one for one in document["obligations"] if one["id"] == "duty:art-53.1.c-1"]
    assert [cell["measure"] for cell in copyright_duty["cells"]] == [
        f"C-1.{number}" for number in range(1, 6)
    ]


def test_before_the_duties_there_is_nothing_to_cover():
    ran = neat(adhere("code", "coverage", "gpai-2025", "--on", "2025-08-01"))
    assert "the first do from 2025-08-02" in ran.out
    document = adhere("code", "coverage", "gpai-2025", "--on", "2025-08-01", "--format", "json").json()
    assert faults("adhere-code-coverage", document) == []
    assert document["obligations"] == []


def test_the_matrix_is_written_as_a_page_or_printed(tmp_path: Path):
    page = tmp_path / "page.html"
    ran = adhere("code", "coverage", "gpai-2025", *ON, "--format", "html", "--out", page)
    assert (ran.status, " ".join(ran.out.split())) == (0, f"{page} is written.")
    printed = adhere("code", "coverage", "gpai-2025", *ON, "--format", "html")
    assert printed.out == page.read_text(encoding="utf-8")
    assert printed.out.startswith("<!DOCTYPE html>")


def test_a_file_for_anything_but_a_page_is_refused(tmp_path: Path):
    ran = adhere("code", "coverage", "gpai-2025", "--out", tmp_path / "x.json", "--format", "json")
    assert (ran.status, ran.out) == (2, "")
    assert "--format html" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_code_of_ones_own_is_read_from_its_folder(tmp_path: Path):
    own = folder(tmp_path / "own")
    shown = neat(adhere("code", "show", own))
    assert (shown.status, shown.err) == (0, "")
    assert "A-1.2" in shown.out
    covered = neat(adhere("code", "coverage", own, *ON))
    assert covered.status == 0
    assert "A-1.2 (in part) (ours)" in covered.out
    assert "ADH-COD-053" in covered.out
    assert faults("adhere-code-coverage", adhere("code", "coverage", own, "--format", "json").json()) == []


@LANGUAGES
def test_a_broken_reference_is_told_after_the_page_and_exits_1(tmp_path: Path, language: str):
    own = folder(tmp_path / "own", parts=PARTS.replace("aia:art-53.1.b.i", "aia:art-53.1.z"))
    for command in ("show", "coverage"):
        ran = neat(adhere("code", command, own, "--lang", language))
        assert ran.status == 1
        assert "ADH-COD-014" in ran.out
        assert "parts.toml, A-1.2" in ran.out


@LANGUAGES
def test_files_that_cannot_be_read_are_told_and_nothing_else(tmp_path: Path, language: str):
    own = folder(tmp_path / "own", head=HEAD.replace("code/1", "code/9"))
    for command in ("show", "coverage"):
        ran = neat(adhere("code", command, own, "--lang", language))
        assert ran.status == 1
        assert "ADH-COD-003" in ran.out
        document = adhere("code", command, own, "--format", "json", "--lang", language)
        assert document.status == 1
        assert faults(f"adhere-code-{command}", document.json()) == []
        assert [one["rule"] for one in document.json()["findings"]] == ["ADH-COD-003"]


def test_a_code_or_part_that_does_not_exist_is_refused_with_what_does():
    ran = adhere("code", "show", "gpai-2026")
    assert (ran.status, ran.out) == (2, "")
    assert "Did you mean gpai-2025?" in " ".join(ran.err.split())
    ran = adhere("code", "show", "gpai-2025", "S-99", "--lang", "nl")
    assert (ran.status, ran.out) == (2, "")
    assert "geen onderdeel S-99" in ran.err


@pytest.mark.parametrize("command", ["", " show", " coverage"])
@LANGUAGES
def test_help_is_whole_in_both_languages(command: str, language: str):
    ran = adhere("code", *command.split(), "--help", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "..." not in ran.out.partition("\n\n")[2]
