# SPDX-License-Identifier: EUPL-1.2
"""The same totals on DuckDB, sooner: URLs are added up by host as it stands, and most hosts give their domain by one expression.

A host is read backwards, so that the labels that decide come first: the last two are the domain, unless they are a suffix themselves; then
it is the last three, unless longer names are listed. Every other authority is kept whole, after a slash, and goes the way of
``definition``. Keys are strings, never digests of strings: two hosts may have one digest. What was tried and how long it took is told in
docs/decisions/0019-domains-by-registration.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adhere.engine.domains.definition import AUTHORITY, LIMIT, SIZE
from adhere.engine.domains.suffixlist import Row
from adhere.engine.quoting import literal

_SIGNS = "a-z0-9_-"
_LABEL = f"[{_SIGNS}]+"
PLAIN_SUFFIX, LONGER = 1, 2
"""What two labels can be: a suffix below which nothing else is listed, or a name below which something is."""


def two_labels(found: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """Yield the names of two labels that are no domain, or need a closer look: written backwards, and what they are."""
    listed = list(found)
    longer = {".".join(name.split(".")[-2:]) for name, _, _ in listed if name.count(".") > 1}
    for name, effective, exception in listed:
        if name.count(".") == 1:
            plain = effective == 2 and not exception and name not in longer
            yield name[::-1], PLAIN_SUFFIX if plain else LONGER


def backwards(found: Iterable[Row]) -> str:
    """Return the expression for two labels of a host that is written backwards, the first of which is an ordinary top-level domain.

    Not one that ends in a digit, which may be an address, nor one below which everything is a suffix. RE2 reads it in one pass.
    """
    wild = [name[::-1] for name, effective, _ in found if "." not in name and effective == 2]
    return f"^({_other(wild, digits=False)}[.]{_LABEL})(?:[.]{_LABEL})*$"


def _other(words: list[str], *, digits: bool = True) -> str:
    """Return an expression, without going back, for any label that is none of the words."""
    firsts = sorted({word[0] for word in words if word})
    signs = _without(firsts, digits=digits)
    arms = [f"[{signs}][{_SIGNS}]*"]
    for first in firsts:
        rest = [word[1:] for word in words if word.startswith(first)]
        arms.append(f"{first}(?:{_other(rest)}){'' if '' in rest else '?'}")
    return f"(?:{'|'.join(arms)})"


def _without(firsts: list[str], *, digits: bool) -> str:
    signs = "abcdefghijklmnopqrstuvwxyz" + ("0123456789" if digits else "") + "_-"
    return "".join(sign for sign in signs if sign not in firsts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What is added up of the rows of a ``relation``: bytes, documents, those with a size, and bytes by modality.

    ``total`` is all their bytes together, ``complete`` whether every row has a size; ``parts`` gives more sums, each of the rows whose modality is
    one of the words. It is ``placed`` where the relation has ``nth``, the places of rows.
    """

    relation: str
    total: int
    complete: bool
    parts: Mapping[str, Sequence[str]]
    placed: bool = False

    def by_host(self, where: str = "TRUE") -> str:
        """Return the SQL that adds up rows by host, or by authority after a slash."""
        return f"SELECT h, {self._numbers()} FROM ({_authorities(self.relation, self._more)}) AS told WHERE {where} GROUP BY h"

    def by_number(self, number: str, where: str = "TRUE") -> str:
        """Return the SQL that adds up rows by the number of their key, of which ``number`` is the SQL."""
        return f"""SELECT n, {self._numbers()} FROM (SELECT {number} AS n, {SIZE} AS b{self._more}
            FROM ({self.relation}) AS manifest) AS told WHERE {where} GROUP BY n"""

    @property
    def names(self) -> tuple[str, ...]:
        """The numbers that are added up."""
        return tuple(self._of_rows())

    @property
    def again(self) -> str:
        """The SQL of these numbers added up once more."""
        return ", ".join(f"{self._sum(name)} AS {name}" for name in self.names)

    @property
    def _more(self) -> str:
        return ", modality" if self.parts else ""

    def _numbers(self) -> str:
        """Return the SQL of what is added up of rows."""
        return ", ".join(f"{sql} AS {name}" for name, sql in self._of_rows().items())

    def _of_rows(self) -> dict[str, str]:
        """Return the numbers that are added up, and the SQL of each."""
        numbers = {"bytes": f"coalesce({self._sum('b')}, 0)", "documents": "count(*)"}
        numbers |= {} if self.complete else {"known": "count(b)"}
        for name, words in self.parts.items():
            told = ", ".join(map(literal, words))
            numbers[name] = f"coalesce({self._sum(f'CASE WHEN modality IN ({told}) THEN b END')}, 0)"
        return numbers

    def by_key(self, hosts: str, pattern: str, where: str = "TRUE") -> str:
        """Return the SQL that adds up hosts by key: a domain, or an authority after a slash. ``short`` has the names of two labels."""
        kept = ", ".join(self.names)
        return f"""SELECT k, {self.again} FROM (SELECT {_key()} AS k, {kept}
            FROM (SELECT h, r, {kept}, regexp_extract(r, '{pattern}', 1) AS two
                FROM (SELECT h, reverse(h) AS r, {kept} FROM {hosts} AS added) AS backwards) AS cut
            LEFT JOIN short ON short.s = two) AS keyed WHERE {where} GROUP BY k"""

    def _sum(self, column: str) -> str:
        """Return the SQL of a sum: in 64 bits where all bytes together fit in them, as then every part does."""
        return f"{'sum_no_overflow' if self.total <= LIMIT else 'sum'}({column})"


_AUTHORITY = f"'/' || coalesce(regexp_extract(url, '{AUTHORITY}', 1), '')"
"""The SQL of an authority that has to be looked at, after a slash."""


NO_PLACE = "-1"
"""Of a row that is not told by its place, even where it has no URL."""


def number(suffixes: int, texts: int, place: str = NO_PLACE) -> str:
    """Return the SQL of the number of a key, with functions of ``engine.native`` and the numbers of their table and list; ``place`` is the SQL of that of a row.

    Most domains are their own number, and what else there is has one in the list.
    """
    return f"coalesce(adhere_key(url, {place}, {suffixes}, {texts}), adhere_number({_AUTHORITY}, {texts}))"


def _authorities(relation: str, more: str) -> str:
    """Return the SQL of what stands after the second slash, or, where a URL does not begin as most do, of its authority after a slash.

    Most hosts are what stands before the first slash once the scheme is off. That takes two thirds of the time of splitting a URL at every
    slash, which is left for those that have no slash after the host.
    """
    return f"""SELECT CASE WHEN first <> '' THEN first
            WHEN starts_with(url, 'https://') OR starts_with(url, 'http://') THEN split_part(url, '/', 3)
            ELSE {_AUTHORITY} END AS h, b{more}
        FROM (SELECT url, CASE WHEN starts_with(url, 'https://') THEN {_before_slash(8)}
            WHEN starts_with(url, 'http://') THEN {_before_slash(7)} ELSE '' END AS first, {SIZE} AS b{more}
        FROM ({relation}) AS manifest) AS begun"""


def _before_slash(octets: int) -> str:
    """Return the SQL of what stands before the first slash after so many octets: '/' where that is nothing, '' where there is no slash."""
    return f"parse_dirname(overlay(url, '', 1, {octets}), 'forward_slash')"


def _key() -> str:
    three = f"regexp_extract(r, '^{_LABEL}[.]{_LABEL}[.]{_LABEL}')"
    return f"""CASE WHEN two <> '' AND short.s IS NULL THEN reverse(two)
        WHEN short.kind = {PLAIN_SUFFIX} AND {three} <> '' THEN reverse({three})
        WHEN starts_with(h, '/') THEN h ELSE '/' || regexp_extract(h, '^[^?#]*') END"""
