# SPDX-License-Identifier: EUPL-1.2
"""The difference between two versions of a code as lines for a terminal, as JSON and as a page: clause by clause, with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from adhere.cli.contracts import findings_json, head
from adhere.cli.findings import add_findings
from adhere.cli.output import WIDTH, Page, styled, wrapped
from adhere.cli.redline import coloured, legend, pieces, redlined
from adhere.cli.wording import counted, language, say
from adhere.codes.aspects import aspect_name
from adhere.codes.clauses import clauses
from adhere.codes.code import Code
from adhere.codes.difference import KINDS, Change, Difference
from adhere.codes.draftchecks import reasons_for
from adhere.codes.drafting import Draft
from adhere.codes.effects import Effect
from adhere.kernel.finding import Finding
from adhere.law.citations import cite
from adhere.law.store import Store
from adhere.render.document import Block, Document, Heading, Items, Paragraph, Redline, Table

AUTHOR = "adhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions with what is kept beside them, what differs, what that does to coverage on a date, and every finding."""

    found: Difference
    before: Draft
    after: Draft
    on: date
    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...]

    def reasons(self, change: Change) -> tuple[str, ...]:
        """Return why something changed, where that is on record."""
        return reasons_for(change, self.after)

    def groups(self) -> Iterator[tuple[str, list[Change]]]:
        """Yield what changed under a heading of its own: a measure with all that is its, or another clause."""
        for holder, changes in groupby(self.found.changes, key=lambda one: one.holder):
            group = list(changes)
            code = (
                self.before.code
                if group[0].kind == "removed" and group[0].clause == holder
                else self.after.code
            )
            clause = clauses(code).get(holder)
            yield f"{holder}  {clause.text.in_(language())}" if clause else holder, group


def difference_lines(compared: Compared) -> Iterator[str]:
    """Yield the redline as lines, clause by clause."""
    yield from _bold(
        say("code.diff-title", one=_named(compared.before.code), other=_named(compared.after.code))
    )
    yield "=" * WIDTH
    yield from wrapped(_counts(compared.found), WIDTH)
    if compared.found.changes:
        yield from coloured([legend()])
    for heading, changes in compared.groups():
        yield from ("", *_bold(heading))
        for change in changes:
            yield from wrapped(_label(change), WIDTH)
            if change.kind != "renumbered":
                yield from redlined(pieces(change.before, change.after), indent=2)
        for why in _reasons(compared, changes):
            yield from (f"  {line}" for line in wrapped(say("code.why", why=why), WIDTH - 2))


def effects_page(compared: Compared) -> Page:
    """Return what a difference does to coverage, and what is wrong with the step."""
    page = Page()
    _add_effects(page, compared)
    add_findings(page, compared.findings, language())
    return page


def _bold(text: str) -> Iterator[str]:
    return (styled(line, bold=True) for line in wrapped(text, WIDTH))


def _named(code: Code) -> str:
    return f"{code.id} {code.version}"


def _counts(found: Difference) -> str:
    told = [counted(f"code.diff-{kind}", count) for kind in KINDS if (count := len(found.of(kind)))]
    return f"{', '.join(told)}." if told else say("code.diff-none")


def _label(change: Change) -> str:
    if change.kind == "renumbered":
        return say("code.was-numbered", clause=change.clause, was=change.was)
    kind = say(f"code.is-{change.kind}")
    if change.aspect == "whole":
        return f"{change.clause}: {kind}"
    return f"{change.clause}, {aspect_name(change.aspect).in_(language())}: {kind}"


def _reasons(compared: Compared, changes: list[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(why for one in changes for why in compared.reasons(one)))


def _effect_rows(compared: Compared) -> list[tuple[str, str, str]]:
    return [
        (
            say(f"code.effect-{one.kind}"),
            _capital(cite(one.obligation.provisions[0]).in_(language())),
            " > ".join(" ".join(names) or say("code.none") for names in (one.before, one.after)),
        )
        for one in compared.effects
    ]


def _add_effects(page: Page, compared: Compared) -> None:
    page.heading(say("code.effects", on=compared.on))
    if compared.before.code.family != compared.after.code.family:
        page.paragraph(say("code.other-family"))
    elif not compared.effects:
        page.paragraph(say("code.no-effects"))
    page.rows(_effect_rows(compared), (14, 24, 38))


def difference_json(compared: Compared, law: Store) -> dict[str, Any]:
    """Return every change with its reasons, and what they do to coverage."""
    return head("code-diff", law) | {
        "on": compared.on.isoformat(),
        "from": {"code": compared.before.code.id, "version": compared.before.code.version},
        "to": {"code": compared.after.code.id, "version": compared.after.code.version},
        "changes": [
            {
                "kind": one.kind,
                "clause": one.clause,
                "was": one.was,
                "holder": one.holder,
                "aspect": one.aspect,
                "label": aspect_name(one.aspect).in_(language()),
                "before": one.before.in_(language()) if one.before else None,
                "after": one.after.in_(language()) if one.after else None,
                "reasons": list(compared.reasons(one)),
            }
            for one in compared.found.changes
        ],
        "effects": [
            {
                "kind": one.kind,
                "obligation": one.obligation.id,
                "provisions": list(one.obligation.provisions),
                "before": list(one.before),
                "after": list(one.after),
            }
            for one in compared.effects
        ],
        "findings": findings_json(compared.findings, language()),
    }


def difference_document(compared: Compared, data: dict[str, Any]) -> Document:
    """Return the difference as a page; ``data`` is what its JSON holds."""
    old, new = compared.before.code, compared.after.code
    title = say("code.diff-title", one=_named(old), other=_named(new))
    return Document(
        title=title,
        language=language(),
        identifier=f"code-diff:{old.id}:{old.version}:{new.id}:{new.version}",
        author=AUTHOR,
        description=title,
        date=compared.on.isoformat(),
        running=title,
        header=((say("code.header-older"), _named(old)), (say("code.header-newer"), _named(new))),
        blocks=tuple(_blocks(compared)),
        data=data,
    )


def _blocks(compared: Compared) -> Iterator[Block]:
    yield Paragraph(text=_counts(compared.found))
    for number, (heading, changes) in enumerate(compared.groups()):
        yield Heading(level=1, text=heading, anchor=f"change-{number}")
        for change in changes:
            yield Paragraph(text=_label(change), role="source")
            if change.kind != "renumbered":
                yield Redline(pieces=tuple(pieces(change.before, change.after)))
        why = _reasons(compared, changes)
        if why:
            yield Items(items=tuple(say("code.why", why=one) for one in why))
    yield Heading(level=1, text=say("code.effects", on=compared.on), anchor="effects")
    rows = tuple(_effect_rows(compared))
    if rows:
        names = tuple(say(f"code.effect-{name}") for name in ("kind", "obligation", "measures"))
        yield Table(caption=say("code.effects", on=compared.on), header=names, rows=rows)
    else:
        other = compared.before.code.family != compared.after.code.family
        yield Paragraph(text=say("code.other-family" if other else "code.no-effects"))
    if compared.findings:
        yield Heading(level=1, text=say("code.findings"), anchor="findings")
        yield Items(
            items=tuple(f"{one.rule.id} {one.place}: {one.wrong(language())}" for one in compared.findings)
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
