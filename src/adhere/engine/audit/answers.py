# SPDX-License-Identifier: EUPL-1.2
"""What the answer to one URL, and the page in it, said of their use: the columns ``manifests.columns.SIGNALS`` of a row as one text.

Each distinct text is read once, and engines join it. A row in which nothing was said has no text, and nothing is looked up for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from adhere.content.reservations import directives, licences, preferences, tdmrep
from adhere.content.reservations.gathering import FIELD_LIMIT, VALUE_LIMIT
from adhere.content.reservations.page import Link
from adhere.content.reservations.settling import without_version
from adhere.content.reservations.signals import Reservation, Scope, Verdict
from adhere.engine.audit.notes import Note, note_of
from adhere.engine.manifests.columns import SIGNALS

SEPARATOR, IMAGE, UNSURE = "\x1f", "image", "?"
FIELDS: Mapping[str, str] = {
    "x_robots_tag": directives.FIELD,
    "tdm_reservation": tdmrep.RESERVATION,
    "tdm_policy": tdmrep.POLICY,
    "content_usage": preferences.FIELD,
    "link_header": licences.FIELD,
}
METAS: Mapping[str, str] = {
    "meta_robots": directives.EVERYONE,
    "meta_tdm_reservation": tdmrep.RESERVATION,
    "meta_tdm_policy": tdmrep.POLICY,
}
"""The columns of HTTP fields and of meta elements, and the names of these."""
AGENTS, UNREAD = "meta_agents", "meta_unread"
"""Of meta elements for one agent each, and of pages whose elements could not be read."""


class Answer(NamedTuple):
    """What was said: ``scope`` of images where the answer is one; ``tells_tdm`` where it speaks TDMRep, which then is nearer than a file."""

    said: tuple[Reservation, ...]
    scope: Scope
    tells_tdm: bool

    @property
    def agents(self) -> set[str]:
        """The agents that are named, in small letters and without versions."""
        return {without_version(one.agent) for one in self.said if one.agent}

    def note(self, agent: str | None) -> Note | None:
        """Return what it comes to for an agent; None for those that are not named."""
        return note_of([one for one in self.said if agent or not one.agent], agent, self.scope)


def text_sql(columns: Sequence[str]) -> str:
    """Return the SQL of the text of a row that has the columns, and a modality."""
    told = f" || '{SEPARATOR}' || ".join(f"coalesce({name}, '')" for name in columns)
    nothing = " AND ".join(f"{name} IS NULL" for name in columns)
    kind = f"CASE WHEN modality = '{IMAGE}' THEN '{IMAGE}' WHEN modality IS NULL THEN '{UNSURE}' ELSE '' END"
    return f"CASE WHEN {nothing} THEN NULL ELSE {kind} || '{SEPARATOR}' || {told} END"


def read_answer(text: str) -> Answer:
    """Return what the text of a row says; one that is not of so many parts is unknown."""
    kind, *parts = text.split(SEPARATOR)
    scope = Scope.IMAGES if kind == IMAGE else Scope.ALL
    if len(parts) != len(SIGNALS):
        unknown = Reservation(signal="noai-header", verdict=Verdict.UNKNOWN, where="HTTP", words="")
        return Answer((unknown,), scope, tells_tdm=False)
    values = {name: _lines(part) for name, part in zip(SIGNALS, parts, strict=True)}
    fields = {field: values[name] for name, field in FIELDS.items() if values[name]}
    metas = {meta: values[name] for name, meta in METAS.items() if values[name]}
    for line in values[AGENTS]:
        agent, colon, content = line.partition(":")
        name = agent.strip().lower() if colon else directives.EVERYONE
        metas[name] = (*metas.get(name, ()), content if colon else line)
    links = [Link(rel=(licences.REL,), address=address) for address in values["licence_link"]]
    nearer = (tdmrep.of_headers(fields), tdmrep.of_metas(metas))
    said = (
        *tdmrep.superseding(*nearer),
        *directives.of_headers(fields),
        *directives.of_metas(metas),
        *preferences.of_headers(fields),
        *licences.of_headers(fields),
        *licences.of_links(links),
        *(_unread(why) for why in values[UNREAD][:1]),
    )
    if kind == UNSURE:
        said = tuple(map(_perhaps, said))
    return Answer(said, scope, tells_tdm=any(nearer))


def rows(
    texts: Callable[[], Iterable[str]], agents: Sequence[str]
) -> tuple[list[int], Iterator[tuple[str, int, Answer, Note | None]]]:
    """Return the places of agents that are named anywhere, and a row for each text and each of those: text, place + 1 or 0 for all others."""
    met = {name for text in texts() for name in read_answer(text).agents}
    named = [place for place, name in enumerate(agents) if without_version(name) in met]

    def made() -> Iterator[tuple[str, int, Answer, Note | None]]:
        for text in texts():
            found = read_answer(text)
            for place in (-1, *named):
                note = found.note(agents[place] if place >= 0 else None)
                if note is not None or found.tells_tdm:
                    yield text, place + 1, found, note

    return named, made()


def _perhaps(one: Reservation) -> Reservation:
    """What is said of what may be an image: a reservation of images alone leaves it unknown."""
    return replace(one, verdict=Verdict.UNKNOWN, scope=Scope.ALL) if one.scope is Scope.IMAGES else one


def _unread(why: str) -> Reservation:
    """What a page says whose elements could not be read, or not all: it may reserve, so it is unknown."""
    return Reservation(
        signal="noai-meta", verdict=Verdict.UNKNOWN, where="meta", words=f"unread: {why}"[:200]
    )


def _lines(part: str) -> tuple[str, ...]:
    """What a field said each time it was sent: a line, or an item of a list of JSON."""
    if part.startswith("["):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, list):
            return tuple(str(one)[:VALUE_LIMIT] for one in value if one is not None)[:FIELD_LIMIT]
    return tuple(line[:VALUE_LIMIT] for line in part.split("\n") if line.strip())[:FIELD_LIMIT]
