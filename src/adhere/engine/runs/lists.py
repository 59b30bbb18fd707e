# SPDX-License-Identifier: EUPL-1.2
"""The list of domains with all its columns, as CSV (RFC 4180) and Parquet: by DuckDB where the list is its own, else line by line."""

from __future__ import annotations

import csv
from pathlib import Path

from adhere.content.figures import MODALITIES
from adhere.content.labels import FORMULA, readable
from adhere.engine.domains.embedded import everything
from adhere.engine.domains.figures import listed_domains
from adhere.engine.domains.request import Ranking
from adhere.engine.embedded import Session
from adhere.engine.quoting import literal, path_literal

CSV, PARQUET = "domains.csv", "domains.parquet"
ALL = "domains-all.parquet"
"""Every domain, listed or not, where that was asked."""
COLUMNS = ("rank", "domain", "domain_unicode", "bytes", "documents", *MODALITIES)
NUMBERS = ("rank", "bytes", "documents", *MODALITIES)


def write_tables(session: Session, folder: Path) -> None:
    """Write the list from the table of the session that holds it, by the engine itself: it may be long."""
    odd = [name for (name,) in session.rows("SELECT domain FROM listed WHERE contains(domain, 'xn--')")]
    session.run(
        "CREATE OR REPLACE TEMP TABLE people_read AS SELECT unnest($1::VARCHAR[]) AS domain, unnest($2::VARCHAR[]) AS name",
        [odd, [readable(name) for name in odd]],
    )
    order, sizes = "ORDER BY bytes DESC, domain", ("bytes", *MODALITIES)
    kind = _kind(session, "listed")
    numbers = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name in sizes)
    whole = f"""SELECT rank, domain, domain_unicode, bytes, documents, {", ".join(MODALITIES)} FROM (
        SELECT * REPLACE ({numbers}, CAST(documents AS BIGINT) AS documents), row_number() OVER ({order}) AS rank, coalesce(name, domain) AS domain_unicode
        FROM listed LEFT JOIN people_read USING (domain)) AS one ORDER BY rank"""
    _copy(session, whole, folder / PARQUET, "FORMAT parquet")
    _copy_cells(session, folder)


def write_all(session: Session, folder: Path) -> None:
    """Write every domain that was met, listed or not, by name: who asks after one is answered from it."""
    kind = _kind(session, f"({everything()}) AS one")
    whole = f"""SELECT domain, CAST(bytes AS {kind}) AS bytes, CAST(documents AS BIGINT) AS documents
        FROM ({everything()}) AS one ORDER BY domain"""
    _copy(session, whole, folder / ALL, "FORMAT parquet")


def write_lines(session: Session, ranking: Ranking, folder: Path) -> None:
    """Write the list of a ranking that another engine made."""
    with (folder / CSV).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for rank, one in enumerate(listed_domains(ranking), 1):
            parts = dict(one.by_modality)
            sizes = (parts.get(name, 0) for name in MODALITIES)
            table.writerow((rank, one.domain, one.unicode, one.bytes, one.documents, *sizes))
    read = f"read_csv({path_literal(folder / CSV)}, header = true, all_varchar = true)"
    kind = _kind(session, f"(SELECT CAST(bytes AS HUGEINT) AS bytes FROM {read}) AS one")
    numbers = ", ".join(
        f"CAST({name} AS {kind if name in ('bytes', *MODALITIES) else 'BIGINT'}) AS {name}"
        for name in NUMBERS
    )
    _copy(session, f"SELECT * REPLACE ({numbers}) FROM {read}", folder / PARQUET, "FORMAT parquet")
    _copy_cells(session, folder)


def _copy_cells(session: Session, folder: Path) -> None:
    """Write the list in Parquet as CSV for people who open it in a spreadsheet, as ``labels.in_cell`` has names there."""
    mark, signs = literal("'"), ", ".join(map(literal, FORMULA))
    cells = ", ".join(
        f"CASE WHEN left({name}, 1) IN ({signs}) THEN {mark} || {name} ELSE {name} END AS {name}"
        for name in ("domain", "domain_unicode")
    )
    made = f"SELECT * REPLACE ({cells}) FROM read_parquet({path_literal(folder / PARQUET)}) AS list ORDER BY rank"
    _copy(session, made, folder / CSV, "FORMAT csv, HEADER true")


def _kind(session: Session, source: str) -> str:
    """Return the type that holds every size exactly: Parquet has no whole numbers of 128 bits, and DuckDB would write fractions."""
    ((most,),) = session.rows(f"SELECT coalesce(max(bytes), 0) FROM {source}")
    return "BIGINT" if int(most) < 2**63 else "DECIMAL(38, 0)"


def _copy(session: Session, sql: str, path: Path, how: str) -> None:
    session.run(f"COPY ({sql}) TO {literal(path)} ({how})")
