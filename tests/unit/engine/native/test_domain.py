# SPDX-License-Identifier: EUPL-1.2
"""The key that the function in C tells of a URL is the domain that ``content.hosts`` tells, or the authority that SQL has to look at, behind a slash."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.madeup.addresses import ENDS, HOSTS, STARTS
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.content.hosts import site_in
from adhere.content.suffixes import RULES, Suffixes
from adhere.engine.domains.definition import AUTHORITY
from adhere.engine.domains.numbering import numbered
from adhere.engine.domains.suffixlist import read_suffixes, rows
from adhere.engine.native import names

SUFFIXES = read_suffixes()
LISTED = sorted(SUFFIXES.table("private"))
PLAIN = re.compile(r"https?://((?:[a-z0-9_-]+[.])*[a-z0-9_-]+)(?:/.*)?", re.DOTALL)
LONGEST = 256
"""Octets of an authority behind a slash that the function reads; longer ones are left to SQL."""
SIGNS = "abz09_-"
LABELS = st.one_of(
    st.text(SIGNS, min_size=1, max_size=4),
    st.text(f"{SIGNS}AZ.:@[]%?#\\ \t\n\0\x7fé。ÿ٣", max_size=4),
    st.sampled_from(("a" * 63, "b" * 300, "1", "0x7f", "xn--p1ai", "com", "www")),
)
ENDINGS = st.one_of(st.sampled_from(LISTED), LABELS)
URLS = st.one_of(
    st.builds(
        lambda start, labels, ending, end: start + ".".join([*labels, ending]) + end,
        st.sampled_from((*["https://", "http://"] * 5, *STARTS)),
        st.lists(LABELS, max_size=5),
        ENDINGS,
        st.sampled_from(("", *["/"] * 5, *ENDS)),
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


@pytest.fixture(scope="module")
def lists(made):
    return {rules: _table(made, SUFFIXES, rules) for rules in RULES}


def _table(made, suffixes, rules="icann"):
    return made.functions.keep(names.packed([numbered(row) for row in rows(suffixes, rules)]))


def _told(made, urls, table):
    """Return the keys that the numbers of URLs stand for."""
    texts = made.functions.list_texts(10**7)
    call = f"adhere_text(adhere_key(c1, -1, {{}}, {texts.number}), {texts.number})"
    return made.ask(call, ("VARCHAR",), [(url,) for url in urls], table)


def _right(url: str, suffixes: Suffixes, rules: str = "icann") -> str | None:
    """Of a URL that is plain and ends in no digit, what Python says of its host; else its authority behind a slash."""
    found = PLAIN.fullmatch(url)
    if found is not None and found[1][-1] not in "0123456789":
        domain = site_in(found[1], suffixes, rules).domain
        if domain is not None:
            return domain
    authority = re.match(AUTHORITY, url)
    key = f"/{authority[1]}" if authority else "/"
    return key if len(key.encode()) <= LONGEST else None


@settings(max_examples=300)
@given(st.lists(URLS, min_size=1, max_size=30), st.sampled_from(RULES))
def test_drawn_urls_lead_to_the_domain_that_python_tells(made, lists, urls, rules):
    assert _told(made, urls, lists[rules]) == [_right(url, SUFFIXES, rules) for url in urls]


@pytest.mark.parametrize("rules", RULES)
def test_every_listed_name_and_what_stands_below_it(made, lists, rules):
    urls = [f"https://{below}{name}/" for name in LISTED for below in ("", "a.", "b.a.", "c.b.a.", "-")]
    assert _told(made, urls, lists[rules]) == [_right(url, SUFFIXES, rules) for url in urls]


@pytest.mark.parametrize("rules", RULES)
def test_messy_urls(made, lists, rules):
    urls = [start + host + end for start in STARTS for host in HOSTS for end in ENDS]
    assert _told(made, urls, lists[rules]) == [_right(url, SUFFIXES, rules) for url in urls]


def _hosts(labels: int) -> list[str]:
    found = [""]
    for _ in range(labels):
        found += [f"{label}.{host}" if host else label for host in found for label in "ab"]
    return sorted({host for host in found if host})


NAMES = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map(".".join)
LINES = st.builds("".join, st.tuples(st.sampled_from(("", "", "!", "*.", "!*.")), NAMES))


@given(st.sets(LINES, min_size=1, max_size=12))
def test_drawn_lists_with_wildcards_and_exceptions(made, lines):
    suffixes = Suffixes(icann=frozenset(lines))
    urls = [f"http://{host}" for host in _hosts(5)]
    said = _told(made, urls, _table(made, suffixes))
    assert said == [_right(url, suffixes) for url in urls]


def test_hosts_of_very_many_labels(made, lists):
    urls = [
        f"https://{'a.' * count}{name}/"
        for count in range(130)
        for name in ("com", "co.uk", "b.ck", "www.ck", "kobe.jp")
    ]
    urls += [
        f"https://{'a.' * 20_000}com/",
        f"https://{'a.' * 63}.com/",
        f"https://{'a.' * 64}.com/",
        f"https://{'a.' * 70}1/",
    ]
    assert _told(made, urls, lists["icann"]) == [_right(url, SUFFIXES) for url in urls]


def test_what_a_list_says_of_too_many_labels_is_left_to_sql(made):
    """A domain that is told is right, also where a list is deeper than any is."""
    suffixes = Suffixes(icann=frozenset(".".join(["a"] * count) for count in (1, 5, 61, 62, 63, 64, 65, 90)))
    urls = [
        f"https://{'b.' * before}{'.'.join(['a'] * count)}/" for before in range(3) for count in range(1, 140)
    ]
    told = dict(zip(urls, _told(made, urls, _table(made, suffixes)), strict=True))
    right = {url: _right(url, suffixes) for url in urls}
    domains = {url: said for url, said in told.items() if said and not said.startswith("/")}
    assert domains == {url: right[url] for url in domains}
    deep = [url for url in urls if not right[url].startswith("/") and url not in domains]
    assert deep == [url for url in urls if not right[url].startswith("/") and url.count("a") > 62]
    assert [told[url] for url in deep] == [f"/{url[8:-1]}" if len(url) < 265 else None for url in deep]
    table = made.functions.keep(names.packed([(b"uk", 64), (b"uk.uk", 1_000_000)]))
    hosts = [f"{'a.' * count}uk" for count in range(120)]
    assert _told(made, [f"http://{host}/" for host in hosts], table) == [f"/{host}" for host in hosts]


@settings(max_examples=100)
@given(st.lists(URLS, min_size=1, max_size=30))
def test_keys_have_one_number_exactly_where_they_are_one_text(made, lists, urls):
    texts = made.functions.list_texts(10**7)
    call = f"adhere_key(c1, -1, {{}}, {texts.number})"
    said = made.ask(call, ("VARCHAR",), [(url,) for url in urls], lists["icann"])
    keys = [_right(url, SUFFIXES) for url in urls]
    assert [number is None for number in said] == [key is None for key in keys]
    assert len({*zip(said, keys, strict=True)}) == len({*said}) == len({*keys})


@settings(max_examples=100)
@given(st.lists(URLS, min_size=1, max_size=30))
def test_without_a_list_only_what_is_its_own_number_is_told(made, lists, urls):
    call = "adhere_text(adhere_key(c1, -1, {}, -1), -1)"
    said = made.ask(call, ("VARCHAR",), [(url,) for url in urls], lists["icann"])
    right = [_right(url, SUFFIXES) or "/" for url in urls]
    assert said == [key if len(key) <= 24 and not key.startswith("/") else None for key in right]
