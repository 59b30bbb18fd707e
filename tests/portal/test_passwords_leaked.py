# SPDX-License-Identifier: EUPL-1.2
"""Passwords known from leaks: a list in the form of Pwned Passwords, looked through by halves, and refused where it is no list."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.portal.entered import sign_in
from tests.portal.test_signing import PASSWORD

from adhere.portal.digests import DigestList
from adhere.portal.people.invitations.acts import Offer, invite
from adhere.portal.people.models import Person
from adhere.portal.people.signing.leaked import LeakedValidator

LEAKED = "verschillende woorden die uitlekten"
Listed = Callable[..., Path]


def digest(password: str) -> str:
    return sha1(password.encode()).hexdigest().upper()


def lines(passwords: list[str]) -> list[str]:
    return [f"{one}:{number}" for number, one in enumerate(sorted(map(digest, passwords)), 1)]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """Write a list as the downloads of Pwned Passwords are."""

    def write(*passwords: str, end: str = "\r\n", last: bool = True, lower: bool = False) -> Path:
        told = end.join(lines(list(passwords))) + (end if last else "")
        path = tmp_path / "leaked.txt"
        path.write_bytes((told.lower() if lower else told).encode())
        return path

    return write


@pytest.mark.parametrize(
    "how", [{}, {"end": "\n"}, {"last": False}, {"end": "\n", "last": False}, {"lower": True}]
)
@pytest.mark.parametrize("count", [1, 2, 3, 1000])
def test_a_list_holds_each_of_its_own_and_nothing_else(
    listed: Listed, how: dict[str, Any], count: int
) -> None:
    passwords = [f"password {number}" for number in range(count)]
    found = DigestList(listed(*passwords, **how))
    assert found.fault() == ""
    assert all(found.holds(one) for one in passwords)
    assert not any(found.holds(f"another {number}") for number in range(100))
    assert not found.holds("")
    assert not found.holds("\ud800")  # half a pair of signs


@given(st.sets(st.text(max_size=12), min_size=1, max_size=30), st.text(max_size=12))
def test_it_answers_as_looking_at_every_line_would(
    tmp_path_factory: Any, passwords: set[str], asked: str
) -> None:
    path = tmp_path_factory.mktemp("lists") / "l"
    path.write_text("\n".join(sorted(map(digest, passwords))), encoding="ascii")
    assert DigestList(path).holds(asked) == (asked in passwords)


def test_little_is_read_of_a_long_list(listed: Listed, monkeypatch: Any) -> None:
    passwords = [f"password {number}" for number in range(20_000)]
    path, read = listed(*passwords), []
    real = Path.open

    class Counted(io.FileIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            read.append(1)
            return super().readline(size)

    monkeypatch.setattr(
        Path, "open", lambda self, mode: Counted(self, "r") if self == path else real(self, mode)
    )
    assert DigestList(path).holds(passwords[777])
    assert 1 <= len(read) <= 16


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "byte 0"),
        (b"password\nletmein\n", "byte 0"),
        (b"\n".join(line.encode() for line in reversed(lines(["a", "b", "c"]))), "byte"),
        (f"{digest('a')}:x\n".encode(), "byte 0"),
        (f"{digest('a')[:32]}:3\n".encode(), "byte 0"),  # NTLM has 32 signs
        (b"\x1f\x8b" + bytes(400), "byte"),
        (b"A" * 10_000, "byte"),
    ],
)
def test_what_is_no_list_is_told_with_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)
    assert DigestList(path).fault().startswith(place)


@pytest.fixture
def looked_up(settings: Any, listed: Listed) -> Path:
    """A portal with a list."""
    cache.clear()
    settings.LEAKED_PASSWORDS = listed(LEAKED, "another one that leaked")
    return Path(settings.LEAKED_PASSWORDS)


@pytest.mark.django_db
@pytest.mark.usefixtures("looked_up")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "known from a leak"), ("nl", "bekend uit een datalek")]
)
def test_changing_to_it_is_refused_in_words(known: Any, language: str, words: str) -> None:
    browser = Client()
    sign_in(browser, known)
    form = {"oldpassword": PASSWORD, "password1": LEAKED, "password2": LEAKED}
    answer = browser.post(f"/{language}/account/password/change/", form)
    assert words in answer.content.decode()
    assert Person.objects.get(pk=known.person.pk).check_password(PASSWORD)
    good = form | dict.fromkeys(("password1", "password2"), f"{LEAKED} nergens")
    assert browser.post(f"/{language}/account/password/change/", good).status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("looked_up")
def test_an_invitation_is_not_accepted_with_it(provider: Any) -> None:
    _, token = invite(
        Offer(organisation=provider.organisation, role="reader", email="new@example.com"), by=None
    )
    form = {"name": "New", "way": "password", "password": LEAKED}
    answer = Client().post(f"/en/account/invitation/{token}/", form)
    assert answer.status_code == 422
    assert "known from a leak" in answer.content.decode()
    assert not Person.objects.filter(email="new@example.com").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["gone", "changed"])
def test_without_the_list_no_password_is_taken(looked_up: Path, broken: str) -> None:
    if broken == "gone":
        looked_up.unlink()
    else:
        looked_up.write_text("no list any more\n" * 100, encoding="ascii")
    with translation.override("en"), pytest.raises(ValidationError, match="cannot be seen"):
        LeakedValidator().validate("a good one of many words")


def test_where_none_is_set_nothing_is_looked_up(settings: Any) -> None:
    settings.LEAKED_PASSWORDS = None
    LeakedValidator().validate(LEAKED)


def test_of_the_commonest_few_are_as_long_as_is_asked() -> None:
    """What docs/en/portal-security.md says of passwords where no list is set."""
    assert sum(len(one) >= 12 for one in CommonPasswordValidator().passwords) == 190
