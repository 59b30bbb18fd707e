# SPDX-License-Identifier: EUPL-1.2
"""The instructions of an amending act to one other act, in order, with the words that each puts there.

Words put into the other act begin with a quotation mark and end with one, or where the next instruction begins: in some acts the mark that
closes stands in a footnote. Instructions to further acts are counted and left alone; one that is not understood is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from adhere.law.amending.lines import Line, flattened, lines_of
from adhere.law.amending.places import Spot
from adhere.law.amending.quoted import begins, ends, opened_by, without_marks
from adhere.law.amending.vocabulary import OPENING
from adhere.law.amending.wording import Change, read_change
from adhere.law.texts.nodes import ActText
from adhere.law.texts.rules import Collected

SHOWN = 120
"""Signs of an instruction that a finding shows."""


@dataclass(slots=True)
class Instruction:
    """What one instruction does and the lines it puts in, without the quotation marks around them."""

    change: Change
    said: Line
    ours: bool = True
    """Whether it is to the act that is asked for."""
    quoted: list[Line] = field(default_factory=list)
    closed: bool = True

    @property
    def text(self) -> str:
        """The sentence, cut short."""
        return self.said.text if len(self.said.text) <= SHOWN else f"{self.said.text[:SHOWN]}…"


@dataclass(slots=True)
class _Above:
    """An instruction that others stand below: how deep, which place, and of which act; None is not said."""

    depth: int
    spot: Spot
    act: str | None


class InstructionReader:
    """Reads an amending act; ``instructions`` are those to the act with a prefix, ``others`` counts those to other acts."""

    def __init__(self, act: ActText, prefix: str, language: str, found: Collected, *, deep: bool) -> None:
        self.instructions: list[Instruction] = []
        self.others: dict[str, int] = {}
        self._prefix, self._language, self._found, self._deep = prefix, language, found, deep
        self._above: list[_Above] = []
        self._last: Instruction | None = None
        self._open = False
        self._balance = 0
        for article in act.articles:
            self._above, self._last, self._open = [], None, False
            lines = lines_of(article)
            for line in lines if deep else flattened(lines):
                self._take(line)
            self._close()

    def _take(self, line: Line) -> None:
        last = self._last
        if last is not None and self._open and not self._leaves(line, last):
            self._quote(line, last)
        elif last is not None and not last.quoted and begins(line):
            self._open = True
            self._quote(line, last)
        elif any(sign.isalnum() for sign in line.text):
            self._close()
            self._instruction(line)

    def _leaves(self, line: Line, last: Instruction) -> bool:
        """Whether a line lies outside the instruction whose words are being read."""
        said = last.said
        return self._deep and (line.depth < said.depth or (bool(line.marker) and line.depth <= said.depth))

    def _quote(self, line: Line, last: Instruction) -> None:
        last.quoted.append(line)
        first = last.quoted[0]
        balance = opened_by(line, first.whole.lstrip()[0])
        self._balance = balance if line is first else self._balance + balance
        if ends(line, first, self._balance):
            self._open = False

    def _close(self) -> None:
        """End the words of the instruction that was read last."""
        last, self._last = self._last, None
        self._open, still_open = False, self._open
        if last is None:
            return
        last.closed = self._deep or not still_open
        last.quoted = without_marks(last.quoted)
        if (
            last.change.kind == "amended" and last.quoted
        ):  # "point 14 is amended as follows" with the new text behind it
            change = last.change
            last.change = replace(change, kind="replace", level=change.spots[0].level)
            if self._above and self._above[-1].depth >= last.said.depth:
                self._above.pop()
            if last.ours:
                self._found.add("ADH-LAW-162", last.said.line, at=last.said.place, words=last.text)
                self.instructions.append(last)

    def _instruction(self, line: Line) -> None:
        while self._above and self._above[-1].depth >= line.depth and line.marker:
            self._above.pop()
        above = self._above[-1] if self._above else None
        sentence, inline = _split(line)
        change = read_change(sentence.text, self._language, above.spot if above else Spot())
        if change is None or not (above or _is_certain(change, sentence)):
            if above is not None and line.marker and above.act in (None, self._prefix):
                self._found.add("ADH-LAW-150", line.line, at=line.place, words=sentence.text[:SHOWN])
            return
        act = change.acts[0] if change.acts else above.act if above else None
        one = Instruction(change=change, said=sentence, ours=act in (None, self._prefix))
        if change.kind == "amended":
            self._above.append(_Above(line.depth, change.spots[0], act))
        elif one.ours:
            self.instructions.append(one)
        else:
            self.others[str(act)] = self.others.get(str(act), 0) + 1
        if change.kind == "unknown" and one.ours:
            self._found.add("ADH-LAW-150", line.line, at=line.place, words=one.text)
        self._last = one
        if inline is not None:
            self._open = True
            self._quote(inline, one)


def _is_certain(change: Change, sentence: Line) -> bool:
    """Whether a sentence by itself is an instruction: it names the act, and what it announces follows; others only sound like one."""
    if change.kind == "amended":
        return bool(change.acts) and sentence.text.rstrip().endswith(":")
    said = sentence.text.rstrip()
    return bool(change.acts) and (
        said.endswith(":") or bool(change.words) or (change.kind == "delete" and len(said) <= SHOWN)
    )


def _split(line: Line) -> tuple[Line, Line | None]:
    """Return the sentence of an instruction, and the words that follow a colon on the same line."""
    head, colon, tail = line.text.partition(":")
    if colon and tail.strip().startswith(tuple(OPENING)):
        return Line(text=f"{head}:", marker=line.marker, depth=line.depth, place=line.place, line=line.line), Line(text=tail.strip(), depth=line.depth, place=line.place, line=line.line)  # fmt: skip
    return line, None
