# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a Markdown page to a Page and what is wrong with it; nothing is raised, whatever the bytes.

Front matter is YAML 1.2 (``intake.tree``); macros are HTML comments, as the hooks of the site read them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from adhere.exchange.algoritmekader.fieldreading import Fields, described, read_fields
from adhere.exchange.algoritmekader.page import Kind, Macro, Page, Section
from adhere.exchange.algoritmekader.rules import finding
from adhere.exchange.algoritmekader.vocabulary import known_by_digest, table
from adhere.intake.tree import SIZE_LIMIT, Tree, parse
from adhere.kernel.finding import Finding

_HEADING = re.compile(r"##[ \t]+(?P<title>[^#{\n][^{\n]*?)[ \t]*(?:\{[^}\n]*\})?[ \t]*")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z-]*(_[A-Za-z_-]+)?")
_URN = re.compile(r":(ver|mtr):")
_KINDS: dict[str, Kind] = {"Vereiste": "requirement", "Maatregel": "measure", "Hulpmiddel": "aid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A page, or nothing where there was none to read, and the findings."""

    page: Page | None
    findings: tuple[Finding, ...]


def decoded(content: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Return the text of a file with plain line ends; nothing where it is too large, empty or not UTF-8."""
    if len(content) > SIZE_LIMIT:
        return None, [finding("ADH-LAW-092", file, None, limit=SIZE_LIMIT)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [finding("ADH-LAW-090", file, line, byte=f"0x{content[error.start]:02x}")]
    if not text.strip():
        return None, [finding("ADH-LAW-091", file, 1)]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def read_page(content: bytes, file: str) -> Reading:
    """Return the page in the bytes of a file."""
    text, findings = decoded(content, file)
    if text is None:
        return Reading(page=None, findings=tuple(findings))
    front, body, body_line = _split(text)
    fields = Fields()
    if front is None:
        findings.append(finding("ADH-LAW-093", file, 1))
    else:
        tree = parse(front.encode())
        findings += tree_faults(tree, file)
        fields = read_fields(tree, file)
    bare, macros, faults = _macros(body, body_line, file)
    sections = tuple(_sections(bare, body_line, macros))
    digest = hashlib.sha256(content).hexdigest()
    known = known_by_digest(digest)
    kind = _kind(fields, sections)
    page = Page(
        file=file,
        kind=kind,
        origin="page",
        format=known.release if known else _format(fields, kind),
        sha256=digest,
        slug=known.slug if known else file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0],
        fields=fields.values,
        lines=fields.lines,
        sections=sections,
        macros=macros,
        text=bare,
        text_line=body_line,
    )
    return Reading(page=page, findings=(*findings, *fields.findings, *faults))


def _split(text: str) -> tuple[str | None, str, int]:
    """Return front matter, body, and the line the body begins on."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    end = next((place for place, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        return None, text, 1
    # the first line stays, so that the lines of the tree are those of the file
    return "\n".join(["", *lines[1:end]]), "\n".join(lines[end + 1 :]), end + 2


def tree_faults(tree: Tree, file: str) -> Iterator[Finding]:
    """Yield what is wrong with YAML as such."""
    for mistake in tree.mistakes:
        yield finding("ADH-LAW-094", file, mistake.line, detail=f"{mistake.fault}: {mistake.detail}")
    if not tree.fatal and not isinstance(tree.value, dict):
        yield finding("ADH-LAW-095", file, 2, found=described(tree.value))


def _macros(body: str, first: int, file: str) -> tuple[str, tuple[Macro, ...], list[Finding]]:
    """Return the body without comments, with its lines kept, the macros among them, and what is not closed."""
    macros: list[Macro] = []

    def taken(match: re.Match[str]) -> str:
        name, *rest = match[1].split() or [""]
        if _NAME.fullmatch(name) and (not rest or name.startswith("list_")):
            macros.append(_macro(name, rest, first + body.count("\n", 0, match.start())))
        return "\n" * match[0].count("\n")

    bare = _COMMENT.sub(taken, body)
    findings = []
    if (place := bare.find("<!--")) >= 0:
        findings.append(finding("ADH-LAW-103", file, first + bare.count("\n", 0, place)))
        bare = bare[:place]
    return bare, tuple(macros), findings


def _macro(name: str, words: list[str], line: int) -> Macro:
    filters = tuple((key, value) for key, slash, value in (word.partition("/") for word in words) if slash)
    return Macro(
        name=name, filters=filters, flags=tuple(word for word in words if "/" not in word), line=line
    )


def _sections(text: str, first: int, macros: tuple[Macro, ...]) -> Iterator[Section]:
    lines = text.split("\n")
    starts = [place for place, line in enumerate(lines) if _HEADING.fullmatch(line)]
    for place, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        match = _HEADING.fullmatch(lines[place])
        held = sum(first + place <= macro.line < first + end for macro in macros)
        yield Section(
            title=match["title"].strip() if match else "",
            line=first + place,
            text="\n".join(lines[place + 1 : end]).strip(),
            macros=held,
        )


def _kind(fields: Fields, sections: tuple[Section, ...]) -> Kind:
    for section in sections:
        if section.title in _KINDS:
            return _KINDS[section.title]
    match = _URN.search(next(iter(fields.values.get("id", ())), ""))
    if match:
        return "requirement" if match[1] == "ver" else "measure"
    return "aid" if {"categorie", "maatregel"} & set(fields.values) else "unknown"


def _format(fields: Fields, kind: Kind) -> str:
    """Return the release whose fields these are."""
    there = set(fields.values)
    if "bouwblok" in there:
        return "v1.3" if "hide" in there else "v1.2"
    if kind == "requirement" and "id" not in there:
        return "v1.4"
    if kind == "requirement" and "risicogroep" not in there:
        return "v1.5"
    return str(table("current"))
