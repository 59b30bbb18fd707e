# SPDX-License-Identifier: EUPL-1.2
"""A signatory from invitation to a late report, its correction and an answered request: five people, each by keyboard.

Three of them have no script in their browser. The head of the office invites; someone of it confirms; a new provider has a head and a signatory; a downstream provider asks.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.browsing import Someone
from tests.portal.packs import Dossier

CODE, NAME, MODEL = "gpai-2025", "Nieuw Voorbeeld (example)", "Nieuw Model (example)"
PASSWORD = "a long enough word"
PERIOD = ("2025-07-01", "2025-12-31")


def play(someone: Callable[..., Someone]) -> None:
    """Play the journey; whatever goes wrong on the way fails it."""
    office = someone().sign_in("office")
    provider = make_provider(office)
    head = join(someone(), invite(office, provider, "head"))
    newcomer = someone(language="nl", script=False)
    signatory = join(newcomer, invite(office, provider, "signatory", adhere=True))
    adhere(signatory)
    confirm(someone(language="nl", script=False).sign_in("officer"))
    dossier = Dossier(example=False)
    register(head, provider, dossier.claim(provider, head.origin))
    first = report(signatory, provider, dossier)
    correct(signatory, provider, dossier, first)
    downstream = someone(language="nl", script=False).sign_in("downstream")
    request = ask(downstream)
    answer(head, provider, request, dossier)
    read(downstream, request)


def make_provider(office: Someone) -> str:
    office.go("account/organisation-new/")
    office.press()
    assert office.page.locator(".errors a").count(), "an empty form tells what it lacks"
    assert office.look() == []
    office.type_into("name", NAME)
    office.select("kind", "provider")
    office.select("size", "sme")
    office.press()
    assert NAME in office.said()
    assert office.look() == []
    return office.last()


def invite(office: Someone, provider: str, role: str, *, adhere: bool = False) -> str:
    office.go(f"account/organisations/{provider}/invite/")
    office.type_into("email", f"new-{role}@example.org")
    office.turn_to("role", role)
    if adhere:
        office.turn_to("aim", "adherence")
        office.type_into("code", CODE)
    office.press()
    assert office.look() == []
    return str(office.page.locator("main dl code").inner_text())


def join(person: Someone, link: str) -> Someone:
    """Follow a link; whoever reads Dutch asks for the page in Dutch first."""
    person.go(f"/{person.language}/" + link.partition("/en/")[2])
    assert person.look() == []
    person.type_into("name", "Nieuw Iemand (example)")
    person.type_into("password", PASSWORD)
    person.press()
    assert person.look() == []
    return person


def adhere(signatory: Someone) -> None:
    assert f"/{CODE}/" in signatory.page.url, "an invitation to adhere leads to the statement"
    signatory.tick("chapters", "T")
    signatory.tick("chapters", "C")
    signatory.tick("binding")
    signatory.press()
    signatory.done()


def confirm(officer: Someone) -> None:
    for chapter in ("T", "C"):
        officer.go("joining/")
        form = officer.page.locator("main td form", has_text=f"{NAME} {chapter}")
        assert form.count() == 1, officer.said()
        where = form.get_attribute("action")
        officer.press(f"form[action='{where}'] button")
        officer.done()
    officer.go("registers/signatories/")
    assert NAME in officer.said()


def register(head: Someone, provider: str, claim: bytes) -> None:
    head.go(f"submissions/of/{provider}/keys/register/")
    head.paste_into("claim", claim.decode())
    head.press()
    head.done()
    head.go(f"submissions/of/{provider}/models/register/")
    head.type_into("name", MODEL)
    head.type_into("known_as", "nieuw-model")
    head.press()
    head.done()


def report(signatory: Someone, provider: str, dossier: Dossier) -> str:
    hand_in(signatory, provider, dossier.report(provider, CODE, PERIOD, size="small"))
    assert "te laat" in signatory.said().lower(), signatory.said()
    return signatory.last()


def correct(signatory: Someone, provider: str, dossier: Dossier, first: str) -> None:
    later = dossier.report(provider, CODE, PERIOD, size="small", at="2026-02-11T08:00:00Z")
    hand_in(signatory, provider, later, corrects=first)
    assert signatory.page.locator(f"main dd a[href*='{first}']").count(), "it names what it corrects"
    signatory.go(f"submissions/{first}/")
    assert signatory.look() == []


def hand_in(signatory: Someone, provider: str, pack: bytes, *, corrects: str = "") -> None:
    signatory.go(f"submissions/of/{provider}/hand-in/")
    signatory.attach("pack", pack)
    if corrects:
        signatory.select("corrects", corrects)
    signatory.press()
    signatory.done()


def try_out(person: Someone, provider: str, pack: bytes) -> None:
    """Hand it in to see what would be found, and something that is no pack."""
    for content in (pack, b"{}"):
        person.go(f"submissions/of/{provider}/hand-in/")
        person.attach("pack", content)
        person.tick("sandbox")
        person.press()
        assert "ADH-" in person.said(), "what was found is told"
        assert person.look() == []


def ask(downstream: Someone) -> str:
    downstream.go("requests/")
    downstream.type_into("q", "Nieuw Model")
    downstream.press()
    downstream.follow(MODEL)
    assert downstream.look() == []
    downstream.press("main a.button[href$='/ask/']")
    downstream.type_into("purpose", "Wij bouwen het in een toepassing in.")
    downstream.press()
    downstream.done()
    return downstream.last()


def answer(head: Someone, provider: str, request: str, dossier: Dossier) -> None:
    """Answer in words and with the pack of what was issued; the page on which that would be taken back again is looked at and left."""
    content = dossier.form("mdf", "nieuw-model", open_=1)
    try_out(head, provider, content)
    hand_in(head, provider, content)
    head.go(f"requests/{request}/answer/")
    head.turn_to("kind", "answered")
    head.type_into("text", "This is what the documentation says.")
    head.attach("pack", next(dossier.folder.rglob("packs/downstream.json")).read_bytes())
    head.press()
    head.done()
    head.press("main a[href$='/withdraw/']")
    assert head.look() == []


def read(downstream: Someone, request: str) -> None:
    downstream.go(f"requests/{request}/")
    downstream.press("main section a.button[href*='/answers/']")
    assert "This is what the documentation says." in downstream.said()
    assert "niet beantwoord" in downstream.said()  # the row that was left open in the pack
    assert downstream.look() == []
