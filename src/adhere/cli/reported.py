# SPDX-License-Identifier: EUPL-1.2
"""A dossier as the commands on reports need it, and which of its reports is meant; exit 2 where there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adhere.cli.output import refuse
from adhere.cli.wording import say

if TYPE_CHECKING:
    from adhere.dossier.reporting import ReportingDesk
    from adhere.dossier.reports import KeptReport
    from adhere.kernel.finding import Finding
    from adhere.reporting.periods import ReportingPeriod
    from adhere.reporting.reading import ReadReport

ENDINGS = (".json",)
"""What a report that was handed in ends with; anything else is a dossier."""


def is_handed_in(path: Path) -> bool:
    """Whether a path is that of a report in a file of its own."""
    return path.suffix.lower() in ENDINGS and not path.is_dir()


def desk_of(path: Path, on: date) -> ReportingDesk:
    """Load and check a dossier; exit 2 where there is none, or only a model folder, and 1 where its file has errors."""
    from adhere.cli.kept import kept
    from adhere.dossier.checks import check
    from adhere.dossier.reporting import ReportingDesk

    dossier = kept(path, on)
    models = check(dossier.portfolio, dossier.law, on).models
    return ReportingDesk(portfolio=dossier.portfolio, models=models, law=dossier.law, on=on)


def reports_of(desk: ReportingDesk) -> tuple[list[KeptReport], list[Finding]]:
    """Return the reports of a dossier, and what lies among them that is none."""
    from adhere.dossier.reports import KeptReport, read_reports

    found = list(read_reports(desk.root))
    kept = [one for one in found if isinstance(one, KeptReport)]
    return kept, [one for one in found if not isinstance(one, KeptReport)]


def chosen(kept: list[KeptReport], code: str | None, period: str | None) -> list[KeptReport]:
    """Return the reports that are meant: those of a code and a period, where given; exit 2 where there are none."""
    if not kept:
        refuse(say("report.none"))
    meant = [one for one in kept if code in (None, one.code) and period in (None, one.name)]
    if not meant:
        wanted = "/".join(name for name in (code, period) if name)
        refuse(say("report.no-report", wanted=wanted, known=_listed(kept)))
    return meant


def one_of(kept: list[KeptReport], code: str | None, period: str | None) -> KeptReport:
    """Return the one report that is meant; exit 2 where it cannot be told which."""
    meant = chosen(kept, code, period)
    if len(meant) > 1:
        refuse(say("report.which", known=_listed(meant)))
    return meant[0]


def handed_in(path: Path) -> ReadReport:
    """Read a report from a JSON file; exit 2 where the file cannot be opened."""
    from adhere.reporting.exchange import SIZE_LIMIT, report_of_bytes

    return report_of_bytes(content_of(path, SIZE_LIMIT), path.name)


def content_of(path: Path, limit: int) -> bytes:
    """Return the bytes of a file, one more than the limit where it is longer; exit 2 where it cannot be opened."""
    from adhere.intake.folder import regular
    from adhere.intake.reasons import disk_reason

    try:
        with regular(path) as file:
            return file.read(limit + 1)
    except OSError as error:
        refuse(say("report.unreadable", file=path, reason=disk_reason(error)))


def period_meant(label: str) -> ReportingPeriod:
    """Return the period of a name; exit 2 where it is none."""
    from adhere.reporting.periods import period_of

    found = period_of(label)
    if found is None:
        refuse(say("report.no-period", period=label))
    return found


def _listed(kept: list[KeptReport]) -> str:
    return ", ".join(f"{one.code}/{one.name}" for one in kept)
