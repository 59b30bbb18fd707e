# SPDX-License-Identifier: EUPL-1.2
"""An issue held against today: every way in which a row, a fact, a file, a form or the law can have moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.documentation.records import evidence, fact, record, row, said, small_form, source

from adhere.documentation.drift import cause_of, drift
from adhere.documentation.record import IssueRecord
from adhere.documentation.stale import RULES, Stale
from adhere.documentation.surroundings import clock_drift, evidence_drift, form_drift, law_drift
from adhere.kernel.finding import Place
from adhere.law.library import Law

ISSUE = Place(file="issued/example/small/0003/record.json")


def told(stale: Stale) -> str:
    finding = stale.finding(ISSUE)
    texts = [
        getattr(finding, part)(language) for part in ("wrong", "why", "remedy") for language in ("en", "nl")
    ]
    assert all("{" not in text for text in texts), texts
    return finding.wrong("en")


def only(before: IssueRecord, after: IssueRecord) -> Stale:
    (stale,) = drift(before, after, small_form())
    return stale


def test_an_issue_of_today_is_up_to_date():
    both = record(row(facts=("parameters.total",)), row("uses", sources=(said(),)), facts=(fact(),))
    assert drift(both, both, small_form()) == ()


def test_a_fact_that_changed_is_told_once_with_every_row_it_changed():
    def state(value: str, band: str) -> IssueRecord:
        rows = [row(value=value), row("size_range", {"band": band}), row("uses")]
        rows[:2] = [replace(one, facts=("parameters.total",)) for one in rows[:2]]
        return record(*rows, facts=(fact(value=value),))

    stale = only(state("8", "b1"), state("9", "b2"))
    assert (stale.kind, stale.rows) == ("fact", ("size", "size_range"))
    assert stale.rule.severity == "error"
    start = '"Size": the weights changed since issue 3 (total number of parameters: 8 then, 9 now)'
    assert told(stale).startswith(start)


def test_a_row_that_a_changed_fact_left_as_it_was_is_not_named():
    def state(value: str) -> IssueRecord:
        rows = (row(value=value), row("size_range", {"band": "b"}))
        return record(
            *(replace(one, facts=("parameters.total",)) for one in rows), facts=(fact(value=value),)
        )

    assert only(state("8"), state("9")).rows == ("size",)


def test_a_fact_that_is_gone_is_told_as_nothing():
    before = record(row(facts=("parameters.total",)), facts=(fact(),))
    stale = only(before, record(row(value=None, state="missing"), facts=()))
    assert stale.kind == "fact"
    assert "8 then, nothing now" in told(stale)


def test_a_fact_that_appeared_under_a_row_is_its_cause():
    before = record(row(value=None, state="missing"))
    stale = only(before, record(row(facts=("parameters.total",)), facts=(fact(),)))
    assert (stale.kind, stale.before) == ("fact", None)


def test_an_answer_that_outlived_its_fact_is_to_be_confirmed():
    def state(value: str) -> IssueRecord:
        return record(row("uses", facts=("context.maximum",)), facts=(fact("context.maximum", value),))

    stale = only(state("2048"), state("4096"))
    assert (stale.kind, stale.rule.severity) == ("beneath", "warning")
    assert "the context length changed beneath it" in told(stale)


def test_a_statement_that_changed_names_who_and_when_and_where():
    before = record(row("uses", "writing.", sources=(said(),)))
    stale = only(before, record(row("uses", "reading", sources=(said("B. Other", "2026-10-09", 7),))))
    assert (stale.kind, stale.since) == ("statement", date(2026, 10, 9))
    assert stale.place == Place(file="models/example/small.yaml", line=7)
    assert 'B. Other stated otherwise on 2026-10-09. Issue 3 says "writing"' in told(stale)


def test_a_statement_by_nobody_says_so():
    unsigned = replace(said(), who=None, when=None)
    stale = only(record(row("uses", "a")), record(row("uses", "b", sources=(unsigned,))))
    assert stale.kind == "statement"
    assert "somebody who is not named stated otherwise on a day that is not stated" in told(stale)


def test_a_date_in_a_record_that_is_none_does_not_break_the_comparison():
    stale = only(record(row("uses", "a")), record(row("uses", "b", sources=(said(when="last week"),))))
    assert stale.since is None


def test_an_answer_that_came_out_otherwise_without_a_cause_is_told_as_that():
    stale = only(record(row("uses", "a")), record(row("uses", "b")))
    assert (stale.kind, stale.rule.severity) == ("answer", "warning")
    assert 'issue 3 says "a"; today it comes out as "b"' in told(stale)


def test_a_row_of_the_form_that_is_new_is_told():
    assert only(record(row()), record(row(), row("uses"))).rows == ("uses",)


def test_a_state_that_changed_alone_is_told():
    stale = only(record(row()), record(row(state="contradicting")))
    assert stale.kind == "answer"


@pytest.mark.parametrize(
    "value", [{"value": "8.0e9", "low": "8e9", "high": "8000000000", "unit": "parameters"}]
)
def test_digits_written_otherwise_are_the_same_figure(value: dict[str, str]):
    plain = {"value": "8e9", "low": "8e9", "high": "8e9", "unit": "parameters"}
    assert drift(record(row(value=plain)), record(row(value=value)), small_form()) == ()


def test_a_long_answer_is_shown_no_further_than_tells_which_it_is():
    stale = only(record(row("uses", "word " * 500)), record(row("uses", "b")))
    assert stale.before is not None
    assert len(stale.before.en) < 130


def test_a_source_that_changed_without_its_value_is_a_note_per_file():
    def state(digest: str) -> IssueRecord:
        facts = (fact("context.maximum", "2048", source("config.json", digest)),)
        return record(row("uses", facts=("context.maximum",)), row(facts=("context.maximum",)), facts=facts)

    stale = only(state("aa"), state("ab"))
    assert (stale.kind, stale.rule.severity, stale.rows) == ("source", "note", ("uses", "size"))
    assert "config.json is not the file issue 3 was read from" in told(stale)


def test_headers_of_a_checkpoint_that_changed_are_one_warning_however_many_there_are():
    def state(digest: str) -> IssueRecord:
        files = [source(f"model-{number}.safetensors", f"{digest}{number}") for number in range(9)]
        return record(row(facts=("parameters.total",)), facts=(fact("parameters.total", "8", *files),))

    stale = only(state("a"), state("b"))
    assert (stale.kind, stale.rule.severity) == ("headers", "warning")
    assert "model-2.safetensors and 6 more" in told(stale)


def test_a_file_in_which_people_state_things_may_change_around_them():
    before = record(row("uses", "a", sources=(said(),)))
    after = record(row("uses", "a", sources=(replace(said(), sha256="other", at="line 9"),)))
    assert drift(before, after, small_form()) == ()


def test_a_file_is_not_told_again_where_its_fact_is():
    def state(value: str, digest: str) -> IssueRecord:
        facts = (fact("context.maximum", value, source("config.json", digest)),)
        return record(row("uses", value, facts=("context.maximum",)), facts=facts)

    assert only(state("1", "aa"), state("2", "ab")).kind == "fact"


def test_every_cause_has_words():
    assert cause_of("licence.spdx").nl == "de licentie is veranderd"
    assert cause_of("unheard.of").en == "a fact changed"


def test_a_later_version_of_the_form_is_told_with_its_first_day():
    newest = small_form(version="2", **{"from": date(2026, 10, 1)})
    (stale,) = form_drift(record(), newest)
    assert stale.since == date(2026, 10, 1)
    assert "version 1 of the form; version 2 counts since 2026-10-01" in told(stale)


def test_the_version_that_was_issued_and_an_older_one_are_not_told():
    assert list(form_drift(record(), small_form())) == []
    assert list(form_drift(record(form_version="2"), small_form())) == []


@pytest.mark.parametrize(
    ("issued", "changed"), [(date(2026, 7, 26), True), (date(2026, 7, 27), False), (date(2026, 9, 1), False)]
)
def test_the_change_of_article_56_6_is_told_for_issues_of_before(issued: date, changed: bool):
    found = list(law_drift(record(), ["aia:art-56.6"], Law(), after=issued, on=date(2026, 11, 22)))
    assert [stale.since for stale in found if stale.kind == "law"] == [date(2026, 7, 27)] * changed
    assert all("Article 56(6)" in told(stale) for stale in found if stale.kind == "law")


def test_a_change_of_the_law_that_is_still_to_come_is_not_told():
    asked = law_drift(record(), ["aia:art-56.6"], Law(), after=date(2026, 1, 1), on=date(2026, 7, 26))
    assert [stale.kind for stale in asked] == ["law-data"]


def test_newer_data_on_the_law_are_a_note_and_the_same_data_nothing():
    after = on = date(2026, 11, 22)
    (stale,) = law_drift(record(), ["aia:art-56.6"], Law(), after=after, on=on)
    assert (stale.kind, stale.rule.severity) == ("law-data", "note")
    assert "law data 1 (cc)" in told(stale)
    same = record(law_digest=Law().digest)
    assert list(law_drift(same, ["aia:art-56.6"], Law(), after=after, on=on)) == []


@pytest.mark.parametrize(
    ("digest", "kind", "severity"),
    [(None, "evidence-gone", "error"), ("ee", "evidence-changed", "warning")],
)
def test_evidence_that_vanished_or_changed_is_told_at_its_file(digest: str | None, kind: str, severity: str):
    (stale,) = evidence_drift(record(evidence=(evidence(),)), {"evidence/report.pdf": digest})
    assert (stale.kind, stale.rule.severity) == (kind, severity)
    assert stale.finding(ISSUE).place == Place(file="evidence/report.pdf")
    assert "evidence/report.pdf" in told(stale)


def test_evidence_as_it_was_is_not_told():
    assert list(evidence_drift(record(evidence=(evidence(),)), {"evidence/report.pdf": "dd"})) == []


def test_a_clock_before_the_last_issue_is_an_error():
    (stale,) = clock_drift(record(), date(2026, 8, 31))
    assert stale.rule.severity == "error"
    assert "dated 2026-09-01, after the date asked, 2026-08-31" in told(stale)
    assert list(clock_drift(record(), date(2026, 9, 1))) == []


def test_every_kind_of_staleness_has_a_rule():
    assert len(set(RULES.values())) == len(RULES)
    assert all(Stale(kind=kind).rule.id == rule_id for kind, rule_id in RULES.items())
