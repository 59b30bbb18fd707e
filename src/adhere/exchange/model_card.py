# SPDX-License-Identifier: EUPL-1.2
"""Writing facts into a model card: keys of its front matter and one section of its text; ``card_reading`` reads them back.

Cards as model hubs keep them (https://huggingface.co/docs/hub/model-cards). Everything that is not ours stays byte for byte; the
outcome is parsed again and compared before it counts, and where it does not say what it should, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.card_bytes import CardBytes, MarksError, OpenEndError
from adhere.exchange.card_keys import Key, index_lines, keys_of, says_otherwise
from adhere.exchange.card_section import (
    Settings,
    read_settings,
    section_lines,
)
from adhere.exchange.disclosure import EVALUATIONS, Disclosed, disclosed, exposures
from adhere.exchange.rules import finding
from adhere.intake.modelfolder import front_matter
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import Text, plain
from adhere.models.facts import Facts
from adhere.models.modelfolder import CARD, FrontMatter
from adhere.models.reasons import value_text
from adhere.models.registry import registry

INDEX = "model-index"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCard:
    """A card with facts in it: its bytes, the keys that are ours, and everything found; unchanged where it was refused."""

    content: bytes
    keys: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False


@dataclass(slots=True, kw_only=True)
class _Writing:
    """One card while it is written."""

    card: CardBytes
    head: FrontMatter
    findings: list[Finding] = field(default_factory=list)


class _RefusedError(Exception):
    """The card cannot be written without doubt; the finding says why."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.rule.id)
        self.found = found


def settings_of(content: bytes) -> Settings | None:
    """Return how the section of a card is written, or None where it has none that can be read."""
    try:
        card = CardBytes.of(content)
        place = card.section()
    except (MarksError, OpenEndError):
        return None
    return None if place is None else read_settings(text_lines(card.body[place[0] : place[1]]))


def write_card(
    content: bytes,
    facts: Facts,
    settings: Settings,
    *,
    results: Iterable[EvaluationResult] = (),
    replaced: frozenset[str] = frozenset(),
    opened: frozenset[str] = frozenset(),
) -> WrittenCard:
    """Put what everybody may know of a model into its card; ``replaced`` names keys of the author's that may go.

    ``opened`` are facts the provider shows to everybody anyway; unlike those included they are not remembered in the card.
    """
    known = disclosed(not_from_us(facts, content), "public", settings.include | opened)
    told = tuple(results) if EVALUATIONS in settings.include else ()
    try:
        writing = _opened(content)
        ours = _put_keys(writing, known, told, replaced)
        writing.card = writing.card.with_section(section_lines(known, settings, told))
    except _RefusedError as refused:
        return WrittenCard(content=content, findings=(refused.found,), refused=True)
    except (MarksError, OpenEndError) as error:
        return WrittenCard(content=content, findings=(marked(error),), refused=True)
    writing.findings += withheld_findings(known)
    return WrittenCard(content=writing.card.content, keys=ours, findings=tuple(writing.findings))


def removed(content: bytes) -> bytes:
    """Return a card without anything of ours. Raise MarksError or OpenEndError where that cannot be told."""
    return replace(CardBytes.of(content).without_section(), keys=()).content


def withheld_findings(known: Disclosed) -> list[Finding]:
    """Return the finding that names what was kept back, if anything that would have been written was."""
    kept = [fact_id for fact_id in known.withheld if exposures()[fact_id].written]
    if not kept:
        return []
    labels = [registry()[fact_id].label for fact_id in kept]
    names = Text("; ".join(label.en for label in labels), "; ".join(label.nl for label in labels))
    return [finding("ADH-DOC-088", Place(file=CARD), facts=names, ids=", ".join(kept))]


def not_from_us(facts: Facts, content: bytes) -> Facts:
    """Return the facts without those a reader found in our own keys: what we wrote is no witness of itself."""
    try:
        card = CardBytes.of(content)
    except MarksError:
        return facts
    if not card.keys:
        return facts
    first = len(card.front) if card.front else 2
    ours = {f"line {first + at}" for at in range(len(card.keys))}
    return Facts.of(
        fact
        for leading in facts
        for fact in facts.witnesses(leading.id)
        if not any(source.file == CARD and (source.at or "").split(",")[0] in ours for source in fact.sources)
    )


def _opened(content: bytes) -> _Writing:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _RefusedError(finding("ADH-DOC-085", Place(file=CARD, line=line))) from error
    card = CardBytes.of(content)
    head = front_matter(replace(card, keys=()).content)  # what the author says
    if head.problem is not None and head.values is None:
        place = Place(file=CARD, line=head.problem_line)
        raise _RefusedError(finding("ADH-DOC-083", place, problem=head.problem))
    return _Writing(card=card, head=head)


def _put_keys(
    writing: _Writing, known: Disclosed, results: tuple[EvaluationResult, ...], replaced: frozenset[str]
) -> tuple[str, ...]:
    """Put our keys in, where the author has none of that name; return their names."""
    author = dict(writing.head.values or {})
    ours: list[Key] = []
    for key in keys_of(known):
        if key.name in replaced and key.name in author:
            _take_out(writing, key.name)
            del author[key.name]
        if key.name not in author:
            ours.append(key)
        elif says_otherwise(key, author[key.name]):
            writing.findings.append(_contradicted(writing.head, key, author[key.name], known))
    lines = [line for key in ours for line in key.lines()]
    index = bool(results) and INDEX not in author
    lines += index_lines(_name(known), results) if index else []
    writing.card = writing.card.with_keys(lines)
    _prove(writing.card, author, ours, index=index)
    return (*(key.name for key in ours), *((INDEX,) if index else ()))


def _prove(card: CardBytes, author: Mapping[str, object], ours: list[Key], *, index: bool) -> None:
    """Parse the outcome: it must say what the author said, and our keys, and nothing else."""
    outcome = dict(front_matter(card.content).values or {})
    if index:
        outcome.pop(INDEX, None)
    if outcome != {**author, **{key.name: key.plain() for key in ours}}:
        raise _RefusedError(finding("ADH-DOC-084", Place(file=CARD, line=1)))


def _take_out(writing: _Writing, name: str) -> None:
    """Take a key of the author's out of the front matter, up to the next key; comments above that one stay with it."""
    card, lines = writing.card, writing.head.lines
    first = lines[name] - 1
    beyond = min((line - 1 for line in lines.values() if line - 1 > first), default=len(card.front) - 1)
    while beyond > first + 1 and _belongs_below(card.front[beyond - 1]):
        beyond -= 1
    writing.card = card.without_lines(first, beyond)
    writing.head = front_matter(replace(writing.card, keys=()).content)


def _belongs_below(line: bytes) -> bool:
    return not line.strip() or line.startswith(b"#")


def _contradicted(head: FrontMatter, key: Key, written: object, known: Disclosed) -> Finding:
    fact = known.get(key.fact)
    place = Place(file=CARD, line=head.lines.get(key.name), at=f"key {key.name}")
    value = value_text(fact.value) if fact is not None else plain("-")
    return finding("ADH-DOC-080", place, key=key.name, written=shown(written), value=value)


def shown(value: object) -> str:
    """Return a value of the front matter in one line that a message can hold."""
    said = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return said if len(said) <= 120 else said[:119] + "…"


def _name(known: Disclosed) -> str:
    fact = known.get("model.name")
    return str(fact.value) if fact is not None else "model"


def marked(error: MarksError | OpenEndError) -> Finding:
    """Return the finding for a card in which our section cannot be told from the rest."""
    rule_id = "ADH-DOC-081" if isinstance(error, MarksError) else "ADH-DOC-082"
    return finding(rule_id, Place(file=CARD, line=error.line))


def text_lines(lines: Iterable[bytes]) -> list[str]:
    """Return lines of a card as text."""
    return [line.decode("utf-8", errors="replace") for line in lines]
