# SPDX-License-Identifier: EUPL-1.2
"""A copy against versions, languages side by side, and changes as operations: what each reports, on the made-up act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.madeup.act import PREFIX, Act, act

from adhere.kernel.text import plain
from adhere.law.records import Change
from adhere.law.texts.alignment import Alignment, align
from adhere.law.texts.amending import Operation, applied, check_marks, operations
from adhere.law.texts.comparison import Comparison, Official, compare, report
from adhere.law.texts.nodes import ActText, Amendment, Article, NumberedParagraph, Paragraph
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit
from adhere.law.texts.words import deviations, likeness

OLD, NEW = date(2099, 3, 4), date(2100, 5, 1)
GATE, KEYS, BELLS = f"{PREFIX}:art-1.1", f"{PREFIX}:art-2a.1", f"{PREFIX}:art-2b.1"


def units(made: Act, *, recitals: bool = False) -> dict[str, Unit]:
    return {
        name: Unit(id=name, paragraphs=(text,), kind="annex" if ":annex" in name else "recital" if ":rec" in name else "article", line=place)
        for place, (name, text) in enumerate(made.units(recitals=recitals).items(), 1)
    }  # fmt: skip


def official(code: str = "en") -> list[Official]:
    old = Official(version=OLD, language=code, file="old", units=units(act(code)))
    return [Official(version=NEW, language=code, file="new", units=units(act(code, amended=True))), old]


def article(number: str, held: dict[str, Unit]) -> dict[str, Unit]:
    return {name: unit for name, unit in held.items() if name.startswith(f"{PREFIX}:art-{number}.")}


def with_words(held: dict[str, Unit], name: str, old: str, new: str) -> dict[str, Unit]:
    assert old in held[name].text
    return {**held, name: replace(held[name], paragraphs=(held[name].text.replace(old, new),))}


def told(comparison: Comparison) -> list[str]:
    found = Collected("copy")
    report(comparison, found)
    for finding in found.findings:
        assert "{" not in finding.wrong("nl") + finding.why("en") + finding.remedy("nl")
    return [finding.rule.id for finding in found.findings]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_an_old_copy_is_named_with_what_is_out_of_date_and_since_when(code: str):
    comparison = compare(article("1", units(act(code))), official(code))
    assert (comparison.version, comparison.also, comparison.newest) == (OLD, (), NEW)
    (gate,) = comparison.of("out-of-date")
    assert (gate.id, gate.versions, gate.since, gate.by) == (GATE, (OLD,), NEW, None)
    assert [(one.official, one.copy) for one in gate.deviations] == [
        ("and the fence" if code == "en" else "en het hek", "")
    ]
    assert told(comparison) == ["ADH-LAW-050"]


def test_the_day_and_the_act_of_a_recorded_change_come_from_the_law_data():
    change = Change(
        id="c",
        on=date(2100, 4, 30),
        by="act:2100-2",
        provisions=(f"{PREFIX}:art-1",),
        grade="official",
        content=plain("-"),
    )
    (gate,) = compare(article("1", units(act())), official(), [change]).of("out-of-date")
    assert (gate.since, gate.by) == (date(2100, 4, 30), "act:2100-2")


def test_what_did_not_change_has_the_words_of_both_versions():
    comparison = compare(article("2a", units(act())), official())
    assert (comparison.version, comparison.also) == (NEW, (OLD,))
    assert told(comparison) == []


def test_words_that_no_version_has_are_shown_against_the_version_of_the_copy():
    copy = with_words(article("1", units(act())), f"{PREFIX}:art-1.1.a", "oil", "0il")
    comparison = compare(copy, official())
    (odd,) = comparison.of("deviates")
    assert (odd.against, [(one.official, one.copy) for one in odd.deviations]) == (OLD, [("oil", "0il")])
    assert told(comparison) == ["ADH-LAW-050", "ADH-LAW-051"]


def test_a_copy_that_mixes_versions_is_said_to_have_held_on_no_day():
    copy = units(act()) | article("2b", units(act(amended=True)))
    assert told(compare(copy, official()))[0] == "ADH-LAW-053"


def test_what_the_copy_lacks_and_what_no_version_has():
    copy = article("1", units(act(amended=True)))
    del copy[f"{PREFIX}:art-1.2"]
    copy[f"{PREFIX}:art-1.9"] = Unit(id=f"{PREFIX}:art-1.9", paragraphs=("Ring twice.",), kind="article")
    comparison = compare(copy, official())
    assert comparison.missing == (f"{PREFIX}:art-1.2",)
    assert [one.id for one in comparison.of("unknown")] == [f"{PREFIX}:art-1.9"]
    assert told(comparison) == ["ADH-LAW-052", "ADH-LAW-056"]


def test_texts_without_a_provision_in_common_are_said_to_be_so():
    copy = {"other:art-1": Unit(id="other:art-1", paragraphs=("x",), kind="article")}
    assert told(compare(copy, official())) == ["ADH-LAW-055"]


def test_a_deleted_provision_is_out_of_date():
    texts = [
        official()[1],
        replace(
            official()[0], units={name: unit for name, unit in official()[0].units.items() if name != KEYS}
        ),
    ]
    (gone,) = [one for one in compare(article("2a", units(act())), texts).of("out-of-date") if one.id == KEYS]
    assert (gone.since, gone.deviations[0].official) == (NEW, "")


@pytest.mark.parametrize(
    ("official", "copy"),
    [
        ("the ‘gate’ – or door", 'the "gate" - or door'),
        ("10^25 grains", "10²⁵ grains"),
        ("15\u00a0000 shells", "15 000  shells"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_signs_of_another_kind_are_no_deviation(official: str, copy: str):
    assert likeness(official) == likeness(copy)
    assert deviations(official, copy) == ()


def test_a_lost_superscript_is_a_deviation():
    assert [
        (one.official, one.copy)
        for one in deviations("no more than 10^25 grains", "no more than 1025 grains")
    ] == [("10^25", "1025")]


@given(
    some.lists(some.sampled_from(["the", "gate", "of", "a", "garden", "shall", "be", "open"]), max_size=12),
    some.lists(some.sampled_from(["the", "gate", "is", "shut"]), max_size=12),
)
def test_deviations_turn_the_official_words_into_those_of_the_copy(one: list[str], other: list[str]):
    words, shift = list(one), 0
    for change in deviations(" ".join(one), " ".join(other)):
        old, new = change.official.split(), change.copy.split()
        start = change.at + shift
        assert words[start : start + len(old)] == old
        words[start : start + len(old)] = new
        shift += len(new) - len(old)
    assert words == other


def aligned(other: dict[str, Unit]) -> tuple[Alignment, list[tuple[str, str | None]]]:
    found = Collected("copy")
    alignment = align(("en", "nl"), units(act()), other, found)
    return alignment, [(finding.rule.id, finding.place.at) for finding in found.findings]


def test_languages_lie_side_by_side_without_a_mismatch():
    alignment, found = aligned(units(act("nl")))
    assert found == []
    assert all(len(row.pairs) == 1 for row in alignment.rows)
    assert [row.id for row in alignment.rows] == list(units(act()))


def test_every_mismatch_between_languages_is_told_at_its_place():
    other = with_words(units(act("nl")), f"{PREFIX}:art-1.2", "10^25", "1025")
    del other[f"{PREFIX}:art-1.1.b.ii"]
    other[GATE] = replace(other[GATE], paragraphs=(*other[GATE].paragraphs, "Nog een alinea."))
    other[BELLS] = Unit(id=BELLS, paragraphs=("De bel.",), kind="article")
    _, found = aligned(other)
    assert set(found) == {
        ("ADH-LAW-061", GATE),
        ("ADH-LAW-060", f"{PREFIX}:art-1.1.b.ii"),
        ("ADH-LAW-062", f"{PREFIX}:art-1.2"),
        ("ADH-LAW-060", BELLS),
    }


def test_a_kind_of_provision_that_one_file_has_none_of_is_no_mismatch():
    found = Collected("copy")
    align(("en", "nl"), units(act(), recitals=True), units(act("nl")), found)
    assert found.findings == []


def marked(*numbers: str) -> ActText:
    by = Amendment(by="2100/2", action="changed", place="Art. 1(1)")
    paragraphs = {
        name: NumberedParagraph(number="1", blocks=(Paragraph(text="x"),), amended=(by,)) for name in numbers
    }
    return ActText(
        prefix=PREFIX,
        articles=tuple(Article(number=name, title="", paragraphs=(one,)) for name, one in paragraphs.items()),
    )


def test_the_old_text_with_the_operations_is_the_new_text():
    old, new = units(act()), units(act(amended=True))
    changes = operations(old, new, marked("1", "2b"))
    assert [(change.kind, change.unit) for change in changes] == [("replace", GATE), ("insert", BELLS)]
    assert {change.by[0].place for change in changes} == {"Art. 1(1)"}
    texts = applied({name: unit.paragraphs for name, unit in old.items()}, changes)
    assert texts == {name: unit.paragraphs for name, unit in new.items()}
    back = applied(texts, operations(new, old, marked()))
    assert back == {name: unit.paragraphs for name, unit in old.items()}


def test_an_operation_that_does_not_meet_its_words_is_refused():
    change = Operation(kind="replace", unit=GATE, before=("other words",), after=("x",), by=())
    with pytest.raises(ValueError, match="does not have the words"):
        applied({GATE: ("words",)}, [change])


def test_a_difference_without_a_mark_and_a_mark_without_a_difference_are_told():
    new = marked("1", "2a")
    found = Collected("new")
    check_marks(operations(units(act()), units(act(amended=True)), new), new, found)
    assert [(finding.rule.id, finding.place.at) for finding in found.findings] == [
        ("ADH-LAW-065", BELLS),
        ("ADH-LAW-066", KEYS),
    ]


@given(
    some.dictionaries(some.sampled_from("abcdef"), some.sampled_from(["x", "y", "z"])),
    some.dictionaries(some.sampled_from("abcdef"), some.sampled_from(["x", "y", "z"])),
)
def test_operations_between_any_two_texts_give_the_second(old: dict[str, str], new: dict[str, str]):
    def made(texts: dict[str, str]) -> dict[str, Unit]:
        return {name: Unit(id=name, paragraphs=(text,), kind="article") for name, text in texts.items()}

    changes = operations(made(old), made(new), ActText(prefix=PREFIX))
    assert applied({name: (text,) for name, text in old.items()}, changes) == {
        name: (text,) for name, text in new.items()
    }
