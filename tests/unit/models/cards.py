# SPDX-License-Identifier: EUPL-1.2
"""Short ways to read made-up model cards, for the tests of their reader."""

from __future__ import annotations

from decimal import Decimal

from adhere.kernel.quantity import Quantity
from adhere.models.facts import Fact, Facts
from adhere.models.readers.card import read_card
from adhere.models.reading import Reading

TOKENS = "data.training.tokens"
HOURS = "compute.training.hardware_hours"
OPERATIONS = "compute.training.operations"
CUMULATIVE = "compute.training.cumulative"


def read(text: str, front: dict[str, object] | None = None, model: str | None = None) -> Reading:
    return read_card("README.md", text, front, sha256="0" * 64, model=model)


def fact(reading: Reading, fact_id: str) -> Fact:
    found = Facts.of(reading.facts).get(fact_id)
    assert found is not None
    return found


def value(text: str, fact_id: str, model: str | None = None) -> object:
    return Facts.of(read(text, model=model).facts).value(fact_id)


def rules(reading: Reading) -> list[str]:
    return [finding.rule.id for finding in reading.findings]


def tokens(number: str) -> Quantity:
    return Quantity.exactly(Decimal(number), "tokens")
