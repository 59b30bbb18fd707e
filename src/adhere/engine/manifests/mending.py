# SPDX-License-Identifier: EUPL-1.2
"""Parquet with texts that are no UTF-8, which the format promises (https://parquet.apache.org/docs/file-format/types/logicaltypes/#string).

An engine that meets one gives up the whole reading, and nothing tells beforehand. So what reads the rows is done again after it, with the
files that have such texts taken apart: converted by ``converting``, where each such text is absent and its row is counted and shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from adhere.engine.embedded.failures import EngineError
from adhere.engine.manifests.columns import texts_of
from adhere.engine.manifests.converting import NOT_UTF8
from adhere.engine.manifests.members import Member
from adhere.engine.quoting import path_literal, quoted

if TYPE_CHECKING:
    from adhere.engine.manifests.opening import Inputs, Session

T = TypeVar("T")


def again(inputs: Inputs, session: Session, work: Callable[[], T]) -> T:
    """Return what work on the rows of inputs returns; where texts that are no UTF-8 end it, mend the inputs and do it once more, from nothing.

    What ``work`` found wrong with the inputs, and the tables it made, are forgotten before the second time.
    """
    inputs.parts(session)  # what is told of these is told once
    tables, told = _tables(session), inputs.collected.mark()
    try:
        return work()
    except Exception as error:
        if NOT_UTF8 not in str(error) or not mend(inputs, session):
            raise
    for name in _tables(session) - tables:
        session.connection.execute(f"DROP TABLE {quoted(name)}")
    inputs.collected.back_to(told)
    return work()


def mend(inputs: Inputs, session: Session) -> bool:
    """Take apart the files with texts that are no UTF-8; return whether there are any that were not yet."""
    found = frozenset(one.located.address for one in _broken(inputs, session))
    if found <= inputs.apart:
        return False
    inputs.take_apart(found)
    return True


def _broken(inputs: Inputs, session: Session) -> Iterator[Member]:
    for one in inputs.members:
        if one.peek.format != "parquet" or not (texts := texts_of(one.shape)):
            continue
        read = ", ".join(f"max(hash({quoted(name)}))" for name in texts)  # a length is read without the text
        try:
            session.rows(f"SELECT {read} FROM read_parquet({path_literal(one.located.address)})")
        except EngineError as error:
            if NOT_UTF8 in str(error):
                yield one


def _tables(session: Session) -> set[str]:
    found = session.connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary")
    return {name for (name,) in found.fetchall()}
