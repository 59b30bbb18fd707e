# SPDX-License-Identifier: EUPL-1.2
"""Facts in the metadata of a GGUF file: what a config.json would say, for folders that have none.

Keys: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (``general.*``, ``{architecture}.*``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.truth import Truth
from adhere.models.facts import Fact, Value
from adhere.models.readers import dimensions
from adhere.models.readers.refusal import shown

RANK = 10
"""That of a configuration: metadata are written beside the weights, not read from them."""
TOKENS = "tokenizer.ggml.tokens"
LICENCE = "general.license"
BASE = "general.base_model.0.repo_url"
TEXTS = (
    ("architecture.family", "general.architecture"),
    ("model.name", "general.name"),
    ("model.base", BASE),
)
SAID_BY_PEOPLE = frozenset({LICENCE, BASE})
DIMENSIONS = (
    (dimensions.LAYERS, "block_count"),
    (dimensions.HIDDEN, "embedding_length"),
    (dimensions.HEADS, "attention.head_count"),
    (dimensions.KEY_VALUE_HEADS, "attention.head_count_kv"),
    (dimensions.EXPERTS, "expert_count"),
    (dimensions.USED, "expert_used_count"),
)
"""Dimensions by their key after the architecture; one that differs per layer is a list and so no number."""
LATENT, PREDICTED = "attention.kv_lora_rank", "nextn_predict_layers"
"""Keys beside which heads of keys, and the number of layers, mean something else."""


def metadata_facts(
    file: str, metadata: Mapping[str, object], arrays: Mapping[str, int], sha256: str
) -> Iterator[Fact]:
    """Yield family, name, base model, licence, context length, vocabulary size and dimensions where metadata give them."""
    family = metadata.get("general.architecture")
    said: list[tuple[str, str, Value]] = [
        (fact_id, key, shown(text))
        for fact_id, key in TEXTS
        if isinstance(text := metadata.get(key), str) and text.strip()
    ]
    said += _licence(metadata.get("general.license"))
    context = metadata.get(f"{family}.context_length")
    if type(context) is int and context > 0:
        said.append(("context.maximum", f"{family}.context_length", Quantity.exactly(context, "tokens")))
    if arrays.get(TOKENS):
        said.append(("vocabulary.size", TOKENS, Quantity.exactly(arrays[TOKENS], "entries")))
    said += _dimensions(f"{family}.", metadata)
    for fact_id, key, value in said:
        source = Source(file=shown(file), method="gguf-metadata", at=f"key {shown(key)}", sha256=sha256)
        basis = Basis.DECLARED if key in SAID_BY_PEOPLE else Basis.MEASURED
        yield Fact(id=fact_id, value=value, basis=basis, sources=(source,), rank=RANK)


def _dimensions(prefix: str, metadata: Mapping[str, object]) -> Iterator[tuple[str, str, Value]]:
    """Yield layers, width, heads and experts; layers that predict further tokens are counted among the blocks."""
    unclear = {
        dimensions.KEY_VALUE_HEADS: metadata.get(f"{prefix}{LATENT}"),
        dimensions.LAYERS: metadata.get(f"{prefix}{PREDICTED}"),
    }
    for fact_id, key in DIMENSIONS:
        number = metadata.get(f"{prefix}{key}")
        if type(number) is int and number > 0 and not unclear.get(fact_id):
            yield fact_id, f"{prefix}{key}", Quantity.exactly(number, dimensions.UNITS[fact_id])


def _licence(tag: object) -> Iterator[tuple[str, str, Value]]:
    """Yield the licence a tag names and how it reads for the exemption; a tag nobody knows stays a name."""
    if not isinstance(tag, str) or not tag.strip():
        return
    from adhere.models.licences.catalogue import by_id, by_tag  # noqa: PLC0415 - only where a file names a licence

    licence = by_tag(tag) or by_id(tag)
    yield "licence.spdx", LICENCE, licence.id if licence else shown(tag)
    if licence is not None and licence.free_and_open_source is not Truth.UNKNOWN:
        yield "licence.free_and_open_source", LICENCE, licence.free_and_open_source is Truth.YES
