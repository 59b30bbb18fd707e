# SPDX-License-Identifier: EUPL-1.2
"""The quick reader of YAML says the same as the careful one, or leaves the text to it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repository import ROOT

from adhere.intake import tree
from adhere.intake.quickyaml import quick_events
from adhere.intake.tree import DEPTH_LIMIT, SIZE_LIMIT, Tree, parse

PARTS = [
    "a", "b: ", "key: ", "- ", "\n", "\n  ", "\n    ", "'x'", '"y"', '"\\n"', '"\\u00e9"', '"\\/"', "[", "]", "{", "}", ", ",
    ": ", ":", "#", "# c", " #", "|\n   t\n", ">\n   t\n   u\n", "|-\n   t\n", "?", "? ", "&a ", "*a", "!!str ", "!t ", "%", "@",
    "`", "---", "...", "é", "𐀀", "\u2028", "\x85", "\u00a0", "\t", " ", "  ", "1.10", "~", "-", "''", "'it''s'", "http://x",
    "a:b", "a#b", "\\", '"', "'", "<<: ", "!", "*", "&", ">", "|", '"a\n b"', "'a\n b'", "\ufeff", "a,b", "[a:1]", "{a: 1}",
    '{"a":1}', "\x00", "\x1f",
]  # fmt: skip


def carefully(content: bytes) -> Tree:
    with patch.object(tree, "quick_events", return_value=None):
        return parse(content)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join))
def test_both_readers_say_the_same_of_any_text(text: str) -> None:
    assert parse(text.encode("utf-8", "surrogatepass")) == carefully(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples/dossier").rglob("*.yaml")), ids=lambda path: path.name
)
def test_both_readers_say_the_same_of_the_example(path: Path) -> None:
    assert parse(path.read_bytes()) == carefully(path.read_bytes())


def test_a_plain_text_is_read_quickly() -> None:
    assert quick_events("who: [A, B]\nwhen: 2026-03-01\nwhy: 'it is so'\n", DEPTH_LIMIT) is not None


@pytest.mark.parametrize(
    "special", ["a: &x 1", "a: *x", "a: !t 1", "a: |\n  b\n", "? a\n: b", "--- a", "a:\tb", "a: [", "%x"]
)
def test_whatever_is_special_is_left_to_the_careful_reader(special: str) -> None:
    assert quick_events(special, DEPTH_LIMIT) is None


def test_endless_nesting_ends_at_once() -> None:
    assert [one.fault for one in parse(b"[" * SIZE_LIMIT).mistakes] == ["depth"]
