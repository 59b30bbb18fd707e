# SPDX-License-Identifier: EUPL-1.2
"""An audit of reservations as a document: what is reserved for each agent, why, month by month, and in which domains most.

It is made of the JSON of the audit alone; the words are in ``data/audit.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from adhere.content.summary.wording import number, percent, size
from adhere.kernel.text import Language
from adhere.render.document import Block, Chart, Document, Heading, Note, Paragraph, Series, Table, listed
from adhere.render.words import word_of

_word = partial(word_of, "audit")
VERDICTS = ("reserved", "unknown", "allowed")
AGENTS, DOMAINS, MONTHS = 30, 50, 60
"""Lines of a table; the files beside the report hold all."""
CHANGES = (
    "reserved_by_full_name_only",
    "reserved_by_letter_only",
    "reserved_since",
    "no_longer_reserved",
)


def audit_document(data: Mapping[str, Any], language: Language) -> Document:
    """Return the report of an audit."""
    title = _word("title", language)
    urls, robots = data["urls"], data["robots"]
    days = data["asked"]["max_age_days"]
    return Document(
        title=title,
        language=language,
        identifier="content-audit",
        author="adhere",
        description=_word("description", language),
        running=title,
        header=(
            (_word("urls", language), number(urls["urls"]).in_(language)),
            (_word("bytes", language), size(urls["bytes"]).in_(language)),
            (
                _word("records", language),
                _word(
                    "records-said", language, **{name: number(robots[name]).in_(language) for name in robots}
                ),
            ),
            (
                _word("age", language),
                _word("age-days", language, days=days) if days else _word("age-any", language),
            ),
            (_word("list", language), data["suffixes"]["version"]),
        ),
        blocks=tuple(_blocks(data, language)),
        data=dict(data),
    )


def _blocks(data: Mapping[str, Any], language: Language) -> Iterator[Block]:
    agents = data["agents"]
    yield Note(label=_word("reading-label", language), text=_word("reading", language))
    yield Heading(level=1, text=_word("agents", language), anchor="agents")
    yield _shares(agents[:AGENTS], language)
    yield Heading(level=1, text=_word("reasons", language), anchor="reasons")
    yield _reasons(agents[:AGENTS], language)
    if any(one[name] and one[name]["urls"] for one in agents for name in CHANGES):
        yield Heading(level=1, text=_word("changes", language), anchor="changes")
        yield Paragraph(text=_word("changes-said", language))
        yield _changes(agents, language)
    yield Heading(level=1, text=_word("months", language), anchor="months")
    yield from (_months(one, language) for one in agents[:3])
    yield Heading(level=1, text=_word("domains", language), anchor="domains")
    yield _domains(data["domains"], language)
    if data["findings"]:
        yield Heading(level=1, text=_word("findings", language), anchor="findings")
        for one in data["findings"]:
            yield Note(label=one["rule"], text=f"{one['wrong']} {one['why']} {one['remedy']}")


def _bars(title: str, rows: Sequence[tuple[str, Mapping[str, Any]]], first: str, language: Language) -> Chart:
    """Stacked bars of bytes by verdict, in per cent of each bar."""
    wholes = [sum(one[verdict]["bytes"] for verdict in VERDICTS) for _, one in rows]
    shown = [
        _share(one["reserved"]["bytes"], whole, language)
        for (_, one), whole in zip(rows, wholes, strict=True)
    ]
    return Chart(
        title=title,
        description=listed((name, share) for (name, _), share in zip(rows, shown, strict=True)),
        axis=_word("axis", language),
        categories=tuple(name for name, _ in rows),
        series=tuple(
            Series(
                name=_word(verdict, language),
                values=tuple(
                    Decimal(one[verdict]["bytes"] * 1000 // whole) / 10 if whole else None
                    for (_, one), whole in zip(rows, wholes, strict=True)
                ),
            )
            for verdict in VERDICTS
        ),
        labels=tuple(f"{_word('reserved', language)}: {share}" for share in shown),
        table=Table(
            caption=title,
            header=(first, *(_word(verdict, language) for verdict in VERDICTS)),
            rows=tuple(
                (name, *(_cell(one[verdict], whole, language) for verdict in VERDICTS))
                for (name, one), whole in zip(rows, wholes, strict=True)
            ),
        ),
    )


def _shares(agents: Sequence[Mapping[str, Any]], language: Language) -> Chart:
    rows = [(one["agent"], one) for one in agents]
    return _bars(_word("shares-caption", language), rows, _word("agent", language), language)


def _months(one: Mapping[str, Any], language: Language) -> Chart:
    rows = [(month["month"] or _word("no-month", language), month) for month in one["months"][-MONTHS:]]
    title = _word("months-caption", language, agent=one["agent"])
    return _bars(title, rows, _word("month", language), language)


def _reasons(agents: Sequence[Mapping[str, Any]], language: Language) -> Table:
    return Table(
        caption=_word("reasons-caption", language),
        header=tuple(_word(name, language) for name in ("agent", "reason", "urls", "bytes")),
        rows=tuple(
            (
                one["agent"],
                reason["text"],
                number(reason["urls"]).in_(language),
                size(reason["bytes"]).in_(language),
            )
            for one in agents
            for reason in one["reasons"]
        ),
    )


def _changes(agents: Sequence[Mapping[str, Any]], language: Language) -> Table:
    return Table(
        caption=_word("changes-caption", language),
        header=(_word("agent", language), *(_word(name.replace("_", "-"), language) for name in CHANGES)),
        rows=tuple(
            (
                one["agent"],
                *(size(one[name]["bytes"]).in_(language) if one[name] else "–" for name in CHANGES),
            )
            for one in agents
            if any(one[name] and one[name]["urls"] for name in CHANGES)
        ),
    )


def _domains(domains: Sequence[Mapping[str, Any]], language: Language) -> Table | Paragraph:
    if not domains:
        return Paragraph(text=_word("none", language))
    return Table(
        caption=_word("domains-caption", language, most=DOMAINS),
        header=(
            _word("domain", language),
            _word("agent", language),
            *(_word(verdict, language) for verdict in VERDICTS),
        ),
        rows=tuple(
            (
                one["domain"],
                one["agent"],
                *(size(one[verdict]["bytes"]).in_(language) for verdict in VERDICTS),
            )
            for one in domains[:DOMAINS]
        ),
    )


def _cell(tally: Mapping[str, int], whole: int, language: Language) -> str:
    return f"{size(tally['bytes']).in_(language)} ({_share(tally['bytes'], whole, language)})"


def _share(part: int, whole: int, language: Language) -> str:
    return percent(part, whole).in_(language) if whole else "–"
