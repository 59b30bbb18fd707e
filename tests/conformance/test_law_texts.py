# SPDX-License-Identifier: EUPL-1.2
"""The readers of texts against real ones: the published Act as EUR-Lex has it, both its versions in two languages, and two copies from the web.

Needs the reference data in ``shared`` beside the repository; the words of the law are read there and nowhere kept.
"""

from __future__ import annotations

import json
import re
import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from tests.madeup import translating
from tests.madeup.act import TONGUES

from adhere.intake.texts.reading import Imported, read_text
from adhere.law.library import Law
from adhere.law.texts.alignment import align
from adhere.law.texts.amending import applied, check_marks, operations
from adhere.law.texts.comparison import Comparison, Official, compare
from adhere.law.texts.rules import Collected
from adhere.law.texts.words import likeness

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT, RAW, SEEDS = SHARED / "law" / "act", SHARED / "law" / "raw", SHARED / "seeds"
OLD, NEW = "2024-07-12", "2026-07-27"
PAGE = "eu_ai_act_32024R1689_eurlex_html_2026-07-08.html"
ARCHIVE = "eu_ai_act_32024R1689_fmx4_2026-07-08.zip"
MAIN = "L_202401689EN.000101.fmx.xml"
SECONDS = 2.0

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def own(version: str, language: str) -> Imported:
    return read_text("act.json", (ACT / version / language / "act.json").read_bytes())


def truth(version: str, language: str) -> dict[str, str]:
    units: dict[str, str] = json.loads((ACT / version / language / "act.json").read_text(encoding="utf-8"))[
        "units"
    ]
    return squeezed(units)


def squeezed(units: dict[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\s", "", text) for name, text in units.items()}


def units(text: Imported) -> dict[str, str]:
    return squeezed({name: unit.text for name, unit in text.units.items()})


@cache
def raw(name: str) -> Imported:
    return read_text(name, (RAW / name).read_bytes())


@pytest.mark.parametrize("version", [OLD, NEW])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_our_own_json_gives_its_units(version: str, language: str):
    text = own(version, language)
    read = {name: words for name, words in units(text).items() if ":rec-" not in name}
    assert read == truth(version, language)
    assert (text.act.prefix, text.act.language, text.act.version) == (
        "aia",
        language,
        date.fromisoformat(version),
    )


@pytest.mark.parametrize("name", [PAGE, ARCHIVE, MAIN])
def test_eur_lex_and_formex_give_the_same_units_as_our_own_json(name: str):
    text = raw(name)
    expected = truth(OLD, "en")
    if name == MAIN:  # the annexes are parts of their own
        expected = {unit: words for unit, words in expected.items() if ":annex" not in unit}
    places = {unit.partition(".")[0] for unit in expected}
    assert {
        unit: words for unit, words in units(text).items() if unit.partition(".")[0] in places
    } == expected
    assert (text.act.celex, text.act.language, text.act.version, text.findings) == (
        "32024R1689",
        "en",
        date(2024, 7, 12),
        (),
    )


def test_the_page_and_formex_agree_on_the_whole_act():
    page, archive = raw(PAGE), raw(ARCHIVE)
    assert list(units(page).items()) == list(units(archive).items())
    counts = (len(page.act.recitals), len(page.act.articles), len(page.act.annexes), len(page.act.contents))
    assert counts == (180, 113, 13, 29)
    assert [line.title for line in page.act.contents] == [line.title for line in archive.act.contents]


def test_what_the_page_looks_like_without_anchors_or_with_other_signs_does_not_matter():
    page = (RAW / PAGE).read_text(encoding="utf-8")
    looks = {
        "no anchors": re.sub(r' id="[^"]*"', "", page),
        "older classes": page.replace('"oj-', '"'),
        "no end tags": page.replace("</p>", ""),
        "one line": re.sub(r"\s*\n\s*", " ", page),
    }
    expected = units(raw(PAGE))
    for look, content in looks.items():
        assert (look, units(read_text("page", content.encode())) == expected) == (look, True)


def test_the_whole_act_with_the_headings_and_markers_of_any_language_has_the_same_ids():
    page, main = ((RAW / name).read_text(encoding="utf-8") for name in (PAGE, MAIN))
    for code, tongue in TONGUES.items():
        translated = translating.page(page, tongue)
        looks = {
            "page": translated,
            "no anchors, older classes": re.sub(r' id="[^"]*"', "", translated).replace('"oj-', '"'),
            "formex": re.sub(r' IDENTIFIER="[^"]*"', "", translating.formex(main, tongue)),
        }
        for look, content in looks.items():
            expected = list(raw(MAIN if look == "formex" else PAGE).units)
            assert (code, look, list(read_text(look, content.encode()).units) == expected) == (
                code,
                look,
                True,
            )


def test_the_threshold_keeps_its_power_everywhere():
    for text in (
        raw(PAGE),
        raw(ARCHIVE),
        *(own(version, language) for version in (OLD, NEW) for language in ("en", "nl")),
    ):
        assert "10^25" in text.units["aia:art-51.2"].text
        assert not any(finding.rule.id == "ADH-LAW-030" for finding in text.findings)


@pytest.mark.parametrize("name", [PAGE, ARCHIVE])
def test_the_whole_act_is_read_in_two_seconds(name: str):
    content = (RAW / name).read_bytes()
    began = time.process_time()
    read_text(name, content)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("version", [OLD, NEW])
def test_dutch_and_english_have_the_same_provisions_and_subparagraphs(version: str):
    found = Collected("act.json")
    alignment = align(("en", "nl"), own(version, "en").units, own(version, "nl").units, found)
    assert all(row.pairs for row in alignment.rows)
    odd = {finding.place.at for finding in found.findings if ":rec" not in str(finding.place.at)}
    assert odd == {
        "aia:art-54.3.b",
        "aia:art-75.3",
    }  # a number of years and of days that Dutch writes as words


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_old_text_with_the_operations_is_the_new_text_and_every_operation_is_marked(language: str):
    old, new = own(OLD, language), own(NEW, language)
    changes = operations(old.units, new.units, new.act)
    after = applied({name: unit.paragraphs for name, unit in old.units.items()}, changes)
    assert {name: likeness(" ".join(text)) for name, text in after.items()} == {
        name: likeness(unit.text) for name, unit in new.units.items()
    }
    found = Collected("act.json")
    check_marks(changes, new.act, found)
    assert found.findings == []
    assert all(change.by[0].by == "2026/1744" for change in changes)


def compared(seed: str, language: str) -> tuple[Imported, Comparison]:
    (path,) = SEEDS.glob(f"{seed}_*")
    copy = read_text(path.name, path.read_bytes())
    officials = [
        Official(version=date.fromisoformat(day), language=language, file=day, units=own(day, language).units)
        for day in (OLD, NEW)
    ]
    changes = [change for article in Law().articles() for change in article.changes]
    return copy, compare(copy.units, officials, changes)


@pytest.mark.parametrize(("seed", "language"), [("000", "nl"), ("001", "en")])
def test_a_copy_from_the_web_is_the_wording_of_2024_and_56_6_is_out_of_date(seed: str, language: str):
    copy, comparison = compared(seed, language)
    wanted = [f"aia:art-56.{number}" for number in range(1, 10)] + [
        f"aia:art-56.2.{letter}" for letter in "abcd"
    ]
    assert sorted(copy.units) == sorted(wanted)
    assert units(copy) == {name: truth(OLD, language)[name] for name in copy.units}
    assert (copy.act.language, comparison.version, comparison.missing) == (
        language,
        date.fromisoformat(OLD),
        (),
    )
    (old,) = [one for one in comparison.provisions if one.state != "same"]
    assert (old.id, old.state, old.since, old.by) == (
        "aia:art-56.6",
        "out-of-date",
        date.fromisoformat(NEW),
        "act:2026-1744",
    )


def test_the_links_of_the_dutch_copy_are_all_read_and_its_second_subparagraphs_stand_where_they_belong():
    copy, _ = compared("000", "nl")
    (path,) = SEEDS.glob("000_*")
    assert len(copy.links) == path.read_text(encoding="utf-8").count("](a3.md#^")
    assert {link.place for link in copy.links} == {"art-3.3", "art-3.47", "art-3.48", "art-3.65"}
    assert {len(copy.units[name].paragraphs) for name in ("aia:art-56.6", "aia:art-56.9")} == {2}


def test_questions_and_forms_of_the_english_copy_are_left_out():
    copy, _ = compared("001", "en")
    assert copy.act.left_out[0] == "Frequently Asked Questions"
    assert len(copy.act.left_out) == sum(finding.rule.id == "ADH-LAW-028" for finding in copy.findings) == 8
    assert not any("Book" in unit.text or "practical guidelines" in unit.text for unit in copy.units.values())
