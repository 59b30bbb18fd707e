# SPDX-License-Identifier: EUPL-1.2
"""Parts: files that are read together, and the SQL that brings them to the columns of ``content.figures``."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from adhere.content.figures import COLUMNS
from adhere.engine.manifests.columns import SIGNALS, texts_of
from adhere.engine.manifests.expressions import ABSENT, TYPES, Arm, projection, signals
from adhere.engine.manifests.members import Member, types_of
from adhere.engine.quoting import literal, path_literal, quoted

CONVERTED = "converted"
"""The format of a part whose files have the columns already, with fault, row and shown beside them."""
ROWS_OF_A_FILE = 1 << 38
"""More than any file has; of a place in 64 bits the rest is left for the number of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Files of one input with the same columns, all Parquet by the time an engine reads them.

    ``projection`` gives ``content.figures.COLUMNS`` in their order (``sql AS column``) and ``where`` is the condition under which a row counts;
    both are portable where ``portable`` says so. ``fault`` is SQL of the embedded engine, ``light`` the same without what takes the URL.
    ``options`` are those of its Parquet reader.
    """

    name: str
    format: str
    uris: tuple[str, ...]
    projection: tuple[str, ...]
    fault: str
    light: str
    url_arms: tuple[Arm, ...] = ()
    size_arms: tuple[Arm, ...] = ()
    light_projection: tuple[str, ...] = ()
    where: str = "TRUE"
    portable: bool = True
    options: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    raw: tuple[str, ...] = ()
    """The columns of the files that serve, as SQL."""
    texts: tuple[str, ...] = ()
    """The names of those that hold texts."""
    names: tuple[str, ...] = ()
    """What people call the files, in the order of ``uris``."""
    sizes_in: str | None = None
    """The column of whole sizes none of which is below nought; None where that is not proven."""
    signals: tuple[str, ...] = ()
    """SQL that gives ``columns.SIGNALS``; () where the files say none of them."""

    @property
    def may_lack_urls(self) -> bool:
        """Whether a URL may be absent, and nothing else can be wrong with one."""
        return bool(self.url_arms) and all(fault == ABSENT for _, fault in self.url_arms)

    @property
    def table(self) -> str:
        """What follows FROM in the embedded engine."""
        told = "".join(f", {name} = {value}" for name, value in self.options)
        return f"read_parquet([{', '.join(map(path_literal, self.uris))}]{told})"

    def select(self, *, all_rows: bool = False, light: bool = False, nth: str | None = None) -> str:
        """Return the SELECT of this part: the columns and ``fault``; ``all_rows`` is with those that count in no figure, ``nth`` the SQL of a place beside."""
        rest = "" if all_rows or self.where == "TRUE" else f" WHERE {self.where}"
        fault = self.light if light else self.fault
        columns = (self.light_projection or self.projection) if light else self.projection
        beside = f", {nth} AS nth" if nth else ""
        return f"SELECT {', '.join(columns)}, {fault} AS fault{beside} FROM {self.table}{rest}"


def native(group: Iterable[Member], proven: Container[str] = ()) -> Part:
    """Return the part of Parquet files with the same columns; of those in ``proven`` no value can be wrong."""
    found = tuple(group)
    made = projection(found[0].shape, quoted, proven=proven)
    return Part(
        name=found[0].located.given,
        format="parquet",
        uris=tuple(one.located.address for one in found),
        projection=made.columns,
        fault=made.fault,
        light=made.light,
        url_arms=made.url_arms,
        size_arms=made.size_arms,
        light_projection=made.light_columns,
        where=made.where,
        portable=made.portable,
        source=dict(found[0].shape.constants).get("source"),
        raw=tuple(quoted(one.name) for use in found[0].shape.uses for one in use.fields),
        texts=texts_of(found[0].shape),
        sizes_in=sized.field.in_file
        if (sized := found[0].shape.use("bytes")) and "bytes" in proven
        else None,
        signals=signals(found[0].shape, quoted) if found[0].shape.signals else (),
        names=tuple(one.located.name for one in found),
    )


def converted(group: Iterable[Member], uris: Iterable[str], left_out: Iterable[str]) -> Part:
    """Return the part of files that were converted to the columns themselves."""
    found = tuple(group)
    excluded = ", ".join(map(literal, left_out))
    return Part(
        name=found[0].located.given,
        format=CONVERTED,
        uris=tuple(uris),
        projection=tuple(f"{name} AS {name}" for name in COLUMNS),
        fault="fault",
        light="fault",
        where=f"fault IS NULL OR NOT (fault IN ({excluded}))",
        source=dict(found[0].shape.constants).get("source"),
        names=tuple(one.located.name for one in found),
        signals=tuple(f"{name} AS {name}" for name in SIGNALS) if found[0].shape.signals else (),
    )


def in_order(parts: Iterable[Part]) -> Iterator[tuple[int, Part]]:
    """Yield the parts that have files, each with how many files stand before it."""
    before = 0
    for part in parts:
        if part.uris:
            yield before, part
            before += len(part.uris)


def place(before: int, file: str = "file_index", row: str = "file_row_number") -> str:
    """Return the SQL of the place of a row: the number of its file over all parts, and its row in that file from nought; ``before`` as in ``in_order``."""
    return f"CAST({before} + {file} AS BIGINT) * {ROWS_OF_A_FILE} + {row}"


def key_of(member: Member) -> tuple[object, ...]:
    """Return what files have in common that are read together."""
    served = {one.name for use in member.shape.uses for one in use.fields}
    return (
        member.located.given,
        member.peek.format,
        member.shape,
        types_of(one for one in member.layout.fields if one.name in served),
    )


def empty() -> str:
    """Return a SELECT of no rows with the columns and ``fault``."""
    columns = (f"CAST(NULL AS {TYPES.get(name, 'VARCHAR')}) AS {name}" for name in COLUMNS)
    return f"SELECT {', '.join(columns)}, CAST(NULL AS VARCHAR) AS fault WHERE FALSE"
