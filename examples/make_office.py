# SPDX-License-Identifier: EUPL-1.2
"""Write the example office: twelve made-up signatories of the code of 10 July 2025, with reports over three periods.

Nothing in it is a real provider, report, assessment or figure; the code and the law are real. The same files come out each time.

    python examples/make_office.py [FOLDER]
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from adhere.adherence.statement import Status
from adhere.codes.catalogue import code
from adhere.codes.code import Code, Measure
from adhere.reporting.exchange import json_of
from adhere.reporting.report import CommitmentReport, Figure, MeasureReport, Report

TARGET = Path(__file__).parent / "office"
CODE = "gpai-2025"
SPDX = "# SPDX-License-Identifier: EUPL-1.2"
NOTE = "# An example: no such provider, report or assessment exists."
PERIODS = (
    ("2025-T3", date(2025, 9, 1), date(2025, 12, 31), date(2026, 2, 28)),
    ("2026-T1", date(2026, 1, 1), date(2026, 4, 30), date(2026, 6, 30)),
    ("2026-T2", date(2026, 5, 1), date(2026, 8, 31), date(2026, 10, 31)),
)
SIZES = ("large",) * 5 + ("small-mid-cap", "medium", "medium", "small", "small", "micro", "small")
LATE_JOINER, SILENT, FALLEN_BACK = 12, 8, 3
LATE = (7, 2)
"""Signatories by number: one that joins in the second period, one that misses it, one that falls back after it; and who is late, when."""


def main(target: Path) -> None:
    """Write the whole folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    for name, text in files(code(CODE)):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def files(whole: Code) -> Iterator[tuple[str, str]]:
    """Yield every file by name."""
    yield "office.yaml", office()
    for number in range(1, len(SIZES) + 1):
        yield f"signatories/{identity(number)}.yaml", signatory(number)
        for place, period in enumerate(PERIODS):
            report = report_of(whole, number, place)
            if report is not None:
                text = json.dumps(json_of(report), indent=1, ensure_ascii=False)
                yield f"reports/{identity(number)}/{period[0]}.json", f"{text}\n"
    yield "signatories/voorbeeldaanbieder-13.yaml", invited()
    yield "assessments/voorbeeld-2026.yaml", assessment()
    yield "standards/voorbeeldnorm.yaml", standard()


def identity(number: int) -> str:
    """Return the id of a signatory."""
    return f"voorbeeldaanbieder-{number:02d}"


def office() -> str:
    """Return office.yaml."""
    periods = "\n".join(
        f'  - {{id: "{name}", code: {CODE}, since: {since}, until: {until}, due: {due}}}'
        for name, since, until, due in PERIODS
    )
    return f"""{SPDX}
{NOTE}
format: adhere/office/1
name: "Voorbeeldbureau (example)"
example: true
codes:
  - id: {CODE}
periods:
{periods}
"""


def signatory(number: int) -> str:
    """Return the file of one signatory."""
    large = number <= 5
    since = "2026-01-01" if number == LATE_JOINER else "2025-08-01"
    extent = "full" if large else "article-53"
    answer = "accepted" if large else "article-53-only"
    return f"""{SPDX}
{NOTE}
format: adhere/signatory/1
name: "Voorbeeldaanbieder {number:02d} (example)"
example: true
size: {SIZES[number - 1]}
adherences:
  - {{code: {CODE}, extent: {extent}, since: {since}}}
invitations:
  - {{code: {CODE}, on: 2025-07-18, answer: {answer}, answered: {since}}}
"""


def invited() -> str:
    """Return the file of a provider that was invited and declined."""
    return f"""{SPDX}
{NOTE}
format: adhere/signatory/1
name: "Voorbeeldaanbieder 13 (example)"
example: true
size: large
invitations:
  - {{code: {CODE}, on: 2025-07-18, answer: declined, answered: 2025-07-30}}
"""


def report_of(whole: Code, number: int, place: int) -> Report | None:
    """Return what a signatory reports over a period, None where it does not."""
    if (number, place) in ((SILENT, 1), (LATE_JOINER, 0)):
        return None
    measures = [one for one in whole.measures if number <= 5 or not one.id.startswith("S-")]
    _, since, until, due = PERIODS[place]
    return Report(
        code=CODE,
        signatory=identity(number),
        size=SIZES[number - 1],
        since=since,
        until=until,
        published=due + timedelta(days=9 if (number, place) == LATE else -4),
        commitments=(CommitmentReport(commitment="T-1", new=place == 0, new_measures=None, plans=True),),
        measures=tuple(told(one, turn, number, place) for turn, one in enumerate(measures)),
        example=True,
    )


def told(measure: Measure, turn: int, number: int, place: int) -> MeasureReport:
    """Return what is reported on one measure."""
    status = status_of(measure, turn, number, place)
    answers = {"implementation": f"Example text on {measure.id}."} if (turn + number) % 9 else {}
    return MeasureReport(
        measure=measure.id,
        status=status,
        answers=answers,
        figures=tuple(figures(measure, number, place)),
    )


def status_of(measure: Measure, turn: int, number: int, place: int) -> Status:
    """Return a status: most measures are carried out, more of them each period."""
    if (number, measure.id, place) == (FALLEN_BACK, "C-1.3", 2):
        return "not-started"
    if number == 2 and measure.id == "S-6.1":
        return "alternative"
    if measure.id == "S-8.3" and number in (4, 5):
        return "partial"
    behind = (7 * turn + 3 * number) % 10 - 2 * place
    return "partial" if behind >= 8 else "planned" if behind == 7 and place == 0 else "implemented"


def figures(measure: Measure, number: int, place: int) -> Iterator[Figure]:
    """Yield the figures on one measure; some are not reported, with the reason."""
    if measure.id == "T-1.2":
        yield Figure(indicator="request-days-worst", unit="days", value=Decimal(6 + number - 2 * place))
    if measure.id == "C-1.5" and number <= 5:
        value = Decimal(40 * number if number < 5 else 900) + 10 * place
        yield Figure(indicator="complaints-received", unit="count", value=value)
    if measure.id == "C-1.3" and number <= 5:
        yield Figure(indicator="reservations-honoured-share", unit="share", why="Not measured yet.")


def assessment() -> str:
    """Return an assessment of the code."""
    return f"""{SPDX}
{NOTE}
format: adhere/assessment/1
title: "Assessment of adequacy (example)"
example: true
code: {CODE}
version: 2025-07-10
judgement: in-part
obligations:
  - {{obligation: "aia:art-53.1.a", judgement: adequate, why: "Measures 1.1 and 1.3 cover the documentation and its upkeep (example)."}}
  - {{obligation: "aia:art-53.1.c", judgement: adequate, why: "The chapter on copyright covers it (example).", measures: [C-1.1, C-1.2, C-1.3]}}
  - {{obligation: "aia:art-55.1.d", judgement: in-part, why: "What is reported does not show outcomes (example)."}}
opinion:
  on: 2026-09-10
  judgement: in-part
  dissent: ["Some members found the whole adequate (example)."]
decision: {{kind: adequacy-assessment, by: commission, on: 2026-10-01, effective: 2026-10-15}}
published: 2026-10-02
address: "https://example.org/assessment"
review: 2028-10-01
"""


def standard() -> str:
    """Return the record of a standard with an assessment."""
    return f"""{SPDX}
{NOTE}
format: adhere/standard/1
id: "prEN 99999"
title: "Security of model weights (example)"
body: "Voorbeeldcommissie (example)"
example: true
targets: ["aia:art-55.1.d"]
states:
  - {{state: draft, on: 2025-11-03}}
  - {{state: enquiry, on: 2026-09-14}}
assessment:
  on: 2026-10-20
  by: "Voorbeeldbureau (example)"
  serves:
    - {{target: "aia:art-55.1.d", relation: supports, degree: part, why: "Weights are protected; infrastructure is left out (example)."}}
    - {{target: "{CODE}:S-6.1", relation: supports, degree: part}}
  gaps: ["Threat models with insiders (example)"]
"""


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
