# SPDX-License-Identifier: EUPL-1.2
"""The registers as lists: what each holds, in which order, under which columns; pages, files and the API show the same rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from adhere.portal.register.asof import AsOf
from adhere.portal.register.models import (
    Adherence,
    CodeVersion,
    Publication,
    RegisteredModel,
    Standard,
    Summary,
)

SEARCH_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register: its rows as they stood, how they are ordered and searched, and each as cells under ``columns``.

    ``filters`` are the exact filters it takes, by the name in an address.
    """

    name: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    rows: Callable[[AsOf], QuerySet[Any]]
    cells: Callable[[Any], Sequence[Any]]
    searched: tuple[str, ...]
    filters: tuple[tuple[str, str], ...] = ()

    def asked(self, on: AsOf, words: str = "", chosen: dict[str, str] | None = None) -> QuerySet[Any]:
        """Return the rows that hold every word and pass every filter."""
        rows = self.rows(on)
        for word in words[:SEARCH_LIMIT].split():
            rows = rows.filter(_holds(rows.model, self.searched, word))
        for name, field in self.filters:
            value = (chosen or {}).get(name)
            if value:
                rows = rows.filter(**{field: value[:SEARCH_LIMIT]})
        return rows


def _holds(table: type[Model], fields: Sequence[str], word: str) -> Q:
    """Return the condition that a word stands in one of some fields.

    What another table holds is looked for there once, and not again for every row that leads to it.
    """
    either, further = Q(), dict[str, list[str]]()
    for field in fields:
        first, _, rest = field.partition("__")
        if rest:
            further.setdefault(first, []).append(rest)
        else:
            either |= Q(**{f"{field}__icontains": word})
    for first, names in further.items():
        other = table._meta.get_field(first).related_model  # noqa: SLF001 - documented (Django, Model _meta API)
        assert isinstance(other, type)  # noqa: S101 - only fields of tables are searched
        found = other._default_manager.filter(_holds(other, names, word)).order_by()  # noqa: SLF001
        either |= Q(**{f"{first}__in": found.values("pk")})
    return either


def _signatories(on: AsOf) -> QuerySet[Adherence]:
    return on.rows(Adherence.objects.filter(state=Adherence.State.CONFIRMED)).select_related("provider")


def _models(on: AsOf) -> QuerySet[Any]:
    rows = RegisteredModel.objects.select_related("provider")
    rows = rows.filter(since__lt=on.moment) if on.past else rows
    # One by one: where EXISTS is asked, PostgreSQL reads every summary there is before it shows fifty models.
    standing = Subquery(_of_model(on).order_by().values("pk")[:1])
    return rows.annotate(summarised=ExpressionWrapper(Q(IsNull(standing, False)), BooleanField()))


def _of_model(on: AsOf) -> QuerySet[Summary]:
    return on.rows(Summary.objects.filter(model=OuterRef("pk")))


def _missing(on: AsOf) -> QuerySet[Any]:
    """Models on the market by that day without a public summary; Article 53(1)(d)."""
    rows = _models(on).filter(~Exists(_of_model(on)), placed_on__lte=on.day)
    return rows.exclude(withdrawn_on__lte=on.day)


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
    searched=("code", "title_en", "title_nl"),
    filters=(("code", "code"), ("family", "family")),
)
SIGNATORIES = Register(
    name="signatories",
    columns=("code", "chapter", "provider", "provider_id", "size", "since", "event"),
    order=("code", "provider__name", "id"),
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
    searched=("provider__name",),
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
    searched=("name", "version", "provider__name"),
    filters=(("provider", "provider__slug"),),
)  # fmt: skip
MISSING = Register(
    name="missing",
    columns=MODELS.columns,
    order=MODELS.order,
    rows=_missing,
    cells=MODELS.cells,
    searched=MODELS.searched,
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
    searched=("model__name", "model__provider__name"),
    filters=(("model", "model__slug"), ("provider", "model__provider__slug"), ("origin", "origin")),
)  # fmt: skip
STANDARDS = Register(
    name="standards",
    columns=("name", "title", "status", "harmonised_on", "link", "since", "event"),
    order=("name", "id"),
    rows=lambda on: on.rows(Standard.objects.all()),
    cells=lambda row: (row.name, row.title, row.status, row.harmonised_on, row.link, row.since, row.event),
    searched=("name", "title"),
)
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
    searched=("title_en", "title_nl"),
    filters=(("code", "code"), ("kind", "kind")),
)
REGISTERS = {
    one.name: one for one in (CODES, SIGNATORIES, MODELS, SUMMARIES, MISSING, PUBLICATIONS, STANDARDS)
}
