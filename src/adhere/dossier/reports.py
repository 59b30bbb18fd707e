# SPDX-License-Identifier: EUPL-1.2
"""Reports kept in a dossier, ``reports/<code>/<period>.yaml``, read with the line of every field.

Format ``adhere/report/1`` (``docs/en/reporting.md``); Article 56(5). What a report says is checked in ``reportchecks``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING

from adhere.dossier.file import REPORTS
from adhere.dossier.rules import rule
from adhere.kernel.finding import Finding, Place
from adhere.reporting.reading import FORMAT, Path, Where, read_report

if TYPE_CHECKING:
    from adhere.reporting.report import Report

PAGE = "docs/en/reporting.md"
MOST = 500
"""Reports that are read: two a year for as many years as any code will last."""


@dataclass(frozen=True, kw_only=True)
class KeptReport:
    """The file of a report, the report where it could be read, where its fields stand, and what is wrong with the file."""

    file: str
    report: Report | None
    where: Where
    findings: tuple[Finding, ...] = ()

    @property
    def code(self) -> str:
        """The code it is filed under."""
        return self.file.split("/")[-2]

    @property
    def name(self) -> str:
        """The name of its file, which is that of its period."""
        return self.file.rpartition("/")[2].removesuffix(".yaml")


def file_of(code: str, label: str) -> str:
    """Return the file of the report on a code over a period, relative to the dossier."""
    return f"{REPORTS}/{code}/{label}.yaml"


def read_reports(root: DiskPath) -> Iterator[KeptReport | Finding]:
    """Read every report of a dossier in order of code and file name; nothing is raised. What lies there and is none is told."""
    count = 0
    for name, is_folder in _listed(root / REPORTS):
        folder = f"{REPORTS}/{name}"
        if not is_folder:
            if name.endswith(".yaml"):
                yield Finding(rule=rule("ADH-DOS-161"), place=Place(file=folder), values={"name": name})
            continue
        for file, below in _listed(root / folder):
            if below or not file.endswith(".yaml"):
                continue
            count += 1
            if count > MOST:
                yield Finding(rule=rule("ADH-DOS-160"), place=Place(file=REPORTS), values={"limit": MOST})
                return
            yield read_kept_report(root, f"{folder}/{file}")


def read_kept_report(root: DiskPath, file: str) -> KeptReport:
    """Read one report."""
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without reports never needs

    kept = read_kept(root, file, PAGE, FORMAT)

    def where(path: Path) -> Place:
        return kept.place(*path)

    if not kept.readable:
        return KeptReport(file=file, report=None, where=where, findings=tuple(kept.findings))
    read = read_report(kept.tree.value, where, format_read=True)
    return KeptReport(file=file, report=read.report, where=where, findings=(*kept.findings, *read.findings))


def _listed(folder: DiskPath) -> list[tuple[str, bool]]:
    try:
        with os.scandir(folder) as listing:
            return sorted((one.name, one.is_dir()) for one in listing if not one.name.startswith("."))
    except OSError:
        return []
