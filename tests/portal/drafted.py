# SPDX-License-Identifier: EUPL-1.2
"""A code that is drawn up, for tests: opened by the office, with a small draft, made by the acts themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from adhere.portal.drafting.calls import acts as calls
from adhere.portal.drafting.models import Clause, Draft, Participant, Wording, Work
from adhere.portal.drafting.texts import acts as texts

SUMMARY = {"summary_en": "In short.", "summary_nl": "In het kort."}


def opened(office: Any, slug: str = "example-code") -> Work:
    """Open a code."""
    facts = {
        "slug": slug,
        "title_en": "Example code",
        "title_nl": "Voorbeeldcode",
        "family": "models",
        "provisions": ["aia:art-53.1.a", "aia:art-55.1.b", "aia:art-56.2.d"],
    }
    return calls.open_code(facts, by=office.person)


def written(title: str, english: str = "", **more: Any) -> dict[str, Any]:
    """Return the facts of a clause."""
    dutch = "\n\n".join(f"NL {one}" for one in english.split("\n\n")) if english else ""
    return {"title_en": title, "title_nl": f"NL {title}", "text_en": english, "text_nl": dutch, **more}


def whole(draft: Draft) -> Clause:
    """Return the clause that stands for the code as a whole."""
    return Clause.objects.get(work=draft.work, kind="code")


def begun(work: Work, office: Any) -> tuple[Draft, dict[str, Wording]]:
    """Begin the first draft: a chapter, a commitment, two measures and an indicator."""
    by = office.person
    draft = texts.begin(work, by=by)
    chapter = texts.add(draft, "chapter", whole(draft), written("Documents", "Providers.", mark="D"), by=by)
    commitment = texts.add(
        draft,
        "commitment",
        chapter.clause,
        written("Keep documents", "Providers keep what others need."),
        by=by,
    )
    one = texts.add(
        draft,
        "measure",
        commitment.clause,
        written(
            "Write it down",
            "Write down how the model was made.\n\nKeep it for 10 years.",
            provisions=["aia:art-53.1.a"],
        ),
        by=by,
    )
    two = texts.add(
        draft,
        "measure",
        commitment.clause,
        written("Tell others", "Tell others within 14 days.", minds=["downstream"]),
        by=by,
    )
    element = texts.add(draft, "element", two.clause, written("Median time to an answer", unit="days"), by=by)
    return draft, {"chapter": chapter, "commitment": commitment, "one": one, "two": two, "element": element}


def published(draft: Draft, office: Any, *, days: int | None = 14) -> Draft:
    """Publish a draft; comments are taken for some days, or without end."""
    until = timezone.localdate() + timedelta(days=days) if days is not None else None
    return texts.publish(draft, until, SUMMARY, by=office.person)


def taking_part(work: Work, player: Any, group: str = "providers") -> Participant:
    """Let the organisation of a player take part."""
    return Participant.objects.create(work=work, organisation=player.organisation, group=group)
