# SPDX-License-Identifier: EUPL-1.2
"""Instructions applied to the text they amend: one after the other, each reported where it does not fit what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from adhere.law.amending.editing import (  # fmt: skip
    Blocks,
    NotThereError,
    TakenError,
    edited,
    opening,
    order,
    reworded,
    sentences,
    swapped_items,
    swapped_paragraphs,
    swapped_segments,
)
from adhere.law.amending.instructions import Instruction
from adhere.law.amending.places import LAST, Spot
from adhere.law.amending.quoted import Quoted
from adhere.law.amending.wording import Change
from adhere.law.texts.amending import Operation, operations
from adhere.law.texts.nodes import ActText, Amendment, Annex, Article, Paragraph
from adhere.law.texts.numbering import arabic, is_roman, parts_of
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit, units_of

TEXTS = frozenset({"article", "annex", "chapter", "section", "title"})
"""Kinds of provision that stand by themselves in an act."""
DONE = {"replace": "replaced", "insert": "inserted", "delete": "deleted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """One instruction that was applied, and what it did to which units."""

    instruction: Instruction
    operations: tuple[Operation, ...]


class Applier:
    """Applies instructions to an act in order; ``act`` then is the new text, ``applied`` what each did."""

    def __init__(
        self, act: ActText, amending: ActText, language: str, found: Collected, *, deep: bool
    ) -> None:
        self.act = act
        self.applied: list[Applied] = []
        self._amending, self._language, self._found, self._deep = amending, language, found, deep

    def apply(self, instructions: Iterable[Instruction]) -> None:
        """Apply instructions."""
        for one in instructions:
            if one.change.kind == "unknown":
                continue
            if not one.closed:
                self._report("ADH-LAW-151", one)
            try:
                changed = self._changed(one)
            except NotThereError:
                self._report("ADH-LAW-152", one)
                continue
            except TakenError:
                self._report("ADH-LAW-153", one)
                continue
            if changed is None:
                continue
            done = operations(*_apart(self.act, changed), ActText(prefix=changed.prefix))
            self.act = changed
            mark = Amendment(by=self._amending.celex or self._amending.prefix, action=DONE.get(one.change.kind, "changed"), place=one.said.place)  # type: ignore[arg-type]  # fmt: skip
            self.applied.append(Applied(instruction=one, operations=tuple(replace(operation, by=(mark,)) for operation in done)))  # fmt: skip

    def _changed(self, one: Instruction) -> ActText | None:
        """Return the act with one instruction applied; None where it was reported."""
        change = one.change
        if change.words:
            return self._with_words(one)
        quoted = Quoted(lines=tuple(one.quoted), language=self._language, deep=self._deep)
        whole = not change.part and change.level in TEXTS
        wordless = change.kind != "delete" and not (quoted.lines or change.annexed or change.level == "annex")
        if wordless or not (whole or _is_one_place(change)):
            self._report("ADH-LAW-151" if wordless else "ADH-LAW-150", one)
            return None
        if whole:
            return self._with_texts(one, quoted)
        if change.part == "heading":
            return self._with_heading(change.spots[0], quoted.text())
        if change.part == "introduction":
            return edited(self.act, change.spots[0], lambda blocks: opening(blocks, _first(quoted)))
        numbered = change.level == "paragraph" and change.spots[0].article
        return self._with_paragraphs(one, quoted) if numbered else self._with_parts(one, quoted)

    def _with_heading(self, spot: Spot, text: str) -> ActText:
        if spot.article:
            return replace(self.act, articles=tuple(replace(one, title=text) if one.number == spot.article else one for one in self.act.articles))  # fmt: skip
        return replace(self.act, annexes=tuple(replace(one, title=text) if one.number == spot.annex else one for one in self.act.annexes))  # fmt: skip

    def _with_texts(self, one: Instruction, quoted: Quoted) -> ActText | None:
        """Return the act with whole articles or annexes put in or taken out."""
        change = one.change
        deletes = change.kind == "delete"
        if change.level == "annex" or (change.spots and change.spots[0].annex and change.level != "section"):
            taken = [spot.annex for spot in change.spots if change.kind != "insert"]
            new = () if deletes else quoted.annexes() or self._annexed(change.kind == "insert", taken)
            return self._put(one, taken, (), new, deletes=deletes)
        taken = [spot.article for spot in change.spots if change.kind != "insert" and spot.article]
        articles = () if deletes else quoted.articles()
        return self._put(one, taken, articles, (), deletes=deletes)

    def _annexed(self, inserts: bool, taken: list[str]) -> tuple[Annex, ...]:
        """Return the annexes of the amending act itself that hold the new text."""
        held = {annex.number for annex in self.act.annexes}
        if inserts:
            return tuple(annex for annex in self._amending.annexes if annex.number not in held)
        if len(taken) == 1 and len(self._amending.annexes) == 1:
            return (replace(self._amending.annexes[0], number=taken[0]),)
        return tuple(annex for annex in self._amending.annexes if annex.number in taken)

    def _put(self, one: Instruction, taken: list[str], articles: tuple[Article, ...], annexes: tuple[Annex, ...], *, deletes: bool) -> ActText | None:  # fmt: skip
        if not deletes and not articles and not annexes:
            self._report("ADH-LAW-151", one)
            return None
        act = self.act
        if articles or (deletes and one.change.level == "article"):
            held = {article.number for article in act.articles}
            _check(held, taken, [article.number for article in articles])
            kept = [*(article for article in act.articles if article.number not in taken), *articles]
            return replace(act, articles=tuple(sorted(kept, key=lambda article: order(article.number, ()))))
        held = {annex.number for annex in act.annexes}
        _check(held, taken, [annex.number for annex in annexes])
        both = [*(annex for annex in act.annexes if annex.number not in taken), *annexes]
        return replace(act, annexes=tuple(sorted(both, key=lambda annex: (arabic(annex.number) if is_roman(annex.number) else 0))))  # fmt: skip

    def _with_paragraphs(self, one: Instruction, quoted: Quoted) -> ActText | None:
        change = one.change
        spot = change.spots[0]
        article = next((article for article in self.act.articles if article.number == spot.article), None)
        if article is None:
            raise NotThereError
        new = () if change.kind == "delete" else quoted.paragraphs()
        if new and new[0].number is None:  # paragraphs without a number, of an article that numbers none
            steps = [spot.steps[-1]] if change.after and spot.steps else []
            target = replace(spot, paragraph="", steps=())
            return edited(self.act, target, lambda blocks: swapped_segments(blocks, steps, quoted.running(), after=change.after))  # fmt: skip
        taken = [place.paragraph for place in change.spots if change.kind != "insert"]
        self._check_numbers(one, taken, [str(paragraph.number) for paragraph in new])
        changed = swapped_paragraphs(article, taken, new)
        return replace(self.act, articles=tuple(changed if each is article else each for each in self.act.articles))  # fmt: skip

    def _with_parts(self, one: Instruction, quoted: Quoted) -> ActText | None:
        """Return the act with points, subparagraphs or sentences changed."""
        change = one.change
        spot, level = change.spots[0], change.level
        named = spot.level == level and bool(spot.steps)
        holder = spot.parent if named else spot
        if level == "sentence":
            return edited(self.act, holder, lambda blocks: self._sentences(blocks, one, quoted))
        steps = [place.steps[-1] for place in change.spots if named and place.parent == holder]
        deletes = change.kind == "delete"
        if level in ("subparagraph", "paragraph"):
            put = () if deletes else quoted.running()
            return edited(self.act, holder, lambda blocks: swapped_segments(blocks, steps, put, after=change.after))  # fmt: skip
        items = () if deletes else quoted.items()
        if not deletes and not items:
            self._report("ADH-LAW-151", one)
            return None
        taken = [] if change.kind == "insert" else [step.part for step in steps]
        new = [item.marker for item in items]
        self._check_numbers(one, taken, new)
        return edited(self.act, holder, lambda blocks: swapped_items(blocks, taken, items))

    def _check_numbers(self, one: Instruction, taken: list[str], new: list[str]) -> None:
        """Report a replacement that has another number than what it replaces."""
        numbers = parts_of([number if number[-1:] in ".)" else f"{number}." for number in new])
        if taken and numbers and not set(taken) & set(numbers):
            self._found.add("ADH-LAW-155", one.said.line, at=one.said.place, wanted=", ".join(taken), given=", ".join(numbers))  # fmt: skip

    def _sentences(self, blocks: Blocks, one: Instruction, quoted: Quoted) -> Blocks:
        """Change sentences of the first text at a place; one that is added comes last."""
        change = one.change
        first = next((place for place, block in enumerate(blocks) if isinstance(block, Paragraph)), None)
        if first is None:
            raise NotThereError
        said = sentences(blocks[first].text)  # type: ignore[union-attr]
        new = [] if change.kind == "delete" else [quoted.text()]
        wanted = [place.steps[-1].part for place in change.spots if place.level == "sentence"]
        places = [len(said) - 1 if part == LAST else int(part) - 1 for part in wanted]
        if any(not 0 <= place < len(said) for place in places):
            raise NotThereError
        if change.kind == "insert":
            at = places[-1] + 1 if places else len(said)
            said[at:at] = new
        else:
            said[places[0] : places[-1] + 1] = new
        return (*blocks[:first], Paragraph(text=" ".join(said)), *blocks[first + 1 :])

    def _with_words(self, one: Instruction) -> ActText | None:
        change = one.change
        spots = change.spots if change.spots[0].article or change.spots[0].annex else ()
        met = 0
        act = self.act

        def changed(text: str) -> str:
            nonlocal met
            fresh, count = _replaced(text, one)
            met += count
            return fresh

        for spot in spots:
            for whole in _texts(act, spot):
                act = edited(act, whole, partial(_reworded, spot=spot, changed=changed))
        if not met:
            self._found.add("ADH-LAW-154", one.said.line, at=one.said.place, words=change.words[0], place=", ".join(spot.id(self.act.prefix) for spot in spots))  # fmt: skip
            return None
        return act

    def _report(self, rule: str, one: Instruction) -> None:
        place = ", ".join(spot.id(self.act.prefix) for spot in one.change.spots) or self.act.prefix
        self._found.add(rule, one.said.line, at=one.said.place, words=one.text, place=place)


def _is_one_place(change: Change) -> bool:
    """Whether everything lies in one article, paragraph or list; new words for several at once are not taken apart."""
    spots = change.spots
    if not spots or not (spots[0].article or spots[0].annex):
        return False
    if change.kind == "insert" or change.part:
        return len(spots) == 1 or (not change.part and len({spot.parent for spot in spots}) == 1)
    return len({spot.parent for spot in spots}) == 1


def _apart(old: ActText, new: ActText) -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Return the units of the articles and annexes that are not the same in both."""
    kept = {id(one) for one in (*old.articles, *old.annexes)} & {
        id(one) for one in (*new.articles, *new.annexes)
    }
    first, second = (
        units_of(
            replace(
                act,
                recitals=(),
                articles=tuple(one for one in act.articles if id(one) not in kept),
                annexes=tuple(one for one in act.annexes if id(one) not in kept),
            )
        )
        for act in (old, new)
    )
    return first, second


def _texts(act: ActText, spot: Spot) -> list[Spot]:
    """Return a place itself, or each paragraph of an article with numbered ones."""
    article = next((one for one in act.articles if one.number == spot.article), None)
    if article is None or spot.paragraph or spot.steps:
        return [spot]
    numbers = [one.number for one in article.paragraphs if one.number]
    loose = [spot] if any(one.number is None for one in article.paragraphs) else []
    return [*loose, *(replace(spot, paragraph=number) for number in numbers)]


def _reworded(blocks: Blocks, *, spot: Spot, changed: Callable[[str], str]) -> Blocks:
    """Return blocks with words changed, in one sentence where the instruction names it."""
    if spot.level != "sentence":
        return reworded(blocks, changed)
    said = sentences(blocks[0].text) if blocks and isinstance(blocks[0], Paragraph) else []
    place = len(said) - 1 if spot.last == LAST else int(spot.last) - 1
    if not 0 <= place < len(said):
        raise NotThereError
    said[place] = changed(said[place])
    return (Paragraph(text=" ".join(said)), *blocks[1:])


def _replaced(text: str, one: Instruction) -> tuple[str, int]:
    old, *rest = one.change.words
    kind = one.change.kind
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)" if old[:1].isalnum() and old[-1:].isalnum() else re.escape(old))  # fmt: skip
    if kind == "delete-words":
        fresh, count = re.subn(rf"\s?{pattern.pattern}", "", text)
        return fresh.strip(), count
    new = rest[0] if kind == "replace-words" else f"{old}{_gap(rest[0])}{rest[0]}" if one.change.after else f"{rest[0]} {old}"  # fmt: skip
    return pattern.subn(lambda _: new, text)


def _gap(text: str) -> str:
    return "" if text[:1] in ",;.:" else " "


def _first(quoted: Quoted) -> str:
    blocks = quoted.running()
    return blocks[0].text if blocks and isinstance(blocks[0], Paragraph) else quoted.text()


def _check(held: set[str], taken: list[str], new: list[str]) -> None:
    if not set(taken) <= held:
        raise NotThereError
    if set(new) & (held - set(taken)):
        raise TakenError
