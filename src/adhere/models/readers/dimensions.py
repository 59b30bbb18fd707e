# SPDX-License-Identifier: EUPL-1.2
"""How a model is built, as its configuration says: kind of architecture, layers, width, heads, experts, software.

Keys of transformers configurations: https://huggingface.co/docs/transformers/main_classes/configuration
"""

from __future__ import annotations

from collections.abc import Mapping

from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.architectures.experts import ExpertCounts, expert_counts
from adhere.models.architectures.family import Family, family
from adhere.models.architectures.keys import LARGEST
from adhere.models.facts import Fact, Value
from adhere.models.readers.json_object import JsonObject
from adhere.models.readers.notes import note
from adhere.models.readers.refusal import printable
from adhere.models.reading import Reading

RANK = 10
VERSION_LIMIT = 60
"""Characters: no version of a library is longer."""
FRAMEWORKS = {"transformers_version": "transformers", "_diffusers_version": "diffusers"}
LAYERS = "architecture.layers"
HIDDEN = "architecture.hidden_size"
HEADS = "architecture.attention_heads"
KEY_VALUE_HEADS = "architecture.key_value_heads"
EXPERTS = "architecture.experts"
USED = "architecture.experts_per_token"
UNITS = {
    LAYERS: "layers",
    HIDDEN: "dimensions",
    HEADS: "attention-heads",
    KEY_VALUE_HEADS: "key-value-heads",
    EXPERTS: "experts",
    USED: "experts",
}
_KEYS = {
    LAYERS: ("num_hidden_layers", "n_layer", "n_layers", "num_layers"),
    HIDDEN: ("hidden_size", "n_embd", "n_embed", "d_model"),
    HEADS: ("num_attention_heads", "n_head", "n_heads"),
    KEY_VALUE_HEADS: ("num_key_value_heads",),
}


def dimension_facts(file: JsonObject, prefix: str, part: Mapping[str, object], reading: Reading) -> None:
    """Add the dimensions of the language model a configuration describes; ``prefix`` leads to its part.

    A dimension that differs per layer, or that is said in two ways, is no single number and so no fact.
    """
    known = _family(file.value)
    two_stacks = file.value.get("is_encoder_decoder") is True or bool(known and known.encoder_decoder)
    latent = known is not None and known.attention != "grouped"  # heads of keys are no dimension there
    for fact_id, keys in _KEYS.items():
        if (two_stacks and fact_id != HIDDEN) or (latent and fact_id == KEY_VALUE_HEADS):
            continue
        said = {key: number for key in keys if (number := _dimension(part.get(key))) is not None}
        if len(set(said.values())) == 1:
            key, number = next(iter(said.items()))
            reading.facts.append(_count(fact_id, number, file.source(f"{prefix}{key}")))
    mixture = expert_counts(file.value)
    if mixture is not None:
        reading.facts.append(_count(EXPERTS, mixture.experts, file.source(mixture.key)))
        reading.facts.append(_count(USED, mixture.used, file.source(mixture.used_key)))
    if known is not None:
        reading.facts.append(_type(file, known, mixture))


def framework_fact(file: JsonObject, reading: Reading) -> None:
    """Add the library that wrote a configuration, with its version."""
    for key, library in FRAMEWORKS.items():
        version = file.value.get(key)
        if isinstance(version, str) and 0 < len(version) <= VERSION_LIMIT:
            fact = _fact(
                "software.framework",
                f"{library} {printable(version)}",
                Basis.MEASURED,
                file.source(key),
            )
            reading.facts.append(fact)
            return


def _family(config: Mapping[str, object]) -> Family | None:
    """Return the family, where both the type and the class of the configuration are those of one that is known."""
    model_type, classes = config.get("model_type"), config.get("architectures")
    known = family(model_type) if isinstance(model_type, str) else None
    name = classes[0] if isinstance(classes, list) and len(classes) == 1 else None
    return known if known is not None and name in known.classes else None


def _type(file: JsonObject, known: Family, mixture: ExpertCounts | None) -> Fact:
    kind = "encoder-decoder transformer" if known.encoder_decoder else "decoder-only transformer"
    if mixture is not None:
        kind += " with a mixture of experts"
    if known.towers:
        kind += " and an image encoder" if mixture is not None else " with an image encoder"
    source = file.source("model_type", "architectures", method="architecture-family")
    return _fact("architecture.type", kind, Basis.DERIVED, source)


def _count(fact_id: str, number: int, source: Source) -> Fact:
    return _fact(fact_id, Quantity.exactly(number, UNITS[fact_id]), Basis.MEASURED, source)


def _fact(fact_id: str, value: Value, basis: Basis, source: Source) -> Fact:
    text = note("framework") if fact_id == "software.framework" else None
    return Fact(id=fact_id, value=value, basis=basis, sources=(source,), rank=RANK, note=text)


def _dimension(value: object) -> int | None:
    return value if type(value) is int and 1 <= value <= LARGEST else None
