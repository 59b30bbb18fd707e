# SPDX-License-Identifier: EUPL-1.2
"""Records of robots.txt as they were kept: when which site answered what. RFC 9309, section 2.3.

Read from Parquet, JSON Lines, WARC (responses for ``/robots.txt``, as crawls keep them apart) or a folder of files named after their host.
Bodies are kept once each, under their sha256. What is wrong is counted per file; a record that cannot be used says nothing, never "allowed".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import compress, decompress

from adhere.content.robots.reading import SIZE_LIMIT, is_binary, is_cut, is_page
from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.rules import Counted, finding
from adhere.intake.reasons import disk_reason
from adhere.kernel.finding import Finding

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = 2 * SIZE_LIMIT + 8
"""Octets of a body that are kept: what a reader looks at, also where each sign takes two, and a little that shows there was more."""
NAME = "robots.txt"
OK = 200
BESIDE = {"tdmrep-file": ".well-known/tdmrep.json", "ai-txt": "ai.txt"}
"""Other files by which a site speaks for all of itself: the signal each is (``content.reservations``), and where it stands."""


class RawRecord(NamedTuple):
    """A record as a reader found it: ``site`` is a URL or a host, ``payload`` what its archive calls the body by.

    ``fetched`` is where ``site`` is the address of what was fetched, which may be anything, and ``place`` tells where a record without one stands.
    """

    site: str
    at: datetime | None
    status: int | None
    body: bytes | None = None
    redirects: int = 0
    location: str | None = None
    error: str | None = None
    payload: str | None = None
    fetched: bool = False
    place: str = ""


class Record(NamedTuple):
    """One answer of one site: ``digest`` is the sha256 of its body, None where there was none, ``same_as`` the payload it repeats."""

    at: datetime
    status: int | None
    digest: str | None
    redirects: int = 0
    location: str | None = None
    error: str | None = None
    same_as: str | None = None


@dataclass(slots=True)
class Records:
    """Every record by authority, the bodies by digest, and what is wrong."""

    by_authority: dict[str, list[Record]] = field(default_factory=dict)
    beside: dict[str, dict[str, list[Record]]] = field(default_factory=lambda: {name: {} for name in BESIDE})
    """The same of each of the files ``BESIDE``."""
    findings: list[Finding] = field(default_factory=list)
    _bodies: dict[str, bytes] = field(default_factory=dict)
    _payloads: dict[str, tuple[int | None, str | None]] = field(default_factory=dict)
    """The status and the digest of a payload, by what archives call it."""

    def body(self, digest: str) -> bytes:
        """Return a body, no more of it than a reader looks at."""
        return decompress(self._bodies[digest])

    @property
    def digests(self) -> list[str]:
        """The digests of all bodies, sorted."""
        return sorted(self._bodies)

    def take(self, raw: Iterable[RawRecord], file: str, *, undated: datetime | None = None) -> int:
        """Take up the records of a file and return how many; ``undated`` is the time of those without one, which otherwise say nothing."""
        counted = Counted(file)
        taken = 0
        for one in raw:
            at, path = one.at or undated, _path(one.site)
            authorities = _authorities(one.site, counted)
            if not authorities:
                counted.add("ADH-CON-153", one.site or one.place)
            elif not _is_of_a_site(path) and (path or (one.fetched and "://" in one.site)):
                counted.add("ADH-CON-167", one.site)
            elif at is None:
                counted.add("ADH-CON-152", one.site)
            else:
                taken += 1
                digest = None if one.body is None else self.keep(one.body)
                same_as = self._repeated(one, digest)
                record = Record(at, one.status, digest, one.redirects, one.location, one.error, same_as)
                signal = _SIGNALS.get(path)
                if signal is None and one.status == OK and one.body:
                    _hear(one.body, one.site, counted)
                kept = self.by_authority if signal is None else self.beside[signal]
                for authority in authorities:
                    kept.setdefault(authority, []).append(record)
        self.findings += counted.findings
        return taken

    def _repeated(self, one: RawRecord, digest: str | None) -> str | None:
        """Return the payload that a record repeats; note that of one which has a body."""
        if digest is None:
            return one.payload
        if one.payload and one.error is None:
            said = (one.status, digest)
            if self._payloads.setdefault(one.payload, said) != said:
                self._payloads[one.payload] = (one.status, None)
        return None

    def find_repeated(self) -> None:
        """Give records that say "as before" what was said then; where that was not kept, or differs, they stay without a body and so unknown."""
        for table in (self.by_authority, *self.beside.values()):
            for kept in table.values():
                for place, one in enumerate(kept):
                    if one.same_as in self._payloads:
                        status, digest = self._payloads[one.same_as]
                        kept[place] = one._replace(
                            status=status if digest else one.status, digest=digest, same_as=None
                        )

    def keep(self, body: bytes) -> str:
        """Keep a body once and return its digest."""
        digest = hashlib.sha256(body).hexdigest()
        if digest not in self._bodies:
            self._bodies[digest] = compress(body[:KEPT], 1)
        return digest

    def extend(self, bodies: Records) -> None:
        """Know the bodies of other records too."""
        self._bodies |= bodies._bodies


def _hear(body: bytes, site: str, counted: Counted) -> None:
    """Note a robots.txt of which less was read than was sent, as more is allowed by it then than it may have said."""
    if is_page(body):
        counted.add("ADH-CON-164", site)
    elif is_binary(body):
        counted.add("ADH-CON-165", site)
    if is_cut(body):
        counted.add("ADH-CON-166", site)


def read_records(
    paths: Iterable[Path], connection: DuckDBPyConnection, *, undated: datetime | None = None
) -> Records:
    """Return the records of files and folders; nothing is raised: what is wrong is in ``findings``."""
    records = Records()
    for path in paths:
        for file in _files(path, records):
            _read(file, connection, records, undated)
    records.find_repeated()
    return records


def _read(file: Path, connection: DuckDBPyConnection, records: Records, undated: datetime | None) -> None:
    from adhere.engine.audit.readers import NoColumnsError, UnreadableError, reader_of  # noqa: PLC0415 - readers know RawRecord

    counted = Counted(file.name)
    try:
        if not records.take(reader_of(file)(file, connection, counted), file.name, undated=undated):
            records.findings.append(finding("ADH-CON-151", file.name))
    except NoColumnsError as error:
        records.findings.append(finding("ADH-CON-154", file.name, columns=", ".join(error.columns[:20])))
    except UnreadableError as error:
        records.findings.append(finding("ADH-CON-150", file.name, reason=error.reason))
    except OSError as error:
        records.findings.append(finding("ADH-CON-150", file.name, reason=disk_reason(error)))
    records.findings += counted.findings


def _files(path: Path, records: Records) -> Iterator[Path]:
    """The files of a path; a folder is walked in order of name."""
    if path.is_dir():
        found = [one for one in sorted(path.rglob("*")) if one.is_file() and not one.name.startswith(".")]
        if not found:
            records.findings.append(finding("ADH-CON-151", str(path)))
        yield from found
    else:
        yield path


def _authorities(site: str, counted: Counted) -> tuple[str, ...]:
    """The authorities of a site: one for a URL; both of the web for a host, of which a record does not say which it was."""
    if "://" in site:
        one = authority_of(site)
        return (one,) if one else ()
    both = [authority_of(f"{scheme}://{site}/") for scheme in ("http", "https")]
    found = tuple(one for one in both if one is not None)
    if found:
        counted.add("ADH-CON-155", site)
    return found


def is_of_a_site(site: str) -> bool:
    """Whether a URL is that of a robots.txt, or of a file beside it: ``/robots.txt?x`` is something else."""
    return _is_of_a_site(_path(site))


_SIGNALS = {path: name for name, path in BESIDE.items()}


def _is_of_a_site(path: str) -> bool:
    return path == NAME or path in _SIGNALS


def _path(site: str) -> str:
    """The path and query of a URL without its first slash, or what follows a host."""
    _, mark, rest = site.partition("://")
    return (rest if mark else site).partition("/")[2].partition("#")[0]


def followed(
    records: Mapping[str, list[Record]], record: Record, limit: int, span: float, path: str = NAME
) -> Record:
    """Return the record at the end of redirects from one robots.txt, or file at another path, to another, where it was kept within so many seconds.

    Where records of the nearest moment contradict each other, a redirect leads nowhere.
    """
    seen = record
    for hops in range(1, limit + 2):
        if seen.status is None or seen.status // 100 != 3 or not seen.location:
            break
        target = authority_of(seen.location)
        if target is None or _path(seen.location) != path:
            return record
        near = [one for one in records.get(target, ()) if abs((one.at - seen.at).total_seconds()) <= span]
        nearest = min(((abs(one.at - record.at), one.at) for one in near), default=None)
        last = {one for one in near if (abs(one.at - record.at), one.at) == nearest}
        if len(last) != 1:
            return record
        seen = last.pop()._replace(at=record.at, redirects=record.redirects + hops)
    return seen
