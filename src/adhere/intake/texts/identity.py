# SPDX-License-Identifier: EUPL-1.2
"""Which act a file is, in which language and version: from its own metadata, in the order of how much they can be trusted.

CELEX numbers: https://eur-lex.europa.eu/content/tools/eur-lex-celex-infographic-A3.pdf. The header of the Official Journal comes before the
attribute of the page, which may be the language of the menu. The acts that are known stand in the law data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from adhere.intake.texts.markup import Element
from adhere.intake.texts.vocabulary import code_of
from adhere.intake.texts.wording import words_of
from adhere.kernel.data import packaged

HEADERS = frozenset({"oj-hd-lg", "hd-lg"})
DATES = frozenset({"oj-hd-date", "hd-date"})
REFERENCES = frozenset({"reference", "hd-date"})
_CELEX = re.compile(r"\b(?P<sector>[03])(?P<rest>\d{4}[A-Z]{1,2}\d{4})(?:-(?P<day>\d{8}))?")
_CONSOLIDATED = re.compile(
    r"(?P<celex>[03]\d{4}[A-Z]\d{4})\s*[—–-]\s*(?P<lang>[A-Z]{2})\s*[—–-]\s*(?P<day>[\d.]+)"
)
_TITLED = re.compile(
    r"(?:EUR-Lex - )?(?P<celex>[03]\d{4}[A-Z]\d{4})\s*[—–-]\s*(?P<lang>[A-Z]{2})\b(?:\s*[—–-]\s*(?P<day>[\d.]+))?"
)
"""The title of a page from before 2014, or of a consolidated text."""
_FILE = re.compile(r"(?:L|C)_(?P<year>\d{4})(?P<number>\d{5})(?P<lang>[A-Z]{2})\.")
_DAY = re.compile(r"\b(?:(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})|(?P<y2>\d{4})[ .-]{1,2}(?P<m2>\d{1,2})[ .-]{1,2}(?P<d2>\d{1,2}))\b")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a file says of itself; None is what it does not say."""

    celex: str | None = None
    language: str | None = None
    version: date | None = None
    several: tuple[str, ...] = ()
    """Different versions, acts or languages that one file says it is, where it says more than one."""


def of_page(root: Element) -> Identity:
    """Return what a page of EUR-Lex says of itself."""
    celex: list[str] = []
    languages: list[str] = []
    later: list[str] = []
    days: list[date] = []
    titled: list[date] = []
    for element in root.walk():
        classes = element.classes
        if element.attributes.get("property") == "eli:id_local":
            celex.append(element.attributes.get("content", ""))
        elif classes & REFERENCES and (told := _CONSOLIDATED.search(words_of(element))):
            celex.insert(0, told["celex"])
            languages.append(told["lang"])
            days += _days(told["day"])
        elif classes & HEADERS:
            languages.append(words_of(element))
        elif classes & DATES:
            days += _days(words_of(element))
        elif match := _FILE.match(element.id):
            languages.append(match["lang"])
            celex.append(_celex_by_number(match["year"], match["number"]))
        elif element.name == "title" and (told := _TITLED.search(words_of(element))):
            celex.append(told["celex"])
            later.append(told["lang"])
            titled += _days(told["day"] or "")
        elif element.name == "html":
            later += [element.attributes.get("xml:lang", ""), element.attributes.get("lang", "")]
        elif element.name == "meta" and element.attributes.get("name") == "WT.z_usr_lan":
            later.append(element.attributes.get("content", ""))
    codes = [code for code in map(code_of, languages) if code]
    acts = [act for act in map(base_celex, celex) if act]
    code = next(iter(codes), None) or next((code for code in map(code_of, later) if code), None)
    day = next(iter([*days, *titled]), None)
    return Identity(
        celex=next(iter(acts), None), language=code, version=day, several=_several(acts, codes, days)
    )


def of_formex(roots: list[Element]) -> Identity:
    """Return what the parts of a Formex publication say of themselves; the day of publication stands in the cover part."""
    celex: list[str] = []
    languages: list[str] = []
    published: list[date] = []
    consolidated: list[date] = []
    for root in roots:
        for element in root.walk():
            name = element.name
            if name in ("LG.DOC", "LG.OJ"):
                languages.append(words_of(element))
            elif name == "NO.CELEX" and not any(celex):
                celex.append(words_of(element))
            elif name == "INFO.CONSLEG":
                consolidated += _days(_dashed(element.attributes.get("START.DATE", "")))
            elif name == "PUBLICATION.REF":
                published += [day for one in element.elements() if one.name == "DATE" for day in _days(_dashed(one.attributes.get("ISO", "")))]  # fmt: skip
            elif name == "DOCUMENT.REF" and (match := _FILE.match(element.attributes.get("FILE", ""))):
                celex.append(_celex_by_number(match["year"], match["number"]))
    codes = [code for code in map(code_of, languages) if code]
    acts = [act for act in map(base_celex, celex) if act]
    days = consolidated or published
    first = next(iter(days), None)
    return Identity(
        celex=next(iter(acts), None),
        language=next(iter(codes), None),
        version=first,
        several=_several(acts, codes, days),
    )


def of_front_matter(front: Mapping[str, str]) -> Identity:
    """Return what the front matter of a page says: ``celex``, ``lang`` or ``language``, and ``version`` as a date."""
    celex = front.get("celex", "")
    day = next(iter(_days(front.get("version", ""))), None)
    language = code_of(front.get("lang") or front.get("language") or "")
    return Identity(celex=base_celex(celex), language=language, version=day or day_of_celex(celex))


def base_celex(text: str) -> str | None:
    """Return the number of the act itself, also for a consolidated text: ``02024R1689-20260727`` is ``32024R1689``."""
    match = _CELEX.search(text)
    return f"3{match['rest']}" if match else None


def day_of_celex(text: str) -> date | None:
    """Return the day in the number of a consolidated text."""
    match = _CELEX.search(text)
    return next(iter(_days(_dashed(match["day"]))), None) if match and match["day"] else None


def prefix_of(celex: str | None) -> str:
    """Return how ids of an act begin: its short name in the law data, else its CELEX number."""
    if celex is None:
        return DEFAULT
    record = _act(celex)
    return str(record["short"]) if record and "short" in record else celex.lower()


def celex_of(name: str) -> str | None:
    """Return the CELEX number of an act by its short name, or what is one already."""
    known = next((str(record["celex"]) for record in _acts() if record.get("short") == name), None)
    return known or base_celex(name.upper())


def published(celex: str | None) -> date | None:
    """Return the day an act was published, from its place in the Official Journal in the law data."""
    record = _act(celex) if celex else None
    return next(iter(_days(str(record["oj"]))), None) if record else None


DEFAULT = "aia"
"""The act that a file without metadata, such as a page of plain text, is taken for."""


def _several(acts: list[str], codes: list[str], days: list[date]) -> tuple[str, ...]:
    found: list[str] = []
    for values in (acts, codes, [day.isoformat() for day in days]):
        kinds = list(dict.fromkeys(values))
        found += kinds if len(kinds) > 1 else []
    return tuple(found)


def _celex_by_number(year: str, number: str) -> str:
    """Return the CELEX number of a known act from the year and number in the name of its file."""
    wanted = re.compile(rf"3{year}[A-Z]0*{int(number)}")
    return next((str(record["celex"]) for record in _acts() if wanted.fullmatch(str(record["celex"]))), "")


def _dashed(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if re.fullmatch(r"\d{8}", digits) else digits


def _days(text: str) -> list[date]:
    found = []
    for match in _DAY.finditer(text):
        year, month, day = (int(match[name] or match[f"{name}2"]) for name in "ymd")
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _act(celex: str) -> dict[str, object] | None:
    return next((record for record in _acts() if record["celex"] == celex), None)


def _acts() -> list[dict[str, object]]:
    records: list[dict[str, object]] = packaged("adhere.law", "data/acts.toml")["act"]
    return records
