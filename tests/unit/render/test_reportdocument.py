# SPDX-License-Identifier: EUPL-1.2
"""A periodic report as a document: figures as chart and table, what is not reported as that, and every question answered or not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.unit.reporting.reports import GPAI, report

from adhere.kernel.text import LANGUAGES, Language
from adhere.render.document import Chart, Document, Heading, Table
from adhere.render.reportdocument import report_document
from adhere.render.writing import FORMATS, write
from adhere.reporting.exchange import report_of_bytes
from adhere.reporting.report import Figure

WHOLE = replace(
    report(),
    example=True,
    overall=(
        Figure(indicator="measures-shown", unit="share", value=Decimal("0.5"), basis="computed", total=8),
        Figure(indicator="evidence-expired", unit="count", why="nobody kept the dates"),
        Figure(
            indicator="complaints-received",
            unit="count",
            value=Decimal(5),
            parts={"NL": Decimal(3), "other": Decimal(2)},
        ),
    ),
)


def document(language: Language = "en") -> Document:
    return report_document(WHOLE, GPAI, language)


def test_figures_in_one_unit_become_one_chart_with_its_table() -> None:
    (chart,) = [block for block in document().blocks if isinstance(block, Chart)]
    assert chart.series[0].values == (Decimal("0.5"), Decimal("0.8333"))
    assert len(chart.table.rows) == len(chart.categories) == 2


def test_what_is_not_reported_stands_in_the_table_with_its_reason() -> None:
    every = next(block for block in document().blocks if isinstance(block, Table))
    cells = [cell for row in every.rows for cell in row]
    assert "not reported: nobody kept the dates" in cells
    assert len(every.rows) == 4


def test_indicators_of_ours_are_said_to_be() -> None:
    every = next(block for block in document().blocks if isinstance(block, Table))
    assert all(row[0].endswith("(proposed by us)") for row in every.rows)


def test_only_what_is_reported_on_has_a_place() -> None:
    anchors = [block.anchor for block in document().blocks if isinstance(block, Heading)]
    assert anchors == ["figures", "C-1", "C-1.5"]


def test_parts_by_member_state_have_a_table() -> None:
    tables = [block for block in document().blocks if isinstance(block, Table)]
    assert tables[1].rows == (("NL", "3"), ("outside the Union or not known", "2"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language_without_holes(language: Language) -> None:
    content = write(document(language), "md").decode()
    assert "{" not in content
    assert ("Voorbeeld: geen echte" in content) is (language == "nl")


@pytest.mark.parametrize("to", FORMATS)
def test_it_is_written_in_every_format_the_same_each_time(to: str) -> None:
    one = write(document(), to)  # type: ignore[arg-type]
    assert one == write(document(), to)  # type: ignore[arg-type]


def test_its_json_is_the_report_as_it_is_handed_in() -> None:
    read = report_of_bytes(write(document(), "json"))
    assert read.findings == ()
    assert read.report == WHOLE
