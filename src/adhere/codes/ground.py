# SPDX-License-Identifier: EUPL-1.2
"""What a code is held against on a date: the obligations it has to deal with, and those that something else deals with.

Articles 53, 55 and 56(2) of Regulation (EU) 2024/1689 as ``adhere.law`` has them, for codes of another family what that is for
(``data/families.toml``); data: ``data/obligations.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from adhere.codes.code import Code, Service
from adhere.codes.families import Family, family_of
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of
from adhere.law.library import Law
from adhere.law.records import Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty of providers, or a subject that Article 56(2) names; ``id`` is that of the record of the law."""

    id: str
    kind: Literal["duty", "subject"]
    provisions: tuple[str, ...]
    content: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An obligation that codes may leave: to which instrument, why, and how sure that is."""

    obligation: str
    provision: str
    instrument: Text
    reason: Text
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Everything a code is held against on one date.

    ``parts`` says of what a list elsewhere is the content, such as Annex XI of Article 53(1)(a); ``kinds`` what records the law has
    on each provision a code names. ``first`` is the day the first obligation applies. ``unheld`` are provisions in scope of which the
    packaged law has no record on any date, ``elsewhere`` why none is to be expected.
    """

    on: date
    obligations: tuple[Obligation, ...]
    left: tuple[Left, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: date | None = None
    unheld: tuple[str, ...] = ()
    elsewhere: Text | None = None


def ground(code: Code, law: Law, on: date) -> Ground:
    """Return what a code is held against on a date."""
    table, family = _table(), family_of(code.family)
    norms = tuple(_norms(law, family))
    obligations = tuple(_obligation(norm) for norm in norms if norm.in_force(on))
    return Ground(
        on=on,
        obligations=obligations,
        left=tuple(_left(table["left"], obligations, on)),
        parts=parts(),
        kinds={name: kinds_on(law, name, on) for name in _named(code)},
        first=min((norm.start for norm in norms), default=None),
        unheld=_unheld(family, norms),
        elsewhere=family.elsewhere,
    )


def _unheld(family: Family, norms: Iterable[Norm]) -> tuple[str, ...]:
    held = {parent for norm in norms for name in norm.provisions for parent in parents(name)}
    return tuple(one.provision for one in family.scope if one.provision not in held)


def linked(code: Code) -> Code:
    """Return a code with the links from its measures to subjects of Article 56(2) that are ours and not the code's own."""
    more: dict[str, list[Service]] = {}
    for record in _table()["link"]:
        if record["code"] == code.id:
            service = Service(
                provision=record["provision"], rationale=text_of(record["rationale"]), grade=record["grade"]
            )
            for measure in record["measures"]:
                more.setdefault(measure, []).append(service)
    if not more:
        return code
    measures = (replace(one, serves=_with(one.serves, more.get(one.id, ()))) for one in code.measures)
    return replace(code, measures=tuple(measures))


def _with(links: tuple[Service, ...], more: Iterable[Service]) -> tuple[Service, ...]:
    named = {link.provision for link in links}
    return (*links, *(one for one in more if one.provision not in named))


def parents(provision: str) -> Iterator[str]:
    """Yield a provision and all that contain it: ``aia:art-53.1.b.i``, ``aia:art-53.1.b``, ``aia:art-53.1``, ``aia:art-53``."""
    while provision:
        yield provision
        provision = provision.rpartition(".")[0]


def parts() -> Mapping[str, str]:
    """Return of lists that stand elsewhere in the act of which provision they are the content: Annex XI of Article 53(1)(a)."""
    return {record["provision"]: record["of"] for record in _table()["part"]}


def kinds_on(law: Law, provision: str, on: date) -> tuple[str, ...]:
    """Return what kinds of record the law has on a provision or below it on a date; none where it has no such provision."""
    article = provision.partition(".")[0]
    if article not in law.article_names:
        return ()
    return tuple(
        dict.fromkeys(
            norm.kind
            for norm in law.article(article).norms
            if norm.in_force(on) and any(provision in parents(name) for name in norm.provisions)
        )
    )


def exists(law: Law, provision: str) -> bool:
    """Whether the packaged law has a record on a provision, on something below it or around it, on any date."""
    article = provision.partition(".")[0]
    if article not in law.article_names:
        return False
    names = {name for norm in law.article(article).norms for name in norm.provisions}
    return any(provision in parents(name) for name in names)


def _named(code: Code) -> Iterator[str]:
    """Yield the provisions of the Act that measures and commitments name, each once."""
    links = (link.provision for one in code.measures for link in one.serves)
    headings = (name for one in code.commitments for name in one.provisions)
    return (name for name in dict.fromkeys((*links, *headings)) if name.startswith("aia:"))


def _norms(law: Law, family: Family) -> Iterator[Norm]:
    """Yield the duties and subjects in the scope of a family, of every date, in the order of the act."""
    for scope in family.scope:
        article = scope.provision.partition(".")[0]
        for norm in law.article(article).norms if article in law.article_names else ():
            within = any(scope.provision in parents(name) for name in norm.provisions)
            counts = norm.kind != "duty" or family.holders & {*norm.holder}
            if within and norm.kind == scope.kind and counts:
                yield norm


def _obligation(norm: Norm) -> Obligation:
    kind: Literal["duty", "subject"] = "duty" if norm.kind == "duty" else "subject"
    return Obligation(id=norm.id, kind=kind, provisions=norm.provisions, content=norm.content)


def _left(
    records: Iterable[Mapping[str, Any]], obligations: tuple[Obligation, ...], on: date
) -> Iterator[Left]:
    for record in records:
        if on < record["from"] or ("until" in record and record["until"] <= on):
            continue
        for obligation in obligations:
            if record["provision"] in obligation.provisions:
                yield Left(
                    obligation=obligation.id,
                    provision=record["provision"],
                    instrument=text_of(record["instrument"]),
                    reason=text_of(record["reason"]),
                    grade=record["grade"],
                )


@cache
def _table() -> dict[str, Any]:
    return packaged("adhere.codes", "data/obligations.toml")
