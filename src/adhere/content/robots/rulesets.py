# SPDX-License-Identifier: EUPL-1.2
"""What one robots.txt says to one agent: rules by priority, and the class that tells whether a path has to be looked at.

RFC 9309, section 2.2: the longest matching rule decides, an allowing one before a disallowing one of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from adhere.content.robots.spelling import plain


class Kind(StrEnum):
    """Whether a path has to be looked at."""

    ALL_ALLOWED = "all-allowed"
    ALL_BLOCKED = "all-blocked"
    BY_PATH = "by-path"


class PathRule(NamedTuple):
    """One allow or disallow line: its pattern, percent-encoded as section 2.2.2 asks, may hold ``*`` and end in ``$``.

    ``priority`` is the length of the pattern in octets; ``line`` counts from 1 in the file.
    """

    pattern: str
    allow: bool
    priority: int
    line: int


class Ruleset(NamedTuple):
    """The rules that the groups of a file hold for one agent, merged; equal rulesets of different agents are one.

    ``agents`` names the lines of the groups chosen, ("*",) where none named the agent, () where there is no group at all.
    ``rules`` stand by priority, so the first that matches decides. ``plain_rules`` are the same rules in their plain spelling
    (see ``spelling``); it is () where the spelling changes none of them, which is nearly always.
    """

    kind: Kind
    rules: tuple[PathRule, ...]
    agents: tuple[str, ...] = ()
    plain_rules: tuple[PathRule, ...] = ()


_EVERY_TARGET = re.compile(r"(?:\**/?\**|\**/?\*+\$)")
"""What matches every target, as each begins with a slash: ``/``, ``*``, ``/*$``; but not ``/$``."""


def is_universal(pattern: str) -> bool:
    """Whether a pattern matches every target."""
    return _EVERY_TARGET.fullmatch(pattern) is not None


def ruleset_of(rules: Iterable[PathRule], agents: tuple[str, ...]) -> Ruleset:
    """Return the ruleset of lines in any order."""
    ordered = _ordered(rules)
    respelled = [(rule, plain(rule.pattern)) for rule in ordered]
    changed = any(rule.pattern != pattern for rule, pattern in respelled)
    return Ruleset(
        kind=_kind(ordered),
        rules=ordered,
        agents=agents,
        plain_rules=_ordered(
            rule._replace(pattern=pattern, priority=len(pattern)) for rule, pattern in respelled
        )
        if changed
        else (),
    )


def _ordered(rules: Iterable[PathRule]) -> tuple[PathRule, ...]:
    """The longest first, allow before disallow, then by line; of rules with one pattern only the one that can decide."""
    first: dict[str, PathRule] = {}
    for rule in sorted(rules, key=_place):
        first.setdefault(rule.pattern, rule)
    return tuple(first.values())


def _place(rule: PathRule) -> tuple[int, bool, int]:
    return -rule.priority, not rule.allow, rule.line


def _kind(ordered: tuple[PathRule, ...]) -> Kind:
    """The class of rules by priority: what the first rule that matches every target leaves to be decided before it."""
    for position, rule in enumerate(ordered):
        if is_universal(rule.pattern):
            before, last = ordered[:position], rule.allow
            break
    else:
        before, last = ordered, True
    if all(rule.allow is last for rule in before):
        return Kind.ALL_ALLOWED if last else Kind.ALL_BLOCKED
    return Kind.BY_PATH
