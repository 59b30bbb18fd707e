# SPDX-License-Identifier: EUPL-1.2
"""Claims of a model card's tables about training, row by row or column by column.

A table may list several models: only the row of this model is taken, the total of a family bounds each member from
above, and where no row is recognisably this model's nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from adhere.kernel.quantity import Quantity
from adhere.models.readers.amounts import amounts, scale_of
from adhere.models.readers.card_claims import Claim, at_most, claims
from adhere.models.readers.card_names import OwnName
from adhere.models.readers.card_units import CUMULATIVE, EMISSIONS, ENERGY, HOURS, OPERATIONS, TOKENS
from adhere.models.readers.markdown import Prose, Table
from adhere.models.readers.markup_tables import Row

_Line = tuple[Row, tuple[Quantity, bool]]
"""A row with its figure, and whether that is approximate."""
SEVERAL_MODELS = "several-models"
"""Not a fact: a table gives figures of several models, and which is this one is not said."""

_TOTAL = re.compile(r"(?:grand |sub)?total\b", re.IGNORECASE)
_AMOUNT_ONLY = re.compile(
    r"[~≈<>≤≥]?\s?(?:up to|over|about|around|more than|approximately)?\s*\S+(?: ?[a-zA-Z/-]+){0,3}\+?",
    re.IGNORECASE,
)
_HEADER_SCALE = re.compile(r"\((?:in )?(thousand|million|billion|trillion|[KkMBT])s?\b")
_NOT_TRAINING = re.compile(
    r"logit|inference|evaluat|fine-?tun|post-?train|market|context|vocab|length|\bmax|per\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """What a column or row header announces: a fact, its unit, and the factor its unit calls for."""

    fact: str
    unit: str
    factor: Decimal = Decimal(1)
    scale: Decimal | None = None


def table_claims(table: Table, own: OwnName) -> Iterator[Claim]:
    """Yield what a table says of this model's training."""
    if len(table.rows) < 2 and all(len(row.cells) < 2 for row in table.rows):
        return
    header, body = table.rows[0], table.rows[1:]
    measured = [
        (column, measure)
        for column, cell in enumerate(header.cells)
        if column and (measure := _measure(cell))
    ]
    for column, measure in measured:
        yield from _column(column, measure, body, own)
    if not measured:
        yield from _by_rows(table, own)


def _column(column: int, measure: _Measure, body: Sequence[Row], own: OwnName) -> Iterator[Claim]:
    """Yield the claims of a column of figures, one model in a row."""
    cells = [(row, value) for row in body if (value := _figure(row, column, measure)) is not None]
    models = [(row, value) for row, value in cells if not _TOTAL.match(row.cells[0])]
    totals = [(row, value) for row, value in cells if _TOTAL.match(row.cells[0])]
    chosen = _own_row(models, own)
    sized = _row_of_size(models, own) if chosen is None else None
    for row, (figure, about) in filter(None, (chosen, sized)):
        yield Claim(
            fact=measure.fact,
            value=figure,
            line=row.line,
            about=about,
            in_table=True,
            by_size=sized is not None,
        )
    if models and chosen is None and sized is None:
        line = models[0][0].line
        yield Claim(fact=SEVERAL_MODELS, value=measure.fact, line=line)
    if len(models) > 1:
        yield from (_family(measure, row, value) for row, (value, _) in totals)


def _family(measure: _Measure, row: Row, value: Quantity) -> Claim:
    """Return the total of a family as an upper bound of what this member took."""
    return Claim(fact=measure.fact, value=at_most(value), line=row.line, scope="family", in_table=True)


def _row_of_size(models: Sequence[_Line], own: OwnName) -> _Line | None:
    """Return the one row whose label gives the number of parameters this model has."""
    found = own.size_matches([row.cells[0] for row, _ in models])
    same = len({models[at][1][0] for at in found}) == 1
    return models[found[0]] if same else None


def _own_row(models: Sequence[_Line], own: OwnName) -> _Line | None:
    """Return the row that is this model's: the best match of names, the only row, or all rows where they agree."""
    matches = [(own.row_match(row.cells[0]), at) for at, (row, _) in enumerate(models)]
    best = max(matches, default=(0, -1))
    alone = [at for match, at in matches if match == best[0]]
    if best[0] and len({models[at][1][0] for at in alone}) == 1:
        return models[alone[0]]
    same = len({value for _, (value, _) in models}) == 1
    related = not own.parts or all(own.shares_with(row.cells[0]) for row, _ in models)
    return models[0] if models and same and related else None


def _by_rows(table: Table, own: OwnName) -> Iterator[Claim]:
    """Yield the claims of a table with one property in a row: of two columns, or with one model in a column."""
    rows = table.rows
    columns = [at for at, cell in enumerate(rows[0].cells) if at and own.row_match(cell)]
    two = all(len(row.cells) == 2 for row in rows)
    if not two and len(columns) != 1:
        return
    column = 1 if two else columns[0]
    for row in rows if two else rows[1:]:
        measure = _measure(row.cells[0]) if row.cells else None
        value = _figure(row, column, measure) if measure else None
        if measure and value:
            yield Claim(fact=measure.fact, value=value[0], line=row.line, about=value[1], in_table=True)
        elif two:
            text = f"{row.cells[0].rstrip(':')}: {row.cells[1]}"
            said = Prose(text=text, headings=table.headings, starts=(0,), lines=(row.line,))
            yield from (replace(claim, in_table=True) for claim in claims(said, own))


def _figure(row: Row, column: int, measure: _Measure) -> tuple[Quantity, bool] | None:
    """Return the only amount of a cell, and whether it is approximate; None where there is none or more than one."""
    cell = row.cells[column] if column < len(row.cells) else ""
    found = list(amounts(cell))
    if len(found) != 1 or len(cell) > 60 or not _AMOUNT_ONLY.fullmatch(cell):
        return None
    amount = found[0]
    scale = Decimal(1) if amount.scaled or measure.scale is None else measure.scale
    value = amount.value * scale * measure.factor
    if (
        value <= 0
        or (measure.fact == TOKENS and value < 1_000_000)
        or (measure.unit == "FLOP" and value < Decimal("1e15"))
    ):
        return None
    return amount.quantity(measure.unit, scale * measure.factor), amount.precision == "about"


def _measure(header: str) -> _Measure | None:
    """Return what a header announces, or None for one that is not about training or has no unit."""
    if _NOT_TRAINING.search(header) or len(header) > 120:
        return None
    return next((measure for reader in _READERS if (measure := reader(header)) is not None), None)


def _hours(header: str) -> _Measure | None:
    if re.search(r"\b(?:GPU|TPU|accelerator|device|XPU|NPU)s?[ -]?hours", header, re.IGNORECASE):
        return _Measure(fact=HOURS, unit="accelerator-hours", scale=_scale(header))
    return None


def _tokens(header: str) -> _Measure | None:
    if re.fullmatch(
        r"#? ?(?:pre-?training |training |total |seen )*tokens?(?: count| seen)?(?: \([^()]*\))?",
        header,
        re.IGNORECASE,
    ):
        return _Measure(fact=TOKENS, unit="tokens", scale=_scale(header))
    return None


def _operations(header: str) -> _Measure | None:
    if re.search(r"\bFLOPs?\b(?!/)", header, re.IGNORECASE) and re.search(
        r"train|comput", header, re.IGNORECASE
    ):
        fact = CUMULATIVE if "cumulative" in header.casefold() else OPERATIONS
        return _Measure(fact=fact, unit="FLOP", scale=_scale(header))
    return None


def _energy(header: str) -> _Measure | None:
    unit = re.search(r"\b([kMG])Wh\b", header)
    if unit:
        return _Measure(
            fact=ENERGY,
            unit="kWh",
            factor={"k": Decimal(1), "M": Decimal(10) ** 3, "G": Decimal(10) ** 6}[unit[1]],
        )
    return None


def _emissions(header: str) -> _Measure | None:
    unit = re.search(r"\b(tonnes|tons|t|kg)\s?(?:of )?CO2", header)
    if unit:
        return _Measure(
            fact=EMISSIONS, unit="kgCO2e", factor=Decimal(1) if unit[1] == "kg" else Decimal(1000)
        )
    return None


def _scale(header: str) -> Decimal | None:
    match = _HEADER_SCALE.search(header)
    return scale_of(match[1]) if match else None


_READERS = (_hours, _tokens, _operations, _energy, _emissions)
