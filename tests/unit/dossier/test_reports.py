# SPDX-License-Identifier: EUPL-1.2
"""Reports of a dossier: read with their lines, drafted, checked against what binds and what the dossier comes to, issued and verified."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.unit.dossier.upkept import dossier, write

from adhere.dossier.checks import check
from adhere.dossier.importedfigures import imported_for, read_imported
from adhere.dossier.issue import NothingChangedError, NotSoundError, Wish
from adhere.dossier.portfolio import load
from adhere.dossier.reportchecks import Depth, findings_on, reports_findings
from adhere.dossier.reportdrafting import NothingToReportError, subject_of
from adhere.dossier.reporting import ReportingDesk
from adhere.dossier.reportissue import NotOverError, SameNameError, issue_report
from adhere.dossier.reportissue import subject_of as issue_subject
from adhere.dossier.reports import MOST, KeptReport, file_of, read_kept_report, read_reports
from adhere.dossier.reportwriting import ReportExistsError, draft_text, write_draft
from adhere.kernel.finding import Finding
from adhere.law.library import Law
from adhere.ledger.keys import new_key
from adhere.ledger.verification import verify
from adhere.reporting.drafting import draft
from adhere.reporting.periods import ReportingPeriod, period_of

ON = date(2027, 2, 1)
LAW = Law()
YEAR = ReportingPeriod(since=date(2026, 1, 1), until=date(2026, 12, 31))
LARGE = "      compute.training.operations: 4e23\n      modalities.output: [text]\n"
ADHERENCE = """\
format: adhere/adherence/1
code: gpai-2025
extent: chapters
chapters: [T, C]
from: 2026-03-01
measures:
  C-1.1: {status: implemented, how: "A policy.", owner: "A. Person"}
"""
REPORT = """\
format: adhere/report/1
code: gpai-2025
signatory: "Voorbeeld B.V. (example)"
size: small
period: {since: 2026-03-01, until: 2026-12-31}
measures:
  C-1.1:
    status: implemented
    answers:
      implementation: "The policy was kept."
    figures:
"""
FILE = "reports/gpai-2025/2026.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = dossier(tmp_path / "dossier")
    text = (folder / "adhere.yaml").read_text(encoding="utf-8")
    write(
        folder / "adhere.yaml",
        text.replace("established_in: NL}", "established_in: NL, size: small}") + LARGE,
    )
    write(folder / "adherence/gpai-2025.yaml", ADHERENCE)
    return folder


def desk(root: Path, on: date = ON) -> ReportingDesk:
    portfolio = load(root, on)
    return ReportingDesk(portfolio=portfolio, models=check(portfolio, LAW, on).models, law=LAW, on=on)


def rules(found: Iterable[Finding]) -> set[str]:
    return {one.rule.id.removeprefix("ADH-") for one in found}


def told(root: Path, text: str, file: str = FILE, on: date = ON) -> dict[str, int | None]:
    """Return the rules a report meets, with the line of each."""
    write(root / file, text)
    found = findings_on(read_kept_report(root, file), desk(root, on), Depth(lacks=True))
    return {one.rule.id.removeprefix("ADH-"): one.place.line for one in found}


def test_mistakes_are_told_on_their_line(root: Path) -> None:
    figures = "      complaint-share-decided: {value: 87, unit: percent}\n"
    found = told(root, REPORT + figures)
    assert found["REP-030"] == found["REP-040"] == 12
    assert told(root, REPORT.replace("2026-12-31", "31 December"))["REP-005"] == 5
    assert told(root, REPORT.replace("status: implemented", "status: done"))["REP-006"] == 8
    assert told(root, REPORT + "  C-1.1: {}\n")["DOS-002"] == 12
    assert told(root, REPORT.replace("report/1", "report/2"))["DOS-021"] == 1


def test_a_report_is_held_against_its_file_and_the_dossier(root: Path) -> None:
    assert "REP-054" in told(root, REPORT, "reports/gpai-2025/2025.yaml")
    assert "REP-056" in told(root, REPORT, "reports/other/2026.yaml")
    assert "REP-066" in told(root, REPORT.replace("Voorbeeld", "Andere"))
    assert "REP-067" in told(root, REPORT.replace("size: small", "size: micro"))
    assert "REP-024" in told(root, REPORT.replace("code: gpai-2025", "code: gpai-2099"))
    assert "REP-065" in told(root, REPORT.replace("2026-", "2025-"), "reports/gpai-2025/2025.yaml")
    assert "REP-023" in told(root, REPORT.replace("C-1.1", "S-1.1"))
    sound = told(root, REPORT)
    assert not {one for one in sound if one < "REP-070"}
    assert {"REP-070", "REP-071", "REP-072", "REP-073"} <= set(sound)


def test_a_file_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "reports/gpai-2025").mkdir(parents=True)
    (root / "reports/gpai-2025/a.yaml").write_bytes(b"\xff")
    (root / "reports/gpai-2025/b.yaml").symlink_to("nowhere")
    write(root / "reports/gpai-2025/c.yaml", "- a\n")
    write(root / "reports/loose.yaml", REPORT)
    write(root / "reports/gpai-2025/notes.md", "x")
    found = list(read_reports(root))
    assert [one.findings[0].rule.id if isinstance(one, KeptReport) else one.rule.id for one in found] == [
        "ADH-DOS-013",
        "ADH-DOS-065",
        "ADH-DOS-064",
        "ADH-DOS-161",
    ]


@pytest.mark.slow
def test_more_reports_than_can_be_read_are_told(root: Path) -> None:
    for number in range(MOST + 1):
        write(root / f"reports/gpai-2025/{number:05d}.yaml", "")
    *_, last = read_reports(root)
    assert isinstance(last, Finding)
    assert last.rule.id == "ADH-DOS-160"


def test_check_tells_what_is_due_and_of_a_draft_only_how_much_is_open(root: Path) -> None:
    assert rules(reports_findings(desk(root, date(2027, 4, 1)))) == {"REP-063"}
    assert rules(reports_findings(desk(root, date(2027, 3, 10)))) == {"REP-064"}
    write(root / FILE, REPORT)
    write(root / "reports/gpai-2025/again.yaml", REPORT)
    assert rules(reports_findings(desk(root, date(2027, 4, 1)))) == {"REP-054", "REP-060", "REP-076"}
    whole = check(load(root, ON), LAW, ON, documentation=True)
    assert {"REP-060", "REP-076"} <= rules(whole.findings)


def test_a_draft_holds_what_binds_and_nothing_that_is_made_up(root: Path) -> None:
    one = desk(root)
    code = one.code("gpai-2025")
    assert code is not None
    subject = subject_of(one, code, YEAR)
    assert (subject.period.since, subject.period.until) == (date(2026, 3, 1), date(2026, 12, 31))
    made = draft(subject, "en")
    assert {one.measure for one in made.measures} >= {"C-1.1", "C-1.5"}
    assert not any(one.measure.startswith("S-") for one in made.measures)
    assert not any(one.answers for one in made.measures)
    assert all(figure.basis == "computed" for _, figure in made.figures())
    assert {one.status for one in made.measures if one.measure != "C-1.1"} == {None}
    file = write_draft(root, subject, made, "en")
    assert file == file_of("gpai-2025", "2026") == FILE
    kept = read_kept_report(root, FILE)
    assert kept.findings == ()
    assert kept.report == made
    with pytest.raises(ReportExistsError):
        write_draft(root, subject, made, "en")
    assert not [one for one in findings_on(kept, one, Depth(figures=True)) if one.rule.severity == "error"]
    dutch = draft_text(subject, made, "nl")
    assert "Eenheid: aandeel" in dutch


@pytest.mark.parametrize(
    ("change", "label", "why"),
    [
        (("size: small", "staff: 3"), "2026", "no-size"),
        (("from: 2026-03-01", "from: 2027-01-15"), "2026", "not-adhered"),
        (("chapters: [T, C]", "chapters: []"), "2026", "nothing-bound"),
        (("", ""), "2028", "period-future"),
    ],
)
def test_there_is_no_draft_where_there_is_nothing_to_report(
    root: Path, change: tuple[str, str], label: str, why: str
) -> None:
    for name in ("adhere.yaml", "adherence/gpai-2025.yaml"):
        text = (root / name).read_text(encoding="utf-8")
        write(root / name, text.replace(*change))
    one, period = desk(root), period_of(label)
    code = one.code("gpai-2025")
    assert code is not None
    assert period is not None
    with pytest.raises(NothingToReportError, match=why):
        subject_of(one, code, period)


def test_computed_figures_are_held_against_the_dossier(root: Path) -> None:
    figures = "      completeness-office: {value: 1, unit: share, basis: computed}\n"
    figures += "      complaint-share-decided: {value: 1, unit: share, basis: computed}\n"
    write(root / FILE, REPORT + figures)
    found = findings_on(read_kept_report(root, FILE), desk(root), Depth(figures=True))
    assert {"REP-041", "REP-043"} <= rules(found)


IMPORTED = "indicator,period,value,unit,state,total,why\ncomplaint-share-decided,2026,0.9,share,,10,\n"


def test_figures_of_others_come_into_a_draft_and_are_checked(root: Path) -> None:
    write(root / "indicators/a.csv", IMPORTED)
    one = desk(root)
    code = one.code("gpai-2025")
    assert code is not None
    assert set(imported_for(root, code, "2026")) == {"complaint-share-decided"}
    assert imported_for(root, code, "2025") == {}
    figure = next(
        one for _, one in draft(subject_of(one, code, YEAR), "en").figures() if one.basis == "imported"
    )
    assert (figure.source, figure.total) == ("indicators/a.csv", 10)
    write(root / "indicators/b.csv", IMPORTED.replace("0.9,share", "90,percent").replace(",2026,", ",soon,"))
    write(root / "indicators/c.csv", IMPORTED.replace("0.9,share", "90,percent"))
    (root / "indicators/d.csv").mkdir()
    found = rules(reports_findings(desk(root, date(2027, 1, 2))))
    assert {"REP-030", "REP-095", "DOS-065"} <= found
    assert len(list(read_imported(root))) == 4


KEY = new_key()
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


def issued(root: Path, text: str = REPORT, *, again: bool = False, on: date = ON) -> str:
    write(root / FILE, text)
    one, kept = desk(root, on), read_kept_report(root, FILE)
    assert kept.report is not None
    code = one.code("gpai-2025")
    assert code is not None
    subject = issue_subject(kept.report, code, one, findings_on(kept, one, Depth()))
    return issue_report(subject, Wish(documents=("md",), again=again), KEY, NOW).subject


def test_a_report_is_issued_signed_and_verified(root: Path) -> None:
    assert issued(root) == "gpai-2025/report-2026/0001"
    with pytest.raises(NothingChangedError):
        issued(root)
    assert issued(root, REPORT.replace("was kept", "was kept well")) == "gpai-2025/report-2026/0002"
    found = verify(root)
    assert (found.outcome, list(found.findings)) == ("self-consistent", [])
    folder = root / "issued/gpai-2025/report-2026/0002"
    assert [path.name for path in (folder / "packs").iterdir()] == ["office.json"]
    names = sorted(path.name for path in (folder / "documents").iterdir())
    assert names == ["report-en.md", "report-nl.md", "report.json"]
    write(folder / "documents/report.json", "{}")
    assert verify(root).outcome == "broken"


def test_what_is_published_is_for_everybody(root: Path) -> None:
    issued(root, REPORT.replace("size: small", "size: small\npublished: 2027-01-20"))
    folder = root / "issued/gpai-2025/report-2026/0001/packs"
    assert sorted(path.name for path in folder.iterdir()) == ["office.json", "public.json"]


def test_a_report_with_errors_or_of_a_period_that_runs_is_not_issued(root: Path) -> None:
    with pytest.raises(NotSoundError):
        issued(root, REPORT.replace("code: gpai-2025\n", "code: gpai-2025\nsing: x\n"))
    with pytest.raises(NotOverError):
        issued(root, on=date(2026, 12, 31))


def test_a_model_called_as_the_code_is_would_be_taken_for_it(root: Path) -> None:
    text = (root / "adhere.yaml").read_text(encoding="utf-8")
    write(root / "adhere.yaml", text.replace("  example:\n", "  gpai-2025:\n"))
    with pytest.raises(SameNameError):
        issued(root)
