# SPDX-License-Identifier: EUPL-1.2
"""The registers as lists: what each holds, in which order, under which columns; pages, files and the API show the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from adhere.portal.register.asof import AsOf
from adhere.portal.register.models import (
    Adherence,
    CodeVersion,
    CodeWord,
    ModelWord,
    ProviderWord,
    Publication,
    PublicationWord,
    RegisteredModel,
    Standard,
    StandardWord,
    Summary,
    Word,
)
from adhere.portal.register.words import found

SEARCH_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register: its rows as they stood, how they are ordered and searched, and each as cells under ``columns``.

    ``words`` are those it is searched by, ``found_by`` is what of a row they are words of: the row itself, or what it is about.
    ``filters`` are the exact filters it takes, by the name in an address.
    """

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    rows: Callable[[AsOf], QuerySet[Any]]
    cells: Callable[[Any], Sequence[Any]]
    words: type[Word]
    found_by: str = "pk"
    filters: tuple[tuple[str, str], ...] = ()

    def asked(self, on: AsOf, words: str = "", chosen: dict[str, str] | None = None) -> QuerySet[Any]:
        """Return the rows with a word that begins with each of some words, that pass every filter."""
        rows = found(self.rows(on), self.words, words[:SEARCH_LIMIT], self.found_by)
        for name, field in self.filters:
            value = (chosen or {}).get(name)
            if value:
                rows = rows.filter(**{field: value[:SEARCH_LIMIT]})
        return rows


def _signatories(on: AsOf) -> QuerySet[Adherence]:
    return on.rows(Adherence.objects.filter(state=Adherence.State.CONFIRMED)).select_related("provider")


def _models(on: AsOf) -> QuerySet[Any]:
    rows = RegisteredModel.objects.select_related("provider")
    summarised = Q(summarised_since__isnull=False)
    if on.past:
        rows, summarised = rows.filter(since__lt=on.moment), summarised & Q(summarised_since__lt=on.moment)
    return rows.annotate(summarised=ExpressionWrapper(summarised, BooleanField()))


def _missing(on: AsOf) -> QuerySet[Any]:
    """Models on the market by that day without a public summary; Article 53(1)(d)."""
    lacking = Q(summarised_since=None)
    if on.past:
        lacking |= Q(summarised_since__gte=on.moment)
    return _models(on).filter(lacking, placed_on__lte=on.day).exclude(withdrawn_on__lte=on.day)


def _summaries(on: AsOf) -> QuerySet[Summary]:
    return on.rows(Summary.objects.select_related("model", "model__provider"))


CODES = Register(
    name="codes",
    columns=("code", "version", "title_en", "title_nl", "family", "link", "sha256", "since", "event"),
    order=("code", "id"),
    rows=lambda on: on.rows(CodeVersion.objects.all()),
    cells=lambda row: (
        row.code,
        row.version,
        row.title_en,
        row.title_nl,
        row.family,
        row.link,
        row.sha256,
        row.since,
        row.event,
    ),
    words=CodeWord,
    filters=(("code", "code"), ("family", "family")),
)
SIGNATORIES = Register(
    name="signatories",
    columns=("code", "chapter", "provider", "provider_id", "size", "since", "event"),
    order=("code", "provider_name", "id"),
    rows=_signatories,
    cells=lambda row: (
        row.code,
        row.chapter,
        row.provider.name,
        row.provider.slug,
        row.provider.size,
        row.since,
        row.event,
    ),
    words=ProviderWord,
    found_by="provider",
    filters=(("code", "code"), ("chapter", "chapter"), ("provider", "provider__slug")),
)
MODELS = Register(
    name="models",
    columns=("model", "model_id", "version", "provider", "provider_id", "placed_on", "withdrawn_on", "systemic_risk", "open_source", "summary"),
    order=("name", "slug"),
    rows=_models,
    cells=lambda row: (
        row.name, row.slug, row.version, row.provider.name, row.provider.slug, row.placed_on, row.withdrawn_on, row.systemic_risk,
        row.open_source, row.summarised,
    ),
    words=ModelWord,
    filters=(("provider", "provider__slug"),),
)  # fmt: skip
MISSING = Register(
    name="missing",
    columns=MODELS.columns,
    order=MODELS.order,
    rows=_missing,
    cells=MODELS.cells,
    words=MODELS.words,
    filters=MODELS.filters,
)
SUMMARIES = Register(
    name="summaries",
    columns=("model", "model_id", "provider", "version", "updated_on", "origin", "answered", "asked", "link", "sha256", "since", "event"),
    order=("-since", "-id"),
    rows=_summaries,
    cells=lambda row: (
        row.model.name, row.model.slug, row.model.provider.name, row.version, row.updated_on, row.origin, row.answered, row.asked, row.link,
        row.sha256, row.since, row.event,
    ),
    words=ModelWord,
    found_by="model",
    filters=(("model", "model__slug"), ("provider", "model__provider__slug"), ("origin", "origin")),
)  # fmt: skip
STANDARDS = Register(
    name="standards",
    columns=("name", "standard_id", "title_en", "title_nl", "body", "status", "seen", "grade", "harmonised_on", "link", "since", "event"),
    order=("name", "id"),
    rows=lambda on: on.rows(Standard.objects.all()),
    cells=lambda row: (
        row.name, row.slug, row.title_en, row.title_nl, row.body, row.status, row.seen, row.grade, row.harmonised_on, row.link, row.since,
        row.event,
    ),
    words=StandardWord,
)  # fmt: skip
PUBLICATIONS = Register(
    name="publications",
    columns=("kind", "code", "title_en", "title_nl", "link", "sha256", "since", "event"),
    order=("-since", "-id"),
    rows=lambda on: on.rows(Publication.objects.all()),
    cells=lambda row: (
        row.kind,
        row.code,
        row.title_en,
        row.title_nl,
        row.link,
        row.sha256,
        row.since,
        row.event,
    ),
    words=PublicationWord,
    filters=(("code", "code"), ("kind", "kind")),
)
REGISTERS = {
    one.name: one for one in (CODES, SIGNATORIES, MODELS, SUMMARIES, MISSING, PUBLICATIONS, STANDARDS)
}
