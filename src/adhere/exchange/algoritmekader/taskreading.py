# SPDX-License-Identifier: EUPL-1.2
"""Files of the task-registry (schema 1.1.0) as pages, so that they are held against the law as pages are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adhere.exchange.algoritmekader.fieldreading import Fields, described
from adhere.exchange.algoritmekader.page import Kind, Page, Section
from adhere.exchange.algoritmekader.pagereading import Reading, decoded, tree_faults
from adhere.exchange.algoritmekader.rules import finding
from adhere.intake.tree import Tree, parse

NEEDED = ("name", "urn")
DATED = "vanaf"
"""How a date by itself is said, so that it is compared with the law as one in a sentence is."""
_FIELDS = {
    "name": "title",
    "urn": "id",
    "subject": "onderwerp",
    "lifecycle": "levenscyclus",
    "suggested_roles": "rollen",
}
_PROFILE = {"role": "rol-ai-act", "open_source": "open-source", "systemic_risk": "systeemrisico"}
_LISTS = {"subject", "lifecycle", "suggested_roles", *_PROFILE}
_URN = re.compile(r":(ver|mtr):")


def read_file(content: bytes, file: str) -> Reading:
    """Return a file of the registry as a page, and what is wrong with it."""
    text, findings = decoded(content, file)
    if text is None:
        return Reading(page=None, findings=tuple(findings))
    tree = parse(text.encode())
    findings += tree_faults(tree, file)
    if not isinstance(tree.value, dict):
        return Reading(page=None, findings=tuple(findings))
    reader = _Reader(tree, file)
    page = reader.page(content)
    missing = [key for key in NEEDED if not page.fields.get("title" if key == "name" else "id")]
    if missing:
        findings.append(finding("ADH-LAW-125", file, 1, missing=", ".join(missing)))
    return Reading(page=page, findings=(*findings, *reader.fields.findings))


@dataclass(slots=True)
class _Reader:
    tree: Tree
    file: str
    fields: Fields = field(default_factory=Fields)

    def page(self, content: bytes) -> Page:
        value = self.tree.value
        for key, name in _FIELDS.items():
            if key in value:
                self._take((key,), name, value[key])
        profile = _first(value.get("ai_act_profile"))
        for key, name in _PROFILE.items():
            if profile.get(key):
                self._take(("ai_act_profile", 0, key), name, profile[key])
        said = tuple(self._said())
        text = "\n\n".join(paragraph for _, paragraph in said)
        return Page(
            file=self.file,
            kind=self._kind(),
            origin="task-registry",
            format=f"task-registry {str(value.get('schema_version', ''))[:20] or '-'}",
            sha256=hashlib.sha256(content).hexdigest(),
            slug=self.file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0],
            fields=self.fields.values,
            lines=self.fields.lines,
            sections=(Section(title="explanation", line=self.tree.line(("explanation",)) or 1, text=text),),
            macros=(),
            text=text,
            text_line=1,
            said=said,
        )

    def _said(self) -> Iterator[tuple[int, str]]:
        """Yield the paragraphs of the texts, each with the line of its field, and the date as one more."""
        for key in ("description", "explanation", "date"):
            line = self.tree.line((key,)) or 1
            value = self.tree.value.get(key)
            if value:
                words = f"{DATED} {value}" if key == "date" else str(value)
                yield from ((line, " ".join(one.split())) for one in words.split("\n\n") if one.strip())

    def _kind(self) -> Kind:
        match = _URN.search(next(iter(self.fields.values.get("id", ())), ""))
        if match is None:
            return "unknown"
        return "requirement" if match[1] == "ver" else "measure"

    def _take(self, path: tuple[str | int, ...], name: str, value: Any) -> None:
        """Keep a field as texts; one of another kind than the schema has is told."""
        line = self.tree.line(path) or 1
        listed = path[-1] in _LISTS
        items = value if isinstance(value, list) else [value]
        odd = [one for one in items if one is None or isinstance(one, list | dict)]
        if odd or listed != isinstance(value, list):
            wanted = described([]) if listed else described("")
            found = described(odd[0] if odd else value)
            self.fields.findings.append(
                finding("ADH-LAW-096", self.file, line, key=str(path[-1]), found=found, wanted=wanted)
            )
        self.fields.lines[name, 0] = line
        self.fields.values[name] = tuple(str(one).strip() for one in items if one not in odd)


def _first(value: Any) -> Mapping[str, Any]:
    return value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else {}
