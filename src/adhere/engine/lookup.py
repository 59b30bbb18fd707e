# SPDX-License-Identifier: EUPL-1.2
"""Looking a domain up in data: in manifests, in the list of all domains of a run, and in the decisions of an audit.

Engines narrow rows down to authorities that may be of it; ``content.hosts`` tells of each whether it is, as it does for the list of domains.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from adhere.content.addresses import ENDS_IN_NUMBER
from adhere.content.hosts import Kind, host_in, site_in
from adhere.content.lookup import Asked, Held, Looked, Part, Reserved, needle
from adhere.content.suffixes import Rules, Suffixes
from adhere.engine.audit.auditing import AGENTS, DECISIONS
from adhere.engine.domains.definition import AUTHORITY, PLAIN, SIZE
from adhere.engine.embedded import Session
from adhere.engine.manifests.mending import again
from adhere.engine.manifests.opening import Inputs
from adhere.engine.quoting import path_literal

SITE = f"coalesce(regexp_extract(url, '{AUTHORITY}', 1), '')"
_HOST = f"regexp_extract(a, '{PLAIN}', 1)"
MOST_HOSTS = 50
"""Hosts that are named, those with most bytes."""


@dataclass(slots=True)
class _Sum:
    documents: int = 0
    bytes: int = 0
    known: int = 0

    def add(self, documents: int, size: int, known: int) -> None:
        self.documents += documents
        self.bytes += size
        self.known += known


@dataclass(slots=True)
class _Met:
    """What was met of a domain so far, by group."""

    whole: _Sum = field(default_factory=_Sum)
    groups: tuple[defaultdict[str | None, _Sum], ...] = field(
        default_factory=lambda: tuple(defaultdict(_Sum) for _ in range(4))
    )
    times: list[datetime] = field(default_factory=list)

    def add(self, keys: Iterable[str | None], amount: tuple[int, int, int]) -> None:
        """Add documents, bytes and documents whose size is known, of a modality, source, month and host."""
        self.whole.add(*amount)
        for group, key in zip(self.groups, keys, strict=True):
            group[key].add(*amount)

    def held(self) -> Held | None:
        """Return it, None where nothing was met."""
        if not self.whole.documents:
            return None
        modalities, sources, months, hosts = map(_parts, self.groups)
        by_time = sorted(months, key=lambda one: (one.name is None, one.name or ""))
        return Held(
            documents=self.whole.documents,
            bytes=self.whole.bytes,
            known=self.whole.known,
            first=min(self.times, default=None),
            last=max(self.times, default=None),
            modalities=modalities,
            sources=sources,
            months=tuple(by_time),
            hosts=hosts[:MOST_HOSTS],
        )


def _may_be(asked: Asked) -> str:
    """Return the SQL of whether an authority may be of what is asked."""
    other = f" OR regexp_matches({_HOST}, '{ENDS_IN_NUMBER}')" if asked.is_address else ""
    return f"(contains(lower(a), $1) OR {_HOST} = ''{other})"


def in_inputs(session: Session, inputs: Inputs, asked: Asked, suffixes: Suffixes, rules: Rules) -> Looked:
    """Look a domain up in manifests, row by row."""
    inputs.make(session)
    return again(inputs, session, partial(_in_inputs, session, inputs, asked, suffixes, rules))


def _in_inputs(session: Session, inputs: Inputs, asked: Asked, suffixes: Suffixes, rules: Rules) -> Looked:
    relation = inputs.relation(session)
    ((documents,),) = session.rows(f"SELECT count(*) FROM ({relation}) AS every_row")
    month = "strftime(date_trunc('month', fetch_time), '%Y-%m')"
    rows = session.rows(
        f"""SELECT a, modality, source, {month}, min(fetch_time), max(fetch_time), count(*), coalesce(sum(CAST({SIZE} AS HUGEINT)), 0), count({SIZE})
        FROM (SELECT {SITE} AS a, * FROM ({relation}) AS every_row) AS told WHERE {_may_be(asked)} GROUP BY 1, 2, 3, 4""",
        [needle(asked)],
    )
    met, unseen = _Met(), 0
    for authority, modality, source, at, first, last, count, size, known in rows:
        if asked.is_of(authority, suffixes, rules):
            met.add((modality, source, at, host_in(authority)), (int(count), int(size), int(known)))
            met.times += [one for one in (first, last) if one is not None]
        elif site_in(authority, suffixes, rules).kind is Kind.NO_HOST:
            unseen += count
    settled = inputs.settle(session)
    return Looked(
        place=", ".join(one.name for one in settled[:3]) + (" …" if len(settled) > 3 else ""),
        documents=int(documents),
        held=met.held(),
        unseen=unseen,
        malformed=sum(one.malformed for one in settled),
        unread=len(inputs.collected.unread),
        inputs=frozenset(one.sha256 for one in settled if one.sha256),
        row_by_row=True,
    )


def in_whole_list(session: Session, file: Path, asked: Asked) -> Held | None:
    """Look a domain up among all domains of a run."""
    found = session.rows(
        f"SELECT documents, bytes FROM read_parquet({path_literal(file)}) WHERE domain = $1", [asked.name]
    )
    return Held(documents=int(found[0][0]), bytes=int(found[0][1])) if found else None


def numbers_in_whole_list(session: Session, file: Path) -> int:
    """Return how many of all domains of a run end in a number, in hexadecimal, and may be addresses."""
    ((count,),) = session.rows(
        f"SELECT count(*) FROM read_parquet({path_literal(file)}) WHERE regexp_matches(domain, '{ENDS_IN_NUMBER}')"
    )
    return int(count)


def reservations_in(
    session: Session, folder: Path, asked: Asked, suffixes: Suffixes, rules: Rules
) -> tuple[Reserved, ...]:
    """Return what an audit decided on the URLs of a domain, by agent; nothing where it has none of them."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for number, agent in session.rows(
        f"SELECT agents, agent FROM read_parquet({path_literal(folder / AGENTS)})"
    ):
        names[number].append(agent)
    rows = session.rows(
        f"""SELECT a, agents, verdict, reason, count(*), coalesce(sum(CAST(bytes AS HUGEINT)), 0)
        FROM (SELECT {SITE} AS a, * FROM read_parquet({path_literal(folder / DECISIONS)})) AS told WHERE {_may_be(asked)} GROUP BY 1, 2, 3, 4""",
        [needle(asked)],
    )
    verdicts: defaultdict[str, defaultdict[str, _Sum]] = defaultdict(lambda: defaultdict(_Sum))
    reasons: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for authority, group, verdict, reason, count, size in rows:
        if asked.is_of(authority, suffixes, rules):
            for agent in names[group]:
                verdicts[agent][verdict].add(int(count), int(size), int(count))
                reasons[agent][reason] += int(count)
    return tuple(
        _reserved(agent, verdicts[agent], reasons[agent]) for agent in sorted(verdicts, key=str.lower)
    )


def _reserved(agent: str, verdicts: Mapping[str, _Sum], reasons: Mapping[str, int]) -> Reserved:
    return Reserved(
        agent=agent,
        urls=tuple((name, one.documents, one.bytes) for name, one in sorted(verdicts.items())),
        reasons=tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
    )


def _parts(group: Mapping[str | None, _Sum]) -> tuple[Part, ...]:
    found = [
        Part(name=name, documents=one.documents, bytes=one.bytes, known=one.known)
        for name, one in group.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.bytes, -(one.documents or 0), one.name or "")))
