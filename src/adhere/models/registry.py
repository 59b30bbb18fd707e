# SPDX-License-Identifier: EUPL-1.2
"""The registry of facts: what each is called, its type and unit, and who can supply it.

Data: ``data/facts.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

FactType = Literal["quantity", "count", "text", "truth", "date", "list", "choice", "country"]
Supplier = Literal["engineering", "legal", "business", "commission"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One fact the program knows of."""

    id: str
    type: FactType
    who: Supplier
    label: Text
    unit: str | None = None
    choices: tuple[str, ...] = ()
    notion: str | None = None
    members: tuple[str, ...] = ()
    """What a list may hold; empty where anything may stand in it."""


@cache
def registry() -> dict[str, FactKind]:
    """Return every kind of fact by id, in the order people meet them."""
    return {
        record["id"]: FactKind(
            id=record["id"],
            type=record["type"],
            who=record["who"],
            label=text_of(record["label"]),
            unit=record.get("unit"),
            choices=tuple(record.get("choices", ())),
            notion=record.get("notion"),
            members=tuple(record.get("members", ())),
        )
        for record in packaged("adhere.models", "data/facts.toml")["fact"]
    }
