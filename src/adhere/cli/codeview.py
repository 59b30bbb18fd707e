# SPDX-License-Identifier: EUPL-1.2
"""A code of practice on a terminal: all of it as an overview, or one chapter, commitment, measure or appendix in full."""

from __future__ import annotations

from datetime import date

from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.code import Appendix, Code, Commitment, Deadline, Measure, ReportingElement
from adhere.codes.history import Status, status
from adhere.codes.wording import clock_text, grade_text, words
from adhere.kernel.calendar import spoken
from adhere.kernel.text import Language, plain
from adhere.law.citations import cite


def whole_page(code: Code, on: date, language: Language) -> Page:
    """Return a code with where it stands on a date, its chapters, commitments, measures and history."""
    page = Page()
    page.title(code.title.in_(language), f"{code.id}, {code.version}")
    parts = {
        "chapters": len(code.chapters),
        "commitments": len(code.commitments),
        "measures": len(code.measures),
        "clocks": len(code.deadlines()),
        "appendices": len(code.appendices),
    }
    page.paragraph(", ".join(counted(f"code.{name}", count) for name, count in parts.items()) + ".")
    found = status(code, on)
    stage = found.name if found else words("history", "before") if code.history else plain(code.status)
    page.paragraph(say("code.status", status=stage, since=_since(found, language)))
    if code.unknown:
        page.paragraph(say("code.unknown", what=code.unknown.in_(language)))
    if code.succeeds:
        page.paragraph(say("code.succeeds", code=code.succeeds))
    _add_chapters(page, code, language)
    if code.history:
        page.heading(say("code.history"))
        page.rows([(one.on.isoformat(), one.content.in_(language)) for one in code.history], (10, 68))
    return page


def _since(found: Status | None, language: Language) -> str:
    return say("code.since", day=spoken(found.since).in_(language)) if found else ""


def _add_chapters(page: Page, code: Code, language: Language) -> None:
    for chapter in code.chapters:
        page.heading(f"{chapter.id}  {chapter.title.in_(language)}")
        page.paragraph(chapter.binds.in_(language), first=f"{say('code.binds')}: ")
        if chapter.provisions:
            page.paragraph(_cited(chapter.provisions, language), first=f"{say('code.provisions')}: ")
        if chapter.unknown:
            page.paragraph(chapter.unknown.in_(language), first=f"{say('code.not-known')}: ")
        page.paragraph(chapter.official, first=f"{say('code.official')}: ")
        for commitment in code.commitments:
            if commitment.chapter == chapter.id:
                page.blank()
                page.paragraph(commitment.title.in_(language), first=f"{commitment.id}  ")
                page.rows(
                    [
                        (f"  {one.id}", one.title.in_(language), grade_text(one.grade).in_(language))
                        for one in code.of(commitment.id)
                    ],
                    (9, 45, 22),
                )


def part_page(code: Code, part: str, language: Language) -> Page:
    """Return one part of a code in full; ``code`` holds that part and what it stands in."""
    page = Page()
    wanted = part.casefold()
    for measure in code.measures:
        if measure.id.casefold() == wanted:
            _add_measure(page, code, measure, language)
            return page
    for commitment in code.commitments:
        if commitment.id.casefold() == wanted:
            _add_commitment(page, code, commitment, language)
            return page
    for appendix in code.appendices:
        if appendix.id.casefold() == wanted:
            _add_appendix(page, code, appendix, language)
            return page
    page.title(code.title.in_(language), f"{code.id}, {code.version}")
    _add_chapters(page, code, language)
    return page


def _add_commitment(page: Page, code: Code, commitment: Commitment, language: Language) -> None:
    page.title(f"{commitment.id}  {commitment.title.in_(language)}", f"{code.id}, {code.version}")
    page.paragraph(commitment.content.in_(language))
    page.blank()
    rows = (
        [(say("code.provisions"), _cited(commitment.provisions, language))] if commitment.provisions else []
    )
    rows += [
        (say(f"code.{name}"), text.in_(language))
        for name, text in (("relief", commitment.relief), ("exempt", commitment.exempt))
        if text
    ]
    if rows:
        page.rows(rows, (14, 64))
    page.heading(say("code.its-measures"))
    page.rows(
        [(one.id, one.title.in_(language), grade_text(one.grade).in_(language)) for one in code.measures],
        (7, 47, 22),
    )


def _add_measure(page: Page, code: Code, measure: Measure, language: Language) -> None:
    page.title(f"{measure.id}  {measure.title.in_(language)}", f"{code.id}, {code.version}")
    rows = [
        (say("code.commitment"), f"{one.id} {one.title.in_(language)}")
        for one in code.commitments
        if one.id == measure.commitment
    ]
    rows.append((say("code.rests-on"), grade_text(measure.grade).in_(language)))
    rows += [(name, code.sources[name].in_(language)) for name in measure.sources if name in code.sources]
    rows += [(say("code.official"), one.official) for one in code.chapters]
    page.rows(rows, (14, 64))
    page.heading(say("code.asks"))
    for asked in measure.requires:
        more = say("code.see", appendices=", ".join(asked.appendices)) if asked.appendices else ""
        text = f"{asked.content.in_(language)} {more}".rstrip()
        page.paragraph(text, first=f"- {asked.number} " if asked.number else "- ")
    if measure.deadlines:
        page.heading(say("code.periods"))
        for clock in measure.deadlines:
            _add_clock(page, clock, language)
    _add_elements(page, measure, language)
    page.heading(say("code.serves"))
    for link in measure.serves:
        told = f"{cite(link.provision).in_(language)}: {link.rationale.in_(language)}"
        by = say("code.reviewed", who=link.reviewed_by) if link.reviewed_by else say("code.not-reviewed")
        page.paragraph(f"{told} ({grade_text(link.grade).in_(language)}; {by})", first="- ")
    if not measure.serves:
        page.paragraph(say("code.nothing"))
    if code.interests:
        page.heading(say("code.interests"))
        for interest in code.interests:
            told = f"{interest.content.in_(language)} ({grade_text(interest.grade).in_(language)})"
            page.paragraph(told, first="- ")
    for name, note in (("relief", measure.relief), ("note", measure.note)):
        if note:
            page.heading(say(f"code.{name}"))
            page.paragraph(note.in_(language))


def _add_elements(page: Page, measure: Measure, language: Language) -> None:
    if measure.elements:
        page.heading(say("code.reports"))
        for element in measure.elements:
            page.paragraph(element.content.in_(language), first=f"- {element.id}: ")
            page.paragraph(_figures(element, language), indent=2)
    if measure.no_indicator:
        page.heading(say("code.no-indicator"))
        page.paragraph(measure.no_indicator.in_(language))


def _figures(element: ReportingElement, language: Language) -> str:
    """Return how an element is reported: in words, or in figures with their unit and what they are broken down by."""
    told = [words("element", element.kind).in_(language)]
    told += [f"{words('aspect', 'unit').in_(language)} {element.unit}"] if element.unit else []
    told += [words("breakdown", name).in_(language) for name in element.breakdown]
    return ", ".join(told)


def _add_clock(page: Page, clock: Deadline, language: Language) -> None:
    page.paragraph(f"{clock.what.in_(language)}: {clock_text(clock).in_(language)}", first="- ")
    page.paragraph(clock.trigger.in_(language), indent=2, first=f"{say('code.from')}: ")
    if clock.exceptions:
        page.paragraph(clock.exceptions.in_(language), indent=2, first=f"{say('code.except')}: ")


def _add_appendix(page: Page, code: Code, appendix: Appendix, language: Language) -> None:
    page.title(f"{appendix.id}  {appendix.title.in_(language)}", f"{code.id}, {code.version}")
    for text in appendix.content:
        page.paragraph(text.in_(language), first="- ")
    page.blank()
    rows = [(say("code.rests-on"), grade_text(appendix.grade).in_(language))]
    if code.measures:
        rows.append((say("code.used-by"), ", ".join(one.id for one in code.measures)))
    page.rows(rows, (14, 64))


def _cited(provisions: tuple[str, ...], language: Language) -> str:
    return "; ".join(cite(one).in_(language) for one in provisions)
