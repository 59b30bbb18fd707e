# SPDX-License-Identifier: EUPL-1.2
"""Exit status: 0 well, 1 findings of severity error, 2 bad usage or an argument that cannot be read at all."""

import json
import os
from pathlib import Path

import pytest
from tests.unit.cli.running import DOSSIER, adhere, adhere_apart, dossier, model_folder


def test_reading_a_model_folder_is_well(tmp_path: Path) -> None:
    assert adhere("read", model_folder(tmp_path / "model")).status == 0


def test_a_hostile_file_inside_a_folder_is_a_finding(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    (model / "model.safetensors").write_bytes(b"\xff" * 64)
    ran = adhere("read", model, "--format", "json")
    assert ran.status == 1
    errors = [finding for finding in ran.json()["findings"] if finding["severity"] == "error"]
    assert errors[0]["file"] == "model.safetensors"


@pytest.mark.parametrize("command", ["check", "classify"])
def test_a_sound_dossier_is_well(tmp_path: Path, command: str) -> None:
    ran = adhere(command, dossier(tmp_path))
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("command", ["check", "classify"])
def test_a_dossier_with_an_error_is_told_and_still_shown(tmp_path: Path, command: str) -> None:
    ran = adhere(command, dossier(tmp_path, DOSSIER + "      context.maximum: much\n"))
    assert ran.status == 1
    assert "example" in ran.out


def test_classify_says_on_the_error_stream_that_errors_were_found(tmp_path: Path) -> None:
    ran = adhere("classify", dossier(tmp_path, DOSSIER + "      context.maximum: much\n"), "--lang", "nl")
    assert "Aantal fouten: 1" in ran.err


def test_a_dossier_may_be_named_by_its_file(tmp_path: Path) -> None:
    dossier(tmp_path)
    assert adhere("check", tmp_path / "adhere.yaml").status == 0


@pytest.mark.parametrize("command", ["read", "check", "classify"])
@pytest.mark.parametrize(("language", "words"), [("en", "it does not exist"), ("nl", "het bestaat niet")])
def test_a_folder_that_is_not_there_is_no_finding(
    tmp_path: Path, command: str, language: str, words: str
) -> None:
    ran = adhere(command, tmp_path / "gone", "--lang", language)
    assert (ran.status, ran.out) == (2, "")
    assert words in " ".join(ran.err.split())


def test_a_file_where_a_folder_is_wanted_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = adhere("read", tmp_path / "file", "--lang", "nl")
    assert ran.status == 2
    assert "een bestand, geen map" in " ".join(ran.err.split())


def test_a_folder_named_adhere_yaml_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "adhere.yaml").mkdir()
    ran = adhere("check", tmp_path)
    assert ran.status == 2
    assert "a folder, not a file" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a", "b"],
        ["nonsense"],
        ["read", "--nonsense", "x"],
        ["law", "show", "aia:art-56.6", "--on", "27-07-2026"],
        ["law", "show", "aia:art-56.6", "--format", "xml"],
        ["new", "here"],
        ["law", "search"],
    ],
)
def test_bad_usage_is_told_in_dutch_too(arguments: list[str]) -> None:
    ran = adhere(*arguments, "--lang", "nl")
    assert (ran.status, ran.out) == (2, "")
    assert "Fout: " in ran.err
    assert "Error" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [["read", ""], ["check", ""], ["classify", ""], ["new", "", "--from", "m"], ["new", "d", "--from", ""]],
)
@pytest.mark.parametrize(("language", "words"), [("en", "the path is empty"), ("nl", "het pad is leeg")])
def test_an_empty_path_is_not_the_working_directory(
    tmp_path: Path, arguments: list[str], language: str, words: str
) -> None:
    model_folder(tmp_path / "m")
    ran = adhere(*arguments, "--lang", language, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert words in " ".join(ran.err.split())
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("command", ["check", "classify"])
def test_a_pipe_named_adhere_yaml_does_not_wait(tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "adhere.yaml")
    ran = adhere(command, tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "a pipe, a socket or a device" in " ".join(ran.err.split())


def test_a_pipe_in_a_model_folder_is_a_finding(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    os.mkfifo(model / "README.md")
    ran = adhere("read", model, "--format", "json")
    assert ran.status == 1
    assert ("ADH-MOD-259", "README.md") in {(told["rule"], told["file"]) for told in ran.json()["findings"]}


def test_a_wrong_date_is_answered_with_an_example() -> None:
    assert "2026-07-27" in adhere("law", "show", "aia:art-56.6", "--on", "27-07-2026").err


@pytest.mark.parametrize("provision", ["aia:art-999", "nonsense", "", "aia:art-56.99"])
def test_a_provision_that_is_not_there_is_answered_with_the_nearest(provision: str) -> None:
    ran = adhere("law", "show", provision)
    assert (ran.status, ran.out) == (2, "")
    assert "aia:" in ran.err


def test_a_search_without_hits_is_well_and_says_so() -> None:
    ran = adhere("law", "search", "zzzzz")
    assert ran.status == 0
    assert "Nothing matches" in ran.out


def test_new_then_check_is_well(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "my model")
    made = adhere("new", tmp_path / "my dossier", "--from", model)
    assert (made.status, made.err) == (0, "")
    assert str(tmp_path / "my dossier") in made.out
    assert adhere("check", tmp_path / "my dossier").status == 0


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    model = model_folder(tmp_path / "model")
    dossier(tmp_path / "there")
    before = (tmp_path / "there" / "adhere.yaml").read_bytes()
    ran = adhere("new", tmp_path / "there", "--from", model, "--lang", "nl")
    assert (ran.status, ran.out) == (2, "")
    assert "bestaat al" in " ".join(ran.err.split())
    assert (tmp_path / "there" / "adhere.yaml").read_bytes() == before


def test_new_refuses_an_id_that_cannot_be_one(tmp_path: Path) -> None:
    ran = adhere("new", tmp_path / "d", "--from", model_folder(tmp_path / "model"), "--id", "My Model")
    assert ran.status == 2
    assert "lower case letters" in " ".join(ran.err.split())
    assert not (tmp_path / "d").exists()


def test_new_from_nothing_names_the_model_folder(tmp_path: Path) -> None:
    ran = adhere("new", tmp_path / "d", "--from", tmp_path / "gone")
    assert ran.status == 2
    assert "gone" in ran.err
    assert not (tmp_path / "d").exists()


def test_where_new_cannot_write_it_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = adhere("new", tmp_path / "file" / "d", "--from", model_folder(tmp_path / "model"), "--lang", "nl")
    assert ran.status == 2
    assert "kon niet worden geschreven" in " ".join(ran.err.split())


def test_json_goes_to_the_output_and_nothing_else_does(tmp_path: Path) -> None:
    ran = adhere("classify", dossier(tmp_path, DOSSIER + "      context.maximum: much\n"), "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["format"] == "adhere/classify/1"


def test_the_module_runs_as_a_program_with_the_same_outcome(tmp_path: Path) -> None:
    dossier(tmp_path, DOSSIER + "      context.maximum: much\n")
    arguments = ("classify", tmp_path, "--on", "2026-11-22", "--lang", "nl")
    assert adhere_apart(*arguments) == adhere(*arguments)
