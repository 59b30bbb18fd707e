# SPDX-License-Identifier: EUPL-1.2
"""Directives of robots in HTTP and HTML: ``noai`` and ``noimageai`` reserve; ``noindex``, ``noarchive``, ``nosnippet`` and kin do not.

``X-Robots-Tag: noai``, ``X-Robots-Tag: otherbot: noai, nofollow``, ``<meta name="robots" content="noai">``, ``<meta name="otherbot" …>``. A
directive about an index says nothing about training, and is no permission either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adhere.content.reservations.signals import Reservation, Verdict, directives

FIELD = "x-robots-tag"
EVERYONE = "robots"
_EVERYONE = frozenset({"", "*", EVERYONE, "robot", "bots", "all", "any", "everyone", "user-agent"})
"""How people name every agent; no agent is called so."""
_WITH_VALUES = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
"""Directives that have a colon of their own."""


def of_headers(headers: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what the fields X-Robots-Tag of an answer say; an agent named in a field covers the rest of that field."""
    return tuple(
        _reservation("noai-header", "X-Robots-Tag", word, agent)
        for value in headers.get(FIELD, ())
        for agent, word in _by_agent(value)
    )


def of_metas(metas: Mapping[str, tuple[str, ...]]) -> tuple[Reservation, ...]:
    """Return what meta elements say: of the name ``robots`` or another for everyone, or of an agent."""
    return tuple(
        _reservation("noai-meta", f"meta {name}", word, _agent(name))
        for name, contents in metas.items()
        for content in contents
        for word in _words(content)
        if word in directives()
    )


def reserving(metas: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return the contents of meta elements, by name, that hold a directive which reserves."""
    found = {
        name: tuple(one for one in contents if any(word in directives() for word in _words(one)))
        for name, contents in metas.items()
    }
    return {name: contents for name, contents in found.items() if contents}


def _words(content: str) -> list[str]:
    """The words of directives; people part them with semicolons too."""
    return content.lower().replace(",", " ").replace(";", " ").split()


def _by_agent(value: str) -> Iterator[tuple[str | None, str]]:
    """Each directive with the agent it is for; a name holds no blank, as the day and the hour of ``unavailable_after`` do."""
    agent: str | None = None
    for part in value.split(","):
        name, colon, rest = part.partition(":")
        if colon and len(name.split()) < 2 and name.strip().lower() not in _WITH_VALUES:
            agent, part = _agent(name), rest  # noqa: PLW2901 - what is left of the part
        for word in _words(part):
            if word in directives():
                yield agent, word


def _agent(name: str) -> str | None:
    """The agent that a name is of; None where it is for everyone."""
    named = name.strip(" \t\"'")
    return None if named.lower() in _EVERYONE else named


def _reservation(signal: str, where: str, word: str, agent: str | None) -> Reservation:
    return Reservation(
        signal=signal,
        verdict=Verdict.RESERVED,
        scope=directives()[word],
        where=where,
        words=word,
        agent=agent,
    )
