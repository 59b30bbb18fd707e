# SPDX-License-Identifier: EUPL-1.2
"""ai.txt as Spawning proposed it in 2023: the form of a robots.txt, about use for training instead of fetching.

https://spawning.substack.com/p/aitxt-a-new-way-for-websites-to-set. Other files of that name have other forms; those are unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from adhere.content.reservations.rules import finding
from adhere.content.reservations.signals import Reservation, Verdict
from adhere.content.robots.deciding import Decision, decider, strictest
from adhere.content.robots.reading import RobotsFile, read
from adhere.kernel.finding import Finding

FILE = "ai.txt"


@dataclass(frozen=True, kw_only=True)
class AiTxt:
    """The file of a site as it was read."""

    rules: RobotsFile
    findings: tuple[Finding, ...] = ()

    def of(self, agent: str, target: str) -> Reservation | None:
        """Return what the file says of a target; None where no rule matches."""
        if not self._has_groups:
            return Reservation(signal="ai-txt", verdict=Verdict.UNKNOWN, where=self.rules.file, words="")
        decision = strictest([decide(target) for decide in self._deciders_of(agent)])
        rule = decision.rule
        if rule is None:
            return None
        return Reservation(
            signal="ai-txt",
            verdict=Verdict.ALLOWED if decision.allowed else Verdict.RESERVED,
            where=self.rules.file,
            line=rule.line,
            words=f"{'Allow' if rule.allow else 'Disallow'}: {rule.pattern}"[:200],
        )

    @cached_property
    def _has_groups(self) -> bool:
        return bool(self.rules.agents)

    @cached_property
    def _deciders(self) -> dict[str, Sequence[Callable[[str], Decision]]]:
        """What decides under each reading of the names that were asked, laid out once."""
        return {}

    def _deciders_of(self, agent: str) -> Sequence[Callable[[str], Decision]]:
        if agent not in self._deciders:
            self._deciders[agent] = tuple(map(decider, self.rules.readings(agent)))
        return self._deciders[agent]


def read_ai_txt(body: bytes, file: str = FILE) -> AiTxt:
    """Return what an ai.txt says."""
    rules = read(body, file=file)
    other = () if rules.agents or not body.strip() else (finding("ADH-CON-027", file),)
    return AiTxt(rules=rules, findings=(*rules.findings, *other))
