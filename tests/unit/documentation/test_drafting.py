# SPDX-License-Identifier: EUPL-1.2
"""Answers are drafted from what is known, as strong as their weakest fact, and never from nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.forms.sample import field, option, parsed, part, said

from adhere.documentation.drafting import draft
from adhere.forms.answers import Answer, Record
from adhere.forms.form import DraftRule, Field, Form, Part
from adhere.forms.library import form, known_forms, versions
from adhere.forms.values import value_json, value_of
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain
from adhere.models.facts import Fact, Facts, Value
from adhere.models.registry import registry


def fact(fact_id: str, value: Value, basis: Basis = Basis.MEASURED, *, rank: int = 10, **source: str) -> Fact:
    told = Source(**{"file": f"{fact_id}.json", "method": "test", **source})
    return Fact(id=fact_id, value=value, basis=basis, sources=(told,), rank=rank)


def count(fact_id: str, number: int | str, unit: str, **more: object) -> Fact:
    return fact(fact_id, Quantity.exactly(number, unit), **more)  # type: ignore[arg-type]


def form_with(*fields: str) -> Form:
    section = f'[[section]]\nid = "main"\n{said("label", "Main")}\n'
    return parsed("small", ["office"], section + "".join(fields))


def drafts(*needs: str, **more: object) -> str:
    lines = [
        f"{key} = {value!r}" if isinstance(value, str) else f"{key} = {value}" for key, value in more.items()
    ]
    return "\n".join(["[[field.draft]]", f"needs = {list(needs)}", *lines, ""])


def sentence(english: str, dutch: str, *needs: str, part: str | None = None) -> str:
    own = f'part = "{part}"\n' if part else ""
    return f'[[field.draft]]\nneeds = {list(needs)}\n{own}text.en = "{english}"\ntext.nl = "{dutch}"\n'


def drafted(body: str, *facts: Fact) -> Answer | None:
    return draft(form_with(body), Facts.of(facts)).get("asked")


LAYERS = sentence("Layers: {architecture.layers}.", "Lagen: {architecture.layers}.", "architecture.layers")
CONTEXT = sentence("At most {context.maximum}.", "Hoogstens {context.maximum}.", "context.maximum")


def test_a_text_is_every_sentence_that_can_be_made_in_both_languages() -> None:
    asked = field("asked", "text", LAYERS + CONTEXT)
    layers, context = count("architecture.layers", 126, "layers"), count("context.maximum", 131072, "tokens")

    assert drafted(asked, layers, context).value == Text(
        "Layers: 126. At most 131,072 tokens.", "Lagen: 126. Hoogstens 131.072 tokens."
    )
    assert drafted(asked, context).value == Text("At most 131,072 tokens.", "Hoogstens 131.072 tokens.")
    assert drafted(asked) is None


def test_a_unit_that_the_sentence_names_is_not_said_twice() -> None:
    asked = field("asked", "text", LAYERS)

    assert drafted(asked, count("architecture.layers", 2, "layers")).value == Text("Layers: 2.", "Lagen: 2.")


def test_an_answer_is_as_strong_as_its_weakest_fact_and_names_all_of_them() -> None:
    asked = field("asked", "text", LAYERS + CONTEXT)
    answer = drafted(
        asked,
        count("architecture.layers", 2, "layers"),
        count("context.maximum", 8, "tokens", basis=Basis.DECLARED),
    )

    assert answer.basis is Basis.DECLARED
    assert answer.facts == ("architecture.layers", "context.maximum")
    assert [source.file for source in answer.sources] == ["context.maximum.json", "architecture.layers.json"]


def test_the_first_value_whose_facts_are_known_wins() -> None:
    asked = field("asked", "quantity", 'unit = "FLOP"\n' + drafts("one.a") + drafts("one.b"))

    assert drafted(asked, count("one.b", "2e24", "FLOP")).facts == ("one.b",)
    assert drafted(asked, count("one.a", "1e24", "FLOP"), count("one.b", "2e24", "FLOP")).facts == ("one.a",)


def test_a_figure_goes_before_a_mere_bound() -> None:
    asked = field("asked", "quantity", 'unit = "FLOP"\n' + drafts("one.a") + drafts("one.b"))
    bound = fact("one.a", Quantity.at_least("1e24", "FLOP"))

    assert drafted(asked, bound, count("one.b", "2e24", "FLOP")).facts == ("one.b",)
    assert drafted(asked, bound).value == Quantity.at_least("1e24", "FLOP")


def test_a_rule_needs_all_its_facts() -> None:
    asked = field("asked", "text", drafts("model.name", "model.base"))

    assert drafted(asked, fact("model.name", "Example")) is None
    assert drafted(asked, fact("model.name", "Example"), fact("model.base", "x")).value == plain("Example")


@pytest.mark.parametrize(
    ("unit", "rule", "expected"),
    [
        ("MWh", "factor = 0.001", "273.8266"),
        ("kWh", "", "273826.6"),
        ("days", "divisor = 24", "11409.44167"),
    ],
)
def test_units_are_converted_in_decimals(unit: str, rule: str, expected: str) -> None:
    asked = field(
        "asked", "quantity", f'unit = "{unit}"\n[[field.draft]]\nneeds = ["energy.training"]\n{rule}\n'
    )
    value = drafted(asked, count("energy.training", "273826.6", "kWh")).value

    assert value == Quantity(
        unit=unit, value=Decimal(expected), low=Decimal(expected), high=Decimal(expected)
    )


def test_another_unit_without_a_factor_is_no_answer() -> None:
    asked = field("asked", "quantity", 'unit = "MWh"\n' + drafts("energy.training"))

    assert drafted(asked, count("energy.training", 5, "kWh")) is None


def test_a_month_is_its_first_day_and_what_is_no_date_is_none() -> None:
    asked = field("asked", "month", drafts("market.placed_on"))

    assert drafted(asked, fact("market.placed_on", date(2026, 3, 16))).value == date(2026, 3, 1)
    assert drafted(asked, fact("market.placed_on", "soon")) is None


OPTIONS = (
    option("text", "Text", 'facts = ["text"]')
    + option("images", "Images", 'facts = ["image"]')
    + option("other", "Other", 'specify = true\nfacts = ["labels", "embeddings"]')
)


def test_members_of_a_list_become_options_in_the_order_of_the_form() -> None:
    asked = field("asked", "choices", OPTIONS + drafts("modalities.output"))

    assert drafted(asked, fact("modalities.output", ("image", "text"))).value == ("text", "images")
    assert drafted(asked, fact("modalities.output", ("labels",))).value == ("other: labels",)


def test_a_list_with_a_member_no_option_means_is_not_drafted() -> None:
    asked = field("asked", "choices", OPTIONS + drafts("modalities.output"))

    assert drafted(asked, fact("modalities.output", ("text", "smell"))) is None


def test_parts_of_a_record_are_drafted_each_for_itself() -> None:
    asked = field(
        "asked",
        "record",
        part("unit_definition", "text")
        + part("training", "quantity", 'unit = "data points"')
        + part("validation", "quantity", 'unit = "data points"')
        + sentence("Tokens.", "Tokens geteld.", "data.training.tokens", part="unit_definition")
        + drafts("data.training.tokens", part="training", factor=1),
    )

    assert drafted(asked, count("data.training.tokens", "12e12", "tokens")).value == Record(
        {
            "unit_definition": Text("Tokens.", "Tokens geteld."),
            "training": Quantity.exactly("12e12", "data points"),
        }
    )


def test_a_part_with_a_stop_is_a_part_of_the_one_entry_of_a_list() -> None:
    asked = field(
        "asked",
        "record",
        part("hardware", "entries")
        + part("accelerator", "text", table="field.part.part")
        + part("days", "quantity", 'unit = "accelerator-days"', table="field.part.part")
        + drafts("compute.training.hardware", part="hardware.accelerator")
        + drafts("compute.training.hardware_hours", part="hardware.days", divisor=24),
    )
    answer = drafted(
        asked,
        fact("compute.training.hardware", "H100"),
        count("compute.training.hardware_hours", 240, "accelerator-hours"),
    )

    entry = Record({"accelerator": plain("H100"), "days": Quantity.exactly(10, "accelerator-days")})
    assert answer.value == Record({"hardware": (entry,)})


def test_a_list_of_names_becomes_one_entry_each() -> None:
    asked = field("asked", "entries", part("name", "text") + drafts("data.training.datasets"))

    assert drafted(asked, fact("data.training.datasets", ("one", "two"))).value == (
        Record({"name": plain("one")}),
        Record({"name": plain("two")}),
    )


def test_only_options_that_were_chosen_are_drafted_one_by_one() -> None:
    chosen = field("chosen", "choices", OPTIONS + drafts("modalities.input"))
    size = sentence("{context.maximum}.", "{context.maximum}.", "context.maximum", part="text")
    asked = field("asked", "per-option", 'of_field = "chosen"\n' + size)
    context = count("context.maximum", 8, "tokens")

    both = draft(form_with(chosen, asked), Facts.of([context, fact("modalities.input", ("text",))]))
    assert both["asked"].value == Record({"text": Text("8 tokens.", "8 tokens.")})
    for others in ([], [fact("modalities.input", ("image",))]):
        assert "asked" not in draft(form_with(chosen, asked), Facts.of([context, *others]))


def test_witnesses_who_do_not_agree_are_named_in_a_note() -> None:
    asked = field("asked", "text", CONTEXT)
    answer = drafted(
        asked, count("context.maximum", 8192, "tokens"), count("context.maximum", 6144, "tokens", rank=30)
    )

    assert answer.value.en == "At most 8,192 tokens."
    assert "6,144 tokens in context.maximum.json" in answer.note.en
    assert "6.144 tokens" in answer.note.nl


def test_a_yes_or_no_on_which_files_do_not_agree_is_not_drafted() -> None:
    asked = field("asked", "truth", drafts("licence.free_and_open_source"))
    yes, no = (
        fact("licence.free_and_open_source", value, rank=rank) for value, rank in ((True, 10), (False, 20))
    )

    assert drafted(asked, yes).value is True
    assert drafted(asked, yes, no) is None


def test_what_rests_on_statements_alone_stands_where_the_person_wrote_it() -> None:
    asked = field("asked", "text", drafts("provider.name"))
    stated = {"file": "adhere.yaml", "at": "line 7", "who": "A. Person", "when": "2026-11-02"}

    answer = drafted(asked, fact("provider.name", "Example", Basis.DECLARED, **stated))
    assert (answer.place.file, answer.place.line) == ("adhere.yaml", 7)
    assert drafted(asked, fact("provider.name", "Example", Basis.DECLARED)).place is None


def noted(fact_id: str, value: Value, note: str, basis: Basis = Basis.ESTIMATED) -> Fact:
    return replace(fact(fact_id, value, basis), note=plain(note))


FREE = (
    '[[field.draft]]\nneeds = ["licence.spdx"]\nwhere = ["licence.free_and_open_source"]\n'
    'text.en = "Free: {licence.spdx}."\ntext.nl = "Vrij: {licence.spdx}."\n'
)


@pytest.mark.parametrize(("free", "said_of_it"), [(True, "Free: MIT."), (False, None), (None, None)])
def test_a_rule_holds_only_where_its_condition_is_yes(free: bool | None, said_of_it: str | None) -> None:
    known = [fact("licence.spdx", "MIT", Basis.MEASURED)]
    if free is not None:
        known.append(fact("licence.free_and_open_source", free, Basis.DERIVED))
    answer = drafted(field("asked", "text", FREE), *known)

    assert (answer.value.en if answer else None) == said_of_it
    assert answer is None or answer.facts == ("licence.spdx", "licence.free_and_open_source")


def test_an_estimate_of_the_program_keeps_three_figures_in_its_bounds_too() -> None:
    asked = field("asked", "quantity", 'unit = "FLOP"\n' + drafts("one.a"))
    span = Quantity(
        unit="FLOP", value=Decimal("3.8704e23"), low=Decimal("3.5555e23"), high=Decimal("4.1111e23")
    )

    assert drafted(asked, fact("one.a", span, Basis.ESTIMATED)).value == Quantity(
        unit="FLOP", value=Decimal("3.87e23"), low=Decimal("3.56e23"), high=Decimal("4.11e23")
    )
    exact = drafted(asked, count("one.a", "387039008047", "FLOP", basis=Basis.ESTIMATED)).value
    assert exact == Quantity.exactly("3.87e11", "FLOP")


@pytest.mark.parametrize(("basis", "who"), [(Basis.MEASURED, ""), (Basis.ESTIMATED, "A. Person")])
def test_what_was_measured_or_stated_keeps_its_figures(basis: Basis, who: str) -> None:
    asked = field("asked", "quantity", 'unit = "FLOP"\n' + drafts("one.a"))
    told = count("one.a", "387039008047", "FLOP", basis=basis, **({"who": who} if who else {}))

    assert drafted(asked, told).value == Quantity.exactly("387039008047", "FLOP")


def test_braces_in_a_value_stay_as_they_are() -> None:
    asked = field("asked", "text", sentence("Base: {model.base}.", "Basis: {model.base}.", "model.base"))

    assert drafted(asked, fact("model.base", "{model.name} {0}")).value.en == "Base: {model.name} {0}."


# The packaged forms.


def rules() -> Iterator[tuple[str, Field, DraftRule]]:
    for form_id in known_forms():
        for version in versions(form_id):
            for asked in version.fields:
                yield from ((f"{version.full_id(asked)}", asked, rule) for rule in asked.drafts)


def wanted_of(asked: Field, rule: DraftRule) -> Field | Part:
    wanted: Field | Part = asked
    for name in (rule.part or "").split(".") if rule.part and asked.kind != "per-option" else ():
        wanted = next(part for part in wanted.parts if part.id == name)
    return wanted


def test_there_are_draft_rules() -> None:
    assert len(list(rules())) > 30


@pytest.mark.parametrize(
    ("asked", "rule"), [pytest.param(asked, rule, id=name) for name, asked, rule in rules()]
)
def test_every_rule_of_a_packaged_form_can_be_followed(asked: Field, rule: DraftRule) -> None:
    assert {*rule.needs, *rule.where} <= registry().keys()
    assert all(registry()[name].type == "truth" for name in rule.where)
    if rule.text is not None:
        for language in ("en", "nl"):
            assert set(re.findall(r"\{([a-z_.]+)\}", rule.text.in_(language))) <= set(rule.needs)
        return
    wanted, kind = wanted_of(asked, rule), registry()[rule.needs[0]]
    if wanted.kind == "quantity":
        assert kind.type in ("quantity", "count")
        assert rule.factor or rule.divisor or kind.unit == wanted.unit
    if wanted.kind in ("choice", "choices"):
        known = {meant for one in wanted.options for meant in one.facts}
        assert set(kind.members or kind.choices or ("yes", "no")) <= known


SAMPLES: dict[str, Value] = {
    "text": "Example",
    "truth": True,
    "date": date(2026, 3, 1),
    "country": "NL",
    "quantity": Quantity(unit="?", value=Decimal("1.2e24"), low=Decimal("1.0e24"), high=Decimal("1.4e24")),
}


def test_whatever_is_known_every_draft_is_a_value_of_its_field() -> None:
    everything = Facts()
    for kind in registry().values():
        value: Value = SAMPLES.get(kind.type, "Example")
        if kind.type in ("quantity", "count"):
            value = Quantity.exactly("1.2e24", kind.unit or "")
        elif kind.type in ("list", "choice"):
            value = (kind.members or ("one", "two")) if kind.type == "list" else kind.choices[0]
        everything.add(fact(kind.id, value))
    for form_id in known_forms():
        known = form(form_id)
        for answer in draft(known, everything).values():
            asked = known.field(answer.field)
            assert value_json(value_of(asked, value_json(answer.value))) == value_json(answer.value)


def test_what_must_be_known_of_a_measured_fact_stands_beside_the_sentence_that_says_it() -> None:
    told = noted(
        "context.maximum", Quantity.exactly(163840, "tokens"), "Scaled from 4,096.", basis=Basis.MEASURED
    )
    answer = drafted(field("asked", "text", CONTEXT), told)

    assert answer is not None
    assert answer.note == plain("Scaled from 4,096.")
