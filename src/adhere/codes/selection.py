# SPDX-License-Identifier: EUPL-1.2
"""A part of a code: one chapter, commitment, measure or appendix with what it stands in and what it refers to."""

from __future__ import annotations

from dataclasses import replace

from adhere.codes.code import Code


class NoSuchPartError(LookupError):
    """The code has nothing of that id; ``known`` lists the ids it has."""

    def __init__(self, part: str, known: tuple[str, ...]) -> None:
        super().__init__(part)
        self.part = part
        self.known = known


def part_of(code: Code, part: str) -> Code:
    """Return the code with only what belongs to an id; raise NoSuchPartError where nothing has it.

    A measure comes with its commitment, its chapter and the appendices it refers to; an appendix with its chapter and the measures
    that refer to it.
    """
    known = tuple(
        one.id for group in (code.chapters, code.commitments, code.measures, code.appendices) for one in group
    )
    wanted = {name.casefold(): name for name in known}.get(part.casefold())
    if wanted is None:
        raise NoSuchPartError(part, known)
    if any(one.id == wanted for one in code.appendices):
        return _around_appendix(code, wanted)
    measures = tuple(
        one for one in code.measures if wanted in (one.id, one.commitment, one.id.partition("-")[0])
    )
    held = {one.commitment for one in measures} | {wanted}
    commitments = tuple(one for one in code.commitments if one.id in held or one.chapter == wanted)
    chapters = {one.chapter for one in commitments} | {wanted}
    within = {one.id for one in measures}
    named = {name for one in measures for asked in one.requires for name in asked.appendices}
    return replace(
        code,
        chapters=tuple(one for one in code.chapters if one.id in chapters),
        commitments=commitments,
        measures=measures,
        appendices=tuple(one for one in code.appendices if one.id in named or one.chapter == wanted),
        interests=tuple(one for one in code.interests if within & set(one.measures)),
    )


def _around_appendix(code: Code, wanted: str) -> Code:
    measures = tuple(
        one for one in code.measures if any(wanted in asked.appendices for asked in one.requires)
    )
    held = {one.commitment for one in measures}
    chapter = wanted.partition("-")[0]
    return replace(
        code,
        chapters=tuple(one for one in code.chapters if one.id == chapter),
        commitments=tuple(one for one in code.commitments if one.id in held),
        measures=measures,
        appendices=tuple(one for one in code.appendices if one.id == wanted),
        interests=(),
    )
