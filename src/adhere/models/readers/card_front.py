# SPDX-License-Identifier: EUPL-1.2
"""Facts of a model card's front matter: name, base model, languages, datasets, modalities, emissions.

Keys as model hubs define them (https://github.com/huggingface/hub-docs/blob/main/modelcard.md); the licence keys are in
``licence_tag``. Parsing YAML is not done here: the mapping comes in as plain values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, text_of
from adhere.models.facts import Fact, Value
from adhere.models.reading import Reading

RANK = 30
_TEXT_LIMIT = 300
_LIST_LIMIT = 500
_NO_NATURAL_LANGUAGE = frozenset({"code", "multilingual", "other", "zxx", "und"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The parsed mapping of a card with the file it stands in, its digest and the lines of its keys."""

    file: str
    sha256: str
    values: Mapping[str, object]
    lines: Mapping[str, int] = field(default_factory=dict)

    def source(self, key: str, method: str = "model card front matter") -> Source:
        """Return the place of a key: its line where it is known."""
        line = self.lines.get(key)
        at = f"line {line}, {key}" if line is not None else f"key {key}"
        return Source(file=self.file, method=method, at=at, sha256=self.sha256)

    def place(self, key: str) -> Place:
        """Return where a finding about a key points."""
        return Place(file=self.file, line=self.lines.get(key), at=f"key {key}")

    def fact(self, fact_id: str, value: Value, key: str, note: Text | None = None) -> Fact:
        """Return a fact that the card declares under a key."""
        return Fact(
            id=fact_id, value=value, basis=Basis.DECLARED, sources=(self.source(key),), rank=RANK, note=note
        )


def note(key: str, /, **values: object) -> Text:
    """Return one of the notes of model cards, filled in."""
    return text_of(packaged("adhere.models", "data/notes-card.toml")[key]).filled(values)


def front_facts(front: FrontMatter) -> Reading:
    """Return what the front matter says, the licence apart."""
    reading = Reading()
    _name(front, reading)
    _base(front, reading)
    _languages(front, reading)
    datasets = strings(front, "datasets", reading)
    if datasets:
        reading.facts.append(front.fact("data.training.datasets", datasets, "datasets"))
    _modalities(front, reading)
    _emissions(front, reading)
    return reading


def strings(front: FrontMatter, key: str, reading: Reading) -> tuple[str, ...]:
    """Return a key that holds a text or a list of texts, without repeats; report anything else and leave it out."""
    value = front.values.get(key)
    if value is None:
        return ()
    items = list(value)[:_LIST_LIMIT] if isinstance(value, (list, tuple)) else [value]
    texts = [item.strip() for item in items if isinstance(item, str) and 0 < len(item.strip()) <= _TEXT_LIMIT]
    if any(not isinstance(item, str) for item in items if item is not None):
        expected = Text("a text or a list of texts", "een tekst of een lijst van teksten")
        reading.report("ADH-MOD-151", front.place(key), key=key, expected=expected)
    return tuple(dict.fromkeys(texts))


def name_of(front: Mapping[str, object]) -> str | None:
    """Return the name the front matter gives the model: ``model_name``, or the only entry of ``model-index``."""
    name = front.get("model_name")
    index = front.get("model-index")
    if (
        not isinstance(name, str)
        and isinstance(index, list)
        and len(index) == 1
        and isinstance(index[0], Mapping)
    ):
        name = index[0].get("name")
    return name.strip() if isinstance(name, str) and 0 < len(name.strip()) <= _TEXT_LIMIT else None


def _name(front: FrontMatter, reading: Reading) -> None:
    name = name_of(front.values)
    if name:
        key = "model_name" if isinstance(front.values.get("model_name"), str) else "model-index"
        reading.facts.append(front.fact("model.name", name, key))


def _base(front: FrontMatter, reading: Reading) -> None:
    base = strings(front, "base_model", reading)
    if base:
        relation = front.values.get("base_model_relation")
        known = note("relation", relation=relation) if isinstance(relation, str) else None
        reading.facts.append(front.fact("model.base", ", ".join(base), "base_model", known))


def _languages(front: FrontMatter, reading: Reading) -> None:
    key = "language" if "language" in front.values else "languages"
    languages = tuple(
        code for code in strings(front, key, reading) if code.casefold() not in _NO_NATURAL_LANGUAGE
    )
    if languages:
        reading.facts.append(front.fact("languages", languages, key))


def _modalities(front: FrontMatter, reading: Reading) -> None:
    tag = front.values.get("pipeline_tag")
    if not isinstance(tag, str):
        return
    known = packaged("adhere.models", "data/pipelines.toml")["pipeline"].get(tag.strip().casefold())
    if known is None:
        reading.report("ADH-MOD-155", front.place("pipeline_tag"), tag=tag[:_TEXT_LIMIT])
        return
    for side, modalities in known.items():
        said = front.fact(
            f"modalities.{side}", tuple(modalities), "pipeline_tag", note("pipeline", tag=tag.strip())
        )
        reading.facts.append(said)


def _emissions(front: FrontMatter, reading: Reading) -> None:
    """Read ``co2_eq_emissions``: grams as a number, or a mapping with ``emissions`` in grams and the hardware."""
    key = "co2_eq_emissions"
    said = front.values.get(key)
    values = said if isinstance(said, Mapping) else {"emissions": said}
    grams = _decimal(values.get("emissions"))
    if grams is not None and grams > 0:
        value = Quantity.exactly(grams / 1000, "kgCO2e")
        reading.facts.append(front.fact("emissions.training", value, key, note("grams")))
    elif said is not None and grams is None:
        expected = Text("a number of grams", "een getal in grammen")
        reading.report("ADH-MOD-151", front.place(key), key=key, expected=expected)
    hardware = values.get("hardware_used")
    if isinstance(hardware, str):
        from adhere.models.readers.card_hardware import named  # noqa: PLC0415 - its patterns serve few cards' heads

        for name, _ in list(named(hardware[:_TEXT_LIMIT]))[:1]:
            reading.facts.append(front.fact("compute.training.hardware", name, key))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value)[:40].replace("_", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
