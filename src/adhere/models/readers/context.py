# SPDX-License-Identifier: EUPL-1.2
"""Context lengths in a configuration: the longest it allows, and the one before rotary positions were stretched.

Rotary scaling as transformers writes it: https://huggingface.co/docs/transformers/internal/rope_utils
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.architectures.keys import shortened
from adhere.models.facts import Fact
from adhere.models.readers.json_object import JsonObject
from adhere.models.readers.notes import joined, note
from adhere.models.reading import Reading
from adhere.models.reasons import value_text

RANK = 10
LONGEST = 10**9
"""Tokens; tokenizers write 10^30 for "not set"."""
MAXIMUM = (
    "max_position_embeddings",
    "n_positions",
    "max_sequence_length",
    "max_seq_len",
    "seq_length",
    "n_ctx",
)
"""Not ``max_target_positions``: that is how much the decoder of an encoder-decoder writes, not how much the model takes."""
ORIGINAL = "original_max_position_embeddings"
ALIBI = frozenset({"bloom", "mpt"})
"""Families with linear biases instead of positions (arXiv 2108.12409): nothing in them limits the context."""


def context_facts(file: JsonObject, prefix: str, part: Mapping[str, object], reading: Reading) -> None:
    """Add every context length a configuration states, each with its key."""
    model_type = part.get("model_type")
    if (isinstance(model_type, str) and model_type in ALIBI) or part.get("alibi") is True:
        return
    scalings = list(_scalings(part))
    said = joined(_window(part), *(_scaling_note(record, part) for _, record in scalings[:1]))
    longest = 0
    for key in MAXIMUM:
        length = _length(part, key)
        if key in part and part[key] is not None and length is None:
            _report(file, f"{prefix}{key}", part[key], reading)
        elif length is not None:
            longest = max(longest, length)
            reading.facts.append(_fact("context.maximum", length, file, f"{prefix}{key}", said))
    _trained(file, prefix, [*scalings, ("", part)], longest, reading)


def _trained(
    file: JsonObject,
    prefix: str,
    records: list[tuple[str, Mapping[str, object]]],
    longest: int,
    reading: Reading,
) -> None:
    """Add the lengths before stretching; a key that repeats the maximum says nothing about training."""
    for path, record in records:
        for key in (ORIGINAL, "initial_context_length"):
            length = _length(record, key)
            if length is not None and length < longest:
                text = note("context_trained")
                reading.facts.append(_fact("context.trained", length, file, f"{prefix}{path}{key}", text))


def _scalings(part: Mapping[str, object]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield every record of rotary scaling: one for all layers, or one per kind of layer."""
    for key in ("rope_scaling", "rope_parameters"):
        record = part.get(key)
        if isinstance(record, Mapping):
            inner = [(f"{key}.{kind}.", one) for kind, one in record.items() if isinstance(one, Mapping)]
            yield from inner or [(f"{key}.", record)]


def _scaling_note(record: Mapping[str, object], part: Mapping[str, object]) -> Text | None:
    kind, factor = record.get("rope_type", record.get("type")), record.get("factor")
    if isinstance(factor, int | float) and abs(factor) <= LONGEST and isinstance(kind, str):
        scaled = note("rope_scaling", kind=shortened(kind), factor=f"{factor:g}")
        return joined(scaled, _original_note(record, part))
    return None


def _original_note(record: Mapping[str, object], part: Mapping[str, object]) -> Text | None:
    """Return what the length was before stretching: a reader takes the longest for the trained length otherwise."""
    before = _length(record, ORIGINAL) or _length(part, "initial_context_length")
    longest = max((length for key in MAXIMUM if (length := _length(part, key)) is not None), default=0)
    if before is None or before >= longest:
        return None
    return note("rope_original", length=value_text(Quantity.exactly(before, "tokens")))


def _window(part: Mapping[str, object]) -> Text | None:
    window = _length(part, "sliding_window")
    if window is None or part.get("use_sliding_window") is False:
        return None
    return note("window", window=window)


def _length(part: Mapping[str, object], key: str) -> int | None:
    value = part.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST else None


def _fact(fact_id: str, length: int, file: JsonObject, key: str, text: Text | None) -> Fact:
    value = Quantity.exactly(length, "tokens")
    return Fact(
        id=fact_id, value=value, basis=Basis.MEASURED, sources=(file.source(key),), rank=RANK, note=text
    )


def _report(file: JsonObject, key: str, value: object, reading: Reading) -> None:
    reading.report("ADH-MOD-114", Place(file=file.file, at=f"key {key}"), key=key, value=shortened(value))
