# SPDX-License-Identifier: EUPL-1.2
"""Packaged data: TOML beside the code, read once."""

from __future__ import annotations

import pytest

from adhere.kernel.data import packaged


def test_a_packaged_file_is_parsed_and_read_once():
    first = packaged("adhere.kernel", "data/calendar.toml")
    assert first["month"]["4"]["nl"] == "april"
    assert packaged("adhere.kernel", "data/calendar.toml") is first


def test_a_file_that_is_not_packaged_is_a_mistake_in_the_program():
    with pytest.raises(FileNotFoundError):
        packaged("adhere.kernel", "data/none.toml")
