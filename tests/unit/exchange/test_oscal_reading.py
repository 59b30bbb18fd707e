# SPDX-License-Identifier: EUPL-1.2
"""Catalogs of others: one broken document per mistake with the finding it must give, all findings together, and no bytes that crash."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.codes.small import code as small
from tests.unit.exchange.oscaldocuments import EN, GPAI

from adhere.exchange.oscal import reading
from adhere.exchange.oscal.catalog import catalog
from adhere.exchange.oscal.catalogreading import read_catalog
from adhere.exchange.oscal.making import TRANSLATION
from adhere.exchange.rules import rules
from adhere.kernel.text import LANGUAGES

SMALL = catalog(small(), EN)
UUID = "f6f6b7a0-5b0c-5d1e-9d43-5a1c8f0b7e64"


def found(content: bytes) -> dict[str, list[str]]:
    read = read_catalog(content, "x.json")
    told: dict[str, list[str]] = {}
    for one in read.findings:
        told.setdefault(one.rule.id, []).append(str(one.place))
        for language in LANGUAGES:
            assert "{" not in one.wrong(language).replace("{}", "")
            assert one.remedy(language)
    assert (read.code is None) == any(one.rule.severity == "error" for one in read.findings)
    return told


def changed(change: Callable[[Any], None]) -> bytes:
    whole = json.loads(SMALL)
    change(whole["catalog"])
    return json.dumps(whole).encode()


def control(whole: Any) -> Any:
    return whole["groups"][0]["controls"][0]


BYTES = {
    "ADH-DOC-089": [
        b"", b"{", b"\xff\xfe", b'{"catalog": {"a": NaN}}', b'{"catalog": {"a": Infinity}}', b'{"catalog": {}, "catalog": {}}',
        b'{"catalog": {"a": "\\ud800"}}',
    ],
    "ADH-DOC-090": [b"[" * 100_000, b'{"catalog": ' * 80 + b"1" + b"}" * 80],
    "ADH-DOC-091": [b"[]", b"1", b'{"profile": {}}', b'{"catalog": {}, "profile": {}}', b'{"catalog": []}', b"{}"],
    "ADH-DOC-092": [
        b'{"catalog": {"metadata": {"oscal-version": "%s"}}}' % version for version in (b"2.0.0", b"1.3.0", b"0.9", b"1.2.1-rc1")
    ],
    "ADH-DOC-094": [
        b'{"catalog": {}}', b'{"catalog": {"metadata": []}}', b'{"catalog": {"metadata": {"oscal-version": 1.2}}}',
    ],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "content"), [(rule, one) for rule, many in BYTES.items() for one in many])
def test_bytes_that_are_no_catalog_give_one_finding(rule: str, content: bytes):
    assert [*found(content)] == [rule]


CHANGES: dict[str, Callable[[Any], None]] = {
    "ADH-DOC-093": lambda whole: whole.pop("uuid"),
    "ADH-DOC-094": lambda whole: whole.update(groups="none"),
    "ADH-DOC-095": lambda whole: whole["groups"].append(whole["groups"][0]),
    "ADH-DOC-096": lambda whole: whole.update(controls=[{"id": "x", "title": "x"}]),
    "ADH-DOC-097": lambda whole: control(whole)["controls"][0]["parts"][0]["parts"][0].update(
        links=[{"href": "#nowhere", "rel": "reference"}]
    ),
    "ADH-DOC-098": lambda whole: whole["groups"][0].pop("links"),
    "ADH-DOC-099": lambda whole: control(whole).pop("props"),
}


@pytest.mark.parametrize("rule", CHANGES)
def test_one_mistake_gives_its_finding(rule: str):
    assert rule in found(changed(CHANGES[rule]))


def test_every_rule_of_oscal_is_met_by_a_test():
    assert {one.id for one in rules() if one.id > "ADH-DOC-088"} == BYTES.keys() | CHANGES.keys()


def test_all_mistakes_are_found_together():
    def several(whole: Any) -> None:
        whole.update(uuid="none", controls=[{}])
        whole["groups"][0].pop("title")
        whole["back-matter"]["resources"].append(7)

    assert {"ADH-DOC-093", "ADH-DOC-094", "ADH-DOC-096", "ADH-DOC-098"} <= found(changed(several)).keys()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("amount", "NaN"),
        ("amount", "-3"),
        ("amount", "1e999"),
        ("unit", "parsecs"),
        ("direction", "sideways"),
    ],
)
def test_values_that_no_code_has_are_found(key: str, value: str):
    whole = json.loads(catalog(GPAI, EN))
    param = next(one for one in whole["catalog"]["groups"][0]["controls"][0]["controls"] if "params" in one)[
        "params"
    ][0]
    next(one for one in param["props"] if one["name"] == key)["value"] = value
    assert found(json.dumps(whole).encode()).keys() & {"ADH-COD-005"}


def test_properties_and_links_without_a_value_are_left_out():
    def bare(whole: Any) -> None:
        (statement, *_) = control(whole)["controls"][0]["parts"]
        item = statement["parts"][0]
        item["props"] = [{"name": "label"}, {"name": TRANSLATION, "group": "prose"}]
        item["links"] = [{"rel": "reference", "href": 7}, {"rel": "reference"}]

    assert found(changed(bare)).keys() <= {"ADH-DOC-099"}


def test_controls_that_refer_to_each_other_are_read_once():
    def ring(whole: Any) -> None:
        one = control(whole)
        one.setdefault("links", []).append({"href": f"#{one['controls'][0]['id']}", "rel": "required"})
        one["controls"][0].setdefault("links", []).append({"href": f"#{one['id']}", "rel": "required"})

    assert found(changed(ring)) == {}


def test_a_catalog_of_others_says_what_it_lacks_and_makes_nothing_up():
    other = {
        "catalog": {
            "uuid": UUID,
            "metadata": {
                "title": "Example",
                "last-modified": "2026-01-01T00:00:00Z",
                "version": "1",
                "oscal-version": "1.1.3",
            },
            "groups": [{"id": "ac", "title": "Access", "controls": [{"id": "ac-1", "title": "Policy"}]}],
        }
    }
    told = found(json.dumps(other).encode())
    assert "chapter ac" in " ".join(told["ADH-DOC-098"])
    assert "commitment ac-1" in " ".join(told["ADH-DOC-098"])


def test_more_bytes_or_values_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10)
    assert [*found(SMALL)] == ["ADH-DOC-090"]
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10**9)
    monkeypatch.setattr(reading, "COUNT_LIMIT", 10)
    assert [*found(SMALL)] == ["ADH-DOC-090"]


def test_a_mistake_that_stands_everywhere_is_told_so_often_and_no_more():
    many = [{"id": "x", "title": "X", "controls": []}] * 5000
    told = found(changed(lambda whole: whole.update(groups=many)))
    assert len(told["ADH-DOC-095"]) == reading.REPEATED


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = ("groups", "metadata", "back-matter", "controls", "params")


@given(st.sampled_from(KEYS), JSON)
def test_no_value_in_a_catalog_makes_reading_fail(key: str, value: Any):
    read_catalog(changed(lambda whole: whole.update({key: value})), "x.json")


@given(st.sampled_from(("id", "title", "parts", "params", "props", "links", "controls", "class")), JSON)
def test_no_value_in_a_control_makes_reading_fail(key: str, value: Any):
    read_catalog(changed(lambda whole: control(whole)["controls"][0].update({key: value})), "x.json")
    read_catalog(changed(lambda whole: whole["groups"][0].update({key: value})), "x.json")


@given(st.sampled_from(("name", "prose", "props", "parts", "links", "href", "ns")), JSON)
def test_no_value_in_a_part_makes_reading_fail(key: str, value: Any):
    read_catalog(
        changed(lambda whole: control(whole)["controls"][0]["parts"][0].update({key: value})), "x.json"
    )


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(content: bytes):
    read_catalog(content, "x.json")
