# SPDX-License-Identifier: EUPL-1.2
"""``adhere content``: what a model was trained on, computed from the data, and the rights reserved in it.

Articles 53(1)(c), 53(1)(d) and 56(2)(b).
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import cast

import click

from adhere.cli.groups import Group

COMMANDS: tuple[str, ...] = (
    "inspect",
    "summarise",
    "sources",
    "compare",
    "robots",
    "audit",
    "domains",
    "lookup",
    "complaints",
    "crawls",
)
"""Each is a module of its own, content<name>.py, and its messages are of the area content-<name>."""


def command() -> click.Command:
    """Return the group with its commands."""
    loaders = {name: partial(_command, name) for name in COMMANDS}
    return Group("content", loaders, areas={name: f"content-{name}" for name in COMMANDS})


def _command(name: str) -> click.Command:
    return cast("click.Command", import_module(f"adhere.cli.commands.content{name}").command())
