# SPDX-License-Identifier: EUPL-1.2
"""The risks in a register file: their nature, scenarios, indicators, tiers and limits, each with its line.

Format ``adhere/risk/1`` (``docs/en/risk.md``); measures 2.1, 2.2, 3.4 and 4.1 of the GPAI code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast, get_args

from adhere.dossier.keptfile import KeptFile
from adhere.dossier.riskfields import RiskFields
from adhere.intake.tree import Path
from adhere.risk.register import Estimate, Forecast, Indicator, Limit, Method, Risk, Scenario, Step, Tier
from adhere.risk.scales import words_of
from adhere.risk.taxonomy import SOURCES

_RISK = (
    "id", "name", "types", "examples", "essential", "contributing", "sources", "found", "systemic", "why", "scenarios",
    "indicators", "tiers", "tiers_unsuitable", "limits", "criteria_why",
)  # fmt: skip
_SCENARIO = ("id", "title", "pathway", "method", "basis", "uncertainty", "without", "with")
_INDICATOR = ("id", "what", "threshold", "margin", "lower_is_worse", "result", "value")
_TIER = ("id", "what", "above", "when", "indicators", "acceptable", "mitigations", "forecast")


@dataclass(frozen=True, slots=True)
class RiskReader:
    """Reads the list of risks."""

    fields: RiskFields

    @property
    def kept(self) -> KeptFile:
        """The file."""
        return self.fields.kept

    def risks(self) -> Iterator[Risk]:
        """Yield the risks that have an id, in their order."""
        taken: set[str] = set()
        for path in self.fields.entries(("risks",), _RISK):
            name = self.fields.ident((*path, "id"), taken)
            if name is not None:
                yield self._risk(path, name)

    def _risk(self, path: Path, name: str) -> Risk:
        kept, fields = self.kept, self.fields
        wrong = len(kept.findings)
        indicators = tuple(self._indicators((*path, "indicators")))
        tiers = tuple(self._tiers((*path, "tiers")))
        limits = tuple(self._limits((*path, "limits")))
        unread = len(kept.findings) > wrong
        return Risk(
            id=name,
            name=kept.text((*path, "name"), most=200),
            types=fields.terms((*path, "types"), "type"),
            examples=fields.terms((*path, "examples"), "example"),
            essential=fields.truths((*path, "essential"), "essential"),
            contributing=fields.terms((*path, "contributing"), "contributing"),
            sources=fields.terms((*path, "sources"), *SOURCES),
            found=kept.text((*path, "found")),
            systemic=fields.truth((*path, "systemic")),
            why=kept.text((*path, "why")),
            scenarios=tuple(self._scenarios((*path, "scenarios"))),
            indicators=indicators,
            tiers=tiers,
            tiers_unsuitable=kept.text((*path, "tiers_unsuitable")),
            limits=limits,
            criteria_why=kept.text((*path, "criteria_why")),
            unread=unread,
            place=kept.place(*path),
        )

    def _scenarios(self, path: Path) -> Iterator[Scenario]:
        taken: set[str] = set()
        for entry in self.fields.entries(path, _SCENARIO):
            name = self.fields.ident((*entry, "id"), taken)
            title = self.kept.text((*entry, "title"), required=True, most=300)
            if name is None or title is None:
                continue
            yield Scenario(
                id=name,
                title=title,
                pathway=tuple(self._steps((*entry, "pathway"))),
                method=cast("Method | None", self.kept.choice((*entry, "method"), get_args(Method))),
                basis=self.kept.text((*entry, "basis")),
                uncertainty=self.kept.text((*entry, "uncertainty")),
                without=self._estimate((*entry, "without")),
                mitigated=self._estimate((*entry, "with")),
                place=self.kept.place(*entry),
            )

    def _steps(self, path: Path) -> Iterator[Step]:
        for entry in self.fields.entries(path, ("stage", "actor", "what")):
            stage = self.kept.choice((*entry, "stage"), words_of("stage"), required=True)
            what = self.kept.text((*entry, "what"), required=True)
            actor = self.kept.choice((*entry, "actor"), words_of("actor"))
            if stage is not None and what is not None:
                yield Step(stage=stage, what=what, actor=actor)

    def _estimate(self, path: Path) -> Estimate | None:
        """Return an estimate; half of one lies in no cell, so it is none."""
        if not self.kept.fields(path, ("severity", "probability")):
            return None
        for missing in ("severity", "probability"):
            if self.kept.at((*path, missing)) is None:
                self.kept.report("ADH-DOS-063", (*path, missing))
        severity = self.fields.severity((*path, "severity"))
        probability = self.fields.probability((*path, "probability"))
        if severity is None or probability is None:
            return None
        return Estimate(severity=severity, probability=probability, place=self.kept.place(*path))

    def _indicators(self, path: Path) -> Iterator[Indicator]:
        taken: set[str] = set()
        for entry in self.fields.entries(path, _INDICATOR):
            name = self.fields.ident((*entry, "id"), taken)
            what = self.kept.text((*entry, "what"), required=True)
            if self.kept.at((*entry, "threshold")) is None:
                self.kept.report("ADH-DOS-063", (*entry, "threshold"))
            threshold = self.fields.number((*entry, "threshold"))
            if name is None or what is None or threshold is None:
                continue
            yield Indicator(
                id=name,
                what=what,
                threshold=threshold,
                margin=self.fields.number((*entry, "margin")),
                lower_is_worse=bool(self.kept.truth((*entry, "lower_is_worse"))),
                result=self._result((*entry, "result")),
                stated=self.fields.bounds((*entry, "value")),
                place=self.kept.place(*entry),
            )

    def _result(self, path: Path) -> tuple[str, str, str] | None:
        if not self.kept.fields(path, ("file", "task", "metric")):
            return None
        file = self.kept.inside((*path, "file"))
        task, metric = (self.kept.text((*path, name), required=True, most=200) for name in ("task", "metric"))
        return (file, task, metric) if file and task and metric else None

    def _tiers(self, path: Path) -> Iterator[Tier]:
        taken: set[str] = set()
        for entry in self.fields.entries(path, _TIER):
            name = self.fields.ident((*entry, "id"), taken)
            what = self.kept.text((*entry, "what"), required=True)
            above = (*entry, "above")
            if name is None or what is None:
                continue
            yield Tier(
                id=name,
                what=what,
                above=self.fields.ident(above) if self.kept.at(above) is not None else None,
                every=self.kept.choice((*entry, "when"), ("any", "all")) == "all",
                indicators=self.fields.ids((*entry, "indicators")),
                acceptable=self.kept.truth((*entry, "acceptable")),
                mitigations=self.fields.ids((*entry, "mitigations")),
                forecast=self._forecast((*entry, "forecast")),
                place=self.kept.place(*entry),
            )

    def _forecast(self, path: Path) -> Forecast | None:
        if not self.kept.fields(path, ("from", "until", "why")):
            return None
        since, until = (self.kept.day((*path, name), required=True) for name in ("from", "until"))
        why = self.kept.text((*path, "why"), required=True)
        if since is None or until is None or why is None:
            return None
        if since > until:
            self.kept.report("ADH-DOS-128", path)
            return None
        return Forecast(since=since, until=until, why=why)

    def _limits(self, path: Path) -> Iterator[Limit]:
        for entry in self.fields.entries(path, ("severity", "at_most", "margin")):
            for missing in ("severity", "at_most"):
                if self.kept.at((*entry, missing)) is None:
                    self.kept.report("ADH-DOS-063", (*entry, missing))
            severity = self.fields.severity((*entry, "severity"))
            at_most = self.fields.share((*entry, "at_most"))
            margin = self.fields.share((*entry, "margin"))
            if severity is not None and at_most is not None:
                yield Limit(
                    severity=severity[0], at_most=at_most, margin=margin, place=self.kept.place(*entry)
                )
