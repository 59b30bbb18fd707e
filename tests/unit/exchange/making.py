# SPDX-License-Identifier: EUPL-1.2
"""Facts, results and dates that the tests of other people's formats are made with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.facts import Fact, Facts, Value

ON = date(2026, 11, 22)


def read(
    fact_id: str, value: Value, file: str, *, rank: int = 10, basis: Basis = Basis.MEASURED, method="test"
):
    """A fact that was read from a file."""
    return Fact(id=fact_id, value=value, basis=basis, sources=(Source(file=file, method=method),), rank=rank)


def stated(fact_id: str, value: Value):
    """A fact that a person stated."""
    source = Source(file="adhere.yaml", method="statement", at="line 9", who="A. Person", when="2026-11-01")
    return Fact(id=fact_id, value=value, basis=Basis.DECLARED, sources=(source,), rank=-1)


def count(number: int | str, unit: str) -> Quantity:
    return Quantity.exactly(number, unit)


def model_facts(*more: Fact, published: bool | None = True) -> Facts:
    """What the files of a small model say, and a person of its training and of whether its weights are public."""
    return Facts.of(
        [
            read("architecture.family", "llama", "config.json"),
            read("architecture.type", "decoder-only transformer", "config.json"),
            read("parameters.total", count(8_030_261_248, "parameters"), "model.safetensors", rank=0),
            read("context.maximum", count(8192, "tokens"), "config.json"),
            read("modalities.input", ("text",), "config.json", basis=Basis.DERIVED),
            read("modalities.output", ("text",), "config.json", basis=Basis.DERIVED),
            read("licence.spdx", "Apache-2.0", "LICENSE", rank=0),
            read("software.framework", "transformers 4.50.0", "config.json"),
            stated("compute.training.operations", count("3.8e25", "FLOP")),
            stated("data.training.tokens", count("1.5e13", "tokens")),
            stated("provider.name", "Example provider"),
            read(
                "energy.training", count("273826.6", "kWh"), "emissions.csv", rank=20, method="codecarbon-log"
            ),
            read(
                "emissions.training",
                count("82410.5", "kgCO2e"),
                "emissions.csv",
                rank=20,
                method="codecarbon-log",
            ),
            *([] if published is None else [stated("publication.weights", value=published)]),
            *more,
        ]
    )


def result(task: str = "mmlu", metric: str = "acc", value: str = "0.612", stderr: str | None = "0.004"):
    """One result of an evaluation."""
    return EvaluationResult(
        task=task,
        metric=metric,
        value=Decimal(value),
        stderr=Decimal(stderr) if stderr else None,
        source=Source(file="models/example/evaluations/results.json", method="json"),
        harness="lm-evaluation-harness",
    )
