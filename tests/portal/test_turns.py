# SPDX-License-Identifier: EUPL-1.2
"""What arrives at once is written together: each is told what its own came to, nothing is told too soon, and none fails for another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event as Signal
from typing import Any

import pytest
from django.db import connection, connections
from tests.portal.test_intake import Sender

from adhere.ledger.verification.outcome import Outside, Problems
from adhere.ledger.verification.receipts import verify_receipt
from adhere.portal.audit.models import Event
from adhere.portal.submissions import intake
from adhere.portal.submissions.intake import RefusedPackError, Taken, take
from adhere.portal.submissions.models import Submission
from adhere.portal.submissions.receipts import receipt_for
from adhere.portal.submissions.turns import Turns, Waiting


@dataclass(slots=True, kw_only=True, eq=False)
class Word(Waiting):
    """Something to write."""

    text: str


class Writing:
    """A list that is written to in turns; the first turn lasts until it is let go."""

    def __init__(self) -> None:
        self.turns: list[list[str]] = []
        self.begun, self.go = Signal(), Signal()

    def write(self, together: Sequence[Word]) -> Collection[Word]:
        words = [one.text for one in together]
        self.turns.append(words)
        self.begun.set()
        assert self.go.wait(30)
        assert not any(one.written for one in together)
        if "wrong" in words:
            raise ValueError
        return [one for one in together if one.text == "later" and len(together) > 1]


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        (["a", "b", "c"], [{"a", "b", "c"}]),
        (["a", "later"], [{"a", "later"}, {"later"}]),
        (["a", "wrong", "b"], [{"a", "wrong", "b"}, {"a"}, {"wrong"}, {"b"}]),
    ],
)
def test_whoever_waits_is_written_together(words: list[str], turns: list[set[str]]) -> None:
    writing = Writing()
    waiting = Turns[Word](writing.write)
    with ThreadPoolExecutor(len(words) + 1) as threads:
        first = threads.submit(waiting.await_turn, Word(text="first"))
        assert writing.begun.wait(30)
        rest = [threads.submit(waiting.await_turn, Word(text=text)) for text in words]
        while len(waiting._queue) < len(words):
            pass
        writing.go.set()
        first.result(30)
        failed = {text for text, one in zip(words, rest, strict=True) if one.exception(30)}
    assert failed == {"wrong"} & set(words)
    assert writing.turns[0] == ["first"]
    assert sorted(map(sorted, writing.turns[1:])) == sorted(map(sorted, turns))


@pytest.mark.skipif(connection.vendor == "sqlite", reason="tests on SQLite share one connection")
@pytest.mark.django_db(transaction=True)
class TestPacks:
    @pytest.fixture
    def sender(self, player: Callable[..., Any]) -> Sender:
        return Sender(player("provider", "head", name="Voorbeeld B.V. (example)"))

    def at_once(self, sender: Sender, packs: Sequence[bytes]) -> list[Future[Taken]]:
        """Offer packs while another is written, so that they wait for the next turn."""
        begun, go = Signal(), Signal()

        def slow(where: str) -> None:
            if where == "written":
                begun.set()
                assert go.wait(30)

        def one(content: bytes, step: Callable[[str], None] = intake.nothing) -> Taken:
            try:
                return take(content, sender.organisation, by=sender.player.person, step=step)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(packs) + 1) as threads:
            threads.submit(one, sender.dossier.form("annex-xi"), slow)
            assert begun.wait(30)
            waiting = [threads.submit(one, content) for content in packs]
            while len(intake._TURNS._queue) < len(packs):
                assert not any(thread.done() for thread in waiting)
            go.set()
        return waiting

    def test_each_gets_its_own_receipt(self, sender: Sender) -> None:
        packs = [sender.dossier.form("mdf", f"voorbeeld-{number}") for number in range(6)]
        for waited in self.at_once(sender, packs):
            taken, problems = waited.result(), Problems(outside=Outside())
            assert taken.receipt == receipt_for(taken.submission)
            verify_receipt(taken.receipt, "receipt", problems)
            assert not problems.findings
            assert [event.sha256 for event in problems.events] == [taken.submission.sha256]
        assert Submission.objects.count() == 7

    def test_the_same_bytes_come_to_one_and_the_same_issue_twice_to_a_refusal(self, sender: Sender) -> None:
        content = sender.dossier.form("mdf", "voorbeeld")
        other = Sender.__new__(Sender)
        other.__dict__ |= sender.__dict__ | {"dossier": type(sender.dossier)(key=sender.dossier.key)}
        same, again, refused = self.at_once(
            sender, [content, content, other.dossier.form("mdf", "voorbeeld")]
        )
        kept = [one.result() for one in (same, again, refused) if not one.exception()]
        wrong = [error for one in (same, again, refused) if (error := one.exception())]
        assert sorted(one.new for one in kept) in ([False, True], [True])
        assert [type(error) for error in wrong] in ([RefusedPackError], [RefusedPackError] * 2)
        assert len({one.submission.pk for one in kept}) == 1
        assert Submission.objects.filter(form="mdf").count() == 1
        assert Event.objects.filter(kind="bundle:received").count() == 2
