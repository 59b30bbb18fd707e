# SPDX-License-Identifier: EUPL-1.2
"""Makes small reports, and holds them against the code they are on."""

from __future__ import annotations

from datetime import date
from typing import Any

from adhere.codes.catalogue import code
from adhere.kernel.finding import Finding, Place
from adhere.reporting.checks import Known, Reach, report_findings
from adhere.reporting.exchange import report_of
from adhere.reporting.reading import Path
from adhere.reporting.report import Report

ON = date(2027, 2, 1)
GPAI = code("gpai-2025")
WHOLE: dict[str, Any] = {
    "format": "adhere/report/1",
    "code": "gpai-2025",
    "signatory": "Voorbeeld B.V. (example)",
    "size": "small",
    "period": {"since": "2026-01-01", "until": "2026-12-31"},
    "commitments": {"C-1": {"new": False, "plans": True, "planned": "A test of outputs."}},
    "measures": {
        "C-1.5": {
            "status": "implemented",
            "answers": {"implementation": "There is an address.", "outcomes": "Five decisions."},
            "figures": {
                "complaint-share-decided": {
                    "value": "0.8333", "unit": "share", "basis": "imported", "total": 6, "source": "complaints.csv",
                },
            },
        },
    },
}  # fmt: skip


def where(path: Path) -> Place:
    return Place(file="report", at=".".join(path))


def changed(**parts: Any) -> dict[str, Any]:
    return {**WHOLE, **parts}


def with_figure(
    name: str = "complaint-share-decided", measure: str = "C-1.5", **parts: Any
) -> dict[str, Any]:
    """Return the report with another figure; a part that is None is left out."""
    told = {"value": "0.5", "unit": "share", "basis": "stated", **parts}
    figure = {key: value for key, value in told.items() if value is not None}
    own = {**WHOLE["measures"]["C-1.5"], "figures": {}}
    measures = {"C-1.5": own, measure: {**own, "figures": {name: figure}}}
    return changed(measures=measures)


def report(value: dict[str, Any] | None = None) -> Report:
    read = report_of(value or WHOLE)
    assert read.findings == ()
    assert read.report is not None
    return read.report


def found(value: dict[str, Any], bound: frozenset[str] | None = None, on: date = ON) -> list[Finding]:
    """Return everything that is wrong with a report, its shape and what it says."""
    read = report_of(value)
    reach = Reach(bound=bound) if bound is not None else None
    known = Known(code=GPAI, on=on, where=where, reach=reach)
    said = list(report_findings(read.report, known)) if read.report else []
    return [*read.findings, *said]


def rules(value: dict[str, Any], bound: frozenset[str] | None = None, on: date = ON) -> set[str]:
    return {one.rule.id.removeprefix("ADH-REP-") for one in found(value, bound, on)}
