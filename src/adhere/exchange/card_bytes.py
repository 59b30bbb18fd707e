# SPDX-License-Identifier: EUPL-1.2
"""A model card as bytes: where its front matter and its text begin and end, what of it is ours, and how ours is put in.

Cards as model hubs keep them (https://huggingface.co/docs/hub/model-cards): YAML between two lines ``---``, then Markdown. What is
ours stands between marks, so that taking it out gives back the bytes there were: byte order mark, line ends and all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from adhere.models.readers.card_section import BEGIN, END

BOM = b"\xef\xbb\xbf"
FENCE = b"---"
KEYS_BEGIN = b"# adhere:begin"
KEYS_END = b"# adhere:end"
WHOLE = b", fences included"
"""Follows the first mark where the card had no front matter and the fences are ours too."""
_CODE = re.compile(rb"[ ]{0,3}(?:(`{3,})[^`]*$|(~{3,}))")
_COMMENT = re.compile(rb"[ ]{0,3}<!--")
_LINE_END = re.compile(rb"(\r\n|\r|\n)\Z")


class MarksError(ValueError):
    """The marks do not form one pair in the right order; ``line`` is where, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class OpenEndError(ValueError):
    """The card ends inside a code block or comment that begins on ``line``: what is added would not be seen."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBytes:
    """A card in four parts, each with its line ends; joined they are the card."""

    bom: bytes
    front: tuple[bytes, ...]
    """Lines of the front matter with both fences and without our keys; empty where there is none."""
    keys: tuple[bytes, ...]
    """Lines of our keys, marks included."""
    body: tuple[bytes, ...]

    @classmethod
    def of(cls, content: bytes) -> CardBytes:
        """Take a card apart. Raise MarksError where the marks in its front matter are no pair."""
        bom = BOM if content.startswith(BOM) else b""
        lines = content[len(bom) :].splitlines(keepends=True)
        end = 0
        if lines and lines[0].strip() == FENCE:
            closing = (number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
            end = next(closing, -1) + 1
        front, keys = _without_keys(lines[:end])
        return cls(bom=bom, front=tuple(front), keys=tuple(keys), body=tuple(lines[end:]))

    @property
    def content(self) -> bytes:
        """The bytes of the card."""
        if self.front:
            front = (*self.front[:-1], *self.keys, self.front[-1])
        else:
            fence = FENCE + line_end(self.keys[0]) if self.keys else b""
            front = (fence, *self.keys, fence)
        return self.bom + b"".join(front) + b"".join(self.body)

    def with_keys(self, lines: list[str]) -> CardBytes:
        """Return the card with these lines as our keys, instead of those it has; none leaves nothing behind."""
        if not lines:
            return CardBytes(bom=self.bom, front=self.front, keys=(), body=self.body)
        end = line_end(self.front[0]) if self.front else _first_end(self.body)
        first = KEYS_BEGIN if self.front else KEYS_BEGIN + WHOLE
        keys = [first, *(line.encode() for line in lines), KEYS_END]
        return CardBytes(
            bom=self.bom, front=self.front, keys=tuple(key + end for key in keys), body=self.body
        )

    def without_lines(self, first: int, beyond: int) -> CardBytes:
        """Return the card without some lines of its front matter, counted from 0 in ``front``."""
        front = self.front[:first] + self.front[beyond:]
        return CardBytes(bom=self.bom, front=front, keys=self.keys, body=self.body)

    def section(self) -> tuple[int, int] | None:
        """Return which lines of the body our section is, from and up to, or None. Raise MarksError or OpenEndError."""
        begins, ends, opened = _marks(self.body)
        lines_above = len(self.front) + len(self.keys) + (0 if self.front or not self.keys else 2)
        if not begins and not ends:
            if opened is not None:
                raise OpenEndError(lines_above + opened + 1)
            return None
        if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
            raise MarksError(lines_above + min(begins + ends) + 1)
        return begins[0], ends[0] + 1

    def with_section(self, lines: list[str]) -> CardBytes:
        """Return the card with our section, where it stands or else at the end."""
        place = self.section()
        if place is not None:
            last = self.body[place[1] - 1]
            end = line_end(self.body[place[0]]) or b"\n"
            written = _lines(lines, end)
            written[-1] += line_end(last)
            body = [*self.body[: place[0]], *written, *self.body[place[1] :]]
        else:
            body = [*self.body, *self._appended(lines)]
        return CardBytes(bom=self.bom, front=self.front, keys=self.keys, body=tuple(body))

    def without_section(self) -> CardBytes:
        """Return the card as it was before a section was added at its end."""
        place = self.section()
        if place is None:
            return self
        above = CardBytes(bom=self.bom, front=self.front, keys=self.keys, body=self.body[: place[0]]).content
        added = 1 if line_end(self.body[place[1] - 1]) else 2
        for _ in range(added):
            above = _LINE_END.sub(b"", above)
        return CardBytes.of(above + b"".join(self.body[place[1] :]))

    def _appended(self, lines: list[str]) -> list[bytes]:
        end, above = self._usual_end(), self.content
        written = _lines(lines, end)
        if not above.removeprefix(BOM):
            return [*written[:-1], written[-1] + end]
        if line_end(above):
            return [end, *written[:-1], written[-1] + end]
        return [end, end, *written]

    def _usual_end(self) -> bytes:
        """Return the line end to write: that of the last line that has one."""
        ends = (line_end(line) for line in reversed((*self.keys, *self.front, *self.body)))
        return next((end for end in ends if end), b"\n")


def line_end(line: bytes) -> bytes:
    """Return how a line ends: LF, CR LF, CR or not at all."""
    match = _LINE_END.search(line)
    return match[0] if match else b""


def _first_end(body: tuple[bytes, ...]) -> bytes:
    """Return the line end of what follows, so that it never runs together with a line end put before it."""
    return next((end for end in map(line_end, body) if end), b"\n")


def _lines(lines: list[str], end: bytes) -> list[bytes]:
    """Return lines as bytes, each with its end but the last."""
    encoded = [line.encode() for line in lines]
    return [*(line + end for line in encoded[:-1]), encoded[-1]]


def _without_keys(front: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Part our keys from the rest of a front matter."""
    begins = [at for at, line in enumerate(front) if line.rstrip() in (KEYS_BEGIN, KEYS_BEGIN + WHOLE)]
    ends = [at for at, line in enumerate(front) if line.rstrip() == KEYS_END]
    if not begins and not ends:
        return front, []
    if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
        raise MarksError(min(begins + ends) + 1)
    keys = front[begins[0] : ends[0] + 1]
    rest = front[: begins[0]] + front[ends[0] + 1 :]
    ours = keys[0].rstrip().endswith(WHOLE) and len(rest) == 2
    return ([] if ours else rest), keys


def _marks(body: tuple[bytes, ...]) -> tuple[list[int], list[int], int | None]:
    """Return the lines on which our section begins and ends, outside code, and where code or a comment begins that never ends."""
    begins: list[int] = []
    ends: list[int] = []
    closing: re.Pattern[bytes] | None = None
    opened: int | None = None
    for at, line in enumerate(body):
        if closing is not None:
            if closing.search(line):
                closing = opened = None
            continue
        if line.strip() == BEGIN.encode():
            begins.append(at)
        elif line.strip() == END.encode():
            ends.append(at)
        else:
            closing = _closing(line)
            opened = at if closing is not None else None
    return begins, ends, opened


def _closing(line: bytes) -> re.Pattern[bytes] | None:
    """Return what ends the code block or comment that a line begins (CommonMark 0.31, sections 4.5 and 4.6), or None."""
    code = _CODE.match(line)
    if code:
        fence = code[1] or code[2]
        return re.compile(rb"^[ ]{0,3}%b{%d,}\s*$" % (fence[:1], len(fence)))
    if _COMMENT.match(line) and b"-->" not in line:
        return re.compile(b"-->")
    return None
