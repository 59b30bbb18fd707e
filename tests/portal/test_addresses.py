# SPDX-License-Identifier: EUPL-1.2
"""Every page of the portal for everyone: what each party is answered, by GET and by POST, as one table that people can read.

``addresses.txt`` is what was reviewed; an address, a party or a status that is not in it fails here. Objects are those of one
provider ("own") and of a code that is drawn up; every request is undone before the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone, translation
from tests.portal.asking import Provider, asked
from tests.portal.desked import alert, assessment, complaint, incident
from tests.portal.drafted import begun, opened, published, taking_part
from tests.portal.test_registers import fill

from adhere.law.requirements.catalogue import catalogue
from adhere.ledger.keys import new_key
from adhere.ledger.witnessing import Witness
from adhere.portal.audit import witnessing
from adhere.portal.desk.models import Alert, Complaint, Incident
from adhere.portal.desk.questions.acts import ask as ask_provider
from adhere.portal.drafting.calls import acts as calls
from adhere.portal.drafting.comments import acts as comments
from adhere.portal.drafting.meetings import acts as meetings
from adhere.portal.drafting.texts import acts as texts
from adhere.portal.joining import acts as joining
from adhere.portal.people.invitations.acts import Offer, invite
from adhere.portal.people.models import Interest, Person
from adhere.portal.people.tokens.acts import make
from adhere.portal.policy import Party
from adhere.portal.register.models import Adherence, Publication, Summary
from adhere.portal.submissions.models import SigningKey

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WITNESS = Witness(name="getuige.example/portaal", key=new_key().public).told
TABLE = Path(__file__).with_name("addresses.txt")
ASKERS = (
    "visitor",
    "nobody",
    "own-head",
    "own-signatory",
    "own-reader",
    *map(str, Party),
    "office-reader",
    "administrator",
)
LETTERS = {200: ".", 302: ">", 403: "x", 404: "-", 405: "m", 409: "=", 422: "f", 401: "u", 503: "g", 304: "k", 400: "b", 429: "l", 410: "e"}  # fmt: skip
"""How a status is written in the table."""
LEFT_OUT = ("openid_connect_", "socialaccount_", "account_", "mfa_", "people:identity")
"""Signing in, which belongs to nobody's role; test_signing.py and test_security.py."""


class World:
    """A portal in which something of each kind is there, and someone of each kind."""

    def __init__(self, supplier: Provider, player: Callable[..., Any]) -> None:
        self.office = player("office", "head")
        self.supplier, own = supplier, supplier.organisation
        self.clients: dict[str, Any] = {"visitor": Client(), "office": self.office.client, "own-head": supplier.client}  # fmt: skip
        self.players = {
            str(party): player(str(party), "head") for party in Party if party is not Party.OFFICE
        }
        self.clients |= {name: one.client for name, one in self.players.items()}
        for role in ("signatory", "reader"):
            self.clients[f"own-{role}"] = player("provider", role, of=own).client
        self.clients["office-reader"] = player("office", "reader", of=self.office.organisation).client
        for name, more in (("nobody", {}), ("administrator", {"is_administrator": True})):
            self.clients[name] = Client()
            person = Person.objects.create_user(f"{name}@example.com", "a long enough word", **more)
            self.clients[name].force_login(person)
        self.values: dict[str, Any] = self.people() | self.registers() | self.desk() | self.drawing_up()

    def people(self) -> dict[str, Any]:
        head, own = self.supplier.player.person, self.supplier.organisation
        interest = Interest.objects.create(person=head, nature="Shares")
        offer = Offer(organisation=own, role="writer", email="new@example.com")
        invitation, told = invite(offer, by=self.office.person)
        return {
            "people:interest": interest.pk, "people:person": head.pk, "people:slug": own.slug,
            "people:membership": head.memberships.get().pk, "people:invitation": invitation.pk,
            "people:invitation:token": told, "people:token": make(head, own, "t", ("submit",), 9)[0].pk,
        }  # fmt: skip

    def registers(self) -> dict[str, Any]:
        fill(2)
        own, by = self.supplier.organisation, self.supplier.player.person
        joining.state(own, "gpai-2025", ["T"], [], by=by)
        stated = Adherence.objects.get(provider=own).pk
        return {
            "joining:provider": own.slug, "joining:code": "gpai-2025", "joining:adherence": stated,
            "register:provider:slug": own.slug, "register:model:slug": self.supplier.model.slug, "register:name": "models",
            "register:summary:number": Summary.objects.latest("id").pk, "register:publication:number": Publication.objects.latest("id").pk,
            "submissions:submission": own.submissions.get().pk, "submissions:provider": own.slug,
            "submissions:key": SigningKey.objects.get().pk, "submissions:model": self.supplier.model.slug,
            "submissions:number": Summary.objects.latest("id").pk, "submissions:told": "x" * 43,
            "library:name": "art-53", "library:requirement:name": next(iter(catalogue().requirements)), "library:code": "gpai-2025", "library:part": "T-1.1",
            "audit:old": 1, "audit:seq": 0, "audit:number": witnessing.register(WITNESS, by=by).pk, "register:code:slug": "gpai-2025", "register:standard:slug": "en-1",
        }  # fmt: skip

    def desk(self) -> dict[str, Any]:
        own, by = self.supplier.organisation, self.office.person
        request = asked(self.players["downstream"], self.supplier)
        self.supplier.answer(request, "partly", self.supplier.pack(), text="Said.", reasons="r", confidential=["text"], confidential_why="w")  # fmt: skip
        question = ask_provider(own, None, "Why?", timezone.localdate() + timedelta(days=9), by=by)
        about = self.supplier.player
        assert (
            incident(about).status_code == complaint(self.players["rightsholder"], about).status_code == 302
        )
        assert alert(self.players["expert"], about).status_code == 302
        found = {"question": question.pk, "incident": Incident.objects.get().pk, "complaint": Complaint.objects.get().pk, "alert": Alert.objects.get().pk}  # fmt: skip
        names = {
            "question": ("question", "answer-question", "close-question"),
            "incident": ("incident", "report-further", "close-incident"),
            "complaint": ("complaint", "acknowledge", "answer-complaint"),
            "alert": ("alert", "handle-alert"),
        }
        numbers = {f"desk:{name}:number": found[kind] for kind, every in names.items() for name in every}
        opened_ = assessment(self.office).pk
        numbers |= {f"desk:{name}:number": opened_ for name in ("assessment", "opinion", "publish")}
        return numbers | {
            "desk:name": "submissions", "desk:slug": own.slug, "desk:number": own.submissions.get().pk,
            "requests:slug": self.supplier.model.slug, "requests:number": request.pk, "requests:answer": request.answers.get().pk,
        }  # fmt: skip

    def drawing_up(self) -> dict[str, Any]:
        by, today = self.office.person, timezone.localdate()
        work = opened(self.office)
        about = {"text_en": "c", "text_nl": "c", "opens": today, "closes": today + timedelta(days=9), "kinds": ["expert"]}  # fmt: skip
        call = calls.call(work, about, by=by)
        application = calls.apply(call, self.players["expert"].organisation, "experts", "m", by=self.players["expert"].person)  # fmt: skip
        part = taking_part(work, self.players["civil-society"], "civil-society")
        group = meetings.make_group(work, {"name_en": "g", "name_nl": "g", "task_en": "", "task_nl": ""}, by=by)  # fmt: skip
        draft, wordings = begun(work, self.office)
        published(draft, self.office)
        clause = wordings["one"].clause
        said = comments.comment(draft, clause, part, "Too short.", "en", by=self.players["civil-society"].person)  # fmt: skip
        texts.begin(work, by=by)  # a second draft, which nobody but the office reads
        starts = timezone.now() + timedelta(days=9)
        meeting = meetings.set_meeting(work, {"kind": "plenary", "title_en": "m", "title_nl": "m", "starts": starts, "ends": starts + timedelta(hours=1)}, by=by)  # fmt: skip
        seat = meetings.seat(group, self.players["civil-society"].person, "member", by=by)
        numbers = dict.fromkeys(("add-clause", "change-clause", "remove-clause", "move-clause", "publish-draft", "changes"), 2)  # fmt: skip
        numbers |= dict.fromkeys(("meeting", "cancel-meeting", "minutes"), meeting.pk) | {"end-seat": seat.pk}
        numbers |= {"call": call.pk, "close-call": call.pk, "apply": call.pk, "application": application.pk, "end-participation": part.pk, "group": group.pk, "seat": group.pk, "comment": said.pk, "answer": said.pk, "moderate": said.pk}  # fmt: skip
        return {f"drafting:{name}:number": number for name, number in numbers.items()} | {
            "drafting:code": work.slug, "drafting:number": 1, "drafting:clause": clause.pk, "drafting:kind": "measure", "drafting:version": "1",
        }  # fmt: skip

    def ask(self, who: str, method: str, address: str) -> int:
        """Ask for something, and undo whatever came of it."""
        browser = Client()
        browser.cookies = self.clients[who].cookies.copy()
        with transaction.atomic():
            answer = getattr(browser, method.lower())(address)
            transaction.set_rollback(True)
        return int(answer.status_code)


def patterns(found: Any, spaces: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:  # fmt: skip
    """Every named page under a language, with the parts of its address."""
    for one in found.url_patterns:
        if isinstance(one, URLPattern):
            own = (*names, *one.pattern.converters)
            if one.name:
                yield ":".join((*spaces, one.name)), own
        else:
            space = (one.namespace,) if one.namespace else ()
            yield from patterns(one, (*spaces, *space), (*names, *getattr(one.pattern, "converters", ())))


def pages() -> dict[str, tuple[str, ...]]:
    every = dict(patterns(get_resolver()))
    api = {name for name, _ in patterns(get_resolver("adhere.portal.api.urls"))}
    return {name: parts for name, parts in every.items() if name not in api and not name.startswith(LEFT_OUT)}


def address_of(name: str, parts: tuple[str, ...], values: dict[str, Any]) -> str:
    space = name.partition(":")[0]
    told = {part: values.get(f"{name}:{part}", values.get(f"{space}:{part}")) for part in parts}
    assert None not in told.values(), f"name what stands in {name}: {told}"
    with translation.override("en"):
        return reverse(name, kwargs=told)


def table(world: World) -> str:
    lines = [
        "# What each is answered: " + ", ".join(f"{letter} {status}" for status, letter in LETTERS.items())
    ]
    lines += [f"# {number} {name}" for number, name in enumerate(ASKERS, 1)]
    addresses = {name: address_of(name, parts, world.values) for name, parts in sorted(pages().items())}
    for name, address in addresses.items():
        for method in ("GET", "POST"):
            cells = "".join(LETTERS[world.ask(who, method, address)] for who in ASKERS)
            lines.append(f"{name:<34} {method:<4} {cells}")
    return "\n".join(lines) + "\n"


def test_everyone_is_answered_as_was_reviewed(supplier: Provider, player: Callable[..., Any], tmp_path: Path) -> None:  # fmt: skip
    found, known = table(World(supplier, player)), TABLE.read_text(encoding="utf-8")
    (tmp_path / TABLE.name).write_text(found, encoding="utf-8")
    new = [line for line in found.splitlines() if line not in known.splitlines()]
    assert found == known, f"Review, then copy {tmp_path / TABLE.name} over {TABLE.name}:\n" + "\n".join(new)


def test_no_page_breaks_and_no_party_is_left_out() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    assert {name for name, _, _ in rows} == set(pages())
    assert {len(cells) for _, _, cells in rows} == {len(ASKERS)}
    assert set(map(str, Party)) <= set(ASKERS)


def test_a_visitor_changes_nothing_but_what_is_checked_and_not_kept() -> None:
    rows = [re.split(r"\s+", line) for line in TABLE.read_text(encoding="utf-8").splitlines() if " POST " in line]  # fmt: skip
    done = {name for name, _, cells in rows if cells[0] == "."}
    assert done == {"library:check", "library:dossier", "people:reset-password"}
