# SPDX-License-Identifier: EUPL-1.2
"""What an act lacks: numbers that are skipped among its articles, annexes, paragraphs and points, and provisions without words.

A text of some articles only, such as a page, is no incomplete act; one that has a first and a last article and skips some is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from adhere.law.texts.nodes import ActText, Article, Block, Listing
from adhere.law.texts.numbering import arabic, is_roman, parts_of
from adhere.law.texts.rules import Collected

WHOLE = 20
"""Articles from which on a text is taken for a whole act."""
SHOWN = 12
"""Missing numbers that are named."""


def check_complete(act: ActText, found: Collected, *, fragment: bool = False) -> None:
    """Report what is missing; ``fragment`` says that the source shows chosen parts of an act, as act.json does."""
    if len(act.articles) >= WHOLE and not fragment:
        _report_gaps([article.number for article in act.articles], "ADH-LAW-024", found, first=1)
        romans = [str(arabic(annex.number)) for annex in act.annexes if is_roman(annex.number)]
        _report_gaps(romans, "ADH-LAW-040", found, first=1)
    for article in act.articles:
        if not any(paragraph.blocks for paragraph in article.paragraphs):
            found.add("ADH-LAW-027", article.line, number=article.number)
        _check_paragraphs(article, found)


def _check_paragraphs(article: Article, found: Collected) -> None:
    numbers = [paragraph.number for paragraph in article.paragraphs if paragraph.number]
    missing = list(gaps(numbers, first=1))
    if missing:
        found.add(
            "ADH-LAW-025",
            article.line,
            article=article.number,
            numbers=", ".join(missing[:SHOWN]),
        )
    for paragraph in article.paragraphs:
        place = f"{article.number}({paragraph.number})" if paragraph.number else article.number
        _check_points(paragraph.blocks, place, found)


def _check_points(blocks: Iterable[Block], place: str, found: Collected) -> None:
    for block in blocks:
        if not isinstance(block, Listing):
            continue
        parts = parts_of([item.marker for item in block.items])
        missing = "".join(_skipped(parts))
        if missing:
            line = block.items[0].line
            found.add("ADH-LAW-026", line, place=place, points=", ".join(missing[:SHOWN]))
        for item, part in zip(block.items, parts, strict=True):
            _check_points(item.blocks, f"{place}({part})", found)


def _skipped(parts: Sequence[str]) -> Iterator[str]:
    """Yield the letters between two points that follow each other; lists of Roman numbers are left alone."""
    letters = [part[0] for part in parts if part.isalpha() and len(part) <= 2 and part.isascii()]
    if not letters or letters[0] != "a" or len(letters) < len(parts):
        return
    for before, after in pairwise(letters):
        yield from map(chr, range(ord(before) + 1, ord(after)))


def gaps(numbers: Sequence[str], *, first: int | None = None) -> Iterator[str]:
    """Yield the whole numbers that a row of numbers skips; ``1a`` and ``1b`` belong to ``1``."""
    whole = sorted({int(match[0]) for number in numbers if (match := re.match(r"\d{1,4}", number))})
    if not whole:
        return
    start = whole[0] if first is None else first
    present = set(whole)
    yield from (str(number) for number in range(start, whole[-1]) if number not in present)


def _report_gaps(numbers: Sequence[str], rule_id: str, found: Collected, *, first: int) -> None:
    missing = list(gaps(numbers, first=first))
    if missing:
        more = f" … ({len(missing)})" if len(missing) > SHOWN else ""
        found.add(rule_id, 1, numbers=", ".join(missing[:SHOWN]) + more, count=len(missing))
