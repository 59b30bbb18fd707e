# SPDX-License-Identifier: EUPL-1.2
"""What a row shows of a value: the same parts in JSON, in text and as cells, each quantity at the precision of the row.

Rows of the Model Documentation Form (measure 1.1 of the GPAI code) differ per recipient. A row names the parts its recipients
see and how quantities are shown; a row that keeps anything back keeps back every quantity it does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adhere.forms.answers import Record, Value
from adhere.forms.completeness import Circumstance, circumstance
from adhere.forms.form import Band, Field, Part, Row, Show
from adhere.forms.precision import COARSE, Shown, shown_band, shown_quantity
from adhere.forms.scalars import OTHER, choice_text, scalar_json, scalar_text
from adhere.forms.wording import joined, listed
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is seen of a value: canonical JSON, readable text (None where nothing can be said), and its parts or entries."""

    value: Any
    text: Text | None
    parts: tuple[tuple[Text, Seen], ...] = ()
    entries: tuple[Seen, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    figures: bool = False
    """Whether there is a quantity in it."""


def seen(
    field: Field,
    value: Value,
    row: Row | None = None,
    *,
    estimated: bool = False,
    labels: Mapping[str, Text] | None = None,
) -> Seen:
    """Return what a row shows of the value of a field, all of it without a row; ``labels`` are of a per-option field's options."""
    return _Seeing(field=field, row=row, estimated=estimated, labels=labels or {}).at(field, value)


def coarse(row: Row) -> bool:
    """Whether a row keeps something of its figures back."""
    return any(show.how in COARSE for show in row.shows)


def plain_text(text: Text) -> Text:
    """Return a text on one line, as for a cell or an item of a list."""
    return Text(
        *(" ".join(line.removeprefix("- ") for line in one.split("\n") if line) for one in (text.en, text.nl))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seeing:
    field: Field
    row: Row | None
    estimated: bool
    labels: Mapping[str, Text]

    def at(self, spec: Field | Part, value: Value, path: str = "", option: str | None = None) -> Seen:
        """Return what is seen of a value at a path of parts, under an option where the field is asked per option."""
        if isinstance(value, Record):
            if spec.kind == "per-option" and option is None:
                return self._per_option(spec, value)
            return self._record(spec, value, path, option)
        if isinstance(value, Quantity):
            shown = shown_quantity(
                value, self._show(path), self._bands(path, option), estimated=self.estimated
            )
            return _figure(shown)
        if isinstance(value, tuple):
            return self._several(spec, value, path, option)
        return Seen(value=scalar_json(value), text=scalar_text(spec, value))

    def _several(
        self, spec: Field | Part, value: tuple[str, ...] | tuple[Record, ...], path: str, option: str | None
    ) -> Seen:
        """Return what is seen of entries, of a band stated in place of a figure, or of choices."""
        entries = tuple(self._record(spec, one, path, option) for one in value if isinstance(one, Record))
        if entries:
            return _entries(entries)
        names = tuple(one for one in value if isinstance(one, str))
        band = next((band for band in self._bands(path, option) if (band.id,) == names), None)
        if band is not None and spec.kind in ("quantity", "per-option"):
            return _figure(shown_band(band, self._show(path), spec.unit or ""))
        return Seen(value=list(names), text=scalar_text(spec, names, self._bands(path, option)))

    def _record(self, spec: Field | Part, value: Record, path: str, option: str | None) -> Seen:
        parts: list[tuple[Text, Seen]] = []
        answered: dict[str, Any] = {}
        lacking: list[Text] = []
        for part in spec.parts:
            inner = f"{path}.{part.id}".lstrip(".")
            if not self._visible(part, inner):
                continue
            if part.id in value.parts:
                found = self.at(part, value.parts[part.id], inner, option)
                answered[part.id] = found.value
                parts.append((part.label, found))
            elif part.required:
                lacking.append(part.label)
        known = tuple(one for _, found in parts for one in found.circumstances)
        lacks = (circumstance("parts", parts=joined(lacking, ", ")),) if lacking else ()
        return _together(answered, parts, (*lacks, *known))

    def _per_option(self, spec: Field | Part, value: Record) -> Seen:
        only = spec.parts[0] if len(spec.parts) == 1 else spec
        parts = [
            (choice_text(option, dict(self.labels)), self._for_option(only, one, option))
            for option, one in value.parts.items()
        ]
        answered = {option: found.value for option, (_, found) in zip(value.parts, parts, strict=True)}
        return _together(answered, parts, tuple(one for _, found in parts for one in found.circumstances))

    def _for_option(self, only: Field | Part, value: Value, option: str) -> Seen:
        path = only.id if isinstance(only, Part) else ""
        return self.at(only, value, path, option.partition(OTHER)[0])

    def _show(self, path: str) -> Show | None:
        shows = self.row.shows if self.row else ()
        return next((show for show in shows if show.part is None or _within(path, show.part)), None)

    def _bands(self, path: str, option: str | None) -> tuple[Band, ...]:
        return tuple(
            band for band in self.field.bands if (band.part or path) == path and band.when in (None, option)
        )

    def _visible(self, part: Part, path: str) -> bool:
        if self.row is None:
            return True
        if self.row.parts:
            return any(_within(path, name) or _within(name, path) for name in self.row.parts)
        return not coarse(self.row) or not _quantities(part) or self._named(path)

    def _named(self, path: str) -> bool:
        shows = self.row.shows if self.row else ()
        return any(
            show.part is None or _within(path, show.part) or _within(show.part, path) for show in shows
        )


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith(f"{outer}.")


def _quantities(part: Part) -> bool:
    return part.kind == "quantity" or any(_quantities(inner) for inner in part.parts)


def _figure(shown: Shown) -> Seen:
    return Seen(value=shown.value, text=shown.text, circumstances=shown.circumstances, figures=True)


def _together(
    value: dict[str, Any], parts: list[tuple[Text, Seen]], circumstances: tuple[Circumstance, ...]
) -> Seen:
    """Return a record: each part on a line with its label, or as paragraphs where a part is more than one line."""
    told = [(label, found.text) for label, found in parts if found.text is not None]
    separate = any("\n" in text.en or "\n" in text.nl for _, text in told)
    lines = [_labelled(label, text) for label, text in told]
    whole = joined(lines, "\n\n") if separate else listed(lines)
    return Seen(
        value=value,
        text=whole if lines else None,
        parts=tuple(parts),
        circumstances=circumstances,
        figures=any(found.figures for _, found in parts),
    )


def _labelled(label: Text, text: Text) -> Text:
    return Text(*(f"{name}:{_behind(said)}" for name, said in ((label.en, text.en), (label.nl, text.nl))))


def _behind(said: str) -> str:
    return f"\n{said}" if said.startswith("- ") else f" {said}"


def _entries(entries: tuple[Seen, ...]) -> Seen:
    lines = [line for line in (_one_line(entry) for entry in entries) if line is not None]
    return Seen(
        value=[entry.value for entry in entries],
        text=listed(lines) if lines else None,
        entries=entries,
        circumstances=tuple(one for entry in entries for one in entry.circumstances),
        figures=any(entry.figures for entry in entries),
    )


def _one_line(entry: Seen) -> Text | None:
    told: Iterable[tuple[Text, Text]] = (
        (label, plain_text(found.text)) for label, found in entry.parts if found.text is not None
    )
    lines = [_labelled(label, text) for label, text in told]
    return joined(lines, "; ") if lines else None
