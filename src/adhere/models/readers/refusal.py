# SPDX-License-Identifier: EUPL-1.2
"""Refusals: why a weight file is not taken, as rule ids and values, raised inside the readers only.

No limit is lifted and nothing is repaired: a file that breaks its format gives findings and no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adhere.kernel.finding import Place
from adhere.models.reading import Reading

NAME_SHOWN = 96
"""Characters of a foreign name that go into a message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule that was met, the place inside the file, and the values that fill its texts."""

    rule: str
    at: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None


class Refusal(Exception):  # noqa: N818 - it is a refusal, the reader's answer, and not an error of the program
    """The problems for which a file is not read further."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def refusal(rule: str, at: str | None = None, *, line: int | None = None, **values: object) -> Refusal:
    """Return a refusal for one problem."""
    return Refusal(Problem(rule, at, values, line))


def report(reading: Reading, file: str, problems: tuple[Problem, ...]) -> None:
    """Add problems of a file to a reading."""
    for problem in problems:
        values = {"file": shown(file), **problem.values}
        reading.report(problem.rule, Place(file=shown(file), line=problem.line, at=problem.at), **values)


def shown(name: object) -> str:
    """Return a foreign name fit for a message: one line, printable, without lone surrogates, not endless."""
    text = name if isinstance(name, str) else repr(name)
    if len(text) > NAME_SHOWN:
        text = text[: NAME_SHOWN - 1] + "…"
    return printable(text)


def printable(text: str) -> str:
    """Return a foreign text with every sign that is none, or that a terminal obeys, as its number."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
