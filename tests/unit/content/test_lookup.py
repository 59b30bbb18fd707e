# SPDX-License-Identifier: EUPL-1.2
"""Looking a domain up: every spelling leads to one name, and what could not be looked at is never a no."""

import pytest

from adhere.content.lookup import Asked, Held, Looked, asked_of, together
from adhere.content.suffixes import parse
from adhere.kernel.truth import Truth

LIST = "// ===BEGIN ICANN DOMAINS===\nnl\ncom\nco.uk\n// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n// ===END PRIVATE DOMAINS===\n"
SUFFIXES = parse(LIST)
HELD = Held(documents=1, bytes=1)


def asked(spelling: str) -> Asked | None:
    return asked_of(spelling, SUFFIXES, "icann")


SPELLINGS = {
    "https://user@WWW.Voorbeeld.NL:443/pad?x=1": "voorbeeld.nl",
    "voorbeeld.nl": "voorbeeld.nl",
    "  a.b.Voorbeeld.nl./pad ": "voorbeeld.nl",
    "//voorbeeld.nl/pad": "voorbeeld.nl",
    "*.voorbeeld.nl": "voorbeeld.nl",
    "bücher.com": "xn--bcher-kva.com",
    "XN--BCHER-KVA.com": "xn--bcher-kva.com",
    "shop.example.co.uk": "example.co.uk",
    "192.0.2.7": "192.0.2.7",
    "http://[2001:db8::1]/": "2001:db8::1",
    "2001:db8::1": "2001:db8::1",
    "[2001:db8:0::1]": "2001:db8::1",
    "http://[2001:DB8::0:1]:80/": "2001:db8::1",
    "192.000.2.7": "192.0.2.7",
    "http://3221225991/": "192.0.2.7",
    "0xC0000207": "192.0.2.7",
    "999.1.1.1": "999.1.1.1",
}


def test_every_spelling_leads_to_the_registered_name():
    found = {spelling: one.name if (one := asked(spelling)) else None for spelling in SPELLINGS}
    assert found == SPELLINGS


@pytest.mark.parametrize("nothing", ["", "   ", "nl", "co.uk", "https://", "/pad", "x" * 3000, "[bad"])
def test_what_is_no_domain_asks_for_nothing(nothing: str):
    assert asked(nothing) is None


def test_an_authority_is_of_a_domain_whatever_its_spelling():
    one = asked("bücher.com")
    assert one is not None
    assert one.is_of("www.B%C3%BCcher.com", SUFFIXES, "icann") is False
    assert one.is_of("WWW.bücher.com:8080", SUFFIXES, "icann")
    assert not one.is_of("bücher.com.evil.nl", SUFFIXES, "icann")
    assert not one.is_of("", SUFFIXES, "icann")


def test_an_authority_is_of_an_address_whatever_the_spelling_of_either():
    written = {
        "192.0.2.7": ["192.0.2.7:80", "user@192.000.2.7", "3221225991", "0xc0.0x0.2.7."],
        "[2001:db8::1]": ["[2001:DB8:0:0::1]:8080", "[2001:db8::0001]"],
    }
    for spelling, authorities in written.items():
        one = asked(spelling)
        assert one is not None
        assert all(one.is_of(authority, SUFFIXES, "icann") for authority in authorities)
        others = ("192.0.2.70", "a.192.0.2.7", "[2001:db8::2]", "3221225992", "voorbeeld.nl", "", "[bad]")
        assert not any(one.is_of(authority, SUFFIXES, "icann") for authority in others)


LOOKED = {
    Truth.YES: [{"held": HELD}, {"held": HELD, "unseen": 3}],
    Truth.NO: [{}],
    Truth.UNKNOWN: [{"unseen": 1}, {"malformed": 1}, {"below": 1}, {"unlisted": True}],
}


def test_a_no_needs_everything_to_have_been_looked_at():
    for truth, cases in LOOKED.items():
        for case in cases:
            assert Looked(place="x", documents=9, **case).used is truth, case


def test_places_together_are_yes_where_one_is_and_no_only_where_all_are():
    yes, no, open_ = (Looked(place="x", documents=9, **case) for case in ({"held": HELD}, {}, {"unseen": 1}))
    assert together([yes, open_]) is Truth.YES
    assert together([no, no]) is Truth.NO
    assert together([no, open_]) is Truth.UNKNOWN
    assert together([]) is Truth.UNKNOWN


def test_data_that_was_read_speaks_for_a_run_made_of_it_and_for_no_other():
    data = Looked(place="data", documents=9, inputs=frozenset({"a", "b"}), row_by_row=True)
    same, other = (Looked(place="run", documents=9, below=4, inputs=frozenset(one)) for one in ("a", "ac"))
    assert together([same, data]) is Truth.NO
    assert together([other, data]) is Truth.UNKNOWN
