# SPDX-License-Identifier: EUPL-1.2
"""The SQL that brings one file to the columns of ``content.figures``: a value where it can be right, else nothing and the fault.

What is written for typed columns keeps to the functions every engine has (see ``Projection.portable``); a text that has to be taken apart
does not, and a file with such columns is converted once before another engine reads it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from adhere.content.figures import COLUMNS
from adhere.engine.manifests.columns import NUMBERS, SIGNALS, STATUS, Field, Shape, Use
from adhere.engine.manifests.faults import LONGEST_URL
from adhere.engine.manifests.statuses import is_content, is_unclear
from adhere.engine.manifests.types import Kind
from adhere.engine.quoting import literal
from adhere.kernel.data import packaged

FIRST, END = "TIMESTAMP '1990-01-01 00:00:00'", "TIMESTAMP '2100-01-01 00:00:00'"
"""Before the web there was nothing to fetch; a time after the end is one in another unit."""
LARGEST = 9_223_372_036_854_775_807
SHORT, STATED = "url-short", "url-stated"
"""What is proven where no URL is too long, and where none is NULL: engines look for an empty text alone in two thirds of the time."""
ABSENT = "'url-absent'"
"""The SQL of the fault of rows without a URL."""
NO_FAULT = "CAST(NULL AS VARCHAR)"
"""The SQL of the fault of rows that can have none."""
Arm = tuple[str, str]
"""A condition, and the SQL of the fault that it means."""
EXACT = 9_007_199_254_740_992
"""Above this, fractions of 64 bits skip whole numbers."""
SECONDS = (631_152_000, 4_102_444_800)
"""1990 and 2100 in seconds since 1970; the ranges in ms, us and ns do not overlap, so each value tells its unit."""
TYPES = {"url": "VARCHAR", "fetch_time": "TIMESTAMP", **dict.fromkeys(NUMBERS, "BIGINT")}
COMPACT = {
    "%Y%m%d": (19900101, 20991231),
    "%Y%m%d%H%M": (199001010000, 209912312359),
    "%Y%m%d%H%M%S": (19900101000000, 20991231235959),
}
"""Dates written as one number, and between which: no such number lies between 1990 and 2100 in any unit since 1970."""
HOURS = (1990010100, 2099123123)
"""Ten digits can be a date with an hour, and are seconds since 1970 of 2033 to 2036 too."""
HOUR = "^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([01][0-9]|2[0-3])$"
_HTTP = "^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|UTC|[+]0000)$"
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?)?"
_ZONE = r" ?[+-][0-9]{2}(:?[0-9]{2})?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Ten expressions, one for each of ``COLUMNS``, and what is wrong with a row.

    ``arms`` are conditions with the fault they mean, of which the first that holds counts; those of ``url`` are apart in ``url_arms``, as no
    other figure takes the URL, by far the largest column; ``size_arms`` are those of bytes among the others. ``where`` is the condition under
    which a row counts, in the portable subset;
    ``portable`` tells whether the ten are too. ``light_columns`` and ``light_arms`` leave a modality as it is written, for whoever groups by
    it first and asks ``kind_of_word`` then.
    """

    columns: tuple[str, ...]
    before: tuple[Arm, ...]
    url_arms: tuple[Arm, ...]
    size_arms: tuple[Arm, ...]
    arms: tuple[Arm, ...]
    where: str
    portable: bool
    light_columns: tuple[str, ...]
    light_arms: tuple[Arm, ...]

    @property
    def fault(self) -> str:
        """The fault of a row, or NULL."""
        return case((*self.before, *self.url_arms, *self.arms))

    @property
    def light(self) -> str:
        """The fault of a row without what takes the URL, and without a modality that is left as it is written."""
        return case((*self.before, *self.light_arms))


def projection(
    shape: Shape,
    access: Callable[[str], str],
    structural: str | None = None,
    proven: Container[str] = (),
    moment: str | None = None,
) -> Projection:
    """Return the projection of a shape; ``access`` gives the SQL of a column by name, ``structural`` the fault of the row as a whole.

    Of the columns in ``proven`` no value can be wrong; ``moment`` is the name of a column with ``moment_of``, worked out once.
    """
    parts = {
        use.column: _Part(use, *(access(one.name) for one in use.fields), proven=proven, moment=moment)
        for use in shape.uses
    }
    fixed = dict(shape.constants)
    values = [_filled(name, _value(name, parts), fixed, parts) for name in COLUMNS]
    status = parts.get(STATUS)
    arms = {name: tuple(parts[name].faults()) for name in COLUMNS if name in parts}
    arms[STATUS] = tuple(_unclear(status))
    columns = tuple(f"{sql} AS {name}" for sql, name in zip(values, COLUMNS, strict=True))
    light = {name: found for name, found in arms.items() if name not in ("url", "modality")}
    return Projection(
        columns=columns,
        light_columns=tuple(_as_written(one, parts.get("modality"), fixed) for one in columns),
        light_arms=tuple(itertools.chain.from_iterable(light.values())),
        before=(*_content(status), *_structural(structural)),
        url_arms=arms.pop("url", ()),
        size_arms=arms.get("bytes", ()),
        arms=tuple(itertools.chain.from_iterable(arms.values())),
        where=status.counts() if status else "TRUE",
        portable=structural is None and all(part.portable for part in parts.values()),
    )


def _first_of(field: Field, sql: str) -> str:
    """Return the SQL of a value, of a list the first."""
    return f"({sql})[1]" if field.kind is Kind.TEXTS else sql


def signals(shape: Shape, access: Callable[[str], str]) -> tuple[str, ...]:
    """Return an expression for each of ``SIGNALS`` (``sql AS column``): all that was said, a line for each time; NULL where nothing was."""
    return tuple(f"{_said(shape, name, access)} AS {name}" for name in SIGNALS)


def _said(shape: Shape, column: str, access: Callable[[str], str]) -> str:
    found = [
        f"array_to_string({access(use.field.name)}, '\n')"
        if use.field.kind is Kind.TEXTS
        else f"CAST({access(use.field.name)} AS VARCHAR)"
        for use in shape.signals
        if use.column == column
    ]
    return f"nullif(concat_ws('\n', {', '.join(found)}), '')" if found else "CAST(NULL AS VARCHAR)"


def moment_of(shape: Shape, access: Callable[[str], str]) -> str:
    """Return the SQL of the time of a row, to be worked out once where it is taken from a text."""
    use = shape.use("fetch_time")
    return "CAST(NULL AS TIMESTAMP)" if use is None else _Part(use, access(use.field.name)).read_moment()


def case(arms: Iterable[Arm]) -> str:
    """Return the SQL of the fault of the first arm that holds."""
    told = " ".join(f"WHEN {condition} THEN {fault}" for condition, fault in arms)
    return f"CASE {told} END" if told else NO_FAULT


def kind_of_word(word: str) -> str | None:
    """Return the modality that a word means, as the SQL of a projection has it; None for one that means none."""
    return _kinds_of_words().get(word) or _kinds_of_words().get(word.lower())


@cache
def _kinds_of_words() -> dict[str, str]:
    table = packaged("adhere.engine.manifests", "data/modalities.toml")["words"]
    return {word: name for name, known in table.items() for word in known}


def any_of(arms: Iterable[Arm]) -> str:
    """Return the SQL of whether some arm holds."""
    return " OR ".join(f"({condition})" for condition, _ in arms) or "FALSE"


def _filled(name: str, value: str, fixed: dict[str, str], parts: Container[str]) -> str:
    """Return the SQL of a value, or what holds for the rows that do not say it themselves."""
    if name not in fixed:
        return value
    return f"coalesce(nullif({value}, ''), {literal(fixed[name])})" if name in parts else literal(fixed[name])


def _value(name: str, parts: dict[str, _Part]) -> str:
    return parts[name].value() if name in parts else f"CAST(NULL AS {TYPES.get(name, 'VARCHAR')})"


def _as_written(column: str, modality: _Part | None, fixed: dict[str, str]) -> str:
    written = modality is not None and modality.use.measure is None and "modality" not in fixed
    return (
        f"{modality.sql} AS modality" if modality and written and column.endswith(" AS modality") else column
    )


def _structural(fault: str | None) -> Iterator[Arm]:
    if fault is not None:
        yield f"{fault} IS NOT NULL", fault


def _unclear(status: _Part | None) -> Iterator[Arm]:
    condition = None if status is None else is_unclear(status.sql, status.kind)
    if condition is not None:
        yield condition, "'status-unknown'"


def _content(status: _Part | None) -> Iterator[Arm]:
    if status is not None:
        yield f"NOT ({status.counts()})", "'not-content'"


class _Part:
    """One column of a file that serves for one of a manifest."""

    def __init__(self, use: Use, *sql: str, proven: Container[str] = (), moment: str | None = None) -> None:
        self.use, self.kind, self.moment = use, use.field.kind, moment
        self.proven, self.short, self.stated = use.column in proven, SHORT in proven, STATED in proven
        self.sql, *self.otherwise = map(_first_of, use.fields, sql)
        self.portable = self._portable()

    def _portable(self) -> bool:
        if self.use.column in NUMBERS:
            return self.kind is Kind.WHOLE and self.use.measure is None
        if self.use.column == "fetch_time":
            fine = self.use.field.type.endswith("_NS")  # finer than what Spark reads
            return self.kind in (Kind.MOMENT, Kind.ZONED) and not fine
        if self.use.column == STATUS:
            return self.kind is Kind.WHOLE
        return self.kind is Kind.TEXT and self.use.measure is None

    def value(self) -> str:
        """Return the SQL of the value, NULL where it cannot be right."""
        if self.proven:
            wide = self.use.column not in NUMBERS or self.use.field.type == "BIGINT"
            return self.sql if wide else f"CAST({self.sql} AS BIGINT)"
        if self.use.column in NUMBERS:
            return self._number()
        if self.use.column == "fetch_time":
            return f"CASE WHEN {self._moment()} >= {FIRST} AND {self._moment()} < {END} THEN {self._moment()} END"
        return self._modality() if self.use.column == "modality" else self.sql

    def faults(self) -> Iterator[Arm]:
        """Yield the conditions under which something is wrong, and what."""
        if self.proven:
            return
        if self.use.column in NUMBERS:
            yield from self._number_faults()
        elif self.use.column == "fetch_time":
            if self.kind is Kind.MOMENT and self.use.field.type == "TIMESTAMP":
                yield f"{self.sql} < {FIRST} OR {self.sql} >= {END}", "'time-outside'"
                return
            if self.use.unit is None and self.kind in (Kind.TEXT, Kind.WHOLE):
                yield _is_hour(self.sql, self.kind), "'time-ambiguous'"
            empty = f" AND {self.sql} <> ''" if self.kind is Kind.TEXT else ""
            yield f"{self.sql} IS NOT NULL{empty} AND {self._moment()} IS NULL", "'time-unreadable'"
            yield f"{self._moment()} < {FIRST} OR {self._moment()} >= {END}", "'time-outside'"
        elif self.use.column == "url":
            if not self.use.optional:
                absent = "" if self.stated else f"{self.sql} IS NULL OR "
                yield f"{absent}{self.sql} = ''", ABSENT
            if not self.short:
                yield f"strlen({self.sql}) > {LONGEST_URL}", "'url-too-long'"
        elif self.use.column == "modality" and self.use.measure is None:
            yield f"{self.sql} <> '' AND ({self._modality()}) IS NULL", "'modality-unknown'"

    def counts(self) -> str:
        """Return the condition under which the status of a fetch means content."""
        return is_content(self.sql, self.kind)

    def _number(self) -> str:
        if self.use.measure == "length":
            octets = f"encode({self.sql})" if self.kind is Kind.TEXT else self.sql
            return f"octet_length({octets})"
        if self.kind is Kind.WHOLE:
            return self._whole()
        if self.use.unit != "s" and self.kind is Kind.TEXT:
            digits = f"regexp_extract({self.sql}, '^([0-9]{{1,18}})([.]0+)?$', 1)"  # 12.0 is how tables with gaps write 12
            exact = f"(strlen({digits}) < 16 OR {digits} = {self.sql} OR CAST({digits} AS BIGINT) < {EXACT})"
            return f"CASE WHEN {digits} <> '' AND {exact} THEN CAST({digits} AS BIGINT) END"
        return self._of_fraction()

    def _whole(self) -> str:
        seconds = self.use.unit == "s"
        bound = f" AND {self.sql} <= {LARGEST // 1000 if seconds else LARGEST}" if self._wide() else ""
        return f"CASE WHEN {self.sql} >= 0{bound} THEN CAST({self.sql} AS BIGINT){' * 1000' if seconds else ''} END"

    def _of_fraction(self) -> str:
        """Return a whole number from a fraction that is one; of seconds the milliseconds, rounded.

        NaN is asked for first: an engine that believes the largest value in the footer of a file drops the comparisons.
        """
        number = self._fraction()
        finite = "" if self.use.field.type.startswith("DECIMAL") else f"isfinite({number}) AND "
        if self.use.unit == "s":
            return f"CASE WHEN {finite}{number} >= 0 AND {number} <= {EXACT // 1000} THEN TRY_CAST(round({number} * 1000) AS BIGINT) END"
        whole = f"{number} >= 0 AND {number} <= {EXACT} AND {number} = floor({number})"
        return f"CASE WHEN {finite}{whole} THEN TRY_CAST({number} AS BIGINT) END"

    def _number_faults(self) -> Iterator[Arm]:
        if self.use.measure == "length":
            return
        if self.kind is Kind.TEXT:
            yield f"regexp_matches({self.sql}, '^-[0-9.]*[1-9]')", "'number-negative'"
            yield f"{self.sql} <> '' AND ({self._number()}) IS NULL", "'number-unreadable'"
            return
        yield f"{self.sql} < 0", "'number-negative'"
        if self.kind is not Kind.WHOLE or self._wide():
            yield f"{self.sql} IS NOT NULL AND ({self._number()}) IS NULL", "'number-unreadable'"

    def _wide(self) -> bool:
        return self.use.field.type in ("HUGEINT", "UBIGINT", "UHUGEINT") or self.use.unit == "s"

    def _fraction(self) -> str:
        if self.kind is not Kind.TEXT:
            return self.sql
        return f"CASE WHEN regexp_matches({self.sql}, '^[0-9]{{1,15}}([.][0-9]{{0,30}})?([eE]-[0-9]{{1,2}})?$') THEN TRY_CAST({self.sql} AS DOUBLE) END"

    def _moment(self) -> str:
        return self.moment or self.read_moment()

    def read_moment(self) -> str:
        """Return the SQL of a time, whatever it is written as; NULL where it cannot be read."""
        if self.kind is Kind.MOMENT and self.use.field.type == "TIMESTAMP":
            return self.sql
        if self.kind in (Kind.MOMENT, Kind.ZONED, Kind.DAY):
            return f"CAST({self.sql} AS TIMESTAMP)"
        if self.kind is Kind.TEXT:
            return _read_moment(self.sql, self.use.unit)
        whole = self.sql if self.kind is Kind.WHOLE else f"TRY_CAST(floor({self.sql}) AS BIGINT)"
        return _since_1970(whole, self.use.unit)

    def _modality(self) -> str:
        table = packaged("adhere.engine.manifests", "data/modalities.toml")
        if self.use.measure == "media-type":
            found = (_of_media_type(one, table["media"]) for one in (self.sql, *self.otherwise))
            return f"coalesce({', '.join(found)})"
        words = " ".join(
            f"WHEN lower({self.sql}) IN ({', '.join(map(literal, known))}) THEN {literal(name)}"
            for name, known in table["words"].items()
        )
        names = ", ".join(map(literal, table["words"]))
        return f"CASE WHEN {self.sql} IN ({names}) THEN {self.sql} {words} END"


def _of_media_type(sql: str, table: dict[str, list[str]]) -> str:
    """Return the modality that a media type means, its parameters left aside."""
    bare = f"trim(regexp_replace(lower({sql}), ';.*', ''))"
    kinds = " ".join(
        f"WHEN {bare} LIKE '{name}/%' THEN '{name}'" for name in ("text", "image", "audio", "video")
    )
    texts, unknown = (", ".join(map(literal, table[name])) for name in ("text", "unknown"))
    return f"CASE {kinds} WHEN {bare} IN ({texts}) THEN 'text' WHEN {bare} IN ({unknown}) OR {bare} = '' THEN NULL WHEN {bare} IS NOT NULL THEN 'other' END"


def _since_1970(sql: str, unit: str | None) -> str:
    """Return a moment from a number since 1970: in the unit stated, else in the one in which it lies between 1990 and 2100."""
    whole = f"CAST({sql} AS BIGINT)"
    micros = {"s": f"{whole} * 1000000", "ms": f"{whole} * 1000", "us": whole, "ns": f"{whole} // 1000"}
    scale = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
    arms = [
        f"WHEN {sql} >= {SECONDS[0] * scale[name]} AND {sql} < {SECONDS[1] * scale[name]} THEN make_timestamp({micros[name]})"
        for name in micros
        if unit in (name, None)
    ]
    if unit is None:
        arms = [f"WHEN {_is_hour(sql, Kind.WHOLE)} THEN NULL", *arms, *_compact(sql)]
    outside = f"WHEN {sql} IS NOT NULL THEN TIMESTAMP '1970-01-01 00:00:00'"  # some other time: outside, not unreadable
    return f"CASE {' '.join(arms)} {outside} END"


def _is_hour(sql: str, kind: Kind) -> str:
    """Return whether a number can be a date with an hour as well as seconds since 1970."""
    if kind is Kind.TEXT:
        return f"strlen({sql}) = 10 AND {sql} >= '{HOURS[0]}' AND {sql} <= '{HOURS[1]}' AND regexp_matches({sql}, '{HOUR}')"
    return f"{sql} >= {HOURS[0]} AND {sql} <= {HOURS[1]} AND regexp_matches(CAST({sql} AS VARCHAR), '{HOUR}')"


def _compact(sql: str) -> Iterator[str]:
    """Yield how a date is read that is written as one number."""
    for form, (first, last) in COMPACT.items():
        yield f"WHEN {sql} BETWEEN {first} AND {last} THEN try_strptime(CAST({sql} AS VARCHAR), '{form}')"


def _read_moment(sql: str, unit: str | None) -> str:
    """Return a moment from a text; without a zone it is UTC.

    ISO 8601, the digits of a date or of CDX, a number since 1970, and the date of HTTP (RFC 9110, section 5.6.7).
    """
    zoned = f"timezone('UTC', TRY_CAST(replace(replace({sql}, ' +', '+'), ' -', '-') AS TIMESTAMPTZ))"
    number = f"TRY_CAST(regexp_replace({sql}, '[.][0-9]*$', '') AS BIGINT)"
    fourteen = (
        ""
        if unit
        else f"WHEN regexp_matches({sql}, '^[0-9]{{14}}$') THEN try_strptime({sql}, '%Y%m%d%H%M%S') "
    )
    return (
        f"CASE WHEN regexp_matches({sql}, '{_ISO}Z?$') THEN TRY_CAST({sql} AS TIMESTAMP) "
        f"WHEN regexp_matches({sql}, '{_ISO}{_ZONE}$') THEN {zoned} {fourteen}"
        f"WHEN regexp_matches({sql}, '^[0-9]{{1,19}}([.][0-9]+)?$') THEN {_since_1970(number, unit)} "
        f"WHEN regexp_matches({sql}, '{_ISO} ?(UTC|GMT)$') THEN TRY_CAST(regexp_replace({sql}, ' ?(UTC|GMT)$', '') AS TIMESTAMP) "
        f"WHEN regexp_matches({sql}, '^[0-9]{{8}}T[0-9]{{6}}Z?$') THEN try_strptime(left({sql}, 15), '%Y%m%dT%H%M%S') "
        f"WHEN regexp_matches({sql}, '{_HTTP}') THEN try_strptime(left({sql}, 25), '%a, %d %b %Y %H:%M:%S') END"
    )
