# SPDX-License-Identifier: EUPL-1.2
"""Every way to sign in, by keyboard, with each page on the way looked at: an app with codes, a passkey, an identity provider, a new password by mail."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from tests.journeys.browsing import Someone
from tests.journeys.crawling import Looked, kind_of, look_at
from tests.journeys.providing import Provider
from tests.journeys.served import HOST, Served

NEW = "een heel ander lang wachtwoord"
PEOPLE = {"nl": ("expert", "society", "board"), "en": ("downstream", "small", "authority")}
"""Who goes each way, in each language: with an app, with a passkey, through a provider."""
KINDS = frozenset({
    "account_confirm_email", "account_email_verification_sent", "account_inactive", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_set_password", "account_signup",
    "mfa_authenticate", "mfa_deactivate_totp", "mfa_edit_webauthn", "mfa_generate_recovery_codes", "mfa_list_webauthn",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "people:identity", "people:identity-callback", "people:reset-password", "people:sessions",
    "socialaccount_connections", "socialaccount_login_cancelled", "socialaccount_login_error",
})  # fmt: skip
"""Kinds of pages that are looked at here."""
_WAIT = 20
_PERIOD, _TYPING = 30, 8
"""Seconds for which a code holds (RFC 6238, section 5.2), and in which it is surely handed in."""


class Walk:
    """Someone who goes such a way, and looks at each page they come to."""

    def __init__(self, opened: Any, portal: Served, language: str, name: str, looked: Looked) -> None:
        self.person, self.name, self.looked = Someone(opened, portal, language=language), name, looked
        self.email = f"{name}@{HOST}"

    def go(self, address: str, kind: str, status: int = 200) -> None:
        assert self.person.go(address) == status, address
        self.see(kind)

    def see(self, kind: str) -> None:
        """Look at the page one is on, which has to be of a kind."""
        here = self.person.page.url.removeprefix(self.person.origin)
        assert (kind_of(here) or "").rstrip("?") == kind, f"{here}: {self.person.said()}"
        self.looked.kinds.add(kind)
        self.looked.pages.append(here.partition("?")[0])
        self.looked.read += 1
        look_at(self.person, self.looked)

    def sign_in(self, password: str = "") -> None:
        """Type address and password, whatever comes then."""
        self.person.go("account/login/")
        self.person.type_into("login", self.email)
        self.person.type_into("password", password or self.person.password)
        self.person.press()

    def show_anew(self) -> None:
        self.person.go("account/reauthenticate/")
        self.person.type_into("password", self.person.password)
        self.person.press()

    def over(self) -> None:
        self.person.context.close()


def look_at_ways_in(opened: Any, portal: Served, known: Provider, looked: Looked) -> None:
    """Go every way in both languages; ``known`` is the identity provider, which is told whom it knows."""
    for language, (app, passkey, provided) in PEOPLE.items():
        assert portal.mail
        _by_app(Walk(opened, portal, language, app, looked))
        _by_passkey(Walk(opened, portal, language, passkey, looked))
        known.email = f"{provided}@{HOST}"
        _by_provider(Walk(opened, portal, language, provided, looked))
        _by_mail(Walk(opened, portal, language, provided, looked), portal.mail)
        _by_invitation(
            Walk(opened, portal, "en", "office", looked), Walk(opened, portal, language, "", looked)
        )
        _aside(Walk(opened, portal, language, "", looked))


def _by_app(walk: Walk) -> None:
    person = walk.person
    walk.sign_in()
    walk.show_anew()
    person.go("account/2fa/totp/activate/")
    secret = str(person.page.locator("dl.facts code").inner_text())
    person.type_into("code", _code(secret))
    person.press()
    walk.see("mfa_view_recovery_codes")
    codes = [str(one) for one in person.page.locator("main li code").all_inner_texts()]
    assert len(codes) >= 5
    walk.go("account/2fa/recovery-codes/generate/", "mfa_generate_recovery_codes")
    walk.go("account/2fa/totp/deactivate/", "mfa_deactivate_totp")
    walk.go("account/me/sessions/", "people:sessions")
    person.go("account/logout/")
    person.press("main form button")
    walk.sign_in()
    walk.see("mfa_authenticate")
    person.type_into("code", "000000")
    person.press()
    assert person.page.locator(".errors a").count()
    walk.see("mfa_authenticate")
    person.type_into("code", codes[0])
    person.press()
    walk.go("account/2fa/reauthenticate/", "mfa_reauthenticate")
    person.type_into("code", codes[1])
    person.press()
    person.go("account/2fa/totp/deactivate/")
    person.press()
    walk.over()


def _by_passkey(walk: Walk) -> None:
    person = walk.person
    door = person.context.new_cdp_session(person.page)
    door.send("WebAuthn.enable")
    kinds = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    made = {**kinds, "isUserVerified": True, "automaticPresenceSimulation": True}
    door.send("WebAuthn.addVirtualAuthenticator", {"options": made})
    walk.sign_in()
    walk.show_anew()
    person.go("account/2fa/webauthn/add/")
    person.tick("passwordless")
    person.press("#mfa_webauthn_add")
    walk.go("account/2fa/webauthn/", "mfa_list_webauthn")
    person.press("main table a[href$='/edit/']")
    walk.see("mfa_edit_webauthn")
    person.type_into("name", "Voorbeeldsleutel")
    person.press()
    walk.see("mfa_list_webauthn")
    person.go("account/logout/")
    person.press("main form button")
    person.go("account/login/")
    person.press("#passkey_login")
    assert "/login/" not in person.page.url, person.said()
    walk.go("account/2fa/webauthn/reauthenticate/", "mfa_reauthenticate_webauthn")
    person.press("#mfa_webauthn_reauthenticate")
    person.go("account/2fa/webauthn/")
    person.press("main table a[href$='/remove/']")
    walk.see("mfa_remove_webauthn")
    person.press()
    walk.over()


def _by_provider(walk: Walk) -> None:
    person = walk.person
    person.go("account/login/")
    person.press("main a[href*='/oidc/']")
    walk.see("people:identity")
    person.press()
    assert "/login/" not in person.page.url, person.said()
    walk.go("account/3rdparty/", "socialaccount_connections")
    walk.over()


def _by_mail(walk: Walk, mail: Path) -> None:
    person, before = walk.person, set(mail.glob("*")) if mail.exists() else set()
    walk.go("account/password/reset/", "people:reset-password")
    person.type_into("email", walk.email)
    person.press()
    link = _link(mail, before)
    assert link.startswith(person.origin), link
    walk.go(link.removeprefix(person.origin), "account_reset_password_from_key")
    person.type_into("password1", NEW)
    person.type_into("password2", NEW[:-1])
    person.press()
    assert person.page.locator(".errors a").count()
    walk.see("account_reset_password_from_key")
    person.type_into("password1", NEW)
    person.type_into("password2", NEW)
    person.press()
    walk.see("account_reset_password_from_key_done")
    walk.go("account/password/reset/key/x-y/", "account_reset_password_from_key")
    walk.over()


def _by_invitation(office: Walk, walk: Walk) -> None:
    """Make an account with a passkey to come, which has no password yet."""
    inviting, person = office.person, walk.person
    inviting.sign_in(office.name)
    inviting.go("account/organisations/")
    there = inviting.page.locator("main a[href*='/account/organisations/']").first.get_attribute("href")
    inviting.go(f"{there}invite/")
    inviting.type_into("email", f"new-{person.language}@{HOST}")
    inviting.turn_to("role", "reader")
    inviting.press()
    link = str(inviting.page.locator("main dl code").inner_text())
    person.go(f"/{person.language}/" + link.partition("/en/")[2])
    person.type_into("name", "Nieuw Voorbeeld")
    person.turn_to("way", "passkey")
    person.press()
    walk.go("account/password/set/", "account_set_password")
    office.over()
    walk.over()


def _aside(walk: Walk) -> None:
    """Look at pages that tell of something that is not so here, or no longer."""
    walk.go("account/signup/", "account_signup")
    walk.go("account/inactive/", "account_inactive")
    walk.go("account/confirm-email/", "account_email_verification_sent")
    walk.go("account/confirm-email/x/", "account_confirm_email")
    walk.go("account/3rdparty/login/cancelled/", "socialaccount_login_cancelled")
    walk.go("account/3rdparty/login/error/", "socialaccount_login_error", 401)
    walk.go("account/oidc/organisation/login/callback/?state=x", "people:identity-callback", 401)
    walk.over()


def _code(secret: str) -> str:
    left = _PERIOD - time.time() % _PERIOD
    if left < _TYPING:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def _link(mail: Path, before: set[Path]) -> str:
    """Return the link of a letter that was not there before; the portal sends it beside the request."""
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        for path in sorted(set(mail.glob("*")) - before if mail.exists() else ()):
            body = message_from_bytes(path.read_bytes(), policy=policy.default).get_content()
            found = re.search(r"http://\S+/password/reset/key/\S+", body)
            if found:
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no letter came")
