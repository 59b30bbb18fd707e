# SPDX-License-Identifier: EUPL-1.2
"""The entry point: a group whose commands are imported when called, so that ``--help`` stays quick.

Exit status: 0 well, 1 findings of severity error, 2 bad usage, an argument that cannot be read or output that cannot be written.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import cast

import click

from adhere import __version__
from adhere.cli.groups import ClosedPipeError, Group
from adhere.cli.stopping import TERMINATED, termination
from adhere.cli.wording import say, speak_clicks_words

INTERRUPTED = 128 + 2
CLOSED_PIPE = 128 + 13
"""What a shell reports for a program ended by SIGINT and by SIGPIPE (https://pubs.opengroup.org/onlinepubs/9799919799/)."""
COMMANDS = (
    "new", "read", "classify", "check", "draft", "status", "render", "issue", "verify", "submit", "diff",
    "history", "drift", "request", "card", "export", "key", "log", "code", "adherence", "risk", "report", "monitor", "law",
    "content", "portal",
)  # fmt: skip


def main() -> None:
    """Run the command line."""
    speak_clicks_words()
    _write_utf8()
    group = Group("adhere", {name: partial(_command, name) for name in COMMANDS})
    click.version_option(__version__, prog_name="adhere", help=say("help-version"))(group)
    with termination() as told:
        status = _run(group)
    sys.exit(TERMINATED if told.asked and status == INTERRUPTED else status)


def _run(group: click.Group) -> int:
    """Run the commands and return the exit status; what goes wrong on the way is told in words."""
    try:
        return int(group.main(prog_name="adhere", standalone_mode=False) or 0)
    except click.ClickException as error:
        from adhere.cli.output import tell

        shown = io.StringIO()
        error.show(file=shown)
        for line in shown.getvalue().splitlines():
            tell(line, err=True)
        return error.exit_code
    except click.Abort:
        from adhere.cli.output import tell

        tell(say("interrupted"), err=True)
        return INTERRUPTED
    except ClosedPipeError:
        _forget_output()
        return CLOSED_PIPE
    except OSError as error:
        if error.filename is not None:
            raise  # not the output
        return _without_output(error)


def _without_output(error: OSError) -> int:
    """Say why nothing more can be printed."""
    from adhere.cli.output import tell
    from adhere.intake.reasons import disk_reason

    with suppress(OSError):
        tell(say("not-printed", reason=disk_reason(error)), err=True)
    _forget_output()
    return 2


def _forget_output() -> None:
    """Let Python forget what it still wanted to print, or it would fail on that again at its end."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:  # noqa: PTH123 - help needs no pathlib
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _command(name: str) -> click.Command:
    return cast("click.Command", import_module(f"adhere.cli.commands.{name}").command())


def _write_utf8() -> None:
    """Print UTF-8 wherever the output goes, so that a Dutch word never ends a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
