# SPDX-License-Identifier: EUPL-1.2
"""The library: files are read when asked for, and the digest tells one wording of the law from another."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.law.folders import CountingRoot, copy_of_the_law, law_with
from tests.unit.law.situations import applying, flop, model

from adhere.kernel.truth import Truth
from adhere.law.library import Law
from adhere.law.store import LawDataError


def counting() -> tuple[Law, CountingRoot]:
    root = CountingRoot()
    return Law(root), root


def test_nothing_is_read_until_something_is_asked():
    _, root = counting()
    assert root.read == []


def test_reading_one_article_opens_one_file_besides_the_contents():
    law, root = counting()
    law.article("aia:art-56")
    assert root.read == ["contents.toml", "aia/art-56.toml"]


def test_an_article_is_read_once():
    law, root = counting()
    assert law.article("aia:art-53") is law.article("aia:art-53")
    assert root.read.count("aia/art-53.toml") == 1


def test_atoms_and_criteria_are_read_without_articles():
    law, root = counting()
    assert law.atoms
    assert law.criteria
    assert {name.partition("/")[0] for name in root.read} == {"contents.toml", "criteria"}


def test_an_article_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError, match="aia:art-999"):
        Law().article("aia:art-999")


def test_articles_come_in_the_order_of_the_act():
    names = Law().article_names
    assert names.index("aia:art-53") < names.index("aia:art-101") < names.index("aia:annex-xi")
    assert [article.id for article in Law().articles()] == list(names)


def test_the_digest_changes_when_one_byte_changes(tmp_path: Path):
    changed = law_with(tmp_path, "roles.toml", "SPDX", "SPDZ")
    assert changed.digest != Law().digest


def test_a_copy_has_the_same_digest_and_release(tmp_path: Path):
    copied = Law(copy_of_the_law(tmp_path))
    assert (copied.digest, copied.release) == (Law().digest, Law().release)


def test_bytes_that_move_between_files_change_the_digest(tmp_path: Path):
    root = copy_of_the_law(tmp_path)
    one, two = root / "aia/art-40.toml", root / "aia/art-41.toml"
    before, (first, second) = Law(root).digest, (one.read_bytes(), two.read_bytes())
    one.write_bytes(first + second)
    two.write_bytes(b"")
    assert Law(root).digest != before


def test_a_law_of_ones_own_decides(tmp_path: Path):
    law = law_with(tmp_path, "criteria/general-purpose.toml", 'value = "1e23"', 'value = "1e24"')
    small = model({"compute.training.operations": flop("5e23")})
    assert "art-53.1.c" in applying(small)
    assert "art-53.1.c" not in applying(small, law=law)
    assert "art-53.1.c" in applying(small, law=law, truth=Truth.NO)


def test_a_file_that_says_it_is_another_article_is_refused(tmp_path: Path):
    law = law_with(tmp_path, "aia/art-94.toml", 'id = "aia:art-94"', 'id = "aia:art-95"')
    with pytest.raises(LawDataError, match=r"aia/art-94\.toml: is listed as aia:art-94 but says aia:art-95"):
        law.article("aia:art-94")


def test_roles_and_acts_have_names_in_both_languages():
    law = Law()
    assert law.roles["provider"].nl.startswith("aanbieder")
    assert "2026/1744" in law.acts["act:2026-1744"].name.en
