# SPDX-License-Identifier: EUPL-1.2
"""The statement of accessibility tells what the last look found, in both languages, and claims no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

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
