# SPDX-License-Identifier: EUPL-1.2
"""``adhere law amend``: what an amending act does to a text, as operations, and whether the new text is old text plus amendments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import Page, print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say

if TYPE_CHECKING:
    from adhere.intake.texts.reading import Imported
    from adhere.law.amending.instructions import Instruction
    from adhere.law.amending.result import Amended, Difference
    from adhere.law.texts.amending import Operation
    from adhere.law.texts.rules import Collected

FLAT = frozenset({"plain-text", "markdown"})
"""Shapes that do not show how deep the points of an instruction lie."""
SHOWN = 12
"""Deviations of one provision that the page shows."""


def command() -> click.Command:
    """Return the command."""

    @described("amend.amend")
    @click.argument("text", metavar=say("amend.metavar-text"), type=Folder())
    @click.option("--with", "amending", metavar=say("texts.metavar-file"), type=Folder(), help=say("amend.help-with"))  # fmt: skip
    @click.option("--check", "new", metavar=say("texts.metavar-file"), type=Folder(), help=say("amend.help-check"))  # fmt: skip
    @click.option("--act", metavar="ID", help=say("texts.help-act"))
    @format_option("text", "json")
    @language_option()
    def amend(text: Path, amending: Path | None, new: Path | None, act: str | None, output: str) -> None:
        run(text, amending, new, act, output)

    return amend


def run(text: Path, amending: Path | None, new: Path | None, act: str | None, output: str) -> None:
    """Print what was read and done; exit 1 for what was not understood or does not come out, 2 where there is nothing to read."""
    from adhere.cli.findings import exit_status
    from adhere.law.store import Store
    from adhere.law.texts.rules import Collected

    if amending is None and new is None:
        refuse(say("amend.nothing-asked"))
    old = _read(text, act)
    after = _read(new, old.act.celex or act) if new else None
    found = Collected(amending.name if amending else text.name)
    checked = Collected(new.name if new else text.name)
    told = _worked_in(old, amending, after, found) if amending else _derived(old, after, checked)
    if amending and after:
        told.check(after, checked)
    read = (*old.findings, *(after.findings if after else ()), *told.read)
    findings = [*(one for one in read if one.rule.severity == "error"), *found.findings, *checked.findings]
    if output == "json":
        print_json(head("law-amend", Store()) | told.json() | {"findings": findings_json(findings, language())})  # fmt: skip
    else:
        page = told.page()
        _add_findings(page, findings)
        page.print()
    sys.exit(exit_status(findings))


def _read(file: Path, act: str | None) -> Imported:
    from adhere.cli.commands.lawimport import content_of, read

    text = read(file.name, content_of(file), act=act)
    if not text.usable:
        refuse(say("texts.nothing-in", file=file))
    return text


def _worked_in(old: Imported, amending: Path, new: Imported | None, found: Collected) -> _Told:
    from adhere.law.amending.result import amend

    change = _read(amending, None)
    amended = amend(old.act, change.act, found, deep=change.source.shape not in FLAT)
    done = tuple(operation for one in amended.applied for operation in one.operations)
    return _Told(old=old, new=new, amending=change, amended=amended, operations=done)


def _derived(old: Imported, new: Imported | None, found: Collected) -> _Told:
    from adhere.law.texts.amending import check_marks, operations

    assert new is not None  # noqa: S101 - one of the two is given
    done = operations(old.units, new.units, new.act)
    if any(one.by for one in done):
        check_marks(done, new.act, found)
    return _Told(old=old, new=new, operations=done)


class _Told:
    """What the command found out, as JSON and as a page."""

    def __init__(
        self,
        *,
        old: Imported,
        new: Imported | None,
        operations: Sequence[Operation],
        amending: Imported | None = None,
        amended: Amended | None = None,
    ) -> None:
        self.old, self.new, self.amending, self.amended = old, new, amending, amended
        self.operations = operations
        self.differences: tuple[Difference, ...] = ()
        self.read = amending.findings if amending else ()

    def check(self, new: Imported, found: Collected) -> None:
        """Compare the result with a consolidated text."""
        from adhere.law.amending.result import differences, report

        if self.amended is not None:
            self.differences = differences(self.amended.units, new.units)
            report(self.differences, new.units, found)

    def json(self) -> dict[str, Any]:
        """Return everything, the words of the new text as well."""
        units = self.amended.units if self.amended else self.new.units if self.new else {}
        return {
            "act": self.old.act.prefix,
            "lang": self.old.act.language,
            "text": _file(self.old),
            "amending": _file(self.amending) if self.amending else None,
            "instructions": list(map(self._instruction, self.amended.instructions if self.amended else ())),
            "other_acts": dict(self.amended.others) if self.amended else {},
            "operations": [_operation(one) for one in self.operations],
            "units": {name: unit.text for name, unit in units.items()},
            "check": self._check() if self.amended and self.new else None,
        }

    def _check(self) -> dict[str, Any]:
        assert self.new is not None  # noqa: S101 - asked for only then
        return _file(self.new) | {
            "equal": not self.differences,
            "differences": [
                {"unit": one.unit, "state": one.state, "deviations": [{"new": each.official, "result": each.copy, "at": each.at} for each in one.deviations]}
                for one in self.differences
            ],
        }  # fmt: skip

    def _instruction(self, one: Instruction) -> dict[str, Any]:
        change = one.change
        return {
            "at": one.said.place,
            "line": one.said.line,
            "text": one.text,
            "kind": change.kind,
            "level": change.level or None,
            "part": change.part or None,
            "places": [spot.id(self.old.act.prefix) for spot in change.spots],
            "words": list(change.words),
            "applied": self._was_applied(one),
        }

    def _was_applied(self, one: Instruction) -> bool:
        return self.amended is not None and any(done.instruction is one for done in self.amended.applied)

    def page(self) -> Page:
        """Return the page for a terminal."""
        page = Page()
        page.title(say("amend.title", file=self.old.source.file))
        if self.amended is not None:
            self._add_instructions(page, self.amended)
        else:
            self._add_operations(page)
        if self.amended and self.new:
            self._add_check(page, self.new)
        return page

    def _add_instructions(self, page: Page, amended: Amended) -> None:
        page.paragraph(
            say(
                "amend.read",
                instructions=counted("amend.instructions", len(amended.instructions)),
                applied=len(amended.applied),
                operations=counted("amend.operations", len(self.operations)),
            )
        )
        page.blank()
        for one in amended.instructions:
            places = ", ".join(self._changed_by(one))
            what = say(f"amend.kind-{one.change.kind}")
            state = "" if self._was_applied(one) else f" ({say('amend.not-applied')})"
            page.rows([(one.said.place, f"{what}{state}: {places}"), ("", one.text)], (14, 64))

    def _changed_by(self, one: Instruction) -> list[str]:
        """Return the widest units that an instruction changed, else the places it names."""
        done = next((each.operations for each in self.amended.applied if each.instruction is one), ()) if self.amended else ()  # fmt: skip
        units = [operation.unit for operation in done]
        wide = [unit for unit in units if not any(unit.startswith(f"{other}.") for other in units)]
        return wide or [spot.id(self.old.act.prefix) for spot in one.change.spots]

    def _add_operations(self, page: Page) -> None:
        page.paragraph(say("amend.derived", operations=counted("amend.operations", len(self.operations))))
        page.blank()
        rows = [
            (say(f"amend.kind-{one.kind}"), f"{one.unit}{''.join(f'  {mark.by} {mark.place}'.rstrip() for mark in one.by)}")
            for one in self.operations
        ]  # fmt: skip
        page.rows(rows, (14, 64))

    def _add_check(self, page: Page, new: Imported) -> None:
        page.heading(say("amend.check", file=new.source.file))
        if not self.differences:
            page.paragraph(say("amend.equal", count=sum(":rec-" not in name for name in new.units)))
            return
        page.paragraph(say("amend.differs", units=counted("amend.units", len(self.differences))))
        for one in self.differences:
            page.paragraph(f"{one.unit}: {say(f'amend.state-{one.state}')}", first="- ")
            rows = [row for each in one.deviations[:SHOWN] for row in ((say("amend.new"), each.official or say("texts.nothing")), (say("amend.result"), each.copy or say("texts.nothing")))]  # fmt: skip
            page.rows(rows, (12, 64))
            if len(one.deviations) > SHOWN:
                page.paragraph(f"… (+{len(one.deviations) - SHOWN})", indent=2)


TOLD = frozenset({"ADH-LAW-157", "ADH-LAW-158", "ADH-LAW-159"})
"""Rules that the page tells in words of its own."""


def _add_findings(page: Page, findings: Sequence[Any]) -> None:
    from adhere.cli.findings import add_findings

    others = [one for one in findings if one.rule.id not in TOLD]
    if others:
        page.heading(say("texts.findings"))
        add_findings(page, others, language())


def _file(text: Imported) -> dict[str, Any]:
    act, source = text.act, text.source
    version = act.version.isoformat() if act.version else None
    return {"file": source.file, "sha256": source.sha256, "shape": source.shape, "celex": act.celex, "version": version}  # fmt: skip


def _operation(one: Operation) -> dict[str, Any]:
    by = [{"act": mark.by, "action": mark.action, "place": mark.place} for mark in one.by]
    return {"kind": one.kind, "unit": one.unit, "before": list(one.before), "after": list(one.after), "by": by}  # fmt: skip
