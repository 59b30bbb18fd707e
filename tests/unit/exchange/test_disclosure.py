# SPDX-License-Identifier: EUPL-1.2
"""Who may have which fact."""

import pytest
from tests.unit.exchange.making import count, model_facts, read

from adhere.documentation.drafting import draft
from adhere.exchange.disclosure import disclosed, exposures, opened, recipients_of, travels
from adhere.forms.answers import Answer, Record
from adhere.forms.library import form
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text
from adhere.models.registry import registry

CONFIDENTIAL = ("compute.training.operations", "data.training.tokens")


@pytest.mark.parametrize("fact_id", CONFIDENTIAL)
def test_a_stated_figure_is_not_for_everybody(fact_id: str):
    known = disclosed(model_facts(), "public")
    assert known.get(fact_id) is None
    assert fact_id in known.withheld


def test_what_the_provider_includes_is_told():
    known = disclosed(model_facts(), "public", frozenset(CONFIDENTIAL[:1]))
    assert known.get(CONFIDENTIAL[0]) is not None
    assert known.get(CONFIDENTIAL[1]) is None


def test_a_figure_that_the_card_tells_already_is_for_everybody():
    said = read("data.training.tokens", count("1.5e13", "tokens"), "README.md", rank=40)
    fact = disclosed(model_facts(said), "public").get("data.training.tokens")
    assert fact is not None
    assert fact.sources[0].file == "README.md"


def test_nothing_is_told_where_the_card_tells_other_than_what_leads():
    said = read("data.training.tokens", count("1.4e13", "tokens"), "README.md", rank=40)
    assert disclosed(model_facts(said), "public").get("data.training.tokens") is None


def test_names_and_licences_that_a_person_stated_are_public_by_their_nature():
    known = disclosed(model_facts(), "public")
    assert known.get("provider.name") is not None
    assert known.get("licence.spdx") is not None


def test_logs_of_training_do_not_travel_with_the_model():
    assert disclosed(model_facts(), "public").get("energy.training") is None


def test_what_is_derived_is_public_only_where_all_it_rests_on_is():
    sources = tuple(
        Source(file=name, method="formula") for name in ("model.safetensors", "trainer_state.json")
    )
    derived = read("compute.training.cumulative", count("1e24", "FLOP"), "config.json", basis=Basis.DERIVED)
    private = type(derived)(id=derived.id, value=derived.value, basis=derived.basis, sources=sources, rank=50)
    assert disclosed(model_facts(derived), "public").get(derived.id) == derived
    assert disclosed(model_facts(private), "public").get(derived.id) is None


def test_an_estimate_is_for_the_provider_to_publish():
    estimate = read(
        "compute.training.cumulative", count("1e24", "FLOP"), "config.json", basis=Basis.ESTIMATED
    )
    assert disclosed(model_facts(estimate), "public").get(estimate.id) is None
    assert disclosed(model_facts(estimate), "public", frozenset({estimate.id})).get(estimate.id) == estimate


@pytest.mark.parametrize("published", [False, None])
def test_files_of_a_model_that_is_not_stated_to_be_published_are_not_public(published: bool | None):
    known = disclosed(model_facts(published=published), "public")
    assert set(known.facts) == {"provider.name", "licence.spdx"}


def test_the_office_may_have_everything():
    assert disclosed(model_facts(), "office").withheld == ()


@pytest.mark.parametrize(
    ("recipient", "fact_id", "told"),
    [
        ("authority", "energy.training", True),
        ("downstream", "energy.training", False),
        ("authority", "compute.training.operations", False),
        ("downstream", "compute.training.operations", False),
        ("authority", "data.training.tokens", False),
    ],
)
def test_rows_of_the_form_decide_for_the_others(recipient: str, fact_id: str, told: bool):
    assert (disclosed(model_facts(), recipient).get(fact_id) is not None) is told


def answered(field: str, *, public: bool = True, **said: object) -> dict[str, Answer]:
    return {field: Answer(field=field, basis=Basis.DECLARED, sources=(), public=public, **said)}


COMPUTE, DATA = count("3.8e25", "FLOP"), Record({"training": count("1.5e13", "data-points")})
FIXED = Text(
    "Tokens processed in training, repeats included.",
    "In de training verwerkte tokens, herhalingen meegeteld.",
)
TITLE = Text("Example 8B", "Example 8B")


@pytest.mark.parametrize(
    ("stated", "facts"),
    [
        (answered("training_compute", value=COMPUTE), {CONFIDENTIAL[0]}),
        (answered("data_points", value=DATA), {CONFIDENTIAL[1]}),
        (
            answered("data_points", value=Record({**DATA.parts, "validation": count(0, "data-points")})),
            {CONFIDENTIAL[1]},
        ),
        (answered("training_compute", value=COMPUTE) | answered("data_points", value=DATA), {*CONFIDENTIAL}),
    ],
)
def test_an_answer_marked_public_opens_the_facts_it_says(stated: dict[str, Answer], facts: set[str]):
    assert opened(form("mdf"), draft(form("mdf"), model_facts()), stated) == facts


@pytest.mark.parametrize(
    "stated",
    [
        {},
        answered("training_compute", value=COMPUTE, public=False),
        answered("training_compute", band="b10_100"),
        answered("training_compute", not_applicable=Text("nobody knows", "niemand weet het")),
        answered("training_compute", value=count("3.9e25", "FLOP")),
        answered("data_points", value=Record({"unit_definition": Text("tokens", "tokens")})),
        answered("data_points", value=Record({"unit_definition": FIXED})),
        answered("model_name", value=TITLE),
        answered("methodology_training_compute", value=TITLE),
    ],
)
def test_nothing_is_opened_by_an_answer_that_does_not_say_the_fact_in_public(stated: dict[str, Answer]):
    assert opened(form("mdf"), draft(form("mdf"), model_facts()), stated) == frozenset()


def test_a_fact_of_another_field_stays_closed_though_the_public_answer_was_drafted_from_it():
    drafted = draft(form("mdf"), model_facts())
    assert drafted["design_specifications_model"].facts == ("context.maximum",)
    said = answered("design_specifications_model", value=drafted["design_specifications_model"].value)
    assert opened(form("mdf"), drafted, said) == frozenset()


def test_every_fact_and_row_that_is_listed_exists():
    rows = {row.id for field in form("mdf").fields for row in field.rows}
    assert [fact_id for fact_id in exposures() if fact_id not in registry()] == []
    assert [row for exposure in exposures().values() for row in exposure.rows if row not in rows] == []


def test_a_row_that_shows_a_band_or_power_of_ten_gives_nobody_the_figure():
    shown = {row.id: row.shows for field in form("mdf").fields for row in field.rows}
    coarse = {
        (exposure.fact, row)
        for exposure in exposures().values()
        for row in exposure.rows
        if any(show.how in ("band", "magnitude") for show in shown[row])
    }
    assert coarse == set()


def test_facts_on_the_size_of_the_enterprise_go_nowhere():
    assert not {"provider.staff", "provider.turnover", "provider.balance_sheet"} & exposures().keys()


def test_the_public_is_told_of_itself_only_what_is_public_by_its_nature():
    assert {fact_id for fact_id in exposures() if "public" in recipients_of(fact_id)} == {
        "provider.name",
        "model.name",
        "licence.spdx",
    }


@pytest.mark.parametrize(
    ("file", "public"),
    [
        ("config.json", True),
        ("model-00001-of-00004.safetensors … model-00004-of-00004.safetensors", True),
        ("model.safetensors.index.json", True),
        ("LICENSE", True),
        ("data/README.md", True),
        ("tokenizer_config.json", True),
        ("trainer_state.json", False),
        ("checkpoint-500/trainer_state.json", False),
        ("emissions.csv", False),
        ("adhere.yaml", False),
        ("models/example/mdf.yaml", False),
        ("notes.txt", False),
        ("model.safetensors … secret.txt", False),
    ],
)
def test_only_files_known_to_travel_with_a_model_are_public(file: str, public: bool):
    assert travels(Source(file=file, method="test")) is public


def test_a_statement_never_travels_whatever_its_file():
    assert not travels(Source(file="config.json", method="statement", who="A. Person"))
