# SPDX-License-Identifier: EUPL-1.2
"""Indicators, each defined once: what it measures, in which unit, by which method, who is asked for it, and how it can be gamed.

Article 56(4) and (5): key performance indicators as appropriate, reflecting differences in size and capacity. Data: ``data/indicators``.
Numeric elements that a code sets itself are indicators too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from adhere.codes.code import Code, Measure, ReportingElement
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.reporting.report import SIZES
from adhere.reporting.wording import words

Direction = Literal["lower", "higher", "none"]
Checkable = Literal["computed", "imported", "stated", "nobody-can-check"]
Status = Literal["proposed", "code"]
UNITS = ("days", "business-days", "share", "count", "bytes")
"""Units of ours; a code may name others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator. ``measures`` is empty where it is about an adherence as a whole; ``clock`` names the deadline of the code.

    ``of_cases``: its value is of a number of cases, so that few of them say little. ``additive``: its parts add up to it.
    """

    id: str
    title: Text
    unit: str
    status: Status
    direction: Direction
    checkable: Checkable
    sizes: tuple[str, ...]
    measures: tuple[str, ...]
    provision: str
    meaning: Text
    method: Text | None = None
    source: Text | None = None
    gaming: Text | None = None
    frequency: str = "report"
    clock: str | None = None
    target: str | None = None
    """A target in the unit of the indicator; None where nobody set one, which is so for every packaged indicator."""
    of_cases: bool = False
    additive: bool = False

    def asked_of(self, size: str) -> bool:
        """Whether a signatory of a size is asked for it."""
        return size in self.sizes


@cache
def proposed(code_id: str) -> tuple[Indicator, ...]:
    """Return the packaged indicators for a code, those for any code last."""
    names = packaged("adhere.reporting", "data/indicators/contents.toml")["files"]
    tables = [packaged("adhere.reporting", f"data/indicators/{name}.toml") for name in names]
    return tuple(
        _indicator(record)
        for table in tables
        if table.get("code") in (None, code_id)
        for record in table["indicator"]
    )


def indicators(code: Code) -> dict[str, Indicator]:
    """Return every indicator for a code by id: its own numeric elements first, then what is proposed for it."""
    own = [
        _of_element(measure, element)
        for measure in code.measures
        for element in measure.elements
        if element.kind == "numeric"
    ]
    return {one.id: one for one in (*own, *proposed(code.id))}


def asked_of(indicator: Indicator) -> Text:
    """Return who is asked for an indicator, as people say it: every size, or from one up."""
    if indicator.sizes == SIZES:
        return words("found", "all-sizes")
    return words("found", "from-size", size=words("size", indicator.sizes[0]))


def _indicator(record: Mapping[str, Any]) -> Indicator:
    texts = {name: text_of(record[name]) for name in ("title", "meaning", "method", "source", "gaming")}
    return Indicator(
        id=record["id"],
        unit=record["unit"],
        status=record["status"],
        direction=record["direction"],
        checkable=record["checkable"],
        sizes=tuple(record["sizes"]),
        measures=tuple(record["measures"]),
        provision=record["provision"],
        frequency=record["frequency"],
        clock=record.get("clock"),
        target=record.get("target"),
        of_cases=record.get("of_cases", False),
        additive=record.get("additive", False),
        **texts,
    )


def _of_element(measure: Measure, element: ReportingElement) -> Indicator:
    """Return a numeric element of a code; what the code does not say of it stays open. Its parts are counts where it is one."""
    return Indicator(
        id=element.id,
        title=element.content,
        unit=element.unit or "count",
        status="code",
        direction="none",
        checkable="stated",
        sizes=SIZES,
        measures=(measure.id,),
        provision="aia:art-56.5",
        meaning=element.content,
    )
