# SPDX-License-Identifier: EUPL-1.2
"""TDM Reservation Protocol: the file of a site, HTTP fields and meta elements. https://w3c.github.io/tdm-reservation-protocol/spec/

In the file the first rule whose pattern matches decides; a field supersedes the file, and a page its field (section Processing Priority).
A value other than 0 and 1 leaves the reservation unset. What a rule that lacks a part was to say is unknown, of all that it may cover.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from adhere.content.reservations.rules import SAME_RULE_LIMIT, finding
from adhere.content.reservations.signals import Reservation, Verdict
from adhere.content.robots.matching import Index
from adhere.content.robots.spelling import escaped, plain, requested
from adhere.kernel.finding import Finding

FILE = "tdmrep.json"
RESERVATION, POLICY = "tdm-reservation", "tdm-policy"
SIZE_LIMIT = 1024 * 1024
RULE_LIMIT = 10_000
EVERYWHERE = "/"
VALUES: Mapping[Any, Verdict] = {"1": Verdict.RESERVED, "0": Verdict.ALLOWED}


@dataclass(frozen=True, slots=True)
class TdmRule:
    """One object of the file: a pattern and what it says; ``number`` counts from 1."""

    number: int
    location: str
    verdict: Verdict
    words: str
    policy: str | None


@dataclass(frozen=True, kw_only=True)
class TdmFile:
    """The file of a site as it was read; ``broken`` where it could not be, and then nothing is known of any target."""

    file: str
    rules: tuple[TdmRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    broken: bool = False

    def of(self, target: str) -> Reservation | None:
        """Return what the file says of a target; None where no rule matches, and unknown where the file is broken."""
        if self.broken:
            return Reservation(signal="tdmrep-file", verdict=Verdict.UNKNOWN, where=self.file, words="")
        said = self._said(target)
        if said and said.verdict is Verdict.RESERVED:
            return said
        other = requested(target)
        return (self._said(other) if other != target else None) or said

    def _said(self, target: str) -> Reservation | None:
        rules, index = self._laid_out
        at = index.place(_marked(plain(target)).replace("*", "%2A"))
        if at == len(rules):
            return None
        rule = rules[at]
        return Reservation(
            signal="tdmrep-file",
            verdict=rule.verdict,
            where=f"{self.file}, [{rule.number}]",
            words=rule.words,
            policy=rule.policy,
        )

    @cached_property
    def _laid_out(self) -> tuple[list[TdmRule], Index]:
        rules = _deciding(self.rules)
        return rules, Index([rule.location for rule in rules])


def read_tdm_file(body: bytes, file: str = FILE) -> TdmFile:
    """Return what a tdmrep.json says; every mistake in it is found."""
    if len(body) > SIZE_LIMIT:
        return _broken(finding("ADH-CON-020", file, limit=SIZE_LIMIT), file)
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _broken(finding("ADH-CON-021", file, line=getattr(error, "lineno", None)), file)
    if not isinstance(value, list):
        return _broken(finding("ADH-CON-022", file), file)
    findings: list[Finding] = []
    rules = [_rule(number, record, file, findings) for number, record in enumerate(value[:RULE_LIMIT], 1)]
    if len(value) > RULE_LIMIT:
        findings.append(finding("ADH-CON-020", file, at=f"[{RULE_LIMIT + 1}]", limit=RULE_LIMIT))
        rules.append(_unread(RULE_LIMIT + 1, EVERYWHERE, None))
    return TdmFile(file=file, rules=tuple(rules), findings=tuple(findings[:SAME_RULE_LIMIT]))


def of_headers(headers: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the fields of an answer say; names of fields in small letters."""
    return _stated("tdmrep-header", "HTTP", headers.get(RESERVATION, ()), headers.get(POLICY, ()))


def of_metas(metas: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the meta elements of a page say; names in small letters."""
    return _stated("tdmrep-meta", "meta", metas.get(RESERVATION, ()), metas.get(POLICY, ()))


def superseding(*steps: tuple[Reservation, ...]) -> tuple[Reservation, ...]:
    """Return what the last of the techniques says that says anything: file, field, page.

    One exception, stated in the documentation: a technique that allows never takes away an earlier reservation; both are returned.
    """
    told = [step for step in steps if step]
    if not told:
        return ()
    kept = tuple(one for step in told[:-1] for one in step if one.verdict is Verdict.RESERVED)
    return (*kept, *told[-1])


def _stated(
    signal: str, where: str, values: tuple[str, ...], policies: tuple[str, ...]
) -> tuple[Reservation, ...]:
    policy = next((value.strip() for value in policies if value.strip()), None)
    said = []
    for value in values:
        verdict = VALUES.get(value.strip(), Verdict.UNKNOWN)
        words = f"{RESERVATION}: {value.strip()[:80]}"
        kept = policy if verdict is not Verdict.ALLOWED else None
        said.append(Reservation(signal=signal, verdict=verdict, where=where, words=words, policy=kept))
    return tuple(said)


def _rule(number: int, record: Any, file: str, findings: list[Finding]) -> TdmRule:
    place = f"[{number}]"
    known = record if isinstance(record, dict) else {}
    location, value = known.get("location"), known.get(RESERVATION)
    if not isinstance(location, str) or RESERVATION not in known:
        findings.append(finding("ADH-CON-023", file, at=place))
        return _unread(number, location, value)
    if location[:1] not in {"/", "*"}:
        findings.append(finding("ADH-CON-025", file, at=place, location=location[:80]))
        return _unread(number, location, value)
    verdict = Verdict.UNKNOWN if isinstance(value, bool) else VALUES.get(str(value), Verdict.UNKNOWN)
    if verdict is Verdict.UNKNOWN:
        findings.append(finding("ADH-CON-024", file, at=place, value=str(value)[:40]))
    policy = known.get(POLICY)
    if policy is not None and not _is_address(policy):
        findings.append(finding("ADH-CON-026", file, at=place))
        policy = None
    return TdmRule(number, _pattern(location), verdict, f"{location}: {value}"[:200], policy)


def _unread(number: int, location: Any, value: Any) -> TdmRule:
    """A rule of which it is unknown what it says, and where it does not say of which paths, of all."""
    known = isinstance(location, str) and location[:1] in {"/", "*"}
    words = f"{location}: {value}"[:200]
    return TdmRule(number, _pattern(location) if known else EVERYWHERE, Verdict.UNKNOWN, words, None)


def _pattern(location: str) -> str:
    """A pattern in plain spelling: a dollar that is not its end is a sign, and signs are written with a percent (section on patterns)."""
    spelled = plain(escaped(location.encode("utf-8", "surrogatepass")))
    return _marked(spelled[:-1]) + "$" if spelled.endswith("$") else _marked(spelled)


def _marked(text: str) -> str:
    return text.replace("$", "%24")


def _deciding(rules: Iterable[TdmRule]) -> list[TdmRule]:
    """The rules that can decide, as the first that matches does: none behind the same path or behind a path that it begins with."""
    first: dict[str, TdmRule] = {}
    for rule in rules:
        first.setdefault(rule.location, rule)
    behind, beginnings = set[int](), list[TdmRule]()
    for path, rule in sorted(_paths(first.values()), key=lambda one: (one[0], one[1].location)):
        while beginnings and not path.startswith(beginnings[-1].location):
            beginnings.pop()
        if beginnings and beginnings[-1].number < rule.number:
            behind.add(rule.number)
        elif path == rule.location:
            beginnings.append(rule)
    return [rule for rule in first.values() if rule.number not in behind]


def _paths(rules: Iterable[TdmRule]) -> Iterator[tuple[str, TdmRule]]:
    """The rules without a star, each with the path that it is for or that others begin with."""
    return ((rule.location.removesuffix("$"), rule) for rule in rules if "*" not in rule.location)


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://"))


def _broken(found: Finding, file: str) -> TdmFile:
    return TdmFile(file=file, findings=(found,), broken=True)
