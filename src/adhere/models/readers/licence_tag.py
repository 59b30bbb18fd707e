# SPDX-License-Identifier: EUPL-1.2
"""The licence a model card's front matter names: hub tag, SPDX expression, or a name and link of its own.

Keys ``license``, ``license_name`` and ``license_link`` (https://huggingface.co/docs/hub/repositories-licenses); the
reading serves Article 53(2) of Regulation (EU) 2024/1689. A tag is a second witness beside the licence text.
"""

from __future__ import annotations

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text
from adhere.kernel.truth import Truth
from adhere.models.facts import Fact
from adhere.models.licences.catalogue import (
    Expression,
    Licence,
    by_id,
    by_tag,
    expression,
    in_words,
    is_undefined,
)
from adhere.models.readers.card_front import RANK, FrontMatter, note, strings
from adhere.models.reading import Reading

_KEY = "license"


def tag_facts(front: FrontMatter) -> Reading:
    """Return what the front matter says of the licence, with how that reads for the open-source exemption."""
    reading = Reading()
    for tag in strings(front, _KEY, reading):
        _one(tag, front, reading)
    return reading


def _one(tag: str, front: FrontMatter, reading: Reading) -> None:
    if is_undefined(tag):
        _named_apart(tag, front, reading)
        return
    licence = by_tag(tag) or by_id(tag)
    if licence is not None:
        _licence(licence, tag, _KEY, front, reading)
        return
    composed = expression(tag)
    if composed is None:
        reading.report("ADH-MOD-164", front.place(_KEY), tag=tag)
    else:
        _expression(composed, tag, front, reading)


def _named_apart(tag: str, front: FrontMatter, reading: Reading) -> None:
    """Read ``license_name`` and ``license_link``, which go with a tag such as ``other``."""
    names, links = (strings(front, key, reading) for key in ("license_name", "license_link"))
    if not names and not links:
        reading.report("ADH-MOD-165", front.place(_KEY), tag=tag)
        return
    licence = by_tag(names[0]) if names else None
    if licence is None:
        name, link = (names or ("-",))[0], (links or ("-",))[0]
        reading.report("ADH-MOD-166", front.place(_KEY), name=name, link=link)
    else:
        _licence(licence, names[0], "license_name", front, reading)


def _licence(licence: Licence, tag: str, key: str, front: FrontMatter, reading: Reading) -> None:
    reading.facts.append(front.fact("licence.spdx", licence.id, key, note("tag", tag=tag)))
    _reading(licence.alone, key, front, reading)


def _expression(composed: Expression, tag: str, front: FrontMatter, reading: Reading) -> None:
    reading.facts.append(front.fact("licence.spdx", composed.spdx, _KEY, note("tag", tag=tag)))
    if composed.unlisted and composed.free_and_open_source is Truth.UNKNOWN:
        unlisted = ", ".join(composed.unlisted)
        reading.report("ADH-MOD-171", front.place(_KEY), expression=composed.spdx, unlisted=unlisted)
    else:
        _reading(composed, _KEY, front, reading)


def _reading(said: Expression, key: str, front: FrontMatter, reading: Reading) -> None:
    add_exemption(said, front.source(key), front.place(key), RANK, reading)


def add_exemption(said: Expression, source: Source, place: Place, rank: int, reading: Reading) -> None:
    """Add how a licence reads for the open-source exemption, or report that a person has to decide."""
    truth = said.free_and_open_source
    if truth is Truth.UNKNOWN:
        reading.report("ADH-MOD-170", place, name=said.spdx, because=in_words(said.because))
        return
    reading.facts.append(
        Fact(
            id="licence.free_and_open_source",
            value=truth is Truth.YES,
            basis=Basis.DERIVED,
            sources=(source,),
            rank=rank,
            note=reading_note(truth, said.because),
        )
    )


def reading_note(truth: Truth, because: tuple[str, ...]) -> Text:
    """Return why a licence reads as it does."""
    return note("reading-yes") if truth is Truth.YES else note("reading-no", because=in_words(because))
