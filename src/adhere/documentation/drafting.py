# SPDX-License-Identifier: EUPL-1.2
"""Answers drafted from facts: values as they are, or sentences made of them; never prose from nothing.

Implements the draft rules of forms (``forms.form.DraftRule``). An answer is as strong as the weakest fact in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from adhere.documentation.conversion import converted
from adhere.documentation.evaluations.answering import evaluation_answers
from adhere.documentation.evaluations.result import Evaluations
from adhere.documentation.strength import each_once, strength, weakest
from adhere.documentation.wording import joined, words
from adhere.forms.answers import Answer, Record, Value
from adhere.forms.form import DraftRule, Field, Form, Part
from adhere.kernel.finding import Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES, Language, Text
from adhere.models.facts import Fact, Facts, contradicts
from adhere.models.facts import Value as FactValue
from adhere.models.reasons import source_text, value_text
from adhere.models.wording import wording

_NAME = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
OTHERS_SHOWN = 3
"""Witnesses that are quoted where files do not agree."""


def draft(form: Form, facts: Facts, evaluations: Evaluations | None = None) -> dict[str, Answer]:
    """Return the answers that follow from facts and from results of evaluations, by field id, in the order of the form."""
    drafter = _Drafter(facts)
    answers: dict[str, Answer] = {}
    for wanted in form.fields:
        answer = drafter.answer(wanted, answers.get(wanted.of or ""))
        if answer is not None:
            answers[wanted.id] = answer
    if evaluations is not None:
        answers |= evaluation_answers(form, evaluations)
    return answers


@dataclass(slots=True)
class _Drawn:
    """A value, or a part of one, with the facts it was drawn from; ``told`` are notes a reader must see."""

    value: Value
    facts: list[Fact]
    told: list[Text] = field(default_factory=list)


class _Drafter:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._conflicts = {witnesses[0].id: witnesses for witnesses in facts.conflicting()}

    def answer(self, wanted: Field, of: Answer | None) -> Answer | None:
        """Return the draft of one field; ``of`` is the draft of the field whose options it is asked for."""
        if not wanted.drafts:
            return None
        drawn = self._parted(wanted, of) if wanted.kind in ("record", "per-option") else self._one(wanted)
        return self._as_answer(wanted, drawn) if drawn else None

    def _as_answer(self, wanted: Field, drawn: _Drawn) -> Answer:
        used = list({fact.id: fact for fact in drawn.facts}.values())
        told = [*drawn.told, *(self._disagreement(fact) for fact in used if fact.id in self._conflicts)]
        return Answer(
            field=wanted.id,
            value=drawn.value,
            basis=weakest(fact.basis for fact in used),
            sources=each_once(*(fact.sources for fact in sorted(used, key=strength, reverse=True))),
            note=joined(tuple(dict.fromkeys(told))),
            place=_written(used),
            facts=tuple(fact.id for fact in used),
        )

    def _one(self, wanted: Field) -> _Drawn | None:
        if wanted.kind == "entries" and any(rule.part for rule in wanted.drafts):
            inner = self._parts(wanted.parts, wanted.drafts)
            return _Drawn((Record(inner.value),), inner.facts, inner.told) if inner else None
        return self._drawn(wanted, wanted.drafts)

    def _parted(self, wanted: Field, of: Answer | None) -> _Drawn | None:
        if wanted.kind == "record":
            drawn = self._parts(wanted.parts, wanted.drafts)
        else:
            chosen = of.value if of is not None and isinstance(of.value, tuple) else ()
            options = [Part(id=str(name), kind="text", label=wanted.label) for name in chosen]
            drawn = self._parts(options, wanted.drafts)
        return _Drawn(Record(drawn.value), drawn.facts, drawn.told) if drawn else None

    def _parts(self, parts: Sequence[Part], rules: Iterable[DraftRule]) -> _Parts | None:
        """Return what can be drawn of a record; a rule for a part of a part makes the one entry of a list."""
        found = _Parts()
        by_part = groupby(sorted(rules, key=_first_name), key=_first_name)
        grouped = {name: list(group) for name, group in by_part}
        for part in parts:
            drawn = self._of_part(part, grouped.get(part.id, []))
            if drawn is not None:
                found.value[part.id] = drawn.value
                found.facts += drawn.facts
                found.told += drawn.told
        return found if found.value else None

    def _of_part(self, part: Part, rules: list[DraftRule]) -> _Drawn | None:
        inside = [rule for rule in rules if "." in (rule.part or "")]
        if inside:
            inner = self._parts(part.parts, [_inside(rule) for rule in inside])
            if inner is None:
                return None
            record = Record(inner.value)
            return _Drawn((record,) if part.kind == "entries" else record, inner.facts, inner.told)
        return self._drawn(part, rules)

    def _drawn(self, wanted: Field | Part, rules: Iterable[DraftRule]) -> _Drawn | None:
        """Return the first value that can be had, a figure before a mere bound, else every sentence that can be made."""
        told = [(rule, facts) for rule in rules if (facts := self._known(rule)) is not None]
        values = [
            _Drawn(value, facts, [fact.note for fact in facts[:1] if fact.note])
            for rule, facts in told
            if rule.text is None and (value := converted(wanted, facts[0], rule)) is not None
        ]
        if values:
            return next((drawn for drawn in values if not _mere_bound(drawn.value)), values[0])
        return _sentences(told) if wanted.kind in ("text", "link") else None

    def _known(self, rule: DraftRule) -> list[Fact] | None:
        """Return the facts a rule rests on; None where one is not known, not yes as it must be, or files disagree on a yes or no."""
        facts = [self._facts.get(name) for name in (*rule.needs, *rule.where)]
        known = [fact for fact in facts if fact is not None and self._facts.settled(fact.id)]
        if (
            not known
            or len(known) != len(facts)
            or not all(fact.value is True for fact in known[len(rule.needs) :])
        ):
            return None
        return known

    def _disagreement(self, fact: Fact) -> Text:
        others = [one for one in self._conflicts[fact.id] if contradicts(fact.value, one.value)]
        said = [_witness(one) for one in others[:OTHERS_SHOWN]]
        return words("disagree").filled({"fact": value_text(fact.value), "others": joined(tuple(said), "; ")})


@dataclass(slots=True)
class _Parts:
    value: dict[str, Value] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    told: list[Text] = field(default_factory=list)


def _sentences(told: Iterable[tuple[DraftRule, list[Fact]]]) -> _Drawn | None:
    said = [(_filled(rule.text, facts), facts) for rule, facts in told if rule.text is not None]
    text = joined(tuple(sentence for sentence, _ in said))
    used = [fact for _, facts in said for fact in facts]
    return _Drawn(text, used, [fact.note for fact in used if fact.note]) if text else None


def _mere_bound(value: Value | FactValue) -> bool:
    return isinstance(value, Quantity) and (value.low is None) is not (value.high is None)


def _first_name(rule: DraftRule) -> str:
    return (rule.part or "").partition(".")[0]


def _inside(rule: DraftRule) -> DraftRule:
    part = (rule.part or "").partition(".")[2]
    return replace(rule, part=part)


def _filled(text: Text, facts: Iterable[Fact]) -> Text:
    """Put the values of facts into a sentence; Text.filled would take the stops in their ids for attributes."""
    values = {fact.id: fact.value for fact in facts}
    return Text(*(_said(text.in_(language), values, language) for language in LANGUAGES))


def _said(sentence: str, values: Mapping[str, FactValue], language: Language) -> str:
    """Return a sentence with its values; a unit that the sentence names already is not repeated."""
    spoken = _NAME.sub("", sentence).casefold()

    def shown(match: re.Match[str]) -> str:
        value = values[match[1]]
        said = value_text(value).in_(language)
        unit = wording("units").get(value.unit) if isinstance(value, Quantity) else None
        named = unit is not None and unit.in_(language).casefold() in spoken
        return said.removesuffix(f" {unit.in_(language)}") if unit is not None and named else said

    return _NAME.sub(shown, sentence)


def _written(used: Iterable[Fact]) -> Place | None:
    """Return where a person wrote what an answer rests on, where nothing in it comes from a file of the model."""
    sources = [fact.sources[0] if fact.sources else None for fact in used]
    if not sources or any(source is None or not (source.who and source.when) for source in sources):
        return None
    first = next(source for source in sources if source is not None)
    line = (first.at or "").removeprefix("line ")
    return Place(file=first.file, line=int(line) if line.isdecimal() else None)


def _witness(fact: Fact) -> Text:
    place = source_text(fact.sources[0]) if fact.sources else None
    said = value_text(fact.value)
    return said if place is None else words("witness").filled({"value": said, "place": place})
