# SPDX-License-Identifier: EUPL-1.2
"""The JSON of a safetensors header read entry by entry, to say exactly what is wrong with it.

Format: https://github.com/huggingface/safetensors#format (unique names, ranges that adjoin from byte 0).
"""

from __future__ import annotations

import json
from collections.abc import Hashable

from adhere.models.readers.columns import BITS, Columns, size_of
from adhere.models.readers.header import DIMENSION_LIMIT, DIMENSIONS_LIMIT, Kind
from adhere.models.readers.refusal import Problem, Refusal, refusal, shown

Pairs = list[tuple[str, object]]
Row = tuple[str, Kind, int, int]


class _Object(Pairs):
    """A JSON object with every key it was written with, so that a name written twice can be seen."""


def careful(text: str) -> Columns:
    """Return the columns of a header; raise Refusal with every kind of mistake in it, once each."""
    pairs, problems = _pairs(text), _Problems()
    rows, metadata = [], {}
    for name, entry in pairs:
        if name == "__metadata__":
            metadata = dict(entry) if isinstance(entry, _Object) else {}
        else:
            row = _row(name, entry, problems)
            rows += [row] if row else []
    _report_twice(pairs, problems)
    problems.refuse()
    _check_ranges(rows, problems)
    problems.refuse()
    kinds: dict[Hashable, Kind] = {kind: kind for _, kind, _, _ in rows}
    end = max((end for *_, end in rows), default=0)
    return Columns([name for name, *_ in rows], [kind for _, kind, *_ in rows], kinds, end, metadata)


def no_json(byte: int) -> Refusal:
    """Return the refusal of a header that stops being JSON in UTF-8 at a byte of the file."""
    return refusal("ADH-MOD-014", f"byte {byte}", byte=byte)


class _Problems:
    """Mistakes by rule: the first of each is shown, the others counted."""

    def __init__(self) -> None:
        self._first: dict[str, dict[str, object]] = {}
        self._count: dict[str, int] = {}

    def add(self, rule: str, **values: object) -> None:
        self._first.setdefault(rule, values)
        self._count[rule] = self._count.get(rule, 0) + 1

    def refuse(self) -> None:
        """Raise Refusal when there is any."""
        if self._first:
            raise Refusal(
                *(
                    Problem(rule, str(values["tensor"]), {**values, "count": self._count[rule]})
                    for rule, values in self._first.items()
                )
            )


def _pairs(text: str) -> Pairs:
    try:
        # strict=False lets control characters in names pass, as the quick way does; messages escape them
        found = json.loads(text, object_pairs_hook=_Object, parse_float=str, parse_constant=str, strict=False)
    except RecursionError:
        raise refusal("ADH-MOD-015", "byte 8") from None
    except json.JSONDecodeError as error:
        raise no_json(8 + len(text[: error.pos].encode("utf-8", "surrogatepass"))) from None
    except ValueError:  # an integer of thousands of digits
        raise no_json(8) from None
    if not isinstance(found, _Object):
        raise refusal("ADH-MOD-015", "byte 8")
    return found


def _row(name: str, entry: object, problems: _Problems) -> Row | None:
    """Return one tensor, or None after saying what is wrong with its entry."""
    fields = dict(entry) if isinstance(entry, _Object) else {}
    if not isinstance(entry, _Object) or sorted(key for key, _ in entry) != [
        "data_offsets",
        "dtype",
        "shape",
    ]:
        problems.add("ADH-MOD-016", tensor=shown(name))
        return None
    dtype, shape = fields["dtype"], _integers(fields["shape"], DIMENSION_LIMIT)
    offsets = _integers(fields["data_offsets"], 2**63)
    if not isinstance(dtype, str) or dtype not in BITS:
        problems.add("ADH-MOD-018", tensor=shown(name), dtype=shown(dtype))
    elif shape is None or len(shape) > DIMENSIONS_LIMIT:
        problems.add("ADH-MOD-019", tensor=shown(name), shape=shown(fields["shape"]))
    elif offsets is None or len(offsets) != 2 or offsets[0] > offsets[1]:
        problems.add("ADH-MOD-020", tensor=shown(name), offsets=shown(fields["data_offsets"]))
    else:
        return name, (dtype, shape), offsets[0], offsets[1]
    return None


def _integers(value: object, limit: int) -> tuple[int, ...] | None:
    """Return a list of whole numbers from 0 to a limit; None for anything else, truths included."""
    if isinstance(value, list) and all(type(part) is int and 0 <= part <= limit for part in value):
        return tuple(value)
    return None


def _report_twice(pairs: Pairs, problems: _Problems) -> None:
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            problems.add("ADH-MOD-017", tensor=shown(name))
        seen.add(name)


def _check_ranges(rows: list[Row], problems: _Problems) -> None:
    """Check that ranges adjoin; only where they do, that each is as long as its tensor."""
    reached, before = 0, ""
    gaps: list[dict[str, object]] = []
    for name, _, begin, end in sorted(rows, key=lambda row: row[2:]):
        if begin < reached:
            problems.add("ADH-MOD-021", tensor=shown(name), other=shown(before), begin=begin, reached=reached)
        elif begin > reached:
            gaps.append({"tensor": shown(name), "begin": begin, "reached": reached})
        reached, before = max(reached, end), name
    problems.refuse()  # a tensor that was moved onto another leaves a gap behind: one mistake, not two
    for gap in gaps:
        problems.add("ADH-MOD-022", **gap)
    problems.refuse()
    for name, kind, begin, end in rows:
        if size_of(kind) != end - begin:
            shape = list(kind[1])
            problems.add(
                "ADH-MOD-023", tensor=shown(name), dtype=kind[0], shape=shown(shape), length=end - begin
            )
