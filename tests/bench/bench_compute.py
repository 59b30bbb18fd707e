# SPDX-License-Identifier: EUPL-1.2
"""Prints the comparison of stated and estimated compute as a Markdown table: ``python -m tests.bench.bench_compute``.

Reference data: ``models_truth.csv`` in the folder beside the repository.
"""

from __future__ import annotations

import sys

from tests.conformance.compute_truth import DOCUMENTED, SHARED, Model, models

from adhere.kernel.quantity import Quantity, decimal_text, rounded
from adhere.kernel.truth import Truth


def main() -> int:
    """Print one row per model with an estimate or a stated figure; return 1 without reference data."""
    if not SHARED.is_dir():
        sys.stderr.write(f"no reference data at {SHARED}\n")
        return 1
    lines = [
        "| model | stated | 6ND | off | operation count | hardware, U assumed | verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_row(model) for model in models() if model.stated or model.estimate]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _row(model: Model) -> str:
    formula = model.quantity("six-n-d")
    cells = [
        model.name,
        _shown(model.stated),
        _shown(formula),
        _off(model.stated, formula),
        _shown(model.quantity("operation-count")),
        _shown(model.quantity("hardware")),
        _verdict(model),
    ]
    return f"| {' | '.join(cells)} |"


def _verdict(model: Model) -> str:
    if model.stated is None:
        return ""
    return {
        Truth.YES: "within the margin",
        Truth.NO: DOCUMENTED.get(model.name, "not explained"),
        Truth.UNKNOWN: "not decided",
    }[model.found_again()]


def _off(stated: Quantity | None, formula: Quantity | None) -> str:
    if stated is None or formula is None or stated.value is None or formula.value is None:
        return ""
    return f"{float(formula.value / stated.value - 1):+.1%}"


def _shown(quantity: Quantity | None) -> str:
    if quantity is None or quantity.low is None or quantity.high is None:
        return ""
    low, high = (decimal_text(rounded(part, 3)) for part in (quantity.low, quantity.high))
    return low if low == high else f"{low} - {high}"


if __name__ == "__main__":
    sys.exit(main())
