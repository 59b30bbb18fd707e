# SPDX-License-Identifier: EUPL-1.2
"""Answers to the template, made of figures of the data and of what is stated of its sources; never more than the two say.

Article 53(1)(d). Yes follows from content that is there; no follows only where somebody stated that the figures cover everything. An answer
is as strong as the weakest thing it rests on, and one that figures had a part in waits for a person to confirm it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from adhere.content.sources.register import CLASSES, Crawler, SourceRecord
from adhere.content.summary.crawls import crawled_from_to, latest, listed_domains
from adhere.content.summary.large import PUBLIC, large_datasets
from adhere.content.summary.linguistic import described, languages
from adhere.content.summary.making import Maker, address, entry, record, sentence, told
from adhere.content.summary.material import Content
from adhere.content.summary.wording import joined, size, word
from adhere.forms.answers import Answer, Evidence, Record, Value
from adhere.forms.form import Form
from adhere.kernel.text import plain

USED = {
    "public-datasets": "public_datasets",
    "licensed-datasets": "licensed_datasets",
    "private-datasets": "private_datasets",
    "crawled-data": "crawlers_used",
    "synthetic-data": "synthetic_data",
    "other-sources": "other_sources",
}
"""By class of source, the field that asks whether it was used; user data is asked in two."""
USER = {"model": "user_interactions", "services": "user_services"}
"""By origin of user data, the field that asks whether it was used."""
MODALITIES = {
    "public-datasets": "public_datasets_modalities",
    "licensed-datasets": "licensed_datasets_modalities",
    "private-datasets": "private_datasets_modalities",
    "crawled-data": "crawled_modalities",
    "user-data": "user_data_modalities",
    "synthetic-data": "synthetic_data_modalities",
}
DESCRIBED = {
    "crawled-data": "crawled_content",
    "other-sources": "other_sources_description",
}
"""By class, the field in which its content is described in words."""
SIZES = ("text", "image", "audio", "video")
Drafts = Iterator[tuple[str, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Answers by field id; ``partial`` rest on part of the documents, so that a statement beside them is no contradiction."""

    answers: Mapping[str, Answer]
    partial: frozenset[str] = frozenset()


def drafted(form: Form, content: Content) -> Drafted:
    """Return what figures and register say, in the order of the form."""
    drafter = _Drafter(form, content)
    found = {name: replace(answer, field=name) for name, answer in drafter.answers()}
    known = {field.id: found[field.id] for field in form.fields if field.id in found}
    return Drafted(answers=known, partial=drafter.partial())


class _Drafter(Maker):
    def answers(self) -> Drafts:
        """Yield every answer there is."""
        makers: tuple[Callable[[], Drafts], ...] = (
            self._models, self._modalities, self._sizes, self._characteristics, self._used, self._class_modalities,
            self._public, self._private, self._crawls, self._user, self._synthetic, self._descriptions,
        )  # fmt: skip
        for maker in makers:
            yield from maker()

    def partial(self) -> frozenset[str]:
        """Return the fields drafted from dates that not every document has, or that are not those of all content."""
        lacking = self.content.lacking
        found = {"latest_acquisition"} if lacking or self.content.undated() else set()
        period = lacking or self.content.undated("crawled-data")
        return frozenset(found | ({"crawl_period"} if period else set()))

    def _models(self) -> Drafts:
        covered = self.content.models
        if len(covered) > 1:
            yield (
                "models",
                self.stated(tuple(record(name=name, link=address(link)) for name, link in covered)),
            )
        base = self.content.sources.base if self.content.sources else None
        if base is not None:
            key = "made-from" if base.summary else "made-from-alone"
            made = word(key, name=base.name, link=base.summary or "")
            yield "model_dependencies", self.stated(made, base.place)

    def _modalities(self) -> Drafts:
        found = self.content.modalities()
        if found:
            yield "modalities", self.measured(found)
        content = {
            name: types
            for name in found
            if (types := told(one.content.get(name) for one in self._records())) is not None
        }
        if content:
            yield "content_types", self.stated(Record(content))

    def _sizes(self) -> Drafts:
        others: dict[str, Value] = {}
        strays = self.content.without_modality().documents
        for name in self.content.modalities():
            amount = self.content.amount(modality=name)
            found = None
            if name in SIZES:
                field = self.form.field(f"size_{name}")
                found = self.content.held(name, field.unit or "")
                if found is not None:
                    yield field.id, self.measured(found)
            if found is None and amount.bytes.known:
                every = amount.bytes.known == amount.documents and not (strays or self.content.lacking)
                key = "bytes" if every else "bytes-at-least"
                others[name] = word(key, size=size(amount.bytes.total))
        if "other" in others:
            yield "size_other", self.measured(others.pop("other"))
        if others:
            yield "size_other_unit", self.measured(Record(others))

    def _characteristics(self) -> Drafts:
        last = latest(self.content)
        continuous = self.content.sources.continuous if self.content.sources else None
        parts: dict[str, Value] = {} if last is None else {"date": date(last.year, last.month, 1)}
        if continuous is not None:
            parts["continuous"] = continuous
        if parts:
            yield (
                "latest_acquisition",
                self.mixed(Record(parts)) if continuous is not None else self.measured(Record(parts)),
            )
        spoken = described(languages(self.content))
        if spoken is not None:
            yield "linguistic", self.measured(spoken)

    def _used(self) -> Drafts:
        for kind, field in USED.items():
            there = any(True for _ in self.content.lines(kind)) or (
                kind == "crawled-data" and bool(self._crawlers())
            )
            if there:
                yield field, self.mixed(value=True)
            elif self.content.settled and not any(one.kind == kind for one in self._stated_records()):
                yield field, self.mixed(value=False)

    def _class_modalities(self) -> Drafts:
        for kind, field in MODALITIES.items():
            stated = {name for one in self._records(kind) for name in one.modalities}
            found = tuple(
                name for name in (*SIZES, "other") if name in {*self.content.modalities(kind), *stated}
            )
            if found and (kind != "user-data" or self._origins("services")):
                yield field, self.mixed(found)

    def _public(self) -> Drafts:
        records = self._records(PUBLIC)
        large = large_datasets(self.content)
        if not records or large is None:
            return
        named = [entry(one, used=one.used) for one in records if one.pattern in large]
        others = [sentence(one) for one in records if one.pattern not in large]
        if named:
            yield "large_public_datasets", self.mixed(tuple(named))
        elif self.content.settled:
            yield "large_public_datasets", self.refused("large_public_datasets")
        if others:
            yield "other_public_datasets", self.mixed(joined(others, " "))
        elif self.content.settled:
            yield "other_public_datasets", self.refused("other_public_datasets")

    def _private(self) -> Drafts:
        records = self._records("private-datasets")
        if not records or any(one.publicly_known is None for one in records):
            return
        known = [entry(one) for one in records if one.publicly_known]
        others = [one.description for one in records if not one.publicly_known and one.description]
        if known:
            yield "known_private_datasets", self.stated(tuple(known))
        elif self.content.settled:
            yield "known_private_datasets", self.refused("known_private_datasets")
        if others:
            yield "unknown_private_datasets", self.stated(joined(others, " "))
        elif self.content.settled and all(one.publicly_known for one in records):
            yield "unknown_private_datasets", self.refused("unknown_private_datasets")

    def _crawls(self) -> Drafts:
        crawlers = self._crawlers()
        if crawlers:
            entries = tuple(record(name=plain(one.name), link=address(one.link)) for one in crawlers)
            yield "crawlers", self.stated(entries, crawlers[0].place)
        for field, part in (("crawler_purposes", "purposes"), ("crawler_behaviour", "behaviour")):
            said = told((getattr(one, part) for one in crawlers), " ")
            if said is not None:
                yield field, self.stated(said, crawlers[0].place)
        period = crawled_from_to(self.content)
        if period is not None:
            begun, ended = (date(one.year, one.month, 1) for one in period)
            yield "crawl_period", self.mixed(Record({"from": begun, "to": ended}))
        domains = self.content.domains
        if domains is not None and domains.count and self.content.figures.domains is not None:
            entries = tuple(record(domain=one) for one in listed_domains(domains))
            evidence = Evidence(file=domains.file, sha256=domains.sha256, size=domains.size)
            yield "crawled_domains", self.measured(entries, evidence)

    def _user(self) -> Drafts:
        for origin, field in USER.items():
            if self._origins(origin):
                yield field, self.mixed(value=True)
            elif self.content.settled and not self._may_be(origin):
                yield field, self.mixed(value=False)
        said = told((one.description for one in self._origins("services")), " ")
        if said is not None:
            yield "user_services_description", self.stated(said)

    def _synthetic(self) -> Drafts:
        records = self._records("synthetic-data")
        models = list(dict.fromkeys(model for one in records for model in one.models))
        if not models or any(model.on_market is None for model in models):
            return
        on_market = [record(name=plain(one.name), link=address(one.link)) for one in models if one.on_market]
        others = [plain(one.name) for one in models if not one.on_market]
        yield (
            "synthetic_gpai_models",
            self.stated(tuple(on_market)) if on_market else self.refused("synthetic_gpai_models"),
        )
        if others:
            said = [one.description for one in records if one.description]
            named = word("models", names=joined(others))
            yield "synthetic_other_models", self.stated(joined([*said, named], " "))
        else:
            yield "synthetic_other_models", self.refused("synthetic_other_models")

    def _descriptions(self) -> Drafts:
        for kind, field in DESCRIBED.items():
            said = told((one.description for one in self._records(kind)), " ")
            if said is not None:
                yield field, self.stated(said)

    def _may_be(self, origin: str) -> bool:
        """Whether a record of user data speaks of an origin, or of none."""
        told = (one.origin for one in self._stated_records() if one.kind == "user-data")
        return any(one in (origin, None) for one in told)

    def _crawlers(self) -> tuple[Crawler, ...]:
        return self.content.sources.crawlers if self.content.sources else ()

    def _stated_records(self) -> tuple[SourceRecord, ...]:
        return self.content.sources.records if self.content.sources else ()

    def _records(self, kind: str | None = None) -> tuple[SourceRecord, ...]:
        """Return the records that something in the data goes by, in the order of the register."""
        used = {record.pattern for name in self.content.named() if (record := self.content.record(name))}
        return tuple(
            one
            for one in self._stated_records()
            if one.pattern in used and (one.kind == kind if kind else one.kind in CLASSES)
        )

    def _origins(self, origin: str) -> tuple[SourceRecord, ...]:
        return tuple(one for one in self._records("user-data") if one.origin == origin)
