# SPDX-License-Identifier: EUPL-1.2
"""A provision laid out as a page: its words in each language with their links, our records, what changed, what rests on it, the terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from adhere.codes.wording import grade_text
from adhere.dossier.lawreading.glossary import OwnTerms, Term, explained, layered, referring
from adhere.dossier.lawreading.notices import notices
from adhere.dossier.lawreading.records import norm_facts, place_name, said_of
from adhere.dossier.lawreading.resting import rests_in_full
from adhere.dossier.lawreading.wording import Reworded, Wording, missing, reworded
from adhere.dossier.lawreading.words import say
from adhere.dossier.textstore import StoredText
from adhere.forms.difference import word_changes
from adhere.kernel.calendar import spoken as day_in_words
from adhere.kernel.text import Language
from adhere.law.layers.addresses import address
from adhere.law.layers.layering import LayeredUnit
from adhere.law.layers.marking import Piece, paragraphs
from adhere.law.layers.references import Reference
from adhere.law.library import Law
from adhere.law.records import Norm
from adhere.law.resting import Resting
from adhere.law.show import Shown
from adhere.law.texts.units import Unit
from adhere.render.provision import (
    Entry,
    Explained,
    Group,
    Reading,
    Record,
    Redlined,
    Row,
    Run,
    Side,
    Step,
    Words,
)

Leads = Callable[[str, str], str]
"""Where a thing of a group leads on the site that shows the page, by its id; empty where it has no page there."""


def reading(
    law: Law,
    asked: str,
    shown: Shown,
    found: Sequence[Wording],
    language: Language,
    *,
    leads: Leads = lambda _group, _id: "",
) -> Reading:
    """Return the page of a provision or record; what has no page of its own on the site is led to at EUR-Lex, if there."""
    builder = _Builder(law, shown, found, language, leads)
    rests = rests_in_full(asked, shown, referring(shown, found))
    name = place_name(shown.provision, language)
    rows, records = tuple(builder.rows()), tuple(builder.records())
    return Reading(
        title=_capital(name),
        subtitle=shown.title.in_(language),
        language=language,
        identifier=shown.provision,
        date=shown.on.isoformat(),
        header=(
            (say("on", language), day_in_words(shown.on).in_(language)),
            (say("id", language), asked if ":" in asked else shown.provision),
            (say("data", language), law.release),
        ),
        notices=notices(law, asked, shown, language),
        sides=tuple(_side(one, language) for one in builder.present),
        absent=tuple(line for one in found if not one.units for line in _absent(one, shown, language)),
        rows=rows,
        tree=tuple((node.depth, node.text.in_(language), node.id or "") for node in shown.parts),
        records=records,
        steps=(*_steps(law, shown, language), *_word_steps(shown, found, language)),
        groups=tuple(_Groups(shown, found, language, leads).of(rests)),
        answers=tuple((one.question.in_(language), one.answer.in_(language)) for one in shown.answers),
        terms=tuple(map(builder.term, builder.terms())),
        source=say("wording-source", language) if rows else "",
    )


class _Builder:
    """Lays out words with their links, and remembers which terms were met."""

    def __init__(
        self, law: Law, shown: Shown, found: Sequence[Wording], language: Language, leads: Leads
    ) -> None:
        self._law = law
        self._shown = shown
        self._found = found
        self.present = tuple(one for one in found if one.units)
        self._spoken, self._leads = language, leads
        self._own = OwnTerms(law, shown.on)
        self._layers = layered(found, shown.on)
        self._on_page = {unit.id for one in found for unit in one.units}
        self._met: set[str] = set()

    def rows(self) -> Iterator[Row]:
        """Yield the provisions side by side, by id, in the order of the first language that has them."""
        units = [{unit.id: unit for unit in one.units} for one in self.present]
        top = self._shown.provision.count(".")
        for name in dict.fromkeys(name for held in units for name in held):
            label = place_name(name, self._spoken)
            yield Row(
                anchor=anchor(name),
                label=_capital(label),
                depth=name.count(".") - top,
                paragraphs=tuple(
                    self._paragraphs(one, held.get(name))
                    for one, held in zip(self.present, units, strict=True)
                ),
            )

    def _paragraphs(self, one: Wording, unit: Unit | None) -> tuple[Words, ...]:
        if unit is None:
            return ()
        layers = self._layers.get(one.language)
        if layers is None or one.text is None:
            return tuple((Run(text),) for text in unit.paragraphs)
        return tuple(self._layered(layers.units[unit.id], one.language, one.text))

    def _layered(self, unit: LayeredUnit, code: str, text: StoredText) -> Iterator[Words]:
        """Yield the paragraphs of a unit; a term leads to its definition the first time it occurs."""
        met: set[str] = set()
        for pieces in paragraphs(unit):
            yield tuple(self._run(piece, code, text, met) for piece in pieces)

    def _run(self, piece: Piece, code: str, text: StoredText, met: set[str]) -> Run:
        mark = piece.mark
        if mark is None:
            return Run(piece.text)
        if isinstance(mark, Reference):
            return self._reference(mark, code, text)
        if mark.definition in met or mark.definition in self._on_page:
            return Run(piece.text)
        met.add(mark.definition)
        self._met.add(mark.definition)
        return Run(piece.text, "term", f"#{term_anchor(mark.definition)}")

    def _reference(self, mark: Reference, code: str, text: StoredText) -> Run:
        if not mark.to:
            return Run(mark.text)
        told = "; ".join(place_name(name, self._spoken) for name in mark.to)
        if mark.to[0] in self._on_page:
            return Run(mark.text, "reference", f"#{anchor(mark.to[0])}", told)
        to = self._leads("reference", mark.to[0])
        return Run(
            mark.text, "reference", to or address(mark.to[0], code, text.prefix, text.celex) or "", told
        )

    def records(self) -> Iterator[Record]:
        """Yield the records that stand on the date."""
        for norm in self._shown.norms:
            yield Record(
                anchor=anchor(norm.id),
                id=norm.id,
                kind=say(f"kind-{norm.kind}", self._spoken),
                words=self._own_words(norm, norm.content.in_(self._spoken)),
                facts=tuple(norm_facts(self._law, norm, self._shown.on, self._spoken)),
                note=self._own_words(norm, norm.note.in_(self._spoken)) if norm.note else (),
            )

    def _own_words(self, norm: Norm, text: str) -> Words:
        """Return our own words with their terms; a definition does not explain itself."""
        runs = []
        for words, place in self._own.found(text, self._spoken):
            if place and place not in norm.provisions:
                self._met.add(place)
                runs.append(Run(words, "term", f"#{term_anchor(place)}"))
            elif words:
                runs.append(Run(words))
        return tuple(runs)

    def terms(self) -> tuple[Term, ...]:
        """Return the terms that were met."""
        return explained(self._met, self._own, self._layers, self._found)

    def term(self, one: Term) -> Explained:
        """Return a term as the foot of the page explains it."""
        place = place_name(one.place, self._spoken)
        names = dict(one.names) or {self._spoken: self._own.name(one.place, self._spoken)}
        return Explained(
            anchor=term_anchor(one.place),
            place=_capital(place),
            names=tuple(names.items()),
            definitions=tuple(one.definitions.items()),
            own=one.record.content.in_(self._spoken) if one.record else "",
        )


def anchor(name: str) -> str:
    """Return the anchor of a provision or record on a page."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", name)


def term_anchor(place: str) -> str:
    """Return the anchor of a term at the foot of a page."""
    return f"term-{anchor(place)}"


def _side(one: Wording, language: Language) -> Side:
    version, digest = (one.text.version, one.text.sha256[:12]) if one.text else (None, "")
    source = say("source", language, version=version, digest=digest)
    return Side(language=one.language, name=_language(one.language, language), source=source)


def _language(code: str, language: Language) -> str:
    return say(f"language-{code}", language) if code in ("en", "nl") else code


def _absent(one: Wording, shown: Shown, language: Language) -> Iterator[str]:
    """Yield why a language is not on the page, and what to do about that."""
    name = _language(one.language, language)
    if one.text is None:
        lines = " ".join(missing(one, shown.on, language))
        yield f"{say('wording-none', language, lang=name, on=shown.on)}. {lines}"
    else:
        yield f"{name}: {say('wording-nothing', language)}"


def _steps(law: Law, shown: Shown, language: Language) -> Iterator[Step]:
    """Yield what amending acts did, and the wordings of before and to come."""
    for change in shown.changes:
        act = law.acts[change.by].name.in_(language) if change.by in law.acts else change.by
        name = say("changed" if change.on <= shown.on else "will-change", language, on=change.on, by=act)
        yield Step(name=name, text=change.content.in_(language))
    for heading, norms in (("gone", shown.gone), ("coming", shown.coming)):
        if norms:
            yield Step(name=say(heading, language), items=tuple(said_of(norm, language) for norm in norms))


def _word_steps(shown: Shown, found: Sequence[Wording], language: Language) -> Iterator[Step]:
    """Yield what changed in the words between the kept versions around the date."""
    for one in found:
        for old, new in ((one.before, one.text), (one.text, one.after)):
            changed = reworded(shown.provision, old, new) if old and new else ()
            if old and new and changed:
                values = {"lang": one.language, "before": old.version, "after": new.version}
                redlines = tuple(map(partial(_redlined, language, one.language), changed))
                yield Step(name=say("changed-words", language, **values), redlines=redlines)


def _redlined(language: Language, code: str, one: Reworded) -> Redlined:
    name = place_name(one.id, language)
    pieces = tuple((kind, words) for kind, words in word_changes(one.old, one.new) if words)
    return Redlined(label=f"{_capital(name)}:", language=code, pieces=pieces)


class _Groups:
    """Lays out what rests on a provision, by kind."""

    def __init__(self, shown: Shown, found: Sequence[Wording], language: Language, leads: Leads) -> None:
        self._own = {norm.id for norm in shown.norms}
        self._celex = next((one.text.celex for one in found if one.text), None)
        self._spoken, self._leads = language, leads

    def of(self, rests: Sequence[Resting]) -> Iterator[Group]:
        """Yield the groups."""
        for group, held in groupby(rests, key=lambda one: one.group):
            ones = [(one, self._entry(one)) for one in held]
            yield Group(
                anchor=f"rests-{group}",
                name=_capital(say(f"group-{group}", self._spoken)),
                near=tuple(entry for one, entry in ones if one.reach != "above"),
                above=tuple(entry for one, entry in ones if one.reach == "above"),
            )

    def _entry(self, one: Resting) -> Entry:
        """Return an entry; a record that stands on the page is only pointed to, and a provision that refers to this one is quoted."""
        how = _how(one, self._spoken)
        if one.id in self._own:
            return Entry(id=one.id, name=how, to=f"#{anchor(one.id)}")
        name = one.name.in_(self._spoken) if one.name else ""
        to = self._leads(one.group, one.id)
        if one.group == "reference":
            place = _capital(place_name(one.id, self._spoken))
            to = to or address(one.id, one.kind, one.id.partition(":")[0], self._celex) or ""
            return Entry(id=one.id, name=place, to=to, how=how, quote=name, language=one.kind)
        why = next((link.why for link in one.links if link.why), None)
        return Entry(id=one.id, name=name, to=to, how=how, why=why.in_(self._spoken) if why else "")


def _how(one: Resting, language: Language) -> str:
    """Return the kind of a record or rule, and through which provisions it hangs on this one, by how sure that is."""
    if one.group == "exception":
        own = place_name(f"aia:{one.id.partition(':')[2].rpartition('-')[0]}", language)
        taken = "; ".join(place_name(link.provision, language) for link in one.links)
        return f"{_capital(own)}: {say('disapplies', language).lower()} {taken}"
    kind = ""
    if one.group == "record":
        kind = say(f"kind-{one.kind}", language)
    elif one.group == "rule":
        kind = say(f"severity-{one.kind}", language)
    graded = one.group in ("measure", "clock")
    by_grade: dict[str, list[str]] = {}
    for link in one.links:
        sure = grade_text(link.grade).in_(language) if graded and link.grade else ""
        by_grade.setdefault(sure, []).append(place_name(link.provision, language))
    places = (f"{sure}: {'; '.join(named)}" if sure else "; ".join(named) for sure, named in by_grade.items())
    return ". ".join(_capital(part) for part in (kind, *places) if part)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
