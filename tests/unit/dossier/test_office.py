# SPDX-License-Identifier: EUPL-1.2
"""An office folder: what is read, and each mistake in it with its rule, its file and its line; nothing is ever raised."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from examples import make_office
from tests.repository import ROOT
from tests.unit.codes import small

from adhere.dossier import officefolder
from adhere.dossier.codeinuse import adequacy_of, code_in_use
from adhere.dossier.officereports import put, read_report_file
from adhere.dossier.officestanding import OfficeStanding, office_standing
from adhere.dossier.rules import rules
from adhere.engine.submissions import Submissions
from adhere.kernel.text import LANGUAGES
from adhere.law.library import Law

ON = date(2026, 11, 22)
LAW = Law()
OFFICE = """\
format: adhere/office/1
name: "Office (example)"
codes:
  - id: gpai-2025
periods:
  - {id: 2026-H1, code: gpai-2025, since: 2026-01-01, until: 2026-06-30, due: 2026-08-31}
"""
PERSON = """\
format: adhere/signatory/1
name: "A (example)"
size: small
adherences:
  - {code: gpai-2025, extent: article-53, since: 2025-08-01}
"""
REPORT: dict[str, Any] = {
    "format": "adhere/report/1",
    "code": "gpai-2025",
    "signatory": "a",
    "size": "small",
    "period": {"since": "2026-01-01", "until": "2026-06-30"},
    "published": "2026-08-01",
    "measures": {
        name: {"status": "implemented", "answers": {"implementation": "Done."}}
        for name in ("T-1.1", "T-1.2", "T-1.3", "C-1.1", "C-1.2", "C-1.3", "C-1.4", "C-1.5")
    },
}
ASSESSMENT = """\
format: adhere/assessment/1
code: gpai-2025
judgement: adequate
opinion: {on: 2026-09-01, judgement: adequate}
decision: {kind: adequacy-assessment, by: commission, on: 2026-10-01}
published: 2026-10-02
"""
STANDARD = """\
format: adhere/standard/1
id: "EN 1"
title: "One (example)"
body: "Body (example)"
targets: ["aia:art-55.1.d"]
states:
  - {state: draft, on: 2026-01-01}
"""


def write(root: Path, name: str, content: str | bytes) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an office with one signatory, one report, one assessment and one standard, and nothing wrong."""
    write(tmp_path, "office.yaml", OFFICE)
    write(tmp_path, "signatories/a.yaml", PERSON)
    write(tmp_path, "reports/a/2026-H1.json", json.dumps(REPORT))
    write(tmp_path, "assessments/one.yaml", ASSESSMENT)
    write(tmp_path, "standards/one.yaml", STANDARD)
    return tmp_path


def standing(root: Path) -> OfficeStanding:
    return office_standing(root, LAW, ON)


def told(root: Path) -> list[tuple[str, str]]:
    """Return each finding by rule and place; its texts are complete in both languages."""
    found = standing(root).findings
    texts = [
        getattr(one, part)(language)
        for one in found
        for part in ("wrong", "why", "remedy")
        for language in LANGUAGES
    ]
    assert all("{" not in text for text in texts)
    return [(one.rule.id, str(one.place)) for one in found]


def test_an_office_without_mistakes_has_no_findings(root: Path) -> None:
    assert told(root) == []
    found = standing(root)
    assert [row.bits.met.bit_count() for row in found.rows("gpai-2025") if row.bits] == [8]
    assert len(found.filed) == len(found.assessments) == 1
    assert found.assessments_of("gpai-2025").last(ON) is found.assessments[0]


def yaml(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what puts one mistake into a file."""

    def change(root: Path) -> None:
        text = (root / name).read_text()
        assert old in text
        (root / name).write_text(text.replace(old, new))

    return change


def report(name: str = "reports/a/2026-H1.json", **values: Any) -> Callable[[Path], None]:
    return lambda root: write(root, name, json.dumps(REPORT | values)) and None


HEAD, ONE, PAPER, NORM = "office.yaml", "signatories/a.yaml", "assessments/one.yaml", "standards/one.yaml"
MISTAKES: list[tuple[str, Callable[[Path], object], list[tuple[str, str]]]] = [
    ("newer format", yaml(HEAD, "office/1", "office/2"), [("ADH-DOS-021", "office.yaml:1")]),
    ("newer signatory", yaml(ONE, "signatory/1", "signatory/2"), [("ADH-DOS-021", "signatories/a.yaml:1")]),
    ("unknown field", yaml(ONE, "size:", "email: x\nsize:"), [("ADH-DOS-004", "signatories/a.yaml:3")]),
    ("no codes", yaml(HEAD, "codes:\n  - id: gpai-2025\n", ""), [("ADH-DOS-063", "office.yaml:1"), ("ADH-MON-015", "office.yaml:4"), ("ADH-MON-015", "signatories/a.yaml:5"), ("ADH-MON-015", "reports/a/2026-H1.json"), ("ADH-MON-030", "assessments/one.yaml:2")]),
    ("unknown code", yaml(HEAD, "id: gpai-2025\n", "id: gpai-2025\n  - id: gpai-2024\n"), [("ADH-MON-015", "office.yaml:5")]),
    ("a code twice", yaml(HEAD, "id: gpai-2025\n", "id: gpai-2025\n  - id: gpai-2025\n"), [("ADH-DOS-189", "office.yaml:5")]),
    ("codes in a circle", yaml(HEAD, "id: gpai-2025\n", "id: gpai-2025\n    succeeded_by: gpai-2025\n"), [("ADH-MON-014", "office.yaml:4")]),
    ("period backwards", yaml(HEAD, "until: 2026-06-30", "until: 2025-06-30"), [("ADH-DOS-184", "office.yaml:6"), ("ADH-MON-005", "reports/a/2026-H1.json")]),
    ("due too early", yaml(HEAD, "due: 2026-08-31", "due: 2026-06-30"), [("ADH-DOS-184", "office.yaml:6"), ("ADH-MON-007", "reports/a/2026-H1.json")]),
    ("date in words", yaml(ONE, "2025-08-01", '"August 2025"'), [("ADH-DOS-007", "signatories/a.yaml:5"), ("ADH-MON-001", "reports/a/2026-H1.json")]),
    ("chapters and another extent", yaml(ONE, "article-53,", "full, chapters: [T],"), [("ADH-DOS-186", "signatories/a.yaml:5")]),
    ("no chapter", yaml(ONE, "article-53", "chapters"), [("ADH-DOS-187", "signatories/a.yaml:5")]),
    ("unknown chapter", yaml(ONE, "article-53,", "chapters, chapters: [Q],"), [("ADH-MON-019", "signatories/a.yaml:5")]),
    ("adhering twice", yaml(ONE, "  - {code", "  - {code: gpai-2025, extent: full, since: 2025-09-01}\n  - {code"), [("ADH-MON-018", "signatories/a.yaml:6")]),
    ("report of a stranger", report("reports/b/2026-H1.json", signatory="b"), [("ADH-MON-001", "reports/b/2026-H1.json")]),
    ("report in the wrong folder", report("reports/b/2026-H1.json"), [("ADH-DOS-188", "reports/b/2026-H1.json")]),
    ("period before adherence", yaml(ONE, "since: 2025-08-01", "since: 2026-07-01"), [("ADH-MON-002", "reports/a/2026-H1.json")]),
    ("two reports for one period", report("reports/a/again.json"), [("ADH-MON-003", "reports/a/2026-H1.json"), ("ADH-MON-003", "reports/a/again.json"), ("ADH-MON-006", "signatories/a.yaml:1")]),
    ("other days", report(period={"since": "2026-01-02", "until": "2026-06-30"}), [("ADH-MON-004", "reports/a/2026-H1.json"), ("ADH-MON-006", "signatories/a.yaml:1")]),
    ("late", report(published="2026-09-01"), [("ADH-MON-007", "reports/a/2026-H1.json")]),
    ("other size", report(size="large"), [("ADH-MON-009", "reports/a/2026-H1.json")]),
    ("no report", lambda root: shutil.rmtree(root / "reports"), [("ADH-MON-006", "signatories/a.yaml:1")]),
    ("newer report", report(format="adhere/report/2"), [("ADH-REP-006", "reports/a/2026-H1.json, format")]),
    ("approval after the change", yaml(PAPER, "adequacy-assessment", "approval"), [("ADH-MON-040", "assessments/one.yaml:5")]),
    ("unknown obligation", yaml(PAPER, "opinion", 'obligations: [{obligation: "aia:art-9", judgement: adequate, why: "x"}]\nopinion'), [("ADH-MON-032", "assessments/one.yaml:4")]),
    ("decision before opinion", yaml(PAPER, "on: 2026-09-01", "on: 2026-10-02"), [("ADH-MON-045", "assessments/one.yaml:5")]),
    ("review before decision", yaml(PAPER, "published", "review: 2026-09-30\npublished"), [("ADH-MON-049", "assessments/one.yaml:2")]),
    ("unknown judgement", yaml(PAPER, "judgement: adequate\nop", "judgement: fine\nop"), [("ADH-DOS-021", "assessments/one.yaml:3")]),
    ("unknown decider", yaml(PAPER, "by: commission", "by: council"), [("ADH-DOS-021", "assessments/one.yaml:5")]),
    ("unknown state", yaml(NORM, "state: draft", "state: nearly"), [("ADH-DOS-021", "standards/one.yaml:7")]),
    ("no state", yaml(NORM, "states:\n  - {state: draft, on: 2026-01-01}", "states: []"), [("ADH-DOS-063", "standards/one.yaml:6")]),
    ("a standard twice", lambda root: write(root, "standards/two.yaml", STANDARD), [("ADH-DOS-189", "standards/two.yaml:2")]),
    ("not a provision", yaml(NORM, "aia:art-55.1.d", "Article 55"), [("ADH-DOS-064", "standards/one.yaml:5")]),
    ("a stray file", lambda root: write(root, "reports/a/2026-H1.JSON", "{}"), [("ADH-DOS-182", "reports/a/2026-H1.JSON")]),
    ("a folder named like a report", lambda root: (root / "reports/a/2027-H1.json").mkdir(), [("ADH-DOS-065", "reports/a/2027-H1.json")]),
    ("a report beside the folders", lambda root: write(root, "reports/loose.json", "{}"), [("ADH-DOS-182", "reports/loose.json")]),
    ("a linked report", lambda root: (root / "reports/a/2026-H2.json").symlink_to(root / "office.yaml"), [("ADH-DOS-181", "reports/a/2026-H2.json")]),
    ("a linked office", lambda root: (root / HEAD).rename(root / "x") and (root / HEAD).symlink_to(root / "x"), [("ADH-DOS-181", "office.yaml")]),
    ("a broken code", lambda root: (yaml(HEAD, "id: gpai-2025\n", "id: gpai-2025\n  - id: own\n")(root), write(root, "codes/own/code.toml", "id = 1")), [("ADH-DOS-190", "codes/own"), ("ADH-MON-015", "office.yaml:5")]),
    ("not YAML", lambda root: write(root, ONE, b"\xff\xfe: ["), [("ADH-DOS-013", "signatories/a.yaml:1"), ("ADH-MON-001", "reports/a/2026-H1.json")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [one[1:] for one in MISTAKES], ids=[one[0] for one in MISTAKES]
)
def test_each_mistake_is_told_at_its_place(
    root: Path, change: Callable[[Path], object], expected: list[tuple[str, str]]
) -> None:
    change(root)
    found = told(root)
    assert [one for one in expected if one not in found] == []
    assert [one for one in found if one[0].startswith("ADH-DOS") and one not in expected] == []


def test_every_rule_of_an_office_is_met() -> None:
    met = {rule for one in MISTAKES for rule, _ in one[2]} | {"ADH-DOS-180", "ADH-DOS-183", "ADH-DOS-185"}
    assert {one.id for one in rules() if "ADH-DOS-180" <= one.id <= "ADH-DOS-199"} <= met


def test_periods_that_stand_twice_or_overlap_are_told(root: Path) -> None:
    line = OFFICE.splitlines()[-1]
    text = f"{OFFICE}{line}\n{line.replace('2026-H1', '2026-X')}\n"
    write(root, "office.yaml", text)
    found = told(root)
    assert found[:2] == [("ADH-DOS-183", "office.yaml:7"), ("ADH-DOS-185", "office.yaml:8")]
    other = line.replace("2026-H1", "2026-X").replace("}", ", sizes: [large]}")
    write(root, "office.yaml", f"{OFFICE.replace('08-31}', '08-31, sizes: [small]}')}{other}\n")
    assert told(root) == []


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-1", "1e400", "9" * 5000, '"many"', "[]", "true"])
def test_figures_that_are_none_are_told_and_left_out(root: Path, value: str) -> None:
    text = json.dumps(REPORT | {"measures": {"T-1.2": {"figures": {"request-days-worst": {"value": 0}}}}})
    write(root, "reports/a/2026-H1.json", text.replace('"value": 0', f'"value": {value}'))
    assert any(rule.startswith("ADH-REP") for rule, _ in told(root))
    assert list(standing(root).figures("gpai-2025")) == []


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"{}", b"\xff", b"null", b'{"format": 1}'])
def test_bytes_that_are_no_report_are_told(root: Path, content: bytes) -> None:
    write(root, "reports/a/2026-H1.json", content)
    assert any(rule.startswith("ADH-REP") for rule, _ in told(root))


def test_no_more_of_a_report_is_read_than_it_may_be_long(root: Path) -> None:
    with (root / "reports/a/2026-H1.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert ("ADH-REP-001", "reports/a/2026-H1.json") in told(root)


def test_no_more_files_are_read_than_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(officefolder, "MOST", 1)
    write(root, "signatories/b.yaml", PERSON)
    assert told(root) == [("ADH-DOS-180", "signatories")]


def test_a_report_from_elsewhere_is_put_to_its_signatory(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/handed-in.json", json.dumps(REPORT))
    found = standing(root)
    filed = put(read_report_file(tmp_path / "elsewhere", "handed-in.json"), found.office, found.codes)
    assert filed.evaluation is not None
    assert filed.window is not None
    assert filed.window.id == "2026-H1"


def test_the_example_office_is_what_its_generator_writes(tmp_path: Path) -> None:
    make_office.main(tmp_path / "office")
    made = {
        path.relative_to(tmp_path / "office"): path.read_bytes()
        for path in (tmp_path / "office").rglob("*.*")
    }
    kept = ROOT / "examples" / "office"
    assert made == {path.relative_to(kept): path.read_bytes() for path in kept.rglob("*.*")}
    assert len(make_office.SIZES) == 12


def test_the_example_office_is_evaluated_the_same_way_through_a_file(tmp_path: Path) -> None:
    found = standing(ROOT / "examples" / "office")
    code = found.codes["gpai-2025"]
    assert not [one for one in found.findings if one.rule.severity == "error"]
    first = code_in_use(found, code, LAW, tmp_path / "kept.sqlite")
    again = code_in_use(found, code, LAW, tmp_path / "kept.sqlite")
    assert first.shown.objectives == again.shown.objectives == code_in_use(found, code, LAW).shown.objectives
    with Submissions(tmp_path / "kept.sqlite") as kept:
        assert len(list(kept.rows("gpai-2025"))) == 35
    assert first.single
    assert "voorbeeldaanbieder" not in repr(first.shown)


def test_a_measure_that_the_next_version_lacks_loses_what_was_assessed(root: Path) -> None:
    text = small.HEAD.replace('status = "draft"', 'status = "assessed"')
    write(root, "codes/example/code.toml", text.replace('version = "1"', 'version = "2"'))
    write(root, "codes/example-1/code.toml", text)
    parts = small.PARTS.replace(
        'provision = "aia:art-53.1.a"\ngrade = "derived"', 'provision = "aia:art-53.1.c"\ngrade = "derived"'
    )
    assert parts != small.PARTS
    write(root, "codes/example/parts.toml", parts)
    write(root, "codes/example-1/parts.toml", small.PARTS)
    yaml(HEAD, "id: gpai-2025\n", "id: gpai-2025\n  - id: example\n")(root)
    write(root, "assessments/two.yaml", ASSESSMENT.replace("code: gpai-2025", "code: example\nversion: '1'"))
    found = standing(root)
    standings = adequacy_of(found, found.codes["example"], LAW).adequacy.standings
    (first,) = [one for one in standings if one.obligation.id == "duty:art-53.1.a-1"]
    assert (first.basis, first.verdict.truth.value, bool(first.gone)) == ("lost", "no", True)


def test_a_version_of_the_office_leads_over_the_packaged_one_which_it_can_still_name(root: Path) -> None:
    write(root, "codes/gpai-2025/code.toml", small.HEAD.replace('id = "example"', 'id = "gpai-2025"'))
    write(root, "codes/gpai-2025/parts.toml", small.PARTS)
    found = standing(root)
    assert found.codes["gpai-2025"].version == "1"
    packaged = found.version_of("gpai-2025", "2025-07-10", LAW)
    assert packaged is not None
    assert len(packaged.measures) == 40


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        ({"request-share-in-time": {"value": "95", "unit": "share"}}, "ADH-REP-032"),
        ({"request-days-worst": {"value": "9", "unit": "weeks"}}, "ADH-REP-030"),
        ({"no-such-indicator": {"value": "9", "unit": "days"}}, "ADH-REP-022"),
    ],
)
def test_a_figure_with_an_error_is_told_and_is_in_no_sum(
    root: Path, figure: dict[str, Any], rule: str
) -> None:
    told_of = REPORT["measures"] | {"T-1.2": {"status": "implemented", "figures": figure}}
    report(measures=told_of)(root)
    assert rule in [one for one, _ in told(root)]
    assert list(standing(root).figures("gpai-2025")) == []
    assert len([row for row in standing(root).rows("gpai-2025") if row.bits]) == 1
