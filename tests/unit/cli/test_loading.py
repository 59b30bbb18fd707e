# SPDX-License-Identifier: EUPL-1.2
"""Every command says the same of what is not there: a folder, a model, a form, a file that may be written."""

from pathlib import Path

import pytest
from tests.unit.cli.running import DOSSIER, adhere, dossier, model_folder

ONE_MODEL = {
    "render": ("--for", "office", "--to", "md"),
    "export": ("--to", "spdx"),
    "issue": (),
    "card write": (),
    "request add": ("--from", "A", "--kind", "office", "--basis", "aia:art-91", "--purpose", "p"),
}
TWO = "format: adhere/dossier/1\nprovider: {name: Example}\nmodels: {one: {artefacts: model}, two: {}}\n"
NONE = "format: adhere/dossier/1\nprovider: {name: Example}\nmodels: {}\n"


def said(command: str, root: Path, *more: str) -> str:
    ran = adhere(*command.split(), root, *ONE_MODEL.get(command, ()), *more)
    assert (ran.status, ran.out) == (2, "")
    return " ".join(ran.err.split())


UNREAD = ("drift", "history", "diff", "issue", "request list", "request add", "request calendar")


@pytest.mark.parametrize("text", ["", "x: [", NONE, TWO + "unknown: 1\n"])
@pytest.mark.parametrize("command", UNREAD)
def test_a_dossier_that_cannot_be_read_is_never_called_well(tmp_path: Path, command: str, text: str):
    ran = adhere(*command.split(), dossier(tmp_path, text), *ONE_MODEL.get(command, ()))
    assert (ran.status, ran.out) == (1, "")
    assert "ADH-DOS-" in ran.err


@pytest.mark.parametrize("command", ONE_MODEL)
def test_one_model_must_be_meant(tmp_path: Path, command: str):
    root = dossier(tmp_path, TWO)
    assert said(command, root) == "There are several models. Choose one with --model: one, two."
    assert said(command, root, "--model", "x") == "There is no model x; there is: one, two."


@pytest.mark.parametrize("command", ["render", "export", "card write"])
def test_a_dossier_without_models_says_so(tmp_path: Path, command: str):
    assert said(command, dossier(tmp_path, NONE)).startswith("The dossier names no model yet")


@pytest.mark.parametrize("command", ["draft", "render", "issue", "drift"])
def test_a_form_must_be_known(tmp_path: Path, command: str):
    told = said(command, dossier(tmp_path), "--form", "mfd")
    assert told.startswith("There is no form mfd. Did you mean mdf? There are: mdf, annex-xi,")


@pytest.mark.parametrize("command", ["issue", "drift", "diff", "history", "request list"])
def test_what_is_kept_in_a_dossier_is_not_looked_for_in_a_model_folder(tmp_path: Path, command: str):
    assert "issues and requests are kept in a dossier" in said(command, model_folder(tmp_path / "model"))


@pytest.mark.parametrize("command", ["render", "export", "card write"])
def test_nothing_is_written_through_a_link(tmp_path: Path, command: str):
    root = dossier(tmp_path / "dossier")
    (tmp_path / "there.md").write_text("mine", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("there.md")
    assert "is a link to a file that may be shared" in said(command, root, "--out", str(tmp_path / "link.md"))
    assert (tmp_path / "there.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["render", "export", "card write"])
@pytest.mark.parametrize("name", ["adhere.yaml", "models/example/mdf.yaml", "issued/example/mdf/1/new.json"])
def test_what_a_dossier_says_or_keeps_is_not_written_over(tmp_path: Path, command: str, name: str):
    root = dossier(tmp_path / "dossier")
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    if not name.startswith("issued"):
        (root / name).write_text(DOSSIER, encoding="utf-8")
    assert "belongs to the dossier" in said(command, root, "--out", str(root / name))
    assert not (root / "issued").exists() or not any((root / name).parent.iterdir())
    assert (root / "adhere.yaml").read_text(encoding="utf-8") == DOSSIER


def test_a_new_file_beside_the_source_of_a_dossier_is_written(tmp_path: Path):
    root = dossier(tmp_path / "dossier")
    assert adhere("export", root, "--to", "spdx", "--out", root / "bom.json").status == 0
    assert (root / "bom.json").exists()


@pytest.mark.parametrize("command", ["render", "export", "card write"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, command: str):
    told = said(command, dossier(tmp_path / "dossier"), "--out", str(tmp_path / "no" / "o.md"))
    assert f"there is no folder {tmp_path / 'no'}." in told
