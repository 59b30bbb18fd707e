# SPDX-License-Identifier: EUPL-1.2
"""Facts on compute and energy that follow from other facts, and what does not fit together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.models.architectures.operations import AttentionShape, OperationShape, Tower
from adhere.models.compute.deriving import derive_compute
from adhere.models.facts import Fact, Facts
from adhere.models.reading import Reading

UNITS = {
    "parameters": "parameters",
    "data": "tokens",
    "context": "tokens",
    "compute.training.hardware_hours": "accelerator-hours",
    "compute.training.units": "accelerators",
    "compute.training.duration": "days",
    "compute.training.utilisation": "ratio",
    "compute.training": "FLOP",
    "energy": "kWh",
}
SIZE = {
    "parameters.total": 8_030_261_248,
    "parameters.active": 8_030_261_248,
    "data.training.tokens": "15e12",
}
HARDWARE = {"compute.training.hardware": "H100-SXM-80GB", "compute.training.hardware_hours": 1_460_000}
SHAPE = OperationShape(
    active=8_030_261_248,
    embedding=128_256 * 4096,
    layers=(AttentionShape(heads=32, d_qk=128, d_v=128),) * 32,
)
OPERATIONS, CUMULATIVE = "compute.training.operations", "compute.training.cumulative"


def fact(name: str, value: object, at: str = "line 3", notion: str | None = None) -> Fact:
    unit = next((unit for start, unit in UNITS.items() if name.startswith(start)), "")
    named = name.endswith(("hardware", "base")) or isinstance(value, Quantity)
    stated = value if named else Quantity.exactly(str(value), unit)
    source = Source(file="README.md", at=at, method="card")
    return Fact(id=name, value=stated, basis=Basis.DECLARED, sources=(source,), rank=40, notion=notion)


def derive(stated: dict[str, object], shape: OperationShape | None = None, *more: Fact) -> Reading:
    return derive_compute(Facts.of([*(fact(name, value) for name, value in stated.items()), *more]), shape)


def value(reading: Reading, name: str) -> Quantity | None:
    found = [one.value for one in reading.facts if one.id == name]
    assert len(found) <= 1
    return found[0] if found else None


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id.removeprefix("ADH-MOD-") for finding in reading.findings]


def test_size_and_tokens_give_six_n_d_and_a_lower_bound_of_cumulative_compute():
    reading = derive(SIZE)
    assert value(reading, OPERATIONS).value == 6 * 8_030_261_248 * Decimal("15e12")
    assert value(reading, CUMULATIVE).low == value(reading, OPERATIONS).low
    assert value(reading, CUMULATIVE).high is None
    assert [one.notion for one in reading.facts] == ["parameter-updates", "cumulative"]
    assert all(one.basis is Basis.ESTIMATED and one.rank == 60 for one in reading.facts)
    assert rules(reading) == []


def test_a_derived_fact_names_its_inputs_its_method_and_the_edition_of_the_guidelines():
    found = derive(SIZE).facts[0]
    assert {source.file for source in found.sources} == {"README.md"}
    for part in ("6 x N x D", "C(2025) 5045 final", "2025-07-18"):
        assert part in found.note.en
        assert part in found.note.nl


def test_of_nothing_nothing_follows():
    assert derive({}) == Reading()
    assert derive({"parameters.total": 5}) == Reading()
    assert derive({"data.training.tokens": 5}) == Reading()


def test_a_mixture_is_counted_by_its_active_parameters_and_the_note_says_whose_reading_that_is():
    reading = derive({**SIZE, "parameters.total": 671_026_404_352, "parameters.active": 37_000_000_000})
    assert value(reading, OPERATIONS).value == 6 * 37 * Decimal("1e9") * Decimal("15e12")
    assert "our reading" in reading.facts[0].note.en
    assert "onze lezing" in reading.facts[0].note.nl


def test_without_a_number_of_active_parameters_the_model_is_said_to_be_taken_as_dense():
    stated = {name: value for name, value in SIZE.items() if name != "parameters.active"}
    assert "taken to use all of them" in derive(stated).facts[0].note.en


def test_with_shape_and_length_the_count_stands_beside_the_formula_and_so_does_the_share_of_attention():
    reading = derive({**SIZE, "context.trained": 8192}, SHAPE)
    operations = value(reading, OPERATIONS)
    assert operations.low == 6 * 8_030_261_248 * Decimal("15e12")
    assert Decimal("1.19") < operations.high / operations.low < Decimal("1.21")
    assert "13 to 22 % of all operations" in reading.facts[0].note.en


def test_at_great_length_the_formula_and_the_count_disagree_and_that_is_said():
    assert "200" in rules(derive({**SIZE, "context.trained": 131_072}, SHAPE))


def test_towers_that_the_count_leaves_out_are_named():
    with_tower = OperationShape(
        active=SHAPE.active,
        embedding=SHAPE.embedding,
        layers=SHAPE.layers,
        towers=(Tower(name="vision", shape=SHAPE),),
    )
    assert "vision" in derive({**SIZE, "context.trained": 8192}, with_tower).facts[0].note.en


@pytest.mark.parametrize("length", [0, "0.5", "1e30"])
def test_a_sequence_length_that_is_none_leaves_the_formula_alone(length):
    assert value(derive({**SIZE, "context.trained": length}, SHAPE), OPERATIONS).exact


def test_hardware_without_measured_utilisation_is_an_interval_and_said_to_be_assumed():
    reading = derive(HARDWARE)
    operations = value(reading, OPERATIONS)
    assert operations.high / operations.low == Decimal("0.43") / Decimal("0.20")
    assert rules(reading) == ["204", "220"]


def test_measured_utilisation_makes_it_a_value():
    reading = derive({**HARDWARE, "compute.training.utilisation": "0.4"})
    assert value(reading, OPERATIONS).exact
    assert "204" not in rules(reading)


def test_units_and_days_stand_in_for_accelerator_hours():
    by_days = {
        "compute.training.hardware": "H100-SXM-80GB",
        "compute.training.units": 1000,
        "compute.training.duration": 10,
    }
    by_hours = {"compute.training.hardware": "H100-SXM-80GB", "compute.training.hardware_hours": 240_000}
    assert value(derive(by_days), OPERATIONS) == value(derive(by_hours), OPERATIONS)


@pytest.mark.parametrize(("share", "rule"), [("38", "214"), ("0", "214"), ("1.01", "214")])
def test_a_utilisation_that_is_no_ratio_is_not_used(share, rule):
    reading = derive({**HARDWARE, "compute.training.utilisation": share})
    assert rule in rules(reading)
    assert not value(reading, OPERATIONS).exact


def test_a_hardware_utilisation_is_not_used_because_it_counts_recomputation():
    hfu = fact("compute.training.utilisation", "0.52", at="row HFU")
    reading = derive(HARDWARE, None, hfu)
    assert rules(reading)[:2] == ["209", "204"]
    assert not value(reading, OPERATIONS).exact


@pytest.mark.parametrize(
    ("name", "rule", "computed"),
    [("H100", "206", True), ("H800", "207", True), ("H100 NVL", "205", False), ("Ascend 910B", "208", False)],
)
def test_what_the_name_of_an_accelerator_leaves_open_is_said(name, rule, computed):
    reading = derive({**HARDWARE, "compute.training.hardware": name})
    assert rule in rules(reading)
    assert (value(reading, OPERATIONS) is not None) is computed


def test_of_several_accelerators_with_unknown_shares_the_interval_runs_from_slowest_to_fastest():
    stated = {
        **HARDWARE,
        "compute.training.hardware": "H100 SXM, A100 SXM",
        "compute.training.utilisation": "0.5",
    }
    operations = value(derive(stated), OPERATIONS)
    assert operations.high / operations.low == Decimal(989) / Decimal(312)


def test_two_approaches_on_both_sides_of_a_threshold_give_no_verdict():
    reading = derive(
        {
            "parameters.total": 1_235_814_400,
            "parameters.active": 1_235_814_400,
            "data.training.tokens": "9e12",
            "compute.training.hardware": "H100-SXM-80GB",
            "compute.training.hardware_hours": 370_000,
        }
    )
    assert value(reading, OPERATIONS).exceeds(Decimal("1e23")) is Truth.UNKNOWN
    assert {"200", "201"} <= set(rules(reading))


def test_more_work_than_the_hardware_can_do_is_a_mistake():
    assert "215" in rules(derive({**SIZE, **HARDWARE, "compute.training.hardware_hours": 1000}))


def test_stated_further_compute_closes_the_cumulative_figure():
    reading = derive({**SIZE, "compute.training.further": "1e24"})
    assert value(reading, CUMULATIVE).value == value(reading, OPERATIONS).value + Decimal("1e24")


def test_a_base_model_is_named_where_its_compute_is_missing():
    assert "acme/base-7b" in derive({**SIZE, "model.base": "acme/base-7b"}).facts[1].note.en


def test_a_figure_a_person_states_without_its_notion_is_used_for_both_with_a_warning():
    reading = derive({}, None, replace(fact(OPERATIONS, "3e24"), rank=-10))
    assert value(reading, CUMULATIVE).value == Decimal("3e24")
    assert rules(reading) == ["203"]
    assert reading.facts[0].basis is Basis.DECLARED


def test_a_figure_in_a_file_without_its_notion_bounds_the_cumulative_one_from_below():
    reading = derive({}, None, fact(OPERATIONS, "3e24"))
    assert value(reading, CUMULATIVE) == Quantity(unit="FLOP", low=Decimal("3e24"))
    assert rules(reading) == ["203"]


def test_a_stated_figure_of_parameter_updates_is_only_a_lower_bound_of_cumulative_compute():
    reading = derive({}, None, fact(OPERATIONS, "3e24", notion="parameter-updates"))
    assert value(reading, CUMULATIVE) == Quantity(unit="FLOP", low=Decimal("3e24"))
    assert rules(reading) == []


def test_a_stated_cumulative_figure_is_left_alone():
    stated = fact(CUMULATIVE, "9e24", notion="cumulative")
    reading = derive(SIZE, None, stated)
    assert value(reading, CUMULATIVE) is None


def test_cumulative_compute_below_that_of_the_training_is_a_contradiction():
    stated = [
        fact(OPERATIONS, "3e24", notion="parameter-updates"),
        fact(CUMULATIVE, "2e24", notion="cumulative"),
    ]
    assert rules(derive({}, None, *stated)) == ["216"]


def test_a_stated_figure_that_cannot_be_found_again_is_said_and_not_corrected():
    reading = derive(SIZE, None, fact(OPERATIONS, "3e24", notion="parameter-updates"))
    assert rules(reading) == ["210"]
    assert value(reading, OPERATIONS).value == 6 * 8_030_261_248 * Decimal("15e12")


def test_a_stated_figure_within_the_margin_passes():
    assert rules(derive(SIZE, None, fact(OPERATIONS, "8e23", notion="parameter-updates"))) == []


def test_a_figure_four_thirds_of_the_formula_raises_the_question_of_recomputation():
    opt = {"parameters.total": "175e9", "parameters.active": "175e9", "data.training.tokens": "3e11"}
    reading = derive(opt, None, fact(OPERATIONS, "4.3e23", notion="parameter-updates"))
    assert rules(reading) == ["210", "211"]


@pytest.mark.parametrize(("name", "rule"), [("H100-SXM-80GB", "212"), ("A100-SXM-80GB", "213")])
def test_a_figure_twice_what_hardware_and_measured_utilisation_give_points_at_the_wrong_peak(name, rule):
    stated = {**HARDWARE, "compute.training.hardware": name, "compute.training.utilisation": "0.4"}
    ours = value(derive(stated), OPERATIONS).value
    reading = derive(stated, None, fact(OPERATIONS, 2 * ours, notion="parameter-updates"))
    assert rule in rules(reading)


def test_total_flos_of_a_trainer_is_no_stated_figure():
    witness = Fact(
        id=OPERATIONS,
        value=Quantity(unit="FLOP", value=Decimal("1e30")),
        basis=Basis.ESTIMATED,
        sources=(),
        rank=90,
        notion="parameter-updates",
    )
    reading = derive(SIZE, None, witness)
    assert rules(reading) == []
    assert value(reading, CUMULATIVE).low == value(reading, OPERATIONS).low


def test_an_adapter_is_counted_on_its_frozen_base():
    stated = {"parameters.total": 1000, "parameters.adapter": 10, "data.training.tokens": 5}
    assert value(derive(stated), OPERATIONS).value == 4 * 1000 * 5 + 6 * 10 * 5


def test_an_adapter_without_the_size_of_its_base_has_no_figure():
    reading = derive({"parameters.adapter": 10, "data.training.tokens": 5})
    assert reading.facts == []
    assert rules(reading) == ["218"]


def test_energy_follows_by_formula_as_an_interval_and_is_tagged():
    reading = derive(HARDWARE)
    energy = value(reading, "energy.training")
    assert energy.low < 1_460_000 * Decimal("0.7") < energy.high
    assert "not measured" in next(one.note.en for one in reading.facts if one.id == "energy.training")


@pytest.mark.parametrize(("metered", "expected"), [("1.2e6", []), ("1e3", ["226"]), ("1e9", ["226"])])
def test_stated_energy_is_held_against_the_formula(metered, expected):
    found = rules(derive({**HARDWARE, "energy.training": metered}))
    assert [rule for rule in found if rule.startswith("22")] == expected


def test_negative_inputs_are_as_good_as_missing():
    assert derive({**SIZE, "data.training.tokens": -1}).facts == []
    assert derive({**HARDWARE, "compute.training.hardware_hours": -1}).facts == []


def test_every_finding_reads_in_both_languages_without_a_gap():
    reading = derive(
        {**SIZE, **HARDWARE, "compute.training.hardware": "H100"}, None, fact(OPERATIONS, "1e27")
    )
    assert reading.findings
    for finding in reading.findings:
        for language in ("en", "nl"):
            text = finding.wrong(language) + finding.why(language) + finding.remedy(language)
            assert "{" not in text
            assert "None" not in text


@pytest.mark.parametrize(
    ("tokens", "near"), [("11e9", True), ("8e9", False), ("20e9", False), ("13e9", True), ("24e9", False)]
)
def test_an_estimate_whose_margin_reaches_a_threshold_is_reported(tokens, near):
    reading = derive({"parameters.total": "1.6e12", "data.training.tokens": tokens})
    assert ("240" in rules(reading)) is near


@pytest.mark.parametrize(
    ("shape", "trained", "lacking"),
    [
        (None, None, "the shape of the model and the sequence length of training are not known"),
        (SHAPE, None, "the sequence length of training is not known"),
        (None, 4096, "the shape of the model is not known"),
    ],
)
def test_the_formula_is_given_with_the_exact_count_and_what_is_really_missing(
    shape: OperationShape | None, trained: int | None, lacking: str
) -> None:
    stated: dict[str, object] = SIZE if trained is None else SIZE | {"context.trained": trained}
    (found,) = [one for one in derive(stated, shape).facts if one.id == OPERATIONS]

    assert found.note is not None
    assert "8,030,261,248" in found.note.en
    assert "8.030.261.248" in found.note.nl
    assert f"because {lacking}." in found.note.en


def test_the_share_of_attention_is_said_though_the_tokens_are_only_bounded() -> None:
    stated = SIZE | {"data.training.tokens": Quantity.at_least("15e12", "tokens"), "context.trained": 8192}
    (found,) = [one for one in derive(stated, SHAPE).facts if one.id == OPERATIONS]

    assert found.note is not None
    assert "% of all operations at 8192 tokens." in found.note.en


def test_a_finding_about_a_line_points_to_its_number() -> None:
    reading = derive(SIZE | HARDWARE)
    places = {finding.place.line for finding in reading.findings if finding.place.file == "README.md"}

    assert places == {3}
