# SPDX-License-Identifier: EUPL-1.2
"""The headers of all files of one set, read one after another, and what the index says of them.

Only headers are read; a file that is missing, unreadable or refused makes the set incomplete, and then nothing of it
is counted. Index: https://huggingface.co/docs/transformers/big_models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from adhere.kernel.finding import Place
from adhere.models.folder import Folder
from adhere.models.readers import gguf, safetensors
from adhere.models.readers.header import TENSORS_LIMIT, Header
from adhere.models.readers.index import FILES_LIMIT, Index, read_index
from adhere.models.readers.lfs import Pointer, pointer_at
from adhere.models.readers.refusal import Refusal, report, shown
from adhere.models.reading import Reading
from adhere.models.weights.groups import Tally
from adhere.models.weights.sets import WeightSet, incomplete, with_index, without_index

READERS: Mapping[str, Callable[[BinaryIO, int], Header]] = {
    "safetensors": safetensors.read_header,
    "gguf": gguf.read_header,
}


@dataclass(slots=True, kw_only=True)
class Shards:
    """What the headers of a set said; ``lacking`` is True as soon as one file is missing or was refused."""

    chosen: WeightSet
    index: Index | None = None
    lacking: bool = False
    tally: Tally = field(default_factory=Tally)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    metadata: dict[str, Mapping[str, object]] = field(default_factory=dict)
    arrays: dict[str, Mapping[str, int]] = field(default_factory=dict)
    pointers: dict[str, Pointer] = field(default_factory=dict)
    data_bytes: int = 0

    @property
    def complete(self) -> bool:
        """Whether every file of the set said what it holds."""
        return not self.lacking and not self.pointers


def read_shards(folder: Folder, chosen: WeightSet, reading: Reading) -> Shards:
    """Read every header of a set; findings go into the reading."""
    shards = _with_index(folder, chosen, reading)
    if len(shards.chosen.files) > FILES_LIMIT:
        reading.report("ADH-MOD-007", Place(file="."), count=len(shards.chosen.files), limit=FILES_LIMIT)
        shards.lacking = True
        return shards
    for name in shards.chosen.files:
        _read(folder, name, shards, reading)
    if shards.pointers:
        first = next(iter(shards.pointers))
        reading.report("ADH-MOD-003", Place(file=shown(first)), file=shown(first), count=len(shards.pointers))
    if sum(map(len, shards.names.values())) > TENSORS_LIMIT:
        reading.report(
            "ADH-MOD-013", Place(file="."), file=shown(next(iter(shards.names))), limit=TENSORS_LIMIT
        )
        shards.lacking = True
    return shards


def _with_index(folder: Folder, chosen: WeightSet, reading: Reading) -> Shards:
    """Settle which files the set has: by its index, or by their names where there is none of use."""
    names = folder.entries()
    if chosen.index is None:
        return _by_names(Shards(chosen=chosen), reading)
    try:
        index = read_index(folder, chosen.index)
    except Refusal as refused:
        report(reading, chosen.index, refused.problems)
        outside = any(problem.rule == "ADH-MOD-032" for problem in refused.problems)
        fallback = without_index(chosen, names) or WeightSet(container="safetensors", files=())
        if not fallback.files:
            reading.report("ADH-MOD-001", Place(file="."))
        return _by_names(Shards(chosen=fallback, lacking=outside or not fallback.files), reading)
    except OSError:
        _unreadable(chosen.index, reading)
        return Shards(chosen=chosen, lacking=True)
    settled, missing = with_index(chosen, index.files, names)
    for name in missing[:1]:
        values = {"file": shown(name), "index": shown(chosen.index), "count": len(missing)}
        reading.report("ADH-MOD-027", Place(file=shown(name)), **values)
    return Shards(chosen=settled, index=index, lacking=bool(missing))


def _by_names(shards: Shards, reading: Reading) -> Shards:
    files = shards.chosen.files
    if incomplete(files):
        values = {"first": shown(files[0]), "last": shown(files[-1]), "count": len(files)}
        reading.report("ADH-MOD-029", Place(file=shown(files[-1])), **values)
        shards.lacking = True
    return shards


def _read(folder: Folder, name: str, shards: Shards, reading: Reading) -> None:
    """Read one header into the shards."""
    entry = folder.entries()[name]
    try:
        pointer = pointer_at(folder, name, entry.size)
        if pointer is not None:
            shards.pointers[name] = pointer
            return
        with folder.open(name) as file:
            header = READERS[shards.chosen.container](file, entry.size)
    except Refusal as refused:
        report(reading, name, refused.problems)
        shards.lacking = True
    except OSError:
        _unreadable(name, reading)
        shards.lacking = True
    else:
        _take(name, header, shards)


def _take(name: str, header: Header, shards: Shards) -> None:
    shards.tally.add(header)
    shards.names[name] = header.names
    shards.digests[name] = header.digest
    shards.ends[name] = header.end
    shards.data_bytes += header.data_bytes
    shards.metadata[name] = header.metadata
    shards.arrays[name] = header.arrays


def _unreadable(name: str, reading: Reading) -> None:
    reading.report("ADH-MOD-002", Place(file=shown(name)), file=shown(name))
