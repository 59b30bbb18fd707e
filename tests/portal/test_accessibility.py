# SPDX-License-Identifier: EUPL-1.2
"""The statement of accessibility tells what the last look found, in both languages, and claims no more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.repository import ROOT

from adhere.portal import accessibility

pytestmark = pytest.mark.django_db
KNOWN = accessibility.results()


def statement(visitor: Any, monkeypatch: pytest.MonkeyPatch, language: str, *barriers: str) -> str:
    results = replace(KNOWN, barriers=barriers)
    monkeypatch.setattr(accessibility, "results", lambda: results)
    return str(visitor.get(f"/{language}/accessibility/").content.decode())


@pytest.mark.parametrize(
    ("language", "nothing", "unknown"),
    [("nl", "vond het geen belemmeringen", "is niet bekend"), ("en", "it found no barrier", "is not known")],
)
def test_it_tells_what_was_found_and_what_is_not_known(
    visitor: Any, monkeypatch: pytest.MonkeyPatch, language: str, nothing: str, unknown: str
) -> None:
    well = statement(visitor, monkeypatch, language)
    assert nothing in well
    assert unknown in well
    assert f"axe-core {KNOWN.axe}" in well
    assert "<code>color-contrast</code>" in well
    unwell = statement(visitor, monkeypatch, language, "/nl/: label <input>")
    assert nothing not in unwell
    assert "/nl/: label &lt;input&gt;" in unwell


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_leads_to_it(visitor: Any, language: str) -> None:
    assert f'href="/{language}/accessibility/"' in visitor.get(f"/{language}/log/").content.decode()


def test_the_results_are_of_many_rules_and_pages() -> None:
    assert len(KNOWN.rules) > 20
    assert KNOWN.pages > len(KNOWN.kinds) > 50


# What axe does not look at: whether the ring round what has the focus is seen (WCAG 2.2, 1.4.11)

THEME = ROOT / "src/adhere/portal/theme/static/portal"


def colours(scheme: str) -> dict[str, str]:
    light, _, dark = (
        (THEME / "tokens.css")
        .read_text(encoding="utf-8")
        .partition("@media screen and (prefers-color-scheme: dark)")
    )
    found = dict(re.findall(r"--adhere-([a-z-]+): (#[0-9a-f]{6});", light))
    return (
        found if scheme == "light" else found | dict(re.findall(r"--adhere-([a-z-]+): (#[0-9a-f]{6});", dark))
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, definitions of contrast ratio and relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000000", "#ffffff"), 3) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("behind", ["page", "surface", "accent"])
def test_the_focus_is_seen_on_every_ground(scheme: str, behind: str) -> None:
    known = colours(scheme)
    assert "box-shadow: 0 0 0 6px var(--adhere-focus-edge)" in (THEME / "portal.css").read_text(
        encoding="utf-8"
    )
    ring = max(contrast(known[name], known[behind]) for name in ("focus", "focus-edge"))
    assert ring >= 3, ring
    assert contrast(known["focus"], known["focus-edge"]) >= 3
    assert contrast(known["focus"], known["on-focus"]) >= 4.5
