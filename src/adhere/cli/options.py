# SPDX-License-Identifier: EUPL-1.2
"""The options every command shares: language, output format, date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import click

from adhere.cli.wording import language, say
from adhere.kernel.text import LANGUAGES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[date]):
    """A date written as 2026-07-27."""

    def __init__(self) -> None:
        self.name = say("metavar-day")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with an example."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            self.fail(say("no-date", value=value), param, ctx)


def described(message: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command: its name is the last word of the message, its help is ``help-<message>``.

    A message with a stop, ``card.write``, is of the area before it: its help is ``card.help-write``.
    """
    area, stop, name = message.rpartition(".")
    return click.command(
        name.rpartition("-")[2],
        help=say(f"{area}{stop}help-{name}"),
        short_help=say(f"{area}{stop}short-{name}"),
        options_metavar=say("metavar-options"),
    )


def language_option() -> Decorator:
    """``--lang``: already read when help texts were built; here it is only checked and documented."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default=language(), expose_value=False, help=say("help-lang")
    )


def format_option(*formats: str) -> Decorator:
    """``--format``: text for people, json for programs, and what else a command offers."""
    return click.option(
        "--format",
        "output",
        type=click.Choice(formats),
        default="text",
        show_default=True,
        help=say("help-format"),
    )


def on_option() -> Decorator:
    """``--on``: the date the law is asked for, today unless told."""
    return click.option("--on", type=Day(), default=today, help=say("help-on"))


def recipient_option(meaning: str, *, required: bool = False, default: str | None = None) -> Decorator:
    """``--for``: which recipient of a form, in the order forms name them."""
    from adhere.forms.form import RECIPIENTS

    # Click takes a default of None for an answer to what is required
    told: dict[str, Any] = {} if required else {"default": default}
    return click.option(
        "--for",
        "recipient",
        type=click.Choice(RECIPIENTS),
        required=required,
        show_default=default is not None,
        help=meaning,
        **told,
    )


def today() -> date:
    """Return today's date, in Coordinated Universal Time, so that every machine agrees."""
    return datetime.now(tz=UTC).date()
