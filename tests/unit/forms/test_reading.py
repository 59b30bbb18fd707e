# SPDX-License-Identifier: EUPL-1.2
"""Reading answers: every kind of value, and every mistake under its own rule."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.forms.sample import ANNEX, FORM

from adhere.forms.answers import Record
from adhere.forms.reading import AnswerError, read_band, read_not_applicable, read_value
from adhere.forms.rules import rule, rules
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import Text, plain


def read(name: str, raw: object) -> Any:
    return read_value(FORM.field(name), raw, FORM)


def tokens(number: str) -> Quantity:
    return Quantity.exactly(number, "tokens")


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("name", " Example 1B\r\n", plain("Example 1B")),
        ("name", "one\r\n\r\n- two", plain("one\n\n- two")),
        ("name", {"en": "A dog", "nl": "Een hond"}, Text("A dog", "Een hond")),
        ("name", {"nl": "Een hond", "en": None}, Text("Een hond", "Een hond")),
        ("licence", "https://example.org/licence?x=1#y", plain("https://example.org/licence?x=1#y")),
        ("licence", "http://[2001:db8::1]:8080/", plain("http://[2001:db8::1]:8080/")),
        ("licence", "There is none: see http://", plain("There is none: see http://")),
        ("licence", "Apache-2.0", plain("Apache-2.0")),
        ("released", "2024-02-29", date(2024, 2, 29)),
        ("collected", "2024-03", date(2024, 3, 1)),
        ("crawled", False, False),
        ("kind_of_licence", "open", ("open",)),
        ("modalities", ["text", "images"], ("text", "images")),
        ("modalities", "text", ("text",)),
        ("modalities", ["other: sensor  data", "text"], ("other: sensor data", "text")),
        ("modalities", [{"other": "sensor data"}], ("other: sensor data",)),
        ("max_size", {"text": "128k tokens"}, Record({"text": plain("128k tokens")})),
        ("max_size", {"other": "10 MB", "images": None}, Record({"other": plain("10 MB")})),
        ("size", 405853388800, Quantity.exactly(405853388800, "parameters")),
        ("size", Decimal("4.05e11"), Quantity.exactly("4.05e11", "parameters")),
        ("size", "405853388800 parameters", Quantity.exactly(405853388800, "parameters")),
        ("compute", "3.8e25 FLOP", Quantity.exactly("3.8e25", "FLOP")),
        ("compute", 0, Quantity.exactly(0, "FLOP")),
        ("compute", {"low": 1, "high": 2}, Quantity(unit="FLOP", low=Decimal(1), high=Decimal(2))),
        ("compute", {"low": Decimal("1e25")}, Quantity.at_least("1e25", "FLOP")),
        ("compute", {"high": 5, "low": None}, Quantity(unit="FLOP", high=Decimal(5))),
        (
            "compute",
            {"low": 1, "value": 2, "high": 3},
            Quantity(unit="FLOP", low=Decimal(1), value=Decimal(2), high=Decimal(3)),
        ),
        (
            "data",
            {"unit_definition": "tokens", "training": Decimal("1.5e13"), "validation": None},
            Record({"unit_definition": plain("tokens"), "training": tokens("1.5e13")}),
        ),
        ("time", {"wall_clock": "month"}, Record({"wall_clock": ("month",)})),
        ("time", {"wall_clock": {"band": "longer"}}, Record({"wall_clock": ("longer",)})),
        (
            "time",
            {"hardware": [{"accelerator": "A100", "days": "4e5 accelerator-days"}]},
            Record(
                {
                    "hardware": (
                        Record(
                            {
                                "accelerator": plain("A100"),
                                "days": Quantity.exactly("4e5", "accelerator-days"),
                            }
                        ),
                    )
                }
            ),
        ),
        (
            "channels",
            [{"channel": "API", "link": "https://example.org"}],
            (Record({"channel": plain("API"), "link": plain("https://example.org")}),),
        ),
        ("domains", ["example.org"], (Record({"domain": plain("example.org")}),)),
    ],
)
def test_what_people_write_is_read(name: str, raw: object, value: object):
    assert read(name, raw) == value


@pytest.mark.parametrize("written", ["1.0e25", "1e25", "10000000000000000000000000", "38e24", "0.50", "007"])
def test_a_figure_keeps_its_digits(written: str):
    value = read("compute", written)
    assert value.value.as_tuple() == Decimal(written).as_tuple()
    assert value.exact


WRONG: list[tuple[str, object, str, tuple[str, ...]]] = [
    ("name", None, "001", ()),
    ("name", "  \n", "001", ()),
    ("channels", [], "001", ()),
    ("data", {}, "001", ()),
    ("data", {"training": None}, "001", ()),
    ("max_size", {"text": ""}, "001", ("max_size.text",)),
    ("name", ["a"], "002", ("a list of 1",)),
    ("name", Decimal("1.10"), "003", ("1.10", "in quotes")),
    ("name", True, "003", ("true",)),
    ("name", "a\x00b", "004", ("U+0000",)),
    ("name", "a\ud800", "004", ("U+D800",)),
    ("name", {"en": "A", "fr": "B"}, "005", ("en, fr",)),
    ("name", {"en": 1}, "003", ("1",)),
    ("licence", "https://", "006", ("https://",)),
    ("licence", "https://localhost.", "006", ()),
    ("licence", "ftp://example.org/x", "006", ("https://example.org/licence",)),
    ("licence", "www.example.org", "006", ()),
    ("licence", "https://user@host/", "006", ()),
    ("released", "1 March 2026", "007", ("1 March 2026", "2026-03-01")),
    ("released", "01-03-2026", "007", ()),
    ("released", "2026-W10-1", "007", ()),
    ("released", 2026, "007", ()),
    ("released", "2026-02-30", "008", ("2026-02-30",)),
    ("collected", "2026-13", "008", ()),
    ("collected", "2026-03-01", "009", ("2026-03",)),
    ("collected", 2026, "009", ()),
    ("crawled", "yes", "010", ("yes", "true or false")),
    ("crawled", 1, "010", ()),
    ("kind_of_licence", "opem", "011", ("Did you mean open?", "open (Open)")),
    ("modalities", ["Text"], "011", ("Did you mean text?",)),
    ("modalities", [{"a": 1, "b": 2}], "011", ()),
    ("modalities", ["other"], "012", ("other: sensor data",)),
    ("modalities", [{"other": None}], "012", ()),
    ("modalities", ["text: prose"], "013", ("text",)),
    ("modalities", ["text", "images", "text"], "014", ("text",)),
    ("kind_of_licence", ["open", "closed"], "015", ("one option",)),
    ("size", "many", "016", ("many", "4.05e11")),
    ("size", "405B", "016", ()),
    ("size", True, "016", ()),
    ("size", Decimal("NaN"), "016", ()),
    ("size", "405,853,388,800", "017", ("4.05e11",)),
    ("size", "405.853.388.800", "017", ()),
    ("compute", "1,5", "017", ("1.5",)),
    ("size", "405 billion", "018", ("parameters",)),
    ("compute", "3.8e25 tokens", "018", ("FLOP",)),
    ("size", -1, "019", ()),
    ("size", "-4e3", "019", ()),
    ("compute", {"low": 2, "high": 1}, "020", ("2, 1",)),
    ("compute", {"low": 1, "high": 2, "value": 3}, "020", ()),
    ("compute", {"low": 1, "unit": "FLOP"}, "020", ("low, unit",)),
    ("compute", {"low": None, "high": None}, "020", ()),
    ("size", "medium", "021", ("band: medium",)),
    ("data", {"trainin": 1}, "022", ("Did you mean training?",)),
    ("data", "many", "023", ("unit_definition",)),
    ("channels", [{"channel": "API"}, "web"], "023", ("channels[2]",)),
    ("channels", {"channel": "API"}, "024", ("- channel",)),
    ("max_size", "128k", "025", ("modalities", "text:")),
    ("max_size", {"txt": "128k"}, "026", ("Did you mean text?",)),
    ("max_size", {3: "128k"}, "026", ()),
    ("size", 10**900, "033", ("60",)),
    ("size", "9" * 61, "033", ()),
    ("time", {"wall_clock": {"band": "lnger"}}, "029", ("Did you mean longer?",)),
    ("time", {"hardware": [{"days": "x"}]}, "016", ("time.hardware[1].days",)),
    ("time", {"hardware": [{"days": "month"}]}, "016", ()),
]


@pytest.mark.parametrize(("name", "raw", "number", "told"), WRONG)
def test_every_mistake_has_its_own_rule_and_says_what_to_do(
    name: str, raw: object, number: str, told: tuple[str, ...]
):
    with pytest.raises(AnswerError) as caught:
        read(name, raw)
    assert caught.value.rule == f"ADH-FRM-{number}"
    finding = Finding(rule=rule(caught.value.rule), place=Place(file="x"), values=caught.value.values)
    said = " ".join((finding.wrong("en"), finding.why("en"), finding.remedy("en")))
    assert name in said
    assert [part for part in told if part not in said] == []
    for language in ("en", "nl"):
        whole = " ".join((finding.wrong(language), finding.why(language), finding.remedy(language)))
        assert "{" not in whole.replace("{low:", "").replace("{band:", "").replace("{en:", "")


def test_a_composed_field_is_not_answered_by_itself():
    with pytest.raises(AnswerError) as caught:
        read_value(ANNEX.field("general"), "text", ANNEX)
    assert caught.value.rule == "ADH-FRM-027"


def test_a_band_is_named_by_its_id():
    assert read_band(FORM.field("size"), "medium") == "medium"


@pytest.mark.parametrize(
    ("name", "raw", "number", "told"),
    [
        ("size", 3, "028", "value: with the figure"),
        ("size", Decimal("4e11"), "028", "medium (500M-5B)"),
        ("size", ["medium"], "028", "a list of 1"),
        ("size", "medum", "029", "Did you mean medium?"),
        ("size", "500M-5B", "029", "medium (500M-5B)"),
        ("name", "medium", "030", "has no ranges"),
    ],
)
def test_what_is_no_band_is_told(name: str, raw: object, number: str, told: str):
    with pytest.raises(AnswerError) as caught:
        read_band(FORM.field(name), raw)
    finding = Finding(rule=rule(caught.value.rule), place=Place(file="x"), values=caught.value.values)
    assert caught.value.rule == f"ADH-FRM-{number}"
    assert told in f"{finding.wrong('en')} {finding.remedy('en')}"


def test_not_applicable_comes_with_its_reason():
    assert read_not_applicable(FORM.field("uses"), "It clashes with the licence.") == plain(
        "It clashes with the licence."
    )


@pytest.mark.parametrize(
    ("name", "raw", "number"),
    [
        ("name", "no", "031"),
        ("uses", "", "032"),
        ("uses", True, "032"),
        ("uses", None, "032"),
        ("uses", 3, "003"),
    ],
)
def test_not_applicable_without_a_reason_or_where_the_form_refuses_it_is_wrong(
    name: str, raw: object, number: str
):
    with pytest.raises(AnswerError) as caught:
        read_not_applicable(FORM.field(name), raw)
    assert caught.value.rule == f"ADH-FRM-{number}"


def test_a_raw_value_that_no_file_can_hold_is_wrong_too():
    for name in ("name", "released", "size", "modalities", "time", "crawled"):
        with pytest.raises(AnswerError):
            read(name, datetime(2026, 1, 1, tzinfo=UTC))


def test_every_rule_about_one_value_is_broken_by_a_test():
    below_fifty = {one.id for one in rules() if one.id < "ADH-FRM-050"}
    elsewhere = {"ADH-FRM-027", "ADH-FRM-028", "ADH-FRM-030", "ADH-FRM-031", "ADH-FRM-032"}
    assert below_fifty == {f"ADH-FRM-{number}" for _, _, number, _ in WRONG} | elsewhere
