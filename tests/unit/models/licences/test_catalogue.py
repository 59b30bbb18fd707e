# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of licences: consistent, and an allow-list."""

from __future__ import annotations

import pytest

from adhere.kernel.data import packaged
from adhere.kernel.truth import Truth
from adhere.models.licences.catalogue import by_id, by_tag, expression, is_undefined, reason
from adhere.models.licences.fingerprints import fingerprints

TABLE = packaged("adhere.models", "data/licences/tags.toml")


def test_no_id_and_no_tag_stands_twice() -> None:
    ids = [record["id"] for record in TABLE["licence"]]
    tags = [tag for record in TABLE["licence"] for tag in record.get("tags", ())]

    assert len(set(ids)) == len(ids)
    assert len(set(tags)) == len(tags)
    assert not set(tags) & set(TABLE["undefined"])


def test_a_licence_has_reasons_exactly_where_it_does_not_read_as_open_source() -> None:
    for record in TABLE["licence"]:
        assert bool(record.get("because")) == (record["free_and_open_source"] != "yes"), record["id"]
        for code in record.get("because", ()):
            assert reason(code).nl


def test_every_fingerprint_is_of_a_licence_in_the_catalogue_and_the_other_way_round() -> None:
    with_text = {record["id"] for record in TABLE["licence"] if "text" in record}

    assert {known.licence for known in fingerprints()} == with_text


def test_open_source_licences_are_kept_whole_so_that_every_change_shows() -> None:
    for known in fingerprints():
        licence = by_id(known.licence)
        assert licence is not None
        assert known.whole or licence.free_and_open_source is not Truth.YES


def test_spdx_knows_every_id_that_is_not_a_reference() -> None:
    for record in TABLE["licence"]:
        if not record["id"].startswith("LicenseRef-"):
            assert expression(record["id"]) is not None, record["id"]


@pytest.mark.parametrize("tag", ["", "no-such-tag", "MIT-like", "mit license"])
def test_what_is_not_listed_is_not_known(tag: str) -> None:
    assert by_tag(tag) is None


@pytest.mark.parametrize("tag", ["other", "Unknown", " gpl "])
def test_a_family_is_no_licence(tag: str) -> None:
    assert is_undefined(tag)


@pytest.mark.parametrize("spdx", ["GPL-3.0-or-later", "GPL-3.0-only", "GPL-3.0+", "GPL-3.0"])
def test_the_version_choice_makes_no_difference_to_the_reading(spdx: str) -> None:
    licence = by_id(spdx)

    assert licence is not None
    assert licence.free_and_open_source is Truth.YES


@pytest.mark.parametrize("written", ["(" * 400, "MIT AND", "a b c", "MIT " * 300, "LicenseRef-x AND y"])
def test_what_is_no_expression_is_not_read_as_one(written: str) -> None:
    assert expression(written) is None
