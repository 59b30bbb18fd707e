# SPDX-License-Identifier: EUPL-1.2
"""Domain names that may say who somebody is: pointed at before they are published, and never decided here.

Article 53(1)(d) asks for domain names; Regulation (EU) 2016/679, Article 4(1): a name of a person is personal data. Lists of names are short,
so what is not pointed at is not cleared; a given name alone, or a family name alone, says who nobody is and is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from adhere.kernel.data import packaged

Reason = Literal["name", "tld", "number", "address"]
"""Reads as given name and family name; under a domain meant for persons; a long number; an e-mail address."""
_APART = re.compile(r"[-_.]+")
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A domain name that may say who somebody is, and why it is thought to."""

    domain: str
    reason: Reason


def suspect(domain: str) -> Suspect | None:
    """Return why a registrable domain, as people read it, may say who somebody is; None where nothing points that way."""
    label, _, tld = domain.casefold().partition(".")
    reason = _reason(label, tld.rpartition(".")[2])
    return Suspect(domain=domain, reason=reason) if reason else None


def _reason(label: str, tld: str) -> Reason | None:
    names = _names()
    if tld in names.tlds:
        return "tld"
    mail = names.mail.search(label)
    if mail is not None and "-at-" in label[: mail.start() + 1]:
        return "address"
    parts = _APART.split(label)
    if any(part.isdecimal() and len(part) >= names.digits for part in parts):
        return "number"
    return "name" if _is_person(parts, names) else None


def _is_person(parts: list[str], names: _Names) -> bool:
    """Whether a label is a given and a family name, apart or as one word; the other way round counts too."""
    if len(parts) > 1:
        first, last = parts[0], "".join(parts[1:])
        return _pair(first, last, names) or _pair("".join(parts[:-1]), parts[-1], names)
    whole = parts[0]
    return any(
        whole[:end] in names.given and whole[end:] in names.family
        for end in range(_SHORTEST, len(whole) - _SHORTEST + 1)
    )


def _pair(one: str, other: str, names: _Names) -> bool:
    return (one in names.given and other in names.family) or (one in names.family and other in names.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    given: frozenset[str]
    family: frozenset[str]
    tlds: frozenset[str]
    mail: re.Pattern[str]
    digits: int


@cache
def _names() -> _Names:
    table = packaged("adhere.content.summary", "data/names.toml")
    return _Names(
        given=frozenset(table["given"]),
        family=frozenset(table["family"]),
        tlds=frozenset(table["tlds"]),
        mail=_mail(table["mail"], table["mail-endings"]),
        digits=table["digits"],
    )


def _mail(hosts: list[str], endings: list[str]) -> re.Pattern[str]:
    """Return how a label ends that may be an address: a service of mail, with or without the ending it gives addresses out under."""
    host, ending = ("|".join(map(re.escape, one)) for one in (hosts, endings))
    return re.compile(rf"-(?:{host})(?:(?:-dot)?-(?:{ending}))?$")
