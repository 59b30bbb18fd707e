# SPDX-License-Identifier: EUPL-1.2
"""What is computed, in the SQL of DuckDB that ``engine.dialects`` also turns into other dialects: from URLs to totals of domains.

Four steps: URLs are added up by authority (what stands between the slashes and the path); an authority tells its host; a host its domain, by
joins with the ends of all names on the Public Suffix List; domains are added up. The few authorities that take more than ASCII letters,
digits and ports to read come from ``content.hosts`` as rows of ``odd``. Only functions that mean the same everywhere are used.
"""

from __future__ import annotations

from collections.abc import Iterable

from adhere.content.figures import MODALITIES

LIMIT = 2**63 - 1
WIDE = "DECIMAL(28, 0)"
"""For sums over so much that 64 bits might not hold them: its sums have 38 digits, enough for 10^11 rows of any size."""
AUTHORITY = r"^[\x00-\x20]*[a-zA-Z][a-zA-Z0-9+.\t\r\n-]*:[\t\r\n]*/[\t\r\n]*/([^/?#]*)"
"""As ``content.hosts.authority_of`` reads it, with tabs and ends of lines still within."""
_SIGNS = "a-zA-Z0-9._~!$&''()*+,;=:%-"
PLAIN = rf"^(?:[@{_SIGNS}]*@)?([a-zA-Z0-9._-]*[a-zA-Z0-9_-])[.]?(?::[{_SIGNS}]*)?\z"
"""User, host, one stop, port. Lists of signs alone repeat, so that no engine goes back over a long text."""
SIZE = "CASE WHEN bytes >= 0 THEN bytes END"
"""A size that can be right: what is absent or below nought is added to nothing."""


def largest(relation: str) -> str:
    """Return the SQL of rows, sizes known and the largest: tells at little cost that no sum can be too large."""
    return f"""SELECT count(*) AS documents, count(b) AS known, coalesce(max(b), 0) AS largest
        FROM (SELECT {SIZE} AS b FROM ({relation}) AS manifest) AS sized"""


def whole(relation: str) -> str:
    """Return the SQL of all bytes together, in numbers that hold them whatever they are."""
    return f"""SELECT coalesce(sum(CAST(b AS {WIDE})), 0) AS bytes
        FROM (SELECT {SIZE} AS b FROM ({relation}) AS manifest) AS sized"""


def authorities(relation: str, total: int) -> str:
    """Return the SQL that adds up rows by authority; ``total`` is all their bytes together."""
    number = "b" if total <= LIMIT else f"CAST(b AS {WIDE})"
    parts = ", ".join(
        f"coalesce(sum(CASE WHEN modality = '{name}' THEN {number} END), 0) AS {name}" for name in MODALITIES
    )
    return f"""SELECT a, count(*) AS documents, count(b) AS known, coalesce(sum({number}), 0) AS bytes, {parts}
        FROM (SELECT coalesce(regexp_extract(url, '{AUTHORITY}', 1), '') AS a, {SIZE} AS b, modality
            FROM ({relation}) AS manifest) AS told GROUP BY a"""


def hosts(source: str) -> str:
    """Return the SQL of the hosts of authorities, '' where there is none or ``odd`` has to say."""
    return f"""SELECT a, CASE WHEN a LIKE '%..%' OR h LIKE '.%' THEN '' ELSE lower(h) END AS h
        FROM (SELECT a, regexp_extract(a, '{PLAIN}', 1) AS h FROM {source}) AS cut"""


def odd(source: str) -> str:
    """Return the SQL of the authorities that are not plain."""
    return f"SELECT a FROM ({hosts(source)}) AS host WHERE h = '' AND a <> ''"


def sites(source: str, depth: int) -> str:
    """Return the SQL of what authorities lead to: a, kind, domain. ``odd`` has some of them, ``suffix`` has ``depth`` labels at most."""
    joined = f"SELECT a, h, {_last(1)} AS s1 FROM ({hosts(source)}) AS host"
    for level in range(1, depth + 1):
        joined = f"""SELECT l.*, p.e AS e{level}, p.x AS x{level}, {_next(level)} AS s{level + 1}
            FROM ({joined}) AS l LEFT JOIN suffix AS p ON p.s = l.s{level}"""
    kinds = "CASE WHEN h = '' THEN 'no-host' WHEN numeric <> '' THEN 'address' WHEN d = '' THEN 'no-domain' ELSE 'domain' END"
    found = f"""SELECT a, h, {_domain(depth)} AS d, regexp_extract(h, '(?:^|[.])([0-9]+)$', 1) AS numeric
        FROM ({joined}) AS labels"""
    return f"""SELECT t.a AS a, coalesce(o.kind, t.kind) AS kind, CASE WHEN o.kind IS NULL THEN t.domain ELSE o.domain END AS domain
        FROM (SELECT a, {kinds} AS kind, CASE WHEN h = '' OR numeric <> '' THEN '' ELSE d END AS domain FROM ({found}) AS f) AS t
        LEFT JOIN odd AS o ON o.a = t.a"""


def _last(count: int) -> str:
    """Return the SQL of the last labels of a host, '' where it has fewer."""
    return f"regexp_extract(h, '{'[^.]+[.]' * (count - 1)}[^.]+$', 0)"


def _next(level: int) -> str:
    return f"CASE WHEN p.s IS NOT NULL THEN {_last(level + 1)} END"


def _domain(depth: int) -> str:
    """Return the SQL of the domain: one label more than the public suffix, which an exception makes one shorter than itself."""
    exceptions = " ".join(f"WHEN x{level} = 1 THEN {_last(level)}" for level in range(depth, 0, -1))
    longest = " ".join(
        f"WHEN e{level} = {labels} THEN {_last(labels + 1)}"
        for level in range(depth, 0, -1)
        for labels in (level + 1, level)
    )
    return f"CASE {exceptions} {longest} ELSE {_last(2)} END"


def totals(numbers: Iterable[str] = ("documents", "known", "bytes", *MODALITIES)) -> str:
    """Return the SQL that adds up ``authority`` by kind and domain, as ``site`` tells them."""
    sums = ", ".join(f"sum({name}) AS {name}" for name in numbers)
    return (
        f"SELECT kind, domain, {sums} FROM authority AS n JOIN site AS t ON t.a = n.a GROUP BY kind, domain"
    )


def listing(count: int) -> str:
    """Return the SQL of the domains to list, out of ``total``."""
    return f"""SELECT domain, bytes, documents, {", ".join(MODALITIES)} FROM total WHERE kind = 'domain'
        ORDER BY bytes DESC, domain LIMIT {count}"""


def ranked(source: str, columns: Iterable[str]) -> str:
    """Return the SQL of a list in its order: largest first, then by name, as octets compare."""
    more = "".join(f", {name}" for name in columns)
    return f"SELECT domain, bytes, documents{more} FROM {source} ORDER BY bytes DESC, domain"
