# SPDX-License-Identifier: EUPL-1.2
"""The attention of one layer: its parameters, and the products that operation counting needs.

Grouped heads (arXiv 2305.13245), latent attention (DeepSeek-V2, arXiv 2405.04434) and its sparse indexer (DeepSeek-V3.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from adhere.models.architectures.family import Family
from adhere.models.architectures.keys import Keys, NotCountableError
from adhere.models.architectures.operations import AttentionShape

KINDS_OF_LAYER = {"full_attention": False, "sliding_attention": True, "chunked_attention": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Parameters of the attention of one layer, and the products of all layers (None where a window is not understood)."""

    parameters: int
    shapes: tuple[AttentionShape, ...] | None


def attention_of(keys: Keys, family: Family, hidden: int, layers: int) -> Attention:
    """Return the attention a configuration describes; all layers have the same parameters."""
    heads = keys.number(*family.names("heads"))
    if family.attention != "grouped":
        return _latent(keys, hidden, layers, heads, indexed=family.attention == "latent-indexed")
    size = _head_size(keys, family, hidden, heads)
    groups = _kv_heads(keys, family, heads)
    parameters = 2 * hidden * size * (heads + groups)
    parameters += (heads + 2 * groups) * size * keys.flag(family.qkv_bias) + hidden * keys.flag(
        family.out_bias
    )
    parameters += _norms(keys, family, heads, groups, size) + heads * family.sinks
    windows = _windows(keys, family, layers)
    shapes = (
        None
        if windows is None
        else tuple(AttentionShape(heads=heads, d_qk=size, d_v=size, window=window) for window in windows)
    )
    return Attention(parameters=parameters, shapes=shapes)


def _latent(keys: Keys, hidden: int, layers: int, heads: int, *, indexed: bool) -> Attention:
    keys.use("num_key_value_heads")
    rank, rope, nope, value = (
        keys.number(name) for name in ("kv_lora_rank", "qk_rope_head_dim", "qk_nope_head_dim", "v_head_dim")
    )
    query_rank = keys.perhaps("q_lora_rank")
    query = heads * (nope + rope)
    parameters = hidden * query if query_rank is None else (hidden + 1 + query) * query_rank
    parameters += hidden * (rank + rope) + rank + rank * heads * (nope + value) + heads * value * hidden
    shapes = [AttentionShape(heads=heads, d_qk=nope + rope, d_v=value)] * layers
    if indexed:
        index_heads, index_size, reach = (
            keys.number(f"index_{name}") for name in ("n_heads", "head_dim", "topk")
        )
        source = query_rank if query_rank is not None else keys.number("q_lora_rank")
        parameters += (
            source * index_heads * index_size + hidden * index_size + hidden * index_heads + 2 * index_size
        )
        shapes = [AttentionShape(heads=heads, d_qk=nope + rope, d_v=value, window=reach)] * layers
        shapes += [AttentionShape(heads=index_heads, d_qk=index_size, d_v=0)] * layers
    return Attention(parameters=parameters, shapes=tuple(shapes))


def _head_size(keys: Keys, family: Family, hidden: int, heads: int) -> int:
    said = keys.perhaps("head_dim") if family.head_dim else None
    if said is not None:
        return said
    if family.head_size is not None:
        return family.head_size
    if hidden % heads:
        raise keys.odd(family.names("heads")[0], heads)
    return hidden // heads


def _kv_heads(keys: Keys, family: Family, heads: int) -> int:
    if family.kv_heads == "same":
        groups = heads
    elif family.kv_heads == "falcon":
        groups = _falcon_kv_heads(keys, heads)
    elif family.kv_heads == "heads" and not keys.has("num_key_value_heads"):
        groups = heads
    else:
        groups = keys.number("num_key_value_heads")
    if heads % groups:
        raise keys.odd("num_key_value_heads", groups)
    return groups


def _falcon_kv_heads(keys: Keys, heads: int) -> int:
    own = keys.perhaps("num_kv_heads", "n_head_kv")
    single = keys.flag("multi_query")
    if keys.flag("new_decoder_architecture"):
        return heads if own is None else own
    return 1 if single else heads


def _norms(keys: Keys, family: Family, heads: int, groups: int, size: int) -> int:
    if family.qk_norm in {"none", "head", "full"}:
        return {"none": 0, "head": 2 * size, "full": (heads + groups) * size}[family.qk_norm]
    return 2 * size * keys.flag(family.qk_norm)


def _windows(keys: Keys, family: Family, layers: int) -> tuple[int | None, ...] | None:
    """Return the window of every layer; None where one is switched on that this family is not known to have."""
    local = _local_layers(keys, family, layers)
    width = keys.perhaps("attention_chunk_size" if family.window == "chunks" else "sliding_window")
    if family.window == "none" and width is not None and keys.value("use_sliding_window") is not False:
        return None
    return tuple(width if is_local else None for is_local in local)


def _local_layers(keys: Keys, family: Family, layers: int) -> list[bool]:
    kinds = keys.items("layer_types")
    if kinds:
        return _named(keys, kinds, layers)
    pattern = keys.perhaps("sliding_window_pattern") or family.window
    if isinstance(family.window, int) and isinstance(pattern, int):
        return [(layer + 1) % pattern != 0 for layer in range(layers)]
    if family.window == "tail":
        first = keys.perhaps("max_window_layers", least=0)
        return [keys.flag("use_sliding_window") and layer >= (first or 0) for layer in range(layers)]
    if family.window == "chunks":
        every = keys.perhaps("no_rope_layer_interval") or 4
        return [(layer + 1) % every != 0 for layer in range(layers)]
    return [family.window == "all"] * layers


def _named(keys: Keys, kinds: list[object], layers: int) -> list[bool]:
    unknown = [kind for kind in kinds if not isinstance(kind, str) or kind not in KINDS_OF_LAYER]
    if unknown:
        raise keys.odd("layer_types", unknown[0])
    if len(kinds) != layers:
        raise NotCountableError("ADH-MOD-114", key=keys.path("layer_types"), value=f"{len(kinds)} / {layers}")
    return [KINDS_OF_LAYER[str(kind)] for kind in kinds]
