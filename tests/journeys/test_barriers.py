# SPDX-License-Identifier: EUPL-1.2
"""Nothing on any page stands in someone's way: with axe, at the width of a telephone, in the dark, and without a script."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from tests.journeys.browsing import Someone
from tests.journeys.crawling import Made
from tests.journeys.looking import KEPT, PEOPLE, Played, look
from tests.journeys.served import Served

ROOMS = {"library", "register", "audit", "drafting", "joining", "submissions", "requests", "desk", "people"}

BUTTONS = {
    *("account_logout", "desk:acknowledge", "desk:close-incident", "desk:close-question", "desk:export"),
    *(
        "drafting:begin-draft",
        "drafting:close-call",
        "drafting:end-seat",
        "drafting:move-clause",
        "joining:confirm",
    ),
    *(
        "people:administrator",
        "people:close-ways-in",
        "people:end-interest",
        "people:end-session",
        "people:withdraw-invitation",
    ),
    *("people:withdraw-token", "requests:forward", "submissions:calendar-address"),
}
FILES = {
    *("audit:checkpoint", "audit:consistency", "audit:cosigned", "audit:key", "audit:proof", "audit:receipt"),
    *("drafting:clause-always", "submissions:findings"),
    *(
        "drafting:draft-files",
        "drafting:files",
        "drafting:ics",
        "drafting:questions",
        "library:dossier",
        "people:copy",
    ),
    *("register:dump", "register:feed", "register:feed-indicators"),
    *("requests:pack", "submissions:feed", "submissions:pack"),
    *("submissions:receipt", "submissions:summary-file", "mfa_download_recovery_codes", "mfa_login_webauthn"),
}
JOURNEYED = {"desk:answer-question", "people:invitation"}
"""Looked at on a journey, and gone once it is over."""
COVERED = {
    *("account_email", "account_reset_password", "account_confirm_login_code"),
    *("openid_connect_callback", "openid_connect_login", "socialaccount_signup"),
}
"""Names of allauth whose addresses a page of ours answers, or that are switched off."""


def names(there: Any, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the names of the views for people; addresses without one lead to another."""
    for one in there.url_patterns:
        if isinstance(one, URLPattern):
            yield from [":".join((*spaces, one.name))] if one.name else []
        else:
            yield from names(one, (*spaces, one.namespace) if one.namespace else spaces)


def test_every_kind_of_page_is_looked_at_or_named_here() -> None:
    kept = {name.rstrip("?") for name in json.loads(KEPT.read_text(encoding="utf-8"))["kinds"]}
    (people,) = (one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern))
    aside = BUTTONS | FILES | JOURNEYED | COVERED
    assert sorted(set(names(people)) - kept - aside) == []
    assert sorted(aside & kept) == []


def test_no_page_holds_a_barrier(opened: Any, portal: Served, played: Played) -> None:
    played.play()
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


@pytest.mark.parametrize(("language", "model"), [("nl", "Klein Voorbeeld"), ("en", "Voorbeeld Open")])
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


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_for_what_went_wrong_hold_no_barrier(someone: Callable[..., Someone], language: str) -> None:
    person = someone(language=language)
    assert person.go("none-there/") == 404
    assert person.look() == []
    assert person.go("account/organisations/") == 403
    assert person.look() == []


def test_a_page_is_looked_at_again_where_it_is_made_in_another_way() -> None:
    short, long = Made("<ul><li>a</ul>"), Made("<ul><li>a</li><li>b</li></ul>")
    other = Made("<ul><li>a <button>b</button></li></ul>")
    assert long.elements <= short.elements
    assert not other.elements <= short.elements
    assert not Made("<ul><li class=good>a</li></ul>").elements <= short.elements


def test_everyone_who_looks_plays_another_part() -> None:
    assert len(set(PEOPLE)) == len(PEOPLE)
