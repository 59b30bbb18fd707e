# SPDX-License-Identifier: EUPL-1.2
"""The SQL of the figures beside the domain list: one pass over the rows to two small tables, from which every other one is added up.

Portable: CASE, sum, count, min, max, year, month and GROUPING SETS. Moments are TIMESTAMP in UTC. ``tables`` adds up what it gives.
"""

from __future__ import annotations

from collections.abc import Container

from adhere.content.figures import MEASURES

KEYS = ("modality", "source", "language", "licence", "month")
FINE = "figures_fine"
"""The table that holds the result of one pass, where an engine keeps it."""
_BY_LANGUAGE, _BY_MONTH = "modality, source, language", "source, licence, month"
_ADDED = ("documents", *(name for measure in MEASURES for name in (measure, f"known_{measure}")), "faults")


def fine(
    relation: str, *, total: str = "{}", measures: Container[str] = MEASURES, faults: bool = True
) -> str:
    """Return the SQL that brings a relation (``content.figures.COLUMNS`` and ``fault``) to groups by language and by month.

    ``total`` is how a column becomes wide enough to add up: in DuckDB a sum of whole numbers is wide, elsewhere ``CAST({} AS DECIMAL(38, 0))``. ``measures`` are those that some input has, and ``faults`` is whether
    some row may have one: adding up nothing costs as much as something.
    """
    sums = ", ".join(
        f"sum({total.format(name)}) AS {name}, count({name}) AS known_{name}"
        if name in measures
        else f"0 AS {name}, 0 AS known_{name}"
        for name in MEASURES
    )
    columns = ", ".join(("modality", "source", "language", "licence", "fetch_time", "fault", *MEASURES))
    return (
        f"SELECT {', '.join(KEYS)}, GROUPING(language) AS by_month, count(*) AS documents, {sums}, "
        f"{'count(fault)' if faults else '0'} AS faults, min(fetch_time) AS first, max(fetch_time) AS last FROM "
        f"(SELECT {columns}, year(fetch_time) * 12 + month(fetch_time) - 1 AS month FROM ({relation}) AS rows_read) AS dated "
        f"GROUP BY GROUPING SETS (({_BY_LANGUAGE}), ({_BY_MONTH}))"
    )


def distinct(column: str) -> str:
    """Return the SQL of how many different values a column has in the fine table."""
    return f"SELECT count(DISTINCT {column}) FROM {FINE}"


def largest(column: str, most: int) -> str:
    """Return the SQL of the values of a column with most documents, ties by name."""
    by_month = 1 if column in ("licence", "month") else 0
    return (
        f"SELECT {column} FROM {FINE} WHERE by_month = {by_month} AND {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY sum(documents) DESC, {column} LIMIT {most}"
    )


def gathered(kept: dict[str, str]) -> str:
    """Return the SQL of the fine table with fewer values: ``kept`` gives by column the table of those that stay; others become NULL."""
    keys = ", ".join(f"k_{name}.{name} AS {name}" if name in kept else f"f.{name} AS {name}" for name in KEYS)
    joins = " ".join(
        f"LEFT JOIN {table} AS k_{name} ON k_{name}.{name} = f.{name}" for name, table in kept.items()
    )
    sums = ", ".join(f"sum(f.{name}) AS {name}" for name in _ADDED)
    return (
        f"SELECT {keys}, f.by_month AS by_month, {sums}, min(f.first) AS first, max(f.last) AS last "
        f"FROM {FINE} AS f {joins} GROUP BY ALL"
    )
