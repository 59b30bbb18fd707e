# SPDX-License-Identifier: EUPL-1.2
"""Which facts may go to whom in the formats of others, decided witness by witness; ``data/facts.toml``.

Recipients are those of the rows of the Model Documentation Form (measure 1.1 of the GPAI code), whose confidentiality Article 78
of Regulation (EU) 2024/1689 protects. A stated figure is never told to everybody unless the provider chose so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

from adhere.forms.answers import Answer, Record, Value
from adhere.forms.form import MAIN_FORM, DraftRule, Form, Recipient
from adhere.kernel.data import packaged
from adhere.kernel.provenance import Basis, Source
from adhere.models.facts import Fact, Facts, contradicts

PUBLISHED = "publication.weights"
"""The fact that decides whether what the files of a model say is known to everybody."""
EVALUATIONS = "evaluations"
"""What to include, beside ids of facts, so that evaluation results (Annex XI, Section 2) may be told to others than the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One fact that may be told: to the recipients of these rows, or to everybody where it is public by its nature."""

    fact: str
    rows: tuple[str, ...]
    public: bool
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """What one recipient may have: one fact of each id, and the ids of what was kept back."""

    facts: dict[str, Fact] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()

    def get(self, fact_id: str) -> Fact | None:
        """Return a fact, or None where there is none or it was kept back."""
        return self.facts.get(fact_id)

    def __iter__(self) -> Iterator[Fact]:
        """Iterate over the facts in the order they are shown."""
        return iter(self.facts.values())


@cache
def exposures() -> dict[str, Exposure]:
    """Return every fact that may leave the dossier, by id, in the order they are shown."""
    return {
        record["id"]: Exposure(
            fact=record["id"],
            rows=tuple(record["rows"]),
            public=record.get("public", False),
            written=record.get("written", False),
        )
        for record in packaged("adhere.exchange", "data/facts.toml")["fact"]
    }


def recipients_of(fact_id: str) -> frozenset[Recipient]:
    """Return who may have a fact that only a person stated: ``public`` where it is public by its nature, the office always."""
    told: set[Recipient] = {"office"}
    exposure = exposures()[fact_id]
    if exposure.public:
        told.add("public")
    return frozenset(told.union(*(_row_recipients()[row] for row in exposure.rows)))


def opened(form: Form, drafted: Mapping[str, Answer], stated: Mapping[str, Answer]) -> frozenset[str]:
    """Return the facts behind answers that the provider shows to everybody, as measure 1.2 of the GPAI code encourages.

    ``drafted`` is what follows from the facts, ``stated`` what people wrote. Only what somebody wrote as the facts have it is
    opened: no figure for a band, no part that was left out; and only a fact that a row of the same field shows in full.
    """
    told: set[str] = set()
    for one in form.fields:
        answer, found = stated.get(one.id), drafted.get(one.id)
        if answer is None or found is None or not answer.public:
            continue
        said = (rule for rule in one.drafts if _says(answer.value, found.value, rule.part))
        names = {name for rule in said for name in _shown(rule)}
        rows = {row.id for row in one.rows}
        told.update(
            name for name in names & {*found.facts} & exposures().keys() if rows & {*exposures()[name].rows}
        )
    return frozenset(told)


def _says(stated: Value | None, drafted: Value | None, part: str | None) -> bool:
    """Return whether somebody wrote what was drafted: as a whole, or a part of a record."""
    if part is None:
        return stated is not None and stated == drafted
    if not isinstance(stated, Record) or not isinstance(drafted, Record):
        return False
    name = part.partition(".")[0]
    return name in stated.parts and stated.parts[name] == drafted.parts.get(name)


def _shown(rule: DraftRule) -> Iterator[str]:
    """Yield the facts whose values stand in what a rule drafts; a sentence may need others only to be true."""
    yield from (
        rule.needs[:1]
        if rule.text is None
        else (name for name in rule.needs if f"{{{name}}}" in rule.text.en)
    )


def disclosed(facts: Facts, recipient: Recipient, include: frozenset[str] = frozenset()) -> Disclosed:
    """Return what a recipient may have of a model's facts; the provider may choose to ``include`` more, by id."""
    known: dict[str, Fact] = {}
    withheld = []
    files_travel = (
        facts.value(PUBLISHED) is True
    )  # not stated is not published: what was told cannot be taken back
    for fact_id in exposures():
        witnesses = facts.witnesses(fact_id)
        if not witnesses:
            continue
        whole = fact_id in include or recipient in recipients_of(fact_id)
        fact = witnesses[0] if whole else _public(witnesses, travel=files_travel)
        if fact is None:
            withheld.append(fact_id)
        else:
            known[fact_id] = fact
    return Disclosed(facts=known, withheld=tuple(withheld))


def _public(witnesses: tuple[Fact, ...], *, travel: bool) -> Fact | None:
    """Return the first witness that everybody may hear, unless the leading one says otherwise: then nothing is told.

    An estimate is never told by itself: to publish one is for the provider to decide, even where all it rests on is public.
    """
    leading = witnesses[0]
    said = (fact for fact in witnesses if fact.basis is not Basis.ESTIMATED)
    heard = (fact for fact in said if travel and fact.sources and all(map(travels, fact.sources)))
    fact = next(heard, None)
    return None if fact is None or contradicts(leading.value, fact.value) else fact


def travels(source: Source) -> bool:
    """Whether what was read there is known to whoever has the model: a file of it, and no statement of a person."""
    if source.who is not None:
        return False
    table = packaged("adhere.exchange", "data/facts.toml")
    names = [name.rpartition("/")[2].casefold() for name in _names(source.file)]
    return all(
        any(fnmatchcase(name, pattern) for pattern in table["travels"]) and name not in table["stays"]
        for name in names
    )


def _names(file: str) -> list[str]:
    """Return the files a source names: one, or the first and last of several, as ``a … b``."""
    return file.split(" … ")


@cache
def _row_recipients() -> dict[str, frozenset[Recipient]]:
    from adhere.forms.library import form  # noqa: PLC0415 - read only where something is disclosed

    return {row.id: row.recipients for one in form(MAIN_FORM).fields for row in one.rows}
