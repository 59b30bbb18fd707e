# SPDX-License-Identifier: EUPL-1.2
"""Whether the files of one set agree: no tensor twice, the index true, the parts of a GGUF set all there.

Index: https://huggingface.co/docs/transformers/big_models; parts: https://github.com/ggml-org/llama.cpp
(tools/gguf-split: ``split.no``, ``split.count``, ``split.tensors.count``).
"""

from __future__ import annotations

from collections.abc import Iterable

from adhere.kernel.finding import Place
from adhere.models.readers.refusal import shown
from adhere.models.reading import Reading
from adhere.models.weights.shards import Shards

Place_ = tuple[str, str, str | None]


def check_agreement(shards: Shards, reading: Reading) -> None:
    """Compare the headers of a set with each other and with its index; contradictions make the set incomplete."""
    if shards.chosen.container == "gguf" and shards.names:
        _check_parts(shards, reading)
    tidy = shards.index is not None and _check_index(shards, reading)
    if not tidy:
        _check_twice(shards, reading)


def check_totals(shards: Shards, total: int, reading: Reading) -> None:
    """Compare the totals an index gives with those of the headers of a complete set."""
    index, name = shards.index, shards.chosen.index
    if index is None or name is None:
        return
    if index.total_parameters is not None and index.total_parameters != total:
        values = {"file": shown(name), "said": index.total_parameters, "counted": total}
        reading.report("ADH-MOD-034", Place(file=shown(name), at="metadata.total_parameters"), **values)
    if index.total_size is not None and index.total_size != shards.data_bytes:
        values = {"file": shown(name), "said": index.total_size, "counted": shards.data_bytes}
        reading.report("ADH-MOD-035", Place(file=shown(name), at="metadata.total_size"), **values)


def _check_index(shards: Shards, reading: Reading) -> bool:
    """Report files and tensors on which index and headers differ; return whether there was nothing to report."""
    index, name = shards.index, shards.chosen.index or ""
    if index is None:
        return False
    prefix = name[: name.rfind("/") + 1]
    listed, files, wrong, agreed = index.weight_map, index.files, [], 0
    unlisted = [file for file in shards.names if file[len(prefix) :] not in files]
    for file, own in shards.names.items():
        base = file[len(prefix) :]
        places = list(map(listed.get, own))
        right = places.count(base)
        agreed += right
        if right != len(own) and file not in unlisted:
            wrong += [
                (tensor, base, place) for tensor, place in zip(own, places, strict=True) if place != base
            ]
    _report_unlisted(unlisted, name, reading)
    _report_wrong(wrong, name, reading)
    if shards.complete and agreed < len(listed):
        _report_lacking(shards, name, reading)
    return not unlisted and not wrong and not shards.lacking


def _report_lacking(shards: Shards, index: str, reading: Reading) -> None:
    """Report tensors an index lists that no header has: parameters that are not there cannot be counted."""
    held = {tensor for own in shards.names.values() for tensor in own}
    listed = shards.index.weight_map.items() if shards.index else ()
    lacking = [(tensor, file) for tensor, file in listed if tensor not in held]
    if lacking:
        tensor, file = lacking[0]
        values = {"index": shown(index), "tensor": shown(tensor), "file": shown(file), "count": len(lacking)}
        reading.report("ADH-MOD-036", Place(file=shown(index), at=shown(tensor)), **values)
        shards.lacking = True


def _report_unlisted(files: list[str], index: str, reading: Reading) -> None:
    if files:
        values = {"file": shown(files[0]), "index": shown(index), "count": len(files)}
        reading.report("ADH-MOD-028", Place(file=shown(files[0])), **values)


def _report_wrong(wrong: list[Place_], index: str, reading: Reading) -> None:
    if wrong:
        tensor, held, said = wrong[0]
        values = {
            "file": shown(index),
            "tensor": shown(tensor),
            "held": shown(held),
            "said": shown(said or "-"),
        }
        reading.report("ADH-MOD-033", Place(file=shown(index), at=shown(tensor)), **values, count=len(wrong))


def _check_twice(shards: Shards, reading: Reading) -> None:
    """Report tensors that several files hold: nothing says which of them the model uses."""
    if len(shards.names) < 2:
        return
    held: dict[str, str] = {}
    twice: list[tuple[str, str, str]] = []
    for file, own in shards.names.items():
        if not held.keys().isdisjoint(own):
            twice += [(tensor, held[tensor], file) for tensor in own if tensor in held]
        held.update(dict.fromkeys(own, file))
    if twice:
        tensor, one, two = twice[0]
        values = {"tensor": shown(tensor), "file": shown(two), "other": shown(one), "count": len(twice)}
        reading.report("ADH-MOD-026", Place(file=shown(two), at=shown(tensor)), **values)
        shards.lacking = True


def _check_parts(shards: Shards, reading: Reading) -> None:
    """Report GGUF parts that are missing or contradict each other."""
    parts = shards.metadata.values()
    counts = _whole(part.get("split.count") for part in parts)
    numbers = [part.get("split.no") for part in parts]
    said = counts.pop() if len(counts) == 1 else None
    whole = len(numbers) == 1 and said in (None, 1)
    if not whole and said is not None and shards.complete:
        whole = sorted(map(str, numbers)) == sorted(map(str, range(said))) if said == len(numbers) else False
    tensors = _whole(part.get("split.tensors.count") for part in parts)
    held = sum(map(len, shards.names.values()))
    if shards.complete and (not whole or (tensors and tensors != {held})):
        first = next(iter(shards.names))
        values = {"file": shown(first), "said": said or "?", "count": len(numbers), "held": held}
        reading.report("ADH-MOD-058", Place(file=shown(first)), **values)
        shards.lacking = True


def _whole(values: Iterable[object]) -> set[int]:
    return {value for value in values if type(value) is int}
