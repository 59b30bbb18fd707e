# SPDX-License-Identifier: EUPL-1.2
"""A quoted text is read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from adhere.intake.quoting import quoted
from adhere.intake.tree import parse


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_a_text_is_read_back_as_it_was_and_stays_in_one_line(text: str):
    written = f"text: {quoted(text)}\n"
    assert len(written.splitlines()) == 1
    tree = parse(written.encode())
    assert tree.mistakes == []
    assert tree.value == {"text": text}


def test_half_of_a_surrogate_pair_can_be_written_to_a_file():
    assert quoted("\ud800") == '"\\ud800"'
