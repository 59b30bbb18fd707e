# SPDX-License-Identifier: EUPL-1.2
"""The codes of practice there are, in every version at hand: those that come with the program, and those published here. Article 56(1).

The one place of the portal that answers this: library, registers, joining, intake, desk and API ask here. A code is named by its id, which is
its newest version, or by ``id@version``. A packaged code needs no question to the database; one published here is read from its files.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from adhere.codes import catalogue
from adhere.codes.catalogue import UnknownCodeError, code_of
from adhere.codes.code import Code
from adhere.portal.languages import current
from adhere.portal.listing import listed
from adhere.portal.register.asof import end_of
from adhere.portal.register.models import CodeVersion
from adhere.portal.storing import kept
from adhere.render.archive import parts_of

_NAME = re.compile(r"([A-Za-z0-9_-]{1,80})(?:@([A-Za-z0-9][A-Za-z0-9.-]{0,39}))?")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version of a code that is at hand. ``key`` is what caches know it by: its id where it is packaged, else the digest of its files."""

    code: Code
    key: str
    newest: bool

    @property
    def name(self) -> str:
        """How addresses name it: by the id alone where it is the newest."""
        return self.code.id if self.newest else self.full_name

    @property
    def full_name(self) -> str:
        """How it is named for good."""
        return f"{self.code.id}@{self.code.version}"

    @property
    def published_here(self) -> bool:
        """Whether it was drawn up and published at this portal."""
        return self.key != self.code.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Versions on a page of a list, and the cursor of the next where there is one."""

    held: list[Held]
    following: str | None


def find(name: str, on: date | None = None) -> Held:
    """Return the code of a name; of one named by its id alone the version of a day: the last one published by then, or else the first.

    Raise UnknownCodeError where there is none, FileNotFoundError where the files of one published here are lost.
    """
    asked = _NAME.fullmatch(name)
    if asked is None:
        raise UnknownCodeError(name, known_codes())
    own, version = asked.groups()
    if own in catalogue.known_codes() and version in (None, catalogue.code(own).version):
        return _packaged(own)
    rows = _published_here().filter(code=own)
    row = rows.filter(version=version).first() if version else _on(rows, on)
    if row is None:
        raise UnknownCodeError(name, known_codes())
    return _held(row)


def code(code_id: str) -> Code:
    """Return the newest version of a code by its id alone; raise as ``find`` does."""
    if "@" in code_id:
        raise UnknownCodeError(code_id, known_codes())
    return find(code_id).code


def known_codes() -> tuple[str, ...]:
    """Return the id of every code, the packaged ones first."""
    own = _published_here().filter(until=None).order_by("code").values_list("code", flat=True)
    return (*catalogue.known_codes(), *own)


def named(names: Iterable[str]) -> dict[str, Code]:
    """Return the newest version of each code that is named by its id, asked for together; a code that is not at hand is left out."""
    wanted = set(names)
    packaged = wanted.intersection(catalogue.known_codes())
    found = [*map(_packaged, packaged)]
    if wanted - packaged:
        found += _readable(_published_here().filter(until=None, code__in=wanted - packaged))
    return {one.code.id: one.code for one in found}


def title_of(code: Code | None, name: str) -> str:
    """Return the title of a code in the language of the page; the name it was asked by where it is not at hand."""
    return code.title.in_(current()) if code else name


def chapter_of(code: Code | None, name: str) -> str:
    """Return the name of a chapter with its title; the name alone where the code is not at hand or has no such chapter now."""
    titles = [one.title.in_(current()) for one in code.chapters if one.id == name] if code else []
    return " ".join([name, *titles])


def newest() -> list[Held]:
    """Return the newest version of every code, the packaged ones first."""
    return [*map(_packaged, catalogue.known_codes()), *_readable(_published_here().filter(until=None))]


def on_day(on: date) -> list[Held]:
    """Return of every code the version of a day, as ``find`` does."""
    return [*map(_packaged, catalogue.known_codes()), *_readable(_of_day(on).order_by("code"))]


def page_on_day(on: date, cursor: str = "") -> Page:
    """Return a page of what ``on_day`` returns."""
    return _page(_of_day(on), ("code", "id"), cursor)


def page_of_versions(cursor: str = "") -> Page:
    """Return a page of every version at hand, those of a code together and the newest first."""
    return _page(_published_here(), ("code", "-since", "-id"), cursor)


def by_key(key: str) -> Code:
    """Return the code that caches know by a key, as ``Held`` names it."""
    return catalogue.code(key) if key in catalogue.known_codes() else _read(key)


def state() -> str:
    """Return the state of what was published here: while it is the same, so is every answer on codes."""
    last = _published_here().order_by("-id").values_list("id", "sha256").first()
    return f"{last}"


def _page(rows: QuerySet[CodeVersion], order: tuple[str, ...], cursor: str) -> Page:
    """Return a page of versions published here; the first has the packaged codes before them."""
    found = listed(rows, order, cursor)
    packaged = () if cursor and not found.misread else catalogue.known_codes()
    return Page(held=[*map(_packaged, packaged), *_readable(found.rows)], following=found.following)


def _packaged(name: str) -> Held:
    return Held(code=catalogue.code(name), key=name, newest=True)


def _published_here() -> QuerySet[CodeVersion]:
    """Return the versions published here; a packaged code keeps its id, should one drawn up here have the same."""
    return CodeVersion.objects.exclude(sha256="").exclude(code__in=catalogue.known_codes())


def _on(rows: QuerySet[CodeVersion], on: date | None) -> CodeVersion | None:
    if on is None:
        return rows.filter(until=None).first()
    by_then = rows.filter(since__lt=end_of(on)).order_by("-since", "-id").first()
    return by_then or rows.order_by("since", "id").first()


def _of_day(on: date) -> QuerySet[CodeVersion]:
    """Return of each code published here the version that ``_on`` does; each version is ended by the next."""
    end = end_of(on)
    earlier = Q(since__lt=OuterRef("since")) | Q(since=OuterRef("since"), id__lt=OuterRef("id"))
    is_first = ~Exists(CodeVersion.objects.exclude(sha256="").filter(earlier, code=OuterRef("code")))
    stood = Q(until=None) | Q(until__gte=end)
    return _published_here().filter(Q(stood, since__lt=end) | Q(is_first, since__gte=end))


def _held(row: CodeVersion) -> Held:
    return Held(code=_read(row.sha256), key=row.sha256, newest=row.until is None)


def _readable(rows: QuerySet[CodeVersion] | list[CodeVersion]) -> Iterator[Held]:
    """Yield what can be read; files that are lost take no other code with them, and ``adhere portal check`` tells of them."""
    for row in rows:
        try:
            yield _held(row)
        except FileNotFoundError:
            _log.exception("the files of a published code are lost")


@lru_cache(maxsize=128)
def _read(digest: str) -> Code:
    import tomllib  # noqa: PLC0415 - only where a code published here is shown

    parts = parts_of(kept(digest))
    return code_of(lambda name: tomllib.loads(parts[name].decode()))
