# SPDX-License-Identifier: EUPL-1.2
"""Groups of commands, which list their commands in the order people meet them and import each on use.

What they say of themselves stands in ``data/messages.toml``, or for the commands of a group with an ``area`` in
``data/messages/<area>.toml``: ``help-`` for a whole text, ``short-`` for one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
from click.exceptions import NoSuchCommand

from adhere.cli.options import language_option
from adhere.cli.wording import say

Loader = Callable[[], click.Command]


class ClosedPipeError(Exception):
    """Whoever read the output stopped reading."""


@contextmanager
def _closed_pipe() -> Iterator[None]:
    """Tell a closed pipe apart from findings: Click ends with status 1 for both."""
    try:
        yield
    except BrokenPipeError as error:
        raise ClosedPipeError from error


class Group(click.Group):
    """A group that knows the names of its commands; ``loaders`` make each when it is called.

    A message with a stop, ``requirements.requirements``, is of the area before it.
    ``area`` is that of the messages of its commands, ``areas`` of those commands that have another one.
    """

    def __init__(
        self,
        message: str,
        loaders: Mapping[str, Loader],
        *,
        area: str | None = None,
        areas: Mapping[str, str] | None = None,
    ) -> None:
        of, stop, name = message.rpartition(".")
        super().__init__(
            name.rpartition("-")[2],
            help=say(f"{of}{stop}help-{name}"),
            options_metavar=say("metavar-options"),
            subcommand_metavar=say("metavar-commands"),
        )
        self._message = message
        self._areas = (dict.fromkeys(loaders, area) if area else {}) | dict(areas or {})
        self._loaders = loaders
        language_option()(self)

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Read the arguments; help is printed here."""
        with _closed_pipe():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _closed_pipe():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is Click's
        return list(self._loaders)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        loader = self._loaders.get(cmd_name)
        return loader() if loader else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; where there is none, name the nearest of those this group loads."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as error:
            raise NoSuchCommand(error.command_name, possibilities=self._loaders, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without making any of them."""
        with formatter.section(say("commands")):
            formatter.write_dl([(name, say(self._short(name))) for name in self._loaders])

    def _short(self, name: str) -> str:
        """Return the message of one line about a command."""
        if name in self._areas:
            return f"{self._areas[name]}.short-{name}"
        inner = "" if self._message == "adhere" else f"{self._message}-"
        return f"short-{inner}{name}"
