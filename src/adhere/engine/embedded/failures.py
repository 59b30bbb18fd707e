# SPDX-License-Identifier: EUPL-1.2
"""What ends a run of an engine: no memory, no disk, no engine. Each is a rule, so that it is told in words, with what to do.

Data: ``data/rules.toml``; ids 050 to 059 of area CON.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding, Place, Rule, rules_of

if TYPE_CHECKING:
    from duckdb import Error

FULL = ("no space left", "disk full", "max_temp_directory_size", "enospc")
"""How DuckDB and the system say that a disk is full."""
FULL_DISK = "ADH-CON-050"
"""The rule of a disk on which what does not fit in memory has no room."""
OUT_OF_MEMORY = "ADH-CON-051"
"""The rule of a computation that needs more memory than it may use."""
REASON = 300
"""Characters of what an engine says that are shown."""


class EngineError(Exception):
    """A run that cannot go on; the finding says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.wrong("en"))
        self.finding = finding


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in order of id."""
    return rules_of(packaged("adhere.engine.embedded", "data/rules.toml"))


def failure(rule_id: str, engine: str, **values: object) -> EngineError:
    """Return the error of one rule."""
    found = {rule.id: rule for rule in rules()}[rule_id]
    return EngineError(Finding(rule=found, place=Place(file=engine), values=values))


def told_by_duckdb(error: Error, memory: str, folder: str) -> EngineError:
    """Return what an error of DuckDB means to a person."""
    lines = str(error).strip().splitlines()
    if any(line.lstrip().startswith("Traceback") for line in lines):
        lines = lines[-1:]  # of what a file system in Python raised, only the end speaks to people
    said = " ".join(" ".join(lines).split())
    if any(sign in said.lower() for sign in FULL):
        return failure(FULL_DISK, "DuckDB", folder=folder)
    if type(error).__name__ == "OutOfMemoryException":
        return failure(OUT_OF_MEMORY, "DuckDB", memory=memory)
    return failure("ADH-CON-052", "DuckDB", reason=said[:REASON])
