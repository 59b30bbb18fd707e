# SPDX-License-Identifier: EUPL-1.2
"""Hosts are those of ``urllib.parse.urlsplit``, whatever a URL is made of; international names come in one spelling, addresses apart."""

from __future__ import annotations

from urllib.parse import urlsplit

import idna
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.madeup.addresses import ENDS, HOSTS, STARTS

from adhere.content.hosts import Kind, host_of, site_in
from adhere.content.labels import a_label, readable
from adhere.content.suffixes import Suffixes

PIECES = st.sampled_from([*STARTS, *HOSTS, *ENDS, "@", ":", "[", "]", "\t", "\n", "℀", "？", "%", "İ"])
LISTED = Suffixes(icann=frozenset({"com", "co.uk", "uk"}))


def _by_urlsplit(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return (host or "").lower().removesuffix(".") or None if parts.scheme else None


@given(st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=30)))
def test_a_host_is_what_urlsplit_tells(url):
    assert host_of(url, as_written=True) == _by_urlsplit(url)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_a_host_in_ascii_stays_the_same_when_read_again(url):
    host = host_of(url)
    if host is not None and host.isascii() and not set(host) & set("[]:@%/?#\t\r\n") and ".." not in host:
        assert host_of(f"https://{host}/") in (host, host.removesuffix(".") or None)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://user:pa@ss@WWW.Example.COM:8080/p", "www.example.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://XN--BCHER-KVA.example/", "xn--bcher-kva.example"),
        ("https://a。b.com/", "a.b.com"),
        ("ht\ntps://exa\tmple.com./", "example.com"),
        (" \x00https://example.com", "example.com"),
        ("http:/one-slash", None),
        ("//example.com/", None),
        ("https:///path", None),
        ("data:text/html,x", None),
        ("mailto:me@example.com", None),
        ("http://[bad/", None),
        ("http://a℀b.com/", None),
        ("http://[2001:DB8::1]:80/", "2001:db8::1"),
        ("https://xn--zzzzzzzz99.com/", "xn--zzzzzzzz99.com"),
        ("", None),
    ],
)
def test_the_host_of_a_url(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("authority", "kind", "domain"),
    [
        ("www.example.co.uk", Kind.DOMAIN, "example.co.uk"),
        ("co.uk", Kind.NO_DOMAIN, None),
        ("localhost", Kind.NO_DOMAIN, None),
        ("a..com", Kind.NO_DOMAIN, None),
        ("192.0.2.1:80", Kind.ADDRESS, None),
        ("[::1]", Kind.ADDRESS, None),
        ("[v1.example.com]", Kind.ADDRESS, None),
        ("0x7f.1", Kind.ADDRESS, None),
        ("", Kind.NO_HOST, None),
        ("me@", Kind.NO_HOST, None),
    ],
)
def test_where_an_authority_leads(authority, kind, domain):
    site = site_in(authority, LISTED, "icann")
    assert (site.kind, site.domain) == (kind, domain)


def test_a_label_is_read_only_where_it_spells_back():
    assert readable("xn--bcher-kva.example") == "bücher.example"
    assert readable("xn--zzzzzzzz99.example") == "xn--zzzzzzzz99.example"
    assert readable("xn--BCHER-KVA") == "xn--BCHER-KVA"
    assert a_label("é" * 2000) == "é" * 2000


@pytest.mark.parametrize(
    "name", ["straße", "STRAßE", "faẞ", "βόλος", "ΒΌΛΟΣ", "نامه\u200cای", "groß-äö", "bücher", "日本"]
)
def test_labels_are_those_that_browsers_ask_for(name):
    assert a_label(name) == idna.encode(name, uts46=True).decode("ascii")
    assert host_of(f"https://www.{name}.example/") == f"www.{a_label(name)}.example"


def test_a_sharp_s_is_no_double_s():
    assert readable("xn--strae-oqa.example") == "straße.example"
    assert a_label("strasse") == "strasse"
    assert a_label("ß" * 60) == "ß" * 60  # too long in ASCII
