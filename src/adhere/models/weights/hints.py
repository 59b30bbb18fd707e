# SPDX-License-Identifier: EUPL-1.2
"""What counting needs to know of a model beyond its tensors: experts, layers, tied head, quantisation.

Keys as in the ``config.json`` of published models (https://huggingface.co/docs/transformers/main_classes/configuration)
and the metadata of GGUF. Whatever has another type than expected counts as absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from adhere.models.architectures.experts import EXPERTS, USED

Config = Mapping[str, object]
NESTED = ("text_config", "llm_config", "language_config", "thinker_config", "ffn_config")
LAYERS = ("num_hidden_layers", "n_layer", "num_layers")
DRAFTS = ("num_nextn_predict_layers", "mtp_num_hidden_layers", "num_mtp_modules")
TIED_BY_DEFAULT = frozenset({"gemma", "gemma2", "gemma3", "gemma3_text", "falcon", "bloom"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bits:
    """Bits of a packed weight for the modules a configuration names; no targets: for all of them."""

    bits: int
    targets: tuple[str, ...] = ()
    group_size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known; None where nothing says it. ``known`` is False where there was no configuration at all."""

    known: bool = False
    experts: int | None = None
    chosen: int | None = None
    layers: int | None = None
    drafts: int = 0
    tied: bool | None = None
    quantisation: str | None = None
    bits: tuple[Bits, ...] = ()
    expert_dtype: str | None = None


def hints_of(config: Config | None) -> Hints:
    """Return the hints a config.json gives."""
    if config is None:
        return Hints()
    quantisation = _quantisation(config)
    method, dtype = quantisation.get("quant_method"), _first(config, ("expert_dtype",), str)
    return Hints(
        known=True,
        experts=_count(config, EXPERTS),
        chosen=_count(config, USED),
        layers=_count(config, LAYERS),
        drafts=_count(config, DRAFTS) or 0,
        tied=_tied(config),
        quantisation=method.lower() if isinstance(method, str) else None,
        bits=tuple(_bits(quantisation)),
        expert_dtype=dtype.lower() if isinstance(dtype, str) else None,
    )


def with_metadata(hints: Hints, metadata: Mapping[str, object]) -> Hints:
    """Return the hints of GGUF metadata, with the tied head of a config.json beside it; block counts include drafts."""
    arch = metadata.get("general.architecture")
    experts, chosen = (metadata.get(f"{arch}.expert_{key}") for key in ("count", "used_count"))
    return replace(
        Hints(known=True, tied=hints.tied),
        experts=experts if type(experts) is int and experts > 0 else None,
        chosen=chosen if type(chosen) is int and chosen > 0 else None,
    )


def _sections(config: Config) -> Iterator[Config]:
    """Yield the configuration and the nested ones that may describe the language model."""
    yield config
    for name in NESTED:
        section = config.get(name)
        if isinstance(section, Mapping):
            yield section
            deeper = section.get("text_config")
            if isinstance(deeper, Mapping):
                yield deeper


def _first(config: Config, keys: tuple[str, ...], *types: type) -> object:
    found = (section.get(key) for section in _sections(config) for key in keys)
    return next((value for value in found if type(value) in types), None)


def _count(config: Config, keys: tuple[str, ...]) -> int | None:
    """Return a positive whole number; a list of equal ones counts as that one (one value per layer)."""
    value = _first(config, keys, int, list)
    if isinstance(value, list):
        value = value[0] if value and all(part == value[0] for part in value) else None
    return value if type(value) is int and 0 < value < 2**31 else None


def _tied(config: Config) -> bool:
    value = _first(config, ("tie_word_embeddings",), bool)
    if isinstance(value, bool):
        return value
    kinds = (section.get("model_type") for section in _sections(config))
    return any(isinstance(kind, str) and kind in TIED_BY_DEFAULT for kind in kinds)


def _quantisation(config: Config) -> Config:
    for section in _sections(config):
        for key in ("quantization_config", "compression_config"):
            found = section.get(key)
            if isinstance(found, Mapping):
                return found
    return {}


def _bits(quantisation: Config) -> Iterator[Bits]:
    """Yield bits as gptq and awq give them, and as the groups of compressed-tensors do."""
    for key in ("bits", "w_bit"):
        if _is_bits(quantisation.get(key)):
            yield Bits(bits=_whole(quantisation[key]))
            return
    groups = quantisation.get("config_groups")
    for group in groups.values() if isinstance(groups, Mapping) else ():
        weights = group.get("weights") if isinstance(group, Mapping) else None
        if not isinstance(weights, Mapping) or not _is_bits(weights.get("num_bits")):
            continue
        targets, size = group.get("targets"), weights.get("group_size")
        yield Bits(
            bits=_whole(weights["num_bits"]),
            targets=tuple(str(target) for target in targets) if isinstance(targets, list) else (),
            group_size=size if type(size) is int and size > 0 else None,
        )


def _is_bits(value: object) -> bool:
    return type(value) is int and 1 <= value <= 16


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
