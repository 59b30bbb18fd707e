# SPDX-License-Identifier: EUPL-1.2
"""``adhere verify``, ``adhere log`` and ``adhere key`` as people and programs meet them."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from tests.unit.cli.running import adhere, adhere_apart
from tests.unit.cli.test_contracts import faults
from tests.unit.ledger.dossiers import Dossier, dossier, instant, issue_again, some_key

from adhere.cli.commands import key as key_command
from adhere.ledger.keyfile import read_key, write_key
from adhere.ledger.witnessing import Witness, cosigned


@pytest.fixture
def made(tmp_path: Path) -> Dossier:
    return dossier(tmp_path / "dossier", 2)


def said(text: str) -> str:
    return " ".join(text.split())


# Verify.


def test_a_dossier_that_fits_is_called_consistent_with_itself_only(made: Dossier):
    ran = adhere("verify", made.root)
    assert (ran.status, ran.err) == (0, "")
    assert "consistent with itself only" in ran.out.splitlines()[0]
    assert "whoever holds the key could write all of it anew" in said(ran.out)
    assert "verified against" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_a_dossier_is_verified_against_a_checkpoint_and_a_key(made: Dossier, tmp_path: Path):
    adhere("log", "checkpoint", made.root, "--out", tmp_path / "kept")
    ran = adhere("verify", made.root, "--checkpoint", tmp_path / "kept", "--key", some_key().public.id)
    assert ran.status == 0
    assert "verified against an outside checkpoint" in ran.out.splitlines()[0]
    assert "signed with the key you gave" in said(ran.out)
    (tmp_path / "key.pub").write_text(some_key().public.pem, encoding="utf-8")
    assert adhere("verify", made.root, "--key", tmp_path / "key.pub").status == 0


def test_a_witness_cosigns_a_checkpoint_and_nothing_else(made: Dossier, tmp_path: Path):
    told = Witness(name="witness.example/w", key=some_key().public).told
    ran = adhere("verify", made.root, "--witness", told, "--lang", "en")
    assert (ran.status, "--checkpoint" in ran.err) == (2, True)
    adhere("log", "checkpoint", made.root, "--out", tmp_path / "kept")
    ran = adhere("verify", made.root, "--checkpoint", tmp_path / "kept", "--witness", "witness.example/w", "--lang", "en")  # fmt: skip
    assert (ran.status, "ADH-LOG-004" in ran.err) == (1, True)
    ran = adhere("verify", made.root, "--checkpoint", tmp_path / "kept", "--witness", told, "--lang", "en")
    assert (ran.status, "ADH-LOG-095" in ran.out) == (1, True)
    (tmp_path / "kept").write_bytes(cosigned((tmp_path / "kept").read_bytes(), "witness.example/w", some_key(), 7))  # fmt: skip
    ran = adhere("verify", made.root, "--checkpoint", tmp_path / "kept", "--witness", told, "--lang", "en")
    assert (ran.status, "ADH-LOG-094" in ran.out, "1970-01-01T00:00:07Z" in said(ran.out)) == (0, True, True)


def test_what_is_broken_is_named_in_both_languages(made: Dossier):
    (made.last.folder / "documents/office.md").write_text("other", encoding="utf-8")
    for language, word in (("en", "BROKEN"), ("nl", "KLOPT NIET")):
        ran = adhere("verify", made.root, "--lang", language)
        assert ran.status == 1
        assert word in ran.out.splitlines()[0]
        assert "ADH-LOG-063  issued/example/mdf/0002/documents/office.md" in ran.out


def test_a_pack_with_one_flipped_bit_is_broken(made: Dossier):
    pack = made.last.folder / "packs/office.json"
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    pack.write_bytes(bytes(content))
    ran = adhere("verify", pack)
    assert ran.status == 1
    assert "office.json" in ran.out


def test_a_pack_is_compared_with_a_later_checkpoint_through_a_proof(made: Dossier, tmp_path: Path):
    issue_again(made.root, at=instant(5))
    adhere("log", "checkpoint", made.root, "--out", tmp_path / "kept")
    pack = made.last.folder / "packs/public.json"
    ran = adhere("verify", pack, "--checkpoint", tmp_path / "kept")
    assert ran.status == 0
    assert "ADH-LOG-054" in ran.out
    assert adhere("log", "prove", made.root, "--from", "3", "--out", tmp_path / "proof").status == 0
    ran = adhere("verify", pack, "--checkpoint", tmp_path / "kept", "--proof", tmp_path / "proof")
    assert "verified against an outside checkpoint" in ran.out.splitlines()[0]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_json_of_verify_keeps_its_contract(made: Dossier, tmp_path: Path, language: str):
    for path in (made.root, made.last.folder, made.last.folder / "packs/office.json"):
        document = adhere("verify", path, "--format", "json", "--lang", language).json()
        assert faults("adhere-verify", document) == []
        assert document["outcome"] == "self-consistent"
        assert document["against"] == {"checkpoint": False, "key": False}
    (tmp_path / "junk").write_bytes(b"junk")
    ran = adhere("verify", tmp_path / "junk", "--format", "json", "--lang", language)
    assert ran.status == 1
    assert faults("adhere-verify", ran.json()) == []
    assert ran.json()["outcome"] == "broken"


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], [""], [".", "--checkpoint", "nowhere"], [".", "--key", "ab"], [".", "--proof", "."]],
)
def test_what_cannot_be_read_is_bad_usage(tmp_path: Path, arguments: list[str]):
    ran = adhere("verify", *arguments, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_a_checkpoint_from_inside_is_none_from_outside(made: Dossier, tmp_path: Path):
    inside = made.issued / "log/checkpoint"
    for path in (made.root, made.issued, made.last.folder, made.last.folder / "packs/office.json"):
        ran = adhere("verify", path, "--checkpoint", inside)
        assert ran.status == 2, path
        assert "is part of what is verified" in said(ran.err)
    shutil.copytree(made.root, tmp_path / "clone")
    ran = adhere("verify", tmp_path / "clone", "--checkpoint", inside)
    assert "verified against an outside checkpoint" in ran.out


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert adhere("verify", tmp_path / "pipe").status == 2


def test_where_nothing_was_issued_verify_says_so(tmp_path: Path):
    ran = adhere("verify", tmp_path)
    assert ran.status == 2
    assert "Nothing was issued" in ran.err


def test_a_process_of_its_own_verifies_without_a_warning(made: Dossier):
    assert adhere_apart("verify", made.root).status == 0


# Log.


def test_the_log_shows_its_entries(made: Dossier):
    ran = adhere("log", "show", made.root)
    assert ran.status == 0
    assert re.search(r"^0 +2026-11-01T00:00:00Z +first key ", ran.out, re.MULTILINE)
    assert re.search(r"^2 +2026-11-01T01:00:00Z +issue +example/mdf/0002$", ran.out, re.MULTILINE)
    assert len(adhere("log", "show", made.root, "--last", "1", "--format", "json").json()["entries"]) == 1


def test_the_json_of_the_log_keeps_its_contract(made: Dossier):
    assert faults("adhere-log-show", adhere("log", "show", made.root, "--format", "json").json()) == []
    document = adhere("log", "checkpoint", made.root, "--format", "json").json()
    assert faults("adhere-log-checkpoint", document) == []
    assert adhere("log", "checkpoint", made.root).out == document["checkpoint"]


def test_the_log_proves_an_entry(made: Dossier):
    ran = adhere("log", "prove", made.root, "--entry", "1")
    assert ran.out.startswith("c2sp.org/tlog-proof@v1\nindex 1\n")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["prove"], 2),
        (["prove", "--entry", "0", "--from", "1"], 2),
        (["prove", "--entry", "3"], 2),
        (["prove", "--from", "4"], 2),
        (["prove", "--from", "0"], 2),
        (["timestamp"], 2),
        (["checkpoint", "--out", "/nowhere/at/all"], 2),
    ],
)
def test_what_the_log_cannot_do_is_bad_usage(made: Dossier, arguments: list[str], status: int):
    ran = adhere("log", arguments[0], made.root, *arguments[1:])
    assert ran.status == status
    assert ran.err


def test_a_dossier_without_a_log_is_told(tmp_path: Path):
    ran = adhere("log", "show", tmp_path, "--lang", "nl")
    assert ran.status == 2
    assert "Er is geen logboek" in ran.err


def test_a_log_that_does_not_hold_together_is_told(made: Dossier):
    (made.issued / "log/leaves.jsonl").write_bytes(b"")
    ran = adhere("log", "show", made.root)
    assert ran.status == 1
    assert "ADH-LOG-033" in ran.err


def test_a_request_for_a_timestamp_is_written_and_a_wrong_answer_refused(made: Dossier, tmp_path: Path):
    pytest.importorskip("rfc3161_client", reason="the extra timestamps is not installed")
    assert adhere("log", "timestamp", made.root, "--out", tmp_path / "q.tsq").status == 0
    assert (tmp_path / "q.tsq").read_bytes()[:1] == b"\x30"
    ran = adhere("log", "timestamp", made.root, "--answer", tmp_path / "q.tsq")
    assert ran.status == 2
    assert "ADH-LOG-090" in ran.err


# Keys.


def test_a_key_is_made_in_the_default_place_and_shown(tmp_path: Path):
    home = {"XDG_CONFIG_HOME": str(tmp_path), "ADHERE_KEY": "", "ADHERE_KEY_PASSPHRASE": ""}
    made = adhere("key", "new", **home)
    assert made.status == 0
    key = read_key(tmp_path / "adhere/keys/signing.pem", None).public
    assert key.id in made.out
    assert "without a passphrase" in said(made.out)
    shown = adhere("key", "show", "--lang", "nl", **home)
    assert key.id in shown.out
    assert "-----BEGIN PUBLIC KEY-----" in shown.out
    assert "PRIVATE" not in made.out + shown.out
    document = adhere("key", "show", "--format", "json", **home).json()
    assert faults("adhere-key", document) == []
    assert adhere("key", "new", **home).status == 2


def test_a_key_is_locked_with_the_passphrase_of_the_environment(tmp_path: Path):
    path = tmp_path / "key.pem"
    assert adhere("key", "new", "--out", path, ADHERE_KEY_PASSPHRASE="een zin").status == 0
    assert b"ENCRYPTED" in path.read_bytes()
    ran = adhere("key", "show", "--key", path, ADHERE_KEY_PASSPHRASE="")
    assert ran.status == 2
    assert "ADHERE_KEY_PASSPHRASE is not set" in said(ran.err)
    assert adhere("key", "show", ADHERE_KEY=str(path), ADHERE_KEY_PASSPHRASE="een zin").status == 0


def test_a_key_without_rights_is_refused_with_what_to_do(tmp_path: Path):
    path = tmp_path / "key.pem"
    write_key(path, some_key(), None)
    path.chmod(0o644)
    ran = adhere("key", "show", "--key", path)
    assert ran.status == 2
    assert "ADH-LOG-080" in ran.err
    assert "chmod 600" in ran.err
    assert adhere("key", "show", "--key", tmp_path / "gone").status == 2


@pytest.mark.parametrize("name", ["../up", "a/b", ".hidden", ""])
def test_a_name_of_a_key_is_no_path(tmp_path: Path, name: str):
    ran = adhere("key", "new", "--name", name, XDG_CONFIG_HOME=str(tmp_path))
    assert ran.status == 2
    assert not list(tmp_path.rglob("*.pem"))


def test_no_key_is_made_inside_a_dossier(made: Dossier):
    (made.root / "adhere.yaml").write_text("", encoding="utf-8")
    ran = adhere("key", "new", "--out", made.root / "key.pem")
    assert ran.status == 2
    assert "ADH-LOG-083" in ran.err


@pytest.mark.parametrize("lost", [False, True])
def test_a_key_is_replaced(made: Dossier, tmp_path: Path, lost: bool):
    old, new = tmp_path / "old.pem", tmp_path / "new.pem"
    write_key(old, some_key(), None)
    write_key(new, some_key("new"), None)
    how = ["--lost"] if lost else ["--key", str(old)]
    ran = adhere("key", "rotate", made.root, "--new", new, *how, "--format", "json")
    assert ran.status == 0, ran.err
    assert ran.json()["key_id"] == some_key("new").public.id
    found = adhere("verify", made.root, "--format", "json").json()
    assert found["key_id"] == some_key("new").public.id
    assert [one["rule"] for one in found["findings"]] == (["ADH-LOG-015"] if lost else [])
    again = adhere("key", "rotate", made.root, "--new", new, "--key", old)
    assert again.status == 2
    assert "ADH-LOG-072" in again.err


def test_a_disk_that_refuses_is_told(made: Dossier, tmp_path: Path):
    old, new = tmp_path / "old.pem", tmp_path / "new.pem"
    write_key(old, some_key(), None)
    write_key(new, some_key("new"), None)
    (made.issued / "log/checkpoint.next").mkdir()  # where a file must be written
    ran = adhere("key", "rotate", made.root, "--new", new, "--key", old)
    assert ran.status == 2
    assert "ADH-LOG-078" in ran.err
    assert "could not be written" in said(ran.err)
    assert "Nothing was issued" in said(ran.err)


def test_the_clock_is_utc_to_the_second():
    assert re.fullmatch(r"[0-9-]{10}T[0-9:]{8}Z", key_command.instant())


def test_the_clock_can_be_set_but_not_far_ahead(made: Dossier, tmp_path: Path):
    old, new = tmp_path / "old.pem", tmp_path / "new.pem"
    write_key(old, some_key(), None)
    write_key(new, some_key("new"), None)
    rotate = ("key", "rotate", made.root, "--new", new, "--key", old)
    for clock, says in (
        ("7956915742", "the clock of this machine says"),
        ("1", "The clock says 1970-01-01"),
        ("noon", "is noon"),
    ):
        ran = adhere(*rotate, SOURCE_DATE_EPOCH=clock)
        assert ran.status == 2
        assert says in said(ran.err)
        assert "SOURCE_DATE_EPOCH" in ran.err
    assert adhere(*rotate, SOURCE_DATE_EPOCH="1793664000").status == 0  # 2026-11-03
    newest = adhere("log", "show", made.root, "--format", "json").json()["entries"][-1]
    assert newest["at"] == "2026-11-03T00:00:00Z"


def test_a_pack_of_another_key_is_not_said_to_be_changed(made: Dossier):
    pack = made.last.folder / "packs/office.json"
    ran = adhere("verify", pack, "--key", some_key("other").public.id)
    assert ran.status == 1
    assert "NOT SIGNED WITH THE KEY YOU GAVE" in ran.out.splitlines()[0]
    assert "earlier key" in said(ran.out)
    assert "Something was changed" not in said(ran.out)
    pack.write_bytes(pack.read_bytes() + b" ")
    assert "BROKEN" in adhere("verify", pack, "--key", some_key("other").public.id).out


@pytest.mark.parametrize(
    "command",
    [
        "verify",
        "key",
        "key new",
        "key show",
        "key rotate",
        "log",
        "log show",
        "log checkpoint",
        "log prove",
        "log timestamp",
    ],
)
@pytest.mark.parametrize(("language", "usage"), [("en", "Usage: adhere"), ("nl", "Gebruik: adhere")])
def test_every_command_explains_itself_in_both_languages(command: str, language: str, usage: str):
    ran = adhere(*command.split(), "--help", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{usage} {command}")
    assert max(map(len, ran.out.splitlines())) <= 80


def test_everything_that_is_printed_as_json_is_json(made: Dossier):
    json.loads(adhere("verify", made.root, "--format", "json").out)
