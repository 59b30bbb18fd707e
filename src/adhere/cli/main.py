# SPDX-License-Identifier: EUPL-1.2
"""The entry point: a group whose commands are imported when called, so that ``--help`` stays quick.

Exit status: 0 well, 1 findings of severity error, 2 bad usage or an argument that cannot be read at all.
"""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import cast

import click

from adhere import __version__
from adhere.cli.groups import Group
from adhere.cli.wording import say, speak_clicks_words

COMMANDS = ("new", "read", "classify", "check", "law")


def main() -> None:
    """Run the command line."""
    speak_clicks_words()
    _write_utf8()
    group = Group("adhere", {name: partial(_command, name) for name in COMMANDS})
    click.version_option(__version__, prog_name="adhere", help=say("help-version"))(group)
    group(prog_name="adhere")


def _command(name: str) -> click.Command:
    return cast("click.Command", import_module(f"adhere.cli.commands.{name}").command())


def _write_utf8() -> None:
    """Print UTF-8 wherever the output goes, so that a Dutch word never ends a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
