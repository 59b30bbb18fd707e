# SPDX-License-Identifier: EUPL-1.2
"""Writing a new dossier: valid from the first line, whole or absent, never over something."""

import json
from datetime import date
from pathlib import Path

import pytest

from adhere.dossier.checks import check
from adhere.dossier.portfolio import load
from adhere.dossier.writing import DossierExistsError, NotWrittenError, WrongModelIdError, write_new
from adhere.intake.tree import parse
from adhere.kernel.text import LANGUAGES, Language
from adhere.law.library import Law
from adhere.models.registry import registry

ON = date(2026, 11, 22)


def model_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    config = {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "max_position_embeddings": 2048}
    (path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return path


def errors(dossier: Path) -> list[str]:
    outcome = check(load(dossier, ON), Law(), ON)
    return [
        finding.rule.id
        for finding in outcome.all_findings
        if finding.place.file == "adhere.yaml" and finding.rule.severity == "error"
    ]


def uncommented(text: str) -> str:
    """Take the # from every line that holds a sample answer, as a person would."""
    samples = {f"# {fact_id}:" for fact_id in registry()}
    lines = text.splitlines()
    return "\n".join(
        line.replace("# ", "", 1)
        if any(sample in line for sample in samples) and "context.maximum" not in line
        else line
        for line in lines
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_dossier_checks_without_errors(tmp_path: Path, language: Language) -> None:
    source = model_folder(tmp_path / "my-model")
    written = write_new(tmp_path / "dossier", source, None, ON, language)
    assert written.path == tmp_path / "dossier" / "adhere.yaml"
    assert written.questions > 3
    assert errors(tmp_path / "dossier") == []
    (model,) = load(tmp_path / "dossier", ON).models
    assert model.id == "my-model"
    assert "context.maximum" in model.facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sample_answer_can_be_uncommented(tmp_path: Path, language: Language) -> None:
    source = model_folder(tmp_path / "my-model")
    path = write_new(tmp_path / "dossier", source, None, ON, language).path
    before = path.read_text(encoding="utf-8")
    path.write_text(uncommented(before), encoding="utf-8")
    stated = parse(path.read_bytes()).value["models"]["my-model"]["statements"]
    assert len(stated) > 3
    assert errors(tmp_path / "dossier") == []


def test_the_words_are_in_the_language_asked_for(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "my-model")
    english = write_new(tmp_path / "en", source, None, ON, "en").path.read_text(encoding="utf-8")
    dutch = write_new(tmp_path / "nl", source, None, ON, "nl").path.read_text(encoding="utf-8")
    assert "name of the provider" in english
    assert "naam van de aanbieder" in dutch


def test_no_line_is_wider_than_a_terminal(tmp_path: Path) -> None:
    for language in LANGUAGES:
        path = write_new(
            tmp_path / language, model_folder(tmp_path / f"m-{language}"), None, ON, language
        ).path
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 80


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "m")
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "notes.txt").write_text("mine")
    with pytest.raises(DossierExistsError):
        write_new(tmp_path / "dossier", source, None, ON, "en")
    with pytest.raises(DossierExistsError):
        write_new(tmp_path / "dossier" / "notes.txt", source, None, ON, "en")
    assert [path.name for path in (tmp_path / "dossier").iterdir()] == ["notes.txt"]


def test_a_link_to_nothing_is_not_written_through(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "m")
    (tmp_path / "dossier").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DossierExistsError):
        write_new(tmp_path / "dossier", source, None, ON, "en")
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "m")
    (tmp_path / "dossier").mkdir()
    write_new(tmp_path / "dossier", source, None, ON, "en")
    assert [path.name for path in (tmp_path / "dossier").iterdir()] == ["adhere.yaml"]


def test_the_working_directory_itself_is_used_when_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model_folder(tmp_path / "m")
    (tmp_path / "dossier").mkdir()
    monkeypatch.chdir(tmp_path / "dossier")
    write_new(Path(), Path("../m"), None, ON, "en")
    assert Path("adhere.yaml").is_file()
    assert errors(tmp_path / "dossier") == []


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_behind_when_writing_fails_half_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    source = model_folder(tmp_path / "m")

    def failing(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:100])
        raise failure

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises((NotWrittenError, KeyboardInterrupt)):
        write_new(tmp_path / "a" / "b" / "dossier", source, None, ON, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m"]


def test_nothing_is_left_behind_when_the_last_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = model_folder(tmp_path / "m")

    def failing(_path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(NotWrittenError):
        write_new(tmp_path / "dossier", source, None, ON, "en")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m"]


def test_a_place_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "m")
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWrittenError):
        write_new(tmp_path / "file" / "dossier", source, None, ON, "en")


def test_a_model_folder_that_does_not_exist_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_new(tmp_path / "dossier", tmp_path / "gone", None, ON, "en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Meta-Llama-3.1-8B", "meta-llama-3.1-8b"),
        ("my model (final)", "my-model-final"),
        ("modèle é", "mod-le"),
        ("1.5", "1.5"),
        ("null", "null"),
        ("--x--", "x"),
        ("a" * 150, "a" * 100),
        ("quote ' and \" and # and: colon", "quote-and-and-and-colon"),
    ],
)
def test_any_folder_name_gives_a_dossier_that_reads_back(tmp_path: Path, name: str, identifier: str) -> None:
    source = model_folder(tmp_path / "models with spaces" / name)
    write_new(tmp_path / "my dossier", source, None, ON, "en")
    (model,) = load(tmp_path / "my dossier", ON).models
    assert model.id == identifier
    assert "context.maximum" in model.facts
    assert errors(tmp_path / "my dossier") == []


def test_a_folder_name_that_is_no_text_is_told_by_check_and_breaks_nothing(tmp_path: Path) -> None:
    name = b"model-\xff-\x85".decode("utf-8", "surrogateescape")
    source = model_folder(tmp_path / name)
    write_new(tmp_path / "dossier", source, None, ON, "en")
    portfolio = load(tmp_path / "dossier", ON)
    errors = [finding for finding in portfolio.findings if finding.rule.severity == "error"]
    assert [finding.rule.id for finding in errors] == ["ADH-DOS-005"]
    assert "artefacts" in errors[0].wrong("en")


@pytest.mark.parametrize("identifier", ["Big", "", "with space", "-x", "é", "x" * 101, "a/b"])
def test_a_wrong_id_is_refused_and_nothing_is_written(tmp_path: Path, identifier: str) -> None:
    source = model_folder(tmp_path / "m")
    with pytest.raises(WrongModelIdError):
        write_new(tmp_path / "dossier", source, identifier, ON, "en")
    assert not (tmp_path / "dossier").exists()


def test_a_folder_name_without_any_letter_asks_for_an_id(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "模型")
    with pytest.raises(WrongModelIdError, match="模型"):
        write_new(tmp_path / "dossier", source, None, ON, "en")


def test_the_artefacts_are_found_from_where_the_dossier_is(tmp_path: Path) -> None:
    source = model_folder(tmp_path / "models" / "m")
    path = write_new(tmp_path / "deep" / "down" / "dossier", source, None, ON, "en").path
    assert 'artefacts: "../../../models/m"' in path.read_text(encoding="utf-8")
