# SPDX-License-Identifier: EUPL-1.2
"""Matrices and timelines: drawn the same each time, as pictures and as the tables that say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from adhere.render.charts import days_named, drawn
from adhere.render.document import Document, Matrix, Picture, Span, Table, Timeline
from adhere.render.writing import FORMATS, write

TABLE = Table(
    caption="What the picture says", header=("Name", "When"), rows=(("First report", "2026-12-01"),)
)
SAID = {"title": "A picture", "description": "What it shows", "table": TABLE}
MATRIX = Matrix(
    **SAID,
    row_axis="Severity",
    column_axis="Probability",
    rows=("low", "high"),
    columns=("rare", "often", "always"),
    marks=(("", "A b", ""), ("$x$", "", "A B C D E F G H I J K L M N")),
    shades=((0, 0, 1), (0, 1, 2)),
)
TIMELINE = Timeline(
    **SAID,
    spans=(
        Span(name="First report", start=date(2026, 12, 1), label="2 days"),
        Span(name="Resolved", start=date(2026, 10, 1), end=date(2027, 2, 28), label="60 days", series=1),
        Span(name="The same day", start=date(2026, 10, 1), end=date(2026, 10, 1)),
    ),
    series=("a moment", "a period"),
    today=date(2026, 11, 22),
)
pictures = pytest.mark.parametrize("picture", [MATRIX, TIMELINE], ids=["matrix", "timeline"])


@pictures
def test_a_picture_is_the_same_each_time_and_has_no_typeface_of_the_machine(picture: Picture):
    first = drawn(picture, "svg")
    assert first == drawn(picture, "svg")
    assert b"<text" not in first
    assert b"<dc:date" not in first


@pictures
@pytest.mark.parametrize("to", FORMATS)
def test_every_format_holds_it(picture: Picture, to: str):
    document = Document(
        title="A document", language="en", identifier="x", author="adhere", description="-", blocks=(picture,)
    )
    assert write(document, to)  # type: ignore[arg-type]


def test_other_marks_and_other_days_give_other_pictures():
    assert drawn(replace(MATRIX, marks=(("", "", ""), ("", "", ""))), "svg") != drawn(MATRIX, "svg")
    assert drawn(replace(TIMELINE, today=None), "svg") != drawn(TIMELINE, "svg")
    assert drawn(replace(TIMELINE, spans=TIMELINE.spans[:1], series=()), "png")


def test_days_named_below_a_timeline_of_any_length_leave_room_for_each_other():
    first = date(2026, 3, 16)
    for length in (0, 1, 2, 3, 4, 5, 20, 45, 300, 731):
        last = first + timedelta(days=length)
        days = days_named(
            replace(TIMELINE, spans=(Span(name="-", start=first, end=last, label="-"),), today=None)
        )
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        assert (days[0], days[-1]) == (first, last)
        assert len(days) <= 3
        assert all(gap >= length * 0.4 for gap in gaps)
    assert days_named(replace(TIMELINE, spans=(), today=None)) == []


def test_what_is_no_known_picture_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError):
        drawn(Picture(**SAID), "svg")
