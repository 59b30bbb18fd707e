# SPDX-License-Identifier: EUPL-1.2
"""Counting parameters from a configuration: one interpreter for every family on the allow-list, exact or not at all.

Implements the rules of ``models/data/architectures.toml``. What it cannot account for to the last key it refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adhere.models.architectures.attention import Attention, attention_of
from adhere.models.architectures.family import Family, family, ignored, ignored_endings
from adhere.models.architectures.feed_forward import FeedForward, feed_forward_of
from adhere.models.architectures.keys import Keys, NotCountableError, shortened
from adhere.models.architectures.operations import OperationShape, Tower
from adhere.models.architectures.towers import tower_of, whisper

MOST_LAYERS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The parameters of a model, all tensors, a tied output layer once.

    ``active`` counts the experts that one token uses; ``embedding`` is the input embedding; ``draft`` a multi-token
    prediction module as published checkpoints store it, not part of ``total`` (None: none, or its layout is not known).
    """

    family: str
    total: int
    active: int
    experts: int
    embedding: int
    tied: bool
    draft: int | None
    shape: OperationShape | None

    @property
    def active_excluding_embedding(self) -> int:
        """Active parameters that take part in a product: a tied embedding does, as output layer."""
        return self.active if self.tied else self.active - self.embedding


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a configuration cannot be counted: a rule id of this package and the values for its texts."""

    rule: str
    values: Mapping[str, object]


def count(config: Mapping[str, object]) -> Count | Refusal:
    """Return the exact parameters a configuration describes, or why they cannot be told from it."""
    try:
        return _counted(config)
    except NotCountableError as refusal:
        return Refusal(rule=refusal.rule, values=refusal.values)


def _counted(config: Mapping[str, object]) -> Count:
    known = _family(config)
    whole = Keys(config, known.defaults)
    if known.encoder_decoder is not None:
        counted = _encoder_decoder(whole, known)
        _nothing_unread([whole], known)
        return counted
    part, keys = _language_part(config, whole, known)
    hidden = keys.number(*known.names("hidden"))
    towers = {key: Keys(whole.part(key), {}, f"{key}.") for key in known.towers}
    seen = tuple(tower_of(known.towers[key], record, key, hidden) for key, record in towers.items())
    counted = _language_model(keys, known, part, tied=_tied(whole, keys, known), hidden=hidden, towers=seen)
    _nothing_unread([keys, *({id(whole): whole} if whole is not keys else {}).values()], known)
    for record in towers.values():
        record.use("model_type")
        _nothing_unread([record], known)
    return counted


def _family(config: Mapping[str, object]) -> Family:
    model_type = config.get("model_type")
    if not isinstance(model_type, str):
        raise NotCountableError("ADH-MOD-110")
    known = family(model_type)
    if known is None:
        raise NotCountableError("ADH-MOD-111", model_type=shortened(model_type))
    classes = config.get("architectures")
    if not isinstance(classes, list) or len(classes) != 1 or classes[0] not in known.classes:
        raise NotCountableError(
            "ADH-MOD-112",
            model_type=model_type,
            classes=_classes(classes),
            expected=", ".join(known.classes),
        )
    if config.get("auto_map") and not known.own_code:
        raise NotCountableError("ADH-MOD-116", model_type=model_type)
    return known


def _classes(value: object) -> str:
    return ", ".join(map(shortened, value[:4])) if isinstance(value, list) else shortened(value)


def _language_part(
    config: Mapping[str, object], whole: Keys, known: Family
) -> tuple[Mapping[str, object], Keys]:
    if known.text is None:
        return config, whole
    name = known.text["key"]
    part = whole.part(name)
    if part.get("model_type") not in known.text["types"]:
        raise whole.odd(f"{name}.model_type", part.get("model_type"))
    return part, Keys(part, known.defaults, f"{name}.")


def _language_model(
    keys: Keys,
    known: Family,
    part: Mapping[str, object],
    *,
    tied: bool,
    hidden: int,
    towers: tuple[Tower, ...],
) -> Count:
    _check_fixed(keys, known)
    layers = keys.number(*known.names("layers"))
    if layers > MOST_LAYERS:
        raise keys.odd(known.names("layers")[0], layers)
    attention = attention_of(keys, known, hidden, layers)
    inner = feed_forward_of(keys, known, part, hidden, layers)
    norm = hidden * (2 if known.norm_bias else 1)
    per_layer = attention.parameters + _norms(keys, known) * norm
    embedding, head = _embeddings(keys, known, hidden, tied=tied)
    ends = _norms_last(keys, known) * norm + _positions(keys, known, hidden) + head
    text = embedding + layers * per_layer + inner.parameters + ends
    beside = sum(tower.shape.active for tower in towers)
    return Count(
        family=known.name,
        total=text + beside,
        active=text + beside - inner.routed + inner.used,
        experts=inner.routed,
        embedding=embedding,
        tied=tied,
        draft=_draft(keys, known, per_layer + inner.last, embedding, hidden),
        shape=_shape(attention, inner, text, 0 if tied else embedding, towers),
    )


def _shape(
    attention: Attention, inner: FeedForward, text: int, embedding: int, towers: tuple[Tower, ...]
) -> OperationShape | None:
    if attention.shapes is None:
        return None
    active = text - inner.routed + inner.used
    return OperationShape(active=active, embedding=embedding, layers=attention.shapes, towers=towers)


def _embeddings(keys: Keys, known: Family, hidden: int, *, tied: bool) -> tuple[int, int]:
    """Return the input embedding, and the output layer with what leads to and from a narrower embedding."""
    vocabulary = keys.number("vocab_size")
    width = hidden if known.projected is None else keys.perhaps(known.projected) or hidden
    between = 0 if width == hidden else 2 * width * hidden
    return vocabulary * width, between + (0 if tied else vocabulary * width)


def _positions(keys: Keys, known: Family, hidden: int) -> int:
    if known.positions is None:
        return 0
    return (keys.number(*known.names("positions")) + known.positions) * hidden


def _norms(keys: Keys, known: Family) -> int:
    if isinstance(known.norms, int):
        return known.norms
    own = keys.perhaps("num_ln_in_parallel_attn")
    if not keys.flag("parallel_attn"):
        return 2
    return 2 if (own or (2 if keys.flag("new_decoder_architecture") else 1)) == 2 else 1


def _norms_last(keys: Keys, known: Family) -> int:
    if isinstance(known.norms_last, int):
        return known.norms_last
    return int(keys.flag("do_layer_norm_before") and not keys.flag("_remove_final_layer_norm"))


def _draft(keys: Keys, known: Family, layer: int, embedding: int, hidden: int) -> int | None:
    if known.draft != "deepseek":
        return None
    modules = keys.perhaps("num_nextn_predict_layers", least=0)
    # per module: one whole layer, copies of embedding and output layer, the joining matrix, three normalisations
    return modules and modules * (layer + 2 * embedding + 2 * hidden * hidden + 3 * hidden)


def _encoder_decoder(keys: Keys, known: Family) -> Count:
    _check_fixed(keys, known)
    if not _tied(keys, keys, known):
        raise keys.odd("tie_word_embeddings", value=False)
    total = whisper(keys)
    embedding = keys.number("vocab_size") * keys.number("d_model")
    return Count(
        family=known.name,
        total=total,
        active=total,
        experts=0,
        embedding=embedding,
        tied=True,
        draft=None,
        shape=None,
    )


def _tied(whole: Keys, keys: Keys, known: Family) -> bool:
    """Return whether the output layer is the input embedding; refuse where two levels do not agree."""
    name = "tie_word_embeddings"
    said = [level.flag(name) for level in dict.fromkeys((whole, keys)) if level.has(name)]
    assumed = bool(known.defaults.get(name, False))
    if len(set(said)) > 1 or (said and not whole.has(name) and said[0] is not assumed):
        raise keys.odd(name, said[-1])
    return said[0] if said else assumed


def _check_fixed(keys: Keys, known: Family) -> None:
    for name, expected in known.fixed.items():
        if keys.has(name) and keys.value(name) != expected:
            raise keys.odd(name, keys.value(name))
    for name, expected in known.each.items():
        if any(item != expected for item in keys.items(name)):
            raise keys.odd(name, keys.value(name))


def _nothing_unread(levels: list[Keys], known: Family) -> None:
    endings = ignored_endings()
    unread = [name for level in levels for name in level.unread((ignored(), known.ignored), endings)]
    if unread:
        shown = ", ".join(unread[:8]) + (" ..." if len(unread) > 8 else "")
        raise NotCountableError("ADH-MOD-115", keys=shown, model_type=known.name)
