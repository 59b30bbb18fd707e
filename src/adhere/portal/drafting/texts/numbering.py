# SPDX-License-Identifier: EUPL-1.2
"""The numbers of clauses, in the form that ``codes.shape`` has them: chapter T, commitment T-1, measure T-1.2, indicator T-1.2-i1."""

from __future__ import annotations

from collections.abc import Iterator

from adhere.portal.drafting.models import Clause, Draft, Wording

BELOW = {
    Clause.Kind.CODE: (Clause.Kind.CHAPTER,),
    Clause.Kind.CHAPTER: (Clause.Kind.COMMITMENT,),
    Clause.Kind.COMMITMENT: (Clause.Kind.MEASURE,),
    Clause.Kind.MEASURE: (Clause.Kind.ELEMENT,),
    Clause.Kind.ELEMENT: (),
}
"""What kinds of clause belong to a clause."""
_PATTERN = {
    Clause.Kind.COMMITMENT: "{parent}-{place}",
    Clause.Kind.MEASURE: "{parent}.{place}",
    Clause.Kind.ELEMENT: "{parent}-i{place}",
}


def renumber(draft: Draft) -> None:
    """Give every clause of a draft its number and its place in the order of the text; what is gone keeps the number it had."""
    rows = list(
        Wording.objects.filter(draft=draft, removed=False).select_related("clause").order_by("place", "id")
    )
    below: dict[int | None, list[Wording]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    changed = []
    for order, (row, number) in enumerate(_numbered(below, None, "")):
        if (row.order, row.number) != (order, number):
            row.order, row.number = order, number
            changed.append(row)
    Wording.objects.bulk_update(changed, ["order", "number"], batch_size=200)


def _numbered(
    below: dict[int | None, list[Wording]], parent: int | None, number: str
) -> Iterator[tuple[Wording, str]]:
    for place, row in enumerate(below.get(parent, ()), 1):
        own = _number(row, number, place)
        yield row, own
        yield from _numbered(below, row.clause_id, own)


def _number(row: Wording, parent: str, place: int) -> str:
    if row.clause.kind == Clause.Kind.CODE:
        return row.number
    if row.clause.kind == Clause.Kind.CHAPTER:
        return row.mark
    return _PATTERN[Clause.Kind(row.clause.kind)].format(parent=parent, place=place)
