# SPDX-License-Identifier: EUPL-1.2
"""What applies to a model: answer what is known, see the verdicts with their reasons, take a dossier along. Nothing is kept.

The verdicts are those of ``adhere classify`` (``adhere.models.classification``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from adhere.dossier.draft import yaml_text
from adhere.dossier.file import FILE
from adhere.kernel.truth import Truth, Verdict
from adhere.law.applicability import Applicability, Obligation
from adhere.law.requirements.catalogue import catalogue
from adhere.models.classification import Classification, classify
from adhere.models.facts import Facts
from adhere.models.modelfolder import complete
from adhere.models.notification import Notification, notification
from adhere.models.reasons import Reason
from adhere.portal.languages import current
from adhere.portal.library.check.answers import Answered, answered, to_ask
from adhere.portal.library.days import Shown, asked_day
from adhere.portal.pages import page
from adhere.portal.wording import say
from adhere.render.archive import archive

STEP = 5
"""Open questions of one step; all of them where that is asked."""
MODEL, NOTE = "model", "model/README.txt"
REMEMBERED = 500
"""Situations that a process remembers; strangers ask for any."""


@dataclass(frozen=True, slots=True)
class Told:
    """One verdict with its reasons."""

    name: str
    truth: str
    reasons: tuple[Reason, ...]


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show the questions and what follows from the answers; nothing changes by it, so any page may lead here."""
    data = request.POST if request.method == "POST" else request.GET
    on, given = _day(data), answered(data)
    outcome = classified(given, on.day)
    open_fields = list(to_ask(outcome.questions, outcome.facts, given))
    everything = "all" in data
    answer = page(
        request,
        "library/check.html",
        422 if given.wrong else 200,
        on=on,
        given=given,
        asked=open_fields if everything else open_fields[:STEP],
        more=max(0, len(open_fields) - STEP) if not everything else 0,
        verdicts=_verdicts(outcome),
        applying=[(truth.value, _applying(outcome, truth)) for truth in (Truth.YES, Truth.UNKNOWN, Truth.NO)],
        clock=_clock(outcome),
        fresh=not given.fields,
    )
    answer.headers["Cache-Control"] = "no-store"  # what somebody answers is theirs
    return answer


@csrf_exempt
@require_POST
def dossier(request: HttpRequest) -> HttpResponse:
    """Answer with a dossier of what was answered, as ``adhere new`` writes one; it is made in memory and not kept."""
    on, given = _day(request.POST), answered(request.POST)
    if given.wrong:
        return check(request)
    outcome = classified(given, on.day)
    text = yaml_text(MODEL, MODEL, outcome.questions, outcome.facts, current(), answers=given.facts)
    answer = HttpResponse(
        archive({FILE: text.encode(), NOTE: f"{say('library.folder')}\n".encode()}),
        content_type="application/zip",
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="dossier.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def classified(given: Answered, on: date) -> Classification:
    """Return the classification that follows from answers on a day."""
    facts = Facts.of(given.facts)
    complete(facts, None, on)
    return classify(facts, _applicability(on))


def _day(data: QueryDict) -> Shown:
    asked = data.get("on", "").strip()[:40]
    found = asked_day(asked)
    return Shown(found, chosen=True) if found else Shown(timezone.localdate(), wrong=asked)


def _applicability(on: date) -> Applicability:
    """Return the duties on a day, with what was worked out before, as long as that is not too much."""
    found = _prepared(on)
    if len(found.remembered) > REMEMBERED:
        _prepared.cache_clear()
        found = _prepared(on)
    return found


@lru_cache(maxsize=4)
def _prepared(on: date) -> Applicability:
    return Applicability(catalogue().law, on)


def _verdicts(outcome: Classification) -> list[Told]:
    found: dict[str, Verdict[str]] = {
        "general-purpose": outcome.general_purpose,
        "systemic-risk": outcome.systemic_risk,
        "open-source": outcome.exempt,
        "provider": outcome.provider,
    }
    return [
        Told(name, verdict.truth.value, outcome.because(verdict.reasons)) for name, verdict in found.items()
    ]


def _applying(outcome: Classification, truth: Truth) -> list[tuple[Obligation, tuple[Reason, ...]]]:
    return [(one, outcome.because(one.verdict.reasons)) for one in outcome.applying(truth)]


def _clock(outcome: Classification) -> Notification | None:
    clock = notification(outcome)
    return clock if clock.deadline is not None else None
