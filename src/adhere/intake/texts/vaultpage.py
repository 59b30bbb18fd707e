# SPDX-License-Identifier: EUPL-1.2
"""A Markdown page of an article or recital, as an Obsidian vault published through Jekyll has them.

Front matter (https://jekyllrb.com/docs/front-matter/), a heading with number and title, numbered lists with points in them
(``1. a) …``), a second subparagraph indented under its paragraph, and links to blocks (``a3.md#^aibur``, https://help.obsidian.md/links).
"""

from __future__ import annotations

import re

from adhere.intake.texts.links import Link, place_of
from adhere.intake.texts.outline import Outline
from adhere.intake.texts.vocabulary import heading_of
from adhere.intake.texts.wording import plain
from adhere.intake.tree import parse as parse_yaml
from adhere.law.texts.numbering import number_part
from adhere.law.texts.rules import Collected

SHOWN = 60
SCALARS = ("title", "layout", "lang", "language", "version", "permalink", "celex")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?)(?:^---[ \t]*$|\Z)\n?", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*")
_ENTRY = re.compile(r"(?P<number>\d{1,3}\s?(?:[a-z]|bis|ter|quater)?)[.)]\s+(?P<text>.*)")
_POINT = re.compile(
    r"\\?(?P<marker>\(?[a-zα-ωа-я]{1,4}\\?\)|\(\d{1,3}[a-z]?\))\s+(?P<text>.*)", re.IGNORECASE
)
_BULLET = re.compile(r"[-*+]\s+(?P<text>.*)")
_RECITAL = re.compile(r"\((?P<number>\d{1,3})\)\s+(?P<text>.*)")
_LINK = re.compile(r"\[(?P<text>[^\][]{0,300})\]\((?P<target>[^()\s]{0,300})\)")
_BLOCK = re.compile(r"\s+\^(?P<id>[A-Za-z0-9-]{1,64})\s*$")


class VaultReader:
    """Reads one page; ``front`` has the front matter, ``links`` every link."""

    def __init__(self, text: str, found: Collected) -> None:
        self.outline = Outline()
        self.links: list[Link] = []
        self.left_out: list[str] = []
        self.front: dict[str, str] = {}
        self._found = found
        body, first = self._front_matter(text)
        self._numbered_at = 0
        for number, line in enumerate(body.split("\n"), first):
            if line.strip():
                self._take(line.expandtabs(4), number)

    def _front_matter(self, text: str) -> tuple[str, int]:
        match = _FRONT.match(text)
        if match is None:
            return text, 1
        tree = parse_yaml(match["front"].encode("utf-8", "replace"))
        for mistake in tree.mistakes:
            self._found.add("ADH-LAW-034", mistake.line + 1, detail=mistake.detail)
        held = tree.value if isinstance(tree.value, dict) else {}
        if tree.value is not None and not isinstance(tree.value, dict):
            self._found.add("ADH-LAW-034", 2, detail=type(tree.value).__name__)
        for key in SCALARS:
            if isinstance(held.get(key), (list, dict)):
                self._found.add("ADH-LAW-033", (tree.line((key,)) or 1) + 1, key=key)
            elif held.get(key) is not None:
                self.front[key] = str(held[key])
        return text[match.end() :], text.count("\n", 0, match.end()) + 1

    def _take(self, line: str, number: int) -> None:
        indent = len(line) - len(line.lstrip())
        words = self._words(line.strip(), number)
        if head := _HEAD.fullmatch(words):
            self._head(head["text"], number)
        elif not self.outline.open and (recital := _RECITAL.match(words)):
            self.outline.begin("rec", recital["number"], "", number)
            self.outline.paragraph(None, recital["text"], number)
        elif not self.outline.open and (heading := heading_of(words)):
            self.outline.begin(heading.kind, heading.number, heading.title, number)
        elif not self.outline.open:
            self._leave_out(words, number)
        else:
            self._law(words, indent, number)

    def _head(self, text: str, number: int) -> None:
        heading = heading_of(text)
        if heading is None:
            self._leave_out(text, number)
            return
        if heading.misread:
            self._found.add("ADH-LAW-031", number, words=text[:SHOWN])
        self.outline.begin(heading.kind, heading.number, heading.title, number)

    def _law(self, words: str, indent: int, number: int) -> None:
        entry, bullet = _ENTRY.fullmatch(words), _BULLET.fullmatch(words)
        listed = entry or bullet
        if entry and indent < 2 and self.outline.kind == "art" and not _POINT.fullmatch(entry["text"]):
            self.outline.paragraph(number_part(entry["number"]), entry["text"], number)
            return
        if listed:
            point = _POINT.fullmatch(listed["text"])
            marker = point["marker"].replace("\\", "") if point else f"{entry['number']}." if entry else "—"
            self.outline.point(marker, point["text"] if point else listed["text"], number, depth=indent + 1)
        elif point := _POINT.fullmatch(words):
            self.outline.point(point["marker"].replace("\\", ""), point["text"], number)
        elif (recital := _RECITAL.match(words)) and self.outline.kind == "rec" and not self.outline.begun:
            self.outline.paragraph(None, recital["text"], number)
        else:
            self.outline.say(words, number, depth=max(indent - 2, 0))

    def _words(self, text: str, number: int) -> str:
        """Return the words of a line: links give theirs, block ids and emphasis go, superscripts stay."""
        text = _BLOCK.sub("", text)
        for link in _LINK.finditer(text):
            self._link(link["text"], link["target"], number)
        text = _LINK.sub(lambda link: link["text"], text)
        text = re.sub(r"<sup>\s*([^<]{1,20}?)\s*</sup>|\^([\w-]{1,20})\^", r"^\1\2", text)
        text = re.sub(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", r"\2", text)
        text = re.sub(r"(?<!\w)([*_])(?=[^\s*_])([^*_]{1,2000}?)(?<=\S)\1(?!\w)", r"\2", text)
        return plain(text)

    def _link(self, text: str, target: str, number: int) -> None:
        place = place_of(target)
        self.links.append(Link(text=text, target=target, line=number, place=place))
        if place is None and not target.startswith(("http:", "https:", "mailto:")):
            self._found.add("ADH-LAW-035", number, target=target[:SHOWN], words=text[:SHOWN])

    def _leave_out(self, text: str, number: int) -> None:
        self.left_out.append(text)
        self._found.add("ADH-LAW-028", number, words=text[:SHOWN])
