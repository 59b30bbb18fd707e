# SPDX-License-Identifier: EUPL-1.2
"""What ``adhere content robots`` says, for people: per agent the groups that count, per address the verdict and the line that decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adhere.cli.findings import add_findings
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.content.agents.answers import AddressAnswer, AgentAnswer
from adhere.content.agents.known import Agent, listing
from adhere.content.reservations.signals import Reservation, signals
from adhere.content.robots.groups import EVERYONE
from adhere.content.robots.reading import RobotsFile
from adhere.content.robots.rulesets import Kind, Ruleset
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language

NAMES_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to tell of one file."""

    sha256: str
    file: RobotsFile
    answers: Sequence[AgentAnswer]
    licences: Sequence[Reservation]
    findings: Sequence[Finding]


def robots_page(told: Told, language: Language) -> Page:
    """Return the page."""
    page = Page()
    page.title(told.file.file, counted("content-robots.agents", len(told.file.agents)))
    for answer in told.answers:
        _add_answer(page, answer, language)
    if told.licences:
        page.heading(say("content-robots.terms"))
        for licence in told.licences:
            _add_signal(page, licence, language)
    add_findings(page, told.findings, language)
    if any(answer.known for answer in told.answers):
        if not told.findings:
            page.blank()
        page.paragraph(say("content-robots.list", day=listing().as_of, source=listing().source))
    return page


def _add_answer(page: Page, answer: AgentAnswer, language: Language) -> None:
    page.heading(say("content-robots.everyone") if answer.agent == EVERYONE else answer.agent)
    if answer.known:
        page.paragraph(_told(answer.known))
    for number, ruleset in enumerate(answer.readings, 1):
        first = f"{say('content-robots.reading', number=number)}: " if len(answer.readings) > 1 else ""
        page.paragraph(first + _says(ruleset))
    for address in answer.addresses:
        _add_address(page, address, language)


def _add_address(page: Page, address: AddressAnswer, language: Language) -> None:
    page.blank()
    page.paragraph(address.url)
    decision = address.decision
    verdict, colour = ("allowed", "yes") if decision.allowed else ("reserved", "no")
    page.marked(f"  {say(f'content-robots.{verdict}')}", _deciding_line(address), colour=colour, width=16)
    for signal in address.signals:
        _add_signal(page, signal, language)


def _deciding_line(address: AddressAnswer) -> str:
    rule = address.decision.rule
    if rule is None:
        return say("content-robots.no-line")
    key = "Allow" if rule.allow else "Disallow"
    return say("content-robots.line", line=rule.line, rule=f"{key}: {rule.pattern}")


def _add_signal(page: Page, signal: Reservation, language: Language) -> None:
    kind = signals()[signal.signal]
    told = "informs" if kind.effect == "informs" else signal.verdict.value
    text = say("content-robots.line", line=signal.line, rule=f"{signal.words} ({kind.name.in_(language)})")
    colour = {"allowed": "yes", "reserved": "no"}.get(told, "unknown")
    page.marked(f"  {say(f'content-robots.{told}')}", text, colour=colour, width=16)


def _told(agent: Agent) -> str:
    """Operator, purpose and obedience, as the list of agents has them."""
    parts = [agent.operator or say("content-robots.operator-unknown")]
    parts.append(say(f"content-robots.purpose-{agent.purpose.value}"))
    obeys = say(f"content-robots.obeys-{agent.obeys.value}")
    parts.append(f"{obeys} ({say(f'content-robots.basis-{agent.basis}')})" if agent.basis else obeys)
    if not agent.is_token:
        parts.append(say("content-robots.no-token"))
    return "; ".join(parts) + "."


def _says(ruleset: Ruleset) -> str:
    if not ruleset.agents:
        return say("content-robots.no-group")
    names = ", ".join(ruleset.agents[:NAMES_SHOWN]) + (" …" if len(ruleset.agents) > NAMES_SHOWN else "")
    what = (
        counted("content-robots.by-path", len(ruleset.rules))
        if ruleset.kind is Kind.BY_PATH
        else say(f"content-robots.{ruleset.kind.value}")
    )
    return say("content-robots.group", names=names, what=what)
