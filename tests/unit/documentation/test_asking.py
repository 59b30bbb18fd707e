# SPDX-License-Identifier: EUPL-1.2
"""What is missing is asked once, from whoever can know it, in an order that can be explained."""

from __future__ import annotations

from tests.unit.forms.sample import FIELDS, FORM, SECTIONS, annexed, field, filled, parsed, read

from adhere.documentation.asking import EFFORTS, Ask, asks
from adhere.forms.answers import Filled
from adhere.forms.completeness import State
from adhere.forms.library import form
from adhere.kernel.truth import Truth


def by_id(*forms: Filled) -> dict[str, Ask]:
    return {ask.id: ask for ask in asks(forms)}


def test_what_is_answered_or_left_open_is_not_asked() -> None:
    asked = by_id(filled({"name": read("name", "Example")}))

    assert "sample:name" not in asked
    assert "sample:remarks" not in asked
    assert asked["sample:uses"].state is State.MISSING


def test_an_ask_says_who_can_know_it_why_and_for_whom() -> None:
    ask = by_id(filled())["sample:size"]

    assert (ask.form, ask.field, ask.who, ask.effort) == ("sample", "size", "engineering", "figure")
    assert ask.recipients == ("office", "authority", "downstream")
    assert ask.provisions == ("aia:annex-xi.s1.1.d",)
    assert (ask.asked.en, ask.why.en, ask.example.en) == ("asked size", "why size", "example size")


def test_an_answer_that_is_too_coarse_is_asked_only_for_whom_it_is_too_coarse() -> None:
    ask = by_id(filled({"compute": read("compute", "1e24")}))["sample:compute"]

    assert (ask.state, ask.recipients) == (State.TOO_COARSE, ("office",))
    assert ask.remark is not None


def test_an_answer_that_could_not_be_read_is_asked_again() -> None:
    assert by_id(filled(wrong=frozenset({"name"})))["sample:name"].state is State.WRONG


def test_most_waited_for_comes_first_then_least_work_then_the_order_of_the_form() -> None:
    found = asks([filled()])
    keys = [(not ask.sure, -len(ask.recipients), EFFORTS.index(ask.effort)) for ask in found]

    assert keys == sorted(keys)
    alike = [ask.field for ask in found if (ask.sure, len(ask.recipients), ask.effort) == (True, 3, "figure")]
    order = [one.id for one in FORM.fields]
    assert alike == sorted(alike, key=order.index)


def test_a_section_that_does_not_apply_asks_nothing_and_one_that_may_comes_last() -> None:
    assert "sample:risks" not in by_id(filled(risk=Truth.NO))
    assert by_id(filled(risk=Truth.YES))["sample:risks"].sure
    last = asks([filled(risk=Truth.UNKNOWN)])[-1]
    assert (last.id, last.sure) == ("sample:risks", False)


def test_fields_made_up_of_others_ask_for_those_and_add_who_waits() -> None:
    annex = annexed({})
    asked = by_id(annex.others["sample"], annex)

    assert not any(name.startswith("annex:") for name in asked)
    licence = by_id(filled())["sample:licence"]
    assert licence.recipients == ("office", "authority")
    assert set(asked["sample:name"].recipients) == {"office", "authority", "downstream"}


def test_one_fact_is_asked_once_however_many_forms_use_it() -> None:
    drafted = '[[field.draft]]\nneeds = ["provider.name"]\n'
    forms = [
        parsed(name, [one], SECTIONS + field("provider", "text", drafted))
        for name, one in (("a", "office"), ("b", "public"))
    ]
    (ask,) = [ask for ask in asks(filled(form=one) for one in forms) if ask.field == "provider"]

    assert (ask.id, ask.also, ask.fact) == ("a:provider", ("b:provider",), "provider.name")
    assert ask.recipients == ("office", "public")


def test_every_packaged_form_can_be_asked_for() -> None:
    forms = [filled(form=form(name)) for name in ("mdf", "summary", "notification", "serious-incident")]
    found = asks(forms)

    assert len({ask.id for ask in found}) == len(found) > 40
    for ask in found:
        assert ask.effort_text.en != ask.effort_text.nl


def test_the_sample_holds_a_field_of_every_effort() -> None:
    assert FIELDS
    assert {ask.effort for ask in asks([filled()])} >= {"figure", "sentence", "list"}
