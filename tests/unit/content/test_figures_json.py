# SPDX-License-Identifier: EUPL-1.2
"""Figures come back from JSON as they went, and JSON that is none is refused whatever is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.content.summary.made import CORPUS, amount, domain_figures, figures, line

from adhere.content.figuresjson import FiguresError, figures_json, figures_of, read_figures

FOUND = figures(
    *CORPUS,
    languages=(line(amount(3, 2**70), language="nl"),),
    domains=domain_figures(listed_by_modality=(("text", 3, 4),)),
)


def test_figures_come_back_as_they_went():
    assert figures_of(json.loads(json.dumps(figures_json(FOUND)))) == FOUND
    assert figures_of(figures_json(figures())) == figures()
    assert "unread" not in figures_json(figures())
    less = replace(FOUND, unread=("cut.jsonl.gz",))
    assert figures_of(json.loads(json.dumps(figures_json(less)))) == less


PATHS: tuple[tuple[Any, ...], ...] = (
    ("format",), ("engine",), ("inputs",), ("inputs", 0), ("inputs", 0, "size"), ("total", "bytes", "known"), ("total", "bytes", "total"),
    ("sources", 0, "modality"), ("sources", 0, "first"), ("domains", "listed"), ("domains", "bytes"), ("domains", "no_host"), ("months",),
)  # fmt: skip
WRONG: tuple[Any, ...] = (True, -1, 1.5, "x", [], {}, "2026-01-01", "９", 10**30)
RIGHT = {("engine",): str, ("inputs",): list, ("months",): list}
"""Where one of these could stand after all, and of which type."""


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_json_that_is_no_figures_is_refused(path: tuple[Any, ...]):
    for wrong in WRONG:
        value = json.loads(json.dumps(figures_json(FOUND)))
        inner = value
        for part in path[:-1]:
            inner = inner[part]
        inner[path[-1]] = wrong
        if not isinstance(wrong, RIGHT.get(path, ())):
            with pytest.raises(FiguresError) as raised:
                figures_of(value)
            assert raised.value.reason.nl != raised.value.reason.en


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "geen JSON"),
        (b"\xff", "geen JSON"),
        (b"[" * 100_000, "geen JSON"),
        (b"[]", "geen object"),
        (b"{}", "als format staat er None, waar adhere/content-figures/1 hoort te staan"),
        (b'{"format": "adhere/content-figures/1"}', "het veld engine ontbreekt"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_dutch_too(content: bytes, told: str):
    with pytest.raises(FiguresError) as raised:
        read_figures(content)
    assert told in raised.value.reason.nl


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_no_json_makes_it_crash(value: Any):
    with pytest.raises(FiguresError):
        figures_of(value)
