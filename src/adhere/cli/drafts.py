# SPDX-License-Identifier: EUPL-1.2
"""How drafts are shown: section by section with basis and source, what is missing, and the ordered list of what is asked.

JSON ``adhere/draft/1``: docs/en/json.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import findings_json, head, source_json
from adhere.cli.findings import counts
from adhere.cli.output import Page, print_json
from adhere.cli.wording import say
from adhere.forms.completeness import State
from adhere.forms.form import RECIPIENTS, Recipient
from adhere.forms.wording import words as form_words
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language, Text
from adhere.law.citations import cite
from adhere.models.reasons import source_text
from adhere.models.wording import wording

if TYPE_CHECKING:
    from adhere.cli.commands.draft import Drafted
    from adhere.documentation.asking import Ask
    from adhere.forms.views import ShownRow

LABEL, ANSWER = 28, 50
SOURCES_SHOWN = 3
PROVISIONS_SHOWN = 4
NUMBER = 4
"""Columns of the number before a thing that is asked."""
_OF_PROVIDER = "provider."


def print_drafts(
    drafts: Iterable[Drafted],
    findings: Sequence[Finding],
    recipient: Recipient | None,
    spoken: Language,
    *,
    asks_only: bool,
) -> None:
    """Print drafts as text; ``findings`` are on the dossier as a whole."""
    page = Page()
    for one in drafts:
        form = one.filled.form
        title = say("draft.title", form=form.name, version=form.version)
        page.title(one.filled.model if one.key == form.id else f"{one.filled.model}, {one.key}", title)
        if not asks_only:
            _add_counts(page, one, recipient)
            if one.bare:
                page.paragraph(say("draft.bare"))
            for _, rows in groupby(one.rows, key=lambda row: row.section.id):
                _add_section(page, list(rows), recipient, spoken)
        _add_asks(page, one, spoken)
        _add_found(page, one.findings)
        page.blank()
    _add_found(page, findings)
    page.print()


def _add_counts(page: Page, one: Drafted, recipient: Recipient | None) -> None:
    states = [row.state for row in one.rows if row.state is not State.NOT_ASKED]
    answered = sum(state in (State.ANSWERED, State.NOT_APPLICABLE) for state in states)
    missing = states.count(State.MISSING)
    counts = {"answered": answered, "total": len(states), "missing": missing}
    if recipient is None:
        page.paragraph(say("draft.counts", **counts))
    else:
        page.paragraph(say("draft.counts-for", recipient=form_words("recipients", recipient), **counts))
    other = len(states) - answered - missing
    if other:
        page.paragraph(say("draft.counts-other", count=other))
    if any(_only_drafted(row) for row in one.rows):
        page.paragraph(say("draft.drafted"))


def _only_drafted(row: ShownRow) -> bool:
    """Whether the one thing to remark is that nobody confirmed the draft, which is said once for all."""
    return row.remark == form_words("remarks", "drafted")


def _add_section(page: Page, rows: Sequence[ShownRow], recipient: Recipient | None, spoken: Language) -> None:
    section = rows[0].section
    label = section.label.in_(spoken)
    page.heading(f"{section.number} {label}" if section.number else label)
    shown = [row for row in rows if row.text is not None]
    for number, row in enumerate(shown):
        if number:
            page.blank()
        page.rows([(_label(row, recipient, spoken), _answer(row, spoken))], (LABEL, ANSWER))
    apart = bool(shown)
    for message, states in (("draft.missing", _OPEN), ("draft.not-asked", (State.NOT_ASKED,))):
        labels = [row.row.label.in_(spoken) for row in rows if row.text is None and row.state in states]
        if labels and apart:
            page.blank()
        if labels:
            page.paragraph(say(message, labels="; ".join(dict.fromkeys(labels))))
            apart = False


_OPEN = tuple(state for state in State if state is not State.NOT_ASKED)


def _label(row: ShownRow, recipient: Recipient | None, spoken: Language) -> str:
    label = row.row.label.in_(spoken)
    if recipient is not None or len(row.field.rows) == 1:
        return label
    return f"{label}\n{say('draft.for', recipients=_recipients(row.row.recipients, spoken))}"


def _answer(row: ShownRow, spoken: Language) -> str:
    said = [row.text.in_(spoken) if row.text else "-"]
    if row.basis is not None:
        said.append(_basis(row, spoken))
    if row.state is not State.ANSWERED:
        said.append(f"({say(f'draft.state-{row.state.value}')})")
    if row.remark is not None and not _only_drafted(row):
        said.append(row.remark.in_(spoken))
    return "\n".join(said)


def _basis(row: ShownRow, spoken: Language) -> str:
    basis = wording("basis")[str(row.basis)].in_(spoken)
    places = list(dict.fromkeys(source_text(source).in_(spoken) for source in row.sources))
    if len(places) > SOURCES_SHOWN:
        rest = len(places) - SOURCES_SHOWN
        places = [*places[:SOURCES_SHOWN], say("draft.more-sources", count=rest)]
    return f"{basis}: {'; '.join(places)}" if places else basis


def _add_asks(page: Page, one: Drafted, spoken: Language) -> None:
    page.heading(say("draft.asks", count=len(one.asks)))
    page.paragraph(say("draft.asks-order" if one.asks else "draft.nothing-asked"))
    for number, ask in enumerate(one.asks, 1):
        page.blank()
        page.paragraph(f"{ask.label.in_(spoken)} ({ask.id})", first=f"{number:>2}. ")
        for line in _lines(ask, one.filled.model, one.key, spoken):
            page.paragraph(line, indent=NUMBER)


def _lines(ask: Ask, model: str, key: str, spoken: Language) -> Iterable[str]:
    yield ask.asked.in_(spoken)
    if ask.remark is not None and ask.state is not State.MISSING:
        yield ask.remark.in_(spoken)
    if not ask.sure:
        yield say("draft.ask-unsure")
    yield say("draft.ask-why", why=ask.why)
    yield say("draft.ask-example", example=ask.example)
    yield say("draft.ask-who", who=wording("suppliers")[ask.who], effort=ask.effort_text)
    waiting = _recipients(ask.recipients, spoken)
    cited = [cite(one).in_(spoken) for one in ask.provisions[:PROVISIONS_SHOWN]]
    message = "draft.ask-waiting" if cited else "draft.ask-waiting-plain"
    yield say(message, recipients=waiting, provisions="; ".join(cited))
    form = key if ask.form == key.partition("-")[0] else ask.form
    if ask.fact is None:
        message = "draft.ask-answer"
    else:
        message = "draft.ask-name" if ask.fact.startswith(_OF_PROVIDER) else "draft.ask-state"
    yield say(message, field=ask.field, form=form, model=model, fact=ask.fact or "")


def _recipients(recipients: Iterable[Recipient], spoken: Language) -> str:
    known = set(recipients)
    return ", ".join(form_words("recipients", one).in_(spoken) for one in RECIPIENTS if one in known)


def _add_found(page: Page, findings: Sequence[Finding]) -> None:
    if findings:
        page.blank()
        page.paragraph(say("draft.found", counts=counts(findings)))


def print_drafts_json(
    drafts: Iterable[Drafted],
    findings: Iterable[Finding],
    recipient: Recipient | None,
    on: date,
    spoken: Language,
) -> None:
    """Print drafts as JSON."""
    from adhere.law.store import Store

    document = head("draft", Store()) | {
        "on": on.isoformat(),
        "recipient": recipient,
        "findings": findings_json(findings, spoken),
        "models": [_draft_json(one, spoken) for one in drafts],
    }
    print_json(document)


def _draft_json(one: Drafted, spoken: Language) -> dict[str, Any]:
    form = one.filled.form
    return {
        "id": one.filled.model,
        "form": form.id,
        "form_version": form.version,
        "key": one.key,
        "rows": [_row_json(row, spoken) for row in one.rows],
        "asks": [_ask_json(ask, spoken) for ask in one.asks],
        "findings": findings_json(one.findings, spoken),
    }


def _row_json(row: ShownRow, spoken: Language) -> dict[str, Any]:
    return {
        "row": row.row.id,
        "field": row.field.id,
        "section": row.section.id,
        "recipients": [one for one in RECIPIENTS if one in row.row.recipients],
        "label": row.row.label.in_(spoken),
        "state": row.state.value,
        "value": row.value,
        "text": _spoken(row.text, spoken),
        "remark": _spoken(row.remark, spoken),
        "basis": row.basis.value if row.basis else None,
        "sources": [source_json(source) for source in row.sources],
        "facts": list(row.facts),
    }


def _ask_json(ask: Ask, spoken: Language) -> dict[str, Any]:
    return {
        "field": ask.id,
        "also": list(ask.also),
        "fact": ask.fact,
        "state": ask.state.value,
        "label": ask.label.in_(spoken),
        "asked": ask.asked.in_(spoken),
        "why": ask.why.in_(spoken),
        "example": ask.example.in_(spoken),
        "who": ask.who,
        "effort": ask.effort,
        "sure": ask.sure,
        "recipients": list(ask.recipients),
        "provisions": list(ask.provisions),
    }


def _spoken(text: Text | None, spoken: Language) -> str | None:
    return text.in_(spoken) if text is not None else None
