# SPDX-License-Identifier: EUPL-1.2
"""Charts: only where amounts are compared, never more precise than the row, drawn the same each time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from tests.unit.forms.sample import answer, filled, read
from tests.unit.render.samples import CHART

from adhere.forms.form import Recipient
from adhere.forms.library import form
from adhere.forms.reading import read_value
from adhere.forms.views import view
from adhere.render.chartdata import charts, spread
from adhere.render.charts import drawn
from adhere.render.document import Chart, Series, Table

DATA = {"unit_definition": "tokens", "training": "1.54e13", "validation": "2.0e9"}
TIME = {
    "period": "pre-training",
    "wall_clock": 90,
    "hardware": [{"accelerator": "A100", "days": 400_000}, {"accelerator": "H100", "days": "2.1e5"}],
}


def found(recipient: Recipient, **answers: object) -> list[Chart]:
    shown = view(filled({name: read(name, raw) for name, raw in answers.items()}), recipient)
    return list(charts(shown.rows, "en"))


def test_amounts_of_data_are_compared_on_a_scale_of_powers():
    (chart,) = found("office", data=DATA)
    assert chart.categories == ("Training", "Validation")
    assert chart.series[0].values == (Decimal("1.54e13"), Decimal("2.0e9"))
    assert chart.powers
    assert "ten times" in chart.description
    assert [cells[0] for cells in chart.table.rows] == ["Training", "Validation"]
    assert chart.labels == tuple(cells[1] for cells in chart.table.rows)
    assert all(label in chart.description for label in chart.labels)


def test_a_chart_is_no_more_precise_than_the_row_of_its_recipient():
    mdf = form("mdf")
    value = read_value(mdf.field("data_points"), DATA, mdf)
    own = filled({"data_points": answer("data_points", value, form=mdf)}, form=mdf)
    (chart,) = charts(view(own, "authority").rows, "en")
    assert chart.series[0].values == (Decimal("2e13"), Decimal("2e9"))
    assert "1.54" not in f"{chart}"


def test_hardware_days_are_compared_by_hardware():
    (chart,) = found("office", time=TIME)
    assert chart.categories == ("A100", "H100")
    assert not chart.powers
    assert found("authority", time=TIME) == []


@pytest.mark.parametrize(
    "answers",
    [
        {"data": {"unit_definition": "tokens", "training": "1.5e13"}},
        {"data": {"unit_definition": "tokens", "training": 0, "validation": 5}},
        {"time": {**TIME, "hardware": TIME["hardware"][:1]}},  # type: ignore[index]
        {"name": "x"},
        {},
    ],
)
def test_one_amount_or_none_is_no_chart(answers: dict[str, object]):
    assert found("office", **answers) == []


def test_numbers_far_apart_are_told_from_numbers_nearby():
    assert spread([Decimal(1), Decimal(51)])
    assert not spread([Decimal(1), Decimal(50)])


def test_a_picture_is_the_same_each_time_and_says_no_date():
    first = drawn(CHART, "svg")
    assert first == drawn(CHART, "svg")
    assert drawn(CHART, "png") == drawn(CHART, "png")
    assert b"dc:date" not in first
    ET.fromstring(first)


def test_a_picture_asks_for_no_typeface_and_names_no_program():
    assert b"font-family" not in drawn(CHART, "svg")
    assert b"Software" not in drawn(CHART, "png")


def test_another_value_gives_another_picture():
    other = replace(CHART, series=(Series(name="x", values=(Decimal(1), Decimal(2))),))
    assert drawn(other, "png") != drawn(CHART, "png")


@pytest.mark.parametrize("values", [("1e-60", "1e60"), ("1e60", "1e60"), ("0.0000001", "0.0000002")])
def test_extreme_amounts_can_be_drawn(values: tuple[str, str]):
    numbers = tuple(map(Decimal, values))
    chart = Chart(
        title="t",
        description="d",
        axis="x",
        categories=("a" * 300, "b\nc"),
        series=(Series(name="s", values=numbers),),
        table=Table(caption="c", header=("a", "b"), rows=()),
        powers=spread(numbers),
    )
    assert drawn(chart, "svg").startswith(b"<?xml")
