# SPDX-License-Identifier: EUPL-1.2
"""Amending acts read and applied: drafted from any two versions they give the second, and what does not fit is reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.madeup import amendments

from adhere.intake.texts.reading import read_text
from adhere.law.amending.result import Amended, amend, differences, report
from adhere.law.texts.nodes import (
    ActText,
    Annex,
    Article,
    Block,
    Heading,
    Item,
    Listing,
    NumberedParagraph,
    Paragraph,
)
from adhere.law.texts.rules import Collected
from adhere.law.texts.units import Unit, units_of

PREFIX = "32099r0001"
OF = {"en": "Regulation (EU) 2099/1", "nl": "Verordening (EU) 2099/1"}
FORMS = {"page.html": amendments.page, "act.xml": amendments.formex, "act.txt": amendments.plain}
WORDS = some.lists(some.sampled_from(["gate", "fence", "key", "owner", "keeper’s", "town", "opens", "closes", "never"]), min_size=3, max_size=9)  # fmt: skip
TEXT = WORDS.map(lambda words: f"{' '.join(words).capitalize()}.")
POINTS = some.lists(TEXT, min_size=1, max_size=4).map(lambda texts: Listing(items=tuple(Item(marker=f"({letter})", blocks=(Paragraph(text=text),)) for letter, text in zip("abcd", texts, strict=False))))  # fmt: skip
SUBPARAGRAPH = some.one_of(
    TEXT.map(lambda text: (Paragraph(text=text),)),
    some.tuples(TEXT.map(lambda text: Paragraph(text=f"{text[:-1]}:")), POINTS),
)
BLOCKS = some.lists(SUBPARAGRAPH, min_size=1, max_size=3).map(lambda parts: tuple(block for part in parts for block in part))  # fmt: skip


@some.composite
def articles(draw: Any) -> dict[str, Article]:
    """Draw some articles with numbers among 1 to 4, 2a included, each with numbered paragraphs or none."""
    found = {}
    for number in ["1", *sorted(draw(some.sets(some.sampled_from(["2", "2a", "3", "4"]))))]:
        numbers = sorted(draw(some.sets(some.sampled_from(["2", "3", "3a"]), max_size=3)))
        names: list[str | None] = ["1", *numbers] if numbers else [None]
        found[number] = Article(number=number, title="On gates", paragraphs=tuple(NumberedParagraph(number=name, blocks=draw(BLOCKS)) for name in names))  # fmt: skip
    return found


@some.composite
def versions(draw: Any) -> tuple[ActText, ActText]:
    """Draw an act and a later version of it: some articles stay, some are other ones."""
    old, other = draw(articles()), draw(articles())
    kept = {number: one for number, one in old.items() if draw(some.booleans())}
    language = draw(some.sampled_from(["en", "nl"]))
    numbers = sorted({*kept, *other})
    new = [kept.get(number) or other[number] for number in numbers]
    return tuple(ActText(prefix=PREFIX, language=language, articles=tuple(one)) for one in ([old[number] for number in sorted(old)], new))  # type: ignore[return-value]  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(pair=versions(), form=some.sampled_from(sorted(FORMS)))
def test_the_old_text_with_an_amending_act_is_the_new_text(pair: tuple[ActText, ActText], form: str):
    old, new = pair
    language = str(new.language)
    drafted = list(amendments.drafted(old, new))
    act = read_text(form, FORMS[form](drafted, language, of=OF[language]).encode()).act
    found = Collected(form)
    amended = amend(old, replace(act, language=language), found, deep=form != "act.txt")
    if drafted:
        assert [finding.rule.id for finding in found.findings] == []
        assert len(amended.applied) == len(drafted)
    assert differences(amended.units, units_of(new)) == ()


def act(
    *paragraphs: str | tuple[Block, ...], language: str = "en", annexes: tuple[Annex, ...] = ()
) -> ActText:
    """Return an act with one article of numbered paragraphs."""
    made = tuple(
        NumberedParagraph(number=str(place), blocks=(Paragraph(text=one),) if isinstance(one, str) else one)
        for place, one in enumerate(paragraphs, 1)
    )
    return ActText(prefix=PREFIX, language=language, articles=(Article(number="1", title="Gates", paragraphs=made),), annexes=annexes)  # fmt: skip


def amended(old: ActText, *instructions: str, language: str = "en") -> tuple[Amended, Collected]:
    """Return an act with instructions of a copied amending act worked in, and what was found."""
    verb = "is amended as follows" if language == "en" else "wordt als volgt gewijzigd"
    body = "\n\n".join(instructions)
    text = f"{'Article' if language == 'en' else 'Artikel'} 1\n\n{OF[language]} {verb}:\n\n{body}\n"
    read = read_text("amending.txt", text.encode()).act
    found = Collected("amending.txt")
    return amend(old, replace(read, language=language), found, deep=False), found


def texts(result: Amended) -> dict[str, str]:
    return {name.removeprefix(f"{PREFIX}:art-"): unit.text for name, unit in result.units.items()}


TWO = "The gate is red. The fence is red as well. The red gate squeaks."


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("(1) in Article 1(1), the words ‘red’ are replaced by ‘green’;", "The gate is green. The fence is green as well. The green gate squeaks."),
        ("(1) in Article 1(1), second sentence, the word ‘red’ is replaced by ‘green’;", "The gate is red. The fence is green as well. The red gate squeaks."),
        ("(1) in Article 1(1), the second sentence is deleted;", "The gate is red. The red gate squeaks."),
        ("(1) in Article 1(1), the last sentence is replaced by the following:\n\n‘It squeaks.’;", "The gate is red. The fence is red as well. It squeaks."),
        ("(1) in Article 1(1), the following sentence is added:\n\n‘All is well.’;", f"{TWO} All is well."),
        ("(1) in Article 1(1), after the words ‘The fence’, the words ‘of wood’ are inserted;", "The gate is red. The fence of wood is red as well. The red gate squeaks."),
        ("(1) in Article 1(1), the words ‘as well’ are deleted;", "The gate is red. The fence is red. The red gate squeaks."),
        ("(1) in Article 1, paragraph 1 is replaced by the following: ‘1. One line.’;", "One line."),
    ],
)  # fmt: skip
def test_words_and_sentences_are_changed_where_the_instruction_says(instruction: str, expected: str):
    result, found = amended(act(TWO), instruction)
    assert (texts(result), found.findings) == ({"1.1": expected}, [])


def test_sections_of_annexes_are_changed_by_their_headings():
    def points(*texts: str) -> Listing:
        return Listing(items=tuple(Item(marker=f"{place}.", blocks=(Paragraph(text=text),)) for place, text in enumerate(texts, 1)))  # fmt: skip

    annex = Annex(number="i", title="Lists", blocks=(Heading(text="Section A", mark="sa"), points("one", "two"), Heading(text="Section B", mark="sb"), points("three")))  # fmt: skip
    result, found = amended(
        act(TWO, annexes=(annex,)),
        "(1) Annex I is amended as follows:",
        "(a) in Section A, point 1 is deleted;",
        "(b) in Section B, the following point is added:",
        "‘2. four’;",
        "(2) the following Annex is added:",
        "‘Annex II",
        "On keys",
        "Keys are small.’.",
    )
    assert found.findings == []
    ids = {name.partition("annex-")[2]: unit.text for name, unit in result.units.items() if "annex" in name}
    assert ids == {"i.sa.2": "two", "i.sb.1": "three", "i.sb.2": "four", "ii": "Keys are small."}


def test_a_mark_that_closes_in_a_footnote_does_not_swallow_the_next_instruction():
    page = amendments.page(list(amendments.drafted(act("One.", "Two."), act("Three.", "Four."))), "en", of=OF["en"])  # fmt: skip
    read = read_text("page.html", page.replace("Three.’", "Three.").encode()).act
    result = amend(act("One.", "Two."), read, Collected("page"), deep=True)
    assert texts(result) == {"1.1": "Three.", "1.2": "Four."}


@pytest.mark.parametrize(
    ("rule", "instruction"),
    [
        ("ADH-LAW-150", "(1) in Article 1, paragraph 1 becomes paragraph 2;"),
        ("ADH-LAW-150", "(1) in Article 1, paragraph 1 turns blue;"),
        ("ADH-LAW-150", "(1) in Article 1(1), point (a), and in Article 2(1), point (b) are deleted;"),
        ("ADH-LAW-151", "(1) in Article 1, paragraph 1 is replaced by the following:"),
        ("ADH-LAW-151", "(1) in Article 1, paragraph 1 is replaced by the following:\n\n‘1. It never ends"),
        ("ADH-LAW-152", "(1) in Article 1, paragraph 9 is deleted;"),
        ("ADH-LAW-152", "(1) Article 7 is deleted;"),
        ("ADH-LAW-152", "(1) in Article 1(1), point (a) is deleted;"),
        ("ADH-LAW-152", "(1) in Article 1(1), the ninth sentence is deleted;"),
        ("ADH-LAW-153", "(1) in Article 1, the following paragraph is inserted:\n\n‘1. It is there.’;"),
        ("ADH-LAW-154", "(1) in Article 1(1), the word ‘blue’ is deleted;"),
        ("ADH-LAW-155", "(1) in Article 1, paragraph 1 is replaced by the following:\n\n‘7. Another number.’;"),
        ("ADH-LAW-162", "(1) in Article 1, paragraph 1 is amended as follows:\n\n‘1. All of it.’;"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_reported_at_its_line(rule: str, instruction: str):
    _, found = amended(act(TWO), instruction)
    assert [finding.rule.id for finding in found.findings] == [rule]
    (finding,) = found.findings
    assert finding.place.line == 5
    for language in ("en", "nl"):
        said = finding.wrong(language) + finding.why(language) + finding.remedy(language)  # type: ignore[arg-type]
        assert "{" not in said


def test_instructions_to_another_act_are_counted_and_left_alone():
    page = amendments.page(list(amendments.drafted(act("One."), act("Two."))), "en", of="Directive 2099/7/EU")
    found = Collected("page")
    result = amend(act("One."), read_text("page.html", page.encode()).act, found)
    assert (texts(result), dict(result.others)) == ({"1.1": "One."}, {"32099l0007": 1})
    assert [finding.rule.id for finding in found.findings] == ["ADH-LAW-160", "ADH-LAW-156"]


def test_another_language_is_not_guessed_at():
    found = Collected("page")
    amend(act("One."), replace(act("Een."), language="de"), found)
    assert [finding.rule.id for finding in found.findings] == ["ADH-LAW-161"]


def test_every_difference_with_the_consolidated_text_is_told_but_not_a_dash_where_a_paragraph_was_deleted():
    result, _ = amended(act("One.", "Two.", "Three."), "(1) in Article 1, paragraph 3 is deleted;")
    new = units_of(act("One.", "Too.", "—————", "Four."))
    found = Collected("new")
    report(differences(result.units, new), new, found)
    assert [(finding.rule.id, finding.place.at) for finding in found.findings] == [
        ("ADH-LAW-157", f"{PREFIX}:art-1.2"),
        ("ADH-LAW-158", f"{PREFIX}:art-1.4"),
    ]
    extra = differences(result.units, {name: unit for name, unit in new.items() if not name.endswith(".1")})
    assert [(one.unit, one.state) for one in extra][-1] == (f"{PREFIX}:art-1.1", "extra")
    assert all(isinstance(unit, Unit) for unit in new.values())
