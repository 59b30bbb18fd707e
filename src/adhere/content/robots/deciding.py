# SPDX-License-Identifier: EUPL-1.2
"""Whether an agent may fetch a target: RFC 9309, section 2.2.2.

A target and a pattern are compared in two spellings (see ``spelling``): as written, and plain. The RFC asks for the plain one and much
software compares what is written; a target is allowed only where it is in both, so that no doubt about an escape counts in favour of
use. For the same reason a target that is not what software asks for (``/a/../b``) is allowed only where both are: the RFC compares what is
written, and what was fetched is the other. For nearly every target there is one spelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from adhere.content.robots.matching import Index, matches
from adhere.content.robots.rulesets import PathRule, Ruleset, is_universal
from adhere.content.robots.spelling import is_as_requested, plain, requested, target_of

__all__ = [
    "OWN_TARGET",
    "Decision",
    "decide",
    "decide_all",
    "decide_strictly",
    "decider",
    "spellings",
    "strictest",
    "target_of",
]

OWN_TARGET = "/robots.txt"
"""Always allowed, whatever the rules say."""


class Decision(NamedTuple):
    """May it be fetched, and by which line; no rule where none matches."""

    allowed: bool
    rule: PathRule | None


_FREE = Decision(True, None)


def decide(ruleset: Ruleset, target: str) -> Decision:
    """Return what the rules say about one target, as ``target_of`` gives it."""
    decision = _decided(ruleset, target)
    if decision.allowed and (other := requested(target)) != target:
        second = _decided(ruleset, other)
        return decision if second.allowed else second
    return decision


def _decided(ruleset: Ruleset, target: str) -> Decision:
    """The decision on a target as it stands, in both spellings."""
    if target == OWN_TARGET:
        return _FREE
    decision = _said_by(_first(ruleset.rules, target))
    if not decision.allowed:
        return decision
    other = plain(target)
    if other == target and not ruleset.plain_rules:
        return decision
    second = _said_by(_first(ruleset.plain_rules or ruleset.rules, other))
    return decision if second.allowed else second


def decide_strictly(rulesets: Sequence[Ruleset], target: str) -> Decision:
    """Return the decision under several readings of an agent's name: allowed only where every one of them allows."""
    return strictest([decide(ruleset, target) for ruleset in rulesets])


def strictest(decisions: Sequence[Decision]) -> Decision:
    """Return the first decision that does not allow, or else the first."""
    return next((decision for decision in decisions if not decision.allowed), decisions[0])


def decide_all(ruleset: Ruleset, targets: Iterable[str]) -> list[Decision]:
    """Return the decisions on many targets."""
    return list(map(decider(ruleset), targets))


def decider(ruleset: Ruleset) -> Callable[[str], Decision]:
    """Return what decides on one target after another: the rules are laid out once, and each target meets only those that can match it."""
    if not ruleset.rules:
        return lambda _: _FREE
    written, said = _laid_out(ruleset.rules)
    respelled, said_plainly = _laid_out(ruleset.plain_rules) if ruleset.plain_rules else (written, said)
    always = bool(ruleset.plain_rules)

    def as_it_stands(target: str) -> Decision:
        if target == OWN_TARGET:
            return _FREE
        decision = said[written(target)]
        if decision.allowed and (always or "%" in target or not target.isascii()):
            second = said_plainly[respelled(plain(target))]
            return decision if second.allowed else second
        return decision

    def decided(target: str) -> Decision:
        decision = as_it_stands(target)
        if decision.allowed and not is_as_requested(target):
            second = as_it_stands(requested(target))
            return decision if second.allowed else second
        return decision

    return decided


def _laid_out(rules: tuple[PathRule, ...]) -> tuple[Callable[[str], int], list[Decision]]:
    """What finds the place of the first rule that matches, and the decision at each place, the last where none does."""
    if is_universal(rules[0].pattern):
        rules = rules[:1]
    return Index([rule.pattern for rule in rules]).place, [
        *(Decision(rule.allow, rule) for rule in rules),
        _FREE,
    ]


def spellings(target: str) -> tuple[str, ...]:
    """Return the spellings of a target that differ, as written first."""
    other = plain(target)
    return (target,) if other == target else (target, other)


def _first(rules: tuple[PathRule, ...], target: str) -> PathRule | None:
    return next((rule for rule in rules if matches(rule.pattern, target)), None)


def _said_by(rule: PathRule | None) -> Decision:
    return _FREE if rule is None else Decision(rule.allow, rule)
