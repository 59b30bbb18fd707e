# SPDX-License-Identifier: EUPL-1.2
"""History field by field, from issues and from git, and what is told where git has nothing to tell."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.unit.dossier.upkept import ANSWERS, dossier, issue, write

from adhere.dossier import gitlog
from adhere.dossier.gitlog import git_history
from adhere.dossier.history import answer_events, issue_events
from adhere.dossier.issued import issued

FILE = "models/example/mdf.yaml"


def git(root: Path, *arguments: str, name: str = "A. de Vries") -> None:
    settings = (
        "-c",
        f"user.name={name}",
        "-c",
        "user.email=person@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, text: str | None, name: str = "A. de Vries") -> None:
    if text is None:
        (root / FILE).unlink()
    else:
        write(root / FILE, text)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Answers", name=name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def told(root: Path) -> list[tuple[str, str | None, str | None, str | None]]:
    events, _ = answer_events(root, "example", "mdf")
    return [(event.field, event.text.en if event.text else None, event.who, event.author) for event in events]


def test_each_change_of_an_answer_is_told_with_who_stated_and_who_committed_it(root: Path):
    commit(root, ANSWERS)
    commit(root, ANSWERS.replace("Writing", "Reading"), name="B. Other")
    own = "  training_design: {value: Steps., who: C. Third, when: 2026-11-01}\n"
    commit(root, ANSWERS.replace("Writing", "Reading") + own)
    assert told(root) == [
        ("intended_uses", "Writing and summarising texts.", "A. Person", "A. de Vries"),
        ("intended_uses", "Reading and summarising texts.", "A. Person", "B. Other"),
        ("training_design", "Steps.", "C. Third", "A. de Vries"),
    ]


def test_an_answer_that_went_is_told_as_nothing(root: Path):
    commit(root, ANSWERS)
    commit(root, None)
    commit(root, ANSWERS)
    assert [text for _, text, _, _ in told(root)] == [
        "Writing and summarising texts.",
        None,
        "Writing and summarising texts.",
    ]


def test_a_version_that_was_no_yaml_is_passed_over(root: Path):
    commit(root, ANSWERS)
    commit(root, "answers: [")
    commit(root, ANSWERS.replace("Writing", "Reading"))
    assert [text for _, text, _, _ in told(root)] == [
        "Writing and summarising texts.",
        "Reading and summarising texts.",
    ]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("[text, images]", '["text", "images"]'),
        ("{not_applicable: No licence}", "No licence"),
        ("{value: 3.8e25, band: b100_500, why: measured}", "3.8e25 b100_500"),
        ("{training: 1, unit_definition: tokens}", '{"training": 1, "unit_definition": "tokens"}'),
    ],
)
def test_an_answer_is_shown_as_it_stands_in_the_file(root: Path, answer: str, shown: str):
    commit(root, f"answers:\n  any: {answer}\n")
    assert [text for _, text, _, _ in told(root)] == [shown]


def test_no_address_of_a_person_is_shown(root: Path):
    commit(root, ANSWERS, name="person@example.org")
    ((_, _, _, author),) = told(root)
    assert author is None
    assert "example.org" not in repr(answer_events(root, "example", "mdf"))


def test_a_dossier_in_a_folder_of_a_repository_has_its_history_too(root: Path):
    inner = root / "dossiers/ours"
    write(inner / FILE, ANSWERS)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Answers")
    assert [field for field, *_ in told(inner)] == ["intended_uses"]


def test_outside_a_repository_only_that_is_told(tmp_path: Path):
    write(tmp_path / FILE, ANSWERS)
    events, history = answer_events(tmp_path, "example", "mdf")
    assert (events, history.state) == ((), "no-repository")


def test_a_repository_without_commits_or_with_a_broken_store_is_no_error(root: Path):
    assert git_history(root, FILE).state == "no-repository"
    write(root / ".git/HEAD", "nonsense")
    assert git_history(root, FILE).versions == ()


def test_without_git_only_that_is_told(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(root))
    assert git_history(root, FILE).state == "no-git"


def test_a_shallow_clone_says_that_it_is_one(root: Path, tmp_path: Path):
    commit(root, ANSWERS)
    commit(root, ANSWERS.replace("Writing", "Reading"))
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", "clone")
    events, history = answer_events(tmp_path / "clone", "example", "mdf")
    assert (len(events), history.state) == (1, "shallow")


def test_more_commits_than_are_looked_at_are_cut_off_and_that_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    for word in ("One", "Two", "Three"):
        commit(root, ANSWERS.replace("Writing", word))
    monkeypatch.setattr(gitlog, "MOST", 2)
    history = git_history(root, FILE)
    assert (len(history.versions), history.state) == (2, "cut-off")


SIGNER = """#!/bin/sh
cat > /dev/null
echo "[GNUPG:] SIG_CREATED " >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'
"""


def test_settings_of_a_repository_run_no_program(root: Path):
    for name, script in (("signer", SIGNER), ("trap", f"#!/bin/sh\ntouch {root}/sprung\n")):
        write(root / name, script).chmod(0o755)
    write(root / FILE, ANSWERS)
    git(root, "add", "--all")
    git(root, "-c", f"gpg.program={root}/signer", "commit", "--quiet", "-S", "--message", "Signed")
    for name in ("core.fsmonitor", "core.pager", "gpg.program"):
        git(root, "config", name, str(root / "trap"))
    git(root, "config", "log.showSignature", "true")
    (root / "sprung").unlink(missing_ok=True)
    assert git_history(root, FILE).state == "whole"
    assert not (root / "sprung").exists()


def test_an_issue_tells_what_it_says_otherwise_than_the_one_before(tmp_path: Path):
    dossier(tmp_path)
    issue(tmp_path, 1, date(2026, 10, 1))
    write(tmp_path / FILE, ANSWERS.replace("Writing", "Reading"))
    issue(tmp_path, 2, date(2026, 11, 1))
    write(tmp_path / FILE, "format: adhere/answers/1\nform: mdf\nanswers: {}\n")
    issue(tmp_path, 3, date(2026, 11, 2))
    events = [
        event for event in issue_events(issued(tmp_path, "example", "mdf")) if event.field == "intended_uses"
    ]
    assert [(event.mark, event.on.day, event.text and event.text.en) for event in events] == [
        ("1", 1, "Writing and summarising texts."),
        ("2", 1, "Reading and summarising texts."),
        ("3", 2, None),
    ]
    assert (events[0].who, events[0].when) == ("A. Person", "2026-10-01")


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("training_compute", "{value: 5.8e23, why: measured}", "{value: 5.9e23, why: measured}"),
        (
            "data_points",
            "{unit_definition: tokens, training: 1.21e13}",
            "{unit_definition: tokens, training: 1.22e13}",
        ),
        ("training_time", "{period: all, wall_clock: 20}", "{period: all, wall_clock: 21}"),
    ],
)
def test_a_change_that_only_the_most_precise_row_shows_is_told(
    tmp_path: Path, field: str, before: str, after: str
):
    dossier(tmp_path)
    for number, answer in enumerate((before, after), 1):
        write(tmp_path / FILE, f"{ANSWERS}  {field}: {answer}\n")
        issue(tmp_path, number, date(2026, 10, number))
    events = [event for event in issue_events(issued(tmp_path, "example", "mdf")) if event.field == field]
    assert [event.mark for event in events] == ["1", "2"]
    assert events[0].text != events[1].text
