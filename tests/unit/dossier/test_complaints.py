# SPDX-License-Identifier: EUPL-1.2
"""complaints.yaml as people write it: read whole, every mistake with its line, told by check and listed by the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.repository import ROOT
from tests.unit.cli.running import adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.dossier.upkept import DOSSIER, write

from adhere.dossier.complaints import ReadComplaints, read_complaints

EXAMPLE = ROOT / "examples" / "content" / "rightsholders"
GOOD = """\
format: adhere/complaints/1
contact_point: {address: a@a.example, page: "https://a.example"}
procedure: A form.
acknowledge_within: 5 days
answer_within: 30 days
complaints:
  - id: K-1
    received: 2026-11-01
    from: {name: B, kind: representative, on_behalf: C}
    about: A page.
    models: [example]
    acknowledged: 2026-11-02
    answered: {on: 2026-11-03, outcome: upheld, answer: Taken out.}
"""


def read(tmp_path: Path, text: str) -> ReadComplaints:
    write(tmp_path / "complaints.yaml", text)
    return read_complaints(tmp_path)


def test_a_file_is_read_whole(tmp_path: Path):
    found = read(tmp_path, GOOD)
    assert found.findings == ()
    assert found.complaints is not None
    (one,) = found.complaints.complaints
    assert (one.place.line, one.rightsholder, one.answered and one.answered.outcome) == (7, "c", "upheld")
    assert found.complaints.answer_within is not None


MISTAKES = {
    "format: adhere/complaints/1|format: adhere/complaints/2": ("ADH-DOS-021", 1),
    "procedure: A form.|procedur: A form.": ("ADH-DOS-004", 3),
    "30 days|thirty days": ("ADH-DOS-064", 5),
    "address: a@a.example, |": ("ADH-DOS-063", 2),
    "received: 2026-11-01|received: 1 November": ("ADH-DOS-007", 8),
    "received: 2026-11-01|received: [1, 2]": ("ADH-DOS-007", 8),
    "kind: representative|kind: lawyer": ("ADH-DOS-021", 9),
    "from: {name: B, kind: representative, on_behalf: C}|from: B": ("ADH-DOS-064", 9),
    "    about: A page.\n|": ("ADH-DOS-063", 7),
    "outcome: upheld|outcome: yes": ("ADH-DOS-021", 13),
    ", answer: Taken out.|": ("ADH-DOS-063", 13),
    "models: [example]|models: example": ("ADH-DOS-064", 11),
    "complaints:\n|complaints: {}\nmore:\n": ("ADH-DOS-064", 6),
    "answer_within: 30 days|answer_within: -3 days": ("ADH-DOS-064", 5),
}


@pytest.mark.parametrize("change", MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, change: str):
    before, after = change.split("|")
    assert before in GOOD
    found = read(tmp_path, GOOD.replace(before, after))
    assert MISTAKES[change] in [(one.rule.id, one.place.line) for one in found.findings]


def test_one_id_twice_counts_once(tmp_path: Path):
    entry = GOOD[GOOD.index("  - id") :]
    found = read(tmp_path, GOOD + entry)
    assert [one.rule.id for one in found.findings] == ["ADH-DOS-123"]
    assert found.complaints is not None
    assert len(found.complaints.complaints) == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe\x00", b"a: [", b"- " * 5000, b"NaN"])
def test_nothing_is_raised_for_what_is_no_such_file(tmp_path: Path, content: bytes):
    (tmp_path / "complaints.yaml").write_bytes(content)
    found = read_complaints(tmp_path)
    assert found.findings or found.complaints


def test_a_folder_in_its_place_is_a_finding(tmp_path: Path):
    (tmp_path / "complaints.yaml").mkdir()
    assert [one.rule.id for one in read_complaints(tmp_path).findings] == ["ADH-DOS-065"]


def test_check_tells_complaints_that_are_late(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    (tmp_path / "model").mkdir()
    late = GOOD.replace("    answered: {on: 2026-11-03, outcome: upheld, answer: Taken out.}\n", "")
    write(tmp_path / "complaints.yaml", late)
    told = adhere("check", tmp_path, "--on", "2027-01-01", "--format", "json").json()
    assert "ADH-CON-180" in {one["rule"] for one in told["findings"]}


def test_the_command_lists_what_waits_first_and_keeps_its_contract():
    told = adhere("content", "complaints", EXAMPLE, "--on", "2026-11-22", "--format", "json")
    assert told.status == 0
    assert faults("adhere-content-complaints", told.json()) == []
    assert [one["state"] for one in told.json()["complaints"]] == ["open", "answered", "repeated"]


def test_complaints_that_could_not_be_read_are_not_said_to_be_none(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    write(tmp_path / "complaints.yaml", GOOD.replace("kind: representative", "kind: lawyer"))
    told = " ".join(adhere("content", "complaints", tmp_path).out.split())
    assert "No complaint could be taken from complaints.yaml" in told
    assert "No complaints are written down" not in told


def test_a_complaint_that_repeats_one_of_somebody_else_is_shown_to_wait(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    other = "  - {id: K-2, received: 2026-11-05, from: {name: D, kind: rightsholder}, about: A page., repeats: K-1}\n"
    write(tmp_path / "complaints.yaml", GOOD + other)
    told = " ".join(adhere("content", "complaints", tmp_path, "--on", "2026-11-06").out.split())
    assert "Said to repeat K-1; that cannot count" in told
    assert "repeats another" not in told


def test_without_a_file_nothing_is_concluded(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    told = adhere("content", "complaints", tmp_path)
    assert told.status == 0
    assert "does not show that nobody complained" in " ".join(told.out.split())


def test_on_a_day_in_the_past_the_command_shows_nothing_of_later_days(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    late = GOOD.replace("{on: 2026-11-03,", "{on: 2026-12-20,").replace("ed: 2026-11-02", "ed: 2026-12-15")
    write(tmp_path / "complaints.yaml", late)
    told = adhere("content", "complaints", tmp_path, "--on", "2026-12-10", "--format", "json").json()
    (one,) = told["complaints"]
    assert (one["state"], one["acknowledged"], one["answered"]) == ("overdue", None, None)
    page = " ".join(adhere("content", "complaints", tmp_path, "--on", "2026-12-10").out.split())
    assert "Was to be answered by 2026-12-01." in page
    assert "Answered 2026" not in page
    before = adhere("content", "complaints", tmp_path, "--on", "2026-10-01").out
    assert "not yet received" in before
