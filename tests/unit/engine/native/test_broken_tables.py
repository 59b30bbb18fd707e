# SPDX-License-Identifier: EUPL-1.2
"""A table that is cut off, spoilt, of another kind or not there gives some answer or none; it never ends the program.

What memory is read is watched by ``test_sanitized``; here the functions run within DuckDB.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

import pytest
from tests.unit.engine.native.functions_in_c import InC, in_c, needs_a_compiler

from adhere.engine.native import names, rules, spells

pytestmark = needs_a_compiler


class Call(NamedTuple):
    """A function with a table for it, rows, and what it says of them."""

    sql: str
    kinds: tuple[str, ...]
    table: bytes
    rows: tuple[tuple[Any, ...], ...]
    right: list[Any]
    kind: type
    without: list[Any] | None = None
    """What it says without a table; None of every row where nothing else is told."""

    def said(self, made: InC, table: Any) -> list[Any]:
        return made.ask(self.sql, self.kinds, self.rows, table)


SUFFIXES = names.packed(
    [(b"com", 1), (b"uk", 1), (b"co.uk", 2), (b"ck", 2), (b"www.ck", 256), (b"example.com", 0)]
)
SITES = names.packed(
    [(b"https://a.example/", 1), (b"https://b.example/", 2), (b"http://much.longer.than.that.example/", 3)]
)
SPELLS = spells.packed([(0, []), (1, [10, 20]), (4, []), (5, [5])], [70, 71, 72, 73, 74, 75, 76])
RULES = rules.packed(
    {(1, "/pr"): [("/private/%", 8), ("/pr^%41%", 11)], (2, "/x/"): [("/x/%.pdf", 4)]},
    {1: [("/%secret%", 10), ("/^_%", 6)], 3: [("/a", 20), ("/a^^b%c", 22)]},
)
URLS = (
    "https://a.example/",
    "https://b.example/x",
    "http://much.longer.than.that.example/",
    "https://c.example/",
    "no URL",
    None,
)
CALLS = {
    "domain": Call(
        "adhere_text(adhere_key(c1, -1, {}, -1), -1)",
        ("VARCHAR",),
        SUFFIXES,
        (("https://www.example.com/",), ("http://a.b.co.uk",), ("http://x.www.ck/",), ("http://a.b.ck/",), ("http://co.uk/",), (None,)),
        ["example.com", "b.co.uk", "www.ck", "a.b.ck", None, None],
        str,
    ),
    "site": Call("adhere_site(c1, {})", ("VARCHAR",), SITES, tuple((url,) for url in URLS), [1, 2, 3, -2, None, None], int),
    "named": Call("adhere_named(c1, {})", ("VARCHAR",), SITES, tuple((url,) for url in URLS), [1, -2, 3, -2, -2, None], int),
    "profile": Call(
        "adhere_profile(c1, make_timestamp(c2), {})",
        ("INTEGER", "BIGINT"),
        SPELLS,
        ((1, 0), (1, 10), (1, 30), (2, 0), (3, 5), (3, None), (0, 5), (4, 0), (-1, 0), (None, 0)),
        [71, 72, 73, 74, 76, 70, -1, None, None, None],
        int,
    ),
    "rule": Call(
        "adhere_rule(c1, c2, c3, {})",
        ("VARCHAR", "INTEGER", "BIGINT"),
        RULES,
        (
            ("https://a.example/private/x", 1, 0),
            ("https://a.example/private/secret", 1, 0),
            ("https://a.example/pr%41", 1, 0),
            ("https://a.example/x/y.pdf?z", 2, 5),
            ("https://a.example/x/y.pdf", 2, 0),
            ("https://a.example/a^bc", 3, 7),
            ("https://a.example/other", 3, 7),
            ("https://a.example/é", 3, 7),
            ("https://a.example/a/../b", 3, 7),
            ("https://a.example/other", None, 7),
            ("https://a.example/other", -1, 7),
            ("https://a.example/other", 4, 7),
            ("https://a.example/other", 1, None),
            (None, 1, 7),
        ),
        [8, 10, 11, 5, 4, 22, 7, 7, None, 7, None, None, None, None],
        int,
        [*[None] * 9, 7, *[None] * 4],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


@pytest.fixture(params=CALLS)
def call(request):
    return CALLS[request.param]


def _is_some_answer(call: Call, said: list[Any]) -> bool:
    return len(said) == len(call.rows) and all(
        value is None or isinstance(value, call.kind) for value in said
    )


def test_a_whole_table_gives_the_right_answers(made, call):
    assert call.said(made, made.functions.keep(call.table)) == call.right


def test_a_table_that_is_cut_off_anywhere_gives_some_answer(made, call):
    for length in range(len(call.table)):
        assert _is_some_answer(call, call.said(made, made.functions.keep(call.table[:length]))), length


def test_a_table_with_other_octets_gives_some_answer(made, call):
    chance = random.Random(56)
    for _ in range(400):
        spoilt = bytearray(call.table)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(spoilt))
            some = chance.choice((b"\0" * 4, b"\xff" * 4, chance.randbytes(1), chance.randbytes(4)))
            spoilt[at : at + len(some)] = some
        assert _is_some_answer(call, call.said(made, made.functions.keep(bytes(spoilt)))), spoilt.hex()


@pytest.mark.parametrize("number", ["-1", "255", "256", "300", "2147483647", "-2147483648", "NULL"])
def test_without_a_table_nothing_is_said(made, call, number):
    assert call.said(made, number) == (call.without or [None] * len(call.rows))


def test_a_table_of_another_kind_says_nothing(made, call):
    others = [table for table in (SITES, SPELLS, RULES) if table[:8] != call.table[:8]]
    for table in (b"", b"\0" * 64, b"ADH", call.table[:8], *others):
        assert call.said(made, made.functions.keep(table)) == (call.without or [None] * len(call.rows))


def test_a_table_that_was_taken_away_says_nothing(made, call):
    kept = made.functions.keep(call.table)
    number = str(kept.number)
    assert call.said(made, number) == call.right
    del kept
    assert call.said(made, number) == (call.without or [None] * len(call.rows))


def test_no_rows_at_all(made, call):
    given = ", ".join(f"CAST(NULL AS {kind}) AS c{at}" for at, kind in enumerate(call.kinds, 1))
    for number in ("-1", str(made.functions.keep(call.table).number)):
        found = made.session.rows(
            f"SELECT {call.sql.format(number)} FROM (SELECT {given}) WHERE c1 IS NOT NULL"
        )
        assert found == []
