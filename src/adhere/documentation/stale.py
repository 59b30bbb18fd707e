# SPDX-License-Identifier: EUPL-1.2
"""Something stale: what of an issue no longer holds, since when, what it was, what it is, and what to do.

Article 53(1)(a) and measure 1.1 of the GPAI code: technical documentation is kept up to date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from adhere.documentation.rules import rule
from adhere.documentation.upkeep_words import word
from adhere.kernel.finding import Finding, Place, Rule
from adhere.kernel.text import Text

Kind = Literal[
    "fact", "beneath", "statement", "answer", "headers", "source", "form", "law", "law-data",
    "evidence-gone", "evidence-changed", "evidence-expired", "review", "watch", "never-issued", "clock",
]  # fmt: skip
RULES: Mapping[Kind, str] = {
    "fact": "ADH-DOC-050",
    "beneath": "ADH-DOC-051",
    "statement": "ADH-DOC-052",
    "answer": "ADH-DOC-053",
    "headers": "ADH-DOC-054",
    "source": "ADH-DOC-055",
    "form": "ADH-DOC-056",
    "law": "ADH-DOC-057",
    "law-data": "ADH-DOC-058",
    "evidence-gone": "ADH-DOC-059",
    "evidence-changed": "ADH-DOC-060",
    "evidence-expired": "ADH-DOC-061",
    "review": "ADH-DOC-062",
    "watch": "ADH-DOC-063",
    "never-issued": "ADH-DOC-064",
    "clock": "ADH-DOC-079",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """One reason why an issue is not up to date; ``rows`` are the ids of the rows it touches, none where it is all of them.

    ``values`` fill the texts of the rule; ``place`` is where a person can do something about it, None for the issue itself.
    """

    kind: Kind
    rows: tuple[str, ...] = ()
    since: date | None = None
    before: Text | None = None
    after: Text | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None

    @property
    def rule(self) -> Rule:
        """The rule that was met, with its severity and remedy."""
        return rule(RULES[self.kind])

    @property
    def remedy(self) -> Text:
        """What to do."""
        return self.rule.remedy.filled(self._spoken())

    def finding(self, issue: Place) -> Finding:
        """Return it as a finding; ``issue`` is the place of the issue."""
        return Finding(rule=self.rule, place=self.place or issue, values=self._spoken())

    def _spoken(self) -> dict[str, object]:
        nothing = word("word", "nothing")
        said = {"before": self.before or nothing, "after": self.after or nothing, "since": self.since or "-"}
        return {**said, **self.values}
