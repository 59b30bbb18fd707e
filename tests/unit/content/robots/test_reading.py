# SPDX-License-Identifier: EUPL-1.2
"""Files as they are found: each mistake has its finding, and any bytes can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.content.robots.deciding import decide, decide_all, decide_strictly, spellings, target_of
from adhere.content.robots.lines import STRICT
from adhere.content.robots.reading import SAME_RULE_LIMIT, SIZE_LIMIT, is_binary, is_cut, is_token, read
from adhere.content.robots.rulesets import Kind

ALL = b"User-agent: *\n"
MISTAKES = [
    (b"User-agent: *\n" + b"Disallow: /a\n" * 50_000, "ADH-CON-001", 39_385),
    (ALL + b"Disallow: /caf\xe9\n", "ADH-CON-002", 2),
    (ALL + b"Disallow: /a\0b\n", "ADH-CON-003", 2),
    (b"<!DOCTYPE html><p>Not found\n", "ADH-CON-004", 1),
    (ALL + b"Disallow /a\n", "ADH-CON-005", 2),
    (ALL + b"Disalow: /a\n", "ADH-CON-006", 2),
    (b"Disallow: /a\nUser-agent: *\nAllow: /\n", "ADH-CON-007", 1),
    (ALL + b"Disallow: https://e.example/a\n", "ADH-CON-008", 2),
    (ALL + b"do not take anything\nDisallow: /a\n", "ADH-CON-009", 2),
    (ALL + b"Disallow: /" + b"a" * 20_000 + b"\n", "ADH-CON-010", 2),
    (b"User-agent:\nDisallow: /a\n", "ADH-CON-011", 1),
    (ALL + b"Disallow: /\nAllow: /a/index.html\n", "ADH-CON-012", 3),
    (ALL, "ADH-CON-013", None),
    (b"User-agent: AI2Bot\nDisallow: /\n", "ADH-CON-014", 1),
    ("\ufeffUser-agent: *\nDisallow: /a\n".encode("utf-16-le"), "ADH-CON-015", 1),
    (b"User-agent: * and you\nDisallow: /a\n", "ADH-CON-016", 1),
]


@pytest.mark.parametrize(("body", "rule", "line"), MISTAKES, ids=[rule for _, rule, _ in MISTAKES])
def test_a_mistake_is_found_on_its_line_and_nothing_else_is(body: bytes, rule: str, line: int | None):
    found = [(finding.rule.id, finding.place.line) for finding in read(body).findings]
    assert found == [(rule, line)]


def test_a_good_file_has_no_findings():
    body = b"\xef\xbb\xbf# us\r\nUser-agent: GPTBot\r\nUser-agent: CCBot # both\r\nDisallow: /\r\n\r\nSitemap: https://e.example/s.xml\r\n"
    file = read(body)
    assert file.findings == ()
    assert file.agents == ("GPTBot", "CCBot")
    assert [(line.number, line.name, line.value) for line in file.other_lines] == [
        (6, "sitemap", "https://e.example/s.xml")
    ]


def test_of_one_mistake_only_so_many_are_kept():
    assert len(read(ALL + b"Disalow: /a\n" * 400).findings) == SAME_RULE_LIMIT


def test_the_cut_is_at_the_end_of_a_line():
    rest = SIZE_LIMIT - len(ALL) - len(b"Disallow: /aa")
    body = ALL + b"#" * (rest - 1) + b"\nDisallow: /aab\n"
    file = read(body)
    assert file.ruleset("x").rules == ()
    assert read(body, limit=SIZE_LIMIT + 9).ruleset("x").rules


def test_utf_16_without_a_mark_is_bridged_too():
    for encoding in ("utf-16-le", "utf-16-be"):
        body = "User-agent: *\nDisallow: /é\n".encode(encoding)
        file = read(body)
        assert not decide(file.ruleset("x"), target_of("https://e.example/%c3%a9")).allowed
        assert [finding.rule.id for finding in file.findings] == ["ADH-CON-015"]
        assert not is_binary(body)


def test_a_nul_makes_a_body_binary_and_length_makes_it_cut():
    assert is_binary(b"User-agent: *\nDisallow: /\0")
    assert is_binary(bytes(40))
    assert not is_binary(ALL)
    assert not is_binary("\ufeffDisallow: /".encode("utf-16-le"))
    for body in (b"a" * SIZE_LIMIT, b"\xef\xbb\xbf" + b"a" * SIZE_LIMIT, ("a" * SIZE_LIMIT).encode("utf-16")):
        assert not is_cut(body)
        assert is_cut(body + b"aa")


def test_utf_16_is_bridged():
    for encoding in ("utf-16-le", "utf-16-be"):
        file = read("\ufeffUser-agent: *\nDisallow: /é\n".encode(encoding))
        assert not decide(file.ruleset("x"), target_of("https://e.example/%c3%a9")).allowed


def test_the_grammar_alone_knows_no_misspellings():
    for line in (b"Disalow: /", b"Disallow /", b"Disallow-all: /"):
        assert not decide(read(ALL + line).ruleset("x"), "/").allowed
        assert decide(read(ALL + line, leniencies=STRICT).ruleset("x"), "/").allowed


def test_a_star_with_more_behind_it_is_everyone_only_where_that_is_read():
    for name in (b"*/1.0", b"*bot"):
        assert read(b"User-agent: " + name + b"\nDisallow: /\n").ruleset("x").rules == ()
    assert read(b"User-agent: * bot\nDisallow: /\n").ruleset("x").rules
    assert read(b"User-agent: * bot\nDisallow: /\n", leniencies=STRICT).ruleset("x").rules == ()


def test_a_name_that_is_no_token_has_several_readings():
    file = read(b"User-agent: AI2Bot\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert not is_token("AI2Bot")
    assert [ruleset.agents for ruleset in file.readings("ai2bot")] == [("AI2Bot",), ("*",)]
    assert not decide_strictly(file.readings("AI2Bot"), "/a").allowed
    assert decide(file.ruleset("AI"), "/a").allowed is False, "by the letter the line names AI"
    assert decide(file.ruleset("GPTBot"), "/a").allowed


def test_a_name_of_two_words_is_read_up_to_its_first_space_too():
    file = read(b"User-agent: Kangaroo Bot\nDisallow: /\n")
    assert not decide_strictly(file.readings("Kangaroo Bot"), "/a").allowed


def test_groups_of_one_agent_are_one_and_the_agents_of_a_ruleset_are_told():
    file = read(
        b"User-agent: a\nUser-agent: b\nDisallow: /1\nUser-agent: *\nDisallow: /\nUser-agent: A\nDisallow: /2\n"
    )
    assert [rule.pattern for rule in file.ruleset("a").rules] == ["/1", "/2"]
    assert file.ruleset("a").agents == ("a", "b", "A")
    assert file.ruleset("zz").agents == ("*",)
    assert (file.names("a"), file.names("zz")) == (True, False)
    assert read(b"").ruleset("a").agents == ()


def test_doubt_about_a_spelling_never_counts_in_favour_of_use():
    file = read("User-agent: *\nDisallow: /~me\nDisallow: /%62\nDisallow: /é\n".encode())
    ruleset = file.ruleset("x")
    for target in ("/%7Eme", "/~me", "/%7eme", "/b", "/%62", "/é", "/%c3%A9"):
        assert not decide(ruleset, target_of("https://e.example" + target)).allowed, target
    allowing = read("User-agent: *\nDisallow: /\nAllow: /é\n".encode()).ruleset("x")
    assert decide(allowing, target_of("https://e.example/%c3%a9")).allowed
    assert not decide(allowing, target_of("https://e.example/é")).allowed
    assert spellings("/%7E") == ("/%7E", "/~")
    assert spellings("/a%2Fb") == ("/a%2Fb",)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", Kind.ALL_ALLOWED),
        (ALL + b"Disallow:\n", Kind.ALL_ALLOWED),
        (ALL + b"Allow: /\nDisallow: /\n", Kind.ALL_ALLOWED),
        (ALL + b"Disallow: no-slash\n", Kind.ALL_ALLOWED),
        (ALL + b"Disallow: /\n", Kind.ALL_BLOCKED),
        (ALL + b"Disallow: *\nDisallow: /a\n", Kind.ALL_BLOCKED),
        (ALL + b"Allow: /\nDisallow: /*\n", Kind.ALL_BLOCKED),
        (ALL + b"Disallow: /\nAllow: /a\n", Kind.BY_PATH),
        (ALL + b"Disallow: /$\n", Kind.BY_PATH),
    ],
)
def test_the_class_of_a_ruleset(body: bytes, kind: Kind):
    assert read(body).ruleset("x").kind is kind


def test_the_file_itself_is_always_allowed():
    ruleset = read(ALL + b"Disallow: /\n").ruleset("x")
    assert decide(ruleset, "/robots.txt").allowed
    assert [decision.allowed for decision in decide_all(ruleset, ["/robots.txt", "/robots.txt?a", "/"])] == [
        True,
        False,
        False,
    ]


@given(
    st.binary(max_size=400)
    | st.lists(
        st.sampled_from(
            [
                b"user-agent",
                b"disallow",
                b":",
                b" ",
                b"/",
                b"*",
                b"\r",
                b"\n",
                b"\0",
                b"\xff",
                b"%e",
                b"a",
                b"#",
                b"\xef\xbb\xbf",
            ]
        ),
        max_size=40,
    ).map(b"".join),
    st.text(max_size=30),
)
def test_any_bytes_can_be_read_and_any_url_decided(body: bytes, url: str):
    for leniencies in (STRICT, None):
        file = read(body) if leniencies is None else read(body, leniencies=leniencies)
        assert all(finding.wrong("nl") for finding in file.findings)
        for agent in ("a", "AI2Bot", url):
            target = target_of(url)
            assert target.startswith("/")
            for ruleset in file.readings(agent):
                assert decide(ruleset, target) == decide_all(ruleset, [target])[0]
