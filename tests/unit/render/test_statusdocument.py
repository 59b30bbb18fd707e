# SPDX-License-Identifier: EUPL-1.2
"""The status of a dossier as a document: numbers, late things in sight, and every point of the annexes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adhere.forms.completeness import State
from adhere.forms.coverage import Point
from adhere.kernel.text import LANGUAGES, Language, Text, plain
from adhere.render.document import Chart, Document, Heading, Items, Note, Paragraph, Table
from adhere.render.standing import Annex, Clock, FormStanding, LastIssue, ModelStanding, Standing, ToDo
from adhere.render.statusdocument import status_document
from adhere.render.writing import write

POINTS = (
    Point(provision="aia:annex-xi.s1.1.a", fields=("mdf:intended_uses",), state=State.ANSWERED),
    Point(provision="aia:annex-xi.s1.1.b", fields=(), state=State.MISSING),
    Point(provision="aia:annex-xi.s2.1", fields=("annex-xi:x",), state=State.NOT_ASKED),
)
COUNTS = {
    State.ANSWERED: 10,
    State.NOT_APPLICABLE: 2,
    State.MISSING: 3,
    State.TOO_COARSE: 1,
    State.WRONG: 1,
    State.NOT_ASKED: 4,
}
MODEL = ModelStanding(
    id="voorbeeld",
    owed=4,
    unknown=2,
    errors=1,
    forms=(FormStanding(key="mdf", name=Text("Form", "Formulier"), recipient="office", counts=COUNTS),),
    annexes=(Annex(provision="aia:annex-xi", recipient="office", points=POINTS),),
    clocks=(
        Clock(text=plain("Late request"), due=date(2026, 11, 1), late=True),
        Clock(text=plain("Running request"), due=date(2026, 12, 1), late=False),
    ),
    issues=(LastIssue(key="mdf", number=3, at="2026-11-01T00:00:00Z", stale=2),),
    todo=tuple(
        ToDo(id=f"mdf:f{number}", label=plain(f"Field {number}"), who=plain("legal"), recipients=("office",))
        for number in range(7)
    ),
)
STANDING = Standing(
    name="dossier",
    provider="Voorbeeld B.V. (example)",
    on=date(2026, 11, 22),
    law_release="2026.11.22",
    example=True,
    models=(MODEL, replace(MODEL, id="other")),
)


def made(model: ModelStanding = MODEL, language: Language = "en") -> Document:
    return status_document(replace(STANDING, models=(model,)), language, {"format": "adhere/status/1"})


def items(document: Document) -> list[str]:
    return [item for block in document.blocks if isinstance(block, Items) for item in block.items]


def test_the_chart_counts_what_its_table_says():
    chart = next(block for block in made().blocks if isinstance(block, Chart))
    assert chart.table.rows == (("mdf, the AI Office", "12", "3", "1", "1", "17"),)
    assert [int(series.values[0] or 0) for series in chart.series] == [12, 3, 1, 1]
    assert chart.labels == ("12/17",)


def test_a_column_of_zeroes_is_left_out():
    one = replace(MODEL.forms[0], counts={State.ANSWERED: 2})
    chart = next(block for block in made(replace(MODEL, forms=(one,))).blocks if isinstance(block, Chart))
    assert chart.table.rows == (("mdf, the AI Office", "2", "2"),)


def test_what_is_too_late_stands_apart():
    document = made()
    assert [block.text for block in document.blocks if isinstance(block, Note)] == ["Late request"]
    assert "Running request" in items(document)
    assert (
        Paragraph(text="Errors found: 1. adhere check says which and what to do.", role="state")
        in document.blocks
    )


def test_the_first_five_things_come_with_who_can_know_them():
    assert [item for item in items(made()) if item.startswith("Field")] == [
        f"Field {number} (mdf:f{number}): legal" for number in range(5)
    ]


def test_points_that_are_not_asked_do_not_count_and_open_ones_are_named():
    assert "Annex XI, for the AI Office: 1 of 2 points covered. Open: Section 1, point 1(b)." in items(made())
    table = next(block for block in made().blocks if isinstance(block, Table))
    assert [cells[0] for cells in table.rows] == [
        "Section 1, point 1(a)",
        "Section 1, point 1(b)",
        "Section 2, point 1",
    ]
    assert table.rows[1][1] == "no field"


def test_points_that_may_not_be_asked_stand_apart():
    point = replace(POINTS[2], state=State.MISSING)
    annex = replace(MODEL.annexes[0], points=(*POINTS[:2], point), only_if=frozenset((point.provision,)))
    document = made(replace(MODEL, annexes=(annex,)))
    said = "1 of 2 points covered. Open: Section 1, point 1(b). Asked only with systemic risk, not known yet: Section 2, point 1."
    assert f"Annex XI, for the AI Office: {said}" in items(document)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert table.rows[2][2] == "asked only with systemic risk, not known yet"


@pytest.mark.parametrize(
    ("stale", "told"),
    [(None, "mdf: issue 3 of 2026-11-01"), (0, "nothing in it is stale"), (2, "things that are stale: 2")],
)
def test_the_last_issue_says_whether_it_still_holds(stale: int | None, told: str):
    issue = replace(MODEL.issues[0], stale=stale)
    assert any(told in item for item in items(made(replace(MODEL, issues=(issue,)))))


def test_a_model_with_nothing_says_so():
    bare = replace(MODEL, forms=(), annexes=(), clocks=(), issues=(), todo=(), errors=0)
    document = made(bare)
    assert Paragraph(text="Nothing is asked of anybody.") in document.blocks
    assert "Nothing was issued yet." in items(document)


def test_every_model_begins_a_page():
    document = status_document(STANDING, "en", {})
    pages = [block.text for block in document.blocks if isinstance(block, Heading) and block.new_page]
    assert pages == [
        "other",
        "Points of Annexes XI and XII: voorbeeld",
        "Points of Annexes XI and XII: other",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_written(language: Language):
    document = made(language=language)
    assert write(document, "html")
    assert write(document, "pdf").startswith(b"%PDF")
