# SPDX-License-Identifier: EUPL-1.2
"""Where a page on a requirement differs from the law on a date: status, dates, holder, exemption, systemic risk, sources.

What the law says comes from ``law.requirements.standing``, so from its records; a page is only ever the one that is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain

from adhere.exchange.algoritmekader.page import Page
from adhere.exchange.algoritmekader.rules import finding
from adhere.exchange.algoritmekader.statements import check_statements, named
from adhere.exchange.algoritmekader.vocabulary import known_by_digest, known_pages, says, table
from adhere.kernel.data import packaged
from adhere.kernel.finding import Finding
from adhere.kernel.refs import within
from adhere.kernel.text import Text
from adhere.law.citations import cite
from adhere.law.requirements.catalogue import Catalogue
from adhere.law.requirements.standing import Standing, standing
from adhere.law.requirements.words import role_names, since, word

OPEN, CLOSED = "open-source", "geen-open-source"
SYSTEMIC, ORDINARY = "systeemrisico", "geen-systeemrisico"
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def requirements_of(page: Page, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the requirements a page is about: by its digest, else by URN and name, else by the provisions it names."""
    known = known_by_digest(page.sha256) or next(
        (one for one in known_pages() if page.urn and (one.urn, one.slug) == (page.urn, page.slug)), None
    )
    if known is not None:
        return known.requirements
    own = page.urn.removeprefix("urn:adhere:ver:")
    if own in catalogue.requirements:
        return (own,)
    return _by_provisions(page, catalogue) if page.kind == "requirement" else ()


def _by_provisions(page: Page, catalogue: Catalogue) -> tuple[str, ...]:
    """Those with a source that is named, or lies within one that is named; the exact ones alone where there are any."""
    there = {provision for _, provision in named(page)}
    exact = [one.id for one in catalogue.requirements.values() if there & set(one.sources[:1])]
    if exact:
        return tuple(exact)
    return tuple(
        one.id
        for one in catalogue.requirements.values()
        if any(within(one.sources[0], name) for name in there)
    )


def differences(page: Page, catalogue: Catalogue, on: date) -> Iterator[Finding]:
    """Yield where a page and the law part."""
    yield from check_statements(page, catalogue, on)
    found = [
        standing(catalogue, catalogue.requirements[name], on) for name in requirements_of(page, catalogue)
    ]
    if page.kind == "requirement" and found:
        yield from _status(page, found, on)
        yield from _dates(page, found)
        yield from _holders(page, found, catalogue)
        yield from _open_source(page, found)
        yield from _systemic_risk(page, found, catalogue)
        yield from _sources(page, found)


def _status(page: Page, found: Sequence[Standing], on: date) -> Iterator[Finding]:
    for number, said in enumerate(page.fields.get("status_vereiste", ())):
        meant = table("status").get(said.casefold())
        if meant and meant not in [one.status for one in found]:
            first = found[0]
            yield finding("ADH-LAW-112", page.file, page.line("status_vereiste", number), said=said, on=on, law=word(f"status-{first.status}"), period=since(first))  # fmt: skip


def _dates(page: Page, found: Sequence[Standing]) -> Iterator[Finding]:
    norms = [*chain(*(one.norms for one in found))]
    norms += [relief.exception for one in found for relief in one.reliefs]
    known = sorted({day for norm in norms for day in (norm.start, norm.end, norm.text_start) if day})
    for line, sentence in page.sentences():
        if not says(sentence, "applying") or says(sentence, "other_act"):
            continue
        for day in days(sentence):
            if day not in known:
                yield finding("ADH-LAW-113", page.file, line, date=day, known=", ".join(map(str, known)))


def days(text: str) -> Iterator[date]:
    """Yield the dates in a text, as 2025-08-02, 2 augustus 2025 or 2 August 2025."""
    parts = [(int(match[1]), int(match[2]), int(match[3])) for match in _ISO.finditer(text)]
    pattern, numbers = _months()
    parts += [
        (int(match[3]), numbers[match[2].casefold()], int(match[1])) for match in pattern.finditer(text)
    ]
    for year, month, day in parts:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    table_ = packaged("adhere.kernel", "data/calendar.toml")["month"]
    numbers = {
        name[language].casefold(): int(number) for number, name in table_.items() for language in ("en", "nl")
    }
    return re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(numbers)})\s+(20\d\d)\b", re.IGNORECASE), numbers


def _holders(page: Page, found: Sequence[Standing], catalogue: Catalogue) -> Iterator[Finding]:
    holders = tuple(dict.fromkeys(chain(*(one.holders for one in found))))
    operators = dict.fromkeys(table("operator")[one] for one in holders if one in table("operator"))
    for number, said in enumerate(page.fields.get("rol-ai-act", ())):
        if said not in operators:
            yield finding("ADH-LAW-117", page.file, page.line("rol-ai-act", number), said=said, law=role_names(holders, catalogue), operator=", ".join(operators) or "-")  # fmt: skip


def _open_source(page: Page, found: Sequence[Standing]) -> Iterator[Finding]:
    """The field must let open-source models off where the law does for all of it, and only there."""
    said = page.fields.get("open-source", ())
    states = {one.open_source for one in found}
    if not said or len(states) != 1:
        return
    (state,) = states
    wanted = {"exempt": (CLOSED,), "bound": (OPEN, CLOSED)}.get(state)
    if wanted and {OPEN, CLOSED} & set(said) != set(wanted):
        yield finding("ADH-LAW-120", page.file, page.line("open-source"), said=", ".join(said), law=word(f"open-source-{state}"), wanted=", ".join(wanted))  # fmt: skip


def _systemic_risk(page: Page, found: Sequence[Standing], catalogue: Catalogue) -> Iterator[Finding]:
    said = page.fields.get("systeemrisico", ())
    holders = tuple(dict.fromkeys(chain(*(one.holders for one in found))))
    wanted = systemic_risk(holders)
    if said and wanted and set(said) & {SYSTEMIC, ORDINARY} != set(wanted):
        yield finding("ADH-LAW-124", page.file, page.line("systeemrisico"), said=", ".join(said), law=role_names(holders, catalogue), wanted=", ".join(wanted))  # fmt: skip


def systemic_risk(holders: Sequence[str]) -> tuple[str, ...]:
    """Return the values of the field that go with who has to meet a requirement; none where it is about no model."""
    if set(holders) == {"provider-systemic"}:
        return (SYSTEMIC,)
    return (SYSTEMIC, ORDINARY) if {"provider", "authorised-representative"} & set(holders) else ()


def _sources(page: Page, found: Sequence[Standing]) -> Iterator[Finding]:
    """What is named as a whole article counts as naming its parts."""
    there = {provision for _, provision in named(page)}
    wanted = dict.fromkeys(chain(*(one.requirement.sources for one in found)))
    missing = [source for source in wanted if not any(within(source, name) for name in there)]
    if missing:
        cited = [cite(source) for source in missing]
        told = Text("; ".join(one.en for one in cited), "; ".join(one.nl for one in cited))
        yield finding("ADH-LAW-118", page.file, None, missing=told)
