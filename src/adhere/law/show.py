# SPDX-License-Identifier: EUPL-1.2
"""What a provision says on a date: the records whose wording stands, and the changes behind and ahead.

``adhere law show aia:art-56.6 --on 2026-07-26`` and ``--on 2026-07-27`` differ, and this says why.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date

from adhere.kernel import refs
from adhere.law.library import Law
from adhere.law.records import Answer, Article, Change, Norm


class NoSuchProvisionError(LookupError):
    """There is no record on this provision; ``near`` are provisions there are records on."""

    def __init__(self, provision: str, near: list[str]) -> None:
        super().__init__(provision)
        self.provision = provision
        self.near = near


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One provision on one date; ``gone`` and ``coming`` are wordings of before and after."""

    provision: str
    on: date
    article: Article
    norms: tuple[Norm, ...]
    gone: tuple[Norm, ...]
    coming: tuple[Norm, ...]
    changes: tuple[Change, ...]
    answers: tuple[Answer, ...]


def show(law: Law, identifier: str, on: date) -> Shown:
    """Return what a provision or record says on a date; raise NoSuchProvisionError with what comes near."""
    provision, record = _resolved(law, identifier)
    ref = refs.parse(provision)
    article = law.article(f"{ref.act}:{ref.kind}-{ref.number}")
    about = [
        norm
        for norm in article.norms
        if (norm.id == record if record else _within(norm.provisions, provision))
    ]
    changes = tuple(change for change in article.changes if _touches(change.provisions, provision))
    if not about and not changes:
        raise NoSuchProvisionError(identifier, _near(law, article, identifier))
    return Shown(
        provision=provision,
        on=on,
        article=article,
        norms=tuple(norm for norm in about if norm.worded(on)),
        gone=tuple(norm for norm in about if norm.end is not None and norm.end <= on),
        coming=tuple(norm for norm in about if norm.text_start > on),
        changes=tuple(sorted(changes, key=lambda change: change.on)),
        answers=tuple(
            answer for answer in law.answers if _within(answer.provisions, provision) and answer.holds(on)
        ),
    )


def _resolved(law: Law, identifier: str) -> tuple[str, str | None]:
    """Return the provision asked for and, where a record was named, its id."""
    kind, _, rest = identifier.partition(":")
    if kind != "aia" and rest.startswith(("art-", "annex-")):
        provision = f"aia:{rest.rpartition('-')[0]}"
        record: str | None = identifier
    else:
        provision, record = identifier, None
    try:
        ref = refs.parse(provision)
    except ValueError:
        raise NoSuchProvisionError(identifier, []) from None
    if f"{ref.act}:{ref.kind}-{ref.number}" not in law.article_names:
        raise NoSuchProvisionError(identifier, difflib.get_close_matches(provision, law.article_names, n=3))
    return provision, record


def _near(law: Law, article: Article, identifier: str) -> list[str]:
    known = [provision for norm in article.norms for provision in norm.provisions]
    return difflib.get_close_matches(identifier, dict.fromkeys([*known, *law.article_names]), n=3)


def _within(provisions: tuple[str, ...], asked: str) -> bool:
    return any(provision == asked or provision.startswith(f"{asked}.") for provision in provisions)


def _touches(provisions: tuple[str, ...], asked: str) -> bool:
    """Whether a change is on the provision, on a part of it, or on what it is a part of."""
    return _within(provisions, asked) or any(asked.startswith(f"{provision}.") for provision in provisions)
