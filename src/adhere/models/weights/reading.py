# SPDX-License-Identifier: EUPL-1.2
"""Everything the weight files of a folder say: the one entry point of this package.

Serves Annex XI, section 1, point 1(d), of Regulation (EU) 2024/1689 (number of parameters). Weights themselves are
read only to hash them, on request; pickles are never opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.quantity import Quantity
from adhere.models.facts import Fact
from adhere.models.folder import Folder
from adhere.models.readers.refusal import report, shown
from adhere.models.reading import Reading
from adhere.models.weights.agreement import check_agreement, check_totals
from adhere.models.weights.components import component_facts
from adhere.models.weights.counting import Count, counted, plain_sum
from adhere.models.weights.hints import Hints, hints_of, with_metadata
from adhere.models.weights.layouts import Part, Role, Stored, stored, stored_logically
from adhere.models.weights.metadata import metadata_facts
from adhere.models.weights.sets import Choice, WeightSet, choose
from adhere.models.weights.shards import Shards, read_shards
from adhere.models.weights.witness import (
    count,
    declared_sources,
    digest_fact,
    hashed,
    note,
    other,
    size_fact,
    sources_of,
)


@dataclass(slots=True)
class WeightReading(Reading):
    """What weight files say; ``refused``: some are there, and the set is damaged or not whole, so nothing is counted.

    A number of parameters from elsewhere is then no number of these weights. Git LFS pointers alone are no weights.
    """

    refused: bool = False


def read_weights(
    folder: Folder, config: Mapping[str, object] | None, *, hash_weights: bool = False
) -> WeightReading:
    """Return facts on parameters and weight files, and findings.

    ``config`` is the parsed config.json, or None. Counts are in parameters, sizes in bytes. Where one file of the set
    is missing, damaged or in an unknown layout there is no count at all. Never raises for what the folder holds.
    """
    reading = WeightReading()
    choice = choose(folder.entries())
    _report_choice(choice, reading)
    hints = hints_of(config)
    if choice.components and all(own.container != "pickle" for _, own in choice.components):
        read = [(name, _shards(folder, own, reading)) for name, own in choice.components]
        _add_components(folder, read, hints, reading, hash_weights=hash_weights)
    if choice.model and choice.model.container != "pickle":
        _add_model(folder, _shards(folder, choice.model, reading), hints, reading, hash_weights=hash_weights)
    if choice.adapter and choice.adapter.container != "pickle":
        alone = choice.model is None and not choice.components
        shards = _shards(folder, choice.adapter, reading)
        _add_adapter(folder, shards, hints, reading, alone=alone, hash_weights=hash_weights)
    return reading


def _shards(folder: Folder, chosen: WeightSet, reading: WeightReading) -> Shards:
    shards = read_shards(folder, chosen, reading)
    check_agreement(shards, reading)
    reading.refused |= not shards.complete and not shards.pointers.keys() >= set(shards.chosen.files)
    return shards


def _report_choice(choice: Choice, reading: Reading) -> None:
    """Say what was not taken, and why."""
    found = (choice.model, choice.adapter, *(own for _, own in choice.components))
    pickles = [name for own in found if own and own.container == "pickle" for name in own.files]
    if pickles:
        reading.report(
            "ADH-MOD-004", Place(file=shown(pickles[0])), file=shown(pickles[0]), count=len(pickles)
        )
    if choice.rivals:
        listed = ", ".join(map(shown, choice.rivals[:3]))
        reading.report(
            "ADH-MOD-006", Place(file=shown(choice.rivals[0])), files=listed, count=len(choice.rivals)
        )
    elif not any(found):
        reading.report("ADH-MOD-001", Place(file="."))
    if choice.left_out:
        listed = ", ".join(map(shown, choice.left_out[:3]))
        reading.report(
            "ADH-MOD-005", Place(file=shown(choice.left_out[0])), files=listed, count=len(choice.left_out)
        )


def _add_model(folder: Folder, shards: Shards, hints: Hints, reading: Reading, *, hash_weights: bool) -> None:
    if not shards.complete:
        _add_pointers(shards, reading)
        return
    if shards.chosen.container == "gguf" and not hints.known:
        _add_metadata(shards, reading)
    roles, hints = _roles(shards, hints)
    sources, files = sources_of(shards), shards.chosen.files
    _add_files(folder, files, sources, reading, hash_weights=hash_weights)
    reading.facts.append(other("weights.format", format_of(shards, roles), sources))
    if roles.problems:
        report(reading, files[0], roles.problems[:1])
    elif _is_adapter(roles):
        reading.facts.append(count("parameters.adapter", plain_sum(roles), sources))
        reading.report("ADH-MOD-046", Place(file=shown(files[0])))
    elif roles.parts:
        _add_counts(counted(roles, hints), shards, sources, reading)
    else:
        reading.report("ADH-MOD-001", Place(file=shown(files[0])))


def _roles(shards: Shards, hints: Hints) -> tuple[Stored, Hints]:
    groups = shards.tally.groups()
    if shards.chosen.container == "gguf":
        first = next((each for each in shards.metadata.values() if "general.architecture" in each), {})
        return stored_logically(groups), with_metadata(hints, first)
    return stored(groups, hints), hints


def _add_metadata(shards: Shards, reading: Reading) -> None:
    """Add what the first part of a GGUF set says of the model, where no config.json says it."""
    for name, metadata in shards.metadata.items():
        if "general.architecture" in metadata:
            reading.facts.extend(
                metadata_facts(name, metadata, shards.arrays[name], shards.digests[name].hex())
            )
            return


def _add_counts(counts: Count, shards: Shards, sources: tuple[Source, ...], reading: Reading) -> None:
    """Add the counts of a whole model, and what the index says beside them."""
    file, activity = shards.chosen.files[0], counts.activity
    said = note("tied", head=counts.head) if counts.total != counts.stored else None
    reading.facts += [
        count("parameters.total", counts.total, sources, said=said),
        count("parameters.stored", counts.stored, sources),
    ]
    if counts.draft:
        reading.facts.append(count("parameters.draft", counts.draft, sources, said=note("draft")))
        reading.report("ADH-MOD-041", Place(file=shown(file)), draft=counts.draft, total=counts.total)
    elif counts.draft == 0:
        reading.facts.append(count("parameters.draft", 0, sources))
    _add_active(counts, sources, reading)
    report(reading, file, (*counts.problems, *activity.problems))
    check_totals(shards, counts.total, reading)
    if shards.index and shards.index.total_parameters is not None and shards.chosen.index:
        source = Source(file=shards.chosen.index, method="index-metadata", at="metadata.total_parameters")
        value = Quantity.exactly(shards.index.total_parameters, "parameters")
        fact = Fact(id="parameters.total", value=value, basis=Basis.DECLARED, sources=(source,), rank=20)
        reading.facts.append(replace(fact, note=note("index")))


def _add_active(counts: Count, sources: tuple[Source, ...], reading: Reading) -> None:
    """Add active parameters under both conventions, each saying which it is."""
    activity = counts.activity
    share = {"chosen": activity.chosen, "number": activity.number}
    kind = "mixture" if activity.chosen else "dense"
    if activity.everything is not None:
        said = note(f"active_{kind}", **share)
        reading.facts.append(count("parameters.active", activity.everything, sources, said=said))
    if activity.without_embedding is not None:
        name = "tied" if counts.tied else kind
        said = note(f"excluding_{name}", **share, embedding=counts.embedding)
        fact = count("parameters.active_excluding_embeddings", activity.without_embedding, sources, said=said)
        reading.facts.append(fact)


def _add_components(
    folder: Folder, read: list[tuple[str, Shards]], hints: Hints, reading: Reading, *, hash_weights: bool
) -> None:
    """Add the counts of a diffusers folder: every component, or none where one cannot be counted."""
    if not all(shards.complete for _, shards in read):
        return
    sources = tuple(source for _, shards in read for source in sources_of(shards))
    files = tuple(name for _, shards in read for name in shards.chosen.files)
    roles = [(name, _roles(shards, replace(Hints(), known=hints.known))[0]) for name, shards in read]
    _add_files(folder, files, sources, reading, hash_weights=hash_weights)
    for (_, shards), (_, own) in zip(read, roles, strict=True):
        report(reading, shards.chosen.files[0], own.problems[:1])
    if not any(own.problems for _, own in roles):
        reading.facts += component_facts([(name, plain_sum(own)) for name, own in roles], sources)


def _add_adapter(
    folder: Folder, shards: Shards, hints: Hints, reading: Reading, *, alone: bool, hash_weights: bool
) -> None:
    """Add the parameters of an adapter; alone in its folder it is not a whole model."""
    if not shards.complete:
        _add_pointers(shards, reading)
        return
    roles, _ = _roles(shards, hints)
    file, sources = shards.chosen.files[0], sources_of(shards)
    if alone:
        _add_files(folder, shards.chosen.files, sources, reading, hash_weights=hash_weights)
        reading.facts.append(other("weights.format", format_of(shards, roles), sources))
        reading.report("ADH-MOD-046", Place(file=shown(file)))
    if roles.problems:
        report(reading, file, roles.problems[:1])
    else:
        reading.facts.append(count("parameters.adapter", plain_sum(roles), sources))


def _add_files(
    folder: Folder,
    files: tuple[str, ...],
    sources: tuple[Source, ...],
    reading: Reading,
    *,
    hash_weights: bool,
) -> None:
    """Add the size of the files and, on request, their digest."""
    entries = folder.entries()
    reading.facts.append(size_fact(sum(entries[name].size for name in files), sources, Basis.MEASURED))
    if not hash_weights:
        return
    try:
        digests = hashed(folder, files)
    except OSError:
        reading.report("ADH-MOD-002", Place(file=shown(files[0])), file=shown(files[0]))
        return
    plain = tuple(Source(file=name, method="sha256", sha256=digest) for name, digest in digests.items())
    reading.facts.append(digest_fact(digests, plain if len(plain) <= 3 else sources, Basis.MEASURED))


def _add_pointers(shards: Shards, reading: Reading) -> None:
    """Add what Git LFS pointers declare when they stand for every file of the set."""
    pointers = shards.pointers
    if shards.lacking or set(pointers) != set(shards.chosen.files):
        return
    sources = declared_sources(shards)
    sizes = [pointer.size for pointer in pointers.values() if pointer.size is not None]
    digests = {name: pointer.sha256 for name, pointer in pointers.items() if pointer.sha256}
    if len(sizes) == len(pointers):
        reading.facts.append(size_fact(sum(sizes), sources, Basis.DECLARED))
    if len(digests) == len(pointers):
        reading.facts.append(digest_fact(digests, sources, Basis.DECLARED))


def format_of(shards: Shards, roles: Stored) -> str:
    """Return container, element type that holds most parameters, and layouts: ``safetensors, U8, mxfp4``."""
    held: Counter[str] = Counter()
    for part in roles.parts:
        if part.role is Role.PARAMETER:
            held[part.group.dtype] += _held(part)
    main = [held.most_common(1)[0][0]] if held else []
    return ", ".join([shards.chosen.container, *main, *roles.layouts])


def _held(part: Part) -> int:
    return part.each * part.group.count


def _is_adapter(roles: Stored) -> bool:
    """Return whether all parameters are factors of low-rank updates (https://arxiv.org/abs/2106.09685)."""
    parameters = [part.group.pattern for part in roles.parts if part.role is Role.PARAMETER]
    return bool(parameters) and all("lora_" in pattern or ".lora." in pattern for pattern in parameters)
