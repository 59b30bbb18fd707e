# SPDX-License-Identifier: EUPL-1.2
"""An OSCAL catalog as the tables of a code of practice, the reverse of ``catalog``: groups, controls and controls within them.

A catalog of ours comes back whole. One of others holds less than a code has to say; what is missing is reported, and not made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from adhere.codes.catalogue import code_of
from adhere.codes.code import Code
from adhere.codes.shape import HEAD, file_faults, head_faults
from adhere.exchange.codetables import HEAD_FILE
from adhere.exchange.oscal.catalog import GUIDANCE
from adhere.exchange.oscal.catalogvalues import (
    Record,
    day_of,
    document_id,
    filled,
    others,
    ours,
    own_id,
    tables,
)
from adhere.exchange.oscal.making import NS, TRANSLATION, plain
from adhere.exchange.oscal.reading import Report, check_uuid, read_model
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import LANGUAGES, Language, stamp

CONTENT = "content.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCatalog:
    """The code in a catalog, None where it has not the shape of one, and what is wrong."""

    code: Code | None
    findings: tuple[Finding, ...]


def read_catalog(content: bytes, file: str) -> ReadCatalog:
    """Return the code in the bytes of a catalog; nothing is raised for what they hold."""
    report = Report(file)
    catalog = read_model(content, "catalog", report)
    if catalog is None:
        return ReadCatalog(code=None, findings=tuple(report.findings))
    files = _Reader(catalog, report).files()
    _report_faults(files, report)
    broken = any(one.rule.severity == "error" for one in report.findings)
    code = None if broken else code_of(files.__getitem__)
    return ReadCatalog(code=code, findings=tuple(report.findings))


def _report_faults(files: Mapping[str, Record], report: Report) -> None:
    """Report what the tables lack to be a code, in terms of the catalog."""
    for name, table in files.items():
        for fault in head_faults(name, table) if name == HEAD_FILE else file_faults(name, table):
            at = fault.place.at
            if fault.rule.id == "ADH-COD-004":
                report.add("ADH-DOC-098", at, key=fault.values["key"], ns=NS)
            else:
                report.findings.append(replace(fault, place=Place(file=report.file, at=at)))


@dataclass(slots=True)
class _Reader:
    catalog: Record
    report: Report
    language: Language = "en"
    alone: int = 0
    """Texts that stand in one language only."""
    ids: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    resources: dict[str, Record] = field(default_factory=dict)

    def files(self) -> dict[str, Record]:
        """Return the tables of the files of the code."""
        metadata = self.table(self.catalog, "metadata", "catalog") or {}
        self.language = "nl" if ours(metadata).get("language") == ["nl"] else "en"
        self._read_resources()
        content: dict[str, list[Record]] = {"chapter": [], "commitment": [], "measure": [], "appendix": []}
        for at, group in self.tables_in(self.catalog, "groups", "catalog"):
            self._group(group, at, content)
        if self.catalog.get("controls"):
            self.report.add("ADH-DOC-096", "catalog.controls", what="controls")
        head = self._head(metadata)
        self._check_links()
        if self.alone:
            other = next(one for one in LANGUAGES if one != self.language)
            self.report.add("ADH-DOC-099", count=self.alone, language=self.language, other=other)
        return {
            HEAD_FILE: head | {"files": [CONTENT]},
            CONTENT: {name: one for name, one in content.items() if one},
        }

    def _read_resources(self) -> None:
        matter = self.table(self.catalog, "back-matter", "catalog", required=False) or {}
        for at, one in self.tables_in(matter, "resources", "catalog.back-matter"):
            check_uuid(one, at, self.report)
            if isinstance(one.get("uuid"), str):
                self.note(one["uuid"], at)
                self.resources[one["uuid"]] = one

    def _head(self, metadata: Record) -> Record:
        own = ours(metadata)
        head: Record = others(HEAD, metadata)
        head["id"] = next(iter(own.get("id", ())), None) or document_id(metadata)
        head["version"] = metadata.get("version")
        head["title"] = self.both(metadata, "title")
        head["event"] = [
            {
                "kind": next(iter(ours(one).get("kind", ())), one.get("type")),
                "on": day_of(one.get("date")),
                "content": self.both(one, "remarks"),
                **others("event", one),
            }
            for _, one in self.tables_in(metadata, "actions", "catalog.metadata")
            if one.get("system") == NS
        ]
        head["renumbered"] = [
            {"from": old, "to": new}
            for old, new in zip(own.get("renumbered-from", ()), own.get("renumbered-to", ()), strict=False)
        ]
        head["source"] = {}
        head["interest"] = []
        for one in self.resources.values():
            told = ours(one)
            if "source" in told and "description" in one:
                head["source"][told["source"][0]] = self.both(one, "description")
            if "interest" in told:
                said = {
                    "group": next(iter(told.get("group", ())), None),
                    "content": self.both(one, "description"),
                }
                head["interest"].append(said | others("interest", one))
        return filled(head)

    def _group(self, group: Record, at: str, content: dict[str, list[Record]]) -> None:
        chapter = others("chapter", group)
        chapter["id"] = self.identified(group, at)
        chapter["title"] = self.both(group, "title")
        chapter["provisions"] = self.provisions(group)
        chapter["official"] = next(
            (link.get("href") for link in tables(group.get("links")) if link.get("rel") == "canonical"), None
        )
        for inner, part in self.tables_in(group, "parts", at):
            if part.get("name") == "overview":
                chapter["binds"] = self.both(part, "prose")
            elif part.get("name") == "appendix" and part.get("ns") == NS:
                content["appendix"].append(self._appendix(part, inner))
        content["chapter"].append(filled(chapter))
        if group.get("groups"):
            self.report.add("ADH-DOC-096", f"{at}.groups", what="groups")
        for inner, control in self.tables_in(group, "controls", at):
            self._commitment(control, inner, content)

    def _commitment(self, control: Record, at: str, content: dict[str, list[Record]]) -> None:
        one = others("commitment", control)
        one["id"] = self.identified(control, at)
        one["title"] = self.both(control, "title")
        one["provisions"] = self.provisions(control)
        for _, part in self.tables_in(control, "parts", at):
            if part.get("name") == "statement":
                one["content"] = self.both(part, "prose")
            self._guidance("commitment", part, one)
        content["commitment"].append(filled(one))
        for inner, measure in self.tables_in(control, "controls", at):
            content["measure"].append(self._measure(measure, inner))

    def _measure(self, control: Record, at: str) -> Record:
        one = others("measure", control)
        one["id"] = self.identified(control, at)
        one["title"] = self.both(control, "title")
        one["sources"] = [name for name in self.linked(control, "source") if name]
        one["deadline"] = [
            self._deadline(clock, inner) for inner, clock in self.tables_in(control, "params", at)
        ]
        for inner, part in self.tables_in(control, "parts", at):
            self.note_id(part, inner)
            self._guidance("measure", part, one)
            if part.get("name") == "statement":
                one["requires"] = self._requires(part, inner)
            elif part.get("ns") == NS and part.get("name") == "serves":
                link = {
                    "provision": next(iter(self.provisions(part)), None),
                    "rationale": self.both(part, "prose"),
                }
                one.setdefault("serves", []).append(filled(link | others("service", part)))
            elif part.get("ns") == NS and part.get("name") == "element":
                said = {"content": self.both(part, "prose")} | others("element", part)
                one.setdefault("element", []).append(filled(said))
        if control.get("controls"):
            self.report.add("ADH-DOC-096", f"{at}.controls", what="controls")
        return filled(one)

    def _requires(self, statement: Record, at: str) -> list[Record]:
        """Return what a statement asks: its items, or its own prose where it has none."""
        items = self.tables_in(statement, "parts", at)
        asked = [*([("", statement)] if statement.get("prose") else ()), *items]
        found = []
        for inner, part in asked:
            if inner:
                self.note_id(part, inner)
            named = [
                link["href"]
                for link in tables(part.get("links"))
                if link.get("rel") == "reference" and isinstance(link.get("href"), str)
            ]
            self.links += [(inner or at, name) for name in named]
            one = {
                "content": self.both(part, "prose"),
                "number": next(
                    (
                        p.get("value")
                        for p in tables(part.get("props"))
                        if p.get("name") == "label" and "ns" not in p
                    ),
                    None,
                ),
                "appendices": [own_id(name.removeprefix("#")) for name in named],
            }
            found.append(filled(one))
        return found

    def _deadline(self, param: Record, at: str) -> Record:
        self.note_id(param, at)
        clock = others("deadline", param)
        clock.setdefault("id", param.get("id"))
        clock["what"] = self.both(param, "label")
        clock["trigger"] = self.both(param, "usage")
        guidelines = tables(param.get("guidelines"))
        if guidelines:
            told = {"guidelines": guidelines[0].get("prose"), "props": param.get("props")}
            clock["exceptions"] = self.both(told, "guidelines")
        return filled(clock)

    def _appendix(self, part: Record, at: str) -> Record:
        one = others("appendix", part)
        one["id"] = self.identified(part, at)
        one["title"] = self.both(part, "title")
        one["content"] = []
        for inner, item in self.tables_in(part, "parts", at):
            self.note_id(item, inner)
            one["content"].append(self.both(item, "prose"))
        return filled(one)

    def _guidance(self, kind: str, part: Record, one: Record) -> None:
        if part.get("name") == "guidance" and part.get("class") in GUIDANCE[kind]:
            one[part["class"]] = self.both(part, "prose")

    def identified(self, record: Record, at: str) -> str | None:
        """Return the id of a record as a code writes it; what stands twice is reported."""
        self.note_id(record, at)
        name = record.get("id")
        return own_id(name) if isinstance(name, str) else None

    def note_id(self, record: Record, at: str) -> None:
        """Note the id of something, once."""
        if isinstance(record.get("id"), str):
            self.note(record["id"], at)

    def note(self, name: str, at: str) -> None:
        """Note an id or UUID; one that stands twice is reported."""
        if name in self.ids:
            self.report.add("ADH-DOC-095", at, id=name, other=self.ids[name])
        self.ids.setdefault(name, at)

    def _check_links(self) -> None:
        for at, name in self.links:
            if name.startswith("#") and name[1:] not in self.ids:
                self.report.add("ADH-DOC-097", at, link=name)

    def provisions(self, record: Record) -> list[str]:
        """Return the provisions that something links to."""
        return [name for name in self.linked(record, "provision") if name]

    def linked(self, record: Record, rel: str) -> Iterator[str | None]:
        """Yield what of ours the resources stand for that something links to."""
        for link in tables(record.get("links")):
            if link.get("rel") == rel and isinstance(link.get("href"), str):
                self.links.append((str(record.get("id", rel)), link["href"]))
                yield next(
                    iter(ours(self.resources.get(link["href"].removeprefix("#"), {})).get(rel, ())), None
                )

    def both(self, record: Record, key: str) -> Record | None:
        """Return a text in both languages; where only one is there, it stands for both and is counted."""
        found = record.get(key)
        if not isinstance(found, str) or not found.strip():
            return None
        main = plain(found)
        other = next(one for one in LANGUAGES if one != self.language)
        told = [
            p.get("value")
            for p in tables(record.get("props"))
            if p.get("name") == TRANSLATION and p.get("group") == key
        ]
        translated = [one for one in told if isinstance(one, str)]
        self.alone += not translated
        text: Record = {self.language: main, other: translated[0] if translated else main}
        return {"en": text["en"], "nl": text["nl"], "of": stamp(text["en"])}

    def table(self, record: Record, key: str, at: str, *, required: bool = True) -> Record | None:
        """Return a table of a record; where it is missing or something else, that is reported."""
        found = record.get(key)
        if isinstance(found, dict):
            return found
        if required or key in record:
            self.report.add("ADH-DOC-094", at, key=key)
        return None

    def tables_in(self, record: Record, key: str, at: str) -> Iterator[tuple[str, Record]]:
        """Yield the tables of a list with their places; what is no list or no table is reported."""
        found = record.get(key, [])
        if not isinstance(found, list):
            self.report.add("ADH-DOC-094", at, key=key)
            return
        for number, one in enumerate(found):
            inner = f"{at}.{key}[{number}]"
            if isinstance(one, dict):
                yield inner, one
            else:
                self.report.add("ADH-DOC-094", inner, key=key)
