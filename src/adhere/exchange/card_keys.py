# SPDX-License-Identifier: EUPL-1.2
"""The keys of a model card's front matter that follow from facts, as the hub defines them; ``data/card.toml``.

https://huggingface.co/docs/hub/model-cards and https://github.com/huggingface/hub-docs/blob/main/modelcard.md. What the card itself
says is left to it, and a key is written only where the fact settles it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from adhere.documentation.evaluations.result import EvaluationResult
from adhere.exchange.disclosure import Disclosed
from adhere.kernel.data import packaged
from adhere.kernel.quantity import Quantity, decimal_text
from adhere.models.facts import Fact
from adhere.models.licences.catalogue import by_id, by_tag, is_undefined
from adhere.models.modelfolder import CARD

Written = str | Decimal | tuple[str, ...] | Mapping[str, "str | Decimal"]
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML 1.1, which many programs still read, takes for something else than text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of the front matter, what it says, and the fact it follows from."""

    name: str
    value: Written
    fact: str
    licence: str | None = None
    """The SPDX expression that is meant, where the value is a tag of the hub."""

    def lines(self) -> list[str]:
        """Return the lines of YAML."""
        if isinstance(self.value, tuple):
            return [f"{self.name}:", *(f"- {_scalar(one)}" for one in self.value)]
        if isinstance(self.value, Mapping):
            return [f"{self.name}:", *(f"  {name}: {_scalar(one)}" for name, one in self.value.items())]
        return [f"{self.name}: {_scalar(self.value)}"]

    def plain(self) -> object:
        """Return the value as a YAML parser gives it back."""
        if isinstance(self.value, tuple):
            return list(self.value)
        return dict(self.value) if isinstance(self.value, Mapping) else self.value


def keys_of(known: Disclosed) -> list[Key]:
    """Return the keys that facts settle, in the order of a card; nothing that the card is itself the witness of."""
    found = {fact.id: fact for fact in known if fact.sources and fact.sources[0].file != CARD}
    return [*_licence(found), *_names(found), *_library(found), *_task(known, found), *_emissions(found)]


def says_otherwise(key: Key, written: object) -> bool:
    """Whether a card's own value of a key cannot be squared with ours; a task of the card's own choice always can."""
    if key.name in ("pipeline_tag", "library_name", "license_name", "license_link"):
        return False
    if key.name == "license":
        return not _same_licence(written, key.licence or "")
    if isinstance(key.value, tuple):
        said = {str(one).casefold() for one in (written if isinstance(written, list) else [written])}
        return said != {one.casefold() for one in key.value}
    if key.name == "co2_eq_emissions":
        said_grams = written.get("emissions") if isinstance(written, Mapping) else written
        return said_grams != (key.value["emissions"] if isinstance(key.value, Mapping) else key.value)
    return written != key.plain()


def index_lines(name: str, results: Iterable[EvaluationResult]) -> list[str]:
    """Return ``model-index`` with evaluation results, one dataset per task."""
    lines = ["model-index:", f"- name: {_scalar(name)}", "  results:"]
    for result in results:
        lines += [
            "  - task:",
            "      type: text-generation",
            "    dataset:",
            f"      name: {_scalar(result.task)}",
            f"      type: {_scalar(result.task)}",
            "    metrics:",
            f"    - type: {_scalar(result.metric)}",
            f"      value: {_scalar(result.value)}",
        ]
    return lines


def _licence(found: Mapping[str, Fact]) -> Iterator[Key]:
    fact = found.get("licence.spdx")
    if fact is None or not isinstance(fact.value, str):
        return
    licence = by_id(fact.value)
    tags = packaged("adhere.exchange", "data/card.toml")["licences"]
    tag = next((tag for tag in tags if licence is not None and by_tag(tag) == licence), None)
    yield Key(name="license", value=tag or "other", fact=fact.id, licence=fact.value)
    if tag is None:
        yield Key(name="license_name", value=fact.value, fact=fact.id)
        if fact.sources[0].who is None:
            yield Key(name="license_link", value=fact.sources[0].file, fact=fact.id)


def _same_licence(written: object, spdx: str) -> bool:
    """Whether one of the tags a card gives means this licence, or leaves it open, as ``other`` does."""
    meant = by_id(spdx)
    for tag in map(str, written if isinstance(written, list) else [written]):
        said = by_tag(tag) or by_id(tag)
        if is_undefined(tag) or tag == spdx or (said is not None and said == meant):
            return True
    return False


def _names(found: Mapping[str, Fact]) -> Iterator[Key]:
    base, languages, datasets = (
        found.get(fact_id) for fact_id in ("model.base", "languages", "data.training.datasets")
    )
    if base is not None and isinstance(base.value, str):
        names = tuple(base.value.split(", "))
        if all(map(_REPOSITORY.fullmatch, names)):
            yield Key(name="base_model", value=names if len(names) > 1 else names[0], fact=base.id)
    if languages is not None and _all_match(_LANGUAGE, languages):
        yield Key(name="language", value=_texts(languages), fact=languages.id)
    if datasets is not None and _all_match(_REPOSITORY, datasets):
        yield Key(name="datasets", value=_texts(datasets), fact=datasets.id)


def _library(found: Mapping[str, Fact]) -> Iterator[Key]:
    base, framework = found.get("model.base"), found.get("software.framework")
    if base is not None and base.sources[0].file == "adapter_config.json":
        yield Key(name="library_name", value="peft", fact=base.id)
    elif framework is not None and isinstance(framework.value, str):
        library = packaged("adhere.exchange", "data/card.toml")["library"].get(framework.value.split(" ")[0])
        if library is not None:
            yield Key(name="library_name", value=library, fact=framework.id)


def _task(known: Disclosed, found: Mapping[str, Fact]) -> Iterator[Key]:
    taken, given = known.get("modalities.input"), known.get("modalities.output")
    if taken is None or given is None or "modalities.output" not in found:
        return
    tag = task_of(known)
    if tag is not None:
        yield Key(name="pipeline_tag", value=tag, fact=given.id)


def task_of(known: Disclosed) -> str | None:
    """Return the task that modalities and kind of architecture settle, as hubs call it, or None."""
    taken, given, kind = (
        known.get(fact_id) for fact_id in ("modalities.input", "modalities.output", "architecture.type")
    )
    if taken is None or given is None:
        return None
    built = kind.value if kind is not None and isinstance(kind.value, str) else ""
    for task in packaged("adhere.exchange", "data/card.toml")["task"]:
        same = (set(task["input"]), set(task["output"])) == (set(_texts(taken)), set(_texts(given)))
        if same and ("only" not in task or built.startswith(tuple(task["only"]))):
            return str(task["tag"])
    return None


def _emissions(found: Mapping[str, Fact]) -> Iterator[Key]:
    fact = found.get("emissions.training")
    if fact is None or not isinstance(fact.value, Quantity) or fact.value.value is None:
        return
    if fact.sources[0].method == "codecarbon-log":  # an estimate of ours is no measurement to publish
        grams = fact.value.value * 1000
        yield Key(name="co2_eq_emissions", value={"emissions": grams, "source": "codecarbon"}, fact=fact.id)


def _texts(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else (str(fact.value),)


def _all_match(pattern: re.Pattern[str], fact: Fact) -> bool:
    return all(map(pattern.fullmatch, _texts(fact)))


def _scalar(value: str | Decimal) -> str:
    """Return a value as YAML that every version reads alike; a text of other signs goes in quotes as JSON writes them."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
