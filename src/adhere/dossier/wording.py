# SPDX-License-Identifier: EUPL-1.2
"""How the findings of a dossier name a wrong value, the form it should have, and what was perhaps meant.

Data: ``data/wording.toml``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from adhere.intake.tree import plain_value
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of
from adhere.models.registry import FactKind

SHOWN = 80
"""Characters: no more of a wrong value is repeated."""


def shown(value: Any) -> Text:
    """Return a value as it stands in the file, or what kind of thing it is where it is more than one line."""
    if value is None or value in ({}, []):
        return _words("values", "nothing")
    if isinstance(value, bool):
        return plain(str(value).lower())
    if isinstance(value, dict):
        return _words("values", "fields")
    if isinstance(value, list):
        return _words("values", "list")
    if isinstance(value, str) and not isinstance(plain_value(value), str):
        return _words("values", "quoted").filled({"text": shown_key(value)})
    return shown_key(str(value))


def shown_key(name: str) -> Text:
    """Return a name as it stands in the file, no further than can be read."""
    return plain(name if len(name) <= SHOWN else f"{name[:SHOWN]}…")


def near(name: str, known: Iterable[str]) -> Text:
    """Return the question whether the nearest known name was meant, with a space before it, or nothing."""
    found = difflib.get_close_matches(name[:SHOWN], known, n=1)
    if not found:
        return plain("")
    return _appended("near", found[0])


def under_provider(name: str) -> Text:
    """Return, with a space before it, that a field stands under ``provider``."""
    return _appended("under-provider", name)


def letters(*, small: bool) -> Text:
    """Return which letters a name may have."""
    return _words("letters", "small" if small else "any")


def form(name: str) -> Text:
    """Return the form a value should have, by type of fact or by name."""
    return _words("forms", name)


def form_of(kind: FactKind) -> Text:
    """Return the form a value of a fact should have."""
    return form(kind.type).filled({"choices": ", ".join(kind.choices)})


def form_wanted(problem: Mapping[str, Any], path: tuple[Any, ...]) -> Text:
    """Return the form the schema wants where pydantic found a problem (https://docs.pydantic.dev/latest/errors/validation_errors/)."""
    if path[-1:] == ("established_in",):
        return form("country")
    if path[:1] == ("models",) and len(path) < 3:
        return form(
            "models" if len(path) == 1 else "fields" if problem["type"] == "model_type" else "model-id"
        )
    kind = str(problem["type"])
    return form(next((name for start, name in _STARTS if kind.startswith(start)), "text"))


_STARTS = (
    ("bool", "truth"),
    ("int", "whole"),
    ("decimal", "number"),
    ("greater_than", "number"),
    ("finite", "number"),
    ("is_instance", "number"),
    ("value_error", "number"),
    ("string", "short-text"),
    ("dict", "fields"),
    ("model", "fields"),
)


def _appended(words: str, name: str) -> Text:
    said = text_of(packaged("adhere.dossier", "data/wording.toml")[words]).filled({"name": name})
    return Text(f" {said.en}", f" {said.nl}")


def _words(table: str, name: str) -> Text:
    return text_of(packaged("adhere.dossier", "data/wording.toml")[table][name])
