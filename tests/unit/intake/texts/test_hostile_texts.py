# SPDX-License-Identifier: EUPL-1.2
"""No bytes make a reader raise, hang or swell: random ones, mutations of good texts, and shapes made to take quadratic time."""

from __future__ import annotations

import random
import time
import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as some
from tests.madeup import copies, formex, pages
from tests.madeup.act import act

from adhere.intake.texts.reading import read_text

EN = act()
GOOD = {
    "page.html": pages.journal(EN).encode(),
    "consolidated.html": pages.consolidated(act(amended=True)).encode(),
    "act.xml": formex.main(EN).encode(),
    "act.zip": formex.zipped(formex.parts(EN)),
    "a1.md": copies.vault(EN, term="gate").encode(),
    "a1.txt": copies.plain(EN).encode(),
    "act.json": copies.own_json(EN),
}
PIECES = (b"<", b">", b"</div>", b"<table>", b"<p ", b"\0", b"\xff", b"&#x110000;", b"((((", b"1. a) ", b"---\n", b"[x](y", b"**", b"^", b"Article 9\n", b'"', b"<td><p>(a)</p></td>")  # fmt: skip
SECONDS = 2.0
"""Processor time; each takes less than half a second."""


def held_together(name: str, content: bytes) -> None:
    text = read_text(name, content)
    for finding in text.findings:
        assert finding.wrong("en")
        assert finding.remedy("nl")
    assert all(unit.text.strip() for unit in text.units.values())


@settings(max_examples=200, deadline=None)
@given(some.sampled_from(sorted(GOOD)), some.binary(max_size=400))
def test_no_bytes_make_a_reader_raise(name: str, content: bytes):
    held_together(name, content)


@settings(max_examples=200, deadline=None)
@given(some.sampled_from(sorted(GOOD)), some.integers(0, 2**32 - 1))
def test_no_mutation_of_a_good_text_makes_a_reader_raise(name: str, seed: int):
    chance = random.Random(seed)
    content = bytearray(GOOD[name])
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(content))
        kind = chance.randrange(4)
        if kind == 0:
            content[place : place + chance.randrange(40)] = b""
        elif kind == 1:
            content[place:place] = chance.choice(PIECES)
        elif kind == 2:
            content[place] = chance.randrange(256)
        else:
            content[place:place] = content[place : place + chance.randrange(200)]
        if not content:
            return
    held_together(name, bytes(content))


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=300))
def test_no_words_under_a_heading_make_a_reader_raise(words: str):
    held_together("a.txt", f"Article 1\n\n{words}".encode("utf-8", "replace"))
    held_together("a.md", f"## Article 1 Gates\n\n{words}".encode("utf-8", "replace"))
    held_together(
        "a.html", f'<div id="art_1"><p class="oj-ti-art">Article 1</p>{words}'.encode("utf-8", "replace")
    )


def test_no_shape_takes_time_that_grows_faster_than_its_size():
    shapes = {
        "open tags": b"<html><p><a " * 10_000,
        "open elements": b"<html>" + b"<div>" * 25_000,
        "open tables": b"<html>" + b"<table><tr><td>" * 7_500,
        "attributes": b"<html><p " + b"a=b " * 25_000 + b">",
        "quotes": b"<html><p a='" + b'"' * 50_000,
        "comments": b"<html>" + b"<!--" * 25_000,
        "end tags": b"<html><div>" + b"</p>" * 25_000,
        "entities": b"<html>" + b"&lt;&amp;" * 15_000,
        "inline elements": b"<html><div id='art_1'><p class='oj-ti-art'>Article 1</p><p>" + b"<span>x</span>" * 10_000,
        "nested wrappers": b"<html>" + b"<div id='art_1'>" * 110 + b"<p>x</p>" * 1_000,
        "markers": b"Article 1\n\n" + b"(a)\n" * 10_000,
        "paragraphs": b"Article 1\n\n" + b"1. The gate.\n" * 7_500,
        "one long line": b"Article 1\n\n" + b"The gate of the garden " * 12_500,
        "brackets": b"## Article 1\n\n" + b"[" * 25_000,
        "stars": b"## Article 1\n\n" + b"*_" * 12_500,
        "dashes": b"---\n" * 10_000,
        "spaces": b"Article 1" + b" " * 75_000 + b"x",
        "articles": b"<html>" + b"<div id='art_1'><p class='oj-ti-art'>Article 1</p><p>x</p></div>" * 2_000,
        "XML elements": b"<ACT>" + b"<ARTICLE/>" * 15_000 + b"</ACT>",
        "JSON": b'{"articles": {"1": {"pars": [' + b'{"num": "1", "nodes": [{"t": "p", "text": "x"}]},' * 2_000 + b"{}]}}}",
    }  # fmt: skip
    slow = {}
    for name, content in shapes.items():
        began = time.process_time()
        read_text(name, content)
        took = time.process_time() - began
        if took > SECONDS:
            slow[name] = took
    assert slow == {}


def test_a_bomb_is_read_within_little_memory():
    content = formex.zipped({f"{number}.xml": b"<ACT>" + b" " * 40_000_000 for number in range(2)})
    tracemalloc.start()
    read_text("bomb.zip", content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 80_000_000
