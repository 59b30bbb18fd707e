# SPDX-License-Identifier: EUPL-1.2
"""Findings: a rule met at a place, told in both languages."""

from __future__ import annotations

import pytest

from adhere.kernel.finding import Finding, Place, Rule, rules_of
from adhere.kernel.text import Text, plain

RECORD = {
    "id": "ADH-MOD-999",
    "severity": "error",
    "provision": "aia:art-53.1.a",
    "wrong": {"en": "{count} bytes are missing.", "nl": "Er ontbreken {count} bytes.", "of": ""},
    "why": {"en": "Nothing can be read.", "nl": "Er valt niets te lezen.", "of": ""},
    "remedy": {"en": "Copy {file} again.", "nl": "Kopieer {file} opnieuw.", "of": ""},
}


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(file="config.json", line=12), "config.json:12"),
        (Place(file="model.gguf", at="bytes 8-16"), "model.gguf, bytes 8-16"),
        (Place(file="LICENSE"), "LICENSE"),
        (Place(file="config.json", line=0, at="lost"), "config.json:0"),
    ],
)
def test_a_place_is_written_so_that_an_editor_finds_it(place: Place, written: str):
    assert str(place) == written


def test_a_finding_tells_what_why_and_what_to_do_in_both_languages():
    (rule,) = rules_of({"rule": [RECORD]})
    finding = Finding(rule=rule, place=Place(file="a"), values={"count": 8, "file": "model.gguf"})
    assert (finding.wrong("en"), finding.wrong("nl")) == ("8 bytes are missing.", "Er ontbreken 8 bytes.")
    assert (finding.why("en"), finding.why("nl")) == ("Nothing can be read.", "Er valt niets te lezen.")
    assert (finding.remedy("en"), finding.remedy("nl")) == (
        "Copy model.gguf again.",
        "Kopieer model.gguf opnieuw.",
    )


def test_a_rule_keeps_its_id_severity_and_provision():
    (rule,) = rules_of({"rule": [RECORD]})
    assert (rule.id, rule.severity, rule.provision) == ("ADH-MOD-999", "error", "aia:art-53.1.a")


def test_a_rule_need_not_rest_on_a_provision():
    without = {key: value for key, value in RECORD.items() if key != "provision"}
    assert rules_of({"rule": [without]})[0].provision is None


def test_a_value_may_be_a_text_of_its_own():
    rule = Rule(id="ADH-X-1", severity="note", wrong=plain("{what}"), why=plain("-"), remedy=plain("-"))
    finding = Finding(rule=rule, place=Place(file="a"), values={"what": Text("card", "kaart")})
    assert finding.wrong("nl") == "kaart"
