# SPDX-License-Identifier: EUPL-1.2
"""All layers of a text, unit by unit, and the findings on what could not be resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from adhere.kernel.refs import within
from adhere.law.layers.actors import Actor, actors
from adhere.law.layers.deadlines import Deadline, deadlines
from adhere.law.layers.modality import Modality, modalities
from adhere.law.layers.obligations import attached
from adhere.law.layers.places import Structure, place_of, structure_of
from adhere.law.layers.references import Reference, amended_act, references
from adhere.law.layers.terms import Glossary, Occurrence, Term, definitions
from adhere.law.records import Norm
from adhere.law.texts.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LayeredUnit:
    """One unit with its layers; offsets count characters of ``text``."""

    id: str
    text: str
    paragraphs: tuple[str, ...]
    defines: Term | None = None
    terms: tuple[Occurrence, ...] = ()
    references: tuple[Reference, ...] = ()
    actors: tuple[Actor, ...] = ()
    modality: tuple[Modality, ...] = ()
    governed_by: str | None = None
    """For a point without a verb that lays something down: the unit above it that has one."""
    deadlines: tuple[Deadline, ...] = ()
    norms: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The layers of a text in one language."""

    language: str
    terms: Mapping[str, Term]
    units: Mapping[str, LayeredUnit]
    counts: Mapping[str, int] = field(default_factory=dict)


def layers_of(
    units: Mapping[str, Unit],
    language: str,
    norms: Iterable[Norm] = (),
    *,
    on: date,
    wanted: Collection[str] | None = None,
) -> Layers:
    """Return the layers of a text; ``wanted`` limits them to some units, which are read in the light of all."""
    around = _Around(
        language=language,
        texts={name: unit.text for name, unit in units.items()},
        structure=structure_of(units),
        glossary=Glossary(definitions({name: unit.text for name, unit in units.items()}), language),
        norms=attached(norms, units.keys(), on),
    )
    layered = {
        name: _layered(unit, around) for name, unit in units.items() if wanted is None or name in wanted
    }
    governed = dict(_governed(layered, around))
    return Layers(
        language=language,
        terms=around.glossary.terms,
        units={name: replace(one, governed_by=governed.get(name)) for name, one in layered.items()},
        counts=_counts(layered.values()),
    )


def units_within(units: Iterable[str], provision: str) -> tuple[str, ...]:
    """Return the units of a provision: itself and what lies below it."""
    return tuple(name for name in units if within(name, provision))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a unit is read in the light of."""

    language: str
    texts: Mapping[str, str]
    structure: Structure
    glossary: Glossary
    norms: Mapping[str, tuple[Norm, ...]]

    def above(self, unit: str) -> tuple[str, ...]:
        """Return the units above one, the nearest first."""
        return tuple(name for name in place_of(unit).ancestors()[1:] if name in self.texts)


def _layered(unit: Unit, around: _Around) -> LayeredUnit:
    text, language = unit.text, around.language
    named = actors(text, language)
    lays_down = unit.kind == "article" and unit.id not in around.glossary.terms
    above = around.above(unit.id)
    amends = amended_act(around.texts[above[0]], language) if above else None
    return LayeredUnit(
        id=unit.id,
        text=text,
        paragraphs=unit.paragraphs,
        defines=around.glossary.terms.get(unit.id),
        terms=around.glossary.occurrences(unit.id, text),
        references=references(unit.id, text, language, around.structure, amends=amends),
        actors=named,
        modality=modalities(text, language, named) if lays_down else (),
        deadlines=deadlines(text, language),
        norms=around.norms.get(unit.id, ()),
    )


def _governed(layered: Mapping[str, LayeredUnit], around: _Around) -> Iterator[tuple[str, str]]:
    """Yield points without a verb of their own, and the nearest unit above that has one."""
    lays_down = {name: bool(one.modality) for name, one in layered.items()}
    for name, one in layered.items():
        if one.modality or one.defines:
            continue
        for above in around.above(name):
            if above not in lays_down:
                lays_down[above] = bool(modalities(around.texts[above], around.language, ()))
            if lays_down[above]:
                yield name, above
                break


def _counts(units: Iterable[LayeredUnit]) -> dict[str, int]:
    held = list(units)
    found = [one for unit in held for one in unit.references]
    return {
        "units": len(held),
        "definitions": sum(1 for unit in held if unit.defines),
        "terms": sum(len(unit.terms) for unit in held),
        "references": len(found),
        "unresolved": sum(1 for one in found if one.fault),
        "actors": sum(len(unit.actors) for unit in held),
        "modality": sum(len(unit.modality) for unit in held),
        "deadlines": sum(len(unit.deadlines) for unit in held),
        "norms": len({norm.id for unit in held for norm in unit.norms}),
    }
