# SPDX-License-Identifier: EUPL-1.2
"""Findings: what is wrong, where, why it matters and what to do, under a permanent rule id.

Rules are data (``data/rules.toml`` of each package); ids are ``ADH-<AREA>-<nnn>``, never reused, never derived from titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from adhere.kernel.text import Language, Text, text_of

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be found wrong: texts may hold ``{names}`` that a finding fills in."""

    id: str
    severity: Severity
    wrong: Text
    why: Text
    remedy: Text
    provision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding points: a file relative to the folder that was read, a line (from 1), or another locator."""

    file: str
    line: int | None = None
    at: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.file}:{self.line}"
        return f"{self.file}, {self.at}" if self.at else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that was met at a place, with the values that fill its texts."""

    rule: Rule
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)

    def wrong(self, language: Language) -> str:
        """Return what is wrong."""
        return self.rule.wrong.filled(self.values).in_(language)

    def why(self, language: Language) -> str:
        """Return why it matters."""
        return self.rule.why.filled(self.values).in_(language)

    def remedy(self, language: Language) -> str:
        """Return what to do."""
        return self.rule.remedy.filled(self.values).in_(language)


def rules_of(table: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules of a parsed ``rules.toml``: ``[[rule]]`` with id, severity, wrong, why, remedy."""
    return tuple(
        Rule(
            id=record["id"],
            severity=record["severity"],
            provision=record.get("provision"),
            **{part: text_of(record[part]) for part in ("wrong", "why", "remedy")},
        )
        for record in table["rule"]
    )
