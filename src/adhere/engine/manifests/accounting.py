# SPDX-License-Identifier: EUPL-1.2
"""What the rows of each file come to: how many there are, how many have which fault, the first of these, and the digest of the file.

Nothing is dropped in silence: every row with a fault is counted under it, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from adhere.engine.embedded import pass_on_interrupt
from adhere.engine.manifests.expressions import Arm, any_of, case
from adhere.engine.manifests.faults import SAMPLES, SHOWN, Malformed, Sample, faults
from adhere.engine.manifests.parts import CONVERTED, ROWS_OF_A_FILE, Part
from adhere.engine.manifests.rules import Collected
from adhere.engine.quoting import path_literal
from adhere.kernel.text import Text, plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Only = Literal["urls", "sizes"]
"""A column whose faults alone are asked."""
TOLD = 3
"""Rows that a message shows; JSON has all samples."""


class Asked(Protocol):
    """What rows are asked of; raises EngineError where the engine cannot."""

    @property
    def connection(self) -> DuckDBPyConnection: ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The rows of one file; ``given`` is the input it belongs to."""

    given: str
    name: str
    rows: int
    malformed: tuple[Malformed, ...] = ()

    @property
    def wrong(self) -> int:
        """How many rows are malformed; one that is sound but brought no content is not."""
        return sum(one.rows for one in self.malformed if one.fault.id != "not-content")


def row_counts(session: Asked, part: Part) -> dict[str, int]:
    """Return how many rows each file has, from its footer; where the engine cannot tell of that who wrote the file (no UTF-8), the rows are counted."""
    import duckdb  # noqa: PLC0415 - the engine is an extra

    listed = ", ".join(map(path_literal, part.uris))
    try:
        found = session.connection.execute(
            f"SELECT file_name, num_rows FROM parquet_file_metadata([{listed}])"
        )
        return dict(found.fetchall())
    except duckdb.Error as error:
        pass_on_interrupt(error)
    sql = f"SELECT _adhere_file, count(*) FROM read_parquet([{listed}], filename = '_adhere_file') GROUP BY 1"
    return dict(session.rows(sql))


def malformed(
    session: Asked, part: Part, names: Mapping[str, str], only: Only | None = None
) -> dict[str, tuple[Malformed, ...]]:
    """Return the faults of each file, with the first rows that have them; ``names`` are what people call the files.

    ``only`` is where only URLs can be wrong, or where no more is wanted than sizes; where the footers prove that they are not, nothing is read.
    """
    arms = part.url_arms if only == "urls" else part.size_arms
    if only is not None and part.format != CONVERTED:
        rows = _broken(part, arms) if arms else ""
    else:
        rows = "" if only == "urls" else _faulty(part)
    if not rows:
        return {}
    found = session.rows(
        f"SELECT file, fault, count(*), min_by(shown, row, {SAMPLES}), min(row, {SAMPLES}) FROM ({rows}) "
        "WHERE fault IS NOT NULL GROUP BY file, fault"
    )
    order = list(faults())
    result: dict[str, list[Malformed]] = {}
    for file, fault, count, shown, numbers in sorted(found, key=lambda row: (row[0], order.index(row[1]))):
        told = zip(numbers, shown, strict=False)
        samples = tuple(Sample(file=names[file], row=number, shown=text or "") for number, text in told)
        result.setdefault(file, []).append(Malformed(fault=faults()[fault], rows=count, samples=samples))
    return {file: tuple(group) for file, group in result.items()}


def without_urls(
    part: Part, names: Mapping[str, str], before: int, places: Iterable[int]
) -> dict[str, tuple[Malformed, ...]]:
    """Return the same of a part of which no row is wrong but those without a URL; ``places`` are theirs, in order, over all parts (``parts.in_order``)."""
    found: dict[str, list[int]] = {}
    for place in places:
        file, row = divmod(place, ROWS_OF_A_FILE)
        if before <= file < before + len(part.uris):
            found.setdefault(part.uris[file - before], []).append(row + 1)
    fault = faults()["url-absent"]
    return {
        uri: (
            Malformed(
                fault=fault,
                rows=len(rows),
                samples=tuple(Sample(file=names[uri], row=row, shown="") for row in rows[:SAMPLES]),
            ),
        )
        for uri, rows in found.items()
    }


def _faulty(part: Part) -> str:
    """Return the SELECT of file, fault, number and beginning of the rows of a part."""
    if part.format == CONVERTED:
        return (
            "SELECT _file AS file, fault, coalesce(row, file_row_number + 1) AS row, coalesce(shown, '') AS shown "
            f"FROM {_numbered(part)} WHERE fault IS NOT NULL"
        )
    return _shown(part, part.fault, f"{part.fault} IS NOT NULL", part.raw)


def _broken(part: Part, arms: Sequence[Arm]) -> str:
    """Return the SELECT of the rows that some arm holds for; no more is shown than the URL, as each column costs."""
    return _shown(part, case(arms), any_of(arms), part.raw[:1])


def _shown(part: Part, fault: str, condition: str, columns: Sequence[str]) -> str:
    """Return the SELECT of the rows that meet a condition; what is shown is made of those only."""
    shown = ", ".join(f"CAST({sql} AS VARCHAR)" for sql in columns) or "''"
    return (
        f"SELECT _file AS file, {fault} AS fault, file_row_number + 1 AS row, "
        f"left(concat_ws(' ', {shown}), {SHOWN}) AS shown FROM {_numbered(part)} WHERE {condition}"
    )


def _numbered(part: Part) -> str:
    listed = ", ".join(map(path_literal, part.uris))
    return f"read_parquet([{listed}], filename = '_file', file_row_number = true)"


def tell(accounts: Sequence[Account], collected: Collected) -> None:
    """Report every fault, once for all files of an input that have it."""
    found: dict[tuple[str, str], list[tuple[Account, Malformed]]] = {}
    for account in accounts:
        for one in account.malformed:
            found.setdefault((account.given, one.fault.id), []).append((account, one))
    for (given, _), members in found.items():
        first, one = members[0]
        rule = (
            "ADH-CON-082"
            if one.fault.id == "not-content"
            else "ADH-CON-080"
            if one.fault.left_out
            else "ADH-CON-081"
        )
        told: dict[str, Any] = {
            "rows": f"{sum(each.rows for _, each in members):,}",
            "fault": one.fault.name,
            "samples": _told(members),
        }
        at = f"row {one.samples[0].row}" if one.samples else None
        collected.add(
            rule,
            file=first.name if len(members) == 1 else given,
            at=at if len(members) == 1 else None,
            **told,
        )


def _told(members: Sequence[tuple[Account, Malformed]]) -> Text:
    samples = [sample for _, each in members for sample in each.samples][:TOLD]
    several = len(members) > 1
    shown = "; ".join(_sample(one, several=several) for one in samples)
    return Text(f"First: {shown}", f"Eerste: {shown}") if shown else plain("")


def _sample(one: Sample, *, several: bool) -> str:
    place = f"{one.file}, {one.row}" if several else str(one.row)
    return f"{place}: {one.shown}" if one.shown else place


def per_file(
    part: Part,
    names: Mapping[str, str],
    counts: Mapping[str, int],
    wrong: Mapping[str, tuple[Malformed, ...]],
) -> Iterator[Account]:
    """Yield the account of each file of a part."""
    for uri in part.uris:
        yield Account(given=part.name, name=names[uri], rows=counts.get(uri, 0), malformed=wrong.get(uri, ()))
