# SPDX-License-Identifier: EUPL-1.2
"""Things that two people may settle at once, made in the portal its environment names: ``python -m tests.portal.racing FOLDER COUNT``.

Run as a process of its own by ``test_races``. Prints the races: two acts that both settle the same, with the kinds of event that show it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple


class Race(NamedTuple):
    """Two acts of the API, each with its token and what is sent, and the kinds of event of which there is one more afterwards."""

    name: str
    acts: list[tuple[str, str, dict[str, Any]]]
    kinds: list[str]


class Cast:
    """Two people of one organisation of a kind, each with a token that opens all it may."""

    def __init__(self, kind: str, role: str, slug: str = "") -> None:
        from adhere.portal.people.models import Membership, Organisation, Person
        from adhere.portal.people.tokens.acts import make
        from adhere.portal.people.tokens.scopes import scopes_for
        from adhere.portal.policy import Party, Role

        slug = slug or kind
        self.organisation = Organisation.objects.create(slug=slug, name=slug, kind=kind, is_example=True)
        self.people = [Person.objects.create_user(f"{slug}-{n}@example.com", None) for n in range(2)]
        scopes = [str(one) for one in scopes_for(str(self.organisation.pk), Party(kind), Role(role))]
        self.tokens = []
        for person in self.people:
            Membership.objects.create(person=person, organisation=self.organisation, role=role)
            self.tokens.append(make(person, self.organisation, "race", scopes, 30)[1])

    @property
    def by(self) -> Any:
        return self.people[0]

    def both(self, path: str, one: dict[str, Any] | None = None, other: tuple[str, dict[str, Any]] | None = None) -> list[tuple[str, str, dict[str, Any]]]:  # fmt: skip
        """Two acts at a path, or one at a path and another at its own."""
        first, second = self.tokens
        end, sent = other or ("", one or {})
        return [(first, path, one or {}), (second, end or path, sent)]


def races(number: int, office: Cast, asker: Cast) -> Iterator[Race]:
    """Make one of each, about a provider of its own."""
    provider = Cast("provider", "signatory", f"provider-{number}")
    yield from _adherences(provider, office)
    yield from _requests(provider, asker)
    yield from _desk(provider, office, asker)
    yield from _drawing_up(number, provider, office)


def _adherences(provider: Cast, office: Cast) -> Iterator[Race]:
    from adhere.portal.joining import acts as joining

    stated, confirmed, other = joining.state(provider.organisation, "gpai-2025", ["T", "C", "S"], [], by=provider.by)  # fmt: skip
    held = joining.confirm(confirmed.pk, by=office.by)
    yield Race("confirm or refuse", office.both(f"/joining/adherence/{stated.pk}/confirm", None, (f"/joining/adherence/{stated.pk}/refuse", {"reason": "No."})), ["adherence:confirmed", "adherence:refused"])  # fmt: skip
    yield Race("withdraw twice", provider.both(f"/joining/adherence/{held.pk}/withdraw"), ["adherence:withdrawn"])  # fmt: skip
    confirm = (office.tokens[0], f"/joining/adherence/{other.pk}/confirm", {})
    yield Race("confirm twice", [confirm, (office.tokens[1], *confirm[1:])], ["adherence:confirmed"])


def _requests(provider: Cast, asker: Cast) -> Iterator[Race]:
    from tests.portal.packs import Dossier

    from adhere.portal.register.models import RegisteredModel
    from adhere.portal.requests import acts
    from adhere.portal.requests.packs import check
    from adhere.portal.submissions import keys
    from adhere.portal.submissions.intake import take
    from adhere.portal.submissions.models import KnownAs

    slug, origin = provider.organisation.slug, os.environ["ADHERE_PORTAL_ORIGIN"]
    dossier = Dossier()
    keys.register(provider.organisation, dossier.claim(slug, origin), by=provider.by)
    model = RegisteredModel.objects.create(slug=f"{slug}-m", name="voorbeeld-8b", provider=provider.organisation)  # fmt: skip
    KnownAs.objects.create(provider=provider.organisation, name="voorbeeld-8b", model=model)
    take(dossier.form(recipient="office"), provider.organisation, by=provider.by)
    pack = next(dossier.folder.rglob("packs/downstream.json")).read_bytes()

    def asked() -> Any:
        return acts.ask(model, asker.organisation, purpose="p", grounds=[], by=asker.by)

    row = asked()
    checked = check(pack, row, whole=True)
    given = acts.answer(row.pk, acts.Given(kind="answered", marks={}, content=pack, checked=checked), seen=0, by=provider.by)  # fmt: skip
    taken_back = provider.both(f"/requests/answers/{given.pk}/withdraw", {"why": "Wrong one."})
    yield Race("withdraw a pack twice", taken_back, ["pack:withdrawn"])
    refusal = {"kind": "refused", "reasons": "No.", "seen": 0}
    answers = provider.both(f"/requests/{asked().pk}/answer", refusal)
    yield Race("answer a request twice", answers, ["request:answered", "request:refused"])


def _desk(provider: Cast, office: Cast, asker: Cast) -> Iterator[Race]:
    from django.utils import timezone

    from adhere.portal.desk.complaints import acts as complaints
    from adhere.portal.desk.questions import acts as questions
    from adhere.portal.submissions.models import Submission

    due = timezone.localdate() + timedelta(days=9)
    question = questions.ask(provider.organisation, None, "Why?", due, by=office.by)
    yield Race("answer a question twice", provider.both(f"/desk/questions/{question.pk}/answer", {"answer": "So."}), ["question:answered"])  # fmt: skip
    other = questions.ask(provider.organisation, None, "Why?", due, by=office.by)
    questions.answer(other.pk, "So.", by=provider.by)
    yield Race(
        "close a question twice", office.both(f"/desk/questions/{other.pk}/close"), ["question:closed"]
    )
    facts = {"model": None, "contact": "c", "facts": "f", "provisions": ["aia:art-53.1.c"], "why": "w"}
    complaint = complaints.complain(provider.organisation, asker.organisation, facts, by=asker.by)
    outcome = {"outcome_kind": "answered", "outcome": "o"}
    yield Race("answer a complaint twice", office.both(f"/desk/complaints/{complaint.pk}/answer", outcome), ["complaint:answered"])  # fmt: skip
    held = Submission.objects.get(provider=provider.organisation)
    yield Race("conclude twice", office.both(f"/desk/submissions/{held.pk}/conclude", {"conclusion": "c"}), ["report:evaluated"])  # fmt: skip


def _drawing_up(number: int, provider: Cast, office: Cast) -> Iterator[Race]:
    from django.utils import timezone
    from tests.portal.drafted import SUMMARY, begun, opened, published

    from adhere.portal.drafting.calls import acts as calls
    from adhere.portal.drafting.texts import acts as texts

    class Player:
        person = office.by

    work, today = opened(Player, f"code-{number}"), timezone.localdate()
    base = f"/drafting/{work.slug}"
    about = {"text_en": "c", "text_nl": "c", "opens": today, "closes": today + timedelta(days=9), "kinds": ["provider"]}  # fmt: skip
    call = calls.call(work, about, by=office.by)
    application = calls.apply(call, provider.organisation, "providers", "m", by=provider.by)
    path, said = f"{base}/applications/{application.pk}", {"group": "providers", "reasons": "r"}
    decided = office.both(path, said | {"decision": "selected"}, (path, said | {"decision": "declined"}))
    yield Race("select or decline", decided, ["code:participant-selected", "code:participant-declined"])
    yield Race("close a call twice", office.both(f"{base}/calls/{call.pk}/close"), ["code:call-closed"])
    published(begun(work, Player)[0], Player)
    draft = texts.begin(work, by=office.by)
    row = draft.wordings.filter(clause__kind="element").get()
    change = {"title_en": "x", "title_nl": "x", "unit": "days", "reason_en": "r", "reason_nl": "r", "seen": row.revision}  # fmt: skip
    yield Race("change a clause twice", office.both(f"{base}/drafts/2/clauses/{row.clause_id}/change", change), ["code:clause-changed"])  # fmt: skip
    yield Race("publish a version twice", office.both(f"{base}/publish", {"version": "1.0", **SUMMARY}), ["code:published"])  # fmt: skip


def main(folder: Path, count: int) -> None:
    """Make the database and everything, and print it."""
    from django.core.management import call_command

    from adhere.portal.keys import make_log_key

    make_log_key()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    office, asker = Cast("office", "head"), Cast("downstream", "writer")
    made = [race._asdict() for number in range(count) for race in races(number, office, asker)]
    (folder / "races.json").write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    import django

    django.setup()
    main(Path(sys.argv[1]), int(sys.argv[2]))
