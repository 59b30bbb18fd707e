# SPDX-License-Identifier: EUPL-1.2
"""Which modalities a model takes in and gives out, as far as its configuration tells.

The Commission's guidelines on general-purpose AI models, section 2.1, turn on text, audio, image and video as output.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.models.facts import Fact
from adhere.models.readers.json_object import JsonObject
from adhere.models.reading import Reading

RANK = 10
ORDER = ("text", "image", "audio", "video")
PROCESSORS = ("preprocessor_config.json", "processor_config.json", "video_preprocessor_config.json")


def modality_facts(file: JsonObject, processors: Mapping[str, JsonObject], reading: Reading) -> None:
    """Add the modalities of a model in the layout of transformers; what cannot be told is asked, never guessed."""
    config = file.value
    base, keys = _base(config)
    if base is None:
        reading.report("ADH-MOD-120", Place(file=file.file), file=file.file)
        return
    taken, witnesses = set(base["input"]), [file.source(*keys)]
    for key, modality in _tower_keys(config):
        taken.add(modality)
        witnesses.append(file.source(key))
    for processor in processors.values():
        seen = _processed(processor)
        taken |= seen
        witnesses += [processor.source()] if seen else []
    _add(reading, "modalities.input", taken, tuple(witnesses))
    speaking = next(
        (key for key in _data()["other_output_keys"] if isinstance(config.get(key), Mapping)), None
    )
    if speaking is None:
        _add(reading, "modalities.output", set(base["output"]), (file.source(*keys),))
    else:
        reading.report(
            "ADH-MOD-121", Place(file=file.file, at=f"key {speaking}"), file=file.file, key=speaking
        )


def pipeline_facts(file: JsonObject, class_name: str, reading: Reading) -> None:
    """Add the modalities of a diffusers pipeline, by the name of its class."""
    known = _named("pipeline").get(class_name)
    if known is None:
        reading.report("ADH-MOD-120", Place(file=file.file, at="key _class_name"), file=file.file)
        return
    source = (file.source("_class_name"),)
    _add(reading, "modalities.input", set(known["input"]), source)
    _add(reading, "modalities.output", set(known["output"]), source)


def _base(config: Mapping[str, object]) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Return what the type or the ending of the class tells, and the keys that say so."""
    model_type, classes = config.get("model_type"), config.get("architectures")
    if isinstance(model_type, str) and model_type in _named("type"):
        return _named("type")[model_type], ("model_type",)
    for name in classes if isinstance(classes, list) else ():
        for ending, base in _named("ending").items():
            if isinstance(name, str) and name.endswith(ending):
                return base, ("architectures",)
    return None, ()


def _tower_keys(config: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the keys that show a further input; a token for audio proves none where ``audio_config`` is null."""
    inner = config.get("thinker_config")
    level = inner if isinstance(inner, Mapping) else config
    prefix = "thinker_config." if isinstance(inner, Mapping) else ""
    found = [
        (f"{prefix}{key}", modality)
        for key, modality in _data()["tower_key"].items()
        if isinstance(level.get(key), Mapping)
    ]
    for key, token in _data()["token_key"].items():
        number = isinstance(level.get(key), int) and not isinstance(level.get(key), bool)
        if number and (token["tower"] not in level or isinstance(level[token["tower"]], Mapping)):
            found.append((f"{prefix}{key}", token["modality"]))
    return found


def _processed(processor: JsonObject) -> set[str]:
    said = [processor.value.get(key) for key in _data()["processor"]["keys"]]
    endings = _data()["processor"]["endings"].items()
    return {
        modality
        for ending, modality in endings
        for name in said
        if isinstance(name, str) and name.endswith(ending)
    }


def _add(reading: Reading, fact_id: str, modalities: set[str], sources: tuple[Source, ...]) -> None:
    value = tuple(modality for modality in ORDER if modality in modalities)
    reading.facts.append(Fact(id=fact_id, value=value, basis=Basis.DERIVED, sources=sources, rank=RANK))


@cache
def _named(table: str) -> dict[str, dict[str, Any]]:
    """Return the records of a table by each of their names."""
    return {name: record for record in _data()[table] for name in record["names"]}


def _data() -> dict[str, Any]:
    return packaged("adhere.models", "data/modalities.toml")
