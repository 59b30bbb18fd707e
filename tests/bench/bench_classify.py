# SPDX-License-Identifier: EUPL-1.2
"""Classifies a register of 100,000 models held in memory and prints Markdown: ``python -m tests.bench.bench_classify``.

The models are made up with a fixed seed: sizes, dates and licences as they are mixed in a register, and much that is not known.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.evaluation import Evaluation
from adhere.law.library import Law
from adhere.models.classification import VERDICTS, classify_many

MODELS = 100_000
GOAL = 5.0
"""Seconds."""
ON = date(2026, 11, 22)
FIRST = date(2023, 1, 1)
GENERATED = (("language",), ("language",), ("language",), ("image-from-text",), ("video-from-text",), ())


def main() -> int:
    """Print one row: models, distinct situations, seconds with and without reading the law, and how the verdicts fall."""
    chance = random.Random(111)
    register = [_model(chance) for _ in range(MODELS)]
    begun = time.perf_counter()
    law = Law()
    outcomes = classify_many(register, law, ON)
    seconds = time.perf_counter() - begun
    evaluation = Evaluation.of(law, ON)
    situations = len({evaluation.state(model) for model in register})
    systemic = Counter(outcome[VERDICTS.index("criterion:systemic-risk")] for outcome in outcomes)
    shares = ", ".join(f"{truth.value} {systemic[truth] / MODELS:.0%}" for truth in Truth)
    sys.stdout.write(
        "| models | distinct situations | outcomes per model | seconds | goal | systemic risk |\n"
        "|---|---|---|---|---|---|\n"
        f"| {MODELS:,} | {situations:,} | {len(outcomes[0])} | {seconds:.2f} | {GOAL:.0f} | {shares} |\n"
    )
    return int(seconds > GOAL)


def _model(chance: random.Random) -> dict[str, Any]:
    """One model: each fact known as often as it is in practice."""
    compute = 10 ** chance.uniform(21, 26)
    facts: dict[str, tuple[float, Callable[[], Any]]] = {
        "compute.training.operations": (0.8, lambda: _quantity(compute, chance)),
        "compute.training.cumulative": (0.7, lambda: _quantity(compute * chance.uniform(1, 1.5), chance)),
        "modalities.generated": (0.95, lambda: chance.choice(GENERATED)),
        "modalities.narrow_task": (0.9, lambda: chance.random() < 0.1),
        "market.placed_on": (0.9, lambda: FIRST + timedelta(days=chance.randrange(1800))),
        "market.excluded_from_union": (0.05, lambda: True),
        "provider.established_in_union": (0.9, lambda: chance.random() < 0.3),
        "provider.representative_appointed": (0.6, lambda: chance.random() < 0.8),
        "modification.of_anothers_model": (0.8, lambda: chance.random() < 0.5),
        "modification.above_one_third": (0.4, lambda: chance.random() < 0.05),
        "licence.free_and_open_source": (0.9, lambda: chance.random() < 0.5),
        "distribution.monetised": (0.5, lambda: chance.random() < 0.3),
        "publication.weights": (0.8, lambda: chance.random() < 0.7),
        "publication.architecture": (0.8, lambda: chance.random() < 0.7),
        "publication.usage": (0.6, lambda: chance.random() < 0.7),
        "capabilities.high_impact": (0.4, lambda: chance.random() < 0.02),
        "systemic_risk.designated": (0.6, lambda: chance.random() < 0.01),
        "systemic_risk.arguments_accepted": (0.01, lambda: True),
        "purpose.scientific_research_only": (0.03, lambda: True),
        "code.adhered_to": (0.1, lambda: True),
        "requests.commission": (0.02, lambda: True),
        "provider.size": (0.7, lambda: chance.choice(("micro", "small", "medium", "small-mid-cap", "large"))),
    }
    return {fact: value() for fact, (share, value) in facts.items() if chance.random() < share}


def _quantity(operations: float, chance: random.Random) -> Quantity:
    """A figure as it is known: exactly, within 30 %, or from below only."""
    value = Decimal(f"{operations:.3e}")
    kind = chance.random()
    if kind < 0.5:
        return Quantity.exactly(value, "FLOP")
    if kind < 0.8:
        return Quantity.between(value * Decimal("0.7"), value * Decimal("1.3"), "FLOP", value)
    return Quantity.at_least(value, "FLOP")


if __name__ == "__main__":
    sys.exit(main())
