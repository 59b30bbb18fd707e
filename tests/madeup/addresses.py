# SPDX-License-Identifier: EUPL-1.2
"""Rows of a manifest whose URLs are as messy as they come, and what a list of domains must say of them (by ``tests.bench.independent_domains``)."""

from __future__ import annotations

import random

Row = tuple[str | None, int | None, str | None]
STARTS = (
    "http://", "https://", "HTTP://", "hTtps://", "ftp://", "//", "http:/", "http:", "https:///", "data:", "mailto:", "", "http\t://",
    "ht\ntp://", " \x01http://", "1http://", "a+b.c-d://", "http:/\t/", "http:\r//",
)  # fmt: skip
HOSTS = (
    "example.com", "a.b.co.uk", "co.uk", "com", "localhost", "FOO.Bar.CO.UK", "www.ck", "x.www.ck", "test.ck", "a.test.ck", "1.2.3.4",
    "1.2.3", "a.1", "0x7f.1", "bücher.de", "www.BÜCHER.de", "xn--bcher-kva.de", "münchen.みんな", "a..b.com", ".a.com", "a.com.", "a.com..",
    "[::1]", "[2001:db8::1]", "[::zz]", "[v1.foo]", "[1.2.3.4]", "[bad", "bad]", "x[y].com", "user:pw@h.org", "a:b@c@h.org", "a.b@co.uk",
    "h.org:80", "h.org:", "h.org:8.9.10", "h.org:x@y.com", "u:p@[::1]:80", "a℀b.com", "a。b.com", "foo.com。", "…com", "foo_bar.com",
    "-a-.com", "%41.com", "exa mple.com", "foo\tbar.com", "foo\nbar.com", "ſharp.com", "İ.com", "x.blogspot.com", "blogspot.com",
    "github.io", "a.github.io", "s3.amazonaws.com", "b.s3.amazonaws.com", "city.kawasaki.jp", "foo.kawasaki.jp", "a.foo.kawasaki.jp",
    "kawasaki.jp", "xn--\x80.com", "xn--zzzzzzzz99.com", "ß.de", "faß.de", "\u2028x.com", "x.com\u2028", "x.com\u0085", "é.com:80",
    "u@é.com", "😀.com", "a.unlisted", "unlisted", "?q", "h.org?x=a.b", "h.org#a.b", "h.org?x@y.com", "@h.org", "@", "h.org@", "*.com",
    "~.com", "a~b.com", "xn--p1ai", "a.xn--p1ai", "пример.рф", "рф", "x.np", "a.x.np", "kobe.jp", "a.kobe.jp", "b.a.kobe.jp",
    "city.kobe.jp", "k12.ca.us", "x.k12.ca.us", "x" * 70 + ".com", "é" * 70 + ".com", "a\\b.com", "a.b\\c.com", "９.com", "ａ.com", "a．b.com",
    "com.é", "a.b.compute.amazonaws.com", "a.compute.amazonaws.com", "\x00a.com", "a\x00.com", "a.com\x00", "a." * 900 + "com",
)  # fmt: skip
ENDS = ("", "/", "/p", "/p/q?x=http://z.com/", "?q=1", "#f", "/a.b/c", "//x", "\\x", "/\t")
SIZES = (None, -5, 0, 1, 10, 10**6, 2**62)
MODALITIES = ("text", "text", "image", "audio", "video", "other", None)


def rows(seed: int, count: int, *, sizes: tuple[int | None, ...] = SIZES) -> list[Row]:
    """Return every start with every host, and so many drawn ones, the same for the same seed."""
    draw = random.Random(seed)
    urls: list[str | None] = [start + host + draw.choice(ENDS) for start in STARTS for host in HOSTS]
    for _ in range(count):
        before = draw.choice(STARTS[:2]) + draw.choice(("", "www.", "a.b.", "U@"))
        urls.append(
            before + draw.choice(HOSTS) + draw.choice(("", "", ".", ":8", ".com", "。")) + draw.choice(ENDS)
        )
    return [(url, draw.choice(sizes), draw.choice(MODALITIES)) for url in [*urls, None]]
