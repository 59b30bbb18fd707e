# SPDX-License-Identifier: EUPL-1.2
"""Which columns of a file are those of a manifest: by the names people use (``data/columns.toml``) and the type; what is not sure is asked.

The columns are those of ``content.figures``; Article 53(1)(d) of Regulation (EU) 2024/1689.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from adhere.content.figures import COLUMNS
from adhere.engine.manifests.types import Kind, kind_of
from adhere.kernel.data import packaged

STATUS = "status"
"""The status of a fetch: no column of figures, but what tells content from redirects and errors."""
SIGNALS = (
    "x_robots_tag", "tdm_reservation", "tdm_policy", "content_usage", "link_header", "meta_robots", "meta_tdm_reservation",
    "meta_tdm_policy", "licence_link", "meta_agents", "meta_unread",
)  # fmt: skip
"""What an answer and its page said of their use: no columns of figures, but what an audit reads."""
NUMBERS = ("bytes", "tokens", "images", "milliseconds")
ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of a file: the name by which it is reached, and ``stored``, what the file calls it, where that is another.

    An engine that takes ``url`` and ``URL`` for one name calls the second another way.
    """

    name: str
    type: str
    stored: str = ""

    @property
    def in_file(self) -> str:
        """What the file calls it."""
        return self.stored or self.name

    @property
    def kind(self) -> Kind:
        return kind_of(self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a column of a file serves for, and how it is to be read.

    ``unit`` is that of a time or a duration, None where each value tells it; ``measure`` is length (the octets of the value count) or
    media-type; ``compressed`` that a size is that of a compressed record; ``optional`` that a URL may be absent without a fault;
    ``otherwise`` is the column that counts in the rows of which this one says nothing.
    """

    column: str
    field: Field
    unit: str | None = None
    measure: str | None = None
    compressed: bool = False
    optional: bool = False
    otherwise: Field | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns of the file that it takes."""
        return (self.field,) if self.otherwise is None else (self.field, self.otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column for which several of a file can serve, or one whose unit nobody can tell."""

    column: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How the columns of a file serve; ``constants`` are values that hold for every row of it."""

    uses: tuple[Use, ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    passed: tuple[Question, ...] = ()
    """Columns for which others could serve too, though less surely: first the one that does."""
    unfit: tuple[Use, ...] = ()
    signals: tuple[Use, ...] = ()
    """The columns of ``SIGNALS``; several may serve for one, as none of what they say may be lost."""

    @property
    def absent(self) -> tuple[str, ...]:
        """The columns of figures of which this says nothing."""
        served = {use.column for use in self.uses} | {name for name, _ in self.constants}
        return tuple(name for name in COLUMNS if name not in served)

    def use(self, column: str) -> Use | None:
        """Return what serves for a column."""
        return next((use for use in self.uses if use.column == column), None)


def recognised(fields: Sequence[Field], called: Mapping[str, str] | None = None) -> Shape:
    """Return how the columns of a file serve, by what they are called and hold; ``called`` are names that a description gives them."""
    names = {one.name: tuple(_names_of(one, called or {})) for one in fields}
    uses, questions, passed, unfit = [], [], [], []
    for column in (*COLUMNS, STATUS):
        tiers = [_named(record, fields, names) for record in _records(column)]
        fitting = [[use for use in tier if fits(use)] for tier in tiers]
        first = next((tier for tier in fitting if tier), [])
        if not first:
            unfit += [use for tier in tiers for use in tier]
        elif len(first) > 1 or first[0].unit == ASK:
            questions.append(_of(column, first))
        else:
            alike = [use for tier in fitting for use in tier if use.measure == first[0].measure]
            over = _over(column, first[0])
            beside = {_plain(use.field.in_file): use.field for use in reversed(alike)}
            uses.append(
                replace(first[0], otherwise=next((beside[name] for name in over if name in beside), None))
            )
            alike = [use for use in alike if _plain(use.field.in_file) not in over]
            passed += [_of(column, alike)] if len(alike) > 1 else []
    return Shape(
        uses=tuple(uses),
        questions=tuple(questions),
        passed=tuple(passed),
        unfit=tuple(unfit),
        signals=tuple(_signals(fields, names)),
    )


def served(shape: Shape) -> tuple[str, ...]:
    """Return the columns of a file that serve for something."""
    return tuple(dict.fromkeys(one.name for use in (*shape.uses, *shape.signals) for one in use.fields))


def texts_of(shape: Shape) -> tuple[str, ...]:
    """Return those of them that hold texts."""
    fields = (one for use in (*shape.uses, *shape.signals) for one in use.fields)
    return tuple(dict.fromkeys(one.name for one in fields if one.kind in (Kind.TEXT, Kind.TEXTS)))


def fits(use: Use) -> bool:
    """Whether a column can hold what it would serve for."""
    return use.field.kind in _FITTING[_group(use)]


def use_of(column: str, field: Field, record: Mapping[str, Any]) -> Use:
    """Return the use that a record of the table makes of a column."""
    compressed = record.get("compressed", False)
    return Use(
        column=column,
        field=field,
        unit=record.get("unit"),
        measure=record.get("measure"),
        compressed=compressed,
    )


def _names_of(field: Field, called: Mapping[str, str]) -> Iterator[str]:
    """Yield what a column is called, by the file and by a description of it."""
    yield _plain(field.in_file)
    yield _plain(called.get(field.name, field.name))


def _named(
    record: Mapping[str, Any], fields: Sequence[Field], names: Mapping[str, tuple[str, ...]]
) -> list[Use]:
    """Return what serves for a column by one record of the table, whether it fits or not."""
    return [
        use_of(record["column"], one, record)
        for one in fields
        if any(name in record["names"] for name in names[one.name])
    ]


def _over(column: str, use: Use) -> Sequence[str]:
    """Return the names that a format has beside the one that serves, which it says to count first."""
    name = _plain(use.field.name)
    return next((record.get("over", ()) for record in _records(column) if name in record["names"]), ())


def _of(column: str, uses: Iterable[Use]) -> Question:
    return Question(column=column, fields=tuple(dict.fromkeys(use.field.name for use in uses)))


def _signals(fields: Sequence[Field], names: Mapping[str, tuple[str, ...]]) -> Iterator[Use]:
    table: Mapping[str, Sequence[str]] = packaged("adhere.engine.manifests", "data/columns.toml")["signals"]
    for column in SIGNALS:
        for one in fields:
            use = Use(column=column, field=one)
            if any(name in table[column] for name in names[one.name]) and fits(use):
                yield use


@cache
def _records(column: str) -> tuple[Mapping[str, Any], ...]:
    table: Iterable[Mapping[str, Any]] = packaged("adhere.engine.manifests", "data/columns.toml")["column"]
    return tuple(sorted((one for one in table if one["column"] == column), key=lambda one: one["tier"]))


def _plain(name: str) -> str:
    """Return a name as the table has it: in small letters, without the signs that people put between words."""
    return name.strip().lower().replace("-", "_").replace(".", "_").replace(" ", "_")


def _group(use: Use) -> str:
    if use.measure == "length":
        return "length"
    if use.column in SIGNALS:
        return "signal"
    if use.column in (*NUMBERS, STATUS):
        return "number"
    return "time" if use.column == "fetch_time" else "words"


_FITTING: dict[str, tuple[Kind, ...]] = {
    "number": (Kind.WHOLE, Kind.FRACTION, Kind.TEXT),
    "time": (Kind.MOMENT, Kind.ZONED, Kind.DAY, Kind.WHOLE, Kind.FRACTION, Kind.TEXT),
    "words": (Kind.TEXT, Kind.TEXTS),
    "signal": (Kind.TEXT, Kind.TEXTS, Kind.WHOLE),
    "length": (Kind.TEXT, Kind.OCTETS),
}
