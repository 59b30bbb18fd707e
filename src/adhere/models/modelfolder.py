# SPDX-License-Identifier: EUPL-1.2
"""Reading a whole model folder: every reader in turn, all facts and findings, and where the files disagree.

The order is of no consequence to the result; each fact carries its rank.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from adhere.kernel.finding import Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import LANGUAGES, Text
from adhere.models.architectures.operations import OperationShape
from adhere.models.architectures.reading import read_configuration
from adhere.models.bases import derive_from_base
from adhere.models.derivation import derive
from adhere.models.facts import Fact, Facts, contradicts
from adhere.models.folder import TEXT_LIMIT, Folder, TooLargeError, read_text_bytes
from adhere.models.reading import Reading
from adhere.models.reasons import source_text, value_text
from adhere.models.registry import registry
from adhere.models.weights.reading import read_weights

CARD = "README.md"
CROISSANT = frozenset({"croissant.json", "croissant.jsonld", "metadata.json"})
DATASET_CARD = re.compile(r"(?:data|datasets?)/(?:[^/]+/){0,2}README\.md")
LOGS = frozenset({"trainer_state.json", "emissions.csv"})
MAY_DIFFER = frozenset(
    {"compute.training.hardware", "context.maximum", "licence.free_and_open_source", "licence.spdx", "model.name",
     "vocabulary.size", "weights.format"}
)  # fmt: skip
"""Facts whose witnesses may differ for good reasons; their own readers report where they may not."""
COMPUTED_FROM = ("compute.", "data.training.tokens", "energy.")
"""Facts from which compute and energy can be derived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The head of a card as another layer parsed it: its values, the line of each key, and what is wrong with it."""

    values: Mapping[str, object] | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    problem: Text | None = None
    problem_line: int | None = None


ParseFrontMatter = Callable[[bytes], FrontMatter]


@dataclass(slots=True, kw_only=True)
class ModelReading:
    """What the files of one model say, and what operation counting needs to know of its architecture."""

    reading: Reading
    shape: OperationShape | None = None


def read_model(
    folder: Folder, parse: ParseFrontMatter, *, name: str | None = None, hash_weights: bool = False
) -> ModelReading:
    """Read every file of a model folder that some reader knows; ``name`` tells the model among its family in a card."""
    reading = Reading()
    if not folder.entries():
        reading.report("ADH-MOD-255", Place(file="."))
        return ModelReading(reading=reading)
    configuration = read_configuration(folder)
    weights = read_weights(folder, configuration.config, hash_weights=hash_weights)
    if weights.refused:  # what is wrong with the weights must not be hidden by a count from the configuration
        configuration = configuration.without_counts()
    reading.extend(configuration.reading)
    reading.extend(weights)
    total = Facts.of(reading.facts).value("parameters.total")
    size = int(total.value) if isinstance(total, Quantity) and total.value is not None else None
    for part in (*_texts(folder, parse, name, size), *_datasets(folder, parse)):
        reading.extend(part)
    reading.extend(_logs(folder))
    reading.extend(_licence_witnesses(reading))
    if not reading.facts and not reading.findings:
        reading.report("ADH-MOD-255", Place(file="."))
    return ModelReading(reading=reading, shape=configuration.shape)


def complete(facts: Facts, shape: OperationShape | None, on: date) -> Reading:
    """Add what follows from the facts, on a date, and return what derivation found."""
    derived = Reading()
    if any(fact.id.startswith(COMPUTED_FROM) for fact in facts):
        from adhere.models.compute.deriving import derive_compute  # noqa: PLC0415 - only where there is something to go by

        derived = derive_compute(facts, shape)
    for fact in derived.facts:
        facts.add(fact)
    derive_from_base(facts, on)
    derive(facts, on)
    return derived


def disagreements(facts: Facts) -> Reading:
    """Return a finding for every fact on which files that could each be right do not agree."""
    reading = Reading()
    for witnesses in facts.conflicting():
        if witnesses[0].id in MAY_DIFFER or not _by_two_files(witnesses):
            continue
        reading.report(
            "ADH-MOD-250",
            Place(file=witnesses[0].sources[0].file if witnesses[0].sources else "."),
            fact=registry()[witnesses[0].id].label if witnesses[0].id in registry() else witnesses[0].id,
            said=_said(witnesses),
        )
    return reading


def _by_two_files(witnesses: tuple[Fact, ...]) -> bool:
    """Whether more than a safetensors index, which is a hint with a finding of its own, speaks against the leader."""
    others = [fact for fact in witnesses[1:] if contradicts(witnesses[0].value, fact.value)]
    return any(not source.file.endswith(".index.json") for fact in others for source in fact.sources)


def _said(witnesses: Iterable[Fact]) -> Text:
    parts = [(value_text(fact.value), source_text(fact.sources[0])) for fact in witnesses if fact.sources]
    return Text(
        *("; ".join(f"{value.in_(one)} ({place.in_(one)})" for value, place in parts) for one in LANGUAGES)
    )


def _texts(folder: Folder, parse: ParseFrontMatter, name: str | None, size: int | None) -> Iterator[Reading]:
    """The licence and the card; their readers bring many patterns, so they are imported where there is a text."""
    from adhere.models.readers.licence import read_licences  # noqa: PLC0415

    yield read_licences(folder)
    if CARD in folder.entries():
        from adhere.models.readers.card import read_card  # noqa: PLC0415

        card = _card(folder, CARD, parse)
        yield card.trouble
        yield read_card(
            CARD,
            card.text,
            card.head.values,
            sha256=card.sha256,
            lines=card.head.lines,
            model=name,
            parameters=size,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """A card that was opened: its head, its whole text, the digest of its bytes, and what was wrong with them."""

    head: FrontMatter
    text: str
    sha256: str
    trouble: Reading


def _card(folder: Folder, name: str, parse: ParseFrontMatter) -> _Card:
    content, trouble = _content(folder, name)
    head = parse(content)
    if head.problem is not None:
        trouble.report("ADH-MOD-256", Place(file=name, line=head.problem_line), problem=head.problem)
    text = content.decode("utf-8-sig", errors="replace")
    if "\N{REPLACEMENT CHARACTER}" in text:
        trouble.report("ADH-MOD-257", Place(file=name))
    return _Card(head=head, text=text, sha256=hashlib.sha256(content).hexdigest(), trouble=trouble)


def _logs(folder: Folder) -> Reading:
    if not LOGS & folder.entries().keys():
        return Reading()
    from adhere.models.compute.reading import read_compute  # noqa: PLC0415 - only where there is a log

    return read_compute(folder)


def _licence_witnesses(reading: Reading) -> Reading:
    from adhere.models.readers.licence import check_licences  # noqa: PLC0415

    return check_licences(reading)


def _datasets(folder: Folder, parse: ParseFrontMatter) -> Iterator[Reading]:
    """Descriptions of datasets that lie beside the model: Croissant files, and cards in folders of data."""
    for name in folder.entries():
        if name in CROISSANT:
            from adhere.models.readers.croissant import read_croissant  # noqa: PLC0415 - rare

            content, trouble = _content(folder, name)
            yield trouble
            yield read_croissant(name, content)
        elif DATASET_CARD.fullmatch(name):
            from adhere.models.readers.dataset_card import read_dataset_card  # noqa: PLC0415 - rare

            card = _card(folder, name, parse)
            yield card.trouble
            yield read_dataset_card(
                name, card.text, card.head.values, sha256=card.sha256, lines=card.head.lines
            )


def _content(folder: Folder, name: str) -> tuple[bytes, Reading]:
    trouble = Reading()
    try:
        return read_text_bytes(folder, name), trouble
    except TooLargeError:
        trouble.report("ADH-MOD-258", Place(file=name), limit=TEXT_LIMIT)
    except OSError as error:
        trouble.report("ADH-MOD-252", Place(file=name), reason=error.strerror or str(error))
    return b"", trouble
