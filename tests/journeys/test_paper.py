# SPDX-License-Identifier: EUPL-1.2
"""On paper a page is dark on white whatever the colours of the screen, holds what is folded in, and nothing one could only press or fill in."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.browsing import NARROW, Someone

_SEEN = "one => one.checkVisibility({contentVisibilityAuto: true}) && one.getBoundingClientRect().height > 0"


def test_paper_holds_what_is_folded_in_and_no_form_in_dark_ink(someone: Callable[..., Someone]) -> None:
    person = someone(language="nl")
    person.page.emulate_media(color_scheme="dark")
    person.go("law/art-53.1.a/")
    folded = person.page.locator("details:not([open]) li").first
    form = person.page.locator("main form.search")
    light = person.page.evaluate("getComputedStyle(document.body).color")
    assert (folded.evaluate(_SEEN), form.evaluate(_SEEN)) == (False, True)
    person.page.emulate_media(media="print", color_scheme="dark")
    assert (folded.evaluate(_SEEN), form.evaluate(_SEEN)) == (True, False)
    dark = person.page.evaluate("getComputedStyle(document.body).color")
    assert (light, dark) == ("rgb(232, 235, 241)", "rgb(27, 31, 39)")


def test_a_long_command_makes_no_page_wider_than_the_screen(someone: Callable[..., Someone]) -> None:
    person = someone(language="en")
    person.page.set_viewport_size({"width": NARROW, "height": 900})
    person.go("log/1/")
    assert "adhere verify" in person.page.inner_text("pre")
    assert person.page.evaluate("document.documentElement.scrollWidth") <= NARROW
