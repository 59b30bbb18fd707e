# SPDX-License-Identifier: EUPL-1.2
"""Readers of the smallest parts of an answer: words, addresses, days, months, truths, choices and quantities.

Days and months as ISO 8601; addresses as RFC 3986 with http or https; characters as XML 1.0 (section 2.2) allows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from adhere.forms.answers import Scalar
from adhere.forms.form import Band, Field, Option, Part
from adhere.forms.mistakes import At
from adhere.forms.scalars import OTHER
from adhere.forms.wording import clipped, near, shown
from adhere.kernel.notation import Fault, NotationError, bounded, day_of, month_of, number_of
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES, Text, plain
from adhere.models.wording import wording

_ADDRESS = re.compile(
    r"https?://(?P<host>[^\s/?#@:\[\]]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?([/?#]\S*)?", re.IGNORECASE
)
_LIKE_AN_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*:/\S*|www\.\S+)", re.IGNORECASE)
_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+\.?|localhost|\[.*\]", re.IGNORECASE)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BOUNDS = ("low", "high", "value")


def empty(raw: object) -> bool:
    """Whether nothing was stated: no value, only white space, or a list or mapping without anything in it."""
    return (
        raw is None
        or (isinstance(raw, str) and not raw.strip())
        or (isinstance(raw, (list, dict)) and not raw)
    )


def read_text(_spec: Field | Part, raw: object, at: At) -> Text:
    """Return a text, in one language or in both."""
    if isinstance(raw, dict):
        return _in_languages(raw, at)
    if isinstance(raw, (bool, int, Decimal)):
        at.wrong("003", found=shown(raw))
    if not isinstance(raw, str):
        at.wrong("002", found=shown(raw))
    return plain(_writable(raw, at))


def _in_languages(raw: Mapping[object, object], at: At) -> Text:
    given = {name: text for name, text in raw.items() if not empty(text)}
    if not given or not given.keys() <= set(LANGUAGES):
        at.wrong("005", found=shown(raw))
    texts = {str(name): read_text_in(text, at) for name, text in given.items()}
    english = texts.get("en") or texts["nl"]
    return Text(english, texts.get("nl") or english)


def read_text_in(raw: object, at: At) -> str:
    """Return the text of one language."""
    if not isinstance(raw, str):
        at.wrong("003" if isinstance(raw, (bool, int, Decimal)) else "002", found=shown(raw))
    return _writable(raw, at)


def _writable(text: str, at: At) -> str:
    found = _UNWRITABLE.search(text)
    if found is not None:
        at.wrong("004", found=f"U+{ord(found[0]):04X}")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_link(spec: Field | Part, raw: object, at: At) -> Text:
    """Return an address or a statement in words; what begins like an address has to be one."""
    text = read_text(spec, raw, at)
    for said in (text.en, text.nl):
        if any(space in said for space in " \n\t") or not _LIKE_AN_ADDRESS.match(said):
            continue
        match = _ADDRESS.fullmatch(said)
        if match is None or not _HOST.fullmatch(match["host"]):
            at.wrong("006", found=clipped(said))
    return text


def read_truth(_spec: Field | Part, raw: object, at: At) -> bool:
    """Return a truth, written as true or false."""
    if not isinstance(raw, bool):
        at.wrong("010", found=shown(raw))
    return raw


def read_day(_spec: Field | Part, raw: object, at: At) -> date:
    """Return a day."""
    try:
        return day_of(raw)
    except NotationError as error:
        at.wrong("008" if error.fault == "no-such-day" else "007", found=shown(raw))


def read_month(_spec: Field | Part, raw: object, at: At) -> date:
    """Return the first day of a month."""
    try:
        return month_of(raw)
    except NotationError as error:
        at.wrong("008" if error.fault == "no-such-day" else "009", found=shown(raw))


def read_choices(options: tuple[Option, ...], raw: object, at: At, *, single: bool) -> tuple[str, ...]:
    """Return the ids of chosen options, with the words that go with them."""
    chosen = raw if isinstance(raw, list) else [raw]
    if single and len(chosen) != 1:
        at.wrong("015", found=shown(raw), known=_named(options))
    choices = tuple(_choice(options, one, at) for one in chosen)
    twice = next((one for one in choices if choices.count(one) > 1), None)
    if twice is not None:
        at.wrong("014", found=clipped(twice))
    return choices


def _choice(options: tuple[Option, ...], raw: object, at: At) -> str:
    """Return one choice; ``other: words`` is a mapping where YAML reads it as one."""
    if isinstance(raw, dict) and len(raw) == 1:
        ((name, own),) = raw.items()
        own = "" if own is None else own
        if isinstance(name, str) and isinstance(own, str):
            raw = f"{name}{OTHER}{own}"
    if not isinstance(raw, str):
        at.wrong("011", found=shown(raw), near="", known=_named(options))
    name, separator, own = _writable(raw, at).partition(OTHER.rstrip())
    option = next((one for one in options if one.id == name), None)
    if option is None:
        at.wrong("011", found=clipped(raw), near=near(raw, _ids(options)), known=_named(options))
    if option.specify and not own.strip():
        at.wrong("012", found=option.id)
    if separator and not option.specify:
        at.wrong("013", found=option.id)
    return f"{option.id}{OTHER}{' '.join(own.split())}" if option.specify else option.id


def _ids(options: Iterable[Option]) -> list[str]:
    return [option.id for option in options]


def _named(options: Iterable[Option]) -> Text:
    return _together((option.id, option.label) for option in options)


def bands_named(bands: Iterable[Band]) -> Text:
    """Return bands by id, each with its label."""
    return _together((band.id, band.label) for band in bands)


def _together(named: Iterable[tuple[str, Text]]) -> Text:
    pairs = tuple(named)
    return Text(*(", ".join(_with_label(name, label.in_(one)) for name, label in pairs) for one in LANGUAGES))


def _with_label(name: str, label: str) -> str:
    return name if name == label else f"{name} ({label})"


_NUMBER_RULES: Mapping[Fault, Literal["016", "017", "018", "019", "033"]] = {
    "separators": "017",
    "unit": "018",
    "negative": "019",
    "long": "033",
}


def read_quantity(spec: Field | Part, raw: object, at: At) -> Quantity:
    """Return a figure, its unit perhaps behind it, or the interval it lies in."""
    unit = spec.unit or ""
    if not isinstance(raw, dict):
        return Quantity.exactly(_number(unit, raw, at), unit)
    if not raw.keys() <= set(_BOUNDS):
        at.wrong("020", found=shown(raw))
    low, high, value = (None if raw.get(name) is None else _number(unit, raw[name], at) for name in _BOUNDS)
    if low is None and high is None and value is not None:
        return Quantity.exactly(value, unit)
    try:
        return bounded(unit, low, high, value)
    except NotationError:
        at.wrong("020", found=_as_written(low, value, high))


def _as_written(*numbers: Decimal | None) -> str:
    return ", ".join(str(number) for number in numbers if number is not None) or "-"


def _number(unit: str, raw: object, at: At) -> Decimal:
    name = wording("units").get(unit, plain(unit))
    behind = [one for one in (name.en, name.nl) if isinstance(raw, str) and raw.endswith(f" {one}")]
    try:
        return number_of(raw, behind[0] if behind else unit)
    except NotationError as error:
        at.wrong(_NUMBER_RULES.get(error.fault, "016"), found=shown(raw), unit=unit or "-")


SCALARS: Mapping[str, Callable[[Field | Part, object, At], Scalar]] = {
    "text": read_text,
    "link": read_link,
    "date": read_day,
    "month": read_month,
    "truth": read_truth,
}
