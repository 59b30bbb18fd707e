# SPDX-License-Identifier: EUPL-1.2
"""A provision laid out as a page: its words in each language with their links, our records, what changed, what rests on it, the terms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import partial
from itertools import groupby

from adhere.cli.lawglossary import OwnTerms, Term, explained, layered, referring
from adhere.cli.lawresting import place_name, rests_in_full
from adhere.cli.lawshowtext import norm_facts, said_of
from adhere.cli.lawwording import Reworded, Wording, missing, reworded
from adhere.cli.wording import language, say
from adhere.codes.wording import grade_text
from adhere.dossier.textstore import StoredText
from adhere.forms.difference import word_changes
from adhere.kernel.calendar import spoken
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


def reading(law: Law, asked: str, shown: Shown, found: Sequence[Wording], notices: Sequence[str]) -> Reading:
    """Return the page of a provision or record, in the language of this run."""
    builder = _Builder(law, shown, found)
    rests = rests_in_full(asked, shown, referring(shown, found))
    name = place_name(shown.provision, language())
    rows, records = tuple(builder.rows()), tuple(builder.records())
    return Reading(
        title=_capital(name),
        subtitle=shown.title.in_(language()),
        language=language(),
        identifier=shown.provision,
        date=shown.on.isoformat(),
        header=(
            (say("lawshow.on"), spoken(shown.on).in_(language())),
            (say("lawshow.id"), asked if ":" in asked else shown.provision),
            (say("lawshow.data"), law.release),
        ),
        notices=tuple(notices),
        sides=tuple(map(_side, builder.present)),
        absent=tuple(line for one in found if not one.units for line in _absent(one, shown)),
        rows=rows,
        tree=tuple((node.depth, node.text.in_(language()), node.id or "") for node in shown.parts),
        records=records,
        steps=(*_steps(law, shown), *_word_steps(shown, found)),
        groups=tuple(_groups(rests, shown, next((one.text.celex for one in found if one.text), None))),
        answers=tuple((one.question.in_(language()), one.answer.in_(language())) for one in shown.answers),
        terms=tuple(map(builder.term, builder.terms())),
        source=say("texts.wording-source") if rows else "",
    )


class _Builder:
    """Lays out words with their links, and remembers which terms were met."""

    def __init__(self, law: Law, shown: Shown, found: Sequence[Wording]) -> None:
        self._law = law
        self._shown = shown
        self._found = found
        self.present = tuple(one for one in found if one.units)
        self._spoken: Language = language()
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
        return Run(mark.text, "reference", address(mark.to[0], code, text.prefix, text.celex) or "", told)

    def records(self) -> Iterator[Record]:
        """Yield the records that stand on the date."""
        for norm in self._shown.norms:
            yield Record(
                anchor=anchor(norm.id),
                id=norm.id,
                kind=say(f"kind-{norm.kind}"),
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


def _side(one: Wording) -> Side:
    version, digest = (one.text.version, one.text.sha256[:12]) if one.text else (None, "")
    source = say("lawshow.source", version=version, digest=digest)
    return Side(language=one.language, name=_language(one.language), source=source)


def _language(code: str) -> str:
    return say(f"lawshow.language-{code}") if code in ("en", "nl") else code


def _absent(one: Wording, shown: Shown) -> Iterator[str]:
    """Yield why a language is not on the page, and what to do about that."""
    name = _language(one.language)
    if one.text is None:
        lines = " ".join(missing(one, shown.on))
        yield f"{say('texts.wording-none', lang=name, on=shown.on)}. {lines}"
    else:
        yield f"{name}: {say('texts.wording-nothing')}"


def _steps(law: Law, shown: Shown) -> Iterator[Step]:
    """Yield what amending acts did, and the wordings of before and to come."""
    for change in shown.changes:
        act = law.acts[change.by].name.in_(language()) if change.by in law.acts else change.by
        name = say("changed" if change.on <= shown.on else "will-change", on=change.on, by=act)
        yield Step(name=name, text=change.content.in_(language()))
    for heading, norms in (("gone", shown.gone), ("coming", shown.coming)):
        if norms:
            yield Step(name=say(heading), items=tuple(said_of(norm, language()) for norm in norms))


def _word_steps(shown: Shown, found: Sequence[Wording]) -> Iterator[Step]:
    """Yield what changed in the words between the kept versions around the date."""
    for one in found:
        for old, new in ((one.before, one.text), (one.text, one.after)):
            changed = reworded(shown.provision, old, new) if old and new else ()
            if old and new and changed:
                values = {"lang": one.language, "before": old.version, "after": new.version}
                redlines = tuple(map(partial(_redlined, one.language), changed))
                yield Step(name=say("lawshow.changed-words", **values), redlines=redlines)


def _redlined(code: str, one: Reworded) -> Redlined:
    name = place_name(one.id, language())
    pieces = tuple((kind, words) for kind, words in word_changes(one.old, one.new) if words)
    return Redlined(label=f"{_capital(name)}:", language=code, pieces=pieces)


def _groups(rests: Sequence[Resting], shown: Shown, celex: str | None) -> Iterator[Group]:
    """Yield what rests on the provision by kind; ``celex`` is that of the text in which others refer to it."""
    own = {norm.id for norm in shown.norms}
    for group, held in groupby(rests, key=lambda one: one.group):
        ones = [(one, _entry(one, own, celex)) for one in held]
        yield Group(
            anchor=f"rests-{group}",
            name=_capital(say(f"lawshow.group-{group}")),
            near=tuple(entry for one, entry in ones if one.reach != "above"),
            above=tuple(entry for one, entry in ones if one.reach == "above"),
        )


def _entry(one: Resting, own: Container[str], celex: str | None) -> Entry:
    """Return an entry; a record that stands on the page is only pointed to, and a provision that refers to this one is quoted."""
    if one.id in own:
        return Entry(id=one.id, name=_how(one), to=f"#{anchor(one.id)}")
    name = one.name.in_(language()) if one.name else ""
    if one.group == "reference":
        place = _capital(place_name(one.id, language()))
        to = address(one.id, one.kind, one.id.partition(":")[0], celex) or ""
        return Entry(id=one.id, name=place, to=to, how=_how(one), quote=name, language=one.kind)
    why = next((link.why for link in one.links if link.why), None)
    return Entry(id=one.id, name=name, how=_how(one), why=why.in_(language()) if why else "")


def _how(one: Resting) -> str:
    """Return the kind of a record or rule, and through which provisions it hangs on this one, by how sure that is."""
    if one.group == "exception":
        own = place_name(f"aia:{one.id.partition(':')[2].rpartition('-')[0]}", language())
        taken = "; ".join(place_name(link.provision, language()) for link in one.links)
        return f"{_capital(own)}: {say('disapplies').lower()} {taken}"
    kind = ""
    if one.group == "record":
        kind = say(f"kind-{one.kind}")
    elif one.group == "rule":
        kind = say(f"lawshow.severity-{one.kind}")
    graded = one.group in ("measure", "clock")
    by_grade: dict[str, list[str]] = {}
    for link in one.links:
        sure = grade_text(link.grade).in_(language()) if graded and link.grade else ""
        by_grade.setdefault(sure, []).append(place_name(link.provision, language()))
    places = (f"{sure}: {'; '.join(named)}" if sure else "; ".join(named) for sure, named in by_grade.items())
    return ". ".join(_capital(part) for part in (kind, *places) if part)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
