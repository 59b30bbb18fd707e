# SPDX-License-Identifier: EUPL-1.2
"""What a provider states about codes of practice, ``adherence/*.yaml`` at the root of a dossier, read with the line of every field.

Format ``adhere/adherence/1`` (``docs/en/adherence.md``); Article 56(7). Of one code there may be several files, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as DiskPath
from typing import TYPE_CHECKING, cast, get_args

from adhere.adherence.statement import Adherence, Evidence, Extent, Implementation, Status, Withdrawal
from adhere.dossier.file import ADHERENCES
from adhere.dossier.rules import rule
from adhere.intake.folder import names_in
from adhere.kernel.finding import Finding, Place

if TYPE_CHECKING:
    from adhere.dossier.keptfile import KeptFile

FORMAT = "adhere/adherence/1"
PAGE = "docs/en/adherence.md"
MOST = 200
"""Files that are read."""
MEASURES = 2000
"""Measures of one file that are read."""
_TOP = (
    "format", "code", "extent", "chapters", "full_code_interest", "from", "until", "withdrawn", "models", "measures",
)  # fmt: skip
_MEASURE = (
    "status", "how", "owner", "evidence", "alternative", "why", "planned_for", "models",
)  # fmt: skip
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAdherence:
    """The file of an adherence, the adherence where it could be read, and what is wrong with the file."""

    file: str
    adherence: Adherence | None
    findings: tuple[Finding, ...] = ()


def read_adherences(root: DiskPath) -> Iterator[ReadAdherence]:
    """Read every adherence of a dossier, in order of file name; nothing is raised."""
    names = names_in(root / ADHERENCES, ".yaml", MOST)
    for name in names[:MOST]:
        yield _read_once(root, f"{ADHERENCES}/{name}", _stamp(root / ADHERENCES / name))
    if len(names) > MOST:
        found = Finding(rule=rule("ADH-DOS-100"), place=Place(file=ADHERENCES), values={"limit": MOST})
        yield ReadAdherence(file=ADHERENCES, adherence=None, findings=(found,))


@lru_cache(maxsize=MOST)
def _read_once(root: DiskPath, file: str, _stamp: tuple[int, ...]) -> ReadAdherence:
    """Read an adherence once for as long as its file does not change: facts, clocks, reports and checks all ask for it."""
    return read_adherence(root, file)


def _stamp(path: DiskPath) -> tuple[int, ...]:
    """Return what changes when a file does; it is empty for one that cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def read_adherence(root: DiskPath, file: str) -> ReadAdherence:
    """Read one adherence."""
    from adhere.dossier.keptfile import read_kept  # noqa: PLC0415 - YAML, which a dossier without adherences never needs

    kept = read_kept(root, file, PAGE, FORMAT)
    adherence = _Reader(kept).adherence() if kept.readable else None
    return ReadAdherence(file=file, adherence=adherence, findings=tuple(kept.findings))


class _Reader:
    def __init__(self, kept: KeptFile) -> None:
        self.kept = kept

    def adherence(self) -> Adherence | None:
        kept = self.kept
        kept.fields((), _TOP)
        code = kept.text(("code",), required=True, most=200)
        extent = kept.choice(("extent",), get_args(Extent), required=True)
        since, until, withdrawn = kept.day(("from",)), kept.day(("until",)), self._withdrawn()
        read = {"from": since, "until": until, "withdrawn": withdrawn}
        chapters, models = self._names(("chapters",)), self._names(("models",))
        interest = kept.truth(("full_code_interest",)) or False
        implementations = tuple(self._implementations())
        if code is None or extent is None or any(self._unread(name, value) for name, value in read.items()):
            return None
        return Adherence(
            code=code,
            extent=cast("Extent", extent),
            chapters=chapters,
            full_code_interest=interest,
            models=models,
            since=since,
            until=until,
            withdrawn=withdrawn,
            implementations=implementations,
            place=kept.place("code"),
            places=dict(self._places()),
        )

    def _unread(self, name: str, value: object) -> bool:
        """Whether a field stands there and cannot be read: an adherence without its end would bind for ever."""
        return value is None and self.kept.at((name,)) is not None

    def _withdrawn(self) -> Withdrawal | None:
        kept = self.kept
        if not kept.fields(("withdrawn",), ("on", "why")):
            return None
        on = kept.day(("withdrawn", "on"), required=True)
        why = kept.text(("withdrawn", "why"), required=True)
        return Withdrawal(on=on, why=why) if on is not None and why is not None else None

    def _implementations(self) -> Iterator[Implementation]:
        measures = self.kept.at(("measures",))
        if measures is not None and not isinstance(measures, dict):
            self.kept.fields(("measures",), ())
            return
        for number, name in enumerate(measures or ()):
            if number == MEASURES:
                self.kept.report("ADH-DOS-101", ("measures",), limit=MEASURES)
                return
            found = self._implementation(str(name), ("measures", name))
            if found is not None:
                yield found

    def _implementation(self, measure: str, path: _Path) -> Implementation | None:
        kept = self.kept
        if not kept.fields(path, _MEASURE):
            if kept.at(path) is None:
                kept.report("ADH-DOS-063", (*path, "status"))
            return None
        status = kept.choice((*path, "status"), get_args(Status), required=True)
        how, owner, alternative, why = (
            kept.text((*path, name)) for name in ("how", "owner", "alternative", "why")
        )
        planned = kept.day((*path, "planned_for"))
        evidence = tuple(self._evidence((*path, "evidence")))
        models = self._names((*path, "models"))
        if status is None:
            return None
        return Implementation(
            measure=measure,
            status=cast("Status", status),
            how=how,
            owner=owner,
            alternative=alternative,
            why=why,
            evidence=evidence,
            planned_for=planned,
            models=models,
            place=kept.place(*path),
        )

    def _evidence(self, path: _Path) -> Iterator[Evidence]:
        kept = self.kept
        for entry in kept.entries(path):
            if not kept.fields(entry, ("file", "sha256", "effective", "expires")):
                continue
            file = kept.inside((*entry, "file"))
            stated = kept.at((*entry, "sha256")) is not None
            sha256 = kept.digest((*entry, "sha256")) if stated else None
            effective, expires = (kept.day((*entry, name)) for name in ("effective", "expires"))
            if file is not None and (sha256 is not None or not stated):
                place = kept.place(*entry)
                yield Evidence(file=file, sha256=sha256, effective=effective, expires=expires, place=place)

    def _names(self, path: _Path) -> tuple[str, ...]:
        """Return the texts of a list, each once; one that stands twice is reported."""
        names: list[str] = []
        for entry in self.kept.entries(path):
            name = self.kept.text(entry, most=200)
            if name is not None and name in names:
                self.kept.report("ADH-DOS-102", entry, name=name)
            elif name is not None:
                names.append(name)
        return tuple(names)

    def _places(self) -> Iterator[tuple[str, Place]]:
        for field in _TOP:
            if self.kept.at((field,)) is not None:
                yield field, self.kept.place(field)
        for field in ("chapters", "models"):
            value = self.kept.at((field,))
            for number, name in enumerate(value if isinstance(value, list) else ()):
                yield f"{field}.{name}", self.kept.place(field, number)
