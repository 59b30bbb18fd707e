# SPDX-License-Identifier: EUPL-1.2
"""Plain values as YAML 1.2 in block style: words as they are, every other text in double quotes, so that nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from adhere.intake.quoting import quoted

_WORD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*|urn:[a-z:]+-[0-9]+")
_SPOKEN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def yaml_text(value: Mapping[str, Any]) -> str:
    """Return a mapping of texts, integers, lists and mappings as YAML."""
    return "".join(f"{line}\n" for line in _mapping(value, ""))


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, held in value.items():
        if isinstance(held, Mapping) and held:
            yield f"{indent}{key}:"
            yield from _mapping(held, f"{indent}  ")
        elif isinstance(held, list | tuple) and held:
            yield f"{indent}{key}:"
            yield from _list(held, indent)
        else:
            yield f"{indent}{key}: {_scalar(held)}"


def _list(value: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    for item in value:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(item)}"


def _scalar(value: Any) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple | Mapping):
        return "{}" if isinstance(value, Mapping) else "[]"
    text = str(value)
    return text if _WORD.fullmatch(text) and text not in _SPOKEN else quoted(text)
