# SPDX-License-Identifier: EUPL-1.2
"""Fills the portal of this environment with made-up entries, always the same: ``python -m tests.bench.portal_data SUMMARIES SIGNATORIES EVENTS``.

So many models with a standing public summary each and one in fifty more without, of so many providers that adhere to a code, and so many
events in a log whose every hash is right. What stands beside the log (payloads) is left out: no page reads it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice, product
from typing import Any
from uuid import UUID

BEGIN = datetime(2025, 8, 2, 8, tzinfo=UTC)
FIRST = ("Amber", "Beuk", "Cirrus", "Delta", "Eik", "Fjord", "Gletsjer", "Hazel", "Iris", "Juniper", "Kompas", "Linde", "Meer", "Noord", "Oever", "Polder")  # fmt: skip
SECOND = ("taal", "beeld", "klank", "code", "kaart", "schrift", "vraag", "bron")
KEPT = 5000


def name_of(number: int) -> str:
    """Return the name of the model or provider of a number; the first of 128 words returns every 128."""
    words = list(product(FIRST, SECOND))
    first, second = words[number % len(words)]
    return f"{first}{second} {number}"


def slug_of(number: int) -> str:
    """Return the address of the model of a number."""
    return name_of(number).lower().replace(" ", "-")


def fill(summaries: int, signatories: int, events: int) -> None:
    """Fill every table."""
    from adhere.portal.people.models import Organisation
    from adhere.portal.register import words
    from adhere.portal.register.models import Adherence, RegisteredModel, Summary

    _keep(Organisation, (_organisation(number) for number in range(signatories)))
    _keep(Adherence, (_adherence(number) for number in range(signatories)))
    models = summaries + summaries // 50
    _keep(RegisteredModel, (_model(number, signatories, summaries) for number in range(models)))
    _keep(Summary, (_summary(number, events) for number in range(summaries)))
    words.complete()
    _keep_log(events)
    _settle()


def _organisation(number: int) -> dict[str, Any]:
    return {
        "id": UUID(int=number + 1),
        "slug": f"provider-{number}",
        "name": f"{name_of(number)} B.V. (example)",
        "kind": "provider",
        "is_example": True,
    }


def _adherence(number: int) -> dict[str, Any]:
    from adhere.portal.people.models import Organisation

    return {
        "provider": Organisation(**_organisation(number)),
        "code": "gpai-2025",
        "chapter": ("", "transparency", "copyright")[number % 3],
        "state": "confirmed",
        "since": BEGIN + timedelta(minutes=number),
    }


def _model(number: int, signatories: int, summaries: int) -> dict[str, Any]:
    return {
        "id": UUID(int=number + 1),
        "slug": slug_of(number),
        "name": name_of(number),
        "version": f"{number % 7}.{number % 3}",
        "provider_id": UUID(int=number % signatories + 1),
        "placed_on": BEGIN.date() + timedelta(days=number % 400),
        "summarised_since": BEGIN + timedelta(minutes=number) if number < summaries else None,
        "since": BEGIN + timedelta(minutes=number % 400_000),
    }


def _summary(number: int, events: int) -> dict[str, Any]:
    return {
        "model_id": UUID(int=number + 1),
        "version": "1",
        "updated_on": BEGIN.date() + timedelta(days=number % 400),
        "origin": ("bundle", "upload", "link")[number % 3],
        "answered": number % 36,
        "asked": 35,
        "since": BEGIN + timedelta(minutes=number),
        "event": number % max(1, events),
    }


def _keep(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    for some in _batches(rows):
        table.objects.bulk_create([table(**row) for row in some], batch_size=KEPT)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(rows)
    while some := list(islice(left, KEPT)):
        yield some


def _keep_log(events: int) -> None:
    """Write events with the hashes they complete, in their order."""
    from adhere.ledger import merkle
    from adhere.ledger.cache import stored_index
    from adhere.portal.audit.models import Event, Head, Node
    from adhere.portal.audit.recording import line_of
    from adhere.portal.operations.logcheck import Frontier

    frontier = Frontier()
    for some in _batches(_events(events)):
        made, nodes = [Event(**row) for row in some], []
        for event in made:
            completed = frontier.append(event.seq, merkle.leaf_hash(line_of(event)))
            nodes += [
                Node(place=stored_index(level, event.seq >> level), hash=digest)
                for level, digest in enumerate(completed)
            ]
        Event.objects.bulk_create(made, batch_size=KEPT)
        Node.objects.bulk_create(nodes, batch_size=KEPT)
    Head.objects.update_or_create(id=1, defaults={"size": events})


def _events(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "seq": number,
            "at": BEGIN + timedelta(seconds=number),
            "kind": ("summary:registered", "model:registered", "adherence:stated", "person:joined")[
                number % 4
            ],
            "actor": "portal",
            "subject": f"summary/{slug_of(number % 100_000)}",
            "payload_sha256": sha256(str(number).encode()).hexdigest(),
        }


def _settle() -> None:
    """Let PostgreSQL count what it holds, as it does by itself after a while; SQLite never does, so every plan has to hold without."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    import django

    django.setup()
    from django.core.management import call_command

    from adhere.portal.keys import make_log_key

    make_log_key()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    fill(*map(int, sys.argv[1:4]))
