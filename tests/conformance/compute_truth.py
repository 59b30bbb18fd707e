# SPDX-License-Identifier: EUPL-1.2
"""Published figures on compute of open models, beside our estimates from their sizes, tokens and hours.

Reference data: ``models_truth.csv`` in the folder beside the repository. The documented reasons for a provider's figure
that cannot be found again are listed here; nothing is tuned to any of them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.unit.models.memory import MemoryFolder

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.law.figures import figure
from adhere.models.architectures.operations import OperationShape
from adhere.models.architectures.reading import read_configuration
from adhere.models.compute.approaches import estimate_of
from adhere.models.compute.estimate import Estimate, Method
from adhere.models.compute.intervals import agree
from adhere.models.facts import Fact, Facts
from adhere.models.reading import Reading

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "models"

DOCUMENTED = {
    "OPT-175B": "recomputation of activations is counted, which the guidelines leave out",
    "BloombergGPT 50B": "recomputation of activations is counted, which the guidelines leave out",
    "Pharia-1-LLM-7B": "unexplained: the card adds 2.75e23 and 1.68e23; 6 x N x D of all its tokens gives three quarters of the sum",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One published model: what its provider states, and every approach its published inputs allow."""

    name: str
    stated: Quantity | None
    has_hours: bool
    estimate: Estimate | None

    def quantity(self, method: Method) -> Quantity | None:
        """Return the figure of one approach, None where it is not possible."""
        approaches = self.estimate.approaches if self.estimate else ()
        return next((one.quantity for one in approaches if one.method == method), None)

    def found_again(self) -> Truth:
        """Return whether 6 x N x D or some point of the count agrees with the stated figure within the margin."""
        if self.stated is None:
            return Truth.UNKNOWN
        margin = figure("figure:compute-estimate-margin").value
        known = [self.quantity(method) for method in ("six-n-d", "operation-count")]
        answers = [agree(self.stated, quantity, margin) for quantity in known if quantity is not None]
        return (
            Truth.YES if Truth.YES in answers else Truth.NO if set(answers) == {Truth.NO} else Truth.UNKNOWN
        )


def models() -> Iterator[Model]:
    """Yield every model of the reference data, in the order of the file."""
    with (SHARED / "models_truth.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            stated = row["compute_provider_flop"]
            yield Model(
                name=row["model"],
                stated=Quantity.exactly(stated, "FLOP") if stated else None,
                has_hours=bool(row["gpu_hours"]),
                estimate=estimate_of(_facts(row), _shape(row["config_dir"]), Reading()),
            )


def _facts(row: dict[str, str]) -> Facts:
    total = row["params_total_exact"] or row["params_total_published"]
    numbers = {
        "parameters.total": (total if total.isdigit() else "", "parameters"),
        "parameters.active": (
            row["params_active_published"] or (total if total.isdigit() else ""),
            "parameters",
        ),
        "data.training.tokens": (row["train_tokens"], "tokens"),
        "context.trained": (row["seq_len"], "tokens"),
        "compute.training.hardware_hours": (row["gpu_hours"], "accelerator-hours"),
    }
    facts = [_fact(name, Quantity.exactly(text, unit)) for name, (text, unit) in numbers.items() if text]
    if row["hardware"]:
        facts.append(_fact("compute.training.hardware", row["hardware"]))
    return Facts.of(facts)


def _fact(name: str, value: Quantity | str) -> Fact:
    source = Source(file="models_truth.csv", method="reference")
    return Fact(id=name, value=value, basis=Basis.DECLARED, sources=(source,))


def _shape(config_dir: str) -> OperationShape | None:
    path = SHARED / "configs" / config_dir / "config.json"
    if not config_dir or not path.is_file():
        return None
    return read_configuration(MemoryFolder({"config.json": json.loads(path.read_bytes())})).shape
