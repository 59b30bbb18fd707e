# SPDX-License-Identifier: EUPL-1.2
"""A second reader of robots.txt, slow and plain: one agent, one target, one walk along the lines; shares no code with ours."""

from __future__ import annotations


def naive_match(pattern: str, target: str) -> bool:
    """Every place of the target that some beginning of the pattern can reach."""
    reached = {0}
    for at, sign in enumerate(pattern):
        if sign == "$" and at == len(pattern) - 1:
            return len(target) in reached
        if sign == "*":
            reached = set(range(min(reached), len(target) + 1))
        else:
            reached = {place + 1 for place in reached if target[place : place + 1] == sign}
        if not reached:
            return False
    return True


def naive_allowed(text: str, agent: str, target: str) -> bool:
    """Plain lines ``key: value`` without comments or misspellings; all in ASCII without escapes."""
    longest: dict[tuple[str, bool], int] = {}
    current: set[str] = set()
    closed = named = False
    for line in text.split("\n"):
        key, _, value = (part.strip() for part in line.partition(":"))
        if key == "user-agent":
            if closed:
                current, closed = set(), False
            if value == "*":
                current.add("*")
            elif value.lower() == agent.lower():
                current.add("own")
                named = True
        elif key in {"allow", "disallow"}:
            closed = True
            if value and naive_match(value, target):
                for whose in current:
                    place = (whose, key == "allow")
                    longest[place] = max(longest.get(place, 0), len(value))
    whose = "own" if named else "*"
    return longest.get((whose, True), 0) >= longest.get((whose, False), 0)
