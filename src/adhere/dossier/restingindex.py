# SPDX-License-Identifier: EUPL-1.2
"""The index of what names which provision: ids without names, so that a terminal can tell what rests on one without reading every room.

``data/resting.tsv`` is made by ``tools/resting.py`` from ``lawresting``; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, get_args

from adhere.kernel.data import packaged_bytes
from adhere.law.resting import Cited, Group

if TYPE_CHECKING:
    from typing import Final

HEAD: Final = "provision\tgroup\tid\tkind\tgrade\tfrom\tuntil"
PART: Final = "part"
"""The group of a line that says which list is the content of which provision."""
_GROUPS: Mapping[str, Group] = {group: group for group in get_args(Group)}


def index_of(cited: Iterable[Cited], parts: Mapping[str, str]) -> str:
    """Return the index as a file: a line for each list that is the content of a provision, and for each naming of one."""
    lines = [f"{listed}\t{PART}\t{provision}\t\t\t\t" for listed, provision in parts.items()]
    for one in cited:
        start, end = (day.isoformat() if day else "" for day in (one.start, one.end))
        row = one.provision, one.group, one.id, one.kind, one.grade, start, end
        lines.append("\t".join(row))
    return "\n".join((HEAD, *dict.fromkeys(lines))) + "\n"


def indexed(provision: str) -> tuple[tuple[Cited, ...], Mapping[str, str]]:
    """Return what the index has that can rest on a provision, and the lists that are the content of others."""
    lines = packaged_bytes("adhere.dossier", "data/resting.tsv").decode().splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    parts = {row[0]: row[2] for row in rows if row[1] == PART}
    roots = set(_roots(provision, parts))
    found = (_cited(row) for row in rows if row[1] != PART and row[0].partition(".")[0] in roots)
    return tuple(found), parts


def _roots(provision: str, parts: Mapping[str, str]) -> Iterator[str]:
    """Yield the articles and annexes whose provisions can have to do with one."""
    root = provision.partition(".")[0]
    yield root
    for listed, one in parts.items():
        if one.partition(".")[0] == root:
            yield listed
        if listed == root:
            yield one.partition(".")[0]


def _cited(row: list[str]) -> Cited:
    provision, group, name, kind, grade, start, end = row
    return Cited(
        group=_GROUPS[group],
        id=name,
        provision=provision,
        kind=kind,
        grade=grade,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
    )
