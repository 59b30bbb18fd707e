# SPDX-License-Identifier: EUPL-1.2
"""Issuing a form of a dossier: what is frozen, what is refused, and a dossier that is whole wherever a run is killed."""

from __future__ import annotations

import base64
import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.dossier.upkept import ANSWERS, TODAY, dossier, write

from adhere.dossier.documentation import documented
from adhere.dossier.issue import NothingChangedError, NotSoundError, Subject, Wish, issue_form
from adhere.dossier.issued import issued
from adhere.dossier.portfolio import load
from adhere.law.library import Law
from adhere.ledger.issuing import Issued
from adhere.ledger.keys import SigningKey, new_key
from adhere.ledger.rules import LedgerError
from adhere.ledger.verification import Outside, verify
from adhere.ledger.writing import Step, no_step

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = new_key()
MORE = """\
  training_compute: 3.84e25
  additional_assets: {not_applicable: "There are none."}
  license_type: {value: "Apache-2.0", public: true}
  data_bias: {value: "Looked for bias.", evidence: [evidence/bias.txt]}
"""


def subject(root: Path) -> Subject:
    portfolio = load(root, TODAY)
    model = portfolio.models[0]
    documentation = documented(model, portfolio, None, TODAY, ["mdf"])
    return Subject(
        root=root,
        filled=documentation.filled["mdf"],
        facts=model.facts,
        findings=documentation.findings,
        name="Example",
        version="1.0",
        provider="Voorbeeld B.V. (example)",
        example=True,
        law=Law(),
    )


def answered(root: Path) -> Path:
    dossier(root)
    write(root / "models/example/evidence/bias.txt", "Counted.\n")
    write(root / "models/example/mdf.yaml", ANSWERS + MORE)
    return root


def issue(
    root: Path,
    wish: Wish | None = None,
    *,
    now: datetime = NOON,
    key: SigningKey = KEY,
    step: Step = no_step,
) -> Issued:
    return issue_form(subject(root), wish or Wish(), key, now, step)


def told(pack: Path) -> dict[str, dict[str, object]]:
    """Open every disclosure of a pack by hand: row id to what is told of it."""
    found = {}
    for text in json.loads(pack.read_bytes())["disclosures"]:
        _, name, said = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        found[name] = said
    return found


def test_each_recipient_is_told_one_value_as_precisely_as_its_row_asks_and_no_more(tmp_path: Path) -> None:
    folder = issue(answered(tmp_path)).folder
    office, authority, downstream, public = (
        told(folder / f"packs/{name}.json") for name in ("office", "authority", "downstream", "public")
    )
    assert office["training_compute_exact"]["value"]["value"] == "3.84e25"  # type: ignore[index]
    assert authority["training_compute_oom"]["value"] == {"magnitude": 25, "unit": "FLOP"}
    assert "training_compute_exact" not in authority
    for pack in (downstream, public):
        assert not any("compute" in name for name in pack)
    assert set(public) == {"license_type"}
    for name in ("authority", "downstream", "public"):
        assert "3.84" not in json.dumps(told(folder / f"packs/{name}.json"))


def test_nothing_that_was_stated_can_be_read_from_what_is_signed(tmp_path: Path) -> None:
    folder = issue(answered(tmp_path)).folder
    payload = base64.b64decode(json.loads((folder / "issue.json").read_bytes())["payload"]).decode()
    for secret in ("3.84", "Apache", "Looked", "bias.txt", "A. Person", "training_compute"):
        assert secret not in payload


def test_the_rows_of_a_form_are_signed_whether_or_not_they_are_answered(tmp_path: Path) -> None:
    folder = issue(answered(tmp_path)).folder
    payload = json.loads(base64.b64decode(json.loads((folder / "issue.json").read_bytes())["payload"]))
    assert len(set(payload["predicate"]["rows"])) == 45


def test_packs_tell_no_file_of_the_dossier_and_nobody_who_stated_anything(tmp_path: Path) -> None:
    folder = issue(answered(tmp_path)).folder
    for name in ("office", "authority", "downstream", "public"):
        said = json.dumps(told(folder / f"packs/{name}.json"))
        assert "A. Person" not in said
        assert "adhere.yaml" not in said


def test_a_form_in_which_nothing_changed_is_issued_again_only_when_that_is_meant(tmp_path: Path) -> None:
    issue(answered(tmp_path))
    with pytest.raises(NothingChangedError) as refused:
        issue(tmp_path, now=NOON + timedelta(hours=1))
    assert refused.value.number == 1
    again = issue(tmp_path, Wish(again=True), now=NOON + timedelta(hours=1))
    assert again.subject == "example/mdf/0002"
    salts = [
        {row.salt for row in issued(tmp_path, "example", "mdf").record(number).rows} for number in (1, 2)
    ]  # type: ignore[union-attr]
    assert not salts[0] & salts[1]


def test_a_change_makes_a_second_issue_that_names_the_first(tmp_path: Path) -> None:
    first = issue(answered(tmp_path))
    write(tmp_path / "models/example/mdf.yaml", (ANSWERS + MORE).replace("3.84e25", "4.1e25"))
    issue(tmp_path, now=NOON + timedelta(hours=1))
    record = issued(tmp_path, "example", "mdf").record(2)
    assert record is not None
    assert record.previous == first.statement_sha256
    assert record.placed_on == "2026-05-04"


def test_a_form_with_errors_is_not_issued_and_nothing_is_written(tmp_path: Path) -> None:
    answered(tmp_path)
    write(tmp_path / "models/example/mdf.yaml", (ANSWERS + MORE).replace("3.84e25", "a great deal"))
    with pytest.raises(NotSoundError) as refused:
        issue(tmp_path)
    assert [finding.place.line for finding in refused.value.findings] == [7]
    assert not (tmp_path / "issued").exists()


def test_vanished_evidence_stops_an_issue(tmp_path: Path) -> None:
    answered(tmp_path)
    (tmp_path / "models/example/evidence/bias.txt").unlink()
    with pytest.raises(NotSoundError):
        issue(tmp_path)


def test_a_clock_before_the_last_issue_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    issue(answered(tmp_path))
    before = contents(tmp_path / "issued")
    with pytest.raises(LedgerError) as refused:
        issue(tmp_path, Wish(again=True), now=NOON - timedelta(days=1))
    assert refused.value.rule_id.startswith("ADH-LOG-")
    assert contents(tmp_path / "issued") == before


def test_another_key_than_that_of_the_log_is_refused(tmp_path: Path) -> None:
    issue(answered(tmp_path))
    with pytest.raises(LedgerError):
        issue(tmp_path, Wish(again=True), now=NOON + timedelta(hours=1), key=new_key())
    assert verify(tmp_path, Outside()).outcome == "self-consistent"


def test_documents_are_frozen_for_each_recipient_and_told_to_that_one_alone(tmp_path: Path) -> None:
    folder = issue(answered(tmp_path), Wish(documents=("md", "html"), languages=("nl",))).folder
    names = {path.name for path in (folder / "documents").iterdir()}
    assert {"mdf-office-nl.md", "mdf-public-nl.html"} <= names
    assert {name for name in told(folder / "packs/public.json") if name.startswith("documents/")} == {
        "documents/mdf-public-nl.md",
        "documents/mdf-public-nl.html",
    }
    assert "3,84" not in (folder / "documents/mdf-authority-nl.md").read_text("utf-8")


STEPS = ("settled", "staged", "signed", "logged", "moved", "committed", "cached")


@pytest.mark.parametrize("deadly", STEPS)
def test_killed_at_any_step_the_dossier_is_as_before_or_as_after_and_can_go_on(
    tmp_path: Path, deadly: str
) -> None:
    issue(answered(tmp_path))

    def die(step: str) -> None:
        if step == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        issue(tmp_path, Wish(again=True), now=NOON + timedelta(hours=1), step=die)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert verify(tmp_path, Outside()).outcome == "self-consistent"
    after = issue(tmp_path, Wish(again=True), now=NOON + timedelta(hours=2))
    assert after.subject in ("example/mdf/0002", "example/mdf/0003")
    assert verify(tmp_path, Outside()).outcome == "self-consistent"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
