# SPDX-License-Identifier: EUPL-1.2
"""ai.txt as Spawning proposed it in 2023: the form of a robots.txt, about use for training instead of fetching.

https://spawning.substack.com/p/aitxt-a-new-way-for-websites-to-set. Other files of that name have other forms; those are unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.content.reservations.rules import finding
from adhere.content.reservations.signals import Reservation, Verdict
from adhere.content.robots.deciding import decide_strictly
from adhere.content.robots.reading import RobotsFile, read
from adhere.kernel.finding import Finding

FILE = "ai.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class AiTxt:
    """The file of a site as it was read."""

    rules: RobotsFile
    findings: tuple[Finding, ...] = ()

    def of(self, agent: str, target: str) -> Reservation | None:
        """Return what the file says of a target; None where no rule matches."""
        if not self.rules.agents:
            return Reservation(signal="ai-txt", verdict=Verdict.UNKNOWN, where=self.rules.file, words="")
        decision = decide_strictly(self.rules.readings(agent), target)
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


def read_ai_txt(body: bytes, file: str = FILE) -> AiTxt:
    """Return what an ai.txt says."""
    rules = read(body, file=file)
    other = () if rules.agents or not body.strip() else (finding("ADH-CON-027", file),)
    return AiTxt(rules=rules, findings=(*rules.findings, *other))
