# SPDX-License-Identifier: EUPL-1.2
"""Reading ``sources.yaml``: the register of the sources of training content, every mistake with its line.

Format ``adhere/sources/1`` (``docs/en/summary-of-content.md``); Article 53(1)(d). What is wrong is reported and left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as DiskPath
from typing import Any

from adhere.content.figures import MODALITIES
from adhere.content.sources.register import (
    CLASSES,
    ORIGINS,
    Crawler,
    DomainDecision,
    OriginalModel,
    Publication,
    SourceRecord,
    Sources,
    UsedModel,
)
from adhere.dossier.keptfile import KeptFile, read_kept
from adhere.dossier.wording import shown
from adhere.intake.folder import regular
from adhere.intake.tree import SIZE_LIMIT, Path
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding
from adhere.kernel.text import LANGUAGES, Text, text_of

FORMAT = "adhere/sources/1"
PAGE = "docs/en/summary-of-content.md"
MOST = 5000
"""Entries of one list that are read."""
ID_LENGTH = 300
TOP = (
    "format", "stated", "models", "complete", "continuous", "base", "sources", "crawlers", "published", "domains",
)  # fmt: skip
SOURCE = (
    "id", "class", "name", "link", "description", "used", "licence", "modalities", "content", "publicly_known", "origin", "models",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSources:
    """The register as far as it could be read, and what is wrong with the file."""

    sources: Sources | None
    findings: tuple[Finding, ...] = ()


def read_sources(root: DiskPath, name: str) -> ReadSources:
    """Read the register; nothing is raised."""
    kept = read_kept(root, name, PAGE, FORMAT)
    if not kept.readable:
        return ReadSources(sources=None, findings=tuple(kept.findings))
    sources = _Reader(kept).sources(_digest(root / name))
    return ReadSources(sources=sources, findings=tuple(kept.findings))


def _digest(path: DiskPath) -> str:
    try:
        with regular(path) as file:
            return hashlib.sha256(file.read(SIZE_LIMIT + 1)).hexdigest()
    except OSError:  # it was there a moment ago
        return ""


@dataclass(frozen=True, slots=True)
class _Reader:
    kept: KeptFile

    def sources(self, sha256: str) -> Sources:
        """Return the register; what is wrong with a part is reported, and the rest counts."""
        kept = self.kept
        kept.fields((), TOP)
        signed = kept.fields(("stated",), ("who", "when"))
        return Sources(
            place=kept.place(),
            sha256=sha256,
            who=kept.text(("stated", "who")) if signed else None,
            when=kept.day(("stated", "when")) if signed else None,
            models=tuple(one for path in self._listed(("models",)) if (one := kept.text(path, most=200))),
            complete=kept.truth(("complete",)),
            continuous=kept.truth(("continuous",)),
            records=tuple(self._records()),
            crawlers=tuple(self._crawlers()),
            base=self._base(),
            published=tuple(self._published()),
            domains=tuple(self._domains()),
        )

    def _records(self) -> Iterator[SourceRecord]:
        taken: set[str] = set()
        for path in self._entries(("sources",), SOURCE):
            pattern = self._once((*path, "id"), taken, ID_LENGTH)
            kind = self.kept.choice((*path, "class"), CLASSES, required=True)
            rest = self._record(path)
            if pattern is not None and kind is not None:
                yield SourceRecord(pattern=pattern, kind=kind, place=self.kept.place(*path), **rest)

    def _record(self, path: Path) -> dict[str, Any]:
        kept = self.kept
        return {
            "name": kept.text((*path, "name"), most=300),
            "link": self._address((*path, "link")),
            "description": self._told((*path, "description")),
            "used": self._told((*path, "used")),
            "licence": kept.text((*path, "licence"), most=200),
            "modalities": tuple(self._choices((*path, "modalities"), MODALITIES)),
            "content": self._content((*path, "content")),
            "publicly_known": kept.truth((*path, "publicly_known")),
            "origin": kept.choice((*path, "origin"), ORIGINS),
            "models": tuple(self._models((*path, "models"))),
        }

    def _models(self, path: Path) -> Iterator[UsedModel]:
        for one in self._entries(path, ("name", "link", "on_market")):
            name = self.kept.text((*one, "name"), required=True, most=300)
            told = UsedModel(
                name=name or "",
                link=self._address((*one, "link")),
                on_market=self.kept.truth((*one, "on_market")),
            )
            if name is not None:
                yield told

    def _crawlers(self) -> Iterator[Crawler]:
        for path in self._entries(("crawlers",), ("name", "link", "purposes", "behaviour")):
            name = self.kept.text((*path, "name"), required=True, most=300)
            told = Crawler(
                name=name or "",
                place=self.kept.place(*path),
                link=self._address((*path, "link")),
                purposes=self._told((*path, "purposes")),
                behaviour=self._told((*path, "behaviour")),
            )
            if name is not None:
                yield told

    def _base(self) -> OriginalModel | None:
        if not self.kept.fields(("base",), ("name", "summary")):
            return None
        name = self.kept.text(("base", "name"), required=True, most=300)
        summary = self._address(("base", "summary"))
        return (
            None if name is None else OriginalModel(name=name, place=self.kept.place("base"), summary=summary)
        )

    def _published(self) -> Iterator[Publication]:
        for path in self._entries(("published",), ("on", "link", "figures")):
            on = self.kept.day((*path, "on"), required=True)
            link = self._address((*path, "link"))
            figures = self.kept.digest((*path, "figures")) if self.kept.at((*path, "figures")) else None
            if on is not None:
                yield Publication(on=on, place=self.kept.place(*path), link=link, figures=figures)

    def _domains(self) -> Iterator[DomainDecision]:
        taken: set[str] = set()
        for path in self._entries(("domains",), ("domain", "publish", "reason")):
            domain = self._once((*path, "domain"), taken, 253)
            publish = self.kept.truth((*path, "publish"))
            if self.kept.at((*path, "publish")) is None:
                self.kept.report("ADH-DOS-063", (*path, "publish"))
            reason = self.kept.text((*path, "reason"), required=True)
            if domain is not None and publish is not None and reason is not None:
                place = self.kept.place(*path)
                yield DomainDecision(domain=domain, publish=publish, reason=reason, place=place)

    def _content(self, path: Path) -> dict[str, Text]:
        if not self.kept.fields(path, MODALITIES):
            return {}
        found = ((name, self._told((*path, name))) for name in MODALITIES)
        return {name: told for name, told in found if told is not None}

    def _told(self, path: Path) -> Text | None:
        """Return a text in both languages, or the one wording that stands for both."""
        value = self.kept.at(path)
        if not isinstance(value, dict):
            words = self.kept.text(path)
            return None if words is None else Text(words, words)
        self.kept.fields(path, LANGUAGES)
        en, nl = (self.kept.text((*path, language)) for language in LANGUAGES)
        either = en or nl
        return None if either is None else Text(en or either, nl or either)

    def _address(self, path: Path) -> str | None:
        value = self.kept.text(path)
        if value is None or _ADDRESS.fullmatch(value):
            return value
        wanted = text_of(packaged("adhere.dossier", "data/sources.toml")["wanted"]["address"])
        self.kept.report("ADH-DOS-064", path, value=shown(value), wanted=wanted)
        return None

    def _once(self, path: Path, taken: set[str], most: int) -> str | None:
        """Return a name that no entry before has."""
        name = self.kept.text(path, required=True, most=most)
        if name is not None and name in taken:
            self.kept.report("ADH-DOS-123", path, value=shown(name))
            return None
        taken |= {name} if name is not None else set()
        return name

    def _choices(self, path: Path, known: Sequence[str]) -> Iterator[str]:
        for one in self._listed(path):
            found = self.kept.choice(one, known)
            if found is not None:
                yield found

    def _entries(self, path: Path, known: Sequence[str]) -> Iterator[Path]:
        for one in self._listed(path):
            if self.kept.at(one) is None:
                self.kept.report("ADH-DOS-063", one)
            elif self.kept.fields(one, known):
                yield one

    def _listed(self, path: Path) -> Iterator[Path]:
        for count, one in enumerate(self.kept.entries(path)):
            if count >= MOST:
                self.kept.report("ADH-DOS-124", path, limit=MOST)
                return
            yield one
