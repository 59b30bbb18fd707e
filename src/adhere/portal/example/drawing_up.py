# SPDX-License-Identifier: EUPL-1.2
"""Making the code that is drawn up in the examples, from ``data/example-drafting.toml``: a call, two drafts, a comment and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from adhere.kernel.data import packaged
from adhere.portal.drafting.calls import acts as calls
from adhere.portal.drafting.comments import acts as comments
from adhere.portal.drafting.meetings import acts as meetings
from adhere.portal.drafting.models import Clause, Draft, Participant, Wording, Work
from adhere.portal.drafting.texts import acts as texts
from adhere.portal.drafting.texts.numbering import BELOW
from adhere.portal.people.models import Organisation, Person

COMMENT_DAYS = 21


def make(taking_part: Mapping[str, Organisation], people: Mapping[str, Person]) -> Work:
    """Make the code with everything that happened to it so far."""
    data, office = packaged("adhere.portal", "data/example-drafting.toml"), people["office"]
    facts = {name: data["code"][name] for name in ("slug", "family", "provisions")}
    work = calls.open_code({**facts, **_both(data["code"], "title")}, by=office)
    _called(work, data, taking_part, people)
    _met(work, data, people)
    first, clauses = _written(work, data, office)
    texts.publish(first, _until(), _summary(data, 0), by=office)
    _said(work, data, clauses, taking_part, people)
    second = texts.begin(work, by=office)
    wording = Wording.objects.get(draft=second, clause=clauses[data["comment"]["clause"]])
    change = {**_both(data["change"], "text"), **_both(data["change"], "reason")}
    texts.change(wording, change, wording.revision, by=office)
    texts.publish(second, _until(), _summary(data, 1), by=office)
    return work


def _called(
    work: Work, data: Mapping[str, Any], taking_part: Mapping[str, Organisation], people: Mapping[str, Person]
) -> None:
    """Call for participants, let them apply, and decide on those that were decided on."""
    asked, today = data["call"], timezone.localdate()
    facts = {"opens": today, "closes": today + timedelta(days=asked["days"]), "kinds": asked["kinds"]}
    call = calls.call(work, {**facts, **_both(asked, "text")}, by=people["office"])
    for one in data["applications"]:
        made = calls.apply(
            call, taking_part[one["by"]], one["group"], one["motivation"], by=people[one["by"]]
        )
        if one["selected"]:
            calls.decide(made.pk, True, one["group"], one["reasons"], by=people["office"])


def _met(work: Work, data: Mapping[str, Any], people: Mapping[str, Person]) -> None:
    """Make a working group with a chair, and set a meeting."""
    office, asked = people["office"], data["group"]
    group = meetings.make_group(work, {**_both(asked, "name"), **_both(asked, "task")}, by=office)
    meetings.seat(group, people[asked["chair"]], "chair", by=office)
    starts = (timezone.localtime() + timedelta(days=data["meeting"]["days"])).replace(
        hour=10, minute=0, second=0, microsecond=0
    )
    ends = starts + timedelta(hours=data["meeting"]["hours"])
    told = {"kind": "plenary", "starts": starts, "ends": ends, **_both(data["meeting"], "title")}
    meetings.set_meeting(work, told, by=office)


def _written(work: Work, data: Mapping[str, Any], office: Person) -> tuple[Draft, dict[str, Clause]]:
    """Write the first draft: each clause belongs to the last of the kind above its own."""
    draft = texts.begin(work, by=office)
    last = {"code": Clause.objects.get(work=work, kind=Clause.Kind.CODE)}
    above = {below.value: kind.value for kind, kinds in BELOW.items() for below in kinds}
    made: dict[str, Clause] = {}
    for one in data["clauses"]:
        facts = {name: one[name] for name in ("mark", "provisions", "minds", "unit") if name in one}
        facts |= {**_both(one, "title"), **_both(one, "text")}
        row = texts.add(draft, one["kind"], last[above[one["kind"]]], facts, by=office)
        made[one["name"]] = last[one["kind"]] = row.clause
    return draft, made


def _said(
    work: Work,
    data: Mapping[str, Any],
    clauses: Mapping[str, Clause],
    taking_part: Mapping[str, Organisation],
    people: Mapping[str, Person],
) -> None:
    """Comment on a clause, and answer."""
    told = data["comment"]
    clause = clauses[told["clause"]]
    participant = Participant.objects.select_related("organisation").get(
        work=work, organisation=taking_part[told["by"]]
    )
    draft = Draft.objects.select_related("work").get(work=work, number=1)
    made = comments.comment(draft, clause, participant, told["text"], told["language"], by=people[told["by"]])
    comments.answer(made, told["outcome"], told["reasons"], clause, None, by=people["office"])


def _both(record: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return a text of the examples as the two fields that rows have for it; nothing where there is none."""
    told = record.get(name)
    return {f"{name}_en": told["en"], f"{name}_nl": told["nl"]} if told else {}


def _summary(data: Mapping[str, Any], number: int) -> dict[str, str]:
    return _both({"summary": data["summaries"][number]}, "summary")


def _until() -> date:
    return timezone.localdate() + timedelta(days=COMMENT_DAYS)
