# SPDX-License-Identifier: EUPL-1.2
"""What ``adhere content lookup`` found, for people and as JSON: for the provider with every figure, for the public what the public list says.

A name that is withheld from the public list and one that never was in the data read alike to the public, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from adhere.cli.contracts import head
from adhere.cli.lookingup import Place, named_publicly, public_names
from adhere.cli.output import Page
from adhere.cli.wording import counted, say
from adhere.content.lookup import Asked, Held, Looked, Part, Reserved, together
from adhere.content.summary.wording import number, percent, size, words
from adhere.engine.audit.reasons import reason_text
from adhere.kernel.text import Language
from adhere.kernel.truth import Truth

if TYPE_CHECKING:
    from adhere.law.store import Store

COLUMNS = (26, 24, 24)
SHOWN = 12
"""Lines of a group that are shown; JSON has all."""
GROUPS = ("modalities", "sources", "months", "hosts")


def lookup_page(
    asked: Asked, found: Sequence[Looked], reserved: Sequence[Reserved] | None, language: Language
) -> Page:
    """Return everything, for the provider."""
    page = Page()
    page.title(asked.shown, say("content-lookup.internal"))
    if asked.host != asked.name:
        page.paragraph(say("content-lookup.registered", host=asked.host, domain=asked.name))
    whole = together(found)
    page.marked(
        say(f"content-lookup.used-{whole.value}"),
        say(f"content-lookup.told-{whole.value}"),
        colour=whole.value,
        width=10,
    )
    for one in found:
        page.heading(one.model or one.place)
        for line in _lines(one, language):
            page.paragraph(line)
        if one.held is not None:
            _add_groups(page, one.held, language)
    if reserved is not None:
        _add_reserved(page, reserved, language)
    return page  # fmt: skip


def _lines(one: Looked, language: Language) -> Iterator[str]:
    if one.held is not None:
        yield _held(one.held, language)
        if one.held.first and one.held.last:
            yield say("content-lookup.fetched", first=one.held.first.date(), last=one.held.last.date())
        if one.held.rank is not None:
            yield say(
                "content-lookup.rank",
                rank=number(one.held.rank).in_(language),
                listed=number(one.listed).in_(language),
            )
    else:
        documents = number(one.documents).in_(language)
        yield counted(
            "content-lookup.not-found" if one.used is Truth.UNKNOWN else "content-lookup.absent",
            one.documents,
            documents=documents,
        )
    yield from _unknown(one, language)
    if one.published is not None:
        name = "named" if one.published is Truth.YES else "not-named"
        yield say(f"content-lookup.{name}")
    elif one.listed:
        yield say("content-lookup.nothing-public")


def _unknown(one: Looked, language: Language) -> Iterator[str]:
    """Yield what could not be looked at: beside a yes it means there may be more."""
    if one.unlisted:
        yield say("content-lookup.unlisted")
    if one.below and one.held is None:
        yield counted("content-lookup.below", one.below, amount=number(one.below).in_(language))
    if one.unseen:
        told = {"unseen": number(one.unseen).in_(language), "documents": number(one.documents).in_(language)}
        yield counted("content-lookup.unseen", one.documents, **told)
    if one.malformed:
        yield counted("content-lookup.malformed", one.malformed, amount=number(one.malformed).in_(language))
    if one.unread:
        yield say("content-lookup.unread", count=number(one.unread).in_(language))


def _held(held: Held, language: Language) -> str:
    told = size(held.bytes).in_(language)
    if held.documents is None:
        return say("content-lookup.bytes", size=told)
    documents = number(held.documents).in_(language)
    if held.known is not None and held.known < held.documents:
        return say("content-lookup.at-least", documents=documents, size=told)
    return counted("content-lookup.documents", held.documents, documents=documents, size=told)


def _add_groups(page: Page, held: Held, language: Language) -> None:
    for name in GROUPS:
        parts: tuple[Part, ...] = getattr(held, name)
        if not parts or (len(parts) == 1 and name == "hosts" and parts[0].documents == held.documents):
            continue
        page.blank()
        page.paragraph(say(f"content-lookup.{name}"))
        page.rows([_row(name, one, language) for one in parts[:SHOWN]], COLUMNS)
        if len(parts) > SHOWN:
            page.paragraph(say("content-lookup.more", count=len(parts) - SHOWN))


def _row(group: str, one: Part, language: Language) -> tuple[str, str, str]:
    name = one.name or words("unknown").in_(language)
    if group == "modalities" and one.name:
        name = words(f"modality-{one.name}").in_(language)
    documents = ""
    if one.documents is not None:
        documents = counted("content-lookup.count", one.documents, amount=number(one.documents).in_(language))
    known = one.known is None or one.known > 0
    return f"  {name}", documents, size(one.bytes).in_(language) if known else words("unknown").in_(language)


def _add_reserved(page: Page, reserved: Sequence[Reserved], language: Language) -> None:
    page.heading(say("content-lookup.reservations"))
    if not reserved:
        page.paragraph(say("content-lookup.not-audited"))
    for one in reserved:
        page.blank()
        page.paragraph(one.agent)
        whole = sum(urls for _, urls, _ in one.urls)
        for verdict, urls, held in one.urls:
            told = counted(
                "content-lookup.urls",
                urls,
                urls=number(urls).in_(language),
                share=percent(urls, whole).in_(language),
                size=size(held).in_(language),
            )
            colour = {"reserved": "no", "allowed": "yes"}.get(verdict, "unknown")
            page.marked(f"  {say(f'content-lookup.verdict-{verdict}')}", told, colour=colour, width=16)
        for reason, urls in one.reasons:
            page.paragraph(f"{reason_text(reason).in_(language)}: {number(urls).in_(language)}", indent=2)


def public_page(asked: Asked, places: Sequence[Place], language: Language) -> Page:
    """Return what anybody may be told: whether the public list names a domain, and what that does and does not mean."""
    page = Page()
    page.title(asked.shown, say("content-lookup.for-public"))
    for place in places:
        page.heading(place.model or place.name)
        named, ranked = named_publicly(place, asked), place.figures.domains
        if named is None or place.public is None:
            page.paragraph(say("content-lookup.nothing-published"))
            continue
        page.paragraph(
            say("content-lookup.public-named" if named is Truth.YES else "content-lookup.public-not-named")
        )
        rule = words(f"rule-{ranked.rule}").in_(language) if ranked else "-"
        count = sum(1 for _ in public_names(place.public))
        page.paragraph(say("content-lookup.public-list", count=number(count).in_(language), rule=rule))
        page.paragraph(
            say("content-lookup.issue", number=place.issue) if place.issue else say("content-lookup.draft")
        )
    return page


def public_json(asked: Asked, places: Sequence[Place], law: Store) -> dict[str, Any]:
    """Return the same as data."""
    return head("content-lookup-public", law) | {
        "asked": asked.spelling,
        "domain": asked.name,
        "lists": [
            {
                "model": place.model,
                "issue": place.issue,
                "named": named.value if (named := named_publicly(place, asked)) else None,
                "names": sum(1 for _ in public_names(place.public)) if place.public else None,
                "rule": ranked.rule if place.public and (ranked := place.figures.domains) else None,
            }
            for place in places
        ],
    }


def lookup_json(
    asked: Asked, found: Sequence[Looked], reserved: Sequence[Reserved] | None, law: Store, language: Language
) -> dict[str, Any]:
    """Return everything as data; amounts of bytes are decimal strings, as elsewhere."""
    return head("content-lookup", law) | {
        "asked": asked.spelling,
        "domain": asked.name,
        "host": asked.host,
        "used": together(found).value,
        "places": [_place(one) for one in found],
        "reservations": None if reserved is None else [_reserved(one, language) for one in reserved],
    }


def _place(one: Looked) -> dict[str, Any]:
    held = one.held
    return {
        "place": one.place,
        "model": one.model,
        "used": one.used.value,
        "documents": one.documents,
        "unseen": one.unseen,
        "malformed": one.malformed,
        "unread": one.unread,
        "below_the_list": one.below,
        "ranked": not one.unlisted,
        "named_in_public": one.published.value if one.published else None,
        "issue": one.issue,
        "held": None
        if held is None
        else {
            "documents": held.documents,
            "bytes": str(held.bytes),
            "sized": held.known,
            "rank": held.rank,
            "first": held.first.isoformat() if held.first else None,
            "last": held.last.isoformat() if held.last else None,
            **{
                name: [
                    {"name": part.name, "documents": part.documents, "bytes": str(part.bytes)}
                    for part in getattr(held, name)
                ]
                for name in GROUPS
            },
        },
    }


def _reserved(one: Reserved, language: Language) -> dict[str, Any]:
    return {
        "agent": one.agent,
        "verdicts": [{"verdict": name, "urls": urls, "bytes": str(held)} for name, urls, held in one.urls],
        "reasons": [
            {"reason": name, "text": reason_text(name).in_(language), "urls": urls}
            for name, urls in one.reasons
        ],
    }
