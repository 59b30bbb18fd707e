# SPDX-License-Identifier: EUPL-1.2
"""Licence texts compared in both directions."""

from __future__ import annotations

from importlib.metadata import distribution

from adhere.models.licences.fingerprints import fingerprints, nearest
from adhere.models.licences.shingles import shingles_of, words_of

MIT = distribution("pytest").read_text("licenses/LICENSE") or ""


def test_a_part_of_a_known_text_is_seen_to_be_a_part() -> None:
    match = nearest(" ".join(MIT.split()[50:140]))

    assert match is not None
    assert match.licence == "MIT"
    assert match.text_in_known > 0.9
    assert match.known_in_text < 0.6
    assert match.both == match.known_in_text


def test_a_text_that_holds_a_known_one_and_more_is_seen_to_hold_more() -> None:
    match = nearest(f"{MIT} {' '.join(str(number) for number in range(300))}")

    assert match is not None
    assert match.known_in_text == 1
    assert match.text_in_known < 0.5
    assert match.added is not None
    assert "299" in match.added


def test_fewer_than_five_words_cannot_be_compared() -> None:
    assert nearest("MIT License, see here") is None


def test_every_fingerprint_is_in_ascending_order_without_repeats() -> None:
    for known in fingerprints():
        assert list(known.hashes) == sorted(set(known.hashes))


def test_copyright_lines_list_numbers_and_holders_do_not_count() -> None:
    one = "Copyright (c) 2024 Example\n1. Neither the name of Example Ltd nor the names of its contributors may be used."
    two = "Neither the name of the copyright holder nor the names of its\ncontributors may be used."

    assert words_of(one) == words_of(two)


def test_a_shingle_is_five_words() -> None:
    assert len(shingles_of(["a", "b", "c", "d", "e", "f"])) == 2
