# SPDX-License-Identifier: EUPL-1.2
"""A file of law text, whatever its shape, as an act with its units, source and findings; nothing is raised for what it holds.

Shapes: a page of EUR-Lex (Official Journal or consolidated), Formex (one part, or a publication in a zip file), a Markdown page, plain text,
our own JSON. What is said of a text (which act, language, version) is checked against what the file shows.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from adhere.intake.texts import identity
from adhere.intake.texts.actjson import ActJsonReader
from adhere.intake.texts.decoding import decode
from adhere.intake.texts.eurlexpage import PageReader
from adhere.intake.texts.formex import FormexReader
from adhere.intake.texts.identity import Identity
from adhere.intake.texts.links import Link
from adhere.intake.texts.markup import Element, parse
from adhere.intake.texts.plainpage import PlainReader
from adhere.intake.texts.vocabulary import language_of
from adhere.intake.texts.xmltree import parse_xml
from adhere.kernel.finding import Finding
from adhere.law.texts.completeness import check_complete
from adhere.law.texts.nodes import ActText, Source
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit, units_of

SIZE_LIMIT = 32 * 1024 * 1024
PLAIN_LIMIT = 8 * 1024 * 1024
LOST_POWER = re.compile(r"(?<![\d/.,-])10[12]\d(?![\d/.,-]\d|/)")
"""What is left of ten to a power where a copy lost the superscript."""
FORMEX_ROOTS = frozenset({b"ACT", b"CONS.ACT", b"ANNEX", b"CONS.ANNEX", b"DOC", b"PUBLICATION", b"GENERAL", b"CORR", b"ARTICLE"})  # fmt: skip
OTHERS = 3
"""Units in another language from which on that is told; fewer may be words that are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the user says a text is; None is not said."""

    act: str | None = None
    language: str | None = None
    version: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A text that was read: the act, its units, the file it came from, and what is to be said of it."""

    act: ActText
    units: dict[str, Unit]
    source: Source
    findings: tuple[Finding, ...]
    links: tuple[Link, ...] = ()
    """Links of a Markdown page."""

    @property
    def usable(self) -> bool:
        """Whether there is anything to keep or compare."""
        return bool(self.units)


def read_text(name: str, content: bytes, said: Said | None = None) -> Imported:
    """Read a file of law text by what its bytes show."""
    found = Collected(name)
    said = said or Said()
    source = Source(file=name, sha256=hashlib.sha256(content).hexdigest(), shape="unknown", size=len(content))
    if len(content) > SIZE_LIMIT:
        found.add("ADH-LAW-003", limit=SIZE_LIMIT)
        return _nothing(source, found)
    if not content.strip(b" \t\r\n\0"):
        found.add("ADH-LAW-002", 1)
        return _nothing(source, found)
    reader = _Reader(name, content, found)
    act = _identified(reader.act, reader.identity, said, found, consolidated=reader.consolidated)
    units = units_of(act)
    if not units:
        found.add("ADH-LAW-001", 1)
    act = replace(act, language=_language(units, reader.identity.language, said.language, found))
    _check_words(units, found)
    if units:
        check_complete(act, found, fragment=reader.shape == "act-json")
    for place, line in reader.repeated:
        found.add("ADH-LAW-023", line, place=place)
    return Imported(
        act=act,
        units=units,
        source=replace(source, shape=reader.shape),
        findings=tuple(found.findings),
        links=reader.links,
    )


def _nothing(source: Source, found: Collected) -> Imported:
    act = ActText(prefix=identity.DEFAULT)
    return Imported(act=act, units={}, source=source, findings=tuple(found.findings))


class _Reader:
    """Picks the reader of a shape and keeps what it found."""

    def __init__(self, name: str, content: bytes, found: Collected) -> None:
        self.act = ActText(prefix=identity.DEFAULT)
        self.identity = Identity()
        self.shape = "unknown"
        self.consolidated = False
        self.repeated: list[tuple[str, int]] = []
        self.links: tuple[Link, ...] = ()
        self._found = found
        if content.startswith(b"PK"):
            self._zip(content)
            return
        head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
        if _is_formex(head):
            self._formex([content], [name])
            return
        text = decode(content, found)
        start = text.lstrip("\ufeff \t\n")[:2000]
        if _is_formex(start.encode("utf-8", "replace")):  # in another encoding than XML has by itself
            self._formex([text.encode("utf-8", "replace")], [name], encoding="utf-8")
        elif start.startswith(("{", "[")) and (name.endswith(".json") or start.startswith("{")):
            self._json(text)
        elif re.search(r"<(!doctype html|html|head|body|div|table|p)\b", text[:20_000], re.IGNORECASE):
            self._page(text)
        elif len(text) > PLAIN_LIMIT:
            found.add("ADH-LAW-003", limit=PLAIN_LIMIT)
        elif start.startswith("---") or re.search(r"^#{1,6} \S", text, re.MULTILINE):
            self._markdown(text)
        else:
            self._plain(text)

    def _zip(self, content: bytes) -> None:
        from adhere.intake.texts.formexzip import parts_of  # noqa: PLC0415 - only a zip needs it

        parts = parts_of(content, self._found)
        ordered = [part for part in parts if not part.cover] + [part for part in parts if part.cover]
        if not parts and not self._found.findings:
            self._found.add("ADH-LAW-014", 1)
        self._formex([part.content for part in ordered], [part.name for part in ordered])
        self.shape = "formex-zip"

    def _formex(self, contents: list[bytes], names: list[str], encoding: str | None = None) -> None:
        roots = []
        for content, name in zip(contents, names, strict=True):
            root, fault = parse_xml(content, encoding)
            roots.append(root)
            if fault is not None:
                rule = {"doctype": "ADH-LAW-009", "depth": "ADH-LAW-008"}.get(fault.fault, "ADH-LAW-010")
                at = name if len(contents) > 1 else None
                self._found.add(rule, fault.line, at=at, detail=fault.detail, name=name[:80])
        reader = FormexReader(roots)
        self.identity = identity.of_formex(roots)
        self.consolidated = any(one.name == "CONS.ACT" for root in roots for one in root.elements())
        self.act, self.repeated, self.shape = reader.act(identity.DEFAULT), reader.repeated, "formex"

    def _page(self, text: str) -> None:
        markup = parse(text)
        if markup.cut is not None:
            self._found.add("ADH-LAW-006", text.count("\n") + 1, element=markup.cut)
        for element in markup.unclosed:
            self._found.add("ADH-LAW-007", element.line, element=f"<{element.name}>")
        for stray, line in markup.stray:
            self._found.add("ADH-LAW-007", line, element=f"</{stray}>")
        if markup.too_deep is not None:
            self._found.add("ADH-LAW-008", markup.too_deep, name=self._found.file)
        reader = PageReader(markup.root)
        self.identity = identity.of_page(markup.root)
        self.consolidated = reader.consolidated
        self.act, self.repeated = reader.act(identity.DEFAULT), reader.repeated
        self.shape = "eurlex-consolidated" if reader.consolidated else "eurlex-page"
        if not (self.act.articles or self.act.annexes):
            self._bare_page(markup.root)

    def _bare_page(self, root: Element) -> None:
        """Read a page without anchors and classes; the recitals that were found are those before the first article."""
        from adhere.intake.texts.barepage import pieces_of  # noqa: PLC0415 - only old pages need it

        recitals = self.act.recitals
        reader = PlainReader(pieces_of(root), self._found if not recitals else Collected(self._found.file))
        act = reader.outline.act(identity.DEFAULT, self.act.title)
        first = min((article.line or 0 for article in act.articles), default=0)
        if act.articles:
            kept = tuple(one for one in recitals if (one.line or 0) < first)
            self.act = replace(act, recitals=kept, left_out=tuple(reader.left_out))

    def _json(self, text: str) -> None:
        reader = ActJsonReader(text, self._found)
        self.act, self.shape = reader.act(identity.DEFAULT), "act-json"
        said = self.act
        self.identity = Identity(celex=said.celex, language=said.language, version=said.version)

    def _markdown(self, text: str) -> None:
        from adhere.intake.texts.vaultpage import VaultReader  # noqa: PLC0415 - YAML, for front matter only

        reader = VaultReader(text, self._found)
        self.act = replace(
            reader.outline.act(identity.DEFAULT, reader.front.get("title", "")),
            left_out=tuple(reader.left_out),
        )
        self.identity = identity.of_front_matter(reader.front)
        self.links = tuple(reader.links)
        self.shape = "markdown"

    def _plain(self, text: str) -> None:
        reader = PlainReader(text, self._found)
        self.act = replace(reader.outline.act(identity.DEFAULT, ""), left_out=tuple(reader.left_out))
        self.shape = "plain-text"


def _is_formex(head: bytes) -> bool:
    if not head.startswith(b"<"):
        return False
    root = re.search(rb"<([A-Za-z][\w.:-]*)", re.sub(rb"<[?!][^>]*>", b"", head))
    if root is None or root[1].lower() == b"html":
        return False
    return root[1] in FORMEX_ROOTS or b"<!ENTITY" in head or b"formex.publications" in head


def _identified(
    act: ActText, shown: Identity, said: Said, found: Collected, *, consolidated: bool
) -> ActText:
    """Return the act under its own name, and report where that is not what was said."""
    wanted = identity.celex_of(said.act or identity.DEFAULT)
    celex = shown.celex or act.celex or wanted
    prefix = identity.prefix_of(celex)
    if said.act is not None and said.act.casefold() not in (prefix, (celex or "").casefold()):
        found.add("ADH-LAW-015", 1, said=said.act, shown=celex or prefix)
    elif prefix != identity.DEFAULT:
        found.add("ADH-LAW-016", 1, shown=celex or prefix, prefix=prefix)
    for one in shown.several[:1]:
        found.add("ADH-LAW-022", 1, values=", ".join(shown.several), first=one)
    version = shown.version
    if version is None and shown.celex is not None and not consolidated:
        version = identity.published(shown.celex)
    if said.version is not None and version is not None and said.version != version:
        found.add("ADH-LAW-020", 1, said=said.version, shown=version)
    if said.version is None and version is None and (act.articles or act.annexes or act.recitals):
        found.add("ADH-LAW-021", 1)
    return replace(
        act,
        prefix=prefix,
        celex=celex,
        version=version or said.version,
    )


def _check_words(units: dict[str, Unit], found: Collected) -> None:
    for unit in units.values():
        for paragraph in unit.paragraphs:
            if (lost := LOST_POWER.search(paragraph)) is not None:
                found.add("ADH-LAW-030", unit.line, place=unit.id, words=lost[0])


def _language(units: dict[str, Unit], shown: str | None, said: str | None, found: Collected) -> str | None:
    """Return the language of a text: what the file says, else what its words are in, else what the user says."""
    spoken: Counter[str] = Counter()
    first: dict[str, Unit] = {}
    for held in _by_provision(units):
        code = language_of(" ".join(unit.text for unit in held))
        if code is not None:
            spoken[code] += len(held)
            first.setdefault(code, held[0])
    words = spoken.most_common(1)[0][0] if spoken else None
    language = shown or words or said
    if not units:
        return language
    if language is None:
        found.add("ADH-LAW-018", 1)
    if said is not None and language != said:
        found.add("ADH-LAW-017", 1, said=said, shown=language)
    for code, unit in first.items():
        if code != language and spoken[code] >= OTHERS:
            found.add("ADH-LAW-019", unit.line, at=unit.id, language=language, other=code, count=spoken[code])
    return language


def _by_provision(units: dict[str, Unit]) -> list[list[Unit]]:
    """Return the units of each article, annex or ten recitals together."""
    groups: dict[str, list[Unit]] = {}
    for name, unit in units.items():
        key = name.split(".")[0] if unit.kind != "recital" else name[:-1]
        groups.setdefault(key, []).append(unit)
    return list(groups.values())
