# SPDX-License-Identifier: EUPL-1.2
"""Which files of a folder are the weights: one set, and what is left out of it.

Naming follows published repositories (https://huggingface.co/docs/transformers/big_models,
https://huggingface.co/docs/diffusers/using-diffusers/other-formats). File names prove nothing about completeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Container = Literal["safetensors", "gguf", "pickle"]
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
SUFFIXES = (".safetensors", ".gguf", *PICKLES)
STATES = ("training_args", "optimizer", "scheduler", "rng_state", "scaler", "random_states")
"""Files of a training run, not weights."""
VARIANT = re.compile(r"\.(?:fp16|fp32|bf16|fp8|int8|ema|non_ema)[.-]", re.ASCII)
COMPONENTS = ("unet", "transformer", "vae", "text_encoder")
HEADLINE = ("unet", "transformer")
STEMS = ("model", "diffusion_pytorch_model", "pytorch_model")
_PART = re.compile(r"(?P<stem>.+?)[-_.](?P<number>[0-9]{1,9})-of-(?P<total>[0-9]{1,9})\.\w+", re.ASCII)
Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSet:
    """The files that together hold one set of weights; ``index`` is the file that says what belongs to it."""

    container: Container
    files: tuple[str, ...]
    index: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen in a folder; ``rivals`` are sets among which nothing tells which one is meant."""

    model: WeightSet | None = None
    adapter: WeightSet | None = None
    components: tuple[tuple[str, WeightSet], ...] = ()
    rivals: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def choose(names: Iterable[str]) -> Choice:
    """Choose the weights among the files of a folder."""
    every = sorted(names)
    weights = [name for name in every if _is_weight(name)]
    components = _components(every, weights)
    adapter, _ = _model([name for name in weights if name.startswith("adapter_model")], ())
    model: WeightSet | None = None
    rivals: tuple[str, ...] = ()
    if not components:
        root = [name for name in weights if "/" not in name and not name.startswith("adapter_model")]
        model, rivals = _model(root, [name for name in every if "/" not in name])
    taken = {
        name for found in (model, adapter, *(part for _, part in components)) if found for name in found.files
    }
    left_out = tuple(name for name in weights if name not in taken and name not in rivals)
    return Choice(model=model, adapter=adapter, components=components, rivals=rivals, left_out=left_out)


def with_index(
    chosen: WeightSet, named: frozenset[str], names: Iterable[str]
) -> tuple[WeightSet, tuple[str, ...]]:
    """Return the set an index describes, and the files it names that are not there.

    Files numbered like those it names belong to the set as well: the index may be older than the files.
    """
    directory = chosen.index.rpartition("/")[0] if chosen.index else ""
    prefix = f"{directory}/" if directory else ""
    there = [name for name in names if name.startswith(prefix) and name.endswith(".safetensors")]
    wanted = {prefix + name for name in named}
    keys = {key_of(name) for name in wanted if key_of(name)[1] is not None}
    files = sorted(name for name in there if name in wanted or key_of(name) in keys)
    missing = sorted(wanted - set(there))
    return WeightSet(container="safetensors", files=tuple(files), index=chosen.index), tuple(missing)


def without_index(chosen: WeightSet, names: Iterable[str]) -> WeightSet | None:
    """Return the safetensors set that file names suggest when its index is of no use; None where they do not."""
    directory = chosen.index.rpartition("/")[0] if chosen.index else ""
    own = [
        name
        for name in sorted(names)
        if name.rpartition("/")[0] == directory and name.endswith(".safetensors")
    ]
    return _model([name for name in own if not _base(name).startswith("adapter_model")], ())[0]


def incomplete(files: Sequence[str]) -> bool:
    """Return whether the numbers in file names leave a set without index open: counted from 1 or 0 up to the total."""
    numbers = [_PART.fullmatch(_base(name)) for name in files]
    found = {int(match["number"]) for match in numbers if match}
    totals = {int(match["total"]) for match in numbers if match}
    if not found or len(totals) != 1:
        return False
    (total,) = totals
    return len(found) != len(files) or not (
        found == set(range(1, total + 1)) or found == set(range(total + 1))
    )


@lru_cache(maxsize=16384)
def key_of(name: str) -> Key:
    """Return what files of one set have in common: the stem, and the total where files are numbered."""
    match = _PART.fullmatch(_base(name))
    directory = name.rpartition("/")[0]
    return (f"{directory}/{match['stem']}", int(match["total"])) if match else (name.rpartition(".")[0], None)


def _is_weight(name: str) -> bool:
    return name.endswith(SUFFIXES) and not _base(name).startswith(STATES)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _components(every: Sequence[str], weights: Sequence[str]) -> tuple[tuple[str, WeightSet], ...]:
    """Return the sets of a diffusers folder by component; none where no component could be the headline."""
    found = []
    for directory in sorted({name.partition("/")[0] for name in weights if name.count("/") == 1}):
        own = [name for name in weights if name.startswith(f"{directory}/") and name.count("/") == 1]
        chosen, _ = _model(own, [name for name in every if name.startswith(f"{directory}/")])
        if directory.startswith(COMPONENTS) and chosen:
            found.append((directory, chosen))
    return tuple(found) if any(directory.startswith(HEADLINE) for directory, _ in found) else ()


def _model(weights: Sequence[str], names: Sequence[str]) -> tuple[WeightSet | None, tuple[str, ...]]:
    """Return the one set of weights among the files of one directory, or the sets between which nothing decides."""
    for container, suffixes in (
        ("safetensors", (".safetensors",)),
        ("gguf", (".gguf",)),
        ("pickle", PICKLES),
    ):
        own = [name for name in weights if name.endswith(suffixes)]
        own = [name for name in own if not VARIANT.search(_base(name))] or own
        own = [name for name in own if not _base(name).startswith("consolidated")] or own
        index = _index(names) if container == "safetensors" else None
        if index and not own:
            return WeightSet(container="safetensors", files=(), index=index), ()
        if own:
            chosen = _set(own, (index,) if index else (), container)
            return chosen, () if chosen else tuple(own)
    return None, ()


def _index(names: Sequence[str]) -> str | None:
    found = [
        name for name in names if name.endswith(".safetensors.index.json") and not VARIANT.search(_base(name))
    ]
    preferred = [name for name in found if _base(name).partition(".")[0] in STEMS]
    return next(iter(preferred or found), None)


def _set(files: Sequence[str], index: Sequence[str], container: str) -> WeightSet | None:
    """Return the set these files are, the preferred one of several, or None where nothing tells which."""
    sets: dict[Key, list[str]] = {}
    for name in files:
        sets.setdefault(key_of(name), []).append(name)
    if container == "gguf":
        return WeightSet(container="gguf", files=tuple(sets[_first_gguf(sets)]))
    if container == "pickle" and files:
        return WeightSet(container="pickle", files=tuple(files))
    if len(sets) == 1 or index:
        every = tuple(sorted(files)) if len(sets) == 1 else ()
        return WeightSet(container="safetensors", files=every, index=index[0] if index else None)
    for stem in STEMS:
        for key, own in sorted(sets.items(), key=lambda item: item[0][1] or 0):
            if _base(key[0]) == stem:
                return WeightSet(container="safetensors", files=tuple(own))
    return None


def _first_gguf(sets: Iterable[Key]) -> Key:
    """Return the first set that is a model and no projector of images; each is a copy of the whole model."""
    return min(sets, key=lambda key: ("mmproj" in _base(key[0]).lower(), key[0], key[1] or 0))
