# SPDX-License-Identifier: EUPL-1.2
"""The questions of the classification as fields of a form, and answers as the facts that ``adhere.yaml`` would state.

Every value is read by the reader of the dossier, so that an answer here and a statement there are one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.http import QueryDict
from pydantic import ValidationError

from adhere.dossier.answering import answered_by
from adhere.dossier.rules import rule
from adhere.dossier.schema import Statement
from adhere.dossier.statements import Place, StatementError, fact_of
from adhere.dossier.wording import form_of
from adhere.kernel.text import Text
from adhere.law.questions import Question
from adhere.law.records import Atom
from adhere.law.requirements.catalogue import catalogue
from adhere.models.facts import Fact, Facts
from adhere.models.reasons import value_text
from adhere.models.registry import FactKind, registry

COUNTRY = "provider.established_in"
LONGEST = 200
"""Signs of an answer that are read."""
TRUTHS: Mapping[str, bool] = {"yes": True, "no": False}
UNKNOWN = ("", "unknown")
_PLACE = Place(line=1, sha256="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as a field: the fact it settles, the question and its hint, what was answered, and what is wrong with that."""

    kind: FactKind
    question: Text
    hint: Text | None
    provision: str
    values: tuple[str, ...] = ()
    error: Text | None = None

    @property
    def options(self) -> list[tuple[str, Text]]:
        """What can be chosen, in words."""
        return [(one, value_text(one)) for one in self.kind.choices or self.kind.members]

    @property
    def value(self) -> str:
        """The one answer, as it was given."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered: facts, the fields with their answers, and whether any of them is wrong."""

    facts: tuple[Fact, ...]
    fields: tuple[Asked, ...]

    @property
    def wrong(self) -> tuple[Asked, ...]:
        """The answers that cannot be read."""
        return tuple(one for one in self.fields if one.error)


@cache
def askable() -> dict[str, Atom]:
    """Return every fact that a question of the law asks for, with its first question; the country of the provider among them."""
    found: dict[str, Atom] = {}
    for atom in catalogue().law.atoms.values():
        if atom.fact == f"{COUNTRY}_union":
            found.setdefault(COUNTRY, atom)
        found.setdefault(atom.fact, atom)
    return found


def answered(data: QueryDict) -> Answered:
    """Return what a request answers; a field it does not know is passed over, an answer of unknown is none."""
    facts, fields = [], []
    for name, atom in askable().items():
        given = tuple(dict.fromkeys(one.strip()[:LONGEST] for one in data.getlist(name)))
        values = tuple(one for one in given if one not in UNKNOWN)
        if not values:
            continue
        kind = registry()[name]
        try:
            facts.append(fact_of(kind, Statement(value=_value(kind, values)), None, _PLACE))
            fields.append(_asked(kind, atom, values))
        except StatementError as error:
            fields.append(_asked(kind, atom, values, rule(error.rule).wrong.filled(error.values)))
        except ValidationError:
            wrong = rule("ADH-DOS-005").wrong
            told = {"place": kind.id, "value": values[0], "wanted": form_of(kind)}
            fields.append(_asked(kind, atom, values, wrong.filled(told)))
    return Answered(tuple(facts), tuple(fields))


def to_ask(questions: Iterable[Question], facts: Facts, given: Answered) -> Iterator[Asked]:
    """Yield the open questions as fields, in their order, each fact once; what was answered wrongly is among the answers."""
    met = {one.kind.id for one in given.fields}
    for question in questions:
        name = answered_by(question, facts)
        if name not in met:
            met.add(name)
            yield _asked(registry()[name], question.atom, ())


def _asked(kind: FactKind, atom: Atom, values: tuple[str, ...], error: Text | None = None) -> Asked:
    return Asked(
        kind=kind,
        question=atom.question,
        hint=None if kind.id == COUNTRY else atom.hint,  # that hint tells what to write in a dossier
        provision=atom.provision,
        values=values,
        error=error,
    )


def _value(kind: FactKind, values: tuple[str, ...]) -> bool | str | list[str]:
    """Return an answer as the reader of a dossier takes it."""
    if kind.type == "truth":
        return TRUTHS.get(values[0], values[0])
    if kind.type == "list":
        return list(values)
    return values[0].upper() if kind.type == "country" else values[0]
