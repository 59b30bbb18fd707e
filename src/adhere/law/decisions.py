# SPDX-License-Identifier: EUPL-1.2
"""Decision tables: the shortest sets of answers that settle whether a criterion holds or a duty applies.

The same strong Kleene logic as ``adhere.law.evaluation``, written out: where no row of a table fits, the outcome is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adhere.law.applicability import Applicability
from adhere.law.library import Law
from adhere.law.records import Norm

Answers = frozenset[tuple[str, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Answers, by atom or criterion, that settle the outcome whatever the others are."""

    answers: Answers
    outcome: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """Every shortest row; ``columns`` are the atoms and criteria asked about, in the order of the law."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def of_criterion(law: Law, identifier: str, whole: frozenset[str] = frozenset()) -> DecisionTable:
    """Return the table of a criterion; the criteria in ``whole`` are columns of their own and not taken apart."""
    whole = whole - {identifier}
    return _table(
        law, [identifier], whole, {answer: _ways(law, identifier, answer, whole) for answer in (True, False)}
    )


def of_duty(applicability: Applicability, duty: Norm, whole: frozenset[str] = frozenset()) -> DecisionTable:
    """Return the table of a duty with the exceptions in force on the date; ``whole`` as in ``of_criterion``."""
    law, when = applicability.law, str(duty.when)
    exceptions = list(dict.fromkeys(str(norm.when) for norm in applicability.exceptions_to(duty)))
    conditions = [(when, True), *((exception, False) for exception in exceptions)]
    ways = {
        True: _together(_ways(law, name, answer, whole) for name, answer in conditions),
        False: _either(_ways(law, name, not answer, whole) for name, answer in conditions),
    }
    return _table(law, [when, *exceptions], whole, ways)


def _table(
    law: Law, identifiers: list[str], whole: frozenset[str], ways: dict[bool, set[Answers]]
) -> DecisionTable:
    asked = {name for some in ways.values() for answers in some for name, _ in answers}
    order = list(
        dict.fromkeys(name for identifier in identifiers for name in _leaves(law, identifier, whole))
    )
    columns = tuple(name for name in order if name in asked)
    place = {name: number for number, name in enumerate(columns)}
    rows = [Row(answers=answers, outcome=outcome) for outcome, some in ways.items() for answers in some]
    return DecisionTable(columns=columns, rows=tuple(sorted(rows, key=lambda row: _rank(row, place))))


def _rank(row: Row, place: dict[str, int]) -> tuple[bool, list[tuple[int, bool]]]:
    """Sort key: rows in which it applies first, then by the columns that are answered."""
    return (not row.outcome, sorted((place[name], not answer) for name, answer in row.answers))


def _leaves(law: Law, identifier: str, whole: frozenset[str]) -> Iterator[str]:
    if identifier in law.atoms or identifier in whole:
        yield identifier
    else:
        for parts in law.criteria[identifier].parts.values():
            for part in parts:
                yield from _leaves(law, part, whole)


def _ways(law: Law, identifier: str, answer: bool, whole: frozenset[str]) -> set[Answers]:
    """Return the shortest sets of answers under which an atom or criterion has one answer."""
    if identifier in law.atoms or identifier in whole:
        return {frozenset({(identifier, answer)})}
    parts = law.criteria[identifier].parts
    each = [(part, True) for part in parts.get("all", ())] + [(part, False) for part in parts.get("none", ())]
    conditions = [_ways(law, part, wanted is answer, whole) for part, wanted in each]
    if "any" in parts:
        alternatives = [_ways(law, part, answer, whole) for part in parts["any"]]
        conditions.append(_either(alternatives) if answer else _together(alternatives))
    return _together(conditions) if answer else _either(conditions)


def _either(ways: Iterable[set[Answers]]) -> set[Answers]:
    return _shortest(answers for some in ways for answers in some)


def _together(ways: Iterable[set[Answers]]) -> set[Answers]:
    combined: set[Answers] = {frozenset()}
    for some in ways:
        combined = _shortest(one | other for one in combined for other in some if not _contradict(one, other))
    return combined


def _contradict(one: Answers, other: Answers) -> bool:
    return any((name, not answer) in one for name, answer in other)


def _shortest(ways: Iterable[Answers]) -> set[Answers]:
    """Leave out sets of answers that hold a shorter one."""
    kept: list[Answers] = []
    for answers in sorted(set(ways), key=len):
        if not any(shorter <= answers for shorter in kept):
            kept.append(answers)
    return set(kept)
