# SPDX-License-Identifier: EUPL-1.2
"""Cases at the edges of each of the 26 clocks of the GPAI code; every last day was counted by hand on a calendar.

A case has an edge, the date it is looked at, events as ``id day-or-moment [about]``, the state and the last day. ``EDGES`` tells which
edges every clock has, ``MORE`` which by the kind of clock; the tests see to it that none is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

EDGES = frozenset({"before", "day", "after", "hour"})
MORE = {
    "days": frozenset({"weekend", "leap"}),
    "weeks": frozenset({"weekend", "leap"}),
    "months": frozenset({"month-end", "leap"}),
    "years": frozenset({"leap"}),
    "business-days": frozenset({"holiday", "weekend", "year-unknown"}),
}
EXCEPTIONS = frozenset({"excepted", "unmet"})


@dataclass(frozen=True, slots=True)
class Case:
    """One look at a clock on a date."""

    edge: str
    on: str
    events: tuple[str, ...]
    state: str
    day: str | None
    invoked: tuple[str, ...] = ()
    """The exception, then its conditions, then perhaps ``until <day>``; ``<clock>/<exception>`` for that of another clock."""
    holds: bool | None = True
    missed: int = 0


def _at_once(event: str, done: str) -> tuple[Case, ...]:
    """Return the cases of a clock that is to be met by the moment of an event."""
    on = "2026-03-20"
    return (
        Case("before", "2026-03-15", (f"{event} 2026-03-16",), "running", "2026-03-16"),
        Case("day", "2026-03-16", (f"{event} 2026-03-16",), "running", "2026-03-16"),
        Case("day", on, (f"{event} 2026-03-16", f"{done} 2026-03-16"), "met", "2026-03-16"),
        Case("after", "2026-03-17", (f"{event} 2026-03-16",), "overdue", "2026-03-16"),
        Case("after", on, (f"{event} 2026-03-16", f"{done} 2026-03-17"), "met-late", "2026-03-16"),
        Case("before", on, (f"{event} 2026-03-16", f"{done} 2025-12-31"), "met", "2026-03-16"),
        Case("hour", on, (f"{event} 2026-03-16T09:00+01:00", f"{done} 2026-03-16T03:00-05:00"), "met", "2026-03-16"),
        Case("hour", on, (f"{event} 2026-03-16T09:00+01:00", f"{done} 2026-03-16T03:01-05:00"), "met-late", "2026-03-16"),
        Case("hour", "2026-03-16", (f"{event} 2026-03-15T23:30-05:00",), "overdue", "2026-03-15"),
        Case("weekend", "2026-03-14", (f"{event} 2026-03-14",), "running", "2026-03-14"),
        Case("leap", "2028-03-01", (f"{event} 2028-02-29",), "overdue", "2028-02-29"),
    )  # fmt: skip


def _before(event: str, done: str) -> tuple[Case, ...]:
    """Return the cases of a clock that is to be met before an event."""
    on = "2026-06-20"
    return (
        Case("before", "2026-06-13", (f"{event} 2026-06-15",), "running", "2026-06-14"),
        Case("before", on, (f"{event} 2026-06-15", f"{done} 2026-06-14"), "met", "2026-06-14"),
        Case("day", "2026-06-14", (f"{event} 2026-06-15",), "running", "2026-06-14"),
        Case("day", on, (f"{event} 2026-06-15", f"{done} 2026-06-15"), "not-known", "2026-06-14"),
        Case("after", "2026-06-15", (f"{event} 2026-06-15",), "overdue", "2026-06-14"),
        Case("after", on, (f"{event} 2026-06-15", f"{done} 2026-06-16"), "met-late", "2026-06-14"),
        Case("hour", on, (f"{event} 2026-06-15T09:00+02:00", f"{done} 2026-06-15T02:59-04:00"), "met", "2026-06-14"),
        Case("hour", on, (f"{event} 2026-06-15T09:00+02:00", f"{done} 2026-06-15T03:00-04:00"), "met-late", "2026-06-14"),
        Case("weekend", "2026-06-15", (f"{event} 2026-06-15",), "overdue", "2026-06-14"),
        Case("leap", "2028-02-29", (f"{event} 2028-03-01",), "running", "2028-02-29"),
    )  # fmt: skip


def _kept(event: str, years: int) -> tuple[Case, ...]:
    """Return the cases of something to be kept for some years; 2024-02-29 and the like end on the 28th."""
    end, leap = 2026 + years, 2028 + years
    return (
        Case("before", "2026-03-15", (f"{event} 2026-03-16",), "not-started", f"{end}-03-16"),
        Case("before", f"{end}-03-15", (f"{event} 2026-03-16",), "running", f"{end}-03-16"),
        Case("day", f"{end}-03-16", (f"{event} 2026-03-16",), "running", f"{end}-03-16"),
        Case("after", f"{end}-03-17", (f"{event} 2026-03-16",), "over", f"{end}-03-16"),
        Case("hour", f"{end}-03-16", (f"{event} 2026-03-15T23:30-05:00",), "running", f"{end}-03-16"),
        Case("leap", f"{leap}-03-01", (f"{event} 2028-02-29",), "over", f"{leap}-02-28"),
    )


def _first_report(days: dict[str, str]) -> tuple[Case, ...]:
    """Return the cases of the initial report on an incident known on Wednesday 18 November 2026 and on other days."""
    event, done, last, exceptional = (
        "incident-known",
        "initial-report-made",
        days["last"],
        "circumstances-exceptional",
    )
    known, on = f"{event} 2026-11-18", "2027-01-31"
    return (
        Case("before", days["before"], (known,), "running", last),
        Case("day", last, (known,), "running", last),
        Case("day", on, (known, f"{done} {last}"), "met", last),
        Case("after", days["after"], (known,), "overdue", last),
        Case("after", on, (known, f"{done} {days['after']}"), "met-late", last),
        Case("hour", last, (f"{event} 2026-11-19T05:30+09:00",), "running", last),
        Case("hour", on, (known, f"{done} {last}T23:59+01:00"), "met", last),
        Case("hour", on, (known, f"{done} {last}T18:00-05:00"), days.get("night", "met-late"), last),
        Case("weekend", days["weekend"], (f"{event} {days['weekend-from']}",), "running", days["weekend"]),
        Case("leap", "2028-02-29", (f"{event} {days['leap-from']}",), "running", "2028-02-29"),
        Case("leap", "2028-03-01", (f"{event} {days['leap-from']}",), "overdue", "2028-02-29"),
        Case("excepted", on, (known,), "excepted", None, ("exceptional-circumstances", exceptional)),
        Case("unmet", on, (known,), "overdue", last, ("exceptional-circumstances",)),
    )  # fmt: skip


_DELAY = ("interim-report", "office-holds-good-faith", "interim-report-without-delay")
_PLACED = "placed-on-market 2026-03-16"
_UPDATED = "report-confirmed 2026-11-13"

CASES: dict[str, tuple[Case, ...]] = {
    "T-1.1-doc": _at_once("placed-on-market", "documentation-drawn-up"),
    "T-1.1-keep": _kept("placed-on-market", 10),
    "T-1.2-dp": (
        Case("before", "2026-11-23", ("request-received 2026-11-10",), "running", "2026-11-24"),
        Case("day", "2026-11-24", ("request-received 2026-11-10",), "running", "2026-11-24"),
        Case("after", "2026-11-25", ("request-received 2026-11-10",), "overdue", "2026-11-24"),
        Case("after", "2026-12-01", ("request-received 2026-11-10", "request-answered 2026-11-25"), "met-late", "2026-11-24"),
        Case("weekend", "2026-11-22", ("request-received 2026-11-07",), "overdue", "2026-11-21"),
        Case("hour", "2026-11-23", ("request-received 2026-11-10T00:30+09:00",), "running", "2026-11-23"),
        Case("hour", "2026-11-03", ("request-received 2026-10-20T10:00+02:00",), "running", "2026-11-03"),
        Case("leap", "2028-03-01", ("request-received 2028-02-15",), "overdue", "2028-02-29"),
        Case("leap", "2027-03-01", ("request-received 2027-02-15",), "running", "2027-03-01"),
        Case("excepted", "2026-12-24", ("request-received 2026-11-10",), "excepted", None, ("exceptional-circumstances", "circumstances-exceptional")),
        Case("unmet", "2026-12-24", ("request-received 2026-11-10",), "overdue", "2026-11-24", ("exceptional-circumstances",)),
    ),
    "T-1.2-aio": (
        Case("before", "2026-11-30", ("office-request-received 2026-11-10 due 2026-12-01",), "running", "2026-12-01"),
        Case("day", "2026-12-01", ("office-request-received 2026-11-10 due 2026-12-01",), "running", "2026-12-01"),
        Case("after", "2026-12-02", ("office-request-received 2026-11-10 due 2026-12-01",), "overdue", "2026-12-01"),
        Case("after", "2027-12-02", ("office-request-received 2026-11-10",), "running", None),
        Case("hour", "2026-12-05", ("office-request-received 2026-11-10 due 2026-12-01", "office-request-answered 2026-12-01T23:30-05:00"), "met-late", "2026-12-01"),
        Case("hour", "2026-12-05", ("office-request-received 2026-11-10 due 2026-12-01", "office-request-answered 2026-12-01T23:30+01:00"), "met", "2026-12-01"),
    ),
    "T-1.2-contact": _at_once("placed-on-market", "contact-published"),
    "C-1.5": (
        Case("before", "2026-10-31", ("complaint-received 2026-11-01",), "not-started", None),
        Case("day", "2026-11-01", ("complaint-received 2026-11-01",), "running", None),
        Case("after", "2027-11-01", ("complaint-received 2026-11-01",), "running", None),
        Case("after", "2027-11-01", ("complaint-received 2026-11-01", "complaint-acted-on 2027-06-01"), "met", None),
        Case("hour", "2026-11-01", ("complaint-received 2026-11-02T05:00+09:00",), "running", None),
        Case("excepted", "2026-12-01", ("complaint-received 2026-11-01",), "excepted", None, ("manifestly-unfounded", "manifestly-unfounded")),
        Case("excepted", "2026-12-01", ("complaint-received 2026-11-01",), "excepted", None, ("identical-complaint", "same-rightsholder", "already-answered")),
        Case("unmet", "2026-12-01", ("complaint-received 2026-11-01",), "running", None, ("identical-complaint", "same-rightsholder")),
        Case("unmet", "2026-12-01", ("complaint-received 2026-11-01",), "running", None, ("manifestly-unfounded",)),
    ),
    "S-1.1-conf-a": (
        Case("before", "2026-11-29", ("systemic-risk-notified 2026-11-02",), "running", "2026-11-30"),
        Case("day", "2026-11-30", ("systemic-risk-notified 2026-11-02",), "running", "2026-11-30"),
        Case("after", "2026-12-01", ("systemic-risk-notified 2026-11-02",), "overdue", "2026-11-30"),
        Case("after", "2026-12-10", ("systemic-risk-notified 2026-11-02", "framework-confirmed 2026-10-01"), "met", "2026-11-30"),
        Case("after", "2026-12-10", ("systemic-risk-notified 2026-11-02", "framework-confirmed 2026-12-01"), "met-late", "2026-11-30"),
        Case("hour", "2026-11-30", ("systemic-risk-notified 2026-11-02T00:30+09:00",), "overdue", "2026-11-29"),
        Case("weekend", "2026-12-27", ("systemic-risk-notified 2026-11-28",), "overdue", "2026-12-26"),
        Case("leap", "2028-02-29", ("systemic-risk-notified 2028-02-01",), "running", "2028-02-29"),
    ),
    "S-1.1-conf-b": (
        Case("before", "2026-05-30", ("placed-on-market 2026-06-15",), "running", "2026-05-31"),
        Case("day", "2026-05-31", ("placed-on-market 2026-06-15",), "running", "2026-05-31"),
        Case("day", "2026-06-20", ("placed-on-market 2026-06-15", "framework-confirmed 2026-05-31"), "met", "2026-05-31"),
        Case("after", "2026-06-01", ("placed-on-market 2026-06-15",), "overdue", "2026-05-31"),
        Case("after", "2026-06-20", ("placed-on-market 2026-06-15", "framework-confirmed 2026-06-01"), "met", "2026-05-31"),
        Case("after", "2026-06-20", ("placed-on-market 2026-06-15", "framework-confirmed 2026-06-02"), "met-late", "2026-05-31"),
        Case("hour", "2026-05-30", ("placed-on-market 2026-06-15T00:30+09:00",), "running", "2026-05-30"),
        Case("weekend", "2026-05-31", ("placed-on-market 2026-06-15",), "running", "2026-05-31"),
        Case("leap", "2028-02-29", ("placed-on-market 2028-03-14",), "overdue", "2028-02-28"),
        Case("leap", "2028-02-29", ("placed-on-market 2028-03-15",), "running", "2028-02-29"),
    ),
    "S-1.2-full": (
        *_before("placed-on-market", "full-process-completed"),
        Case("after", "2026-06-15", ("change-made-available 2026-06-15",), "overdue", "2026-06-14"),
    ),
    "S-1.3": (
        Case("before", "2026-03-15", (_PLACED,), "not-started", "2027-03-16"),
        Case("before", "2027-03-15", (_PLACED,), "running", "2027-03-16"),
        Case("day", "2027-03-16", (_PLACED,), "running", "2027-03-16"),
        Case("after", "2027-03-17", (_PLACED,), "overdue", "2027-03-16", missed=1),
        Case("after", "2028-03-17", (_PLACED,), "overdue", "2027-03-16", missed=2),
        Case("after", "2027-03-17", (_PLACED, "framework-assessed 2026-12-01"), "running", "2027-12-01"),
        Case("after", "2028-03-17", (_PLACED, "framework-assessed 2028-03-16"), "running", "2029-03-16", missed=1),
        Case("hour", "2027-03-15", ("placed-on-market 2026-03-15T23:30-05:00",), "running", "2027-03-15"),
        Case("month-end", "2027-08-31", ("placed-on-market 2026-08-31",), "running", "2027-08-31"),
        Case("leap", "2029-03-01", ("placed-on-market 2028-02-29",), "overdue", "2029-02-28", missed=1),
        Case("leap", "2032-02-29", ("placed-on-market 2028-02-29",), "overdue", "2029-02-28", missed=3),
        Case("leap", "2032-03-01", ("placed-on-market 2028-02-29",), "overdue", "2029-02-28", missed=4),
    ),
    "S-1.4": (
        Case("before", "2026-11-19", ("framework-confirmed 2026-11-13",), "running", "2026-11-20"),
        Case("day", "2026-11-20", ("framework-confirmed 2026-11-13",), "running", "2026-11-20"),
        Case("after", "2026-11-21", ("framework-confirmed 2026-11-13",), "overdue", "2026-11-20"),
        Case("after", "2026-11-30", ("framework-confirmed 2026-11-13", "framework-notified 2026-11-23"), "met-late", "2026-11-20"),
        Case("hour", "2026-11-20", ("framework-confirmed 2026-11-13T00:30+09:00",), "overdue", "2026-11-19"),
        Case("weekend", "2026-11-20", ("framework-confirmed 2026-11-14",), "running", "2026-11-20"),
        Case("holiday", "2027-01-06", ("framework-confirmed 2026-12-21",), "running", "2027-01-06"),
        Case("holiday", "2027-01-07", ("framework-confirmed 2026-12-21",), "overdue", "2027-01-06"),
        Case("year-unknown", "2028-03-08", ("framework-confirmed 2028-03-01",), "running", "2028-03-08"),
        Case("year-unknown", "2028-03-09", ("framework-confirmed 2028-03-01",), "not-known", "2028-03-08"),
        Case("year-unknown", "2028-03-20", ("framework-confirmed 2028-03-01", "framework-notified 2028-03-08"), "met", "2028-03-08"),
        Case("year-unknown", "2028-03-20", ("framework-confirmed 2028-03-01", "framework-notified 2028-03-09"), "not-known", "2028-03-08"),
    ),
    "S-3.5": (
        Case("before", "2026-10-12", ("evaluator-findings-known 2026-09-01",), "running", "2026-10-13"),
        Case("day", "2026-10-13", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "running", "2026-10-13"),
        Case("after", "2026-10-14", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "overdue", "2026-10-13"),
        Case("after", "2026-10-14", ("evaluator-findings-known 2026-09-01",), "over", "2026-10-13"),
        Case("after", "2026-10-20", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02", "publication-released 2026-10-14"), "met-late", "2026-10-13"),
        Case("hour", "2026-10-12", ("evaluator-findings-known 2026-09-01T00:30+09:00",), "running", "2026-10-12"),
        Case("weekend", "2026-10-09", ("evaluator-findings-known 2026-08-30",), "running", "2026-10-09"),
        Case("holiday", "2027-01-15", ("evaluator-findings-known 2026-11-25",), "running", "2027-01-15"),
        Case("year-unknown", "2028-03-01", ("evaluator-findings-known 2028-01-03", "publication-delayed 2028-01-04"), "not-known", "2028-02-14"),
        Case("excepted", "2026-12-01", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "running", "2026-12-01", ("exceptionally-necessary", "exceptionally-necessary", "until 2026-12-01")),
        Case("excepted", "2026-12-02", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "overdue", "2026-12-01", ("exceptionally-necessary", "exceptionally-necessary", "until 2026-12-01")),
        Case("unmet", "2026-12-01", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "overdue", "2026-10-13", ("exceptionally-necessary", "exceptionally-necessary")),
        Case("unmet", "2026-12-01", ("evaluator-findings-known 2026-09-01", "publication-delayed 2026-09-02"), "overdue", "2026-10-13", ("exceptionally-necessary", "until 2026-12-01")),
    ),
    "S-7.6": (
        Case("before", "2026-09-15", ("report-provided 2026-03-16",), "running", "2026-09-16"),
        Case("day", "2026-09-16", ("report-provided 2026-03-16",), "running", "2026-09-16"),
        Case("after", "2026-09-17", ("report-provided 2026-03-16",), "overdue", "2026-09-16", missed=1),
        Case("after", "2026-09-17", ("report-provided 2026-03-16",), "not-known", "2026-09-16", holds=None, missed=1),
        Case("after", "2026-09-17", ("report-provided 2026-03-16",), "not-bound", "2026-09-16", holds=False, missed=1),
        Case("after", "2026-09-20", ("report-provided 2026-03-16", "report-provided 2026-09-16"), "running", "2027-03-16"),
        Case("after", "2026-09-20", ("report-provided 2026-03-16", "withdrawn-from-market 2026-08-01"), "over", None),
        Case("hour", "2026-09-15", ("report-provided 2026-03-15T23:30-05:00",), "running", "2026-09-15"),
        Case("month-end", "2027-03-01", ("report-provided 2026-08-31",), "overdue", "2027-02-28", missed=1),
        Case("month-end", "2027-09-01", ("report-provided 2026-08-31",), "overdue", "2027-02-28", missed=2),
        Case("leap", "2028-02-29", ("report-provided 2027-08-31",), "running", "2028-02-29"),
        Case("excepted", "2026-09-20", ("report-provided 2026-03-16",), "running", "2027-03-16", ("unchanged", "capabilities-unchanged", "propensities-unchanged", "affordances-unchanged", "on 2026-09-16")),
        Case("unmet", "2026-09-20", ("report-provided 2026-03-16",), "overdue", "2026-09-16", ("unchanged", "capabilities-unchanged", "propensities-unchanged", "affordances-unchanged", "on 2026-09-17"), missed=1),
        Case("excepted", "2026-09-10", ("report-provided 2026-03-16",), "excepted", "2026-09-16", ("similarly-safe", "safe-for-each-identified-risk")),
        Case("excepted", "2026-09-10", ("report-provided 2026-03-16",), "excepted", "2026-09-16", ("more-capable-model", "successor-more-capable", "until 2026-10-15")),
        Case("unmet", "2026-09-20", ("report-provided 2026-03-16",), "overdue", "2026-09-16", ("more-capable-model", "successor-more-capable", "until 2026-10-16"), missed=1),
        Case("unmet", "2026-09-20", ("report-provided 2026-03-16",), "overdue", "2026-09-16", ("more-capable-model", "successor-more-capable"), missed=1),
        Case("unmet", "2026-09-20", ("report-provided 2026-03-16",), "overdue", "2026-09-16", ("unchanged", "capabilities-unchanged", "affordances-unchanged"), missed=1),
        Case("unmet", "2026-09-20", ("report-provided 2026-03-16",), "overdue", "2026-09-16", ("similarly-safe",), missed=1),
    ),
    "S-7.6-del": _before("change-made-available", "change-assessed"),
    "S-7.7-a": (
        *_at_once("placed-on-market", "report-provided"),
        Case("excepted", "2026-04-09", (_PLACED,), "running", "2026-04-09", _DELAY),
        Case("excepted", "2026-04-10", (_PLACED,), "overdue", "2026-04-09", _DELAY),
        Case("excepted", "2026-04-20", (_PLACED, "report-provided 2026-04-09"), "met", "2026-04-09", _DELAY),
        Case("unmet", "2026-03-17", (_PLACED,), "overdue", "2026-03-16", ("interim-report", "office-holds-good-faith")),
        Case("unmet", "2026-03-17", (_PLACED,), "overdue", "2026-03-16", ("interim-report", "interim-report-without-delay")),
    ),
    "S-7.7-b": (
        Case("before", "2026-11-19", (_UPDATED,), "running", "2026-11-20"),
        Case("day", "2026-11-20", (_UPDATED,), "running", "2026-11-20"),
        Case("after", "2026-11-21", (_UPDATED,), "overdue", "2026-11-20"),
        Case("after", "2026-11-21", ("report-provided 2026-03-16", _UPDATED), "overdue", "2026-11-20"),
        Case("hour", "2026-11-20", ("report-confirmed 2026-11-13T00:30+09:00",), "overdue", "2026-11-19"),
        Case("weekend", "2026-11-20", ("report-confirmed 2026-11-15",), "running", "2026-11-20"),
        Case("holiday", "2026-04-10", ("report-confirmed 2026-03-31",), "running", "2026-04-10"),
        Case("year-unknown", "2028-03-09", ("report-confirmed 2028-03-01",), "not-known", "2028-03-08"),
        Case("excepted", "2026-12-11", (_UPDATED,), "running", "2026-12-11", _DELAY),
        Case("unmet", "2026-12-11", (_UPDATED,), "overdue", "2026-11-20", ("interim-report",)),
    ),
    "S-7.7-c": (
        Case("before", "2026-04-08", (_PLACED,), "running", "2026-04-09", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("day", "2026-04-09", (_PLACED,), "running", "2026-04-09", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("after", "2026-04-10", (_PLACED,), "overdue", "2026-04-09", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("after", "2026-04-20", (_PLACED, "report-provided 2026-04-10"), "met-late", "2026-04-09", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("before", "2026-04-10", (_PLACED,), "not-started", None, ("S-7.7-a/interim-report", "office-holds-good-faith")),
        Case("hour", "2026-04-10", ("placed-on-market 2026-03-16T00:30+09:00",), "overdue", "2026-04-08", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("weekend", "2026-12-11", (_UPDATED,), "running", "2026-12-11", ("S-7.7-b/interim-report", *_DELAY[1:])),
        Case("holiday", "2026-04-09", (_PLACED,), "running", "2026-04-09", ("S-7.7-a/interim-report", *_DELAY[1:])),
        Case("year-unknown", "2028-04-01", ("placed-on-market 2028-03-01",), "not-known", "2028-03-22", ("S-7.7-a/interim-report", *_DELAY[1:])),
    ),
    "S-8.3": (
        Case("before", "2027-01-30", ("workers-informed 2026-01-31",), "running", "2027-01-31"),
        Case("day", "2027-01-31", ("workers-informed 2026-01-31",), "running", "2027-01-31"),
        Case("after", "2027-02-01", ("workers-informed 2026-01-31",), "overdue", "2027-01-31", missed=1),
        Case("after", "2027-02-01", ("workers-informed 2026-01-31", "workers-informed 2027-01-10"), "running", "2028-01-10"),
        Case("hour", "2027-01-30", ("workers-informed 2026-01-31T00:30+09:00",), "running", "2027-01-30"),
        Case("leap", "2029-03-01", ("workers-informed 2028-02-29",), "overdue", "2029-02-28", missed=1),
    ),
    "S-9.3-1": _first_report({"before": "2026-11-19", "last": "2026-11-20", "after": "2026-11-21", "weekend-from": "2026-11-20", "weekend": "2026-11-22", "leap-from": "2028-02-27"}),
    "S-9.3-2": _first_report({"before": "2026-11-22", "last": "2026-11-23", "after": "2026-11-24", "weekend-from": "2026-11-10", "weekend": "2026-11-15", "leap-from": "2028-02-24"}),
    "S-9.3-3": _first_report({"before": "2026-11-27", "last": "2026-11-28", "after": "2026-12-01", "night": "not-known", "weekend-from": "2026-12-16", "weekend": "2026-12-26", "leap-from": "2028-02-19"}),
    "S-9.3-4": _first_report({"before": "2026-12-02", "last": "2026-12-03", "after": "2026-12-04", "weekend-from": "2026-12-11", "weekend": "2026-12-26", "leap-from": "2028-02-14"}),
    "S-9.3-int": (
        Case("before", "2026-12-09", ("initial-report-made 2026-11-12",), "running", "2026-12-10"),
        Case("day", "2026-12-10", ("initial-report-made 2026-11-12",), "running", "2026-12-10"),
        Case("after", "2026-12-11", ("initial-report-made 2026-11-12",), "overdue", "2026-12-10", missed=1),
        Case("after", "2027-01-08", ("initial-report-made 2026-11-12",), "overdue", "2026-12-10", missed=2),
        Case("after", "2026-12-11", ("initial-report-made 2026-11-12", "intermediate-report-made 2026-12-01"), "running", "2026-12-29"),
        Case("after", "2027-01-08", ("initial-report-made 2026-11-12", "intermediate-report-made 2026-12-20"), "running", "2027-01-17", missed=1),
        Case("after", "2027-06-01", ("initial-report-made 2026-11-12", "incident-resolved 2026-12-10"), "over", None),
        Case("after", "2027-06-01", ("initial-report-made 2026-11-12", "incident-resolved 2026-12-11"), "met-late", None, missed=1),
        Case("hour", "2026-12-09", ("initial-report-made 2026-11-12T00:30+09:00",), "running", "2026-12-09"),
        Case("weekend", "2026-12-27", ("initial-report-made 2026-11-28",), "overdue", "2026-12-26", missed=1),
        Case("leap", "2028-02-29", ("initial-report-made 2028-02-01",), "running", "2028-02-29"),
    ),
    "S-9.3-fin": (
        Case("before", "2027-01-19", ("incident-resolved 2026-11-21",), "running", "2027-01-20"),
        Case("day", "2027-01-20", ("incident-resolved 2026-11-21",), "running", "2027-01-20"),
        Case("after", "2027-01-21", ("incident-resolved 2026-11-21",), "overdue", "2027-01-20"),
        Case("after", "2027-02-01", ("incident-resolved 2026-11-21", "final-report-made 2027-01-21"), "met-late", "2027-01-20"),
        Case("hour", "2027-01-20", ("incident-resolved 2026-11-21T00:30+09:00",), "overdue", "2027-01-19"),
        Case("weekend", "2026-12-26", ("incident-resolved 2026-10-27",), "running", "2026-12-26"),
        Case("leap", "2028-03-01", ("incident-resolved 2027-12-31",), "overdue", "2028-02-29"),
    ),
    "S-9.4": _kept("incident-or-documentation", 5),
    "S-10.1": _kept("placed-on-market", 10),
}  # fmt: skip
