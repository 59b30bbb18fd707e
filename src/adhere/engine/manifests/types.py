# SPDX-License-Identifier: EUPL-1.2
"""The types of DuckDB (https://duckdb.org/docs/stable/sql/data_types/overview) in the few kinds that reading a manifest tells apart."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "list of text"
    OCTETS = "octets"
    WHOLE = "whole number"
    FRACTION = "fraction"
    MOMENT = "moment"
    ZONED = "moment with zone"
    DAY = "day"
    OTHER = "other"


_KINDS = {
    **dict.fromkeys(("VARCHAR", "ENUM"), Kind.TEXT),
    "VARCHAR[]": Kind.TEXTS,
    "BLOB": Kind.OCTETS,
    **dict.fromkeys(
        (
            "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
            "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
        ),
        Kind.WHOLE,
    ),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), Kind.FRACTION),
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), Kind.MOMENT),
    **dict.fromkeys(("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS"), Kind.ZONED),
    "DATE": Kind.DAY,
}  # fmt: skip


def kind_of(type_: str) -> Kind:
    """Return the kind of a type as DuckDB writes it."""
    return _KINDS.get(type_) or _KINDS.get(type_.partition("(")[0], Kind.OTHER)
