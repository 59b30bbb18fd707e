# SPDX-License-Identifier: EUPL-1.2
"""Whether what a person answered and what the facts say can both be right, and whether a reason was given where not.

The rule of statements (decision record 0009): who departs from the files says who, when and why. Prose contradicts nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

from adhere.forms.answers import Answer, Filled, Record, Value
from adhere.forms.completeness import Circumstance, circumstance
from adhere.forms.form import Band, Field, Part
from adhere.forms.precision import bands_of
from adhere.forms.scalars import OTHER, date_text
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import EXACT, Quantity
from adhere.models.facts import contradicts

FAR = 1
"""Orders of magnitude outside its interval beyond which an estimate and a figure need a reason to stand side by side."""


def answered_value(field: Field, answer: Answer) -> Value | None:
    """Return the value of an answer with a stated band in the place of the figure nobody knows."""
    band = next((band for band in field.bands if band.id == answer.band), None)
    if band is None:
        return answer.value
    if band.part is None:
        return answer.value if answer.value is not None else (band.id,)
    parts = answer.value.parts if isinstance(answer.value, Record) else {}
    return Record({band.part: (band.id,), **parts})


def against_band(field: Field, answer: Answer) -> Band | None:
    """Return the band that was stated beside a figure which lies in another, or None."""
    band = next((band for band in field.bands if band.id == answer.band), None)
    if band is None:
        return None
    value = answer.value
    if band.part is not None:
        value = value.parts.get(band.part) if isinstance(value, Record) else None
    return band if isinstance(value, Quantity) and band not in bands_of(value, [band]) else None


def against_facts(field: Field, answer: Answer) -> Circumstance | None:
    """Return how an answer stands to what the facts say, where they cannot both be right."""
    found = answer.drafted
    if found is None or found.value is None:
        return None
    signed = any(source.who and source.when for source in answer.sources)
    if answer.not_applicable is not None:
        return None if signed else circumstance("contradicts-not-applicable")
    stated = answered_value(field, answer)
    if stated is None or not _apart(field, field, stated, found.value):
        return None
    reasoned = any(source.who and source.when and source.why for source in answer.sources)
    if found.basis is Basis.ESTIMATED:
        far = not reasoned and _far(stated, found.value)
        return circumstance("far-from-estimate" if far else "other-estimate")
    return circumstance("overruled" if reasoned else "contradicts")


def against_other_date(filled: Filled, field: Field, answer: Answer) -> Circumstance | None:
    """Return that a date is later than the one it cannot be later than, where both are known."""
    if field.not_after is None:
        return None
    bound = filled.answers.get(field.not_after)
    if bound is None or not isinstance(bound.value, date) or not isinstance(answer.value, date):
        return None
    if answer.value <= bound.value:
        return None
    return circumstance(
        "too-late", bound=filled.form.field(field.not_after).label, day=date_text(bound.value)
    )


def _far(stated: Value, found: Value) -> bool:
    """Whether a figure, or one in a record, lies orders of magnitude outside an estimate."""
    if isinstance(stated, Quantity) and isinstance(found, Quantity):
        low = found.low.scaleb(-FAR, EXACT) if found.low is not None else None
        high = found.high.scaleb(FAR, EXACT) if found.high is not None else None
        return stated.unit == found.unit and contradicts(
            stated, Quantity(unit=found.unit, low=low, high=high)
        )
    if isinstance(stated, Record) and isinstance(found, Record):
        return any(
            _far(part, found.parts[name]) for name, part in stated.parts.items() if name in found.parts
        )
    return False


def _apart(field: Field, spec: Field | Part, stated: Value, found: Value, path: str = "") -> bool:
    if isinstance(stated, Quantity) and isinstance(found, Quantity):
        return stated.unit == found.unit and contradicts(_as_written(stated), _as_written(found))
    if isinstance(stated, Record) and isinstance(found, Record):
        return any(
            _apart(field, part, stated.parts[part.id], found.parts[part.id], f"{path}.{part.id}".lstrip("."))
            for part in spec.parts
            if part.id in stated.parts and part.id in found.parts
        )
    if isinstance(stated, tuple) and isinstance(found, Quantity):
        bands = [band for band in field.bands if (band.part or path) == path]
        return stated not in [(band.id,) for band in bands_of(found, bands)]
    if spec.kind in ("choice", "choices") and isinstance(stated, tuple) and isinstance(found, tuple):
        chosen, meant = _options(stated), _options(found)
        return chosen != meant if spec.kind == "choice" else bool(meant - chosen)
    return spec.kind in ("date", "month", "truth") and stated != found


def _options(choices: tuple[object, ...]) -> set[str]:
    return {str(choice).partition(OTHER)[0] for choice in choices}


def _as_written(quantity: Quantity) -> Quantity:
    """Return the interval that a figure stands for as it was written: 4.1e11 is anything that rounds to it."""
    if not quantity.exact or quantity.low is None:
        return quantity
    with localcontext(EXACT):
        half = Decimal((0, (5,), int(quantity.low.as_tuple().exponent) - 1))
        return Quantity(unit=quantity.unit, low=quantity.low - half, high=quantity.low + half)
