# SPDX-License-Identifier: EUPL-1.2
"""Names that cannot be those of domains, and names that a spreadsheet would take for a formula."""

from __future__ import annotations

import pytest

from adhere.content.labels import in_cell, is_possible


@pytest.mark.parametrize(
    "name", ["a.nl", "a_b.example", "xn--bcher-kva.de", "𞤀𞤁.example", "a" * 63 + ".nl", "x-1.co.uk"]
)
def test_what_may_be_registered_is_possible(name: str) -> None:
    assert is_possible(name)


@pytest.mark.parametrize(
    "name",
    [
        "=1+1.com",
        "-a.com",
        "a b.com",
        "a\0b.com",
        "\u202emoc.a",
        "a\u2028b.nl",
        "<b>.nl",
        "a" * 64 + ".nl",
        "*.nl",
    ],
)
def test_what_no_registry_gives_out_is_not(name: str) -> None:
    assert not is_possible(name)


@pytest.mark.parametrize(
    ("name", "cell"),
    [("=1+1.com", "'=1+1.com"), ("-a.com", "'-a.com"), ("a=b.com", "a=b.com"), ("a.nl", "a.nl")],
)
def test_no_name_is_a_formula_in_a_spreadsheet(name: str, cell: str) -> None:
    assert in_cell(name) == cell
