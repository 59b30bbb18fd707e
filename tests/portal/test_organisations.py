# SPDX-License-Identifier: EUPL-1.2
"""Organisations and their members: who keeps them, who manages them, and that a head always stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from adhere.portal.audit.models import Event, Payload
from adhere.portal.people.members import acts
from adhere.portal.people.models import Membership, Organisation, Person
from adhere.portal.settling import HinderedError, SettledError

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Voorbeeld B.V. (example)",
    "kind": "provider",
    "size": "sme",
    "country": "nl",
    "website": "",
}


def address(player: Any, rest: str = "", language: str = "en") -> str:
    return f"/{language}/account/organisations/{player.organisation.slug}/{rest}"


@pytest.fixture
def administrator(player: Any) -> Any:
    found = player("expert", "reader")
    Person.objects.filter(pk=found.person.pk).update(is_administrator=True)
    return found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_office_makes_an_organisation(office: Any, language: str) -> None:
    assert office.client.get(f"/{language}/account/organisation-new/").status_code == 200
    answer = office.client.post(f"/{language}/account/organisation-new/", FACTS)
    made = Organisation.objects.get(name=FACTS["name"])
    assert answer.headers["Location"] == f"/{language}/account/organisations/{made.slug}/"
    assert (made.slug, made.country) == ("voorbeeld-bv-example", "NL")
    assert Event.objects.get(kind="organisation:made").subject == f"organisation/{made.slug}"
    assert made.name in office.client.get(f"/{language}/account/organisations/").content.decode()
    Organisation.objects.update(is_example=True)
    page = office.client.get(f"/{language}/account/organisations/{made.slug}/").content.decode()
    assert "(example)</h1>" in page  # its name says so already


def test_whoever_administers_makes_the_first_one(administrator: Any) -> None:
    assert administrator.client.post("/nl/account/organisation-new/", FACTS).status_code == 302


def test_a_member_of_another_kind_makes_none_and_is_told_why(provider: Any, visitor: Any) -> None:
    answer = provider.client.post("/en/account/organisation-new/", FACTS)
    assert answer.status_code == 403
    assert "another kind of organisation" in answer.content.decode()
    assert "/en/account/login/?next=" in visitor.get("/en/account/organisation-new/").content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "A\u202eB"}, {"name": "x" * 201}, {"kind": "bank"}, {"country": "NLD"}, {"website": "javascript:alert(1)"}])  # fmt: skip
def test_what_cannot_be_an_organisation(office: Any, wrong: dict[str, str]) -> None:
    answer = office.client.post("/nl/account/organisation-new/", {**FACTS, **wrong})
    assert answer.status_code == 422
    assert 'href="#id_' in answer.content.decode()
    assert not Organisation.objects.filter(kind="provider").exists()


def test_two_of_one_name_and_an_expert_get_addresses_that_name_nobody_twice(office: Any) -> None:
    for kind in ("provider", "provider", "expert"):
        office.client.post("/nl/account/organisation-new/", {**FACTS, "kind": kind})
    slugs = sorted(Organisation.objects.filter(name=FACTS["name"]).values_list("slug", flat=True))
    assert len(set(slugs)) == 3
    assert slugs[0].startswith("expert-")
    assert "voorbeeld" not in slugs[0]


def test_a_change_keeps_what_it_was_before(office: Any, provider: Any) -> None:
    assert office.client.get(address(provider, "change/")).status_code == 200
    assert (
        office.client.post(address(provider, "change/"), {**FACTS, "name": "Other (example)"}).status_code
        == 302
    )
    content = bytes(Payload.objects.get(event__kind="organisation:changed").content).decode()
    assert provider.organisation.name in content
    assert "Other (example)" in content
    assert provider.client.post(address(provider, "change/"), FACTS).status_code == 403


def test_members_see_their_organisation_and_others_do_not(provider: Any, player: Any, office: Any) -> None:
    other = player("downstream", "head")
    assert provider.client.get(address(provider, language="nl")).status_code == 200
    assert office.client.get(address(provider)).status_code == 200
    assert other.client.get(address(provider)).status_code == 403


def test_the_head_changes_a_role_and_every_row_is_dated(player: Any) -> None:
    head = player("provider", "head")
    member = player("provider", "reader", of=head.organisation)
    row = Membership.objects.get(person=member.person)
    assert head.client.get(address(head, f"members/{row.id}/role/")).status_code == 200
    assert head.client.post(address(head, f"members/{row.id}/role/"), {"role": "writer"}).status_code == 302
    old, new = Membership.objects.filter(person=member.person).order_by("id")
    assert (old.until, new.until, new.role) == (new.since, None, "writer")
    assert Event.objects.get(kind="person:role-changed").subject == f"person/{member.person.id}"
    assert head.client.post(address(head, f"members/{row.id}/role/"), {"role": "head"}).status_code == 404


@pytest.mark.parametrize("role", ["signatory", "writer", "reader"])
def test_only_a_head_manages_members(player: Any, role: str) -> None:
    head = player("provider", "head")
    member = player("provider", role, of=head.organisation)
    row = Membership.objects.get(person=head.person)
    assert member.client.post(address(head, f"members/{row.id}/role/"), {"role": "reader"}).status_code == 403
    assert member.client.post(address(head, f"members/{row.id}/leave/")).status_code == 403


@pytest.mark.parametrize(("language", "words"), [("nl", "altijd een beheerder"), ("en", "always has a head")])
def test_nobody_removes_the_last_head(player: Any, administrator: Any, language: str, words: str) -> None:
    head = player("provider", "head")
    player("provider", "writer", of=head.organisation)
    row = Membership.objects.get(person=head.person)
    for who in (head, administrator):
        for rest, sent in (("role", {"role": "reader"}), ("leave", {})):
            answer = who.client.post(address(head, f"members/{row.id}/{rest}/", language), sent)
            assert answer.status_code == 422
            assert words in answer.content.decode()
    assert Membership.objects.get(pk=row.pk).until is None


def test_a_head_beside_another_may_go(player: Any) -> None:
    head = player("provider", "head")
    second = player("provider", "head", of=head.organisation)
    row = Membership.objects.get(person=head.person)
    assert head.client.get(address(head, f"members/{row.id}/leave/")).status_code == 200
    assert head.client.post(address(head, f"members/{row.id}/leave/")).status_code == 302
    assert head.client.get(address(head)).status_code == 403
    with pytest.raises(SettledError):
        acts.leave(row, by=second.person)
    with pytest.raises(HinderedError):
        acts.leave(Membership.objects.get(person=second.person), by=second.person)


def test_anyone_leaves_by_themselves(player: Any) -> None:
    head = player("provider", "head")
    reader = player("provider", "reader", of=head.organisation)
    row = Membership.objects.get(person=reader.person)
    assert reader.client.post(address(head, f"members/{row.id}/leave/")).status_code == 302
    assert Event.objects.get(kind="person:left").actor == str(reader.person.id)


def test_the_list_costs_the_same_with_many(office: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert office.client.get("/en/account/organisations/").status_code == 200
        return len(found)

    few = queries()
    Organisation.objects.bulk_create(
        Organisation(slug=f"o-{number}", name=f"Example {number:04}", kind="provider")
        for number in range(1000)
    )
    assert queries() == few


def test_the_page_of_an_organisation_costs_the_same_with_many_members(office: Any, provider: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert office.client.get(address(provider)).status_code == 200
        return len(found)

    few = queries()
    people = Person.objects.bulk_create(Person(email=f"p{number}@example.com") for number in range(300))
    Membership.objects.bulk_create(
        Membership(person=person, organisation=provider.organisation, role="reader") for person in people
    )
    assert queries() == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory has one connection; tools/with_postgresql.py has more",
)
def test_two_heads_who_leave_at_once_leave_one(player: Any) -> None:
    heads = [player("provider", "head")]
    heads.append(player("provider", "head", of=heads[0].organisation))
    together = Barrier(2)

    def go(person: Any) -> str:
        try:
            row = Membership.objects.select_related("organisation").get(person=person, until=None)
            together.wait(5)
            acts.leave(row, by=person)
        except HinderedError:
            return "hindered"
        finally:
            connection.close()
        return "gone"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, [head.person for head in heads])) == ["gone", "hindered"]
    assert Membership.objects.filter(role="head", until=None).count() == 1
