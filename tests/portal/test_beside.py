# SPDX-License-Identifier: EUPL-1.2
"""Work beside requests: nobody waits for it, what comes in the meantime is done too, and a failure ends nothing."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, Queue
from threading import Event, get_ident
from typing import Any

import pytest

from adhere.portal.beside import Beside

PATIENCE = 20


class Work:
    """Some work that tells when it begins and waits until it may end."""

    def __init__(self) -> None:
        self.begun: Queue[int] = Queue()
        self.may_end = Event()
        self.fails = False

    def __call__(self) -> None:
        self.begun.put(get_ident())
        if not self.may_end.wait(PATIENCE) or self.fails:
            raise ValueError("as asked")


@pytest.fixture
def serving(settings: Any) -> Callable[[bool], None]:
    def set_to(value: bool) -> None:
        settings.WORKS_BESIDE = value

    return set_to


def test_a_process_that_serves_nobody_does_it_at_once(serving: Callable[[bool], None]) -> None:
    serving(False)
    work = Work()
    work.may_end.set()
    Beside("test", work).wake()
    assert work.begun.get_nowait() == get_ident()


def test_nobody_waits_and_what_comes_meanwhile_is_done_once_more(serving: Callable[[bool], None]) -> None:
    serving(True)
    work = Work()
    beside = Beside("test", work)
    beside.wake()
    assert work.begun.get(timeout=PATIENCE) != get_ident()
    for _ in range(3):
        beside.wake()
    work.may_end.set()
    work.begun.get(timeout=PATIENCE)
    with pytest.raises(Empty):
        work.begun.get(timeout=0.2)


def test_work_that_fails_is_told_and_can_be_woken_again(
    serving: Callable[[bool], None], caplog: pytest.LogCaptureFixture
) -> None:
    serving(True)
    work = Work()
    work.fails = True
    beside = Beside("test", work)
    beside.wake()
    work.begun.get(timeout=PATIENCE)
    beside.wake()
    work.may_end.set()
    work.begun.get(timeout=PATIENCE)
    assert "could not be done; it waits" in caplog.text
