# SPDX-License-Identifier: EUPL-1.2
"""TDMRep: the example of the specification, patterns, precedence, and files that are broken."""

from __future__ import annotations

import json
import time
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.content.robots.naive import naive_match

from adhere.content.reservations import tdmrep
from adhere.content.reservations.gathering import fields_of
from adhere.content.reservations.page import read_page
from adhere.content.reservations.signals import Verdict
from adhere.content.reservations.tdmrep import read_tdm_file, superseding
from adhere.content.robots import matching

RESERVED, ALLOWED, UNKNOWN = Verdict.RESERVED, Verdict.ALLOWED, Verdict.UNKNOWN
POLICY = "https://provider.example/policies/policy.json"
SITE = [
    {"location": "/a/", "tdm-reservation": 1},
    {"location": "/b/html/", "tdm-reservation": 1, "tdm-policy": POLICY},
    {"location": "/b/images/*.jpg", "tdm-reservation": 0},
    {"location": "/c$", "tdm-reservation": "1"},
    {"location": "/path/foo-%24", "tdm-reservation": 1},
    {"location": "/caf\u00e9", "tdm-reservation": 1},
    {"location": "/b/", "tdm-reservation": 0},
]


@pytest.mark.parametrize(
    ("target", "verdict", "policy"),
    [
        ("/a/x.pdf", RESERVED, None),
        ("/b/html/1", RESERVED, POLICY),
        ("/b/images/1.jpg", ALLOWED, None),
        ("/b/images/1.png", ALLOWED, None),
        ("/c", RESERVED, None),
        ("/cd", None, None),
        ("/path/foo-$", RESERVED, None),
        ("/caf%C3%A9", RESERVED, None),
        ("/caf\u00e9", RESERVED, None),
        ("/", None, None),
    ],
)
def test_the_first_rule_that_matches_decides(target: str, verdict: Verdict | None, policy: str | None):
    said = read_tdm_file(json.dumps(SITE).encode()).of(target)
    assert (said and said.verdict, said and said.policy) == (verdict, policy)


@pytest.mark.parametrize(
    ("body", "rule", "verdict"),
    [
        (b"[" + b" " * 2_000_000 + b"]", "ADH-CON-020", UNKNOWN),
        (b"<html>", "ADH-CON-021", UNKNOWN),
        (b"[" * 100_000, "ADH-CON-021", UNKNOWN),
        (b'{"location": "/", "tdm-reservation": 1}', "ADH-CON-022", UNKNOWN),
        (b'[{"location": "/"}]', "ADH-CON-023", UNKNOWN),
        (b'[{"location": 1, "tdm-reservation": 1}]', "ADH-CON-023", UNKNOWN),
        (b'[{"location": "/", "tdm-reservation": 2}]', "ADH-CON-024", UNKNOWN),
        (b'[{"location": "/", "tdm-reservation": true}]', "ADH-CON-024", UNKNOWN),
        (b'[{"location": "/", "tdm-reservation": NaN}]', "ADH-CON-024", UNKNOWN),
        (b'[{"location": "a/", "tdm-reservation": 1}]', "ADH-CON-025", UNKNOWN),
        (b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "here"}]', "ADH-CON-026", RESERVED),
    ],
)
def test_a_mistake_is_found_and_never_frees(body: bytes, rule: str, verdict: Verdict | None):
    file = read_tdm_file(body)
    assert [finding.rule.id for finding in file.findings] == [rule]
    said = file.of("/a")
    assert (said and said.verdict) == verdict


def test_what_a_broken_rule_may_cover_is_unknown_and_what_another_covers_is_not():
    body = json.dumps([{"location": "/a/", "tdm-reservation": 0}, {"location": "/b/"}, "no rule"]).encode()
    assert [verdict_of(body, target) for target in ("/a/1", "/b/1", "/c")] == [ALLOWED, UNKNOWN, UNKNOWN]


def test_what_lies_beyond_the_rules_that_are_read_is_unknown():
    rules = [{"location": f"/{number}/", "tdm-reservation": 0} for number in range(tdmrep.RULE_LIMIT + 1)]
    body = json.dumps(rules).encode()
    assert [verdict_of(body, target) for target in ("/1/", f"/{tdmrep.RULE_LIMIT}/")] == [ALLOWED, UNKNOWN]


def test_a_path_counts_as_software_asks_for_it_too():
    body = json.dumps([{"location": "/b/", "tdm-reservation": 0}, {"location": "/a/", "tdm-reservation": 1}])
    for target in ("/b/../a/1", "/c/../a/1", "/c/%2E%2E/a/1", "/a/../b/1"):
        assert verdict_of(body.encode(), target) is RESERVED, target
    assert verdict_of(body.encode(), "/c/../b/1") is ALLOWED
    assert verdict_of(body.encode(), "/c/../d/1") is None


@given(
    st.lists(
        st.text("/ab*$", max_size=8).map(lambda text: "/" + text) | st.sampled_from(["*b", "/a", "/a$"]),
        max_size=12,
    ),
    st.lists(st.text("/ab", max_size=9).map(lambda text: "/" + text), min_size=1, max_size=6),
)
@settings(max_examples=400)
def test_in_any_order_the_first_rule_that_matches_decides_as_in_a_slow_reading(
    locations: list[str], targets: list[str]
):
    rules = [{"location": location, "tdm-reservation": at % 2} for at, location in enumerate(locations)]
    with mock.patch.multiple(matching, FEW=0, PATIENCE=1):
        file = read_tdm_file(json.dumps(rules).encode())
        for target in targets:
            first = next((at for at, one in enumerate(locations) if slowly(one, target)), None)
            said = file.of(target)
            assert (said and said.where) == (None if first is None else f"tdmrep.json, [{first + 1}]")


def slowly(location: str, target: str) -> bool:
    """Whether a location matches a target without a dollar: one in the middle stands for itself."""
    return "$" not in location[:-1] and naive_match(location, target)


@pytest.mark.parametrize("location", ["/*a*a*a*{}b", "/{}", "/*{}.html", "/{}$"])
def test_a_file_of_very_many_rules_is_not_slow_for_each_url(location: str):
    rules = [
        {"location": location.format(number), "tdm-reservation": 1} for number in range(tdmrep.RULE_LIMIT)
    ]
    file = read_tdm_file(json.dumps(rules).encode())
    begun = time.process_time()
    for number in range(1_000):
        file.of(f"/x{number}/{'a' * 200}")
    assert time.process_time() - begun < 8


def verdict_of(body: bytes, target: str) -> Verdict | None:
    said = read_tdm_file(body).of(target)
    return said.verdict if said else None


def test_fields_and_metas():
    fields = fields_of([("TDM-Reservation", " 1 "), ("tdm-policy", POLICY), ("Set-Cookie", "x")])
    assert [(one.verdict, one.policy) for one in tdmrep.of_headers(fields)] == [(RESERVED, POLICY)]
    page = read_page(b'<meta name="TDM-reservation" content="0"><meta content=yes name=tdm-reservation>')
    assert [one.verdict for one in tdmrep.of_metas(page.metas)] == [ALLOWED, UNKNOWN]


def test_a_later_technique_supersedes_but_never_takes_a_reservation_away():
    reserved = tdmrep.of_headers(fields_of([("tdm-reservation", "1")]))
    allowed = tdmrep.of_metas({"tdm-reservation": ("0",)})
    assert superseding((), reserved, ()) == reserved
    assert superseding(reserved, allowed) == (*reserved, *allowed)
    assert superseding(allowed, reserved) == reserved
    assert superseding((), ()) == ()


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["location", "tdm-reservation", "tdm-policy", "x"]), inner, max_size=4
            )
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_can_be_read(body: bytes):
    file = read_tdm_file(body)
    file.of("/a")
    assert all(finding.wrong("nl") for finding in file.findings)
