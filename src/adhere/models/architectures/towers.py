# SPDX-License-Identifier: EUPL-1.2
"""Parts beside a language model: the vision towers that can be counted exactly, and Whisper's encoder and decoder.

SigLIP (arXiv 2303.15343) as Gemma 3 uses it, the tower of Qwen3-VL (arXiv 2511.21631), Whisper (arXiv 2212.04356).
"""

from __future__ import annotations

from adhere.models.architectures.keys import Keys
from adhere.models.architectures.operations import AttentionShape, OperationShape, Tower


def tower_of(kind: str, keys: Keys, name: str, text_hidden: int) -> Tower:
    """Return a vision tower with the projection into a language model of that hidden size."""
    return {"siglip": _siglip, "qwen3-vl": _qwen3_vl}[kind](keys, name, text_hidden)


def whisper(keys: Keys) -> int:
    """Return the parameters of Whisper, whose output layer is the embedding of its decoder."""
    hidden, vocabulary, mels = keys.number("d_model"), keys.number("vocab_size"), keys.number("num_mel_bins")
    attention = 4 * hidden * hidden + 3 * hidden  # the keys have no bias
    encoder = attention + _perceptron(hidden, keys.number("encoder_ffn_dim")) + 4 * hidden
    decoder = 2 * attention + _perceptron(hidden, keys.number("decoder_ffn_dim")) + 6 * hidden
    convolutions = 3 * mels * hidden + hidden + 3 * hidden * hidden + hidden
    positions = (keys.number("max_source_positions") + keys.number("max_target_positions")) * hidden
    layers = keys.number("encoder_layers") * encoder + keys.number("decoder_layers") * decoder
    return convolutions + positions + vocabulary * hidden + layers + 4 * hidden


def _siglip(keys: Keys, name: str, text_hidden: int) -> Tower:
    hidden, layers = keys.number("hidden_size"), keys.number("num_hidden_layers")
    patch, channels = keys.number("patch_size"), keys.perhaps("num_channels") or 3
    size = keys.number("image_size")
    if keys.value("vision_use_head") is not False:  # left out, the tower would have a pooling head
        raise keys.odd("vision_use_head", keys.value("vision_use_head"))
    edges = channels * patch * patch * hidden + hidden + (size // patch) ** 2 * hidden + 2 * hidden
    projection = hidden * text_hidden + hidden
    layer = _layer(hidden, keys.number("intermediate_size"))
    shape = _shape(keys, "num_attention_heads", hidden, layers, edges + layers * layer + projection)
    return Tower(name=name, shape=shape)


def _qwen3_vl(keys: Keys, name: str, text_hidden: int) -> Tower:
    hidden, layers = keys.number("hidden_size"), keys.number("depth")
    patch, frames, channels = (
        keys.number(key) for key in ("patch_size", "temporal_patch_size", "in_channels")
    )
    merge, out = keys.number("spatial_merge_size"), keys.number("out_hidden_size")
    if out != text_hidden:
        raise keys.odd("out_hidden_size", out)
    edges = (
        channels * frames * patch * patch * hidden + hidden + keys.number("num_position_embeddings") * hidden
    )
    wide = hidden * merge * merge
    merger = _perceptron_between(wide, wide, out)
    deep = len(keys.items("deepstack_visual_indexes"))
    mergers = 2 * hidden + merger + deep * (2 * wide + merger)
    layer = _layer(hidden, keys.number("intermediate_size"))
    return Tower(name=name, shape=_shape(keys, "num_heads", hidden, layers, edges + layers * layer + mergers))


def _shape(keys: Keys, heads_key: str, hidden: int, layers: int, parameters: int) -> OperationShape:
    heads = keys.number(heads_key)
    if hidden % heads:
        raise keys.odd(heads_key, heads)
    one = AttentionShape(heads=heads, d_qk=hidden // heads, d_v=hidden // heads)
    return OperationShape(active=parameters, embedding=0, layers=(one,) * layers)


def _layer(hidden: int, width: int) -> int:
    """A transformer layer with two normalisations, every matrix and normalisation with a bias."""
    return 4 * (hidden * hidden + hidden) + _perceptron(hidden, width) + 4 * hidden


def _perceptron(hidden: int, width: int) -> int:
    return _perceptron_between(hidden, width, hidden)


def _perceptron_between(first: int, width: int, last: int) -> int:
    return first * width + width + width * last + last
