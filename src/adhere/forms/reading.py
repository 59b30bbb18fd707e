# SPDX-License-Identifier: EUPL-1.2
"""Reading answers: from what stands in a file to a value of the kind the field asks for.

Every mistake has its own rule (``data/rules.toml``), which says what was found, what is wanted, and an example.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.forms.answers import Record, Value
from adhere.forms.form import Band, Field, Form, Option, Part
from adhere.forms.mistakes import AnswerError, At
from adhere.forms.readers import SCALARS, bands_named, empty, read_choices, read_quantity, read_text
from adhere.forms.scalars import OTHER
from adhere.forms.wording import clipped, near, shown
from adhere.kernel.text import Text

__all__ = ["AnswerError", "read_band", "read_not_applicable", "read_value"]


def read_value(field: Field, raw: object, form: Form | None = None) -> Value:
    """Return the value of an answer; raise AnswerError. With the form, keys of a per-option answer are checked too."""
    at = At(place=field.id)
    if field.kind == "composed":
        at.wrong("027", uses=", ".join(field.uses))
    options = form.field(field.of).options if form is not None and field.of else ()
    return _Reader(field=field, options=options).read(field, raw, at)


def read_band(field: Field, raw: object) -> str:
    """Return the id of the band an answer names; raise AnswerError."""
    at = At(place=field.id)
    if not field.bands:
        at.wrong("030")
    return _band(field.bands, raw, at)


def read_not_applicable(field: Field, raw: object) -> Text:
    """Return the reason why an answer does not apply; raise AnswerError, also where the form accepts no N/A."""
    at = At(place=field.id)
    if field.not_applicable is None:
        at.wrong("031")
    if isinstance(raw, bool) or empty(raw):
        at.wrong("032", found=shown(raw), accepted=field.not_applicable.when)
    return read_text(field, raw, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the value of one field; ``options`` are those of the field it is asked per option of, where they are known."""

    field: Field
    options: tuple[Option, ...]

    def read(self, spec: Field | Part, raw: object, at: At) -> Value:
        """Return the value of a field or part."""
        if empty(raw):
            at.wrong("001")
        match spec.kind:
            case "quantity":
                return self._quantity(spec, raw, at)
            case "record":
                return self._record(spec, raw, at)
            case "entries":
                return self._entries(spec, raw, at)
            case "per-option":
                return self._per_option(spec, raw, at)
            case "choice" | "choices":
                return read_choices(self._offered(spec, at), raw, at, single=spec.kind == "choice")
        return SCALARS[spec.kind](spec, raw, at)

    def _offered(self, spec: Field | Part, at: At) -> tuple[Option, ...]:
        return spec.options or tuple(Option(id=band.id, label=band.label) for band in self._bands(at))

    def _bands(self, at: At) -> tuple[Band, ...]:
        option = at.option and at.option.partition(OTHER)[0]
        return tuple(
            band
            for band in self.field.bands
            if (band.part or at.path) == at.path and band.when in (None, option)
        )

    def _quantity(self, spec: Field | Part, raw: object, at: At) -> Value:
        """Return a quantity, or the band that stands in its place within a record."""
        bands = self._bands(at)
        if isinstance(raw, dict) and raw.keys() == {"band"} and bands:
            return (_band(bands, raw["band"], at),)
        if isinstance(raw, str) and any(band.id == raw for band in bands):
            if spec is self.field and at.option is None:
                at.wrong("021", found=raw)
            return (raw,)
        return read_quantity(spec, raw, at)

    def _record(self, spec: Field | Part, raw: object, at: At) -> Record:
        known = {part.id: part for part in spec.parts}
        if not isinstance(raw, dict):
            at.wrong("023", found=shown(raw), parts=", ".join(known), first=next(iter(known), "?"))
        for name in raw:
            if name not in known:
                at.wrong("022", found=clipped(str(name)), near=near(str(name), known), known=", ".join(known))
        given = {name: value for name, value in raw.items() if value is not None}
        if not given:
            at.wrong("001")
        return Record({name: self.read(known[name], value, at.part(name)) for name, value in given.items()})

    def _entries(self, spec: Field | Part, raw: object, at: At) -> tuple[Record, ...]:
        parts = [part.id for part in spec.parts]
        if not isinstance(raw, list):
            at.wrong("024", found=shown(raw), parts=", ".join(parts), first=parts[0])
        records = (
            {parts[0]: entry} if len(parts) == 1 and not isinstance(entry, dict) else entry for entry in raw
        )
        return tuple(self._record(spec, one, at.entry(number)) for number, one in enumerate(records, 1))

    def _per_option(self, spec: Field | Part, raw: object, at: At) -> Record:
        known = [option.id for option in self.options]
        if not isinstance(raw, dict):
            at.wrong("025", found=shown(raw), of=self.field.of or "-", first=next(iter(known), "text"))
        answered = {name: value for name, value in raw.items() if value is not None}
        if not answered:
            at.wrong("001")
        for name in answered:
            if not isinstance(name, str) or (known and name.partition(OTHER)[0] not in known):
                found = clipped(str(name))
                at.wrong("026", found=found, near=near(str(name), known), known=", ".join(known) or "-")
            read_text(spec, name, at)
        return Record({name: self._for_option(spec, one, at.under(name)) for name, one in answered.items()})

    def _for_option(self, spec: Field | Part, raw: object, at: At) -> Value:
        if empty(raw):
            at.wrong("001")
        if len(spec.parts) == 1:
            return self.read(spec.parts[0], raw, at)
        if spec.parts:
            return self._record(spec, raw, at)
        if self._bands(at) or spec.unit is not None:
            return self._quantity(spec, raw, at)
        return read_text(spec, raw, at)


def _band(bands: tuple[Band, ...], raw: object, at: At) -> str:
    known = [band.id for band in bands]
    if not isinstance(raw, str):
        at.wrong("028", found=shown(raw), known=bands_named(bands))
    if raw not in known:
        at.wrong("029", found=clipped(raw), near=near(raw, known), known=bands_named(bands))
    return raw
