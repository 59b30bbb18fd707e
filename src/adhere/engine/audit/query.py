# SPDX-License-Identifier: EUPL-1.2
"""The question an audit asks of an engine, as SQL of DuckDB that SQLGlot turns into Spark's: for each URL what it was, and by which rule.

One walk along the URLs: the authority is cut out, what was in force there then is joined, and the path meets only rules that
begin as it does. What SQL cannot read exactly (an odd authority, escapes, signs outside ASCII) is asked of the parser: of functions in the
embedded engine, of tables of answers in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from adhere.content.robots.spelling import UNUSUAL
from adhere.engine.audit.authorities import PLAIN
from adhere.engine.audit.patterns import ASKING, KEY
from adhere.engine.audit.settling import CARRIED, COLUMNS, NOTHING, TODAY, Beside, settled
from adhere.engine.audit.tables import BOUNDS, FLAG, NO_PROFILE, NO_SITE, NO_STATE

__all__ = [
    "COLUMNS",
    "TODAY",
    "Asked",
    "by_rules",
    "counts",
    "decisions",
    "heard",
    "odd_urls",
    "questions",
    "said_by_path",
]

_NUMBER = "CASE WHEN p.fetch_time IS NOT NULL THEN t.first + {} + CASE WHEN t.more IS NULL THEN 0 ELSE array_length(list_filter(t.more, lambda m: m <= p.fetch_time)) END END".format(
    " + ".join(f"CASE WHEN p.fetch_time >= t.bound_{place} THEN 1 ELSE 0 END" for place in range(BOUNDS))
)
"""Which of its states a site was in; nearly every site has few."""
ITSELF = "/robots.txt"
"""The path of the file, which no rule of it reserves. RFC 9309, section 2.2.2."""
_UNREAD = " OR ".join(
    (
        *(f"contains(s.url, '{sign}')" for sign in ("#", *UNUSUAL)),
        "bit_length(s.url) <> 8 * length(s.url)",
    )
)
"""Whether a URL may be asked for as another than rows compare: escapes, dot segments and whatever else ``robots.spelling`` looks at."""
_PATH = "substr(h.url, length(h.plain))"
READINGS = ("agree", "full-name-only", "letter-only")


class Numbers(NamedTuple):
    """The numbers of tables that functions in C look things up in (``engine.native``)."""

    sites: int
    spells: int
    rules: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How an engine asks the parser: SQL of the authority of a URL, and of the code of one that rows cannot decide; and what is joined for it."""

    authority: str = "audit_authority(url)"
    decided: str = "audit_decided({set}, url)"
    authority_join: str = ""
    decided_join: str = ""
    native: Numbers | None = None
    """The tables of the functions in C that find sites and rules, where an engine has them; it then asks only for what they leave."""

    @property
    def named(self) -> str:
        """The column by which a site is found, which ``root`` holds."""
        return "site" if self.native else "origin"


def decisions(
    urls: str,
    *,
    today: bool = False,
    asked: Asked | None = None,
    known: bool = False,
    ordered: bool = False,
    placed: bool = False,
    beside: Beside = NOTHING,
) -> str:
    """Return the SELECT of decisions on a relation with url, fetch_time, bytes and ``nth``, the place of a row.

    Joins do not keep the order of rows: ``ordered`` brings them back to it, and with ``placed`` each says its place, for who does so later.
    ``known`` leaves out the URLs of which there is nothing to say.
    """
    ask = asked or Asked()
    columns = "url, fetch_time, bytes, nth, record_sha256, record_time"
    rule = f"LEFT JOIN audit_rule AS r ON r.number = ruled.code % {FLAG}"
    return f"""{_ruled(urls, ask, today=today, known=known, beside=beside)}, judged AS (
    SELECT {columns}, r.pattern AS rule, r.line, {_judged("root IS NULL", "fetch_time IS NULL", today=today)}{beside.judged}
    FROM ruled
    {rule}
)
{settled(beside, today=today, carried=(*CARRIED, "nth") if placed else CARRIED)}
{"ORDER BY j.nth, j.agents" if ordered else ""}"""


def counts(urls: str, *, today: bool = False, native: Numbers | None = None, beside: Beside = NOTHING) -> str:
    """Return the SELECT of decisions counted: once by month, and once by site (``of_origin``), by agents and all that tells them apart.

    Numbers are counted first, and named when few are left. A URL of a site of which nothing was kept meets no join but the first: it is what is
    left of all URLs. So this cannot be asked where answers speak, for they speak of those too.
    """
    codes = [f"{side}code" for side in (["", "now_"] if today else [""])]
    short = ", ".join(
        f"CASE WHEN {code} = 0 THEN 0 ELSE 2 + {code} % 2 + {FLAG} * ({code} // {FLAG}) END AS {code}"
        for code in codes
    )
    keys = ", ".join(("class", *codes))
    ask = Asked(native=native) if native else Asked(authority=f"coalesce({Asked().authority}, '{NO_SITE}')")
    return f"""{_ruled(urls, ask, today=today, known=True, beside=beside, undated=True)}, short AS (
    SELECT {_MONTH} AS moon, fetch_time IS NULL AS undated, site, class, bytes, {short} FROM ruled
), cells AS MATERIALIZED (
    SELECT moon, undated, site, {keys}, grouping(moon) AS of_origin, count(*) AS urls, sum(bytes) AS bytes, count(bytes) AS sized
    FROM short GROUP BY GROUPING SETS ((moon, undated, {keys}), (site, undated, {keys}))
), judged AS (
    SELECT moon, t.origin AS site, of_origin, place, urls, s.bytes, sized, CAST(NULL AS TIMESTAMP) AS record_time,
        CAST(NULL AS VARCHAR) AS record_sha256, CAST(NULL AS VARCHAR) AS rule, CAST(NULL AS INTEGER) AS line,
        {_judged(f"c.profile = {NO_PROFILE}", "undated", today=today).replace("ruled.", "c.")}{beside.judged_cells}
    FROM cells AS s JOIN audit_class AS c ON c.class = s.class LEFT JOIN audit_site AS t ON t.site = s.site
), everything AS (
    SELECT {_MONTH} AS moon, count(*) AS urls, sum(bytes) AS bytes, count(bytes) AS sized FROM ({urls}) AS u GROUP BY moon
), met AS (
    SELECT moon, sum(urls) AS urls, sum(bytes) AS bytes, sum(sized) AS sized FROM judged WHERE of_origin = 0 AND place = 0 GROUP BY moon
)
SELECT {_month_of("moon")} AS month, nullif(site, '{NO_SITE}') AS origin, of_origin, urls, bytes, sized, agents, verdict, reason, readings,
    against{f", {TODAY}" if today else ""}
FROM ({settled(beside, today=today, carried=("moon", "site", "of_origin", "urls", "bytes", "sized"))}) AS d
UNION ALL
SELECT {_month_of("e.moon")}, NULL, 0, e.urls - coalesce(m.urls, 0), coalesce(e.bytes, 0) - coalesce(m.bytes, 0), e.sized - coalesce(m.sized, 0),
    0, 'unknown', CASE WHEN e.moon IS NULL THEN 'no-time' ELSE 'no-record' END, '{READINGS[0]}', NULL{", 'unknown'" if today else ""}
FROM everything AS e LEFT JOIN met AS m ON m.moon IS NOT DISTINCT FROM e.moon
WHERE e.urls > coalesce(m.urls, 0)"""


def heard(urls: str, *, today: bool = False) -> str:
    """Return the SELECT of the URLs of which anything is known, each with the set of rules that it has to be decided by (``by_rules``)."""
    return f"{_heard(urls, Asked(), today=today, known=True)}) SELECT * FROM heard"


def said_by_path(urls: str, *, ask: Asked | None = None) -> str:
    """Return the SELECT of what sites say by path beside rules, and the URLs of which their readers have to be asked."""
    heard = _heard(urls, ask or Asked(), today=False, known=True, beside=Beside(sites=True))
    return f"{heard}) SELECT DISTINCT noted, url FROM heard WHERE noted IS NOT NULL"


def questions(urls: str, *, ask: Asked, today: bool = False) -> str:
    """Return the SELECT of the sets and URLs of which the parser has to be asked, for an engine that joins its answers."""
    heard = _heard(urls, ask, today=today, known=True)
    asked = " UNION ALL ".join(
        f"SELECT {side}set_ AS set_, url FROM heard WHERE {side}set_ IS NOT NULL AND (key IS NULL OR {side}asked)"
        for side in (["", "now_"] if today else [""])
    )
    return f"{heard}) SELECT DISTINCT set_, url FROM ({asked}) AS q"


def odd_urls(urls: str) -> str:
    """Return the SELECT of the URLs whose authority is not written as the parser writes it."""
    return f"SELECT DISTINCT url FROM ({urls}) AS u WHERE regexp_extract(url, '{PLAIN}', 0) = ''"


_MONTH = "year(fetch_time) * 12 + month(fetch_time) - 1"


def _month_of(moon: str) -> str:
    return f"CASE WHEN {moon} IS NOT NULL THEN printf('%04d-%02d', {moon} // 12, {moon} % 12 + 1) END"


def _heard(
    urls: str, ask: Asked, *, today: bool, known: bool, beside: Beside = NOTHING, undated: bool = False
) -> str:
    """The walk up to where it is known by which rules each URL is decided, for each group of agents.

    ``key`` is how its path begins, NULL where rows cannot read the URL. With ``undated`` one without a time is known too, and nothing of it.
    """
    left = "" if known else "LEFT "
    sides = ["", "now_"] if today else [""]
    said, plain = beside.of_rows, "" if ask.native else ", p.plain"
    meant, walk = "dated", _dated(urls, ask, known=known, beside=beside, undated=undated)
    if not _is_meant(ask, undated=undated):
        meant = "stated"
        walk += f""", stated AS (
    SELECT p.url, p.fetch_time, p.bytes, p.nth{plain}, p.root, p.origin, p.site{said}, s.profile, s.record_time, s.record_sha256{beside.of_states}
    FROM dated AS p
    {left}JOIN audit_state AS s ON s.number = p.number
)"""
    return f"""
WITH {walk}, heard AS (
    SELECT s.*, c.class, c.place, c.agents, c.access, c.reason, c.same,
        {", ".join(f"c.{side}{name}" for side in sides for name in ("set_", "base", "asked", "query", "other"))},
        c.now_access{beside.of_classes}{"" if ask.native else f", {_key(sides)} AS key"}
    FROM {meant} AS s
    {left}JOIN audit_class AS c ON c.profile = s.profile
"""


def _is_meant(ask: Asked, *, undated: bool) -> bool:
    """Whether a function in C tells what the state of a site means, which is all that is asked where nothing but numbers is counted."""
    return ask.native is not None and undated


def _dated(urls: str, ask: Asked, *, known: bool, beside: Beside, undated: bool) -> str:
    """The beginning of the walk: the site of each URL, told by ``root``, and which of its states it was in, or what that means.

    With functions in C ``root`` is the number of the site, and nothing is joined where its name is not asked for either.
    """
    said = beside.of_rows
    if ask.native:
        sites, spells, _ = ask.native
        plain, seen = "", f"SELECT * FROM ({urls}) AS u"
        root = f"coalesce(adhere_site(url, {sites}), adhere_named({ask.authority}, {sites}){', 0' if undated else ''})"
    else:
        plain, root = ", plain", f"CASE WHEN plain <> '' THEN plain ELSE {ask.authority} END"
        seen = f"SELECT url, fetch_time, bytes, nth{said}, regexp_extract(url, '{PLAIN}', 0) AS plain FROM ({urls}) AS u"
    if _is_meant(ask, undated=undated):  # what is elsewhere has no state to ask for
        found = f"p.root AS site, adhere_profile(p.root, p.fetch_time, {spells}) AS profile FROM placed AS p WHERE p.root >= 0"
    else:
        number = f"coalesce({_NUMBER}, 0)" if beside.answers or undated else _NUMBER
        if undated:
            number = f"CASE WHEN t.site = 0 THEN {NO_STATE} ELSE {number} END"
        found = f"t.origin, t.site, {number} AS number FROM placed AS p {'' if known else 'LEFT '}JOIN audit_site AS t ON t.{ask.named} = p.root"
    return f"""seen AS (
    {seen}
), placed AS (
    SELECT url, fetch_time, bytes, nth{said}{plain}, {root} AS root
    FROM seen {ask.authority_join}
), dated AS (
    SELECT p.url, p.fetch_time, p.bytes, p.nth{said}{plain}, p.root, {found}
)"""


def _key(sides: list[str]) -> str:
    """How a path begins; NULL where rows cannot read the URL, or need not."""
    return f"""CASE WHEN {" AND ".join(f"c.{side}set_ IS NULL" for side in sides)} OR s.plain = '' OR {_UNREAD} THEN NULL
            ELSE substr(s.url, length(s.plain), {KEY}) END"""


def _ruled(urls: str, ask: Asked, *, today: bool, known: bool, beside: Beside, undated: bool = False) -> str:
    """The walk up to the code of the rule that decides."""
    return f"""{_heard(urls, ask, today=today, known=known, beside=beside, undated=undated)}), {by_rules(ask, today=today)}"""


def by_rules(ask: Asked, *, today: bool = False) -> str:
    """Return the end of the walk, from ``heard``, where the set of rules of each URL is known, to ``ruled``, where ``code`` is the rule that decides.

    A path is cut out only where rules are tried on every path, or begin as it does: that is dear, as it is to carry lists of rules along.
    """
    sides = ["", "now_"] if today else [""]
    if ask.native is not None:
        codes = ", ".join(_native_code(side, ask, ask.native) for side in sides)
        return f"ruled AS (SELECT h.*, {codes} FROM heard AS h)"
    tried = " OR ".join(f"{side}{name}" for side in sides for name in ("query", "other"))
    return f"""pathed AS (
    SELECT *, CASE WHEN key IS NOT NULL AND ({tried}) THEN {_PATH} END AS path FROM heard AS h
), ruled AS (
    SELECT h.*, {", ".join(_code(side, ask) for side in sides)}
    FROM pathed AS h
    {" ".join(_joins(side, ask) for side in sides)}
)"""


def _judged(no_root: str, no_time: str, *, today: bool) -> str:
    """The columns that say what robots.txt decided."""
    return f"""coalesce(ruled.agents, 0) AS agents, {_verdict("access", "code")} AS verdict,
        CASE WHEN {no_root} THEN 'malformed-url' WHEN {no_time} THEN 'no-time' WHEN reason IS NULL THEN 'no-record'
            WHEN access <> 'rules' AND code % 2 = 0 AND code <> 0 THEN reason
            WHEN access = 'reserved' THEN 'no-rule'
            WHEN access <> 'rules' THEN reason
            WHEN code = 0 THEN 'no-rule' ELSE 'rule' END AS reason,
        CASE WHEN code >= {2 * FLAG} THEN '{READINGS[2]}' WHEN code >= {FLAG} THEN '{READINGS[1]}' ELSE '{READINGS[0]}' END AS readings,
        origin{_today(today=today)}"""


def _today(*, today: bool) -> str:
    if not today:
        return ""
    return f", CASE WHEN same THEN {_verdict('access', 'code')} ELSE {_verdict('now_access', 'now_code')} END AS {TODAY}"


def _verdict(access: str, code: str) -> str:
    return (
        f"CASE WHEN {access} IS NULL OR {access} = 'unknown' THEN 'unknown'"
        f" WHEN {code} % 2 = 0 AND {code} <> 0 THEN 'reserved' ELSE 'allowed' END"
    )


def _code(side: str, ask: Asked) -> str:
    """The code of the rule that decides: the base, what the parser says, or the greatest of the rules that match."""
    decided = ask.decided.format(set=f"h.{side}set_", side=side)
    found = ", ".join(
        f"CASE WHEN {rows} IS NULL THEN 0 ELSE list_max(list_transform({rows}, lambda z: CASE WHEN {path} LIKE z.pattern ESCAPE '^' THEN z.code ELSE 0 END)) END"
        for rows, path in ((f"{side}k.patterns", _PATH), (f"{side}f.patterns", "h.path"))
    )
    return (
        f"CASE WHEN h.{side}set_ IS NULL THEN h.{side}base"
        f" WHEN h.key = '{ITSELF[:KEY]}' AND {_PATH} = '{ITSELF}' THEN 0"
        f" WHEN h.key IS NULL OR h.{side}asked THEN coalesce({decided}, h.{side}base)"
        f" WHEN {side}k.set_ IS NULL AND {side}f.number IS NULL THEN h.{side}base ELSE greatest(h.{side}base, {found}) END AS {side}code"
    )


def _native_code(side: str, ask: Asked, numbers: Numbers) -> str:
    """The same code by ``adhere_rule``; the parser is asked of what that leaves."""
    number, base = f"h.{side}set_", f"h.{side}base"
    found = f"adhere_rule(h.url, CASE WHEN h.{side}asked THEN -1 ELSE {number} END, {base}, {numbers.rules})"
    decided = ask.decided.format(set=number, side=side)
    return f"coalesce({found}, CASE WHEN {number} IS NOT NULL THEN {decided} END, {base}) AS {side}code"


def _joins(side: str, ask: Asked) -> str:
    """The lists of rules of which some may match a path; what a set or a path has no part in finds none."""
    number, asks = f"h.{side}set_", " OR ".join(f"contains(h.url, '{sign}')" for sign in ASKING)
    free = (
        f"CASE WHEN h.{side}query AND ({asks}) THEN 2 * {number} + 1 WHEN h.{side}other THEN 2 * {number} END"
    )
    return (
        f"LEFT JOIN audit_keyed AS {side}k ON {side}k.set_ = {number} AND {side}k.key = h.key"
        f" LEFT JOIN audit_free AS {side}f ON {side}f.number = CASE WHEN h.key IS NOT NULL THEN {free} END"
        f" {ask.decided_join.format(set=number, side=side)}"
    )
