# SPDX-License-Identifier: EUPL-1.2
"""The risk matrix as a document: a picture, the table that says the same, every estimate, and what lies outside the grid.

Measure 3.4 of the GPAI code; the words are in ``data/riskmatrix.toml``. Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.render.document import Block, Document, Heading, Items, Matrix, Paragraph, Table
from adhere.render.words import word_of
from adhere.risk.estimates import probability_text, severity_text
from adhere.risk.matrix import Mark, at, grid, marks, shade
from adhere.risk.register import Estimate
from adhere.risk.scales import probabilities, severities
from adhere.risk.standing import Standing
from adhere.risk.taxonomy import term_name

_word = partial(word_of, "riskmatrix")

AUTHOR = "adhere"


def matrix_document(
    standing: Standing, language: Language, data: dict[str, Any], *, example: bool = False
) -> Document:
    """Return the risk matrix of a register as a document; ``data`` is what its JSON holds."""
    register = standing.register
    title = _word("title", language, model=register.model)
    stands = ", ".join(str(one) for one in (register.who, register.when) if one is not None)
    return Document(
        title=title,
        language=language,
        identifier=f"risk-matrix:{register.model}:{standing.on}",
        author=AUTHOR,
        description=_word("description", language, model=register.model, day=spoken(standing.on)),
        date=standing.on.isoformat(),
        running=f"{title}, {spoken(standing.on).in_(language)}",
        marks=(_word("example", language),) if example else (),
        header=(
            (_word("model", language), register.model),
            (_word("on", language), spoken(standing.on).in_(language)),
            (_word("stands", language), stands or _word("nobody", language)),
        ),
        blocks=tuple(_blocks(standing, language)),
        data=data,
    )


def _blocks(standing: Standing, language: Language) -> Iterator[Block]:
    found = marks(standing)
    yield Paragraph(text=_word("scales", language))
    yield Heading(level=1, text=_word("matrix", language), anchor="matrix")
    yield matrix_picture(standing, language)
    yield Heading(level=1, text=_word("risks", language), anchor="risks")
    yield _estimates(found, language)
    yield Heading(level=1, text=_word("outside", language), anchor="outside")
    yield from _outside(standing, found, language)


def matrix_picture(standing: Standing, language: Language) -> Matrix:
    """Return the matrix alone, for a document that has more to say."""
    found = marks(standing)
    rows = tuple(level.label.in_(language) for level in severities())
    columns = tuple(level.label.in_(language) for level in probabilities())
    letters = tuple(tuple(" ".join(at(found, cell)) for cell in line) for line in grid())
    table = Table(
        caption=_word("caption", language),
        header=(_word("severity", language), *columns),
        rows=tuple(
            (row, *(cell or "–" for cell in line))
            for row, line in reversed(list(zip(rows, letters, strict=True)))
        ),
    )
    return Matrix(
        title=_word("title", language, model=standing.register.model),
        description=_word("picture", language),
        table=table,
        row_axis=_word("severity", language),
        column_axis=_word("probability", language),
        rows=rows,
        columns=columns,
        marks=letters,
        shades=tuple(tuple(map(shade, line)) for line in grid()),
    )


def _estimates(found: tuple[Mark, ...], language: Language) -> Table:
    names = ("letter", "risk", "without", "with")
    return Table(
        caption=_word("risk-caption", language),
        header=tuple(_word(name, language) for name in names),
        rows=tuple(row for mark in found for row in _rows(mark, language)),
    )


def _rows(mark: Mark, language: Language) -> Iterator[tuple[str, ...]]:
    name, letter = mark.name.in_(language), f"{mark.letter} {mark.small}"
    if not mark.risk.scenarios:
        nothing = _word("no-scenario", language)
        yield letter, name, nothing, nothing
    for scenario in mark.risk.scenarios:
        estimates = (scenario.without, scenario.mitigated)
        yield letter, f"{name}: {scenario.title}", *(_estimate(one, language) for one in estimates)


def _estimate(estimate: Estimate | None, language: Language) -> str:
    if estimate is None:
        return _word("none", language)
    values = {"severity": severity_text(estimate), "probability": probability_text(estimate)}
    return _word("estimate", language, **values)


def _outside(standing: Standing, found: tuple[Mark, ...], language: Language) -> Iterator[Block]:
    lines = [_word("missing", language, risk=term_name(one, "specified")) for one in standing.missing]
    for mark in found:
        if not mark.risk.scenarios:
            lines.append(_word("outside-risk", language, letter=mark.letter, risk=mark.name))
        for letter, scenarios in (
            (mark.letter, mark.outside_without),
            (mark.small, mark.outside_mitigated),
        ):
            lines += [
                _word("outside-scenario", language, letter=letter, scenario=one.id) for one in scenarios
            ]
    yield Items(items=tuple(lines)) if lines else Paragraph(text=_word("all-in", language))
