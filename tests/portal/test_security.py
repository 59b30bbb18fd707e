# SPDX-License-Identifier: EUPL-1.2
"""What an attacker tries first, by the numbers of OWASP ASVS 5.0.0; docs/en/portal-security.md answers every requirement of levels 1 and 2."""

from __future__ import annotations

import inspect
import json
import logging
import re
import uuid
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.core.validators import RegexValidator
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation
from tests.portal.entered import LOGIN, sign_in
from tests.portal.test_addresses import patterns
from tests.portal.test_operations import adhere
from tests.repository import ROOT

from adhere.portal.forms import WordedForm
from adhere.portal.logs import JsonLines
from adhere.portal.people.names import visible
from adhere.portal.storing import kept

pytestmark = pytest.mark.django_db
PARTS = {"token": "x", "uidb36": "x", "key": "x-y", "provider_id": "organisation", "slug": "x", "code": "x", "name": "x", "part": "x", "version": "1", "kind": "measure", "provider": "x", "model": "x", "told": "x"}  # fmt: skip
UUIDS = {"person", "submission"}


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


def addresses() -> list[str]:
    """Every address under a language, with something in each part of it."""
    found = []
    for name, parts in dict(patterns(get_resolver())).items():
        for told in (PARTS | dict.fromkeys(parts, uuid.uuid4()), PARTS | dict.fromkeys(parts, 1)):
            kwargs = {part: PARTS.get(part, told[part]) for part in parts}
            try:
                with translation.override("en"):
                    address = reverse(name, kwargs=kwargs)
            except Exception:  # noqa: BLE001 - another kind of part
                continue
            found.append(address)
            break
    return [one for one in found if one.startswith("/en/")]


# V3: what browsers are told


def test_every_answer_carries_its_headers(visitor: Any, provider: Any) -> None:
    for browser in (visitor, provider.client):
        for path in ("/en/", "/en/none", "/en/account/me/", LOGIN, "/api/v1/models", "/api/v1/none", "/health", "/en/registers/models/?as=csv", "/en/log/key.pem"):  # fmt: skip
            headers = browser.get(path).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, path
            assert "frame-ancestors 'none'" in policy
            assert "base-uri 'none'" in policy
            assert "unsafe" not in policy
            assert "*" not in policy
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert "Access-Control-Allow-Origin" not in headers
            assert "Server" not in headers


def test_what_is_made_for_someone_is_kept_by_no_browser(visitor: Any, provider: Any) -> None:
    for path in ("/en/", "/en/account/me/", "/en/law/", f"/en/submissions/of/{provider.organisation.slug}/"):
        assert "no-store" in provider.client.get(path).headers["Cache-Control"], path
    assert "no-store" not in visitor.get("/en/law/").headers["Cache-Control"]


def test_cookies_belong_to_this_host_and_to_no_script(known: Any) -> None:
    browser = Client()
    browser.get(LOGIN)
    sign_in(browser, known)
    assert set(browser.cookies) >= {"session", "csrf"}
    for name in ("session", "csrf"):
        one = browser.cookies[name]
        assert (one["httponly"], one["samesite"], one["path"], one["domain"]) == (True, "Lax", "/", "")
    assert browser.cookies["session"]["max-age"] == ""  # it goes with the browser


def test_over_https_cookies_are_secure_and_plain_http_is_led_on_or_refused(tmp_path: Path) -> None:
    program = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
plain, api = Client().get("/en/account/login/"), Client().get("/api/v1/models", HTTP_AUTHORIZATION="Bearer adhere_x")
safe = Client().get("/", secure=True)
names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE DEBUG SESSION_COOKIE_AGE".split()
print(json.dumps({n: getattr(settings, n) for n in names} | {"plain": [plain.status_code, plain.headers["Location"]],
    "api": [api.status_code, api.headers["Content-Type"], api.headers.get("Location")], "hsts": safe.headers["Strict-Transport-Security"]}))
"""
    names = {"ORIGIN": "https://codes.example.org", "HOSTS": "testserver", "DATA": str(tmp_path / "d"), "BEHIND_PROXY": "yes"}  # fmt: skip
    ran = adhere("-c", program, DJANGO_SETTINGS_MODULE="adhere.portal.settings", **{f"ADHERE_PORTAL_{name}": value for name, value in names.items()})  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["DEBUG"] is False
    assert told["SESSION_COOKIE_AGE"] == 12 * 3600
    assert told["plain"] == [301, "https://testserver/en/account/login/"]
    assert told["api"] == [426, "application/problem+json", None]
    assert told["hsts"] == "max-age=31536000; includeSubDomains; preload"


def test_nothing_is_done_for_a_form_of_another_site(office: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(office.person)
    every = addresses()
    assert len(every) > 120
    kept_nothing = {"/en/check/", "/en/check/dossier/"}
    for path in (one for one in every if one not in kept_nothing):
        answer = strict.post(path, {"csrfmiddlewaretoken": "x" * 64}, HTTP_ORIGIN="https://evil.example")
        assert answer.status_code == 403, path
        assert "could not be taken in" in answer.content.decode(), path


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_methods_nobody_offers_are_refused(office: Any, method: str) -> None:
    for path in addresses():
        answer = office.client.generic(method, path)
        expected = (
            (200, 302, 403, 404, 405)
            if method == "PUT" and path.startswith("/en/account/")
            else (302, 403, 404, 405)
        )  # allauth takes PUT as POST, sign and all
        assert answer.status_code in expected, (method, path, answer.status_code)
    assert office.client.generic(method, "/en/").status_code == 405


# V1, V2, V5: what is taken in


def every_form() -> list[type[WordedForm]]:
    portal = ROOT / "src/adhere/portal"
    for path in portal.rglob("*forms.py"):
        import_module(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
    found, waiting = [], [WordedForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        found.append(one)
    return found


def test_no_text_field_takes_signs_that_cannot_be_seen() -> None:
    forms_ = every_form()
    assert len(forms_) > 40
    left_out = {
        "password",
        "claim",
        "provisions",
    }  # never shown; checked whole as signed JSON; each line an id there is
    for form in forms_:
        for name, field in form.base_fields.items():
            if not isinstance(field, forms.CharField) or isinstance(field, forms.EmailField | forms.URLField | forms.UUIDField):  # fmt: skip
                continue
            names = {getattr(one, "__name__", "") for one in field.validators}
            assert (
                names & {"visible", "lines"}
                or any(isinstance(one, RegexValidator) for one in field.validators)
                or name in left_out
            ), (form, name)
            assert field.max_length or name in left_out, (form, name)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u0007", "\ufeff", "\u2028", "\x00"])
def test_names_turn_no_direction_and_hide_nothing(sign: str) -> None:
    with pytest.raises(forms.ValidationError):
        visible(f"invoice{sign}gpj.exe")
    visible("Ünïcode د ‌ Ænglisc 名前")


@pytest.mark.parametrize("digest", ["../../secret", "a" * 63, "A" * 64, "a" * 64 + "\n", "/etc/passwd", ""])
def test_a_file_is_found_by_a_digest_and_nothing_else(digest: str) -> None:
    with pytest.raises(FileNotFoundError):
        kept(digest)


def test_the_portal_reads_no_xml_runs_no_program_and_unpickles_nothing() -> None:
    portal = ROOT / "src/adhere/portal"
    for path in portal.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        found = re.findall(r"^\s*(?:import|from) (lxml|xml|pickle|marshal|subprocess|yaml|shelve)\b", source, re.MULTILINE)  # fmt: skip
        found += re.findall(r"\b(eval|exec|os\.system|mark_safe)\(|\|safe\b|csrf_exempt\b", source)
        found = [one for one in found if one]
        if path.match("operations/database.py"):  # a backup by hand runs pg_dump, with arguments of its own
            found.remove("subprocess")
        allowed = {"csrf_exempt"} if path.parent.name in ("api", "submissions", "check") else set()
        assert set(found) <= allowed, path
    for path in portal.rglob("*.html"):
        assert not re.search(r"\|safe\b|autoescape off", path.read_text(encoding="utf-8")), path


# V13, V16: hosts, errors and logs


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "[::1", ""])  # fmt: skip
def test_another_host_is_refused(visitor: Any, host: str) -> None:
    for path in ("/en/", "/api/v1/models", LOGIN):
        answer = visitor.get(path, HTTP_HOST=host)
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


def test_an_error_shows_nothing_of_the_program(monkeypatch: Any) -> None:
    from adhere.portal import views

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("postgresql://secret@db")

    monkeypatch.setattr(views, "home", broken)
    monkeypatch.setattr(inspect.unwrap(views.health), "__code__", inspect.unwrap(views.health).__code__)
    pattern = next(one for one in get_resolver().url_patterns[-1].url_patterns if one.name == "home")
    monkeypatch.setattr(pattern, "callback", broken)
    text = Client(raise_request_exception=False).get("/en/").content.decode()
    assert "Traceback" not in text
    assert "secret" not in text
    assert ".py" not in text


def test_signing_in_is_told_by_an_opaque_id(known: Any, caplog: Any) -> None:
    caplog.set_level(logging.INFO)
    browser = Client()
    sign_in(browser, known, "wrong wrong wrong")
    sign_in(browser, known)
    browser.post("/en/account/logout/")
    lines = [JsonLines().format(one) for one in caplog.records]
    told = [(one["message"], one.get("person")) for one in map(json.loads, lines) if one["logger"].endswith("telling")]  # fmt: skip
    own = str(known.person.pk)
    assert told == [("did not sign in", None), ("signed in", own), ("signed out", own)]
    assert all(known.person.email not in line and "wrong wrong" not in line for line in lines)


def test_what_someone_types_writes_no_line_of_the_log(visitor: Any, caplog: Any) -> None:
    visitor.get("/en/none%0d%0a{%22level%22:%22forged%22}/?q=%0aforged")
    lines = [JsonLines().format(one) for one in caplog.records]
    assert lines
    assert all("forged" not in line and "\n" not in line for line in lines)
