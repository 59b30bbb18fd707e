# SPDX-License-Identifier: EUPL-1.2
"""Rows added up by the number of their key, which functions in C tell: a domain of up to 24 signs is its own number, any other text has one in a list.

The engine groups numbers of 128 bits in three quarters of the time of texts, and in less memory; no two texts have the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adhere.content.hosts import site_in
from adhere.engine.domains import quick
from adhere.engine.domains.request import Request
from adhere.engine.domains.slicing import into, within
from adhere.engine.domains.suffixlist import Row
from adhere.engine.embedded.sessions import Session
from adhere.engine.native.loading import WORTH, Kept, Texts, functions
from adhere.engine.native.names import packed

EXCEPTION = 256
TRIED = 200
"""Names of the list of suffixes that the functions in C are tried on before they are believed."""
ENOUGH = 10_000_000
"""Octets that the texts of these take at most."""
SHARE = 16
"""The part of what the engine may take that the list of other texts may take beside it."""
NO_LIST = -1
_LISTED = f"CAST('{2**128 - 2**64}' AS UHUGEINT)"
_ABSENT = f"CAST('{2**128 - 2**65}' AS UHUGEINT)"
"""From here on numbers are those of the list, and before them of rows without a URL, by their places: see ``native/source/packing.h``."""
_NO_PLACE = 2**64 - 1


@dataclass(slots=True)
class ByNumber:
    """The number of the key of each row, into the table ``numbered``; ``aside`` has the texts of those that are in the list, and rows without a URL.

    Rows without a URL are told by their places in one slice only: where there are many the later ones have one number together, and which these are is not
    the same each time that the rows are read.
    """

    sums: quick.Sums
    suffixes: Kept
    texts: Texts
    placed: bool = False
    """Whether they are told so."""

    def make(self, session: Session, slices: int, size: int) -> None:
        """Add up."""
        self.placed = self.sums.placed and slices == 1
        number = quick.number(
            self.suffixes.number, self.texts.number, "nth" if self.placed else quick.NO_PLACE
        )
        for place in range(slices):
            made = self.sums.by_number(number, within("n", place, slices))
            session.run(f"{into('numbered', place)} {made}", step="domains", size=size)
        session.run(
            f"CREATE TEMP TABLE aside AS SELECT CASE WHEN n < {_LISTED} THEN '/' ELSE adhere_text(n, {self.texts.number}) END AS k, *"
            f" FROM numbered WHERE n >= {_ABSENT}"
        )

    @property
    def full(self) -> bool:
        """Whether there are more other texts than the list takes."""
        return self.texts.full

    def domains(self) -> str:
        """Return the SQL of the domains."""
        return f"""SELECT adhere_text(n, {NO_LIST}) AS k, * FROM numbered WHERE n < {_ABSENT}
            UNION ALL SELECT * FROM aside WHERE NOT starts_with(k, '/')"""

    def others(self) -> str:
        """Return the SQL of the authorities that have to be looked at."""
        return f"SELECT k, {self.sums.again} FROM aside WHERE starts_with(k, '/') GROUP BY k"

    def absent(self, session: Session) -> tuple[int, ...] | None:
        """Return the places of the rows without a URL, in order; None where they were not asked, or there are more than are told by their places."""
        if not self.placed:
            return None
        found = session.rows(f"SELECT n - {_ABSENT} AS place FROM aside WHERE n < {_LISTED} ORDER BY place")
        places = tuple(int(place) for (place,) in found)
        return None if _NO_PLACE in places[-1:] else places

    def with_numbers(self, rows: str) -> str:
        """Return the SQL of rows of domains with the number of each, n."""
        return f"SELECT one.*, coalesce(adhere_number(domain, {NO_LIST}), aside.n) AS n FROM ({rows}) AS one LEFT JOIN aside ON k = domain"


def by_number(
    session: Session, request: Request, sums: quick.Sums, suffixes: Sequence[Row]
) -> ByNumber | None:
    """Return this way to add up: where it is worth compiling, can be, and says of some URLs what Python says; else None."""
    native = request.size >= WORTH if request.native is None else request.native
    found = functions(session) if native else None
    if found is None:
        return None
    table = found.keep(packed([numbered(row) for row in suffixes]))
    if not _agrees(session, request, suffixes, table, found.list_texts(ENOUGH)):
        return None
    return ByNumber(sums, table, found.list_texts(session.octets // SHARE))


def numbered(row: Row) -> tuple[bytes, int]:
    """Return a listed name with the labels of the public suffix that it makes, nought, or EXCEPTION, as ``native/source/domain.c`` reads it."""
    name, labels, exception = row
    return name.encode(), EXCEPTION if exception else labels or 0


def _agrees(session: Session, request: Request, suffixes: Sequence[Row], table: Kept, texts: Texts) -> bool:
    """Whether the functions say of hosts that end in listed names, some of each kind, what Python says."""
    names = [name for name, _, _ in suffixes[:: max(1, len(suffixes) // TRIED)]]
    names += [name for name, _, exception in suffixes if exception]
    hosts = [f"{labels}{name}" for name in names for labels in ("", "a.", "b.a.", "c.b.a.")]
    said = [site_in(host, request.suffixes, request.rules).domain or f"/{host}" for host in hosts]
    found = session.rows(
        f"""SELECT adhere_text({quick.number(table.number, texts.number)}, {texts.number})
            FROM (SELECT 'https://' || unnest($1::VARCHAR[]) || '/' AS url, generate_subscripts($1::VARCHAR[], 1) AS nth) ORDER BY nth""",
        [hosts],
    )
    return [domain for (domain,) in found] == said
