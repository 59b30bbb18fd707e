# SPDX-License-Identifier: EUPL-1.2
"""An amending act worked into a text: the instructions read, what each did, the new text, and how it differs from a consolidated one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adhere.law.amending.applying import Applied, Applier
from adhere.law.amending.instructions import Instruction, InstructionReader
from adhere.law.amending.vocabulary import spoken
from adhere.law.texts.comparison import deviation_text
from adhere.law.texts.nodes import ActText
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit, units_of
from adhere.law.texts.words import Deviation, deviations, likeness

State = Literal["words", "missing", "extra"]
TAKEN_OUT = re.compile(r"[\s—–.-]*")
"""What a consolidated text prints where a provision was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """The new text, the instructions of the amending act in order, and those that were applied."""

    act: ActText
    units: Mapping[str, Unit]
    instructions: tuple[Instruction, ...]
    applied: tuple[Applied, ...]
    others: Mapping[str, int]
    """How many instructions are to other acts, by their prefix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A unit of the new text that old text and amendments do not give: other words, missing in the result, or extra in it."""

    unit: str
    state: State
    deviations: tuple[Deviation, ...] = ()


def amend(old: ActText, amending: ActText, found: Collected, *, deep: bool = True) -> Amended:
    """Return a text with an amending act worked in; ``deep`` says that the source of the latter shows how deep its points lie."""
    language = old.language or amending.language
    if not spoken(language) or amending.language not in (None, language):
        found.add("ADH-LAW-161", 1, given=amending.language, wanted=old.language)
        return Amended(act=old, units=units_of(old), instructions=(), applied=(), others={})
    reader = InstructionReader(amending, old.prefix, str(language), found, deep=deep)
    if not reader.instructions and not found.met("ADH-LAW-150"):
        found.add("ADH-LAW-160", 1, act=old.prefix)
    if reader.others:
        found.add("ADH-LAW-156", 1, count=sum(reader.others.values()), acts=", ".join(reader.others))
    applier = Applier(old, amending, str(language), found, deep=deep)
    applier.apply(reader.instructions)
    return Amended(
        act=applier.act,
        units=units_of(applier.act),
        instructions=tuple(reader.instructions),
        applied=tuple(applier.applied),
        others=reader.others,
    )


def differences(result: Mapping[str, Unit], new: Mapping[str, Unit]) -> tuple[Difference, ...]:
    """Return where a result and a consolidated text differ, in the order of the latter; recitals do not count, as it has none."""
    wanted = {name: unit for name, unit in new.items() if _counts(unit)}
    given = {name: unit for name, unit in result.items() if _counts(unit)}
    found = []
    for name, unit in wanted.items():
        if name not in given:
            found.append(Difference(unit=name, state="missing"))
        elif likeness(given[name].text) != likeness(unit.text):
            found.append(
                Difference(unit=name, state="words", deviations=deviations(unit.text, given[name].text))
            )
    found += [Difference(unit=name, state="extra") for name in given if name not in wanted]
    return tuple(found)


def _counts(unit: Unit) -> bool:
    return unit.kind != "recital" and not TAKEN_OUT.fullmatch(unit.text)


def report(found_differences: tuple[Difference, ...], new: Mapping[str, Unit], found: Collected) -> None:
    """Report every difference at its line in the consolidated text."""
    rules = {"words": "ADH-LAW-157", "missing": "ADH-LAW-158", "extra": "ADH-LAW-159"}
    for one in found_differences:
        line = new[one.unit].line if one.unit in new else None
        found.add(rules[one.state], line, at=one.unit, place=one.unit, words=deviation_text(one.deviations))
