# SPDX-License-Identifier: EUPL-1.2
"""Nothing on any page stands in someone's way: with axe, at the width of a telephone, in the dark, and without a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.journeys.browsing import Someone
from tests.journeys.looking import KEPT, PEOPLE, look
from tests.journeys.served import serve

ROOMS = {"library", "register", "audit", "drafting", "joining", "submissions", "requests", "desk", "people"}


def test_no_page_holds_a_barrier(opened: Any) -> None:
    with serve() as portal:
        looked = look(opened, portal)
    assert looked.found == []
    assert {name.partition(":")[0] for name in looked.kinds if ":" in name} >= ROOMS
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert looked.axe == kept["axe"]
    assert sorted(looked.kinds - set(kept["kinds"])) == [], (
        "the statement is older than these: make accessibility"
    )


def test_a_barrier_that_is_put_in_is_found(someone: Callable[..., Someone]) -> None:
    person = someone()
    person.go("")
    person.page.evaluate(
        "document.querySelector('main').innerHTML += '<img src=x><input><p id=wide>wide</p>'"
    )
    person.page.evaluate("document.querySelector('#wide').style.width = '900px'")
    told = " ".join(person.look())
    assert "image-alt" in told
    assert "label" in told
    assert "wider than" in told


@pytest.mark.parametrize(("language", "model"), [("nl", "Voorbeeld Groot"), ("en", "Voorbeeld Open")])
def test_a_request_is_made_without_a_script(
    someone: Callable[..., Someone], language: str, model: str
) -> None:
    person = someone(language=language, script=False)
    person.go("account/login/")
    person.page.fill("[name=login]", "downstream@example.org")
    person.page.fill("[name=password]", person.password)
    person.page.click("main form button:not([name])")
    person.go("requests/")
    person.page.fill("[name=q]", model)
    person.page.click("main form button")
    person.page.click("main ul a")
    person.page.click("main a.button[href$='/ask/']")
    person.page.fill("[name=purpose]", "Example of a purpose.")
    person.page.click("main form button")
    assert person.page.locator(".note.success").count() == 1
    assert person.wrong == []


def test_everyone_who_looks_plays_another_part() -> None:
    assert len(set(PEOPLE)) == len(PEOPLE)
