# SPDX-License-Identifier: EUPL-1.2
"""The entry point: a group whose commands are imported when called, so that ``--help`` stays quick.

Exit status: 0 well, 1 findings of severity error, 2 bad usage or an argument that cannot be read at all.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

import click

from adhere import __version__
from adhere.cli.wording import say, speak_clicks_words

COMMANDS = {"classify": "classify"}


class Lazy(click.Group):
    """A group that knows the names of its commands and imports each on use; short helps are messages."""

    def __init__(self, *, modules: dict[str, str], message: str, name: str) -> None:
        super().__init__(name=name, help=say(f"help-{message}"))
        self._modules = modules
        self._message = message

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is Click's
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._modules:
            return None
        module = import_module(f"adhere.cli.commands.{self._modules[cmd_name]}")
        return cast("click.Command", module.command())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any of them."""
        with formatter.section(say("commands")):
            formatter.write_dl([(name, say(f"short-{self._message}-{name}")) for name in self._modules])


def main() -> None:
    """Run the command line."""
    speak_clicks_words()
    _write_utf8()
    group = Lazy(modules=COMMANDS, message="adhere", name="adhere")
    click.version_option(__version__, prog_name="adhere", help=say("help-version"))(group)
    group(prog_name="adhere")


def _write_utf8() -> None:
    """Print UTF-8 wherever the output goes, so that a Dutch word never ends a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
