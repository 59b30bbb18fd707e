# SPDX-License-Identifier: EUPL-1.2
"""Reading the fetches of a crawler and the lists of infringing websites; nothing is raised, what is wrong is collected.

JSON Lines and Parquet through DuckDB. A row that does not say who fetched what and when is counted and not checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adhere.content.agents.products import product
from adhere.content.crawling import Fetch, InfringingSites
from adhere.content.hosts import host_of
from adhere.content.labels import a_name
from adhere.content.robots.deciding import target_of
from adhere.content.robots.fetching import (
    FRESH,
    NOTHING,
    REDIRECTS,
    Access,
    Fetched,
    Reason,
    RobotsState,
    access_of,
    state_at,
    state_of,
)
from adhere.engine.audit.authorities import authority_of
from adhere.engine.audit.moments import moment, whole
from adhere.engine.audit.records import Record, Records, followed
from adhere.engine.crawls.rules import finding
from adhere.engine.quoting import first_of, path_literal
from adhere.intake.reasons import disk_reason
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding
from adhere.kernel.text import plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH = 5_000
LARGEST_ROW = 16 * 1024 * 1024
NEEDED = ("url", "agent", "at")
LONGEST_LIST = 64 * 1024 * 1024
"""Octets of a list of websites that are read."""
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})[.])+[a-z0-9_-]{1,63}")
_NOWHERE = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1"})  # noqa: S104 - nothing is bound to it
"""Where files of hosts send the names that they list."""

_NONE = frozenset({"none", "no", "false", "0", "geen", "nee"})
"""What says that nothing was circumvented."""
_UNSAID = frozenset({"", "unknown", "onbekend"})
"""What does not say whether anything was."""


@dataclass(slots=True, kw_only=True)
class Fetches:
    """The fetches of files as they come, with what was met of them once they were read."""

    files: tuple[Path, ...]
    connection: DuckDBPyConnection
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    unread: int = 0
    hosts: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    first: datetime | None = None
    last: datetime | None = None

    def __iter__(self) -> Iterator[Fetch]:
        for file in self.files:
            yield from self._of_file(file)
        if not self.count and not any(one.rule.severity == "error" for one in self.findings):
            self.findings.append(finding("ADH-CON-203", ", ".join(one.name for one in self.files)))

    def _of_file(self, file: Path) -> Iterator[Fetch]:
        import duckdb  # noqa: PLC0415 - the engine is an extra

        unread = 0
        try:
            for row in self._rows(file):
                fetch = _fetch(row)
                if fetch is None:
                    unread += 1
                    continue
                self._met(fetch)
                yield fetch
        except OSError as error:
            self.findings.append(finding("ADH-CON-200", file.name, reason=disk_reason(error)))
        except duckdb.Error as error:
            reason = plain(str(error).partition("\n")[0][:200])
            self.findings.append(finding("ADH-CON-200", file.name, reason=reason))
        if unread:
            self.unread += unread
            self.findings.append(finding("ADH-CON-202", file.name, count=f"{unread:,}"))

    def _rows(self, file: Path) -> Iterator[dict[str, Any]]:
        with file.open("rb"):  # so that a file that is not there reads as one
            source = _source(file)
        cursor = self.connection.cursor()
        try:
            cursor.execute("SET TimeZone = 'UTC'")
            described = cursor.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
            present = {name.lower(): name for name, *_ in described}
            chosen = {
                part: [present[name] for name in names if name in present]
                for part, names in _columns().items()
            }
            missing = [part for part in NEEDED if not chosen[part]]
            if missing:
                shown = ", ".join(present)[:300]
                self.findings.append(
                    finding("ADH-CON-201", file.name, missing=", ".join(missing), columns=shown)
                )
                return
            parts = ", ".join(first_of(chosen[part]) for part in chosen)
            cursor.execute(f"SELECT {parts} FROM {source}")
            while rows := cursor.fetchmany(BATCH):
                yield from (dict(zip(chosen, row, strict=True)) for row in rows)
        finally:
            cursor.close()

    def _met(self, fetch: Fetch) -> None:
        self.count += 1
        self.hosts.add(fetch.host)
        self.agents.add(fetch.agent)
        self.first = min(self.first or fetch.at, fetch.at)
        self.last = max(self.last or fetch.at, fetch.at)


@dataclass(slots=True)
class States:
    """The robots.txt in force at a site at a moment, from records; each is read once. Records of one moment that differ leave it unknown."""

    records: Records
    _known: dict[str, tuple[RobotsState, ...]] = field(default_factory=dict)

    def __call__(self, authority: str, at: datetime) -> RobotsState:
        if authority not in self._known:
            self._known[authority] = tuple(self._states(authority))
        return state_at(self._known[authority], at) if self._known[authority] else NOTHING

    def _states(self, authority: str) -> Iterator[RobotsState]:
        known, span = self.records.by_authority, FRESH.total_seconds()
        kept = sorted(known.get(authority, ()), key=lambda one: one.at)
        for at, group in groupby(kept, key=lambda one: one.at):
            last = [followed(known, one, REDIRECTS, span) for one in group]
            if len(set(map(self._meaning, last))) > 1:
                yield replace(NOTHING, at=at.replace(tzinfo=UTC))
                continue
            body = self.records.body(last[0].digest) if last[0].digest else None
            yield state_of(self._fetched(last[0], body))

    def _meaning(self, record: Record) -> tuple[Access, Reason, str | None]:
        access, reason = access_of(self._fetched(record, b""))
        return access, reason, record.digest if access is Access.AVAILABLE else None

    @staticmethod
    def _fetched(record: Record, body: bytes | None) -> Fetched:
        return Fetched(
            at=record.at.replace(tzinfo=UTC),
            status=record.status,
            redirects=("",) * min(record.redirects, REDIRECTS + 1),
            body=None if record.digest is None else body,
            error=record.error,
        )


def read_lists(files: Iterable[Path], findings: list[Finding]) -> tuple[InfringingSites, ...]:
    """Return lists of infringing websites: a host or domain per line, with ``# since:`` and ``# until:`` above."""
    return tuple(found for file in files if (found := _list(file, findings)) is not None)


def _list(file: Path, findings: list[Finding]) -> InfringingSites | None:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_LIST + 1)
    except OSError as error:
        findings.append(finding("ADH-CON-205", file.name, reason=disk_reason(error)))
        return None
    if len(content) > LONGEST_LIST:
        findings.append(finding("ADH-CON-205", file.name, reason=plain(f"> {LONGEST_LIST:,} bytes")))
        return None
    lines = content.decode("utf-8-sig", "replace").splitlines()
    names = {number: _name(told) for number, line in enumerate(lines, 1) if (told := _told(line))}
    domains = {name for name in names.values() if name}
    if not domains:
        findings.append(finding("ADH-CON-205", file.name, reason=plain("0")))
        return None
    wrong = [number for number, name in names.items() if name is None]
    if wrong:
        findings.append(finding("ADH-CON-206", file.name, wrong[0], count=f"{len(wrong):,}"))
    since = _since(lines, file.name, findings)
    if since is None:
        return None
    until = _until(lines, since, file.name, findings)
    return InfringingSites(name=file.name, domains=frozenset(domains), since=since, until=until)


def _since(lines: Iterable[str], file: str, findings: list[Finding]) -> date | None:
    """Return the day from which a list holds."""
    number, told = _stated(lines, "since")
    day = _day(told)
    if day is None and told:
        findings.append(finding("ADH-CON-207", file, number, told=told[:80]))
    elif day is None:
        findings.append(finding("ADH-CON-204", file, number))
    return day


def _until(lines: Iterable[str], since: date, file: str, findings: list[Finding]) -> date | None:
    """Return the last day of a list; a list whose end cannot be read, or lies before it began, holds."""
    number, told = _stated(lines, "until")
    day = _day(told)
    if told and (day is None or day < since):
        findings.append(finding("ADH-CON-208", file, number, told=told[:80], since=since))
        return None
    return day


def _stated(lines: Iterable[str], name: str) -> tuple[int, str]:
    """Return what the first comment of a name states, and its line; nothing, of line 1, where none does."""
    for number, line in enumerate(lines, 1):
        comment = line.strip()
        key, _, value = comment.lstrip("# ").partition(":")
        if comment.startswith("#") and key.strip().lower() == name:
            return number, value.strip()
    return 1, ""


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _told(line: str) -> str:
    """What a line says, without comments; nothing for one that says nothing."""
    return line.partition("#")[0].strip().lower()


def _name(told: str) -> str | None:
    """Return the host that a line names: alone, as a URL, with a star before it, or as files of hosts and lists of blockers have it; None for what is no host."""
    first, *others = told.split()
    if first in _NOWHERE and len(others) == 1:
        told = others[0]
    told = told.removeprefix("||").removesuffix("^").removeprefix("*").lstrip(".")
    host = host_of(told if "://" in told else f"https://{told}")
    name = a_name(host) if host else ""
    return name if _HOST.fullmatch(name) else None


def _fetch(row: dict[str, Any]) -> Fetch | None:
    url, agent, at = str(row["url"] or ""), product(str(row["agent"] or "")), moment(row["at"])
    host, authority = host_of(url), authority_of(url)
    if host is None or authority is None or not agent or at is None:
        return None
    return Fetch(
        agent=agent,
        host=host,
        authority=authority,
        target=target_of(url),
        at=at.replace(tzinfo=UTC),
        status=whole(row["status"]),
        circumvented=_kinds(row["circumvented"]),
    )


def _kinds(value: Any) -> tuple[str, ...] | None:
    """Return what was circumvented: a list, or a text with commas; nothing where it says none, None where it does not say."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                value = json.loads(text)
            except (ValueError, RecursionError):
                return None
        else:
            value = text.split(",")
    if isinstance(value, int):
        value = [value]
    if not isinstance(value, (list, tuple)):
        return None
    told = [_kind(one) for one in value]
    kinds = tuple(one for one in told if one)
    return kinds if kinds or None not in told else None


def _kind(value: Any) -> str | None:
    """Return one thing that was circumvented: an empty text where it says none, None where it does not say."""
    if isinstance(value, bool):
        return "?" if value else ""
    told = "" if value is None else str(value).strip()[:80]
    if told.lower() in _UNSAID:
        return None
    return "" if told.lower() in _NONE else told


def _source(file: Path) -> str:
    name = path_literal(file)
    if file.name.lower().endswith(".parquet"):
        return f"read_parquet({name})"
    columns = ", ".join(f"'{one}': 'VARCHAR'" for names in _columns().values() for one in names)
    options = f"format = 'newline_delimited', ignore_errors = true, maximum_object_size = {LARGEST_ROW}"
    return f"read_json({name}, columns = {{{columns}}}, {options})"


@cache
def _columns() -> dict[str, list[str]]:
    table: dict[str, list[str]] = packaged("adhere.engine.crawls", "data/columns.toml")["fetches"]
    return table
