# SPDX-License-Identifier: EUPL-1.2
"""A code over all its signatories as a document: objectives, a chart of what was met, measures per group, figures, reasons for review.

Article 56(6); the words are in ``data/portfolio.toml``. It is made of ``monitoring.shown`` alone, so it holds nothing about one provider.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from math import ceil, floor
from typing import Any

from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language
from adhere.kernel.truth import Truth
from adhere.monitoring.publication import limit_reasons, limits
from adhere.monitoring.shown import Shown
from adhere.monitoring.states import State
from adhere.monitoring.words import sizes_text
from adhere.render.document import Block, Chart, Document, Heading, Items, Paragraph, Series, Table, listed
from adhere.render.words import word_of

_word = partial(word_of, "portfolio")

AUTHOR = "adhere"
STATES = (State.MET, State.NOT_MET, State.UNKNOWN, State.OUTSIDE)


def portfolio_document(shown: Shown, release: str, language: Language, data: dict[str, Any]) -> Document:
    """Return what may be shown of a code as a document; ``release`` is that of the law, ``data`` what its JSON holds."""
    code, day = shown.code, spoken(shown.on)
    title = _word("title", language, code=code.title)
    return Document(
        title=title,
        language=language,
        identifier=f"monitor:{code.id}:{code.version}:{shown.on}",
        author=AUTHOR,
        description=_word("description", language, code=code.title, day=day),
        date=shown.on.isoformat(),
        running=f"{title}, {day.in_(language)}",
        marks=(_word("example", language),) if shown.example else (),
        header=(
            (_word("code", language), f"{code.id}, {code.version}"),
            (_word("on", language), day.in_(language)),
            (_word("law", language), release),
        ),
        blocks=tuple(_blocks(shown, language)),
        data=data,
    )


def _blocks(shown: Shown, language: Language) -> Iterator[Block]:
    yield Paragraph(text=_word("reading", language, least=limits().least))
    yield Heading(level=1, text=_word("reports", language), anchor="reports")
    yield _reports(shown, language)
    if shown.objectives:
        yield Heading(level=1, text=_word("objectives", language), anchor="objectives")
        yield from _objectives(shown, language)
        yield Heading(level=1, text=_word("measures", language), anchor="measures")
        yield _chart(shown, language)
        yield _groups(shown, language)
    if shown.figures:
        yield Heading(level=1, text=_word("figures", language), anchor="figures")
        yield _figures(shown, language)
    yield Heading(level=1, text=_word("review", language), anchor="review")
    texts = tuple(_word("due" if one.due else "ahead", language, text=one.text) for one in shown.triggers)
    yield Items(items=texts) if texts else Paragraph(text=_word("none", language))
    yield Heading(level=1, text=_word("limits", language), anchor="limits")
    yield _limits(language)


def _reports(shown: Shown, language: Language) -> Table:
    whole = shown.portfolio
    return Table(
        caption=_word("reports-caption", language),
        header=tuple(_word(name, language) for name in ("period", "adhering", "reported", "silent")),
        rows=tuple(
            (
                name,
                str(whole.adhering[name]),
                str(whole.reported[name]),
                str(whole.adhering[name] - whole.reported[name]),
            )
            for name in whole.periods
        ),
    )


def _objectives(shown: Shown, language: Language) -> Iterator[Block]:
    period = shown.objectives[0].period
    yield Paragraph(text=_word("reached", language, share=f"{100 * limits().reached:.0f}", period=period))
    yield Table(
        caption=_word("objectives-caption", language, period=period),
        header=tuple(_word(name, language) for name in ("commitment", "achieved", "because")),
        rows=tuple(
            (
                f"{one.commitment.id} {one.commitment.title.in_(language)}",
                _word(f"truth-{one.verdict.truth.value}", language),
                "\n".join(share.text.in_(language) for share in one.verdict.reasons)
                if one.verdict.truth is not Truth.YES
                else _word("each-met", language, count=len(one.shares)),
            )
            for one in shown.objectives
        ),
    )


def _chart(shown: Shown, language: Language) -> Chart:
    """Draw for each commitment the share that surely met its measures, and the share that may have."""
    period = shown.objectives[0].period
    names, low, between, rows = [], [], [], []
    for one in shown.objectives:
        shares = [(share.low, share.high) for share in one.shares]
        lows = [share for share, _ in shares if share is not None]
        highs = [share for _, share in shares if share is not None]
        whole = bool(lows) and len(lows) == len(shares)
        least = floor(100 * min(lows)) if whole else None
        most = ceil(100 * min(highs)) if whole else None
        names.append(one.commitment.id)
        low.append(None if least is None else Decimal(least))
        between.append(None if least is None or most is None else Decimal(most - least))
        told = _word("not-shown", language) if least is None else _span(least, most, language)
        rows.append((f"{one.commitment.id} {one.commitment.title.in_(language)}", told))
    title = _word("chart-title", language, period=period)
    return Chart(
        title=title,
        description=_word("chart-described", language, values=listed(rows)),
        axis=_word("chart-axis", language),
        categories=tuple(names),
        series=(
            Series(name=_word("surely", language), values=tuple(low)),
            Series(name=_word("perhaps", language), values=tuple(between)),
        ),
        labels=tuple(told for _, told in rows),
        table=Table(
            caption=title,
            header=(_word("commitment", language), _word("lowest", language)),
            rows=tuple(rows),
        ),
    )


def _span(low: int, high: int | None, language: Language) -> str:
    if high is None or low == high:
        return f"{low}%"
    return _word("from-to", language, low=low, high=high)


def _groups(shown: Shown, language: Language) -> Table:
    rows = []
    for one in shown.portfolio.results:
        for group in one.groups:
            counts = tuple(str(group.counts[state]) for state in STATES)
            sizes = sizes_text(group.sizes).in_(language)
            rows.append((one.measure, one.period, f"{group.members} ({sizes})", *counts))
        if not one.groups and one.adhering:
            rows.append((one.measure, one.period, _word("not-shown", language), *("–" for _ in STATES)))
    return Table(
        caption=_word("groups-caption", language),
        header=(
            *(_word(name, language) for name in ("measure", "period", "group")),
            *(state.label.in_(language) for state in STATES),
        ),
        rows=tuple(rows),
    )


def _figures(shown: Shown, language: Language) -> Table:
    return Table(
        caption=_word("figures-caption", language),
        header=tuple(_word(name, language) for name in ("indicator", "period", "group", "mean")),
        rows=tuple(
            (
                one.indicator,
                one.period,
                f"{one.members} ({sizes_text(one.sizes).in_(language)})",
                _word("dominated", language) if one.mean is None else f"{one.mean.normalize():f} {one.unit}",
            )
            for one in shown.figures
        ),
    )


def _limits(language: Language) -> Table:
    held = limits()
    return Table(
        caption=_word("limits-caption", language),
        header=tuple(_word(name, language) for name in ("limit", "value", "why")),
        rows=tuple(
            (_word(f"limit-{name}", language), str(getattr(held, name)), reason.in_(language))
            for name, reason in limit_reasons().items()
        ),
    )
