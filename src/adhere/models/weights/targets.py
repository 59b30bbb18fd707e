# SPDX-License-Identifier: EUPL-1.2
"""Module targets of quantisation settings, matched without evaluating foreign regular expressions.

Forms in use: a class name (``Linear``), a module name or its end, globs, and ``re:`` with ``.*`` and escaped dots
(https://github.com/vllm-project/compressed-tensors). Matching is linear in the length of the name.
"""

from __future__ import annotations

CLASSES = frozenset({"Linear", "QKVParallelLinear", "MergedColumnParallelLinear", "ReplicatedLinear"})
_FOREIGN = frozenset("[](){}|+?^$\\")


def matches(target: str, module: str) -> bool | None:
    """Return whether a target means a module (a pattern with ``#`` for numbers); None where that cannot be said."""
    if target in CLASSES:
        return True
    if target.startswith("re:"):
        glob = _glob_of(target[3:])
        return None if glob is None else _like(glob, module)
    named = ".".join("#" if part.isdecimal() else part for part in target.split("."))
    return _like(named, module) or _like(f"*.{named}", module)


def _glob_of(expression: str) -> str | None:
    """Return the glob a simple regular expression amounts to; it need only match the start, so ``*`` ends it."""
    closed = expression.endswith("$")
    body = expression.removesuffix("$").removeprefix("^")
    body = body.replace("\\.", "\0").replace(".*", "*").replace("\\d+", "#").replace("[0-9]+", "#")
    body = body.replace(".", "\0").replace("\0", ".")
    return None if _FOREIGN & set(body) else body if closed else f"{body}*"


def _like(glob: str, text: str) -> bool:
    """Return whether a text is of the form of a glob of which ``*`` is the only sign."""
    first, *rest = glob.split("*")
    if not rest:
        return glob == text
    last = rest.pop()
    at = len(first)
    if not text.startswith(first) or not text.endswith(last) or len(text) < at + len(last):
        return False
    for part in rest:
        found = text.find(part, at, len(text) - len(last))
        if found < 0:
            return False
        at = found + len(part)
    return True
