# SPDX-License-Identifier: EUPL-1.2
"""The words in which mistakes in a code are said, and the wordings that carry no yardstick: ``data/words.toml``."""

from __future__ import annotations

from functools import cache

from adhere.codes.code import Deadline
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of

SHOWN = 80
"""Characters: no more of a wrong value is repeated."""


@cache
def words(group: str, name: str) -> Text:
    """Return one wording by group and name."""
    return text_of(packaged("adhere.codes", "data/words.toml")[group][name])


@cache
def vague_words() -> tuple[Text, ...]:
    """Return the wordings without a yardstick, the longest first."""
    found = map(text_of, packaged("adhere.codes", "data/words.toml")["vague"])
    return tuple(sorted(found, key=lambda one: -len(one.en)))


def grade_text(grade: str) -> Text:
    """Return what a grade means; the grade itself where it is none of ours."""
    known = packaged("adhere.codes", "data/words.toml")["grade"].get(grade)
    return text_of(known) if known else plain(grade)


def clock_text(deadline: Deadline) -> Text:
    """Return how a period binds, such as "no later than 14 days"; what starts it is not in it."""
    if deadline.amount is None or deadline.unit is None:
        return words(
            "clock", deadline.direction if deadline.direction in ("as-set", "reasonable") else "none"
        )
    if deadline.amount == 0:
        return words("clock", "at-once-before" if "before" in deadline.direction else "at-once")
    unit = f"{deadline.unit}-one" if deadline.amount == 1 else deadline.unit
    amount = f"{deadline.amount.normalize():f}"
    period = words("unit", unit).filled({"amount": Text(amount, amount.replace(".", ","))})
    return words("clock", deadline.direction).filled({"period": period})


def shown(value: object) -> Text:
    """Return a wrong value as it stands in the file, or what kind of thing it is."""
    if value is None or value == "":
        return words("found", "nothing")
    if isinstance(value, dict):
        return words("found", "table")
    if isinstance(value, list):
        return words("found", "list")
    return plain(clipped(str(value).lower() if isinstance(value, bool) else str(value)))


def clipped(text: str) -> str:
    """Return a text on one line, no longer than can be read, without what cannot be printed."""
    line = "".join(sign if sign.isprintable() else "?" for sign in " ".join(text[: 4 * SHOWN].split()))
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
