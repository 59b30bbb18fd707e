# SPDX-License-Identifier: EUPL-1.2
"""What a search found, for people and for programs: where it stands, the words around it, and why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from adhere.cli.output import Page
from adhere.cli.wording import language, say
from adhere.dossier.searching.search import Hit, Search, Wording
from adhere.dossier.searching.texts import TextIndex
from adhere.kernel.text import Language
from adhere.law.citations import cite
from adhere.law.searching.excerpts import excerpt, first_words
from adhere.law.searching.ranking import Reason

TITLE_SHOWN = 80
WIDTHS = (3, 46, 28)
INDENT = 5
HEADED = ("law", "texts")
"""Where a result is headed by its provision; elsewhere by its own title."""
PLACES_SHOWN = 4
LITERAL = ("word", "phrase")


def page(question: str, hits: Sequence[Hit], search: Search, texts: Sequence[str], *, missing: bool) -> Page:
    """Return the page of a search; ``texts`` are the languages that each want their words shown."""
    made = Page()
    short = question if len(question) <= TITLE_SHOWN else f"{question[:TITLE_SHOWN]}…"
    made.title(short, say("on-date", on=search.on, release=search.law.release))
    for number, hit in enumerate(hits, 1):
        _add(made, number, hit, texts)
    if not hits:
        made.paragraph(say("search.nothing-matches"))
    if missing:
        made.blank()
        made.paragraph(say("search.no-texts"))
    return made


def _add(made: Page, number: int, hit: Hit, texts: Sequence[str]) -> None:
    shown = _shown(hit, texts)
    stems = [reason.form.stems for one in shown for reason in one.reasons]
    title = excerpt(hit.title, shown[0].language, stems).marked()
    headed = hit.area in HEADED
    made.blank()
    made.rows([(f"{number:>2}.", _name(hit) if headed else title, _source(hit, shown[0]))], WIDTHS)
    if headed and title:
        made.paragraph(title, indent=INDENT)
    for one in shown:
        first = f"{_tag(one)}: " if len(shown) > 1 else ""
        if one.text:  # a question of fact may have no more than its title
            made.paragraph(one.excerpt.marked(), indent=INDENT, first=first)
    others = [one for one in hit.wordings if one not in shown] if hit.area == "texts" else []
    if others:
        made.paragraph(say("search.also", texts=", ".join(map(_tag, others))), indent=INDENT)
    best = shown[0] if shown[0].reasons else hit.wordings[0]
    via = dict.fromkeys(_via(reason, best, hit) for reason in _indirect(best))
    if via:
        made.paragraph(say("search.via", words="; ".join(via)), indent=INDENT)
    if hit.area != "texts":
        places = [] if headed else [place_name(one, language()) for one in hit.provisions[:PLACES_SHOWN]]
        made.paragraph("  ".join([*([", ".join(places)] if places else []), f"[{hit.id}]"]), indent=INDENT)


def _shown(hit: Hit, texts: Sequence[str]) -> list[Wording]:
    """Return the wordings that are shown: the best, or of a text in each language asked for; of a record the one in our language."""
    if hit.area != "texts":
        ours = Wording(language=language(), version=None, text=hit.text, score=0.0, reasons=())
        return [next((one for one in hit.wordings if one.language == language()), ours)]
    best = {one.language: one for one in reversed(hit.wordings)}
    return [best[one] for one in texts if one in best] or list(hit.wordings[:1])


def _name(hit: Hit) -> str:
    name = place_name(hit.provisions[0], language()) if hit.provisions else hit.id
    return f"{name[:1].upper()}{name[1:]}"


def place_name(provision: str, spoken: Language) -> str:
    """Return how a provision is called, also a recital and one of another act."""
    act, _, place = provision.partition(":")
    kind, _, number = place.partition("-")
    try:
        name = say("search.recital", number=number) if kind == "rec" else cite(provision).in_(spoken)
    except ValueError:  # marks that no citation has, as of an indent
        return provision
    return f"{name} ({act.upper()})" if act[:1].isdigit() else name


def _source(hit: Hit, one: Wording) -> str:
    if hit.area == "texts":
        return say("search.in-text", tag=_tag(one))
    return say(f"search.in-{hit.area}")


def _tag(one: Wording) -> str:
    return f"{one.language} {one.version}" if one.version else one.language


def _indirect(one: Wording) -> Iterator[Reason]:
    return (reason for reason in one.reasons if reason.form.how not in LITERAL)


def _via(reason: Reason, one: Wording, hit: Hit) -> str:
    return say(f"search.via-{reason.form.how}", found=_found(reason, one, hit), asked=reason.asked)


def _found(reason: Reason, one: Wording, hit: Hit) -> str:
    """Return the words that answer to what was asked, as they stand in the text or else in its title."""
    stems, spoken = reason.form.stems, one.language
    return first_words(one.text, spoken, stems) or first_words(hit.title, spoken, stems) or " ".join(stems)


def text_json(one: TextIndex) -> dict[str, Any]:
    """Return one text that was searched."""
    return {
        "act": one.act,
        "lang": one.language,
        "version": one.version.isoformat() if one.version else None,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return what was found, with all its wordings; marks are from and to in the excerpt."""
    return {
        "id": hit.id,
        "in": hit.area,
        "kind": hit.kind,
        "provisions": list(hit.provisions),
        "title": hit.title,
        "text": hit.text,
        "score": round(hit.score, 3),
        "named": hit.named,
        "wordings": [_wording_json(one, hit) for one in hit.wordings],
    }


def _wording_json(one: Wording, hit: Hit) -> dict[str, Any]:
    shown = one.excerpt
    return {
        "lang": one.language,
        "version": one.version.isoformat() if one.version else None,
        "score": round(one.score, 3),
        "excerpt": shown.text,
        "marks": [list(mark) for mark in shown.marks],
        "because": [
            {"asked": reason.asked, "found": _found(reason, one, hit), "how": reason.form.how}
            for reason in one.reasons
        ],
    }
