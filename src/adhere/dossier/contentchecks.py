# SPDX-License-Identifier: EUPL-1.2
"""Everything found on the training content of a model: its data and register, the answers beside them, and when the summary is due.

Articles 53(1)(d) and 111(3); the checks themselves are in ``content.summary``. A dossier without content pays two looks at the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from adhere.content.summary.answerchecks import Provider, answer_findings
from adhere.content.summary.datachecks import data_findings
from adhere.content.summary.rules import rule
from adhere.content.summary.template import grace_record
from adhere.content.summary.updating import Made, Times, continuous, time_findings
from adhere.dossier.content import FIGURES, FOLDER, FORM, ReadContent, own_folder, read_content
from adhere.dossier.issued import issued
from adhere.kernel.finding import Finding, Place
from adhere.kernel.truth import Truth

if TYPE_CHECKING:
    from adhere.dossier.portfolio import DossierModel, Portfolio
    from adhere.forms.answers import Filled
    from adhere.law.library import Law

JUDGED = frozenset({"ADH-FRM-054", "ADH-FRM-055", "ADH-FRM-056", "ADH-FRM-061"})
"""Rules of forms that tell more shortly what a rule here tells of the same field."""


def content_findings(
    model: DossierModel, portfolio: Portfolio, law: Law, on: date, filled: Filled
) -> tuple[Finding, ...]:
    """Return the findings on the content of one model; ``filled`` is its summary as it stands today."""
    read = read_content(portfolio, model.id)
    found = list(read.findings)
    if read.content is not None:
        found += data_findings(read.content, read.register)
        found += answer_findings(read.content, filled, provider_of(model))
    found += _shared(portfolio, read)
    found += time_findings(times_of(model, portfolio, law, on, _goes_on(read, filled)), filled)
    return tuple(found)


def without_repeats(findings: Iterable[Finding], told: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without those of forms on a field of which a rule of content tells the same with its figures."""
    fields = {
        one.values["field"] for one in told if "field" in one.values and one.rule.id.startswith("ADH-CON-11")
    }
    return tuple(
        one
        for one in findings
        if not (
            one.rule.id in JUDGED
            and one.values.get("field") in fields
            and one.place.file.endswith(f"/{FORM}.yaml")
        )
    )


def provider_of(model: DossierModel) -> Provider:
    """Return what facts say of the provider and of what the model was made from."""
    size = model.facts.value("provider.size")
    above = model.facts.value("modification.above_one_third")
    another = model.facts.value("modification.of_anothers_model")
    modified = (
        Truth.YES if above is True else Truth.NO if above is False or another is not True else Truth.UNKNOWN
    )
    return Provider(size=size if isinstance(size, str) else None, modified=modified)


def times_of(model: DossierModel, portfolio: Portfolio, law: Law, on: date, goes_on: Truth) -> Times:
    """Return the days that matter to the summary of a model; ``goes_on`` is whether it is trained on new data."""
    read = read_content(portfolio, model.id)
    placed = model.facts.value("market.placed_on")
    day = placed if isinstance(placed, date) else None
    return Times(
        on=on,
        figures=read.content.sha256 if read.content else None,
        versions=tuple(_versions(portfolio, model.id, read)),
        placed=day,
        grace=_grace(law, day),
        continuous=goes_on,
    )


def _goes_on(read: ReadContent, filled: Filled) -> Truth:
    """Return whether the model is trained on new data: as it is answered, else as the register has it."""
    answered = continuous(filled)
    stated = read.sources.continuous if read.sources else None
    return answered if answered is not Truth.UNKNOWN or stated is None else Truth.of(stated)


def _versions(portfolio: Portfolio, model: str, read: ReadContent) -> Iterator[Made]:
    found = issued(portfolio.root, model, FORM)
    record = found.record(found.last) if found.last is not None else None
    if record is not None:
        digests = [one.sha256 for one in record.evidence if one.file.endswith(f"{FOLDER}/{FIGURES}")]
        day = date.fromisoformat(record.at[:10])
        yield Made(on=day, place=found.place(record.number), figures=digests[0] if digests else None)
    for one in read.sources.published if read.sources else ():
        yield Made(on=one.on, place=one.place, figures=one.figures, public=True)


def _grace(law: Law, placed: date | None) -> date | None:
    """Return the day by which the summary of a model from before the obligations is public; None where it has no grace."""
    norms = law.article("aia:art-111").norms
    found = next((one for one in norms if one.id == grace_record()), None)
    return found.end if found is not None and placed is not None and placed < found.start else None


def _shared(portfolio: Portfolio, read: ReadContent) -> Iterator[Finding]:
    """Yield models of a shared summary that the dossier lacks, and those whose own figures are others."""
    if read.folder != FOLDER or read.sources is None or read.content is None:
        return
    known = {one.id for one in portfolio.models}
    place = Place(file=read.register)
    for model in read.sources.models:
        if model not in known:
            yield Finding(rule=rule("ADH-CON-149"), place=place, values={"model": model})
            continue
        if own_folder(model) == read.folder:
            continue
        own = read_content(portfolio, model)
        if own.content is not None and own.content.sha256 != read.content.sha256:
            yield Finding(rule=rule("ADH-CON-146"), place=place, values={"model": model})
