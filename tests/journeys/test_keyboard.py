# SPDX-License-Identifier: EUPL-1.2
"""With a keyboard alone: one can skip to the content, see where one is, reach everything, and always get away again.

WCAG 2.2: 2.1.1, 2.1.2 (no trap), 2.4.1 (skip), 2.4.3 (order), 2.4.7 and 2.4.11 (focus that is seen and not covered).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.journeys.browsing import NARROW, TALL, Someone

PAGES = {
    "": ("", "account/login/", "law/aia:art-56/", "requirements/", "registers/signatories/", "drafting/"),
    "office": ("desk/", "desk/queues/submissions/", "account/organisation-new/", "drafting/open/"),
    "signatory": ("account/me/", "submissions/"),
}
_WHERE = """() => { const one = document.activeElement;
  if (one === document.body) return null;
  all = [...document.querySelectorAll('*')];
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
  return { place: all.indexOf(one), what: one.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: over && !one.contains(over) && !over.contains(one) && !one.labels?.length ? over.outerHTML.slice(0, 80) : '' } }"""
_CAN = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.getClientRects().length)
  .filter(one => one.type !== 'radio' || one.checked || !document.querySelector(`[name="${one.name}"]:checked`)
                 && document.querySelector(`[name="${one.name}"]`) === one)
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [1280, NARROW])
@pytest.mark.parametrize("name", PAGES)
def test_tab_leads_through_everything_and_out_again(
    someone: Callable[..., Someone], name: str, width: int
) -> None:
    person = someone(language="nl")
    if name:
        person.sign_in(name)
    person.page.set_viewport_size({"width": width, "height": TALL})
    for address in PAGES[name]:
        person.go(address)
        can, visited = person.page.evaluate(_CAN), []
        for _ in range(len(can) + 60):  # a day is a field of three parts
            person.page.keyboard.press("Tab")
            here = person.page.evaluate(_WHERE)
            if here is None or (visited and here["place"] == visited[0]["place"]):
                break  # out of the page, or round it where the browser has nothing else to lead to
            assert here["ring"], f"{address}: the focus is not seen on {here['what']}"
            assert here["within"], f"{address}: the focus is outside the window on {here['what']}"
            assert not here["covered"], f"{address}: {here['covered']} covers {here['what']}"
            visited.append(here)
        else:
            raise AssertionError(f"{address}: Tab does not lead out, last on {visited[-1]['what']}")
        places = [one["place"] for one in visited]
        assert places == sorted(places), f"{address}: the order is another than that of the page"
        assert [one for one in can if one not in {there["what"] for there in visited}] == [], address
        back = []
        for _ in range(2):  # from the first element it leads out of the page, and then in at its end
            person.page.keyboard.press("Shift+Tab")
            back.append(person.page.evaluate(_WHERE))
        assert any(one and one["place"] >= places[-2] for one in back), "there is a way back"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_link_skips_to_the_content(someone: Callable[..., Someone], language: str) -> None:
    person = someone(language=language, script=False)
    person.go("law/")
    person.page.keyboard.press("Tab")
    link = person.page.locator("a.skip")
    assert link.evaluate("one => one === document.activeElement")
    assert link.evaluate("one => one.getBoundingClientRect().left") >= 0
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**#content")
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("script", [True, False])
def test_a_term_is_explained_and_closed_by_keyboard(someone: Callable[..., Someone], script: bool) -> None:
    person = someone(script=script)
    person.go("law/aia:art-56/")
    person.reach("main button[popovertarget]")
    button = person.page.evaluate("document.activeElement.getAttribute('popovertarget')")
    shown = person.page.locator(f"#{button}")
    for leave in ("Escape", "Enter"):
        person.page.keyboard.press("Enter")
        shown.wait_for(state="visible")
        if leave == "Enter":  # from within, where its own button closes it
            person.page.keyboard.press("Tab")
            assert shown.evaluate("one => one.contains(document.activeElement)")
            person.reach(f"#{button} button[popovertargetaction=hide]")
        person.page.keyboard.press(leave)
        shown.wait_for(state="hidden")
        here = person.page.evaluate("document.activeElement.getAttribute('popovertarget')")
        assert here == button, "the focus goes back to where it came from"


def test_nothing_is_asked_of_others_and_the_policy_of_the_page_is_kept(
    someone: Callable[..., Someone],
) -> None:
    person = someone()
    person.go("")
    person.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    person.page.evaluate("""() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1';
        document.body.append(one); const other = document.createElement('p'); other.setAttribute('style', 'color: red');
        document.body.append(other) }""")
    assert person.page.evaluate("typeof window.ran") == "undefined"
    told = " ".join(person.wrong)
    assert "Content Security Policy" in told, "what a page must not do is heard"
    assert "script-src 'self'" in told or "script" in told
