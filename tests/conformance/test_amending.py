# SPDX-License-Identifier: EUPL-1.2
"""Amending acts over the real Act: drafted from its two versions in the words and the markup of the Official Journal, read, and applied.

Also the articles in which the Act itself amends others. Needs the reference data in ``shared``; the words of the law are nowhere kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.madeup import amendments

from adhere.intake.texts.reading import Imported, read_text
from adhere.law.amending.instructions import InstructionReader
from adhere.law.amending.result import amend, differences
from adhere.law.texts.rules import Collected

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ACT, RAW = SHARED / "law" / "act", SHARED / "law" / "raw"
OLD, NEW = "2024-07-12", "2026-07-27"
OF = {"en": "Regulation (EU) 2024/1689", "nl": "Verordening (EU) 2024/1689"}
FORMS = {"page.html": amendments.page, "act.xml": amendments.formex, "act.txt": amendments.plain}
AMENDED = {"32008r0300": 1, "32013r0167": 1, "32013r0168": 1, "32014l0090": 1, "32016l0797": 1, "32018r0858": 1, "32018r1139": 6, "32019r2144": 1, "32020l1828": 1}  # fmt: skip
"""The acts that Articles 102 to 110 amend, and by how many instructions."""

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data is not at {SHARED}")


@cache
def own(version: str, language: str) -> Imported:
    return read_text("act.json", (ACT / version / language / "act.json").read_bytes())


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_act_of_2024_with_its_amendments_is_the_act_of_2026(language: str, form: str):
    old, new = own(OLD, language), own(NEW, language)
    drafted = list(amendments.drafted(old.act, new.act))
    read = read_text(form, FORMS[form](drafted, language, of=OF[language]).encode())
    found = Collected(form)
    amended = amend(old.act, read.act, found, deep=form != "act.txt")
    assert [finding.rule.id for finding in found.findings] == []
    assert len(amended.instructions) == len(amended.applied) == len(drafted) > 40
    assert differences(amended.units, new.units) == ()
    assert sum(":rec-" not in name for name in new.units) == 576


@pytest.mark.parametrize("name", ["eu_ai_act_32024R1689_eurlex_html_2026-07-08.html", "L_202401689EN.000101.fmx.xml"])  # fmt: skip
def test_every_instruction_in_the_articles_that_amend_other_acts_is_understood(name: str):
    act = read_text(name, (RAW / name).read_bytes()).act
    for prefix, count in AMENDED.items():
        found = Collected(name)
        reader = InstructionReader(act, prefix, "en", found, deep=True)
        assert (len(reader.instructions), found.findings) == (count, [])
        assert all(one.quoted and one.change.kind == "insert" for one in reader.instructions)
        assert reader.others == {other: many for other, many in AMENDED.items() if other != prefix}
