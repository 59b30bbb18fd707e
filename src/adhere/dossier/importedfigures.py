# SPDX-License-Identifier: EUPL-1.2
"""Figures that others measured, ``indicators/*.csv`` and ``*.json`` of a dossier: read, checked, and put into the draft of a report.

Format: ``docs/en/reporting.md``. A figure that the dossier itself comes to is never replaced by an imported one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from adhere.codes.code import Code
from adhere.dossier.file import INDICATORS
from adhere.dossier.rules import rule
from adhere.intake.folder import names_in, regular
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding, Place
from adhere.reporting.figures import checked_figure
from adhere.reporting.importing import SIZE_LIMIT, Imported, ReadFigures, read_figures
from adhere.reporting.indicators import Indicator, indicators
from adhere.reporting.periods import period_of
from adhere.reporting.report import Figure
from adhere.reporting.rules import rule as report_rule
from adhere.reporting.wording import clipped

MOST = 200
"""Files that are read."""
ENDINGS = (".csv", ".json")


def read_imported(root: Path) -> Iterator[ReadFigures]:
    """Read every file of figures of a dossier in order of name; nothing is raised."""
    names = names_in(root / INDICATORS, ENDINGS, MOST)
    for name in names[:MOST]:
        yield _read(root, f"{INDICATORS}/{name}")
    if len(names) > MOST:
        found = Finding(rule=rule("ADH-DOS-162"), place=Place(file=INDICATORS), values={"limit": MOST})
        yield ReadFigures(findings=(found,))


def imported_for(root: Path, code: Code, label: str) -> Mapping[str, Figure]:
    """Return the sound figures for a period by indicator; where several files give one, the first by name."""
    known = indicators(code)
    found: dict[str, Figure] = {}
    for read in read_imported(root):
        for one in read.figures:
            sound = not any(bad.rule.severity == "error" for bad in _findings(one, known))
            if one.period == label and sound:
                found.setdefault(one.figure.indicator, one.figure)
    return found


def imported_findings(root: Path, codes: Iterable[Code]) -> Iterator[Finding]:
    """Yield everything wrong with the files of figures, held against the indicators of some codes."""
    known = {name: one for code in codes for name, one in indicators(code).items()}
    for read in read_imported(root):
        yield from read.findings
        for one in read.figures:
            yield from _findings(one, known)


def _findings(one: Imported, known: Mapping[str, Indicator]) -> Iterator[Finding]:
    period = period_of(one.period)
    if period is None:
        values = {"value": clipped(one.period)}
        yield Finding(rule=report_rule("ADH-REP-095"), place=one.place, values=values)
        return
    yield from checked_figure(one.figure, "", period.until, known, one.place)


def _read(root: Path, file: str) -> ReadFigures:
    try:
        with regular(root / file) as opened:
            return read_figures(opened.read(SIZE_LIMIT + 1), file)
    except OSError as error:
        values = {"reason": disk_reason(error)}
        return ReadFigures(
            findings=(Finding(rule=rule("ADH-DOS-065"), place=Place(file=file), values=values),)
        )
