# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of codes: those that are packaged, or one of one's own in the same files.

A code is a folder: ``code.toml`` (what it is and its history) names its other files, each with chapters, commitments, measures or
appendices. ``docs/en/codes.md`` describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from adhere.codes.code import (
    Appendix,
    Chapter,
    Code,
    Commitment,
    Deadline,
    Event,
    Interest,
    Measure,
    Renumbered,
    ReportingElement,
    Requirement,
    Service,
)
from adhere.kernel.data import packaged
from adhere.kernel.text import Text, text_of

Table = Mapping[str, Any]


class UnknownCodeError(LookupError):
    """There is no code of that id; ``known`` lists those there are."""

    def __init__(self, code_id: str, known: Sequence[str]) -> None:
        super().__init__(code_id)
        self.code_id = code_id
        self.known = tuple(known)


def known_codes() -> tuple[str, ...]:
    """Return the ids of the packaged codes."""
    return tuple(packaged("adhere.codes", "data/contents.toml")["codes"])


@cache
def code(code_id: str) -> Code:
    """Return a packaged code; raise UnknownCodeError."""
    if code_id not in known_codes():
        raise UnknownCodeError(code_id, known_codes())
    return code_of(lambda name: packaged("adhere.codes", f"data/{code_id}/{name}"))


def code_of(read: Callable[[str], Table]) -> Code:
    """Return the code of a folder, read file by file; raise KeyError or TypeError where a file has another shape."""
    head = read("code.toml")
    files = [read(name) for name in head["files"]]
    return Code(
        id=head["id"],
        version=head["version"],
        title=text_of(head["title"]),
        status=head["status"],
        history=tuple(_event(one) for one in head.get("event", ())),
        sources={name: text_of(one) for name, one in head.get("source", {}).items()},
        chapters=tuple(_chapter(one) for file in files for one in file.get("chapter", ())),
        commitments=tuple(_commitment(one) for file in files for one in file.get("commitment", ())),
        measures=tuple(_measure(one) for file in files for one in file.get("measure", ())),
        appendices=tuple(_appendix(one) for file in files for one in file.get("appendix", ())),
        family=head.get("family", "models"),
        succeeds=head.get("succeeds"),
        renumbered=tuple(Renumbered(old=one["from"], new=one["to"]) for one in head.get("renumbered", ())),
        interests=tuple(_interest(one) for one in head.get("interest", ())),
        unknown=_text(head, "unknown"),
        no_indicators=_text(head, "no_indicators"),
    )


def _interest(record: Table) -> Interest:
    return Interest(
        group=record["group"],
        measures=tuple(record["measures"]),
        content=text_of(record["content"]),
        grade=record["grade"],
    )


def _event(record: Table) -> Event:
    return Event(
        kind=record["kind"],
        on=record["on"],
        content=text_of(record["content"]),
        grade=record["grade"],
        source=record.get("source"),
    )


def _chapter(record: Table) -> Chapter:
    return Chapter(
        id=record["id"],
        title=text_of(record["title"]),
        binds=text_of(record["binds"]),
        when=record.get("when", ""),
        provisions=tuple(record["provisions"]),
        official=record["official"],
        sha256=record.get("sha256"),
        unknown=_text(record, "unknown"),
    )


def _commitment(record: Table) -> Commitment:
    return Commitment(
        id=record["id"],
        chapter=record["id"].partition("-")[0],
        title=text_of(record["title"]),
        content=text_of(record["content"]),
        provisions=tuple(record["provisions"]),
        relief=_text(record, "relief"),
        exempt=_text(record, "exempt"),
        exempt_when=record.get("exempt_when"),
    )


def _measure(record: Table) -> Measure:
    return Measure(
        id=record["id"],
        commitment=record["id"].rpartition(".")[0],
        title=text_of(record["title"]),
        grade=record["grade"],
        sources=tuple(record.get("sources", ())),
        requires=tuple(_requirement(one) for one in record["requires"]),
        serves=tuple(_service(one) for one in record.get("serves", ())),
        deadlines=tuple(_deadline(one) for one in record.get("deadline", ())),
        relief=_text(record, "relief"),
        note=_text(record, "note"),
        elements=tuple(_element(one) for one in record.get("element", ())),
        no_indicator=_text(record, "no_indicator"),
    )


def _element(record: Table) -> ReportingElement:
    return ReportingElement(
        id=record["id"],
        kind=record["kind"],
        content=text_of(record["content"]),
        unit=record.get("unit"),
        breakdown=tuple(record.get("breakdown", ())),
    )


def _requirement(record: Table) -> Requirement:
    return Requirement(
        content=text_of(record["content"]),
        number=record.get("number"),
        appendices=tuple(record.get("appendices", ())),
    )


def _service(record: Table) -> Service:
    return Service(
        provision=record["provision"],
        rationale=text_of(record["rationale"]),
        grade=record["grade"],
        reviewed_by=record.get("reviewed_by"),
    )


def _deadline(record: Table) -> Deadline:
    return Deadline(
        id=record["id"],
        what=text_of(record["what"]),
        direction=record["direction"],
        event=record["event"],
        trigger=text_of(record["trigger"]),
        amount=Decimal(str(record["amount"])) if "amount" in record else None,
        unit=record.get("unit"),
        exceptions=_text(record, "exceptions"),
    )


def _appendix(record: Table) -> Appendix:
    return Appendix(
        id=record["id"],
        chapter=record["id"].partition("-")[0],
        title=text_of(record["title"]),
        content=tuple(text_of(one) for one in record["content"]),
        grade=record["grade"],
    )


def _text(record: Table, name: str) -> Text | None:
    return text_of(record[name]) if name in record else None
