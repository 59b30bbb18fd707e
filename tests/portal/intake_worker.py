# SPDX-License-Identifier: EUPL-1.2
"""A worker that takes packs in and can be stopped anywhere: ``python -m tests.portal.intake_worker prepare|send|state|root|witness FOLDER ...``.

Run as a process of its own by ``test_intake_killed`` and ``tests/bench/bench_intake.py``; where the portal is, is told by its environment.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn


def die(*_: Any) -> NoReturn:
    """End this process as a lack of memory or a pulled plug does."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def prepare(folder: Path, count: int) -> None:
    """Make the database, a provider with a key and a token, and so many packs."""
    from django.core.management import call_command
    from tests.portal.packs import Dossier

    from adhere.portal.keys import make_log_key
    from adhere.portal.people.models import Membership, Organisation, Person
    from adhere.portal.people.tokens.acts import make
    from adhere.portal.submissions import keys

    make_log_key()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    provider = Organisation.objects.create(
        slug="voorbeeld", name="Voorbeeld", kind="provider", is_example=True
    )
    person = Person.objects.create_user("head@example.com", None)
    Membership.objects.create(person=person, organisation=provider, role="head")
    dossier = Dossier(folder=folder / "dossier")
    keys.register(provider, dossier.claim("voorbeeld", os.environ["ADHERE_PORTAL_ORIGIN"]), by=person)
    (folder / "token").write_text(make(person, provider, "bench", ["submit"], 30)[1], encoding="ascii")
    (folder / "packs").mkdir()
    for number in range(count):
        content = dossier.form("mdf", f"voorbeeld-{number}", open_=number % 5)
        (folder / "packs" / f"{number:05d}.json").write_bytes(content)


def send(names: list[str], stop: str) -> None:
    """Take packs in and print a line for each receipt; stop dead at a step of the first where one is named."""
    from adhere.portal import storing
    from adhere.portal.people.models import Organisation, Person
    from adhere.portal.submissions.intake import take
    from adhere.portal.submissions.receipts import receipt_for

    provider, person = Organisation.objects.get(slug="voorbeeld"), Person.objects.get()
    if stop == "writing":
        storing.os = _Stopped()  # type: ignore[assignment, attr-defined]

    def step(where: str) -> None:
        if where == stop:
            die()

    for name in names:
        taken = take(Path(name).read_bytes(), provider, by=person, step=step)
        told = {"pack": name, "new": taken.new, "receipt": receipt_for(taken.submission).decode()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def state(folder: Path) -> None:
    """Print what there is, and whether every submission is whole: its file, its event, its receipt."""
    from django.conf import settings

    from adhere.ledger.verification.outcome import Outside, Problems
    from adhere.ledger.verification.receipts import verify_receipt
    from adhere.portal import storing
    from adhere.portal.audit.models import Event, Head, Payload
    from adhere.portal.submissions.models import Submission
    from adhere.portal.submissions.receipts import receipt_for

    del folder
    wrong = []
    for one in Submission.objects.select_related("provider"):
        problems = Problems(outside=Outside())
        verify_receipt(receipt_for(one), "receipt", problems)
        if problems.broken or [event.sha256 for event in problems.events] != [one.sha256]:
            wrong.append(str(one))
        storing.kept(one.sha256)
    received = Event.objects.filter(kind="bundle:received").count()
    left = [path.name for path in Path(settings.MEDIA_ROOT).rglob("*.tmp")]
    told = {
        "submissions": Submission.objects.count(),
        "received": received,
        "events": Event.objects.count(),
        "payloads": Payload.objects.count(),
        "head": Head.objects.get().size,
        "wrong": wrong,
        "left": len(left),
    }
    sys.stdout.write(json.dumps(told))


def root() -> None:
    """Print the root of the log in hexadecimal, computed from its events alone."""
    from adhere.portal.audit.recording import size
    from adhere.portal.operations.logcheck import root_at

    sys.stdout.write(root_at(size()).hex())


def witness(key: str) -> None:
    """Register a witness of the log by its verifier key."""
    from adhere.portal.audit.witnessing import register
    from adhere.portal.people.models import Person

    register(key, by=Person.objects.get(email="head@example.com"))


class _Stopped:
    """The module os, which stops dead where a file is to be written to disk for good."""

    def __getattr__(self, name: str) -> Any:
        return die if name == "fsync" else getattr(os, name)


def main(command: str, folder: str, *rest: str) -> None:
    """Do one command."""
    import django

    django.setup()
    if command == "prepare":
        prepare(Path(folder), int(rest[0]))
    elif command == "send":
        send(list(rest), folder)
    elif command == "root":
        root()
    elif command == "witness":
        witness(rest[0])
    else:
        state(Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
