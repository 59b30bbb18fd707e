# SPDX-License-Identifier: EUPL-1.2
"""``adhere status``: one screen that says how the documentation stands, and the same as JSON and as a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.cli.running import adhere, dossier
from tests.unit.cli.test_contracts import faults

from adhere.cli.standing import BAR, bar
from adhere.forms.completeness import State
from adhere.kernel.text import plain
from adhere.render.standing import FormStanding

ANSWERS = """\
format: adhere/answers/1
form: mdf
answers:
  model_name: "Example-1"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = dossier(tmp_path / "dossier")
    (made / "models/example").mkdir(parents=True)
    (made / "models/example/mdf.yaml").write_text(ANSWERS, encoding="utf-8")
    return made


def standing(**counts: int) -> FormStanding:
    told = {State(name.replace("_", "-")): count for name, count in counts.items()}
    return FormStanding(key="x", name=plain("x"), recipient="office", counts=told)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"answered": 5}, "#" * BAR),
        ({"missing": 5}, "." * BAR),
        ({"answered": 1, "missing": 1}, "#" * (BAR // 2) + "." * (BAR // 2)),
        ({"answered": 1, "missing": 999}, "#" + "." * (BAR - 1)),
        ({"answered": 999, "missing": 1}, "#" * (BAR - 1) + "."),
        ({"answered": 999, "wrong": 1}, "#" * (BAR - 1) + "!"),
        ({"answered": 1, "too_coarse": 1, "contradicting": 1, "missing": 1}, "####!!!!~~~~...."),
        ({"not_applicable": 1, "not_asked": 9}, "#" * BAR),
        ({"not_asked": 9}, ""),
    ],
)
def test_a_bar_is_full_only_where_nothing_is_left(counts: dict[str, int], expected: str):
    assert bar(standing(**counts)) == expected


def test_the_page_names_forms_annexes_issues_and_what_to_do_first(root: Path):
    ran = adhere("status", root, "--on", "2026-11-22")
    assert ran.status == 0
    for said in (
        "mdf, the AI Office",
        "Annex XI, for the AI Office",
        "Annex XII",
        "Nothing was issued yet.",
        "To do first: 5 of",
    ):
        assert said in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert len(ran.out.splitlines()) <= 45


def test_the_json_counts_every_row(root: Path):
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    assert (found["format"], found["on"]) == ("adhere/status/1", "2026-11-22")
    (model,) = found["models"]
    office = next(one for one in model["forms"] if (one["form"], one["recipient"]) == ("mdf", "office"))
    assert office["asked"] == sum(office["states"].values()) - office["states"]["not-asked"]
    assert {annex["annex"]: len(annex["points"]) for annex in model["annexes"]} == {
        "aia:annex-xi": 14,
        "aia:annex-xii": 11,
    }
    assert model["asks"]


def test_a_request_that_waits_is_a_clock(root: Path):
    (root / "models/example/requests").mkdir()
    request = 'format: adhere/request/1\nfrom: {organisation: "Buyer", kind: downstream}\nlegal_basis: [aia:art-53.1.b]\npurpose: "Integration"\nreceived: 2026-10-01\n'
    (root / "models/example/requests/buyer.yaml").write_text(request, encoding="utf-8")
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    (clock,) = found["models"][0]["clocks"]
    assert (clock["due"], clock["late"]) == ("2026-10-15", True)
    assert "LATE" in adhere("status", root, "--on", "2026-11-22").out


def incident(root: Path, *answers: str) -> None:
    lines = ["format: adhere/answers/1", "form: serious-incident", "answers:"]
    told = "\n".join([*lines, *(f"  {answer}" for answer in answers), ""])
    (root / "models/example/serious-incident-a.yaml").write_text(told, encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "due"),
    [
        ("critical-infrastructure", "2026-11-20"),
        ("cybersecurity", "2026-11-23"),
        ("death", "2026-11-28"),
        ("health-rights-property-environment", "2026-12-03"),
    ],
)
def test_a_serious_incident_is_a_clock_by_the_kind_of_harm(root: Path, harm: str, due: str):
    incident(root, f"harm: {harm}", "aware_on: 2026-11-18")
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    (clock,) = found["models"][0]["clocks"]
    assert (clock["due"], clock["late"]) == (due, due < "2026-11-22")
    assert "S 9.3" in clock["text"]
    assert "not known yet whether this duty applies" in clock["text"]


def test_an_incident_without_a_day_is_shown_and_one_with_a_later_report_is_not(root: Path):
    incident(root, "harm: death")
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    (clock,) = found["models"][0]["clocks"]
    assert (clock["due"], "last day not known" in clock["text"]) == (None, True)
    incident(root, "harm: death", "aware_on: 2026-11-18", "report: final")
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    assert found["models"][0]["clocks"] == []


def test_points_asked_only_with_systemic_risk_are_not_plainly_open(root: Path):
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    assert faults("adhere-status", found) == []
    annex = found["models"][0]["annexes"][0]
    unsure = [one["provision"] for one in annex["points"] if one["state"] == "only-with-systemic-risk"]
    assert unsure == [f"aia:annex-xi.s2.{number}" for number in (1, 2, 3)]
    assert (annex["unsure"], annex["asked"]) == (3, 11)
    out = " ".join(adhere("status", root, "--on", "2026-11-22").out.split())
    assert "Asked only with systemic risk, not known yet: s2.1, s2.2, s2.3" in out


def test_every_open_point_and_every_form_is_named(root: Path):
    found = adhere("status", root, "--on", "2026-11-22", "--format", "json").json()
    out = " ".join(adhere("status", root, "--on", "2026-11-22").out.split())
    for annex in found["models"][0]["annexes"]:
        assert all(
            one["provision"].partition("annex-")[2].partition(".")[2] in out
            for one in annex["points"]
            if one["state"] == "missing"
        )
    assert "more" not in out
    assert "mdf = Model Documentation Form" in out


def test_lines_on_annexes_begin_with_a_capital(root: Path):
    out = adhere("status", root, "--on", "2026-11-22", "--lang", "nl").out
    assert "\nBijlage XI, voor het AI-bureau" in out


def test_it_can_be_written_as_a_page(root: Path, tmp_path: Path):
    ran = adhere(
        "status", root, "--on", "2026-11-22", "--out", tmp_path / "status.html", "--no-charts", "--lang", "nl"
    )
    assert ran.status == 0, ran.err
    page = (tmp_path / "status.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "Eerst te doen" in page


def test_a_bare_model_folder_has_a_status_too(root: Path):
    assert adhere("status", root / "model").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"), [(("--out", "x"), "does not say in which format"), (("--out", "."), "is a folder")]
)
def test_what_cannot_be_done_is_said(root: Path, arguments: tuple[str, ...], said: str):
    ran = adhere("status", root, *arguments, cwd=root)
    assert ran.status == 2
    assert said in " ".join(ran.err.split())


def test_what_is_no_dossier_is_said(tmp_path: Path):
    assert adhere("status", tmp_path / "nowhere").status == 2
