# SPDX-License-Identifier: EUPL-1.2
"""HTML as a tree with the line of every element, from any bytes, in time that grows with their number alone.

The tokens are those of HTML (https://html.spec.whatwg.org/multipage/parsing.html) as far as pages of EUR-Lex need them. ``html.parser``
of Python 3.11 takes quadratic time on what hostile pages leave open: 15 seconds for 30 kB of ``<a ``. An unclosed element is kept and noted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from html import unescape

DEPTH_LIMIT = 120
NOTED_LIMIT = 50
"""Unclosed elements that are noted; more help nobody."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})  # fmt: skip
SKIPPED = frozenset({"script", "style", "template", "noscript", "iframe", "svg"})
BLOCKS = frozenset({"p", "div", "table", "tbody", "thead", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "section", "article", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "body", "blockquote", "main", "header", "footer", "nav", "aside", "form", "pre"})  # fmt: skip
CLOSED_BY_BLOCK = frozenset({"p"})
"""A paragraph ends where a block begins."""
CLOSED_BY_TWIN = {"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"}, "li": {"li"}}
"""What an opening tag closes, where the page left the end tag out."""

_TOKEN = re.compile(
    r"""<(?:
      (?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9:._-]{0,63})
      (?P<attributes>(?:[^<>"']|"[^"<]{0,4096}"|'[^'<]{0,4096}')*+)>
    | (?P<comment>!--)
    | [!?][^<>]{0,8192}>)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]{0,63})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


@dataclass(slots=True)
class Element:
    """One element: its name in lower case, attributes, what it holds, and where it began."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def elements(self) -> Iterator[Element]:
        """Yield the elements directly inside."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def walk(self) -> Iterator[Element]:
        """Yield every element below, in the order of the page."""
        waiting = [iter(self.children)]
        while waiting:
            for child in waiting[-1]:
                if isinstance(child, Element):
                    yield child
                    waiting.append(iter(child.children))
                    break
            else:
                waiting.pop()


@dataclass(slots=True)
class Markup:
    """A page: its root, elements nobody closed, end tags of nothing, whether it ends in the middle, and depth that was cut."""

    root: Element
    unclosed: list[Element] = field(default_factory=list)
    stray: list[tuple[str, int]] = field(default_factory=list)
    cut: str | None = None
    """The element that was open, or the tag that was begun, where the page ends."""
    too_deep: int | None = None
    """The line where elements lie deeper than the limit."""


def parse(text: str) -> Markup:
    """Return the tree of a page."""
    return _Builder(text).build()


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.markup = Markup(root=Element("", {}, 1))
        self.open = [self.markup.root]

    def build(self) -> Markup:
        text, place = self.text, 0
        while (token := _TOKEN.search(text, place)) is not None:
            self._words(place, token.start())
            place = token.end()
            if token["comment"]:
                end = text.find("-->", place)
                place = end + 3 if end >= 0 else self._swallowed("<!--")
            elif token["name"]:
                place = self._tag(token, place)
        tail = text[place:]
        begun = re.search(r"<[A-Za-z/!][^>]{0,200}\Z", tail)
        self._words(place, len(text) if begun is None else place + begun.start())
        self._finish(begun[0].split()[0] if begun else None)
        return self.markup

    def _tag(self, token: re.Match[str], place: int) -> int:
        name = token["name"].lower().rpartition(":")[2]
        if token["end"]:
            self._close(name, token.start())
            return place
        if name in SKIPPED and not token["attributes"].endswith("/"):
            end = re.compile(rf"</{name}\b", re.IGNORECASE).search(self.text, place)
            return end.start() if end else self._swallowed(f"<{name}>")
        element = Element(name, _attributes(token["attributes"]), self._line(token.start()))
        self._imply(name)
        self.open[-1].children.append(element)
        if name in VOID or token["attributes"].endswith("/") or name in SKIPPED:
            return place
        if len(self.open) > DEPTH_LIMIT:
            self.markup.too_deep = self.markup.too_deep or element.line
            return place
        self.open.append(element)
        return place

    def _swallowed(self, begun: str) -> int:
        """Note that the rest of the page stands in a comment or script that never ends; return where the page ends."""
        self.markup.cut = begun
        return len(self.text)

    def _imply(self, name: str) -> None:
        """Close what this opening tag closes."""
        closed: AbstractSet[str] = CLOSED_BY_TWIN.get(name, frozenset())
        while len(self.open) > 1 and (
            self.open[-1].name in closed or (name in BLOCKS and self._in_paragraph())
        ):
            self._note(self.open.pop())

    def _in_paragraph(self) -> bool:
        """Whether an open paragraph lies above everything but inline elements."""
        for element in reversed(self.open):
            if element.name in CLOSED_BY_BLOCK:
                return True
            if element.name in BLOCKS or not element.name:
                return False
        return False

    def _close(self, name: str, start: int) -> None:
        if name in VOID or name in SKIPPED:
            return
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name == name:
                for element in self.open[depth + 1 :]:
                    self._note(element)
                del self.open[depth:]
                return
            if self.open[depth].name in ("td", "th", "table") and name not in BLOCKS:
                break
        if len(self.markup.stray) < NOTED_LIMIT and self.markup.too_deep is None:
            self.markup.stray.append((name, self._line(start)))

    def _finish(self, begun: str | None) -> None:
        left = [element for element in self.open[1:] if element.name not in ("html", "body")]
        ended = not self.open[1:] or re.search(r"</(html|body)\s*>\s*\Z", self.text[-200:], re.IGNORECASE)
        if begun is not None or self.markup.cut is not None:
            self.markup.cut = self.markup.cut or begun
        elif left and not ended:
            self.markup.cut = f"<{left[-1].name}>"
        else:
            for element in left:
                self._note(element)

    def _note(self, element: Element) -> None:
        if element.name in BLOCKS and len(self.markup.unclosed) < NOTED_LIMIT:
            self.markup.unclosed.append(element)

    def _words(self, start: int, end: int) -> None:
        if start < end:
            words = self.text[start:end]
            self.open[-1].children.append(unescape(words) if "&" in words else words)

    def _line(self, place: int) -> int:
        return bisect_right(self.starts, place)


def _attributes(text: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text)
    }
