# SPDX-License-Identifier: EUPL-1.2
"""An audit on a terminal: per agent what is reserved, allowed and unknown, and why; the worst domains; or how one URL was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adhere.cli.findings import add_findings
from adhere.cli.output import Page
from adhere.cli.wording import counted, language, say
from adhere.content.reservations.signals import Reservation, signals
from adhere.content.summary.wording import number, percent, size
from adhere.engine.audit.explaining import Explained
from adhere.engine.audit.outcome import Outcome
from adhere.engine.audit.reasons import reason_text
from adhere.kernel.finding import Finding

VERDICTS = ("reserved", "unknown", "allowed")
COLOURS = {"reserved": "error", "unknown": "unknown", "allowed": "yes"}
WORST = 10
AGENTS = 20
WIDTHS = (34, 12, 12, 14)


def audit_page(data: dict[str, Any], outcome: Outcome) -> Page:
    """Return an audit as a page of text."""
    page = Page()
    urls = data["urls"]
    page.title(
        say("content-audit.title"),
        say("content-audit.urls", urls=_count(urls["urls"]), size=_size(urls["bytes"])),
    )
    robots = data["robots"]
    page.paragraph(
        say(
            "content-audit.records",
            **{
                name: counted(f"content-audit.{name}-count", robots[name], amount=_count(robots[name]))
                for name in ("records", "sites", "bodies")
            },
        )
    )
    beside = [f"{_count(count)} {signal}" for signal, count in data["site_files"].items() if count]
    if beside or data["answers"]:
        told = say("content-audit.beside-answers" if data["answers"] else "content-audit.beside-files")
        page.paragraph(f"{told} {', '.join(beside)}".rstrip())
    alike = _alike(data["agents"])
    for names, one in alike[:AGENTS]:
        _add_agent(page, names, one)
    if len(alike) > AGENTS:
        page.blank()
        page.paragraph(counted("content-audit.more-agents", sum(len(names) for names, _ in alike[AGENTS:])))
    if data["domains"]:
        page.heading(say("content-audit.worst"))
        header = tuple(say(f"content-audit.{name}") for name in ("domain", "agent", "reserved", "allowed"))
        shown = [
            (one["domain"], one["agent"], _size(one["reserved"]["bytes"]), _size(one["allowed"]["bytes"]))
            for one in data["domains"][:WORST]
        ]
        page.rows([header, *shown], WIDTHS)
    if outcome.findings:
        page.heading(say("content-audit.findings"))
        add_findings(page, list(outcome.findings), language())
    return page


def _alike(agents: list[dict[str, Any]]) -> list[tuple[list[str], dict[str, Any]]]:
    """The agents with the same figures together: of many, most are named by no file."""
    found: dict[str, tuple[list[str], dict[str, Any]]] = {}
    for one in agents:
        figures = {name: value for name, value in one.items() if name not in {"agent", "product_token"}}
        found.setdefault(repr(figures), ([], one))[0].append(one["agent"])
    return list(found.values())


def _add_agent(page: Page, names: list[str], one: dict[str, Any]) -> None:
    page.heading(", ".join(names))
    whole = sum(one[verdict]["bytes"] for verdict in VERDICTS)
    for verdict in VERDICTS:
        tally = one[verdict]
        share = percent(tally["bytes"], whole).in_(language()) if whole else "-"
        told = say("content-audit.part", share=share, urls=_count(tally["urls"]), size=_size(tally["bytes"]))
        page.marked(say(f"content-audit.{verdict}"), told, colour=COLOURS[verdict], width=14)
    for reason in one["reasons"]:
        told = say("content-audit.reason", text=reason["text"], urls=_count(reason["urls"]))
        page.paragraph(told, indent=2, first="- ")
    for name in (
        "reserved_against_another_signal",
        "reserved_by_full_name_only",
        "reserved_by_letter_only",
        "reserved_since",
        "no_longer_reserved",
    ):
        tally = one[name]
        if tally and tally["urls"]:
            key = name.replace("_", "-")
            told = say(f"content-audit.{key}", urls=_count(tally["urls"]), size=_size(tally["bytes"]))
            page.paragraph(told, indent=2)


def explained_page(decisions: list[Explained], findings: Sequence[Finding]) -> Page:
    """Return how one URL was decided as a page of text."""
    page = Page()
    page.title(decisions[0].url)
    shown = None
    for one in decisions:
        if one.fetched != shown or one is decisions[0]:
            shown = one.fetched
            at = one.fetched.isoformat(" ") if one.fetched else say("content-audit.no-time")
            page.heading(say("content-audit.fetched", at=at))
            if one.record_time is not None:
                told = say(
                    "content-audit.record",
                    origin=one.origin,
                    at=one.record_time.isoformat(" "),
                    sha256=one.record_sha256 or "-",
                )
                page.paragraph(told)
            for signal, moment, digest in one.files:
                told = say(
                    "content-audit.file",
                    signal=signal,
                    at=moment.isoformat(" "),
                    sha256=digest or "-",
                )
                page.paragraph(told)
        page.marked(
            say(f"content-audit.{one.verdict}"),
            f"{one.agent}: {reason_text(one.reason).in_(language())}",
            colour=COLOURS[one.verdict],
            width=14,
        )
        if one.line is not None:
            page.paragraph(
                say("content-audit.line", line=one.line, text=one.text, group=", ".join(one.heard)), indent=14
            )
        for other in one.others:
            page.paragraph(_other(other), indent=14, first="- ")
        if one.against:
            page.paragraph(say("content-audit.against", signals=", ".join(one.against)), indent=14)
    lost = [one for one in findings if one.rule.severity != "note"]
    if lost:
        page.heading(say("content-audit.findings"))
        add_findings(page, lost, language())
    return page


def _other(one: Reservation) -> str:
    """Another signal: what it says, in its own words, by which version of what."""
    said = one.words if one.line is None else say("content-audit.other-line", line=one.line, text=one.words)
    informs = signals()[one.signal].effect == "informs"
    return say(
        "content-audit.other",
        verdict=say("content-audit.informs" if informs else f"content-audit.{one.verdict.value}"),
        signal=one.signal,
        words=f"{one.where}: {said or '-'}",
        spec=signals()[one.signal].version,
    )


def _count(value: int) -> str:
    return number(value).in_(language())


def _size(value: int) -> str:
    return size(value).in_(language())
