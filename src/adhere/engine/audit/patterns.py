# SPDX-License-Identifier: EUPL-1.2
"""Rules of robots.txt as rows that an engine joins: patterns for LIKE, and the first characters by which a path finds them. RFC 9309, 2.2.3.

The code of a rule tells its place and what it says: within a ruleset the greatest of the codes that match decides, even codes reserve, odd ones
allow, and 0 is no rule. ``^`` escapes in patterns, since engines disagree about backslashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from adhere.content.robots.rulesets import PathRule
from adhere.engine.audit.rulings import is_catch_all

KEY = 3
"""Characters of a path by which rules are found."""
ASKING = "?=&"
"""Signs of a query: a rule that holds one can match only a path that does, and few paths do."""
Shelf = Literal["keyed", "query", "other"]


class RuleRow(NamedTuple):
    """One rule: where it is looked for, under which key, what it is compared with."""

    shelf: Shelf
    key: str
    pattern: str
    code: int


def laid_out(rules: Sequence[PathRule], first: int) -> tuple[int, list[RuleRow], dict[int, PathRule]]:
    """Return the code where no row matches, the rows, and the rule of each code; ``first`` is the first number that is free.

    Rules stand by priority, so what is behind one that matches everything never decides.
    """
    reach = next((place for place, rule in enumerate(rules) if is_catch_all(rule.pattern)), None)
    deciding = rules if reach is None else rules[: reach + 1]
    codes = {
        2 * (first + len(deciding) - 1 - place) + rule.allow: rule for place, rule in enumerate(deciding)
    }
    base = 0 if reach is None else next(reversed(codes))
    rows = [_row(rule.pattern, code) for code, rule in codes.items() if code != base]
    return base, rows, codes


def _row(pattern: str, code: int) -> RuleRow:
    literal, star, _ = pattern.partition("*")
    if not star:
        literal = literal.removesuffix("$")
    if len(literal) >= KEY:
        return RuleRow("keyed", literal[:KEY], like(pattern), code)
    shelf: Shelf = "query" if any(sign in pattern for sign in ASKING) else "other"
    return RuleRow(shelf, "", like(pattern), code)


def like(pattern: str) -> str:
    """Return a pattern as one of LIKE with ``^`` as its escape."""
    body = pattern[:-1] if pattern.endswith("$") else pattern + "*"
    return "".join(_LIKE.get(sign, sign) for sign in re.sub(r"\*+", "*", body))


_LIKE = {"*": "%", "^": "^^", "%": "^%", "_": "^_"}
