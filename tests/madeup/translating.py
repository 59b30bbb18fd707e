# SPDX-License-Identifier: EUPL-1.2
"""A page or a Formex part of the Official Journal with the headings, markers and numbers of another language, its words left as they are.

What tells a reader how an act is built then is all of that language, in markup that is real.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.madeup.act import Tongue

_ROMAN_AFTER = {"i": "h", "v": "u", "x": "w"}
"""What stands before a letter that is no Roman number."""


def page(source: str, tongue: Tongue) -> str:
    """Return an English page of the Official Journal as that of another language."""
    source = re.sub(r'(class="oj-ti-art">)\s*Article (\w+)', lambda match: match[1] + _article(match[2], tongue), source)  # fmt: skip
    source = re.sub(r'(class="oj-doc-ti"[^>]*>)\s*ANNEX ([IVXLC]+)', lambda match: match[1] + tongue.annexed(match[2]), source)  # fmt: skip
    source = re.sub(r"(>\s*)(?:SECTION|Section) (\d|[A-C])\b", lambda match: match[1] + _section(match[2], tongue), source)  # fmt: skip
    source = re.sub(r'(<p class="oj-normal">)(\d{1,2})\.((?:\u00a0|&nbsp;){3})', lambda match: match[1] + tongue.paragraph.format(match[2]).rstrip("\u00a0") + match[3], source)  # fmt: skip
    start = source.index('class="oj-ti-art"')  # recitals have their numbers in brackets in every language
    return source[:start] + re.sub(r'(<p class="oj-normal">)\((\w{1,5})\)(</p>)', _marker(tongue), source[start:])  # fmt: skip


def formex(source: str, tongue: Tongue) -> str:
    """Return an English part of Formex as that of another language."""
    source = re.sub(r"(<TI\.ART>)Article (\w+)", lambda match: match[1] + re.sub("<.*?>", "", _article(match[2], tongue)), source)  # fmt: skip
    source = re.sub(r"(<TI><P>(?:<HT[^>]*>)?)ANNEX ([IVXLC]+)", lambda match: match[1] + tongue.annexed(match[2]), source)  # fmt: skip
    source = re.sub(r"(<TI><P>(?:<HT[^>]*>)?)(?:SECTION|Section) (\d|[A-C])\b", lambda match: match[1] + _section(match[2], tongue), source)  # fmt: skip
    source = re.sub(r"(<NO\.PARAG>)(\d{1,2})\.(</NO)", lambda match: match[1] + tongue.paragraph.format(match[2]).strip("\u00a0") + match[3], source)  # fmt: skip
    start = source.index("<ENACTING.TERMS")
    return source[:start] + re.sub(r"(<NO\.P>)\((\w{1,5})\)(</NO)", _marker(tongue), source[start:])


def _article(number: str, tongue: Tongue) -> str:
    return tongue.titled(number)


def _section(name: str, tongue: Tongue) -> str:
    letters = {"el": "ΑΒΓ", "bg": "АБВ"}.get(tongue.code, "ABC")
    return tongue.section.format(name if name.isdigit() else letters["ABC".index(name)])


def _marker(tongue: Tongue) -> Callable[[re.Match[str]], str]:
    """Return what turns markers of points, in their order; ``i`` after ``h`` is a letter, else a Roman number."""
    before = ""

    def turned(match: re.Match[str]) -> str:
        nonlocal before
        name = match[2]
        roman = set(name) <= set("ivx") and (len(name) > 1 or before != _ROMAN_AFTER[name])
        before = name
        if name.isdigit() or roman:
            return match[1] + (tongue.definition if name.isdigit() else tongue.point).format(name) + match[3]
        letters = tongue.letters if len(tongue.letters) == 26 else LETTERS[tongue.code]
        return match[1] + tongue.point.format(letters["abcdefghijklmnopqrstuvwxyz".index(name)]) + match[3]

    return turned


LETTERS = {
    "el": ["α", "β", "γ", "δ", "ε", "στ", "ζ", "η", "θ", "ι", "ια", "ιβ", "ιγ", "ιδ", "ιε", "ιστ", "ιζ"],
    "bg": list("абвгдежзийклмнопрстуфхцчшщ"),
}
