# SPDX-License-Identifier: EUPL-1.2
"""A code from its call to a published assessment of adequacy: five people, each by keyboard.

The head of the office opens, publishes and assesses; someone of it selects, writes and answers; civil society and a provider apply and
comment; the Board gives its opinion. Three of them have no script in their browser.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from tests.journeys.browsing import Someone

CODE, TITLE = "journey-code", "Journey code (example)"
FINDING = "The code covers what it was drawn up for (example)."


def play(someone: Callable[..., Someone]) -> None:
    """Play the journey; whatever goes wrong on the way fails it."""
    office = someone().sign_in("office")
    officer = someone(language="nl", script=False).sign_in("officer")
    society = someone(script=False).sign_in("society")
    provider = someone(language="nl").sign_in("provider")
    board = someone(language="nl", script=False).sign_in("board")
    call = open_and_call(office)
    apply(society, call, "An example of why.")
    apply(provider, call, "Een voorbeeld van waarom.")
    select(officer, 2)
    write(officer)
    clause = comment(society)
    answer(officer)
    read_answer(provider, clause)
    publish(office)
    assess(office, board)
    read_assessment(someone(language="nl"))


def open_and_call(office: Someone) -> str:
    office.go("drafting/open/")
    office.type_into("slug", CODE)
    both(office, "title", TITLE, "Reiscode (example)")
    office.paste_into("provisions", "aia:art-53.1.a\naia:art-55.1.b")
    office.press()
    office.done()
    office.go(f"drafting/{CODE}/call/")
    both(office, "text", "Who takes part?", "Wie doet mee?")
    office.type_day("opens", timezone.localdate())
    office.type_day("closes", timezone.localdate() + timedelta(days=14))
    office.tick("kinds", "provider")
    office.tick("kinds", "civil-society")
    office.press()
    office.done()
    return office.last()


def apply(person: Someone, call: str, why: str) -> None:
    person.go(f"drafting/{CODE}/calls/{call}/")
    person.press("main a[href$='/apply/']")
    person.type_into("motivation", why)
    person.press()
    person.done()


def select(officer: Someone, expected: int) -> None:
    for _ in range(expected):
        officer.go(f"drafting/{CODE}/applications/")
        assert officer.look() == []
        officer.press("main td a, main th a")
        officer.turn_to("decision", "selected")
        officer.type_into("reasons", "Voorbeeld van een reden.")
        officer.press()
        officer.done()


def write(officer: Someone) -> None:
    """Write a draft of a chapter, a commitment and a measure, and put it out for comments."""
    officer.go(f"drafting/{CODE}/")
    officer.press("form[action$='/begin/'] button")
    officer.done()
    for kind, english, dutch in (
        ("chapter", "Documents", "Documenten"),
        ("commitment", "Keep documents", "Documenten bewaren"),
        ("measure", "Write it down", "Schrijf het op"),
    ):
        officer.press(f"main article:last-of-type a[href*='add/{kind}/']")
        if kind == "chapter":
            officer.type_into("mark", "D")
        both(officer, "title", english, dutch)
        both(officer, "text", f"{english}, always.", f"{dutch}, altijd.")
        officer.press()
        officer.done()
    officer.press("main a[href$='/publish/']")
    officer.type_day("comments_until", timezone.localdate() + timedelta(days=14))
    both(officer, "summary", "A first draft.", "Een eerste ontwerp.")
    officer.press()
    officer.done()


def comment(society: Someone) -> str:
    society.go(f"drafting/{CODE}/drafts/1/")
    assert society.look() == []
    society.press("main article.measure a[href*='clauses/']")
    clause = society.last()
    society.type_into("text", "Say for how long, as an example of a comment.")
    society.press()
    society.done()
    return clause


def answer(officer: Someone) -> None:
    officer.go(f"drafting/{CODE}/drafts/1/comments/")
    officer.press("main a[href*='/answer/']")
    officer.turn_to("outcome", "not")
    officer.type_into("reasons", "De wet noemt al een termijn.")
    officer.press()
    officer.done()


def read_answer(provider: Someone, clause: str) -> None:
    provider.go(f"drafting/{CODE}/drafts/1/clauses/{clause}/")
    assert "De wet noemt al een termijn." in provider.said()
    assert provider.look() == []


def publish(office: Someone) -> None:
    office.go(f"drafting/{CODE}/publish/")
    office.type_into("version", "1.0")
    both(office, "summary", "The first version.", "De eerste versie.")
    office.press()
    office.done()


def assess(office: Someone, board: Someone) -> None:
    office.go("desk/assessments/open/")
    office.select("code", CODE)
    office.press()
    office.done()
    number = office.last()
    board.go(f"desk/assessments/{number}/")
    board.press("main a[href$='/opinion/']")
    board.turn_to("opinion", "adequate")
    both(board, "opinion", "An example of an opinion.", "Een voorbeeld van een advies.")
    board.press()
    board.done()
    office.go(f"desk/assessments/{number}/publish/")
    office.turn_to("judgement", "adequate")
    both(office, "body", FINDING, "De code regelt waarvoor hij is opgesteld (example).")
    office.type_day("review", timezone.localdate() + timedelta(days=365))
    office.press()
    office.done()


def read_assessment(visitor: Someone) -> None:
    visitor.go("registers/publications/")
    assert visitor.look() == []
    visitor.follow("Reiscode (example)")
    assert "De code regelt waarvoor hij is opgesteld" in visitor.said()
    assert visitor.look() == []


def both(person: Someone, field: str, english: str, dutch: str) -> None:
    person.type_into(f"{field}_en", english)
    person.type_into(f"{field}_nl", dutch)
