# SPDX-License-Identifier: EUPL-1.2
"""Who accepts an invitation to draw up a code takes part, and who is shown the way to the desk. Article 56(3)."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.test import Client
from django.utils import timezone
from tests.portal.coded import CODE
from tests.portal.desked import text
from tests.portal.drafted import opened

from adhere.portal.audit.models import Event
from adhere.portal.drafting.models import Participant, Work
from adhere.portal.people.invitations import acts as invitations

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")


class TestInvitedToDrawUp:
    """Who accepts an invitation to draw up a code takes part from then on."""

    FORM: ClassVar[dict[str, object]] = {"email": "new@example.com", "role": "writer", "aim": "drawing-up", "code": CODE, "days": 3, "reasons": "They know the field."}  # fmt: skip
    NEW: ClassVar[dict[str, str]] = {
        "name": "New Person",
        "way": "password",
        "password": "a long enough word",
    }

    @staticmethod
    def address(of: Any) -> str:
        return f"/en/account/organisations/{of.organisation.slug}/invite/"

    def invited(self, office: Any, to: Any, **changes: Any) -> str:
        answer = office.client.post(self.address(to), self.FORM | changes)
        assert answer.status_code == 200, text(answer)
        return text(answer).partition("<code>http://localhost")[2].partition("</code>")[0]

    def test_accepting_makes_a_participant_with_its_event(self, office: Any, player: Any) -> None:
        opened(office)
        link = self.invited(office, player("rightsholder"))
        newcomer = Client()
        answer = newcomer.post(link, self.NEW)
        assert answer.headers["Location"] == f"/en/drafting/{CODE}/"
        found = Participant.objects.get()
        assert (found.group, found.reasons, found.until) == ("rightsholders", "They know the field.", None)
        event = Event.objects.get(seq=found.event)
        assert (event.kind, event.subject) == ("code:participant-selected", f"drafting/{CODE}/participant/{found.pk}")  # fmt: skip
        assert "note success" in text(newcomer.get(f"/en/drafting/{CODE}/"))

    def test_the_group_is_one_that_such_an_organisation_counts_in(self, office: Any, provider: Any) -> None:
        opened(office)
        for wrong in ({}, {"group": "rightsholders"}, {"group": "industry", "reasons": ""}):
            assert office.client.post(self.address(provider), self.FORM | wrong).status_code == 422
        Client().post(self.invited(office, provider, group="industry"), self.NEW)
        assert Participant.objects.get().group == "industry"

    def test_a_code_that_is_not_drawn_up_here_is_no_invitation(self, office: Any, provider: Any) -> None:
        form = self.FORM | {"group": "providers"}
        assert "No code example-code is being drawn up here" in text(
            office.client.post(self.address(provider), form)
        )
        Work.objects.filter(pk=opened(office).pk).update(closed=timezone.now())
        assert office.client.post(self.address(provider), form).status_code == 422

    def test_who_takes_part_already_is_not_let_in_twice(self, office: Any, player: Any) -> None:
        work, holder = opened(office), player("rightsholder")
        Participant.objects.create(work=work, organisation=holder.organisation, group="rightsholders")
        assert Client().post(self.invited(office, holder), self.NEW).status_code == 302
        assert Participant.objects.count() == 1

    def test_work_that_was_closed_in_the_meantime_is_told_and_nothing_is_accepted(
        self, office: Any, player: Any
    ) -> None:
        work, holder = opened(office), player("rightsholder")
        link = self.invited(office, holder)
        Work.objects.filter(pk=work.pk).update(closed=timezone.now())
        assert Client().post(link, self.NEW).status_code == 409
        assert not Participant.objects.exists()
        assert invitations.find(link.rstrip("/").rpartition("/")[2]).used is None  # type: ignore[union-attr]

    def test_only_who_selects_participants_invites_to_draw_up(
        self, office: Any, player: Any, provider: Any
    ) -> None:
        opened(office)
        for other in (player("provider", "head", of=provider.organisation), self._administrator(player)):
            shown = text(other.client.get(self.address(provider)))
            assert 'value="drawing-up"' not in shown
            other.client.post(self.address(provider), self.FORM | {"group": "providers"})
        assert 'value="drawing-up"' in text(office.client.get(self.address(provider)))
        assert 'value="drawing-up"' not in text(office.client.get(self.address(office)))
        assert not Event.objects.filter(kind="code:participant-selected").exists()

    @staticmethod
    def _administrator(player: Any) -> Any:
        made = player("expert", "reader")
        made.person.is_administrator = True
        made.person.save()
        return made


class TestMenu:
    """The way to the desk is shown to whoever may enter it."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_visitor_has_no_way_to_the_desk_on_any_page(self, visitor: Any, language: str) -> None:
        way = f'href="/{language}/desk/"'
        for where in ("", "law/art-56/", "codes/", "requirements/", "check/", "registers/", "drafting/", "joining/", "requests/", "log/", "account/login/", "nothing/"):  # fmt: skip
            assert way not in text(visitor.get(f"/{language}/{where}")), where
        assert visitor.get(f"/{language}/desk/").status_code == 403

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_members_of_every_party_have_it(self, player: Any, language: str) -> None:
        for kind in ("provider", "authority", "office", "board", "downstream", "civil-society", "expert", "rightsholder"):  # fmt: skip
            one = player(kind, "reader")
            for where in ("", "codes/", "nothing/"):
                assert f'href="/{language}/desk/"' in text(one.client.get(f"/{language}/{where}")), kind
            assert one.client.get(f"/{language}/desk/").status_code == 200

    def test_who_belongs_to_no_organisation_has_no_business_there(self, player: Any) -> None:
        one = player("provider")
        one.person.memberships.update(until=timezone.now())
        assert 'href="/en/desk/"' not in text(one.client.get("/en/"))
        assert one.client.get("/en/desk/").status_code == 403
