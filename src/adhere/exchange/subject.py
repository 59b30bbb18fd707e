# SPDX-License-Identifier: EUPL-1.2
"""The model an export is about: what its recipient may have of it, under which name and version, on which date.

The AI profile of SPDX 3 and the model card of CycloneDX ask for much the same; both are made from this.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.disclosure import EVALUATIONS, Disclosed, disclosed
from adhere.forms.form import Recipient
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.models.facts import Fact, Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One model, for one recipient."""

    id: str
    known: Disclosed
    recipient: Recipient
    on: date
    version: str | None = None
    results: tuple[EvaluationResult, ...] = ()
    example: bool = False
    url: str | None = None
    """Where the model can be had."""

    @property
    def name(self) -> str:
        """The name of the model, or its id where it has none that may be told."""
        return self.text("model.name") or self.id

    def text(self, fact_id: str) -> str | None:
        """Return a fact that is a text, or None."""
        fact = self.known.get(fact_id)
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    def texts(self, fact_id: str) -> tuple[str, ...]:
        """Return a fact that is a list, or nothing."""
        fact = self.known.get(fact_id)
        return fact.value if fact is not None and isinstance(fact.value, tuple) else ()

    def quantity(self, fact_id: str) -> Quantity | None:
        """Return a fact that is a quantity, or None."""
        fact = self.known.get(fact_id)
        return fact.value if fact is not None and isinstance(fact.value, Quantity) else None

    def moment(self) -> str:
        """Return the date as a moment in Coordinated Universal Time: its beginning."""
        return f"{self.on.isoformat()}T00:00:00Z"


def subject_of(
    model_id: str,
    facts: Facts,
    recipient: Recipient,
    on: date,
    *,
    include: frozenset[str] = frozenset(),
    version: str | None = None,
    results: Iterable[EvaluationResult] = (),
    example: bool = False,
    url: str | None = None,
) -> Subject:
    """Return a model as one recipient may have it; evaluation results go to the AI Office, to others where included."""
    told = recipient == "office" or EVALUATIONS in include
    return Subject(
        id=model_id,
        known=disclosed(facts, recipient, include),
        recipient=recipient,
        on=on,
        version=version,
        results=tuple(results) if told else (),
        example=example,
        url=url,
    )


def plain_value(fact: Fact) -> str:
    """Return a value for programs: decimals without separators, an interval as ``low..high``, lists parted by commas."""
    value = fact.value
    if isinstance(value, Quantity):
        return _interval(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    return value.isoformat() if isinstance(value, date) else value


def files_of(fact: Fact) -> str:
    """Return the files a fact was read from; ``statement`` for what a person stated, who is not named."""
    names = dict.fromkeys("statement" if source.who is not None else source.file for source in fact.sources)
    return ", ".join(names)


def one_file(fact: Fact) -> bool:
    """Whether a digest is that of a single file, and not of a list of files."""
    return len(fact.sources) == 1 and " … " not in fact.sources[0].file


def number(value: Decimal) -> int | float:
    """Return a decimal as a JSON number; whole numbers stay whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _interval(value: Quantity) -> str:
    if value.exact or (value.value is not None and value.low is None and value.high is None):
        return decimal_text(value.value if value.value is not None else value.low or Decimal(0))
    low, high = ("" if part is None else decimal_text(part) for part in (value.low, value.high))
    return f"{low}..{high}"
