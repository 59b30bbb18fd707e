# SPDX-License-Identifier: EUPL-1.2
"""The coverage of a code on a terminal: per obligation the measures that serve it, then what is open, doubled or pointed at nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.codes.coverage import Coverage
from adhere.codes.ground import Obligation
from adhere.codes.rules import FIRST_OF_QUALITY
from adhere.codes.wording import grade_text, words
from adhere.kernel.finding import Finding
from adhere.kernel.text import Language
from adhere.law.citations import cite

WIDTHS = (24, 54)


def coverage_page(found: Coverage, findings: Iterable[Finding], release: str, language: Language) -> Page:
    """Return coverage as a page of text; of the findings only what is about quality is in it."""
    page = Page()
    page.title(
        f"{found.code.title.in_(language)}, {found.code.version}",
        say("on-date", on=found.ground.on, release=release),
    )
    if not found.ground.obligations:
        for told in _nothing(found, language):
            page.paragraph(told)
        _add_unknown(page, found, language)
        _add_quality(page, findings, language)
        return page
    served = len(found.ground.obligations) - len(found.holes) - len(found.undetermined) - len(found.left)
    page.paragraph(
        say(
            "code.summary",
            obligations=len(found.ground.obligations),
            served=served,
            left=counted("code.left-count", len(found.left)),
            holes=counted("code.hole-count", len(found.holes)),
            idle=counted("code.idle-count", len(found.idle)),
        )
    )
    _add_unknown(page, found, language)
    page.heading(say("code.served-by"))
    page.rows([row for one in found.ground.obligations for row in _serving(found, one, language)], WIDTHS)
    _add_results(page, found, language)
    _add_quality(page, findings, language)
    return page


def _nothing(found: Coverage, language: Language) -> Iterator[str]:
    """Yield why there is nothing to hold a code against."""
    if found.ground.first is not None:
        yield say("code.nothing-yet", first=found.ground.first)
    if found.ground.unheld:
        names = "; ".join(cite(one).in_(language) for one in found.ground.unheld)
        yield say("code.nothing-held", provisions=names)
    if found.ground.elsewhere is not None:
        yield found.ground.elsewhere.in_(language)


def _add_unknown(page: Page, found: Coverage, language: Language) -> None:
    if found.unknown:
        page.heading(say("code.content-unknown"))
        page.rows([(one.holder, one.text.in_(language)) for one in found.unknown], WIDTHS)


def _serving(found: Coverage, obligation: Obligation, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the rows of one obligation, one for each grade of link, the surest first."""
    grades: dict[str, list[str]] = {}
    cells = tuple(found.cells(obligation))
    wholly = {(cell.measure, cell.grade) for cell in cells if cell.extent == "whole"}
    for cell in cells:
        if cell.extent == "part" and (cell.measure, cell.grade) in wholly:
            continue
        name = say("code.in-part", measure=cell.measure) if cell.extent == "part" else cell.measure
        grades.setdefault(cell.grade, []).append(name)
    first = _cited(obligation, language)
    for grade, measures in sorted(grades.items(), key=lambda one: one[0] == "ours"):
        told = f"{' '.join(dict.fromkeys(measures))} ({grade_text(grade).in_(language)})"
        yield first, told
        first = ""
    if not grades:
        yield first, "-"


def _add_results(page: Page, found: Coverage, language: Language) -> None:
    groups = {
        "holes": [(_cited(one, language), one.content.in_(language)) for one in found.holes],
        "undetermined": [(_cited(one, language), one.content.in_(language)) for one in found.undetermined],
        "partial": [(_cited(one, language), one.content.in_(language)) for one in found.partial],
        "left": [
            (
                _capital(cite(one.provision).in_(language)),
                f"{_capital(one.instrument.in_(language))}. {one.reason.in_(language)}",
            )
            for one in found.left
        ],
        "overlaps": [
            (_cited(one, language), counted("code.measures", len(found.serving(one))))
            for one in found.overlaps
        ],
        "one-sided": list(_sided(found, language)),
        "idle": [(one.id, one.title.in_(language)) for one in found.idle],
    }
    for name, rows in groups.items():
        if rows:
            page.heading(say(f"code.{name}"))
            page.rows(rows, WIDTHS)


def _sided(found: Coverage, language: Language) -> Iterator[tuple[str, str]]:
    for one in found.one_sided:
        kinds = ", ".join(_kind(kind) for kind in one.there)
        if one.kind == "unserved":
            told = say("code.sided-unserved", holder=one.holder)
        elif kinds:
            told = say("code.sided-there", holder=one.holder, kinds=kinds)
        else:
            told = say("code.sided-nothing", holder=one.holder)
        yield _capital(cite(one.provision).in_(language)), told


def _kind(kind: str) -> str:
    """Return the name of a kind of record; the duties that can stand there are those of others than providers."""
    return say("code.duty-of-others") if kind == "duty" else say(f"lawreading.kind-{kind}").lower()


def _add_quality(page: Page, findings: Iterable[Finding], language: Language) -> None:
    """Add what is weak in a code: one row for each rule, with the commitments or measures it was met at."""
    met: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule.id >= FIRST_OF_QUALITY:
            met.setdefault(finding.rule.id, []).append(finding)
    if not met:
        return
    page.heading(say("code.quality"))
    for rule_id, found in sorted(met.items()):
        page.paragraph(words("quality", rule_id).in_(language), first=f"{rule_id}  ")
        places = [one.place.at for one in found if one.place.at]
        page.paragraph(" ".join(places) if places else found[0].wrong(language), indent=13)


def _cited(obligation: Obligation, language: Language) -> str:
    return _capital(cite(obligation.provisions[0]).in_(language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
