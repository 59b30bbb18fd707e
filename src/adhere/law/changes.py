# SPDX-License-Identifier: EUPL-1.2
"""Changes of the law between two days, as far as they touch given provisions.

Rests on the dated records of ``adhere.law``: wordings, first and last days, and what amending acts did (Article 56(6) on 27 July 2026).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from adhere.kernel import refs
from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.library import Law
from adhere.law.records import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """One change: the record it stands in, the provisions it touches, the first day it counts."""

    id: str
    provisions: tuple[str, ...]
    on: date
    how: Literal["amended", "begins", "ends"]
    content: Text


def changes_between(law: Law, provisions: Iterable[str], after: date, until: date) -> tuple[LawChange, ...]:
    """Return the changes later than one day and no later than another, oldest first; provisions of other documents count for none."""
    asked = tuple(dict.fromkeys(provisions))
    found = [change for article in _articles(law, asked) for change in _of_article(article, asked)]
    return tuple(sorted((one for one in found if after < one.on <= until), key=lambda one: (one.on, one.id)))


def _articles(law: Law, asked: tuple[str, ...]) -> Iterator[Article]:
    known = law.article_names
    names = dict.fromkeys(map(_article_of, asked))
    return (law.article(name) for name in names if name in known)


def _article_of(provision: str) -> str:
    try:
        ref = refs.parse(provision)
    except ValueError:
        return ""  # a place in another document
    return f"{ref.act}:{ref.kind}-{ref.number}"


def _of_article(article: Article, asked: tuple[str, ...]) -> Iterator[LawChange]:
    """Amendments say themselves what began and ended with them; other first and last days are told one by one."""
    amendments = set()
    for change in article.changes:
        if _touch(change.provisions, asked):
            amendments.add(change.id)
            yield LawChange(
                id=change.id,
                provisions=change.provisions,
                on=change.on,
                how="amended",
                content=change.content,
            )
    for norm in article.norms:
        if norm.never_applied or norm.amended_by in amendments or not _touch(norm.provisions, asked):
            continue
        yield LawChange(
            id=norm.id, provisions=norm.provisions, on=norm.start, how="begins", content=norm.content
        )
        if norm.end is not None:
            yield LawChange(
                id=norm.id, provisions=norm.provisions, on=norm.end, how="ends", content=norm.content
            )


def _touch(provisions: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return any(within(one, other) or within(other, one) for one in provisions for other in asked)
