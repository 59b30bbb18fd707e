# SPDX-License-Identifier: EUPL-1.2
"""What a provision says on a date: the records whose wording stands, and the changes behind and ahead.

``adhere law show aia:art-56.6 --on 2026-07-26`` and ``--on 2026-07-27`` differ, and this says why. Every id the program
prints can be asked for: of a provision, of one record, of an answer, of a criterion or question, of a document.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from adhere.kernel import refs
from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.citations import cite, name_of_document, provision_of
from adhere.law.library import Law
from adhere.law.records import Answer, Article, Change, Norm
from adhere.law.trees import Node, resting_on, tree_of


class NoSuchProvisionError(LookupError):
    """There is no record on this provision; ``near`` are provisions there are records on."""

    def __init__(self, provision: str, near: list[str]) -> None:
        super().__init__(provision)
        self.provision = provision
        self.near = near


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One provision on one date; ``gone`` and ``coming`` are wordings of before and after.

    ``parts`` are the questions of fact behind a criterion, or what rests on a document; empty for a provision.
    """

    provision: str
    on: date
    title: Text
    norms: tuple[Norm, ...] = ()
    gone: tuple[Norm, ...] = ()
    coming: tuple[Norm, ...] = ()
    changes: tuple[Change, ...] = ()
    answers: tuple[Answer, ...] = ()
    parts: tuple[Node, ...] = ()


def show(law: Law, identifier: str, on: date) -> Shown:
    """Return what a provision or record says on a date; raise NoSuchProvisionError with what comes near.

    A provision may be written as people write it: ``56(6)``, ``Article 53(1)(c)``, ``artikel 56, lid 6``, ``bijlage XI``.
    """
    asked = provision_of(identifier)
    kind, _, rest = asked.partition(":")
    if kind == "answer":
        return _answer(law, asked, on)
    if kind in ("atom", "criterion") and asked in {*law.atoms, *law.criteria}:
        return _test(law, asked, on)
    if kind == "figure":
        return _figure(asked, on)
    if kind == "aia":
        return _unrecorded(law, asked, on) or _provision(law, asked, on)
    if name_of_document(asked) is not None:
        return _document(law, asked, on)
    if rest.startswith(("art-", "annex-")):
        return _record(law, asked, on)
    raise NoSuchProvisionError(identifier, _close(asked, [*law.atoms, *law.criteria, *law.article_names]))


def _unrecorded(law: Law, provision: str, on: date) -> Shown | None:
    """Show the answers on an article that has no records of its own, such as one on another matter that an answer cites."""
    answers = _answers(law, provision, on)
    if not answers or provision.partition(".")[0] in law.article_names:
        return None
    return Shown(provision=provision, on=on, title=cite(provision), answers=answers)


def _provision(law: Law, provision: str, on: date) -> Shown:
    article = _article(law, provision, provision)
    about = [norm for norm in article.norms if _within(norm.provisions, provision)]
    changes = [change for change in article.changes if _touches(change.provisions, provision)]
    if not about and not any(_within(change.provisions, provision) for change in changes):
        raise NoSuchProvisionError(provision, _near(law, article, provision))
    return _shown(law, provision, on, title=article.title, about=about, changes=changes)


def _record(law: Law, identifier: str, on: date) -> Shown:
    """Show one record; with a change come the wordings it ended and brought."""
    provision = f"aia:{identifier.partition(':')[2].rpartition('-')[0]}"
    article = _article(law, provision, identifier)
    about = [norm for norm in article.norms if identifier in (norm.id, norm.amended_by)]
    known = [change for change in article.changes if change.id == identifier]
    if not about and not known:
        every = [*(norm.id for norm in article.norms), *(change.id for change in article.changes)]
        raise NoSuchProvisionError(
            identifier, [*_near(law, article, provision)[:1], *_close(identifier, every)]
        )
    changes = known or [change for change in article.changes if _touches(change.provisions, provision)]
    return _shown(law, provision, on, title=article.title, about=about, changes=changes)


def _shown(
    law: Law, provision: str, on: date, *, title: Text, about: Iterable[Norm], changes: Iterable[Change]
) -> Shown:
    norms = tuple(about)
    return Shown(
        provision=provision,
        on=on,
        title=title,
        norms=tuple(norm for norm in norms if norm.worded(on)),
        gone=tuple(norm for norm in norms if norm.end is not None and norm.end <= on),
        coming=tuple(norm for norm in norms if norm.text_start > on),
        changes=tuple(sorted(changes, key=lambda change: change.on)),
        answers=_answers(law, provision, on),
    )


def _answer(law: Law, identifier: str, on: date) -> Shown:
    answers = {answer.id: answer for answer in law.answers if answer.holds(on)}
    if identifier not in answers:
        raise NoSuchProvisionError(identifier, _close(identifier, list(answers)))
    answer = answers[identifier]
    return Shown(provision=answer.provisions[0], on=on, title=answer.question, answers=(answer,))


def _test(law: Law, identifier: str, on: date) -> Shown:
    """Show a criterion or question of fact, and the records that hang on it."""
    norms = [norm for article in law.articles() for norm in article.norms if norm.when == identifier]
    test = law.criteria[identifier] if identifier in law.criteria else law.atoms[identifier]
    return Shown(
        provision=test.provision,
        on=on,
        title=law.criteria[identifier].name if identifier in law.criteria else law.atoms[identifier].question,
        norms=tuple(norm for norm in norms if norm.worded(on)),
        parts=tuple(tree_of(law, identifier)),
    )


def _figure(identifier: str, on: date) -> Shown:
    from adhere.law.figures import figures  # noqa: PLC0415 - exact arithmetic, which provisions do not need

    every = {figure.id: figure for figure in figures()}
    if identifier not in every:
        raise NoSuchProvisionError(identifier, _close(identifier, every))
    return Shown(provision=every[identifier].source, on=on, title=every[identifier].content)


def _document(law: Law, provision: str, on: date) -> Shown:
    """Show what rests on a place in a document other than the Act, such as a section of the guidelines."""
    parts, answers = tuple(resting_on(law, provision)), _answers(law, provision, on)
    title = name_of_document(provision)
    if title is None or not (parts or answers):
        places = [atom.provision for atom in law.atoms.values()]
        places += [place for answer in law.answers for place in answer.provisions]
        raise NoSuchProvisionError(provision, _close(provision, places))
    return Shown(provision=provision, on=on, title=title, answers=answers, parts=parts)


def _answers(law: Law, provision: str, on: date) -> tuple[Answer, ...]:
    return tuple(
        answer for answer in law.answers if _within(answer.provisions, provision) and answer.holds(on)
    )


def _article(law: Law, provision: str, identifier: str) -> Article:
    try:
        ref = refs.parse(provision)
    except ValueError:
        raise NoSuchProvisionError(identifier, _close(provision, law.article_names)) from None
    name = f"{ref.act}:{ref.kind}-{ref.number}"
    if name not in law.article_names:
        raise NoSuchProvisionError(identifier, _close(provision, law.article_names))
    return law.article(name)


def _near(law: Law, article: Article, identifier: str) -> list[str]:
    known = [provision for norm in article.norms for provision in norm.provisions]
    return _close(identifier, [*known, *law.article_names])


def _close(identifier: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(identifier, dict.fromkeys(known), n=3)


def _within(provisions: tuple[str, ...], asked: str) -> bool:
    return any(within(provision, asked) for provision in provisions)


def _touches(provisions: tuple[str, ...], asked: str) -> bool:
    """Whether a change is on the provision, on a part of it, or on what it is a part of."""
    return _within(provisions, asked) or any(asked.startswith(f"{provision}.") for provision in provisions)
