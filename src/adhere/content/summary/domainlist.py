# SPDX-License-Identifier: EUPL-1.2
"""The list of domains as lines of name and bytes: counted, digested, and held against what people decided on names of persons.

Section 2.3 of the template; lines ``domain<TAB>bytes``, ranked. Read in one pass, so that a list of a million names costs a second.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from adhere.content.labels import is_possible, readable
from adhere.content.sources.register import WILDCARD, DomainDecision, Sources, fits
from adhere.content.summary.material import DomainList
from adhere.content.summary.personal import Suspect, suspect
from adhere.content.summary.template import limit

KEPT = 100
"""Names that nobody decided on and that are kept to be shown; the rest is counted."""
NAMED = 5
"""Names that nobody can have registered and that are kept to be shown."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_.]{0,62}")
"""What most names are; the others are looked at label by label."""
LARGEST = 20
"""Domains that are kept with their bytes, to be drawn."""


@dataclass(slots=True)
class _Met:
    """What was met so far."""

    first: list[str] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    decided: set[str] = field(default_factory=set)
    undecided: int = 0
    largest: list[tuple[str, int]] = field(default_factory=list)
    impossible: list[str] = field(default_factory=list)
    impossible_count: int = 0
    endings: Counter[str] = field(default_factory=Counter)

    def publish(self, name: str, most: int) -> None:
        """Take a name that the public is told."""
        self.endings[name.rpartition(".")[2].casefold()] += 1
        if len(self.first) < most:
            self.first.append(shown(name))
        if not _PLAIN.fullmatch(name) and not is_possible(name):
            self.impossible_count += 1
            self.impossible += [name] if len(self.impossible) < NAMED else []

    def rank(self, name: str, told: bytes) -> None:
        """Keep a domain with its bytes, where it is among the first."""
        if len(self.largest) < LARGEST and told.strip().isdigit():
            self.largest.append((name, int(told)))


def read_list(lines: Iterable[bytes], file: str, sources: Sources | None) -> DomainList:
    """Return a list of domains from its lines."""
    stated = sources.domains if sources else ()
    decisions = {one.domain.casefold(): one for one in stated if WILDCARD not in one.domain}
    patterns = [one for one in stated if WILDCARD in one.domain]
    digest, met = hashlib.sha256(), _Met()
    count = size = 0
    most = limit("domains-in-form")
    for line in lines:
        digest.update(line)
        size += len(line)
        count += 1
        told, _, amount = line.partition(b"\t")
        name = told.decode("utf-8", "replace").strip()
        met.rank(name, amount)
        as_read = readable(name)
        decision = decisions.get(name.casefold()) or decisions.get(as_read.casefold())
        if decision is None and (found := suspect(as_read)) is not None:
            decision = _pattern(patterns, name, as_read)
            if decision is None:
                met.undecided += 1
                met.suspects += [found] if len(met.suspects) < KEPT else []
        if decision is not None:
            met.decided.add(decision.domain)
        if decision is not None and not decision.publish:
            met.withheld.append(name)
        else:
            met.publish(name, most)
    return DomainList(
        file=file,
        sha256=digest.hexdigest(),
        size=size,
        count=count,
        first=tuple(met.first),
        suspects=tuple(met.suspects),
        withheld=tuple(met.withheld),
        undecided=met.undecided,
        unknown=tuple(one for one in stated if one.domain not in met.decided),
        largest=tuple(met.largest),
        impossible=tuple(met.impossible),
        impossible_count=met.impossible_count,
        endings=tuple(sorted(met.endings.items(), key=lambda one: (-one[1], one[0]))),
    )


def _pattern(patterns: list[DomainDecision], *names: str) -> DomainDecision | None:
    """Return the decision that holds for every name pointed at that fits it."""
    return next(
        (one for one in patterns if any(fits(one.domain.casefold(), name.casefold()) for name in names)), None
    )


def shown(name: str) -> str:
    """Return a domain in the form that is registered, with how people read it behind where that differs."""
    people_read = readable(name)
    return name if people_read == name else f"{name} ({people_read})"
