# SPDX-License-Identifier: EUPL-1.2
"""Which publicly available datasets are large: more than three in a hundred of the publicly available data used of one modality.

Section 2.1 of the template (grade secondary, ``data/template.toml``). Counted in the unit of the template where every public dataset is known
in it and any holds something, else in bytes, else it cannot be told. The measure and both figures are kept, so that anyone can see how close it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adhere.content.figures import Amount
from adhere.content.summary.amounts import added, whole
from adhere.content.summary.material import Content
from adhere.content.summary.template import share

PUBLIC = "public-datasets"
MEASURES = {
    "text": ("tokens", "bytes"),
    "image": ("images", "bytes"),
    "audio": ("milliseconds", "bytes"),
    "video": ("milliseconds", "bytes"),
    "other": ("bytes",),
}
"""By modality, in what a share is counted, in order of preference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetShare:
    """How much of the public data of one modality one dataset is; ``measure`` None where it cannot be told."""

    dataset: str
    modality: str
    measure: str | None = None
    part: int = 0
    whole: int = 0
    large: bool | None = None


def dataset_shares(content: Content) -> tuple[DatasetShare, ...]:
    """Return the share of every public dataset in every modality it holds; sources of one record are one dataset."""
    return tuple(one for name in content.modalities(PUBLIC) for one in _of_modality(content, name))


def large_datasets(content: Content) -> tuple[str, ...] | None:
    """Return the patterns of the records of large datasets; None where it cannot be told of every dataset."""
    shares = dataset_shares(content)
    large = [one.dataset for one in shares if one.large]
    if any(one.large is None and one.dataset not in large for one in shares) or _astray(content):
        return None
    return tuple(dict.fromkeys(large))


def _astray(content: Content) -> bool:
    """Whether public data has no modality, so that it may belong to any of the wholes."""
    return any(line.modality is None for line in content.lines(PUBLIC))


def _of_modality(content: Content, modality: str) -> Iterator[DatasetShare]:
    amounts = dict(_amounts(content, modality))
    measure = next((name for name in MEASURES[modality] if _tells(amounts.values(), name)), None)
    if measure is None:
        yield from (DatasetShare(dataset=name, modality=modality) for name in amounts)
        return
    parts = {name: whole(amount, measure) or 0 for name, amount in amounts.items()}
    everything = sum(parts.values())
    for name, part in parts.items():
        large = share("large-dataset").passed(part, everything)
        yield DatasetShare(
            dataset=name, modality=modality, measure=measure, part=part, whole=everything, large=large
        )


def _tells(amounts: Iterable[Amount], measure: str) -> bool:
    """Whether shares can be told in a measure: every dataset is known in it, and together they are more than nothing, of which there is no share."""
    found = [whole(one, measure) for one in amounts]
    return None not in found and any(found)


def _amounts(content: Content, modality: str) -> Iterator[tuple[str, Amount]]:
    lines: dict[str, list[Amount]] = {}
    for line in content.lines(PUBLIC, modality):
        record = content.record(line.source)
        if record is not None:
            lines.setdefault(record.pattern, []).append(line.amount)
    return ((name, added(amounts)) for name, amounts in lines.items())
