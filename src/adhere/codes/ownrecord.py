# SPDX-License-Identifier: EUPL-1.2
"""What a code says of itself, checked: its family, its life, what it succeeds, its numbers, and whose interests it minds.

Article 56(4) and (8): interests of all parties, and versions that follow one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from adhere.codes.clauses import clauses, requirement_id
from adhere.codes.code import Code, Measure
from adhere.codes.families import families
from adhere.codes.history import kinds
from adhere.codes.parties import parties
from adhere.kernel.text import Text, plain

Told = Iterator[tuple[str, Mapping[str, str | Text]]]
"""The id of a rule and the values of its texts."""


def own_faults(code: Code) -> Told:
    """Yield a rule and its values for everything a code says of itself that cannot be; ``id`` is where it stands."""
    yield from _life(code)
    yield from _numbers(code)
    yield from _interests(code)
    for measure in code.measures:
        yield from _within(measure)
    for holder, what in ((code.id, code.unknown), *((one.id, one.unknown) for one in code.chapters)):
        if what is not None:
            yield "ADH-COD-025", {"id": holder, "what": what}


def _life(code: Code) -> Told:
    if code.family not in families():
        yield "ADH-COD-020", {"id": "family", "found": code.family, "known": ", ".join(families())}
    if code.succeeds in (code.id, f"{code.id}@{code.version}"):
        yield "ADH-COD-021", {"id": "succeeds", "found": code.succeeds}
    for kind in dict.fromkeys(event.kind for event in code.history):
        if kind not in kinds():
            yield "ADH-COD-019", {"id": "event", "kind": kind, "known": plain(", ".join(kinds()))}


def _numbers(code: Code) -> Told:
    here = clauses(code)
    for end in ("from", "to"):
        counted = Counter(one.old if end == "from" else one.new for one in code.renumbered)
        for name, times in counted.items():
            if times > 1:
                yield "ADH-COD-023", {"id": "renumbered", "found": name, "end": end}
    for one in code.renumbered:
        if one.new not in here:
            yield "ADH-COD-022", {"id": one.new, "old": one.old}


def _interests(code: Code) -> Told:
    measures = {one.id for one in code.measures}
    for interest in code.interests:
        found = [] if interest.group in parties() else [interest.group]
        for name in (*found, *(one for one in interest.measures if one not in measures)):
            yield "ADH-COD-028", {"id": "interest", "found": name, "known": plain(", ".join(parties()))}


def _within(measure: Measure) -> Told:
    ids = [requirement_id(measure, place) for place in range(len(measure.requires))]
    ids += [f"deadline {one.id}" for one in measure.deadlines]
    ids += [f"element {one.id}" for one in measure.elements]
    for name, times in Counter(ids).items():
        if times > 1:
            yield "ADH-COD-024", {"id": measure.id, "found": name}
