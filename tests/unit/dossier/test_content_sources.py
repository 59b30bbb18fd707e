# SPDX-License-Identifier: EUPL-1.2
"""sources.yaml as people write it: every mistake is told with its line, and what is right is still read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.content.summary.made import CORPUS, amount, content, figures, line

from adhere.content.sources.register import fits
from adhere.dossier.contentbegin import families, sources_begun
from adhere.dossier.contentsources import ReadSources, read_sources
from adhere.kernel.text import Text, plain

GOOD = """\
format: adhere/sources/1
stated: {who: "A. Person", when: 2026-11-01}
models: [example, other]
complete: true
continuous: false
base: {name: Other-1, summary: "https://other.example/summary"}
sources:
  - id: cc-main-*
    class: crawled-data
    name: Own crawl
    link: https://crawl.example/
    description: {en: Pages., nl: Pagina's.}
    used: the Dutch part
    licence: CC-BY-4.0
    modalities: [text, image]
    content: {text: {en: news, nl: nieuws}}
  - id: synthetic
    class: synthetic-data
    models: [{name: Other-1, link: "https://other.example/summary", on_market: true}]
  - {id: bought, class: private-datasets, publicly_known: false}
  - {id: chats, class: user-data, origin: services}
crawlers:
  - {name: ExampleBot/1.0, link: "https://bot.example", purposes: Training., behaviour: Polite.}
published:
  - {on: 2026-05-01, link: "https://models.example/summary", figures: DIGEST}
domains:
  - {domain: jan-jansen.example, publish: false, reason: A person}
""".replace("DIGEST", "ab" * 32)


def read(root: Path, text: str) -> ReadSources:
    (root / "sources.yaml").write_text(text, encoding="utf-8")
    found = read_sources(root, "sources.yaml")
    for one in found.findings:
        texts = one.wrong("nl") + one.why("nl") + one.remedy("nl")
        assert "{" not in texts.replace("{...}", ""), texts
    return found


def test_a_register_is_read_whole(tmp_path: Path):
    found = read(tmp_path, GOOD)
    assert found.findings == ()
    sources = found.sources
    assert sources is not None
    assert (sources.who, sources.when, sources.models) == (
        "A. Person",
        date(2026, 11, 1),
        ("example", "other"),
    )
    assert (sources.complete, sources.continuous) == (True, False)
    crawl = sources.records[0]
    assert (crawl.kind, crawl.name, crawl.place.line) == ("crawled-data", "Own crawl", 8)
    assert (crawl.description, crawl.used) == (Text("Pages.", "Pagina's."), plain("the Dutch part"))
    assert crawl.content == {"text": Text("news", "nieuws")}
    assert sources.records[1].models[0].on_market is True
    assert (sources.records[2].publicly_known, sources.records[3].origin) == (False, "services")
    assert sources.base is not None
    assert sources.base.summary == "https://other.example/summary"
    assert sources.published[0].figures == "ab" * 32
    assert sources.domains[0].publish is False
    assert len(sources.sha256) == 64


WRONG = {
    "an unknown field": ("complete: true", "completely: true", "ADH-DOS-004", 4),
    "a field of another list": ("origin: services", "purposes: x", "ADH-DOS-004", 21),
    "another format": ("adhere/sources/1", "adhere/sources/9", "ADH-DOS-021", 1),
    "no format": ("format: adhere/sources/1\n", "", "ADH-DOS-063", 1),
    "no class": ("    class: crawled-data\n", "", "ADH-DOS-063", 8),
    "an unknown class": ("class: crawled-data", "class: crawled", "ADH-DOS-021", 9),
    "an unknown modality": ("[text, image]", "[text, smell]", "ADH-DOS-021", 15),
    "an unknown modality of content": ("content: {text:", "content: {smell:", "ADH-DOS-004", 16),
    "an address that is none": ("https://crawl.example/", "crawl.example", "ADH-DOS-064", 11),
    "an address that runs": ("https://crawl.example/", '"javascript:alert(1)"', "ADH-DOS-064", 11),
    "the same source twice": ("id: bought", "id: synthetic", "ADH-DOS-123", 20),
    "truth in words": ("complete: true", "complete: certainly", "ADH-DOS-064", 4),
    "a date in words": ("on: 2026-05-01", "on: last May", "ADH-DOS-007", 25),
    "a digest that is none": ("ab" * 32, "abc", "ADH-DOS-064", 25),
    "a decision without a reason": (", reason: A person", "", "ADH-DOS-063", 27),
    "a decision without a decision": ("publish: false, ", "", "ADH-DOS-063", 27),
    "a list where fields stand": ('base: {name: Other-1, summary: "https://other.example/summary"}', "base: [a]", "ADH-DOS-064", 6),
    "fields where a list stands": ("models: [example, other]", "models: {a: b}", "ADH-DOS-064", 3),
    "an empty entry": ('  - id: synthetic\n    class: synthetic-data\n    models: [{name: Other-1, link: "https://other.example/summary", on_market: true}]', "  -", "ADH-DOS-063", 17),
    "a key twice": ("complete: true", "complete: true\ncomplete: false", "ADH-DOS-002", 5),
    "a crawler without a name": ("{name: ExampleBot/1.0, ", "{", "ADH-DOS-063", 23),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_each_mistake_is_told_with_its_line_and_the_rest_is_read(tmp_path: Path, name: str):
    old, new, rule_id, at = WRONG[name]
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    found = read(tmp_path, text)
    told = [(one.rule.id, one.place.line) for one in found.findings]
    assert (rule_id, at) in told
    assert found.sources is not None
    assert len(found.sources.records) >= 3


def test_a_file_that_is_no_register_gives_findings_and_no_register(tmp_path: Path):
    for text in ("- a\n", "a: [", "\x00", "42\n"):
        found = read(tmp_path, text)
        assert found.sources is None
        assert found.findings
    missing = read_sources(tmp_path, "gone.yaml")
    assert missing.sources is None
    assert [one.rule.id for one in missing.findings] == ["ADH-DOS-065"]


@pytest.mark.parametrize(
    ("pattern", "source", "fitting"),
    [
        ("cc-main-*", "cc-main-2025-05", True),
        ("cc-main-*", "cc-main-", True),
        ("cc-main-*", "cc-main", False),
        ("*", "", True),
        ("a*a", "a", False),
        ("a*b*c", "axxbxxc", True),
        ("a*b*c", "acb", False),
        ("a[bc]", "ab", False),
        ("a?c", "abc", False),
    ],
)
def test_a_wildcard_stands_for_any_signs_and_nothing_else_does(pattern: str, source: str, fitting: bool):
    assert fits(pattern, source) is fitting


def test_many_wildcards_take_no_time():
    assert fits("*a" * 2000 + "b", "a" * 20_000) is False


def test_a_register_is_begun_from_the_data(tmp_path: Path):
    lines = [line(amount(1, 1), modality="text", source=f"cc-main-{year}-05") for year in (2023, 2024, 2025)]
    begun = sources_begun(content(figures(*CORPUS, *lines)), "nl")
    assert '- id: "cc-main-*"' in begun
    found = read(tmp_path, begun.replace("    # class:", "    class: crawled-data"))
    assert found.findings == ()
    assert found.sources is not None
    assert [one.pattern for one in found.sources.records] == [
        "cc-main-*",
        "wiki",
        "tiny",
        "photos",
        "made",
        "chats",
    ]
    open_ = read(tmp_path, begun)
    assert {one.rule.id for one in open_.findings} == {"ADH-DOS-063"}


def test_families_are_of_three_or_more_and_have_a_name():
    assert families(["a-1", "a-2"]) == {"a-1": ("a-1",), "a-2": ("a-2",)}
    assert families(["1", "2", "3"]) == {"1": ("1",), "2": ("2",), "3": ("3",)}
    assert families(["set-1", "set-2", "set-3"]) == {"set-*": ("set-1", "set-2", "set-3")}
