# SPDX-License-Identifier: EUPL-1.2
"""Training content in a dossier: answers of the summary, findings of a check, what goes with an issue, several models together."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.unit.content.summary.made import CORPUS, amount, domain_figures, figures, line
from tests.unit.dossier.upkept import write

from adhere.content.figures import Figures
from adhere.content.figuresjson import figures_json
from adhere.dossier.checks import check
from adhere.dossier.content import content_answers
from adhere.dossier.contentchecks import JUDGED
from adhere.dossier.contentfolder import OtherFolderError, check_folder, new_folder
from adhere.dossier.contentissue import with_issue
from adhere.dossier.contentsummary import ANNEX
from adhere.dossier.documentation import documented
from adhere.dossier.portfolio import Portfolio, load
from adhere.forms.library import form
from adhere.law.library import Law

ON = date(2026, 11, 22)
LIST = b"example.nl\t9\njan-jansen.example\t5\nxn--bcher-kva.example\t1\n"
DOSSIER = """\
format: adhere/dossier/1
provider: {name: "Example provider", established_in: US, size: large}
stated: {who: "A. Person, legal", when: 2026-03-01}
models:
  example: {version: "1.0", statements: {market.placed_on: 2026-05-04}}
  other: {version: "2.0", statements: {market.placed_on: 2026-05-04}}
"""
SOURCES = """\
format: adhere/sources/1
stated: {who: "B. Person", when: 2026-10-01}
complete: true
continuous: false
sources:
  - {id: "cc-main-*", class: crawled-data, name: Own crawl, description: Pages.}
  - {id: wiki, class: public-datasets, link: "https://wiki.example"}
  - {id: tiny, class: public-datasets, link: "https://tiny.example"}
  - {id: photos, class: licensed-datasets}
  - {id: made, class: synthetic-data, models: [{name: Other-1, on_market: false}]}
  - {id: chats, class: user-data, origin: services, description: Chat.}
crawlers:
  - {name: ExampleBot}
published:
  - {on: 2026-05-01, link: "https://models.example/summary"}
domains:
  - {domain: jan-jansen.example, publish: false, reason: A person}
"""
SHOWN = "models/example/content/sources.yaml"


def kept(
    root: Path,
    found: Figures | None = None,
    *,
    folder: str = "models/example/content",
    sources: str = SOURCES,
) -> Portfolio:
    """Write a dossier with content, and load it."""
    ruled = domain_figures(listed_sha256=sha256(LIST).hexdigest())
    value = figures_json(found or figures(*CORPUS, domains=ruled))
    write(root / "adhere.yaml", DOSSIER)
    write(root / folder / "figures.json", json.dumps(value))
    write(root / folder / "domains.tsv", LIST.decode())
    write(root / folder / "sources.yaml", sources)
    return load(root, ON)


def answers(portfolio: Portfolio, model: str = "example") -> dict[str, Any]:
    one = next(one for one in portfolio.models if one.id == model)
    return dict(documented(one, portfolio, None, ON, ["summary"]).filled["summary"].answers)


def told(portfolio: Portfolio, model: str = "example") -> list[str]:
    """Return the rules on content and on the summary that a check finds."""
    checked = check(portfolio, Law(), ON, documentation=True)
    found = next(one for one in checked.models if one.model.id == model).findings
    return sorted({one.rule.id for one in found if "CON" in one.rule.id or one.rule.id in JUDGED})


def test_content_of_a_dossier_answers_its_summary(tmp_path: Path):
    found = answers(kept(tmp_path))
    assert found["crawlers_used"].value is True
    assert found["private_datasets"].value is False
    assert [one.file for one in found["size_text"].evidence] == ["models/example/content/figures.json"]
    assert [one.parts["domain"].en for one in found["crawled_domains"].value] == [
        "example.nl",
        "xn--bcher-kva.example (bücher.example)",
        "Domain names left out after a decision, such as those that may say who a person is: 1.",
    ]
    assert found["placement_date"].value == date(2026, 5, 4)


def test_a_sound_dossier_has_nothing_on_its_content(tmp_path: Path):
    assert told(kept(tmp_path)) == []


def test_a_dossier_without_content_is_not_looked_into(tmp_path: Path):
    write(tmp_path / "adhere.yaml", DOSSIER)
    portfolio = load(tmp_path, ON)
    assert content_answers(form("summary", ON), portfolio, "example", set()) == {}
    assert portfolio.contents == {}
    assert told(portfolio) == []


def test_other_forms_take_nothing_of_it(tmp_path: Path):
    assert content_answers(form("mdf", ON), kept(tmp_path), "example", set()) == {}


def test_a_statement_against_the_data_is_told_once_and_with_figures(tmp_path: Path):
    write(
        tmp_path / "models/example/summary.yaml",
        "format: adhere/answers/1\nform: summary\nanswers:\n  licensed_datasets: false\n  latest_acquisition: {date: 2025-10}\n  size_text: {band: gt_10t_tokens}\n",
    )
    assert told(kept(tmp_path)) == [
        "ADH-CON-110",
        "ADH-CON-112",
        "ADH-CON-113",
    ]


def test_a_later_month_is_no_contradiction_where_documents_have_none(tmp_path: Path):
    write(
        tmp_path / "models/example/summary.yaml",
        "format: adhere/answers/1\nform: summary\nanswers:\n  latest_acquisition: {date: 2026-01, continuous: false}\n",
    )
    ruled = domain_figures(listed_sha256=sha256(LIST).hexdigest())
    found = told(kept(tmp_path, figures(*CORPUS, undated=2, domains=ruled)))
    assert "ADH-CON-108" in found
    assert "ADH-FRM-054" not in found


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": "adhere/other/1"}', '{"format": "adhere/content-figures/1"}', "[" * 100_000],
    ids=["empty", "cut off", "a list", "another format", "no fields", "deep"],
)
def test_figures_that_cannot_be_read_are_told_and_nothing_rests_on_them(tmp_path: Path, content: str):
    portfolio = kept(tmp_path)
    write(tmp_path / "models/example/content/figures.json", content)
    assert told(portfolio) == ["ADH-CON-147"]
    assert "size_text" not in answers(load(tmp_path, ON))


def test_a_list_of_another_run_is_told(tmp_path: Path):
    portfolio = kept(tmp_path)
    write(tmp_path / "models/example/content/domains.tsv", "a.example\t1\n")
    assert told(portfolio) == ["ADH-CON-125", "ADH-CON-126"]


SHARED = SOURCES.replace("complete: true", "complete: true\nmodels: [example, other]")


def test_models_trained_on_the_same_content_share_a_summary(tmp_path: Path):
    portfolio = kept(tmp_path, folder="content", sources=SHARED)
    for model in ("example", "other"):
        found = answers(portfolio, model)
        assert [one.parts["name"].nl for one in found["models"].value] == [
            "example, versie 1.0",
            "other, versie 2.0",
        ]
        assert found["size_text"].evidence[0].file == "content/figures.json"
        assert told(portfolio, model) == []


def test_a_shared_summary_needs_models_that_are_there(tmp_path: Path):
    portfolio = kept(
        tmp_path, folder="content", sources=SHARED.replace("[example, other]", "[example, gone]")
    )
    assert told(portfolio) == ["ADH-CON-149"]
    assert "size_text" not in answers(portfolio, "other")


def test_a_model_with_figures_of_its_own_is_in_no_shared_summary(tmp_path: Path):
    kept(
        tmp_path,
        figures(line(amount(1, 1, tokens=1), "2024-01-01", "2024-02-01", modality="text", source="wiki")),
        folder="models/other/content",
    )
    portfolio = kept(tmp_path, folder="content", sources=SHARED)
    assert told(portfolio) == ["ADH-CON-146"]


def test_the_annex_and_errors_go_with_an_issue_and_lateness_does_not(tmp_path: Path):
    portfolio = kept(
        tmp_path,
        sources=SOURCES.replace("  - {on: 2026-05-01", "  - {on: 2025-01-01").replace(
            "continuous: false", "continuous: true"
        ),
    )
    assert told(portfolio) == ["ADH-CON-140"]
    model = portfolio.models[0]
    filled = documented(model, portfolio, None, ON, ["summary"]).filled["summary"]
    found = with_issue(model, portfolio, filled)
    assert found.findings == ()
    assert found.annexes == {
        ANNEX: "domain,domain_unicode\r\nexample.nl,example.nl\r\nxn--bcher-kva.example,bücher.example\r\n".encode()
    }
    undecided = kept(tmp_path, sources=SOURCES.partition("domains:")[0])
    assert [one.rule.id for one in with_issue(undecided.models[0], undecided, filled).findings] == [
        "ADH-CON-124"
    ]


def test_a_modification_without_the_summary_of_its_base_is_not_issued(tmp_path: Path):
    for base, found in (
        ("{name: Grootmodel 70B}", ["ADH-CON-130"]),
        ('{name: Grootmodel 70B, summary: "https://groot.example/summary"}', []),
    ):
        portfolio = kept(tmp_path, sources=f"{SOURCES}base: {base}\n")
        model = portfolio.models[0]
        filled = documented(model, portfolio, None, ON, ["summary"]).filled["summary"]
        findings = with_issue(model, portfolio, filled).findings
        assert [one.rule.id for one in findings] == found
        assert all((one.place.file, one.place.line) == (SHOWN, SOURCES.count("\n") + 1) for one in findings)
        assert set(found) <= set(told(portfolio))


def test_a_folder_appears_whole_or_not_at_all(tmp_path: Path):
    target = tmp_path / "out"
    with new_folder(target) as draft:
        (draft / "figures.json").write_text('{"format": "adhere/content-figures/1"}')
        (draft / "domains.tsv").write_text("old")
        assert not target.exists()
    with pytest.raises(ZeroDivisionError), new_folder(target) as draft:
        (draft / "domains.tsv").write_text("new" * (1 // 0))
    assert (target / "domains.tsv").read_text() == "old"
    with new_folder(target) as draft:
        (draft / "figures.json").write_text('{"format": "adhere/content-figures/1"}')
    assert [one.name for one in target.iterdir()] == ["figures.json"]
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "files",
    [
        {"letter.txt": "x"},
        {"figures.json": "{}"},
        {"figures.json": '{"format": "adhere/content-figures/1"}', "letter.txt": "x"},
        {"domains.tsv": "x"},
    ],
    ids=["another file", "other figures", "ours with another file", "no figures"],
)
def test_a_folder_of_another_kind_is_left_alone(tmp_path: Path, files: dict[str, str]):
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(OtherFolderError):
        check_folder(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == set(files)


def test_a_file_or_a_link_is_no_folder(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(OtherFolderError):
            check_folder(tmp_path / name)
