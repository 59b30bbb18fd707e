# SPDX-License-Identifier: EUPL-1.2
"""How one row stands: what is seen of the answer to its field, and every circumstance that decides on its state.

Recipients and formats: the Model Documentation Form (measure 1.1 of the GPAI code).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adhere.forms.answers import Answer, Filled, Record, Value
from adhere.forms.asking import asked
from adhere.forms.completeness import Circumstance, State, circumstance, state_of
from adhere.forms.contradictions import against_band, against_facts, against_other_date, answered_value
from adhere.forms.form import Field, Row
from adhere.forms.scalars import OTHER, scalar_json
from adhere.forms.seeing import Seen, coarse, seen
from adhere.forms.wording import joined, words
from adhere.kernel.provenance import Basis
from adhere.kernel.text import Text, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is seen in a row, None where nothing is, and the circumstances of it."""

    seen: Seen | None
    circumstances: tuple[Circumstance, ...]

    @property
    def state(self) -> State:
        """The state that follows from the circumstances."""
        return state_of(self.circumstances)


def standing(filled: Filled, field: Field, row: Row) -> Standing:
    """Return how a row of a field that is not composed stands."""
    asking = asked(filled, field)
    known = (asking,) if asking else ()
    if asking is not None and asking.state is State.NOT_ASKED:
        return Standing(seen=None, circumstances=known)
    if field.id in filled.wrong:
        return Standing(seen=None, circumstances=(*known, circumstance("wrong")))
    answer = filled.answers.get(field.id)
    value = answered_value(field, answer) if answer else None
    if answer is not None and answer.not_applicable is not None:
        reasons = _not_applicable(field, answer, answer.not_applicable)
        return Standing(seen=_refusal(answer.not_applicable), circumstances=(*known, *reasons))
    if answer is None or value is None:
        lack = circumstance("missing" if field.required else "optional")
        return Standing(seen=None, circumstances=(*known, lack))
    found = _seen(filled, field, row, answer, value)
    around = (*found.circumstances, *_per_option(filled, field, value), *_beside(filled, field, row, answer))
    return Standing(seen=found, circumstances=(*known, *around))


def _seen(filled: Filled, field: Field, row: Row, answer: Answer, value: Value) -> Seen:
    estimated = answer.basis is Basis.ESTIMATED
    return seen(field, value, row, estimated=estimated, labels=option_labels(filled, field))


def option_labels(filled: Filled, field: Field) -> dict[str, Text]:
    """Return the labels of the options a per-option field is asked for."""
    chosen_in = filled.form.field(field.of).options if field.of else ()
    return {option.id: option.label for option in chosen_in}


def _refusal(reason: Text) -> Seen:
    return Seen(value={"not_applicable": scalar_json(reason)}, text=words("remarks", "not-applicable-short"))


def _not_applicable(field: Field, answer: Answer, reason: Text) -> Iterator[Circumstance]:
    yield circumstance("not-applicable", reason=reason)
    if field.not_applicable is None:
        yield circumstance("not-applicable-refused")
    against = against_facts(field, answer)
    if against is not None:
        yield against


def _per_option(filled: Filled, field: Field, value: Value) -> Iterator[Circumstance]:
    """Tell options that were chosen and have no answer, and answers for options that were not chosen."""
    other = filled.answers.get(field.of or "")
    if not isinstance(value, Record) or field.kind != "per-option":
        return
    if other is None or not isinstance(other.value, tuple):
        return
    labels = option_labels(filled, field)
    chosen = [str(choice).partition(OTHER)[0] for choice in other.value]
    given = [option.partition(OTHER)[0] for option in value.parts]
    for kind, options in (
        ("options", [option for option in chosen if option not in given]),
        ("not-chosen", [option for option in given if option not in chosen]),
    ):
        if options and (field.required or kind == "not-chosen"):
            names = joined([labels.get(option, plain(option)) for option in options], ", ")
            yield circumstance(kind, options=names)


def _beside(filled: Filled, field: Field, row: Row, answer: Answer) -> Iterator[Circumstance]:
    """Tell what stands beside the value: another band, other facts or dates, a draft nobody confirmed, a note."""
    band = against_band(field, answer)
    if band is not None:
        yield circumstance("contradicts-band", band=band.label)
    for against in (against_facts(field, answer), against_other_date(filled, field, answer)):
        if against is not None:
            yield against
    if answer.place is None:
        yield circumstance("drafted")
    if answer.note is not None and not coarse(
        row
    ):  # a note may name the very figures a coarse row keeps back
        yield circumstance("note", note=answer.note)
