# SPDX-License-Identifier: EUPL-1.2
"""Whether a field of a form is asked at all: the criterion its section hangs on, and the answer it hangs on itself.

What is not known leaves a field asked: unknown is never a reason to leave something out (decision record 0006).
"""

from __future__ import annotations

from adhere.forms.answers import Answer, Filled
from adhere.forms.completeness import Circumstance, State, circumstance
from adhere.forms.form import Condition, Field
from adhere.forms.scalars import OTHER
from adhere.kernel.text import Text, plain
from adhere.kernel.truth import Truth
from adhere.models.wording import wording


def asked(filled: Filled, field: Field) -> Circumstance | None:
    """Return why a field is not asked, or why it is not known to be; None where it plainly is."""
    section = filled.form.section(field.section)
    if section.only_where is not None:
        holds = filled.criteria.get(section.only_where, Truth.UNKNOWN)
        if holds is not Truth.YES:
            kind = "section-not-asked" if holds is Truth.NO else "section-unknown"
            return circumstance(kind, section=section.label)
    return _conditional(filled, field.condition) if field.condition else None


def _conditional(filled: Filled, condition: Condition) -> Circumstance | None:
    other = filled.form.field(condition.field)
    values = {"field": other.label, "value": _wanted(other, condition)}
    before = asked(filled, other)
    if before is not None and before.state is State.NOT_ASKED:
        return circumstance("field-not-asked", **values)
    answer = filled.answers.get(other.id)
    if answer is None or (answer.value is None and answer.not_applicable is None):
        return circumstance("field-unknown", **values)
    return None if _is(answer, condition.value) else circumstance("field-not-asked", **values)


def _is(answer: Answer, wanted: str) -> bool:
    if isinstance(answer.value, bool):
        return wanted == ("yes" if answer.value else "no")
    if isinstance(answer.value, tuple):
        return wanted in {str(choice).partition(OTHER)[0] for choice in answer.value}
    return False


def _wanted(other: Field, condition: Condition) -> Text:
    option = other.option(condition.value)
    if option is not None:
        return option.label
    return wording("values").get(
        {"yes": "true", "no": "false"}.get(condition.value, ""), plain(condition.value)
    )
