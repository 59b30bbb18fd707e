# SPDX-License-Identifier: EUPL-1.2
"""The samples of a WebDataset: members of a tar with one key, counted as one row for each modality they have.

https://github.com/webdataset/webdataset: a key is a path up to the first full stop of its last part; what follows is the ending. A name that begins
with a full stop has no key and is of no sample: macOS writes what it knows of ``0001.jpg`` to ``._0001.jpg`` beside it (RFC 1740, AppleDouble).
Endings by modality: ``data/modalities.toml``; those that only say something of a sample count with it, not as content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from adhere.engine.manifests.rowreading import Row
from adhere.engine.manifests.tararchive import Entry, entries
from adhere.kernel.data import packaged

SAID = ".json"
"""How the path ends of what only says something of a sample."""
BROKEN = "sample-json"
"""The fault of a sample whose JSON is none."""


class Tricks:
    """Members that were left out: how many, and the path of the first."""

    def __init__(self) -> None:
        self.count, self.first = 0, ""

    def note(self, path: str) -> None:
        self.count += 1
        self.first = self.first or path[:120]


def sample_rows(chunks: Iterable[bytes], tricks: Tricks) -> Iterator[Row]:
    """Yield the rows of the samples; ``tricks`` takes what is no plain file at a plain path."""
    numbered = enumerate(groupby(_plain(entries(iter(chunks), SAID), tricks), key=_key), 1)
    for number, (key, members) in numbered:
        sizes: dict[str, int] = {}
        url = fault = None
        for member in members:
            modality = _modalities().get(_ending(member.path), "other")
            try:
                url = url or _url(member)
            except ValueError:
                fault = BROKEN
            if modality != "beside":
                sizes[modality] = sizes.get(modality, 0) + member.size
        for modality, size in sizes.items():
            values = {
                "bytes": str(size),
                "modality": modality,
                "url": url,
                "images": "1" if modality == "image" else None,
            }
            yield Row(number, {name: value for name, value in values.items() if value}, fault, key[:120])
            fault = None  # it is one of the sample, not of each modality in it


def _plain(found: Iterator[Entry], tricks: Tricks) -> Iterator[Entry]:
    for one in found:
        if one.plain:
            if not one.path.rpartition("/")[2].startswith("."):
                yield one
        elif not one.folder:
            tricks.note(one.path)


def _key(one: Entry) -> str:
    folder, slash, name = one.path.rpartition("/")
    return f"{folder}{slash}{name.partition('.')[0]}"


def _ending(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[2].rpartition(".")[2].lower()


def _url(one: Entry) -> str | None:
    """Return the URL that img2dataset writes beside each picture (https://github.com/rom1504/img2dataset); raise ValueError where it is no JSON."""
    if not one.path.endswith(SAID) or one.size > len(one.head):
        return None
    try:
        said = json.loads(one.head)
    except RecursionError:
        return None
    url = said.get("url") if isinstance(said, dict) else None
    return url if isinstance(url, str) and url.isprintable() else None


@cache
def _modalities() -> dict[str, str]:
    table = packaged("adhere.engine.manifests", "data/modalities.toml")["endings"]
    return {ending: modality for modality, endings in table.items() for ending in endings}
