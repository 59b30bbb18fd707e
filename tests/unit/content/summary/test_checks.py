# SPDX-License-Identifier: EUPL-1.2
"""What is found before a summary is published: one mistake each, and nothing on a corpus of which everything is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.content.summary.made import (
    CORPUS,
    CRAWLER,
    FORM,
    RECORDS,
    REGISTER,
    amount,
    content,
    domain_figures,
    figures,
    filled,
    line,
    record,
    register,
    stated,
    whole,
)

from adhere.content.figures import InputRecord
from adhere.content.sources.register import DomainDecision, OriginalModel
from adhere.content.summary.answerchecks import Provider, answer_findings
from adhere.content.summary.datachecks import data_findings
from adhere.content.summary.domainlist import read_list
from adhere.content.summary.drafting import drafted
from adhere.content.summary.material import Content
from adhere.content.summary.personal import suspect
from adhere.content.summary.rules import rules
from adhere.content.summary.updating import Made, Times, time_findings
from adhere.forms.answers import Answer, Record
from adhere.kernel.finding import Finding, Place
from adhere.kernel.quantity import Quantity
from adhere.kernel.text import plain
from adhere.kernel.truth import Truth

LIST = read_list([b"example.nl\t9\n", b"c.example\t3\n", b"d.example\t2\n"], "domains.tsv", None)
RULED = domain_figures(listed_sha256=LIST.sha256)
GOOD = figures(*CORPUS, domains=RULED)
SOUND = whole(
    records=(
        *RECORDS[:2],
        record("tiny", "public-datasets", 12, name="Tiny", link="https://t.example"),
        *RECORDS[3:],
    )
)


def sound(found: Any = GOOD, sources: Any = SOUND, **more: Any) -> Content:
    return content(found, sources, **({"domains": LIST} | more))


def with_lines(*lines: Any, **more: Any) -> Content:
    return sound(figures(*CORPUS, *lines, domains=RULED, **more))


def with_records(*records: Any, **more: Any) -> Content:
    return sound(sources=register(*records, **({"crawlers": (CRAWLER,), "complete": True} | more)))


def rest(index: int) -> tuple[Any, ...]:
    return (*SOUND.records[:index], *SOUND.records[index + 1 :])


def named(domain: str) -> Content:
    found = read_list([f"{domain}\t1\n".encode()], "domains.tsv", None)
    return sound(figures(*CORPUS, domains=domain_figures(listed_sha256=found.sha256)), domains=found)


DECISION = DomainDecision(
    domain="gone.example", publish=True, reason="No person", place=Place(file=REGISTER, line=30)
)
INPUT = InputRecord(name="b.csv", format="csv", size=1, sha256="aa" * 32, rows=5, malformed=2)
SAME = replace(INPUT, malformed=0)
BARE = replace(INPUT, name="c.csv", sha256="bb" * 32, rows=0, malformed=0)
DATA: dict[str, Callable[[], Content]] = {
    "ADH-CON-100": lambda: with_lines(line(amount(4, 50, tokens=1), modality="text", source="nobody-knows")),
    "ADH-CON-101": lambda: with_records(*SOUND.records, record("gone", "other-sources", 40, description=plain("x"))),
    "ADH-CON-102": lambda: with_records(*rest(1), record("wik*", "public-datasets", 41, name="A"), record("*iki", "private-datasets", 42, name="B", publicly_known=True)),
    "ADH-CON-103": lambda: with_lines(line(amount(4, 50, tokens=1), modality="text")),
    "ADH-CON-104": lambda: with_lines(line(amount(4, 50, tokens=1), source="photos")),
    "ADH-CON-105": lambda: sound(figures(*CORPUS, domains=RULED, inputs=(INPUT,))),
    "ADH-CON-106": lambda: with_lines(line(amount(4, 50), modality="audio", source="photos")),
    "ADH-CON-107": lambda: sound(
        figures(*CORPUS, line(amount(4), modality="video", source="films"), domains=RULED),
        replace(SOUND, records=(*SOUND.records, record("films", "public-datasets", 43, name="Films"))),
    ),
    "ADH-CON-108": lambda: with_lines(undated=3),
    "ADH-CON-109": lambda: sound(sources=replace(SOUND, complete=None)),
    "ADH-CON-115": lambda: sound(sources=whole()),
    "ADH-CON-116": lambda: with_records(replace(SOUND.records[0], name=None), *rest(0)),
    "ADH-CON-117": lambda: with_records(*SOUND.records, crawlers=()),
    "ADH-CON-118": lambda: with_records(replace(SOUND.records[4], models=()), *rest(4)),
    "ADH-CON-119": lambda: with_lines(line(amount(4, 5, images=1, known_images=1), modality="image", source="photos")),
    "ADH-CON-124": lambda: named("jan-jansen.nl"),
    "ADH-CON-125": lambda: sound(domains=replace(LIST, unknown=(DECISION,))),
    "ADH-CON-126": lambda: sound(domains=replace(LIST, sha256="00" * 32)),
    "ADH-CON-127": lambda: named("=1+1.com"),
    "ADH-CON-129": lambda: sound(replace(GOOD, unread=("cut.jsonl.gz",))),
    "ADH-CON-128": lambda: sound(figures(*CORPUS), domains=None),
    "ADH-CON-131": lambda: sound(figures(*CORPUS, domains=RULED, inputs=(SAME, replace(SAME, name="copy.csv")))),
    "ADH-CON-132": lambda: sound(figures(*CORPUS, domains=RULED, inputs=(SAME, BARE, replace(BARE, name="d.csv")))),
    "ADH-CON-133": lambda: sound(sources=replace(SOUND, complete=False)),
}  # fmt: skip


def told(findings: Any) -> list[str]:
    found = list(findings)
    for one in found:
        for language in ("en", "nl"):
            texts = one.wrong(language) + one.why(language) + one.remedy(language)
            assert "{" not in texts, texts
    return sorted({one.rule.id for one in found})


def test_nothing_is_found_on_a_corpus_of_which_everything_is_said():
    assert told(data_findings(sound(), REGISTER)) == []


@pytest.mark.parametrize("rule_id", DATA)
def test_each_mistake_in_the_data_is_found_and_nothing_else(rule_id: str):
    also = {
        "ADH-CON-104": {"ADH-CON-133"},
        "ADH-CON-107": {"ADH-CON-106"},
        "ADH-CON-129": {"ADH-CON-133"},
        "ADH-CON-133": {"ADH-CON-109"},
    }.get(rule_id, set())
    assert set(told(data_findings(DATA[rule_id](), REGISTER))) == {rule_id} | also


def of_answers(
    held: Content | None = None, provider: Provider | None = None, **answers: Answer
) -> list[Finding]:
    return list(answer_findings(held or sound(), filled(answers), provider or Provider()))


def period(begun: str, ended: str) -> Record:
    return Record({"from": date.fromisoformat(begun), "to": date.fromisoformat(ended)})


ANSWERS: dict[str, dict[str, Any]] = {
    "ADH-CON-110": {"licensed_datasets": {"value": False}},
    "ADH-CON-111": {"other_sources": {"value": True}},
    "ADH-CON-112": {"size_text": {"band": "gt_10t_tokens"}},
    "ADH-CON-113": {"latest_acquisition": {"value": Record({"date": date(2025, 10, 1)})}},
    "ADH-CON-114": {"crawl_period": {"value": period("2024-04-01", "2025-11-01")}},
    "ADH-CON-120": {"crawled_domains": {"value": (Record({"domain": plain("a.nl")}),)}},
}


@pytest.mark.parametrize("rule_id", ANSWERS)
def test_each_answer_against_the_data_is_found(rule_id: str):
    answers = {name: stated(name, **how) for name, how in ANSWERS[rule_id].items()}
    found = of_answers(**answers)
    assert told(found) == [rule_id]
    assert found[0].place.line == 7
    assert found[0].values["field"] == next(iter(answers))


def test_a_range_that_what_is_missing_may_reach_is_no_mistake():
    higher = stated("size_text", band="gt_10t_tokens")
    assert told(of_answers(sound(sources=replace(SOUND, complete=False)), size_text=higher)) == []
    assert told(of_answers(sound(replace(GOOD, unread=("cut.jsonl.gz",))), size_text=higher)) == []
    strays = with_lines(line(amount(1, 1, tokens=10**13), source="wiki"))
    assert told(of_answers(strays, size_text=higher)) == []
    lower = stated("size_text", band="lt_1b_tokens")
    assert told(of_answers(strays, size_text=lower)) == ["ADH-CON-112"]


def test_a_list_that_a_person_wrote_is_without_the_names_that_are_withheld():
    lines = [b"jan-jansen.nl\t9\n", b"c.example\t3\n", b"d.example\t2\n"]
    place = Place(file=REGISTER, line=1)
    away = DomainDecision(domain="jan-jansen.nl", publish=False, reason="A person", place=place)
    kept = read_list(lines, "domains.tsv", register(domains=(away,)))
    held = sound(figures(*CORPUS, domains=domain_figures(listed_sha256=kept.sha256)), domains=kept)

    def found(*names: str) -> list[Finding]:
        value = tuple(Record({"domain": plain(name)}) for name in names)
        return of_answers(held, crawled_domains=stated("crawled_domains", value=value))

    assert found("c.example", "d.example") == []
    (short,) = found("c.example")
    assert "asks for 3 of 30, of which withheld: 1." in short.wrong("en")
    assert "vraagt er 3 van de 30, waarvan weggelaten: 1." in short.wrong("nl")
    assert told(found("jan-jansen.nl", "c.example", "d.example")) == ["ADH-CON-120"]


def test_user_data_is_denied_by_its_origin():
    assert told(of_answers(user_services=stated("user_services", value=False))) == ["ADH-CON-110"]
    assert told(of_answers(user_interactions=stated("user_interactions", value=False))) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"size_text": {"value": Quantity.exactly(Decimal(2_000_000_000), "tokens")}},
        {"latest_acquisition": {"value": Record({"date": date(2026, 1, 1)})}},
        {"crawl_period": {"value": period("2024-03-01", "2025-12-01")}},
        {"licensed_datasets": {"value": True}},
    ],
    ids=["within its range", "later than the last fetch", "around the fetches", "yes"],
)
def test_answers_that_agree_are_not_found(answer: dict[str, Any]):
    assert of_answers(**{name: stated(name, **how) for name, how in answer.items()}) == []


@pytest.mark.parametrize(
    ("rule", "size", "found"),
    [
        ("sme-thousand", "large", ["ADH-CON-121"]),
        ("sme-twentieth", "small-mid-cap", ["ADH-CON-121"]),
        ("sme-twentieth", None, ["ADH-CON-122"]),
        ("sme-twentieth", "medium", []),
        ("top-tenth", "micro", ["ADH-CON-123"]),
        ("top-tenth", "large", []),
        ("top-tenth", None, []),
    ],
)
def test_the_shorter_list_is_for_smes_only(rule: str, size: str | None, found: list[str]):
    ruled = sound(figures(*CORPUS, domains=replace(RULED, rule=rule)))
    assert told(of_answers(ruled, Provider(size=size))) == found


def test_of_ten_domains_no_list_is_shorter():
    one = read_list([b"example.nl\t9\n"], "domains.tsv", None)
    ruled = replace(RULED, rule="top-tenth", domains=10, listed=1, listed_sha256=one.sha256)
    found = sound(figures(*CORPUS, domains=ruled), domains=one)
    assert told(of_answers(found, Provider(size="micro"))) == []


def test_a_modification_leads_to_the_summary_of_its_base():
    modified = Provider(modified=Truth.YES)
    assert told(of_answers(provider=modified)) == ["ADH-CON-130"]
    text = stated("model_dependencies", value=plain("From Other-1; summary: https://other.example/summary"))
    assert of_answers(provider=modified, model_dependencies=text) == []
    assert of_answers(provider=Provider(modified=Truth.UNKNOWN)) == []


@pytest.mark.parametrize("summary", [None, "https://other.example/summary"])
def test_a_base_in_the_register_is_led_to_whosever_it_is(summary: str | None):
    place = Place(file=REGISTER, line=50)
    held = sound(sources=replace(SOUND, base=OriginalModel(name="Other-1", place=place, summary=summary)))
    answers = dict(drafted(FORM, held).answers)
    found = [one for one in of_answers(held, **answers) if one.rule.id == "ADH-CON-130"]
    assert [one.place for one in found] == ([] if summary else [place])


@pytest.mark.parametrize(
    ("domain", "reason"),
    [
        ("jan-jansen.nl", "name"),
        ("janjansen.nl", "name"),
        ("jansen-jan.example", "name"),
        ("jan-de-vries.nl", "name"),
        ("maria.name", "tld"),
        ("somebody-at-gmail.example", "address"),
        ("somebody-at-gmail-com.nl", "address"),
        ("some-body-at-gmail-dot-com.nl", "address"),
        ("somebody-at-yahoo-co-uk.example", "address"),
        ("look-at-yahoo-news.com", None),
        ("gmail-com.nl", None),
        ("at-gmail-com.nl", None),
        ("meet-at-outlook-hotel.com", None),
        ("0612345678.nl", "number"),
        ("martin.com", None),
        ("jansen.nl", None),
        ("janssen-bouw.nl", None),
        ("rijksoverheid.nl", None),
        ("", None),
    ],
)
def test_names_of_persons_are_pointed_at(domain: str, reason: str | None):
    found = suspect(domain)
    assert (found.reason if found else None) == reason


def test_a_list_that_is_not_there_is_told():
    assert told(data_findings(sound(domains=None), REGISTER)) == ["ADH-CON-126"]


def test_a_decision_with_a_wildcard_holds_for_names_that_are_pointed_at():
    place = Place(file=REGISTER, line=1)
    every = DomainDecision(domain="*", publish=False, reason="Not looked at yet", place=place)
    found = read_list([b"jan-jansen.nl\t9\n", b"b.example\t7\n"], "d.tsv", register(domains=(every,)))
    assert (found.withheld, found.first, found.undecided, found.unknown) == (
        ("jan-jansen.nl",),
        ("b.example",),
        0,
        (),
    )


def test_a_decision_withholds_a_name_or_lets_it_pass():
    lines = [b"jan-jansen.nl\t9\n", b"eva-bakker.example\t8\n", b"b.example\t7\n"]
    place = Place(file=REGISTER, line=1)
    decisions = (
        DomainDecision(domain="JAN-jansen.nl", publish=False, reason="A person", place=place),
        DomainDecision(domain="eva-bakker.example", publish=True, reason="A bakery", place=place),
    )
    found = read_list(lines, "d.tsv", register(domains=decisions))
    assert (found.first, found.withheld, found.undecided) == (
        ("eva-bakker.example", "b.example"),
        ("jan-jansen.nl",),
        0,
    )
    assert (found.count, found.published, found.unknown) == (3, 2, ())


def times(**more: Any) -> list[str]:
    versions = more.pop(
        "versions", (Made(on=date(2026, 5, 1), place=Place(file="x"), figures="a", public=True),)
    )
    told_ = {"on": date(2026, 11, 22), "figures": "a", "placed": date(2026, 3, 16), "continuous": Truth.YES}
    return told(time_findings(Times(versions=versions, **(told_ | more)), filled({})))


def made(on: str, **more: Any) -> Made:
    return Made(on=date.fromisoformat(on), place=Place(file="x"), **({"figures": "a", "public": True} | more))


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, ["ADH-CON-140"]),
        ({"versions": (made("2026-05-22"),)}, ["ADH-CON-141"]),
        ({"versions": (made("2026-05-21"),)}, ["ADH-CON-140"]),
        ({"versions": (made("2026-08-01"),)}, []),
        ({"versions": (made("2026-08-01", figures="b"),)}, ["ADH-CON-142"]),
        ({"versions": (made("2026-08-01", figures=None),)}, []),
        ({"continuous": Truth.NO}, []),
        ({"continuous": Truth.UNKNOWN}, ["ADH-CON-143"]),
        ({"versions": ()}, ["ADH-CON-148"]),
        ({"versions": (made("2026-11-01", public=False),)}, ["ADH-CON-148"]),
        ({"versions": (), "placed": date(2027, 1, 1)}, []),
        ({"versions": (), "placed": date(2025, 1, 1), "grace": date(2027, 8, 2)}, ["ADH-CON-144", "ADH-CON-145"]),
        ({"versions": (), "placed": date(2025, 1, 1), "grace": date(2027, 8, 2), "on": date(2027, 8, 2)}, ["ADH-CON-144", "ADH-CON-145", "ADH-CON-148"]),
    ],
)  # fmt: skip
def test_time_brings_updates(more: dict[str, Any], found: list[str]):
    assert times(**more) == found


def test_every_rule_is_met_by_a_test():
    here = {*DATA, *ANSWERS, "ADH-CON-121", "ADH-CON-122", "ADH-CON-123", "ADH-CON-130", "ADH-CON-140", "ADH-CON-141", "ADH-CON-142", "ADH-CON-143", "ADH-CON-144", "ADH-CON-145", "ADH-CON-148"}  # fmt: skip
    in_the_dossier = {"ADH-CON-146", "ADH-CON-147", "ADH-CON-149"}
    assert {one.id for one in rules()} == here | in_the_dossier
