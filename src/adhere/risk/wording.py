# SPDX-License-Identifier: EUPL-1.2
"""The words in which reasons are given: ``data/words.toml``, by group and name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.quantity import decimal_text
from adhere.kernel.text import Text, text_of


@cache
def words(group: str, name: str) -> Text:
    """Return one wording."""
    return text_of(packaged("adhere.risk", "data/words.toml")[group][name])


def word(group: str, name: str, /, **values: object) -> Text:
    """Return one wording with its values filled in."""
    return words(group, name).filled(values)


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Return several texts as one."""
    found = list(texts)
    return Text(between.join(one.en for one in found), between.join(one.nl for one in found))


def number(value: Decimal) -> Text:
    """Return a number as people write it in either language."""
    english = decimal_text(value)
    return Text(english, english.replace(".", ","))


def interval(low: Decimal, high: Decimal) -> Text:
    """Return a number, or the bounds it lies between."""
    if low == high:
        return number(low)
    return word("word", "between", low=number(low), high=number(high))
