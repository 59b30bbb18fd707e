# SPDX-License-Identifier: EUPL-1.2
"""The history of one file in git: who committed which content when, names only as git has them, never an address.

Reads with ``git log`` and ``git cat-file`` (https://git-scm.com/docs). No git, no repository, a shallow clone or a repository that git
does not trust is told, never an error.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

MOST = 200
"""Commits of one file that are looked at, newest first."""
SECONDS = 30
SIZE_LIMIT = 1024 * 1024
State = Literal["whole", "no-git", "no-repository", "shallow", "cut-off"]
_SAFE = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false",
    "-c", "core.quotePath=false", "-c", "log.mailmap=false",
)  # fmt: skip
"""Settings of a repository could run programs of its maker; these keep reading to reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One committed content of a file; ``content`` is None where the file was removed or is too large."""

    commit: str
    author: str | None
    on: date
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHistory:
    """The versions of a file, oldest first, and whether they are all there is."""

    versions: tuple[Version, ...]
    state: State


def git_history(root: Path, file: str) -> GitHistory:
    """Return the committed versions of a file of a folder."""
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository")
    except FileNotFoundError:
        return GitHistory(versions=(), state="no-git")
    except (OSError, subprocess.SubprocessError):
        return GitHistory(versions=(), state="no-repository")
    try:
        commits = _commits(root, file)
        contents = _contents(root, file, [commit for commit, _, _ in commits])
    except (OSError, ValueError, subprocess.SubprocessError):
        return GitHistory(versions=(), state="no-repository")
    versions = [
        Version(commit=commit, author=author, on=on, content=content)
        for (commit, author, on), content in zip(commits, contents, strict=True)
    ]
    state: State = "cut-off" if len(commits) >= MOST else "shallow" if shallow.strip() == b"true" else "whole"
    return GitHistory(versions=tuple(reversed(versions)), state=state)


def _commits(root: Path, file: str) -> list[tuple[str, str | None, date]]:
    told = _git(root, "log", f"--max-count={MOST}", "--format=%H%x00%an%x00%aI", "--", file)
    return [_commit(line) for line in told.decode("utf-8", "replace").splitlines() if line.count("\0") == 2]


def _commit(line: str) -> tuple[str, str | None, date]:
    commit, author, moment = line.split("\0")
    return commit, None if "@" in author or not author else author, datetime.fromisoformat(moment).date()


def _contents(root: Path, file: str, commits: Sequence[str]) -> Iterator[bytes | None]:
    if not commits:
        return iter(())
    asked = "".join(f"{commit}:./{file}\n" for commit in commits).encode()
    return _objects(_git(root, "cat-file", "--batch", asked=asked))


def _objects(stream: bytes) -> Iterator[bytes | None]:
    """Take the answers of ``git cat-file --batch`` apart: a head with the size, the content, a line feed."""
    place = 0
    while place < len(stream):
        end = stream.index(b"\n", place)
        head = stream[place:end].split(b" ")
        place = end + 1
        if head[-1] == b"missing" or len(head) != 3:
            yield None
            continue
        size = int(head[2])
        content = stream[place : place + size]
        place += size + 1
        yield content if head[1] == b"blob" and size <= SIZE_LIMIT else None


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - the arguments are ours; file names stand behind "--" or in an object name
        ["git", "--no-pager", *_SAFE, "-C", str(root), *arguments],  # noqa: S607 - the git that a person has
        env={**environment, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        input=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout
