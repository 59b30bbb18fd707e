# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the desk share: who reports, complains and warns, and how an assessment comes about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.portal.packs import Dossier

from adhere.portal.audit.models import Event
from adhere.portal.desk.models import Assessment
from adhere.portal.register.models import RegisteredModel
from adhere.portal.submissions import keys
from adhere.portal.submissions.intake import take
from adhere.portal.submissions.models import Submission

LANGUAGES = ("nl", "en")


def text(answer: Any) -> str:
    return answer.content.decode()


def last_kind() -> str:
    return Event.objects.latest("seq").kind


def day(distance: int) -> str:
    return (timezone.localdate() + timedelta(days=distance)).isoformat()


def submitted(reporter: Any, **options: Any) -> Submission:
    content = reporter.dossier.report(reporter.organisation.name, **options)
    return take(content, reporter.organisation, by=reporter.person).submission


def incident(reporter: Any, language: str = "en", **changes: Any) -> Any:
    form = {
        "aware": day(-1),
        "link": "suspected",
        "harms": ["death"],
        "text": "A person died in Delft.",
        **changes,
    }
    return reporter.client.post(f"/{language}/desk/providers/{reporter.organisation.slug}/incident/", form)


def complaint(complainant: Any, about: Any, **changes: Any) -> Any:
    form = {
        "sender": str(complainant.organisation.pk), "contact": "contact@example.com", "facts": "Our works were taken.",
        "provisions": "Article 53(1)(c)", "why": "The reservation was read and not kept.", **changes,
    }  # fmt: skip
    return complainant.client.post(f"/en/desk/providers/{about.organisation.slug}/complain/", form)


def alert(expert: Any, about: Any, **changes: Any) -> Any:
    form = {
        "sender": str(expert.organisation.pk), "ground": "right:art-90.1.a-1", "contact": "contact@example.com",
        "facts": "The model gives working recipes.", **changes,
    }  # fmt: skip
    return expert.client.post(f"/en/desk/providers/{about.organisation.slug}/alert/", form)


def assessment(office: Any) -> Assessment:
    assert office.client.post("/en/desk/assessments/open/", {"code": "gpai-2025"}).status_code == 302
    return Assessment.objects.latest("event")


def opinion(board: Any, of: Assessment) -> Any:
    form = {
        "opinion": "adequate",
        "opinion_en": "It covers it.",
        "opinion_nl": "Het dekt het.",
        "dissent": "One member saw gaps.",
    }
    return board.client.post(f"/en/desk/assessments/{of.pk}/opinion/", form)


def published(office: Any, of: Assessment, **changes: Any) -> Any:
    form = {
        "judgement": "adequate",
        "body_en": "It is adequate.",
        "body_nl": "Zij is toereikend.",
        "review": day(600),
        **changes,
    }
    return office.client.post(f"/nl/desk/assessments/{of.pk}/publish/", form)


@pytest.fixture
def reporter(player: Callable[..., Any]) -> Any:
    """Someone who writes for a provider that has a key and a model."""
    made = player("provider", "head", name="Voorbeeld B.V. (example)", size="large")
    RegisteredModel.objects.create(
        slug="voorbeeld-8b", name="Voorbeeld 8B (example)", provider=made.organisation
    )
    made.dossier = Dossier()
    keys.register(made.organisation, made.dossier.claim(made.organisation.slug), by=made.person)
    return made
