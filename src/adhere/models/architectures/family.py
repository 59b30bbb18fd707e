# SPDX-License-Identifier: EUPL-1.2
"""Families: the allow-list of architectures that can be counted from a configuration, as data.

Reads ``models/data/architectures.toml``, whose head explains every field; nothing is read before the first model is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from adhere.kernel.data import packaged

Switch = bool | str
"""True, False, or the name of the configuration key that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """How the experts of a family are laid out."""

    width: str
    where: str
    shared: str = "none"
    bias: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One architecture that the interpreter can count; the fields are those of the data file."""

    name: str
    classes: tuple[str, ...]
    own_code: bool = False
    text: Mapping[str, Any] | None = None
    towers: Mapping[str, str] = field(default_factory=dict)
    encoder_decoder: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)
    attention: str = "grouped"
    kv_heads: str = "required"
    head_dim: bool = True
    head_size: int | None = None
    qkv_bias: Switch = False
    out_bias: Switch = False
    mlp_bias: Switch = False
    qk_norm: str = "none"
    sinks: bool = False
    norms: int | str = 2
    norm_bias: bool = False
    norms_last: int | str = 1
    gated: bool = True
    activation: int = 0
    dense: str | None = None
    four_times: bool = False
    positions: int | None = None
    projected: str | None = None
    window: int | str = "none"
    experts: Mixture | None = None
    draft: str | None = None
    fixed: Mapping[str, object] = field(default_factory=dict)
    each: Mapping[str, object] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    def names(self, role: str) -> tuple[str, ...]:
        """Return the configuration keys that may hold a dimension, such as ``hidden``."""
        return self.keys.get(role, _NAMES[role])


_NAMES = {
    "hidden": ("hidden_size",),
    "layers": ("num_hidden_layers",),
    "heads": ("num_attention_heads",),
    "width": ("intermediate_size",),
    "positions": ("max_position_embeddings",),
}


@cache
def family(model_type: str) -> Family | None:
    """Return the family of a ``model_type``, or None where it is not on the allow-list."""
    if model_type not in _data()["family"]:
        return None
    record = dict(_record(model_type))
    if "experts" in record:
        record["experts"] = Mixture(**record["experts"])
    record["keys"] = {role: tuple(names) for role, names in record.get("keys", {}).items()}
    record["classes"] = tuple(record["classes"])
    record["ignored"] = frozenset(record.get("ignored", ()))
    return Family(name=model_type, **record)


@cache
def ignored() -> frozenset[str]:
    """Return the keys that touch no count in any family."""
    return frozenset(_data()["common"]["ignored"])


@cache
def ignored_endings() -> tuple[str, ...]:
    """Return the endings of keys that touch no count in any family."""
    return tuple(_data()["common"]["ignored_endings"])


def listed() -> tuple[str, ...]:
    """Return every ``model_type`` on the allow-list, in the order of the data file."""
    return tuple(_data()["family"])


def _record(model_type: str) -> dict[str, Any]:
    own = dict(_data()["family"][model_type])
    like = own.pop("like", None)
    unknown = own.keys() - {entry.name for entry in fields(Family)}
    if unknown:
        raise ValueError(f"architectures.toml, family {model_type}: no such field {sorted(unknown)}")
    return {**_record(like), **own} if like else own


def _data() -> dict[str, Any]:
    return packaged("adhere.models", "data/architectures.toml")
