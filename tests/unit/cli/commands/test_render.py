# SPDX-License-Identifier: EUPL-1.2
"""``adhere render``: a file, whole or not at all, in the format that is meant, and a clear word where it cannot be."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from tests.unit.cli.running import adhere, dossier
from tests.unit.documentation.records import record

from adhere.documentation.record import record_json
from adhere.documentation.snapshot import issued_row
from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import load
from adhere.forms.views import all_rows
from adhere.render import pdf
from adhere.render.extras import RefusedError

ANSWERS = """\
format: adhere/answers/1
form: mdf
answers:
  model_name: {value: "Example-1", public: true}
  training_compute: 4.0e23
  intended_uses: "Answering."
"""
FORMATS = ("docx", "odt", "pdf", "html", "md", "json")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = dossier(tmp_path / "dossier")
    (made / "models/example").mkdir(parents=True)
    (made / "models/example/mdf.yaml").write_text(ANSWERS, encoding="utf-8")
    return made


@pytest.mark.parametrize("to", FORMATS)
def test_the_name_of_the_file_says_the_format(root: Path, tmp_path: Path, to: str):
    out = tmp_path / f"form.{to.upper()}"
    ran = adhere("render", root, "--for", "office", "--out", out)
    assert ran.status == 0, ran.err
    assert str(out) in ran.out.replace("\n", "")
    assert (
        out.read_bytes()[:2]
        == {"docx": b"PK", "odt": b"PK", "pdf": b"%P", "html": b"<!", "md": b"# ", "json": b"{\n"}[to]
    )


def test_the_same_dossier_gives_the_same_bytes(root: Path, tmp_path: Path):
    for name in ("one.pdf", "two.pdf"):
        assert adhere("render", root, "--for", "authority", "--out", tmp_path / name).status == 0
    first, second = (
        hashlib.sha256((tmp_path / name).read_bytes()).digest() for name in ("one.pdf", "two.pdf")
    )
    assert first == second


def test_without_a_recipient_it_asks_for_whom(root: Path, tmp_path: Path):
    ran = adhere("render", root, "--to", "html", "--out", tmp_path / "a.html")
    assert ran.status == 2
    assert "--for" in ran.err
    assert not (tmp_path / "a.html").exists()


def test_without_a_file_it_goes_to_the_standard_output(root: Path):
    ran = adhere("render", root, "--for", "downstream", "--to", "json")
    assert (ran.status, ran.err) == (0, "")
    assert (ran.json()["format"], ran.json()["for"]) == ("adhere/form/1", "downstream")


def test_the_language_is_that_of_the_run(root: Path):
    assert (
        "# Modeldocumentatieformulier"
        in adhere("render", root, "--for", "office", "--to", "md", "--lang", "nl").out
    )


def test_the_public_gets_what_was_made_public_and_no_more(root: Path):
    ran = adhere("render", root, "--for", "public", "--to", "json")
    assert [row["field"] for row in ran.json()["rows"]] == ["model_name"]


def test_nothing_public_is_said_and_nothing_is_written(root: Path, tmp_path: Path):
    (root / "models/example/mdf.yaml").write_text(ANSWERS.replace(", public: true", ""), encoding="utf-8")
    ran = adhere("render", root, "--for", "public", "--out", tmp_path / "x.pdf")
    assert ran.status == 1
    assert "public: true" in ran.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_recipient_without_rows_is_told_so(root: Path):
    ran = adhere("render", root, "--form", "annex-xii", "--for", "office", "--to", "md")
    assert ran.status == 1
    assert "the AI Office" in ran.err


def test_a_bare_model_folder_can_be_rendered(root: Path):
    ran = adhere("render", root / "model", "--for", "office", "--to", "json")
    rows = {row["row"]: row for row in ran.json()["rows"]}
    assert rows["model_architecture"]["state"] == "answered"
    assert rows["intended_uses"]["state"] == "missing"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "form"), "does not say in which format"),
        (("--to", "md", "--out", "."), "is a folder"),
        (("--to", "md", "--model", "other"), "no model other"),
        (("--to", "md", "--form", "mdff"), "There is no form mdff."),
        (("--to", "md", "--issue", "1"), "There is no issue of mdf"),
        (("--out", "nowhere/x.md"), "could not be written"),
        (
            (
                "--to",
                "rtf",
            ),
            "'rtf' is not one of",
        ),
    ],
)
def test_what_cannot_be_done_is_said(root: Path, arguments: tuple[str, ...], said: str):
    ran = adhere("render", root, "--for", "office", *arguments, cwd=root)
    assert ran.status == 2
    assert said in " ".join(ran.err.split())


def test_a_link_is_not_written_through(root: Path, tmp_path: Path):
    (tmp_path / "target.md").write_text("mine", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "target.md")
    ran = adhere("render", root, "--for", "office", "--out", tmp_path / "link.md")
    assert ran.status == 2
    assert (tmp_path / "target.md").read_text(encoding="utf-8") == "mine"


def test_a_file_that_is_there_is_replaced_whole(root: Path, tmp_path: Path):
    out = tmp_path / "x.md"
    out.write_text("old", encoding="utf-8")
    assert adhere("render", root, "--for", "office", "--out", out).status == 0
    assert out.read_text(encoding="utf-8").startswith("# Model Documentation Form")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dossier", "x.md"]


def test_several_models_want_a_choice(root: Path):
    text = (root / "adhere.yaml").read_text(encoding="utf-8")
    (root / "adhere.yaml").write_text(f"{text}  second:\n    artefacts: model\n", encoding="utf-8")
    ran = adhere("render", root, "--for", "office", "--to", "md")
    assert ran.status == 2
    assert "example, second" in ran.err


def test_a_chart_can_be_left_out(root: Path):
    answers = ANSWERS + "  data_points: {unit_definition: tokens, training: 1.5e13, validation: 2.0e9}\n"
    (root / "models/example/mdf.yaml").write_text(answers, encoding="utf-8")
    with_chart, without = (
        adhere("render", root, "--for", "office", "--to", "html", *more).out
        for more in ((), ("--no-charts",))
    )
    assert "<svg" in with_chart
    assert "<svg" not in without
    assert "2.0 x 10^9 data points" in without


def test_an_error_in_the_answers_shows_in_the_exit_status(root: Path):
    (root / "models/example/mdf.yaml").write_text(ANSWERS + "  release_date: soon\n", encoding="utf-8")
    ran = adhere("render", root, "--for", "office", "--to", "json")
    assert ran.status == 1
    assert "adhere check" in ran.err
    states = {row["row"]: row["state"] for row in json.loads(ran.out)["rows"]}
    assert states["release_date"] == "wrong"


def issue(root: Path) -> None:
    """Freeze today as issue 2, as far as its record goes."""
    on = date(2026, 11, 22)
    portfolio = load(root, on)
    filled = documented(portfolio.models[0], portfolio, None, on, ["mdf"]).filled["mdf"]
    rows = tuple(issued_row(row, "00" * 16) for row in all_rows(filled))
    frozen = record(*rows, form="mdf", form_version=filled.form.version, number=2, at="2026-11-01T08:00:00Z")
    folder = root / "issued/example/mdf/0002"
    folder.mkdir(parents=True)
    (folder / "record.json").write_text(json.dumps(record_json(frozen)), encoding="utf-8")


def test_an_issue_is_rendered_as_it_was(root: Path):
    issue(root)
    (root / "models/example/mdf.yaml").write_text(
        ANSWERS.replace("Answering.", "Otherwise."), encoding="utf-8"
    )
    text = adhere("render", root, "--for", "office", "--issue", "2", "--to", "md").out
    assert "Answering." in text
    assert "Otherwise." not in text
    assert "| Document version number | 2 |" in text
    assert "| Date last updated | 1 November 2026 |" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--issue", "3"), "There is no issue 3 of mdf. There are: 2."),
        (("--issue", "2", "--model", "other"), "There is no issue of mdf for that model"),
        (("--issue", "2", "--form", "annex-xi"), "There is no issue of annex-xi"),
    ],
)
def test_an_issue_that_is_not_there_is_said(root: Path, arguments: tuple[str, ...], said: str):
    issue(root)
    ran = adhere("render", root, "--for", "office", "--to", "md", *arguments)
    assert ran.status == 2
    assert said in " ".join(ran.err.split())


def test_a_record_that_cannot_be_read_is_a_finding(root: Path):
    issue(root)
    (root / "issued/example/mdf/0002/record.json").write_text("{", encoding="utf-8")
    ran = adhere("render", root, "--for", "office", "--to", "md", "--issue", "2")
    assert ran.status == 2
    assert "ADH-DOS-060" in ran.err


def test_an_issue_in_an_older_version_of_a_form_is_refused(root: Path):
    issue(root)
    path = root / "issued/example/mdf/0002/record.json"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-07-10", "2020-01-01"), encoding="utf-8")
    ran = adhere("render", root, "--for", "office", "--to", "md", "--issue", "2")
    assert ran.status == 2
    assert "not known to this release" in " ".join(ran.err.split())


def test_a_document_that_a_library_refuses_is_said(root: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> bytes:
        raise RefusedError("pdf", "a PDF string is longer than 32767 characters")

    monkeypatch.setattr(pdf, "pdf", refused)
    ran = adhere("render", root, "--for", "office", "--to", "pdf", "--out", root / "form.pdf")
    assert ran.status == 2
    assert "longer than 32767" in " ".join(ran.err.split())
    assert not (root / "form.pdf").exists()
