# SPDX-License-Identifier: EUPL-1.2
"""What may be shown of a code over all its signatories: the one thing that pages and JSON for others are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adhere.codes.code import Code
from adhere.monitoring.figures import Sum
from adhere.monitoring.objectives import Objective
from adhere.monitoring.portfolio import Portfolio
from adhere.monitoring.review import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A code on a date; nothing in it is about one signatory. ``objectives`` are over the last period."""

    code: Code
    on: date
    example: bool
    portfolio: Portfolio
    objectives: tuple[Objective, ...]
    figures: tuple[Sum, ...]
    triggers: tuple[Trigger, ...]
