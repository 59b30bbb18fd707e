# SPDX-License-Identifier: EUPL-1.2
"""Authorities of URLs: international names label by label, as the codec of Python has a whole name, and never in quadratic time."""

from __future__ import annotations

import random
import re

from adhere.engine.audit.authorities import authority_of

SIGNS = ("a", "b", "9", "-", "_", ".", ".", "\u3002", "\uff0e", "\uff61", "xn--", "www.", "A", "\u00c0", "\u00e9", "\u4e2d", "\u2488",
    "\u00ad", "\u0660", "\u05d0", "\U0001d4b3", "\u017f", "\u0130", "\uff11", "\uff21")  # fmt: skip
"""Among them stops of other scripts, signs that become a stop or nothing, digits and letters of full width, and such that no name may hold."""

FITS = re.compile(r"[a-z0-9_-]+([.][a-z0-9_-]+)*")


def whole(host: str) -> str | None:
    """What the codec makes of a whole name."""
    try:
        return host.lower().removesuffix(".").encode("idna").decode("ascii").removesuffix(".")
    except UnicodeError:
        return None


def test_names_come_to_what_the_codec_makes_of_the_whole():
    chance = random.Random(3490)
    seen = set()
    for _ in range(20_000):
        host = "".join(chance.choice(SIGNS) for _ in range(chance.randrange(1, 8)))
        expected = whole(host)
        found = authority_of(f"http://{host}/")
        if found is not None:
            assert found == f"http://{expected}/", host
        elif expected is not None and not host.isascii():
            assert not FITS.fullmatch(expected), (host, expected)
        seen.add(found is None)
    assert seen == {True, False}


def test_a_long_label_is_none():
    """Quadratic as the codec is, this would take hours."""
    assert authority_of(f"https://{chr(0xE9) * 200_000}.example/") is None
    assert authority_of(f"https://{(chr(0xE9) + '.') * 50_000}example/") is None


def test_a_user_with_a_semicolon_is_no_host():
    assert authority_of("http://d.example;x@r.example/page") == "http://r.example/"
    assert authority_of("http://d.example;x/page") is None


def test_capitals_and_small_letters_of_any_script_are_one_host():
    assert authority_of("http://STRA\u1e9eE.example/") == "http://xn--strae-oqa.example/"
    assert authority_of("http://\u0392\u03a3.Example/") == authority_of("http://\u03b2\u03c3.example/")
