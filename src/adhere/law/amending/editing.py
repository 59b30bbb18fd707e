# SPDX-License-Identifier: EUPL-1.2
"""Changing one place in the tree of an act: what is there is taken out, something else is put in, everything around it stays.

A subparagraph is a paragraph of running text with the points that follow it; paragraphs without a number are subparagraphs of their article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from adhere.law.amending.places import LAST, Spot, Step
from adhere.law.texts.nodes import (
    ActText,
    Annex,
    Article,
    Block,
    Heading,
    Item,
    Listing,
    NumberedParagraph,
    Paragraph,
)
from adhere.law.texts.numbering import arabic, is_roman, parts_of

Blocks = tuple[Block, ...]
Edit = Callable[[Blocks], Blocks]
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zß-ÿ]|[‘“„«(])")


class NotThereError(Exception):
    """The place that an instruction names is not in the text."""


class TakenError(Exception):
    """The number of what is put in is there already."""


def edited(act: ActText, spot: Spot, edit: Edit) -> ActText:
    """Return an act in which the words at a place were edited."""
    if spot.article:
        articles = [
            _in_article(one, spot, edit) if one.number == spot.article else one for one in act.articles
        ]
        if not any(one.number == spot.article for one in act.articles):
            raise NotThereError
        return replace(act, articles=tuple(articles))
    if not any(one.number == spot.annex for one in act.annexes):
        raise NotThereError
    annexes = [replace(one, blocks=_in_annex(one, spot, edit)) if one.number == spot.annex else one for one in act.annexes]  # fmt: skip
    return replace(act, annexes=tuple(annexes))


def _in_article(article: Article, spot: Spot, edit: Edit) -> Article:
    wanted = spot.paragraph or None
    if wanted is None and any(one.number is None for one in article.paragraphs):
        loose = [one for one in article.paragraphs if one.number is None]
        blocks = within(tuple(block for one in loose for block in one.blocks), spot.steps, edit)
        first = article.paragraphs.index(loose[0])
        kept = [one for one in article.paragraphs if one.number is not None]
        return replace(article, paragraphs=(*kept[:first], replace(loose[0], blocks=blocks), *kept[first:]))
    if not any(one.number == wanted for one in article.paragraphs):
        raise NotThereError
    paragraphs = [replace(one, blocks=within(one.blocks, spot.steps, edit)) if one.number == wanted else one for one in article.paragraphs]  # fmt: skip
    return replace(article, paragraphs=tuple(paragraphs))


def _in_annex(annex: Annex, spot: Spot, edit: Edit) -> Blocks:
    """Edit an annex, or the section of it that a heading opens."""
    steps = (Step("point", spot.paragraph), *spot.steps) if spot.paragraph else spot.steps
    if not spot.section:
        return within(annex.blocks, steps, edit)
    marks = {f"s{spot.section}", spot.section}
    start = next((place for place, block in enumerate(annex.blocks) if isinstance(block, Heading) and block.mark in marks), None)  # fmt: skip
    if start is None:
        raise NotThereError
    end = next((place for place in range(start + 1, len(annex.blocks)) if _opens_section(annex.blocks[place])), len(annex.blocks))  # fmt: skip
    inner = within(annex.blocks[start + 1 : end], steps, edit)
    return (*annex.blocks[: start + 1], *inner, *annex.blocks[end:])


def _opens_section(block: Block) -> bool:
    return isinstance(block, Heading) and bool(block.mark) and str(block.mark).startswith("s")


def within(blocks: Blocks, steps: Sequence[Step], edit: Edit) -> Blocks:
    """Return blocks with what lies at the end of some steps edited."""
    if not steps:
        return edit(blocks)
    step, rest = steps[0], steps[1:]
    if step.level == "sentence":
        return edit(blocks)  # sentences are parts of words, and the edit looks after them
    if step.level == "subparagraph":
        held = segments(blocks)
        place = _place(step, len(held))
        held[place] = within(held[place], rest, edit)
        return tuple(block for part in held for block in part)
    for number, block in enumerate(blocks):
        if isinstance(block, Listing) and step.part in (parts := _parts(block)):
            place = parts.index(step.part)
            item = block.items[place]
            item = replace(item, blocks=within(item.blocks, rest, edit))
            changed = Listing(items=(*block.items[:place], item, *block.items[place + 1 :]))
            return (*blocks[:number], changed, *blocks[number + 1 :])
    raise NotThereError


def _place(step: Step, count: int) -> int:
    place = count - 1 if step.part == LAST else int(step.part) - 1
    if not 0 <= place < count:
        raise NotThereError
    return place


def segments(blocks: Blocks) -> list[Blocks]:
    """Return the subparagraphs: running text, each with the points behind it."""
    parts: list[list[Block]] = []
    for block in blocks:
        if parts and isinstance(block, Listing):
            parts[-1].append(block)
        else:
            parts.append([block])
    return [tuple(part) for part in parts]


def swapped_segments(blocks: Blocks, taken: Sequence[Step], put: Blocks, *, after: bool = False) -> Blocks:
    """Take subparagraphs out and put others in, where the first stood; behind it, or at the end, where none is taken out."""
    parts = segments(blocks)
    places = sorted(_place(step, len(parts)) for step in taken)
    if after and places:
        return tuple(
            block for part in [*parts[: places[-1] + 1], put, *parts[places[-1] + 1 :]] for block in part
        )
    at = places[0] if places else len(parts)
    before = [part for place, part in enumerate(parts[:at])]
    behind = [part for place, part in enumerate(parts) if place >= at and place not in places]
    return tuple(block for part in [*before, put, *behind] for block in part)


def swapped_items(blocks: Blocks, taken: Sequence[str], put: Sequence[Item]) -> Blocks:
    """Take points out and put others in, where the first stood or else where their numbers belong."""
    new = parts_of([item.marker for item in put])
    lists = [block for block in blocks if isinstance(block, Listing)]
    if taken:
        place = next((number for number, one in enumerate(lists) if set(taken) & set(_parts(one))), None)
        if place is None or not set(taken) <= {part for one in lists for part in _parts(one)}:
            raise NotThereError
    elif not lists:
        return (*blocks, Listing(items=tuple(put)))
    else:
        place = _fitting(lists, new)
    changed: list[Block] = []
    number = -1
    for block in blocks:
        if isinstance(block, Listing):
            number += 1
            items = _swapped(block, taken, put if number == place else ())
            if items:
                changed.append(Listing(items=items))
        else:
            changed.append(block)
    return tuple(changed)


def _parts(listing: Listing) -> list[str]:
    return parts_of([item.marker for item in listing.items])


def _fitting(lists: Sequence[Listing], new: Sequence[str]) -> int:
    """Return the list in which new points belong: the last whose first point comes before them."""
    fitting = [
        place for place, one in enumerate(lists) if new and order(_parts(one)[0], new) <= order(new[0], new)
    ]
    return fitting[-1] if fitting else len(lists) - 1


def _swapped(listing: Listing, taken: Sequence[str], put: Sequence[Item]) -> tuple[Item, ...]:
    parts = _parts(listing)
    kept = [item for item, part in zip(listing.items, parts, strict=True) if part not in taken]
    left = [part for part in parts if part not in taken]
    if not put:
        return tuple(kept)
    new = parts_of([item.marker for item in put])
    if set(new) & set(left) and not new[0].startswith("indent"):
        raise TakenError
    if taken:
        at = next(place for place, part in enumerate(parts) if part in taken)
    elif new[0].startswith("indent"):
        at = len(kept)
    else:
        everything = [*parts, *new]
        at = sum(order(part, everything) < order(new[0], everything) for part in left)
    return (*kept[:at], *put, *kept[at:])


def order(part: str, among: Sequence[str]) -> tuple[int, str]:
    """Return a key by which numbers of one list stand in order: 1, 1a, 2, 10; a, aa, b; i, ii, iv where all are Roman."""
    digits = re.match(r"\d+", part)
    if digits:
        return int(digits[0]), part[digits.end() :]
    if "ii" in among and is_roman(part):
        return arabic(part), ""
    return 0, part


def swapped_paragraphs(article: Article, taken: Sequence[str], put: Sequence[NumberedParagraph]) -> Article:
    """Take paragraphs out of an article and put others in."""
    numbers = [one.number for one in article.paragraphs]
    if not set(taken) <= set(numbers):
        raise NotThereError
    kept = [one for one in article.paragraphs if one.number not in taken]
    if {one.number for one in put} & {one.number for one in kept}:
        raise TakenError
    if taken:
        at = next(place for place, number in enumerate(numbers) if number in taken)
    else:
        at = sum(not _behind(one.number, put[0].number) for one in kept)
    return replace(article, paragraphs=(*kept[:at], *put, *kept[at:]))


def _behind(number: str | None, new: str | None) -> bool:
    return number is not None and new is not None and order(number, ()) > order(new, ())


def opening(blocks: Blocks, text: str) -> Blocks:
    """Return blocks with another text before the points."""
    place = next((number for number, block in enumerate(blocks) if isinstance(block, Paragraph)), None)
    if place is None:
        raise NotThereError
    return (*blocks[:place], Paragraph(text=text), *blocks[place + 1 :])


def reworded(blocks: Blocks, change: Callable[[str], str]) -> Blocks:
    """Return blocks with every text changed, also those in points."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Listing):
            found.append(Listing(items=tuple(replace(item, blocks=reworded(item.blocks, change)) for item in block.items)))  # fmt: skip
        else:
            found.append(replace(block, text=change(block.text)))
    return tuple(found)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.split(text)
