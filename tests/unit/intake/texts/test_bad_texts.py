# SPDX-License-Identifier: EUPL-1.2
"""One broken text for each mistake: which rule is met, at which line, and that what can be read is read."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from datetime import date

import pytest
from tests.madeup import copies, formex, pages
from tests.madeup.act import CELEX, PREFIX, act

from adhere.intake.texts import formexzip, reading
from adhere.intake.texts.reading import Imported, Said, read_text
from adhere.law.texts.rules import rule, rules

EN = act()
PAGE = pages.journal(EN)
PARTS = formex.parts(EN)
MAIN = formex.main(EN)
OWN = copies.own_json(EN).decode()


def line_of(content: str, words: str) -> int:
    return content[: content.index(words)].count("\n") + 1


def many(count: int, *, without: tuple[int, ...] = ()) -> str:
    """Return a page with many articles of one paragraph."""
    articles = "\n".join(
        f'<div class="eli-subdivision" id="art_{number}"><p class="title-article-norm">Article {number}</p><p class="norm">The gate of the garden shall be open to the town.</p></div>'
        for number in range(1, count + 1)
        if number not in without
    )
    return f'<html lang="en"><body><p class="reference">02099R0001 — EN — 01.05.2100 — 001.001</p>\n{articles}\n</body></html>'


def damaged_zip() -> bytes:
    content = bytearray(formex.zipped(PARTS))
    content[60:90] = bytes(30)
    return bytes(content)


def bomb() -> bytes:
    return formex.zipped({"bomb.xml": b"<ACT>" + b" " * (formexzip.RATIO_LIMIT * 200_000) + b"</ACT>"})


def locked() -> bytes:
    """Return a zip that says its part is encrypted."""
    content = bytearray(formex.zipped({"part.xml": MAIN}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + offset
        content[place : place + 2] = struct.pack("<H", 1)
    return bytes(content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    name: str
    content: str | bytes
    rule: str
    line: int | None = 1
    file: str = "text"
    said: Said | None = None
    units: int = 0
    """Units that are read at least."""


DEEP = "<div>" * 300
BROKEN = [
    Bad(name="nothing that is law", content="Welcome to the town.\n", rule="ADH-LAW-001"),
    Bad(name="an empty file", content=b" \n", rule="ADH-LAW-002"),
    Bad(name="NUL bytes alone", content=bytes(4000), rule="ADH-LAW-002"),
    Bad(name="Latin letters of another encoding", content=copies.plain(EN).replace("oil", "oïl").encode("cp1252"), rule="ADH-LAW-004", line=line_of(copies.plain(EN), "1.\u00a0"), units=7),
    Bad(name="a declared encoding that it does not have", content=PAGE.replace("oil", "oïl").encode("cp1252"), rule="ADH-LAW-004", line=line_of(PAGE, "1.\u00a0"), units=26),
    Bad(name="an encoding that nobody knows", content=PAGE.replace("utf-8", "klingon"), rule="ADH-LAW-004", units=26),
    Bad(name="NUL bytes in between", content=PAGE.replace("oil the", "oil\0 the"), rule="ADH-LAW-005", line=line_of(PAGE, "oil the"), units=26),
    Bad(name="a truncated page", content=PAGE[: PAGE.index("Meaning of words")], rule="ADH-LAW-006", line=line_of(PAGE, "Meaning of words"), units=9),
    Bad(name="a page that ends inside a tag", content=PAGE[: PAGE.index('class="oj-final"')], rule="ADH-LAW-006", line=line_of(PAGE, "oj-final"), units=15),
    Bad(name="a comment that never ends", content=PAGE.replace('<div class="oj-final">', "<!-- "), rule="ADH-LAW-006", line=PAGE.count("\n") + 1, units=17),
    Bad(name="a script that never ends", content=PAGE.replace('<div class="oj-final">', "<script>"), rule="ADH-LAW-006", line=PAGE.count("\n") + 1, units=17),
    Bad(name="an element that is not closed", content=PAGE.replace('</div>\n<div class="eli-subdivision" id="art_2"', '\n<div class="eli-subdivision" id="art_2"'), rule="ADH-LAW-007", line=line_of(PAGE, '"eli-container"'), units=26),
    Bad(name="a paragraph that is not closed", content=PAGE.replace("of the year;</p>", "of the year;"), rule="ADH-LAW-007", line=line_of(PAGE, "oil the"), units=26),
    Bad(name="an end tag of nothing", content=PAGE.replace('<p class="oj-sti-art">Keys</p>', '</table><p class="oj-sti-art">Keys</p>'), rule="ADH-LAW-007", line=line_of(PAGE, ">Keys<"), units=26),
    Bad(name="a page that is too deep", content=PAGE.replace("<body>", f"<body>{DEEP}{'</div>' * 300}"), rule="ADH-LAW-008", line=line_of(PAGE, "<body>"), units=26),
    Bad(name="XML that is too deep", content="<ACT>" + "<P>" * 5000, rule="ADH-LAW-008"),
    Bad(name="an entity bomb", content='<?xml version="1.0"?>\n<!DOCTYPE ACT [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<ACT><ARTICLE>&b;</ARTICLE></ACT>', rule="ADH-LAW-009", line=2),
    Bad(name="an external entity", content='<?xml version="1.0"?>\n<!DOCTYPE ACT [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<ACT>&x;</ACT>', rule="ADH-LAW-009", line=2),
    Bad(name="a document type elsewhere", content='<?xml version="1.0"?>\n<!DOCTYPE ACT SYSTEM "http://example.org/a.dtd">\n<ACT/>', rule="ADH-LAW-009", line=2),
    Bad(name="truncated XML", content=MAIN[: MAIN.index("</ENACTING.TERMS>")], rule="ADH-LAW-010", line=line_of(MAIN, "</DIVISION>"), units=15),
    Bad(name="XML with a tag that closes another", content=MAIN.replace("</STI.ART>", "</TI.ART>"), rule="ADH-LAW-010", line=line_of(MAIN, "</STI.ART>")),
    Bad(name="XML in an encoding that nobody knows", content=MAIN.replace("UTF-8", "klingon"), rule="ADH-LAW-010"),
    Bad(name="a zip that is none", content=b"PK\x03\x04" + bytes(100), rule="ADH-LAW-011", line=None),
    Bad(name="a zip whose part is damaged", content=damaged_zip(), rule="ADH-LAW-011", line=None, units=9),
    Bad(name="a zip with a password", content=locked(), rule="ADH-LAW-011", line=None),
    Bad(name="a zip bomb", content=bomb(), rule="ADH-LAW-012", line=None),
    Bad(name="a zip with very many parts", content=formex.zipped({f"{number}.xml": "" for number in range(formexzip.PARTS_LIMIT + 1)}), rule="ADH-LAW-041", line=None),
    Bad(name="a zip whose part leads outside", content=formex.zipped({"../../evil.xml": MAIN, **PARTS}), rule="ADH-LAW-013", line=None, units=26),
    Bad(name="a zip with an absolute name", content=formex.zipped({"/etc/evil.xml": MAIN, **PARTS}), rule="ADH-LAW-013", line=None, units=26),
    Bad(name="a zip without XML", content=formex.zipped({"picture.png": b"x"}), rule="ADH-LAW-014"),
    Bad(name="another act than was said", content=PAGE, said=Said(act="aia"), rule="ADH-LAW-015", units=26),
    Bad(name="another act", content=PAGE, rule="ADH-LAW-016", units=26),
    Bad(name="another language than was said", content=PAGE, said=Said(language="nl"), rule="ADH-LAW-017", units=26),
    Bad(name="plain text in another language than was said", content=copies.plain(act("nl")), said=Said(language="en"), rule="ADH-LAW-017", units=7),
    Bad(name="a language that cannot be told", content="Article 1\n\n1. Xyz.\n", rule="ADH-LAW-018", units=1),
    Bad(name="two languages in one text", content=PAGE.replace("</body>", pages.journal(act("nl")).partition('id="cpt_I">')[2].replace("art_", "art_1").replace("Artikel ", "Artikel 1")), rule="ADH-LAW-019", line=None, units=30),
    Bad(name="another version than was said", content=PAGE, said=Said(version=date(2100, 5, 1)), rule="ADH-LAW-020", units=26),
    Bad(name="a text without a version", content=copies.plain(EN), rule="ADH-LAW-021", units=7),
    Bad(name="two versions in one page", content=many(5).replace("</body>", '<p class="reference">02099R0001 — EN — 01.06.2101 — 002.001</p></body>'), rule="ADH-LAW-022", units=5),
    Bad(name="an article that stands there twice", content=many(5).replace("art_4", "art_3").replace("Article 4", "Article 3"), rule="ADH-LAW-023", line=5, units=5),
    Bad(name="a consolidated text with missing articles", content=many(30, without=(7, 8)), rule="ADH-LAW-024", units=28),
    Bad(name="a paragraph that is missing", content=copies.plain(EN).replace("2.\u00a0\u00a0", "3.\u00a0\u00a0"), rule="ADH-LAW-025", line=line_of(copies.plain(EN), "Article 1"), units=7),
    Bad(name="a point that is missing", content=copies.plain(EN).replace("(c)", "(d)"), rule="ADH-LAW-026", line=line_of(copies.plain(EN), "(a)"), units=7),
    Bad(name="an article without words", content=many(5).replace('Article 3</p><p class="norm">The gate of the garden shall be open to the town.</p>', "Article 3</p>"), rule="ADH-LAW-027", line=4, units=4),
    Bad(name="furniture of a page", content=copies.plain(EN), rule="ADH-LAW-028", units=7),
    Bad(name="a power that lost its superscript", content=copies.plain(EN).replace("10^25", "1025"), rule="ADH-LAW-030", line=line_of(copies.plain(EN), "2.\u00a0"), units=7),
    Bad(name="a heading that text recognition misread", content=copies.plain(EN).replace("Article 1", "Artic1e 1"), rule="ADH-LAW-031", line=line_of(copies.plain(EN), "Article 1"), units=7),
    Bad(name="a list in front matter where a scalar stood", content=copies.vault(EN).replace('title: "a1"', "title:\n  - a1\n  - a2"), rule="ADH-LAW-033", line=3, units=7),
    Bad(name="front matter that is no YAML", content=copies.vault(EN).replace('title: "a1"', 'title: "a1'), rule="ADH-LAW-034", line=None, units=7),
    Bad(name="front matter that is a list", content=copies.vault(EN).replace("layout: page", "- page").replace('title: "a1"', "- a1"), rule="ADH-LAW-034", line=2, units=7),
    Bad(name="a link to a block that nobody knows", content=copies.vault(EN, term="gate"), rule="ADH-LAW-035", line=line_of(copies.vault(EN), "1. The owner"), units=7),
    Bad(name="JSON of another shape", content=OWN.replace('"pars": [', '"pars": 3, "other": [', 1), file="act.json", rule="ADH-LAW-037", line=None, units=10),
    Bad(name="JSON that is a list", content="[1]", file="act.json", rule="ADH-LAW-037", line=None),
    Bad(name="JSON with a date in words", content=OWN.replace("2099-03-04", "spring"), file="act.json", rule="ADH-LAW-037", line=None, units=26),
    Bad(name="truncated JSON", content=OWN[:3000], file="act.json", rule="ADH-LAW-038", line=None),
    Bad(name="JSON that is too deep", content='{"a":' * 100_000, file="act.json", rule="ADH-LAW-038"),
    Bad(name="a text that was encoded twice", content=copies.plain(act("nl")).replace("degenen", "degenén").encode().decode("cp1252", "replace"), rule="ADH-LAW-039", line=None, units=6),
    Bad(name="a missing annex", content=many(30).replace("</body>", "".join(f'<div id="anx_{number}"><p class="title-annex-1">ANNEX {number}</p><p class="norm">The list of the gates.</p></div>' for number in ("I", "III")) + "</body>"), rule="ADH-LAW-040", units=32),
]  # fmt: skip


def read(bad: Bad) -> Imported:
    content = bad.content if isinstance(bad.content, bytes) else bad.content.encode()
    return read_text(bad.file, content, bad.said)


@pytest.mark.parametrize("bad", BROKEN, ids=lambda bad: bad.name)
def test_a_mistake_is_found_where_it_is_and_the_rest_is_read(bad: Bad):
    text = read(bad)
    met = {finding.rule.id: finding for finding in reversed(text.findings)}
    assert bad.rule in met, sorted(met)
    if bad.line is not None:
        assert met[bad.rule].place.line == bad.line
    assert len(text.units) >= bad.units
    for finding in text.findings:
        for language in ("en", "nl"):
            said = finding.wrong(language) + finding.why(language) + finding.remedy(language)
            assert not re.search(r"\{\w+\}", said)


def test_every_rule_about_reading_has_a_broken_text():
    reading_rules = {one.id for one in rules() if one.id < "ADH-LAW-050"}
    assert reading_rules - {bad.rule for bad in BROKEN} == {"ADH-LAW-003"}


@pytest.mark.parametrize(
    ("limit", "content"), [("SIZE_LIMIT", PAGE.encode()), ("PLAIN_LIMIT", copies.plain(EN).encode())]
)
def test_a_file_beyond_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch, limit: str, content: bytes):
    monkeypatch.setattr(reading, limit, 500)
    text = read_text("text", content)
    assert [finding.rule.id for finding in text.findings if finding.rule.severity == "error"][:1] == [
        "ADH-LAW-003"
    ]
    assert not text.usable


def test_a_good_page_has_no_finding_but_that_it_is_another_act():
    assert [finding.rule.id for finding in read_text("text", PAGE.encode()).findings] == ["ADH-LAW-016"]


def test_what_may_be_a_power_is_not_what_names_a_regulation_or_a_year():
    words = "The gate of the garden shall be that of Regulation (EU) No 1025/2012, of 1 024 towns and of the year 1025."
    text = read_text("text", f"Article 1\n\n1. {words}\n".encode())
    found = [finding for finding in text.findings if finding.rule.id == "ADH-LAW-030"]
    assert len(found) == 1
    assert found[0].values["words"] == "1025"


def test_findings_of_one_rule_are_not_listed_without_end():
    page = PAGE.replace("</p>", "</p></table>")
    found = [
        finding for finding in read_text("text", page.encode()).findings if finding.rule.id == "ADH-LAW-007"
    ]
    assert 5 < len(found) <= 25


def test_a_part_of_a_zip_is_never_written_to_the_disk(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    assert len(read_text("text", formex.zipped(PARTS)).units) == 26


def test_what_a_zip_says_of_its_size_is_not_believed():
    content = bytearray(bomb())
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = struct.pack("<I", 10)
    zipfile.ZipFile(io.BytesIO(bytes(content)))
    met = {finding.rule.id for finding in read_text("text", bytes(content)).findings}
    assert met & {"ADH-LAW-011", "ADH-LAW-012"}


def test_severities_are_those_of_the_rules_and_ids_begin_with_the_act():
    assert rule("ADH-LAW-006").severity == "error"
    assert all(name.startswith(f"{PREFIX}:") for name in read_text("text", PAGE.encode()).units)
    aia = PAGE.replace(CELEX, "32024R1689")
    assert all(name.startswith("aia:") for name in read_text("text", aia.encode()).units)
