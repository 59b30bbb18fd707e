# SPDX-License-Identifier: EUPL-1.2
"""``adhere content robots``: what a robots.txt says to an agent about addresses, and the line that decides. RFC 9309."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import print_json, refuse
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.content.robots.reading import RobotsFile

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of the file that are taken from disk; of these the reader takes its own part."""
AGENT_LIMIT = 20
"""Agents shown of those that the file names, where none is asked for."""


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-robots.robots")
    @click.argument("file", metavar=say("content-robots.metavar-file"), type=Folder())
    @click.option(
        "--agent",
        "agents",
        multiple=True,
        metavar=say("content-robots.metavar-agent"),
        help=say("content-robots.help-agent", count=AGENT_LIMIT),
    )
    @click.option("--url", "urls", multiple=True, metavar="URL", help=say("content-robots.help-url"))
    @click.option("--strict", is_flag=True, help=say("content-robots.help-strict"))
    @format_option("text", "json")
    @language_option()
    def robots(file: Path, agents: tuple[str, ...], urls: tuple[str, ...], strict: bool, output: str) -> None:
        run(file, agents, urls, strict=strict, output=output)

    return robots


def run(path: Path, agents: tuple[str, ...], urls: tuple[str, ...], *, strict: bool, output: str) -> None:
    """Print the answers; exit 2 where the file cannot be read."""
    import hashlib

    from adhere.cli.robotsview import Told, robots_page
    from adhere.content.agents.answers import answer
    from adhere.content.reservations.licences import of_robots
    from adhere.content.robots.lines import EVERY_LENIENCY, STRICT
    from adhere.content.robots.reading import read

    content = _content(path)
    file = read(content, file=path.name, leniencies=STRICT if strict else EVERY_LENIENCY)
    licences, findings = of_robots(file)
    told = Told(
        sha256=hashlib.sha256(content).hexdigest(),
        file=file,
        answers=[answer(file, agent, urls) for agent in agents or _asked(file)],
        licences=licences,
        findings=[*file.findings, *findings],
    )
    if output == "json":
        from adhere.cli.robotsjson import robots_json
        from adhere.law.library import Law

        print_json(robots_json(Law(), told, language()))
    else:
        robots_page(told, language()).print()


def _content(path: Path) -> bytes:
    from adhere.intake.reasons import disk_reason

    try:
        with path.open("rb") as opened:
            return opened.read(SIZE_LIMIT)
    except (OSError, ValueError) as error:
        reason = disk_reason(error).in_(language()) if isinstance(error, OSError) else str(error)
        refuse(say("content-robots.unread", path=path, reason=reason))


def _asked(file: RobotsFile) -> list[str]:
    """The agents that the file names, so many, and everyone else."""
    from adhere.content.robots.groups import EVERYONE

    named = [agent for agent in file.agents if agent != EVERYONE]
    return [*named[:AGENT_LIMIT], EVERYONE]
