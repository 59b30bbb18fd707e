# SPDX-License-Identifier: EUPL-1.2
"""SQL written once, in the dialect of DuckDB, and turned into another by SQLGlot (https://sqlglot.com/).

SQLGlot passes a function that it does not know on in silence, so only those are let through that mean the same in every engine we use;
tests run each dialect, since a translation that reads well may still be wrong.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

FUNCTIONS = frozenset(
    {
        "RegexpExtract", "RegexpReplace", "Lower", "Case", "If", "Coalesce", "Greatest", "Sum", "Count", "Cast", "Min", "Max",
        "Year", "Month", "Grouping",
    }
)  # fmt: skip
"""The functions and forms that mean the same, by the names SQLGlot gives them; LIKE, AND and kin are no functions here."""
CONNECTORS = frozenset({"And", "Or", "Xor", "Like", "Exists"})


class DialectError(Exception):
    """A statement with something that does not mean the same everywhere: a mistake in the program."""


@lru_cache(maxsize=64)
def translated(sql: str, dialect: str = "spark") -> str:
    """Return a statement in another dialect; raise DialectError for one that holds more than the portable functions."""
    from sqlglot import ErrorLevel, parse_one  # noqa: PLC0415 - an extra

    tree = parse_one(sql, read="duckdb")
    foreign = foreign_functions(tree)
    if foreign:
        raise DialectError(", ".join(foreign))
    return tree.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)


def foreign_functions(tree: Expr) -> list[str]:
    """Return the names of the functions in a statement that are not portable."""
    from sqlglot.expressions import Anonymous, Func  # noqa: PLC0415 - an extra

    return sorted(
        {
            node.name if isinstance(node, Anonymous) else type(node).__name__
            for node in tree.find_all(Func)
            if type(node).__name__ not in FUNCTIONS | CONNECTORS
        }
    )
