# SPDX-License-Identifier: EUPL-1.2
"""Reading back what was written in a model card, beside the facts of today.

Article 56(2)(a) of Regulation (EU) 2024/1689: documentation is kept up to date. What a card says is stale where writing it again
would say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.card_bytes import CardBytes, MarksError, OpenEndError
from adhere.exchange.card_keys import keys_of
from adhere.exchange.card_section import Row, Settings, read_rows, read_settings, rows_of
from adhere.exchange.disclosure import EVALUATIONS, Disclosed, disclosed
from adhere.exchange.model_card import INDEX, marked, not_from_us, shown, text_lines, write_card
from adhere.exchange.rules import finding
from adhere.intake.modelfolder import front_matter
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text
from adhere.models.facts import Facts
from adhere.models.modelfolder import CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One thing a card says in what is ours, beside what the facts say today; None where one side is silent."""

    label: str
    written: str | None
    today: str | None
    line: int | None

    @property
    def stale(self) -> bool:
        """Whether the two differ."""
        return self.written != self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCard:
    """What stands in a card, compared with the facts of today."""

    compared: tuple[Compared, ...] = ()
    settings: Settings | None = None
    findings: tuple[Finding, ...] = ()


def read_card_back(
    content: bytes,
    facts: Facts,
    results: Iterable[EvaluationResult] = (),
    *,
    opened: frozenset[str] = frozenset(),
) -> ReadCard:
    """Return what our part of a card says, and a finding for all that is no longer so."""
    try:
        card = CardBytes.of(content)
        place = card.section()
    except (MarksError, OpenEndError) as error:
        return ReadCard(findings=(marked(error),))
    if place is None:
        return ReadCard(findings=(finding("ADH-DOC-087", Place(file=CARD)),))
    above = _lines_above(card)
    numbered = [
        (above + at + 1, line) for at, line in enumerate(text_lines(card.body)) if place[0] <= at < place[1]
    ]
    settings = read_settings(line for _, line in numbered) or Settings(language="en")
    known = disclosed(not_from_us(facts, content), "public", settings.include | opened)
    told = tuple(results) if EVALUATIONS in settings.include else ()
    compared = (
        *_compared_keys(content, card, known),
        *_compared_rows(read_rows(numbered), rows_of(known, settings, told)),
    )
    again = write_card(content, facts, settings, results=told, opened=opened)
    findings = [one for one in again.findings if one.rule.severity != "note"]
    findings += [_stale(one) for one in compared if one.stale]
    return ReadCard(compared=compared, settings=settings, findings=tuple(findings))


def _compared_keys(content: bytes, card: CardBytes, known: Disclosed) -> list[Compared]:
    """Compare our keys of the front matter; what the author has taken over since is the author's."""
    written = front_matter(content)
    author = front_matter(replace(card, keys=()).content).values or {}
    there = {name: value for name, value in (written.values or {}).items() if name not in author}
    today = {key.name: key for key in keys_of(known) if key.name not in author}
    compared = []
    for name in dict.fromkeys([*there, *today]):
        if name == INDEX:
            continue  # the table shows the same results
        key = today.get(name)
        same = key is not None and name in there and key.plain() == there[name]
        compared.append(
            Compared(
                label=name,
                written=shown(there[name]) if name in there else None,
                today=shown(there[name]) if same else shown(key.plain()) if key is not None else None,
                line=written.lines.get(name),
            )
        )
    return compared


def _compared_rows(written: list[Row], today: list[Row]) -> list[Compared]:
    stands, is_now = ({row.label: row for row in rows} for rows in (written, today))
    return [
        Compared(
            label=label,
            written=_said(stands.get(label)),
            today=_said(is_now.get(label)),
            line=stands[label].line if label in stands else None,
        )
        for label in dict.fromkeys([*stands, *is_now])
    ]


def _said(row: Row | None) -> str | None:
    return None if row is None else f"{row.value} ({row.basis})"


def _stale(compared: Compared) -> Finding:
    nothing = Text("nothing", "niets")
    return finding(
        "ADH-DOC-086",
        Place(file=CARD, line=compared.line),
        label=compared.label,
        written=compared.written or nothing,
        today=compared.today or nothing,
    )


def _lines_above(card: CardBytes) -> int:
    return len(card.front) + len(card.keys) + (2 if card.keys and not card.front else 0)
