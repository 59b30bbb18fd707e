# SPDX-License-Identifier: EUPL-1.2
"""Coverage: what a code covers of what stands on a date, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.codes.small import code as small

from adhere.codes.catalogue import code
from adhere.codes.code import Code, Commitment, Measure, Service
from adhere.codes.coverage import Coverage, coverage
from adhere.codes.ground import Ground, Obligation, linked, parents
from adhere.kernel.data import packaged
from adhere.kernel.text import plain
from adhere.law.library import Law

LAW = Law()
ON = date(2026, 11, 22)
FIRST = date(2025, 8, 2)
GPAI = coverage(code("gpai-2025"), LAW, ON)


def provisions(found: tuple[Obligation, ...]) -> list[str]:
    return [one.provisions[0] for one in found]


def serving(found: Coverage, provision: str) -> tuple[str, ...]:
    return found.serving(next(one for one in found.ground.obligations if provision in one.provisions))


def without(found: Code, *measures: str) -> Code:
    return replace(found, measures=tuple(one for one in found.measures if one.id not in measures))


def measure(name: str, *named: str) -> Measure:
    links = (Service(provision=one, rationale=plain("why"), grade="ours") for one in named)
    return Measure(
        id=name,
        commitment="A-1",
        title=plain(name),
        grade="ours",
        sources=(),
        requires=(),
        serves=tuple(links),
    )


def made(*measures: Measure, commitments: tuple[Commitment, ...] = ()) -> Code:
    return replace(small(), chapters=(), commitments=commitments, measures=measures)


def obligations(*named: str) -> Ground:
    standing = (
        Obligation(id=f"duty:{one}", kind="duty", provisions=(one,), content=plain(one)) for one in named
    )
    return Ground(on=ON, obligations=tuple(standing))


def test_a_code_is_held_against_duties_of_providers_and_the_four_subjects():
    assert provisions(GPAI.ground.obligations) == [
        "aia:art-53.1.a", "aia:art-53.1.b", "aia:art-53.1.b.i", "aia:art-53.1.b.ii", "aia:art-53.1.c", "aia:art-53.1.d",
        "aia:art-53.3", "aia:art-53.4", "aia:art-55.1.a", "aia:art-55.1.b", "aia:art-55.1.c", "aia:art-55.1.d",
        "aia:art-55.2", "aia:art-56.2.a", "aia:art-56.2.b", "aia:art-56.2.c", "aia:art-56.2.d",
    ]  # fmt: skip
    assert {one.kind for one in GPAI.ground.obligations[-4:]} == {"subject"}


def test_the_code_of_2025_serves_each_point_of_article_55_and_copyright_by_its_whole_chapter():
    assert serving(GPAI, "aia:art-53.1.c") == ("C-1.1", "C-1.2", "C-1.3", "C-1.4", "C-1.5")
    assert all(serving(GPAI, f"aia:art-55.1.{point}") for point in "abcd")
    assert GPAI.idle == ()


def test_the_summary_is_left_to_the_template_and_is_no_hole():
    assert provisions(GPAI.holes) == ["aia:art-53.3"]
    left = {one.provision: one for one in GPAI.left}
    assert set(left) == {"aia:art-53.1.d", "aia:art-56.2.b", "aia:art-53.4", "aia:art-55.2"}
    assert "template" in left["aia:art-53.1.d"].instrument.en
    assert "sjabloon" in left["aia:art-53.1.d"].instrument.nl
    assert left["aia:art-53.1.d"].grade == "commission"


def test_what_a_measure_serves_is_no_longer_left_to_something_else():
    summary = measure("A-1.1", "aia:art-53.1.d")
    found = coverage(made(summary), LAW, ON)
    assert "aia:art-53.1.d" not in {one.provision for one in found.left}
    assert serving(found, "aia:art-53.1.d") == ("A-1.1",)


@pytest.mark.parametrize("taken", ["C-1.1", "S-9.3", "S-2.1"])
def test_taking_a_measure_out_changes_the_result(taken: str):
    less = coverage(without(code("gpai-2025"), taken), LAW, ON)
    before = [GPAI.serving(one) for one in GPAI.ground.obligations]
    after = [less.serving(one) for one in less.ground.obligations]
    assert before != after
    assert all(taken not in measures for measures in after)


def test_taking_out_every_measure_that_serves_a_duty_makes_a_hole():
    names = serving(GPAI, "aia:art-55.1.c")
    less = coverage(without(code("gpai-2025"), *names), LAW, ON)
    assert "aia:art-55.1.c" in provisions(less.holes)
    assert coverage(without(code("gpai-2025"), "S-2.1"), LAW, ON).holes[-1].provisions == ("aia:art-56.2.c",)


@pytest.mark.parametrize(("on", "count"), [(FIRST - timedelta(days=1), 0), (FIRST, 17)])
def test_nothing_is_asked_of_a_code_before_the_duties_apply(on: date, count: int):
    found = coverage(code("gpai-2025"), LAW, on)
    assert len(found.ground.obligations) == count
    assert found.ground.first == FIRST
    assert len(found.idle) == (0 if count else 40)


def test_a_cell_names_its_link_its_reason_its_grade_and_who_reviewed_it():
    found = coverage(small(), LAW, ON)
    (cell,) = found.cells(found.ground.obligations[0])
    assert (cell.measure, cell.link, cell.grade, cell.extent) == (
        "A-1.1",
        "aia:art-53.1.a",
        "derived",
        "whole",
    )
    assert cell.rationale.nl == "Maakt de documentatie."
    assert cell.reviewed_by == "A. Person (example)"


def test_a_link_to_a_part_serves_the_whole_in_part_only():
    found = coverage(small(), LAW, ON)
    assert provisions(found.partial) == ["aia:art-53.1.b"]
    extents = {
        one.provisions[0]: cell.extent for one in found.ground.obligations for cell in found.cells(one)
    }
    assert extents["aia:art-53.1.b"] == "part"
    assert extents["aia:art-53.1.b.i"] == "whole"
    assert "aia:art-53.1.b.ii" in provisions(found.holes)


def test_a_link_to_an_article_serves_everything_in_it():
    found = coverage(made(measure("A-1.1", "aia:art-55.1")), LAW, ON)
    assert [serving(found, f"aia:art-55.1.{point}") for point in "abcd"] == [("A-1.1",)] * 4
    assert not serving(found, "aia:art-55.2")


def test_a_point_of_annex_xi_serves_article_53_1_a_in_part():
    found = coverage(made(measure("A-1.1", "aia:annex-xi.s1.2.e")), LAW, ON)
    assert provisions(found.partial) == ["aia:art-53.1.a"]


def test_overlaps_name_all_measures_in_the_order_of_the_code():
    ground = obligations("aia:art-1", "aia:art-2")
    found = Coverage(
        code=made(measure("b", "aia:art-1"), measure("a", "aia:art-1", "aia:art-2"), measure("c")),
        ground=ground,
    )
    assert [(one.id, found.serving(one)) for one in found.overlaps] == [("duty:aia:art-1", ("b", "a"))]
    assert [one.id for one in found.idle] == ["c"]


def test_one_measure_that_serves_a_duty_twice_is_no_overlap():
    found = Coverage(code=made(measure("a", "aia:art-1.1", "aia:art-1")), ground=obligations("aia:art-1"))
    assert found.overlaps == ()
    assert [cell.extent for cell in found.cells(found.ground.obligations[0])] == ["part", "whole"]


def test_one_sided_links_say_what_stands_where_no_duty_does():
    found = {(one.kind, one.holder, one.provision): one.there for one in GPAI.one_sided}
    assert found["no-obligation", "T-1", "aia:art-53.2"] == ("exception",)
    assert found["no-obligation", "T-1", "aia:art-53.7"] == ("duty",)
    assert ("no-obligation", "T-1", "aia:annex-xi") not in found


def test_a_commitment_that_names_what_none_of_its_measures_serve_is_told():
    found = {(one.kind, one.holder, one.provision) for one in coverage(small(), LAW, ON).one_sided}
    assert found == {("no-obligation", "A-1", "aia:art-53.2")}
    less = coverage(without(small(), "A-1.2"), LAW, ON)
    assert ("unserved", "A-1", "aia:art-53.1.b") in {
        (one.kind, one.holder, one.provision) for one in less.one_sided
    }


def test_a_chapter_is_told_for_what_no_commitment_of_it_names():
    chapter = replace(small().chapters[0], provisions=("aia:art-53.1.c", "aia:art-53.1.a"))
    found = coverage(replace(small(), chapters=(chapter,)), LAW, ON).one_sided
    assert [(one.holder, one.provision) for one in found if one.kind == "unserved"] == [
        ("A", "aia:art-53.1.c")
    ]


def test_a_measure_that_names_no_obligation_is_one_sided_and_idle():
    found = coverage(made(measure("A-1.1", "aia:art-56.9")), LAW, ON)
    assert [(one.kind, one.holder) for one in found.one_sided] == [("no-obligation", "A-1.1")]
    assert [one.id for one in found.idle] == ["A-1.1"]
    assert found.one_sided[0].there == ("deadline", "power")


def test_links_to_the_subjects_are_ours_and_name_measures_that_exist():
    whole = linked(code("gpai-2025"))
    added = {
        (one.id, link.provision, link.grade)
        for one, before in zip(whole.measures, code("gpai-2025").measures, strict=True)
        for link in one.serves[len(before.serves) :]
    }
    assert ("T-1.1", "aia:art-56.2.a", "ours") in added
    assert {grade for _, _, grade in added} == {"ours"}
    records = packaged("adhere.codes", "data/obligations.toml")["link"]
    named = {name for record in records for name in record["measures"]}
    assert named <= {one.id for one in whole.measures}


def test_a_link_of_the_code_itself_goes_before_ours():
    own = Service(provision="aia:art-56.2.a", rationale=plain("own"), grade="official")
    first = code("gpai-2025").measures[0]
    changed = replace(code("gpai-2025"), measures=(replace(first, serves=(own,)),))
    assert linked(changed).measures[0].serves == (own,)


def test_codes_without_links_of_ours_stay_as_they_are():
    assert linked(small()) == small()


NAMES = st.builds(
    lambda parts: ".".join(("aia:art-1", *parts)), st.lists(st.sampled_from("12ab"), max_size=3)
)


@given(
    st.lists(st.lists(NAMES, max_size=4), max_size=6), st.lists(NAMES, min_size=1, max_size=6, unique=True)
)
def test_the_fast_way_agrees_with_looking_at_every_pair(links: list[list[str]], standing: list[str]):
    found = Coverage(
        code=made(*(measure(f"m{number}", *named) for number, named in enumerate(links))),
        ground=obligations(*standing),
    )
    for obligation in found.ground.obligations:
        here = obligation.provisions[0]
        expected = tuple(
            f"m{number}"
            for number, named in enumerate(links)
            if any(here in parents(name) or name in parents(here) for name in named)
        )
        assert found.serving(obligation) == expected
        assert (obligation in found.holes) == (not expected)
        assert tuple(dict.fromkeys(cell.measure for cell in found.cells(obligation))) == expected
        assert (len(expected) > 1) == (obligation in found.overlaps)
