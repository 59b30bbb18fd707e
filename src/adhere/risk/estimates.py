# SPDX-License-Identifier: EUPL-1.2
"""Estimates of severity and probability: the cells of the matrix they cover.

Measure 3.4 of the GPAI code. An estimate is a range on either axis; what is not estimated lies in no cell.
"""

from __future__ import annotations

from adhere.kernel.text import Text
from adhere.risk.register import Estimate, Risk, Scenario
from adhere.risk.scales import band_of, probabilities, severities
from adhere.risk.wording import interval, joined

Cell = tuple[int, int]
"""Ranks of severity and of probability."""


def cells(estimate: Estimate) -> tuple[Cell, ...]:
    """Return every cell an estimate covers, the least first."""
    low, high = estimate.severity
    first, last = _bands(estimate)
    return tuple((row, column) for row in range(low, high + 1) for column in range(first, last + 1))


def _bands(estimate: Estimate) -> tuple[int, int]:
    """Return the first and last band; a range that begins where a band ends lies above that band."""
    low, high = estimate.probability
    last = band_of(high).rank
    first = band_of(low)
    above = low < high and first.high == low
    return min(first.rank + above, last), last


def estimates(risk: Risk, *, mitigated: bool) -> tuple[tuple[Scenario, Estimate], ...]:
    """Return the estimates of the scenarios of a risk, with mitigations or without; those that are not there are left out."""
    stated = ((one, one.mitigated if mitigated else one.without) for one in risk.scenarios)
    return tuple((scenario, estimate) for scenario, estimate in stated if estimate is not None)


def cells_of(risk: Risk, *, mitigated: bool) -> frozenset[Cell]:
    """Return every cell that some scenario of a risk covers."""
    return frozenset(cell for _, one in estimates(risk, mitigated=mitigated) for cell in cells(one))


def severity_text(estimate: Estimate) -> Text:
    """Return the severity in the words of the scale."""
    ranks = dict.fromkeys(estimate.severity)
    return joined((severities()[rank].label for rank in ranks), " – ")


def probability_text(estimate: Estimate) -> Text:
    """Return the probability in figures, with the bands they lie in."""
    low, high = estimate.probability
    ranks = dict.fromkeys(_bands(estimate))
    bands = joined((probabilities()[rank].label for rank in ranks), " – ")
    figures = interval(low, high)
    return Text(f"{figures.en} ({bands.en})", f"{figures.nl} ({bands.nl})")
