# SPDX-License-Identifier: EUPL-1.2
"""Counting without writing comes to what the decisions come to, whatever is asked."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.unit.engine.audit.sites import audit, day, in_sql, records, said
from tests.unit.engine.audit.test_decisions import AGENTS, body, text

FACTS = "of_origin, month, origin, agents, verdict, reason, readings, against"


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("signals", [False, True])
def test_numbers_counted_are_those_of_the_decisions(tmp_path: Path, today: bool, signals: bool):
    chance = random.Random(8)
    origins = [f"https://s{number}.example/" for number in range(40)]
    mark = b"\nContent-Signal: ai-train=no\n" if signals else b""
    kept = records(
        *(
            said(origin, body(chance) + chance.choice((mark, b"")), at=at)
            for origin in origins
            for at in (0, 40)
        ),
        said("https://s0.example/robots.txt", None, at=50, status=503),
    )
    now = records(*(said(origin, body(chance)) for origin in origins[::2])) if today else None
    urls = [
        (
            chance.choice((*origins, "https://none.example/")).rstrip("/")
            + chance.choice(("/", "?", ":443/"))
            + text(chance, 9),
            chance.choice((None, day(chance.randrange(-40, 90)))),
            chance.choice((None, 3, 500)),
        )
        for _ in range(1500)
    ]
    urls += [("nonsense", None, 1), (None, day(1), None), ("http://", day(50), 5)]
    with audit(kept, urls, AGENTS, tmp_path, today=now, keep=False) as made:
        assert bool(made.beside) is signals
        names = f"{FACTS}, verdict_today" if today else FACTS
        named = "WHERE of_origin = 0 OR origin IS NOT NULL"
        asked = f"SELECT {names}, sum(urls), sum(bytes), sum(sized) FROM ({{}}) AS d {named} GROUP BY {names} ORDER BY ALL"
        counted = made.session.rows(asked.format(made.counted))
        with in_sql(made):
            assert made.session.rows(asked.format(made.counted)) == counted
        expected = made.session.rows(asked.format(made.counted_of(f"({made.select})")))
    assert [row[:-3] for row in counted] == [row[:-3] for row in expected]
    assert [[value or 0 for value in row[-3:]] for row in counted] == [
        [value or 0 for value in row[-3:]] for row in expected
    ]
    assert len(counted) > 300
