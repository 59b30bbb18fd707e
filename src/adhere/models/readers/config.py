# SPDX-License-Identifier: EUPL-1.2
"""Facts in ``config.json``: family, dimensions, parameters where they can be counted exactly, context, vocabulary, quantisation.

The file of a model in the layout of transformers: https://huggingface.co/docs/transformers/main_classes/configuration
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.architectures.counting import Count, count
from adhere.models.architectures.experts import NESTED
from adhere.models.architectures.keys import Keys, NotCountableError, shortened
from adhere.models.architectures.operations import OperationShape
from adhere.models.facts import Fact
from adhere.models.readers.context import context_facts
from adhere.models.readers.dimensions import dimension_facts, framework_fact
from adhere.models.readers.json_object import JsonObject
from adhere.models.readers.notes import note
from adhere.models.readers.refusal import printable
from adhere.models.reading import Reading

NAME = "config.json"
RANK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The configuration of the language model inside a configuration, with the keys that lead to it."""

    prefix: str
    record: Mapping[str, object]


def read_config(file: JsonObject, reading: Reading) -> OperationShape | None:
    """Add the facts and findings of a configuration; return what operation counting needs, where it can be told."""
    part = language_part(file.value)
    _family(file, reading)
    shape = _parameters(file, reading)
    _vocabulary(file, part, reading)
    context_facts(file, part.prefix, part.record, reading)
    dimension_facts(file, part.prefix, part.record, reading)
    framework_fact(file, reading)
    return shape


def language_part(config: Mapping[str, object]) -> Part:
    """Return the part that describes the language model: a nested one where there is one with a vocabulary."""
    for path in () if "vocab_size" in config else NESTED:
        part: object = config
        for name in path:
            part = part.get(name) if isinstance(part, Mapping) else None
        if isinstance(part, Mapping):
            return Part(prefix=".".join(path) + ".", record=part)
    return Part(prefix="", record=config)


def _family(file: JsonObject, reading: Reading) -> None:
    for key in ("model_type", "architectures"):
        value = file.value.get(key)
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        if isinstance(value, str) and 0 < len(value) <= 200:
            fact = Fact(
                id="architecture.family",
                value=printable(value),
                basis=Basis.MEASURED,
                sources=(file.source(key),),
                rank=RANK,
            )
            reading.facts.append(fact)
            return


def _parameters(file: JsonObject, reading: Reading) -> OperationShape | None:
    if file.contradicted:
        place = Place(file=file.file, at=f"key {shortened(file.contradicted[0])}")
        reading.report("ADH-MOD-108", place, keys=shortened(", ".join(file.contradicted)))
        return None
    counted = count(file.value)
    if not isinstance(counted, Count):
        reading.report(counted.rule, Place(file=file.file), **counted.values)
        return None
    source = file.source(method="architecture-count")
    for fact_id, value, text in _counts(counted):
        quantity = Quantity.exactly(value, "parameters")
        fact = Fact(id=fact_id, value=quantity, basis=Basis.DERIVED, sources=(source,), rank=RANK, note=text)
        reading.facts.append(fact)
    return counted.shape


def _counts(counted: Count) -> Iterator[tuple[str, int, Text]]:
    yield "parameters.total", counted.total, note("counted", family=counted.family)
    yield "parameters.active", counted.active, note("active")
    excluded = note("active_tied" if counted.tied else "active_excluding")
    yield "parameters.active_excluding_embeddings", counted.active_excluding_embedding, excluded
    if counted.draft:
        yield "parameters.draft", counted.draft, note("draft")


def _vocabulary(file: JsonObject, part: Part, reading: Reading) -> None:
    try:
        size = Keys(part.record, {}, part.prefix).perhaps("vocab_size")
    except NotCountableError as refusal:
        report_once(reading, refusal, file.file)
        return
    if size is not None:
        fact = Fact(
            id="vocabulary.size",
            value=Quantity.exactly(size, "entries"),
            basis=Basis.MEASURED,
            sources=(file.source(f"{part.prefix}vocab_size"),),
            rank=RANK,
            note=note("vocabulary_rows"),
        )
        reading.facts.append(fact)


def report_once(reading: Reading, refusal: NotCountableError, file: str) -> None:
    """Report an odd value, unless counting has reported it already."""
    if not any(
        found.rule.id == refusal.rule and found.values == refusal.values for found in reading.findings
    ):
        reading.report(refusal.rule, Place(file=file, at=f"key {refusal.values['key']}"), **refusal.values)


def quantisation_fact(file: JsonObject, reading: Reading) -> None:
    """Add how the weights are said to be quantised: for folders without weights, whose headers would say it better."""
    part = language_part(file.value)
    for prefix, record in {"": file.value, part.prefix: part.record}.items():
        for key in ("quantization_config", "compression_config"):
            said = record.get(key)
            method = said.get("quant_method") if isinstance(said, Mapping) else None
            if isinstance(said, Mapping) and isinstance(method, str) and 0 < len(method) <= 60:
                algorithm = said.get("quant_algo")
                value = (
                    f"{method} {algorithm}" if isinstance(algorithm, str) and len(algorithm) <= 60 else method
                )
                source = file.source(f"{prefix}{key}.quant_method")
                fact = Fact(
                    id="weights.format",
                    value=printable(value),
                    basis=Basis.MEASURED,
                    sources=(source,),
                    rank=RANK,
                    note=note("quantised"),
                )
                reading.facts.append(fact)
                return
