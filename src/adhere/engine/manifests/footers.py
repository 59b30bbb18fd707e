# SPDX-License-Identifier: EUPL-1.2
"""What the footers of Parquet files prove of a column: that no value of it can be wrong, so that no row has to be looked at for it.

The smallest and largest value, the nulls and the size of each column of each row group
(https://parquet.apache.org/docs/file-format/metadata/). Engines leave out rows by the same statements, so a footer that lies deceives both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from adhere.engine.embedded import pass_on_interrupt
from adhere.engine.manifests.columns import NUMBERS, Use
from adhere.engine.manifests.expressions import END, FIRST, SHORT, STATED
from adhere.engine.manifests.types import Kind
from adhere.engine.quoting import literal, path_literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

USUAL = 512
"""Octets of a URL, on average over a row group, above which one of it may be far too long."""


class Sizes(NamedTuple):
    """That every row has a size of nought or more, of how many rows, and the largest."""

    rows: int
    largest: int


def proven(connection: DuckDBPyConnection, uris: Iterable[str], uses: Iterable[Use]) -> frozenset[str]:
    """Return the columns of figures of which no value in these files can be wrong; SHORT is where only no URL is too long, STATED where none is NULL."""
    listed = tuple(uris)
    asked = tuple(_asked(use for use in uses if not _told_by_folders(listed, use.field.name)))
    if not asked:
        return frozenset()
    counts = ", ".join(
        f"count(*) FILTER (WHERE {here}), count(*) FILTER (WHERE {here} AND ({condition} OR num_values = 0))"
        for _, field, condition in asked
        for here in (f"path_in_schema = {literal(field)}",)
    )
    found = _told(connection, f"SELECT {counts} FROM {_metadata(listed)}")
    if found is None:
        return frozenset()
    return frozenset(
        name
        for (name, _, _), there, right in zip(asked, found[::2], found[1::2], strict=True)
        if 0 < there == right
    )


def sizes(connection: DuckDBPyConnection, uris: Iterable[str], column: str) -> Sizes | None:
    """Return what these files prove of a column of whole sizes; None where some row may have none, or one below nought."""
    most, least = (f"TRY_CAST(stats_{end}_value AS BIGINT)" for end in ("max", "min"))
    found = _told(
        connection,
        f"SELECT sum(num_values), max({most}), bool_and(coalesce(stats_null_count = 0 AND {least} >= 0 AND {most} >= 0, FALSE)) "
        f"FROM {_metadata(uris)} WHERE path_in_schema = {literal(column)} AND num_values > 0",
    )
    return Sizes(int(found[0]), int(found[1])) if found is not None and found[2] else None


def _told(connection: DuckDBPyConnection, sql: str) -> tuple[Any, ...] | None:
    """Return what footers tell; None where the engine reads rows by one that it cannot tell of (texts that are no UTF-8, statistics of another length)."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    try:
        found: tuple[Any, ...] | None = connection.execute(sql).fetchone()
    except duckdb.Error as error:
        pass_on_interrupt(error)
        return None
    return found


def _told_by_folders(uris: Iterable[str], column: str) -> bool:
    """Whether the engine may take a column from the names of folders (``column=value``) in place of what the files say."""
    return any(f"/{column.lower()}=" in uri.lower().replace("\\", "/") for uri in uris)


def _asked(uses: Iterable[Use]) -> Iterator[tuple[str, str, str]]:
    """Yield what a footer can prove, of which column of the file, and the condition that every row group has to meet."""
    for use in uses:
        kind = use.field.kind
        if (
            use.column in NUMBERS
            and kind is Kind.WHOLE
            and use.unit is None
            and not use.field.type.startswith(("U", "H"))
        ):
            yield use.column, use.field.in_file, "TRY_CAST(stats_min_value AS BIGINT) >= 0"
        elif use.column == "fetch_time" and kind is Kind.MOMENT and use.field.type == "TIMESTAMP":
            least, most = (f"TRY_CAST(stats_{end}_value AS TIMESTAMP)" for end in ("min", "max"))
            yield use.column, use.field.in_file, f"{least} >= {FIRST} AND {most} < {END}"
        elif use.column == "url" and kind is Kind.TEXT:
            usual = f"total_uncompressed_size <= num_values * {USUAL}"
            present = "TRUE" if use.optional else "stats_null_count = 0 AND stats_min_value > ''"
            yield use.column, use.field.in_file, f"{present} AND {usual}"
            yield SHORT, use.field.in_file, usual
            yield STATED, use.field.in_file, "stats_null_count = 0"


def _metadata(uris: Iterable[str]) -> str:
    return f"parquet_metadata([{', '.join(map(path_literal, uris))}])"
