# SPDX-License-Identifier: EUPL-1.2
"""Reading everything that the configuration files of a model folder say, in one go.

Files of transformers, diffusers, PEFT and tokenizers; each reader names the page of its format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from adhere.kernel.finding import Place
from adhere.kernel.quantity import Quantity
from adhere.models.architectures.operations import OperationShape
from adhere.models.facts import Facts
from adhere.models.folder import Folder
from adhere.models.readers import adapter, config, diffusers, modalities
from adhere.models.readers.json_object import JsonObject, read_object
from adhere.models.readers.tokenizer import read_tokenizer
from adhere.models.reading import Reading

WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigurationReading:
    """What the configuration files say; ``shape`` only where the architecture could be counted exactly."""

    reading: Reading
    config: Mapping[str, object] | None
    shape: OperationShape | None

    def without_counts(self) -> ConfigurationReading:
        """Return the same without number of parameters and shape: for a folder whose own weights were refused."""
        kept = [fact for fact in self.reading.facts if not fact.id.startswith("parameters.")]
        return replace(self, reading=Reading(kept, self.reading.findings), shape=None)


def read_configuration(folder: Folder) -> ConfigurationReading:
    """Return the facts and findings of all configuration files of a folder; nothing is raised for what they hold."""
    reading = Reading()
    entries = folder.entries()
    files = {
        name: read_object(folder, name, reading)
        for name in (config.NAME, adapter.NAME, diffusers.NAME)
        if name in entries
    }
    main, shape = files.get(config.NAME), None
    weights = any(name.endswith(WEIGHTS) for name in entries)
    if main is not None:
        shape = config.read_config(main, reading)
        modalities.modality_facts(main, _processors(folder, reading), reading)
        if not weights:
            config.quantisation_fact(main, reading)
    adapted = files.get(adapter.NAME)
    if adapted is not None:
        adapter.read_adapter(adapted, reading)
    pipeline = files.get(diffusers.NAME)
    if pipeline is not None:
        diffusers.read_pipeline(folder, pipeline, reading)
    if not files and weights and not any(name.endswith(".gguf") for name in entries):
        reading.report("ADH-MOD-109", Place(file=config.NAME))
    read_tokenizer(folder, reading)
    _compare_vocabularies(reading)
    return ConfigurationReading(reading=reading, config=main.value if main else None, shape=shape)


def _processors(folder: Folder, reading: Reading) -> dict[str, JsonObject]:
    entries = folder.entries()
    read = {name: read_object(folder, name, reading) for name in modalities.PROCESSORS if name in entries}
    return {name: file for name, file in read.items() if file is not None}


def _compare_vocabularies(reading: Reading) -> None:
    """A tokenizer may know fewer entries than the model has rows, never more."""
    witnesses = Facts.of(reading.facts).witnesses("vocabulary.size")
    if len(witnesses) == 2 and all(isinstance(witness.value, Quantity) for witness in witnesses):
        rows, entries = (witness.value.value for witness in witnesses if isinstance(witness.value, Quantity))
        if rows is not None and entries is not None and entries > rows:
            place = Place(file=witnesses[1].sources[0].file)
            reading.report("ADH-MOD-123", place, rows=rows, entries=entries)
