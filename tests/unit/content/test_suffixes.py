# SPDX-License-Identifier: EUPL-1.2
"""The Public Suffix List: what is refused and why, and domains by its rules, held against publicsuffixlist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publicsuffixlist import PSLFILE, PublicSuffixList

from adhere.content.rules import rules
from adhere.content.suffixes import LARGEST, SHOWN, parse

LIST = """// VERSION: 2026-01-02_03-04-05_UTC
// ===BEGIN ICANN DOMAINS===
com
*.ck
!www.ck
jp
*.kobe.jp
!city.kobe.jp
рф   a remark
公司.cn
cn
// ===END ICANN DOMAINS===
// ===BEGIN PRIVATE DOMAINS===
blogspot.com
a.b.example.com
// ===END PRIVATE DOMAINS===
"""
REAL = parse(Path(PSLFILE).read_text(encoding="utf-8"))
PEERS = {name: PublicSuffixList(only_icann=name == "icann") for name in ("icann", "private")}
NAMES = sorted(one.name for one in REAL.table("private").values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!DOCTYPE html><html>Not here</html>", ["ADH-CON-040"]),
        ("\ufeff\n <?xml version='1.0'?>", ["ADH-CON-040"]),
        ("", ["ADH-CON-041"]),
        (" \n\n", ["ADH-CON-041"]),
        ("// only remarks\n", ["ADH-CON-041", "ADH-CON-044"]),
        (LIST[: LIST.index("// ===END ICANN")], ["ADH-CON-042"]),
        (LIST[: LIST.index("// ===END PRIVATE")], ["ADH-CON-042"]),
        ("x" * (LARGEST + 1), ["ADH-CON-043"]),
        (LIST.replace("// VERSION", "// version"), ["ADH-CON-044"]),
        (LIST.replace("jp\n", "jp\n..\na/b\n*\n!\n", 1), ["ADH-CON-045"] * 4),
        ("com\n" + LIST, ["ADH-CON-045"]),
        (LIST, []),
    ],
)
def test_what_is_wrong_with_a_list_is_told(text, found):
    read = parse(text, "list.dat")
    assert [one.rule.id for one in read.findings] == found
    assert read.usable == (not set(found) & {"ADH-CON-040", "ADH-CON-041", "ADH-CON-042", "ADH-CON-043"})


def test_a_list_of_nothing_but_nonsense_is_told_briefly():
    read = parse("\n".join(["a b/c", "/"] * 10_000))
    assert len(read.findings) <= SHOWN + 2


def test_a_list_says_its_version_and_parts():
    read = parse(LIST)
    assert read.version == "2026-01-02_03-04-05_UTC"
    assert re.fullmatch("[0-9a-f]{64}", read.sha256)
    assert {"рф", "xn--p1ai", "公司.cn", "xn--55qx5d.cn"} <= read.icann
    assert read.private == {"blogspot.com", "a.b.example.com"}


@pytest.mark.parametrize(
    ("host", "icann", "private"),
    [
        ("a.blogspot.com", "blogspot.com", "a.blogspot.com"),
        ("x.y.unlisted", "y.unlisted", "y.unlisted"),
        ("x.ck", None, None),
        ("a.x.ck", "a.x.ck", "a.x.ck"),
        ("www.ck", "www.ck", "www.ck"),
        ("a.city.kobe.jp", "city.kobe.jp", "city.kobe.jp"),
        ("kobe.jp", None, None),
        ("b.example.com", "example.com", "example.com"),
        ("z.a.b.example.com", "example.com", "z.a.b.example.com"),
        (".com", None, None),
        ("a..com", None, None),
        ("com", None, None),
    ],
)
def test_the_domain_of_a_host(host, icann, private):
    read = parse(LIST)
    assert (read.domain(host, "icann"), read.domain(host, "private")) == (icann, private)


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(["a", "www", "b-c", "città"]), max_size=3))
def test_the_real_list_gives_the_domains_of_publicsuffixlist(name, before):
    host = ".".join([*before, name])
    for part, peer in PEERS.items():
        assert REAL.domain(host, part) == peer.privatesuffix(host)


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text):
    parse(text)
    parse(LIST.replace("jp\n", f"jp\n{text}\n", 1))


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.id)
def test_a_rule_says_the_same_in_both_languages(one):
    for text in (one.wrong, one.why, one.remedy):
        english, dutch = (set(re.findall(r"\{(\w+)\}", wording)) for wording in (text.en, text.nl))
        assert english == dutch
