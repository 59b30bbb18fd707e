# SPDX-License-Identifier: EUPL-1.2
"""One spelling for an address, whatever it is written as; what software takes for none is none."""

import pytest

from adhere.content.addresses import ends_in_number, spelled

ADDRESSES = {
    "192.0.2.1": "192.0.2.1",
    "192.000.002.001": "192.0.2.1",
    "3221225985": "192.0.2.1",
    "0xc0000201": "192.0.2.1",
    "0xc0.0.0x2.01": "192.0.2.1",
    "192.513": "192.0.2.1",
    "192.0.513": "192.0.2.1",
    "030000001001": "192.0.2.1",
    f"{'0' * 9000}30000001001": "192.0.2.1",
    "0": "0.0.0.0",
    "0x": "0.0.0.0",
    "4294967295": "255.255.255.255",
    "2001:db8:0:0::1": "2001:db8::1",
    "2001:0db8::0001": "2001:db8::1",
}


def test_every_spelling_of_an_address_is_one():
    assert {host: spelled(host) for host in ADDRESSES} == ADDRESSES
    assert spelled("::ffff:c000:201") == spelled("::ffff:192.0.2.1")


@pytest.mark.parametrize(
    "host",
    [
        "", ".", "nl", "192.0.2.256", "256.0.2.1", "1.2.3.4.5", "192.0.2.08", "192.0.2.0xg", "4294967296", "9" * 9000,
        "192..2.1", "192.0.2.1.", "192.0.2.-1", "192.0.2.1_0", "192.0.2.\u0661", "voorbeeld.nl", "a:b", "2001:db8:::1",
    ],
)  # fmt: skip
def test_what_is_no_address_is_none(host: str):
    assert spelled(host) is None


def test_what_may_be_an_address_ends_in_a_number():
    assert all(ends_in_number(host) for host in ADDRESSES if ":" not in host)
    assert not any(ends_in_number(host) for host in ("voorbeeld.nl", "1.nl", "a0x1", "x.0y1", "0x1.nl"))
