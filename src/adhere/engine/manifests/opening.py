# SPDX-License-Identifier: EUPL-1.2
"""Inputs opened: every file found and looked at, and one relation over all of them with the columns of ``content.figures``.

Formats other than Parquet are brought to it once, file by file, in a work folder (``converting``); what follows reads them several times.
"""

from __future__ import annotations

import itertools
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from adhere.content.figures import InputRecord
from adhere.engine.embedded.failures import EngineError, told_by_duckdb
from adhere.engine.manifests.accounting import (
    Account,
    Only,
    malformed,
    per_file,
    row_counts,
    tell,
    without_urls,
)
from adhere.engine.manifests.columns import Shape
from adhere.engine.manifests.converting import convert
from adhere.engine.manifests.expressions import NO_FAULT
from adhere.engine.manifests.faults import left_out
from adhere.engine.manifests.fetching import Fetching
from adhere.engine.manifests.footers import Sizes, proven, sizes
from adhere.engine.manifests.further import names_in
from adhere.engine.manifests.hashing import Digests, is_changed
from adhere.engine.manifests.locating import Located, locate, once
from adhere.engine.manifests.mapping import Mapping, read_mapping
from adhere.engine.manifests.members import Member, members, register, with_further
from adhere.engine.manifests.parts import (
    Part,
    converted,
    empty,
    in_order,
    key_of,
    native,
    place,
)
from adhere.engine.manifests.peeking import OBJECTS
from adhere.engine.manifests.rules import Collected
from adhere.engine.scratch import scratch
from adhere.intake.reasons import disk_reason

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Progress = Callable[[str, int, int], None]
"""Told of a file: its name, the octets done and those there are, over all files together."""


class Session(Protocol):
    """What an embedded session is to inputs: a connection to DuckDB, and the memory that was asked for it."""

    @property
    def connection(self) -> DuckDBPyConnection: ...

    @property
    def memory(self) -> str: ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]: ...


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class Inputs:
    """The files of all inputs that have rows; ``collected`` is everything that was found wrong, also later.

    Nothing is computed before ``relation`` or ``parts`` is asked. ``work`` is the folder for converted files, kept between runs where it
    was named; without one they stand in a folder that goes with the inputs, so keep these for as long as their relation is read.
    """

    members: tuple[Member, ...]
    work: Path | None = None
    progress: Progress | None = None
    collected: Collected = field(default_factory=Collected)
    accounts: tuple[Account, ...] = ()
    records: tuple[InputRecord, ...] = ()
    fetching: Fetching | None = None
    """What files were fetched with, whose copies go with it where no folder was named."""
    apart: frozenset[str] = frozenset()
    """Addresses of files of Parquet that are converted, as the engine does not read them as they are (``mending``)."""
    _parts: dict[bool, tuple[Part, ...]] = field(default_factory=dict)
    _digests: Digests = field(default_factory=Digests)
    _done: int = 0

    @property
    def located(self) -> tuple[Located, ...]:
        """The files with rows."""
        return tuple(one.located for one in self.members)

    @property
    def size(self) -> int:
        """The octets of all files whose size is known."""
        return sum(max(one.size, 0) for one in self.located)

    @property
    def ready(self) -> bool:
        """Whether there is anything to read and nothing left to ask."""
        return bool(self.members) and not any(one.shape.questions for one in self.members)

    @property
    def columns(self) -> frozenset[str]:
        """The columns of which some input says something."""
        return frozenset(use.column for _, shape in self.shapes for use in shape.uses)

    @property
    def shapes(self) -> tuple[tuple[tuple[Member, ...], Shape], ...]:
        """The files that are read together and how their columns serve."""
        groups = itertools.groupby(sorted(self.members, key=_order), key=key_of)
        return tuple((found, found[0].shape) for found in (tuple(group) for _, group in groups))

    def parts(self, session: Session, *, portable: bool = False) -> tuple[Part, ...]:
        """Return the parts, converted where an engine cannot read them as they are; ``portable`` is for any engine, not the embedded one."""
        if portable not in self._parts:
            register(session.connection, (one.system for one in self.located))
            session.connection.execute("SET TimeZone = 'UTC'")  # a moment with a zone becomes one in UTC
            self._parts[portable] = tuple(self._made(session, portable=portable))
        return self._parts[portable]

    def _made(self, session: Session, *, portable: bool) -> Iterator[Part]:
        for one in self.located:
            self._digests.begin(one)
        for group, _ in self.shapes:
            if group[0].peek.format != "parquet" or (portable and not native(group).portable):
                yield from self._converted(session, group)
                continue
            sound = tuple(one for one in group if not self._is_apart(one))
            others = tuple(one for one in group if self._is_apart(one))
            if sound:
                uris = [one.located.address for one in sound]
                yield native(sound, proven(session.connection, uris, sound[0].shape.uses))
            if others:
                yield from self._converted(session, others)

    def _is_apart(self, member: Member) -> bool:
        return member.layout.hides_places or member.located.address in self.apart

    def take_apart(self, addresses: frozenset[str]) -> None:
        """Have files converted that would be read as they are; the parts are made anew."""
        self.apart |= addresses
        self._parts.clear()

    def _converted(self, session: Session, group: tuple[Member, ...]) -> Iterator[Part]:
        """Convert what is not yet; a file that cannot be is reported and left out."""
        made = [found for one in group if (found := self._convert(session, one)) is not None]
        for telling in (False, True):  # whether anything is said of the use of an answer
            some = [(one, path) for one, path in made if bool(one.shape.signals) is telling]
            if some:
                yield converted((one for one, _ in some), (str(path) for _, path in some), left_out())

    def _convert(self, session: Session, member: Member) -> tuple[Member, Path] | None:
        """Convert a file, once more where it turns out to have columns that nobody had seen."""
        try:
            digest = self._digests.of(member.located)
        except OSError as error:
            self.collected.add("ADH-CON-060", file=member.located.name, reason=disk_reason(error))
            return None
        made = self._made_of(session, member, digest)
        if made is not None and member.peek.format in OBJECTS:
            whole = with_further(member, names_in(session.connection, made), self.collected)
            if whole is not member:
                self.members = tuple(whole if one is member else one for one in self.members)
                member, made = whole, self._made_of(session, whole, digest)
        self._done += max(member.located.size, 0)
        if self.progress is not None:
            self.progress(member.located.name, self._done, sum(max(one.size, 0) for one in self.located))
        return None if made is None else (member, made)

    def _made_of(self, session: Session, member: Member, digest: str) -> Path | None:
        import duckdb  # noqa: PLC0415 - the engine is an extra

        folder = self.work_folder()
        try:
            return convert(session.connection, member, digest, folder, self.collected)
        except duckdb.OutOfMemoryException as error:
            raise told_by_duckdb(error, session.memory, str(folder)) from error

    def make(self, session: Session, *, portable: bool = False) -> None:
        """Make the parts; raise EngineError where figures would not say what was asked.

        There was no room for a file, or columns further on in one leave a question.
        """
        self.parts(session, portable=portable)
        for one in self.collected.findings:
            if one.rule.id in ("ADH-CON-075", "ADH-CON-078", "ADH-CON-084"):
                raise EngineError(one)

    def settle(
        self, session: Session, *, counted: int | None = None, absent: Sequence[int] | None = None
    ) -> tuple[InputRecord, ...]:
        """Return where figures come from, after they were computed: digest, rows and malformed rows of each file; what is wrong is told.

        ``counted`` is how many rows the figures are of, where these had no fault but perhaps in the URL: then little has to be read again, and nothing
        where ``absent`` tells the places of all rows without a URL.
        """
        parts = [part for part in self.parts(session) if part.uris]
        counts = self._counts(session, parts)
        only: Only | None = "urls" if counted == sum(counts.values()) else None
        self.accounts = tuple(self._accounts(session, parts, counts, only, absent))
        tell(self.accounts, self.collected)
        rows = {one.name: one for one in self.accounts}
        kept = (one for one in self.members if one.located.name in rows)
        self.records = tuple(self._record(one, rows[one.located.name]) for one in kept)
        return self.records

    def tell_sizes(self, session: Session) -> None:
        """Tell of the rows that a list of domains by size leaves out, or whose size it does not know; a row without a URL it tells itself."""
        parts = [part for part in self.parts(session) if part.uris]
        tell(tuple(self._accounts(session, parts, self._counts(session, parts), "sizes")), self.collected)

    def _counts(self, session: Session, parts: Iterable[Part]) -> dict[str, int]:
        return {uri: count for part in parts for uri, count in row_counts(session, part).items()}

    def _accounts(
        self,
        session: Session,
        parts: Iterable[Part],
        counts: dict[str, int],
        only: Only | None,
        absent: Sequence[int] | None = None,
    ) -> Iterator[Account]:
        for before, part in in_order(parts):
            names = dict(zip(part.uris, part.names, strict=True))
            known = only == "urls" and absent is not None and part.may_lack_urls
            wrong = (
                without_urls(part, names, before, absent or ())
                if known
                else malformed(session, part, names, only)
            )
            yield from per_file(part, names, counts, wrong)

    def _record(self, member: Member, account: Account) -> InputRecord:
        located = member.located
        digest = ""
        try:
            digest = self._digests.of(located)
        except OSError as error:
            self.collected.add("ADH-CON-060", file=located.name, reason=disk_reason(error))
        if is_changed(located):
            self.collected.add("ADH-CON-083", file=located.name)
        if member.stated not in (None, digest):
            self.collected.add("ADH-CON-079", file=located.name, stated=member.stated)
        return InputRecord(
            name=located.name,
            format=member.peek.format,
            size=located.size,
            sha256=digest,
            rows=account.rows,
            malformed=account.wrong,
            source=dict(member.shape.constants).get("source"),
        )

    def may_have_faults(self, session: Session) -> bool:
        """Whether a row may have a fault, beside one in its URL."""
        return any(part.light != NO_FAULT for part in self.parts(session) if part.uris)

    def may_lack_urls(self, session: Session) -> bool:
        """Whether rows have to be looked for that have no URL."""
        return any(part.may_lack_urls for _, part in in_order(self.parts(session)))

    def sizes(self, session: Session) -> Sizes | None:
        """Return what footers prove of the sizes of all rows, also those that do not count; None where some file proves nothing."""
        found: list[Sizes] = []
        for part in self.parts(session):
            if not part.uris:
                continue
            one = sizes(session.connection, part.uris, part.sizes_in) if part.sizes_in else None
            if one is None:
                return None
            found.append(one)
        return Sizes(sum(one.rows for one in found), max((one.largest for one in found), default=0))

    def work_folder(self) -> Path:
        """Return the folder for converted files, made where there is none yet; one that nobody named goes with the inputs."""
        if self.work is None:
            made = scratch()
            self.work = made.path
            weakref.finalize(self, made.remove)
        self.work.mkdir(parents=True, exist_ok=True)
        return self.work

    def relation(
        self, session: Session, *, all_rows: bool = False, light: bool = False, placed: bool = False
    ) -> str:
        """Return the SQL of all rows that count, with the columns and ``fault``.

        ``all_rows`` is with those that count in no figure, ``light`` without the faults that take the URL, ``placed`` with ``nth``, the place of each.
        """
        selects = [
            part.select(all_rows=all_rows, light=light, nth=place(before) if placed else None)
            for before, part in in_order(self.parts(session))
        ]
        return "\nUNION ALL\n".join(selects) or empty()


def open_inputs(
    paths: Iterable[str | Path],
    mapping: Path | None = None,
    *,
    work: Path | None = None,
    progress: Progress | None = None,
) -> Inputs:
    """Find and look at every file of the inputs; nothing is raised: what is wrong is in ``collected``.

    ``mapping`` is a mapping file; ``work`` the folder for converted files, a temporary one where none is named.
    """
    collected = Collected()
    stated = read_mapping(mapping, collected) if mapping is not None else Mapping()
    located = [one for given in paths for one in locate(str(given), collected)]
    fetching = Fetching(work, collected, progress)
    found = [near for one in once(located, collected) if (near := fetching.reachable(one)) is not None]
    kept = members(found, stated, collected)
    return Inputs(members=tuple(kept), work=work, progress=progress, collected=collected, fetching=fetching)


def _order(member: Member) -> str:
    return repr(key_of(member))
