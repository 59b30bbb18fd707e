# SPDX-License-Identifier: EUPL-1.2
"""Facts in ``model_index.json``: the pipeline of a diffusers folder, its modalities, and whether its parts are there.

The layout of diffusers: https://huggingface.co/docs/diffusers/using-diffusers/loading
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis
from adhere.models.architectures.keys import shortened
from adhere.models.facts import Fact
from adhere.models.folder import Folder
from adhere.models.readers.dimensions import framework_fact
from adhere.models.readers.json_object import JsonObject, read_object
from adhere.models.readers.modalities import pipeline_facts
from adhere.models.readers.refusal import printable
from adhere.models.reading import Reading

NAME = "model_index.json"
RANK = 10
MOST_PARTS = 64
WITHOUT_WEIGHTS = (
    "Scheduler",
    "Tokenizer",
    "TokenizerFast",
    "FeatureExtractor",
    "ImageProcessor",
    "Processor",
)


def read_pipeline(folder: Folder, file: JsonObject, reading: Reading) -> None:
    """Add the facts of a pipeline; its parameters stand in the weights alone, which is said."""
    key = "_class_name"
    name = file.value.get(key)
    if not isinstance(name, str) or not name or len(name) > 200:
        reading.report("ADH-MOD-113", Place(file=file.file, at=f"key {key}"), key=key)
        return
    name = printable(name)
    fact = Fact(
        id="architecture.family", value=name, basis=Basis.MEASURED, sources=(file.source(key),), rank=RANK
    )
    reading.facts.append(fact)
    pipeline_facts(file, name, reading)
    framework_fact(file, reading)
    reading.report("ADH-MOD-133", Place(file=file.file), pipeline=name)
    for part, class_name in _parts(file.value):
        _check(folder, part, class_name, reading)


def _parts(index: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the folder and class of every part that has weights."""
    for name, value in list(index.items())[:MOST_PARTS]:
        class_name = value[1] if isinstance(value, list) and len(value) == 2 else None
        folder = not name.startswith("_") and "/" not in name
        if (
            folder
            and name.isprintable()
            and isinstance(class_name, str)
            and not class_name.endswith(WITHOUT_WEIGHTS)
        ):
            yield name, class_name


def _check(folder: Folder, part: str, class_name: str, reading: Reading) -> None:
    name = f"{part}/config.json"
    if name not in folder.entries():
        reading.report("ADH-MOD-134", Place(file=name), part=part, file=name)
        return
    file = read_object(folder, name, reading)
    if file is None:
        return
    classes = file.value.get("architectures")
    said = classes[0] if isinstance(classes, list) and classes else file.value.get("_class_name")
    if isinstance(said, str) and said != class_name:
        values = {"part": part, "index": shortened(class_name), "own": shortened(said)}
        reading.report("ADH-MOD-135", Place(file=name), **values)
