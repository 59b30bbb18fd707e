# SPDX-License-Identifier: EUPL-1.2
"""``adhere content summarise``, ``sources`` and ``compare`` around an engine that gives made-up figures."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.unit.cli.running import Ran, adhere
from tests.unit.cli.test_contracts import faults
from tests.unit.content.summary.made import CORPUS, amount, domain_figures, figures, line
from tests.unit.dossier.test_content import DOSSIER, LIST, SOURCES
from tests.unit.dossier.upkept import write

from adhere.content.figures import Figures
from adhere.engine import summarising
from adhere.engine.summarising import Computed, Progress, Run
from adhere.render import htmlpage, pdf
from adhere.render.extras import MissingExtraError, RefusedError

LANGUAGES = (
    line(amount(1, 780), language="en", modality="text"),
    line(amount(1, 90), language="nl", modality="text"),
    line(amount(1, 100), modality="text"),
)
QUICK = ("--to", "html", "--on", "2026-11-22")


def made(*more: Any, listed: bytes = LIST) -> Figures:
    ruled = domain_figures(listed_sha256=sha256(listed).hexdigest())
    return figures(*CORPUS, *more, languages=LANGUAGES, domains=ruled)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Put an engine in place that gives figures and a list; returns what it was asked, and what it gives."""
    held: dict[str, Any] = {"figures": made(), "list": LIST}

    def compute(run: Run, folder: Path, progress: Progress) -> Computed:
        held["run"] = run
        progress("a.parquet", 1, 2)
        (folder / "domains.tsv").write_bytes(held["list"])
        if isinstance(held["figures"], Exception):
            raise held["figures"]
        return Computed(figures=held["figures"])

    monkeypatch.setattr(summarising, "compute", compute)
    return held


def summarise(tmp_path: Path, *more: str | Path, out: str = "out", **environment: str) -> Ran:
    return adhere("content", "summarise", "in.parquet", "--out", tmp_path / out, *QUICK, *more, **environment)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_folder_is_written_and_the_report_keeps_its_contract(tmp_path: Path, engine: dict[str, Any]):
    ran = summarise(tmp_path, "--format", "json")
    assert ran.status == 1
    assert faults("adhere-content-summarise", ran.json()) == []
    out = tmp_path / "out"
    assert names(out) == {
        "figures.json", "domains.tsv", "domains-public.csv", "summary.nl.html", "summary.en.html", "summary.json", "report.json",
        "report.nl.html", "report.en.html",
    }  # fmt: skip
    figures_ = json.loads((out / "figures.json").read_bytes())
    assert faults("adhere-content-figures", figures_) == []
    assert faults("adhere-form", json.loads((out / "summary.json").read_bytes())) == []
    assert (
        json.loads((out / "report.json").read_bytes())["figures_sha256"]
        == sha256((out / "figures.json").read_bytes()).hexdigest()
    )
    assert engine["run"].memory == "1GB"
    assert names(tmp_path) == {"out"}


@pytest.mark.usefixtures("engine")
def test_the_public_is_told_ranges_and_no_figures(tmp_path: Path):
    summarise(tmp_path)
    for name in ("summary.en.html", "summary.json"):
        text = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert "2000000110" not in text
        assert "2,000,000,110" not in text
    page = (tmp_path / "out" / "summary.en.html").read_text(encoding="utf-8")
    assert "1billion to 10 trillions tokens" in page
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    linked = json.loads(block)
    assert linked["@context"] == "https://schema.org"
    assert linked["mainEntity"]["keywords"] == ["text", "image"]


@pytest.mark.usefixtures("engine")
def test_text_in_both_languages_fits_eighty_columns(tmp_path: Path):
    for spoken, told in (
        ("en", "by the rule of the top 10 %"),
        ("nl", "volgens de regel van de bovenste 10 %"),
    ):
        ran = summarise(tmp_path, "--lang", spoken)
        assert told in " ".join(ran.out.split())
        assert "{" not in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80


def dossier(tmp_path: Path) -> Path:
    root = tmp_path / "dossier"
    write(root / "adhere.yaml", DOSSIER)
    write(root / "models/example/content/sources.yaml", SOURCES)
    return root


@pytest.mark.usefixtures("engine")
def test_a_dossier_adds_what_it_knows_and_keeps_figures_and_list_where_asked(tmp_path: Path):
    root = dossier(tmp_path)
    ran = summarise(tmp_path, "--dossier", root, "--model", "example")
    assert ran.status == 0
    assert "1.2" not in ran.err
    assert names(root / "models/example/content") == {"sources.yaml"}
    ran = summarise(tmp_path, "--dossier", root, "--model", "example", "--keep")
    assert names(root / "models/example/content") == {"sources.yaml", "figures.json", "domains.tsv"}
    checked = adhere("check", root, "--on", "2026-11-22", "--format", "json").json()
    found = [one["rule"] for model in checked["models"] for one in model["findings"] if "CON" in one["rule"]]
    assert found == []
    assert "jan-jansen" not in (tmp_path / "out" / "domains-public.csv").read_text()
    assert "jan-jansen" not in (tmp_path / "out" / "summary.en.html").read_text()


@pytest.mark.parametrize(
    ("more", "told"),
    [(("--model", "example"), "--model needs --dossier"), (("--keep",), "--keep needs --dossier")],
)
@pytest.mark.usefixtures("engine")
def test_options_that_need_a_dossier_say_so(tmp_path: Path, more: tuple[str, ...], told: str):
    ran = summarise(tmp_path, *more)
    assert (ran.status, told in ran.err) == (2, True)
    assert names(tmp_path) == set()


def test_what_fails_leaves_nothing_and_what_is_there_stays(tmp_path: Path, engine: dict[str, Any]):
    summarise(tmp_path)
    before = (tmp_path / "out" / "figures.json").read_bytes()
    for error in (OSError(28, "No space left on device"), ImportError("duckdb")):
        engine["figures"] = error
        ran = summarise(tmp_path)
        assert ran.status == 2
        assert names(tmp_path) == {"out"}
        assert (tmp_path / "out" / "figures.json").read_bytes() == before
    assert "adhere[engine]" in ran.err


def test_a_folder_of_another_kind_is_refused_before_anything_is_computed(
    tmp_path: Path, engine: dict[str, Any]
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("x")
    ran = summarise(tmp_path)
    assert (ran.status, "letter.txt" in ran.err) == (2, True)
    assert "run" not in engine


@pytest.mark.usefixtures("engine")
def test_a_register_is_begun_from_a_run_and_never_overwritten(tmp_path: Path):
    summarise(tmp_path)
    target = tmp_path / "sources.yaml"
    assert adhere("content", "sources", tmp_path / "out", "--out", target).status == 0
    assert '- id: "cc-main-2025"' in target.read_text()
    assert "jan-jansen.example" in target.read_text()
    assert adhere("content", "sources", tmp_path / "out", "--out", target).status == 2
    assert adhere("content", "sources", tmp_path).status == 2


def test_two_runs_are_compared(tmp_path: Path, engine: dict[str, Any]):
    summarise(tmp_path, out="old")
    same = adhere("content", "compare", tmp_path / "old", tmp_path / "old")
    assert "Nothing that the summary tells differs." in same.out
    engine["list"] = LIST.replace(b"example.nl", b"new.example")
    engine["figures"] = made(
        line(amount(1, 10**9, tokens=2 * 10**13), "2024-01-01", "2026-06-01", modality="text", source="more"),
        listed=engine["list"],
    )
    summarise(tmp_path, out="new")
    ran = adhere("content", "compare", tmp_path / "old", tmp_path / "new", "--format", "json")
    found = ran.json()
    assert faults("adhere-content-compare", found) == []
    assert found["bands"] == [{"modality": "text", "before": ["1b_10t_tokens"], "after": ["gt_10t_tokens"]}]
    assert [(one["group"], one["name"], one["kind"]) for one in found["changes"]] == [
        ("modality", "text", "changed"),
        ("source", "more", "came"),
    ]
    assert found["latest"] == {"before": "2025-11", "after": "2026-06"}
    assert found["domains"] == {"before": 3, "after": 3, "came": 1, "went": 1}
    assert {one["label"] for one in found["answers"]} >= {"Training data size: text"}
    text = adhere("content", "compare", tmp_path / "old", tmp_path / "new", "--lang", "nl").out
    assert "Meer dan 10 biljoen tokens" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("content", [None, "", "[]", "{"])
def test_a_run_that_cannot_be_read_is_refused(tmp_path: Path, content: str | None):
    if content is not None:
        (tmp_path / "figures.json").write_text(content)
    for arguments in (("compare", tmp_path, tmp_path), ("sources", tmp_path)):
        assert adhere("content", *arguments).status == 2


@pytest.mark.usefixtures("engine")
def test_without_the_library_for_charts_the_tables_stand_alone_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def missing(*_: object) -> bytes:
        raise MissingExtraError("charts")

    monkeypatch.setattr(htmlpage, "drawn", missing)
    ran = summarise(tmp_path)
    page = (tmp_path / "out" / "report.en.html").read_text()
    assert "<svg" not in page
    assert "Languages by share, in a table" in page
    assert ran.err.count("adhere[charts]") == 1


@pytest.mark.usefixtures("engine")
def test_a_document_that_a_library_refuses_costs_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(*_: object) -> bytes:
        raise RefusedError("pdf", "a PDF string is longer than 32767 characters")

    monkeypatch.setattr(pdf, "pdf", refused)
    ran = summarise(tmp_path, "--to", "pdf")
    assert ran.status == 1
    assert "summary.nl.pdf was not written" in ran.err
    assert "longer than 32767" in ran.err
    kept = names(tmp_path / "out")
    assert {"figures.json", "domains.tsv", "summary.en.html", "report.json"} <= kept
    assert not any(name.endswith(".pdf") for name in kept)


@pytest.mark.usefixtures("engine")
def test_spark_does_not_keep_every_domain(tmp_path: Path):
    ran = summarise(tmp_path, "--all-domains", "--engine", "spark")
    assert ran.status == 2
    assert "--data" in ran.err
