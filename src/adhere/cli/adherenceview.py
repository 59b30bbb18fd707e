# SPDX-License-Identifier: EUPL-1.2
"""An adherence on a terminal: what it binds to and how each measure stands; and what it leaves to show, duty by duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adhere.adherence.gap import Gap
from adhere.adherence.scope import Binding
from adhere.adherence.standing import Standing
from adhere.adherence.wording import extent_text, word
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.code import Chapter
from adhere.dossier.adherencestanding import StandingAdherence
from adhere.dossier.file import FILE
from adhere.kernel.text import Language
from adhere.kernel.truth import Truth
from adhere.law.citations import cite

WIDTHS = (7, 15, 54)
DUTY = 24
STATES = ("shown", "partly", "alternative", "unmet", "unknown", "not-applicable")


def show_page(one: StandingAdherence, provider: str, release: str, language: Language) -> Page:
    """Return an adherence with what it binds to and how every measure stands."""
    page = Page()
    _add_head(page, one, provider, release, language)
    bound = [standing for standing in one.standings if standing.bound is not Truth.NO]
    page.paragraph(_counts(one, bound))
    page.paragraph(say("adherence.shown-means"))
    for chapter in one.code.chapters:
        _add_chapter(page, one, chapter, language)
    reached = {standing.measure.partition("-")[0] for standing in bound}
    reliefs = [relief for relief in one.scope.reliefs if relief.holder.partition("-")[0] in reached]
    if reliefs:
        page.heading(say("adherence.reliefs"))
        for relief in reliefs:
            mark = say(f"adherence.relief-{relief.granted.truth.value}")
            page.rows([(relief.holder, mark, relief.content.in_(language))], WIDTHS)
    return page


def gap_page(
    one: StandingAdherence, gaps: tuple[Gap, ...], provider: str, release: str, language: Language
) -> Page:
    """Return what an adherence leaves to show, duty by duty."""
    page = Page()
    _add_head(page, one, provider, release, language)
    if not gaps:
        page.paragraph(say("adherence.no-duties"))
        return page
    page.paragraph(
        say(
            "adherence.gap-summary",
            duties=counted("adherence.duties", sum(gap.applies is not Truth.NO for gap in gaps)),
            open=sum(gap.open for gap in gaps),
        )
    )
    page.paragraph(say("adherence.served-means"))
    if any(gap.open and gap.otherwise for gap in gaps):
        page.paragraph(say("adherence.otherwise-means"))
    for applies in (Truth.YES, Truth.UNKNOWN, Truth.NO):
        members = [gap for gap in gaps if gap.applies is applies]
        if members:
            page.heading(say(f"adherence.duties-{applies.value}"))
            for gap in members:
                _add_gap(page, gap, language)
    return page


def _add_head(page: Page, one: StandingAdherence, provider: str, release: str, language: Language) -> None:
    stated = one.adherence
    page.title(one.code.title.in_(language), say("on-date", on=one.scope.on, release=release))
    told = {"provider": provider, "file": one.file, "extent": extent_text(one.adherence).in_(language)}
    if stated.since is None:
        page.paragraph(say("adherence.unsigned" if one.file == FILE else "adherence.unsigned-file", **told))
        return
    told |= {"from": stated.since.isoformat()}
    if stated.end is None:
        page.paragraph(say("adherence.signed", **told))
    else:
        page.paragraph(say("adherence.signed-until", until=stated.end, **told))
    if stated.withdrawn is not None:
        page.paragraph(say("adherence.withdrawn", on=stated.withdrawn.on, why=stated.withdrawn.why))
    if not stated.holds(one.scope.on):
        page.paragraph(say("adherence.holds-not"))
    if stated.models:
        page.paragraph(say("adherence.models", models=", ".join(stated.models)))


def _counts(one: StandingAdherence, bound: list[Standing]) -> str:
    found = Counter(standing.label for standing in bound)
    told = [say(f"adherence.count-{state}", count=found[state]) for state in STATES if found[state]]
    values = {"all": len(one.standings), "bound": len(bound), "counts": ", ".join(told)}
    return say("adherence.counts" if told else "adherence.counts-none", **values)


def _add_chapter(page: Page, one: StandingAdherence, chapter: Chapter, language: Language) -> None:
    page.heading(f"{chapter.id}  {chapter.title.in_(language)}")
    commitments = [each.id for each in one.code.commitments if each.chapter == chapter.id]
    bindings = [bound for bound in one.scope.bindings if bound.commitment in commitments]
    for line in dict.fromkeys(_binding_text(bound, language) for bound in bindings):
        page.paragraph(line, first="- ")
    own = [each for each in one.standings if each.measure.startswith(f"{chapter.id}-")]
    stated = [each for each in own if each.implementation is not None]
    page.rows(
        [
            (each.measure, word("state", each.label).in_(language), reasons_line(each, language))
            for each in stated
        ],
        WIDTHS,
    )
    silent = [each.measure for each in own if each.implementation is None and each.bound is not Truth.NO]
    if silent:
        page.paragraph(" ".join(silent), first=f"{say('adherence.silent')}: ")


def reasons_line(one: Standing, language: Language) -> str:
    """Return the reasons of a standing in a row."""
    return " ".join(reason.text.in_(language) for reason in one.reasons)


def _binding_text(one: Binding, language: Language) -> str:
    return say(f"adherence.binds-{one.bound.value}", model=one.model, why=one.text.in_(language))


def _add_gap(page: Page, gap: Gap, language: Language) -> None:
    cited = cite(gap.obligation.provisions[0]).in_(language)
    instrument = gap.left.instrument if gap.left else ""
    way = word("way", gap.way, instrument=instrument).in_(language)
    told = [f"{way[:1].upper()}{way[1:]}"]
    if gap.serving:
        told.append(word("through", gap.through, measures=", ".join(gap.otherwise)).in_(language))
    page.rows([(f"{cited[:1].upper()}{cited[1:]}", "; ".join(told))], (DUTY, 54))
    for state, measures in _by_state(gap, language):
        page.rows([("", f"{state}: {measures}")], (DUTY, 54))


def _by_state(gap: Gap, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the measures that serve a duty, per state."""
    groups: dict[str, list[str]] = {}
    for one in gap.serving:
        state = word("state", one.label).in_(language)
        groups.setdefault(state, []).append(one.measure)
    yield from ((state, " ".join(measures)) for state, measures in groups.items())
