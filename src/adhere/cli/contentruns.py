# SPDX-License-Identifier: EUPL-1.2
"""Runs over training content as they lie on a disk: a folder that ``adhere content summarise`` wrote; exit 2 where there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adhere.cli.output import refuse
from adhere.cli.wording import language, say
from adhere.content.figures import Figures
from adhere.content.figuresjson import FiguresError, read_figures
from adhere.content.summary.material import Content, DomainList
from adhere.dossier.content import DOMAINS, FIGURES, SIZE_LIMIT, domain_list
from adhere.intake.folder import regular
from adhere.intake.reasons import disk_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: its folder, its figures, and what it told the public."""

    folder: Path
    figures: Figures
    domains: DomainList | None = None

    @property
    def content(self) -> Content:
        """The figures and the list, without a register of sources."""
        return Content(figures=self.figures, file=FIGURES, sha256="", domains=self.domains)

    def answers(self) -> dict[str, dict[str, Any]]:
        """Return the rows of the public summary by id; none where it cannot be read."""
        try:
            with regular(self.folder / "summary.json") as file:
                rows = json.loads(file.read(SIZE_LIMIT))["rows"]
            return {row["row"]: row for row in rows}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def names(self) -> list[str]:
        """Return the domains of the list."""
        try:
            with regular(self.folder / DOMAINS) as file:
                return [line.partition(b"\t")[0].decode("utf-8", "replace").strip() for line in file]
        except OSError:
            return []


def run_in(path: Path) -> Run:
    """Return the run in a folder, or of the figures that are named."""
    folder, name = (path, FIGURES) if path.is_dir() else (path.parent, path.name)
    try:
        with regular(folder / name) as file:
            figures = read_figures(file.read(SIZE_LIMIT))
    except OSError as error:
        refuse(say("content-sources.no-run", path=path, reason=disk_reason(error).in_(language())))
    except FiguresError as error:
        refuse(say("content-sources.no-run", path=path, reason=error.reason.in_(language())))
    return Run(folder=folder, figures=figures, domains=domain_list(folder, DOMAINS, None))
