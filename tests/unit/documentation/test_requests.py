# SPDX-License-Identifier: EUPL-1.2
"""Requests: the last day and why it is that one, how a request stands, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.documentation.records import small_form

from adhere.documentation.requestchecks import Known, Pack, request_findings
from adhere.documentation.requests import (
    Asked,
    Confidential,
    Due,
    Ended,
    Request,
    RequestState,
    Sent,
    due,
    state,
)
from adhere.kernel.calendar import Calendar
from adhere.kernel.finding import Finding, Place
from adhere.kernel.text import plain

ON = date(2026, 11, 22)
PLACE = Place(file="models/example/requests/a.yaml", line=3)
WEEKENDS = Calendar(name=plain("-"))
PACK = "ab" * 32


def request(**more: Any) -> Request:
    known: dict[str, Any] = {
        "name": "a",
        "organisation": "Systeembouw B.V. (example)",
        "kind": "downstream",
        "legal_basis": ("aia:art-53.1.b",),
        "purpose": "Integration",
        "received": date(2026, 11, 10),
        "form": "small",
        "place": PLACE,
    }
    return Request(**{**known, **more})


def office(**more: Any) -> Request:
    return request(kind="office", legal_basis=("aia:art-91.1",), **more)


def sent(on: date, pack: str = PACK) -> Sent:
    return Sent(on=on, pack=pack, place=PLACE)


def findings(asked: Request, on: date = ON, **known: Any) -> list[Finding]:
    found = list(request_findings(asked, due(asked, WEEKENDS), Known(form=small_form(), **known), on))
    for one in found:
        texts = [
            getattr(one, part)(language) for part in ("wrong", "why", "remedy") for language in ("en", "nl")
        ]
        assert all("{" not in text for text in texts), texts
    return found


def ids(asked: Request, on: date = ON, **known: Any) -> list[str]:
    return [found.rule.id for found in findings(asked, on, **known)]


def test_fourteen_days_are_counted_from_the_day_after_receipt():
    last = due(request(), WEEKENDS)
    assert last.day == date(2026, 11, 24)
    assert [reason.en[:20] for reason in last.reasons] == ["The period is at mos"]


@pytest.mark.parametrize(
    ("received", "last", "moved"),
    [
        (date(2026, 11, 7), date(2026, 11, 21), "23 November 2026"),  # a Saturday
        (
            date(2026, 12, 11),
            date(2026, 12, 25),
            "28 December 2026",
        ),  # Christmas, then a weekend with Boxing Day
    ],
)
def test_a_last_day_that_is_no_working_day_stays_and_the_reasons_say_why(
    received: date, last: date, moved: str
):
    found = due(request(received=received), Calendar.for_country("NL"))
    assert found.day == last
    assert "the earlier day is the safe one" in found.reasons[-1].en.lower()
    assert moved in found.reasons[-1].en
    assert "1182/71" in found.reasons[-1].nl


def test_the_office_sets_the_day_and_no_weekend_moves_it():
    last = due(office(due=date(2026, 11, 28)), WEEKENDS)  # a Saturday
    assert last.day == date(2026, 11, 28)
    assert "Article 91(4)" in last.reasons[0].en


def test_without_a_day_of_the_office_there_is_none():
    assert due(office(), WEEKENDS).day is None
    assert ids(office()) == ["ADH-DOC-075"]


@pytest.mark.parametrize(
    ("named", "last"), [(date(2026, 11, 18), date(2026, 11, 18)), (date(2026, 12, 18), date(2026, 11, 24))]
)
def test_a_downstream_provider_may_name_an_earlier_day_and_no_later_one_counts(named: date, last: date):
    assert due(request(due=named), WEEKENDS).day == last


def test_an_extension_moves_the_last_day_and_is_shown_with_its_reason():
    asked = request(received=date(2026, 11, 1), extended=Ended(on=date(2026, 12, 1), why="Cluster lost"))
    assert due(asked, WEEKENDS).day == date(2026, 12, 1)
    (found,) = findings(asked)
    assert (found.rule.id, found.rule.severity) == ("ADH-DOC-077", "note")
    assert "Cluster lost." in found.wrong("en")
    assert "exceptional circumstances" in found.why("en")


@pytest.mark.parametrize(
    ("on", "how", "rules"),
    [
        (date(2026, 11, 20), RequestState.OPEN, []),
        (date(2026, 11, 21), RequestState.DUE_SOON, ["ADH-DOC-066"]),
        (date(2026, 11, 24), RequestState.DUE_SOON, ["ADH-DOC-066"]),
        (date(2026, 11, 25), RequestState.OVERDUE, ["ADH-DOC-065"]),
    ],
)
def test_a_request_runs_out_day_by_day(on: date, how: RequestState, rules: list[str]):
    assert state(request(), date(2026, 11, 24), on) is how
    assert ids(request(), on) == rules


def test_how_much_time_is_left_is_said_as_people_say_it():
    assert "3 days left" in findings(request(), date(2026, 11, 21))[0].wrong("en")
    assert "1 day left" in findings(request(), date(2026, 11, 23))[0].wrong("en")
    assert "nothing but today left" in findings(request(), date(2026, 11, 24))[0].wrong("en")


@pytest.mark.parametrize(
    ("more", "how"),
    [
        ({"sent": (sent(date(2026, 11, 24)),)}, RequestState.ANSWERED),
        ({"sent": (sent(date(2026, 11, 30)), sent(date(2026, 11, 20)))}, RequestState.ANSWERED),
        ({"sent": (sent(date(2026, 11, 25)),)}, RequestState.ANSWERED_LATE),
        ({"refused": Ended(on=ON, why="No contract")}, RequestState.REFUSED),
        ({"closed": Ended(on=ON, why="Withdrawn")}, RequestState.CLOSED),
    ],
)
def test_a_request_that_ended_does_not_run(more: dict[str, Any], how: RequestState):
    assert state(request(**more), date(2026, 11, 24), date(2027, 1, 1)) is how
    assert how.waiting is False


def test_a_refusal_and_a_late_answer_are_shown():
    assert ids(request(refused=Ended(on=ON, why="No contract"))) == ["ADH-DOC-078"]
    late = request(sent=(sent(date(2026, 11, 25)),))
    packs = {PACK: Pack(issue=1, recipient="downstream", on=date(2026, 11, 1))}
    assert ids(late, date(2026, 12, 1), packs=packs) == ["ADH-DOC-067"]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"received": date(2026, 11, 23)}, "the request came in on 2026-11-23"),
        ({"sent": (sent(date(2026, 11, 9)),)}, "sent on 2026-11-09, before the request came in"),
        ({"sent": (sent(date(2026, 11, 23)),)}, "sent on 2026-11-23, and the date asked is"),
        ({"due": date(2026, 11, 9)}, "the last day is 2026-11-09, before"),
        ({"closed": Ended(on=date(2026, 11, 9), why="x")}, "closed or refused on 2026-11-09"),
        ({"extended": Ended(on=date(2026, 11, 20), why="x")}, "the extension ends on 2026-11-20"),
    ],
)
def test_dates_that_cannot_all_be_right_are_an_error(more: dict[str, Any], what: str):
    packs = {PACK: Pack(issue=1, recipient="downstream", on=date(2026, 11, 1))}
    odd = [one for one in findings(request(**more), packs=packs) if one.rule.id == "ADH-DOC-074"]
    assert len(odd) == 1
    assert what in odd[0].wrong("en")


@pytest.mark.parametrize(
    ("kind", "ground", "wrong"),
    [
        ("downstream", "aia:art-91.1", True),
        ("downstream", "gpai-2025:T-1.2", False),
        ("office", "aia:art-53.1.b", True),
        ("office", "aia:art-75.3", False),
        ("authority-through-office", "aia:art-92.1", True),
    ],
)
def test_a_ground_on_which_this_asker_cannot_ask_is_told(kind: str, ground: str, wrong: bool):
    asked = request(kind=kind, legal_basis=(ground,), due=date(2026, 12, 1))
    assert ("ADH-DOC-076" in ids(asked)) is wrong


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("uses", []),
        ("size", []),  # the field, of which this recipient is shown another row
        ("size_range", []),
        ("sise", ["ADH-DOC-068"]),
    ],
)
def test_what_is_asked_by_name_is_looked_up(name: str, rules: list[str]):
    assert ids(request(fields=(Asked(id=name, place=PLACE),)), date(2026, 11, 20)) == rules


def test_a_name_that_is_nearly_right_gets_a_suggestion():
    (found,) = findings(request(fields=(Asked(id="sise", place=PLACE),)), date(2026, 11, 20))
    assert found.wrong("en").endswith("Did you mean size?")


def test_a_row_that_is_not_for_this_recipient_is_told():
    (found,) = findings(office(due=date(2026, 12, 1), fields=(Asked(id="size_range", place=PLACE),)))
    assert found.rule.id == "ADH-DOC-069"
    assert "AI Office" in found.wrong("en")


@pytest.mark.parametrize(
    ("how", "told"), [("missing", True), ("too-coarse", True), ("answered", False), ("not-applicable", False)]
)
def test_what_is_asked_and_has_no_answer_is_told_while_the_request_waits(how: str, told: bool):
    asked = request(fields=(Asked(id="uses", place=PLACE),))
    assert ("ADH-DOC-070" in ids(asked, states={"uses": how})) is told
    answered = replace(asked, closed=Ended(on=ON, why="x"))
    assert "ADH-DOC-070" not in ids(answered, states={"uses": how})


def test_a_confidential_row_that_does_not_exist_is_told():
    marked = request(confidential=(Confidential(row="prise", why="Trade secret", place=PLACE),))
    assert ids(marked, date(2026, 11, 20)) == ["ADH-DOC-068"]


def test_a_pack_that_was_never_issued_is_an_error():
    assert ids(request(sent=(sent(ON),))) == ["ADH-DOC-071"]


@pytest.mark.parametrize(
    ("recipient", "rules"),
    [("downstream", []), ("public", []), ("office", ["ADH-DOC-072"]), ("authority", ["ADH-DOC-072"])],
)
def test_a_pack_of_another_recipient_is_an_error(recipient: Any, rules: list[str]):
    packs = {PACK: Pack(issue=1, recipient=recipient, on=date(2026, 11, 1))}
    assert ids(request(sent=(sent(ON),)), packs=packs) == rules


@pytest.mark.parametrize(("day", "rules"), [(date(2026, 11, 22), ["ADH-DOC-073"]), (date(2026, 11, 23), [])])
def test_an_older_issue_is_told_where_a_newer_one_was_there_already(day: date, rules: list[str]):
    packs = {
        PACK: Pack(issue=1, recipient="downstream", on=date(2026, 11, 1)),
        "cd" * 32: Pack(issue=2, recipient="downstream", on=day),
    }
    assert ids(request(sent=(sent(ON),)), packs=packs) == rules


def test_a_form_that_is_not_known_leaves_the_rest_to_be_checked():
    asked = request(fields=(Asked(id="uses", place=PLACE),))
    late = Due(day=date(2026, 11, 1), reasons=(), first=date(2026, 11, 1))
    assert [one.rule.id for one in request_findings(asked, late, Known(form=None), ON)] == ["ADH-DOC-065"]
