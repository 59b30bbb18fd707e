# SPDX-License-Identifier: EUPL-1.2
"""Facts that follow from facts: modalities, country, size, own or another's model."""

from datetime import date

import pytest

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.derivation import derive
from adhere.models.facts import Fact, Facts, Value

ON = date(2026, 11, 22)


def derived(**stated: Value) -> Facts:
    facts = Facts.of(
        Fact(
            id=name.replace("__", "."),
            value=value,
            basis=Basis.DECLARED,
            sources=(Source(file="f", method="m"),),
        )
        for name, value in stated.items()
    )
    derive(facts, ON)
    return facts


@pytest.mark.parametrize(
    ("taken", "made", "generated"),
    [
        (("text",), ("text",), ("language",)),
        (("text",), ("image",), ("image-from-text",)),
        (("text", "image"), ("video",), ("video-from-text",)),
        (("image",), ("image",), ()),
        (("text",), ("text", "image"), ("language", "image-from-text")),
    ],
)
def test_what_is_generated_follows_from_what_goes_in_and_out(taken, made, generated):
    facts = derived(modalities__input=taken, modalities__output=made)
    assert facts.value("modalities.generated") == generated


def test_audio_may_be_speech_or_only_sound_so_it_settles_nothing():
    assert "modalities.generated" not in derived(modalities__input=("text",), modalities__output=("audio",))


def test_images_without_knowing_what_goes_in_settle_nothing():
    assert "modalities.generated" not in derived(modalities__output=("image",))


@pytest.mark.parametrize(
    ("taken", "made", "narrow"),
    [
        (("audio",), ("text",), True),
        (("text",), ("audio",), True),
        (("image",), ("image",), True),
        (("text",), ("text",), False),
        (("audio", "text"), ("text",), False),
    ],
)
def test_the_narrow_tasks_of_the_guidelines_are_recognised(taken, made, narrow):
    facts = derived(modalities__input=taken, modalities__output=made)
    assert facts.value("modalities.narrow_task") is narrow


@pytest.mark.parametrize(
    ("country", "within"), [("NL", True), ("GR", True), ("EL", True), ("US", False), ("GB", False)]
)
def test_a_country_is_in_the_union_or_not(country, within):
    assert derived(provider__established_in=country).value("provider.established_in_union") is within


@pytest.mark.parametrize("country", ["NO", "IS", "LI"])
def test_of_the_eea_states_outside_the_union_nothing_is_derived(country):
    assert "provider.established_in_union" not in derived(provider__established_in=country)


def test_without_a_base_model_the_model_is_the_providers_own():
    assert derived().value("modification.of_anothers_model") is False


def test_with_a_base_model_only_a_person_can_say_whose_it_is():
    assert "modification.of_anothers_model" not in derived(model__base="some/model")


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "size"),
    [
        (9, "2e6", "9e9", "micro"),
        (10, "2e6", "2e6", "small"),
        (249, "9e9", "43e6", "medium"),
        (249, "50000001", "43000001", "small-mid-cap"),
        (749, "150e6", "9e9", "small-mid-cap"),
        (750, "1", "1", "large"),
    ],
)
def test_size_follows_from_staff_and_either_of_two_ceilings(staff, turnover, balance, size):
    facts = derived(
        provider__staff=Quantity.exactly(staff, "persons"),
        provider__turnover=Quantity.exactly(turnover, "EUR"),
        provider__balance_sheet=Quantity.exactly(balance, "EUR"),
    )
    assert facts.value("provider.size") == size


def test_a_statement_leads_over_what_is_derived():
    facts = derived(provider__established_in="US", provider__established_in_union=True)
    assert facts.value("provider.established_in_union") is True
    assert [fact.basis for fact in facts.witnesses("provider.established_in_union")] == [
        Basis.DECLARED,
        Basis.DERIVED,
    ]
