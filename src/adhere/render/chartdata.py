# SPDX-License-Identifier: EUPL-1.2
"""Charts that help: an answer with two or more amounts in one unit, drawn from what its recipient may see and no more.

The Model Documentation Form asks for such amounts of data (training, testing, validation) and of hardware days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from adhere.forms.completeness import State
from adhere.forms.form import Part
from adhere.forms.views import ShownRow
from adhere.kernel.text import Language, plain
from adhere.models.reasons import readable
from adhere.models.wording import wording
from adhere.render.document import Chart, Series, Table, listed
from adhere.render.words import word

FEWEST, MOST = 2, 12
"""One bar says nothing that its number does not; more than a dozen are read in a table."""
LEAST, GREATEST = Decimal("1e-60"), Decimal("1e60")
"""What can be drawn; nothing a form asks for lies outside."""
Amounts = list[tuple[str, Decimal]]


def charts(rows: Iterable[ShownRow], language: Language) -> Iterator[Chart]:
    """Yield the charts of these rows, in their order."""
    for row in rows:
        if row.state in (State.ANSWERED, State.TOO_COARSE) and isinstance(row.value, Mapping):
            yield from _charts(row, row.value, language)


def _charts(row: ShownRow, value: Mapping[str, Any], language: Language) -> Iterator[Chart]:
    label = row.row.label.in_(language)
    for unit in dict.fromkeys(part.unit for part in row.field.parts if part.kind == "quantity" and part.unit):
        parts = [part for part in row.field.parts if part.unit == unit]
        amounts = [(part.label.in_(language), _amount(value.get(part.id))) for part in parts]
        yield from _chart(label, unit, amounts, _told(row, language), language)
    for part in row.field.parts:
        if part.kind == "entries":
            yield from _of_entries(part, value.get(part.id), language)


def _of_entries(part: Part, entries: Any, language: Language) -> Iterator[Chart]:
    """A list whose entries have one name and one amount each."""
    names = [inner for inner in part.parts if inner.kind == "text"]
    numbers = [inner for inner in part.parts if inner.kind == "quantity"]
    if len(names) != 1 or len(numbers) != 1 or not isinstance(entries, list):
        return
    amounts = [
        (_name(entry.get(names[0].id), language), _amount(entry.get(numbers[0].id)))
        for entry in entries
        if isinstance(entry, Mapping)
    ]
    yield from _chart(part.label.in_(language), numbers[0].unit or "", amounts, {}, language)


def _name(value: Any, language: Language) -> str:
    return str(value.get(language, "")) if isinstance(value, Mapping) else str(value or "")


def _amount(value: Any) -> Decimal | None:
    """Return the figure of a quantity; a band, a power of ten or an interval has none."""
    text = value.get("value") if isinstance(value, Mapping) else None
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and LEAST < number < GREATEST else None


def _told(row: ShownRow, language: Language) -> dict[str, str]:
    """Return the amounts as the answer itself puts them, by name."""
    rows = row.table.rows if row.table else ()
    return {cells[0].in_(language): cells[1].in_(language) for cells in rows if len(cells) == 2}


def _chart(
    label: str,
    unit: str,
    found: list[tuple[str, Decimal | None]],
    told: Mapping[str, str],
    language: Language,
) -> Iterator[Chart]:
    amounts: Amounts = [(name, number) for name, number in found if number is not None]
    if not FEWEST <= len(amounts) <= MOST:
        return
    unit = wording("units").get(unit, plain(unit)).in_(language)
    numbers = [
        (name, told.get(name) or f"{readable(number).in_(language)} {unit}") for name, number in amounts
    ]
    powers = spread([number for _, number in amounts])
    yield Chart(
        title=word("chart-title", language, label=label),
        description=word(
            "chart-powers" if powers else "chart-linear", language, label=label, values=listed(numbers)
        ),
        axis=word("axis-powers", language, unit=unit) if powers else unit,
        powers=powers,
        labels=tuple(number for _, number in numbers),
        categories=tuple(name for name, _ in amounts),
        series=(Series(name=label, values=tuple(number for _, number in amounts)),),
        table=Table(
            caption=label,
            header=(word("item", language), word("amount", language)),
            rows=tuple(numbers),
        ),
    )


def spread(numbers: Iterable[Decimal]) -> bool:
    """Whether numbers lie so far apart that on a scale of equal steps the smallest would vanish."""
    ordered = sorted(numbers)
    return ordered[-1] > 50 * ordered[0]
