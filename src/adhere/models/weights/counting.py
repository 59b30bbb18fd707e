# SPDX-License-Identifier: EUPL-1.2
"""Counts of parameters: total, stored, draft modules, adapter, from groups whose role is known.

Total counts a tied head once and leaves out draft modules (multi-token prediction: https://arxiv.org/abs/2412.19437,
section 2.2), which serve training and speculative decoding and are reported apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from adhere.models.readers.refusal import Problem
from adhere.models.weights.active import Activity, activity
from adhere.models.weights.groups import Group
from adhere.models.weights.hints import Hints
from adhere.models.weights.layouts import Part, Role, Stored

DRAFT_MARKS = frozenset({"eh_proj", "enorm", "hnorm", "shared_head", "nextn"})
"""Modules that only a draft layer has; the whole layer they stand in is one."""
EMBEDDINGS = (
    "embed_tokens", "token_embd", "wte", "word_embeddings", "embed_in", "tok_embeddings", "embeddings", "embed", "shared",
)  # fmt: skip
HEADS = frozenset({"lm_head", "embed_out", "output", "head", "output_layer"})
TOWERS = ("vision", "visual", "audio", "image", "speech", "encoder", "tower")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Parameters of one set of weights, and what was left out of them, in stored elements.

    ``tied`` says whether the output head is the input embedding; ``embedding`` is None where none was recognised,
    ``draft`` where nothing tells how many layers are the model's own.
    """

    total: int
    stored: int
    draft: int | None
    bookkeeping: int
    buffers: int
    embedding: int | None
    head: int
    tied: bool
    activity: Activity
    problems: tuple[Problem, ...] = ()


def counted(stored: Stored, hints: Hints) -> Count:
    """Return the counts of groups that all have their role."""
    draft_layers, problems = _draft_layers(stored, hints)
    main, draft = _split(_of(stored, Role.PARAMETER), draft_layers)
    embedding, head = _embedding(main), _single(main, HEADS) or 0
    twice = bool(hints.tied and head and head == embedding)
    tied = twice or (not head and not (hints.known and hints.tied is False))
    whole = _sum(main)
    total = whole - head if twice else whole
    if twice:
        problems = (*problems, Problem("ADH-MOD-040", values={"total": total, "stored": whole, "head": head}))
    elif not hints.known and head and head == embedding:
        problems = (*problems, Problem("ADH-MOD-047"))
    return Count(
        total=total,
        stored=whole,
        draft=_sum(draft) if draft or hints.layers is not None else None,
        bookkeeping=_elements(stored, Role.BOOKKEEPING),
        buffers=_elements(stored, Role.BUFFER),
        embedding=embedding,
        head=head,
        tied=tied,
        activity=activity(main, hints, total=total, embedding=embedding, tied=tied),
        problems=problems,
    )


def plain_sum(stored: Stored) -> int:
    """Return the parameters of an adapter or a component: all there are."""
    return _sum(_of(stored, Role.PARAMETER))


def _of(stored: Stored, role: Role) -> Iterator[Part]:
    return (part for part in stored.parts if part.role is role)


def _sum(parts: Iterable[Part]) -> int:
    return sum(part.each * part.group.count for part in parts)


def _elements(stored: Stored, role: Role) -> int:
    return sum(part.group.elements * part.group.count for part in _of(stored, role))


def _draft_layers(stored: Stored, hints: Hints) -> tuple[frozenset[tuple[str, int]], tuple[Problem, ...]]:
    """Return the draft layers, as prefix and number: those that say so, and those that a configuration promises.

    Layers beyond a configuration that promises none are a contradiction, and stay in the total.
    """
    groups = [part.group for part in stored.parts]
    marked = {
        (group.prefix, layer)
        for group in groups
        if not DRAFT_MARKS.isdisjoint(group.pattern.split("."))
        for layer in group.layers
        if layer is not None
    }
    beyond = _beyond(groups, hints.layers) - marked
    promised = {(prefix, layer) for prefix, layer in beyond if layer < (hints.layers or 0) + hints.drafts}
    if beyond == promised:
        return frozenset(marked | promised), ()
    layer = max(layer for _, layer in beyond)
    problem = Problem("ADH-MOD-044", values={"layers": hints.layers, "found": layer + 1})
    return frozenset(marked), (problem,)


def _beyond(groups: Iterable[Group], layers: int | None) -> set[tuple[str, int]]:
    """Return the layers of the language model with a number the configuration does not reach."""
    if layers is None:
        return set()
    return {
        (group.prefix, layer)
        for group in groups
        if group.prefix and not any(word in group.prefix for word in TOWERS)
        for layer in group.layers
        if layer is not None and layer >= layers
    }


def _split(parts: Iterable[Part], draft_layers: frozenset[tuple[str, int]]) -> tuple[list[Part], list[Part]]:
    """Divide parts into those of the model and those of its draft modules."""
    main, draft = [], []
    for part in parts:
        group = part.group
        own = {} if _in_draft(group) else {
            layer: count
            for layer, count in group.layers.items()
            if layer is None or (group.prefix, layer) not in draft_layers
        }  # fmt: skip
        if len(own) == len(group.layers):
            main.append(part)
            continue
        rest = {layer: count for layer, count in group.layers.items() if layer not in own}
        main += [replace(part, group=replace(group, layers=own))] if own else []
        draft.append(replace(part, group=replace(group, layers=rest)))
    return main, draft


def _in_draft(group: Group) -> bool:
    """Return whether a group stands under a module named for multi-token prediction."""
    return any(word == "mtp" or word.startswith("mtp_") for word in group.pattern.split("."))


def _named(parts: Sequence[Part], name: str) -> list[Part]:
    """Return the parts outside all layers whose module has this name, whatever leaf holds the weight."""
    return [
        part for part in parts if not part.group.prefix and part.group.pattern.split(".")[-2:-1] == [name]
    ]


def _single(parts: Sequence[Part], names: Iterable[str]) -> int | None:
    """Return the parameters of the one matrix that has one of these names; None where there is none or are several."""
    found = [
        part
        for name in names
        for part in _named(parts, name)
        if len(part.group.shape) >= 2 and "bias" not in part.group.pattern
    ]
    return found[0].each if len(found) == 1 and found[0].group.count == 1 else None


def _embedding(parts: Sequence[Part]) -> int | None:
    """Return the parameters of the input embedding: the first of the names in use that exactly one matrix has."""
    return next((size for name in EMBEDDINGS if (size := _single(parts, (name,))) is not None), None)
