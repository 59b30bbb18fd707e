# SPDX-License-Identifier: EUPL-1.2
"""The words in which answers to the template are made of figures: ``data/words.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

_POWERS = ("B", "kB", "MB", "GB", "TB", "PB", "EB")
_DUTCH = str.maketrans(",.", ".,")


@cache
def words(name: str) -> Text:
    """Return one wording."""
    return text_of(packaged("adhere.content.summary", "data/words.toml")[name])


def word(name: str, /, **values: object) -> Text:
    """Return one wording with its values filled in."""
    return words(name).filled(values)


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Return several texts as one."""
    found = tuple(texts)
    return Text(between.join(one.en for one in found), between.join(one.nl for one in found))


def number(value: int) -> Text:
    """Return a count with its thousands apart."""
    return _both(f"{value:,}")


def percent(part: int, whole: int) -> Text:
    """Return a share in per cent to one decimal; one that is more than nothing never reads as nothing."""
    share = Decimal(part) * 100 / Decimal(whole)
    shown = share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if part and not shown:
        return _both("< 0.1 %")
    if part < whole and shown == 100:
        return _both("> 99.9 %")
    return _both(f"{shown} %")


def size(amount: int) -> Text:
    """Return bytes in the unit of a thousand in which they read best, rounded to three figures."""
    exact = Decimal(amount)
    if amount >= 1000:  # rounded first, as 999,998 reads as 1.00 MB and not as 1,000 kB
        exact = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2), rounding=ROUND_HALF_UP)
    power = min(exact.adjusted() // 3, len(_POWERS) - 1)
    scaled = exact.scaleb(-3 * power)
    digits = max(0, 2 - scaled.adjusted()) if power else 0
    return _both(f"{scaled:,.{digits}f} {_POWERS[power]}")


def _both(english: str) -> Text:
    return Text(english, english.translate(_DUTCH))
