# SPDX-License-Identifier: EUPL-1.2
"""The references within a code and from it to the law: what names something that does not exist, stands twice or holds nothing.

Article 56(4): commitments or measures. A code in which these findings are errors still reads, but its coverage says little.
"""

from __future__ import annotations

from collections.abc import Mapping

from adhere.codes.code import Code
from adhere.codes.families import provisions_in_scope
from adhere.codes.ground import exists
from adhere.codes.ownrecord import Told, own_faults
from adhere.codes.rules import rule
from adhere.codes.wording import clipped
from adhere.kernel.finding import Finding, Place
from adhere.law.citations import name_of_document
from adhere.law.library import Law

HEAD = "code.toml"


def reference_faults(code: Code, law: Law, files: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Return every reference that leads nowhere; ``files`` says in which file each record stands."""
    told = files or {}
    return tuple(
        Finding(
            rule=rule(rule_id),
            place=Place(file=told.get(str(values["id"]), HEAD), at=str(values["id"])),
            values={name: clipped(one) if isinstance(one, str) else one for name, one in values.items()},
        )
        for rule_id, values in (*_within(code), *_provisions(code, law), *_sources(code), *own_faults(code))
    )


def _within(code: Code) -> Told:
    chapters = {one.id for one in code.chapters}
    holders = [(one.id, one.chapter) for one in code.commitments]
    holders += [(one.id, one.chapter) for one in code.appendices]
    filled = {chapter for _, chapter in holders[: len(code.commitments)]}
    for chapter in code.chapters:
        if chapter.id not in filled and chapter.unknown is None:
            yield "ADH-COD-017", {"id": chapter.id}
    for holder, parent in holders:
        if parent not in chapters:
            yield "ADH-COD-012", {"id": holder, "parent": parent}
    worked_out = {one.commitment for one in code.measures}
    for commitment in code.commitments:
        if commitment.id not in worked_out:
            yield "ADH-COD-013", {"id": commitment.id}
    yield from _of_measures(code)


def _of_measures(code: Code) -> Told:
    commitments = {one.id for one in code.commitments}
    appendices = {one.id for one in code.appendices}
    for measure in code.measures:
        if measure.commitment not in commitments:
            yield "ADH-COD-011", {"id": measure.id, "parent": measure.commitment}
        for found in dict.fromkeys(name for one in measure.requires for name in one.appendices):
            if found not in appendices:
                yield "ADH-COD-015", {"id": measure.id, "found": found}


def _provisions(code: Code, law: Law) -> Told:
    named = [(one.id, name) for one in code.chapters for name in one.provisions]
    named += [(one.id, name) for one in code.commitments for name in one.provisions]
    named += [(one.id, link.provision) for one in code.measures for link in one.serves]
    for holder, provision in dict.fromkeys(named):
        if not _known(law, provision):
            yield "ADH-COD-014", {"id": holder, "provision": provision}
    hanging = [(one.id, one.when) for one in code.chapters]
    hanging += [(one.id, one.exempt_when) for one in code.commitments if one.exempt_when]
    for holder, criterion in hanging:
        if criterion and criterion not in law.criteria:
            yield "ADH-COD-018", {"id": holder, "found": criterion}


def _known(law: Law, provision: str) -> bool:
    if provision.startswith("aia:rec-") or provision in provisions_in_scope():
        return True  # recitals bind nobody, and of what a family is held against the packaged law may have no record
    return exists(law, provision) if provision.startswith("aia:") else name_of_document(provision) is not None


def _sources(code: Code) -> Told:
    for measure in code.measures:
        for found in dict.fromkeys(measure.sources):
            if found not in code.sources:
                yield "ADH-COD-016", {"id": measure.id, "found": found}
