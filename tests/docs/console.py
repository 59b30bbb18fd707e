# SPDX-License-Identifier: EUPL-1.2
"""Commands in the documentation: found in fenced ``console`` blocks, run, and compared with what the page promises.

A block is a transcript: ``$ `` begins a command (a backslash at the end continues it), the lines below are its output to the letter, and a
line with only ``…`` stands for any lines. Blocks opened with ``console norun`` are shown to people only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ANY = "…"
PROMPT = "$ "
_BLOCK = re.compile(
    r"^(?P<fence>`{3,})console(?P<flags>[^\n]*)\n(?P<body>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL
)
_OTHER = re.compile(r"^(?P<fence>`{4,})(?!console)[^\n]*\n.*?^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of a transcript, the line it stands on, and the output that is promised."""

    line: int
    written: str
    output: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block; ``run`` is false where it is for people only."""

    run: bool
    commands: tuple[Command, ...]


def blocks(markdown: str) -> list[Block]:
    """Return the console blocks of a page; those inside a longer fence are examples of blocks, not blocks."""
    markdown = _OTHER.sub(lambda match: "\n" * match[0].count("\n"), markdown)
    return [
        Block(
            run="norun" not in match["flags"].split(),
            commands=tuple(_commands(match["body"], markdown.count("\n", 0, match.start("body")) + 1)),
        )
        for match in _BLOCK.finditer(markdown)
    ]


def _commands(body: str, first_line: int) -> list[Command]:
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith(PROMPT):
            found.append((number, line.removeprefix(PROMPT), []))
        elif found and found[-1][1].endswith("\\") and not found[-1][2]:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}", [])
        elif found:
            found[-1][2].append(line)
        else:
            raise ValueError(f"line {number}: output without a command: {line!r}")
    return [Command(line=number, written=written, output=tuple(output)) for number, written, output in found]


def agrees(promised: tuple[str, ...], seen: list[str]) -> bool:
    """Return whether the lines seen are those promised, where ``…`` stands for any lines, none included."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == ANY else re.escape(line.rstrip()) + "\n" for line in promised
    )
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in seen)) is not None


def run(command: Command, root: Path, tools: Path) -> list[str]:
    """Run a command in a copy of the repository and return the lines a terminal of 80 columns would show."""
    environment = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(root),
        "PYTHONPATH": str(root / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command.written],
        cwd=root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace").splitlines()


def tools_in(folder: Path) -> Path:
    """Return a folder in which ``adhere`` and ``python`` are those under test."""
    folder.mkdir(exist_ok=True)
    for name, arguments in (("adhere", "-m adhere "), ("python", "")):
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return folder
