# SPDX-License-Identifier: EUPL-1.2
"""The register of systemic risks of a model, ``models/<id>/risk.yaml``, read with the line of every field.

Format ``adhere/risk/1`` (``docs/en/risk.md``); Article 55 and chapter Safety and Security of the GPAI code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as DiskPath
from typing import cast, get_args

from adhere.dossier.keptfile import KeptFile, read_kept
from adhere.dossier.riskfields import RiskFields
from adhere.dossier.riskrisks import RiskReader
from adhere.intake.tree import Path
from adhere.kernel.finding import Finding
from adhere.risk.evaluators import QUALITIES, RIGOUR
from adhere.risk.register import (
    Benchmark,
    Decision,
    Evaluation,
    Evaluator,
    Mitigation,
    Objective,
    Reference,
    Register,
    Search,
    Security,
    Similarity,
    Status,
)
from adhere.risk.scales import words_of

FORMAT = "adhere/risk/1"
PAGE = "docs/en/risk.md"
STATUSES = get_args(Status)
_TOP = (
    "format", "example", "stated", "risks", "mitigations", "security", "evaluations", "evaluators", "search", "references",
    "similar", "decision",
)  # fmt: skip
_EVALUATION = ("id", "what", "file", "risks", "answers", "business_days", "samples", "open_ended")
_REFERENCE = (
    "id", "own", "risks", "placed_on", "assessed", "report_given", "visibility", "no_other_grounds", "why",
)  # fmt: skip
_SIMILAR = (
    "risk", "reference", "same_scenarios", "benchmarks", "no_known_differences", "margin", "reference_lost_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegister:
    """The file of a register, the register where it could be read, and what is wrong with the file."""

    file: str
    register: Register | None
    findings: tuple[Finding, ...] = ()
    example: bool = False


def file_of_register(model: str) -> str:
    """Return the file of the register of a model, relative to the dossier."""
    return f"models/{model}/risk.yaml"


def read_register(root: DiskPath, model: str, file: str | None = None) -> ReadRegister:
    """Read the register of a model; nothing is raised."""
    return register_of(read_kept(root, file or file_of_register(model), PAGE, FORMAT), model)


def register_of(kept: KeptFile, model: str) -> ReadRegister:
    """Return the register that a file holds."""
    register = _Reader(kept, RiskFields(kept), model).register() if kept.readable else None
    return ReadRegister(
        file=kept.name,
        register=register,
        findings=tuple(sorted(kept.findings, key=lambda one: one.place.line or 0)),
        example=kept.at(("example",)) is True,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    kept: KeptFile
    fields: RiskFields
    model: str

    def register(self) -> Register:
        """Return the register."""
        kept = self.kept
        kept.fields((), _TOP)
        kept.truth(("example",))
        stated = kept.fields(("stated",), ("who", "when"))
        who = kept.text(("stated", "who"), required=stated)
        when = kept.day(("stated", "when"), required=stated)
        return Register(
            model=self.model,
            who=who,
            when=when,
            risks=tuple(RiskReader(self.fields).risks()),
            mitigations=tuple(self._mitigations()),
            security=self._security(),
            evaluations=tuple(self._evaluations()),
            evaluators=tuple(self._evaluators()),
            search=self._search(),
            references=tuple(self._references()),
            similar=tuple(self._similar()),
            decision=self._decision(),
            place=kept.place("risks") if kept.at(("risks",)) is not None else kept.place(),
        )

    def _mitigations(self) -> Iterator[Mitigation]:
        taken: set[str] = set()
        known = ("id", "what", "class", "status", "risks", "effective", "evidence")
        for path in self.fields.entries(("mitigations",), known):
            name = self.fields.ident((*path, "id"), taken)
            what = self.kept.text((*path, "what"), required=True)
            kind = self.kept.choice((*path, "class"), words_of("mitigation"))
            status = self.kept.choice((*path, "status"), STATUSES, required=True)
            if name is None or what is None or status is None:
                continue
            yield Mitigation(
                id=name,
                what=what,
                kind=kind,
                status=cast("Status", status),
                risks=self.fields.ids((*path, "risks")),
                effective=self.fields.answers((*path, "effective"), "effectiveness"),
                evidence=tuple(self._files((*path, "evidence"))),
                place=self.kept.place(*path),
            )

    def _files(self, path: Path) -> Iterator[str]:
        for entry in self.fields.listed(path):
            file = self.kept.inside(entry)
            if file is not None:
                yield file

    def _security(self) -> Security | None:
        path = ("security",)
        if not self.kept.fields(path, ("goal", "threats", "exempt", "objectives")):
            return None
        self.kept.fields((*path, "exempt"), ("model", "why"))
        threats = [
            self.kept.choice(entry, words_of("threat")) for entry in self.fields.listed((*path, "threats"))
        ]
        exempt = self.kept.at((*path, "exempt")) is not None
        return Security(
            goal=self.kept.text((*path, "goal")),
            threats=tuple(one for one in threats if one is not None),
            objectives=tuple(self._objectives((*path, "objectives"))),
            exempt=self.kept.text((*path, "exempt", "model"), required=exempt, most=200),
            exempt_why=self.kept.text((*path, "exempt", "why")),
            place=self.kept.place(*path),
        )

    def _objectives(self, path: Path) -> Iterator[Objective]:
        taken: set[str] = set()
        for entry in self.fields.entries(path, ("id", "status", "how", "alternative", "evidence")):
            name = self.fields.term((*entry, "id"), "objective")
            status = self.kept.choice((*entry, "status"), STATUSES, required=True)
            if name is None or status is None or self.fields.ident((*entry, "id"), taken) is None:
                continue
            yield Objective(
                id=name,
                status=cast("Status", status),
                how=self.kept.text((*entry, "how")),
                alternative=self.kept.text((*entry, "alternative")),
                evidence=tuple(self._files((*entry, "evidence"))),
                place=self.kept.place(*entry),
            )

    def _evaluations(self) -> Iterator[Evaluation]:
        taken: set[str] = set()
        for path in self.fields.entries(("evaluations",), _EVALUATION):
            name = self.fields.ident((*path, "id"), taken)
            what = self.kept.text((*path, "what"), required=True)
            if name is None or what is None:
                continue
            yield Evaluation(
                id=name,
                what=what,
                file=self.kept.inside((*path, "file")) if self.kept.at((*path, "file")) is not None else None,
                risks=self.fields.ids((*path, "risks")),
                answers=self.fields.answers((*path, "answers"), *RIGOUR),
                days=self.fields.count((*path, "business_days")),
                samples=self.fields.count((*path, "samples")),
                open_ended=self.kept.truth((*path, "open_ended")),
                place=self.kept.place(*path),
            )

    def _evaluators(self) -> Iterator[Evaluator]:
        for path in self.fields.entries(("evaluators",), ("name", "risks", *QUALITIES, "chosen_because")):
            name = self.kept.text((*path, "name"), required=True, most=200)
            answers = {one: self.fields.truth((*path, one)) for one in QUALITIES}
            if name is not None:
                yield Evaluator(
                    name=name,
                    risks=self.fields.ids((*path, "risks")),
                    answers=answers,
                    chosen_because=self.kept.text((*path, "chosen_because")),
                    place=self.kept.place(*path),
                )

    def _search(self) -> Search | None:
        path = ("search",)
        if not self.kept.fields(path, ("opened", "closed", "prompt_notice")):
            return None
        opened, closed = (self.kept.day((*path, name), required=True) for name in ("opened", "closed"))
        prompt = self.fields.truth((*path, "prompt_notice"))
        if opened is None or closed is None:
            return None
        if opened > closed:
            self.kept.report("ADH-DOS-128", path)
            return None
        return Search(opened=opened, closed=closed, prompt=prompt, place=self.kept.place(*path))

    def _references(self) -> Iterator[Reference]:
        taken: set[str] = set()
        for path in self.fields.entries(("references",), _REFERENCE):
            name = self.fields.ident((*path, "id"), taken)
            stated = ("assessed", "report_given", "visibility", "no_other_grounds")
            truths = {one: self.fields.truth((*path, one)) for one in stated}
            if name is not None:
                yield Reference(
                    id=name,
                    own=self.kept.truth((*path, "own")) is True,
                    risks=self.fields.ids((*path, "risks")),
                    placed_on=self.kept.day((*path, "placed_on")),
                    why=self.kept.text((*path, "why")),
                    place=self.kept.place(*path),
                    **truths,
                )

    def _similar(self) -> Iterator[Similarity]:
        taken: set[str] = set()
        for path in self.fields.entries(("similar",), _SIMILAR):
            risk = self.fields.ident((*path, "risk"), taken)
            reference = self.fields.ident((*path, "reference"))
            if risk is None or reference is None:
                continue
            yield Similarity(
                risk=risk,
                reference=reference,
                same_scenarios=self.fields.truth((*path, "same_scenarios")),
                benchmarks=tuple(self._benchmarks((*path, "benchmarks"))),
                no_known_differences=self.fields.truth((*path, "no_known_differences")),
                margin=self.kept.text((*path, "margin")),
                reference_lost_on=self.kept.day((*path, "reference_lost_on")),
                place=self.kept.place(*path),
            )

    def _benchmarks(self, path: Path) -> Iterator[Benchmark]:
        for entry in self.fields.entries(path, ("task", "score", "reference", "margin")):
            task = self.kept.text((*entry, "task"), required=True, most=200)
            for missing in ("score", "reference"):
                if self.kept.at((*entry, missing)) is None:
                    self.kept.report("ADH-DOS-063", (*entry, missing))
            score, reference = (self.fields.bounds((*entry, name)) for name in ("score", "reference"))
            margin = self.fields.number((*entry, "margin"))
            if task is not None and score is not None and reference is not None:
                yield Benchmark(task=task, score=score, reference=reference, margin=margin or Decimal(0))

    def _decision(self) -> Decision | None:
        path = ("decision",)
        if not self.kept.fields(path, ("proceed", "on", "by", "why", "overall")):
            return None
        if self.kept.at((*path, "proceed")) is None:
            self.kept.report("ADH-DOS-063", (*path, "proceed"))
        proceed = self.kept.truth((*path, "proceed"))
        on = self.kept.day((*path, "on"), required=True)
        by, why = (self.kept.text((*path, name), required=True) for name in ("by", "why"))
        overall = self.kept.text((*path, "overall"))
        if proceed is None or on is None or by is None or why is None:
            return None
        return Decision(proceed=proceed, on=on, by=by, why=why, overall=overall, place=self.kept.place(*path))
