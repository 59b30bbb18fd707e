# SPDX-License-Identifier: EUPL-1.2
"""``adhere drift``: what of the last issue no longer holds today, why, and what to do; for people and for CI."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adhere.cli.contracts import findings_json, head
from adhere.cli.options import described, format_option, language_option, on_option
from adhere.cli.output import Page, print_json
from adhere.cli.paths import Folder
from adhere.cli.wording import counted, language, say
from adhere.kernel.finding import Finding
from adhere.kernel.text import Text

if TYPE_CHECKING:
    from adhere.cli.kept import Kept
    from adhere.documentation.record import IssueRecord
    from adhere.documentation.stale import Stale
    from adhere.dossier.drift import FormDrift


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("drift")
    @click.argument("dossier", metavar=say("metavar-folder"), type=Folder())
    @click.option("--model", "model_id", metavar="ID", help=say("drift.help-model"))
    @click.option("--form", "form_id", metavar="ID", help=say("drift.help-form"))
    @on_option()
    @format_option("text", "json")
    @language_option()
    def drift(dossier: Path, model_id: str | None, form_id: str | None, on: date, output: str) -> None:
        run(dossier, model_id, form_id, on, output)

    return drift


def run(path: Path, model_id: str | None, form_id: str | None, on: date, output: str) -> None:
    """Print what is stale; exit 1 where that is more than a note."""
    from adhere.cli.kept import kept
    from adhere.cli.loading import check_form

    dossier = kept(path, on)
    if form_id is not None:
        check_form(form_id)
    forms = {
        model: list(_drifts(dossier, model, form_id, given=model_id is not None))
        for model in dossier.chosen(model_id)
    }
    others = {model: list(_others(dossier, model)) for model in forms}
    if output == "json":
        _print_json(dossier, forms, others)
    else:
        _print_text(path, dossier, forms, others)
    found = [finding for drifts in forms.values() for one in drifts for finding in one.findings]
    found += [finding for findings in others.values() for finding in findings]
    sys.exit(int(any(finding.rule.severity != "note" for finding in found)))


def _drifts(dossier: Kept, model: str, form_id: str | None, *, given: bool) -> Iterator[FormDrift]:
    """Yield the drift of each form that was issued; of a model that never was, that of the main form alone."""
    from adhere.dossier.drift import drift_since, never_issued
    from adhere.dossier.issued import issued, issued_forms
    from adhere.forms.form import MAIN_FORM

    if form_id is not None:
        wanted = [issued(dossier.root, model, form_id)]
    else:
        wanted = [one for one in issued_forms(dossier.root, model) if one.numbers]
    if not wanted and (given or _on_market(dossier, model)):
        wanted = [issued(dossier.root, model, MAIN_FORM)]
    yield from (never_issued(one, dossier.on) for one in wanted if not one.numbers)
    there = [one for one in wanted if one.numbers]
    if there:
        today = dossier.today(model, [one.form for one in there])
        yield from (drift_since(one, today) for one in there)


def _on_market(dossier: Kept, model: str) -> bool:
    """Whether a model has been placed on the market, so that its documentation has to be there."""
    placed = dossier.model(model).facts.value("market.placed_on")
    return isinstance(placed, date) and placed <= dossier.on


def _others(dossier: Kept, model: str) -> Iterator[Finding]:
    """Yield what the watch list and the log say, which belong to no form."""
    from adhere.documentation.watch import watch_drift
    from adhere.dossier.issued import issued_forms, log_findings
    from adhere.dossier.watch import read_watch

    read = read_watch(dossier.root, model)
    yield from read.findings
    yield from (stale.finding(read.watch.place) for stale in watch_drift(read.watch, dossier.on))
    yield from log_findings(dossier.root, model, issued_forms(dossier.root, model))


def _print_text(
    path: Path, dossier: Kept, forms: dict[str, list[FormDrift]], others: dict[str, list[Finding]]
) -> None:
    from adhere.cli.findings import add_findings

    page = Page()
    on = say("on-date", on=dossier.on, release=dossier.law.release)
    page.title(say("drift.title", dossier=path.resolve().name), on)
    for model, drifts in forms.items():
        for one in drifts:
            page.heading(f"{model}, {one.form}")
            if one.record is not None:
                page.paragraph(_summary(one, one.record))
            add_findings(page, one.findings, language())
        if others[model]:
            page.heading(say("drift.watch", model=model))
            add_findings(page, others[model], language())
        if not drifts and not others[model]:
            page.heading(model)
            page.paragraph(say("drift.not-placed"))
    page.print()


def _summary(one: FormDrift, record: IssueRecord) -> str:
    count = len(one.findings)
    since = say("drift.since", number=one.number, day=record.at[:10])
    return f"{since} {counted('drift.count', count) if count else say('drift.current')}"


def _print_json(dossier: Kept, forms: dict[str, list[FormDrift]], others: dict[str, list[Finding]]) -> None:
    models = [
        {
            "id": model,
            "forms": [_form_json(one) for one in drifts],
            "findings": findings_json(others[model], language()),
        }
        for model, drifts in forms.items()
    ]
    print_json(head("drift", dossier.law) | {"on": dossier.on.isoformat(), "models": models})


def _form_json(one: FormDrift) -> dict[str, Any]:
    return {
        "form": one.form,
        "issue": one.number,
        "at": one.record.at if one.record else None,
        "stale": list(_stale_json(one.stale)),
        "findings": findings_json(one.findings, language()),
    }


def _stale_json(stale: Iterable[Stale]) -> Iterator[dict[str, Any]]:
    for one in stale:
        yield {
            "kind": one.kind,
            "rule": one.rule.id,
            "severity": one.rule.severity,
            "rows": list(one.rows),
            "since": one.since.isoformat() if one.since else None,
            "before": _spoken(one.before),
            "after": _spoken(one.after),
            "remedy": one.remedy.in_(language()),
        }


def _spoken(text: Text | None) -> str | None:
    return None if text is None else text.in_(language())
