# SPDX-License-Identifier: EUPL-1.2
"""Facts: every witness is kept, the strongest leads, and disagreement is seen."""

from decimal import Decimal

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.facts import Fact, Facts, Value, contradicts


def said(value: Value, rank: int = 50, basis: Basis = Basis.MEASURED, fact: str = "licence.spdx") -> Fact:
    return Fact(id=fact, value=value, basis=basis, rank=rank, sources=(Source(file="f", method="m"),))


def test_the_witness_of_the_best_rank_leads_and_the_others_stay():
    facts = Facts.of([said("MIT", 30), said("Apache-2.0", 0), said("ISC", 40)])
    assert facts.value("licence.spdx") == "Apache-2.0"
    assert [witness.value for witness in facts.witnesses("licence.spdx")] == ["Apache-2.0", "MIT", "ISC"]


def test_of_equal_ranks_the_first_said_leads():
    assert Facts.of([said("a", 10), said("b", 10)]).value("licence.spdx") == "a"


def test_witnesses_that_agree_are_no_conflict():
    assert list(Facts.of([said("MIT"), said("MIT", 10)]).conflicting()) == []


def test_witnesses_that_differ_are_a_conflict_with_all_of_them():
    (conflict,) = Facts.of([said("MIT"), said("ISC", 10)]).conflicting()
    assert {witness.value for witness in conflict} == {"MIT", "ISC"}


def test_an_estimate_contradicts_nobody():
    facts = Facts.of([said("MIT"), said("ISC", 60, Basis.ESTIMATED)])
    assert list(facts.conflicting()) == []


def test_a_bound_and_a_figure_within_it_agree():
    bound, figure = Quantity.at_least("15e12", "tokens"), Quantity.exactly("15.6e12", "tokens")
    assert not contradicts(bound, figure)
    assert contradicts(bound, Quantity.exactly("14e12", "tokens"))
    assert contradicts(Quantity.between(Decimal(1), Decimal(2), "tokens"), Quantity.exactly(3, "tokens"))


def test_a_yes_or_no_on_which_files_differ_needs_a_person():
    differing = Facts.of([said(value=True, rank=0), said(value=False, rank=30)])
    assert not differing.settled("licence.spdx")
    differing.add(said(value=True, rank=-10))
    assert differing.settled("licence.spdx")


def test_facts_come_in_order_of_id():
    facts = Facts.of([said("x", fact="model.name"), said("y", fact="architecture.family")])
    assert [fact.id for fact in facts] == ["architecture.family", "model.name"]
    assert "model.name" in facts
    assert "model.base" not in facts
    assert facts.get("model.base") is None
