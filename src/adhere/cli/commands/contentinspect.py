# SPDX-License-Identifier: EUPL-1.2
"""``adhere content inspect``: which columns of inputs were recognised, shown for confirmation, and what is wrong with the inputs.

Article 53(1)(d): whoever signs for a summary has to be able to see which column every figure comes from.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adhere.cli.options import described, format_option, language_option
from adhere.cli.output import print_json, refuse, tell
from adhere.cli.paths import Folder
from adhere.cli.wording import language, say

if TYPE_CHECKING:
    from adhere.engine.manifests.opening import Inputs


def command() -> click.Command:
    """Return the command with its help in the language of this run."""

    @described("content-inspect.inspect")
    @click.argument("inputs", metavar=say("content-inspect.metavar-inputs"), nargs=-1, required=True)
    @click.option(
        "--mapping",
        type=Folder(),
        metavar=say("content-inspect.metavar-file"),
        help=say("content-inspect.help-mapping"),
    )
    @click.option(
        "--write-mapping",
        "out",
        type=Folder(),
        metavar=say("content-inspect.metavar-file"),
        help=say("content-inspect.help-write"),
    )
    @click.option("--full", is_flag=True, help=say("content-inspect.help-full"))
    @format_option("text", "json")
    @language_option()
    def inspect(
        inputs: tuple[str, ...], mapping: Path | None, out: Path | None, full: bool, output: str
    ) -> None:
        run(inputs, mapping, out, full=full, output=output)

    return inspect


def run(given: tuple[str, ...], mapping: Path | None, out: Path | None, *, full: bool, output: str) -> None:
    """Print what was recognised, and write it as a mapping file where asked; exit 1 where a finding is an error."""
    from adhere.cli.extras import needed
    from adhere.cli.findings import exit_status

    if out is not None and out.exists():
        refuse(say("content-inspect.exists", path=out))
    needed("engine", "duckdb", "fsspec")
    from adhere.engine.manifests.opening import open_inputs

    inputs = open_inputs(given, mapping)
    if full and inputs.ready:
        _read_all(inputs)
    if output == "json":
        from adhere.cli.inspectjson import inspect_json
        from adhere.law.library import Law

        print_json(inspect_json(inputs, Law(), language()))
    else:
        from adhere.cli.inspectview import inspect_page

        inspect_page(inputs, language()).print()
    if out is not None and inputs.members:
        _write(out, inputs, tell_it=output == "text")
    raise SystemExit(exit_status(inputs.collected.findings))


def _read_all(inputs: Inputs) -> None:
    """Read every row, in a session of its own, so that faults are counted and digests taken."""
    from adhere.engine.embedded import EngineError, open_session
    from adhere.engine.manifests.mending import mend

    try:
        with open_session() as session:
            inputs.work = session.folder / "work"  # goes with the session
            mend(inputs, session)  # of texts that are no figures nobody else reads more than their length
            inputs.settle(session)
    except EngineError as error:
        if error.finding not in inputs.collected.findings:
            inputs.collected.findings.append(error.finding)


def _write(out: Path, inputs: Inputs, *, tell_it: bool) -> None:
    from adhere.engine.manifests.mappingfile import mapping_text
    from adhere.intake.placing import place
    from adhere.intake.reasons import disk_reason

    try:
        place(out, mapping_text(inputs, language()).encode())
    except OSError as error:
        refuse(say("content-inspect.unwritten", path=out, reason=disk_reason(error).in_(language())))
    if tell_it:
        tell(say("content-inspect.written", path=out))
