# SPDX-License-Identifier: EUPL-1.2
"""The site that the function in C finds is the one whose authority Python reads; it says nothing only where Python has to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engine.native.functions_in_c import in_c, needs_a_compiler

from adhere.engine.audit.authorities import PLAIN, authority_of
from adhere.engine.native import names

ELSEWHERE = -2
LABELS = st.one_of(
    st.sampled_from(("a", "example", "A-1_b", "é", "", "a" * 63, "1")), st.text("aB9_-.é", max_size=5)
)
HOSTS = st.one_of(st.lists(LABELS, min_size=1, max_size=4).map(".".join), st.sampled_from(("[::1]", "[2001:DB8::1]", "127.0.0.1", "a" * 252, "a" * 253, "A" * 253, "a" * 254, "a." * 126 + "b", "A." * 127, "a" * 253 + ".", "A" * 254 + ".")))  # fmt: skip
URLS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(("https://", "http://", "HTTPS://", "hTTp://", "https:/", "ftp://", "//", "")),
    st.sampled_from(("", "", "", "u@", "u:p@", "a@b@", "é@", "@")),
    HOSTS,
    st.sampled_from(("", "", "", ":", ":80", ":443", ":8080", ":0", ":00", ":00443", ":65535", ":65536", ":99999999999", ":8a", ":8:9", ":é", ":٣")),
    st.sampled_from(("/", "/", "/x:y@z", "", "?q", "#f", ";x", "\\x", " /", "\n", "\0")),
)  # fmt: skip
pytestmark = needs_a_compiler


@pytest.fixture(scope="module")
def made():
    with in_c() as found:
        yield found


def _said(made, urls: list[str | None], known: dict[str, int]) -> list[int | None]:
    table = made.functions.keep(names.packed([(name.encode(), number) for name, number in known.items()]))
    return made.of_texts("adhere_site", urls, table)


@settings(max_examples=400)
@given(st.lists(URLS, min_size=1, max_size=20))
def test_a_drawn_url_leads_to_the_site_that_python_reads(made, urls):
    read = [authority_of(url) for url in urls]
    known = {name: number for number, name in enumerate(dict.fromkeys(filter(None, read))) if number % 3}
    for url, authority, said in zip(urls, read, _said(made, urls, known), strict=True):
        if said is None:
            assert authority is None or _is_left(url), url
        elif authority is None:  # a plain host that is longer than any name
            assert (said, bool(re.match(PLAIN, url))) == (ELSEWHERE, True), url
        else:
            assert said == known.get(authority, ELSEWHERE), url


def _is_left(url: str) -> bool:
    """Whether the authority of a URL is left to Python: of another scheme, not of ASCII, or an address in brackets."""
    found = re.match(r"(?i:https?)://([^/?#\\]*)", url)
    host = found[1].rpartition("@")[2] if found else ""
    return found is None or not host.isascii() or host.startswith("[")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://a.example", 1),
        ("HTTPS://User:Pass@A.Example.:0443?x", 1),
        ("http://a.example:443/", 2),
        ("http://a.example:80#x", 3),
        ("https://b@a.example;c", None),
        ("https://c;b@a.example", 1),
        ("https://a.example:444/", ELSEWHERE),
        ("https://a.example:/", 1),
        ("https://a..example/", None),
        ("https://.a.example/", None),
        ("https://a.example../", None),
        ("https://a.example:0/", None),
        ("https://:443/", None),
        ("https://./", None),
        ("https://", None),
        (None, None),
    ],
)
def test_a_url_that_is_not_written_plainly(made, url, site):
    known = {"https://a.example/": 1, "http://a.example:443/": 2, "http://a.example/": 3}
    assert _said(made, [url], known) == [site]
    assert site in (None, known.get(authority_of(url) or "", ELSEWHERE))
