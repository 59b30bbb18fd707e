# SPDX-License-Identifier: EUPL-1.2
"""Business with the office beside reporting: a complaint, an alert, an incident, a question and its answer, a finding; each by keyboard.

A rightsholder complains, an expert alerts, a provider reports and answers, someone of the office asks and finds, an authority reads. Two of them have no script in their browser.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from tests.journeys.browsing import Someone
from tests.journeys.served import ADMINISTRATOR

from adhere.ledger.keys import new_key
from adhere.ledger.witnessing import Witness

PROVIDER = "Voorbeeld Modellen B.V. (example)"


def play(someone: Callable[..., Someone]) -> None:
    """Play it; whatever goes wrong on the way fails it."""
    complain(someone(language="nl", script=False).sign_in("rightsholder"))
    alert(someone().sign_in("expert"))
    provider = someone(language="nl", script=False).sign_in("provider")
    report_incident(provider)
    officer = someone(language="nl").sign_in("officer")
    acknowledge(officer)
    question = ask(officer)
    find(officer)
    answer(provider, question)
    authority = someone().sign_in("authority")
    read_incident(authority)
    leave_open(someone().sign_in("office"), officer, someone(script=False).sign_in("downstream"), authority)
    leave_unpublished(someone().sign_in("office"), someone(language="nl").sign_in("board"))
    register_witness(someone().sign_in(ADMINISTRATOR))


def complain(person: Someone) -> None:
    find_provider(person)
    person.press("main a[href$='/complain/']")
    person.type_into("contact", "contact@example.org")
    person.type_into("facts", "Onze werken zijn gebruikt, als voorbeeld.")
    person.type_into("provisions", "53, lid 1, onder c")
    person.press()
    assert person.page.locator(".errors a").count(), "a rule that is not named as one is told"
    assert person.look() == []
    person.type_into("provisions", "aia:art-53.1.c")
    person.type_into("why", "Het voorbehoud is gelezen en niet nageleefd.")
    person.press()
    person.done()


def alert(expert: Someone) -> None:
    find_provider(expert)
    expert.press("main a[href$='/alert/']")
    assert expert.look() == []
    ground = expert.page.locator("[name='ground']").first.get_attribute("value")
    assert ground
    expert.turn_to("ground", ground)
    expert.type_into("contact", "contact@example.org")
    expert.type_into("facts", "An example of what is known.")
    expert.press()
    expert.done()


def find_provider(person: Someone) -> None:
    person.go("desk/")
    assert person.look() == []
    person.type_into("q", PROVIDER[:9])
    person.press()
    assert PROVIDER in person.said()
    assert person.look() == []


def report_incident(provider: Someone) -> None:
    provider.go("desk/")
    provider.press("main a[href$='/incident/']")
    provider.type_day("aware", timezone.localdate() - timedelta(days=1))
    provider.turn_to("link", "suspected")
    provider.tick("harms", "death")
    provider.type_into("text", "Een voorbeeld van een ernstig incident.")
    provider.press()
    provider.done()
    provider.press("main a[href$='/report/']")
    assert provider.look() == []


def acknowledge(officer: Someone) -> None:
    officer.go("desk/queues/complaints/")
    officer.press("main th a, main td a")
    officer.press("form[action$='/acknowledge/'] button")
    officer.done()
    officer.press("main a[href$='/answer/']")
    assert officer.look() == []


def ask(officer: Someone) -> str:
    officer.go("desk/queues/submissions/")
    officer.press("main th a, main td a")
    assert officer.look() == []
    officer.press("main a[href*='/ask/']")
    assert officer.look() == []
    officer.go("desk/providers/voorbeeld-modellen-bv-example/ask/")
    officer.type_into("text", "Wat is er sindsdien veranderd?")
    officer.type_day("due", timezone.localdate() + timedelta(days=14))
    officer.press()
    officer.done()
    return officer.last()


def find(officer: Someone) -> None:
    officer.go("desk/queues/submissions/")
    officer.press("main th a, main td a")
    officer.press("main a[href$='/find/']")
    officer.type_into("text", "Een voorbeeld van een bevinding.")
    officer.press()
    officer.done()


def answer(provider: Someone, question: str) -> None:
    provider.go("desk/")
    provider.press(f"main a[href*='{question}']")
    provider.press("main a[href$='/answer/']")
    provider.type_into("answer", "Niets, als voorbeeld.")
    provider.press()
    provider.done()


def read_incident(authority: Someone) -> None:
    authority.go("desk/")
    assert authority.look() == []
    authority.press("main a[href*='/incidents/']")
    assert authority.look() == []


def leave_open(office: Someone, officer: Someone, downstream: Someone, authority: Someone) -> None:
    """Begin what is not ended, so that there is something to do on the pages that are looked at."""
    office.go("desk/assessments/open/")
    office.select("code", "gpai-2025")
    office.press()
    office.done()
    officer.go("drafting/voorbeeldcode/")
    officer.press("form[action$='/begin/'] button")
    officer.done()
    find_model(downstream)
    downstream.press("main a.button[href$='/ask/']")
    downstream.type_into("purpose", "An example of a purpose.")
    downstream.press()
    downstream.done()
    find_model(authority)
    authority.press("main a.button[href$='/article-91/']")
    assert authority.look() == []
    authority.type_into("purpose", "An example of a purpose.")
    authority.type_into("scope", "Everything on how it was trained.")
    authority.type_day("due", timezone.localdate() + timedelta(days=30))
    authority.press()
    authority.done()


def leave_unpublished(office: Someone, board: Someone) -> None:
    """Have the Board say what it thinks of another code, and look at the form of the assessment that is not published."""
    office.go("desk/assessments/open/")
    office.select("code", "marking-2026")
    office.press()
    office.done()
    number = office.last()
    board.go(f"desk/assessments/{number}/opinion/")
    board.turn_to("opinion", "adequate")
    board.type_into("opinion_en", "An example of an opinion.")
    board.type_into("opinion_nl", "Een voorbeeld van een advies.")
    board.press()
    board.done()
    office.go(f"desk/assessments/{number}/publish/")
    assert office.look() == []


def register_witness(administrator: Someone) -> None:
    administrator.go("log/witnesses/")
    administrator.press("main a[href$='/register/']")
    administrator.type_into("key", "getuige.example/portaal")
    administrator.press()
    assert administrator.page.locator(".errors a").count(), "a key that is none is told"
    assert administrator.look() == []
    administrator.type_into("key", Witness(name="getuige.example/portaal", key=new_key().public).told)
    administrator.press()
    administrator.done()
    assert administrator.look() == []


def find_model(person: Someone) -> None:
    person.go("requests/")
    person.type_into("q", "Voorbeeld Groot")
    person.press()
    person.follow("Voorbeeld Groot")
