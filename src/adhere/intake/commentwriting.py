# SPDX-License-Identifier: EUPL-1.2
"""Comments as the YAML file that keeps them, format ``adhere/comments/1`` (``docs/en/drafting.md``); Article 56(3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adhere.codes.drafting import Comment
from adhere.intake.quoting import quoted
from adhere.intake.tree import SIZE_LIMIT

FORMAT = "adhere/comments/1"


def comments_texts(comments: Iterable[Comment], version: str, most: int = SIZE_LIMIT) -> list[str]:
    """Return the texts of the files that keep comments on a version of a code: one, or more where one would be too large to read."""
    head = f"format: {FORMAT}\nversion: {quoted(version)}\ncomments:\n"
    texts: list[list[str]] = []
    room = 0
    for one in comments:
        entry = "".join(f"{line}\n" for line in _entry(one))
        size = len(entry.encode())
        if size > room:
            texts.append([head])
            room = most - len(head.encode())
        texts[-1].append(entry)
        room -= size
    return ["".join(parts) for parts in texts]


def _entry(one: Comment) -> Iterator[str]:
    yield f"  - id: {quoted(one.id)}"
    yield f"    clause: {quoted(one.clause)}"
    yield f"    group: {one.group}"
    yield f"    author: {quoted(one.author)}"
    if one.received is not None:
        yield f"    received: {one.received.isoformat()}"
    if one.source is not None:
        yield f"    source: {quoted(one.source)}"
    yield f"    text: {quoted(one.text)}"
