# SPDX-License-Identifier: EUPL-1.2
"""The words by which entries of the registers are found: kept for each entry in the transaction that names it, and looked for by how they begin.

A search costs what it finds, however many entries there are: where few entries have a word, these are taken; where many do, rows are looked through in
the order of the page, which is soon full. Names are split and folded alike whatever the database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps as installed
from django.apps.registry import Apps
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet

from adhere.law.searching.words import folded
from adhere.portal.register.models import Word

FEW, MANY = 2000, 20_000
"""Entries that are taken by the word that fewest have; so many only where they seldom have the others too. Else rows are looked through in their order."""
ASKED = 8
"""Words of a question of which it is asked how many entries have them, the longest first."""
LONGEST = 60
"""Signs of a word by which it is found."""
TOGETHER = 500
"""Entries whose words are kept at a time."""
_WORD = re.compile(r"[^\W_]+")
_BEYOND = b"\xff"
"""What no word in UTF-8 has, so that every word that begins with another stands before that with this behind it."""
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries of one table, the fields that name them, and the table of their words; ``only`` those that are in a register."""

    app: str
    table: str
    words: str
    fields: tuple[str, ...]
    only: Mapping[str, str] = field(default_factory=dict)

    def rows(self, apps: Apps) -> QuerySet[Any]:
        """Return the entries, of the tables as they are now or at a migration."""
        table: Any = apps.get_model(self.app, self.table)
        rows: QuerySet[Any] = table.objects.filter(**self.only)
        return rows


PROVIDERS = Entries(app="people", table="Organisation", words="ProviderWord", fields=("name",), only={"kind": "provider"})  # fmt: skip
MODELS = Entries(app="register", table="RegisteredModel", words="ModelWord", fields=("name", "version", "provider__name"))  # fmt: skip
NAMED = {
    f"{one.app}.{one.table}": one
    for one in (
        PROVIDERS,
        MODELS,
        Entries(
            app="register", table="CodeVersion", words="CodeWord", fields=("code", "title_en", "title_nl")
        ),
        Entries(
            app="register", table="Standard", words="StandardWord", fields=("name", "title_en", "title_nl")
        ),
        Entries(
            app="register", table="Publication", words="PublicationWord", fields=("title_en", "title_nl")
        ),
    )
}
"""What has a name by which it is found, by its label in Django."""


def words_of(text: str) -> set[bytes]:
    """Return the words of a name as they are kept and compared."""
    return {word[:LONGEST].encode() for word in _WORD.findall(folded(text))}


def found(rows: QuerySet[Row], words: type[Word], asked: str, by: str = "pk") -> QuerySet[Row]:
    """Return the rows of entries with, for each word that is asked, one that begins so; all where nothing is asked.

    ``by`` is what of a row the words are of. How many entries have the words is asked of the database at once.
    """
    if not asked.strip():
        return rows
    left = sorted(_distinct(words_of(asked)), key=lambda word: (-len(word), word))
    if not left:
        return rows.none()
    count, rarest = min((_begins(words, word)[: MANY + 1].count(), word) for word in left[:ASKED])
    others = [word for word in left if word != rarest]
    if count > FEW and (count > MANY or _often_meet(words, rarest, others, count)):
        return _with_each(rows, words, left, by)
    entries = _with_each(_begins(words, rarest), words, others, "entry")
    # With a limit, so that the database takes these first and does not think of a way round.
    return rows.filter(**{f"{by}__in": entries.values("entry")[: MANY + 1]})


def _often_meet(words: Any, rarest: bytes, others: Sequence[bytes], count: int) -> bool:
    """Return whether so many entries have all of some words that a page of them is soon found, judged by the first of those with the rarest."""
    if not others:
        return True
    first = words.objects.filter(pk__in=_begins(words, rarest).values("pk")[:FEW])
    return _with_each(first, words, others, "entry").count() * count > FEW * FEW


def _with_each(rows: QuerySet[Row], words: type[Word], asked: Collection[bytes], by: str) -> QuerySet[Row]:
    for word in asked:
        rows = rows.filter(Exists(_begins(words, word).filter(entry=OuterRef(by))))
    return rows


def _distinct(words: Collection[bytes]) -> list[bytes]:
    """Return words without those that another begins with: who has the longer one has the shorter."""
    return [one for one in words if not any(other != one and other.startswith(one) for other in words)]


def _begins(words: Any, word: bytes) -> QuerySet[Any]:
    rows: QuerySet[Any] = words.objects.filter(word__gte=word, word__lt=word + _BEYOND)
    return rows


def saved(sender: type[Model], instance: Any, created: bool, **_: Any) -> None:
    """Keep the words of an entry that was just saved, and of the models of a provider that has another name now."""
    entries = NAMED[sender._meta.label]  # noqa: SLF001 - documented (Django, Model _meta API)
    changed = keep(entries, [instance.pk])
    if entries is PROVIDERS and changed and not created:
        _keep_all(MODELS, list(instance.models.values_list("pk", flat=True)), installed)


def complete(apps: Apps = installed, **_: Any) -> None:
    """Keep the words of entries that have none: from before there were words, made by a migration, or many at once."""
    for entries in NAMED.values():
        try:
            words: Any = apps.get_model("register", entries.words)
        except LookupError:  # migrated back to before there were words
            return
        without = entries.rows(apps).filter(~Exists(words.objects.filter(entry=OuterRef("pk"))))
        _keep_all(entries, list(without.values_list("pk", flat=True)), apps)


def _keep_all(entries: Entries, keys: list[Any], apps: Apps) -> None:
    for begin in range(0, len(keys), TOGETHER):
        keep(entries, keys[begin : begin + TOGETHER], apps)


@transaction.atomic
def keep(entries: Entries, keys: Collection[Any], apps: Apps = installed) -> bool:
    """Let some entries have the words of their names and no others; return whether any had other words."""
    words: Any = apps.get_model("register", entries.words)
    named = entries.rows(apps).filter(pk__in=keys).values_list("pk", *entries.fields)
    wanted = {(key, word) for key, *names in named for word in words_of(" ".join(names))}
    held = {
        (key, bytes(word)): number
        for number, key, word in words.objects.filter(entry__in=keys).values_list("pk", "entry", "word")
    }
    gone = [number for one, number in held.items() if one not in wanted]
    new = [words(entry_id=key, word=word) for key, word in wanted - held.keys()]
    if gone:
        words.objects.filter(pk__in=gone).delete()
    words.objects.bulk_create(new, ignore_conflicts=True)
    return bool(gone or new)
