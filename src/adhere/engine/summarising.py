# SPDX-License-Identifier: EUPL-1.2
"""One run over training content: inputs opened, figures computed, the list of domains written, on one machine or on a cluster.

Article 53(1)(d). Both engines give the same figures; what they need installed is told by the name of an extra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from adhere.content.figures import Figures
from adhere.content.sources.register import Sources
from adhere.content.suffixes import Rules
from adhere.kernel.finding import Finding

Engine = Literal["duckdb", "spark"]
Progress = Callable[[str, int, int], None]
"""Told of a file or a step: its name, the bytes done and those there are."""


class RunError(Exception):
    """A run that cannot be; the findings say why, and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is computed, and how; ``work`` keeps converted files between runs, ``sources`` says what was crawled, where it is known."""

    inputs: tuple[str, ...]
    mapping: Path | None = None
    work: Path | None = None
    sources: Sources | None = None
    sme: bool = False
    all_domains: bool = False
    """Whether every domain is kept in a file of its own, and not those listed alone; on one machine only."""
    rules: Rules = "icann"
    psl: Path | None = None
    engine: Engine = "duckdb"
    master: str | None = None
    memory: str = "1GB"
    threads: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What an engine gave: figures and findings; the list of domains lies in the folder."""

    figures: Figures
    findings: tuple[Finding, ...] = ()


def compute(run: Run, folder: Path, progress: Progress) -> Computed:
    """Compute the figures and write the list of domains to a folder.

    Raise RunError where nothing can be computed, ImportError where the engine is not installed, OSError where the disk refuses.
    """
    if run.engine == "spark":
        from adhere.engine.runs import cluster  # noqa: PLC0415 - Spark, only where it is asked

        return cluster.computed(run, folder, progress)
    from adhere.engine.runs import embedded  # noqa: PLC0415 - DuckDB, only where something is computed

    return embedded.computed(run, folder, progress)
