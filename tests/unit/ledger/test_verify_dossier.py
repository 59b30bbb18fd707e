# SPDX-License-Identifier: EUPL-1.2
"""Every tampering with what was issued is found, and the finding names the file and the entry."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.ledger.dossiers import Dossier, dossier, instant, issue_again, places_of, rules_of, some_key

from adhere.ledger.canonical import line
from adhere.ledger.verification import NothingIssuedError, Outside, verify

LEAVES, CHECKPOINT = "issued/log/leaves.jsonl", "issued/log/checkpoint"
SECOND = "issued/example/mdf/0002"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(tmp_path_factory.mktemp("pristine"), 3)


@pytest.fixture
def made(pristine: Dossier, tmp_path: Path) -> Dossier:
    shutil.copytree(pristine.root, tmp_path / "dossier")
    return Dossier(root=tmp_path / "dossier", last=pristine.last)


def edit(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path], None]:
    def changed(root: Path) -> None:
        edit(root / LEAVES, lambda content: b"".join(change(content.splitlines(keepends=True))))

    return changed


def test_what_nobody_touched_is_consistent_and_never_called_verified(made: Dossier):
    found = made.verify()
    assert (found.outcome, found.findings) == ("self-consistent", ())
    assert found.counts == {"entries": 4, "packs": 12, "disclosures": 27, "documents": 6, "evidence": 6}
    assert [issue.seq for issue in found.issues] == [1, 2, 3]


def test_with_a_checkpoint_from_outside_it_is_verified(made: Dossier):
    found = made.verify(checkpoint=made.last.checkpoint, key_id=some_key().public.id)
    assert (found.outcome, found.key_confirmed, found.findings) == ("verified", True, ())


TAMPERINGS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "an entry removed": (lines(lambda all_: all_[:2] + all_[3:]), "ADH-LOG-031", f"{LEAVES}:3"),
    "the last entry removed": (lines(lambda all_: all_[:-1]), "ADH-LOG-033", LEAVES),
    "two entries swapped": (lines(lambda a: [a[0], a[2], a[1], a[3]]), "ADH-LOG-031", f"{LEAVES}:2"),
    "an entry doubled": (lines(lambda a: [*a[:2], a[1], *a[2:]]), "ADH-LOG-031", f"{LEAVES}:3"),
    "an entry added behind": (lines(lambda a: [*a, a[-1].replace(b'"seq":3', b'"seq":4')]), "ADH-LOG-035", f"{LEAVES}:5"),
    "an entry cut off": (lines(lambda a: [*a[:-1], a[-1][:-9]]), "ADH-LOG-030", f"{LEAVES}:4"),
    "an entry dated otherwise": (lines(lambda a: [*a[:2], a[2].replace(b"T01", b"T00"), a[3]]), "ADH-LOG-037", f"{LEAVES}:3"),
    "an entry dated back": (lines(lambda a: [*a[:3], a[3].replace(b"T02", b"T00")]), "ADH-LOG-032", f"{LEAVES}:4"),
    "an entry of somebody else": (lines(lambda a: [*a[:2], a[2].replace(b'"actor":"key-', b'"actor":"kex-'), a[3]]), "ADH-LOG-037", f"{SECOND}/packs/authority.json"),
    "an entry of a later format": (lines(lambda a: [*a[:2], a[2].replace(b"leaf/1", b"leaf/9"), a[3]]), "ADH-LOG-003", f"{LEAVES}:3"),
    "the log gone": (lambda root: (root / LEAVES).unlink(), "ADH-LOG-005", LEAVES),
    "the keys gone": (lambda root: (root / "issued/log/keys.jsonl").unlink(), "ADH-LOG-016", "issued/log/keys.jsonl:1"),
    "the checkpoint gone": (lambda root: (root / CHECKPOINT).unlink(), "ADH-LOG-005", CHECKPOINT),
    "the checkpoint changed": (lambda root: edit(root / CHECKPOINT, lambda c: c.replace(b"\n4\n", b"\n3\n")), "ADH-LOG-017", CHECKPOINT),
    "an issue gone": (lambda root: shutil.rmtree(root / SECOND), "ADH-LOG-060", SECOND),
    "an issue renamed": (lambda root: (root / SECOND).rename(root / "issued/example/mdf/0009"), "ADH-LOG-062", "issued/example/mdf/0009"),
    "a statement exchanged": (lambda root: shutil.copy(root / "issued/example/mdf/0001/issue.json", root / SECOND), "ADH-LOG-037", f"{SECOND}/issue.json"),
    "a statement gone": (lambda root: (root / SECOND / "issue.json").unlink(), "ADH-LOG-005", f"{SECOND}/issue.json"),
    "a statement changed": (lambda root: edit(root / SECOND / "issue.json", lambda c: c[:200] + b"A" + c[201:] if c[200:201] != b"A" else c[:200] + b"B" + c[201:]), "ADH-LOG-010", f"{SECOND}/issue.json"),
    "a statement padded": (lambda root: edit(root / SECOND / "issue.json", lambda c: c + b"\n"), "ADH-LOG-002", f"{SECOND}/issue.json"),
    "a record changed": (lambda root: edit(root / SECOND / "record.json", lambda c: c.replace(b"1e24", b"2e24")), "ADH-LOG-064", f"{SECOND}/record.json"),
    "a record gone": (lambda root: (root / SECOND / "record.json").unlink(), "ADH-LOG-061", f"{SECOND}/record.json"),
    "a pack gone": (lambda root: (root / SECOND / "packs/office.json").unlink(), "ADH-LOG-061", f"{SECOND}/packs/office.json"),
    "a pack of another issue": (lambda root: shutil.copy(root / "issued/example/mdf/0001/packs/office.json", root / SECOND / "packs"), "ADH-LOG-022", f"{SECOND}/packs/office.json"),
    "a pack of another recipient": (lambda root: shutil.copy(root / SECOND / "packs/public.json", root / SECOND / "packs/office.json"), "ADH-LOG-022", f"{SECOND}/packs/office.json"),
    "a document changed": (lambda root: edit(root / SECOND / "documents/office.md", lambda c: c + b" "), "ADH-LOG-063", f"{SECOND}/documents/office.md"),
    "a document gone": (lambda root: (root / SECOND / "documents/office.md").unlink(), "ADH-LOG-061", f"{SECOND}/documents/office.md"),
    "a document added": (lambda root: (root / SECOND / "documents/new.md").write_text("x"), "ADH-LOG-062", f"{SECOND}/documents/new.md"),
    "a file added to an issue": (lambda root: (root / SECOND / "note.txt").write_text("x"), "ADH-LOG-062", f"{SECOND}/note.txt"),
    "a file added to issued": (lambda root: (root / "issued/readme.md").write_text("x"), "ADH-LOG-062", "issued/readme.md"),
    "a file added to the log": (lambda root: (root / "issued/log/extra").write_text("x"), "ADH-LOG-062", "issued/log/extra"),
    "a folder that looks like an issue": (lambda root: shutil.copytree(root / SECOND, root / "issued/example/mdf/0004"), "ADH-LOG-062", "issued/example/mdf/0004"),
    "a document that is a link": (lambda root: ((root / SECOND / "documents/office.md").unlink(), (root / SECOND / "documents/office.md").symlink_to("public.md")), "ADH-LOG-067", f"{SECOND}/documents/office.md"),
    "the rule for line ends changed": (lambda root: (root / "issued/.gitattributes").write_text("* text\n"), "ADH-LOG-063", "issued/.gitattributes"),
    "evidence gone": (lambda root: (root / "models/example/evidence/1.txt").unlink(), "ADH-LOG-065", "models/example/evidence/1.txt"),
    "evidence changed": (lambda root: edit(root / "models/example/evidence/1.txt", lambda c: c + b"."), "ADH-LOG-066", "models/example/evidence/1.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampering_is_found_and_named(made: Dossier, name: str):
    tamper, rule, place = TAMPERINGS[name]
    tamper(made.root)
    found = made.verify()
    assert found.outcome == "broken"
    assert (rule, place) in places_of(found)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_checkpoint_from_outside_never_makes_a_tampering_good(made: Dossier, name: str):
    TAMPERINGS[name][0](made.root)
    assert made.verify(checkpoint=made.last.checkpoint).outcome == "broken"


@pytest.mark.parametrize(
    "name",
    [
        "issued/.gitattributes",
        LEAVES,
        CHECKPOINT,
        f"{SECOND}/packs/office.json",
        "models/example/evidence/0.txt",
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(made: Dossier, name: str):
    (made.root / name).unlink()
    os.mkfifo(made.root / name)
    found = made.verify()
    assert found.outcome == "broken"
    assert name in {str(finding.place) for finding in found.findings}


def test_a_cache_that_is_wrong_changes_nothing(made: Dossier):
    (made.issued / "log/hashes").write_bytes(b"x" * 999)
    (made.issued / "log/offsets").unlink()
    assert made.verify().findings == ()


def test_everything_is_told_not_the_first_alone(made: Dossier):
    for name in ("a document changed", "evidence gone", "a pack gone", "a file added to issued"):
        TAMPERINGS[name][0](made.root)
    assert rules_of(made.verify()) == {"ADH-LOG-061", "ADH-LOG-062", "ADH-LOG-063", "ADH-LOG-065"}


def test_evidence_that_was_there_in_two_versions_is_told_for_the_old_issue_alone(tmp_path: Path):
    made = dossier(tmp_path, 1)
    path = tmp_path / "models/example/evidence/0.txt"
    old = path.read_bytes()
    path.write_bytes(b"newer\n")
    issue_again(tmp_path, at=instant(3))
    found = made.verify()
    assert places_of(found) == {("ADH-LOG-066", "models/example/evidence/0.txt")}
    assert "example/mdf/0001" in found.findings[0].wrong("en")
    path.write_bytes(old)
    assert "example/mdf/0002" in made.verify().findings[0].wrong("en")


# A history that was rewritten by whoever holds the key.


def test_a_rewritten_history_is_self_consistent_alone_and_named_against_a_checkpoint(tmp_path: Path):
    first = dossier(tmp_path / "first", 2)
    leaves = (first.issued / "log/leaves.jsonl").read_bytes()
    shutil.rmtree(first.issued)
    again = dossier(tmp_path / "first", 2)
    assert again.verify().outcome == "self-consistent"
    found = again.verify(checkpoint=first.last.checkpoint)
    assert found.outcome == "broken"
    assert rules_of(found) == {"ADH-LOG-052"}
    assert leaves != (again.issued / "log/leaves.jsonl").read_bytes()


def test_a_fork_is_named_against_the_checkpoint_of_the_other_branch(tmp_path: Path):
    base = dossier(tmp_path / "one", 2)
    shutil.copytree(base.root, tmp_path / "two")
    one = issue_again(tmp_path / "one", at=instant(5))
    issue_again(tmp_path / "two", at=instant(6))
    issue_again(tmp_path / "two", at=instant(7))
    other = Dossier(root=tmp_path / "two", last=one)
    assert other.verify().outcome == "self-consistent"
    assert places_of(other.verify(checkpoint=one.checkpoint)) == {("ADH-LOG-051", "--checkpoint")}
    assert other.verify(checkpoint=base.last.checkpoint).outcome == "verified"


def test_a_log_that_was_cut_back_is_named_against_a_later_checkpoint(tmp_path: Path):
    base = dossier(tmp_path / "one", 2)
    shutil.copytree(base.root, tmp_path / "old")
    later = issue_again(tmp_path / "one", at=instant(5))
    old = Dossier(root=tmp_path / "old", last=later)
    assert places_of(old.verify(checkpoint=later.checkpoint)) == {("ADH-LOG-050", "--checkpoint")}


def test_a_pack_of_another_branch_gives_a_fork_away(tmp_path: Path):
    base = dossier(tmp_path / "one", 1)
    shutil.copytree(base.root, tmp_path / "two")
    issue_again(tmp_path / "one", at=instant(5))
    issue_again(tmp_path / "two", at=instant(6))
    path = "issued/example/mdf/0002"
    shutil.rmtree(tmp_path / "two" / path)
    shutil.copytree(tmp_path / "one" / path, tmp_path / "two" / path)
    found = Dossier(root=tmp_path / "two", last=base.last).verify()
    assert ("ADH-LOG-037", f"{path}/issue.json") in places_of(found)


def test_a_checkpoint_of_somebody_else_counts_for_nothing(made: Dossier, tmp_path: Path):
    other = dossier(tmp_path / "other", 1)
    assert rules_of(made.verify(checkpoint=other.last.checkpoint)) == {"ADH-LOG-052"}
    forged = made.last.checkpoint.replace(b"\n4\n", b"\n2\n")
    assert rules_of(made.verify(checkpoint=forged)) == {"ADH-LOG-053"}
    assert rules_of(made.verify(checkpoint=b"nothing")) == {"ADH-LOG-004"}


# What else can be handed to verify.


def test_an_issue_is_verified_with_the_log_of_its_dossier(made: Dossier):
    found = verify(made.root / SECOND)
    assert (found.subject, found.outcome, found.findings) == ("issue", "self-consistent", ())
    TAMPERINGS["two entries swapped"][0](made.root)
    assert ("ADH-LOG-031", f"{LEAVES}:2") in places_of(verify(made.root / SECOND))


def test_an_issue_that_is_not_in_the_log_is_named(made: Dossier):
    shutil.copytree(made.root / SECOND, made.root / "issued/example/mdf/0004")
    found = verify(made.root / "issued/example/mdf/0004")
    assert ("ADH-LOG-062", "issued/example/mdf/0004") in places_of(found)


def test_an_issue_apart_from_its_dossier_is_verified_through_its_packs(made: Dossier, tmp_path: Path):
    shutil.copytree(made.root / SECOND, tmp_path / "apart")
    found = verify(tmp_path / "apart")
    assert (found.outcome, rules_of(found)) == ("self-consistent", {"ADH-LOG-068"})
    edit(tmp_path / "apart" / "documents/office.md", lambda c: c + b" ")
    assert ("ADH-LOG-063", "documents/office.md") in places_of(verify(tmp_path / "apart"))
    shutil.rmtree(tmp_path / "apart" / "packs")
    assert "ADH-LOG-019" in rules_of(verify(tmp_path / "apart"))


def test_the_last_issue_apart_is_verified_against_a_checkpoint(made: Dossier, tmp_path: Path):
    shutil.copytree(made.root / "issued/example/mdf/0003", tmp_path / "apart")
    found = verify(tmp_path / "apart", Outside(checkpoint=made.last.checkpoint))
    assert found.outcome == "verified"


def test_where_nothing_was_issued_there_is_nothing_to_verify(tmp_path: Path, made: Dossier):
    with pytest.raises(NothingIssuedError):
        verify(tmp_path)
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "nowhere")
    shutil.rmtree(made.issued)
    with pytest.raises(NothingIssuedError):
        made.verify()
    assert made.verify(checkpoint=made.last.checkpoint).outcome == "broken"


def test_evidence_outside_the_dossier_is_never_read(tmp_path: Path):
    """A record that names a file above the dossier was made by another program; it is refused, not followed."""
    from dataclasses import replace

    from tests.unit.ledger.dossiers import DOCUMENTS, record

    from adhere.ledger.disclosure import issued_file
    from adhere.ledger.issuing import issue

    for name in ("../secret.txt", "/etc/hosts"):
        root = tmp_path / str(len(name))
        made = replace(record(), evidence=(issued_file(name, b"x"),))
        issue(root / "issued", made, DOCUMENTS, key=some_key())
        found = verify(root)
        assert ("ADH-LOG-064", "issued/example/mdf/0001/record.json") in places_of(found)


def test_a_record_that_says_otherwise_than_its_own_statement_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The provider itself signs for a record that it then does not disclose as it stands."""
    from adhere.ledger import statement

    monkeypatch.setattr(statement, "row_digests", lambda _: ["0" * 64] * 6)
    made = dossier(tmp_path, 1)
    found = made.verify()
    assert ("ADH-LOG-064", "issued/example/mdf/0001/record.json") in places_of(found)
    assert "ADH-LOG-020" in rules_of(found)


def test_an_issue_that_does_not_follow_the_one_before_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from adhere.ledger import issuing

    made = dossier(tmp_path, 1)
    wrong = issuing.NextIssue(number=3, previous="0" * 64)
    monkeypatch.setattr(issuing, "_next", lambda *_: wrong)
    monkeypatch.setattr("tests.unit.ledger.dossiers.next_issue", lambda *_: wrong)
    issue_again(tmp_path, at=instant(4))
    assert ("ADH-LOG-040", "issued/example/mdf/0003/issue.json") in places_of(made.verify())


def test_a_record_of_a_later_format_is_no_crash(made: Dossier):
    path = made.root / SECOND / "record.json"
    path.write_bytes(line(json.loads(path.read_bytes()) | {"format": "adhere/record/2"}))
    assert ("ADH-LOG-064", f"{SECOND}/record.json") in places_of(made.verify())
