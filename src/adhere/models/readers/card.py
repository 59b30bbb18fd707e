# SPDX-License-Identifier: EUPL-1.2
"""The model card: what its front matter and its text say of the model and its training.

Cards as model hubs keep them (https://huggingface.co/docs/hub/model-cards). What a card says is declared, never measured:
front matter ranks 30 among witnesses, text 40.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text
from adhere.models.facts import Fact
from adhere.models.readers.card_claims import Claim, claims
from adhere.models.readers.card_front import FrontMatter, front_facts, name_of, note
from adhere.models.readers.card_names import OwnName
from adhere.models.readers.card_section import without_section
from adhere.models.readers.card_tables import table_claims
from adhere.models.readers.card_title import Title, base_of, introduced, title_of
from adhere.models.readers.card_units import CUMULATIVE, OPERATIONS
from adhere.models.readers.card_weighing import report_doubts, weighed
from adhere.models.readers.licence_tag import tag_facts
from adhere.models.readers.markdown import Table, blocks
from adhere.models.reading import Reading

TEXT_LIMIT, LINE_LIMIT = 1_000_000, 50_000
"""Characters and lines: the longest real cards have about 200,000 and 3,000."""
RANK = 40


def read_card(
    name: str,
    text: str,
    front_matter: Mapping[str, object] | None,
    *,
    sha256: str,
    lines: Mapping[str, int] | None = None,
    model: str | None = None,
    parameters: int | None = None,
) -> Reading:
    """Return what a model card says of its model.

    ``text`` is the whole file, front matter included, so that lines count from its beginning; ``front_matter`` is that
    part parsed, None where there is none, and ``lines`` the line of each of its keys. ``model`` is a name the model is
    known by elsewhere, such as its folder's: it tells which row of a table over several models is this one's, and where
    no name does, ``parameters``, their number from the model's other files, may.
    """
    reading = Reading()
    front = FrontMatter(file=name, sha256=sha256, values=front_matter or {}, lines=lines or {})
    reading.extend(front_facts(front))
    reading.extend(tag_facts(front))
    text = without_section(text)
    beginning = "\n".join(text[:TEXT_LIMIT].split("\n", LINE_LIMIT)[:LINE_LIMIT])
    if len(beginning) < len(text):
        limits = {"characters": f"{TEXT_LIMIT:,}", "lines": f"{LINE_LIMIT:,}"}
        reading.report("ADH-MOD-150", Place(file=name), **limits)
    names = (model, name_of(front.values))
    _read_text(name, beginning, sha256, reading, names=names, parameters=parameters)
    return reading


def _read_text(
    file: str,
    text: str,
    sha256: str,
    reading: Reading,
    *,
    names: tuple[str | None, ...],
    parameters: int | None,
) -> None:
    parts = list(blocks(text))
    title = title_of(text, parts)
    own = OwnName.of(*names, title.name if title else None)
    kin = OwnName.of(*names[1:], title.name if title else None, introduced(parts)).parts
    own = OwnName(own.parts or kin, parameters, kin)
    for fact_id, found in (("model.name", title), ("model.base", base_of(parts))):
        if found:
            reading.facts.append(_named(fact_id, found, file, sha256))
    said = [
        claim
        for part in parts
        for claim in (table_claims(part, own) if isinstance(part, Table) else claims(part, own))
    ]
    report_doubts(said, file, reading)
    reading.facts.extend(_facts(weighed(said), file, sha256))


def _named(fact_id: str, found: Title, file: str, sha256: str) -> Fact:
    source = _source(file, found.line, sha256)
    return Fact(id=fact_id, value=found.name, basis=Basis.DECLARED, sources=(source,), rank=RANK)


def _facts(said: Iterable[Claim], file: str, sha256: str) -> list[Fact]:
    """Return one fact for each value, with every line that says it."""
    together: dict[tuple[str, Quantity | str], list[Claim]] = {}
    for claim in said:
        together.setdefault((claim.fact, claim.value), []).append(claim)
    return [
        Fact(
            id=fact_id,
            value=value,
            basis=Basis.DECLARED,
            sources=tuple(
                _source(file, line, sha256) for line in dict.fromkeys(claim.line for claim in same)
            ),
            rank=RANK if same[0].scope == "whole" else RANK + 1,
            note=_note(same[0]),
            notion="cumulative" if fact_id == CUMULATIVE else None,
        )
        for (fact_id, value), same in together.items()
    ]


def _source(file: str, line: int, sha256: str) -> Source:
    return Source(file=file, method="model card text", at=f"line {line}", sha256=sha256)


def _note(claim: Claim) -> Text | None:
    names = [
        name
        for name, holds in (
            ("about", claim.about),
            ("pretraining", claim.scope == "pretraining"),
            ("family", claim.scope == "family"),
            ("unit-from-label", claim.unit_from_label),
            ("row-by-size", claim.by_size),
            ("operations", claim.fact == OPERATIONS),
        )
        if holds
    ]
    texts = [note(name) for name in names]
    return Text(" ".join(text.en for text in texts), " ".join(text.nl for text in texts)) if texts else None
