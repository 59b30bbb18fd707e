# SPDX-License-Identifier: EUPL-1.2
"""What an adherence leaves to be shown otherwise: per duty, what serves it, what is shown of that, and whether the code carries it.

Articles 53(4) and 55(2). A provider that did not sign gets the same table without a signature: the gap analysis that the Guidelines
name (paragraph 95). That a duty is served by measures that are shown is not that it is complied with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from adhere.adherence.standing import Standing
from adhere.codes.code import Code
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Left, Obligation
from adhere.kernel.truth import Truth

Way = Literal["shown", "alternative", "partly", "open", "left", "hole"]
"""How a duty is served: from wholly shown to by nothing that is shown; left to another instrument; by no measure of the code."""
Through = Literal["yes", "part", "no", "unknown"]
"""Whether the measures that serve a duty bind: all, some, none, or not known for some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One duty: whether it applies to any of the models, how it is served, and through what."""

    obligation: Obligation
    applies: Truth
    way: Way
    through: Through
    serving: tuple[Standing, ...]
    left: Left | None = None

    @property
    def otherwise(self) -> tuple[str, ...]:
        """The measures that serve it and do not bind: what they ask has to be shown otherwise."""
        return tuple(one.measure for one in self.serving if one.bound is Truth.NO)

    @property
    def open(self) -> bool:
        """Whether something is left to show: the duty applies, or may, and is not wholly shown."""
        return self.applies is not Truth.NO and self.way in ("alternative", "partly", "open", "hole")


def gaps(found: Coverage, standings: Sequence[Standing], applies: Callable[[str], Truth]) -> tuple[Gap, ...]:
    """Return how each duty is served; ``applies`` says by its id whether one applies to any of the models."""
    by_measure = {one.measure: one for one in standings}
    left = {one.obligation: one for one in found.left}
    return tuple(
        _gap(one, [by_measure[name] for name in found.serving(one)], left.get(one.id), applies(one.id))
        for one in found.ground.obligations
        if one.kind == "duty"
    )


def restricted(code: Code, measures: frozenset[str]) -> Code:
    """Return a code with only some of its measures: what is left of it for one provider."""
    return replace(code, measures=tuple(one for one in code.measures if one.id in measures))


def _gap(obligation: Obligation, serving: Sequence[Standing], left: Left | None, applies: Truth) -> Gap:
    return Gap(
        obligation=obligation,
        applies=applies,
        way=_way(serving, left),
        through=_through(serving),
        serving=tuple(serving),
        left=left,
    )


def _way(serving: Sequence[Standing], left: Left | None) -> Way:
    if not serving:
        return "left" if left is not None else "hole"
    asked = [one for one in serving if one.done != "not-applicable"]
    shown = [one for one in asked if one.done == "shown"]
    other = [one for one in asked if one.by_alternative]
    if asked and len(shown) == len(asked):
        return "shown"
    if asked and len(shown) + len(other) == len(asked):
        return "alternative"
    return "partly" if shown or other or any(one.done == "partly" for one in asked) else "open"


def _through(serving: Sequence[Standing]) -> Through:
    bound = {one.bound for one in serving}
    if bound == {Truth.YES}:
        return "yes"
    if not bound or bound == {Truth.NO}:
        return "no"
    return "unknown" if Truth.UNKNOWN in bound else "part"
