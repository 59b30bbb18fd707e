# SPDX-License-Identifier: EUPL-1.2
"""The files of inputs, each looked at: its format, its columns and how they serve; and the files that cannot be read, told why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from adhere.engine.embedded import pass_on_interrupt
from adhere.engine.manifests.columns import Field, Question, Shape, Use, recognised
from adhere.engine.manifests.describing import Described, description, nearest
from adhere.engine.manifests.fields import Layout, layout, parquet_fields
from adhere.engine.manifests.further import holds, settled, widened
from adhere.engine.manifests.locating import Located
from adhere.engine.manifests.mapping import Entry
from adhere.engine.manifests.mapping import Mapping as Mapped
from adhere.engine.manifests.peeking import OBJECTS, READ, Peek, peek
from adhere.engine.manifests.rules import Collected
from adhere.engine.manifests.wording import words
from adhere.intake.reasons import disk_reason
from adhere.kernel.text import plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_REFUSED = {
    "encrypted": "ADH-CON-065",
    "arc": "ADH-CON-066",
    "bomb": "ADH-CON-067",
    "broken": "ADH-CON-068",
    "nested": "ADH-CON-069",
    "json": "ADH-CON-070",
    "empty": "ADH-CON-071",
}
BEGINNING = 4_096
"""Octets that are kept of the head of a file whose columns another file has too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file with rows and how its columns serve."""

    located: Located
    peek: Peek
    layout: Layout
    shape: Shape
    stated: str | None = None
    """The digest that a description beside it gives."""
    about: Described | None = None
    mapped: bool = False
    """Whether a mapping file says how its columns serve."""


def members(found: Iterable[Located], mapping: Mapped, collected: Collected) -> list[Member]:
    """Return the files that have rows, in the order they were found; the others are reported, or describe them."""
    heads = _Heads()
    looked = [(one, heads.kept(one, seen)) for one in found if (seen := _seen(one, collected)) is not None]
    described = [
        description(one, seen, collected) for one, seen in looked if seen.format in ("card", "croissant")
    ]
    kept = [(one, seen) for one, seen in looked if seen.format in READ]
    _tell_aside([one for one, seen in looked if seen.format in ("unknown", "index")], collected)
    mapping.tell_unmet(((one.name, one.given) for one, _ in kept), collected)
    if not kept:
        return []
    with closing(_scratch(one.system for one, _ in kept)) as connection:
        looking = _Looking(
            connection=connection,
            mapping=mapping,
            described=described,
            layouts=heads.layouts,
            collected=collected,
        )
        result = []
        for one, seen in kept:
            member = _member(one, seen, looking)
            if member is not None:
                result.append(member)
    _tell_shapes(result, collected)
    return result


def _seen(located: Located, collected: Collected) -> Peek | None:
    try:
        seen = peek(located)
    except OSError as error:
        collected.add("ADH-CON-060", file=located.name, reason=disk_reason(error))
        return None
    except Exception as error:  # noqa: BLE001 - each remote file system has errors of its own
        collected.add("ADH-CON-064", file=located.name, reason=plain(str(error)[:200]))
        return None
    if seen.format == "unread":
        collected.add("ADH-CON-072", file=located.name, kind=plain(seen.kind))
        return None
    if seen.format in _REFUSED:
        collected.add(_REFUSED[seen.format], file=located.name)
        return None
    return seen


class _Heads:
    """The columns of files of text, asked at once: kept are the heads of the first file with each, as those of all would fill memory."""

    def __init__(self) -> None:
        self.layouts: dict[Located, Layout] = {}
        self._met: dict[tuple[str, Layout], Layout] = {}

    def kept(self, located: Located, seen: Peek) -> Peek:
        """Return what was seen of a file, without its head where nobody needs it any more."""
        if seen.format not in READ or seen.format == "parquet":
            return seen
        with suppress(Exception):  # what is wrong with it is met again, and told, where its columns are asked
            found = layout(seen)
            first = self._met.setdefault((located.given, found), found)
            self.layouts[located] = first
            return seen if first is found else replace(seen, head=seen.head[:BEGINNING])
        return seen


def _tell_aside(left: list[Located], collected: Collected) -> None:
    """Tell of what is no manifest: a file that was named is wrong, one in a folder is only left aside."""
    for one in left:
        if one.given == one.name:
            collected.add("ADH-CON-072", file=one.name, kind=words("format", "unknown"))
    beside = [one.name for one in left if one.given != one.name]
    if beside:
        collected.add("ADH-CON-073", file=left[0].given, count=len(beside), first=beside[0])


def _scratch(systems: Iterable[object]) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 - the engine is an extra

    connection = duckdb.connect(config={"threads": 1})
    register(connection, systems)
    return connection


def register(connection: DuckDBPyConnection, systems: Iterable[object]) -> None:
    """Let a connection open remote files by fsspec, each file system once."""
    for system in {type(one): one for one in systems if one is not None}.values():
        protocols = getattr(system, "protocol", ())
        names = (protocols,) if isinstance(protocols, str) else protocols
        if not any(connection.filesystem_is_registered(name) for name in names):
            connection.register_filesystem(_dated(system))


def _dated(system: Any) -> Any:
    """Return a file system that tells when a file was changed, which DuckDB asks of every file; that of HTTP does not.

    What it tells then is always the same: whether a file changed while it was read is seen by its ETag (``Located.now``).
    """
    told = system.modified

    def modified(path: str) -> datetime:
        try:
            found: datetime = told(path)
        except NotImplementedError:
            return datetime(1970, 1, 1, tzinfo=UTC)
        return found

    if "modified" not in vars(system):
        system.modified = modified
    return system


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looking:
    """What files are looked at with."""

    connection: DuckDBPyConnection
    mapping: Mapped
    described: list[Described]
    layouts: dict[Located, Layout]
    collected: Collected


def _member(located: Located, seen: Peek, looking: _Looking) -> Member | None:
    try:
        found = (
            Layout(fields=parquet_fields(looking.connection, located.address))
            if seen.format == "parquet"
            else looking.layouts.get(located) or layout(seen)
        )
    except Exception as error:  # noqa: BLE001 - what DuckDB says of a broken file differs by version
        pass_on_interrupt(error)
        refused = "ADH-CON-065" if "ncrypt" in str(error) else "ADH-CON-068"
        looking.collected.add(refused, file=located.name)
        return None
    about = nearest(looking.described, located)
    entry = looking.mapping.entry(located.name, located.given)
    if entry is not None:
        found = _with_stated(entry, found, located, seen)
        shape = _completed(entry.shape(found.fields, located.name, looking.collected), about)
    else:
        shape = _shape(found, seen, about)
    return Member(
        located=located,
        peek=seen,
        layout=found,
        shape=shape,
        stated=_stated(located, about),
        about=about,
        mapped=entry is not None,
    )


def _shape(found: Layout, seen: Peek, about: Described | None) -> Shape:
    """Return how the columns of a file serve that nobody says it of."""
    shape = recognised(found.fields, about.called if about else None)
    shape = replace(shape, uses=tuple(_by_format(use, seen) for use in shape.uses))
    return _completed(shape, about)


def _with_stated(entry: Entry, found: Layout, located: Located, seen: Peek) -> Layout:
    """Return a layout with the columns that a mapping file names and that stand further on in lines of JSON."""
    if seen.format not in OBJECTS:
        return found
    known = {one.name for one in found.fields}
    named = (name for one in entry.columns for name in one.names)
    missing = dict.fromkeys(name for name in named if name not in known)
    return widened(found, (name for name in missing if holds(located, seen.compression, name)))


def with_further(member: Member, names: Mapping[str, int], collected: Collected) -> Member:
    """Return a file as it is once more of its columns are known, which serve from now on; ``names`` are theirs, with the first row of each.

    What has to be asked of them is told as what is asked of any file; then the file stays as it was.
    """
    if member.mapped or not names:
        return member
    shape = settled(member.shape, _shape(widened(member.layout, names), member.peek, member.about))
    for question in shape.questions:
        _ask(question, member.located.name, collected)
    every = ((use.column, one.name) for use in (*shape.uses, *shape.signals) for one in use.fields)
    used = [(column, name) for column, name in every if name in names]
    if shape.questions or not used:
        return member
    for column, name in used:
        told: dict[str, Any] = {"column": name, "wanted": column, "row": f"{names[name]:,}"}
        collected.add("ADH-CON-099", file=member.located.name, at=f"column {name}", **told)
    layout = widened(member.layout, dict.fromkeys(name for _, name in used))
    shape = _shape(layout, member.peek, member.about)
    # what a description says still holds for the rows without the column
    return replace(member, layout=layout, shape=replace(shape, constants=member.shape.constants))


def _by_format(use: Use, seen: Peek) -> Use:
    """Return what the format says of a column: an index of records counts compressed ones; a sample need not come from the web."""
    if seen.format in ("cdx", "cdxj") and use.column == "bytes":
        return replace(use, compressed=True)
    return replace(use, optional=True) if seen.format == "webdataset" and use.column == "url" else use


def _stated(located: Located, about: Described | None) -> str | None:
    return about.digests.get(located.name.rpartition("/")[2]) if about else None


def _completed(shape: Shape, about: Described | None) -> Shape:
    """Fill in what a card says for all rows, where the rows say nothing themselves."""
    if about is None:
        return shape
    told = tuple((name, value) for name, value in about.constants if name in shape.absent)
    return replace(shape, constants=(*shape.constants, *told))


def _tell_shapes(found: list[Member], collected: Collected) -> None:
    """Tell what has to be asked about columns, once for all files of an input that are alike."""
    for file, shape in _distinct(found):
        for question in shape.questions:
            _ask(question, file, collected)
        for question in shape.passed:
            used, *others = question.fields
            told: dict[str, Any] = {"column": used, "wanted": question.column, "others": ", ".join(others)}
            collected.add("ADH-CON-098", file=file, at=f"column {used}", **told)
        for use in shape.unfit:
            if shape.use(use.column) is None:
                collected.add(
                    "ADH-CON-076",
                    file=file,
                    at=f"column {use.field.name}",
                    column=use.field.name,
                    type=use.field.type,
                    wanted=use.column,
                )
        if not shape.uses and not shape.questions:
            collected.add("ADH-CON-074", file=file)
        if any(use.compressed for use in shape.uses):
            size = next(use for use in shape.uses if use.compressed)
            collected.add("ADH-CON-077", file=file, at=f"column {size.field.name}", column=size.field.name)


def _distinct(found: list[Member]) -> Iterator[tuple[str, Shape]]:
    met = set()
    for one in found:
        if (one.located.given, one.shape) not in met:
            met.add((one.located.given, one.shape))
            yield one.located.name, one.shape


def _ask(question: Question, file: str, collected: Collected) -> None:
    if len(question.fields) > 1:
        collected.add("ADH-CON-075", file=file, column=question.column, fields=", ".join(question.fields))
    else:
        collected.add(
            "ADH-CON-078",
            file=file,
            at=f"column {question.fields[0]}",
            column=question.fields[0],
            wanted=question.column,
        )


def types_of(fields: Iterable[Field]) -> tuple[tuple[str, str], ...]:
    """Return names and types, by which files are read together."""
    return tuple((one.name, one.type) for one in fields)
