# SPDX-License-Identifier: EUPL-1.2
"""The text of a new ``adhere.yaml``: a small valid dossier, with each open question as a comment above its answer.

Words: ``data/new.toml``; questions come from the law. ``docs/en/dossier.md`` describes the format.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from adhere.dossier.answering import answered_by, field_of_provider
from adhere.dossier.schema import FORMAT
from adhere.intake.quoting import quoted
from adhere.kernel.data import packaged
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.kernel.text import Language, text_of
from adhere.law.questions import Question
from adhere.models.facts import Fact, Facts, Value
from adhere.models.reasons import value_text
from adhere.models.registry import FactKind, registry

WIDTH = 80
_SAFE_KEY = re.compile(r"[a-z][a-z0-9._-]*")
_WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_SAMPLES = {
    "truth": "false",
    "date": "2026-03-01",
    "country": "NL",
    "quantity": "1.2e24",
    "count": "4096",
    "list": "[text]",
}


def yaml_text(
    identifier: str,
    artefacts: str,
    questions: Iterable[Question],
    facts: Facts,
    language: Language,
    *,
    answers: Iterable[Fact] = (),
) -> str:
    """Return the whole file, with line ends; ``answers`` are facts that a person stated, which stand in it as such."""
    draft = _Draft(facts, language, tuple(answers))
    return "\n".join(draft.lines(identifier, artefacts, tuple(questions))) + "\n"


class _Draft:
    def __init__(self, facts: Facts, language: Language, answers: tuple[Fact, ...]) -> None:
        self.facts = facts
        self.answers = answers
        self.language = language
        table = packaged("adhere.dossier", "data/new.toml")
        self.words = {name: text_of(record).in_(language) for name, record in table.items()}

    def lines(self, identifier: str, artefacts: str, questions: tuple[Question, ...]) -> Iterator[str]:
        of_provider = [question for question in questions if field_of_provider(self._fact(question))]
        yield from _comment(self.words["head"])
        yield f"format: {FORMAT}"
        yield ""
        yield from self._provider(of_provider)
        yield ""
        yield from _comment(self.words["stated"])
        yield "# stated:"
        yield f'#   who: "{self.words["who"]}"'
        yield "#   when: 2026-03-01"
        yield ""
        yield "models:"
        yield f"  {_key(identifier)}:"
        yield f"    artefacts: {quoted(artefacts)}"
        yield "    statements:"
        yield from (
            line for fact in self.answers if not field_of_provider(fact.id) for line in self._answer(fact, 6)
        )
        for question in questions:
            if question not in of_provider:
                yield from self._question(question, indent=6)
                yield ""
        yield from self._closing()

    def _provider(self, questions: list[Question]) -> Iterator[str]:
        yield from _comment(self.words["provider"])
        yield "provider:"
        yield f'  name: "{self.words["provider-name"]}"'
        yield from (
            line for fact in self.answers if field_of_provider(fact.id) for line in self._answer(fact, 2)
        )
        asked = {self._fact(question) for question in questions} | {fact.id for fact in self.answers}
        for name in ("established_in", "size"):
            if f"provider.{name}" not in asked:
                yield f"  # {name}: {_sample(registry()[f'provider.{name}'])}"
        for question in questions:
            yield ""
            yield from self._question(question, indent=2)

    def _question(self, question: Question, indent: int) -> Iterator[str]:
        fact_id = self._fact(question)
        yield from _comment(question.atom.question.in_(self.language), indent)
        if question.atom.hint:
            yield from _comment(question.atom.hint.in_(self.language), indent)
        known = self.facts.get(question.fact)
        if known is not None:
            yield from _comment(f"({value_text(known.value).in_(self.language)})", indent)
        key = field_of_provider(fact_id) or fact_id
        yield f"{' ' * indent}# {key}: {_sample(registry()[fact_id])}"

    def _answer(self, fact: Fact, indent: int) -> Iterator[str]:
        yield from _comment(registry()[fact.id].label.in_(self.language), indent)
        yield f"{' ' * indent}{field_of_provider(fact.id) or fact.id}: {_written(fact.value)}"

    def _fact(self, question: Question) -> str:
        return answered_by(question, self.facts)

    def _closing(self) -> Iterator[str]:
        yield from _comment(self.words["more"], indent=6)
        yield from _comment(self.words["override"], indent=6)
        yield "      # context.maximum:"
        yield "      #   value: 4096"
        yield f'      #   who: "{self.words["who"]}"'
        yield "      #   when: 2026-03-01"
        yield f'      #   why: "{self.words["why"]}"'


def _sample(kind: FactKind) -> str:
    if kind.members:
        return f"[{kind.members[0]}]"
    return kind.choices[0] if kind.type == "choice" else _SAMPLES.get(kind.type, '"..."')


def _written(value: Value) -> str:
    """Return a value as YAML; of a quantity its one figure."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Quantity):
        return decimal_text(value.value or Decimal(0))
    if isinstance(value, tuple):
        return f"[{', '.join(map(quoted, value))}]"
    return value.isoformat() if isinstance(value, date) else quoted(value)


def _key(identifier: str) -> str:
    """Quote an id that another YAML reader could take for a number or a word of YAML."""
    plain = _SAFE_KEY.fullmatch(identifier) and identifier not in _WORDS_OF_YAML
    return identifier if plain else f'"{identifier}"'


def _comment(text: str, indent: int = 0) -> Iterator[str]:
    for line in textwrap.wrap(text, width=WIDTH - indent - 2, break_on_hyphens=False):
        yield f"{' ' * indent}# {line}"
