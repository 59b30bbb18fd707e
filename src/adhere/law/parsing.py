# SPDX-License-Identifier: EUPL-1.2
"""From TOML tables to records, strictly: an unknown key or a missing one is an error that names file, record and key.

The schema is design record 0002.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any, get_args

from adhere.kernel.text import Text, text_of
from adhere.law.records import (
    Act,
    Answer,
    Article,
    Atom,
    Change,
    Combination,
    Criterion,
    Grade,
    Kind,
    Norm,
    Operator,
)
from adhere.law.store import LawDataError

Table = Mapping[str, Any]

_NORM_REQUIRED = frozenset({"id", "provisions", "from", "grade", "content"})
_NORM_OPTIONAL = frozenset(
    {"holder", "addressee", "until", "text_from", "never_applied", "when", "disapplies", "on_request", "note",
     "period", "period_from", "amended_by", "replaced_by"}
)  # fmt: skip
_NUMBERS = re.compile(r"(\d+)")
_DETAILS = frozenset({"day", "maximum", "value", "unit", "operator"})
_VALUES: dict[str, tuple[type, str]] = {
    ">": (str, 'a number in quotes, such as "1e25"'),  # a number without quotes would be rounded
    "before": (date, "a date such as 2025-08-02, without quotes"),
    "stated-on-or-after": (date, "a date such as 2025-08-02, without quotes"),
    "equals": (str, "a text"),
    "includes-any": (list, "a list of texts"),
    "one-of": (list, "a list of texts"),
}


def article_of(name: str, table: Table, worded_since: date) -> Article:
    """Return the article of one parsed file; ``worded_since`` is when the act came into being."""
    header = table.get("article")
    if not isinstance(header, dict) or "id" not in header:
        raise LawDataError(f"{name}: no [article] table with an id")
    _check_tables(name, table, ("article", "change", *get_args(Kind)))
    changes = {change.id: change for change in (_change(name, record) for record in table.get("change", ()))}
    norms = [
        _norm(name, kind, record, _worded_since(name, record, changes, worded_since))
        for kind in get_args(Kind)
        for record in table.get(kind, ())
    ]
    return Article(
        id=header["id"],
        title=_text(name, header["id"], header, "title"),
        norms=tuple(sorted(norms, key=_place)),
        changes=tuple(changes.values()),
    )


def criteria_of(name: str, table: Table) -> tuple[list[Atom], list[Criterion]]:
    """Return the atoms and criteria of one parsed file."""
    _check_tables(name, table, ("atom", "criterion"))
    atoms = [_atom(name, record) for record in table.get("atom", ())]
    return atoms, [_criterion(name, record) for record in table.get("criterion", ())]


def answers_of(name: str, table: Table) -> list[Answer]:
    """Return the questions and answers of one parsed file."""
    _check_tables(name, table, ("answer",))
    return [
        Answer(
            id=record["id"],
            topic=record["topic"],
            provisions=tuple(record["provisions"]),
            start=record.get("from"),
            end=record.get("until"),
            grade=_grade(name, record),
            question=_text(name, record["id"], record, "question"),
            answer=_text(name, record["id"], record, "answer"),
        )
        for record in _checked(
            name,
            table.get("answer", ()),
            {"id", "topic", "provisions", "grade", "question", "answer"},
            {"from", "until"},
        )
    ]


def acts_of(name: str, table: Table) -> list[Act]:
    """Return the acts of the parsed file of acts."""
    return [
        Act(
            id=record["id"],
            name=_text(name, record["id"], record, "name"),
            details={key: value for key, value in record.items() if key not in ("id", "name")},
        )
        for record in table.get("act", ())
    ]


def names_of(name: str, table: Table, kind: str) -> dict[str, Text]:
    """Return id to name of a parsed vocabulary file, such as the roles."""
    return {record["id"]: _text(name, record["id"], record, "name") for record in table.get(kind, ())}


def _place(norm: Norm) -> list[tuple[bool, int, str]]:
    """Sort key: by provision as people count (2 before 10, 1 before 1a), then by the number in the id."""
    return [
        (part.isdigit(), int(part or 0) if part.isdigit() else 0, part)
        for part in _NUMBERS.split(f"{norm.provisions[0]} {norm.id}")
    ]


def _worded_since(name: str, record: Table, changes: Mapping[str, Change], otherwise: date) -> date:
    """Return since when a wording stands: as told, or since the change that brought it, or since the act."""
    change = changes.get(record.get("amended_by", ""))
    brought = change is not None and "from" in record and change.on <= _date(name, record, "from")
    default = change.on if change is not None and brought else otherwise
    return _date(name, record, "text_from") if "text_from" in record else default


def _norm(name: str, kind: Kind, record: Table, worded_since: date) -> Norm:
    _check_keys(name, record, _NORM_REQUIRED, _NORM_OPTIONAL | _DETAILS)
    identifier = record["id"]
    if not identifier.startswith(f"{kind.replace('_', '-').removesuffix('-of-law')}:"):
        raise LawDataError(f"{name}: {identifier} stands under [[{kind}]] and must start with that kind")
    return Norm(
        id=identifier,
        kind=kind,
        provisions=_strings(name, record, "provisions"),
        holder=_strings(name, record, "holder"),
        addressee=_strings(name, record, "addressee"),
        start=_date(name, record, "from"),
        end=_optional_date(name, record, "until"),
        text_start=worded_since,
        never_applied=bool(record.get("never_applied", False)),
        when=record.get("when"),
        disapplies=_strings(name, record, "disapplies"),
        on_request=bool(record.get("on_request", False)),
        grade=_grade(name, record),
        content=_text(name, identifier, record, "content"),
        note=_text(name, identifier, record, "note") if "note" in record else None,
        period=record.get("period"),
        period_from=_text(name, identifier, record, "period_from") if "period_from" in record else None,
        details={key: record[key] for key in sorted(_DETAILS & set(record))},
        amended_by=record.get("amended_by"),
        replaced_by=record.get("replaced_by"),
    )


def _change(name: str, record: Table) -> Change:
    _check_keys(name, record, {"id", "provisions", "on", "by", "grade", "content"}, set())
    return Change(
        id=record["id"],
        provisions=_strings(name, record, "provisions"),
        on=_date(name, record, "on"),
        by=record["by"],
        grade=_grade(name, record),
        content=_text(name, record["id"], record, "content"),
    )


def _atom(name: str, record: Table) -> Atom:
    _check_keys(name, record, {"id", "fact", "operator", "provision", "question"}, {"value", "unit", "hint"})
    return Atom(
        id=record["id"],
        fact=record["fact"],
        operator=_operator(name, record),
        value=record.get("value"),
        unit=record.get("unit"),
        provision=record["provision"],
        question=_text(name, record["id"], record, "question"),
        hint=_text(name, record["id"], record, "hint") if "hint" in record else None,
    )


def _criterion(name: str, record: Table) -> Criterion:
    combinations = get_args(Combination)
    _check_keys(name, record, {"id", "provision", "name"}, {*combinations, "from"})
    parts = {
        combination: _strings(name, record, combination)
        for combination in combinations
        if combination in record
    }
    if not any(parts.values()):
        raise LawDataError(f"{name}: {record['id']} has none of all, any, none")
    return Criterion(
        id=record["id"],
        name=_text(name, record["id"], record, "name"),
        provision=record["provision"],
        parts=parts,
        start=_optional_date(name, record, "from"),
    )


def _operator(name: str, record: Table) -> Operator:
    operator: Operator = record["operator"]
    if operator not in get_args(Operator):
        raise LawDataError(
            f"{name}: {record['id']}: {operator!r} is no operator; known are {', '.join(get_args(Operator))}"
        )
    wanted, described = _VALUES.get(operator, (object, ""))
    if not isinstance(record.get("value"), wanted):
        raise LawDataError(f"{name}: {record['id']}: with {operator!r} goes a value that is {described}")
    return operator


def check_parts(
    atoms: Mapping[str, Atom], criteria: Mapping[str, Criterion], files: Mapping[str, str]
) -> None:
    """Raise LawDataError where a criterion rests on what does not exist, or in the end on itself."""
    settled: set[str] = set(atoms)

    def check(identifier: str, path: tuple[str, ...]) -> None:
        file = files[path[-1] if path else identifier]
        if identifier in path:
            raise LawDataError(f"{file}: {identifier} rests on itself: {' > '.join((*path, identifier))}")
        if identifier not in settled:
            if identifier not in criteria:
                raise LawDataError(
                    f"{file}: {path[-1]} rests on {identifier}, which stands in no file of criteria"
                )
            for part in chain.from_iterable(criteria[identifier].parts.values()):
                check(part, (*path, identifier))
            settled.add(identifier)

    for identifier in criteria:
        check(identifier, ())


def _checked(name: str, records: Iterable[Table], required: set[str], optional: set[str]) -> Iterator[Table]:
    for record in records:
        _check_keys(name, record, required, optional)
        yield record


def _check_tables(name: str, table: Table, known: tuple[str, ...]) -> None:
    unknown = set(table) - set(known)
    if unknown:
        raise LawDataError(f"{name}: {min(unknown)!r} is no kind of record; known are {', '.join(known)}")


def _check_keys(name: str, record: Table, required: Iterable[str], optional: Iterable[str]) -> None:
    identifier = record.get("id", "a record without an id")
    for key in sorted(set(required) - set(record)):
        raise LawDataError(f"{name}: {identifier} has no {key!r}")
    for key in sorted(set(record) - set(required) - set(optional)):
        raise LawDataError(f"{name}: {identifier} has the unknown key {key!r}")


def _text(name: str, identifier: str, record: Table, key: str) -> Text:
    try:
        return text_of(record[key])
    except (KeyError, TypeError) as error:
        raise LawDataError(f"{name}: {identifier} lacks {key}.en or {key}.nl") from error


def _strings(name: str, record: Table, key: str) -> tuple[str, ...]:
    value = record.get(key, [])
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise LawDataError(f"{name}: {record['id']}: {key!r} must be a list of texts")
    return tuple(value)


def _date(name: str, record: Table, key: str) -> date:
    value = record[key]
    if type(value) is not date:
        raise LawDataError(
            f"{name}: {record['id']}: {key!r} must be a date such as 2025-08-02, without quotes"
        )
    return value


def _optional_date(name: str, record: Table, key: str) -> date | None:
    return _date(name, record, key) if key in record else None


def _grade(name: str, record: Table) -> Grade:
    grade: Grade = record["grade"]
    if grade not in get_args(Grade):
        raise LawDataError(f"{name}: {record['id']}: grade {grade!r} is none of {', '.join(get_args(Grade))}")
    return grade
