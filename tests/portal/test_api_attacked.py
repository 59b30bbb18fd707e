# SPDX-License-Identifier: EUPL-1.2
"""The whole API attacked by schemathesis (https://schemathesis.readthedocs.io) from its own description, by a visitor and by tokens of several roles.

Nothing breaks, and every answer has a status, type, headers and shape that the description promises.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from tests.portal.asking import Provider, asked
from tests.portal.drafted import begun, opened, published, taking_part
from tests.portal.test_api import ROOT, description
from tests.portal.test_api_cases import Program
from tests.portal.test_registers import fill

from adhere.portal.desk.questions.acts import ask as ask_provider
from adhere.portal.drafting.calls import acts as calls
from adhere.portal.drafting.comments import acts as commenting
from adhere.portal.drafting.meetings import acts as meetings
from adhere.portal.drafting.texts import acts as texts
from adhere.portal.submissions.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 8
"""Cases for each address, of each kind and for each who asks."""
SEEDS = {"positive": 56, "negative": 1689}
CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance", "response_schema_conformance", "unsupported_method")  # fmt: skip
REACHED = {"visitor": 15, "office": 22, "provider": 20, "downstream": 18, "board": 15}
"""Who asks, and of how many addresses at least each has to get something, or the attack would only knock at doors."""
Parts = dict[str, dict[str, str]]


@pytest.fixture
def there(supplier: Provider, downstream: Any, office: Any) -> Parts:
    """What is there to be named in an address, by how the address begins."""
    fill(3)
    request = asked(downstream, supplier)
    supplier.answer(request, text="Said.", confidential=["text"], confidential_why="A secret.", kind="partly", reasons="r")  # fmt: skip
    due = timezone.localdate() + timedelta(days=30)
    question = ask_provider(supplier.organisation, None, "Why?", due, by=office.person)
    held = str(Submission.objects.get().pk)
    slug = {"slug": supplier.organisation.slug}
    return drawn(office) | {
        "/submissions/of/": {"provider": slug["slug"]},
        "/submissions/models/": {"model": supplier.model.slug},
        "/requests/models/": {"slug": supplier.model.slug},
        "/requests/answers/": {"answer": str(request.answers.get().pk)},
        "/requests/": {"number": str(request.pk)},
        "/submissions/": {"number": held},
        "/desk/submissions/": {"number": held},
        "/desk/questions/": {"number": str(question.pk)},
        "/desk/providers/": slug,
        "/joining/{provider}": {"provider": slug["slug"], "code": "gpai-2025"},
        "/models/": {"slug": "m-0"},
        "/providers/": {"slug": "p-0"},
        "/standards/": {"slug": "en-1"},
        "/law/": {"name": "aia:art-53"},
        "/codes/": {"name": "gpai-2025"},
        "/desk/{queue}": {"queue": "submissions"},
    }


def drawn(office: Any) -> Parts:
    """A code that is drawn up, with a draft in hand behind a published one, by how each address begins."""
    work, by = opened(office), office.person
    opened(office, "another-code")
    draft, rows = begun(work, office)
    published(draft, office)
    part = taking_part(work, office, "authorities")
    said = commenting.comment(draft, rows["one"].clause, part, "Short.", "en", by=by)
    texts.begin(work, by=by)
    today = timezone.localdate()
    about = {"text_en": "c", "text_nl": "c", "opens": today, "closes": today, "kinds": ["provider", "downstream"]}  # fmt: skip
    call, other = (calls.call(work, about, by=by).pk for _ in range(2))
    group = meetings.make_group(work, {"name_en": "g", "name_nl": "g", "task_en": "", "task_nl": ""}, by=by)
    seat = meetings.seat(group, by, "member", by=by)
    starts = timezone.now() + timedelta(days=9)
    meeting = meetings.set_meeting(work, {"kind": "plenary", "title_en": "m", "title_nl": "m", "starts": starts, "ends": starts + timedelta(hours=1)}, by=by)  # fmt: skip
    base, code, clause = "/drafting/{code}", {"code": work.slug}, {"clause": str(rows["one"].clause_id)}
    in_hand = code | {"number": "2"}
    return {
        f"{base}/close": {"code": "another-code"},
        f"{base}/drafts/{{number}}/clauses/{{clause}}/comment": code | clause | {"number": "1"},
        f"{base}/drafts/{{number}}/clauses": in_hand | clause,
        f"{base}/drafts/{{number}}/add": in_hand | {"kind": "chapter"},
        f"{base}/drafts/{{number}}/publish": in_hand,
        f"{base}/drafts/{{number}}": code | {"number": "1"},
        f"{base}/comments": code | {"number": str(said.pk)},
        f"{base}/calls/{{number}}/close": code | {"number": str(other)},
        f"{base}/calls": code | {"number": str(call)},
        f"{base}/participants": code | {"number": str(part.pk)},
        f"{base}/groups": code | {"number": str(group.pk)},
        f"{base}/seats": code | {"number": str(seat.pk)},
        f"{base}/meetings": code | {"number": str(meeting.pk)},
        base: code,
    }


@pytest.fixture
def headers(supplier: Provider, downstream: Any, office: Any, player: Callable[..., Any]) -> Callable[[str], dict[str, str]]:  # fmt: skip
    """What a visitor or the token of someone sends along."""

    def of(name: str) -> dict[str, str]:
        own = {"provider": supplier.player, "downstream": downstream, "office": office}
        if name == "visitor":
            return {}
        token = Program(own.get(name) or player(name, "head")).headers["HTTP_AUTHORIZATION"]
        return {"Authorization": token}

    return of


class Attack:
    """One who asks, in one mode: which statuses each operation answered with."""

    def __init__(self, mode: str, sent: dict[str, str], there: Parts) -> None:
        from schemathesis.checks import CHECKS as EVERY

        self.mode, self.sent, self.there = mode, sent, there
        self.held = EVERY.get_by_names(list(CHECKS))
        self.met: dict[str, set[int]] = {}

    def on(self, operation: Any) -> None:
        from schemathesis.generation import GenerationMode

        path = operation.path.removeprefix(ROOT)
        named = next((parts for begins, parts in self.there.items() if path.startswith(begins)), {})

        @seed(SEEDS[self.mode])
        @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=GenerationMode(self.mode)))
        def answered(case: Any) -> None:
            if self.mode == "positive":
                case.path_parameters = {**(case.path_parameters or {}), **named}
            response = case.call(base_url="http://localhost", headers=self.sent)
            case.validate_response(response, checks=self.held, headers=self.sent)
            self.met.setdefault(operation.label, set()).add(response.status_code)

        try:
            answered()
        except Unsatisfiable:  # nothing is asked here that could be asked wrongly
            assert self.mode == "negative"
            self.met.setdefault(operation.label, set())


@pytest.mark.parametrize("asker", REACHED)
@pytest.mark.parametrize("mode", SEEDS)
def test_the_api_keeps_what_its_description_promises(asker: str, mode: str, headers: Callable[[str], dict[str, str]], there: Parts) -> None:  # fmt: skip
    import schemathesis

    from adhere.portal.wsgi import application

    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    attack = Attack(mode, headers(asker), there)
    for found in schema.get_all_operations():
        attack.on(found.ok())
    assert len(attack.met) == sum(len(one) for one in description()["paths"].values())
    done = {label for label, statuses in attack.met.items() if 200 in statuses}
    assert mode == "negative" or len(done) >= REACHED[asker], attack.met
