# SPDX-License-Identifier: EUPL-1.2
"""What a code is held against depends on its family; what the law does not hold, and what of a code is not known, is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.coverage import coverage
from adhere.codes.families import families, family_of
from adhere.kernel.text import plain
from adhere.law.library import Law

LAW = Law()
ON = date(2026, 11, 22)


def test_codes_for_models_are_held_against_53_55_and_56_2_and_no_other_family_is():
    for name, family in families().items():
        provisions = {one.provision for one in family.scope}
        wanted = {"aia:art-53", "aia:art-55", "aia:art-56.2"}
        assert (provisions == wanted) is (name == "models")
        assert provisions.isdisjoint(wanted) or name == "models"


def test_an_unknown_family_is_read_as_that_for_models():
    assert family_of("unheard-of").id == "models"


@pytest.mark.parametrize("name", ["marking-2026", "disinformation-2025"])
def test_a_code_of_another_family_covers_nothing_and_says_why(name: str):
    found = coverage(code(name), LAW, ON)
    assert found.ground.obligations == ()
    assert found.ground.unheld or found.ground.elsewhere
    assert (found.holes, found.one_sided, found.overlaps) == ((), (), ())
    assert found.unknown


def test_the_same_measures_are_held_against_what_their_family_is_for():
    assert coverage(small(), LAW, ON).ground.unheld == ()
    other = coverage(replace(small(), family="marking"), LAW, ON)
    assert other.ground.unheld == ("aia:art-50.2", "aia:art-50.4", "aia:art-50.5")


def test_where_content_is_not_known_an_unserved_obligation_is_no_hole():
    whole = coverage(small(), LAW, ON)
    assert whole.holes
    assert whole.undetermined == ()
    for unknown in (
        replace(small(), unknown=plain("Half of it.")),
        replace(small(), chapters=tuple(replace(one, unknown=plain("Most.")) for one in small().chapters)),
    ):
        found = coverage(unknown, LAW, ON)
        assert found.holes == ()
        assert found.undetermined == whole.holes
        assert [one.kind for one in found.one_sided] == ["no-obligation"]


def test_an_article_that_the_packaged_law_does_not_have_is_no_error(monkeypatch: pytest.MonkeyPatch):
    lost = replace(
        families()["marking"], scope=(replace(families()["marking"].scope[0], provision="aia:art-900.1"),)
    )
    monkeypatch.setattr("adhere.codes.ground.family_of", lambda _: lost)
    assert coverage(small(), LAW, ON).ground.unheld == ("aia:art-900.1",)
