# SPDX-License-Identifier: EUPL-1.2
"""How the findings of a dossier name a wrong value, the form it should have, and what was perhaps meant.

Data: ``data/wording.toml``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, plain, text_of

SHOWN = 80
"""Characters: no more of a wrong value is repeated."""


def shown(value: Any) -> Text:
    """Return a value as it stands in the file, or what kind of thing it is where it is more than one line."""
    if value is None:
        return _words("values", "nothing")
    if isinstance(value, bool):
        return plain(str(value).lower())
    if isinstance(value, dict):
        return _words("values", "fields")
    if isinstance(value, list):
        return _words("values", "list")
    text = str(value)
    return plain(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def near(name: str, known: Iterable[str]) -> Text:
    """Return the question whether the nearest known name was meant, with a space before it, or nothing."""
    found = difflib.get_close_matches(name[:SHOWN], known, n=1)
    if not found:
        return plain("")
    asked = text_of(packaged("adhere.dossier", "data/wording.toml")["near"]).filled({"name": found[0]})
    return Text(f" {asked.en}", f" {asked.nl}")


def form(name: str) -> Text:
    """Return the form a value should have, by type of fact or by name."""
    return _words("forms", name)


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
    ("string", "short-text"),
    ("dict", "fields"),
    ("model", "fields"),
)


def _words(table: str, name: str) -> Text:
    return text_of(packaged("adhere.dossier", "data/wording.toml")[table][name])
