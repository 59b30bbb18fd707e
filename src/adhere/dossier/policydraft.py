# SPDX-License-Identifier: EUPL-1.2
"""The copyright policy drafted from what a dossier keeps: crawlers of the register of sources, complaints, and adherences to a code.

Article 53(1)(c); Measures 1.1 to 1.5 of the Copyright chapter. What nobody stated is not drafted: no file says that a policy is kept to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from adhere.adherence.scope import chapters_taken
from adhere.codes.catalogue import code, known_codes
from adhere.content.robots.reading import is_token
from adhere.content.summary.making import address, record, told
from adhere.content.summary.wording import joined
from adhere.dossier.adherence import read_adherences
from adhere.dossier.complaints import read_complaints
from adhere.dossier.content import has_content, read_content
from adhere.dossier.file import ADHERENCES, COMPLAINTS
from adhere.forms.answers import Answer, Value
from adhere.kernel.data import packaged
from adhere.kernel.finding import Place
from adhere.kernel.provenance import Basis, Source
from adhere.kernel.text import Text, plain, text_of

if TYPE_CHECKING:
    from adhere.adherence.statement import Adherence
    from adhere.content.complaints.register import Complaints
    from adhere.dossier.portfolio import Portfolio
    from adhere.forms.form import Form

METHOD = "statement"
"""How a source is cited that is a file which people keep."""
Drafts = Iterator[tuple[str, Answer]]


def policy_answers(form: Form, portfolio: Portfolio, model: str, on: date) -> dict[str, Answer]:
    """Return what the files of a dossier say to the copyright policy."""
    root = portfolio.root
    found: dict[str, Answer] = {}
    if has_content(root, model):
        found |= dict(_of_sources(portfolio, model))
    if os.path.lexists(root / COMPLAINTS):
        complaints = read_complaints(root).complaints
        found |= dict(_of_complaints(complaints)) if complaints else {}
    if (root / ADHERENCES).is_dir():
        found |= dict(_of_adherences(form, portfolio, model, on))
    return found


def _of_sources(portfolio: Portfolio, model: str) -> Drafts:
    """Yield crawlers, and how they behave; whether that is what is asked of robots.txt, a person confirms."""
    sources = read_content(portfolio, model).sources
    crawlers = sources.crawlers if sources else ()
    if not crawlers:
        return
    entries = tuple(
        record(name=plain(one.name), token=_token(one.name), link=address(one.link)) for one in crawlers
    )
    yield "crawlers", _answer("crawlers", entries, crawlers[0].place)
    behaviour = told((one.behaviour for one in crawlers), " ")
    if behaviour is not None:
        yield "robots", _answer("robots", behaviour, crawlers[0].place, confirmed=False)


def _token(name: str) -> Text | None:
    """Return the product token in the name of a crawler, ``ExampleBot`` of ``ExampleBot/2.0``; None where it holds none."""
    found = name.partition("/")[0].strip()
    return plain(found) if is_token(found) else None


def _of_complaints(found: Complaints) -> Drafts:
    if found.contact_point is not None:
        value = record(address=plain(found.contact_point), page=address(found.contact_page))
        yield "contact_point", _answer("contact_point", value, found.place)
    parts = [
        plain(found.procedure) if found.procedure else None,
        _word("acknowledge", length=found.acknowledge_within.label) if found.acknowledge_within else None,
        _word("answer", length=found.answer_within.label) if found.answer_within else None,
    ]
    said = [one for one in parts if one is not None]
    if said:
        yield (
            "procedure",
            _answer("procedure", joined(said, " "), found.place, confirmed=bool(found.procedure)),
        )


def _of_adherences(form: Form, portfolio: Portfolio, model: str, on: date) -> Drafts:
    """Yield whether the code was signed with the chapter that the form is of; nothing where no adherence speaks of that code."""
    name, _, measure = form.field("signatory").measures[0].partition(":")
    if name not in known_codes():
        return
    whole = code(name)
    commitment = next(one.commitment for one in whole.measures if one.id == measure)
    chapter = next(one.chapter for one in whole.commitments if one.id == commitment)
    holding = [one for one in _holding(portfolio, name, on) if not one.models or model in one.models]
    if holding:
        taken = next((one for one in holding if chapter in chapters_taken(one, whole)), None)
        value = taken is not None
        yield "signatory", _answer("signatory", value, (taken or holding[0]).place)


def _holding(portfolio: Portfolio, name: str, on: date) -> Iterator[Adherence]:
    for read in read_adherences(portfolio.root):
        one = read.adherence
        if one is not None and one.code == name and one.holds(on):
            yield one


def _answer(field: str, value: Value, place: Place, *, confirmed: bool = True) -> Answer:
    source = Source(file=place.file, method=METHOD, at=f"line {place.line}" if place.line else None)
    return Answer(
        field=field, value=value, basis=Basis.DECLARED, sources=(source,), place=place if confirmed else None
    )


def _word(name: str, **values: object) -> Text:
    return text_of(packaged("adhere.dossier", "data/policy-draft.toml")[name]).filled(values)
