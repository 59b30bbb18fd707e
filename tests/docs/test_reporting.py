# SPDX-License-Identifier: EUPL-1.2
"""The table of indicators in docs/*/reporting.md says what the data says; the message of a failure is the table to put there."""

from __future__ import annotations

import pytest
from tests.repository import ROOT

from adhere.kernel.text import LANGUAGES, Language
from adhere.reporting.figures import unit_text
from adhere.reporting.indicators import Indicator, asked_of, proposed
from adhere.reporting.wording import words

BEGIN, END = "<!-- indicators -->\n", "<!-- /indicators -->"


def row(one: Indicator, language: Language) -> str:
    cells = (
        f"`{one.id}`",
        one.title.in_(language),
        unit_text(one.unit).in_(language),
        words("checkable", one.checkable).in_(language),
        one.clock or "",
        asked_of(one).in_(language),
        (one.gaming or one.title).in_(language),
    )
    return f"| {' | '.join(cells)} |\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_indicators_is_that_of_the_data(language: Language) -> None:
    page = (ROOT / f"docs/{language}/reporting.md").read_text(encoding="utf-8")
    table = page.partition(BEGIN)[2].partition(END)[0]
    expected = "".join(row(one, language) for one in proposed("gpai-2025"))
    assert "".join(table.splitlines(keepends=True)[2:]) == expected, expected
