# SPDX-License-Identifier: EUPL-1.2
"""The families of codes: under which provision a code is drawn up, and which records of the law it has to deal with.

Article 56(2) for codes on general-purpose AI models, Article 50(7) for those on artificial content; data: ``data/families.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.law.applicability import PROVIDER_SIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A provision and the kind of record that counts there."""

    provision: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family; ``holders`` are those whose duties count, ``elsewhere`` says why nothing of the packaged law does."""

    id: str
    name: Text
    scope: tuple[Scope, ...]
    holders: frozenset[str] = PROVIDER_SIDE
    elsewhere: Text | None = None


@cache
def families() -> dict[str, Family]:
    """Return every family by id."""
    records = packaged("adhere.codes", "data/families.toml")["family"]
    found = (
        Family(
            id=record["id"],
            name=text_of(record["name"]),
            scope=tuple(Scope(provision=one["provision"], kind=one["kind"]) for one in record["scope"]),
            holders=frozenset(record.get("holders", PROVIDER_SIDE)),
            elsewhere=text_of(record["elsewhere"]) if "elsewhere" in record else None,
        )
        for record in records
    )
    return {family.id: family for family in found}


def family_of(name: str) -> Family:
    """Return a family by id; the one for models where there is none of that id, which is a finding of its own."""
    return families().get(name, families()["models"])


@cache
def provisions_in_scope() -> frozenset[str]:
    """Return the provisions that any family is held against, whether or not the packaged law has records on them."""
    return frozenset(one.provision for family in families().values() for one in family.scope)
