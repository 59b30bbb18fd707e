# SPDX-License-Identifier: EUPL-1.2
"""The references within a code and from it to the law: what names something that does not exist, stands twice or holds nothing.

Article 56(4): commitments or measures. A code in which these findings are errors still reads, but its coverage says little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adhere.codes.code import Code
from adhere.codes.ground import exists
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
            values={name: clipped(value) for name, value in values.items()},
        )
        for rule_id, values in (*_within(code), *_provisions(code, law), *_sources(code))
    )


def _within(code: Code) -> Iterator[tuple[str, dict[str, str]]]:
    chapters = {one.id for one in code.chapters}
    holders = [(one.id, one.chapter) for one in code.commitments]
    holders += [(one.id, one.chapter) for one in code.appendices]
    filled = {chapter for _, chapter in holders[: len(code.commitments)]}
    yield from (("ADH-COD-017", {"id": one.id}) for one in code.chapters if one.id not in filled)
    for holder, chapter in holders:
        if chapter not in chapters:
            yield "ADH-COD-012", {"id": holder, "parent": chapter}
    worked_out = {one.commitment for one in code.measures}
    for commitment in code.commitments:
        if commitment.id not in worked_out:
            yield "ADH-COD-013", {"id": commitment.id}
    yield from _of_measures(code)


def _of_measures(code: Code) -> Iterator[tuple[str, dict[str, str]]]:
    commitments = {one.id for one in code.commitments}
    appendices = {one.id for one in code.appendices}
    for measure in code.measures:
        if measure.commitment not in commitments:
            yield "ADH-COD-011", {"id": measure.id, "parent": measure.commitment}
        for found in dict.fromkeys(name for one in measure.requires for name in one.appendices):
            if found not in appendices:
                yield "ADH-COD-015", {"id": measure.id, "found": found}


def _provisions(code: Code, law: Law) -> Iterator[tuple[str, dict[str, str]]]:
    named = [(one.id, name) for one in code.chapters for name in one.provisions]
    named += [(one.id, name) for one in code.commitments for name in one.provisions]
    named += [(one.id, link.provision) for one in code.measures for link in one.serves]
    for holder, provision in dict.fromkeys(named):
        if not _known(law, provision):
            yield "ADH-COD-014", {"id": holder, "provision": provision}
    for chapter in code.chapters:
        if chapter.when not in law.criteria:
            yield "ADH-COD-018", {"id": chapter.id, "found": chapter.when}


def _known(law: Law, provision: str) -> bool:
    if provision.startswith("aia:rec-"):
        return True  # recitals explain and bind nobody; the packaged law holds none
    return exists(law, provision) if provision.startswith("aia:") else name_of_document(provision) is not None


def _sources(code: Code) -> Iterator[tuple[str, dict[str, str]]]:
    for measure in code.measures:
        for found in dict.fromkeys(measure.sources):
            if found not in code.sources:
                yield "ADH-COD-016", {"id": measure.id, "found": found}
