# SPDX-License-Identifier: EUPL-1.2
"""Making answers of figures, of statements, or of both: each with what it rests on, and as strong as the weakest of it.

Article 53(1)(d); an answer that figures had a part in has no place, so that it waits for a person to confirm it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adhere.content.sources.register import SourceRecord
from adhere.content.summary.material import REGISTER, Content
from adhere.content.summary.wording import joined
from adhere.forms.answers import Answer, Evidence, Record, Value
from adhere.forms.form import Form
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text, plain


class Maker:
    """Makes answers to one form of one content."""

    def __init__(self, form: Form, content: Content) -> None:
        self.form = form
        self.content = content

    def measured(self, value: Value, *evidence: Evidence) -> Answer:
        """Return an answer that figures alone give."""
        return self._answer(value, Basis.MEASURED, (self.content.measured,), evidence=evidence)

    def mixed(self, value: Value) -> Answer:
        """Return an answer that takes both what was measured and what somebody stated of the sources."""
        return self._answer(value, Basis.DECLARED, (self.content.measured, *self._register()))

    def stated(self, value: Value, place: Place | None = None) -> Answer:
        """Return an answer that somebody stated in the register."""
        register = self.content.sources
        where = place or (register.place if register else None)
        return self._answer(value, Basis.DECLARED, tuple(self._register(where)), place=where)

    def refused(self, field: str) -> Answer:
        """Return that a field does not apply, in the words of the form."""
        accepted = self.form.field(field).not_applicable
        sources = (self.content.measured, *self._register())
        return Answer(
            field="",
            basis=Basis.DECLARED,
            sources=sources,
            not_applicable=accepted.when if accepted else plain("-"),
            evidence=self._evidence(),
        )

    def _answer(
        self,
        value: Value,
        basis: Basis,
        sources: tuple[Source, ...],
        *,
        place: Place | None = None,
        evidence: tuple[Evidence, ...] = (),
    ) -> Answer:
        held = self._evidence() if self.content.measured in sources else ()
        return Answer(
            field="", value=value, basis=basis, sources=sources, place=place, evidence=(*held, *evidence)
        )

    def _evidence(self) -> tuple[Evidence, ...]:
        return (Evidence(file=self.content.file, sha256=self.content.sha256, size=self.content.size),)

    def _register(self, place: Place | None = None) -> Iterator[Source]:
        register = self.content.sources
        if register is None:
            return
        line = (place or register.place).line
        yield Source(
            file=register.place.file,
            method=REGISTER,
            at=f"line {line}" if line else None,
            sha256=register.sha256,
            who=register.who,
            when=register.when.isoformat() if register.when else None,
        )


def record(**parts: Value | None) -> Record:
    """Return a record without the parts nobody knows."""
    return Record({name: part for name, part in parts.items() if part is not None})


def address(link: str | None) -> Text | None:
    """Return an address as an answer holds it."""
    return plain(link) if link else None


def entry(one: SourceRecord, used: Text | None = None) -> Record:
    """Return a source as an entry of a list."""
    return record(name=plain(one.shown), link=address(one.link), used=used)


def sentence(one: SourceRecord) -> Text:
    """Return a source as a sentence: its name, its address and what is said of it."""
    named = f"{one.shown} ({one.link})" if one.link else one.shown
    return joined((plain(f"{named}:"), one.description), " ") if one.description else plain(f"{named}.")


def told(texts: Iterable[Text | None], between: str = "; ") -> Text | None:
    """Return texts that are there, each once, as one; None where there is none."""
    found = dict.fromkeys(one for one in texts if one is not None)
    return joined(found, between) if found else None
