# SPDX-License-Identifier: EUPL-1.2
"""The cast of the portal's tests: one person for each part that is played, each in an organisation of their kind.

These tests need Django's settings: ``make portal-tests``, or ``pytest --ds=tests.portal.settings tests/portal``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

try:
    from django.conf import settings

    _configured = settings.configured
except ImportError:
    _configured = False
collect_ignore_glob = [] if _configured else ["*"]

if _configured:
    from importlib import import_module

    from django.core.management.commands import flush
    from django.db import connection
    from django.test import Client
    from tests.portal.asking import downstream, supplier  # noqa: F401 - fixtures
    from tests.portal.desked import reporter  # noqa: F401
    from tests.portal.entered import known  # noqa: F401

    from adhere.portal.keys import make_log_key
    from adhere.portal.people.models import Membership, Organisation, Person

    make_log_key()
    _append_only = [
        import_module(f"adhere.portal.audit.migrations.{name}")
        for name in ("0002_append_only", "0003_witnesses")
    ]
    _flush = flush.Command.handle

    def _flush_the_log_too(command: Any, **options: Any) -> None:
        """Empty the tables after a test that needed real transactions, which the triggers of the log refuse."""
        with connection.schema_editor() as editor:
            for one in reversed(_append_only):
                one.allow(None, editor)
        _flush(command, **options)
        with connection.schema_editor() as editor:
            for one in _append_only:
                one.refuse(None, editor)

    flush.Command.handle = _flush_the_log_too  # type: ignore[method-assign]


@dataclass
class Player:
    """A person of the cast with their organisation and a browser in which they are signed in."""

    person: Any
    organisation: Any
    client: Any


@pytest.fixture
def player(db: None) -> Callable[..., Player]:  # noqa: ARG001
    """Make a person: ``player("provider", "signatory")``; a second of the same organisation by ``of=``."""
    made = iter(range(1000))

    def make(
        kind: str, role: str = "head", *, of: Any = None, size: str = "unknown", name: str = ""
    ) -> Player:
        number = next(made)
        organisation = of or Organisation.objects.create(
            slug=f"{kind}-{number}",
            name=name or f"Example {kind} {number}",
            kind=kind,
            size=size,
            is_example=True,
        )
        person = Person.objects.create_user(
            f"{kind}-{role}-{number}@example.com", "a long enough word", name=f"{kind} {role}"
        )
        Membership.objects.create(person=person, organisation=organisation, role=role)
        client = Client()
        client.force_login(person)
        return Player(person, organisation, client)

    return make


@pytest.fixture
def office(player: Callable[..., Player]) -> Player:
    """The head of the office."""
    return player("office", "head")


@pytest.fixture
def provider(player: Callable[..., Player]) -> Player:
    """Someone who can bind a provider."""
    return player("provider", "signatory")


@pytest.fixture
def visitor(db: None) -> Any:  # noqa: ARG001
    """A browser in which nobody is signed in."""
    return Client()
