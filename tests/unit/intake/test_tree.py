# SPDX-License-Identifier: EUPL-1.2
"""YAML to plain values: exact numbers, no guessing, every mistake with its line."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adhere.intake.tree import DEPTH_LIMIT, SIZE_LIMIT, parse


def mistakes(content: bytes) -> list[tuple[str, int]]:
    return [(mistake.fault, mistake.line) for mistake in parse(content).mistakes]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.10", Decimal("1.10")),
        ("1e25", Decimal(10) ** 25),
        (".5", Decimal("0.5")),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1e9999", "1e9999"),
        ("2026-03-01", "2026-03-01"),
        ("12:30:45", "12:30:45"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 1.10", "1.10"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_a_plain_value_is_read_as_it_is_written(written: str, value: object) -> None:
    read = parse(f"key: {written}".encode()).value["key"]
    assert read == value
    assert type(read) is type(value)


def test_two_escapes_that_json_writes_for_one_sign_are_that_sign() -> None:
    assert parse(json.dumps({"𐀀": ["a𐀀b"]}).encode()).value == {"𐀀": ["a𐀀b"]}


@pytest.mark.parametrize("half", [r"\ud800", r"\udc00\ud800"])
def test_half_a_sign_stays_as_it_is(half: str) -> None:
    assert parse(f'"{half}"'.encode()).value == json.loads(f'"{half}"')


def test_a_fraction_keeps_its_digits() -> None:
    assert str(parse(b"version: 1.10").value["version"]) == "1.10"


def test_a_large_power_of_ten_is_exact_and_no_binary_float() -> None:
    value = parse(b"compute: 1e25").value["compute"]
    assert value == 10**25
    assert value + 1 != Decimal(float(10**25)) + 2


def test_paths_written_without_quotes_are_remembered() -> None:
    tree = parse(b'a: 1\nb: "1"\nc:\n  - x\n')
    assert tree.unquoted == {("a",), ("c", 0)}


def test_every_value_knows_its_line() -> None:
    tree = parse(b"# comment\na: 1\nb:\n  c:\n    - x\n    - y\n")
    assert tree.lines == {(): 2, ("a",): 2, ("b",): 3, ("b", "c"): 4, ("b", "c", 0): 5, ("b", "c", 1): 6}


def test_a_path_without_a_line_takes_that_of_what_stands_around_it() -> None:
    assert parse(b"a: 1\nb:\n  c: 2\n").line(("b", "absent", "deeper")) == 2


def test_a_duplicate_key_is_a_mistake_that_names_both_lines_and_the_first_is_kept() -> None:
    tree = parse(b"a: 1\nb: 2\na: 3\n")
    assert tree.value == {"a": 1, "b": 2}
    assert [(mistake.line, mistake.detail, mistake.other_line) for mistake in tree.mistakes] == [(3, "a", 1)]


def test_every_duplicate_is_told() -> None:
    assert mistakes(b"a: 1\na: 2\na: 3\nb:\n  c: 1\n  c: 2\n") == [
        ("duplicate", 2),
        ("duplicate", 3),
        ("duplicate", 6),
    ]


def test_what_stands_under_a_duplicate_key_leaves_no_trace() -> None:
    tree = parse(b"a: {x: 1}\na: {y: {version: 2}}\n")
    assert tree.value == {"a": {"x": 1}}
    assert ("a", "y", "version") not in tree.unquoted
    assert ("a", "y") not in tree.lines


@pytest.mark.parametrize("content", [b"a: &x 1\nb: 2", b"a: *x", b"a: &x [1]", b"&x a: 1"])
def test_anchors_and_aliases_are_refused(content: bytes) -> None:
    assert mistakes(content) == [("alias", 1)]


@pytest.mark.parametrize(
    ("content", "tag", "value"),
    [
        (b"a: !foo b", "!foo", "b"),
        (b"a: !!python/object:os.system b", "!!python/object:os.system", "b"),
        (b"a: !!python/tuple [1]", "!!python/tuple", [1]),
        (b"a: !!int 3", "!!int", "3"),
        (b"!!bad a: b", "!!bad", "b"),
        (b"a: !!str [b]", "!!str", ["b"]),
    ],
)
def test_a_tag_is_told_and_what_stands_behind_it_is_kept(content: bytes, tag: str, value: object) -> None:
    tree = parse(content)
    assert [(mistake.fault, mistake.line, mistake.detail) for mistake in tree.mistakes] == [("tag", 1, tag)]
    assert tree.value == {"a": value}
    assert not tree.fatal


def test_the_tag_of_text_is_read() -> None:
    assert mistakes(b"a: !!str 1.10") == []


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    rows = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30))]
    assert mistakes("\n".join(rows).encode()) == [("alias", 1)]


def test_nesting_up_to_the_limit_is_read_and_one_deeper_is_refused() -> None:
    assert mistakes(b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT) == []
    assert mistakes(b"[" * (DEPTH_LIMIT + 1)) == [("depth", 1)]


def test_a_file_over_the_limit_is_refused_unread() -> None:
    assert mistakes(b"#" * SIZE_LIMIT) == []
    assert mistakes(b"#" * (SIZE_LIMIT + 1)) == [("size", 1)]


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    tree = parse(b"a: 1\nb: caf\xe9\n")
    assert [(mistake.fault, mistake.line, mistake.detail) for mistake in tree.mistakes] == [
        ("encoding", 2, "0xe9")
    ]


def test_utf_16_is_not_guessed() -> None:
    assert mistakes("a: 1".encode("utf-16")) == [("encoding", 1)]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    tree = parse(b"\xef\xbb\xbfa: 1\r\nb: two\r\n")
    assert tree.value == {"a": 1, "b": "two"}
    assert tree.lines[("b",)] == 2


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a: 1\n\tb: 2\n", 2),
        (b"a: b: c\n", 1),
        (b"a: [1, 2\nb: 3\n", 2),
        (b'a: 1\nb: "open\nc: 2\n', 2),
        (b"a: 1\nb 2\nc: 3\n", 2),
        (b"a: 1\nb: @x\n", 2),
        (b"a: 1\nb: \x00\n", 2),
        (b"a: 1\n[b]: 2\n", 2),
        (b'a: 1\nb: "\\UFFFFFFFF"\n', 2),
    ],
)
def test_a_syntax_error_is_told_where_it_stands(content: bytes, line: int) -> None:
    assert mistakes(content) == [("syntax", line)]


def test_a_second_document_is_refused_even_after_an_empty_one() -> None:
    assert mistakes(b"a: 1\n---\nb: 2\n") == [("documents", 2)]
    assert mistakes(b"---\n---\nb: 2\n") == [("documents", 2)]


def test_nothing_is_read_from_an_empty_file() -> None:
    assert (parse(b"").value, mistakes(b"")) == (None, [])


def test_a_mistake_repeats_no_more_than_a_line_of_a_hostile_file() -> None:
    assert len(parse(b"&" + b"x" * 100_000 + b" 1").mistakes[0].detail) <= 80


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    tree = parse(content)
    assert all(mistake.line >= 1 for mistake in tree.mistakes)


TOKENS = st.sampled_from(
    [
        *"ab:-?#&*!|>@%`\"'{}[],\n\t\\",
        ": ",
        "- ",
        "\n  ",
        "---\n",
        "...\n",
        "%YAML 9.9\n",
        "\\UFFFFFFFF",
        "!<",
        "1e999",
        "\ufeff",
    ]
)


@given(st.lists(TOKENS, max_size=20))
def test_no_text_made_of_the_signs_of_yaml_makes_it_raise(tokens: list[str]) -> None:
    tree = parse("".join(tokens).encode())
    assert all(mistake.detail.isprintable() or mistake.fault == "duplicate" for mistake in tree.mistakes)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=20)
SIMPLE = st.one_of(st.booleans(), st.none(), st.integers(-(10**39), 10**39), TEXTS)


@given(st.dictionaries(TEXTS, st.one_of(SIMPLE, st.lists(SIMPLE, max_size=3)), min_size=1, max_size=5))
def test_json_is_read_as_the_yaml_it_is(value: dict[str, object]) -> None:
    tree = parse(json.dumps(value, ensure_ascii=False).encode())
    assert (tree.value, tree.mistakes) == (value, [])


@given(st.lists(st.integers(-(10**39), 10**39), min_size=1, max_size=5))
def test_a_block_list_of_whole_numbers_comes_back(value: list[int]) -> None:
    assert parse("".join(f"- {number}\n" for number in value).encode()).value == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**20))
def test_a_fraction_comes_back_with_every_digit(number: Decimal) -> None:
    assert parse(f"key: {number:f}".encode()).value["key"] == number
