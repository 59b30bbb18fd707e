# SPDX-License-Identifier: EUPL-1.2
"""Sessions with the functions in C, and what the tests of them ask of such a session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from adhere.engine.embedded import Session, open_session
from adhere.engine.native.building import COMPILER, compiler
from adhere.engine.native.loading import Functions, Kept, functions

needs_a_compiler = pytest.mark.skipif(
    compiler() is None,
    reason=f"NOT TESTED: no C compiler is found here; install one, or name it in {COMPILER}",
)


@dataclass(frozen=True, slots=True)
class InC:
    """A session that has the functions."""

    session: Session
    functions: Functions

    def ask(
        self, call: str, kinds: Sequence[str], rows: Sequence[tuple[Any, ...]], table: Kept | str
    ) -> list[Any]:
        """Return what a call says of rows, in their order: of columns ``c1`` and on, and of ``{}``, a table or the SQL that stands for its number."""
        if not rows:
            return []
        number = table.number if isinstance(table, Kept) else table
        picked = ", ".join(f"unnest(${at}::{kind}[]) AS c{at}" for at, kind in enumerate(kinds, 1))
        found = self.session.rows(
            f"SELECT {call.format(number)} FROM (SELECT {picked}, generate_subscripts($1, 1) AS nth) ORDER BY nth",
            [list(column) for column in zip(*rows, strict=True)],
        )
        return [value for (value,) in found]

    def of_texts(self, name: str, texts: Sequence[str | None], table: Kept | str) -> list[Any]:
        """Return what a function of a text and a table says."""
        return self.ask(f"{name}(c1, {{}})", ("VARCHAR",), [(text,) for text in texts], table)


@contextmanager
def in_c() -> Iterator[InC]:
    """Open a session and compile the functions into it."""
    with open_session("1GB", 1) as session:
        found = functions(session)
        assert found is not None, "a compiler is there, and the functions could not be compiled or loaded"
        yield InC(session, found)
