# SPDX-License-Identifier: EUPL-1.2
"""Someone with a browser of their own: they sign in, go somewhere, and type; what goes wrong in the browser is remembered.

The content policy stays in force: scripts that look at a page come in through the browser's own door.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.served import ADMINISTRATOR, HOST, OWN_HOST, Served

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
NARROW, TALL = 320, 800
"""Width at which nothing may ask for scrolling sideways (WCAG 1.4.10), and a height."""
PATIENCE = 120_000
"""Milliseconds that anything may take; every wait ends with what it waits for, so this costs a busy machine nothing but time."""
_LOOK = """([tags, rules]) => axe.run(document, {
  runOnly: rules ? {type: "rule", values: rules} : {type: "tag", values: tags}, preload: false, resultTypes: ["violations"]
}).then(found => ({
  axe: axe.version, passes: found.passes.map(rule => rule.id),
  violations: found.violations.map(rule => ({rule: rule.id, nodes: rule.nodes.map(node => node.html.slice(0, 160) + " | " + node.failureSummary)}))
}))"""
_OUTSIDE = """() => { const wide = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth > wide ? [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > wide + 1).slice(0, 5).map(one => one.outerHTML.slice(0, 120)) : [] }"""


@contextmanager
def browser() -> Iterator[Any]:
    """Open the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage", "--lang=en-US"]
        )
        yield opened
        opened.close()


class Someone:
    """A person at the portal with a browser of their own."""

    def __init__(self, opened: Any, portal: Served, *, language: str = "en", script: bool = True) -> None:
        self.origin, self.language, self.script = portal.origin, language, script
        self.password, self.administrator = portal.password, portal.administrator
        self.context = opened.new_context(java_script_enabled=script, reduced_motion="reduce")
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.wrong: list[str] = []
        self.also = portal.provider
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message: Any) -> None:
        refused = "the server responded with a status of" in message.text  # a page that says no is no mistake
        if message.type in ("error", "warning") and not refused:
            self.wrong.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Any) -> None:
        there = urlsplit(request.url)
        if there.scheme != "data" and f"{there.scheme}://{there.netloc}" not in (self.origin, self.also):
            self.wrong.append(f"{self.page.url} asks {request.url}")

    def go(self, address: str) -> int:
        """Go to an address of the portal (``drafting/`` is that page in their language); return the status."""
        where = address if address.startswith("/") else f"/{self.language}/{address}"
        answer = self.page.goto(self.origin + where)
        return int(answer.status) if answer else 0

    def sign_in(self, name: str, password: str = "") -> Someone:
        """Sign in as someone of the examples, the administrator, or whoever made an account with a password of their own; by keyboard."""
        self.go("account/login/")
        mine = name == ADMINISTRATOR
        self.type_into("login", f"{name}@{OWN_HOST if mine else HOST}")
        self.type_into("password", password or (self.administrator if mine else self.password))
        self.press()
        assert "/login/" not in self.page.url, self.said()
        return self

    def show_anew(self) -> None:
        """Show once more who one is, as the pages for signing in ask."""
        self.go("account/reauthenticate/")
        self.type_into("password", self.password)
        self.press()

    def type_into(self, field: str, words: str) -> None:
        """Type into a field that Tab leads to."""
        self.reach(f"[name='{field}']")
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def type_day(self, field: str, day: date) -> None:
        """Type a day as digits, in the order of the browser's own language: it goes from part to part by itself."""
        self.reach(f"[name='{field}']")
        self.page.keyboard.type(f"{day:%m%d%Y}")
        assert self.page.locator(f"[name='{field}']").input_value() == day.isoformat()

    def tick(self, field: str, value: str = "") -> None:
        """Tick a box with the space bar."""
        box = f"[name='{field}']" + (f"[value='{value}']" if value else "")
        self.reach(box)
        self.page.keyboard.press("Space")
        assert self.page.locator(box).is_checked()

    def turn_to(self, field: str, value: str) -> None:
        """Turn a group of rounds to one of them: Tab leads into the group, arrows go on within it."""
        wanted = self.page.locator(f"[name='{field}'][value='{value}']")
        self.reach(f"[name='{field}']")
        self.page.keyboard.press("Space")
        for _ in range(self.page.locator(f"[name='{field}']").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert wanted.is_checked()

    def select(self, field: str, value: str) -> None:
        """Choose from a list with the arrows; typing what stands there begins anew where a busy machine pauses for a second."""
        self.reach(f"[name='{field}']")
        chosen = self.page.locator(f"[name='{field}']")
        self.page.keyboard.press("Home")
        for _ in range(chosen.locator("option").count()):
            if chosen.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        assert chosen.input_value() == value

    def paste_into(self, field: str, words: str) -> None:
        """Paste into a field that Tab leads to."""
        self.reach(f"[name='{field}']")
        self.page.keyboard.insert_text(words)

    def attach(self, field: str, content: bytes) -> None:
        """Choose a file; the window for that is the system's, not the portal's."""
        self.reach(f"[name='{field}']")
        self.page.set_input_files(
            f"[name='{field}']", {"name": "pack.json", "mimeType": "application/json", "buffer": content}
        )

    def reach(self, selector: str) -> None:
        """Press Tab until the thing has the focus; a person without a mouse has no other way."""
        self.page.locator(selector).first.wait_for(state="attached")
        seen = self.page.locator("a, button, input, select, textarea, summary, [tabindex]").count()
        for _ in range(seen + 5):
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector} on {self.page.url}")

    def press(self, selector: str = "main form:not([action*='logout']) button:not([name])") -> None:
        """Reach a button or link and press Enter; wait for the page it leads to."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, words: str) -> None:
        """Follow the link in the content that says so."""
        there = self.page.locator("main a", has_text=words).first.get_attribute("href")
        assert there, words
        self.press(f"main a[href='{there}']")

    def done(self) -> None:
        """See that the portal says it is done, and that nothing on the page is in the way."""
        assert self.page.locator(".note.success").count(), self.said()
        assert self.look() == []

    def last(self) -> str:
        """Return the last part of the address of the page: the number or name of what it shows."""
        return str(self.page.url.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2])

    def said(self) -> str:
        """Return what the page says in its content."""
        return str(self.page.locator("main").inner_text())

    def look(self) -> list[str]:
        """Return everything on this page that stands in someone's way; empty where nothing does. Axe is a script, so it looks only where those run."""
        axes = [*self.barriers()["told"], *self.barriers("dark")["told"]] if self.script else []
        told = [*axes, *self.outside()]
        return [*(f"{self.page.url}: {one}" for one in told), *self._taken()]

    def barriers(self, scheme: str = "light") -> dict[str, Any]:
        """Run axe on the page, in one scheme of colours; of the dark one the contrast alone."""
        self.page.emulate_media(color_scheme=scheme)
        if not self.page.evaluate("typeof axe !== 'undefined'"):
            self.page.evaluate(axe())
        found = dict(
            self.page.evaluate(_LOOK, [list(RULES), ["color-contrast"] if scheme == "dark" else None])
        )
        found["told"] = [
            f"{one['rule']} ({scheme}): {json.dumps(one['nodes'][:3])}" for one in found["violations"]
        ]
        return found

    def outside(self) -> list[str]:
        """Return what makes the page wider than a narrow screen."""
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": NARROW, "height": TALL})
        found = [f"wider than {NARROW} px: {one}" for one in self.page.evaluate(_OUTSIDE)]
        self.page.set_viewport_size(size)
        return found

    def _taken(self) -> list[str]:
        found, self.wrong = self.wrong, []
        return found


@cache
def axe() -> str:
    """Return the script that looks for barriers."""
    return (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
