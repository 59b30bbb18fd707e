# SPDX-License-Identifier: EUPL-1.2
"""Provenance: how a source is named and which basis is the stronger."""

from __future__ import annotations

import pytest

from adhere.kernel.provenance import Basis, Source


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (Source(file="README.md", method="front matter"), "README.md"),
        (Source(file="README.md", method="front matter", at="line 3"), "README.md, line 3"),
        (
            Source(file="adhere.yaml", method="statement", at="line 9", who="L. de Boer", when="2026-11-20"),
            "adhere.yaml, line 9 (L. de Boer, 2026-11-20)",
        ),
    ],
)
def test_a_source_says_where_and_who(source: Source, label: str):
    assert source.label() == label


def test_bases_stand_in_order_of_strength_and_missing_is_last():
    assert [basis.value for basis in Basis] == ["measured", "derived", "declared", "estimated", "missing"]
