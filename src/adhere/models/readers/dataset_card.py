# SPDX-License-Identifier: EUPL-1.2
"""The dataset card: name, licence, size and languages of a dataset that lies beside a model.

Front matter as model hubs define it (https://github.com/huggingface/hub-docs/blob/main/datasetcard.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from adhere.models.licences.catalogue import by_id, by_tag
from adhere.models.readers.card_front import FrontMatter, strings
from adhere.models.readers.card_title import title_of
from adhere.models.readers.dataset import Dataset
from adhere.models.readers.markdown import blocks
from adhere.models.reading import Reading

_TEXT_LIMIT = 200_000


def read_dataset_card(
    name: str,
    text: str,
    front_matter: Mapping[str, object] | None,
    *,
    sha256: str,
    lines: Mapping[str, int] | None = None,
) -> Reading:
    """Return what a dataset card says; parameters as for a model card."""
    reading = Reading()
    front = FrontMatter(file=name, sha256=sha256, values=front_matter or {}, lines=lines or {})
    called = _name(front, text[:_TEXT_LIMIT], reading)
    if not called:
        reading.report("ADH-MOD-186", front.place("pretty_name"))
        return reading
    licences = strings(front, "license", reading)
    if not licences:
        reading.report("ADH-MOD-184", front.place("license"), dataset=called)
    dataset = Dataset(
        name=called,
        licence=", ".join(_spdx(licence) for licence in licences),
        size=", ".join(strings(front, "size_categories", reading)),
        languages=strings(front, "language", reading),
    )
    reading.facts.append(dataset.fact(front.source("pretty_name", method="dataset card")))
    return reading


def _name(front: FrontMatter, text: str, reading: Reading) -> str:
    names = strings(front, "pretty_name", reading)
    if names:
        return names[0]
    title = title_of(text, list(blocks(text)))
    return title.name.removeprefix("Dataset Card for ").strip() if title else ""


def _spdx(tag: str) -> str:
    licence = by_tag(tag) or by_id(tag)
    return licence.id if licence else tag
