# SPDX-License-Identifier: EUPL-1.2
"""The page of one requirement and the page of one measure."""

from __future__ import annotations

from collections.abc import Iterator

from adhere.law.citations import cite
from adhere.law.requirements.records import Measure, Requirement
from adhere.law.requirements.standing import Standing
from adhere.law.requirements.words import applies_when, period, relief_text, role_names, word
from adhere.render.site.frame import Site, framed
from adhere.render.site.parts import (
    Property,
    address,
    bullets,
    cards,
    placed,
    properties,
    status_mark,
    status_words,
    tags,
)

UP = "../"


def anchor_of(provision: str) -> str:
    """Return the anchor of a provision in the index of provisions."""
    return provision.replace(":", "-").replace(".", "-")


def requirement_page(site: Site, requirement: Requirement) -> bytes:
    """Return the page of a requirement."""
    one = site.standings[requirement.id]
    body = [
        f'<p>{status_mark(site, one)} <span class="adhere-code">{requirement.id}</span></p>',
        f'<p class="adhere-lead">{site.text(requirement.explanation)}</p>',
        *_successors(site, one),
        *properties(list(_properties(site, one))),
        f"<h2>{site.text(word('risk'))}</h2>",
        f"<p>{site.text(requirement.risk)}</p>",
        f'<h2 id="measures">{site.text(word("measures"))}</h2>',
        f'<p class="adhere-note">{site.text(word("advice"))}</p>',
        *_tabs(site, requirement),
    ]
    trail = [("index.html", site.text(word("requirements")))]
    title = site.text(requirement.title)
    return framed(site, address(requirement), title, body, trail=trail, data=status_words(site))


def _successors(site: Site, one: Standing) -> Iterator[str]:
    for name in one.successors:
        record = site.catalogue.requirements[name]
        link = f'<a href="{UP}{address(record)}">{site.text(record.title)}</a>'
        yield f'<p class="adhere-note">{site.text(word("successor", named="{named}")).replace("{named}", link)}</p>'


def _properties(site: Site, one: Standing) -> Iterator[Property]:
    catalogue, requirement = site.catalogue, one.requirement
    yield site.text(word("in-force-period")), site.text(period(one))
    yield site.text(word("holder")), _law_roles(site, one.holders)
    if one.addressees:
        yield site.text(word("addressee")), site.text(role_names(one.addressees, catalogue))
    yield site.text(word("when")), site.text(applies_when(one, catalogue))
    yield site.text(word("open-source")), site.text(word(f"open-source-{one.open_source}"))
    if one.reliefs:
        reliefs = [site.text(relief_text(relief, catalogue)) for relief in one.reliefs]
        yield site.text(word("reliefs")), bullets(reliefs)
    yield from placed(site, requirement, UP)
    yield (
        site.text(word("sources")),
        bullets(
            f'<a href="{UP}by-provision.html#{anchor_of(source)}">{site.text(cite(source))}</a>'
            for source in requirement.sources
        ),
    )
    codes = " ".join(f'<span class="adhere-code">{duty}</span>' for duty in requirement.duties)
    yield site.say("duty-record"), codes


def _law_roles(site: Site, roles: tuple[str, ...]) -> str:
    return tags(
        f'<a href="{UP}by-role.html#law-{role}">{site.text(site.catalogue.law.roles[role])}</a>'
        for role in roles
    )


def _tabs(site: Site, requirement: Requirement) -> Iterator[str]:
    """The tabs as sections, one after another: nothing hides behind a click, on paper as on a screen."""
    for tab in site.catalogue.vocabulary.tabs:
        measures = site.catalogue.measures_for(requirement, tab)
        count = f'<span class="adhere-tab__count">({len(measures)})</span>'
        yield f'<h3 id="tab-{tab.id}">{site.text(tab.name)} {count}</h3>'
        if not measures:
            yield f"<p>{site.text(word('tab-empty'))}</p>"
        elif tab.topic is None:
            yield from cards(site, measures, UP, text=True)
        else:
            yield bullets(
                f'<a href="{UP}{address(one)}">{site.text(one.title)}</a> <span class="adhere-code">{one.id}</span>'
                for one in measures
            )


def measure_page(site: Site, measure: Measure) -> bytes:
    """Return the page of a measure."""
    rows = placed(site, measure, UP)
    if measure.code:
        rows.append((site.text(word("code")), bullets(site.text(cite(one)) for one in measure.code)))
    met = [site.catalogue.requirements[name] for name in measure.requirements]
    body = [
        f'<p><span class="adhere-code">{measure.id}</span></p>',
        f'<p class="adhere-lead">{site.text(measure.explanation)}</p>',
        f'<p class="adhere-note">{site.text(word("advice"))}</p>',
        *properties(rows),
        f"<h2>{site.text(word('requirement-goes-with'))}</h2>",
        *cards(site, met, UP),
    ]
    trail = [("index.html#measures", site.text(word("measures")))]
    return framed(
        site, address(measure), site.text(measure.title), body, trail=trail, data=status_words(site)
    )
