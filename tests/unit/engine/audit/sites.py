# SPDX-License-Identifier: EUPL-1.2
"""Made-up sites, what they said to robots when, and URLs of them: small data for the tests of an audit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adhere.engine.audit.auditing import Asked, Audit
from adhere.engine.audit.query import COLUMNS, TODAY
from adhere.engine.audit.records import RawRecord, Records
from adhere.engine.embedded import open_session
from adhere.engine.native.building import compiler

FIRST = datetime(2024, 1, 1)  # noqa: DTZ001 - engines keep UTC without its zone


def day(number: float) -> datetime:
    """Return a day counted from the first."""
    return FIRST + timedelta(days=number)


def said(
    site: str, body: str | bytes | None = None, *, at: float = 0, status: int | None = 200, **more: Any
) -> RawRecord:
    """Return a record."""
    content = body.encode() if isinstance(body, str) else body
    return RawRecord(site=site, at=day(at), status=status, body=content, **more)


def records(*found: RawRecord) -> Records:
    """Return records as they are read."""
    kept = Records()
    kept.take(found, "made up")
    return kept


@contextmanager
def audit(
    kept: Records,
    urls: Sequence[tuple[Any, ...]],
    agents: Iterable[str],
    folder: Path,
    *,
    age: timedelta | None = None,
    today: Records | None = None,
    threads: int = 1,
    keep: bool = True,
    answers: bool = False,
) -> Iterator[Audit]:
    """Give an audit that is ready to decide; URLs are url, time, bytes and, with ``answers``, what the answer said as one text."""
    lines = folder / "urls.jsonl"
    rows = (
        {
            "url": url,
            "fetch_time": at.isoformat() if at else None,
            "bytes": size,
            "nth": place,
            "said": more[0] if more else None,
        }
        for place, (url, at, size, *more) in enumerate(urls)
    )
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    relation = (
        f"SELECT * FROM read_json('{lines}', format = 'newline_delimited', maximum_object_size = 100000000,"
        " columns = {url: 'VARCHAR', fetch_time: 'TIMESTAMP', bytes: 'BIGINT', nth: 'BIGINT', said: 'VARCHAR'})"
    )
    with open_session(threads=threads, temporary=folder) as session:
        asked = Asked(agents=tuple(agents), age=age, today=today is not None, keep=keep)
        made = Audit(session, relation, asked, session.folder, answers=answers, native=True)
        made.prepare(kept, today)
        yield made


@contextmanager
def in_sql(made: Audit) -> Iterator[None]:
    """Let an audit go by SQL alone for a while."""
    found, made.found = made.found, None
    try:
        yield
    finally:
        made.found = found


def decided(made: Audit) -> list[dict[str, Any]]:
    """Return every decision of an audit, one for each agent; SQL alone and with functions in C, where there is a compiler, say the same."""
    assert (made.found is None) is (compiler() is None)
    rows = made.session.rows(made.ordered)
    with in_sql(made):
        assert made.session.rows(made.ordered) == rows
    return [
        dict(zip((*COLUMNS, TODAY), row, strict=False)) | {"agent": made.asked.agents[place]}
        for row in rows
        for place in made.groups[row[3]]
    ]


def verdicts(
    kept: Records, urls: Sequence[str], agents: Iterable[str], folder: Path
) -> dict[tuple[str, str], str]:
    """Return the verdict of each URL and agent, all fetched on the second day."""
    with audit(kept, [(url, day(1), 1) for url in urls], agents, folder) as made:
        return {(row["url"], row["agent"]): row["verdict"] for row in decided(made)}
